"""Denominators that no sentence states: from an arm's size, or from those who completed.

>>> size = Size(20, "completed", None)
>>> fits(12, 20, 60), fits(12, 23, 60)
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil, floor

from abstract_extract.candidates import FROM_OTHERS, Derives, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.record import ParticipantStatus

from .group_sizes import Size, in_order

_NOT_COUNTED = re.compile(
    r"surviv|cumulative|kaplan|actuarial|probabilit|estimated|relapse|incidence|progression|\b[PODER]FS\b|\bOS\b|GVHD|graft-versus",
    re.IGNORECASE,
)
_CAME_IN: tuple[ParticipantStatus, ...] = ("randomised", "allocated")
_SEEN: tuple[ParticipantStatus, ...] = ("completed", "analysed")
_DONE = frozenset(
    ("injections", "infusions", "procedures", "sessions", "cycles", "transfers", "births", "pregnancies", "embryos")
)
"""Units of which a person may have any number in an arm."""
_ROUNDING = 0.55
_LEAST_PART, _LEAST_TREATED = 0.7, 0.5
"""The part of a group's largest size that another has to reach: less is a subgroup's; many who came are not treated."""
FROM_PERCENTAGE = "outcomes: percent"
"""What a denominator follows from that is neither stated nor a group's size."""
_OF_NOBODY = frozenset({"no-events", "nobody"})
"""Rules of what nobody had: "nobody died" of a whole trial says not of how many."""


def fits(events: float, denominator: float, percent: float) -> bool:
    """Whether `percent` is events of denominator, rounded to a whole percent or better."""
    return denominator > 0 and abs(100 * events / denominator - percent) <= _ROUNDING


def gives(events: float, denominator: float, percent: float) -> bool:
    """Whether `percent` is events of denominator, as exactly as it is printed.

    >>> gives(4, 61, 6.6), gives(4, 66, 6.6), fits(4, 66, 6.6)
    (True, False, True)
    """
    decimals = len(f"{percent:g}".partition(".")[2])
    return denominator > 0 and abs(100 * events / denominator - percent) <= _ROUNDING / 10.0**decimals


def counts(percent: float, denominator: int) -> bool:
    """Whether one whole number of `denominator`, and no second, gives `percent` as it is printed.

    >>> counts(56.1, 41), counts(65, 20), counts(56.1, 40), counts(65, 250)
    (True, True, False, False)
    """
    decimals = len(f"{percent:g}".partition(".")[2])
    nearest = 100 * round(percent * denominator / 100) / denominator
    step = 100 / denominator
    return abs(nearest - percent) <= 0.51 / 10.0**decimals <= step


def only_whole(events: float, percent: float) -> int | None:
    """The one number of which `events` are `percent` as it is printed; None where there are several or none.

    >>> only_whole(9, 69.2), only_whole(3, 37.5), only_whole(1, 4), only_whole(2, 150)
    (13, 8, None, None)
    """
    half = 0.5001 / 10.0 ** len(f"{percent:g}".partition(".")[2])
    if events <= 0 or percent <= half:
        return None
    least, most = ceil(100 * events / (percent + half)), floor(100 * events / (percent - half))
    return least if least == most >= events else None


class Denominators:
    """The denominators of a study's outcomes: those that sentences state, and those that follow."""

    def __init__(self, participants: Sequence[ParticipantsCandidate], outcomes: Sequence[OutcomeCandidate]) -> None:
        self._sizes = [
            Size(int(p.count.value), p.status, p.arm, p.unit, p.count.start)
            for p in participants
            if p.status not in ("planned", "screened", "lost") and p.count.value
        ]
        printed = [outcome for outcome in outcomes if isinstance(outcome.denominator, Said)]
        self._values = {outcome.denominator.value for outcome in printed if outcome.denominator}
        # The largest denominator of an arm is its size, where the page gives no other.
        self._printed: dict[tuple[str, str], int] = {}
        for outcome in printed:
            if outcome.arm is not None and outcome.denominator is not None:
                of = (outcome.arm, outcome.unit)
                self._printed[of] = max(self._printed.get(of, 0), int(float(outcome.denominator.value)))

    def of(self, outcome: OutcomeCandidate) -> Said | Derives | None:
        """The denominator of an outcome; None where no sentence states one and none follows."""
        stated = outcome.denominator
        is_of_table = outcome.rule == "table"  # who started a period, which is no number of participants
        if isinstance(stated, Said) or (stated is not None and (is_of_table or stated.value in self._values)):
            return stated
        if outcome.unit == "events" or (outcome.arm is None and outcome.rule in _OF_NOBODY):
            return None
        own = in_order(outcome, self._of_group(outcome.arm, outcome.unit))
        able = [size for size in own if _is_of(outcome, size)]
        size = next((size for size in able if _is_exactly_of(outcome, size)), next(iter(able), None))
        if size is not None:
            return Derives(size.count, f"{'participants' if size.arm is None else 'arm size'}: {size.status}")
        return _of_percentage(outcome, own) or (None if own else self._of_others(outcome))

    def _of_group(self, arm: str | None, unit: str) -> list[Size]:
        """The sizes of a group among which its results can be: no small part of it, and no more than came into it."""
        own = [size for size in self._sizes if size.arm == arm and size.unit == unit]
        if not own and arm is not None and unit not in ("patients", "events"):
            # Where nobody counts the eyes or halves themselves, each person has one in an arm.
            whole = [size for size in self._sizes if size.arm is None]
            seen = [size for size in whole if size.status in _SEEN] or whole
            of_each = unit not in _DONE and all(size.unit == "patients" for size in self._sizes)
            own = seen if of_each else []
        came = max((size.count for size in own if size.status in _CAME_IN), default=None)
        if came is not None:
            own = [size for size in own if size.count <= came or size.status in _CAME_IN or size.status == "enrolled"]
        largest = max((size.count for size in own), default=0)
        least = {"treated": _LEAST_TREATED * largest} if arm is None else {}
        return [size for size in own if size.count >= least.get(size.status, _LEAST_PART * largest)]

    def _of_others(self, outcome: OutcomeCandidate) -> Derives | None:
        count = self._printed.get((outcome.arm or "", outcome.unit))
        if count is None or not _is_of(outcome, Size(count, "analysed", outcome.arm, outcome.unit)):
            return None
        return Derives(count, FROM_OTHERS)


def _of_percentage(outcome: OutcomeCandidate, own: Sequence[Size]) -> Derives | None:
    """ "Nine (69.2%)" of an arm of fourteen: thirteen, where nothing says of how many and no size gives it."""
    if outcome.events is None or outcome.percent is None:
        return None
    whole = only_whole(float(outcome.events.value), float(outcome.percent.value))
    if whole is None or (own and whole > max(size.count for size in own)):
        return None
    return Derives(whole, FROM_PERCENTAGE)


def _is_exactly_of(outcome: OutcomeCandidate, size: Size) -> bool:
    if outcome.events is None or outcome.percent is None:
        return True
    return gives(float(outcome.events.value), size.count, float(outcome.percent.value))


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
    if _NOT_COUNTED.search(str(outcome.label.value)):
        return False
    return counts(percent, size.count)
