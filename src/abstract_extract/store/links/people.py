"""A person's name as last name and initial, however a page writes it.

>>> person("Zhao W"), person("Wei Zhao"), person("Zhao, Wei"), person("M. de la Cruz-Peña")
(('zhao', 'w'), ('zhao', 'w'), ('zhao', 'w'), ('cruz pena', 'm'))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}\Z")
_PARTICLES = frozenset("de del della di da dos du la le van von der den ter ten bin al el y e".split())

Person = tuple[str, str]


def person(name: str) -> Person | None:
    """Last name and first initial, lower case and without accents; None for what is no name.

    >>> person("Zhao") is None
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("’", "'")
    last, comma, first = plain.partition(",")
    if not comma:
        words = plain.split()
        if len(words) < 2:
            return None
        if _INITIALS.match(words[-1]) and not _INITIALS.match(words[0]):
            place = next((i for i, word in enumerate(words) if i and _INITIALS.match(word)), len(words) - 1)
            last, first = " ".join(words[:place]), " ".join(words[place:])
        else:
            last, first = _last_of(words), words[0]
    letters = re.sub(r"[^a-z]+", " ", last.lower().replace("'", "")).split()
    kept = [word for word in letters if word not in _PARTICLES] or letters
    initial = re.sub(r"[^A-Za-z]", "", first)[:1].lower()
    return (" ".join(kept), initial) if kept and initial else None


def _last_of(words: list[str]) -> str:
    """The last name of "Maria de la Cruz": what follows the first particle, else the last word."""
    for place, word in enumerate(words[1:], 1):
        if word.lower() in _PARTICLES and place < len(words) - 1:
            return " ".join(words[place:])
    return words[-1]


def shared(one: Collection[Person], other: Collection[Person]) -> int:
    """How many people are in both; a name counts too where first and last stand the other way round.

    >>> shared([("zhao", "w")], [("zhao", "w"), ("li", "h")])
    1
    """
    return len(set(one) & set(other))
