"""Denominators that no sentence states: of several numbers of a group, the one that gives the percentage as printed."""

from __future__ import annotations

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
