"""What the tests of the fact rules share: case tables, and one short page through the whole line.

A case table is a TOML file of `[[case]]` and `[[near_miss]]` entries: a `text` as an abstract has it (or a whole
`page`), and what must be found in it. A near-miss looks like the fact and holds less than it seems to, or nothing.
`fails` is why a case is not met yet; such a case must fail, so that the day it passes is noticed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from abstract_extract.page import Source, page_id
from abstract_extract.pipeline import record_by_rules
from abstract_extract.record import Record

CASES = Path(__file__).parent / "cases"
TITLE = "A trial of mesenchymal stem cells"
_HEADED = re.compile(r"[A-Z]{6,}: ")


@cache
def read_case_table(name: str) -> dict[str, list[dict[str, Any]]]:
    """The case table of a fact, as it stands in its file."""
    return tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))


def case_table(name: str) -> list[Any]:
    """The cases of a table as pytest's parameters, near-misses too."""
    return [
        pytest.param(
            case,
            id=f"{kind}-{case['name']}".replace(" ", "-"),
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True, raises=AssertionError)]
            if "fails" in case
            else [],
        )
        for kind, cases in read_case_table(name).items()
        for case in cases
    ]


def known_failure(*values: Any, reason: str) -> Any:
    """A row of a test's table that is not met yet; the day it is met, it fails for that, so that it is noticed."""
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason))


def page_of(case: dict[str, Any]) -> str:
    """The page that a case describes: its own, or a title and an abstract around its text."""
    if "page" in case:
        page: str = case["page"]
        return page
    text = case["text"]
    if _HEADED.match(text):
        before = "" if text.startswith("BACKGROUND") else "BACKGROUND: Patients with this condition have few options. "
        after = "" if "CONCLUSION" in text else " CONCLUSION: This treatment deserves to be studied further."
    else:
        before, after = "", " This treatment of patients deserves to be studied further in a trial."
    return f"{case.get('title', TITLE)}\n\nAbstract\n{before}{text}{after}\n"


def record_of(page: str, path: str = "page.txt") -> Record:
    """The record of a page by the whole line."""
    return record_by_rules(Source(page_id(page.encode()), path, page, "utf-8"))


def facts_of(case: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The items of one list in all studies of a case's page: values alone, arms by their labels."""
    found: list[dict[str, Any]] = []
    read = record_of(page_of(case))
    # Nothing is found in a page that was not read: no near-miss may pass for that reason.
    assert read.studies or case.get("holds_no_study"), f"no study on the page: {read.page.report_type}"
    for study in read.studies:
        labels = {arm.id: arm.label.value for arm in study.arms}
        for item in getattr(study, kind):
            found.append(
                {
                    key: labels.get(value, value) if key == "arm" else plain(value)
                    for key, value in item.to_json().items()
                }
            )
    return found


def plain(item: Any) -> Any:
    """An item of a record with its values in the place of where they stand."""
    if isinstance(item, dict):
        return item["value"] if "value" in item else {key: plain(child) for key, child in item.items()}
    return [plain(child) for child in item] if isinstance(item, list) else item


def near_misses_are_a_third(name: str) -> bool:
    """Whether a third of a table's cases are near-misses (a little less where they do not divide by three)."""
    table = read_case_table(name)
    return 3 * len(table["near_miss"]) >= len(table["case"]) + len(table["near_miss"]) - 2
