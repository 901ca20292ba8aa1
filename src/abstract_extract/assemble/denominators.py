"""Denominators that no sentence states: from an arm's size, or from those who completed.

>>> size = Size(20, "completed", None)
>>> fits(12, 20, 60), fits(12, 23, 60)
(True, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from abstract_extract.candidates import Derives, OutcomeCandidate, ParticipantsCandidate
from abstract_extract.record import ParticipantStatus

# Of several numbers of one group the first that fits is meant: results are given of those who were there to give them.
_WHOLE: tuple[ParticipantStatus, ...] = (
    "completed",
    "analysed",
    "treated",
    "enrolled",
    "randomised",
    "allocated",
    "unspecified",
)
_ARM: tuple[ParticipantStatus, ...] = (
    "analysed",
    "completed",
    "allocated",
    "treated",
    "randomised",
    "enrolled",
    "unspecified",
)
_ROUNDING = 0.55


@dataclass(frozen=True, slots=True)
class Size:
    """How many people a group has, under which status, and which arm it is (None: the whole trial)."""

    count: int
    status: ParticipantStatus
    arm: str | None


def fits(events: float, denominator: float, percent: float) -> bool:
    """Whether `percent` is events of denominator, rounded to a whole percent or better."""
    return denominator > 0 and abs(100 * events / denominator - percent) <= _ROUNDING


def sizes_of(participants: Sequence[ParticipantsCandidate]) -> list[Size]:
    """The sizes that may serve as denominators, the likeliest first for each arm."""
    sizes = [
        Size(int(p.count.value), p.status, p.arm)
        for p in participants
        if p.unit == "patients" and p.status not in ("planned", "screened", "lost")
    ]
    return sorted(sizes, key=lambda s: (_WHOLE if s.arm is None else _ARM).index(s.status))


def derive_denominator(outcome: OutcomeCandidate, sizes: Sequence[Size], *, has_arms: bool) -> Derives | None:
    """The denominator that follows for an outcome in patients; None where none does."""
    if outcome.denominator is not None or outcome.unit != "patients":
        return None
    own = [s for s in sizes if s.arm == outcome.arm]
    events = getattr(outcome.events, "value", None)
    if outcome.percent is not None and events is not None:
        own = [s for s in own if fits(float(events), s.count, float(outcome.percent.value))]
    elif outcome.arm is None and not (
        not has_arms and own and own[0].status in ("completed", "analysed", "treated", "enrolled")
    ):
        return None
    if events is not None:
        own = [s for s in own if s.count >= float(events)]
    if not own:
        return None
    return Derives(
        own[0].count, f"participants: {own[0].status}" if own[0].arm is None else f"arm size: {own[0].status}"
    )
