"""LINK_CHECKS: what does not add up between reports of one trial. A check edits no fact; it names those concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from abstract_extract.record import Record

from .fact_checks import conditions_differ, doses_disagree, follow_up_shorter, outcomes_disagree, sources_disagree
from .find import Linking
from .link_check import LinkCheck, LinkRule
from .outcome_checks import unreported_outcomes
from .reports import Report
from .size_checks import arms_disagree, planned_against_entered, sizes_disagree

LINK_CHECKS: tuple[LinkRule, ...] = (
    planned_against_entered,
    sizes_disagree,
    arms_disagree,
    conditions_differ,
    sources_disagree,
    doses_disagree,
    follow_up_shorter,
    outcomes_disagree,
)
"""Between any two reports of a trial; `unreported_outcomes` asks all of them together."""
_MOST_COMPARED = 12
"""Of a trial with more reports the first so many, copies left out, are compared with each other."""


def check_links(records: Iterable[tuple[str, Record]], linking: Linking) -> tuple[LinkCheck, ...]:
    """What does not add up between the reports of each trial of a linking, in the order of their keys."""
    wanted = {key for keys in linking.trials.values() for key in keys}
    by_key = {key: Report(key, record) for key, record in records if key in wanted}
    found: list[LinkCheck] = []
    for keys in linking.trials.values():
        found += _of_trial([by_key[key] for key in keys])
    return tuple(sorted(found, key=lambda check: (check.one, check.other)))


def _of_trial(reports: Sequence[Report]) -> Iterator[LinkCheck]:
    apart = _without_copies(reports)[:_MOST_COMPARED]
    for one, other in combinations(apart, 2):
        for rule in LINK_CHECKS:
            yield from rule(one, other)
    for registered in apart:
        if registered.is_registered and registered.page.registered_outcomes:
            yield from unreported_outcomes(registered, [report for report in apart if report is not registered])


def _without_copies(reports: Sequence[Report]) -> list[Report]:
    """The reports without those that have the text of one before them: what one page doubts, its copies need not."""
    kept: list[Report] = []
    seen: set[tuple[int, ...]] = set()
    for report in reports:
        if report.is_notice or (report.sketch and report.sketch in seen):
            continue
        seen.add(report.sketch)
        kept.append(report)
    return kept
