"""The codebook: every column of every exported table, with its meaning, type, unit and allowed values.

Types and allowed values come from the columns, which are made from the record's types; meanings and units from
`codebook.toml`. A column without an entry there cannot be exported, so the codebook cannot go stale.

>>> from .columns import fact_columns
>>> entry = entries("follow_ups", fact_columns("follow_ups"))[0]
>>> entry["column"], entry["type"], entry["unit"], entry["meaning"]
('duration', 'text', 'ISO 8601 duration', 'How long patients were followed.')
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from .cells import Row
from .columns import EVIDENCE, Column
from .tables import Table

COLUMNS = (
    Column("table", "text", "codebook.table"),
    Column("column", "text", "codebook.column"),
    Column("meaning", "text", "codebook.meaning"),
    Column("type", "text", "codebook.type"),
    Column("unit", "text", "codebook.unit"),
    Column("allowed", "text", "codebook.allowed"),
)


@cache
def _told() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "codebook.toml").read_text("utf-8"))


def meaning(column: Column) -> str:
    """What a column means, in a sentence. Raises KeyError for a column that the codebook does not tell of."""
    section, _, field = column.told.partition(".")
    told = _told()[section][field]
    said: str = told["meaning"] if isinstance(told, dict) else told
    if column.part is None:
        return said
    return str(_told()["evidence"][column.part]).format(of=f"`{column.name.removesuffix(f'_{column.part}')}`")


def unit(column: Column) -> str | None:
    """The unit of a column's numbers or durations, if it has one."""
    section, _, field = column.told.partition(".")
    told = _told()[section][field]
    if column.part is not None:
        return "characters" if EVIDENCE[column.part] == "integer" else None
    return told.get("unit") if isinstance(told, dict) else None


def allowed(column: Column) -> tuple[str, ...]:
    """All values that a column can have; none where there are too many to list."""
    if column.allowed or column.part:
        return column.allowed
    section, _, field = column.told.partition(".")
    told = _told()[section][field]
    return tuple(told.get("allowed", "").split()) if isinstance(told, dict) else ()


def entries(table: str, columns: Iterable[Column]) -> list[Row]:
    """The codebook's rows for the columns of a table."""
    return [
        {
            "table": table,
            "column": column.name,
            "meaning": meaning(column),
            "type": column.kind,
            "unit": unit(column),
            "allowed": " ".join(allowed(column)) or None,
        }
        for column in columns
    ]


def codebook(tables: Sequence[Table]) -> Table:
    """The codebook of these tables, as a table."""

    def rows() -> Iterator[Row]:
        for table in tables:
            yield from entries(table.name, table.columns)

    return Table("codebook", COLUMNS, rows)
