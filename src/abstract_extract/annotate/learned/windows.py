"""What the encoder is shown: the sentences that matter, in windows as long as it can read, and where their numbers are.

A sentence matters where it has a number, opens the text, or speaks of groups; the rest only costs time. A text that
takes several windows has its first sentences at the head of each, since they say what is compared with what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from abstract_extract.study import Sentence

from .wordpieces import Piece, WordPieces

LONGEST = 510
"""Pieces in a window, without the two that mark its ends: what the encoder was trained to read at once."""
LONGEST_SENTENCE = 400
LONGEST_HEAD = 110
OPENING = 3
MOST = 60_000
"""Characters that the model reads of a text: an abstract has two thousand, and behind a whole article's worth nothing
is left that the rules cannot read alone. So the cost of a page is bounded."""
_SPEAKS_OF_GROUPS = re.compile(r"random|group|\barm|placebo|versus|\bvs\b|compar|control|assign|receiv", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberPieces:
    """A number by its place among the numbers of the text, and the positions of its pieces in the window."""

    number: int
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The ids of the pieces, the ends' marks among them; the numbers that are read in it; the pieces' places in the text."""

    ids: tuple[int, ...]
    numbers: tuple[NumberPieces, ...]
    places: tuple[tuple[int, int] | None, ...]


@dataclass(slots=True)
class _Row:
    sentence: int
    pieces: list[Piece]
    is_head: bool = False


@dataclass(slots=True)
class _Draft:
    rows: list[_Row] = field(default_factory=list)
    length: int = 0

    def add(self, row: _Row) -> None:
        self.rows.append(row)
        self.length += len(row.pieces)


def first_sentences(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that the model reads: those within the first 60,000 characters."""
    return [sentence for sentence in sentences if sentence.end <= MOST]


def windows_of(sentences: Sequence[Sentence], cutter: WordPieces) -> list[Window]:
    """The windows of a text's sentences; every number of a sentence that is shown is in one of them."""
    rows = [
        _Row(index, _cut(sentence, cutter))
        for index, sentence in enumerate(sentences)
        if sentence.numbers or index < OPENING or _SPEAKS_OF_GROUPS.search(sentence.string)
    ]
    first_number: list[int] = []
    count = 0
    for sentence in sentences:
        first_number.append(count)
        count += len(sentence.numbers)
    return [_window(draft, sentences, first_number, cutter) for draft in _drafts(rows)]


def _cut(sentence: Sentence, cutter: WordPieces) -> list[Piece]:
    return cutter.cut(sentence.string)[:LONGEST_SENTENCE]


def _drafts(rows: Sequence[_Row]) -> list[_Draft]:
    head: list[_Row] = []
    length = 0
    for row in rows:
        if length + len(row.pieces) > LONGEST_HEAD:
            break
        head.append(_Row(row.sentence, row.pieces, is_head=True))
        length += len(row.pieces)
    drafts: list[_Draft] = []
    current = _Draft()
    for row in rows:
        if current.length + len(row.pieces) > LONGEST and current.rows:
            drafts.append(current)
            current = _Draft(list(head), length)
        current.add(row)
    return [*drafts, current] if current.rows else drafts


def _window(draft: _Draft, sentences: Sequence[Sentence], first_number: Sequence[int], cutter: WordPieces) -> Window:
    ids = [cutter.id_of("[CLS]")]
    places: list[tuple[int, int] | None] = [None]
    numbers: list[NumberPieces] = []
    for row in draft.rows:
        base = len(ids)
        sentence = sentences[row.sentence]
        ids += [piece.id for piece in row.pieces]
        places += [(sentence.start + piece.start, sentence.start + piece.end) for piece in row.pieces]
        if row.is_head:
            continue
        for offset, number in enumerate(sentence.numbers):
            positions = tuple(
                base + index
                for index, piece in enumerate(row.pieces)
                if piece.start < number.end and number.start < piece.end
            )
            # A number past the end of a sentence that was cut is read from the window as a whole.
            numbers.append(NumberPieces(first_number[row.sentence] + offset, positions or (0,)))
    return Window((*ids, cutter.id_of("[SEP]")), tuple(numbers), (*places, None))
