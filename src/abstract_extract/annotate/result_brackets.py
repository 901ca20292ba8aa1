"""Counts in brackets that say whose those just counted were: "five patients (4 in group A, 1 in group B) had fever"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .lexicon import table
from .people import UNIT_WORD
from .series import ARM_SIGN
from .tallies import Tally
from .tally_forms import HEADER

_CLOSING = re.compile(r"[)\]]")
_LONGEST_BRACKET = 160
_LONGEST_WAY = 60
_PARTS = re.compile(r"[,;/:]| and | vs\.? | versus | v ")
_WORD = re.compile(rf"[^\W\d_][\w'’+-]*|{ARM_SIGN}+")
_SHORT_NAME = 3
_SEX = re.compile(r"\b(?:(?:wo)?m[ae]n|(?:fe)?males?|boys?|girls?)\b", re.IGNORECASE)
_UNIT = re.compile(UNIT_WORD, re.IGNORECASE)
_FEWEST = 2
_LETTERS = re.compile(rf"[^\W\d_]|{ARM_SIGN}")
_CLAUSE = re.compile(r"[.;:]|, | and (?=[a-z]+ [a-z]+ ?\Z)")
_STOPS = re.compile(r"[.;:)\]]|№|%")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Counts in brackets that are of arms: what they break down, and where their bracket stands."""

    head: int | None
    """The place among the sentence's tallies of the count before the bracket; None where words alone lead to it."""
    start: int
    end: int
    before: str
    """The words that lead to the bracket."""


def breakdown_of(mask: str, tallies: Sequence[Tally], index: int) -> Breakdown | None:
    """What the count of tally `index` breaks down; None where it stands in no such bracket.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> sentence = sentence_of("Five patients (4 in group A, 1 in group B) had fever, two (one tall, one short) died.")
    >>> tallies = find_tallies(sentence)
    >>> [found and found.head for found in (breakdown_of(sentence.mask, tallies, i) for i in range(len(tallies)))]
    [None, 0, 0, None, None, None]
    """
    start = tallies[index].start
    opening = max(mask.rfind("(", 0, start + 1), mask.rfind("[", 0, start + 1))
    closing = _CLOSING.search(mask, start)
    if opening < 0 or closing is None or closing.end() - opening > _LONGEST_BRACKET:
        return None
    if _CLOSING.search(mask, opening, start):
        return None
    low, high = _group(mask, opening + 1, closing.start(), start)
    group = [i for i, tally in enumerate(tallies) if low <= tally.start < high]
    if len(group) < _FEWEST:
        low, high = opening + 1, closing.start()
    inner = [i for i, tally in enumerate(tallies) if opening <= tally.start < closing.start()]
    if len(inner) < _FEWEST or not _parts_are_of_arms(mask[low:high]):
        return None
    before = inner[0] - 1
    way = mask[tallies[before].end if before >= 0 else 0 : opening]
    if before >= 0 and tallies[before].form != HEADER and len(way) <= _LONGEST_WAY and not _STOPS.search(way):
        return Breakdown(before, opening, closing.end(), way)
    clause = _CLAUSE.split(way)[-1]
    return Breakdown(None, opening, closing.end(), clause) if _LETTERS.search(_PARTS.sub(" ", mask[low:high])) else None


def _group(mask: str, start: int, end: int, place: int) -> tuple[int, int]:
    """The part between semicolons of `start:end` in which a place lies."""
    after = mask.find(";", place, end)
    return mask.rfind(";", start, place) + 1 or start, after if after >= 0 else end


def broken_down(mask: str, tallies: Sequence[Tally], index: int) -> Breakdown | None:
    """The bracket that breaks down tally `index`, where one follows: its end, and the last count in it as `head`."""
    after = index + 1
    if after >= len(tallies):
        return None
    gap = mask[tallies[index].end : tallies[after].start + 2]
    if "(" not in gap and "[" not in gap:
        return None
    found = breakdown_of(mask, tallies, after)
    if found is None or found.head != index:
        return None
    last = max(i for i, tally in enumerate(tallies) if tally.start < found.end)
    return Breakdown(last, found.start, found.end, found.before)


def _parts_are_of_arms(content: str) -> bool:
    """Whether a bracket lists numbers and, beside each, little more than whose it is."""
    if _SEX.search(content) or "№" not in content:
        return False
    small = _small()
    for part in _PARTS.split(content):
        for word in _WORD.findall(part):
            is_name = word[0] == ARM_SIGN or (len(word) <= _SHORT_NAME and word[0].isupper())
            if not (is_name or word.lower() in small or _UNIT.fullmatch(word)):
                return False
    return True


@cache
def _small() -> frozenset[str]:
    return frozenset(table("outcome_words")["empty"])
