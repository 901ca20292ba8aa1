"""A number of people in its sentence, as the rules of its status see it."""

from __future__ import annotations

from dataclasses import dataclass

from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

from .tallies import Tally

Answer = tuple[ParticipantStatus | None, str]
"""A status, and the name of the rule that gives it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A number of people in its sentence: what stands left and right of it, and the arm that it is of."""

    sentence: Sentence
    tally: Tally
    left: str
    right: str
    arm: str | None
    has_people: bool
    is_bracketed: bool
    is_size: bool
    in_results: bool

    @property
    def is_bare(self) -> bool:
        """Neither a percent nor a denominator stands with the number."""
        return self.tally.percent is None and self.tally.denominator is None
