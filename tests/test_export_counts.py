"""Which outcomes a meta-analysis gets, and that what it does not get is said."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from abstract_extract.record import Arm, Outcome, Study
from abstract_extract.store.decided import DecidedRecord
from abstract_extract.store.export.counts import Counted, counts_of
from abstract_extract.store.export.forest import proportion, risk_ratio
from abstract_extract.store.export.review import ExportedStudy
from exported import corpus_records, record, value

CASES = tomllib.loads((Path(__file__).parent / "cases" / "export_counts.toml").read_text("utf-8"))["case"]
COUNT = re.compile(r"(?P<label>.+) (?P<events>[\w.]*)/(?P<total>[\w.]*)(?P<rest>(?: \w+=\w+)*)\Z")


def number(text: str) -> float | str:
    return float(text) if "." in text else int(text) if text.isdigit() else text


def outcome_of(said: str) -> Outcome:
    match = COUNT.match(said)
    assert match, said
    rest = dict(part.split("=") for part in match["rest"].split())
    counts = {"events": match["events"], "denominator": match["total"]}
    return Outcome(
        label=value(match["label"]),
        kind=rest.get("kind", "efficacy"),
        unit=rest.get("unit", "patients"),
        arm=rest.get("arm"),
        time_point=value(rest["time"]) if "time" in rest else None,
        **{name: value(number(text)) for name, text in counts.items() if text},
    )


def exported(study: Study) -> ExportedStudy:
    return ExportedStudy(key="a0/0", label="A trial, 2021", decided=DecidedRecord("a0", record(study)), number=0)


def shown(group: Counted) -> str:
    return f"{group.label} {group.events}/{group.total}"


def stated(outcome: Outcome) -> str:
    return f"{outcome.label.value} {'/'.join('' if one is None else f'{one.value}' for one in (outcome.events, outcome.denominator))}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_counts(case):
    arms = tuple(Arm(id=name, label=value(name), role=role) for name, role in case.get("arms", {}).items())
    study = Study(role=case.get("role", "reported"), arms=arms, outcomes=tuple(map(outcome_of, case["outcomes"])))
    counts = counts_of(exported(study), case.get("unit", "patients"))
    assert [shown(group) for group in counts.single_arm] == case.get("single", [])
    pairs = [f"{shown(one)} {other.events}/{other.total}" for one, other in counts.two_by_two]
    assert pairs == case.get("pairs", [])
    if "arm_rows" in case:
        rows = [" ".join([shown(row[0]), *(f"{one.events}/{one.total}" for one in row[1:])]) for row in counts.arms]
        assert rows == case["arm_rows"]
    found = [(stated(left.outcome), left.reason) for left in counts.left_out]
    wanted = [said.split(": ", 1) for said in case.get("left", [])]
    assert [outcome for outcome, _ in found] == [outcome for outcome, _ in wanted]
    for (_, reason), (_, piece) in zip(found, wanted, strict=True):
        assert piece in reason


def test_every_outcome_of_the_corpus_is_in_a_table_or_left_out_with_a_reason():
    outcomes = 0
    for page in corpus_records():
        for number_of_study, study in enumerate(page.studies):
            counts = counts_of(ExportedStudy("k", "l", DecidedRecord("k", page), number_of_study))
            left = {id(left.outcome) for left in counts.left_out}
            held = {(shown(group).casefold(), group.outcome.arm, group.outcome.kind) for group in counts.groups}
            for outcome in study.outcomes:
                outcomes += 1
                said = " ".join(stated(outcome).split()).casefold()
                assert id(outcome) in left or (said, outcome.arm, outcome.kind) in held
    assert outcomes > 500


def test_nobody_is_counted_twice_in_the_corpus():
    for page in corpus_records():
        for number_of_study in range(len(page.studies)):
            counts = counts_of(ExportedStudy("k", "l", DecidedRecord("k", page), number_of_study))
            places = [(g.label.casefold(), g.outcome.kind, g.time_point, g.outcome.arm) for g in counts.single_arm]
            assert len(places) == len(set(places))
            whole = {place[:3] for place in places if place[3] is None}
            assert not [place for place in places if place[3] is not None and place[:3] in whole]


# events, total, Wilson's interval as R's prop.test(x, n, correct = FALSE) gives it
WILSON = [(12, 20, 0.3865815, 0.7811935), (0, 11, 0.0, 0.2588328), (11, 11, 0.7411672, 1.0), (1, 1, 0.2065493, 1.0)]


@pytest.mark.parametrize(("events", "total", "lower", "upper"), WILSON)
def test_intervals_of_proportions(events, total, lower, upper):
    assert proportion(events, total) == pytest.approx((events / total, lower, upper), abs=1e-6)


# experimental and comparator counts; ratio and interval as summary(escalc("RR", …), transf = exp) of metafor 3.8 gives them
RATIOS = [
    ((15, 30), (10, 30), 1.5, 0.80708207, 2.78782059),
    ((0, 11), (3, 12), 0.1547619, 0.0088859, 2.69542066),
    ((30, 30), (10, 30), 2.9047619, 1.77255434, 4.76015969),
]


@pytest.mark.parametrize(("experimental", "comparator", "ratio", "lower", "upper"), RATIOS)
def test_intervals_of_risk_ratios(experimental, comparator, ratio, lower, upper):
    assert risk_ratio(experimental, comparator) == pytest.approx((ratio, lower, upper), rel=1e-6)
