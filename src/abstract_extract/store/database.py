"""Opening the review database: SQLite in a file unless a URL says otherwise.

>>> database_url("review.db")
'sqlite:///review.db'
>>> database_url("postgresql+psycopg://localhost/review")
'postgresql+psycopg://localhost/review'
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from abstract_extract.errors import StoreError

from .tables import metadata
from .views import create_views


def database_url(name: str) -> str:
    """The SQLAlchemy URL of a database: a plain path is an SQLite file."""
    return name if "://" in name else f"sqlite:///{name}"


@contextmanager
def open_database(name: str) -> Iterator[Engine]:
    """The database of this path or SQLAlchemy URL, its tables and views made where they are missing.

    Raises StoreError, with the remedy, for a database that cannot be reached, opened or written.
    """
    with errors_named(name):
        engine = create_engine(database_url(name))
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_up_sqlite)
        try:
            with engine.begin() as connection:
                metadata.create_all(connection)
                create_views(connection)
            yield engine
        finally:
            engine.dispose()


def _set_up_sqlite(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    # Readers (a reviewer's browser of the database) and the writer do not wait for each other.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.close()


@contextmanager
def errors_named(name: str) -> Iterator[None]:
    """Errors of SQLAlchemy and of the database driver as StoreError, in a line that says what to do."""
    try:
        yield
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(
            f"no database {shown_url(name)}: {_line(error)} "
            "(give a file name, or a SQLAlchemy URL whose driver is installed)"
        ) from error
    except DBAPIError as error:
        raise StoreError(
            f"cannot use the database {shown_url(name)}: {_line(error.orig or error)}{_remedy(error)}"
        ) from error
    except SQLAlchemyError as error:
        raise StoreError(f"cannot use the database {shown_url(name)}: {_line(error)}") from error


def shown_url(name: str) -> str:
    """The name of a database without its password."""
    try:
        return make_url(name).render_as_string(hide_password=True) if "://" in name else name
    except ArgumentError:
        return "with this URL"


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


REMEDIES = {
    "not a database": "the file is something else: name another with --db",
    "unable to open": "see that its folder exists and can be written, or name another with --db",
    "readonly": "see its permissions, or name another with --db",
    "locked": "another program is writing to it: close it and run again",
    "disk is full": "make room and run again: what is in it stays",
    "malformed": "the file is damaged: move it away and run again",
    "no column": "it was made by another version: move it away and run again",
    "no such column": "it was made by another version: move it away and run again",
}


def _remedy(error: DBAPIError) -> str:
    said = str(error.orig)
    return next((f" ({remedy})" for sign, remedy in REMEDIES.items() if sign in said), "")


__all__ = ["Connection", "Engine", "database_url", "errors_named", "open_database", "shown_url"]
