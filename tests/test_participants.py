"""Participants: each number of people under the verb of its sentence, with its arm and unit."""

from __future__ import annotations

import pytest

from line import case_table, facts_of, near_misses_are_a_third


@pytest.mark.parametrize("case", case_table("participants"))
def test_participants(case):
    found = [[p["count"], p["status"], p["unit"], p["arm"] or ""] for p in facts_of(case, "participants")]
    assert sorted(found) == sorted(case["found"])


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("participants")
