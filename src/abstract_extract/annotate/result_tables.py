"""Results tables: participant flow, outcomes and adverse events, by row and arm.

A table's columns are its arms, named in a heading row; its label says what it is ("Participant Flow", "Adverse
Events", "Primary Outcome: …"). Baseline tables hold no result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from abstract_extract.candidates import ArmCandidate, Arms, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import OutcomeKind, ParticipantStatus
from abstract_extract.study import Stretch

from .arm_names import arm_key, role_of
from .durations import find_durations
from .numbers import exact
from .outcome_labels import kind_of

_BAR = re.compile(r"\s*\|(?:\s+|\Z)|\A\|\s*")
_HEADING = re.compile(
    r"arm/?\s?group title|^arms?\b|^groups?\b|^outcome\b|^events?\b|^variable|^characteristic|^parameter|^$|^adverse event|^measure\b|^endpoint|^end point|^result|^n\b|reporting group",
    re.IGNORECASE,
)
_BASELINE = re.compile(r"baseline|demographic|characteristics at|screening|eligib", re.IGNORECASE)
_SIZE = re.compile(r"[(\[]?\bn ?= ?(\d+)", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<events>\d[\d,]*)\s?(?:/|of)\s?(?P<of>\d[\d,]*)(?:\s?\(?(?P<p1>\d+(?:\.\d+)?)\s?%?\)?)?|(?P<count>\d[\d,]*)\s?[(\[]?\s?(?P<p2>\d+(?:\.\d+)?)\s?%\s?[)\]]?|(?P<alone>\d[\d,]*)(?![\d.])|(?P<p3>\d+(?:\.\d+)?)\s?%"
)
_NOT_COUNTED = re.compile(
    r"mean|median|\bSD\b|standard dev|score|confidence|\bCI\b|range|change|ratio|percent of|units? of|number of events|\bcm\b|\bmg\b|years?\b|days?\b,|least squares|geometric",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"count of (?:participants|units)|number of (?:participants|subjects|patients)|^n(?: \(%\))?$|participants with",
    re.IGNORECASE,
)
_STARTED, _COMPLETED, _NOT_COMPLETED = (
    re.compile(r"^started$", re.IGNORECASE),
    re.compile(r"^completed$", re.IGNORECASE),
    re.compile(r"^not completed$", re.IGNORECASE),
)
_ANALYSED = re.compile(r"participants analy[sz]ed|number analy[sz]ed|subjects analy[sz]ed", re.IGNORECASE)
_LOST = re.compile(r"^lost to follow", re.IGNORECASE)
_FLOW, _HARMS = (
    re.compile(r"participant flow|subject disposition", re.IGNORECASE),
    re.compile(r"adverse|safety|complication|side effect|toxicit|mortality|event", re.IGNORECASE),
)


_DESCRIPTION = re.compile(r"description|period title", re.IGNORECASE)
_ANY_LETTER = re.compile(r"[A-Za-z]")
_COUNT_CELL = re.compile(r"\d+ ?[(/%]")
_TIME_FRAME = re.compile(r"time ?frame", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"(?:affected|n \(%\)|number|p\b)", re.IGNORECASE)
_TOTAL_HEAD = re.compile(r"(?:total|overall|all)\b", re.IGNORECASE)
_TREATED_ROW = re.compile(r"received|treated", re.IGNORECASE)
_DEATHS_SECTION = re.compile(r"mortality|death", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its words and place in the study text."""

    string: str
    start: int

    def said(self, value: float | str, start: int, end: int) -> Said:
        """What stands at `start:end` of the cell."""
        return Said(value, self.start + start, self.start + end)


@dataclass(slots=True)
class TableFacts:
    """What the tables of a page state."""

    participants: list[ParticipantsCandidate] = field(default_factory=list)
    outcomes: list[OutcomeCandidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a table: its number, its arm, and how many columns of arms there are."""

    index: int
    arm: str | None
    of: int


@dataclass(slots=True)
class _Table:
    title: str = ""
    columns: list[str | None] = field(default_factory=list)
    sizes: list[Said | None] = field(default_factory=list)
    label: Said | None = None
    time_point: Said | None = None
    section: str = ""
    """The sub-heading that the rows stand under: "Serious Adverse Events"."""


def read_tables(text: str, stretches: Sequence[Stretch], arms: Arms) -> TableFacts:
    """The facts of all tables; the arms that their headings name are added to `arms`."""
    facts = TableFacts()
    if not any(stretch.role is Role.TABLE for stretch in stretches):
        return facts
    table = _Table()
    measures = {
        text[s.start : s.end].strip().lower(): Said(text[s.start : s.end].strip(), s.start, s.end)
        for s in stretches
        if s.role is Role.FIELD and "outcome measure" in (s.label or "").lower()
    }
    completed: list[ParticipantsCandidate] = []
    for stretch in stretches:
        if stretch.role is not Role.TABLE:
            continue
        title = (stretch.label or "").strip()
        if title != table.title:
            same_flow = _FLOW.search(title) and _FLOW.search(table.title)
            kept = (table.columns, table.sizes) if same_flow or not table.title else ([], [])
            started = table.title
            table = _Table(title, *kept, label=measures.get(title.partition(": ")[2].lower()))
            table.section = started if same_flow and ":" in started else ""
        cells = _cells(text[stretch.start : stretch.end], stretch.start)
        if cells and not _BASELINE.search(title):
            _row(cells, table, facts, completed, arms)
    facts.participants += completed
    return facts


def _cells(row: str, start: int) -> list[Cell]:
    cells: list[Cell] = []
    position = 0
    for match in [*_BAR.finditer(row), None]:
        end = match.start() if match else len(row)
        if row[position:end].strip():
            cells.append(
                Cell(
                    row[position:end].strip(),
                    start + position + len(row[position:end]) - len(row[position:end].lstrip()),
                )
            )
        position = match.end() if match else end
    return cells


def _row(
    cells: list[Cell], table: _Table, facts: TableFacts, completed: list[ParticipantsCandidate], arms: Arms
) -> None:
    head, values = cells[0], cells[1:]
    if not values:
        table.section = head.string
        return
    if _DESCRIPTION.search(head.string):
        return
    if _HEADING.search(head.string) and all(
        _ANY_LETTER.search(c.string) and not _COUNT_CELL.match(c.string) for c in values
    ):
        _columns(values, table, arms)
        return
    if _TIME_FRAME.match(head.string):
        durations = find_durations(values[0].string)
        if durations:
            table.time_point = values[0].said(durations[-1].iso, durations[-1].start, durations[-1].end)
        return
    if not table.columns and len(values) > 1:
        return
    columns = (
        table.columns
        if len(table.columns) >= len(values)
        else [*table.columns, *[None] * (len(values) - len(table.columns))]
    )
    arms_shown = len([c for c in columns if c != "total"])
    for index, (cell, arm) in enumerate(zip(values, columns, strict=False)):
        if arm != "total":
            _cell(head, cell, _Column(index, arm, arms_shown), table, facts, completed)


def _columns(values: Sequence[Cell], table: _Table, arms: Arms) -> None:
    table.columns, table.sizes = [], []
    for cell in values:
        if _COUNT_HEAD.match(cell.string):
            table.columns = table.columns or [None]
            return
        if _TOTAL_HEAD.match(cell.string):
            table.columns.append("total")
            table.sizes.append(None)
            continue
        size = _SIZE.search(cell.string)
        label = cell.string[: size.start()].rstrip(" ([,") if size else cell.string
        key = arm_key(label)
        if key not in arms.candidates:
            arms.candidates[key] = ArmCandidate(key, cell.said(label, 0, len(label)), role_of(key, label))
        table.columns.append(key)
        table.sizes.append(cell.said(int(size[1]), size.start(1), size.end(1)) if size else None)


def _cell(
    head: Cell,
    cell: Cell,
    column: _Column,
    table: _Table,
    facts: TableFacts,
    completed: list[ParticipantsCandidate],
) -> None:
    index, arm = column.index, column.arm
    match = _VALUE.match(cell.string)
    if match is None:
        return
    count = cell.said(exact(match["alone"]), *match.span("alone")) if match["alone"] else None
    if _FLOW.search(table.title):
        if count is None:
            return
        _flow(head, count, column, table, facts, completed)
        return
    if _ANALYSED.search(head.string) and count:
        _participants(facts, count, "analysed", arm)
        while len(table.sizes) <= index:
            table.sizes.append(None)
        table.sizes[index] = count
        return
    is_harm = bool(_HARMS.search(table.title))
    if _NOT_COUNTED.search(head.string) and not _COUNTED.search(head.string):
        return
    if count and not (is_harm or _COUNTED.search(head.string) or table.sizes[index : index + 1] not in ([], [None])):
        return
    _outcome(head, cell, match, column, table, facts, is_harm=is_harm)


def _participants(facts: TableFacts, count: Said, status: ParticipantStatus, arm: str | None) -> None:
    candidate = ParticipantsCandidate(count, status, "patients", arm, "table")
    if not any((p.count.value, p.status, p.arm) == (count.value, status, arm) for p in facts.participants):
        facts.participants.append(candidate)


def _flow(
    head: Cell, count: Said, column: _Column, table: _Table, facts: TableFacts, completed: list[ParticipantsCandidate]
) -> None:
    arm = column.arm
    if _STARTED.search(head.string):
        if not table.section or not any(
            p.status in ("allocated", "enrolled") and p.arm == arm for p in facts.participants
        ):
            _participants(facts, count, "allocated" if column.of > 1 else "enrolled", arm)
    elif _COMPLETED.search(head.string):
        # Only the last period's count: a later period takes the place of an earlier one.
        completed[:] = [p for p in completed if p.arm != arm]
        completed.append(ParticipantsCandidate(count, "completed", "patients", arm, "table"))
    elif _TREATED_ROW.search(head.string):
        _participants(facts, count, "treated", arm)
    else:
        if _LOST.search(head.string):
            _participants(facts, count, "lost", arm)
        kind: OutcomeKind = "death" if kind_of(head.string) == "death" else "withdrawal"
        facts.outcomes.append(
            OutcomeCandidate(
                head.said(head.string, 0, len(head.string)), kind, count, None, None, "patients", arm, None, "table"
            )
        )


def _outcome(
    head: Cell,
    cell: Cell,
    match: re.Match[str],
    column: _Column,
    table: _Table,
    facts: TableFacts,
    *,
    is_harm: bool,
) -> None:
    index = column.index
    events_name = next((name for name in ("events", "count", "alone") if match[name]), None)
    percent_name = next((name for name in ("p1", "p2", "p3") if match[name]), None)
    events = cell.said(exact(match[events_name]), *match.span(events_name)) if events_name else None
    denominator = (
        cell.said(exact(match["of"]), *match.span("of"))
        if match["of"]
        else table.sizes[index]
        if index < len(table.sizes)
        else None
    )
    percent = cell.said(exact(match[percent_name]), *match.span(percent_name)) if percent_name else None
    is_count_row = _COUNTED.search(head.string) and table.label is not None
    label = table.label if is_count_row and table.label else head.said(head.string, 0, len(head.string))
    words = f"{label.value} {table.section if _DEATHS_SECTION.search(table.section) else ''}"
    kind: OutcomeKind = (
        "death"
        if kind_of(words) == "death"
        else "adverse_event"
        if is_harm and kind_of(words) != "withdrawal"
        else kind_of(words)
    )
    facts.outcomes.append(
        OutcomeCandidate(label, kind, events, denominator, percent, "patients", column.arm, table.time_point, "table")
    )
