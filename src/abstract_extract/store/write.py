"""One transaction of a run: results into rows, each page once, nothing stale left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, delete, exists, func, insert, select, update

from abstract_extract.record import Failure, Record

from . import tables
from .rows import ROWS_VERSION, Rows, failure_row, hash_of, key_of, place_of, rows_of
from .rows import Row as Cells
from .runs import Extractor
from .standing import settle

VARIABLES = 500
"""Values in one IN list: every database takes so many."""
STANDARD_INPUT = "-"

Result = Record | Failure


@dataclass(slots=True)
class Saved:
    """What saving did: pages written, found unchanged and removed, failures noted, rows inserted."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    failures: int = 0
    rows: int = 0

    def add(self, other: Saved) -> None:
        """Counts what another saving did as well."""
        for name in (part.name for part in fields(self)):
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Batch:
    """Results of one transaction, and the paths whose last result is among them, with how many results they gave."""

    results: list[Result] = field(default_factory=list)
    finished: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """What tells whether a page's rows are those that this program would write."""

    page_key: str
    record_hash: str
    rows_version: int
    extractor: str
    model: str


def write_batch(connection: Connection, batch: Batch, extractor: Extractor) -> Saved:
    """Writes a batch within the connection's transaction, which has to be the only writer's."""
    saved = Saved()
    # The same place twice (a page named twice): the last is what lies there.
    latest = {place_of(result): result for result in batch.results}
    records = {place: result for place, result in latest.items() if isinstance(result, Record)}
    failures = {place: result for place, result in latest.items() if isinstance(result, Failure)}
    touched = _write_records(connection, records, extractor, saved)
    _write_failures(connection, failures, saved)
    gone = [*failures, *_gone(connection, tables.page_paths, batch.finished)]
    touched |= _leave(connection, gone)
    gone = [*records, *_gone(connection, tables.failures, batch.finished)]
    _delete_where(connection, tables.failures.c.place, gone)
    _drop_placeless(connection, touched, saved)
    settle(connection, touched)
    return saved


def make_rows_anew(connection: Connection, page_keys: Sequence[str]) -> None:
    """Makes the rows of these pages anew from their records, as this program makes them."""
    columns = tables.pages.c
    new: dict[str, Rows] = {}
    for portion in _portions(page_keys):
        for held in connection.execute(select(tables.pages).where(columns.page_key.in_(portion))):
            record = Record.model_validate_json(held.record_json)
            rows = rows_of(record, hash_of(record), Extractor(held.extractor, held.model))
            # The path is where the page lies now, which need not be where it lay when it was read.
            rows[tables.pages][0]["path"] = held.path
            new[held.page_key] = rows
    _replace_pages(connection, new)
    for table in tables.metadata.sorted_tables:
        if rows_of_all := [row for page in new.values() for row in page.get(table, [])]:
            connection.execute(insert(table), rows_of_all)
    settle(connection, new)


def _write_records(connection: Connection, records: dict[str, Record], extractor: Extractor, saved: Saved) -> set[str]:
    """Writes what is new of these records; the keys of the pages that came to or left their places, or changed."""
    places = tables.page_paths.c
    lay = {row[0]: row[1] for row in _rows(connection, (places.place, places.page_key), records)}
    keys = {place: key_of(record) for place, record in records.items()}
    held = _held(connection, keys.values())
    new: dict[str, Rows] = {}
    moved: list[Cells] = []
    same: set[str] = set()
    for place, record in records.items():
        key, record_hash = keys[place], hash_of(record)
        if key not in new and key not in same:
            if key in held and _is_current(held[key], record_hash):
                same.add(key)
            else:
                new[key] = rows_of(record, record_hash, extractor)
        saved.unchanged += key in same
        if lay.get(place) != key:
            moved.append({"place": place, "path": record.page.path, "entry": record.page.entry, "page_key": key})
    saved.written += len(new)
    _note_extractor(connection, [held[key] for key in same], extractor)
    _replace_pages(connection, {key: rows for key, rows in new.items() if key in held})
    left = _leave(connection, [row["place"] for row in moved])
    for table in tables.metadata.sorted_tables:
        rows = moved if table is tables.page_paths else [row for page in new.values() for row in page.get(table, [])]
        if rows:
            connection.execute(insert(table), rows)
            saved.rows += len(rows)
    return left | set(new) | {row["page_key"] for row in moved}


def _held(connection: Connection, page_keys: Iterable[str]) -> dict[str, Held]:
    """What is known of the pages that the database has: by which their rows are seen to be current."""
    columns = tables.pages.c
    wanted = (columns.page_key, columns.record_hash, columns.rows_version, columns.extractor, columns.model)
    return {row.page_key: Held(*row) for row in _rows(connection, wanted, page_keys)}


def _is_current(held: Held, record_hash: str) -> bool:
    return bool(held.record_hash == record_hash and held.rows_version == ROWS_VERSION)


def _note_extractor(connection: Connection, same: list[Held], extractor: Extractor) -> None:
    """Another version that reads a page as the one before did is noted with it."""
    newest = (extractor.version, extractor.model)
    other = [{"key": row.page_key} for row in same if (row.extractor, row.model) != newest]
    if other:
        change = update(tables.pages).where(tables.pages.c.page_key == bindparam("key"))
        connection.execute(change.values(extractor=extractor.version, model=extractor.model), other)


def _replace_pages(connection: Connection, pages: dict[str, Rows]) -> None:
    """Pages that the program now reads otherwise: the row is updated, for places point to it; the rest goes."""
    for table in (tables.registry_ids, tables.checks, tables.studies):
        _delete_where(connection, table.c.page_key, pages)
    for key, rows in pages.items():
        (row,) = rows.pop(tables.pages)
        connection.execute(update(tables.pages).where(tables.pages.c.page_key == key).values(row))


def _write_failures(connection: Connection, failures: dict[str, Failure], saved: Saved) -> None:
    saved.failures += len(failures)
    table = tables.failures
    there: dict[str, Cells] = {}
    for places in _portions(failures):
        for row in connection.execute(select(table).where(table.c.place.in_(places))).mappings():
            there[row["place"]] = dict(row)
    rows = {place: failure_row(failure) for place, failure in failures.items()}
    new = [row for place, row in rows.items() if there.get(place) != row]
    _delete_where(connection, table.c.place, [row["place"] for row in new])
    if new:
        connection.execute(insert(table), new)
        saved.rows += len(new)


def _gone(connection: Connection, table: Table, finished: dict[str, set[str]]) -> list[str]:
    """Places of these paths that their pages no longer give: a file of citations that became shorter."""
    gone: list[str] = []
    for paths in _portions(path for path in finished if path != STANDARD_INPUT):
        for place, path in connection.execute(select(table.c.place, table.c.path).where(table.c.path.in_(paths))):
            if place not in finished[path]:
                gone.append(place)
    return gone


def _leave(connection: Connection, places: list[str]) -> set[str]:
    """Empties these places; the keys of the pages that lay there."""
    left = {row[1] for row in _rows(connection, (tables.page_paths.c.place, tables.page_paths.c.page_key), places)}
    if left:
        _delete_where(connection, tables.page_paths.c.place, places)
    return left


def _drop_placeless(connection: Connection, keys: set[str], saved: Saved) -> None:
    """Removes those of these pages that lie nowhere any more; the others are named by the first of their paths."""
    places, pages = tables.page_paths, tables.pages
    somewhere = exists().where(places.c.page_key == pages.c.page_key)
    first = select(func.min(places.c.path)).where(places.c.page_key == pages.c.page_key).scalar_subquery()
    for portion in _portions(keys):
        these = pages.c.page_key.in_(portion)
        saved.removed += connection.execute(delete(pages).where(these, ~somewhere)).rowcount
        connection.execute(update(pages).where(these, pages.c.path != first).values(path=first))


def _rows(connection: Connection, columns: tuple[Column[Any], ...], wanted: Iterable[str]) -> Iterator[Any]:
    """These columns of the rows whose first one is among the wanted."""
    for portion in _portions(wanted):
        yield from connection.execute(select(*columns).where(columns[0].in_(portion))).all()


def _delete_where(connection: Connection, column: Column[str], values: Iterable[str]) -> None:
    for portion in _portions(values):
        connection.execute(delete(column.table).where(column.in_(portion)))


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    """In lists of a length that every database takes."""
    rest = iter(dict.fromkeys(values))
    while portion := list(islice(rest, VARIABLES)):
        yield portion
