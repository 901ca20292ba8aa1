"""The characteristics of studies in Markdown: a heading and a table a study.

>>> in_cell("a | b <i> *c*")
'a \\\\| b \\\\<i\\\\> \\\\*c\\\\*'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .cells import one_line, printable
from .characteristics import Characteristics, characteristics_of
from .files import writing
from .review import Review

_SIGNS = re.compile(r"([\\`*_\[\]<>|~&#])")
TITLE = "# Characteristics of studies\n"


def write_markdown(review: Review, out: Path) -> Iterator[Path]:
    """All studies' tables in one file. Raises ExportError."""
    with writing(out) as file:
        file.write(TITLE.encode())
        for study in review.studies():
            file.write(in_markdown(characteristics_of(study)).encode())
    yield out


def in_markdown(table: Characteristics) -> str:
    """One study's table."""
    lines = [f"\n## {in_cell(table.label)}\n"]
    if table.title:
        lines.append(f"{in_cell(table.title)}\n")
    lines += ["| | |", "|---|---|"]
    lines += [f"| **{heading}** | {'<br>'.join(map(in_cell, said))} |" for heading, said in table.rows]
    return "\n".join(lines) + "\n"


def in_cell(text: str) -> str:
    """Text as it stands in a cell, its signs no markup."""
    return _SIGNS.sub(r"\\\1", one_line(printable(text)))
