"""Records into the review database: each page once, nothing written twice, nothing stale left.

A page is keyed by its bytes, so that running again changes nothing. A place (a path, or a citation's number in it)
holds one page or one failure: when its bytes have changed, what it held before goes, in the transaction that brings
the new.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import islice

from sqlalchemy import Column, Connection, Engine, Table, delete, exists, func, insert, select, update

from abstract_extract.record import Failure, Record

from . import tables
from .database import open_database, take_turn
from .failing import errors_named
from .rows import Row, Rows, failure_row, hash_of, key_of, place_of, rows_of

BATCH = 200
"""Results written in one transaction."""
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
class _Batch:
    """Results of one transaction, and the paths whose last result is among them, with how many results they gave."""

    results: list[Result] = field(default_factory=list)
    finished: dict[str, set[str]] = field(default_factory=dict)


def save(database: str | os.PathLike[str], results: Iterable[Result]) -> Saved:
    """Writes the results as they come, a transaction for each 200; `database` is a path or a SQLAlchemy URL.

    Where `results` raises (or is interrupted), those before are written all the same, and the error goes on.

    Raises StoreError for a database that cannot be used.
    """
    name = os.fspath(database)
    saved = Saved()
    with open_database(name) as engine:
        batches = _batches(iter(results))
        for batch in batches:
            try:
                saved.add(_write(engine, name, batch))
            except KeyboardInterrupt:
                # Its transaction is undone, but its pages are finished: they are written before the program stops.
                _write(engine, name, batch)
                raise
    return saved


def _batches(results: Iterator[Result]) -> Iterator[_Batch]:
    batch = _Batch()
    path: str | None = None
    places: set[str] = set()
    try:
        for result in results:
            if result.page.path != path:
                if path is not None:
                    batch.finished[path] = places
                path, places = result.page.path, set()
            if len(batch.results) == BATCH:
                yield batch
                batch = _Batch()
            places.add(place_of(result))
            batch.results.append(result)
    except GeneratorExit:
        raise
    except BaseException:
        # The path in hand is not finished: what lies behind in it is not known to be gone.
        yield batch
        raise
    if path is not None:
        batch.finished[path] = places
        yield batch


def _write(engine: Engine, name: str, batch: _Batch) -> Saved:
    saved = Saved()
    # The same place twice (a page named twice): the last is what lies there.
    latest = {place_of(result): result for result in batch.results}
    records = {place: result for place, result in latest.items() if isinstance(result, Record)}
    failures = {place: result for place, result in latest.items() if isinstance(result, Failure)}
    with errors_named(name), engine.begin() as connection:
        take_turn(connection)
        left = _write_records(connection, records, saved)
        _write_failures(connection, failures, saved)
        gone = [*failures, *_gone(connection, tables.page_paths, batch.finished)]
        left |= _leave(connection, gone)
        gone = [*records, *_gone(connection, tables.failures, batch.finished)]
        _delete_where(connection, tables.failures.c.place, gone)
        _drop_placeless(connection, left, saved)
    return saved


def _write_records(connection: Connection, records: dict[str, Record], saved: Saved) -> set[str]:
    """Writes what is new of these records; the keys of the pages that lay in their places before."""
    held = dict(_pairs(connection, tables.page_paths.c.place, tables.page_paths.c.page_key, records))
    keys = {place: key_of(record) for place, record in records.items()}
    hashes = dict(_pairs(connection, tables.pages.c.page_key, tables.pages.c.record_hash, keys.values()))
    known = set(hashes)
    new: dict[str, Rows] = {}
    moved: list[Row] = []
    for place, record in records.items():
        key, record_hash = keys[place], hash_of(record)
        if hashes.get(key) != record_hash:
            new[key] = rows_of(record, record_hash)
            hashes[key] = record_hash
        else:
            saved.unchanged += key not in new
        if held.get(place) != key:
            moved.append({"place": place, "path": record.page.path, "entry": record.page.entry, "page_key": key})
    saved.written += len(new)
    _replace_pages(connection, {key: rows for key, rows in new.items() if key in known})
    left = _leave(connection, [row["place"] for row in moved])
    for table in tables.metadata.sorted_tables:
        rows = moved if table is tables.page_paths else [row for page in new.values() for row in page.get(table, [])]
        if rows:
            connection.execute(insert(table), rows)
            saved.rows += len(rows)
    return left


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
    there: dict[str, Row] = {}
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
    held = _pairs(connection, tables.page_paths.c.place, tables.page_paths.c.page_key, places)
    left = {key for _, key in held}
    if left:
        _delete_where(connection, tables.page_paths.c.place, places)
    return left


def _drop_placeless(connection: Connection, keys: set[str], saved: Saved) -> None:
    """Removes those of these pages that lie nowhere any more; the others get a path at which they do lie."""
    places, pages = tables.page_paths, tables.pages
    somewhere = exists().where(places.c.page_key == pages.c.page_key)
    named_so = exists().where(places.c.page_key == pages.c.page_key, places.c.path == pages.c.path)
    other = select(func.min(places.c.path)).where(places.c.page_key == pages.c.page_key).scalar_subquery()
    for portion in _portions(keys):
        these = pages.c.page_key.in_(portion)
        saved.removed += connection.execute(delete(pages).where(these, ~somewhere)).rowcount
        connection.execute(update(pages).where(these, ~named_so).values(path=other))


def _pairs(
    connection: Connection, key: Column[str], value: Column[str], wanted: Iterable[str]
) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for portion in _portions(wanted):
        found += [(row[0], row[1]) for row in connection.execute(select(key, value).where(key.in_(portion)))]
    return found


def _delete_where(connection: Connection, column: Column[str], values: Iterable[str]) -> None:
    for portion in _portions(values):
        connection.execute(delete(column.table).where(column.in_(portion)))


def _portions(values: Iterable[str]) -> Iterator[list[str]]:
    """In lists of a length that every database takes."""
    rest = iter(dict.fromkeys(values))
    while portion := list(islice(rest, VARIABLES)):
        yield portion
