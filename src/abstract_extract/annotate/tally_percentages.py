"""Percentages listed in one bracket behind their counts: "in 6, 3 and 10 patients (26%, 14% and 45%, respectively)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from abstract_extract.study import Number, Sentence

if TYPE_CHECKING:
    from .tallies import Tally

_LISTED = re.compile(
    r"[(\[] ?(?P<list>%+(?:(?:,|;|/|,? and|,? or|,? vs\.?|,? versus|,? v\.?|,? against) ?%+){1,11})"
    r"(?:[,;]? ?(?:respectively|resp\.?))?(?:[,;] ?[pP] ?[=<>≤][^()\[\]]{0,20})? ?[)\]]"
)
_PERCENTAGE = re.compile(r"%+")
_LONGEST_STEP = 90
_STOPS = re.compile(r"[;.)\]]")
"""What no row goes beyond; nor beyond the bracket that a size stands in."""
_ROUNDING = 1.05
_ALONE = "i"


def with_listed_percentages(sentence: Sentence, tallies: Sequence[Tally]) -> list[Tally]:
    """The tallies of a sentence, each count of a row with the percentage that stands for it in the bracket behind.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> for text in ("Pain was gone in 6, 3 and 10 patients (26%, 14% and 45%).", "6 (26%) and 3 (14%) improved."):
    ...     print([(tally.events.value, tally.percent.value) for tally in find_tallies(sentence_of(text))])
    [(6, 26), (3, 14), (10, 45)]
    [(6, 26), (3, 14)]
    """
    found = list(tallies)
    for match in _LISTED.finditer(sentence.mask):
        starts = [place.start() for place in _PERCENTAGE.finditer(sentence.mask, *match.span("list"))]
        listed = [number for number in sentence.numbers if number.start in starts]
        before = [i for i, tally in enumerate(found) if tally.start < match.start() and tally.events is not None]
        row = before[-len(listed) :]
        if len(row) != len(listed) or not _is_row(sentence.mask, [found[i] for i in row], listed, match.start()):
            continue
        named = dict(zip(row, listed, strict=True))
        last = found[row[-1]]
        if last.end < match.start():
            # "Ten patients had no pain (26% vs 45%)": the words up to the bracket are within the last one's numbers.
            found[row[-1]] = replace(last, end=match.end(), inner=(last.end, match.start()))
        found = [
            replace(tally, percent=named[i]) if i in named else tally
            for i, tally in enumerate(found)
            if not (tally.form == _ALONE and match.start() <= tally.start < match.end())
        ]
    return found


def _is_row(mask: str, row: Sequence[Tally], listed: Sequence[Number], opening: int) -> bool:
    """Whether counts stand side by side up to a bracket, with no percentage of their own, and the listed ones fit."""
    for tally, percent in zip(row, listed, strict=True):
        if tally.events is None or (tally.percent is not None and tally.percent.start < opening):
            return False
        of = tally.denominator
        if of is not None and (not of.value or abs(100 * tally.events.value / of.value - percent.value) > _ROUNDING):
            return False
    ends = [*(tally.start for tally in row[1:]), opening]
    steps = [mask[tally.end : end] for tally, end in zip(row, ends, strict=True)]
    return all(len(step) <= _LONGEST_STEP and not _STOPS.search(step) for step in steps)
