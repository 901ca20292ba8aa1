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

_WITHOUT_BLANKS = frozenset({"zh"})
# Signs between ideographs: full-width ones, and those of them that were made ASCII before.
_SIGN = re.compile(r"[。，；：（）、]|(?<=[\u4e00-\u9fff)%])[.;,:](?=\S)")
_SIGNS = {"。": ". ", "，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "、": ", "}
_OPEN = " (,，（。；：:;、.\n"
_SHUT = " ),，）。；：:;、.\n"
_LOOKS = re.compile(r"\(\?<?[=!][^()]*\)")
"""What a pattern asks of its neighbours, which is none of its length."""
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language: where one stands, and the English for each."""

    anywhere: re.Pattern[str]
    english: tuple[str, ...]


def languages() -> frozenset[str]:
    """The languages whose words are known.

    >>> sorted(languages())
    ['cs', 'de', 'es', 'pt', 'zh']
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
    entries.sort(key=lambda entry: -len(_LOOKS.sub("", entry[0])))
    names = "|".join(f"({pattern})" for pattern, _ in entries)
    # Chinese has no blanks: its words stand in each other's midst.
    bounded = names if language in _WITHOUT_BLANKS else rf"(?<![\w-])(?:{names})(?!\w)"
    return _Words(re.compile(bounded, re.IGNORECASE), tuple(english.strip() for _, english in entries))


def in_english(text: Text, language: str) -> Text:
    """The text with the known words of `language` in English, and decimal points for commas."""
    words = _words(language)
    edits: list[Edit] = []
    if language in _WITHOUT_BLANKS:
        edits += [
            (match.start(), match.end(), _SIGNS.get(match.group(), match.group() + " "))
            for match in _SIGN.finditer(text.string)
        ]
    else:
        edits += [(match.start(), match.end(), ".") for match in _DECIMAL_COMMA.finditer(text.string)]
    last = -1
    for match in words.anywhere.finditer(text.string):
        english = words.english[(match.lastindex or 1) - 1]
        if language in _WITHOUT_BLANKS:
            english = _with_blanks(text.string, match, english, last)
        elif match.group()[0].isupper() and _opens_sentence(text.string, match.start()):
            english = english[0].upper() + english[1:]
        edits.append((match.start(), match.end(), english))
        last = match.end()
    return text.replace(sorted(edits))


def _with_blanks(string: str, match: re.Match[str], english: str, last: int) -> str:
    """The English word with a blank on each side where none stands; `last` is where the word before it ended."""
    before, after = string[match.start() - 1 : match.start()], string[match.end() : match.end() + 1]
    blank_before = "" if not before or before in _OPEN or match.start() == last else " "
    return blank_before + english + ("" if not after or after in _SHUT else " ")


def _opens_sentence(string: str, at: int) -> bool:
    before = string[max(0, at - 3) : at].rstrip()
    return not before or before[-1] in ".!?:"
