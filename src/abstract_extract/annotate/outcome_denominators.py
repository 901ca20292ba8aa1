"""Denominators that stand with another result: "healed in 6 of 16, and a haematoma in three"; those of an earlier row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from abstract_extract.candidates import FROM_OTHERS, Derives, OutcomeCandidate, Said

_ROUNDING = 0.55
_FEWEST = 2
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


@dataclass(slots=True)
class Rows:
    """The denominators of rows of outcomes: "13 of the 20, 17 of the 22 and 6 of the 17", and later "9, 14 and 2"."""

    sized: frozenset[str | None]
    """The arms whose size the page states: theirs are no denominators of another result."""
    _largest: dict[int, list[OutcomeCandidate]] = field(default_factory=dict)
    """Of each length of row, the one of most people: a subgroup's numbers are of the subgroup alone."""
    _last: dict[int, list[OutcomeCandidate]] = field(default_factory=dict)

    def begin_sentence(self) -> None:
        """Forgets which rows stand in the same sentence."""
        self._last = {}

    def filled(self, row: Sequence[OutcomeCandidate], unnamed: Sequence[bool]) -> list[OutcomeCandidate]:
        """A row of outcomes, those without a denominator given that of the same place in an earlier row as long.

        `unnamed` says of each whether no words tell what it counts.
        """
        outcomes, length = list(row), len(row)
        if length < _FEWEST:
            return outcomes
        if all(isinstance(outcome.denominator, Said) for outcome in outcomes):
            self._last[length] = outcomes
            if _size(outcomes) >= _size(self._largest.get(length, [])):
                self._largest[length] = outcomes
            return outcomes
        in_sentence = length in self._last
        earlier = self._last.get(length) or self._largest.get(length, [])
        if len(earlier) != length or not (in_sentence or self.sized.isdisjoint(o.arm for o in outcomes if o.arm)):
            return outcomes
        if not all(map(_goes_on, outcomes, earlier, unnamed)):
            return outcomes
        return [
            replace(one, denominator=_shared(other, in_sentence=in_sentence), unit=other.unit)
            for one, other in zip(outcomes, earlier, strict=True)
        ]


def _shared(donor: OutcomeCandidate, *, in_sentence: bool) -> Said | Derives | None:
    """The denominator of a donor: quoted in its own sentence, followed from in another."""
    if in_sentence or donor.denominator is None:
        return donor.denominator
    return Derives(donor.denominator.value, FROM_OTHERS)


def _size(row: Sequence[OutcomeCandidate]) -> float:
    return sum(float(outcome.denominator.value) for outcome in row if outcome.denominator)


def _goes_on(outcome: OutcomeCandidate, earlier: OutcomeCandidate, is_unnamed: bool) -> bool:
    """Whether an outcome without a denominator can be of those whom an earlier one was of."""
    same_arm = outcome.arm == earlier.arm or None in (outcome.arm, earlier.arm)
    same_unit = is_unnamed or outcome.unit == earlier.unit
    return outcome.denominator is None and same_arm and same_unit and _fits(outcome, earlier, is_derived=True)


def _fits(outcome: OutcomeCandidate, donor: OutcomeCandidate, *, is_derived: bool = False) -> bool:
    events, of = outcome.events, donor.denominator
    if is_derived and events is None and of is not None and outcome.percent is not None:
        percent, whole = float(outcome.percent.value), float(of.value)
        return whole > 0 and abs(100 * round(percent * whole / 100) / whole - percent) <= _ROUNDING
    if events is None or of is None or donor.kind != outcome.kind == "withdrawal":
        return False
    count, size = float(events.value), float(of.value)
    if count > size or size == 0:
        return False
    return outcome.percent is None or abs(100 * count / size - float(outcome.percent.value)) <= _ROUNDING
