"""`abstract-extract db`: the review database, made, brought up, looked into."""

from __future__ import annotations

from typing import Annotated

import typer

db_app = typer.Typer(
    name="db",
    help="The review database: make it, bring it up, look into it.",
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
"""Other files add their commands to this group."""

Database = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="URL",
        help="The review database: an SQLite file, or postgresql+psycopg://user@host/name.",
    ),
]
"""How every command that uses the database is told which; the default is `DEFAULT`."""
DEFAULT = "review.db"


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
    print(f"{shown_url(db)}: brought from {done.before} to {done.steps[-1]}{copy}")
