"""What the rules say of a number's arm, and how it stands beside its like: the figures from which a side is learned.

The encoder knows what a number is; on which side of a comparison it stands is told by arms that are named sentences
away, by "versus" and by "respectively". The rules follow those, not always rightly: their word is a hint, no verdict.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from abstract_extract.annotate.counted import Counted
from abstract_extract.candidates import ArmMention, Arms
from abstract_extract.study import Number, Sentence

_PLACES = 3
"""Arms told apart by the order in which they are named; later ones are alike."""
_ARM = ("experimental", "comparator", *(f"arm_{place}" for place in range(_PLACES)))
ARM_NAMES = (
    *(f"own_{name}" for name in _ARM),
    *(f"before_{name}" for name in _ARM),
    "before_near",
    *(f"after_{name}" for name in _ARM),
    "after_near",
    *(f"last_{name}" for name in _ARM),
    "experimental_arms",
    "comparator_arms",
    *(f"run_{place}" for place in range(_PLACES)),
    "run_length",
    "after_versus",
    "before_versus",
    "is_respective",
)
VERSUS = re.compile(r"\b(?:versus|vs\.?|v\.?|against|compared (?:with|to)|than)(?=\s|$)", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:versus|vs|and|or|compared|than|against)\b|[,;/]", re.IGNORECASE)
_FARTHEST_IN_RUN = 90
_NEAR = 30
Rows = NDArray[np.float32]


def arm_features_of(sentences: Sequence[Sentence], counted: Sequence[Counted], arms: Arms) -> Rows:
    """A row for each number of the sentences, in order, in the order of `ARM_NAMES`."""
    return _ArmRows(sentences, counted, arms).rows()


class _ArmRows:
    def __init__(self, sentences: Sequence[Sentence], counted: Sequence[Counted], arms: Arms) -> None:
        self._sentences = sentences
        self._arms = arms
        self._order = {key: place for place, key in enumerate(arms.candidates)}
        self._counted = {item.sentence.index: item for item in counted}
        roles = [arm.role for arm in arms.candidates.values()]
        comparators = roles.count("comparator")
        self._sizes = [min(len(roles) - comparators, 3) / 3, min(comparators, 3) / 3]

    def rows(self) -> Rows:
        found: list[list[float]] = []
        last: str | None = None
        for sentence in self._sentences:
            mentions = self._arms.of(sentence)
            runs = _runs(sentence)
            respective = float("respectively" in sentence.lower)
            own = self._own(sentence)
            for index, number in enumerate(sentence.numbers):
                found.append(
                    [
                        *self._arm(own.get(number.start)),
                        *self._before(mentions, number),
                        *self._after(mentions, number),
                        *self._arm(last if not mentions else None),
                        *self._sizes,
                        *runs[index],
                        respective,
                    ]
                )
            if mentions:
                last = mentions[-1].key
        return np.array(found, np.float32).reshape(len(found), len(ARM_NAMES))

    def _arm(self, key: str | None) -> list[float]:
        """The side of an arm and its place in the order of arms; all nought for none."""
        row = [0.0] * len(_ARM)
        if key is not None and key in self._order:
            row[0 if self._arms.candidates[key].role != "comparator" else 1] = 1.0
            row[2 + min(self._order[key], _PLACES - 1)] = 1.0
        return row

    def _own(self, sentence: Sentence) -> dict[int, str | None]:
        """The arm that the rules give the tally of a number, by where the number begins."""
        item = self._counted.get(sentence.index)
        if item is None:
            return {}
        return {
            part.start: key
            for tally, key in zip(item.tallies, item.arms, strict=True)
            for part in (tally.denominator, tally.events, tally.percent)
            if part is not None
        }

    def _before(self, mentions: Sequence[ArmMention], number: Number) -> list[float]:
        nearest = max((m for m in mentions if m.end <= number.start), key=lambda m: m.end, default=None)
        if nearest is None:
            return [*self._arm(None), 0.0]
        return [*self._arm(nearest.key), math.exp((nearest.end - number.start) / _NEAR)]

    def _after(self, mentions: Sequence[ArmMention], number: Number) -> list[float]:
        nearest = min((m for m in mentions if m.start >= number.end), key=lambda m: m.start, default=None)
        if nearest is None:
            return [*self._arm(None), 0.0]
        return [*self._arm(nearest.key), math.exp((number.end - nearest.start) / _NEAR)]


def _runs(sentence: Sentence) -> list[list[float]]:
    """For each number where it stands in its run of like numbers, how long that is, and whether "versus" is beside it."""
    rows: list[list[float]] = [[0.0] * (_PLACES + 3) for _ in sentence.numbers]
    for is_percent in (True, False):
        like = [i for i, n in enumerate(sentence.numbers) if (n.kind == "percent") is is_percent and _may_count(n)]
        run: list[int] = like[:1]
        for before, after in pairwise(like):
            between = sentence.string[sentence.numbers[before].end : sentence.numbers[after].start]
            if len(between) > _FARTHEST_IN_RUN or not _JOINED.search(between):
                _fill(rows, run)
                run = []
            elif VERSUS.search(between):
                rows[before][_PLACES + 2] = rows[after][_PLACES + 1] = 1.0
            run.append(after)
        _fill(rows, run)
    return rows


def _may_count(number: Number) -> bool:
    return number.kind in {"percent", "count", "decimal", "ratio"}


def _fill(rows: list[list[float]], run: Sequence[int]) -> None:
    for place, index in enumerate(run):
        rows[index][min(place, _PLACES - 1)] = 1.0
        rows[index][_PLACES] = min(len(run), 4) / 4
