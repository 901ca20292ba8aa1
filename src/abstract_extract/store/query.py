"""Questions in SQL to the review database, which the database itself keeps from changing anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause, bindparam, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.types import NullType

from abstract_extract.errors import StoreError

from .database import open_database
from .failing import errors_named

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer by name, and its rows, which come as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def ask(name: str, question: str, parameters: Mapping[str, str] | None = None) -> Iterator[Answer]:
    """The answer to one SQL question; `:name` in it stands for a parameter.

    The database refuses whatever would change it: SQLite by a read-only file and an authoriser, PostgreSQL by a
    read-only transaction and a cursor, which only a SELECT can have.

    Raises StoreError for a question that the database does not take, one that changes something, and one without rows.
    """
    with open_database(name, read_only=True) as engine, errors_named(name), engine.connect() as connection:
        # On PostgreSQL the question becomes a cursor: nothing but a SELECT can be one, and nothing can follow it.
        options = {"stream_results": True, "no_parameters": not parameters}
        if parameters:
            asked = _with_parameters(question, parameters, engine.dialect.name)
            result = connection.execute(asked, execution_options=options)
        else:
            result = connection.exec_driver_sql(question, execution_options=options)
        if not result.returns_rows:
            raise StoreError("the question gives no rows: ask with SELECT")
        yield Answer(tuple(result.keys()), (tuple(row) for row in result.yield_per(AT_ONCE)))


def _with_parameters(question: str, given: Mapping[str, str], dialect: str) -> TextClause:
    # PostgreSQL finds a parameter's type from what it is compared with; SQLite compares with what it is given.
    values = {name: _number(value) if dialect == "sqlite" else value for name, value in given.items()}
    try:
        return text(question).bindparams(*(bindparam(name, value, NullType()) for name, value in values.items()))
    except ArgumentError as error:
        raise StoreError(f"the question does not have all of the parameters :{', :'.join(given)}") from error


def _number(value: str) -> str | int | float:
    """A parameter that is written as a number is one, so that it compares as one.

    >>> [_number(value) for value in ("23", "1.5", "007", "NCT01", "1e3")]
    [23, 1.5, '007', 'NCT01', '1e3']
    """
    for kind in (int, float):
        try:
            number = kind(value)
        except ValueError:
            continue
        if str(number) == value:
            return number
    return value
