"""Outcome labels: the shortest words that name a result, and whether they name a benefit, a harm, a death or a withdrawal."""

from __future__ import annotations

import pytest

from line import case_table, facts_of, near_misses_are_a_third


@pytest.mark.parametrize("case", case_table("outcome_labels"))
def test_outcome_labels(case):
    found = [[outcome["label"], outcome["kind"]] for outcome in facts_of(case, "outcomes")]
    assert sorted(found) == sorted(case["found"])


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("outcome_labels")
