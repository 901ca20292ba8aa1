"""Denominators that a sentence prints with another of its results: "healed in 6 of 16, and a haematoma in three"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import OutcomeCandidate, Said

_ROUNDING = 0.55
_MOST = 40
"""Outcomes of a sentence among which a denominator is sought: no sentence that a person wrote has more."""


def with_shared_denominators(found: Sequence[OutcomeCandidate], unnamed: frozenset[int]) -> list[OutcomeCandidate]:
    """The outcomes of one sentence, each without a denominator given that of its arm, where the sentence prints but one.

    `unnamed` are the numbers of those outcomes of `found` beside which no words say what is counted.
    """
    if len(found) > _MOST:
        return list(found)
    # "Two patients, one of whom": whoever is counted of others lends no denominator.
    counted = {o.events.start for o in found if isinstance(o.events, Said)}
    shared: list[OutcomeCandidate] = []
    for index, outcome in enumerate(found):
        donors = [
            other
            for other in found
            if isinstance(other.denominator, Said)
            and other.denominator.start not in counted
            and other.arm == outcome.arm
            and (other.unit == outcome.unit or index in unnamed)
        ]
        places = {(d.denominator.value, d.unit) for d in donors if d.denominator is not None}
        takes = outcome.denominator is None and outcome.unit != "events" and len(places) == 1
        if takes and donors and _fits(outcome, donors[0]):
            shared.append(replace(outcome, denominator=donors[0].denominator, unit=donors[0].unit))
        else:
            shared.append(outcome)
    return shared


def _fits(outcome: OutcomeCandidate, donor: OutcomeCandidate) -> bool:
    events, of = outcome.events, donor.denominator
    if events is None or of is None or donor.kind != outcome.kind == "withdrawal":
        return False
    count, size = float(events.value), float(of.value)
    if count > size or size == 0:
        return False
    return outcome.percent is None or abs(100 * count / size - float(outcome.percent.value)) <= _ROUNDING
