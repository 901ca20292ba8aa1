"""Durations in ISO 8601, as written: "6 months" is P6M, "12 months" P12M, "1 year" P1Y, "48 hours" PT48H.

>>> iso_duration(6, "months"), iso_duration(1.5, "years"), iso_duration(48, "h")
('P6M', 'P1.5Y', 'PT48H')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .hints import has_any
from .number_words import number_words
from .numbers import TIME_UNIT, exact

_LETTER = {"y": "Y", "mo": "M", "mt": "M", "w": "W", "d": "D", "h": "H", "mi": "M", "s": "S"}
_WORDS = {"half a": 0.5, "half": 0.5, "a": 1, "an": 1}
_QUALIFIER = r"(?:consecutive|calendar|full|additional|further|postoperative|more)"
_DURATION = re.compile(
    rf"(?<![\w.])(?:(\d{{1,4}}(?:\.\d+)?)[ -]?|(half a|(?:[a-z]+[- ])?[a-z]+)[ -])(?:{_QUALIFIER} )?({TIME_UNIT}|(?<=\d)[ydhw]|(?<=\d )[ydhw])\b(?![/\w])",
    re.IGNORECASE,
)
_UNIT_FIRST = re.compile(r"\b(month|week|day|year|hour)s?[ -]+(\d{1,4})\b(?!\s?(?:%|patients|mg|mL))", re.IGNORECASE)
_UNIT_FIRST_LIST = re.compile(r"\b(months|weeks|days|years|hours) ((?:-?\d{1,4}(?:\s?,\s?|\s(?:and|or|to)\s|,\s(?:and|or)\s|\s?[-–]\s?)){1,10}\d{1,4})\b(?!\s?(?:%|patients|mg|mL))", re.IGNORECASE)
_LIST = re.compile(rf"((?:\d{{1,3}}(?:\s?,\s?|\s?/\s?|\s)(?:and |or |to |- ?|– ?)?){{1,9}}(?:and |or |to |& )?)(\d{{1,3}})[ -]({TIME_UNIT})\b", re.IGNORECASE)
HINTS = ("year", "month", "week", "day", "hour", "minute", "yr", " mo", " wk", "hr", "mth", " min", " sec", " h", " d ", " w ", "-mo", "-wk")
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class Duration:
    """A duration as ISO 8601 and its place in the sentence."""

    iso: str
    start: int
    end: int


def iso_duration(amount: float, unit: str) -> str:
    """`amount` of a time unit in ISO 8601. Raises ValueError for what is no unit of time."""
    lower = unit.lower()
    if amount == 0.5 and lower.startswith("y"):
        return "P6M"
    for beginning in ("mo", "mt", "mi", "y", "w", "d", "h", "s"):
        if lower.startswith(beginning):
            clock = "T" if beginning in ("h", "mi", "s") else ""
            return f"P{clock}{amount}{_LETTER[beginning]}"
    raise ValueError(f"{unit!r} is no unit of time")


@lru_cache(maxsize=512)
def find_durations(sentence: str) -> tuple[Duration, ...]:
    """The durations of a sentence, in order; of a list ("1, 3 and 6 months") every member."""
    if not has_any(sentence.lower(), HINTS):
        return ()
    found: dict[int, Duration] = {}
    for match in _LIST.finditer(sentence):
        for number in _NUMBER.finditer(sentence, match.start(1), match.end(1)):
            found[number.start()] = Duration(iso_duration(int(number.group()), match[3]), number.start(), number.end())
        found[match.start(2)] = Duration(iso_duration(int(match[2]), match[3]), match.start(2), match.end(3))
    for match in _UNIT_FIRST_LIST.finditer(sentence):
        for number in _NUMBER.finditer(sentence, match.start(2), match.end(2)):
            found.setdefault(number.start(), Duration(iso_duration(int(number.group()), match[1]), number.start(), number.end()))
    for match in _DURATION.finditer(sentence):
        amount, start = _amount(match)
        if amount is not None and start not in found:
            found[start] = Duration(iso_duration(amount, match[3]), start, match.end())
    for match in _UNIT_FIRST.finditer(sentence):
        if match.start() not in found and match.start(2) not in found:
            found[match.start()] = Duration(iso_duration(int(match[2]), match[1]), match.start(), match.end())
    return tuple(found[start] for start in sorted(found))


def _amount(match: re.Match[str]) -> tuple[int | float | None, int]:
    if match[1]:
        return exact(match[1]), match.start(1)
    words = match[2].lower()
    for phrase, value in _WORDS.items():
        if words == phrase or words.endswith(" " + phrase):
            return value, match.end(2) - len(phrase)
    numbers = [n for n in number_words(match[2]) if n.end == len(match[2])]
    if numbers:
        return numbers[-1].value, match.start(2) + numbers[-1].start
    return None, match.start()
