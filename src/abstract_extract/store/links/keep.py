"""Links in the review database: searched for, kept, decided on, read back.

find_and_keep("review.db")
decide_link("review.db", "pages/a.html", "pages/b.txt", is_confirmed=False, by="Ada", reason="another cohort")
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from abstract_extract.errors import DecisionError
from abstract_extract.store.database import open_database, take_turn
from abstract_extract.store.decide import find_page
from abstract_extract.store.decided import decided_records
from abstract_extract.store.decision_tables import decisions as fact_decisions
from abstract_extract.store.failing import errors_named
from abstract_extract.store.runs import now
from abstract_extract.store.tables import page_paths, pages

from .checks import check_links
from .find import Linking, find_links
from .link_check import LinkCheck
from .linked import Decision
from .tables import link_checks, link_decisions, link_searches, links, trial_reports

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """What a search found: reports searched, links followed and held back, trials with several reports, doubts."""

    reports: int
    links: int
    held_back: int
    trials: int
    doubts: int


def find_and_keep(database: str | os.PathLike[str]) -> Kept:
    """Searches the review for reports of one trial and keeps the links in the place of those found before.

    What people said of two pages stands. The links are all kept or, where anything goes wrong, those before.

    Raises StoreError for a database that cannot be used.
    """
    name = os.fspath(database)
    with open_database(name) as engine, errors_named(name), engine.begin() as connection:
        take_turn(connection)
        reports = 0

        def counted() -> Iterator[tuple[str, Any]]:
            nonlocal reports
            for decided in decided_records(connection):
                reports += 1
                yield decided.page_key, decided.record

        linking = find_links(counted(), decisions_now(connection))
        wanted = {key for keys in linking.trials.values() for key in keys}
        found = check_links(((d.page_key, d.record) for d in decided_records(connection, wanted)), linking)
        _write(connection, linking, found, reports)
    held_back = sum(link.held_back is not None for link in linking.links)
    doubts = sum(check.severity != "info" for check in found)
    return Kept(reports, len(linking.links) - held_back, held_back, len(linking.trials), doubts)


def decide_link(
    database: str | os.PathLike[str], one: str, other: str, *, is_confirmed: bool, by: str, reason: str = ""
) -> Decision:
    """Records that two pages are reports of one trial, or that they are not; each is named by its path or its key.

    The links themselves change with the next search. Raises DecisionError for a page that is not there or a name that
    is empty, StoreError for a database that cannot be used.
    """
    if not by.strip():
        raise DecisionError("say who decides (--by NAME)")
    name = os.fspath(database)
    with open_database(name) as engine, errors_named(name), engine.begin() as connection:
        take_turn(connection)
        first, second = sorted((find_page(connection, one), find_page(connection, other)))
        if first == second:
            raise DecisionError(f"{one} and {other} are one page")
        decision = Decision(first, second, is_confirmed, by.strip(), now(), reason)
        connection.execute(
            insert(link_decisions),
            {
                "one": first,
                "other": second,
                "place_of_one": _place(connection, first),
                "place_of_other": _place(connection, second),
                "is_confirmed": is_confirmed,
                "decided_by": decision.by,
                "decided_at": decision.at,
                "reason": reason,
            },
        )
    return decision


def decisions_now(connection: Connection) -> list[Decision]:
    """What people said of pairs of pages, the oldest first, with the keys that the pages have now.

    A page whose bytes have changed since is the one that lies in its place.
    """
    rows = list(connection.execute(select(link_decisions).order_by(link_decisions.c.decision_id)).mappings())
    if not rows:
        return []
    there = set(connection.execute(select(pages.c.page_key)).scalars())
    at = {row[0]: row[1] for row in connection.execute(select(page_paths.c.place, page_paths.c.page_key))}

    def key_now(key: str, place: str) -> str:
        return key if key in there else at.get(place, key)

    found = []
    for row in rows:
        pair = key_now(row["one"], row["place_of_one"]), key_now(row["other"], row["place_of_other"])
        said = bool(row["is_confirmed"]), row["decided_by"], row["decided_at"], row["reason"]
        found.append(Decision(min(pair), max(pair), *said))
    return found


def is_stale(connection: Connection) -> bool | None:
    """Whether pages or decisions have changed since the last search; None where there was none."""
    kept = connection.execute(select(link_searches.c.pages_hash)).scalar()
    return None if kept is None else kept != _hash_now(connection)


def _write(connection: Connection, linking: Linking, found: Sequence[LinkCheck], reports: int) -> None:
    for table in (links, trial_reports, link_checks, link_searches):
        connection.execute(delete(table))
    _insert(
        connection,
        links,
        (
            {
                "one": link.one,
                "other": link.other,
                "reason": link.reason,
                "score": link.score,
                "by_person": link.by_person,
                "held_back": link.held_back,
                "evidence": "\n".join(link.evidence),
            }
            for link in linking.links
        ),
    )
    members = ({"page_key": key, "trial": trial} for trial, keys in linking.trials.items() for key in keys)
    _insert(connection, trial_reports, members)
    _insert(connection, link_checks, _check_rows(found))
    _insert(connection, link_searches, [{"search": 1, "pages_hash": _hash_now(connection), "reports": reports}])


def _check_rows(found: Sequence[LinkCheck]) -> Iterator[dict[str, Any]]:
    pair, position = ("", ""), 0
    for check in found:
        position = position + 1 if pair == (check.one, check.other) else 0
        pair = check.one, check.other
        yield {
            "one": check.one,
            "other": check.other,
            "position": position,
            "code": check.code,
            "severity": check.severity,
            "message": check.message,
            "facts_of_one": "\n".join(check.facts_of_one),
            "facts_of_other": "\n".join(check.facts_of_other),
        }


def _insert(connection: Connection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    waiting = iter(rows)
    while portion := list(islice(waiting, _AT_ONCE)):
        connection.execute(insert(table), portion)


def _hash_now(connection: Connection) -> str:
    """A hash of all records and decisions: another one says that a search could find something else."""
    digest = hashlib.sha256()
    for row in sorted(tuple(row) for row in connection.execute(select(pages.c.page_key, pages.c.record_hash))):
        digest.update("\t".join(row).encode())
    for table in (fact_decisions, link_decisions):
        last = connection.execute(select(table.c.decision_id).order_by(table.c.decision_id.desc()).limit(1)).scalar()
        digest.update(f"{table.name} {last}".encode())
    return digest.hexdigest()


def _place(connection: Connection, key: str) -> str:
    found = connection.execute(
        select(page_paths.c.place).where(page_paths.c.page_key == key).order_by(page_paths.c.place).limit(1)
    ).scalar()
    return found or ""
