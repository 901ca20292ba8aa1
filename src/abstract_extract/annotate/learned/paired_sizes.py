"""Sizes that a sentence gives in passing: "response was alike with drug A (n = 102) and drug B (n = 103)".

Behind the name of a result the model takes such a pair for events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

from abstract_extract.proposals import NumberRole, Side
from abstract_extract.study import Sentence

FEWEST = 20
"""People from which a pair in brackets is sizes: of such pairs in the train parts of PICO-Corpus and C-TrO 191 of 195 are, and
of the smaller ones some count events."""
_PAIR = re.compile(
    r"[(\[] ?(?:%+[;,] ?)?[nN]\s?=\s?(?P<first>№+) ?[)\]],?(?: (?:groups?|arms?|patients))? (?:and|or|versus|vs\.?|but|while|whereas|than|compared (?:with|to)) "
    r"[^().;№%]{2,50}[(\[] ?(?:%+[;,] ?)?[nN]\s?=\s?(?P<second>№+) ?[)\]]"
)


def with_paired_sizes(sentences: Sequence[Sentence], roles: Sequence[NumberRole]) -> tuple[NumberRole, ...]:
    """The roles, with the numbers of such a pair as people."""
    places = {place for sentence in sentences for place in _places(sentence)}
    return tuple(_as_people(role) if role.start in places else role for role in roles)


def _places(sentence: Sentence) -> Iterator[int]:
    """Where in the text the numbers of such pairs begin."""
    for match in _PAIR.finditer(sentence.mask) if "=" in sentence.mask else ():
        pair = [sentence.number_at(match.start(name)) for name in ("first", "second")]
        if all(number.value >= FEWEST for number in pair):
            yield from (sentence.start + number.start for number in pair)


def _as_people(role: NumberRole) -> NumberRole:
    """The number as people for certain: of each side as likely as it was of that side at all."""
    sides = {
        side: role.likely.get(f"events:{side}", 0.0) + role.likely.get(f"participants:{side}", 0.0)
        for side in get_args(Side)
    }
    total = sum(sides.values())
    if not total:
        return role
    return replace(role, likely={f"participants:{side}": chance / total for side, chance in sides.items()})
