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
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from abstract_extract.text import Edit, Text

from .first_letters import first_letters

_GENERAL = (
    "general",
    "general_romance",
    "steps_romance",
    "steps_slavic",
    "steps_others",
    "findings_iberian",
    "findings_french_italian",
    "findings_slavic",
    "findings_others",
)
"""Files of words for several languages, a table each."""
_NUMBERS = "numbers"
_WITHOUT_BLANKS = frozenset({"zh", "ja", "ko"})
"""Languages whose words stand without a blank beside others, or carry particles."""
# Signs between ideographs: full-width ones, and those of them that were made ASCII before.
_SIGN = re.compile(r"[。，；：（）、]|(?<=[\u3040-\u30ff\u4e00-\u9fff)%])[.;,:](?=\S)")
_SIGNS = {"。": ". ", "，": ", ", "；": "; ", "：": ": ", "（": " (", "）": ") ", "、": ", "}
_TEN_THOUSANDS = re.compile(r"(?<=\d)\s?([万萬亿億])(?![元円])")
_SHUT_WORD = re.compile(r"\)(?=[\d\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3])")
_OPEN = " (,，（。；：:;、.\n"
_SHUT = " ),，）。；：:;、.\n"
_LOOKS = re.compile(r"\(\?<?[=!][^()]*\)")
"""What a pattern asks of its neighbours, which is none of its length."""
_INNERMOST = re.compile(r"\((?:\?:)?([^()]*)\)")
_CLASS = re.compile(r"\[[^\]]*\]|\\.")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?![\d.])")
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![.,]?\d)")
_PERCENT_BEFORE = re.compile(r"(?<!\w)% ?(?=(\d+(?:[.,]\d+)?))")
_ENDING_OF_NUMBER = re.compile(r"(?<=\d)'[a-zçğıöşü]{1,5}(?!\w)")
_WORD_START = re.compile(r"(?<![\w-])[^\W\d_]|(?<=\d)-(?=[^\W\d_])")
_ABBREVIATED = re.compile(r"(?<!\w)(?:Mio|Mrd|mil|ca|bzw|resp|vs|tj|tzv|np|ej|aprox|ok|Nr)\.\Z", re.IGNORECASE)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

Words = dict[str, tuple[re.Pattern[str], tuple[str, ...]]]
"""The words of a language by their first letter: where one stands, and the English for each."""


@dataclass(frozen=True, slots=True)
class _Entry:
    pattern: str
    english: str

    @property
    def length(self) -> int:
        """How many letters the longest word of the pattern has, about."""
        bare = _LOOKS.sub("", self.pattern)
        while (longest := _INNERMOST.sub(lambda group: max(group[1].split("|"), key=len), bare)) != bare:
            bare = longest
        return len(_CLASS.sub("x", bare).replace("?", ""))


@cache
def languages() -> frozenset[str]:
    """The languages whose words are known.

    >>> sorted(languages())
    ['cs', 'de', 'es', 'fr', 'it', 'ja', 'ko', 'pl', 'pt', 'ru', 'tr', 'uk', 'zh']
    """
    folder = files("abstract_extract.normalise").joinpath("words")
    names = {file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.endswith(".toml")}
    return frozenset(names - {*_GENERAL, _NUMBERS})


@cache
def _data(name: str) -> dict[str, Any]:
    file = files("abstract_extract.normalise").joinpath("words", f"{name}.toml")
    return tomllib.loads(file.read_text("utf-8"))


def _entries(language: str) -> Iterator[_Entry]:
    data = _data(language)
    for words in (data["words"], *(_data(name).get(language, {}) for name in _GENERAL)):
        for english, patterns in words.items():
            yield from (_Entry(pattern, english) for pattern in patterns)
    numbers: dict[str, str] = data.get("numbers") or _data(_NUMBERS)[language]
    join = numbers.get("join")
    for english, pattern in numbers.items():
        if english == "join":
            continue
        yield _Entry(f"(?:{pattern})", english)
    if join is not None:
        for ten in _TENS:
            for one in _ONES:
                # What stands alone only before some words stands anywhere in a number of two.
                ones = _LOOKS.sub("", numbers[one])
                yield _Entry(join.format(ten=f"(?:{numbers[ten]})", one=f"(?:{ones})"), f"{ten}-{one}")


@cache
def _words(language: str) -> Words:
    # The longest first: "control group" before "group"; of two of a length, the one that asks more of its neighbours.
    entries = sorted(_entries(language), key=lambda entry: (-entry.length, -len(entry.pattern)))
    by_letter: dict[str, list[_Entry]] = {}
    for entry in entries:
        for letter in first_letters(entry.pattern):
            by_letter.setdefault(letter, []).append(entry)
    has_blanks = language not in _WITHOUT_BLANKS
    return {
        letter: (
            re.compile("|".join(f"({_bounded(entry.pattern, has_blanks)})" for entry in entries), re.IGNORECASE),
            tuple(entry.english for entry in entries),
        )
        for letter, entries in by_letter.items()
    }


def _bounded(pattern: str, has_blanks: bool) -> str:
    """A pattern that ends where its word ends; an apostrophe or a sign before a number is an end of its own."""
    return pattern if not has_blanks or pattern.endswith("'") or r"(?=\d" in pattern else rf"{pattern}(?!\w)"


def _found(string: str, language: str) -> Iterator[tuple[re.Match[str], str]]:
    """The known words of a text, from left to right, with the English of each."""
    words = _words(language)
    lower = string.lower()
    if len(lower) != len(string):
        lower = "".join(sign.lower()[0] for sign in string)
    has_blanks = language not in _WITHOUT_BLANKS
    position = 0
    starts = (
        (match.start() for match in _WORD_START.finditer(lower))
        if has_blanks
        else (at for at, sign in enumerate(lower) if sign in words)
    )
    for start in starts:
        if start < position or lower[start] not in words:
            continue
        pattern, english = words[lower[start]]
        match = pattern.match(string, start)
        if match is not None and match.end() > start and not (has_blanks and _is_name(string, match)):
            position = match.end()
            yield match, english[(match.lastindex or 1) - 1]


def _is_name(string: str, match: re.Match[str]) -> bool:
    """Whether a letter that is a word of its own is a name: "group A", "phase I"."""
    start, end = match.span()
    if end - start > 1 or not string[start].isupper():
        return False
    after = string[end : end + 2]
    is_word = after[:1].isdigit() or (after[:1] == " " and (after[1:].islower() or after[1:].isdigit()))
    return not (is_word and (after[:1].isdigit() or _opens_sentence(string, start)))


def in_english(text: Text, language: str) -> Text:
    """The text with the known words of `language` in English, and its numbers as English writes them."""
    string = text.string
    has_blanks = language not in _WITHOUT_BLANKS
    edits = [*(_numbers(string) if has_blanks else _signs(string))]
    last = -1
    for match, english in _found(string, language):
        if not has_blanks:
            word = _with_blanks(string, match, english, last)
        elif match.group()[0].isupper() and _opens_sentence(string, match.start()):
            word = english[0].upper() + english[1:]
        else:
            word = english
        edits.append((match.start(), match.end(), word))
        last = match.end()
    return text.replace(sorted(edits))


def _numbers(string: str) -> Iterator[Edit]:
    """Decimal points for commas, thousands without points, percent signs behind, no endings on figures."""
    for match in _DECIMAL_COMMA.finditer(string):
        yield match.start(), match.end(), "."
    if not _DECIMAL_POINT.search(string):
        for match in _THOUSANDS.finditer(string):
            yield from ((at, at + 1, "") for at in range(match.start(), match.end()) if string[at] == ".")
    for match in _PERCENT_BEFORE.finditer(string):
        yield match.start(), match.end(), ""
        yield match.end(1), match.end(1), "%"
    for match in _ENDING_OF_NUMBER.finditer(string):
        yield match.start(), match.end(), ""


def _signs(string: str) -> Iterator[Edit]:
    """Signs with a blank behind, a blank between a bracket and a word, tens of thousands as powers."""
    yield from ((match.end(), match.end(), " ") for match in _SHUT_WORD.finditer(string))
    for match in _SIGN.finditer(string):
        yield match.start(), match.end(), _SIGNS.get(match.group(), match.group() + " ")
    for match in _TEN_THOUSANDS.finditer(string):
        yield match.start(), match.end(), "×10^4 " if match[1] in "万萬" else "×10^8 "


def _with_blanks(string: str, match: re.Match[str], english: str, last: int) -> str:
    """The English word with a blank on each side where none stands; `last` is where the word before it ended."""
    before, after = string[match.start() - 1 : match.start()], string[match.end() : match.end() + 1]
    blank_before = "" if not before or before in _OPEN or match.start() == last else " "
    return blank_before + english + ("" if not after or after in _SHUT else " ")


def _opens_sentence(string: str, at: int) -> bool:
    before = string[max(0, at - 12) : at].rstrip()
    return not before or (before[-1] in ".!?:" and not _ABBREVIATED.search(before))
