"""Numbers of patients of two linked reports against each other, and their arms."""

from __future__ import annotations

from collections.abc import Iterator

from .link_check import LinkCheck, called, pointers
from .reports import Report

_ENTERED = ("randomised", "enrolled", "treated")


def planned_against_entered(one: Report, other: Report) -> Iterator[LinkCheck]:
    """The number that a registry's record (or a protocol) plans against the number that a report says entered."""
    planned, entered = _number(one, ("planned",)), _number(other, _ENTERED)
    plan, report, swapped = one, other, False
    if planned is None or entered is None:
        planned, entered = _number(other, ("planned",)), _number(one, _ENTERED)
        plan, report, swapped = other, one, True
    if planned is None or entered is None or planned[1] == entered[1]:
        return
    if report.page.traits.is_continued or report.page.traits.is_interim:
        return
    off = abs(planned[1] - entered[1]) / planned[1]
    facts = (pointers(plan, "participants", [planned[0]]), pointers(report, "participants", [entered[0]]))
    yield LinkCheck(
        one.key,
        other.key,
        "planned_against_entered",
        "warning" if off > 0.1 else "info",
        f"{called(plan)} plans {planned[1]} patients, {called(report)} has {entered[1]} {entered[2]}",
        *(reversed(facts) if swapped else facts),
    )


def sizes_disagree(one: Report, other: Report) -> Iterator[LinkCheck]:
    """Two reports none of whose numbers of patients that entered is the same; interim and later reports left out.

    What one says of those treated and the other of those randomised may differ by half.
    """
    if any(report.page.traits.is_interim or report.page.traits.is_continued for report in (one, other)):
        return
    mine, theirs = _numbers(one), _numbers(other)
    if not mine or not theirs or {number for _, number, _ in mine} & {number for _, number, _ in theirs}:
        return
    like = {status for _, _, status in mine} & {status for _, _, status in theirs}
    if like or max(mine[0][1], theirs[0][1]) > 2 * min(mine[0][1], theirs[0][1]):
        yield LinkCheck(
            one.key,
            other.key,
            "sizes_disagree",
            "warning",
            f"{mine[0][1]} {mine[0][2]} in {called(one)}, {theirs[0][1]} {theirs[0][2]} in {called(other)}",
            pointers(one, "participants", [place for place, _, _ in mine]),
            pointers(other, "participants", [place for place, _, _ in theirs]),
        )


def arms_disagree(one: Report, other: Report) -> Iterator[LinkCheck]:
    """Another number of arms in a registry's record than in a report of results."""
    if one.is_registered == other.is_registered or one.study is None or other.study is None:
        return
    mine, theirs = len(one.study.arms), len(other.study.arms)
    if min(mine, theirs) >= 2 and mine != theirs:
        yield LinkCheck(
            one.key,
            other.key,
            "arms_disagree",
            "warning",
            f"{mine} arms in {called(one)}, {theirs} in {called(other)}",
            pointers(one, "arms", list(range(mine))),
            pointers(other, "arms", list(range(theirs))),
        )


def _number(report: Report, statuses: tuple[str, ...]) -> tuple[int, int, str] | None:
    """The place, number and status of the first item of the whole trial under the first of these that has one."""
    return next(iter(_numbers(report, statuses)), None)


def _numbers(report: Report, statuses: tuple[str, ...] = _ENTERED) -> list[tuple[int, int, str]]:
    """Places, numbers and statuses of the whole trial's patients, in the order of these statuses."""
    if report.study is None or report.page.report_type == "secondary_source":
        return []
    found = [
        (place, item.count.value, item.status)
        for place, item in enumerate(report.study.participants)
        if item.status in statuses and item.arm is None and item.unit == "patients"
        if isinstance(item.count.value, int) and item.count.value
    ]
    return sorted(found, key=lambda item: (statuses.index(item[2]), item[0]))
