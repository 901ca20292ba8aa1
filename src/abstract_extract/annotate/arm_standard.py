"""Of two arms the one that the text calls the standard: "vacuum biopsy and conventional core needle biopsy (CNB)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from abstract_extract.candidates import Arms
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .abbreviations import builtin
from .arm_roles import HELD
from .hints import has_any

_HINTS = ("standard", "conventional", "traditional", "usual", "routine", "classical", "customary")
_CALLED = re.compile(
    rf"\b(?:{'|'.join(_HINTS)})[- ](?!deviations?\b|errors?\b)(?P<what>[^.;:()\[\]]{{2,80}})",
    re.IGNORECASE,
)
_BETWEEN = 2
"""Words that may stand between "standard" and the name: "conventional 14 G core needle biopsy"."""
_JOINS = re.compile(r"\b(?:and|or|with|plus|than|versus|vs|of|to|for|in|by|followed)\b", re.IGNORECASE)
_DEFINED_BEFORE = 200
_LEAST_NAME = 2
_WORD = re.compile(r"\S+ ?")


def settle_by_standard(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Makes the arm that the text calls standard the comparator, of two drawn arms whose own names do not tell them apart.

    It is right of 5 in 5 such pairs of PICO-Corpus whose numbers tell it (train part and dev).
    """
    pair = list(arms.candidates)
    roles = {arm.role for arm in arms.candidates.values()}
    if len(pair) != 2 or "cohort" in roles or any(HELD.search(str(a.label.value)) for a in arms.candidates.values()):
        return
    called = _called_standard(sentences)
    held = [key for key in pair if called and _stands_first(_names(key, arms, sentences), called)]
    if len(held) == 1:
        arms.standard = held[0]
        for key in pair:
            role: ArmRole = "comparator" if key == arms.standard else "experimental"
            arms.candidates[key] = replace(arms.candidates[key], role=role)


def _called_standard(sentences: Sequence[Sentence]) -> list[str]:
    """The words behind each "standard", "conventional" and the like."""
    return [
        match["what"].lower()
        for sentence in sentences
        if has_any(sentence.lower, _HINTS)
        for match in _CALLED.finditer(sentence.string)
    ]


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


def _stands_first(names: Iterable[str], called: Sequence[str]) -> bool:
    """Whether one of the names stands at the beginning of one of the stretches, behind a word or two."""
    alternatives = "|".join(map(re.escape, names))
    if not alternatives:
        return False
    name = re.compile(rf"(?<![\w-])(?:{alternatives})s?\b")
    return any(name.match(what, start) for what in called for start in _starts(what))


def _starts(what: str) -> Iterator[int]:
    """Where a name may begin: first, and behind each of the words that may stand before it."""
    start = 0
    for _ in range(_BETWEEN):
        yield start
        word = _WORD.match(what, start)
        if word is None or _JOINS.match(word.group()):
            return
        start = word.end()
    yield start
