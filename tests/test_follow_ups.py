"""Follow-ups: how long people were followed, from when, and how often they were seen."""

from __future__ import annotations

import pytest

from line import case_table, facts_of, near_misses_are_a_third

NAMES = ("duration", "statistic", "anchor", "schedule")


@pytest.mark.parametrize("case", case_table("follow_ups"))
def test_follow_ups(case):
    found = [tuple(item[name] for name in NAMES) for item in facts_of(case, "follow_ups")]
    expected = [tuple({"statistic": "fixed", **item}.get(name) for name in NAMES) for item in case["found"]]
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("follow_ups")


def test_durations_told_out_of_order_are_no_list_of_visits():
    text = (
        "METHODS: Forty women were enrolled. RESULTS: Of the 40 women enrolled in the study, 12 (30%) completed all 12 modules "
        "(median 7.5 [interquartile range, IQR, 2-12] modules) and 4 (10%) used the self-monitoring tool for all 14 weeks of "
        "the intervention period (median 3 [IQR 1-9] weeks)."
    )
    assert [follow_up["schedule"] for follow_up in facts_of({"text": text}, "follow_ups")] == [None]
