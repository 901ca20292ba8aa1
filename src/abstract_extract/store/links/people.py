"""A person's name as last name and initial, however a page writes it.

>>> name_keys("Zhao W"), name_keys("Zhao, Wei"), name_keys("M. de la Cruz-Peña")
((('zhao', 'w'),), (('zhao', 'w'),), (('cruz pena', 'm'),))

Of "Wei Zhao" nobody can tell which is the last name: both ways count.

>>> name_keys("Wei Zhao")
(('zhao', 'w'), ('wei', 'z'))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}\Z")
_PARTICLES = frozenset("de del della di da dos du la le van von der den ter ten bin al el y e".split())

NameKey = tuple[str, str]
Person = tuple[NameKey, ...]
"""The ways in which a person may be listed, the likeliest first."""


def name_keys(name: str) -> Person:
    """Last name and first initial, lower case and without accents; none for what is no name.

    >>> name_keys("Zhao")
    ()
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.translate({ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O", ord("’"): "'"})
    last, comma, first = plain.partition(",")
    if comma:
        return _keys((last, first))
    words = plain.split()
    if len(words) < 2:
        return ()
    if _INITIALS.match(words[-1]) and not _INITIALS.match(words[0]):
        place = next((i for i, word in enumerate(words) if i and _INITIALS.match(word)), len(words) - 1)
        return _keys((" ".join(words[:place]), words[place]))
    if len(words) == 2 and not _INITIALS.match(words[0]):
        return _keys((words[1], words[0]), (words[0], words[1]))
    return _keys((_last_of(words), words[0]))


def _keys(*names: tuple[str, str]) -> Person:
    found: list[NameKey] = []
    for last, first in names:
        letters = re.sub(r"[^a-z]+", " ", last.lower().replace("'", "")).split()
        kept = [word for word in letters if word not in _PARTICLES] or letters
        initial = re.sub(r"[^A-Za-z]", "", first)[:1].lower()
        if kept and initial:
            found.append((" ".join(kept), initial))
    return tuple(found)


def _last_of(words: list[str]) -> str:
    """The last name of "Maria de la Cruz": what follows the first particle, else the last word."""
    for place, word in enumerate(words[1:], 1):
        if word.lower() in _PARTICLES and place < len(words) - 1:
            return " ".join(words[place:])
    return words[-1]


def shared(one: Sequence[Person], other: Sequence[Person]) -> list[Person]:
    """The people of `one` that `other` has too.

    >>> len(shared([name_keys("Zhang Zhiqing")], [name_keys("Zhang ZQ"), name_keys("Li H")]))
    1
    """
    theirs = {key for person in other for key in person}
    return [person for person in one if any(key in theirs for key in person)]
