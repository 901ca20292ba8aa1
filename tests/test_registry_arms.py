"""Arms, sizes and results of registry records as registers and mirrors lay them out."""

from __future__ import annotations

from typing import Any

import pytest

from line import record_of

HEAD = """{register}
{number}
Public title of study: Cells for sore knees of elderly walkers
Recruitment status: {status}
Study type: Interventional
Study design: Randomized
Phase: Phase 2
Inclusion criteria: pain
Primary sponsor: Hill Institute
"""
CTRI = HEAD.format(
    register="Clinical Trials Registry - India CTRI", number="CTRI Number CTRI/2021/03/031888", status="Open"
)
ANZCTR = HEAD.format(register="ANZCTR ACTRN", number="ACTRN12614000731695", status="Completed")
IGNITE = """Viewing Study NCT04493242
Ignite Creation Date: 2025-12-24 @ 10:01 PM
Study NCT ID: NCT04493242
Status: COMPLETED
Brief Title: Vesicles for Lungs
Official Title: Vesicles for Failing Lungs of Adults
Study Type: INTERVENTIONAL
Allocation: RANDOMIZED
Enrollment: 20
Arms Intervention
Label: Cells
Type: EXPERIMENTAL
Label: Saline
Type: PLACEBO_COMPARATOR
Participant Flow Module
Group: Cells
Group: Saline
Period: Overall Study
Type: STARTED
numSubjects: 11
numSubjects: 9
Adverse Events Module
Group: Cells
deathsNumAffected: 1
deathsNumAtRisk: 11
Group: Saline
deathsNumAffected: 2
deathsNumAtRisk: 9
Other Event: Fever
Stats: EG000 numAffected 3 numAtRisk 11 EG001 numAffected 0 numAtRisk 9
"""


def arms_of(page: str) -> list[tuple[Any, str]]:
    return [(arm.label.value, arm.role) for study in record_of(page).studies for arm in study.arms if arm.label]


@pytest.mark.parametrize(
    ("lines", "arms"),
    [
        (
            "Intervention   Cells at half dose   5 million cells once\nComparator Agent   Saline gel   0.8 ml once",
            [("Cells at half dose", "experimental"), ("Saline gel", "comparator")],
        ),
        (
            (
                "Intervention(s): Intervention1: Arm A: 5 million cells. 24 subjects\n"
                "Intervention(s): Control Intervention1: Arm B: saline. 24 subjects"
            ),
            [("Arm A", "experimental"), ("Arm B", "comparator")],
        ),
        ("Intervention   Cells   5 million cells once\nComparator Agent   Nil   Nil", []),
        ("Intervention: Cells, 5 million, into the knee once", []),
    ],
)
def test_arms_as_registers_list_them(lines: str, arms: list[tuple[str, str]]) -> None:
    assert arms_of(f"{CTRI}Intervention / Comparator Agent\n{lines}\nTarget sample size: 48\n") == arms


def test_target_and_final_under_one_label() -> None:
    page = f"{ANZCTR}Sample size\nTarget\n56\nAccrual to date\n\nFinal\n47\n"
    people = {(p.count.value, p.status) for p in record_of(page).studies[0].participants}
    assert people == {(56, "planned"), (47, "enrolled")}


def test_results_under_a_record_s_own_field_names() -> None:
    study = record_of(IGNITE).studies[0]
    arms = {arm.id: arm.label.value for arm in study.arms if arm.label}
    assert {(p.count.value, p.status, arms.get(p.arm or "")) for p in study.participants} == {
        (20, "enrolled", None), (11, "allocated", "Cells"), (9, "allocated", "Saline"),
    }  # fmt: skip
    told = {
        (o.label.value, o.kind, o.events.value, o.denominator.value, arms[o.arm])
        for o in study.outcomes
        if o.label and o.events and o.denominator and o.arm
    }
    assert told == {
        ("deaths", "death", 1, 11, "Cells"), ("deaths", "death", 2, 9, "Saline"),
        ("Fever", "adverse_event", 3, 11, "Cells"), ("Fever", "adverse_event", 0, 9, "Saline"),
    }  # fmt: skip
