"""Links read back from the review database, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from abstract_extract.errors import DecisionError
from abstract_extract.store.decide import find_page
from abstract_extract.store.tables import pages

from .link_check import LinkCheck
from .linked import Link
from .tables import link_checks, links, trial_reports


@dataclass(frozen=True, slots=True)
class Shelved:
    """A report as it is listed: its page's key, place, kind, year and title."""

    page_key: str
    path: str
    report_type: str
    year: int | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Trial:
    """A trial with its reports, the links among them (those held back at any of them too), and what does not add up."""

    trial: str
    reports: tuple[Shelved, ...]
    links: tuple[Link, ...]
    checks: tuple[LinkCheck, ...]


def trial_names(connection: Connection) -> list[tuple[str, int, int]]:
    """The trials with several reports: name, number of reports, number of doubts, in the order of their names."""
    reports: dict[str, int] = {}
    trial_of: dict[str, str] = {}
    for key, trial in connection.execute(select(trial_reports.c.page_key, trial_reports.c.trial)):
        reports[trial] = reports.get(trial, 0) + 1
        trial_of[key] = trial
    doubts = dict.fromkeys(reports, 0)
    for (one,) in connection.execute(select(link_checks.c.one).where(link_checks.c.severity != "info")):
        doubts[trial_of[one]] += 1
    return [(trial, reports[trial], doubts[trial]) for trial in sorted(reports)]


def trial_of(connection: Connection, name: str) -> Trial:
    """The trial with this name, or that of the page with this path or key.

    Raises DecisionError where there is none: the page has no other report, or nothing is known by that name.
    """
    table = trial_reports
    known = connection.execute(select(table.c.trial).where(table.c.trial == name).limit(1)).scalar()
    if known is None:
        key = find_page(connection, name)
        known = connection.execute(select(table.c.trial).where(table.c.page_key == key)).scalar()
        if known is None:
            return _alone(connection, key)
    keys = connection.execute(select(table.c.page_key).where(table.c.trial == known)).scalars().all()
    return _trial(connection, known, sorted(keys))


def _alone(connection: Connection, key: str) -> Trial:
    trial = _trial(connection, f"page:{key}", [key])
    if not trial.links:
        raise DecisionError(f"no other report of its trial was found for {trial.reports[0].path}")
    return trial


def _trial(connection: Connection, name: str, keys: Sequence[str]) -> Trial:
    mine = sorted(
        connection.execute(select(links).where(links.c.one.in_(keys) | links.c.other.in_(keys))).mappings(),
        key=lambda row: (row["one"], row["other"]),
    )
    found = tuple(
        Link(
            row["one"],
            row["other"],
            row["reason"],
            row["score"],
            tuple(row["evidence"].split("\n")),
            bool(row["by_person"]),
            row["held_back"],
        )
        for row in mine
    )
    among = set(keys) | {key for link in found for key in (link.one, link.other)}
    return Trial(name, tuple(_shelved(connection, sorted(among), keys)), found, tuple(_checks(connection, keys)))


def _shelved(connection: Connection, keys: Sequence[str], own: Sequence[str]) -> Iterator[Shelved]:
    """The reports, the trial's own first."""
    columns = pages.c.page_key, pages.c.path, pages.c.report_type, pages.c.year, pages.c.title
    found = {row[0]: Shelved(*row) for row in connection.execute(select(*columns).where(pages.c.page_key.in_(keys)))}
    yield from (found[key] for key in keys if key in own)
    yield from (found[key] for key in keys if key not in own)


def _checks(connection: Connection, keys: Sequence[str]) -> Iterator[LinkCheck]:
    rows = connection.execute(select(link_checks).where(link_checks.c.one.in_(keys))).mappings()
    for row in sorted(rows, key=lambda row: (row["one"], row["other"], row["position"])):
        facts = (tuple(row[name].split("\n")) if row[name] else () for name in ("facts_of_one", "facts_of_other"))
        yield LinkCheck(row["one"], row["other"], row["code"], row["severity"], row["message"], *facts)
