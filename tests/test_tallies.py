"""Tallies: counts with their denominators and percentages, in the forms that trials print them."""

from __future__ import annotations

import pytest

from abstract_extract.record import Derived
from line import case_table, facts_of, near_misses_are_a_third, page_of, record_of


def printed(case):
    """What the sentences themselves print of each outcome, nothing that follows from elsewhere."""
    outcomes = [outcome for study in record_of(page_of(case)).studies for outcome in study.outcomes]
    for plain, outcome in zip(facts_of(case, "outcomes"), outcomes, strict=True):
        denominator = None if isinstance(outcome.denominator, Derived) else plain["denominator"]
        yield [
            "" if value is None else value for value in (plain["events"], denominator, plain["percent"], plain["unit"])
        ]


@pytest.mark.parametrize("case", case_table("tallies"))
def test_tallies(case):
    assert sorted(printed(case), key=str) == sorted(case["found"], key=str)


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("tallies")
