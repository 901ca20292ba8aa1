"""Results named once at the head of a row: "Union on CT: A 3/7, B 6/8, C 6/7", "Deaths: A, 2; B, 1; C, 4"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .lexicon import table
from .outcome_labels import label_before
from .people import UNIT_WORD
from .series import ARM_SIGN, Place
from .tallies import Tally

_CLAUSE = re.compile(r"[.;:(\[]")
_BRACKET = re.compile(r"[(\[][^()\[\]№%]*[)\]]")
_SIGNS = re.compile(r"[№%¶]+")
_WORD = re.compile(rf"[^\W\d_][\w'’+/-]*|{ARM_SIGN}+")
_NAME = re.compile(r"[A-Z][A-Z\d-]{0,6}|[A-Z][a-z]{0,2}|[IVX]+|[A-Z]-[A-Za-z]+")
_UNIT = re.compile(UNIT_WORD, re.IGNORECASE)
_DOSE = frozenset({"million", "billion", "mg", "ml", "mL", "doses", "saline", "none", "nil", "no"})
_LONGEST_HEAD = 90
_LONGEST_ROW = 240
_FEWEST = 2


def headed_label(string: str, mask: str, tallies: Sequence[Tally], index: int) -> Place | None:
    """The place of the name at the head of the row in which tally `index` stands; None where it stands in no such row.

    What stands in the row beside its numbers is whose they are; no word in it names a result of its own.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> def shown(text):
    ...     sentence = sentence_of(text)
    ...     tallies = find_tallies(sentence)
    ...     places = [headed_label(sentence.string, sentence.mask, tallies, i) for i in range(len(tallies))]
    ...     return [place and sentence.string[slice(*place)] for place in places]
    >>> shown("Union on CT: A 3/7, B 6/8."), shown("Side effects: fever 3, rash 2.")
    (['Union', 'Union'], [None, None])
    """
    tally = tallies[index]
    colon = mask.rfind(": ", max(0, tally.start - _LONGEST_ROW), tally.start)
    if colon < 0:
        return None
    row = [i for i, other in enumerate(tallies) if other.start > colon]
    if len(row) < _FEWEST or not _is_of_arms(mask, tallies, colon + 1, index, row):
        return None
    low = max((match.end() for match in _CLAUSE.finditer(mask, max(0, colon - _LONGEST_HEAD), colon)), default=0)
    if _SIGNS.search(mask, low, colon):
        return None
    return label_before(string, mask, low, colon)


def _is_of_arms(mask: str, tallies: Sequence[Tally], start: int, index: int, row: Sequence[int]) -> bool:
    """Whether all that stands from `start` to tally `index`, and up to the next, names arms; and somewhere one is named."""
    names = 0
    for i in row:
        if i > index + 1:
            break
        low = start if i == row[0] else tallies[i - 1].end
        words = _SIGNS.sub(" ", _BRACKET.sub(" ", mask[low : tallies[i].start]))
        if i > index:
            words = _CLAUSE.split(words)[0]
        if "(" in words or "[" in words:
            return False
        for word in _WORD.findall(words):
            if word[0] == ARM_SIGN or _NAME.fullmatch(word):
                names += 1
            elif not (word.lower() in _small() or word in _DOSE or _UNIT.fullmatch(word)):
                return False
    return names > 0


@cache
def _small() -> frozenset[str]:
    return frozenset(table("outcome_words")["empty"])
