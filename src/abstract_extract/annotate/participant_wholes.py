"""Wholes of results that say themselves that their people came to be examined: "9 of the 19 who came to the last visit"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.study import Number

from .counted import Counted
from .people import unit_of

_CAME = re.compile(
    r" (?:(?P<unit>patients|participants|people|persons|subjects|children|adults|women|men|eyes|knees) )?(?:who|that) (?:came|returned|turned up|attended|were (?:seen|available|evaluable|examined|assessed)|could be (?:seen|assessed|evaluated|examined))\b",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\bof (?:the|our|these|all) \Z", re.IGNORECASE)


def wholes(item: Counted) -> Iterator[tuple[Number, str]]:
    """The denominators of a sentence whose people are said to have come, and what is counted."""
    mask = item.sentence.mask
    for tally in item.tallies:
        whole = tally.denominator
        if whole is None or tally.form not in "be" or not _OF_THE.search(mask[: whole.start]):
            continue
        match = _CAME.match(mask, whole.end)
        if match is not None:
            unit = unit_of(match["unit"]) if match["unit"] else None
            yield whole, unit or "patients"
