"""The options that commands on the review database share: which database, who decides, and why."""

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
By = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="NAME", help="Who decides. [dim]\\[default: your login name][/dim]", show_default=False
    ),
]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for those who come after.")]
