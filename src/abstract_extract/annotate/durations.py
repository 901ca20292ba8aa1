"""Durations in ISO 8601, as written: "6 months" is P6M, "12 months" P12M, "1 year" P1Y, "48 hours" PT48H.

>>> iso_duration(6, "months"), iso_duration(1.5, "years"), iso_duration(48, "h")
('P6M', 'P1.5Y', 'PT48H')
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .foreign_durations import foreign_durations
from .hints import has_any
from .number_words import number_words
from .numbers import TIME_UNIT, exact

_LETTER = {"y": "Y", "mo": "M", "mt": "M", "w": "W", "d": "D", "h": "H", "mi": "M", "s": "S"}
_WORDS = {"half a": 0.5, "half": 0.5, "a": 1, "an": 1}
_UNIT = re.compile(
    rf"(?<![A-Za-z])(?=[dhmswy])(?:{TIME_UNIT}|(?<=\d)[ydhw]|(?<=\d )[ydhw]|(?<=\d-)[hd])\b(?![/\w])", re.IGNORECASE
)
_QUALIFIERS = (" consecutive", " calendar", " full", " additional", " further", " postoperative", " more")
_DIGITS_BEFORE = re.compile(r"(?<![A-Za-z0-9_.])\d{1,4}(?:\.\d+)?\Z")
_WORDS_BEFORE = re.compile(r"(?<![\w])(?:half an?|(?:[A-Za-z]+[- ])?[A-Za-z]+)\Z")
_WORD_LISTED = re.compile(
    r"\b(one|two|three|four|five|six|eight|nine|ten|twelve|eighteen|twenty-four)(?:,? (?:and|or) |, )\Z",
    re.IGNORECASE,
)
_MOST_LISTED = 6
_REACH = 34
_UNIT_FIRST = re.compile(
    r"\b(?=[dhmwy])(month|week|day|year|hour)s?[ -]+(\d{1,4})\b(?!\s?(?:%|patients|mg|mL))", re.IGNORECASE
)
_UNIT_FIRST_LIST = re.compile(
    r"\b(?=[dhmwy])(months|weeks|days|years|hours) ((?:-?\d{1,4}(?:\s?,\s?|\s(?:and|or|to|et|und|y)\s|,\s(?:and|or)\s|\s(?=(?:\d{1,3}\s){0,9}\d{1,3}\sand\s\d)|\s?[-–]\s?)){1,10}\d{1,4})\b(?!\s?(?:%|patients|mg|mL))",
    re.IGNORECASE,
)
_UNIT_FIRST_SINGULAR = re.compile(
    r"\b(?=[dhmwy])(month|week|day|year|hour) (\d{1,4}(?:\s?,\s?\d{1,4}){1,9},? (?:and|or) \d{1,4})\b(?!\s?(?:%|patients|mg|mL|of\b|had\b|were\b|was\b|[a-z]+ed\b))",
    re.IGNORECASE,
)
"""A list under one unit that is not in the plural: "on week 4,8,12 and 20"."""
_LIST = re.compile(
    rf"(?=\d)((?:\d{{1,3}}(?:\s?,\s?|\s?/\s?|\s)(?:and |or |to |- ?|– ?)?){{1,9}}(?:and |or |to |& )?)(\d{{1,3}})[ -]({TIME_UNIT})\b",
    re.IGNORECASE,
)
_FORTNIGHT = re.compile(
    r"\b(?:(?P<many>one|two|three|four|five|six|\d{1,2}) |an? )(?P<word>fortnights?)\b", re.IGNORECASE
)
_HINTS = ("year", "month", "week", "day", "hour", "minute", "yr", "mth", "fortnight")
_SHORT_HINTS = (" mo", " wk", "hr", " min", " sec", " h", " d ", " w ", "-mo", "-wk")
_SHORT_UNIT = re.compile(r"(?:mo|wk|hr|min|second)s?(?![a-z])|\d[ -]?[ydhw](?![a-z])")
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


def may_hold_duration(lower: str) -> bool:
    """Whether a text in lower case has a unit of time: if it has none, it has no duration.

    >>> may_hold_duration("seen at 6 months"), may_hold_duration("for 48 h"), may_hold_duration("more than half had none")
    (True, True, False)
    """
    return (
        has_any(lower, _HINTS)
        or (has_any(lower, _SHORT_HINTS) and _SHORT_UNIT.search(lower) is not None)
        or any(True for _ in foreign_durations(lower))
    )


@lru_cache(maxsize=512)
def find_durations(sentence: str) -> tuple[Duration, ...]:
    """The durations of a sentence, in order; of a list ("1, 3 and 6 months") every member."""
    if not may_hold_duration(sentence.lower()):
        return ()
    found: dict[int, Duration] = {}
    has_digits = _NUMBER.search(sentence) is not None
    for match in _LIST.finditer(sentence) if has_digits else ():
        for number in _NUMBER.finditer(sentence, match.start(1), match.end(1)):
            found[number.start()] = Duration(iso_duration(int(number.group()), match[3]), number.start(), number.end())
        found[match.start(2)] = Duration(iso_duration(int(match[2]), match[3]), match.start(2), match.end(3))
    for match in (*_UNIT_FIRST_LIST.finditer(sentence), *_UNIT_FIRST_SINGULAR.finditer(sentence)) if has_digits else ():
        listed = list(_ascending(sentence, *match.span(2)))
        for number in listed if len(listed) > 1 else ():
            found.setdefault(
                number.start(), Duration(iso_duration(int(number.group()), match[1]), number.start(), number.end())
            )
    for match in _UNIT.finditer(sentence):
        amount = _amount_before(sentence, match.start())
        if amount is not None and amount[1] not in found:
            found[amount[1]] = Duration(iso_duration(amount[0], match.group()), amount[1], match.end())
            found |= _listed_words(sentence, amount[1], match.group())
    for match in _FORTNIGHT.finditer(sentence):
        start = match.start("many") if match["many"] else match.start("word")
        found[start] = Duration(iso_duration(2 * _count(match["many"] or "1"), "weeks"), start, match.end())
    for iso, start, end in foreign_durations(sentence):
        found.setdefault(start, Duration(iso, start, end))
    # "At six months 74 per cent": the months are those of the number before them.
    ends = {duration.end for duration in found.values()}
    for match in _UNIT_FIRST.finditer(sentence) if has_digits else ():
        if match.start() in found or match.start(2) in found or ends & {match.end(1), match.end(1) + 1}:
            continue
        found[match.start()] = Duration(iso_duration(int(match[2]), match[1]), match.start(), match.end())
    return tuple(found[start] for start in sorted(found))


def _ascending(sentence: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The numbers of a list of visits, which come one after another: of "by day 90, 13 and 10" the first alone."""
    last = -1
    for number in _NUMBER.finditer(sentence, start, end):
        if int(number.group()) <= last:
            return
        last = int(number.group())
        yield number


def _count(word: str) -> int:
    return int(word) if word.isdigit() else int(number_words(word)[0].value)


def _listed_words(sentence: str, stop: int, unit: str) -> dict[int, Duration]:
    """Those of a list in words that share the unit of its last: "one" and "three" of "one, three and six months"."""
    found: dict[int, Duration] = {}
    while len(found) < _MOST_LISTED and (match := _WORD_LISTED.search(sentence, max(0, stop - _REACH), stop)):
        stop = match.start()
        found[stop] = Duration(iso_duration(number_words(match[1])[0].value, unit), *match.span(1))
    return found


def _amount_before(sentence: str, stop: int) -> tuple[int | float, int] | None:
    """The amount that stands right before a unit of time, and where it begins."""
    low = max(0, stop - _REACH)
    before = sentence[low:stop]
    words = before.rstrip(" -")
    for qualifier in _QUALIFIERS:
        words = words.removesuffix(qualifier)
    if not words or (words == before and not words[-1].isdigit()):
        return None
    if words[-1].isdigit():
        digits = _DIGITS_BEFORE.search(words)
        return (exact(digits.group()), low + digits.start()) if digits else None
    match = _WORDS_BEFORE.search(words)
    if match is None:
        return None
    lower = match.group().lower()
    for phrase, value in _WORDS.items():
        if lower == phrase or lower.endswith(" " + phrase):
            return value, low + match.end() - len(phrase)
    numbers = [n for n in number_words(match.group()) if n.end == len(match.group())]
    return (numbers[-1].value, low + match.start() + numbers[-1].start) if numbers else None
