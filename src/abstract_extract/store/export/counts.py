"""Which of a review's outcomes a meta-analysis can take, and why the others are left out.

A count goes in where its events and its denominator are whole numbers, whether the page says them or they follow from
its other facts (the evidence columns tell which). Nobody is counted twice: a whole trial stands for its arms, and a
count that a page states in two ways stands nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from abstract_extract.record import Outcome, Value

from .cells import one_line
from .review import ExportedStudy, Review

PATIENTS = "patients"


@dataclass(frozen=True, slots=True)
class Counted:
    """A group of patients (or eyes, tracts …) and how many of them had the outcome."""

    study: ExportedStudy
    outcome: Outcome
    events: int
    total: int

    @property
    def role(self) -> str | None:
        """The role of the group's arm; None for the whole trial."""
        arm = self.study.arm(self.outcome.arm)
        return arm.role if arm else None

    @property
    def label(self) -> str:
        """The outcome's words on one line."""
        return one_line(str(self.outcome.label.value))

    @property
    def time_point(self) -> str | None:
        """When it was counted, as an ISO 8601 duration."""
        return str(self.outcome.time_point.value) if self.outcome.time_point else None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An outcome that a table of counts has not, and why."""

    study: ExportedStudy
    outcome: Outcome
    table: str
    reason: str


SINGLE_ARM, TWO_BY_TWO = "single-arm", "two-by-two"
Groups = list[Counted]
OutcomeKey = tuple[str, str, str | None]
"""What makes two counts one outcome: the words, the kind, the time."""
Fullest = dict[tuple[str, OutcomeKey], ExportedStudy]
"""For a trial and an outcome, the report whose counts stand for it."""
Pair = tuple[Counted, Counted]
"""The experimental and the comparator arm's counts of one outcome."""


@dataclass(frozen=True, slots=True)
class StudyCounts:
    """What one study gives to a meta-analysis."""

    study: ExportedStudy
    groups: Groups
    """All its counts, whatever their arms."""
    single_arm: Groups
    two_by_two: list[Pair]
    arms: list[Groups]
    """For each outcome that two arms or more have at the same time, the count of each."""
    left_out: list[LeftOut]


def study_counts(review: Review, unit: str = PATIENTS) -> Iterator[StudyCounts]:
    """The counts of each study in this unit, in the order of the studies; what reports of one trial share, once."""
    fullest = _fullest_reports(review, unit)
    for study in review.studies():
        yield counts_of(study, unit, fullest)


def _fullest_reports(review: Review, unit: str) -> Fullest:
    """For each outcome that reports of one trial have at the same time, the report that counts most patients."""
    found: dict[tuple[str, OutcomeKey], tuple[int, ExportedStudy]] = {}
    for study in review.studies():
        if study.trial is None:
            continue
        for outcome, groups in _by_outcome(counts_of(study, unit).groups).items():
            place, patients = (study.trial, outcome), sum(group.total for group in groups)
            if place not in found or patients > found[place][0]:
                found[place] = (patients, study)
    return {place: study for place, (_, study) in found.items()}


def _by_outcome(groups: Groups) -> dict[OutcomeKey, Groups]:
    found: dict[OutcomeKey, Groups] = defaultdict(list)
    for group in groups:
        found[group.label.casefold(), group.outcome.kind, group.time_point].append(group)
    return found


def counts_of(study: ExportedStudy, unit: str = PATIENTS, fullest: Fullest | None = None) -> StudyCounts:
    """The counts of one study in this unit, but for those that `fullest` has in another report of its trial."""
    left_out: list[LeftOut] = []
    counted: Groups = []
    for outcome in study.study.outcomes:
        found = _counted(study, outcome, unit)
        if isinstance(found, str):
            left_out.append(LeftOut(study, outcome, SINGLE_ARM, found))
        else:
            counted.append(found)
    every: Groups = []
    single: Groups = []
    pairs: list[Pair] = []
    arms: list[Groups] = []
    for outcome_key, stated in _by_outcome(counted).items():
        report = (fullest or {}).get((study.trial or "", outcome_key), study)
        if report.key != study.key:
            reason = f"another report of the trial has it: {report.label}"
            left_out += [LeftOut(study, group.outcome, SINGLE_ARM, reason) for group in stated]
            continue
        groups, twice = _stated_once(stated)
        left_out += [LeftOut(study, group.outcome, SINGLE_ARM, "the page states two counts of it") for group in twice]
        every += groups
        kept, passed = _single_arm(study, groups)
        single += kept
        left_out += passed
        of_arms = [group for group in groups if group.outcome.arm is not None]
        arms += [of_arms] if len(of_arms) > 1 else []
        pair = _pair(groups)
        if isinstance(pair, str):
            left_out += [LeftOut(study, group.outcome, TWO_BY_TWO, pair) for group in groups if is_controlled(study)]
        else:
            pairs.append(pair)
    return StudyCounts(study, every, single, pairs, arms, left_out)


def is_controlled(study: ExportedStudy) -> bool:
    """Whether the study has an arm to compare with."""
    return any(arm.role == "comparator" for arm in study.study.arms)


def _counted(study: ExportedStudy, outcome: Outcome, unit: str) -> Counted | str:
    """The outcome as a count, or why it is none."""
    if study.study.role != "reported":
        return "the page recounts another page's study"
    if outcome.unit != unit:
        return f"it counts {outcome.unit}, not {unit}"
    events, total = _whole(outcome.events), _whole(outcome.denominator)
    if events is None:
        return "the number of events is not stated"
    if total is None:
        return "the denominator is not stated and does not follow"
    if total <= 0 or events < 0 or events > total:
        return f"{events} of {total} is no count"
    return Counted(study, outcome, events, total)


def _whole(value: Value | None) -> int | None:
    number = value.value if value else None
    if isinstance(number, str) or number is None or number != int(number):
        return None
    return int(number)


def _stated_once(groups: Groups) -> tuple[Groups, Groups]:
    """One group for each arm; and the groups of arms with two different counts, which say nothing sure."""
    by_arm: dict[str | None, Groups] = defaultdict(list)
    for group in groups:
        by_arm[group.outcome.arm].append(group)
    once = [same[0] for same in by_arm.values() if len({(group.events, group.total) for group in same}) == 1]
    arms = {group.outcome.arm for group in once}
    return once, [group for group in groups if group.outcome.arm not in arms]


def _single_arm(study: ExportedStudy, groups: Groups) -> tuple[Groups, list[LeftOut]]:
    """The groups that got the study product, nobody in two of them."""
    kept: Groups = []
    left_out: list[LeftOut] = []
    has_whole = not is_controlled(study) and any(group.outcome.arm is None for group in groups)
    for group in groups:
        if group.role == "comparator":
            reason = "it is the comparator arm's"
        elif group.outcome.arm is None and is_controlled(study):
            reason = "it counts the comparator arm too"
        elif group.outcome.arm is not None and has_whole:
            reason = "the whole trial's count has these patients already"
        else:
            kept.append(group)
            continue
        left_out.append(LeftOut(study, group.outcome, SINGLE_ARM, reason))
    return kept, left_out


def _pair(groups: Groups) -> Pair | str:
    """The experimental and the comparator arm's counts, or why there is no one pair."""
    experimental = [group for group in groups if group.role == "experimental"]
    comparators = [group for group in groups if group.role == "comparator"]
    if len(experimental) == 1 and len(comparators) == 1:
        return experimental[0], comparators[0]
    for found, name in ((experimental, "experimental"), (comparators, "comparator")):
        if not found:
            return f"no {name} arm's count at the same time"
    return f"{len(experimental)} experimental and {len(comparators)} comparator arms: bring them together first"
