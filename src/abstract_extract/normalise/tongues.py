"""What language a piece of text is in, by its short words and its script; and which of two twins a page is read by.

>>> tongue("In die Studie wurden 27 Patienten mit einer Lupusnephritis eingeschlossen."), tongue("CD34+")
('de', None)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_SAMPLE = 1200
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_LETTER = re.compile("[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_FEWEST = 3
_NUMBER = re.compile(r"(?<![\d:;./-])\d{1,3}(?:[.,]\d+)?(?![\d:;-])")
"""A number of a report; not of a citation or a year."""
_NUMBER_WORD = re.compile(
    r"(?<![\w-])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]+)?)(?![\w-])",
    re.IGNORECASE,
)
_FULLER = 1.15


@cache
def _data() -> tuple[dict[str, tuple[str, ...]], tuple[tuple[re.Pattern[str], str], ...]]:
    """The languages of each short word, and the scripts."""
    data = tomllib.loads(files("abstract_extract.normalise").joinpath("short_words.toml").read_text("utf-8"))
    scripts = tuple((re.compile(letters), language) for language, letters in data.pop("scripts").items())
    languages: dict[str, tuple[str, ...]] = {}
    for language, words in data.items():
        for word in words:
            languages[word] = (*languages.get(word, ()), language)
    return languages, scripts


def tongue(string: str) -> str | None:
    """The ISO 639-1 code of the language of a piece; None where it has too few words to tell."""
    sample = string[:_SAMPLE]
    scripts = _data()[1]
    if not sample.isascii() and 3 * len(_OTHER_LETTER.findall(sample)) > sum(map(str.isalpha, sample)):
        return next((language for script, language in scripts if script.search(sample)), None)
    counts = _counts(sample)
    best = max(counts, key=counts.__getitem__, default=None)
    if best is None or counts[best] < _FEWEST:
        return None
    # English with an address or a name in it is English.
    is_english = best != "en" and 2 * counts.get("en", 0) >= counts[best]
    return ("en" if counts["en"] >= _FEWEST else None) if is_english else best


def is_rather(string: str, one: str, other: str) -> bool:
    """Whether a piece too short to tell has more words of one language than of the other.

    >>> is_rather("Chemical burn of one eye", "en", "pt"), is_rather("Limbo da córnea", "en", "pt")
    (True, False)
    """
    counts = _counts(string[:_SAMPLE])
    return counts.get(one, 0) > counts.get(other, 0)


def _counts(sample: str) -> dict[str, int]:
    """How many short words of each language stand in a text."""
    counts: dict[str, int] = {}
    of_word = _data()[0]
    for word in _WORD.findall(sample.lower()):
        for language in of_word.get(word, ()):
            counts[language] = counts.get(language, 0) + 1
    return counts


def is_fuller(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether the first of two twins, both in English words, tells clearly more: more numbers stand in it.

    >>> is_fuller(["Of 31 patients died four (13 %), 2 in cell arm."], ["Of 31 patients 4 died."])
    True
    """
    here, there = (
        sum(len(_NUMBER.findall(string)) + len(_NUMBER_WORD.findall(string)) for string in strings)
        for strings in (one, other)
    )
    return here > _FULLER * there + 1
