"""Which conditions a text is about, by the vocabulary of `conditions.toml`.

>>> conditions_in("Umbilical cord cells for ischaemic strokes and knee osteoarthritis")
('osteoarthritis.knee', 'stroke')
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from abstract_extract.errors import AbstractExtractError
from abstract_extract.sketch import words_of

_WORD = re.compile(r"[^\W_]+")
_ENDS_IN_S = ("ss", "us", "is", "os")


def conditions_in(text: str) -> tuple[str, ...]:
    """The names of the conditions in a text, sorted; a kind of a condition ("gvhd.acute") goes before the condition."""
    found = set(_mentions(text))
    return tuple(sorted(name for name in found if not any(other.startswith(name + ".") for other in found)))


def most_named(text: str) -> tuple[str, ...]:
    """The condition that a text names most often; none where two are named as often.

    >>> most_named("Stroke and its care. After a stroke, diabetes is common."), most_named("Stroke or diabetes.")
    (('stroke',), ())
    """
    counts = Counter(_mentions(text)).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return ()
    return (counts[0][0],)


def _mentions(text: str) -> Iterator[str]:
    words = words_of(text)
    beginning = {word for word in set(words) if _begun_by(word)}
    free = 0
    for place, word in enumerate(words) if beginning else ():
        if word not in beginning or place < free:
            continue
        for phrase, name in _begun_by(word):
            if tuple(map(_folded, words[place : place + len(phrase)])) == phrase:
                yield name
                free = place + len(phrase)
                break


@lru_cache(maxsize=50_000)
def _begun_by(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The phrases that a word begins, the longest first: none, but for one word of a hundred."""
    return _phrases().get(_folded(word), ())


def _folded(word: str) -> str:
    """A word without its plural and without the difference of British and American spelling."""
    word = word.replace("ae", "e").replace("oe", "e")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(_ENDS_IN_S) else word


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The phrases by their first word, the longest first."""
    data = tomllib.loads(files("abstract_extract.assemble").joinpath("conditions.toml").read_text("utf-8"))
    by_word: dict[str, dict[tuple[str, ...], str]] = {}
    for name, terms in data["conditions"].items():
        for term in terms:
            words = tuple(_folded(word) for word in _WORD.findall(term.lower()))
            held = by_word.setdefault(words[0], {})
            if held.setdefault(words, name) != name:
                raise AbstractExtractError(f"conditions.toml: {term!r} stands under {held[words]} and {name}")
    return {
        word: tuple(sorted(held.items(), key=lambda item: (-len(item[0]), item[0]))) for word, held in by_word.items()
    }
