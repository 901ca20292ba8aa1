"""Results tables: who started and completed, results by arm, harms; nothing from tables of baseline features."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from abstract_extract.record import Derived
from line import case_table, facts_of, near_misses_are_a_third, record_of

ENROLMENT = [20, "enrolled", ""]
TABLES = (
    ("flow", "Participant Flow", []),
    ("baseline", "Baseline Characteristics", []),
    (
        "outcome",
        "Outcome Measures",
        [["1. Primary Outcome"], ["Title", "Walking without pain"], ["Time Frame", "6 months"]],
    ),
    ("harms", "Adverse Events", []),
)


def row(cells: list[str], columns: int) -> str:
    if len(cells) == 1:
        return f'<tr><td colspan="{columns}">{cells[0]}</td></tr>'
    return f"<tr><th>{cells[0]}</th>" + "".join(f"<td>{cell}</td>" for cell in cells[1:]) + "</tr>"


def registry_page(case: dict[str, Any]) -> str:
    """A completed registry record of 20 people, with the results tables of a case."""
    arms = case.get("arms", ["Cells", "Saline"])
    tables = ""
    for name, heading, above in TABLES:
        if name in case:
            rows = [*above, ["Arm/Group Title", *arms], *case[name]]
            tables += f"<h2>{heading}</h2><table>{''.join(row(cells, len(arms) + 1) for cells in rows)}</table>"
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Placenta Cells for Sore Legs - Study Results - ClinicalTrials.gov</title></head>
<body><h1>Placenta Cells for Sore Legs</h1><div>ClinicalTrials.gov Identifier: NCT03333333</div>
<div>Recruitment Status: Completed</div>
<table><tr><td>Study Type</td><td>Interventional</td></tr><tr><td>Phase</td><td>Phase 2</td></tr>
<tr><td>Study Design</td><td>Allocation: Randomized; Masking: Double</td></tr>
<tr><td>Condition</td><td>Claudication</td></tr><tr><td>Enrollment</td><td>20</td></tr></table>
{tables}<h2>More Information</h2></body></html>"""


def printed_outcomes(page: dict[str, Any]) -> Iterator[list[Any]]:
    """What the tables print of each outcome, without the denominators that follow from elsewhere."""
    outcomes = [outcome for study in record_of(page["page"]).studies for outcome in study.outcomes]
    for plain, outcome in zip(facts_of(page, "outcomes"), outcomes, strict=True):
        of = None if isinstance(outcome.denominator, Derived) else plain["denominator"]
        values = (plain["label"], plain["kind"], plain["events"], of, plain["percent"], plain["arm"])
        yield ["" if value is None else value for value in values]


@pytest.mark.parametrize("case", case_table("result_tables"))
def test_result_tables(case):
    page = {"page": registry_page(case)}
    participants = [[p["count"], p["status"], p["arm"] or ""] for p in facts_of(page, "participants")]
    assert sorted(participants, key=str) == sorted([ENROLMENT, *case["participants"]], key=str)
    outcomes = list(printed_outcomes(page))
    assert sorted(outcomes, key=str) == sorted(case["outcomes"], key=str)


def test_an_outcome_of_a_table_has_its_table_s_time_frame():
    case = {"outcome": [["Overall Number of Participants Analyzed", "9", "8"], ["Count of Participants", "6", "2"]]}
    assert [o["time_point"] for o in facts_of({"page": registry_page(case)}, "outcomes")] == ["P6M", "P6M"]


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("result_tables")


def test_heads_of_columns_one_below_the_other() -> None:
    """A page that lost its tables names each arm in a row of its own, with its size and what it was given."""
    page = (Path(__file__).parent / "golden" / "registry_page" / "results_alone.txt").read_text("utf-8")
    study = record_of(page).studies[0]
    arms = {arm.id: arm.label.value for arm in study.arms if arm.label}
    people = {(p.count.value, p.status, arms[p.arm]) for p in study.participants if p.arm}
    assert people >= {
        (21, "allocated", "Low dose"), (20, "allocated", "Sham"), (18, "completed", "Low dose"),
        (17, "completed", "Sham"), (20, "analysed", "Low dose"), (19, "analysed", "Sham"),
    }  # fmt: skip
    told = {
        (o.label.value, o.events.value, o.denominator.value, arms[o.arm])
        for o in study.outcomes
        if o.label and o.events and o.denominator and o.arm
    }
    assert told >= {
        ("Responder", 7, 20, "Low dose"), ("Responder", 3, 19, "Sham"),
        ("Seizure", 2, 20, "Low dose"), ("Seizure", 0, 20, "Sham"),
    }  # fmt: skip
    assert not any(p.count.value == 40 for p in study.participants)
