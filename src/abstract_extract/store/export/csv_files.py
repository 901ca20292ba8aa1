"""Tables as CSV files (RFC 4180, UTF-8): text is escaped so that no spreadsheet runs it, numbers stay numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from .cells import cell
from .codebook import codebook
from .files import writing
from .review import Review
from .tables import Table, tables


def write_csv(review: Review, out: Path) -> Iterator[Path]:
    """A file a table and the codebook, in the folder `out`; gives each file when it is written. Raises ExportError."""
    every = tables(review)
    for table in (*every, codebook(every)):
        yield write_table(table, out / f"{table.name}.csv")


def write_table(table: Table, path: Path) -> Path:
    """One table as a CSV file; a number is written so that reading it gives the same number. Raises ExportError."""
    with writing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        write_rows(table, text)
        text.flush()
        # The file below belongs to `writing`, or is standard output.
        text.detach()
    return path


def write_rows(table: Table, text: io.TextIOBase) -> None:
    """The header and the rows of a table as CSV."""
    writer = csv.writer(text)
    names = [column.name for column in table.columns]
    writer.writerow(names)
    for row in table.rows():
        writer.writerow([cell(row.get(name)) for name in names])
