"""The terms of a vocabulary in a sentence, as one pattern of all of them would find them, several times as fast.

Most sentences have no word of most terms, and only the terms are searched for of which a sentence has such words.

>>> terms = Terms({"cord": ("umbilical[- ]cord", "(?:cord|navel) tissue"), "marrow": ("(?:bone )?marrow",)})
>>> [(name, match.group()) for name, match in terms.find("Bone marrow, not umbilical cord")]
[('marrow', 'Bone marrow'), ('cord', 'umbilical cord')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .hints import has_any
from .pattern_words import words_required


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    words: tuple[str, ...]
    """In lower case; a match of the term holds one of them."""
    pattern: re.Pattern[str]


class Terms:
    """Names with their patterns, whatever the case, each pattern between `before` and `after`."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], before: str = "", after: str = "") -> None:
        self._terms = tuple(
            _Term(
                name,
                _words_of(own),
                re.compile(f"{before}(?:{'|'.join(own)}){after}", re.IGNORECASE),
            )
            for name, own in patterns.items()
        )

    def find(self, sentence: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Each place of a term, none overlapping another: the leftmost, and of those that begin there the first name's."""
        lower = sentence.lower()
        ahead: dict[int, re.Match[str]] = {}
        for order, term in enumerate(self._terms):
            if has_any(lower, term.words) and (match := term.pattern.search(sentence)):
                ahead[order] = match
        while ahead:
            first = min(ahead, key=lambda order: (ahead[order].start(), order))
            found = ahead[first]
            yield self._terms[first].name, found
            for order in [order for order, match in ahead.items() if match.start() < found.end()]:
                again = self._terms[order].pattern.search(sentence, found.end())
                if again:
                    ahead[order] = again
                else:
                    del ahead[order]


def _words_of(patterns: Sequence[str]) -> tuple[str, ...]:
    """Words of which every match of the patterns has one; where one of them requires none, "", which is in any text."""
    required = [words_required(pattern) for pattern in patterns]
    return tuple(dict.fromkeys(word for lists in required for word in (lists[0] if lists else ("",))))
