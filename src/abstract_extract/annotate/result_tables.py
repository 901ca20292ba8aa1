"""Results tables: participant flow, outcomes and adverse events, by row and arm.

A table's columns are its arms, named in a heading row; its label says what it is ("Participant Flow", "Adverse
Events", "Primary Outcome: …"). Baseline tables hold no result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from abstract_extract.candidates import ArmCandidate, Arms, Derives, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import OutcomeKind, ParticipantStatus
from abstract_extract.study import Stretch

from .arm_names import arm_key, role_of
from .numbers import exact
from .outcome_kinds import kind_of
from .result_rows import Cell, Row, label_cell, read_row, time_in, value_groups
from .result_state import FLOW, HARM_TABLE, TIME_FRAME, Measure, Table, next_table, note_field

_BASELINE = re.compile(r"baseline|demographic|characteristics at|screening|eligib", re.IGNORECASE)
_SIZE = re.compile(r"[(\[]?\bn ?= ?(\d+)", re.IGNORECASE)
_SHARE, _OF = re.compile(r"\d+(?:\.\d+)?\s?%"), re.compile(r"\d+\s?/\s?\d+\b")
_NOT_COUNTED = re.compile(
    r"mean|median|\bSD\b|standard dev|score|confidence|\bCI\b|range|change|ratio|percent of|units? of|number of events|\bcm\b|\bmg\b|years?\b|days?\b,|least squares|geometric|p-value",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"count[ _]of[ _](?:participants|units)|number of (?:participants|subjects|patients)|^n(?: \(%\))?$|participants with|count \(%\)|number \| (?:participants|subjects|patients)|number, percentage of (?:participants|subjects|patients)|units?: (?:percentage of )?(?:participants|subjects|patients)|^(?:participants|subjects|patients)$",
    re.IGNORECASE,
)
_STARTED, _COMPLETED = re.compile(r"^started$", re.IGNORECASE), re.compile(r"^completed$", re.IGNORECASE)
_ANALYSED = re.compile(
    r"(?:participants|number|subjects|patients) analy[sz]ed|number of (?:participants|subjects|patients) analy[sz]ed|^analy[sz]ed$",
    re.IGNORECASE,
)
_LOST = re.compile(r"^lost to follow", re.IGNORECASE)
_HARMS = re.compile(r"adverse|safety|complication|side effect|toxicit|mortality|event", re.IGNORECASE)
_DESCRIPTION = re.compile(r"description|period title", re.IGNORECASE)
_PERIOD = re.compile(r"\bperiod\b|\A(?:overall study|treatment|follow-?up|extension)\b", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"(?:affected|n \(%\)|number|p\b)", re.IGNORECASE)
_TOTAL_HEAD = re.compile(r"(?:total|overall|all)\b", re.IGNORECASE)
_TREATED_ROW = re.compile(
    r"\b(?:received|treated|injected|infused|dosed|transplanted|implanted|underwent)\b", re.IGNORECASE
)
_DEATHS_SECTION = re.compile(r"mortality|death", re.IGNORECASE)


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


def read_tables(text: str, stretches: Sequence[Stretch], arms: Arms) -> TableFacts:
    """The facts of all tables; the arms that their headings name are added to `arms`."""
    facts = TableFacts()
    if not any(stretch.role is Role.TABLE for stretch in stretches):
        return facts
    table = Table()
    measures: list[Measure] = []
    harms = Measure("", Said("", 0, 0))
    completed: list[ParticipantsCandidate] = []
    for stretch in stretches:
        if stretch.role is Role.FIELD:
            cell = Cell(text[stretch.start : stretch.end], stretch.start)
            note_field(cell, stretch.label or "", measures, harms)
            if stretch.label == "Arm Group Label" and not table.title and arm_key(cell.string) in arms.candidates:
                table.before.append(arm_key(cell.string))
        if stretch.role is not Role.TABLE:
            continue
        title = (stretch.label or "").strip()
        if title != table.title:
            table = next_table(table, title, measures, harms)
        row = read_row(text[stretch.start : stretch.end], stretch.start)
        if row is not None and not _BASELINE.search(title):
            _row(row, table, facts, completed, arms)
    facts.participants += completed
    return facts


def _part(row: Row, table: Table) -> None:
    """A row of one cell: a period of the flow, or a part of another table."""
    is_flow = bool(FLOW.search(table.title))
    if not is_flow or _PERIOD.search(row.words):
        table.section = row.head
    if is_flow and (_PERIOD.search(row.words) or time_in(row.head)):
        table.time_point, table.started = time_in(row.head), {}


def _row(row: Row, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate], arms: Arms) -> None:
    if _stacks_column(row, table, facts, arms):
        return
    table.is_stacking = False
    if not row.values:
        _part(row, table)
        return
    if _DESCRIPTION.search(row.head.string):
        return
    if row.is_heading:
        _columns(row.values, table, arms)
        return
    if TIME_FRAME.match(row.head.string):
        table.time_point = time_in(row.values[0]) or table.time_point
        return
    if not table.columns and _is_all_names(row, arms):
        _columns((row.head, *row.values), table, arms)
        return
    if not table.columns and len(row.values) > 1:
        if len(row.values) != len(table.before):
            return
        table.columns = list(table.before)
    row = _without_percent_cells(row, len(table.columns))
    columns = [*table.columns, *[None] * (len(row.values) - len(table.columns))]
    arms_shown = len([c for c in columns if c != "total"])
    for index, (cell, arm) in enumerate(zip(row.values, columns, strict=False)):
        if arm != "total" and cell.string:
            _cell(row, cell, _Column(index, arm, arms_shown), table, facts, completed)
    if not row.names_nothing:
        table.last = row.head


def _stacks_column(row: Row, table: Table, facts: TableFacts, arms: Arms) -> bool:
    """Whether a row is a column's head: an arm's name alone or with its size, where a page lost its tables' heads."""
    key = arm_key(row.head.string)
    is_total = bool(_TOTAL_HEAD.fullmatch(row.head.string))
    sizes = [_SIZE.match(cell.string) for cell in row.values]
    if not (key in arms.candidates or (is_total and table.is_stacking)) or len(sizes) > 1 or not all(sizes):
        return False
    if not table.is_stacking:
        table.columns, table.sizes, table.is_stacking = [], [], True
    size = sizes[0] if sizes else None
    count = row.values[0].said(int(size[1]), size.start(1), size.end(1)) if size else None
    table.columns.append("total" if is_total else key)
    table.sizes.append(None if is_total else count)
    if count is not None and not is_total and not FLOW.search(table.title) and not _HARMS.search(table.title):
        _participants(facts, count, "analysed", key)
    return True


def _without_percent_cells(row: Row, columns: int) -> Row:
    """A row in which each count stands behind a cell of its percentage, without those."""
    percents, counts = row.values[::2], row.values[1::2]
    is_doubled = columns and len(row.values) == 2 * columns and all(_SHARE.fullmatch(c.string) for c in percents)
    return replace(row, values=counts) if is_doubled and all(_OF.match(c.string) for c in counts) else row


def _is_all_names(row: Row, arms: Arms) -> bool:
    """Whether a row names arms and nothing else: the head of a table that lost its first, empty cell."""
    return all(arm_key(cell.string) in arms.candidates for cell in (row.head, *row.values))


def _columns(values: Sequence[Cell], table: Table, arms: Arms) -> None:
    if all(_COUNT_HEAD.match(cell.string) for cell in values):
        table.columns = table.columns or [None]
        return
    table.columns, table.sizes = [], []
    for cell in values:
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
    row: Row, cell: Cell, column: _Column, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate]
) -> None:
    places = value_groups(cell.string, row.words)
    if places is None:
        return
    alone = places["alone"]
    count = cell.said(exact(cell.string[alone[0] : alone[1]]), *alone) if alone else None
    if FLOW.search(table.title):
        if count is not None:
            _flow(row.head, count, column, table, facts, completed)
        return
    if _ANALYSED.search(row.head.string) and count:
        _participants(facts, count, "analysed", column.arm)
        while len(table.sizes) <= column.index:
            table.sizes.append(None)
        table.sizes[column.index] = count
        return
    is_counted = bool(_COUNTED.search(row.words))
    if _NOT_COUNTED.search(row.words) and not is_counted:
        return
    is_counted = is_counted or (row.names_nothing and table.label is not None)
    sized = table.sizes[column.index : column.index + 1] not in ([], [None])
    if count and not (_HARMS.search(table.title) or is_counted or sized):
        return
    _outcome(row, cell, places, column, table, facts)


def _participants(facts: TableFacts, count: Said, status: ParticipantStatus, arm: str | None) -> None:
    candidate = ParticipantsCandidate(count, status, "patients", arm, "table")
    if not any((p.count.value, p.status, p.arm) == (count.value, status, arm) for p in facts.participants):
        facts.participants.append(candidate)


def _flow(
    head: Cell, count: Said, column: _Column, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate]
) -> None:
    arm = column.arm
    if _STARTED.search(head.string):
        table.started[arm] = count
        if not any(p.status in ("allocated", "enrolled") and p.arm == arm for p in facts.participants):
            _participants(facts, count, "allocated" if column.of > 1 else "enrolled", arm)
    elif _COMPLETED.search(head.string):
        # Only the last period's count: a later period takes the place of an earlier one.
        completed[:] = [p for p in completed if p.arm != arm]
        completed.append(ParticipantsCandidate(count, "completed", "patients", arm, "table"))
    elif _TREATED_ROW.search(head.string):
        _participants(facts, count, "treated", arm)
    else:
        if _LOST.search(head.string) and count.value:
            _participants(facts, count, "lost", arm)
        kind: OutcomeKind = "death" if kind_of(head.string) == "death" else "withdrawal"
        started = table.started.get(arm)
        of = Derives(started.value, "arm size: started" if arm else "participants: started") if started else None
        label = head.said(head.string, 0, len(head.string))
        facts.outcomes.append(OutcomeCandidate(label, kind, count, of, None, "patients", arm, table.time, "table"))


def _label(row: Row, table: Table) -> Said | None:
    """What a row's counts are of: its name, or where it has none that of the measure, the section or the row before."""
    if not row.names_nothing:
        return row.head.said(row.head.string, 0, len(row.head.string))
    if table.label is not None:
        return table.label
    cell = table.last if row.is_of_events else table.section
    if cell is not None and cell.start >= 0:
        cell = label_cell(cell.part(0, cell.string.find(":")) if ":" in cell.string else cell)
        return cell.said(cell.string, 0, len(cell.string))
    return row.head.said(row.head.string, 0, len(row.head.string))


def _outcome(
    row: Row, cell: Cell, places: dict[str, tuple[int, int] | None], column: _Column, table: Table, facts: TableFacts
) -> None:
    def said(*names: str) -> Said | None:
        place = next((places[name] for name in names if places[name]), None)
        return cell.said(exact(cell.string[place[0] : place[1]]), *place) if place else None

    label = table.label if table.label is not None and _COUNTED.search(row.words) else _label(row, table)
    assert label is not None
    words = f"{label.value} {table.heading if _DEATHS_SECTION.search(table.heading) else ''}"
    is_harm = bool(_HARMS.search(table.title)) or bool(table.section and HARM_TABLE.search(table.section.string))
    kind = kind_of(words)
    if is_harm and kind not in ("death", "withdrawal"):
        kind = "adverse_event"
    size = table.sizes[column.index] if column.index < len(table.sizes) else None
    is_of_events = row.is_of_events
    if is_of_events and places["of"]:
        # "Causally related / all": the second number is that of the events.
        places = places | {"events": places["of"], "of": None}
    facts.outcomes.append(
        OutcomeCandidate(
            label,
            kind,
            said("events", "count", "alone"),
            None if is_of_events else said("of") or size,
            said("p1", "p2", "p3"),
            "events" if is_of_events else "patients",
            column.arm,
            row.time or table.time,
            "table",
        )
    )
