"""What the numbers of patients of two reports say of their being of one trial."""

from __future__ import annotations

from collections.abc import Iterator

from .reports import Report

_ROUND_UP_TO = 100


def sizes(one: Report, other: Report) -> Iterator[tuple[str, str, str]]:
    """Evidence as (kind, weight's name, words)."""
    if one.arm_sizes and one.arm_sizes == other.arm_sizes:
        yield "arms", "same", f"arms of {' and '.join(map(str, one.arm_sizes))}"
    mine, theirs = one.size, other.size
    if mine is None or theirs is None:
        for number, report in ((mine, other), (theirs, one)):
            if number in report.large_counts:
                yield (
                    "size",
                    "mentioned" if number % 10 else "mentioned_round",
                    f"the {number} patients of the one stand in the other",
                )
        return
    if mine == theirs:
        kind = "small" if mine < 10 else "round" if _is_round(mine) else "same"
        yield "size", kind, f"{mine} patients in both"
    elif _as_planned(one, other) or _as_planned(other, one):
        yield "size", "as_planned", f"{mine} and {theirs} patients, one of them planned"
    elif _numbers(one) & _numbers(other):
        yield "size", "related", f"both give {max(_numbers(one) & _numbers(other))} patients"
    elif _fewer_after(one, other) or _fewer_after(other, one):
        yield "size", "fewer_after", f"{max(mine, theirs)} patients at first, {min(mine, theirs)} followed further"
    elif _fewer_before(one, other) or _fewer_before(other, one):
        yield "size", "fewer_before", f"{min(mine, theirs)} patients at first, {max(mine, theirs)} later"
    elif _says(one, theirs) or _says(other, mine):
        grade = "related" if one.is_registered != other.is_registered else "said_beside"
        yield "size", grade, f"{mine} patients and {theirs}, but one page gives both"
    elif "planned" in {*one.counts, *other.counts}:
        far = max(mine, theirs) > 2 * min(mine, theirs)
        yield "size", "far_from_plan" if far else "unlike_plan", f"{mine} patients and {theirs}, one of them planned"
    else:
        apart = max(mine, theirs) > 2 * min(mine, theirs) and not (one.is_retold or other.is_retold)
        yield "size", "far" if apart else "unlike", f"{mine} patients and {theirs}"


def _is_round(number: int) -> bool:
    """Whether many trials have so many patients."""
    return number % 50 == 0 or (number % 10 == 0 and number <= _ROUND_UP_TO)


def _numbers(report: Report) -> set[int]:
    """All numbers of patients of ten and more that the whole trial has."""
    return {number for numbers in report.counts.values() for number in numbers if number >= 10}


def _as_planned(one: Report, other: Report) -> bool:
    """Whether the number that one plans is about that of the other."""
    planned = one.counts.get("planned", ())
    return bool(planned) and other.size is not None and abs(planned[0] - other.size) * 10 <= planned[0]


def _fewer_before(one: Report, other: Report) -> bool:
    """Whether `one` came earlier and had fewer patients, as a meeting's abstract has, or a preprint."""
    years = one.page.year, other.page.year
    return (
        one.page.traits.is_interim
        and years[0] is not None
        and years[1] is not None
        and 0 <= years[1] - years[0] <= 3
        and one.size is not None
        and other.size is not None
        and one.size < other.size
    )


def _fewer_after(one: Report, other: Report) -> bool:
    """Whether `other` follows the patients of an earlier report further, and some of them were lost."""
    return (
        other.page.traits.is_continued
        and one.size is not None
        and other.size is not None
        and one.size > other.size
        and (one.page.year or 0) <= (other.page.year or 9999)
    )


def _says(report: Report, number: int) -> bool:
    return number in report.large_counts
