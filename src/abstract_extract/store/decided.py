"""Records as they stand after people's decisions: what exports and links between reports are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from abstract_extract.record import Record

from .decisions import Decision
from .replay import replay
from .standing import decisions_on
from .tables import pages

AT_ONCE = 500
"""Records held in memory at a time."""


@dataclass(frozen=True, slots=True)
class DecidedRecord:
    """A page's record after people's decisions, and the decisions that touched it, the oldest first.

    `record.page.path` is a place at which the page lies now.
    """

    page_key: str
    record: Record
    decisions: tuple[Decision, ...] = ()


def decided_records(connection: Connection, only: Collection[str] | None = None) -> Iterator[DecidedRecord]:
    """Each page of the review once, by page_key, with its facts as people's decisions leave them.

    `only`: of these pages alone, by their keys; keys that no page has are passed over.

    The same database gives the same records in the same order. Raises nothing of its own; what the database raises
    is named by `open_database`.
    """
    # Sorted here: databases order letters and signs each in their own way.
    there = connection.execute(select(pages.c.page_key)).scalars()
    keys = sorted(there if only is None else set(only).intersection(there))
    columns = (pages.c.page_key, pages.c.path, pages.c.record_json)
    for start in range(0, len(keys), AT_ONCE):
        portion = keys[start : start + AT_ONCE]
        found = {row[0]: row for row in connection.execute(select(*columns).where(pages.c.page_key.in_(portion)))}
        decisions = decisions_on(connection, portion)
        for key in portion:
            _, path, record_json = found[key]
            record, own = _at(Record.model_validate_json(record_json), path), decisions.get(key, [])
            yield DecidedRecord(key, replay(key, record, own).record if own else record, tuple(own))


def _at(record: Record, path: str) -> Record:
    if record.page.path == path:
        return record
    return record.model_copy(update={"page": record.page.model_copy(update={"path": path})})
