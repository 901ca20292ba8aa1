"""`abstract-extract db`: the review database, made, brought up, looked into."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from abstract_extract.cli.db_decide import decide_app
from abstract_extract.cli.db_links import links_app
from abstract_extract.cli.db_option import DEFAULT, Database

db_app = typer.Typer(
    name="db",
    help="The review database: make it, bring it up, look into it.",
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
"""Other files add their commands to this group."""


class Form(StrEnum):
    """How an answer's rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


@db_app.command()
def init(db: Database = DEFAULT) -> None:
    """Make an empty review database; one that is there already stays as it is.

    `run` makes it by itself, too.
    """
    from abstract_extract.store import open_database, shown_url

    with open_database(db):
        print(f"{shown_url(db)}: ready")


@db_app.command()
def upgrade(db: Database = DEFAULT) -> None:
    """Bring the database of an older version up to this one.

    An SQLite file is copied first, beside itself; make a copy of a PostgreSQL database with pg_dump.
    """
    from abstract_extract.store import shown_url
    from abstract_extract.store.upgrade import upgrade_database

    done = upgrade_database(db)
    if not done.steps:
        print(f"{shown_url(db)}: at {done.before} already, the newest")
        return
    copy = f" (as it was before: {done.copy})" if done.copy else ""
    print(f"{shown_url(db)}: brought from {done.before} to {done.steps[-1]}, {done.pages:,} pages made anew{copy}")


@db_app.command()
def stats(
    db: Database = DEFAULT,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what is in the review: pages, facts, checks, decisions and the last runs.

    A decision with which the newest reading of its page disagrees is named.
    """
    import json
    from dataclasses import asdict

    from abstract_extract.cli.db_show import show_stats
    from abstract_extract.store import open_database, shown_url
    from abstract_extract.store.stats import stats_of

    with open_database(db, read_only=True) as engine, engine.connect() as connection:
        found = stats_of(connection)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        show_stats(shown_url(db), found)


@db_app.command()
def query(
    question: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; :name stands for a parameter.")],
    db: Database = DEFAULT,
    parameters: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="The value of :NAME; repeatable.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How the rows are written.")] = Form.TABLE,
) -> None:
    """Ask the review a question in SQL. Nothing can be changed: the database refuses it.

    The views to ask: study_rows (a line a study), outcome_rows (a line an outcome), evidence (a line a value, with the
    words of the page), doubts (what to look at).

    [dim]abstract-extract db query "SELECT path, sample_size FROM study_rows WHERE year >= :year" -p year=2015[/dim]
    """
    from abstract_extract.cli.db_show import show_answer
    from abstract_extract.store.query import ask

    given: dict[str, str] = {}
    for parameter in parameters or []:
        name, equals, value = parameter.partition("=")
        if not equals or not name.isidentifier():
            raise typer.BadParameter(f"--param {parameter!r}: write NAME=VALUE")
        given[name] = value
    with ask(db, question, given) as answer:
        show_answer(answer, form)


db_app.add_typer(decide_app)
db_app.add_typer(links_app)
