"""An example for training: a text as the model is shown it, with what is known of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from abstract_extract.annotate.learned.features import Rows
from abstract_extract.annotate.learned.windows import Window
from abstract_extract.study import Sentence

NO_TAGS = -100
"""The tag of pieces that training does not ask about."""
NO_STATUS = -100
"""The status of numbers that count no people, or whose status nobody told."""


@dataclass(frozen=True, slots=True)
class Readable:
    """What the model is given of a text."""

    sentences: Sequence[Sentence]
    length: int


@dataclass(frozen=True, slots=True)
class Example:
    """A text: its windows, features, and for each number the roles allowed and whether it follows in its sentence."""

    id: str
    part: str
    windows: tuple[Window, ...]
    tags: tuple[NDArray[np.int64], ...]
    features: Rows
    allowed: NDArray[np.bool_]
    is_same_sentence: NDArray[np.int64]
    claimed: NDArray[np.bool_]
    """Which numbers the rules claim as participants, events, percentages or doses (columns in this order)."""
    readable: Readable
    counts_all: bool
    """Whether every count was annotated, or those that are compared."""
    statuses: NDArray[np.int64]
    """The status of each number, as a place in `STATUSES`, or `NO_STATUS`."""
