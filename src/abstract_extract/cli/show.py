"""The command `show`: a page as people read it, its values marked, its facts in a table, its checks below."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from abstract_extract.attempt import attempt, pipeline_record
from abstract_extract.cli import FAILURES, NAME
from abstract_extract.cli.marks import NAMES, STYLES, marked, marks_of, stretches
from abstract_extract.cli.output import console
from abstract_extract.errors import AbstractExtractError, PageError
from abstract_extract.page import Source
from abstract_extract.read import entries
from abstract_extract.read.decode import decode
from abstract_extract.read.files import STANDARD_INPUT, load, shown
from abstract_extract.record import (
    Arm,
    CellSource,
    Dose,
    Failure,
    FollowUp,
    Grounded,
    Outcome,
    Participants,
    Record,
    Study,
    Value,
    Volume,
)
from abstract_extract.store.readable import (
    cell_source_words,
    dose_words,
    follow_up_words,
    number_words,
    one_line,
    outcome_words,
)

SEVERITY_STYLES = {"info": "dim", "warning": "yellow", "error": "bold red"}


def show_page(name: str, entry: int) -> int:
    """Prints the page (or this citation of a file of many) and returns the exit status.

    Raises AbstractExtractError for a page that is not there, or has no such entry.
    """
    path = Path(name)
    if path != STANDARD_INPUT and not path.exists():
        raise AbstractExtractError(f"no such file: {name} (give one page, or - for standard input)")
    if path.is_dir():
        raise AbstractExtractError(f"{name} is a folder: give one page (or use: {NAME} run {name} --table)")
    try:
        source, more = _source(path, entry)
    except PageError as error:
        return _failed(name, error.stage, error.reason)
    result = attempt(source, pipeline_record())
    if isinstance(result, Failure):
        return _failed(name, result.failure.stage, result.failure.reason)
    people = console()
    _print_page(people, source, result)
    if more:
        people.print(Text(f"Citation {entry} of a file of many: --entry N shows another.", style="dim"))
    return 0


def _failed(name: str, stage: str, reason: str) -> int:
    print(f"{NAME}: {name}: no record: {reason} (stage: {stage})", file=sys.stderr)
    return FAILURES


def _source(path: Path, entry: int) -> tuple[Source, bool]:
    page = decode(load(path), shown(path))
    found = list(islice(entries(page), entry - 1, entry + 1))
    if not found:
        raise AbstractExtractError(f"{path} has fewer than {entry} citations (see --entry)")
    return found[0], entry > 1 or len(found) > 1


def _print_page(people: Console, source: Source, record: Record) -> None:
    marks = marks_of(record)
    parts = stretches(source.text, record, marks)
    people.print(_head(record))
    people.print()
    people.print(marked(source.text, parts, marks, colour=people.is_terminal and not people.no_color))
    people.print()
    if people.is_terminal and not people.no_color:
        people.print(_legend({mark.list for mark in marks}))
    for number, study in enumerate(record.studies):
        title = f"Study {number + 1} of {len(record.studies)}, {study.role}" if len(record.studies) > 1 else None
        people.print(_facts(study, title))
    if not record.studies:
        people.print(Text("No study in people is reported or recounted on this page.", style="dim"))
    for check in record.checks:
        line = Text(f"{check.severity}: ", style=SEVERITY_STYLES[check.severity]).append(check.message, style="default")
        people.print(Padding(line.append(f" ({check.code})", style="dim"), (0, 1)))


def _head(record: Record) -> Text:
    page = record.page
    head = Text(page.title or "(no title)", style="bold")
    ids = page.identifiers
    named = [
        page.journal,
        str(page.year) if page.year else None,
        f"PMID {ids.pmid}" if ids.pmid else None,
        ids.pmcid,
        f"doi {ids.doi}" if ids.doi else None,
        *ids.registry,
    ]
    kind = page.report_type.replace("_", " ")
    head.append(f"\n{' · '.join([kind, *(part for part in named if part)])}", style="not bold")
    return head.append(f"\n{page.path} · {page.reader} · {page.encoding} · {page.id}", style="not bold dim")


def _legend(present: set[str]) -> Text:
    legend = Text()
    for name, style in STYLES.items():
        if name in present:
            legend.append(f" {NAMES[name]} ", style=style).append("  ")
    return legend


def _facts(study: Study, title: str | None) -> Table:
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", header_style="bold", show_edge=False)
    table.add_column("fact", no_wrap=True)
    table.add_column("value", overflow="fold", ratio=5)
    table.add_column("arm", overflow="fold")
    table.add_column("the page says", overflow="fold", ratio=6)
    table.add_column("at", no_wrap=True, style="dim")
    labels = {arm.id: one_line(arm.label) for arm in study.arms}
    for name in NAMES:
        for position, fact in enumerate(getattr(study, name)):
            arm = getattr(fact, "arm", None)
            evidence, place = _evidence(fact)
            fact_name = Text(NAMES[name] if position == 0 else "")
            table.add_row(fact_name, _words(fact), Text(labels.get(arm, arm) if arm else ""), evidence, place)
    return table


Fact = Arm | Participants | CellSource | Dose | FollowUp | Outcome


def _words(fact: Fact) -> Text:
    match fact:
        case Arm():
            return Text(f"{one_line(fact.label)} ({fact.role})")
        case Participants():
            unit = "" if fact.unit == "patients" else f"{fact.unit} "
            return Text(f"{number_words(fact.count)} {unit}{fact.status}")
        case CellSource():
            ids = " ".join(part for part in (fact.tissue_id, fact.cell_type_id) if part)
            return Text(cell_source_words(fact)).append(f" {ids}" if ids else "", style="dim")
        case Dose():
            return Text(dose_words(fact))
        case FollowUp():
            return Text(follow_up_words(fact))
        case Outcome():
            kind = "" if fact.kind == "efficacy" else f" ({fact.kind.replace('_', ' ')})"
            return Text(outcome_words(fact) + kind)


def _evidence(fact: Fact) -> tuple[Text, Text]:
    """The words of all values of a fact in the page's order, and where the first of them stands."""
    values = [getattr(fact, field) for field in type(fact).model_fields]
    values = [value.amount if isinstance(value, Volume) else value for value in values]
    grounded: list[Grounded] = sorted((v for v in values if isinstance(v, Grounded)), key=lambda value: value.start)
    words = Text(" … ".join(dict.fromkeys(" ".join(value.text.split()) for value in grounded)))
    for value in values:
        if isinstance(value, Value) and not isinstance(value, Grounded):
            derived = f"{number_words(value)} from {value.derived}"
            words.append(f"; {derived}" if words.plain else derived, style="dim")
    return words, Text(f"{grounded[0].start}–{grounded[-1].end}" if grounded else "")
