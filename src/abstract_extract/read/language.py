"""The language of a study's text, by its script and its short words.

>>> language_of("The patients were followed for six months after the last injection of cells.")
'en'
>>> language_of("患者随访六个月。"), language_code("German"), language_code("en_US")
('zh', 'de', 'en')
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from abstract_extract.page import Page, Role

SAMPLE = 1500
"""Characters of study text that are looked at: what follows may be a translation."""
GLANCE = 500
"""Characters that are looked at first: where they are clear, the rest is not asked."""
CLEAR = 10
"""So many short words of one language, twice as many as of any other, are clear."""
FEWEST_WORDS = 3
"""Fewer short words than this say nothing."""
_SCRIPTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7a3]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[іїєґІЇЄҐ]"), "uk"),
    (re.compile("[\u0400-\u04ff]"), "ru"),
    (re.compile("[پچژگ]"), "fa"),
    (re.compile("[\u0600-\u06ff]"), "ar"),
)
_OTHER_LETTERS = re.compile("[\u0400-\u04ff\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile("[a-z\u00df-\u024f]+")
_STUDY = (Role.ABSTRACT, Role.BODY, Role.FIELD, Role.TITLE)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("abstract_extract.read").joinpath("languages.toml").read_text("utf-8"))


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in _data()["words"].items():
        for word in words:
            languages[word] = (*languages.get(word, ()), language)
    return languages


def language_of(string: str) -> str | None:
    """The ISO 639-1 code of the language that a text is in; None where it is too short to tell."""
    string = string[:SAMPLE]
    others = 0 if string.isascii() else len(_OTHER_LETTERS.findall(string))
    # Names and numbers stay Latin in any language; a record in two languages has more Latin letters than others.
    if others and others * 4 > sum(map(str.isalpha, string)):
        return next((language for script, language in _SCRIPTS if script.search(string)), None)
    pattern = _WORD if others else _LATIN_WORD
    counts = _counts(pattern, string[:GLANCE])
    ranked = sorted(counts.values(), reverse=True)
    if len(string) > GLANCE and not (ranked and ranked[0] >= CLEAR and ranked[0] > 2 * sum(ranked[1:2])):
        counts = _counts(pattern, string)
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best is not None and counts[best] >= FEWEST_WORDS else None


def _counts(pattern: re.Pattern[str], string: str) -> dict[str, int]:
    """How many short words of each language stand in a text."""
    counts: dict[str, int] = {}
    of_word = _languages_of_words()
    for word, count in Counter(pattern.findall(string.lower())).items():
        if word in of_word:
            for language in of_word[word]:
                counts[language] = counts.get(language, 0) + count
    return counts


def distinct_short_words(string: str, *, but: str = "") -> int:
    """How many different frequent words of one language, other than `but`, a text has: of that with most of them."""
    counts: dict[str, int] = {}
    of_word = _languages_of_words()
    for word in set(_WORD.findall(string.lower())):
        for language in of_word.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    return max((count for language, count in counts.items() if language != but), default=0)


def language_code(name: str | None) -> str | None:
    """The ISO 639-1 code for what a page calls a language: a name, a three-letter code, a locale."""
    if not name:
        return None
    key = name.strip().lower()
    code = re.split(r"[-_;, ]", key)[0]
    names: dict[str, str] = _data()["names"]
    return names.get(key) or names.get(code) or (code if re.fullmatch("[a-z]{2}", code) else None)


def language_of_study(page: Page) -> str | None:
    """The language of a page's study text; where that is too short to tell, what the page states."""
    for role in _STUDY:
        text: list[str] = []
        length = 0
        for block in page.blocks:
            if block.role is role and length < SAMPLE:
                text.append(block.text.string[:SAMPLE])
                length += len(text[-1])
        if (found := language_of(" ".join(text))) is not None:
            return found
    return language_code(page.language)
