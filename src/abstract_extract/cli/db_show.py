"""What `abstract-extract db` shows: an answer's rows, the figures of a review, a page's facts and decisions."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from abstract_extract.cli.output import console

if TYPE_CHECKING:
    from abstract_extract.store.decisions import Decision
    from abstract_extract.store.query import Answer
    from abstract_extract.store.replay import Replayed
    from abstract_extract.store.stats import Stats

ROWS_OF_A_TABLE = 200
"""A terminal shows so many rows; CSV and JSON have all."""


def show_answer(answer: Answer, form: str) -> None:
    """Prints an answer as a table, as CSV, or as JSON Lines."""
    if form == "csv":
        # Imported here: a table is the usual answer, and tables of exports are no part of it.
        from abstract_extract.store.export.cells import escaped

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([escaped(value) if isinstance(value, str) else value for value in row] for row in answer.rows)
    elif form == "json":
        for row in answer.rows:
            print(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=str))
    else:
        _show_table(answer)


def _show_table(answer: Answer) -> None:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, padding=(0, 1))
    for name in answer.columns:
        table.add_column(Text(name), overflow="fold", vertical="top")
    shown = 0
    more = False
    for row in answer.rows:
        if shown == ROWS_OF_A_TABLE:
            more = True
            break
        table.add_row(*(_cell(value) for value in row))
        shown += 1
    people = console()
    people.print(table)
    said = f"the first {shown:,} rows (--format csv or json gives all)" if more else f"{shown:,} {_rows(shown)}"
    console(stderr=True).print(Text(said, style="dim"))


def _cell(value: Any) -> Text:
    if value is None:
        return Text("–", style="dim")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return Text(f"{value:.0f}")
    return Text(str(value))


def _rows(count: int) -> str:
    return "row" if count == 1 else "rows"


def show_stats(name: str, stats: Stats) -> None:
    """Prints what is in a review."""
    people = console()
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(name), "")
    grid.add_row("pages", f"{stats.counts['pages']:,}{_listed(stats.report_types, ': ')}")
    grid.add_row("failures", f"{stats.counts['failures']:,}")
    grid.add_row("studies", f"{stats.counts['studies']:,}")
    grid.add_row("facts", _listed(stats.facts))
    grid.add_row("checks", _listed(stats.doubts) or "none")
    grid.add_row("decisions", _listed(stats.decisions) or "none")
    if stats.decisions:
        gone = {"on pages that are gone": stats.on_gone_pages} if stats.on_gone_pages else {}
        states = ", ".join(f"{name}: {count:,}" for name, count in (stats.states | gone).items())
        grid.add_row("", f"of these {states}")
    people.print(grid)
    for path, key, message in stats.disagreements:
        people.print(Text(f"! {path}: {message} ({key})", style="yellow"))
    if stats.runs:
        people.print(_runs_table(stats))


def _listed(counts: dict[str, int], before: str = "") -> str:
    said = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
    return before + said if said else ""


def _runs_table(stats: Stats) -> Table:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, padding=(0, 1), title_justify="left")
    for name in ("run", "version", "model", "began", "ended", "ending", "pages written", "failures", "command"):
        table.add_column(name, overflow="fold", vertical="top")
    for run in stats.runs:
        table.add_row(
            str(run["run_id"]),
            run["extractor"],
            run["model"],
            run["started"],
            run["finished"] or "–",
            Text(run["ending"] or "did not end: it runs still, or was killed"),
            f"{run['written']:,}",
            f"{run['failures']:,}",
            Text(run["command"] or "–"),
        )
    return table


def show_facts(replayed: Replayed) -> None:
    """Prints a page's facts with their keys and what people decided on them."""
    from abstract_extract.store.readable import fact_words

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, padding=(0, 1))
    for name in ("key", "list", "as it stands", "decided"):
        table.add_column(name, overflow="fold", vertical="top")
    board = replayed.board
    for slot in board.slots:
        fact = slot.fact or slot.extracted
        if fact is None:
            continue
        arm = board.arm_label(slot.study, getattr(fact, "arm", None))
        words = fact_words(fact) + (f" ({arm})" if arm else "")
        decided = _decided(slot.rejecting, slot.ruling)
        style = "strike dim" if slot.fact is None else ""
        table.add_row(slot.key, slot.name.replace("_", " "), Text(words, style=style), Text(decided))
    people = console()
    title = replayed.record.page.title or replayed.record.page.path
    people.print(Text(title, style="bold"))
    people.print(table)
    for standing in replayed.standings:
        if standing.message:
            people.print(Text(f"! {standing.message}", style="yellow"))


def _decided(rejecting: Decision | None, ruling: dict[str, Decision]) -> str:
    if rejecting:
        return f"rejected by {rejecting.decided_by}"
    by_decision = {decision.decision_id: decision for decision in ruling.values()}
    return "; ".join(
        f"{decision.action}{f' {decision.field}' if decision.field else ''} by {decision.decided_by}"
        for _, decision in sorted(by_decision.items())
    )


def show_history(rows: Iterable[tuple[Decision, str]]) -> None:
    """Prints decisions, the oldest first, with how they fare now."""
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, padding=(0, 1))
    for name in ("", "when", "who", "what", "fact", "page", "why", "now"):
        table.add_column(name, overflow="fold", vertical="top")
    for decision, state in rows:
        field = f" {decision.field}" if decision.field else ""
        change = _change(decision)
        table.add_row(
            str(decision.decision_id),
            decision.decided_at,
            Text(decision.decided_by),
            Text(f"{decision.action}{field}{change}"),
            f"{decision.fact.replace('_', ' ')} {decision.fact_key}",
            Text(decision.place),
            Text(decision.reason),
            state or "its page is gone",
        )
    console().print(table)


def _change(decision: Decision) -> str:
    if decision.action != "correct":
        return ""
    then = json.dumps(decision.value_then, ensure_ascii=False)
    return f": {then} → {json.dumps(decision.value_now, ensure_ascii=False)}"
