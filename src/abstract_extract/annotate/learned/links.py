"""Which numbers stand on the same side of a comparison, and which on opposite ones, whatever the side is.

Four things tell: the rules give two numbers to one arm, or to the two arms that there are; two numbers are of one
result; "versus" stands between two like numbers; a count and its percentage fit the size of one arm alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from abstract_extract.annotate.counted import Counted
from abstract_extract.proposals import NumberRole
from abstract_extract.study import Number, Sentence

SAME_RESULT = 1.0
ONE_ARM = 0.5
VERSUS_BETWEEN = 0.7
FITS_SIZE = 0.7
_VERSUS = re.compile(r"\b(?:versus|vs\.?|v\.?|against|compared (?:with|to)|than)(?=\s|$)", re.IGNORECASE)
_AND = re.compile(r"\s?%?(?:\s[a-z]+)?,?\s(?:and|or)\s(?:the\s|in\s)?", re.IGNORECASE)
_ROUNDING = 0.6
_SIZE = 0.5
_MOST = 40
"""Numbers of one arm that are linked with each other: pairs grow with the square."""
_FARTHEST = 90


@dataclass(frozen=True, slots=True)
class Link:
    """Two numbers, by their places among the text's numbers; above 0 on one side, below 0 on opposite sides."""

    one: int
    other: int
    weight: float


def links_of(sentences: Sequence[Sentence], counted: Sequence[Counted], roles: Sequence[NumberRole]) -> list[Link]:
    """All links between the numbers of a text; `roles` are those of its numbers, in order."""
    by_start = {role.start: index for index, role in enumerate(roles)}
    return [
        *_arms(counted, by_start),
        *_results(counted, by_start),
        *_versus(sentences, by_start),
        *_sizes(counted, by_start, roles),
    ]


def _parts(item: Counted, index: int, by_start: dict[int, int]) -> list[int]:
    tally = item.tallies[index]
    parts = (tally.events, tally.percent, tally.denominator)
    starts = dict.fromkeys(item.sentence.start + part.start for part in parts if part is not None)
    return [by_start[start] for start in starts if start in by_start]


def _arms(counted: Sequence[Counted], by_start: dict[int, int]) -> Iterator[Link]:
    found: dict[str, list[int]] = defaultdict(list)
    for item in counted:
        for index, key in enumerate(item.arms):
            if key is not None:
                found[key] += _parts(item, index, by_start)[:1]
    groups = {key: members[:_MOST] for key, members in found.items()}
    for members in groups.values():
        for one, other in combinations(members, 2):
            yield Link(one, other, ONE_ARM)
    if len(groups) == 2:
        first, second = groups.values()
        for one in first:
            for other in second:
                yield Link(one, other, -ONE_ARM)


def _results(counted: Sequence[Counted], by_start: dict[int, int]) -> Iterator[Link]:
    for item in counted:
        for index in range(len(item.tallies)):
            for one, other in combinations(_parts(item, index, by_start), 2):
                yield Link(one, other, SAME_RESULT)


def _versus(sentences: Sequence[Sentence], by_start: dict[int, int]) -> Iterator[Link]:
    """Two like numbers with "versus" between them, or "12% and 5%, respectively"."""
    for sentence in sentences:
        respective = "respectively" in sentence.lower
        for is_percent in (True, False):
            like = [
                n for n in sentence.numbers if n.kind in ("percent", "count") and (n.kind == "percent") is is_percent
            ]
            for one, other in pairwise(like):
                between = sentence.string[one.end : other.start]
                if (len(between) <= _FARTHEST and _VERSUS.search(between)) or (respective and _AND.fullmatch(between)):
                    yield Link(
                        by_start[sentence.start + one.start], by_start[sentence.start + other.start], -VERSUS_BETWEEN
                    )


def _sizes(counted: Sequence[Counted], by_start: dict[int, int], roles: Sequence[NumberRole]) -> Iterator[Link]:
    sizes: list[tuple[int, float]] = []
    for item in counted:
        for tally in item.tallies:
            number = tally.events
            if number is None:
                continue
            place = by_start.get(item.sentence.start + number.start)
            if place is None or len(sizes) > _MOST:
                continue
            if _is_size(roles[place]):
                sizes.append((place, float(number.value)))
            elif tally.percent is not None and tally.denominator is None:
                yield from _fitting(place, number, tally.percent, sizes)


def _is_size(role: NumberRole) -> bool:
    """Whether a number is rather the size of an arm than anything else."""
    return role.family("participants") > _SIZE and role.sides("participants")["whole"] < _SIZE


def _fitting(place: int, events: Number, percent: Number, sizes: Sequence[tuple[int, float]]) -> Iterator[Link]:
    """A link to the sizes seen so far that the percentage fits, where they are of one value and others do not fit."""
    fits = [
        (index, size)
        for index, size in sizes
        if size > 0 and abs(100 * events.value / size - percent.value) <= _ROUNDING
    ]
    values = {size for _, size in sizes}
    if events.value > 0 and len({size for _, size in fits}) == 1 and len(values) > 1:
        for index, _ in fits:
            yield Link(place, index, FITS_SIZE)
