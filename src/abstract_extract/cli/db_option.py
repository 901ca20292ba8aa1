"""How every command that uses the review database is told which one."""

from __future__ import annotations

from typing import Annotated

import typer

Database = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="URL",
        help="The review database: an SQLite file, or postgresql+psycopg://user@host/name.",
    ),
]
"""The option; its default is `DEFAULT`."""
DEFAULT = "review.db"
