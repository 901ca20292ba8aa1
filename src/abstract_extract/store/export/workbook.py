"""All tables as one XLSX workbook for people: a sheet a table, the evidence beside each value folded away."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from abstract_extract.errors import ExportError

from .cells import Cell, escaped, printable
from .codebook import codebook
from .columns import Column
from .files import steady_archive, writing
from .review import Review
from .tables import Table, tables

HEADER = PatternFill("solid", fgColor="DCE6F1")
EVIDENCE_HEADER = PatternFill("solid", fgColor="F2F2F2")
WIDTHS = {"integer": 10, "number": 14, "text": 18}
WIDE = {"title": 50, "meaning": 80, "outcomes": 60, "doubts": 50, "allowed": 40, "label": 40, "study_label": 55}
LONGEST = 32_767
"""Characters that a cell of a spreadsheet holds."""
ROWS = 1_048_576
"""Rows that a sheet holds."""


def write_workbook(review: Review, out: Path) -> Iterator[Path]:
    """A workbook of all tables and their codebook; gives its path when it is written. Raises ExportError."""
    every = tables(review)
    for table in every:
        _see_that_it_fits(table)
    workbook = Workbook(write_only=True)
    for table in (*every, codebook(every)):
        _add_sheet(workbook, table)
    made = io.BytesIO()
    workbook.save(made)
    with writing(out) as file:
        file.write(steady_archive(made.getvalue()))
    yield out


def _add_sheet(workbook: Any, table: Table) -> None:
    sheet = workbook.create_sheet(table.name)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}1"
    for number, column in enumerate(table.columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = WIDE.get(column.name, max(WIDTHS[column.kind], min(len(column.name) + 3, 30)))
        if column.part:
            dimension.outlineLevel = 1
            dimension.hidden = True
    sheet.append([_header(sheet, column) for column in table.columns])
    for row in table.rows():
        sheet.append([_cell(sheet, row.get(column.name)) for column in table.columns])


def _see_that_it_fits(table: Table) -> None:
    # Counted before anything is written: openpyxl cannot be stopped in the middle of a sheet.
    if sum(1 for _ in table.rows()) >= ROWS:
        raise ExportError(
            f"xlsx: the table {table.name} has more rows than the {ROWS:,} of a sheet: choose --format csv or parquet"
        )


def _header(sheet: Any, column: Column) -> Any:
    made = WriteOnlyCell(sheet, column.name)
    made.font = Font(bold=not column.part, italic=bool(column.part))
    made.fill = EVIDENCE_HEADER if column.part else HEADER
    made.alignment = Alignment(vertical="top")
    return made


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    text = escaped(printable(value))
    made = WriteOnlyCell(sheet, text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")
    # Text that looks like an error or a formula is text all the same.
    made.data_type = "s"
    return made
