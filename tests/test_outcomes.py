"""Outcomes: how many of how many had a result, what kind of result, in which arm, at what time."""

from __future__ import annotations

from typing import Any

import pytest

from abstract_extract.record import Derived
from line import case_table, facts_of, near_misses_are_a_third, page_of, record_of

NAMES = ("kind", "events", "of", "derived", "percent", "unit", "arm", "at")


def expected(item: dict[str, Any]) -> tuple[object, ...]:
    return tuple({"kind": "efficacy", "unit": "patients", **item}.get(name) for name in NAMES)


def found(case: dict[str, Any]) -> list[tuple[tuple[object, ...], str]]:
    outcomes = [outcome for study in record_of(page_of(case)).studies for outcome in study.outcomes]
    items = []
    for plain, outcome in zip(facts_of(case, "outcomes"), outcomes, strict=True):
        name = "derived" if isinstance(outcome.denominator, Derived) else "of"
        named = {**plain, name: plain["denominator"], "at": plain["time_point"]}
        items.append((tuple(named.get(key) for key in NAMES), plain["label"]))
    return items


@pytest.mark.parametrize("case", case_table("outcomes"))
def test_outcomes(case):
    items = found(case)
    assert sorted(map(str, (facts for facts, _ in items))) == sorted(str(expected(item)) for item in case["found"])
    for item in case["found"]:
        assert any(facts == expected(item) and item["label"] in label for facts, label in items)


def test_a_number_in_no_row_may_head_a_breakdown():
    text = "RESULTS: The lump had gone in 41 with the progestogen and in 27 without; it had grown in 9 and 15."
    assert {outcome["label"] for outcome in facts_of({"text": text}, "outcomes")} == {"lump had gone"}


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("outcomes")
