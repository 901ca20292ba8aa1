"""Which pieces of a page are read, and in what language: of an abstract that is said twice, only one is.

English is read where it tells as much as its twin; where the other language tells clearly more and its words are
known, that is read, and the English summary is left out.

>>> german = "In die Studie wurden 27 Patienten eingeschlossen, 14 in der Zellgruppe und 13 in der Kontrollgruppe."
>>> english = "In this study the patients were treated with cells, and there was no harm from it. " * 3
>>> choose([(german, False), (english, False)], "de")
([0], ['de', None])
"""

from __future__ import annotations

from collections.abc import Sequence

from abstract_extract.text import Text

from .glossary import in_english, languages
from .tongues import is_fuller, is_rather, tongue

_SHORTEST = 40
_LEAST_ENGLISH = 150
"""Characters of English that make a twin; a line or two are none."""


def choose(pieces: Sequence[tuple[str, bool]], language: str | None) -> tuple[list[int], list[str | None]]:
    """The places of the pieces that are read, and for each piece the language to put into English, if any.

    `pieces` are texts, and whether each is read whatever else is (a title, a form's field); `language` is the page's.
    """
    known = languages()
    own = (language or "")[:2].lower()
    tongues = [tongue(string) for string, _ in pieces]
    running = [index for index, (string, stays) in enumerate(pieces) if not stays and len(string) > _SHORTEST]
    english = [index for index in running if tongues[index] == "en"]
    foreign = [index for index in running if tongues[index] not in ("en", None)]
    left_out: set[int] = set()
    if foreign and sum(len(pieces[index][0]) for index in english) > _LEAST_ENGLISH:
        twin = [index for index in foreign if tongues[index] in known]
        told = [in_english(Text.of(pieces[i][0]), tongues[i] or "").string for i in twin]
        reads_twin = is_fuller(told, [pieces[i][0] for i in english])
        # What is too short to tell goes with its own kind.
        short = [index for index in running if tongues[index] is None and own in known]
        if reads_twin:
            left_out = {*english, *(index for index in short if is_rather(pieces[index][0], "en", own))}
        else:
            left_out = {*foreign, *(index for index in short if is_rather(pieces[index][0], own, "en"))}
    chosen = [index for index in range(len(pieces)) if index not in left_out]
    if own not in known:
        # The other language's abstract may be what is read of an English page.
        own = next((found for i, found in enumerate(tongues) if i in foreign and i in chosen and found in known), "")
    return chosen, [
        _to_translate(string, found, own, known) for (string, _), found in zip(pieces, tongues, strict=True)
    ]


def _to_translate(string: str, found: str | None, own: str, known: frozenset[str]) -> str | None:
    """A piece of few words is in the page's language; what is English stays as it is."""
    if found is None and own and not is_rather(string, "en", own):
        return own
    return found if found in known else None
