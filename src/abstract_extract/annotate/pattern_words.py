"""Words without which a pattern cannot match, read off the pattern: a text that has none of them need not be searched.

A search for plain words is some ten times faster than one for a pattern of alternatives, and words that are read off
cannot fall behind a pattern that is changed.

>>> words_required(r"(?:an?|the) (?:earlier|previous) (?:small )?(?:trial|study)\\b")
(('earlier', 'previous'), ('study', 'trial'))
>>> Gated(r"\\b(?:dropped out|lost (?:touch|to follow-up))\\b").search("Two were lost to follow-up.") is not None
True
"""

from __future__ import annotations

import re
from itertools import pairwise

from .hints import has_any

Words = tuple[str, ...]
_CODE = re.compile(r"\\(?:x..|u.{4}|U.{8}|N\{[^}]*\}|[A-Za-z0-9])", re.DOTALL)
_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_QUANTIFIER = re.compile(r"(?:(?P<optional>[?*]|\{0?,\d*\}|\{0\})|\+|\{\d+(?:,\d*)?\})[?+]?")
_GROUP = re.compile(r"\((?:(?!\?)|\?(?::|=|(?P<says_nothing>!|<!|<=)|P<\w+>|[imsx-]+:))")
_SHORTEST = 3
"""Letters of a word that is worth asking for."""
LONGEST_LIST = 30
"""Words of one list: to ask for more of them takes as long as a pattern that fits at one place."""
LONGEST_LIST_ANYWHERE = 80
"""The same for a pattern of many alternatives that are tried at every word."""


class Gated:
    """A pattern, upper and lower case alike, that is tried only on texts that have the words which it requires."""

    def __init__(self, pattern: str, longest_list: int = LONGEST_LIST) -> None:
        """Lists of more than `longest_list` words are not asked for: as many as are quicker than the pattern."""
        self._pattern = re.compile(pattern, re.IGNORECASE)
        self._required = words_required(pattern, longest_list)

    def search(self, string: str) -> re.Match[str] | None:
        """The first match in a text, or None."""
        return self._pattern.search(string) if self._may_match(string) else None

    def match(self, string: str) -> re.Match[str] | None:
        """The match at the beginning of a text, or None."""
        return self._pattern.match(string) if self._may_match(string) else None

    def _may_match(self, string: str) -> bool:
        lower = string.lower()
        for words in self._required:  # noqa: SIM110 - a generator takes twice as long
            if not has_any(lower, words):
                return False
        return True


def words_required(pattern: str, longest_list: int = LONGEST_LIST) -> tuple[Words, ...]:
    """Lists of words in lower case, of each of which every match has one, the longest first, as the rarest.

    What is optional says nothing, nor does what stands in a negative look ahead or in a look behind. Raises ValueError
    for a group that refers to another.
    """
    lists = {words for words in _Reader(pattern).lists() if len(words) <= longest_list}
    return tuple(sorted(lists, key=_rareness))


def alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand in no group.

    >>> alternatives(r"a(?:b|c)|[|]d|\\|")
    ['a(?:b|c)', '[|]d', '\\\\|']
    """
    reader = _Reader(pattern)
    reader.lists()
    borders = [-1, *reader.borders, len(pattern)]
    return [pattern[low + 1 : high] for low, high in pairwise(borders)]


def _rareness(words: Words) -> tuple[int, int, Words]:
    return -min(map(len, words)), len(words), words


class _Reader:
    """Goes once over a pattern."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._position = 0
        self._depth = 0
        self.borders: list[int] = []
        """Where alternatives are parted outside all groups."""

    def lists(self) -> list[Words]:
        """The lists of what stands here, up to the end of its group: all of them, or one of the best of each alternative."""
        branches = [self._branch()]
        while self._here() == "|":
            if not self._depth:
                self.borders.append(self._position)
            self._position += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        if not all(branches):
            return []
        words = {word for lists in branches for word in min(lists, key=_rareness)}
        return [tuple(sorted(word for word in words if not any(other in word for other in words - {word})))]

    def _branch(self) -> list[Words]:
        found: list[Words] = []
        run = ""
        while self._here() not in ("", "|", ")"):
            letter, inner = self._atom()
            quantifier = _QUANTIFIER.match(self._pattern, self._position)
            self._position = quantifier.end() if quantifier else self._position
            is_optional = quantifier is not None and quantifier["optional"] is not None
            run += "" if is_optional else letter
            if not letter or quantifier:
                found += _worth_asking(run)
                run = ""
            found += [] if is_optional else inner
        return found + _worth_asking(run)

    def _here(self) -> str:
        return self._pattern[self._position : self._position + 1]

    def _atom(self) -> tuple[str, list[Words]]:
        """The letter that stands here, "" where none does, and the lists of the group that stands here."""
        here = self._here()
        if here == "(":
            return "", self._group()
        code = {"\\": _CODE, "[": _SET}.get(here)
        match = code.match(self._pattern, self._position) if code else None
        if match:
            self._position = match.end()
            return "", []
        self._position += 2 if here == "\\" else 1
        return "" if here in "^$." else self._pattern[self._position - 1], []

    def _group(self) -> list[Words]:
        opened = _GROUP.match(self._pattern, self._position)
        if opened is None:
            raise ValueError(f"what this group of a pattern means is not known: {self._pattern[self._position :][:20]}")
        self._position = opened.end()
        self._depth += 1
        inner = self.lists()
        self._depth -= 1
        self._position += 1
        return [] if opened["says_nothing"] else inner


def _worth_asking(run: str) -> list[Words]:
    """The list of a run of letters; none for a run of little but blanks and short words, which any text has."""
    word = run.lower()
    is_particular = len(word.strip()) >= _SHORTEST or any(
        not (sign.isalnum() and sign.isascii()) for sign in word.strip()
    )
    return [(word,)] if is_particular else []
