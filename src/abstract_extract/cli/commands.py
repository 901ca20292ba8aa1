"""The commands and their arguments; what they do is imported when they are called, so that help comes at once."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from abstract_extract.cli.db import db_app
from abstract_extract.cli.export import export_command
from abstract_extract.gold.command import gold_app
from abstract_extract.score.command import score_command

app = typer.Typer(
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From saved pages about clinical trials to checked records that show where each value stands.",
)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…", help="Pages and folders of pages (.gz too); - is standard input.", show_default=False
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"abstract-extract {version('abstract-extract')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


@app.command()
def run(
    paths: Paths,
    db: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Review database: an SQLite file or a SQLAlchemy URL. [dim]\\[default: review.db here;"
            " none where --jsonl is given alone][/dim]",
            show_default=False,
        ),
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write a JSON object a page, in input order; - is standard output."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes. [dim]\\[default: one for few pages, else one a core][/dim]"),
    ] = None,
    rules: Annotated[
        bool,
        typer.Option("--rules", help="Read by rules alone: some fifty times faster, less complete, no confidence."),
    ] = False,
    table: Annotated[bool, typer.Option("--table", help="Print a table of the studies.")] = False,
    no_db: Annotated[bool, typer.Option("--no-db", help="Write no database.")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="Show no progress bar.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show neither progress nor summary.")] = False,
) -> None:
    """Make a record of each page: into the review database, a JSON Lines file, or both.

    Running again on the same pages changes nothing. Exit status: 0 all fine, 1 a page gave no record,
    2 wrong arguments, 3 the database cannot be used.
    """
    from abstract_extract.cli.run import Wishes, run_pages

    if no_db and db:
        raise typer.BadParameter("--db and --no-db exclude each other")
    if not no_db and db is None and jsonl is None:
        db = "review.db"
    wishes = Wishes(
        db=db, jsonl=jsonl, workers=workers, table=table, progress=not (no_progress or quiet), quiet=quiet, rules=rules
    )
    raise typer.Exit(run_pages(paths, wishes))


@app.command()
def show(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="A page; - is standard input.", show_default=False)],
    entry: Annotated[int, typer.Option(min=1, metavar="N", help="Which citation of a file of many.")] = 1,
) -> None:
    """Show a page in the terminal with each value marked, then its facts in a table, and the checks."""
    from abstract_extract.cli.show import show_page

    raise typer.Exit(show_page(page, entry))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a line: a record, or the failure that stands in its place."""
    from pydantic import TypeAdapter

    from abstract_extract.record import Failure, Record

    adapter: TypeAdapter[Record | Failure] = TypeAdapter(Record | Failure)
    print(json.dumps(adapter.json_schema(mode="serialization"), indent=2, ensure_ascii=False))


app.command("export")(export_command)
app.command("score")(score_command)
app.add_typer(gold_app)
app.add_typer(db_app)
