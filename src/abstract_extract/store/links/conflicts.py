"""What forbids that two pages are reports of one trial, whatever else is alike."""

from __future__ import annotations

import re
from collections.abc import Callable

from .contrasts import opposites
from .reports import Report, registry_kind
from .titles import CORRECTED, title_likeness

_SERIES = re.compile(r"(?P<stem>[a-z][a-z-]*[a-z])[ -]?(?P<number>\d{1,2}|i{1,3}|iv)\Z")


def conflict(one: Report, other: Report) -> str | None:
    """Why two reports cannot be of one trial, in words; None where nothing forbids it."""
    return trials_conflict(one, other) or _notices(one, other) or _announcements(one, other)


def trials_conflict(one: Report, other: Report) -> str | None:
    """Why two reports cannot be of one trial though a third may be linked to both."""
    return next(filter(None, (rule(one, other) for rule in CONFLICTS)), None)


def registry_conflict(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """Whether one registry gives the two different numbers.

    >>> registry_conflict(("NCT01234567",), ("NCT01234568", "EUCTR2018-001453-37"))
    'registered as NCT01234567 and as NCT01234568'
    >>> registry_conflict(("NCT01234567",), ("EUCTR2018-001453-37",))
    """
    if set(one) & set(other):
        return None
    for mine in one:
        for theirs in other:
            if registry_kind(mine) == registry_kind(theirs):
                return f"registered as {mine} and as {theirs}"
    return None


def _registries(one: Report, other: Report) -> str | None:
    return registry_conflict(one.registry, other.registry)


def _notices(one: Report, other: Report) -> str | None:
    """A correction is of the paper whose title it gives."""
    if one.is_notice == other.is_notice:
        return None
    alike = title_likeness(one, other)
    return "a correction gives the title of its paper" if alike is None or alike < CORRECTED else None


def _announcements(one: Report, other: Report) -> str | None:
    """A page that recounts no study is of the trial whose number of patients it gives; what else it shares, a trial of
    the same product shares as well."""
    for page, trial in ((one, other), (other, one)):
        sizes = trial.large_counts if trial.size is None else {trial.size}
        if page.is_announcement and not sizes & page.large_counts:
            return "an announcement gives the number of patients of its trial"
    return None


def _phases(one: Report, other: Report) -> str | None:
    mine, theirs = one.page.traits.phase, other.page.traits.phase
    if mine and theirs and not set(mine.split("/")) & set(theirs.split("/")):
        return f"phase {mine} and phase {theirs}"
    return None


def conditions_conflict(one: Report, other: Report) -> str | None:
    """Whether two reports are about conditions that have nothing in common, in words."""
    mine, theirs = one.page.traits.conditions, other.page.traits.conditions
    if not mine or not theirs:
        return None
    for name in mine:
        if any(name == x or is_kind_of(name, x) for x in theirs):
            return None
    return f"about {mine[0]} and about {theirs[0]}"


def is_kind_of(one: str, other: str) -> bool:
    """Whether of two conditions one is a kind of the other.

    >>> is_kind_of("gvhd.acute", "gvhd"), is_kind_of("gvhd.acute", "gvhd.chronic")
    (True, False)
    """
    return one.startswith(other + ".") or other.startswith(one + ".")


def _series(one: Report, other: Report) -> str | None:
    """Trials of one series: the titles name RESTEP-1 and RESTEP-2."""
    for mine in _titled(one):
        for theirs in _titled(other):
            if mine[0] == theirs[0] and mine[1] != theirs[1]:
                return f"{mine[0].upper()}-{mine[1]} and {theirs[0].upper()}-{theirs[1]}"
    return None


def acronyms_conflict(one: Report, other: Report) -> str | None:
    """Each title gives the trial a name, and they are two."""
    if not one.acronyms or not other.acronyms or one.acronyms & other.names or other.acronyms & one.names:
        return None
    return f"one is called {min(one.acronyms).upper()}, the other {min(other.acronyms).upper()}"


def _exclusive_words(one: Report, other: Report) -> str | None:
    found = opposites(set(one.title_words), set(other.title_words), "exclusive")
    return next((f"one title says {mine}, the other {theirs}" for mine, theirs in found), None)


def _titled(report: Report) -> list[tuple[str, str]]:
    title = (report.page.title or "").lower()
    found = [match for name in report.page.traits.names if name in title and (match := _SERIES.match(name))]
    return [(match["stem"].rstrip("-"), match["number"]) for match in found]


def _cohorts(one: Report, other: Report) -> str | None:
    if one.page.traits.is_other_cohort != other.page.traits.is_other_cohort and one.size != other.size:
        return "one of them says that its patients are others than those reported before"
    return None


CONFLICTS: tuple[Callable[[Report, Report], str | None], ...] = (
    _registries,
    _phases,
    conditions_conflict,
    _series,
    _cohorts,
    acronyms_conflict,
    _exclusive_words,
)
