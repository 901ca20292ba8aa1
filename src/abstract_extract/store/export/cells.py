"""The cells of a table: text that no spreadsheet takes for a formula, numbers that stay numbers.

A spreadsheet runs a cell that begins with =, +, - or @ as a formula, and passes over a tab or a line break before it.
Such text gets an apostrophe in front, the sign by which spreadsheets know text. Taking one apostrophe away from what
looks so gives the text back as it was, whatever it was.

>>> escaped("=1+1"), escaped("'=1+1"), escaped("1-2")
("'=1+1", "''=1+1", '1-2')
>>> unescaped("'=1+1"), unescaped("it's")
('=1+1', "it's")
"""

from __future__ import annotations

import re

Cell = str | int | float | None
Row = dict[str, Cell]

_FORMULA = re.compile(r"'*[=+\-@\t\r\n\x00＝＋－＠]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escaped(text: str) -> str:
    """Text that stays text in a spreadsheet."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(text: str) -> str:
    """What `escaped` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def cell(value: Cell) -> Cell:
    """A value as it goes into a CSV file or a spreadsheet: text escaped, a number as it is.

    >>> cell(-3.2), cell("-3.2")
    (-3.2, "'-3.2")
    """
    return escaped(value) if isinstance(value, str) else value


def printable(text: str) -> str:
    """Text without the control characters that XML, and so XLSX and DOCX, cannot hold.

    >>> printable("a\\x00b")
    'a\ufffdb'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Text on one line, white space single.

    >>> one_line(" two\\n lines ")
    'two lines'
    """
    return " ".join(text.split())
