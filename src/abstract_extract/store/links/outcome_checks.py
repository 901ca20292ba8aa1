"""Outcomes that a registry's record says will be measured, and that no report of the trial gives a count of.

Means and scores are not read from reports, so that only what is counted can be missed: deaths, events, responses.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz

from abstract_extract.record import Severity

from .link_check import LinkCheck, called
from .reports import Report

_WORD = re.compile(r"[^\W\d_]{3,}")
_LIKE = 75


@cache
def _counted() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The kinds of outcomes that reports count, and the words for each."""
    data = tomllib.loads(files("abstract_extract.store.links").joinpath("counted_outcomes.toml").read_text("utf-8"))
    return tuple((kind, re.compile("|".join(words), re.IGNORECASE)) for kind, words in data["counted"].items())


def unreported_outcomes(registered: Report, reports: Sequence[Report]) -> Iterator[LinkCheck]:
    """The registered outcomes that none of the reports of results gives a count of; told with the first of these."""
    results = [report for report in reports if report.page.report_type == "trial_report" and report.study]
    results = [report for report in results if not report.page.traits.is_interim]
    if not results:
        return
    said = [str(item.label.value) for report in results if report.study for item in report.study.outcomes]
    deaths = [item for report in results if report.study for item in report.study.outcomes if item.kind == "death"]
    harms = [
        item for report in results if report.study for item in report.study.outcomes if item.kind == "adverse_event"
    ]
    there = {"death": bool(deaths), "harm": bool(harms)}
    for place, outcome in enumerate(registered.page.registered_outcomes):
        label = str(outcome.label.value)
        kind = next((kind for kind, words in _counted() if words.search(label)), None)
        if kind is None or there.get(kind) or any(_is_like(label, other) for other in said):
            continue
        one, other = sorted((registered, results[0]), key=lambda report: report.key)
        pointer = (f"/page/registered_outcomes/{place}",)
        mine, theirs = (pointer, ()) if one is registered else ((), pointer)
        message = (
            f"{outcome.rank} outcome “{_short(label)}” of {called(registered)}: no report gives a count that was read"
        )
        severity: Severity = "warning" if outcome.rank == "primary" else "info"
        yield LinkCheck(one.key, other.key, "outcome_not_reported", severity, message, mine, theirs)


def _is_like(one: str, other: str) -> bool:
    """Whether two labels speak of one outcome: their longer words are much the same."""
    mine, theirs = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    return bool(mine and theirs) and fuzz.token_set_ratio(" ".join(mine), " ".join(theirs)) >= _LIKE


def _short(label: str, longest: int = 120) -> str:
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"
