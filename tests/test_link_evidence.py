"""Single pieces of evidence for and against two pages being reports of one trial, with near misses."""

from __future__ import annotations

import pytest

from abstract_extract.record import Dose, Outcome
from linked_pages import AUTHORS, label, report, trials_of, value

CODED = {"conditions": ("osteoarthritis.knee",), "phase": "3", "is_randomised": True, "names": ("mpc-77",)}
"""What a firm's press release and a registry's record of one trial share."""


def announcement(name, **traits):
    """A press release of which no study was read."""
    key, found = report(
        name,
        report_type="other",
        title="Lanmark Bio announces last visit in its knee trial",
        authors=(),
        traits=CODED | {"counts": (3, 23, 164)} | traits,
    )
    return key, found.model_copy(update={"studies": ()})


@pytest.mark.parametrize(
    ("traits", "is_linked"),
    [
        ({}, True),
        ({"counts": (164,), "phase": None}, True),
        ({"counts": (3, 23)}, False),
        ({"counts": (3, 96)}, False),
        ({"phase": "2"}, False),
        ({"names": ("mpc-78",)}, False),
        ({"names": ()}, False),
        ({"conditions": ("stroke",)}, False),
        ({"phase": None, "is_randomised": None}, False),
    ],
    ids=[
        "all agrees",
        "no phase",
        "no number",
        "another number",
        "phase",
        "product",
        "no name",
        "disease",
        "no design",
    ],
)
def test_an_announcement_is_of_the_trial_whose_number_of_patients_it_gives(traits, is_linked):
    plan = {
        "report_type": "registry_record",
        "registry": ["NCT00000001"],
        "title": "MPC-77 for the knee",
        "authors": (),
        "sizes": [("enrolled", 164)],
    }
    pages = (report("a", **plan, traits=CODED), announcement("b", **traits))
    assert trials_of(*pages) == ([["a", "b"]] if is_linked else [])


def test_two_announcements_without_a_text_in_common_are_not_linked():
    assert trials_of(announcement("a"), announcement("b", counts=(12, 90))) == []


def _improved(events, whole):
    return Outcome(label=label(f"Improved {events}"), kind="efficacy", events=value(events), denominator=value(whole))


@pytest.mark.parametrize(
    ("wholes", "is_linked"),
    [((14, 14), True), ((20, 20), False), ((14, 20), False), ((14,), False)],
    ids=["the same", "of the first patients", "two wholes", "one count"],
)
def test_results_that_are_all_of_one_number_of_patients_give_the_number(wholes, is_linked):
    outcomes = [_improved(events, whole) for events, whole in zip((9, 6), wholes, strict=False)]
    second = report("a", sizes=[], outcomes=outcomes, traits={"conditions": ("sclerosis",), "is_other_cohort": True})
    news = report("b", sizes=[("treated", 14)], traits={"conditions": ("sclerosis",)}, authors=AUTHORS[:1])
    assert trials_of(second, news) == ([["a", "b"]] if is_linked else [])


INTERIM = {"title": "Sprayed skin cells over meshed grafts", "sizes": [("enrolled", 22)], "year": 2018}
FINAL = {"title": "Sprayed skin cells and meshed skin grafts for burns", "sizes": [("treated", 31)], "year": 2019}


@pytest.mark.parametrize(
    ("routes", "authors", "is_interim", "is_linked"),
    [
        (("topical", "surgical_implantation"), AUTHORS, True, True),
        (("topical", "intravenous"), AUTHORS, True, False),
        (("topical", "surgical_implantation"), (*AUTHORS[:2], "Doe J", "Poe E", "Moe A"), True, False),
        (("topical", "surgical_implantation"), AUTHORS, False, False),
    ],
    ids=["applied and grafted", "another route", "another team", "two trials of a team"],
)
def test_an_abstract_of_a_meeting_and_the_paper_after_it(routes, authors, is_interim, is_linked):
    burns = {"conditions": ("burn",)}
    pages = [
        report("a", **INTERIM, traits=burns | {"is_interim": is_interim}, doses=[_by(routes[0])]),
        report("b", **FINAL, traits=burns, authors=authors, doses=[_by(routes[1])]),
    ]
    assert trials_of(*pages) == ([["a", "b"]] if is_linked else [])


def _by(route):
    return Dose(route=label(route))
