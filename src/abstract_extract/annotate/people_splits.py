"""Numbers in brackets that say of which kind those counted before are: "(23 women and 4 men)", "(children, n = 130)"."""

from __future__ import annotations

import re

from .hints import has_any

_SEX = r"(?:men|women|males?|females?|boys|girls)"
_AGES = r"(?:children|adolescents?|adults?|infants?|teenagers?|elderly|younger|older)"
_IS_SEX = re.compile(
    rf" ?(?:were |of (?:them|whom) )?{_SEX}(?= ?(?:[,;:)\]]|/|[(\[][№%]|,? (?:and|or|with|aged|mean|median)\b))",
    re.IGNORECASE,
)
_KIND_N = re.compile(
    rf"[(\[;,:] ?(?:and )?(?:the )?(?:{_SEX}|{_AGES}|smokers|non-?smokers)(?: (?:patients|subjects|participants|adults|people))?,? ?[(\[]?n ?[=:] ?\Z",
    re.IGNORECASE,
)
# What a bracket holds that tells who people are: "(9 males, mean age 62 years; FEV1 46% of predicted)".
_PORTRAIT = re.compile(
    rf"[№%] ?(?:were )?{_SEX}\b(?! (?:with|who|had|died)\b)[^()\[\]]*\b(?:age|aged|M =)", re.IGNORECASE
)
_HINTS = ("men", "male", "boys", "girls", "children", "adolescent", "adult", "infant", "teenager", "elderly", "smokers")
_OPENS, _CLOSES = "([", ")]"
_FARTHEST = 200


def is_split(mask: str, start: int, end: int) -> bool:
    """Whether a number in a bracket says of which sex or age so many are, or stands among what tells who people are.

    >>> is_split("№№ patients (№№ women and № men) took part", 13, 15)
    True
    >>> is_split("№№№ patients (children, n = №№№; adolescents, n = №№№)", 28, 31)
    True
    >>> is_split("Fever befell № women and № men", 13, 14), is_split("relapse (№ women died)", 9, 10)
    (False, False)
    """
    low = max(0, start - _FARTHEST)
    if not has_any(mask[low : end + _FARTHEST].lower(), _HINTS):
        return False
    opening = _opening(mask, low, start)
    if opening is None:
        return False
    if _IS_SEX.match(mask, end) or _KIND_N.search(mask, max(low, start - 60), start):
        return True
    portrait = _PORTRAIT.search(mask, opening, end + _FARTHEST)
    return portrait is not None and portrait.start() <= end


def _opening(mask: str, low: int, start: int) -> int | None:
    """Where the bracket opens in which a place stands."""
    depth = 0
    for at in range(start - 1, low - 1, -1):
        if mask[at] in _CLOSES:
            depth += 1
        elif mask[at] in _OPENS:
            if not depth:
                return at
            depth -= 1
    return None
