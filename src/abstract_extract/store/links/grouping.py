"""From links to trials: connected reports are one trial, but for what must not come together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .conflicts import registry_conflict, trials_conflict
from .linked import Decision, Link
from .reports import Report

EXACT = frozenset({"registry", "doi", "pmid", "pmcid", "person"})
"""Reasons that leave no doubt of their own."""
_MOST_COMPARED = 30


@dataclass
class _Group:
    """The pages of a trial in the making, and the sets of registry numbers that its pages give."""

    reports: list[Report]
    numbers: set[tuple[str, ...]]


def group(reports: Sequence[Report], links: Iterable[Link], decisions: dict[tuple[str, str], Decision]) -> list[Link]:
    """The links, the surest first, each with whether it holds; those of people first of all.

    A link is held back where it would bring together what a person told apart, or two numbers of one registry.
    """
    groups = {report.key: _Group([report], {report.registry} if report.registry else set()) for report in reports}
    apart: defaultdict[str, set[str]] = defaultdict(set)
    for (one, other), decision in decisions.items():
        if not decision.is_confirmed:
            apart[one].add(other)
            apart[other].add(one)
    settled: list[Link] = []
    for link in sorted(links, key=lambda link: (not link.by_person, -link.score, link.one, link.other)):
        mine, theirs = groups[link.one], groups[link.other]
        against = None if mine is theirs else _against(mine, theirs, apart, link)
        settled.append(replace(link, held_back=against))
        if against is None and mine is not theirs:
            mine.reports += theirs.reports
            mine.numbers |= theirs.numbers
            for report in theirs.reports:
                groups[report.key] = mine
    return settled


def _against(mine: _Group, theirs: _Group, apart: dict[str, set[str]], link: Link) -> str | None:
    for one in mine.reports if apart else ():
        for other in theirs.reports:
            if other.key in apart.get(one.key, ()):
                return f"a person told {one.key} and {other.key} apart"
    if link.by_person:
        return None
    for numbers in sorted(mine.numbers):
        for others in sorted(theirs.numbers):
            if against := registry_conflict(numbers, others):
                return f"it would bring together what is {against}"
    if link.reason in EXACT:
        return None
    for one in mine.reports[:_MOST_COMPARED]:
        for other in theirs.reports[:_MOST_COMPARED]:
            if against := trials_conflict(one, other):
                return f"it would bring together {one.key} and {other.key}: {against}"
    return None


def trials(reports: Sequence[Report], links: Iterable[Link]) -> dict[str, list[str]]:
    """The reports of each trial with two and more, by the trial's id; both in order."""
    by_key = {report.key: report for report in reports}
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent.get(key, key) != key:
            parent[key] = parent.get(parent[key], parent[key])
            key = parent[key]
        return key

    for link in links:
        if link.held_back is None:
            one, other = sorted((root(link.one), root(link.other)))
            parent[one], parent[other] = one, one
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        members[root(key)].append(key)
    named: dict[str, list[str]] = {}
    for keys in sorted(members.values()):
        name = next(name for name in _names([by_key[key] for key in keys]) if name not in named)
        named[name] = keys
    return dict(sorted(named.items()))


def _names(reports: Sequence[Report]) -> Iterable[str]:
    """What a trial may be called: its number in a registry, else a paper's, else its first page's."""
    yield from sorted({number for report in reports for number in report.page.identifiers.registry[:1]})
    yield from sorted(
        {f"doi:{report.page.identifiers.doi.lower()}" for report in reports if report.page.identifiers.doi}
    )
    yield from sorted({f"pmid:{report.page.identifiers.pmid}" for report in reports if report.page.identifiers.pmid})
    yield f"page:{reports[0].key}"
