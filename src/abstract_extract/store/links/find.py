"""Records to links and trials: which are reports of one trial, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from abstract_extract.record import Record

from .candidates import candidate_pairs
from .evidence import Verdict, weigh
from .grouping import group, trials
from .linked import Decision, Link
from .reports import Report, lean
from .weights import threshold


@dataclass(frozen=True, slots=True)
class Linking:
    """All links, those held back too, and the pages of each trial with more than one report."""

    links: tuple[Link, ...]
    trials: dict[str, list[str]]


def find_links(records: Iterable[tuple[str, Record]], decisions: Sequence[Decision] = ()) -> Linking:
    """The links between these records, each given with its page's key; `decisions` of people, the oldest first.

    The same records and decisions give the same links, in whatever order the records come.
    """
    everything = sorted((lean(Report(key, record)) for key, record in records), key=lambda report: report.key)
    reports = [report for report in everything if report.is_of_a_trial]
    last = {(decision.one, decision.other): decision for decision in decisions}
    links = [link for one, other in candidate_pairs(reports) if (link := _link(reports[one], reports[other], last))]
    by_key = {report.key: report for report in everything}
    found = {(link.one, link.other) for link in links}
    links += [
        _of_person(decision, weigh(by_key[pair[0]], by_key[pair[1]]))
        for pair, decision in last.items()
        if decision.is_confirmed and pair not in found and pair[0] in by_key and pair[1] in by_key
    ]
    settled = group(everything, links, last)
    return Linking(tuple(sorted(settled, key=lambda link: (link.one, link.other))), trials(everything, settled))


def _link(one: Report, other: Report, decisions: dict[tuple[str, str], Decision]) -> Link | None:
    verdict = weigh(one, other)
    decision = decisions.get((one.key, other.key))
    if decision is not None and decision.is_confirmed:
        return _of_person(decision, verdict)
    if verdict.score < threshold():
        return None
    words = tuple(piece.words for piece in verdict.evidence)
    return Link(one.key, other.key, verdict.reason, verdict.score, words)


def _of_person(decision: Decision, verdict: Verdict) -> Link:
    said = f"{decision.by} said so on {decision.at[:10]}" + (f": {decision.why}" if decision.why else "")
    words = (said, *(piece.words for piece in verdict.evidence))
    return Link(decision.one, decision.other, "person", 1.0, words, by_person=True)
