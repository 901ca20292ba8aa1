"""Columns as the steps write them: words, and grounded values in five columns each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Numeric, Text


def text(name: str) -> Column[Any]:
    """A plain column of words."""
    return Column(name, Text)


def value(name: str) -> Iterator[Column[Any]]:
    """The five columns of a grounded value in words."""
    return _grounded(Column(name, Text))


def values(names: str) -> Iterator[Column[Any]]:
    """Those of several."""
    for name in names.split():
        yield from value(name)


def number(name: str) -> Iterator[Column[Any]]:
    """The five columns of a grounded number."""
    return _grounded(Column(name, Numeric(asdecimal=False)))


def _grounded(column: Column[Any]) -> Iterator[Column[Any]]:
    yield column
    yield Column(f"{column.name}_text", Text)
    yield Column(f"{column.name}_start", BigInteger)
    yield Column(f"{column.name}_end", BigInteger)
    yield Column(f"{column.name}_derived", Text)
