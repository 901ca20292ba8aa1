"""Denominators that no sentence states: of several numbers of a group, the one that gives the percentage as printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from abstract_extract.assemble.denominators import Denominators
from abstract_extract.candidates import OutcomeCandidate, ParticipantsCandidate, Said


def outcome(events, percent, kind="efficacy"):
    return OutcomeCandidate(
        label=Said("healed", 90, 96),
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
    # Near-misses: a whole percentage that fits both, no percentage, one that is rounded carelessly, one that
    # is of another number alone, and one of several.
    (30, 31, 2, 6, 31),
    (30, 31, 2, 7, 30),
    (30, 31, 2, None, 30),
    (30, 31, 2, 6.9, 30),
    (30, 31, 5, 18.5, 27),
    (30, 31, 2, 12.5, 16),
    (30, 31, 20, 50, None),
    (8, 9, 1, 4, None),
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
    # Harms and deaths are of those who came where nobody says who was treated, and of the safety set where one is told.
    ([(24, "enrolled", None), (19, "analysed", None)], (3, "adverse_event", "patients", None), 24),
    ([(62, "enrolled", None), (37, "treated", None)], (10, "death", "patients", None), 37),
    ([(80, "treated", "arm-1"), (83, "analysed", "arm-1")], (2, "death", "patients", "arm-1"), 83),
    ([(80, "treated", "arm-1"), (76, "analysed", "arm-1")], (2, "death", "patients", "arm-1"), 80),
    # Injections are no eyes: a person may have any number of them.
    ([(31, "enrolled", None), (28, "completed", None)], (9, "adverse_event", "injections", "arm-1"), None),
    # Whoever leaves is of those who took the last step; a step told later is none that they took.
    ([(30, "enrolled", None), (27, "treated", None)], (2, "withdrawal", "patients", None), 27),
    ([(30, "enrolled", None), (26, "analysed", None)], (2, "withdrawal", "patients", None), 30),
]


# what it is called, its percentage, the denominator that follows where 50 came and 38 were seen again
BEFALLEN = [
    ("New infarction", None, 50),
    ("heart transplantation", None, 50),
    ("rescue therapy", None, 50),
    # Near-misses: a result of those seen; the percentage says of whom.
    ("class I", None, 38),
    ("reoperation", 15.8, 38),
]


@pytest.mark.parametrize(("label", "percent", "wanted"), BEFALLEN)
def test_what_befalls_people_is_of_all_who_came(label, percent, wanted):
    people = [
        ParticipantsCandidate(Said(count, start, start + 2), status, "patients", "arm-1", "verb", None)
        for count, start, status in ((50, 10, "allocated"), (38, 20, "analysed"))
    ]
    result = replace(outcome(6, percent), label=Said(label, 90, 95), arm="arm-1")
    derived = Denominators(people, [result]).of(result)
    assert (derived.value if derived else None) == wanted


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
