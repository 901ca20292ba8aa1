"""Names in the encoder's vectors: the words for interventions, controls and outcomes, piece by piece.

Each piece gets a score for seven tags: none, and for each kind of name its beginning and its inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from abstract_extract.proposals import Name, NameKind

from .windows import Window

Vectors = NDArray[np.float32]

KINDS: tuple[NameKind, ...] = ("intervention", "control", "outcome")

ROWS = 32
"""Vectors that are multiplied at once."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """A linear layer from vectors to tags: weights are tags × width, the bias one figure a tag."""

    weights: Vectors
    bias: Vectors

    def tags(self, vectors: Vectors) -> Vectors:
        """The probability of each tag for each piece, a row a piece."""
        # In small parts: for a large product numpy's BLAS wakes a thread a core, which then spins beside the work.
        parts = [vectors[start : start + ROWS] @ self.weights.T for start in range(0, len(vectors), ROWS)]
        scores = np.concatenate(parts) + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        likely = np.exp(scores)
        found: Vectors = likely / likely.sum(axis=1, keepdims=True)
        return found


def names_of(windows: Sequence[Window], hidden: Sequence[Vectors], tagger: Tagger) -> tuple[Name, ...]:
    """The names in the windows of a text, in order, each place once."""
    found: dict[tuple[int, int], Name] = {}
    for window, vectors in zip(windows, hidden, strict=True):
        for name in _names(window.places, tagger.tags(vectors)):
            found.setdefault((name.start, name.end), name)
    return tuple(found[place] for place in sorted(found))


def _names(places: Sequence[tuple[int, int] | None], tags: Vectors) -> Iterator[Name]:
    """Stretches of pieces whose likeliest tag is of one kind; a beginning within a word does not part it."""
    start = end = 0
    kind: int | None = None
    chances: list[float] = []
    for place, row in zip(places, tags, strict=True):
        tag = int(row.argmax()) if place else 0
        here = (tag - 1) // 2 if tag else None
        begins = tag % 2 == 1 and place is not None and place[0] > end
        if kind is not None and (here != kind or begins):
            yield Name(KINDS[kind], start, end, sum(chances) / len(chances))
            kind = None
        if here is None or place is None:
            continue
        if kind is None:
            kind, start, chances = here, place[0], []
        end = place[1]
        chances.append(float(row[1 + 2 * here] + row[2 + 2 * here]))
    if kind is not None:
        yield Name(KINDS[kind], start, end, sum(chances) / len(chances))
