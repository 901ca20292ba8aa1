"""What is known while tables are read: the measures that fields name, and the table at hand with its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from abstract_extract.candidates import Said

from .result_rows import Cell, label_cell, label_time, label_unit, time_in

FLOW = re.compile(r"participant flow|subject disposition", re.IGNORECASE)
"""Titles of tables that say who came and who stayed."""
HARM_TABLE = re.compile(r"adverse events|all-cause mortality", re.IGNORECASE)
"""Titles of tables, and of parts of them, that hold harms alone."""
TIME_FRAME = re.compile(r"time ?frame", re.IGNORECASE)

_SENTENCE_END = re.compile(r"\.\s+(?=[A-Z])")


@dataclass(slots=True)
class Measure:
    """A measure that fields name: its title, the words for its result, its time frame."""

    title: str
    label: Said
    time: Said | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its arm ("total" where it adds up), its size, what it counts."""

    arm: str | None
    size: Said | None = None
    unit: str = "patients"
    is_of_events: bool = False


@dataclass(slots=True)
class Table:
    """The table at hand: its title, its columns and their sizes, and what its rows stand under."""

    title: str = ""
    columns: list[Column] = field(default_factory=list)
    before: list[Column] = field(default_factory=list)
    """The columns of an earlier table: those of one that prints no heading of its own and has as many."""
    started: dict[str | None, Said] = field(default_factory=dict)
    """Who started the period at hand."""
    time_point: Said | None = None
    """The end of the period, or the time frame that a row of the table gives."""
    measure: Measure | None = None
    harms: Measure | None = None
    section: Cell | None = None
    """The sub-heading that the rows stand under: "Serious Adverse Events"."""
    last: Cell | None = None
    """What the last row with a name of its own was called."""
    period: str = ""
    """The name of the flow's period, where it has several."""
    is_stacking: bool = False
    """Whether the row before was one column's head."""
    has_counts: bool = False
    """Whether a row has told that the table counts people: "9 (45)", "4/7"."""
    counts_people: bool = False
    """Whether the bare numbers of the row at hand are of people."""

    @property
    def label(self) -> Said | None:
        """What the measure is called that the table is of."""
        return self.measure.label if self.measure else None

    @property
    def is_about_something(self) -> bool:
        """Whether the measure, or the sub-heading of harms, is known that an arm's number is of."""
        is_of_harms = HARM_TABLE.search(self.heading) or HARM_TABLE.search(self.title)
        return self.measure is not None or (self.section is not None and is_of_harms is not None)

    @property
    def time(self) -> Said | None:
        """The time point of what the rows count."""
        frame = self.measure or (self.harms if HARM_TABLE.search(self.title) else None)
        return self.time_point or (frame.time if frame else None)

    @property
    def heading(self) -> str:
        """The words of the sub-heading, or of the title where there is none."""
        return self.section.string if self.section else self.title


def note_field(cell: Cell, label: str, measures: list[Measure], harms: Measure) -> None:
    """Keeps a field that a table may be about: a measure, or a time frame, which is of the last measure or of all harms."""
    lower = label.lower()
    if "outcome measure" in lower or lower == "outcome title":
        named = label_cell(cell)
        measures.append(
            Measure(
                cell.string.lower(), named.said(named.string, 0, len(named.string)), label_time(cell), label_unit(cell)
            )
        )
    elif TIME_FRAME.search(label) and (said := time_in(_first_sentence(cell))) is not None:
        if "adverse" in lower:
            harms.time = said
        elif measures and measures[-1].time is None:
            measures[-1].time = said


def _first_sentence(cell: Cell) -> Cell:
    """A time frame without what it says of the analysis: "12 months. Analysis: all who were seen in month 13"."""
    end = _SENTENCE_END.search(cell.string)
    return cell.part(0, end.start()) if end and time_in(cell.part(0, end.start())) else cell


def next_table(table: Table, title: str, measures: Sequence[Measure], harms: Measure) -> Table:
    """The table under a new title: of the same flow, or of harms of one record, the columns go on."""
    is_flow = bool(FLOW.search(title))
    goes_on = (is_flow and FLOW.search(table.title)) or (HARM_TABLE.search(title) and HARM_TABLE.search(table.title))
    found = Table(title, list(table.columns) if goes_on or not table.title else [])
    found.before = table.columns or table.before
    wanted = title.partition(": ")[2].strip().lower()[:150]
    own = [m for m in measures if wanted and not is_flow and m.title.startswith(wanted)]
    if own:
        found.measure = Measure(own[0].title, own[0].label, next((m.time for m in own if m.time), None), own[0].unit)
    found.harms = harms
    if is_flow and ":" in title:
        found.section = Cell(title, -1)
    return found
