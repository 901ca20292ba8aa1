"""Results that are too large for their arm: "9 of 121" is of no arm of 65, whichever name stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import OutcomeCandidate, ParticipantsCandidate, Said

_NO_SIZES = ("planned", "screened", "lost")
_FEWEST_ARMS = 2
_MORE = 1.15
"""How much more than the largest arm a denominator has to be: an arm's own number may have been missed or misread."""


def within_arms(
    outcomes: Sequence[OutcomeCandidate], participants: Sequence[ParticipantsCandidate]
) -> list[OutcomeCandidate]:
    """The outcomes, those of the whole trial whose printed denominator is more than any arm ever had.

    >>> def of(count, arm):
    ...     return OutcomeCandidate(
    ...         Said("fever", 0, 5), "adverse_event", None, Said(count, 9, 11), None, "patients", arm, None, ""
    ...     )
    >>> def size(count, arm):
    ...     return ParticipantsCandidate(Said(count, 1, 3), "allocated", "patients", arm, "")
    >>> sizes = [size(65, "arm-1"), size(66, "arm-2")]
    >>> [outcome.arm for outcome in within_arms([of(121, "arm-1"), of(63, "arm-1"), of(69, "arm-2")], sizes)]
    [None, 'arm-1', 'arm-2']
    """
    sizes: dict[str, dict[str, float]] = {}
    for person in participants:
        if person.arm is not None and person.status not in _NO_SIZES:
            of_unit = sizes.setdefault(person.unit, {})
            of_unit[person.arm] = max(of_unit.get(person.arm, 0), float(person.count.value))
    largest = {unit: max(of_arms.values()) for unit, of_arms in sizes.items() if len(of_arms) >= _FEWEST_ARMS}
    too_large = [_is_too_large(outcome, largest) for outcome in outcomes]
    if len({outcome.arm for outcome, is_it in zip(outcomes, too_large, strict=True) if is_it}) > 1:
        # After a crossover, or of eyes and limbs, every arm has more than it began with.
        return list(outcomes)
    return [replace(o, arm=None) if is_it else o for o, is_it in zip(outcomes, too_large, strict=True)]


def _is_too_large(outcome: OutcomeCandidate, largest: dict[str, float]) -> bool:
    size, of = largest.get(outcome.unit), outcome.denominator
    if outcome.arm is None or size is None or not isinstance(of, Said) or outcome.rule == "table":
        return False
    return float(of.value) > size * _MORE
