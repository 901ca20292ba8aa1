"""What goes wrong with a database, in a line that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from abstract_extract.errors import StoreError


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
    """The name of a database without its password.

    >>> shown_url("postgresql+psycopg://reviewer:secret@localhost/review")
    'postgresql+psycopg://reviewer:***@localhost/review'
    """
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
    "No space left": "make room and run again: what is in it stays",
    "malformed": "the file is damaged: move it away and run again",
    "not authorized": "only reading is allowed here",
    "read-only transaction": "only reading is allowed here",
    "terminating connection": "the connection was lost: run again, what was written stays",
    "server closed the connection": "the connection was lost: run again, what was written stays",
    "connection is lost": "the connection was lost: run again, what was written stays",
    "connection to server": "see that the server runs and that host, port, name and password are right",
    "permission denied": "ask for the right to write there, or name another with --db",
}
"""What to do, by a sign in what the database says."""


def _remedy(error: DBAPIError) -> str:
    said = str(error.orig)
    return next((f" ({remedy})" for sign, remedy in REMEDIES.items() if sign in said), "")
