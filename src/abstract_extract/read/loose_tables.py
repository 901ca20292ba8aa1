"""Tables in a page's running text: rows of cells, of bars, of tabs, or of columns that stand apart by blanks.

>>> from .plain import text_lines
>>> lines = text_lines("Harms\\n | Cells | Saline\\nFever | 3 | 1\\nPain | 2 | 0\\nNo patient died in either group.")
>>> [(run.start, run.stop) for run in table_runs(lines, 0, len(lines))]
[(1, 4)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Role
from abstract_extract.text import Text

from .chrome import is_frame, is_prose
from .line import Line
from .marking import Marking

COLUMN = re.compile(r"\S+(?: \S+)*")
"""A column of a row whose columns stand apart by two blanks or more."""
_RULE = re.compile(r"[\s|:+=_-]+\Z")
_VALUE = re.compile(
    r"\W{0,3}(?:\d|none\b|nil\b|no\b|n/?[ar]\b|keine?r?\b|ningun|nenhum|aucune?|nessun|žádn|brak\b|无|無|-|–|—)",
    re.IGNORECASE,
)
_TEXT_OF_VALUE = 60
_FEWEST_ROWS = 2
_CAPTION = 200
_SHORTEST_CAPTION = 4


def cells_of(line: Line) -> tuple[Text, ...]:
    """The cells of a line that is a row of a table; none where it is none."""
    if len(line.cells) > 1:
        return line.cells
    if line.tag or "   " not in line.string:
        return ()
    places = [match.span() for match in COLUMN.finditer(line.string)]
    return tuple(line.text.slice(start, end) for start, end in places) if len(places) > 1 else ()


def table_runs(lines: Sequence[Line], start: int, stop: int) -> list[range]:
    """Where rows of tables stand one below the other: most of their cells, but for the first, are values."""
    runs: list[range] = []
    place = start
    while place < stop:
        low = place
        while place < stop and (cells_of(lines[place]) or (place > low and _RULE.match(lines[place].string))):
            place += 1
        if _is_table([cells_of(line) for line in lines[low:place]]):
            runs.append(range(low, place))
        place = max(place, low + 1)
    return runs


def _is_table(rows: Sequence[tuple[Text, ...]]) -> bool:
    """Whether rows are of data: not a record's fields, not a site's menus."""
    data = [row for row in rows if _is_data(row)]
    wide = [row for row in data if len(row) > 2]
    if len(wide) >= _FEWEST_ROWS:
        return True
    # Two columns are a table only where a heading without a number stands above them, and all else are numbers.
    return (
        len(data) > _FEWEST_ROWS
        and len(rows) - len(data) <= 1
        and not _VALUE.match(rows[0][-1].string if rows[0] else "")
    )


def _is_data(row: tuple[Text, ...]) -> bool:
    """Whether half of a row's cells or more, but for the first, are short values."""
    values = sum(bool(_VALUE.match(cell.string)) for cell in row[1:])
    return len(row) > 1 and 2 * values >= len(row) - 1 and all(len(cell) <= _TEXT_OF_VALUE for cell in row[1:])


def mark_tables(marking: Marking, start: int, stop: int) -> None:
    """Marks the rows of tables among lines, under the caption or heading above them."""
    for run in table_runs(marking.lines, start, stop):
        caption = _caption(marking.lines, run.start)
        for place in run:
            cells = cells_of(marking.lines[place])
            if cells and not marking.is_marked(place) and not _RULE.match(marking.lines[place].string):
                marking.replace(place, Role.TABLE, caption, Text.join(cells, " | "))


def _caption(lines: Sequence[Line], place: int) -> str | None:
    """The words above a table: the nearest line that is neither a sentence of the text nor a lone number."""
    for above in range(place - 1, max(-1, place - 3), -1):
        string = lines[above].string
        if is_frame(string) and len(string) < _SHORTEST_CAPTION:
            continue
        return string[:_CAPTION].strip(" #*:") if not is_prose(string) or len(string) < _CAPTION else None
    return None
