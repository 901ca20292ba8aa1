"""Doses: how much, of what unit, by which route, how often and how far apart."""

from __future__ import annotations

from typing import Any

import pytest

from line import case_table, facts_of, near_misses_are_a_third

NAMES = ("amount", "amount_high", "unit", "basis", "administrations", "interval", "duration", "route", "arm")


def expected(item: dict[str, Any]) -> tuple[object, ...]:
    basis = {"basis": "fixed"} if "amount" in item and "/" not in item["unit"] else {}
    return (*({**basis, **item}.get(name) for name in NAMES), item.get("volume"), item.get("volume_unit"))


def found(item: dict[str, Any]) -> tuple[object, ...]:
    volume = item["volume"] or {}
    return (*(item[name] for name in NAMES), volume.get("amount"), volume.get("unit"))


@pytest.mark.parametrize("case", case_table("doses"))
def test_doses(case):
    items = facts_of(case, "doses")
    assert sorted(map(str, map(found, items))) == sorted(str(expected(item)) for item in case["found"])
    sites = {item["site"] for item in items}
    assert all(item["site"] in sites for item in case["found"] if "site" in item)


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("doses")
