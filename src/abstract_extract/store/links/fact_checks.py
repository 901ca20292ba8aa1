"""Cell sources, doses, conditions, follow-up and counts of outcomes of two linked reports against each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz import fuzz

from abstract_extract.record import Outcome

from .conflicts import conditions_conflict
from .link_check import LinkCheck, called, pointers
from .reports import Report

_DAYS = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0}
_DURATION = re.compile(r"P(\d+(?:\.\d+)?)([YMWD])\Z")
_SAME_LABEL = 92


def conditions_differ(one: Report, other: Report) -> Iterator[LinkCheck]:
    """One number, and two conditions: sub-studies of one registration, or a wrong number."""
    against = conditions_conflict(one, other)
    if against:
        yield LinkCheck(one.key, other.key, "conditions_differ", "warning", f"{against}: sub-studies of one trial?")


def sources_disagree(one: Report, other: Report) -> Iterator[LinkCheck]:
    """Another tissue, donor or product."""
    for name, mine, theirs in (
        ("tissue", one.tissues, other.tissues),
        ("donor", one.donors, other.donors),
        ("product", one.products, other.products),
    ):
        if mine and theirs and not mine & theirs:
            yield LinkCheck(
                one.key,
                other.key,
                f"{name}_disagrees",
                "warning",
                f"{name}: {_list(mine)} in {called(one)}, {_list(theirs)} in {called(other)}",
                _all(one, "cell_sources"),
                _all(other, "cell_sources"),
            )


def doses_disagree(one: Report, other: Report) -> Iterator[LinkCheck]:
    """Doses in one unit, none of them the same."""
    units = {unit for _, unit in one.doses} & {unit for _, unit in other.doses}
    mine = {dose for dose in one.doses if dose[1] in units}
    theirs = {dose for dose in other.doses if dose[1] in units}
    if mine and theirs and not mine & theirs:
        yield LinkCheck(
            one.key,
            other.key,
            "doses_disagree",
            "warning",
            f"dose: {_amounts(mine)} in {called(one)}, {_amounts(theirs)} in {called(other)}",
            _all(one, "doses"),
            _all(other, "doses"),
        )


def follow_up_shorter(one: Report, other: Report) -> Iterator[LinkCheck]:
    """A registry's record that follows patients for longer than any report of results so far."""
    for registered, report, swapped in ((one, other, False), (other, one, True)):
        if not registered.is_registered or report.is_registered or report.page.report_type != "trial_report":
            continue
        planned, seen = longest(registered), longest(report)
        # A quarter more is what visits' windows and rounding of weeks to months explain.
        if planned and seen and planned[1] > 1.25 * seen[1]:
            facts = (pointers(registered, "follow_ups", [planned[0]]), pointers(report, "follow_ups", [seen[0]]))
            yield LinkCheck(
                one.key,
                other.key,
                "follow_up_shorter",
                "info",
                f"{called(registered)} follows patients for {planned[2]}, {called(report)} for {seen[2]}",
                *(reversed(facts) if swapped else facts),
            )


def outcomes_disagree(one: Report, other: Report) -> Iterator[LinkCheck]:
    """One outcome of the same arm and time with different counts; one that a report counts twice tells nothing."""
    if any(report.page.traits.is_interim or report.page.report_type == "secondary_source" for report in (one, other)):
        return
    theirs = _counted_once(other)
    for place, mine in _counted_once(one):
        like = [(place, outcome) for place, outcome in theirs if _is_same(one, mine, other, outcome)]
        if len(like) == 1 and _differ(mine, like[0][1]):
            yield LinkCheck(
                one.key,
                other.key,
                "outcomes_disagree",
                "warning",
                f"{_words(mine)}: {_counts(mine)} in {called(one)}, {_counts(like[0][1])} in {called(other)}",
                pointers(one, "outcomes", [place]),
                pointers(other, "outcomes", [like[0][0]]),
            )


def _counted_once(report: Report) -> list[tuple[int, Outcome]]:
    """The outcomes with events, with their places, without those whose label, arm and time stand there twice."""
    found = [(place, item) for place, item in enumerate(report.study.outcomes if report.study else ()) if item.events]
    times = Counter(_key(report, outcome) for _, outcome in found)
    return [(place, outcome) for place, outcome in found if times[_key(report, outcome)] == 1]


def _key(report: Report, outcome: Outcome) -> tuple[str, str, str]:
    return _words(outcome).lower(), _arm(report, outcome), str(outcome.time_point.value) if outcome.time_point else ""


def _differ(mine: Outcome, theirs: Outcome) -> bool:
    """Whether two counts of one outcome cannot both be right; a denominator that one does not give is none."""
    if mine.events and theirs.events and mine.events.value != theirs.events.value:
        return True
    if mine.denominator is None or theirs.denominator is None:
        return False
    return mine.denominator.value != theirs.denominator.value


def longest(report: Report) -> tuple[int, float, str] | None:
    """The place, days and ISO 8601 words of the longest follow-up of a report."""
    found = []
    for place, item in enumerate(report.study.follow_ups if report.study else ()):
        match = _DURATION.match(str(item.duration.value)) if item.duration else None
        if match:
            found.append((place, float(match[1]) * _DAYS[match[2]], str(item.duration.value) if item.duration else ""))
    return max(found, key=lambda item: item[1], default=None)


def _is_same(one: Report, mine: Outcome, other: Report, theirs: Outcome) -> bool:
    if mine.kind != theirs.kind or mine.unit != theirs.unit or _key(one, mine)[1:] != _key(other, theirs)[1:]:
        return False
    return fuzz.token_sort_ratio(_words(mine).lower(), _words(theirs).lower()) >= _SAME_LABEL


def _arm(report: Report, outcome: Outcome) -> str:
    arms = report.study.arms if report.study else ()
    label = next((str(arm.label.value) for arm in arms if arm.id == outcome.arm), "")
    return " ".join(label.lower().split())


def _words(outcome: Outcome) -> str:
    return " ".join(str(outcome.label.value).split())


def _counts(outcome: Outcome) -> str:
    events = outcome.events.value if outcome.events else ""
    return f"{events} of {outcome.denominator.value}" if outcome.denominator else f"{events}"


def _all(report: Report, name: str) -> tuple[str, ...]:
    return pointers(report, name, list(range(len(getattr(report.study, name)) if report.study else 0)))


def _list(values: frozenset[str]) -> str:
    return ", ".join(sorted(values)).replace("_", " ")


def _amounts(doses: set[tuple[float, str]]) -> str:
    return ", ".join(f"{amount:g} {unit.replace('per_', '/')}" for amount, unit in sorted(doses))
