"""Checks: what does not add up is said, with its facts, and nothing is changed by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from abstract_extract.attempt import Failure
from abstract_extract.batch import extract_all
from abstract_extract.check import CHECKS
from abstract_extract.record import Check, Grounded, Identifiers, Outcome, PageInfo, Record, Study
from line import case_table, page_of, read_case_table, record_of

CORPUS = Path(__file__).parents[1] / "corpus" / "raw"
SEVERITIES = {
    "percent_against_count": "warning",
    "events_over_denominator": "error",
    "percent_over_hundred": "warning",
    "arms_against_total": "warning",
    "completed_over_enrolled": "error",
    "completed_over_randomised": "error",
    "treated_over_enrolled": "error",
    "analysed_over_enrolled": "error",
    "randomised_over_screened": "error",
    "enrolled_over_screened": "error",
    "sections_disagree": "warning",
    "lost_exponent": "warning",
    "no_participants": "info",
}


def at(record: dict[str, Any], pointer: str) -> Any:
    """What a JSON pointer of a check points at."""
    item: Any = record
    for step in pointer.lstrip("/").split("/"):
        item = item[int(step)] if isinstance(item, list) else item[step]
    return item


@pytest.mark.parametrize("case", case_table("checks"))
def test_checks(case):
    read = record_of(page_of(case))
    assert read.page.sections  # nothing is noticed on a page that was not read
    codes = [check.code for check in read.checks]
    if not case.get("count_participants"):
        codes = [code for code in codes if code != "no_participants"]
    assert sorted(codes) == sorted(case["codes"])


@pytest.mark.parametrize(
    "case", [case for case in read_case_table("checks")["case"] if "fails" not in case], ids=lambda case: case["name"]
)
def test_a_check_points_at_facts_and_says_how_bad_it_is(case):
    read = record_of(page_of(case))
    for check in read.checks:
        assert SEVERITIES[check.code] == check.severity
        assert check.message
        assert check.facts
        assert all(at(read.to_json(), pointer) is not None for pointer in check.facts)


@pytest.mark.parametrize("case", read_case_table("checks")["case"], ids=lambda case: case["name"])
def test_a_check_never_edits_a_fact(case):
    read = record_of(page_of(case)).model_copy(update={"checks": ()})
    before = read.model_dump_json()
    for rule in CHECKS:
        list(rule(read))
    assert read.model_dump_json() == before


def said(value: int) -> Grounded:
    return Grounded(value=value, text=str(value), start=0, end=len(str(value)))


FRACTIONS = [
    # events, denominator, unit, whether there are more events than people to have them
    (5, 11, "patients", False),
    (11, 11, "patients", False),
    (0, 11, "patients", False),
    (12, 11, "patients", True),
    (40, 11, "patients", True),
    (12, 11, "eyes", True),
    (12, 11, "tracts", True),
    (12, 11, "events", False),
    (None, 11, "patients", False),
    (12, None, "patients", False),
]


@pytest.mark.parametrize(("events", "denominator", "unit", "is_over"), FRACTIONS)
def test_more_events_than_people(events, denominator, unit, is_over):
    outcome = Outcome(
        label=Grounded(value="healing", text="healing", start=0, end=7),
        kind="efficacy",
        unit=unit,
        events=None if events is None else said(events),
        denominator=None if denominator is None else said(denominator),
    )
    page = PageInfo(
        id="0", path="page.txt", reader="text", encoding="utf-8", report_type="trial_report", identifiers=Identifiers()
    )
    read = Record(page=page, studies=(Study(role="reported", outcomes=(outcome,)),))
    found = [check for rule in CHECKS for check in rule(read) if check.code == "events_over_denominator"]
    pointers = ("/studies/0/outcomes/0/events", "/studies/0/outcomes/0/denominator")
    assert [check.facts for check in found] == ([pointers] if is_over else [])


def test_what_decoding_noticed_becomes_a_check():
    from abstract_extract.page import Source
    from abstract_extract.pipeline import record

    page = page_of({"text": "METHODS: Twenty patients were enrolled."})
    read = record(Source("0", "page.txt", page, "utf-8", notes=(("invalid_bytes", "two bytes are none of UTF-8"),)))
    assert Check(code="invalid_bytes", severity="info", message="two bytes are none of UTF-8") in read.checks


def test_every_pointer_of_the_corpus_leads_to_a_fact():
    pages = [result for result in extract_all([CORPUS]) if not isinstance(result, Failure)]
    assert pages
    for read in pages:
        facts = read.to_json()
        assert all(at(facts, pointer) is not None for check in read.checks for pointer in check.facts)


def test_each_code_has_a_case():
    codes = {code for case in read_case_table("checks")["case"] for code in case["codes"]}
    assert codes | {"events_over_denominator"} == set(SEVERITIES)
