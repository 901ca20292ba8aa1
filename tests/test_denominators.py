"""Denominators that no sentence states: of several numbers of a group, the one that gives the percentage as printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from abstract_extract.assemble.denominators import Denominators
from abstract_extract.candidates import OutcomeCandidate, ParticipantsCandidate, Said


def outcome(events, percent, kind="adverse_event"):
    return OutcomeCandidate(
        label=Said("fever", 90, 95),
        kind=kind,
        events=Said(events, 50, 52),
        denominator=None,
        percent=None if percent is None else Said(percent, 60, 62),
        unit="patients",
        arm=None,
        time_point=None,
        rule="tally-h",
    )


# those who completed, those enrolled, events and percentage, the denominator that follows
EXACT = [
    (30, 31, 2, 6.5, 31),
    (30, 31, 2, 6.7, 30),
    (66, 61, 4, 6.6, 61),
    (40, 44, 12, 27.3, 44),
    (40, 44, 12, 30, 40),
    (19, 20, 19, 95, 20),
    (118, 120, 11, 9.2, 120),
    (118, 120, 11, 9.3, 118),
    # Near-misses: a whole percentage that fits both, no percentage, one that is rounded carelessly, one of neither.
    (30, 31, 2, 6, 31),
    (30, 31, 2, 7, 30),
    (30, 31, 2, None, 30),
    (30, 31, 2, 6.9, 30),
    (30, 31, 2, 12, None),
]


@pytest.mark.parametrize(("completed", "enrolled", "events", "percent", "wanted"), EXACT)
def test_the_denominator_gives_the_percentage_as_printed(completed, enrolled, events, percent, wanted):
    sizes = [
        ParticipantsCandidate(Said(count, start, start + 2), status, "patients", None, "verb", None)
        for count, start, status in ((enrolled, 10, "enrolled"), (completed, 20, "completed"))
    ]
    result = outcome(events, percent)
    derived = Denominators(sizes, [result]).of(result)
    assert (derived.value if derived else None) == wanted


# the sizes of groups (count, status, arm), what is counted (events, kind, unit, arm), the denominator that follows
GROUPS = [
    ([(24, "enrolled", None), (7, "treated", None)], (3, "efficacy", "patients", None), 24),
    ([(38, "randomised", None), (30, "analysed", None)], (4, "withdrawal", "patients", None), 38),
    ([(36, "randomised", "arm-1"), (145, "treated", "arm-1")], (2, "death", "patients", "arm-1"), 36),
    ([(31, "enrolled", None), (28, "completed", None)], (9, "efficacy", "cheeks", "arm-1"), 28),
    # Near-misses: eyes are counted themselves; a subgroup is all that is known; most of a group is no small part of it.
    ([(31, "enrolled", None), (40, "analysed", None, "eyes")], (9, "efficacy", "eyes", "arm-1"), None),
    ([(7, "treated", None)], (3, "efficacy", "patients", None), 7),
    ([(24, "enrolled", None), (19, "treated", None)], (3, "death", "patients", None), 19),
]


@pytest.mark.parametrize(("sizes", "counted", "wanted"), GROUPS)
def test_the_denominator_is_a_group_that_the_result_can_be_of(sizes, counted, wanted):
    people = [
        ParticipantsCandidate(Said(size[0], 10 * i, 10 * i + 2), size[1], (*size, "patients")[3], size[2], "verb", None)
        for i, size in enumerate(sizes)
    ]
    events, kind, unit, arm = counted
    result = replace(outcome(events, None, kind), unit=unit, arm=arm)
    derived = Denominators(people, [result]).of(result)
    assert (derived.value if derived else None) == wanted
