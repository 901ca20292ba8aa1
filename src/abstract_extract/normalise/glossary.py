"""Reports in other languages, word for word in the English that the rules read; every word keeps its place in the page.

It is no translation that anybody would print: words of counting, treating and suffering are put into English where
they stand, so that the same rules find the numbers. What a record shows is the page's own words.

>>> text = in_english(Text.of("Eingeschlossen wurden 27 Patienten (65,4 %); drei starben."), "de")
>>> text.string
'Enrolled were 27 patients (65.4 %); three died.'
>>> text.span(14, 16), text.span(17, 25)
((22, 24), (25, 34))
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from abstract_extract.text import Edit, Text

_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language: where one stands, and the English for each."""

    anywhere: re.Pattern[str]
    english: tuple[str, ...]


def languages() -> frozenset[str]:
    """The languages whose words are known.

    >>> sorted(languages())
    ['cs', 'de', 'es', 'pt']
    """
    return frozenset(_data("glossary.toml"))


@cache
def _data(name: str) -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads(files("abstract_extract.normalise").joinpath(name).read_text("utf-8"))


@cache
def _words(language: str) -> _Words:
    entries: list[tuple[str, str]] = [
        (pattern, english)
        for name in ("glossary.toml", "glossary_numbers.toml")
        for english, patterns in _data(name)[language].items()
        for pattern in (patterns if isinstance(patterns, list) else [patterns])
    ]
    # The longest first: "control group" before "group".
    entries.sort(key=lambda entry: -len(entry[0]))
    return _Words(
        re.compile(r"(?<![\w-])(?:" + "|".join(f"({pattern})" for pattern, _ in entries) + r")(?!\w)", re.IGNORECASE),
        tuple(english for _, english in entries),
    )


def in_english(text: Text, language: str) -> Text:
    """The text with the known words of `language` in English, and decimal points for commas."""
    words = _words(language)
    edits: list[Edit] = [(match.start(), match.end(), ".") for match in _DECIMAL_COMMA.finditer(text.string)]
    for match in words.anywhere.finditer(text.string):
        english = words.english[(match.lastindex or 1) - 1]
        is_capital = match.group()[0].isupper() and _opens_sentence(text.string, match.start())
        edits.append((match.start(), match.end(), english[0].upper() + english[1:] if is_capital else english))
    return text.replace(sorted(edits))


def _opens_sentence(string: str, at: int) -> bool:
    before = string[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in ".!?:"
