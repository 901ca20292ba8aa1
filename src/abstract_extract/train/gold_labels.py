"""From a gold record to the roles of its page's numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from abstract_extract.proposals import ROLES

Label = tuple[int, int, str, tuple[str, ...]]
"""The place in the source, its value as text, and the roles."""
_SIDES = {"experimental": "experimental", "cohort": "experimental", "comparator": "comparator"}
_APART = ("screened", "lost")
_REST: Mapping[str, tuple[str, ...]] = {
    "trial_report": ("other",),
    "protocol": ("other",),
    "secondary_source": tuple(ROLES),
}


def gold_roles(record: dict[str, Any]) -> list[Label]:
    """The places of a record's counts and percentages, each with its role."""
    return [label for study in record["studies"] for label in _of_study(study)]


def roles_of_the_rest(report_type: str) -> tuple[str, ...] | None:
    """What a number that the gold of a page of this type does not name may be; None where the model reads no such page.

    A page that retells trials repeats their numbers, and speaks of others that nobody annotated.
    """
    return _REST.get(report_type)


def counted_people(record: dict[str, Any]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Where each count of people stands, with its side and its status; of denominators "denominator"."""
    for study in record["studies"]:
        sides = _sides(study)
        for item in study["outcomes"]:
            value = item["denominator"]
            if value and value.get("start") is not None:
                yield value["start"], (sides.get(item["arm"], "whole"), "denominator")
        # After the denominators: what is a count of people too is one.
        for item in study["participants"]:
            if item["count"].get("start") is not None:
                yield item["count"]["start"], (_side_of_people(item, sides), item["status"])


def _sides(study: dict[str, Any]) -> Mapping[str | None, str]:
    return {arm["id"]: _SIDES[arm["role"]] for arm in study["arms"]}


def _side_of_people(item: dict[str, Any], sides: Mapping[str | None, str]) -> str:
    return "apart" if item["status"] in _APART else sides.get(item["arm"], "whole")


def _of_study(study: dict[str, Any]) -> Iterator[Label]:
    sides = _sides(study)
    for item in study["participants"]:
        yield from _label(item["count"], f"participants:{_side_of_people(item, sides)}")
    for item in study["outcomes"]:
        side = sides.get(item["arm"], "whole")
        yield from _label(item["events"], f"events:{side}")
        yield from _label(item["percent"], f"percent:{side}")
        if side != "whole":
            yield from _label(item["denominator"], f"participants:{side}")
    for item in study["doses"]:
        yield from _label(item["amount"], "dose")


def _label(value: dict[str, Any] | None, role: str) -> Iterator[Label]:
    if value and value.get("start") is not None:
        yield value["start"], value["end"], str(value["value"]), (role,)
