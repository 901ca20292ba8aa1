"""Which of two arms is held against the other, by what the text calls them and the order in which its title sets them.

"Vacuum biopsy and conventional core needle biopsy (CNB)": the standard is held. "Exemestane versus megestrol acetate":
what is tried comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from abstract_extract.candidates import Arms
from abstract_extract.study import Sentence

from .abbreviations import builtin
from .arm_roles import HELD, title_of
from .hints import has_any

_HINTS = ("standard", "conventional", "traditional", "usual", "routine", "classical", "customary")
_CALLED = re.compile(
    r"\b(?:standard|conventional|traditional|usual|routine|classical|customary)[- ](?!deviations?\b|errors?\b)(?P<what>[^.;:()\[\]]{2,80})",
    re.IGNORECASE,
)
_BETWEEN = 2
"""Words that may stand between "standard" and the name: "conventional 14 G core needle biopsy"."""
_JOINS = re.compile(r"\b(?:and|or|with|plus|than|versus|vs|of|to|for|in|by|versus|followed)\b", re.IGNORECASE)
_VERSUS = re.compile(r"\b(?:versus|vs\.?|v\.?|compared (?:with|to))(?= )", re.IGNORECASE)
_APART = 60
"""Characters between two names that a title sets against each other."""
_DEFINED_BEFORE = 200
_LEAST_NAME = 2
_WORD = re.compile(r"\S+ ?")


def settle_by_names(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Makes one of two drawn arms the comparator whose own names do not tell them apart.

    That is the one that the text calls standard (right of 7 in 7 such pairs of PICO-Corpus), else the one that the title
    sets against the other.
    """
    pair = list(arms.candidates)
    roles = {arm.role for arm in arms.candidates.values()}
    if len(pair) != 2 or "cohort" in roles or any(HELD.search(str(a.label.value)) for a in arms.candidates.values()):
        return
    called = [key for key in pair if _is_called_standard(key, arms, sentences)]
    if len(called) == 1:
        arms.standard = called[0]
    held = arms.standard or _second_of_title(pair, arms, sentences)
    if held is not None:
        for key in pair:
            arms.candidates[key] = replace(arms.candidates[key], role="comparator" if key == held else "experimental")


def _second_of_title(pair: Sequence[str], arms: Arms, sentences: Sequence[Sentence]) -> str | None:
    """The arm behind the "versus" of the title, where the other stands before it."""
    title = title_of(sentences)
    if not _VERSUS.search(title):
        return None
    first, second = (
        [m.span() for name in set(_names(key, arms, sentences)) for m in _name(name).finditer(title)] for key in pair
    )
    for held, before, behind in ((pair[1], first, second), (pair[0], second, first)):
        for _, end in before:
            for start, _ in behind:
                if 0 < start - end <= _APART and _VERSUS.search(title, end, start):
                    return held
    return None


def _name(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}s?\b")


def _is_called_standard(key: str, arms: Arms, sentences: Sequence[Sentence]) -> bool:
    names = frozenset(_names(key, arms, sentences))
    return any(
        _begins_with(match["what"].lower(), names)
        for sentence in sentences
        if has_any(sentence.lower, _HINTS)
        for match in _CALLED.finditer(sentence.string)
    )


def _names(key: str, arms: Arms, sentences: Sequence[Sentence]) -> Iterator[str]:
    """An arm's name, and what it is short for."""
    label = str(arms.candidates[key].label.value)
    if len(label) < _LEAST_NAME:
        return
    yield label.lower()
    for sentence in sentences:
        place = sentence.string.find(f"({label})")
        if place >= 0:
            defined = builtin(sentence.string[max(0, place - _DEFINED_BEFORE) : place + len(label) + 2])
            if label in defined:
                yield defined[label].lower()
                return


def _begins_with(what: str, names: frozenset[str]) -> bool:
    """Whether one of the names stands at the beginning, behind a word or two."""
    start = 0
    for _ in range(_BETWEEN + 1):
        if any(_name(name).match(what, start) for name in names):
            return True
        word = _WORD.match(what, start)
        if word is None or _JOINS.match(word.group()):
            return False
        start = word.end()
    return False
