"""Results of registry records in text: columns apart by blanks, values behind colons, heads in other languages."""

from __future__ import annotations

from typing import Any

import pytest

from line import record_of

HEAD = """ClinicalTrials.gov archive
Marrow Cells for Stiff Ankles
ClinicalTrials.gov Identifier: NCT03333344
Recruitment Status: Completed
Study Type: Interventional
Phase: Phase 2
Study Design: Allocation: Randomized; Masking: Double
Condition: Arthrosis
Enrollment (Actual) 41
Arms and Interventions
Experimental: Cells
One infusion of 4 x 10^7 cells.
Placebo Comparator: Saline
One infusion of saline.
"""
FLOW = {
    ("Cells", "allocated", 21), ("Saline", "allocated", 20), ("Cells", "treated", 20), ("Saline", "treated", 19),
    ("Cells", "completed", 18), ("Saline", "completed", 17),
}  # fmt: skip


def told(page: str) -> tuple[set[tuple[str, str, int]], set[tuple[Any, ...]]]:
    """The people of each arm, and the outcomes with their arm, events and printed denominator."""
    study = record_of(page).studies[0]
    arms = {arm.id: arm.label.value for arm in study.arms if arm.label}
    people = {(arms[p.arm], p.status, p.count.value) for p in study.participants if p.arm}
    outcomes = {
        (arms.get(o.arm or "", ""), o.label and o.label.value, o.kind, o.events and o.events.value)
        for o in study.outcomes
    }
    return people, outcomes


@pytest.mark.parametrize(
    "rows",
    [
        "Arm/Group Title   Cells   Saline\nPeriod Title: All\nStarted   21   20\nReceived cells or saline   20   19\nCompleted   18   17",
        "                  Cells    Saline\n  STARTED          21       20\n  Infused          20       19\n  COMPLETED        18       17",
        "Arm/Group Title: Cells | Saline\nStarted: 21 | 20\nReceived the infusion: 20 | 19\nCompleted: 18 | 17",
        "\tCells\tSaline\nStarted\t21\t20\nTreated\t20\t19\nCompleted\t18\t17",
    ],
)
def test_flow_in_columns_of_text(rows: str) -> None:
    assert told(f"{HEAD}Participant Flow\n{rows}\nMore Information\n")[0] == FLOW


def test_a_reason_whose_first_count_stands_close() -> None:
    rows = "        Cells    Saline\nStarted  21       20\nNot Completed  3    3\nWithdrawal by Subject 2    1"
    outcomes = told(f"{HEAD}Participant Flow\n{rows}\nMore Information\n")[1]
    assert ("Cells", "Withdrawal by Subject", "withdrawal", 2) in outcomes
    assert ("Saline", "Withdrawal by Subject", "withdrawal", 1) in outcomes


def test_sizes_in_the_heads_of_a_measure_were_analysed() -> None:
    rows = (
        "1. Primary Outcome\nTitle: Walking without a stick\nTime Frame: 12 months\n"
        "Arm/Group Title   Cells (N = 18)   Saline (N = 17)\nCount   9 (50%)   4 (24%)"
    )
    people, outcomes = told(f"{HEAD}Outcome Measures\n{rows}\nMore Information\n")
    assert people == {("Cells", "analysed", 18), ("Saline", "analysed", 17)}
    assert {(arm, events) for arm, _, kind, events in outcomes if kind == "efficacy"} == {("Cells", 9), ("Saline", 4)}


def test_events_beside_people() -> None:
    rows = "Time Frame: 12 months\nArm/Group Title: Cells | Saline\nSepsis: 1/21 (4.8%) | 0/20 (0%)\nFrequency Threshold: 5%"
    assert {(arm, label, events) for arm, label, _, events in told(f"{HEAD}Adverse Events\n{rows}\n")[1]} == {
        ("Cells", "Sepsis", 1), ("Saline", "Sepsis", 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        # Prose with a double blank, menus, and fields are no rows.
        "Recruitment Details   Two clinics took part.  People came from 2015 to 2019.",
        "Participants came from two towns.  Nurses saw them at home  or at work.",
        "Period Title: All\nStudy Details   Tabular View   Results",
    ],
)
def test_near_misses_are_no_rows(rows: str) -> None:
    people, outcomes = told(f"{HEAD}Participant Flow\n{rows}\nMore Information\n")
    assert not people
    assert not outcomes


RUSSIAN = """Каталог исследований
Клетки костного мозга при артрозе
Идентификатор: NCT03333355
Статус: Завершено
Набор (фактический): 41
Распределение: Рандомизированное
Маскирование: Двойное
Группы и вмешательства
Экспериментальная: Клетки — однократная внутривенная инфузия 4 млн клеток
Сравнение: Плацебо — раствор Рингера
Движение участников
 | Клетки | Плацебо
Начали | 21 | 20
Получили инфузию | 20 | 19
Завершили | 18 | 17
Похожие исследования
NCT01111111 — 34 участника
"""
KOREAN = """임상연구정보서비스 CRIS
CRIS등록번호	KCT0009999
연구제목(영문)	Cord cells for stiff ankles of adults
전체연구모집현황	종료
연구종류	중재연구
중재군 1	중재군명 세포군 / 목표대상자수 24 명 / 시험군 / 1.0 x 10^7 cells, 3 mL
중재군 2	중재군명 위약군 / 목표대상자수 22 명 / 위약대조군 / 생리식염수 3 mL
목표대상자수	46 명
관련 연구 : KCT0001111 (30명)
"""
TCTR = """Register: TCTR
Main ID: TCTR20240611999
Public title: Cells or gel for stiff ankles
Target sample size: 44
Recruitment status: Pending (Not yet recruiting)
Study type: Interventional
Phase: Phase 2
Intervention(s)
Experimental: Cells; No. of participants 22. 5 ml of cells, once.
Sham Comparator: Needle; No. of participants 22. Needle alone.
Primary outcome(s): Pain at 6 months
"""


def test_a_record_in_russian() -> None:
    record = record_of(RUSSIAN)
    assert record.page.report_type == "registry_record"
    assert record.page.identifiers.registry == ("NCT03333355",) or record.page.identifiers.registry == ["NCT03333355"]
    assert told(RUSSIAN)[0] == {
        ("Клетки", "allocated", 21), ("Плацебо", "allocated", 20), ("Клетки", "treated", 20),
        ("Плацебо", "treated", 19), ("Клетки", "completed", 18), ("Плацебо", "completed", 17),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("page", "arms", "sizes"),
    [
        (KOREAN, [("세포군", "experimental"), ("위약군", "comparator")], {24, 22}),
        (TCTR, [("Cells", "experimental"), ("Needle", "comparator")], {22}),
    ],
)
def test_arms_with_their_sizes(page: str, arms: list[tuple[str, str]], sizes: set[int]) -> None:
    study = record_of(page).studies[0]
    assert [(arm.label.value, arm.role) for arm in study.arms if arm.label] == arms
    assert {p.count.value for p in study.participants if p.arm} == sizes


def test_arms_called_in_two_languages() -> None:
    groups = "组别 Group: {}\n样本量 Sample size: 20\n干预措施 Intervention: {}\n"
    page = HEAD.partition("Arms and")[0] + "干预措施 Interventions:\n" + "".join(
        groups.format(*names) for names in (("细胞组 Cell group", "2 x 10^7 cells, once"), ("对照组 Control group", "saline"))
    )  # fmt: skip
    assert [arm.label.value for arm in record_of(page).studies[0].arms if arm.label] == ["Cell", "Control"]
