"""The words between which an arm's name stands: a sentence in tokens, and a name read from one token on or back.

>>> pieces = tokens_of("were assigned to docetaxel (n = 20) or to placebo", "were assigned to docetaxel (n = №№) or to placebo")
>>> [piece.lower for piece in pieces][3:6], pieces[4].size
(['docetaxel', '(', 'or'], 32)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from .lexicon import table

_TOKEN = re.compile(
    r"(?:[Gg]roups?|[Aa]rms?|[Cc]ohorts?|[Ss]equences?|[Rr]egimen) (?:[A-Z]{1,3}|\d|I{1,3}V?)\b(?! of)"
    r"|[(\[](?:[^()\[\]]|[(\[][^()\[\]]{0,80}[)\]]){0,200}[)\]]|[^\W_][\w'’+/.%·^-]*[\w%+]|[^\W_]|\S"
)
_SIZE = re.compile(r"[(\[](?:.*?[\s,;:(])?[nN] ?[=:] ?(?P<n>№)|[(\[](?P<m>№)№*(?: [a-z]+)?(?:[,;] ?%+)?[)\]]")
_SHORT = re.compile(
    r"[(\[] ?(?:the |hereafter |named |called )?((?:low|high|mid|middle|medium|single|double)[ -]dose\b|[A-Za-z][\w+/-]{0,14}(?: [A-Z+][\w+/-]{0,9})?(?=(?: (?:group|arm))? ?[,;:)\]])|\d[\w-]{0,10}(?= (?:group|arm) ?[,;:)\]])|[a-z][\w -]{2,30}(?= (?:group|arm) ?[,;:)\]]))"
)
_LETTERED = re.compile(r"[(\[](?:[^()]*?[,;] ?)?((?:[Gg]roup|[Aa]rm|[Cc]ohort) [A-Z\d]{1,3})(?= ?[,;:)\]])")
_NUMBER_SIGNS = frozenset("№¶µð%¥¤å¦¬§÷")

_LONGEST = 9
_HAS_LETTERS = re.compile(r"[A-Za-z]")
_PLAIN_WORD = re.compile(r"[a-z][a-z-]*")


@cache
def arm_words(name: str) -> frozenset[str]:
    """A list of lexicon/arm_words.toml: words that an arm's name begins after, ends before, or is none."""
    return frozenset(table("arm_words")[name])


class Token(NamedTuple):
    """A word, a mark or a whole bracket of a sentence; a tuple, because it is made for every word of many sentences."""

    lower: str
    start: int
    end: int
    is_number: bool
    size: int | None = None
    """Of a bracket, where the number of people that it gives begins."""
    short: tuple[int, int] | None = None
    """Of a bracket, the place of the short form or group's name that stands in it."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name of an arm in a sentence, with the short form that a bracket after it gives."""

    start: int
    end: int
    short: tuple[int, int] | None = None
    size: int | None = None
    """Where the number of people that a bracket after it gives begins."""

    @property
    def is_sized(self) -> bool:
        """Whether a bracket gives the number of its people."""
        return self.size is not None


def tokens_of(string: str, mask: str) -> list[Token]:
    """The words, marks and brackets of a sentence, in order."""
    found: list[Token] = []
    for match in _TOKEN.finditer(string):
        start, end = match.span()
        if string[start] in "([" and end - start > 1:
            short = _LETTERED.match(string, start, end) or _SHORT.match(string, start, end)
            size = _SIZE.match(mask[start:end])
            place = start + max(size.start("n"), size.start("m")) if size else None
            found.append(Token("(", start, end, False, place, short.span(1) if short else None))
        else:
            found.append(Token(match.group().lower(), start, end, mask[start] in _NUMBER_SIGNS))
    return found


def read_names(tokens: Sequence[Token], at: int, *, splits_at_and: bool) -> list[Label]:
    """The names in the list that begins at a token: "docetaxel (n = 20), paclitaxel or placebo".

    Dosing words between a name and the next "or" are passed over. With `splits_at_and`, "and" parts two names.
    """
    reader = _Reader(splits_at_and)
    for token in tokens[at : at + _REACH]:
        if not reader.take(token):
            break
    reader.close()
    return reader.joined()


_REACH = 70
_APPOSED = 2
"""Names before the first "or" of which the second says what the first is: "darvadstrocel, allogeneic stem cells, or"."""


class _Reader:
    """Takes the tokens of a list one after another."""

    def __init__(self, splits_at_and: bool) -> None:
        self.splits_at_and = splits_at_and
        self.names: list[Label] = []
        self.begins_after: list[str] = []
        self.words: list[Token] = []
        self.short: tuple[int, int] | None = None
        self.size: int | None = None
        self.has_bracket = False
        self.has_inner_and = False
        self.is_passing = False
        self.separator = ""
        self.all_words: list[Token] = []
        self.bracketed: set[int] = set()
        """Where the names begin that a bracket follows."""

    def take(self, token: Token) -> bool:
        """Whether the list may go on after this token."""
        lower = token.lower
        if self.size is not None and self.is_passing and self._is_last() and lower != "(":
            return False
        if lower == "(":
            self._bracket(token)
        elif lower in arm_words("separators") or (lower == "and" and self._and_parts()):
            self.close()
            self.separator = f", {lower}" if self.separator == "," else lower
        elif lower in (",", ";"):
            if self.words or self.short:
                self.close()
            self.separator = ","
            self.is_passing = False
        elif lower in (".", ":", "?"):
            return not self.names and not self.words and lower == ":"
        elif self.is_passing:
            return len(self.names) > 0 or bool(self.words) or bool(self.short)
        else:
            self._word(token)
        return True

    def _is_last(self) -> bool:
        """Whether the name that was read is the last of a list of sized names: "A (n = 20) or B (n = 21) after …"."""
        return (
            bool(self.names)
            and self.names[-1].is_sized
            and self.separator.rpartition(" ")[2] in {"or", "and", *arm_words("separators")}
        )

    def _and_parts(self) -> bool:
        return (
            self.splits_at_and
            or self.size is not None
            or (self.separator == "," and not self.words and len(self.names) > 0)
        )

    def _bracket(self, token: Token) -> None:
        self.size = token.size if self.size is None else self.size
        self.short = self.short or token.short
        self.has_bracket = bool(self.words)
        if self.words:
            self.bracketed.add(self.words[0].start)
        if self.words and token.size is not None:
            self.is_passing = True

    def _word(self, token: Token) -> None:
        lower = token.lower
        if lower == "either":
            self.words, self.short, self.size = [], None, None
        elif not self.words:
            if token.is_number or lower in arm_words("lead") or lower in "-/±×":
                return
            if lower in arm_words("stop"):
                self.is_passing = True
            else:
                self.words = [token]
        elif (
            (self.has_bracket and lower not in ("plus", "+", "and"))
            or token.is_number
            or lower in arm_words("stop")
            or len(self.words) >= _LONGEST
            or self.short
            or self.size is not None
        ):
            self.is_passing = True
        else:
            self.has_inner_and = self.has_inner_and or lower == "and"
            self.words.append(token)
            self.has_bracket = False

    def close(self) -> None:
        """Ends the name that is being read."""
        words = self.words
        while words and words[-1].lower in arm_words("group") | {"and", "-", "–"}:
            words = words[:-1]
        if words:
            self.all_words += words
            self.names.append(Label(words[0].start, words[-1].end, self.short, self.size))
            self.begins_after.append(self.separator)
        elif self.short:
            self.names.append(Label(*self.short, None, self.size))
            self.begins_after.append(self.separator)
        self.words, self.short, self.size, self.is_passing, self.separator = [], None, None, False, ""
        self.has_bracket = False

    def _are_alike(self, names: Sequence[Label]) -> bool:
        """Whether names begin or end in one word, or brackets follow each: "high-dose cells, low-dose cells or saline"."""
        last = [next((w.lower for w in self.all_words if w.end == name.end), "") for name in names]
        first = [next((w.lower for w in self.all_words if w.start == name.start), "") for name in names]
        return 1 in (len(set(last)), len(set(first))) or all(name.start in self.bracketed for name in names)

    def joined(self) -> list[Label]:
        """The names; "fluorouracil, epirubicin and cyclophosphamide or docetaxel" has two."""
        if any(name.is_sized for name in self.names):
            return self.names
        parts = [i for i, word in enumerate(self.begins_after) if word in arm_words("separators")]
        lists = [i for i, word in enumerate(self.begins_after) if word.startswith(", ")]
        if lists:
            return self.names[: lists[-1] + 1]
        if not parts:
            return self.names if self.splits_at_and else self.names[:1]
        first = self.names[: parts[0]]
        if len(first) == _APPOSED and self._are_alike(first):
            return first + [self.names[i] for i in parts]
        if len(first) == _APPOSED and not self.has_inner_and:
            first = first[:1]
        merged = [Label(first[0].start, first[-1].end, first[-1].short)] if first else []
        return merged + [self.names[i] for i in parts]


def read_back(tokens: Sequence[Token], at: int) -> Label | None:
    """The name that ends before a token: "doxorubicin and docetaxel versus" has it from its last little word on."""
    words: list[Token] = []
    short: tuple[int, int] | None = None
    for token in reversed(tokens[max(0, at - 12) : at]):
        if token.lower == "(":
            short = short or token.short
        elif (
            token.lower in arm_words("break")
            or token.lower in arm_words("stop")
            or token.lower in ".,;:?!"
            or len(words) >= _LONGEST
        ):
            break
        else:
            words.insert(0, token)
    while words and (words[0].is_number or words[0].lower in ("and", "or", "-", "–")):
        words = words[1:]
    return Label(words[0].start, words[-1].end, short) if words else None


def is_name(words: str) -> bool:
    """Whether words may name an arm.

    >>> is_name("docetaxel"), is_name("evaluate"), is_name("survival rates")
    (True, False, False)
    """
    lower = words.lower()
    first = lower.split(" ")[0]
    if first in ("no", "not"):
        return True
    if not _HAS_LETTERS.search(words) or first in arm_words("generic"):
        return False
    return arm_words("not_named").isdisjoint(_PLAIN_WORD.findall(lower))
