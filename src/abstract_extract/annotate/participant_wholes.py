"""Wholes of results that say themselves that their people came to be examined: "9 of the 19 who came to the last visit"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.study import Number

from .counted import Counted
from .people import unit_of

_CAME = re.compile(
    r" (?:(?:evaluable|assessable|analy[sz]able|remaining|available|re-?examined|followed-up) (?:[\w-]+ )??(?P<named>patients|participants|people|persons|subjects|children|adults|women|men|eyes|knees|hips|teeth|tracts|legs|limbs)\b|(?:(?P<unit>patients|participants|people|persons|subjects|children|adults|women|men|eyes|knees|hips|teeth|tracts|legs|limbs) )?(?:(?:(?:who|that) (?:came|returned|turned up|attended|were (?:seen|available|evaluable|examined|assessed)|could be (?:seen|assessed|evaluated|examined)))|available|evaluable|assessable|remaining|seen at|followed (?:to|until|up))\b)",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b(?:of|in) (?:the |our |these |all )?\Z", re.IGNORECASE)


def wholes(item: Counted) -> Iterator[tuple[Number, str]]:
    """The denominators of a sentence whose people are said to have come, and what is counted."""
    mask = item.sentence.mask
    for tally in item.tallies:
        whole = tally.denominator
        if whole is None or tally.form not in "be" or not _OF_THE.search(mask[: whole.start]):
            continue
        match = _CAME.match(mask, whole.end)
        if match is not None:
            word = match["unit"] or match["named"]
            unit = unit_of(word) if word else None
            yield whole, unit or "patients"
