"""What arithmetic says of a number: its kind and section, whether a percentage fits, whether two numbers sum to a third.

The encoder reads words; that 12 is 60 % of 20, or that 51 and 56 make 107, it cannot tell. Each number gets a row of
figures between 0 and 1, in the order of `NAMES`. The last says what is asked for: every count, as the gold of trials of
cells has them, or those that a trial compares, as public corpora have them; the model has learned from both.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from abstract_extract.page import Role
from abstract_extract.study import NumberKind, Sentence, numbers_of

Rows = NDArray[np.float32]

KINDS: tuple[str, ...] = get_args(NumberKind)
SECTIONS = ("background", "objective", "methods", "results", "conclusion", "other", "none", "title")
ARITHMETIC = (
    "size", "is_whole", "place_in_text", "sentence_in_section", "is_repeated", "place_in_sentence", "numbers_in_sentence",
    "is_percent_of_neighbours", "is_percent_of_earlier", "is_events_of_percent", "is_denominator_of_percent",
    "is_sum", "is_part_of_sum", "how_often",
)  # fmt: skip
NAMES = (*KINDS, *SECTIONS, *ARITHMETIC, "counts_all")
ROUNDING = 0.6
"""Percentage points between a printed percentage and the division that it rounds."""
_NEAR = 4
_NEAR_SUM = 6
_SMALLEST_GROUP = 5


def features_of(sentences: Sequence[Sentence], length: int, *, counts_all: bool, start: int = 0) -> Rows:
    """A row for each number of the sentences, in order; `length` is the text's, in characters, `start` its place."""
    rows = _Numbers(sentences, length, start).rows()
    rows[:, -1] = counts_all
    return rows


class _Numbers:
    """The numbers of a text side by side."""

    def __init__(self, sentences: Sequence[Sentence], length: int, start: int) -> None:
        pairs = numbers_of(sentences)
        self._sentences = [sentence for sentence, _ in pairs]
        self._places = [sentence.start + number.start for sentence, number in pairs]
        self._values = [float(number.value) for _, number in pairs]
        self._kinds: list[str] = [number.kind for _, number in pairs]
        self._length = max(1, length)
        self._start = start
        self._often = Counter(self._values)
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for index, sentence in enumerate(self._sentences):
            self._by_sentence[sentence.index].append(index)

    def rows(self) -> Rows:
        rows = np.zeros((len(self._values), len(NAMES)), np.float32)
        seen: set[float] = set()
        for index, value in enumerate(self._values):
            sentence = self._sentences[index]
            rows[index, KINDS.index(self._kinds[index])] = 1
            rows[index, len(KINDS) + _section(sentence)] = 1
            rows[index, len(KINDS) + len(SECTIONS) : -1] = self._arithmetic(index, value in seen)
            seen.add(value)
        return rows

    def _arithmetic(self, index: int, is_repeated: bool) -> list[float]:
        value, sentence = self._values[index], self._sentences[index]
        beside = self._by_sentence[sentence.index]
        is_percent = self._kinds[index] == "percent"
        near = [other for other in range(index - _NEAR, index + _NEAR + 1) if self._is_other(other, index)]
        return [
            math.log10(abs(value) + 1) / 4,
            float(value == int(value)),
            (self._places[index] - self._start) / self._length,
            min(sentence.position, 10) / 10,
            float(is_repeated),
            min(beside.index(index), 10) / 10,
            min(len(beside), 20) / 20,
            float(is_percent and self._is_percent_of_pair(value, near)),
            float(is_percent and self._is_percent_of_earlier(index, near)),
            float(not is_percent and self._is_events(index, near)),
            float(not is_percent and value > 0 and self._is_denominator(value, near)),
            float(self._is_sum(index)),
            float(self._is_part(index)),
            min(self._often[value], 5) / 5,
        ]

    def _is_other(self, other: int, index: int) -> bool:
        return 0 <= other < len(self._values) and other != index

    def _counts(self, near: Sequence[int]) -> list[float]:
        return [self._values[other] for other in near if self._kinds[other] != "percent"]

    def _percents(self, near: Sequence[int]) -> list[float]:
        return [self._values[other] for other in near if self._kinds[other] == "percent"]

    def _is_percent_of_pair(self, percent: float, near: Sequence[int]) -> bool:
        counts = self._counts(near)
        return any(
            _fits(events, of, percent)
            for first, events in enumerate(counts)
            for second, of in enumerate(counts)
            if first != second and events <= of
        )

    def _is_percent_of_earlier(self, index: int, near: Sequence[int]) -> bool:
        earlier = {value for value in self._values[:index] if value > _SMALLEST_GROUP}
        percent = self._values[index]
        return any(_fits(events, of, percent) for events in self._counts(near) for of in earlier if of >= events)

    def _is_events(self, index: int, near: Sequence[int]) -> bool:
        value = self._values[index]
        if value <= 0:
            return False
        earlier = [of for of in self._values[:index] if of > _SMALLEST_GROUP and of >= value]
        return any(_fits(value, of, percent) for percent in self._percents(near) for of in earlier)

    def _is_denominator(self, value: float, near: Sequence[int]) -> bool:
        return any(
            _fits(events, value, percent)
            for percent in self._percents(near)
            for events in self._counts(near)
            if 0 < events <= value
        )

    def _is_sum(self, index: int) -> bool:
        value = self._values[index]
        if value <= _SMALLEST_GROUP:
            return False
        near = self._near_counts(index, _NEAR_SUM, _NEAR_SUM)
        return any(
            near[first] + near[second] == value for first in range(len(near)) for second in range(first + 1, len(near))
        )

    def _is_part(self, index: int) -> bool:
        value = self._values[index]
        if value <= 2:
            return False
        totals = [total for total in self._values[: index + 2 * _NEAR] if total > value]
        return any(value + other in totals for other in self._near_counts(index, _NEAR, _NEAR))

    def _near_counts(self, index: int, before: int, after: int) -> list[float]:
        return [
            self._values[other]
            for other in range(index - before, index + after + 1)
            if self._is_other(other, index) and self._kinds[other] == "count" and self._values[other] > 0
        ]


def _fits(events: float, of: float, percent: float) -> bool:
    return of > 0 and abs(100 * events / of - percent) <= ROUNDING


def _section(sentence: Sentence) -> int:
    if sentence.stretch.role is Role.TITLE:
        return SECTIONS.index("title")
    name = sentence.section
    if not name:
        return SECTIONS.index("none")
    return next((i for i, known in enumerate(SECTIONS[:5]) if name.startswith(known[:8])), SECTIONS.index("other"))
