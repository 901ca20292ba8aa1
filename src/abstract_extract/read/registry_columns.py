"""Rows of a record's tables in text: columns that stand apart by blanks, or values behind a colon.

>>> from .plain import text_lines
>>> heads, started, left, total = text_lines(
...     "        Early    Delayed\\nStarted    12    12\\nWithdrawal by Subject 1    0\\nTotal: 4/12 (33.3%)")
>>> columns = Columns()
>>> [[cell.string for cell in columns.as_row(line, "flow").cells] for line in (heads, started, left, total)]
[['', 'Early', 'Delayed'], ['Started', '12', '12'], ['Withdrawal by Subject', '1', '0'], ['Total', '4/12 (33.3%)']]
"""

from __future__ import annotations

import re
from itertools import pairwise

from abstract_extract.text import Text

from .chrome import is_prose
from .labels import label_for, section_for
from .line import Line
from .registry_results import RESULTS, is_value

_COLUMN = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"\s\s")
_COLON = re.compile(r"\s*[:：]\s+(?=\S)")
_NAMES_COLUMNS = re.compile(
    r"\s*(?:arm/?\s?group title|(?:reporting )?groups?(?: title)?|arms?)\s*[:：]?\s*\Z", re.IGNORECASE
)
_AMOUNT = re.compile(
    r"(?<!\S)(?:[-–—]|[<>≤≥~]?\d[\d.,]*(?:\s?/\s?\d[\d,]*)?(?:\s?%)?(?:\s?[(\[][^()\[\]]{1,20}[)\]])?)(?!\S)"
)
_FIELD = re.compile(r"\s*([^:：]{2,50}?)\s*[:：]\s*(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")
_SIZE = re.compile(r"[(\[]?\bn ?= ?\d+[^()\[\]]{0,25}[)\]]?\s*\Z", re.IGNORECASE)
_LONGEST_HEAD = 60
_LONGEST_NAME = 40
"""Characters beyond which what stands beside an arm describes it."""


class Columns:
    """The columns of the tables at hand: how many values their rows have."""

    def __init__(self) -> None:
        self.width = 0
        self.is_open = False

    def as_row(self, line: Line, context: str, labels: int = 0) -> Line:
        """A line that is a row of results, of an arm or of fields with its cells; any other line as it is.

        `labels` is the number of labels in the head above.
        """
        if context == "arms":
            return _arm(line)
        if context not in RESULTS:
            return _of_fields(line, context, labels)
        if line.tag in ("tr", "td", "th"):
            return line
        cells = self._cells(line)
        return Line(line.text, "tr", line.context, tuple(cells)) if cells else line

    def _cells(self, line: Line) -> list[Text]:
        """The cells of a row; none where a line is none."""
        string = line.string
        if line.cells:
            cells = _parted(line.cells[0]) + list(line.cells[1:])
        elif "  " in string:
            cells = [line.text.slice(*match.span()) for match in _COLUMN.finditer(string)]
        else:
            cells = []
        if cells and (_NAMES_COLUMNS.match(cells[0].string) or _are_heads(cells, line)):
            return self._heads(cells)
        if cells and label_for(cells[0].string, "outcomes") is not None and len(cells) == len(line.cells):
            return []
        if cells and (is_value(cells[0].string) or any(_SIZE.match(cell.string) for cell in cells[1:])):
            return []
        if len(cells) > 1 and all(is_value(cell.string) for cell in cells[1:] if cell.string):
            if len(cells) != self.width + 1 and (fixed := self._last_values(line.text)):
                return fixed
            self.width = max(len(cells) - 1, self.width if not self.is_open else 0)
            return cells
        if line.cells:
            return []
        return self._last_values(line.text) or _behind_colon(line.text)

    def _heads(self, cells: list[Text]) -> list[Text]:
        """The row that names the columns, with an empty cell above the rows' names."""
        is_named = bool(_NAMES_COLUMNS.match(cells[0].string)) or not cells[0].string
        self.width, self.is_open = len(cells) - is_named, True
        return cells if is_named else [cells[0].slice(0, 0), *cells]

    def _last_values(self, text: Text) -> list[Text]:
        """A row whose last values, as many as there are columns, stand apart by single blanks."""
        amounts = list(_AMOUNT.finditer(text.string))[-self.width :] if self.width > 1 else []
        if len(amounts) < self.width or not amounts or amounts[-1].end() != len(text.string.rstrip()):
            return []
        gaps = pairwise(amounts)
        if any(text.string[one.end() : other.start()].strip() for one, other in gaps):
            return []
        name = text.slice(0, amounts[0].start()).strip()
        is_name = _LETTER.search(name.string) and "  " not in name.string
        return [name, *(text.slice(*amount.span()) for amount in amounts)] if is_name else []


def _parted(cell: Text) -> list[Text]:
    """ "Count of Units: 35 (81.4%)", "Arm/Group Title: Low dose": a first cell that holds the row's name as well."""
    for colon in _COLON.finditer(cell.string):
        name, rest = cell.slice(0, colon.start()), cell.slice(colon.end(), len(cell))
        if _NAMES_COLUMNS.match(name.string) or is_value(rest.string):
            return [name, rest]
        if (units := _UNITS.match(rest.string)) and _OF_UNITS.search(name.string):
            return [cell.slice(0, colon.end() + units.end()).strip(), rest.slice(units.end(), len(rest))]
    return [cell]


_OF_UNITS = re.compile(r"\bunits\b", re.IGNORECASE)
_UNITS = re.compile(r"[^\W\d_]{3,15} (?=\d)")


def _are_heads(cells: list[Text], line: Line) -> bool:
    """Whether cells name a table's columns: all of them words, and short ones."""
    if len(cells) < 2 or line.cells or is_prose(line.string) or label_for(cells[0].string, "outcomes") is not None:
        return False
    if section_for(cells[0].string) is not None:
        return False
    names = [_SIZE.sub("", cell.string) for cell in cells]
    return all(
        _LETTER.search(name) and len(name) <= _LONGEST_HEAD and ":" not in name and not is_value(name)
        and not name.endswith(".")
        for name in names
    )  # fmt: skip


def _behind_colon(text: Text) -> list[Text]:
    """ "Started: 12", "Sepsis: 1/12 (8.3%)": a name and one value."""
    colons = list(_COLON.finditer(text.string))
    if not colons:
        return []
    name, rest = text.slice(0, colons[-1].start()), text.slice(colons[-1].end(), len(text))
    if (
        len(colons) > 2
        or label_for(name.string, "outcomes")
        or label_for(name.string, "events")
        or not _AMOUNTS.match(rest.string)
    ):
        return []
    return [name, rest]


_AMOUNTS = re.compile(
    r"[-–—<>≤≥~]?\s?\d[\d.,]*(?:\s?/\s?\d[\d,]*)?(?:\s?%)?(?:\s?[(\[][^()\[\]]{1,20}[)\]])?"
    r"(?:\s*#? ?(?:number of )?events?:? ?\d+|,? \d+ events?|\s(?:participants|patients|subjects|eyes))?\s*\Z",
    re.IGNORECASE,
)


def _arm(line: Line) -> Line:
    """ "Early        Two infusions of cells": an arm of a list, and what it is given, apart by blanks."""
    if line.cells or "   " not in line.string:
        return line
    cells = [line.text.slice(*match.span()) for match in _COLUMN.finditer(line.string)]
    is_arm = len(cells) == 2 and len(cells[0]) <= _LONGEST_NAME < len(cells[1]) and ":" not in cells[0].string
    if not is_arm or label_for(cells[0].string, "arms") is not None:
        return line
    return Line(line.text, line.tag, line.context, tuple(cells))


def _of_fields(line: Line, context: str, labels: int) -> Line:
    """A line whose columns are labels, or stand below as many."""
    if line.cells or not _GAP.search(line.string):
        return line
    cells = tuple(line.text.slice(*match.span()) for match in _COLUMN.finditer(line.string))
    fields = [_field(cell, context) for cell in cells]
    if len(cells) > 1 and all(len(parts) > 1 for parts in fields[:-1]):
        return Line(line.text, line.tag, line.context, tuple(part for parts in fields for part in parts))
    is_row = len(cells) > 1 and (len(cells) == labels or all(label_for(cell.string, context) for cell in cells))
    return Line(line.text, line.tag, line.context, cells) if is_row else line


def _field(cell: Text, context: str) -> list[Text]:
    """Label and value of a field that stands beside others on its line ("Status: Completed   Phase: 2")."""
    match = _FIELD.match(cell.string)
    if match is None or label_for(match[1], context) is None:
        return [cell]
    return [cell.slice(match.start(1), match.end(1)), cell.slice(match.end(), len(cell))]
