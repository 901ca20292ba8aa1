"""The table of studies: a row a study, laid out for the width that there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rich import box
from rich.table import Table
from rich.text import Text

from abstract_extract.record import Failure, Record, Study
from abstract_extract.store.readable import checks_of, outcome_lines, summarise

WIDE = 140
"""From so many columns on, each thing has a column of its own."""
OUTCOMES = 4
DOUBTS = 2
LABEL = 40
"""Characters of an outcome's label; an arm's gets half of them."""
ABSENT = "–"
LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class _Row:
    page: str
    report_type: str
    sample_size: str = ""
    cell_source: str = ""
    dose: str = ""
    follow_up: str = ""
    outcomes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    has_study: bool = True


class StudyTable:
    """Collects the studies of a run."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []

    def note(self, result: Record | Failure) -> None:
        """Takes up the studies of one more result; a failure has none."""
        if isinstance(result, Failure):
            return
        page = result.page
        name = PurePath(page.path).name + ("" if page.entry is None else f"#{page.entry}")
        kind = page.report_type.replace("_", " ")
        for number, study in enumerate(result.studies):
            self._rows.append(_row(name, kind, study, number, result))
        if not result.studies:
            self._rows.append(_Row(name, kind, doubts=_doubts(result, 0), has_study=False))

    def render(self, width: int) -> Table:
        """The table for a console of this width."""
        return _wide(self._rows) if width >= WIDE else _narrow(self._rows)


def _row(name: str, kind: str, study: Study, number: int, record: Record) -> _Row:
    words = summarise(study, number, record.checks)
    return _Row(
        page=name if number == 0 else f"{name} ({number + 1})",
        report_type=kind if study.role == "reported" else f"{kind}, cited",
        sample_size=words.sample_size,
        cell_source=words.cell_source,
        dose=words.dose,
        follow_up=words.follow_up,
        outcomes=_first(outcome_lines(study, LABEL), OUTCOMES),
        doubts=_doubts(record, number),
    )


def _doubts(record: Record, number: int) -> tuple[str, ...]:
    return _first([check.message for check in checks_of(record.checks, number)], DOUBTS)


def _first(lines: list[str], count: int) -> tuple[str, ...]:
    return (*lines[:count], *([f"+ {len(lines) - count} more"] if len(lines) > count else []))


def _table(names: str, width_of_names: int, *columns: tuple[str, int]) -> Table:
    """A table whose first column is as wide as its names; the others share the rest by their weights."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", expand=True, padding=(0, 1), show_edge=False)
    table.add_column(names, width=width_of_names, overflow="fold", vertical="top")
    for name, weight in columns:
        table.add_column(name, ratio=weight, overflow="fold", vertical="top")
    return table


def _name_width(rows: list[_Row]) -> int:
    """File names are hard to read when broken: the column takes most of them whole."""
    return min(max((len(row.page) for row in rows), default=0), LONGEST_NAME)


def _wide(rows: list[_Row]) -> Table:
    table = _table(
        "page",
        _name_width(rows),
        ("type", 3),
        ("sample size", 4),
        ("cell source", 4),
        ("dose", 5),
        ("follow-up", 4),
        ("outcomes", 9),
        ("doubts", 5),
    )
    for row in rows:
        table.add_row(
            Text(row.page, style="bold"),
            Text(row.report_type),
            _cell(row.sample_size, row),
            _cell(row.cell_source, row),
            _cell(row.dose, row),
            _cell(row.follow_up, row),
            _cell("; ".join(row.outcomes), row),
            Text(_listed(row.doubts), style="yellow"),
            end_section=True,
        )
    return table


def _narrow(rows: list[_Row]) -> Table:
    """Two things in a column: what belongs together stands one over the other."""
    table = _table(
        "page\ntype", _name_width(rows), ("sample size\ncell source", 4), ("dose\nfollow-up", 5), ("outcomes", 8)
    )
    for row in rows:
        outcomes = Text(_listed(row.outcomes) or (ABSENT if row.has_study else ""))
        for doubt in row.doubts:
            outcomes.append(f"\n! {doubt}" if outcomes.plain else f"! {doubt}", style="yellow")
        table.add_row(
            Text(row.page, style="bold").append(f"\n{row.report_type}", style="not bold dim"),
            _pair(row.sample_size, row.cell_source, row),
            _pair(row.dose, row.follow_up and f"follow-up {row.follow_up}", row),
            outcomes,
            end_section=True,
        )
    return table


def _listed(items: Sequence[str]) -> str:
    """A line each; where there are several, a dot shows where each begins."""
    if len(items) < 2:
        return "\n".join(items)
    return "\n".join(item if item.startswith("+ ") else f"· {item}" for item in items)


def _cell(words: str, row: _Row) -> Text:
    if words:
        return Text(_listed(words.split("; ")))
    return Text(ABSENT if row.has_study else "", style="dim")


def _pair(first: str, second: str, row: _Row) -> Text:
    if not row.has_study:
        return Text("")
    cells = [_cell(words, row) for words in (first, second) if words]
    return Text("\n").join(cells or [_cell("", row)])
