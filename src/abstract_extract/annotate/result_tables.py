"""Results tables: participant flow, outcomes and adverse events, by row and arm.

A table's columns are its arms, named in a heading row; its label says what it is ("Participant Flow", "Adverse
Events", "Primary Outcome: …"). Baseline tables hold no result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import Arms, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Sentence, Stretch

from .arm_names import arm_key
from .numbers import exact
from .outcome_kinds import kind_of
from .people import unit_of
from .result_columns import (
    TOTAL,
    are_arms,
    arm_of_row,
    is_total,
    mention_described,
    say_how,
    set_columns,
    stacked_column,
    without_percent_cells,
)
from .result_flow import TableFacts, add_flow_row, add_participants
from .result_rows import SHARE_WORD, Cell, Row, is_value, label_cell, number_of, read_row, time_in, value_groups
from .result_state import FLOW, HARM_TABLE, TIME_FRAME, Column, Measure, Table, next_table, note_field
from .result_vocabulary import says
from .table_people import counts_people, people_row

__all__ = ["TableFacts", "read_tables"]

_BASELINE = re.compile(r"baseline|demographic|characteristics at|screening|eligib", re.IGNORECASE)
_NOT_COUNTED = re.compile(
    r"mean|median|\bSD\b|standard dev|score|confidence|\bCI\b|range|change|ratio|percent of|units? of|number of events|\bcm\b|\bmg\b|years?\b|days?\b,|least squares|geometric|p-value",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"count[ _]of[ _](?:participants|units)|number of (?:participants|subjects|patients)|^n(?: \(%\))?$|participants with|count \(%\)|number \| (?:participants|subjects|patients)|number, percentage of (?:participants|subjects|patients)|units?: (?:percentage of )?(?:participants|subjects|patients)|^(?:participants|subjects|patients)$",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(rf"(?:percent(?:age)? of |.*(?!perce){SHARE_WORD})(?!change|.{{0,30}}\bchange)", re.IGNORECASE)
_EVENTS_BESIDE = re.compile(
    r"(?<=\d)(?: ?\([\d.]+ ?%\))?[\s(•·,;]+(?:(?:number of |# ?)events:? )?(?P<events>\d+)(?: events?\b|\Z|(?= •))",
    re.IGNORECASE,
)
_COMPOSITE = re.compile(
    r"\bor (?:all-cause )?(?:death|mortality)|\b(?:death|mortality)(?: \w+)? or\b|\bmajor (?!adverse (?:event|reaction)).{0,30}\bevents?\b|\bsurvival\b",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"description|period title|frequency threshold", re.IGNORECASE)
_UNITS_OF = re.compile(
    r"(?:(?:overall )?(?:number|no\.?) of |units analy[sz]ed: ?)(?!units)(?P<unit>[a-z]+(?: pairs)?)\b", re.IGNORECASE
)
_END_POINT = re.compile(
    r"\b(?:rejections?|relapses?|recurrences?|reactivations?|\w*log(?:10)?[ -](?:drop|reduction|fall))\b", re.IGNORECASE
)
_OUTCOME_TABLE = re.compile(r"(?:primary|secondary|other|post-hoc)\b.{0,20}\boutcome|outcome measures", re.IGNORECASE)
_PERIOD = re.compile(r"\bperiod\b|\A(?:overall study|treatment|follow-?up|extension)\b", re.IGNORECASE)
_DEATHS_SECTION = re.compile(r"mortality|death", re.IGNORECASE)


def read_tables(text: str, stretches: Sequence[Stretch], arms: Arms, sentences: Sequence[Sentence] = ()) -> TableFacts:
    """The facts of all tables; the arms that their headings name are added to `arms`.

    What a table says of its columns, in fields of its own, is of the columns' arms: `sentences` are those of the text.
    """
    facts = TableFacts()
    if not any(stretch.role is Role.TABLE for stretch in stretches):
        return facts
    table = Table()
    measures: list[Measure] = []
    harms = Measure("", Said("", 0, 0))
    completed: list[ParticipantsCandidate] = []
    described: list[Stretch] = []
    for stretch in stretches:
        if stretch.role is Role.FIELD and stretch.label == "Reporting Group Description":
            described = [*described, stretch]
            mention_described(described, table, arms, sentences)
        elif stretch.role is Role.FIELD:
            cell = Cell(text[stretch.start : stretch.end], stretch.start)
            note_field(cell, stretch.label or "", measures, harms)
            if stretch.label == "Arm Group Label" and not table.title and arm_key(cell.string) in arms.candidates:
                table.before.append(Column(arm_key(cell.string)))
        if stretch.role is not Role.TABLE:
            continue
        described = []
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
    if row.head.string and (not is_flow or _PERIOD.search(row.words)):
        table.section = row.head
    if is_flow and (_PERIOD.search(row.words) or time_in(row.head)):
        table.time_point, table.started = time_in(row.head), {}
    elif not is_flow and HARM_TABLE.search(row.words) and row.time is not None:
        table.time_point = row.time


def _row(row: Row, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate], arms: Arms) -> None:
    arm = arm_of_row(row, table, arms)
    if arm is not None:
        of_arm = replace(table, columns=[replace(column, arm=arm) for column in table.columns])
        _values(replace(row, head=row.head.part(0, 0), words=""), of_arm, facts, completed)
        return
    stacked = stacked_column(row, table, arms)
    if stacked is not None:
        index, row = stacked
        _analysed_of_column(table.columns[index], table, facts)
        for cell in row.values:
            _cell(row, cell, index, table, facts, completed)
        return
    table.is_stacking = False
    if not row.values:
        _part(row, table)
    elif _DESCRIPTION.search(row.head.string):
        return
    elif are_arms((row.head, *row.values), arms) and not is_total(row.head):
        _heads((row.head, *row.values), table, facts, arms)
    elif say_how(row.values):
        _part(row, table)
        set_columns(row.values, table, arms)
    elif row.is_heading or are_arms(row.values, arms):
        _heads(row.values, table, facts, arms)
    elif TIME_FRAME.match(row.head.string):
        table.time_point = time_in(row.values[0]) or table.time_point
    elif len(row.values) == 1 and not is_value(row.values[0]):
        return
    elif table.columns or len(row.values) == 1 or len(row.values) == len(table.before):
        _values(row, table, facts, completed)


def _heads(cells: Sequence[Cell], table: Table, facts: TableFacts, arms: Arms) -> None:
    """A row that names the columns; the sizes that it gives them in a table of a measure were analysed."""
    set_columns(cells, table, arms)
    for column in table.columns if _OUTCOME_TABLE.match(table.title) else ():
        _analysed_of_column(column, table, facts)


def _values(row: Row, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate]) -> None:
    """A row of values, one a column."""
    if not table.columns and len(row.values) > 1:
        table.columns = [replace(column, size=None, is_of_events=False) for column in table.before]
    row = without_percent_cells(row, len(table.columns))
    table.counts_people = counts_people(row, table)
    table.columns += [Column(None)] * (len(row.values) - len(table.columns))
    for index, cell in enumerate(row.values):
        if table.columns[index].arm != TOTAL and cell.string:
            _cell(row, cell, index, table, facts, completed)
    if not row.names_nothing:
        table.last = row.head


def _analysed_of_column(column: Column, table: Table, facts: TableFacts) -> None:
    """The size of a column in a table of a measure: so many were analysed."""
    if column.size is not None and not FLOW.search(table.title) and not says("harms", table.title):
        add_participants(facts, column.size, "analysed", column.arm, _unit(column, table))


def _cell(
    row: Row, cell: Cell, index: int, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate]
) -> None:
    places = value_groups(cell.string, _words_of(row, table))
    if places is None:
        return
    column = table.columns[index]
    alone = places["alone"]
    count = cell.said(exact(cell.string[alone[0] : alone[1]]), *alone) if alone else None
    if FLOW.search(table.title):
        if count is not None:
            add_flow_row(row.head, count, column.arm, table, facts, completed)
        return
    if count and says("analysed", row.head.string):
        units = _UNITS_OF.search(row.words)
        column = replace(column, size=count, unit=(units and unit_of(units["unit"].lower())) or column.unit)
        add_participants(facts, count, "analysed", column.arm, _unit(column, table))
        table.columns[index] = column
        return
    if count and (of_people := people_row(row.words)):
        add_participants(facts, count, of_people[0], column.arm, of_people[1])
        return
    is_counted = bool(_COUNTED.search(row.words)) or table.counts_people
    if _NOT_COUNTED.search(row.words) and not (is_counted and _COUNTED.search(row.words)):
        return
    is_counted = is_counted or (row.names_nothing and table.label is not None) or column.is_of_events
    if count and not (says("harms", table.title) or is_counted or column.size is not None):
        return
    _outcome(row, cell, places, column, table, facts)


def _words_of(row: Row, table: Table) -> str:
    """The words that say how a row counts: its own, and those of a measure that is a share of people or eyes."""
    title = table.measure.title if table.measure else ""
    return f"{row.words} {title}" if _SHARE_OF.match(title) and not _COUNTED.search(row.words) else row.words


def _label(row: Row, table: Table) -> Said | None:
    """What a row's counts are of: its name, or where it has none that of the measure, the section or the row before."""
    if not row.names_nothing:
        return row.head.said(row.head.string, 0, len(row.head.string))
    if table.label is not None:
        return table.label
    cell = table.last if row.is_of_events else table.section
    if cell is not None and cell.start >= 0:
        cell = label_cell(cell.part(0, cell.string.find(":")) if ":" in cell.string else cell)
        return cell.said(cell.string, 0, len(cell.string)) if cell.string else None
    return row.head.said(row.head.string, 0, len(row.head.string)) if row.head.string else None


def _outcome(
    row: Row, cell: Cell, places: dict[str, tuple[int, int] | None], column: Column, table: Table, facts: TableFacts
) -> None:
    def said(*names: str) -> Said | None:
        place = next((places[name] for name in names if places[name]), None)
        return cell.said(number_of(cell.string[place[0] : place[1]]), *place) if place else None

    label = table.label if table.label is not None and _COUNTED.search(row.words) else _label(row, table)
    if label is None:
        return
    words = f"{label.value} {table.heading if _DEATHS_SECTION.search(table.heading) else ''}"
    is_harm = says("harms", table.title) or bool(table.section and HARM_TABLE.search(table.section.string))
    kind: OutcomeKind = "death" if says("deaths", words) else kind_of(words)
    if kind in ("death", "adverse_event") and table.measure is not None and _COMPOSITE.search(str(label.value)):
        kind = "efficacy"
    if kind == "adverse_event" and table.measure is not None and _END_POINT.search(str(label.value)):
        kind = "efficacy"
    if is_harm and kind not in ("death", "withdrawal"):
        kind = "adverse_event"
    is_of_events = row.is_of_events or column.is_of_events
    if is_of_events and places["of"]:
        # "Causally related / all": the second number is that of the events.
        places = places | {"events": places["of"], "of": None}
    facts.outcomes.append(
        OutcomeCandidate(
            label,
            kind,
            said("events", "count", "alone"),
            None if is_of_events else said("of") or column.size,
            said("p1", "p2", "p4", "p3"),
            "events" if is_of_events else _unit(column, table),
            column.arm,
            row.time or table.time,
            "table",
        )
    )
    beside = _EVENTS_BESIDE.search(cell.string) if places["of"] and not is_of_events and is_harm else None
    if beside is not None:
        events = cell.said(exact(beside["events"]), *beside.span("events"))
        time = row.time or table.time
        facts.outcomes.append(OutcomeCandidate(label, kind, events, None, None, "events", column.arm, time, "table"))


def _unit(column: Column, table: Table) -> str:
    measured = table.measure.unit if table.measure else None
    return measured if measured and column.unit == "patients" else column.unit
