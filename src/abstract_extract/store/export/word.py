"""The characteristics of studies as a DOCX document, a table a study, as the appendix of a review has them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .cells import one_line, printable
from .characteristics import Characteristics, characteristics_of
from .files import steady_archive, writing
from .review import Review

TITLE = "Characteristics of studies"
MARGIN, HEADINGS, TEXT = Cm(2), Cm(3.2), Cm(13.8)
SIZE = Pt(9)
SHADE = "EDEDED"


def write_word(review: Review, out: Path) -> Iterator[Path]:
    """All studies' tables in one document. Raises ExportError."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    document.add_heading(TITLE, level=1)
    for study in review.studies():
        _add(document, characteristics_of(study))
    made = io.BytesIO()
    document.save(made)
    with writing(out) as file:
        file.write(steady_archive(made.getvalue()))
    yield out


def _add(document: Any, found: Characteristics) -> None:
    document.add_heading(_text(found.label), level=2)
    if found.title:
        title = document.add_paragraph(_text(found.title))
        title.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, (HEADINGS, TEXT), strict=True):
        column.width = width
    for heading, lines in found.rows:
        row = table.add_row()
        _keep_whole(row)
        left, right = row.cells
        left.width, right.width = HEADINGS, TEXT
        _shade(left)
        _write(left, [heading], bold=True)
        _write(right, list(lines), bold=False)


def _write(cell: Any, lines: list[str], *, bold: bool) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(_text(line))
        run.font.size = SIZE
        run.bold = bold


def _shade(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)  # noqa: SLF001  # python-docx has no shading of its own


def _keep_whole(row: Any) -> None:
    """A short row is not cut by the end of a page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  # as above


def _text(text: str) -> str:
    return one_line(printable(text))
