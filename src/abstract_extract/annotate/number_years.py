"""Years among numbers: by the words before them, and not where people or a share follow."""

from __future__ import annotations

import re

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|from|to|between|since|until|during|of|by|through|year|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,? |[-–/©(]\s?|[\d¶]\d?, |[¶№]{1,2}, |¥,? and |\bbetween [^.;]{1,30} and )\Z",
    re.IGNORECASE,
)
_SHARE_AFTER = re.compile(r"\s?/\s?\d{3}|\s?\(\s?\d{1,3}(?:\.\d+)?\s?%")
"""What makes a count of what looks like a year: "1964/5393", "1967 (74%)"."""
PEOPLE_AFTER = re.compile(
    r"\s(?:[\w-]+\s){0,2}(?:patients|participants|subjects|women|men|children|people|individuals|eyes)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d|2100")
_REACH = 48


def is_year(sentence: str, before: str, start: int, end: int) -> bool:
    """Whether the figure from `start` to `end`, behind the mask `before`, is a year.

    >>> is_year("in 1998 and", "in ", 3, 7), is_year("in 1998 women", "in ", 3, 7), is_year("and 1944 to placebo", "and ", 4, 8)
    (True, False, False)
    """
    return bool(
        _YEAR.fullmatch(sentence, start, end)
        and _YEAR_BEFORE.search(before[-_REACH:])
        and not PEOPLE_AFTER.match(sentence, end)
        and (before.endswith("/") or not _SHARE_AFTER.match(sentence, end))
    )
