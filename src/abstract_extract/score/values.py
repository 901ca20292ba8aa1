"""When two values are the same value.

Numbers compare as numbers (20 is 20.0); durations as lengths of time (a year is twelve months, a week seven days, a
day 24 hours; months and days never compare); terms and labels as words, whatever their case, hyphens and blanks.
"""

from __future__ import annotations

import math
import re
import unicodedata
from fractions import Fraction
from functools import lru_cache

from .fields import Compare

Scalar = int | float | str

_SIZES = {"Y": (12, "months"), "M": (1, "months"), "W": (604800, "seconds"), "D": (86400, "seconds")}
_TIMES = {"H": 3600, "M": 60, "S": 1}
_DURATION = re.compile(
    r"P((?:\d{1,9}(?:[.,]\d{1,9})?[YMWD]){0,4})(?:T((?:\d{1,9}(?:[.,]\d{1,9})?[HMS]){1,3}))?", re.IGNORECASE
)
_PART = re.compile(r"(\d+(?:[.,]\d+)?)([A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")


def same(first: Scalar, second: Scalar, compare: Compare) -> bool:
    """Whether two values are the same.

    >>> same(20, 20.0, "number"), same("P12M", "P1Y", "duration"), same("P1M", "P30D", "duration")
    (True, True, False)
    >>> same("umbilical  cord", "Umbilical-cord", "term")
    True
    """
    if isinstance(first, int | float) and isinstance(second, int | float):
        return first == second or math.isclose(first, second, rel_tol=1e-9)
    if isinstance(first, int | float) or isinstance(second, int | float):
        return False
    if compare == "duration":
        return duration_key(first) == duration_key(second)
    return words(first) == words(second)


@lru_cache(maxsize=8192)
def words(text: str) -> str:
    """A label or term as its bare words: case, punctuation, hyphens and compatibility forms left out.

    >>> words("Wharton's jelly"), words("CD34+ cell") == words("CD34 cell"), words("α-MSC")
    ('wharton s jelly', False, 'α msc')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("+", " plus ")
    return _NOT_WORD.sub(" ", plain).strip() or plain.strip()


@lru_cache(maxsize=8192)
def duration_key(text: str) -> tuple[object, ...]:
    """What two durations (or lists of them) share when they are as long; text that is no duration is itself.

    >>> duration_key("P4W") == duration_key("P28D"), duration_key("P1M, P3M") == duration_key("P1M,P3M")
    (True, True)
    """
    return tuple(_length(part.strip()) for part in text.split(",")) if _is_list(text) else (_length(text.strip()),)


def _is_list(text: str) -> bool:
    return ", " in text or text.upper().count("P") > 1


def _length(text: str) -> object:
    match = _DURATION.fullmatch(text)
    if not match or not (match[1] or match[2]):
        return words(text)
    months, seconds = Fraction(), Fraction()
    for number, letter in _PART.findall(match[1].upper()):
        size, unit = _SIZES[letter]
        months += _number(number) * size * (unit == "months")
        seconds += _number(number) * size * (unit == "seconds")
    for number, letter in _PART.findall((match[2] or "").upper()):
        seconds += _number(number) * _TIMES[letter]
    return months, seconds


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
