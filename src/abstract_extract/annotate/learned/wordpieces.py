"""Word pieces with their places: the vocabulary of the encoder, whose every piece shows where it stands in the text.

The way of cutting is that of uncased BERT: lower case without accents, words and signs apart, then always the longest
piece that the vocabulary has (Wu et al. 2016; Devlin et al. 2019). Written here because the libraries that do it bring
a client for downloads along, and nothing here may go to the network.

>>> pieces = WordPieces(("[UNK]", "in", "##fus", "##ed", "12", "%"))
>>> [(pieces.vocabulary[piece.id], piece.start, piece.end) for piece in pieces.cut("Infused 12%")]
[('in', 0, 2), ('##fus', 2, 5), ('##ed', 5, 7), ('12', 8, 10), ('%', 10, 11)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

UNKNOWN = "[UNK]"
LONGEST_WORD = 100
"""Characters: a longer word is one unknown piece, as the encoder has it."""
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[A-Za-z0-9]+|[^A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece's number in the vocabulary and its half-open place in the text."""

    id: int
    start: int
    end: int


class WordPieces:
    """Cuts text into the pieces of a vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = tuple(vocabulary)
        self._ids = {piece: number for number, piece in enumerate(self.vocabulary)}
        self._unknown = self._ids[UNKNOWN]
        self._cut_word = lru_cache(maxsize=50_000)(self._cut_plain_word)

    @classmethod
    def of_file(cls, path: Path) -> WordPieces:
        """The vocabulary of a file with a piece a line. Raises OSError where there is none."""
        return cls(path.read_text("utf-8").splitlines())

    def id_of(self, piece: str) -> int:
        """The number of a piece. Raises KeyError for one that the vocabulary lacks."""
        return self._ids[piece]

    def cut(self, text: str) -> list[Piece]:
        """The pieces of `text`, in order."""
        return list(self._pieces(text))

    def _pieces(self, text: str) -> Iterator[Piece]:
        for chunk in _CHUNK.finditer(text):
            if not chunk.group().isascii():
                yield from self._beyond_ascii(chunk.group(), chunk.start())
                continue
            for match in _WORD.finditer(chunk.group()):
                start = chunk.start() + match.start()
                for number, low, high in self._cut_word(match.group().lower()):
                    yield Piece(number, start + low, start + high)

    def _beyond_ascii(self, chunk: str, start: int) -> Iterator[Piece]:
        """The pieces of a stretch with letters that lose their accents, or signs beyond ASCII."""
        plain: list[str] = []
        places: list[int] = []
        for position, character in enumerate(chunk):
            for part in unicodedata.normalize("NFD", character.lower()):
                if unicodedata.category(part) != "Mn" and unicodedata.category(part)[0] != "C":
                    plain.append(part)
                    places.append(position)
        for low, high in _words(plain):
            for number, first, last in self._cut_word("".join(plain[low:high])):
                yield Piece(number, start + places[low + first], start + places[low + last - 1] + 1)

    def _cut_plain_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        if len(word) > LONGEST_WORD:
            return ((self._unknown, 0, len(word)),)
        found: list[tuple[int, int, int]] = []
        low = 0
        while low < len(word):
            for high in range(len(word), low, -1):
                number = self._ids.get(word[low:high] if low == 0 else "##" + word[low:high])
                if number is not None:
                    found.append((number, low, high))
                    low = high
                    break
            else:
                return ((self._unknown, 0, len(word)),)
        return tuple(found)


def _words(characters: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Stretches of characters without punctuation; each sign of punctuation, and each Chinese character, by itself."""
    start: int | None = None
    for position, character in enumerate(characters):
        alone = _is_punctuation(character) or "\u4e00" <= character <= "\u9fff"
        if alone or start is None:
            if start is not None:
                yield start, position
                start = None
            if alone:
                yield position, position + 1
            else:
                start = position
    if start is not None:
        yield start, len(characters)


def _is_punctuation(character: str) -> bool:
    """As the encoder's makers have it: all of ASCII's signs, and beyond it what Unicode calls punctuation."""
    if character.isascii():
        return not character.isalnum()
    return unicodedata.category(character).startswith("P")
