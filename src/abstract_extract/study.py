"""The study text: what the rules read of a page, its sections, and the sentences and numbers within it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from abstract_extract.page import Page, Role
from abstract_extract.record import Section
from abstract_extract.text import Text

NumberKind = Literal[
    "count", "percent", "duration", "age", "measure", "power", "statistic", "label", "year", "range", "decimal", "ratio"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A section within the study text: `text[start:end]`, what it is and what its heading says."""

    start: int
    end: int
    role: Role
    name: str | None
    """The part of an abstract: background, methods, results …; None where no heading says."""
    label: str | None
    """The heading's or field's own words."""


@dataclass(frozen=True, slots=True)
class StudyText:
    """What the rules read of a page."""

    page: Page
    text: Text
    stretches: tuple[Stretch, ...]
    sections: tuple[Section, ...]
    notes: tuple[tuple[str, str], ...] = ()
    is_translated: bool = False
    """Known words of another language stand in English in the text; the source has them in their own."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a sentence: its value, what kind its nearest words make it, and its place in the study text."""

    value: int | float
    kind: NumberKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the study text; `start` and `end` count in the text, `numbers` and `mask` in the sentence."""

    index: int
    start: int
    end: int
    string: str
    lower: str
    mask: str
    numbers: tuple[Number, ...]
    stretch: Stretch
    position: int
    """Its number within its section, from 0."""

    def number_at(self, start: int) -> Number:
        """The number whose sign begins at `start` of the mask. Raises KeyError where none does."""
        at = bisect_left(self.numbers, start, key=lambda number: number.start)
        if at < len(self.numbers) and self.numbers[at].start == start:
            return self.numbers[at]
        raise KeyError(start)

    @property
    def section(self) -> str | None:
        """The part of the abstract that it stands in: background, methods, results and so on."""
        return self.stretch.name


def numbers_of(sentences: Iterable[Sentence]) -> list[tuple[Sentence, Number]]:
    """The numbers of sentences in order, each with the sentence that it stands in."""
    return [(sentence, number) for sentence in sentences for number in sentence.numbers]
