"""Of several numbers of one group, the one that a result without a denominator is told of.

Results are given of those who were there to give them, harms and deaths of those who were treated or came, and so is
whatever befell people whether they were there or not: an operation, a transplant, an infarction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from abstract_extract.candidates import OutcomeCandidate
from abstract_extract.record import ParticipantStatus

_GAVE: tuple[ParticipantStatus, ...] = (
    "completed", "analysed", "treated", "enrolled", "randomised", "allocated", "unspecified",
)  # fmt: skip
_GAVE_IN_ARM: tuple[ParticipantStatus, ...] = (
    "analysed", "completed", "allocated", "treated", "randomised", "enrolled", "unspecified",
)  # fmt: skip
_HARMED: tuple[ParticipantStatus, ...] = (
    "treated", "enrolled", "randomised", "allocated", "unspecified", "analysed", "completed",
)  # fmt: skip
_HARMED_IN_ARM: tuple[ParticipantStatus, ...] = (
    "treated", "allocated", "randomised", "analysed", "enrolled", "completed", "unspecified",
)  # fmt: skip
_BEFELL_IN_ARM: tuple[ParticipantStatus, ...] = (
    "allocated", "randomised", "treated", "enrolled", "analysed", "completed", "unspecified",
)  # fmt: skip
_CAME: tuple[ParticipantStatus, ...] = (
    "randomised", "enrolled", "allocated", "treated", "unspecified", "analysed", "completed",
)  # fmt: skip
_STEPS = frozenset({"enrolled", "randomised", "treated", "allocated", "unspecified"})
"""Steps on the way into a study and through it: whoever leaves is of those who took the last."""
_BEFALLS = re.compile(
    r"surg|operat|transplant|interven|rescue|infarct|defibrillator|\bICD|amputat|dialys|extract|grafts?\b|grafted"
    r"|replace|revis|implanted|hospital|relaps|recurr|device|pacemaker|ventilat|stroke|retreat|upgrad|fusion|prosthes"
    r"|antibiotic|steroids?\b|\b(?:another|second|further) (?:session|injection|infusion|dose|procedure|graft|course)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Size:
    """How many people a group has, under which status, and which arm it is (None: the whole trial)."""

    count: int
    status: ParticipantStatus
    arm: str | None
    unit: str = "patients"
    start: int = 0
    """Where the number stands in the study text."""


def in_order(outcome: OutcomeCandidate, sizes: Sequence[Size]) -> list[Size]:
    """The sizes of a group, first the one that a result without a denominator is most likely told of.

    >>> from abstract_extract.candidates import Said
    >>> sizes = [Size(30, "enrolled", None, start=10), Size(28, "analysed", None, start=40)]
    >>> def told_of(label, kind):
    ...     outcome = OutcomeCandidate(Said(label, 0, 1), kind, Said(2, 60, 61), None, None, "patients", None, None, "")
    ...     return in_order(outcome, sizes)[0].count
    >>> told_of("healed", "efficacy"), told_of("fever", "adverse_event"), told_of("amputation", "efficacy")
    (28, 30, 30)
    """
    order = _order(outcome)
    own = sorted(sizes, key=lambda size: order.index(size.status))
    if outcome.kind == "withdrawal":
        # Whoever left was of those who came: the most of them.
        own.sort(key=lambda size: -size.count)
        return _last_step_first(outcome, own) if outcome.arm is None else own
    if outcome.kind in ("adverse_event", "death"):
        return _safety_set_first(own)
    return own


def _order(outcome: OutcomeCandidate) -> tuple[ParticipantStatus, ...]:
    if outcome.kind == "withdrawal":
        return _CAME
    if outcome.kind in ("adverse_event", "death"):
        return _HARMED if outcome.arm is None else _HARMED_IN_ARM
    if outcome.percent is None and _BEFALLS.search(str(outcome.label.value)):
        return _HARMED if outcome.arm is None else _BEFELL_IN_ARM
    return _GAVE if outcome.arm is None else _GAVE_IN_ARM


def _last_step_first(outcome: OutcomeCandidate, own: list[Size]) -> list[Size]:
    """ "Thirty gave consent, 27 were implanted. Two of them were lost": the last step before a loss is meant."""
    place = getattr(outcome.events or outcome.percent, "start", None)
    steps = [size for size in own if place is not None and size.start < place and size.status in _STEPS]
    if not steps:
        return own
    last = max(steps, key=lambda size: size.start)
    return [last, *(size for size in own if size is not last)]


def _safety_set_first(own: list[Size]) -> list[Size]:
    """Where no fewer were analysed than treated, harms are told of the set analysed for safety."""
    treated = max((size.count for size in own if size.status == "treated"), default=None)
    analysed = max((size for size in own if size.status == "analysed"), key=lambda size: size.count, default=None)
    if treated is None or analysed is None or analysed.count < treated:
        return own
    return [analysed, *(size for size in own if size is not analysed)]
