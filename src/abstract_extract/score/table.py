"""The score as tables for a terminal of 100 columns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from .counts import Figure
from .fields import STATUSES, TOTAL, Mode
from .gains import Change
from .scoring import Result
from .verdicts import PageVerdicts, Verdict

_STYLE = {"right": "green", "wrong": "red", "missing": "yellow", "spurious": "magenta"}
_INDENTED = frozenset(f"participants.{status}" for status in STATUSES)


def overview(result: Result, title: str) -> RenderableType:
    """All fields, exact and value only, then the groups of pages, then the pages without a record."""
    parts: list[RenderableType] = [field_table(result, title)]
    calibration = result.calibration
    if calibration.error is not None:
        parts.append(
            Text(
                f"confidence of {calibration.count:,} facts: expected calibration error {calibration.error:.3f}", "dim"
            )
        )
    parts += [_group_table(result, shown) for shown in result.groups]
    if result.without_record:
        names = ", ".join(page.page for page in result.without_record)
        parts.append(
            Text(f"no record for {len(result.without_record)} of {len(result.pages)} pages: {names}", "yellow")
        )
    return Group(*parts)


def field_table(result: Result, title: str) -> Table:
    """One row a field: n values in the gold; precision, recall, F1 and its 95 % interval, in both ways."""
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("field", no_wrap=True)
    table.add_column("n", justify="right")
    for way in ("exact", "value"):
        for column in (f"{way} P", "R", "F1", "95 %"):
            table.add_column(column, justify="right", no_wrap=True)
    for name, by_mode in result.scores.fields.items():
        shown = "  " + name.removeprefix("participants.") if name in _INDENTED else name
        exact, value = by_mode["exact"], by_mode["value"]
        table.add_row(shown, str(exact.gold), *_cells(exact), *_cells(value), style="bold" if name == TOTAL else None)
    return table


def page_table(page: PageVerdicts, mode: Mode = "exact") -> Table:
    """One page's values: what the gold has, what the record has, and whether it is right."""
    title = f"{page.page} {page.path} · {page.report_type} · {page.reader}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, header_style="dim")
    for column in ("field", "gold", "record", "exact", "value"):
        table.add_column(column, overflow="fold")
    by_value = {verdict.fact: verdict.call for verdict in page.verdicts["value"] if verdict.in_gold}
    for verdict in page.verdicts[mode]:
        if verdict.field in _INDENTED:
            continue
        call = verdict.call + (f" ({verdict.why})" if verdict.why else "")
        other = by_value.get(verdict.fact, "") if verdict.in_gold else ""
        field = f"{verdict.field} {verdict.note}".strip()
        table.add_row(
            field,
            side(verdict, "gold"),
            side(verdict, "found"),
            Text(call, _STYLE[verdict.call]),
            Text(other, _STYLE.get(other, "")),
        )
    return table


def change_table(change: Change) -> RenderableType:
    """The facts gained and lost, one a line."""
    head = (
        f"{change.mode}: {len(change.gained)} gained, {len(change.lost)} lost; "
        f"false values {change.spurious_before} → {change.spurious_now}"
    )
    lines = [Text(head, "bold")]
    for sign, verdicts, style in (("+", change.gained, "green"), ("-", change.lost, "red")):
        lines += [Text(f"{sign} {line(verdict)}", style) for verdict in verdicts]
    return Group(*lines)


def line(verdict: Verdict) -> str:
    """A verdict in one line."""
    now = "" if verdict.call == "right" else f"; now {verdict.call} {side(verdict, 'found')} {verdict.why}".rstrip()
    return f"{verdict.page} {verdict.field} {side(verdict, 'gold')} {verdict.note}".rstrip() + now


def side(verdict: Verdict, which: str) -> str:
    """The gold's or the record's value with its words and place."""
    value = verdict.gold if which == "gold" else verdict.found
    if value is None:
        return ""
    shown = str(value)
    if value.text and value.text != shown:
        shown += f" “{value.text}”"
    if value.span:
        shown += f" @{value.start}:{value.end}"
    return shown + (" (derived)" if value.derived else "")


def _group_table(result: Result, shown: str) -> Table:
    title = f"\n{TOTAL} by {shown}"
    table = Table(title=title, title_justify="left", box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column(shown, no_wrap=True)
    for column in ("pages", "n", "exact F1", "value F1", "type right"):
        table.add_column(column, justify="right")
    for name, scores in result.groups[shown].items():
        by_mode, kind = scores.fields.get(TOTAL, {}), scores.fields.get("report_type", {})
        cells = [_share(by_mode[mode].f1) if mode in by_mode else "–" for mode in ("exact", "value")]
        n = str(by_mode["exact"].gold) if by_mode else "0"
        table.add_row(name, str(scores.pages), n, *cells, _share(kind["exact"].recall) if kind else "–")
    return table


def _cells(figure: Figure) -> Sequence[str]:
    interval = "" if figure.low is None else f"{_share(figure.low)}–{_share(figure.high)}"
    return _share(figure.precision), _share(figure.recall), _share(figure.f1), interval


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
