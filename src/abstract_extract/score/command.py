"""`abstract-extract score`: how well records agree with gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

SplitName = Literal["dev", "test", "all"]
WIDTH = 100
"""Columns of the tables where no terminal says how wide it is: they fit without a cut."""


def score_command(
    gold: Annotated[Path, typer.Argument(help="A folder of gold records (JSON files), or JSON Lines.")],
    records: Annotated[Path, typer.Argument(help="The records to judge: JSON Lines, or a folder.")],
    split: Annotated[SplitName, typer.Option(help="The half of the gold to score on.")] = "all",
    page: Annotated[str | None, typer.Option(help="Show one page's values: its id, or its file name.")] = None,
    against: Annotated[Path | None, typer.Option(help="Older records: list the facts gained and lost.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write a report with every wrong value as one HTML file.")] = None,
    pages: Annotated[
        Path | None,
        typer.Option(help="The raw pages, for the report's sentences; else the folder raw beside the gold."),
    ] = None,
    check_floors: Annotated[
        bool, typer.Option("--check-floors", help="Fail where a field fell below its floor, and name the facts lost.")
    ] = False,
    raise_floors: Annotated[bool, typer.Option("--raise-floors", help="Pin the present figures as floors.")] = False,
    lower_floors: Annotated[
        bool, typer.Option("--lower-floors", help="With --raise-floors: let floors sink too.")
    ] = False,
) -> None:
    """Precision, recall and F1 of RECORDS for each field, with 95 % intervals over pages.

    Reads the two files alone. "exact" wants value, place, arm and status or kind; "value" the value only.
    """
    from . import scoring, table

    result = scoring.score_files(gold, records, split)
    console = Console()
    if not console.is_terminal:
        console.width = max(console.width, WIDTH)
    changes = scoring.changes(result, gold, against) if against else []
    if as_json:
        typer.echo(json.dumps(scoring.to_json(result, changes), ensure_ascii=False))
    elif page:
        console.print(table.page_table(result.page(page)))
    else:
        console.print(table.overview(result, f"{records} against {gold} · {split} · {len(result.pages)} pages"))
        for change in changes:
            console.print(table.change_table(change), soft_wrap=True)
    if report:
        from .report import write_report

        write_report(result, report, pages or gold.parent / "raw", f"{records} against {gold}")
        typer.echo(f"{report}: written", err=True)
    if raise_floors or lower_floors:
        _pin_floors(gold, records, split, lower=lower_floors)
    if check_floors and not _floors_hold(gold, records, split):
        raise typer.Exit(1)


def _pin_floors(gold: Path, records: Path, split: SplitName, *, lower: bool) -> None:
    from . import floors, right, scoring
    from .load import fingerprints

    prints, pinned, facts = fingerprints(gold), floors.read_floors(gold), right.read_right(gold)
    for half in floors.splits_to_check(split):
        result = scoring.score_files(gold, records, half, resamples=0)
        pinned = floors.pin_floors(result.scores, pinned, half, prints[half], lower=lower)
        facts[half] = right.right_facts(result.pages, floors.PINNED)
        for name, floor in pinned[half]["lowered"].items():
            typer.echo(f"lowered: {half}: {name}, was {floor:.3f}: say why in CHANGELOG.md", err=True)
    right.write_right(gold, facts)
    typer.echo(f"{floors.write_floors(gold, pinned)}: written", err=True)


def _floors_hold(gold: Path, records: Path, split: SplitName) -> bool:
    """Whether no field fell below its floor; what fell, and the facts lost with it, are named on standard error."""
    from . import floors, right, scoring, table
    from .load import fingerprints

    prints, pinned, facts = fingerprints(gold), floors.read_floors(gold), right.read_right(gold)
    holds = True
    for half in floors.splits_to_check(split):
        result = scoring.score_files(gold, records, half, resamples=0)
        falls = floors.check_floors(result.scores, pinned, half, prints[half])
        holds = holds and not falls
        for fall in falls:
            typer.echo(f"fell: {fall}", err=True)
        fallen = [(fall.field, fall.mode) for fall in falls]
        for mode, verdict in right.lost_facts(result.pages, facts.get(half, {}), fallen):
            typer.echo(f"lost ({mode}): {table.line(verdict)}", err=True)
    return holds
