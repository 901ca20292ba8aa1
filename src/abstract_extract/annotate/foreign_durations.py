"""Durations in other languages than English: "6 Wochen", "36 meses", "12个月", "6, 12, 24 und 52 Wochen".

>>> [(iso, start, end) for iso, start, end in foreign_durations("Nachbeobachtet wurde nach 6 und 12 Monaten.")]
[('P6M', 26, 27), ('P12M', 32, 42)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .hints import has_any
from .lexicon import table

HINTS = (
    "jahr", "monat", "woche", "tage", "stunde", "año", "ano", "mes", "seman", "día", "dia", "hora", "ans", "anné",
    "mois", "semaine", "jour", "heure", "anni", "giorni", "settiman", "rok", "měsíc", "týdn", "dn", "hodin", "miesi",
    "tygodni", "lata", "рок", "лет", "год", "месяц", "місяц", "недел", "тижн", "дн", "час", "月", "周", "週", "天", "年",
    "小时", "小時", "時間", "日",
)  # fmt: skip
_NOT_ENGLISH = re.compile(
    r"[^\x00-\xff‐-⁯×−]|\b(?:wurden?|und|nach|de los|los|las|el|la|seguimento|seguimiento|durou|duró|uma|tras|años|días|meses|dos pacientes|após|foram|pacientes|semanas|"
    r"ont été|patients ont|mois|semaines|bylo|měsíc)\b|[äöüßñçãõáéíóú]",
    re.IGNORECASE,
)
"""A cheap sign that a text is in another language: "ans" and "anos" are no years in an English one."""
_LISTED = re.compile(
    r"(?:\d{1,3}(?:,\d)?(?:\s?[、,，/]\s?|\s(?:und|y|e|et|a|и|і|та)\s|,\s(?:und|y|e|et)\s|[及和至]){1,2}){1,9}\Z"
)
_LONGEST_LIST = 60
_NUMBER = re.compile(r"\d{1,3}(?:,\d)?")
_DECIMAL = re.compile(r"(\d+),(\d)")


@cache
def _numbers() -> tuple[tuple[re.Pattern[str], str], ...]:
    numbers: dict[str, list[str]] = table("time_words")["numbers"]
    return tuple((re.compile("|".join(words), re.IGNORECASE), value) for value, words in numbers.items())


@cache
def _durations() -> re.Pattern[str]:
    """A number and a unit; each unit a group of its own."""
    units = table("time_words")["unit"]
    words = "|".join(f"(?P<{unit['letter']}>{'|'.join(unit['words'])})" for unit in units)
    spelled = "|".join(word for said in table("time_words")["numbers"].values() for word in said)
    return re.compile(
        rf"(?:(?<![\d.,])(?P<digits>\d{{1,3}}(?:[.,]\d)?)|(?<!\w)(?P<word>{spelled})|(?P<cjk>[一二两三四五六八十]))[\s-]?(?:{words})(?![a-zà-ž])",
        re.IGNORECASE,
    )


def is_foreign(text: str) -> bool:
    """Whether a text shows signs of another language than English."""
    return _NOT_ENGLISH.search(text) is not None


def foreign_durations(text: str) -> Iterator[tuple[str, int, int]]:
    """Each duration as ISO 8601 with its place; of a list whose unit stands once, every member."""
    if not has_any(text.lower(), HINTS) or not is_foreign(text):
        return
    for match in _durations().finditer(text):
        letter = next(name for name in ("Y", "M", "W", "D", "TH") if match[name])
        before, sign = ("PT", "H") if letter == "TH" else ("P", letter)
        amount = _amount(match)
        if amount is None:
            continue
        low = max(0, match.start() - _LONGEST_LIST)
        listed = _LISTED.search(text[low : match.start()]) if match["digits"] else None
        for number in _NUMBER.finditer(listed.group()) if listed else ():
            start = low + (listed.start() if listed else 0) + number.start()
            yield f"{before}{_plain(number.group())}{sign}", start, start + len(number.group())
        yield f"{before}{amount}{sign}", match.start(), match.end()


def _plain(digits: str) -> str:
    return _DECIMAL.sub(r"\1.\2", digits)


def _amount(match: re.Match[str]) -> str | None:
    if match["digits"]:
        return _plain(match["digits"])
    word = match["word"] or match["cjk"]
    return next((value for pattern, value in _numbers() if pattern.fullmatch(word)), None)
