"""Numbers that tell by how many steps of a scale something changed: "by at least one point", "two grades or more"."""

from __future__ import annotations

import re

_STEPS = r" (?:points?|grades?(?! [\dIVX])|levels?|stages?|class(?:es)?|degrees?|notch(?:es)?|lines?|letters|logs?|categor(?:y|ies))\b"
_OR_MORE = re.compile(rf"{_STEPS}(?= or (?:more|better|less|higher|lower|above))", re.IGNORECASE)
_STEPS_AFTER = re.compile(_STEPS, re.IGNORECASE)
_BY_BEFORE = re.compile(r"\b(?:by|least|more than|gain of|rise of|fall of|drop of|loss of|change of) \Z", re.IGNORECASE)
_CHANGED_BY = re.compile(
    r"\b(?:better|worse|up|down|higher|lower|rose|risen|fell|fallen|improved|dropped|increased|decreased|worsened) by (?:at least )?\Z",
    re.IGNORECASE,
)
_NOT_OF = re.compile(r" (?:in|on|among) ")
_REACH = 32


def is_step(sentence: str, before: str, end: int) -> bool:
    """Whether the number that ends at `end`, behind the words `before`, counts steps of a scale and nobody.

    >>> [is_step(text, text[:at], at + 3) for text, at in (("better by one in 9/35", 10), ("fever in two of 9", 9))]
    [True, False]
    """
    if _OR_MORE.match(sentence, end):
        return True
    if _BY_BEFORE.search(before[-_REACH:]) and _STEPS_AFTER.match(sentence, end):
        return True
    return bool(_CHANGED_BY.search(before[-_REACH:]) and _NOT_OF.match(sentence, end))


_TO_A_DOSE = re.compile(r" to \d[\d.,]{0,6}\s?(?:million|billion|mg|µg|mcg|mL|ml|g|[×x*]\s?10)\b")
_LISTED = (", ", "and ", "; ")


def goes_to_a_dose(sentence: str, before: str, end: int) -> bool:
    """Whether a number that ends at `end` counts people who were allotted to an amount, and begins no range.

    >>> goes_to_a_dose("24 to cells and 12 to 40 mg of a steroid", "24 to cells and ", 18)
    True
    >>> goes_to_a_dose("doses of 5 to 10 mg", "doses of ", 10)
    False
    """
    return before.endswith(_LISTED) and _TO_A_DOSE.match(sentence, end) is not None
