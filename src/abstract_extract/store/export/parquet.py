"""Tables as Parquet files, which need the extra `parquet`: types are kept, so nothing is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from abstract_extract.errors import ExportError

from .codebook import codebook, meaning, unit
from .files import writing
from .review import Review
from .tables import Table, tables

ROWS = 10_000
"""Rows written at once."""


def write_parquet(review: Review, out: Path) -> Iterator[Path]:
    """A file a table and the codebook, in the folder `out`; gives each file when it is written. Raises ExportError."""
    try:
        import pyarrow as pa  # noqa: F401  # only to say at once what is missing
    except ImportError as error:
        raise ExportError(
            f"Parquet needs pyarrow, which is not installed or does not load ({error}): "
            "install abstract-extract[parquet], or choose --format csv"
        ) from error
    every = tables(review)
    for table in (*every, codebook(every)):
        yield _write(table, out / f"{table.name}.parquet")


def _write(table: Table, path: Path) -> Path:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    schema = _schema(table)
    with writing(path) as file, ParquetWriter(file, schema) as writer:
        found = table.rows()
        while rows := list(islice(found, ROWS)):
            columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in schema]
            writer.write_table(pa.Table.from_arrays(columns, schema=schema))
    return path


def _schema(table: Table) -> Any:
    """The types of the columns; the meaning and the unit of each go with it."""
    import pyarrow as pa

    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    is_codebook = table.name == "codebook"
    fields = []
    for column in table.columns:
        told = {} if is_codebook else {"meaning": meaning(column), "unit": unit(column) or ""}
        fields.append(pa.field(column.name, kinds[column.kind], metadata=told))
    return pa.schema(fields)
