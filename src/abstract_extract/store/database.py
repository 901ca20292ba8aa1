"""Opening the review database: SQLite in a file unless a URL says otherwise.

>>> database_url("review.db").render_as_string()
'sqlite:///review.db'
>>> database_url("postgresql://localhost/review").render_as_string()
'postgresql+psycopg://localhost/review'
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, bindparam, create_engine, event, func, make_url, select

from abstract_extract.errors import StoreError

from .failing import errors_named, shown_url
from .schema import make_or_check

WAIT_FOR_OTHERS = 10_000
"""Milliseconds that a writer of an SQLite file waits for another one to finish its transaction."""
WRITERS_TURN = 0x41E7AC7
"""The number of PostgreSQL's advisory lock that writers of the review take in turns."""


def database_url(name: str) -> URL:
    """The SQLAlchemy URL of a database: a plain path is an SQLite file.

    Raises StoreError for a database that is neither SQLite nor PostgreSQL.
    """
    if "://" not in name:
        return URL.create("sqlite", database=name)
    url = make_url(name)
    kind, _, driver = url.drivername.partition("+")
    if kind not in {"sqlite", "postgresql", "postgres"}:
        raise StoreError(
            f"no database {shown_url(name)}: reviews are kept in SQLite (give a file name)"
            " or PostgreSQL (give postgresql+psycopg://…)"
        )
    if kind == "sqlite":
        return url
    return url.set(drivername=f"postgresql+{driver or 'psycopg'}")


def sqlite_file(name: str) -> Path | None:
    """The file of an SQLite database; None for PostgreSQL, and for SQLite in memory.

    >>> sqlite_file("sqlite:///a/review.db").as_posix()
    'a/review.db'
    """
    url = database_url(name)
    in_file = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(str(url.database)) if in_file else None


@contextmanager
def open_database(name: str, *, read_only: bool = False) -> Iterator[Engine]:
    """The database of this path or SQLAlchemy URL, at the version that this program knows.

    One to write is made where it is missing. With `read_only`, the database itself refuses every change, and one
    that is missing is an error.

    Raises StoreError, with the remedy, for a database that cannot be reached, opened or written, or that was made by
    another version.
    """
    with errors_named(name):
        if read_only:
            see_that_it_is_there(name)
        engine = reading_engine(name) if read_only else writing_engine(name)
        try:
            with engine.begin() as connection:
                if not read_only:
                    take_turn(connection)
                make_or_check(connection, shown_url(name), read_only=read_only)
            yield engine
        finally:
            engine.dispose()


def see_that_it_is_there(name: str) -> None:
    """Raises StoreError where the database is a file that does not exist."""
    file = sqlite_file(name)
    if file and not file.exists():
        raise StoreError(f"no database {name} (abstract-extract run PAGES --db {name} makes it, or name another)")


def writing_engine(name: str) -> Engine:
    """An engine whose transactions are writers' from their beginning."""
    engine = create_engine(database_url(name))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        # A transaction that begins as a reader's cannot always become a writer's: it would fail where it could wait.
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reading_engine(name: str) -> Engine:
    """An engine on which the database refuses every change."""
    file = sqlite_file(name)
    if file is None:
        engine = create_engine(database_url(name))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("SET TRANSACTION READ ONLY"))
        return engine
    engine = create_engine("sqlite://", creator=lambda: _read_sqlite(file), poolclass=NullPool)
    # What is read in one transaction is of one moment, whatever is written meanwhile.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def take_turn(connection: Connection) -> None:
    """Waits until no other writer is at work on this database, and keeps others waiting until this transaction ends."""
    # SQLite has its turns from BEGIN IMMEDIATE.
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(bindparam("number", WRITERS_TURN))))


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions where it thinks fit: here they begin where the engine says.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={WAIT_FOR_OTHERS:d}")
    # Readers (a reviewer's browser of the database) and the writer do not wait for each other.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _read_sqlite(file: Path) -> sqlite3.Connection:
    wish = "mode=ro"
    if not os.access(file.parent, os.W_OK) and not Path(f"{file}-wal").exists():
        # Readers of a write-ahead log write beside the file; where they may not, nobody else writes either.
        wish = "immutable=1"
    connection = sqlite3.connect(
        f"{file.absolute().as_uri()}?{wish}", uri=True, check_same_thread=False, isolation_level=None
    )
    connection.execute(f"PRAGMA busy_timeout={WAIT_FOR_OTHERS:d}")
    connection.execute("PRAGMA query_only=ON")
    connection.set_authorizer(_may_read)
    return connection


_READING = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
    }
)
_LOOKING = frozenset(
    {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list", "read_uncommitted"}
)
"""The pragmas that say what tables there are; the last one SQLAlchemy asks for whenever it connects."""


def _may_read(action: int, first: str | None, *_: str | None) -> int:
    may = action in _READING or (action == sqlite3.SQLITE_PRAGMA and first in _LOOKING)
    return sqlite3.SQLITE_OK if may else sqlite3.SQLITE_DENY


__all__ = ["Connection", "Engine", "database_url", "errors_named", "open_database", "shown_url"]
