"""What a check between two linked reports gives, and how facts of a report are pointed at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from abstract_extract.record import Severity

from .reports import Report


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What does not add up between two reports of one trial: JSON pointers into the record of each."""

    one: str
    other: str
    code: str
    severity: Severity
    message: str
    facts_of_one: tuple[str, ...] = ()
    facts_of_other: tuple[str, ...] = ()


LinkRule = Callable[[Report, Report], Iterator[LinkCheck]]
"""Told two reports of one trial, the smaller key first."""


def pointers(report: Report, name: str, places: Iterator[int] | list[int]) -> tuple[str, ...]:
    """JSON pointers to items of a list of the report's own study."""
    number = next((i for i, study in enumerate(report.record.studies) if study.role == "reported"), None)
    return () if number is None else tuple(f"/studies/{number}/{name}/{place}" for place in places)


def called(report: Report) -> str:
    """What a report is called in a sentence: "the registry record", "the report of 2019".

    The page's own name would say more, and would change with its folder.
    """
    if report.is_registered:
        return "the registry record"
    kind = {"protocol": "the protocol", "secondary_source": "the news", "no_abstract": "the citation"}
    year = f" of {report.page.year}" if report.page.year else ""
    return kind.get(report.page.report_type, "the report") + year
