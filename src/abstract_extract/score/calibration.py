"""Whether a record's confidence keeps its word: of the facts at 0.9, nine in ten should be right.

A fact is right where its value is (the way of scoring called "value"). Facts are put in ten bins by their confidence;
the expected calibration error is the mean distance between a bin's confidence and its share of right facts, each bin
weighing as many as it has (Naeini et al. 2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .verdicts import PageVerdicts, Verdict

BINS = 10
FIELDS = ("participants", "outcomes.events", "outcomes.percent", "doses.amount")
"""One value speaks for a fact; the percentage of an outcome only where it has no count."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The facts of like confidence: how many, their mean confidence, and the share that is right."""

    count: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins that have facts, from the least sure to the surest."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many facts have a confidence."""
        return sum(one.count for one in self.bins)

    @property
    def error(self) -> float | None:
        """The expected calibration error, from 0 to 1; None where no fact has a confidence.

        >>> Calibration((Bin(30, 0.9, 0.8), Bin(10, 0.5, 0.5))).error
        0.075
        """
        if not self.count:
            return None
        return round(sum(one.count * abs(one.confidence - one.right) for one in self.bins) / self.count, 6)


def calibration(pages: Iterable[PageVerdicts]) -> Calibration:
    """The calibration of the facts of these pages."""
    judged = [(fact.confidence, fact.is_right) for fact in judged_facts(pages)]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, is_right in judged:
        bins[min(BINS - 1, int(confidence * BINS))].append((confidence, is_right))
    return Calibration(tuple(_bin(facts) for facts in bins if facts))


@dataclass(frozen=True, slots=True)
class JudgedFact:
    """A fact of a record: its kind ("participants", "outcomes", "doses"), its confidence, whether it is right."""

    kind: str
    confidence: float
    is_right: bool


def judged_facts(pages: Iterable[PageVerdicts]) -> list[JudgedFact]:
    """The facts of these pages that have a confidence."""
    return [fact for page in pages for fact in _facts(page.verdicts["value"])]


def _bin(facts: Sequence[tuple[float, bool]]) -> Bin:
    count = len(facts)
    return Bin(count, sum(c for c, _ in facts) / count, sum(is_right for _, is_right in facts) / count)


def _facts(verdicts: Sequence[Verdict]) -> list[JudgedFact]:
    """The facts of a page's record, one value a fact."""
    found: dict[tuple[object, ...], JudgedFact] = {}
    for field in FIELDS:
        for verdict in verdicts:
            if verdict.field != field or not verdict.in_record or verdict.confidence is None:
                continue
            kind = field.partition(".")[0]
            fact = (kind, verdict.study, verdict.item, verdict.in_gold)
            found.setdefault(fact, JudgedFact(kind, verdict.confidence, verdict.call == "right"))
    return list(found.values())
