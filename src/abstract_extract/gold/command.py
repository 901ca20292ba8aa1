"""`abstract-extract gold`: annotations in and out, and how well annotators agree."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

gold_app = typer.Typer(name="gold", help="Hand-made annotations: import, export, agreement.")


class Format(StrEnum):
    """The formats that annotations come in and go out as."""

    QUOTED = "quoted"
    BRAT = "brat"
    LABEL_STUDIO = "label-studio"
    PRODIGY = "prodigy"
    DOCCANO = "doccano"
    DOCBIN = "docbin"
    RECORDS = "records"


PagesOption = Annotated[Path, typer.Option(help="The folder of the raw pages.")]


@gold_app.command("import")
def import_command(
    given: Annotated[Path, typer.Argument(metavar="IN", help="The annotations: a file or a folder.")],
    out: Annotated[Path, typer.Option(help="Where gold goes: a .jsonl file, or a folder for one file a page.")],
    form: Annotated[Format, typer.Option("--format", help="What IN is written in.")] = Format.QUOTED,
    pages: PagesOption = Path("corpus/raw"),
) -> None:
    """Turn annotations into gold records; a value that does not align with its page is an error."""
    from .importing import import_quoted, write_gold

    if form is Format.QUOTED:
        records = import_quoted(given, pages)
    else:
        from .formats import read_records

        records = read_records(form.value, given, pages)
    typer.echo(f"{out}: {write_gold(records, out)} records", err=True)


@gold_app.command("export")
def export_command(
    gold: Annotated[Path, typer.Argument(help="Gold records: a folder or JSON Lines.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder (brat) or a file.")],
    form: Annotated[Format, typer.Option("--format", help="What to write.")],
    pages: PagesOption = Path("corpus/raw"),
) -> None:
    """Write gold for an annotation tool, or as spaCy's DocBin."""
    from .formats import write_records

    if form is Format.QUOTED:
        raise typer.BadParameter("quoted annotations are written by hand; export knows the other formats")
    typer.echo(f"{out}: {write_records(form.value, gold, out, pages)} pages", err=True)


@gold_app.command("agree")
def agree_command(
    first: Annotated[
        Path, typer.Argument(metavar="A", help="One set: a folder of quoted annotations, or gold records.")
    ],
    second: Annotated[Path, typer.Argument(metavar="B", help="Another set of the same pages.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    pages: PagesOption = Path("corpus/raw"),
) -> None:
    """How well two sets of annotations agree: F1 of values, Cohen's kappa of choices."""
    from .agree import agreement
    from .importing import load_annotations

    found = agreement(load_annotations(first, pages), load_annotations(second, pages))
    if as_json:
        typer.echo(json.dumps(asdict(found)))
        return
    typer.echo(f"{found.pages} pages\n{'field':26}{'A':>6}{'B':>6}{'F1 exact':>10}{'F1 value':>10}")
    for name, by_mode in found.f1.items():
        exact, value = by_mode["exact"], by_mode["value"]
        typer.echo(f"{name:26}{exact.gold:6}{exact.found:6}{exact.f1 or 0:10.3f}{value.f1 or 0:10.3f}")
    typer.echo(f"\n{'choice':26}{'items':>6}{'agreed':>8}{'kappa':>8}")
    for name, kappa in found.kappa.items():
        shown = "–" if kappa.kappa is None else f"{kappa.kappa:.3f}"
        typer.echo(f"{name:26}{kappa.items:6}{kappa.agreed:8.3f}{shown:>8}")


@gold_app.command("fingerprint")
def fingerprint_command(
    gold: Annotated[Path, typer.Argument(help="The folder of gold records.")] = Path("corpus/gold"),
    write: Annotated[bool, typer.Option("--write", help="Store splits and fingerprints in splits.json.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Fail where splits.json says otherwise.")] = False,
    changelog: Annotated[
        Path | None, typer.Option(help="With --check: fail where this change log does not tell of the gold.")
    ] = None,
) -> None:
    """Which pages are dev and which test, and a hash over the gold of each."""
    from .splits import check_changelog, check_splits, splits, write_splits

    found = splits(gold)
    for name in ("dev", "test"):
        typer.echo(f"{name:5}{len(found[name]):5} pages  {found['fingerprint'][name]}")
    if write:
        typer.echo(f"{write_splits(gold, found)}: written", err=True)
    if check:
        check_splits(gold, found)
        if changelog:
            check_changelog(changelog, found)
