"""The numbers of a text that few other texts have: by them a retelling is known, whatever its words.

>>> numbers_in("Of 212 patients, 107 (50%) had 120 million cells in 2016; 53 closed (62.8%, P = 0.043) by week 24.")
('107', '212', '53', '62.8')
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# The first digit goes before what may not stand in front of it: a search for a digit is the cheaper one.
_NUMBER = re.compile(r"\d(?<![\w.,/^-]\d)(?:\d{0,2}(?:,\d{3})+|\d*(?:[.·]\d+)?)(?![\w/^]|[.,]\d|-\d)")
_CHANCE = re.compile(r"(?:\bp|\bCI|[<>=≤≥±])\s*(?:value)?\s*[<>=≤≥]?\s*\Z", re.IGNORECASE)
_LEAST = 13
_SHORT = 3
"""A round number, or one with a decimal, of no more signs is common."""
_YEARS = range(1950, 2050)
_MOST = 48
_USUAL = frozenset(
    "14 15 16 18 20 21 24 25 28 30 32 33 36 40 48 50 52 60 65 66 67 70 72 75 80 84 90 95 96 97.5 99 99.9".split()
)
"""Weeks, months, ages, halves and thirds: so many texts have them that they tell nothing."""


def numbers_in(text: str, counts: Iterable[int | float] = ()) -> tuple[str, ...]:
    """The numbers that are no year, no round ten and no usual count of weeks or months, sorted as text, each once.

    `counts` are numbers known to count something, those among them that the text says in words.
    """
    words = (str(number) for number in counts if isinstance(number, int) and number >= _LEAST)
    found = {word for word in words if word not in _USUAL and not word.endswith("0")}
    for match in _NUMBER.finditer(text):
        number = match.group().replace(",", "").replace("·", ".")
        if number in _USUAL or not _is_particular(number):
            continue
        if not _CHANCE.search(text[max(0, match.start() - 12) : match.start()]):
            found.add(number)
    return tuple(sorted(found))[:_MOST]


def _is_particular(number: str) -> bool:
    if "." in number:
        return float(number) >= 1 and len(number) > _SHORT
    value = int(number[:12])
    if value in _YEARS or value < _LEAST:
        return False
    return not number.endswith("0") or len(number) > _SHORT
