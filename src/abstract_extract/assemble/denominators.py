"""Denominators that no sentence states: from an arm's size, or from those who completed.

>>> size = Size(20, "completed", None)
>>> fits(12, 20, 60), fits(12, 23, 60)
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from abstract_extract.candidates import Derives, OutcomeCandidate, ParticipantsCandidate
from abstract_extract.record import ParticipantStatus

# Of several numbers of one group the first that fits is meant: results are given of those who were there to give
# them, harms of those who were treated, and whoever left was of those who came.
_GAVE: tuple[ParticipantStatus, ...] = (
    "completed", "analysed", "treated", "enrolled", "randomised", "allocated", "unspecified",
)  # fmt: skip
_GAVE_IN_ARM: tuple[ParticipantStatus, ...] = (
    "analysed", "completed", "allocated", "treated", "randomised", "enrolled", "unspecified",
)  # fmt: skip
_HARMED: tuple[ParticipantStatus, ...] = (
    "treated", "analysed", "completed", "enrolled", "randomised", "allocated", "unspecified",
)  # fmt: skip
_HARMED_IN_ARM: tuple[ParticipantStatus, ...] = (
    "treated", "allocated", "randomised", "analysed", "enrolled", "completed", "unspecified",
)  # fmt: skip
_CAME: tuple[ParticipantStatus, ...] = (
    "randomised", "enrolled", "allocated", "treated", "unspecified", "analysed", "completed",
)  # fmt: skip
_NOT_COUNTED = re.compile(
    r"surviv|cumulative|kaplan|actuarial|probabilit|estimated|relapse|incidence|progression", re.IGNORECASE
)
_ROUNDING = 0.55


@dataclass(frozen=True, slots=True)
class Size:
    """How many people a group has, under which status, and which arm it is (None: the whole trial)."""

    count: int
    status: ParticipantStatus
    arm: str | None
    unit: str = "patients"


def fits(events: float, denominator: float, percent: float) -> bool:
    """Whether `percent` is events of denominator, rounded to a whole percent or better."""
    return denominator > 0 and abs(100 * events / denominator - percent) <= _ROUNDING


def counts(percent: float, denominator: int) -> bool:
    """Whether one whole number of `denominator`, and no second, gives `percent` as it is printed.

    >>> counts(56.1, 41), counts(65, 20), counts(56.1, 40), counts(65, 250)
    (True, True, False, False)
    """
    decimals = len(f"{percent:g}".partition(".")[2])
    nearest = 100 * round(percent * denominator / 100) / denominator
    step = 100 / denominator
    return abs(nearest - percent) <= 0.51 / 10.0**decimals <= step


def sizes_of(participants: Sequence[ParticipantsCandidate]) -> list[Size]:
    """The sizes that may serve as denominators."""
    return [
        Size(int(p.count.value), p.status, p.arm, p.unit)
        for p in participants
        if p.status not in ("planned", "screened", "lost") and p.count.value
    ]


def derive_denominator(outcome: OutcomeCandidate, sizes: Sequence[Size], *, has_arms: bool) -> Derives | None:
    """The denominator that follows for an outcome; None where none does."""
    if outcome.denominator is not None or outcome.unit == "events" or outcome.rule == "no-events":
        return None
    order = _order(outcome)
    own = sorted(
        (s for s in sizes if s.arm == outcome.arm and s.unit == outcome.unit), key=lambda s: order.index(s.status)
    )
    fitting = [s for s in own if _is_of(outcome, s)]
    if not fitting:
        return None
    size = fitting[0]
    return Derives(size.count, f"participants: {size.status}" if size.arm is None else f"arm size: {size.status}")


def _order(outcome: OutcomeCandidate) -> tuple[ParticipantStatus, ...]:
    if outcome.kind == "withdrawal":
        return _CAME
    if outcome.kind in ("adverse_event", "death"):
        return _HARMED if outcome.arm is None else _HARMED_IN_ARM
    return _GAVE if outcome.arm is None else _GAVE_IN_ARM


def _is_of(outcome: OutcomeCandidate, size: Size) -> bool:
    """Whether an outcome can be of a group of that size: its count within it, its percentage the count's."""
    events = None if outcome.events is None else float(outcome.events.value)
    percent = None if outcome.percent is None else float(outcome.percent.value)
    if events is not None and events > size.count:
        return False
    if percent is None:
        return True
    if events is not None:
        return fits(events, size.count, percent)
    if _NOT_COUNTED.search(str(outcome.label.value)) and percent == int(percent):
        return False
    return counts(percent, size.count)
