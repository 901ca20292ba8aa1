"""Words hidden and figures exchanged while the network trains, so that it learns how a text says a thing, not the text.

After a dozen passes the network has nearly all numbers of its own texts right and learns no more of them. Shown with
every eighth word hidden and with other figures, the same text has to be read again. What a number's arithmetic says
is told apart (`annotate/learned/features.py`) and stays as it was.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .example import Example

HIDDEN = 0.12
"""Share of the pieces that are hidden."""
AS_MASK = 0.7
"""Share of the hidden pieces in whose place stands the mask; in that of the others stands any word."""
EXCHANGED = 0.8
"""Share of the texts whose figures are exchanged."""
_ENDS = ("[CLS]", "[SEP]")
_SHORTEST_WORD = 3
_LEAST_DIGITS = 2
"""Single digits are of grades, phases and times as often as they count: they stay."""


class Hider:
    """Hides words and exchanges figures, for the pieces of one vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._mask = vocabulary.index("[MASK]")
        self._ends = frozenset(map(vocabulary.index, _ENDS))
        self._words = [
            number
            for number, piece in enumerate(vocabulary)
            if piece.isascii() and piece.isalpha() and len(piece) >= _SHORTEST_WORD
        ]
        self._like = _figures_alike(vocabulary)

    def hidden(self, example: Example, chance: random.Random) -> Example:
        """The example with words hidden and figures exchanged, the same figure for the same throughout."""
        exchanged: dict[int, int] | None = {} if chance.random() < EXCHANGED else None
        windows = tuple(
            replace(window, ids=tuple(self._shown(piece, exchanged, chance) for piece in window.ids))
            for window in example.windows
        )
        return replace(example, windows=windows)

    def _shown(self, piece: int, exchanged: dict[int, int] | None, chance: random.Random) -> int:
        alike = self._like.get(piece)
        if alike is not None:
            return piece if exchanged is None else exchanged.setdefault(piece, chance.choice(alike))
        if piece in self._ends or chance.random() >= HIDDEN:
            return piece
        return self._mask if chance.random() < AS_MASK else chance.choice(self._words)


def _figures_alike(vocabulary: Sequence[str]) -> Mapping[int, Sequence[int]]:
    """For each piece of several digits those with as many, in the same place of a word."""
    groups: dict[tuple[bool, int], list[int]] = defaultdict(list)
    for number, piece in enumerate(vocabulary):
        digits = piece.removeprefix("##")
        if digits.isascii() and digits.isdigit() and len(digits) >= _LEAST_DIGITS:
            groups[digits != piece, len(digits)].append(number)
    return {number: group for group in groups.values() for number in group}
