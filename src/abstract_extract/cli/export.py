"""`abstract-extract export`: the review leaves the database, as tables, for meta-analysis, or for other tools."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from abstract_extract.cli.db_option import DEFAULT, Database


class Format(StrEnum):
    """The formats, those for meta-analysis first."""

    FOREST = "forest"
    METAFOR = "metafor"
    META = "meta"
    REVMAN = "revman"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"
    RIS = "ris"
    MARKDOWN = "markdown"
    DOCX = "docx"
    BRAT = "brat"
    LABEL_STUDIO = "label-studio"


ANNOTATION = frozenset({Format.BRAT, Format.LABEL_STUDIO})
"""Formats of annotation tools, which show the pages' own texts."""


def export_command(
    run: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH…]", help="Pages to run into the database first, as `run` does.", show_default=False
        ),
    ] = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="[bold]forest[/bold]: counts with estimates, ready to plot. [bold]metafor, meta[/bold]: folders for R."
            " [bold]revman[/bold]: RevMan Web, a folder or a .zip. [bold]csv, parquet[/bold]: folders of all tables."
            " [bold]xlsx[/bold]: all tables. [bold]jsonl[/bold]: records. [bold]ris[/bold]: references."
            " [bold]markdown, docx[/bold]: characteristics of studies. [bold]brat, label-studio[/bold]: pages for"
            " annotation.",
            show_default=False,
        ),
    ] = ...,  # type: ignore[assignment]  # typer's sign for an option that must be given
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="PATH", help="The file or folder to write; - is standard output."),
    ] = Path("-"),
    db: Database = DEFAULT,
    unit: Annotated[
        str, typer.Option(metavar="UNIT", help="What forest, metafor, meta and revman count: patients, eyes, knees …")
    ] = "patients",
    pages: Annotated[
        Path | None, typer.Option(metavar="DIR", help="brat, label-studio: where the pages lie, if not where they lay.")
    ] = None,
) -> None:
    """Write what the review database holds, after people's decisions, for other programs and for people.

    The same database gives the same bytes. What the formats hold, column by column: docs/exports.md.
    """
    from abstract_extract.cli.exporting import Wanted, export_review

    raise typer.Exit(export_review(Wanted(run or [], form.value, out, db, unit, pages, form in ANNOTATION)))
