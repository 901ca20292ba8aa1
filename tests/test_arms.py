"""Arms: the groups that a page counts, doses or compares, by the page's own names."""

from __future__ import annotations

import pytest

from line import case_table, near_misses_are_a_third, page_of, read_case_table, record_of


@pytest.mark.parametrize("case", case_table("arms"))
def test_arms(case):
    (study,) = record_of(page_of(case)).studies
    assert [[arm.label.value, arm.role] for arm in study.arms] == case["found"]


@pytest.mark.parametrize("case", read_case_table("arms")["case"], ids=lambda case: case["name"])
def test_every_arm_that_a_fact_names_is_there(case):
    (study,) = record_of(page_of(case)).studies
    named = {
        item.arm for kind in ("participants", "doses", "outcomes", "cell_sources") for item in getattr(study, kind)
    }
    assert named - {None} <= {arm.id for arm in study.arms}


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("arms")
