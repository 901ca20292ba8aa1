"""The facts of one study before they are grounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from abstract_extract.candidates import (
    CellSourceCandidate,
    DoseCandidate,
    FollowUpCandidate,
    OutcomeCandidate,
    ParticipantsCandidate,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found of one study."""

    participants: Sequence[ParticipantsCandidate] = ()
    cell_sources: Sequence[CellSourceCandidate] = ()
    doses: Sequence[DoseCandidate] = ()
    follow_ups: Sequence[FollowUpCandidate] = ()
    outcomes: Sequence[OutcomeCandidate] = ()

    def arms(self) -> set[str]:
        """The keys of the arms that a fact names."""
        counted = {c.arm for c in self.participants} | {c.arm for c in self.outcomes}
        given = {c.arm for c in self.doses} | {c.arm for c in self.cell_sources}
        return {arm for arm in counted | given if arm is not None}
