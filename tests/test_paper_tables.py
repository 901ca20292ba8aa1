"""Tables of papers: rows of people by their verbs, rows of bare numbers beside rows that count people, letters as heads."""

from __future__ import annotations

import pytest

from line import record_of

PAGE = """# Stromal cells in tears of the cuff: a randomised trial

## Methods

Forty patients were randomised to the MSC group (n = 20) or the placebo group (n = 20). Cells were injected once into the tear.

## Results

{head}
|---|---|---|
{rows}

No patient died in the year of follow-up, and all of them were content with the study.
"""
HEAD = "| Outcome | MSC (n = 20) | Placebo (n = 20) |"


def tabled(*rows, head=HEAD):
    (study,) = record_of(PAGE.format(head=head, rows="\n".join(rows))).studies
    names = {arm.id: arm.label.value for arm in study.arms}
    people = [[p.count.value, p.status, p.unit, names.get(p.arm)] for p in study.participants if p.arm]
    results = [
        [o.label.value, o.events.value, o.denominator and o.denominator.value, names.get(o.arm)]
        for o in study.outcomes
        if o.events and o.arm
    ]
    return people, results


@pytest.mark.parametrize(
    ("head", "status", "unit"),
    [
        ("Received the allocated treatment", "treated", "patients"),
        ("Shoulders reviewed, n", "analysed", "shoulders"),
        ("Completed the study", "completed", "patients"),
        ("Seen at 12 months", "analysed", "patients"),
        ("Lost to follow-up", "lost", "patients"),
    ],
)
def test_rows_of_people(head, status, unit):
    people, results = tabled(f"| {head} | 19 | 18 |", "| Tear closed | 9 (47) | 4 (22) |")
    assert [19, status, unit, "MSC"] in people
    assert [18, status, unit, "placebo"] in people
    assert all(label != head for label, *_ in results)


@pytest.mark.parametrize("head", ["Received rescue medication", "Completed healing of the tear", "Lost the pain"])
def test_rows_of_results_are_no_people(head):
    people, _ = tabled(f"| {head} | 7 | 3 |", "| Tear closed | 9 (45) | 4 (20) |")
    assert [7, "treated", "patients", "MSC"] not in people
    assert not any(count in (7, 3) for count, *_ in people)


def test_bare_numbers_beside_counts():
    _, results = tabled("| Tear closed | 9 (45) | 4 (20) |", "| Edges joined | 3 | 1 |")
    assert ["Edges joined", 3, 20, "MSC"] in results
    assert ["Edges joined", 1, 20, "placebo"] in results


def test_bare_numbers_without_a_sign_that_people_are_counted():
    _, results = tabled("| Pain | 3 | 1 |", "| Walking distance | 300 | 210 |", head="| Measure | MSC | Placebo |")
    assert not any(label == "Walking distance" for label, *_ in results)
