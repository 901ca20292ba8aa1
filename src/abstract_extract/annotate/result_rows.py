"""The rows of results tables: their cells, what their first cells say, and what a value's cell counts.

>>> row = read_row("Renal disorders | Urinary retention | subjects affected / exposed | 2 / 61 (3.28%) | 0 / 32 (0.00%)", 0)
>>> row.head.string, [cell.string for cell in row.values]
('Urinary retention', ['2 / 61 (3.28%)', '0 / 32 (0.00%)'])
>>> read_row("Anaemia † 1 | 17/53 (32.08%)", 0).head.string
'Anaemia'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from abstract_extract.candidates import Said

from .durations import find_durations
from .numbers import exact
from .people import UNIT_WORD, unit_of

_BAR = re.compile(r"\s*\|(?:\s+|\Z)|\A\|\s*")
_HEADING = re.compile(
    r"arm/?\s?group title|^arms?\b|^groups?\b|^outcome\b|^events?\b|^variable|^characteristic|^parameter|^$|^adverse event|^measure\b|^endpoint|^end point|^result|^n\b|reporting group",
    re.IGNORECASE,
)
_NAMES_COLUMNS = re.compile(r"arm/?\s?group title|(?:reporting )?groups?\Z|arms?\Z", re.IGNORECASE)
_PERCENT = r"\d+(?:[.,]\d{1,2})?(?![\d.])"
VALUE = re.compile(
    rf"(?P<events>\d[\d,]*)\s?(?:/|of)\s?(?P<of>\d[\d,]*)(?:\s?\(?%?(?P<p1>{_PERCENT})(?!\s?events?\b)\s?%?\)?)?"
    rf"|(?P<count>\d[\d,]*)\s?[(\[]?\s?(?:%(?P<p4>{_PERCENT})|(?P<p2>{_PERCENT})\s?%)\s?[)\]]?"
    rf"|(?P<p3>{_PERCENT})\s?%|(?P<alone>\d[\d,]*)(?![\d.])"
)
"""A cell's value: events of a denominator with a percentage, a count with or without one, a percentage."""
_PAIR = re.compile(r"(?P<count>\d+(?:,\d{3})*)(?:\s?[(\[]\s?|\s)(?P<p2>\d+(?:[.,]\d+)?)\s?%?\s?[)\]]?\s*\Z")
_PERCENT_WORD = re.compile(r"(?P<p3>\d+(?:\.\d+)?) ?percent")
_BARE_PERCENT = re.compile(rf"(?P<p3>{_PERCENT})\s*\Z")
SHARE_WORD = "(?:percent|prozent|porcent|pourcent|procent|yüzde|odset|відсот|процент|доля|частка|udział|podíl|anteil|proporc|proporç|oran|割合|比例|비율)"
"""The beginning of words for a percentage, in several languages."""
_SHARE_WORD = re.compile(SHARE_WORD, re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}\Z")
_IN_PERCENT = re.compile(r"%|\bcounts?\b.{0,20}\bpercent", re.IGNORECASE)
_NO_GROUPS = dict.fromkeys(("events", "of", "p1", "count", "p2", "p4", "alone", "p3"))
_IS_VALUE = re.compile(r"[-–—.]?\s*\Z|[-–—<>≤≥±=~(]?\s?\d|n ?= ?\d", re.IGNORECASE)
_ANY_LETTER = re.compile(r"[A-Za-z]")
_COUNT_OF = re.compile(r"\d+ ?/ ?\d+(?![\w/])")
_COUNT_CELL = re.compile(r"\d+ ?[(/%]")
_NAMES_NOTHING = re.compile(
    r"\W*(?:(?:subjects?|participants?|patients?) affected\b.*|affected ?/.*|(?:subjects?|participants?|patients?|n|count|number)(?:,? ?[(\[]?(?:counts?|n|no\.?|number|%)\b ?)[,/ %n()\[\]]*|n ?/ ?N\b.*|occurrences\b.*|number \(not applicable\)|"
    r"units?\b.*|arithmetic mean\b.*|median\b.*|count(?:\b|_).*|measure type\b.*|number, .*|n \(%\)|number|(?:number|percent(?:age)?) of"
    r" (?:participants|subjects|patients)|participants|subjects|patients|total|yes|(?:(?:число|количество|доля|кількість|частка|počet|podíl|liczba|odsetek|anzahl|anteil|número|proporción|proporção|nombre|part|numero|percentuale|процент|відсоток) (?:de |der |des |di )?)?(?:участник|пациент|учасник|пацієнт|účastní|pacient|uczestni|particip|partecip|teilnehm|patient|katılımcı|hasta)\w*(?: (?:с|із|з) (?:явлени|подія|явищ|событи)\w*)?(?:,? ?(?:чел\.?|осіб|osob|n))?[,/ %n()]*)\W*\Z",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\s*[†‡*§¶^]+\s?\d?(?:\s?[†‡*§,\d])*\s*\Z|,? total\s*\Z", re.IGNORECASE)
_BEFORE_LABEL = re.compile(
    rf"(?:(?:total )?(?:number|no\.?|count|percentage|proportion|percent|frequency|incidence|rate) of (?:the |all )?)?(?P<unit>{UNIT_WORD}) "
    r"(?:with|who (?:had|have|developed|experienced)|experiencing|having|affected by|that have|showing|achieving|reporting)(?: any| an?| the| at least (?:one|1))? "
    r"|(?:total )?(?:participants?|subjects?|patients?) (?:affected by|with) |(?:number|incidence|rate|proportion) of (?=[a-z])"
    r"|(?:participants|subjects|patients) (?=free (?:of|from)\b|alive\b)|total(?: number of)?[,:]? (?=\w)|any (?=\w)|(?:reasons?|serious|non-?serious|other|primary|secondary)(?: reason)?: ?(?=\w)|[-–—•·] ?(?=\w)",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    r"\s+(?:\(all causes\)(?= *\Z)|\(%\)|n \(%\)|(?:subjects|participants|patients) affected ?/.{0,20})\s*\Z|[,:;(]? ?(?:affected|exposed) ?/.{0,20}\Z"
    r"|, (?:any|n/N.*|n \(%\)|%|(?:number|percentage|proportion) of \w+|\w+ (?:count|number|sayısı)|(?:anzahl|número|nombre|numero|liczba|počet|число|кількість)\b[\w ]*|\w+ yüzdesi)\s*\Z|\s+(?:at|by|within|through|until|in|up to) (?=[\w ]{0,20}\d)|\s*\([^()]*,[^()]*\)\s*\Z",
    re.IGNORECASE,
)
_FRAME_WORD = re.compile(r"\btime ?frame\b", re.IGNORECASE)
_EVENTS_ROW = re.compile(r"\boccurrences\b|number of (?:events|occurrences)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its words and place in the study text."""

    string: str
    start: int

    def said(self, value: float | str, start: int, end: int) -> Said:
        """What stands at `start:end` of the cell."""
        return Said(value, self.start + start, self.start + end)

    def part(self, start: int, end: int) -> Cell:
        """The cell cut to `start:end`, blanks at its ends off."""
        piece = self.string[start:end]
        return Cell(piece.strip(), self.start + start + len(piece) - len(piece.lstrip()))


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is called, all the words before its values, and its values."""

    head: Cell
    words: str
    values: tuple[Cell, ...]
    time: Said | None = None
    """The time point that its head ends with."""

    @property
    def names_nothing(self) -> bool:
        """Whether its head says how something is counted, and not what."""
        return not self.head.string or bool(_NAMES_NOTHING.match(self.head.string))

    @property
    def is_of_events(self) -> bool:
        """Whether it counts events and not people."""
        return bool(_EVENTS_ROW.search(self.words))

    @property
    def is_heading(self) -> bool:
        """Whether it names the columns."""
        return bool(_HEADING.search(self.head.string)) and all(
            _ANY_LETTER.search(cell.string) and not _COUNT_CELL.match(cell.string) for cell in self.values
        )


def is_value(cell: Cell) -> bool:
    """Whether a cell holds a value and no words."""
    return bool(_IS_VALUE.match(cell.string))


def cells_of(row: str, start: int) -> list[Cell]:
    """The cells of a row; empty ones are kept where another stands behind them."""
    cells: list[Cell] = []
    position = 0
    for match in [*_BAR.finditer(row), None]:
        end = match.start() if match else len(row)
        cells.append(Cell(row, start).part(position, end))
        position = match.end() if match else end
    while cells and not cells[-1].string:
        cells.pop()
    return cells


def read_row(string: str, start: int) -> Row | None:
    """The row that a line of a table is; None for an empty one."""
    cells = cells_of(string, start)
    if not cells:
        return None
    first = next((number for number, cell in enumerate(cells) if number and is_value(cell)), len(cells))
    if _NAMES_COLUMNS.match(cells[0].string):
        # An arm may begin with a digit: "25M x 4".
        return Row(cells[0], cells[0].string, tuple(cells[1:]))
    words = [cell for cell in cells[:first] if cell.string]
    if len(cells) > 1 and _COUNT_OF.match(cells[0].string):
        return Row(Cell("", start), "", tuple(cells))
    if first == len(cells) or len(words) < 2:
        return Row(label_cell(cells[0]), cells[0].string, tuple(cells[1:]), label_time(cells[0]))
    named = next((cell for cell in reversed(words) if not _NAMES_NOTHING.match(cell.string)), words[-1])
    return Row(label_cell(named), " | ".join(cell.string for cell in words), tuple(cells[first:]), label_time(named))


def label_cell(cell: Cell) -> Cell:
    """A cell without a footnote's mark, ", Total", and words that only say that people are counted.

    >>> label_cell(Cell("Number of Participants With Serious Adverse Events", 10))
    Cell(string='Serious Adverse Events', start=38)
    """
    end = _MARKED.search(cell.string)
    if end and end.start() > 0:
        cell = cell.part(0, end.start())
    while (before := _BEFORE_LABEL.match(cell.string)) and before.end() < len(cell.string):
        cell = cell.part(before.end(), len(cell.string))
    after = _AFTER_LABEL.search(cell.string)
    if after is None or after.start() <= 0:
        return cell
    cell = cell.part(0, after.start())
    end = _MARKED.search(cell.string)
    return cell.part(0, end.start()) if end and end.start() > 0 else cell


def label_unit(cell: Cell) -> str | None:
    """What a measure counts, by its title: "Percentage of hips with …", "Eyes with …"; None where it does not say."""
    before = _BEFORE_LABEL.match(cell.string)
    return unit_of(before["unit"]) if before and before["unit"] else None


def label_time(cell: Cell) -> Said | None:
    """The time point that a label ends with: "Pain responders at 12 months"."""
    after = _FRAME_WORD.search(cell.string) or _AFTER_LABEL.search(cell.string)
    return time_in(cell.part(after.start(), len(cell.string))) if after else None


def value_groups(cell: str, words: str) -> dict[str, tuple[int, int] | None] | None:
    """Where a cell prints its events, denominator, count and percentage; `words` are those of its row.

    >>> value_groups("16 55.2", "Count (%)")["p2"], value_groups("50.8", "Units: percentage of subjects")["p3"]
    ((3, 7), (0, 4))
    >>> value_groups("12.4 (3.1)", "Age") is None
    True
    """
    for pattern, is_meant in (
        (_PAIR, _IN_PERCENT.search(words) is not None),
        (_BARE_PERCENT, _SHARE_WORD.search(words) is not None),
    ):
        match = pattern.match(cell) if is_meant else None
        if match:
            return _NO_GROUPS | {name: match.span(name) for name in match.groupdict()}
    match = _PERCENT_WORD.match(cell)
    if match:
        return _NO_GROUPS | {"p3": match.span("p3")}
    match = VALUE.match(cell)
    if match is None:
        return None
    return {name: match.span(name) if match[name] is not None else None for name in match.groupdict()}


def number_of(literal: str) -> int | float:
    """The number of a cell's value: a comma before one or two digits is a decimal one.

    >>> number_of("4,35"), number_of("1,012"), number_of("33.3")
    (4.35, 1012, 33.3)
    """
    return exact(literal.replace(",", ".") if _DECIMAL_COMMA.fullmatch(literal) else literal)


def time_in(cell: Cell) -> Said | None:
    """The last duration that a cell names."""
    durations = find_durations(cell.string)
    return cell.said(durations[-1].iso, durations[-1].start, durations[-1].end) if durations else None
