"""One dose that a sentence gives in several schedules: "a single infusion or three", "one, two or three injections".

>>> string = "Children got one, two or three infusions of 2 million cells/kg each."
>>> [(count.value, string[count.start : count.end]) for count in alternatives_in(string)]
[(1, 'one'), (2, 'two'), (3, 'three')]
>>> alternatives_in("Cells were given in one or two sessions.")
()
"""

from __future__ import annotations

import re
from itertools import pairwise

from abstract_extract.candidates import Said

from .dose_counts import ADJECTIVES, NOUN, NUMBERS, small

_ONE_OR_SEVERAL = re.compile(
    rf"\b(single|one|1|one-time) {ADJECTIVES}{NOUN}\b[^.;]{{0,80}}?\b(?:or|versus|vs\.?|and|against|compared with)(?: to)? (?:the )?({NUMBERS}) {ADJECTIVES}{NOUN}\b"
    rf"|\b(once|one-time)\b(?:,| or| versus| vs\.?| and)+ (twice|thrice|two-time|three times)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    rf"\b({NUMBERS}), ({NUMBERS}),? (?:or|and|versus|vs\.?) ({NUMBERS}) {ADJECTIVES}{NOUN}\b", re.IGNORECASE
)
_NOT_GIVEN = re.compile(r"\b(?:complicated|followed|after|caused|marred|accompanied|happened|occurred)\b[^;]{0,30}\Z")
_WORDS = {"two-time": 2, "one-time": 1, "three times": 3}


def alternatives_in(string: str) -> tuple[Said, ...]:
    """The counts of a sentence that compares schedules of the same dose, fewest first; none where it compares none."""
    for pattern in (_LISTED, _ONE_OR_SEVERAL):
        match = pattern.search(string)
        if match is None or _NOT_GIVEN.search(string, max(0, match.start() - 60), match.start()):
            continue
        groups = [group for group in range(1, (match.lastindex or 0) + 1) if match[group]]
        values = [_WORDS.get(match[group].lower()) or small(match[group]) or 0 for group in groups]
        if len(values) > 1 and values[0] > 0 and all(one < two for one, two in pairwise(values)):
            return tuple(Said(value, *match.span(group)) for value, group in zip(values, groups, strict=True))
    return ()
