"""`abstract-extract db decide`: what people decide on facts, and what was decided."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from abstract_extract.cli.db_option import DEFAULT, By, Database, Why

if TYPE_CHECKING:
    from abstract_extract.store.decisions import Decision

decide_app = typer.Typer(
    name="decide",
    help="Accept, correct, reject or add facts. No run changes what was decided.",
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Key = Annotated[str, typer.Argument(metavar="KEY", help="The fact's key, as `db decide facts PAGE` shows it.")]
Page = Annotated[str, typer.Argument(metavar="PAGE", help="The page's path as `run` was given it, or its page_key.")]
OnField = Annotated[
    str | None, typer.Option("--field", metavar="NAME", help="One field of the fact (count, events …); else all of it.")
]


@decide_app.command()
def facts(page: Page, db: Database = DEFAULT) -> None:
    """List a page's facts with their keys, as they stand after what was decided."""
    from abstract_extract.cli.db_show import show_facts
    from abstract_extract.store import open_database
    from abstract_extract.store.decide import page_as_decided

    with open_database(db, read_only=True) as engine, engine.connect() as connection:
        show_facts(page_as_decided(connection, page))


@decide_app.command()
def accept(key: Key, field: OnField = None, by: By = None, why: Why = "", db: Database = DEFAULT) -> None:
    """Accept what was extracted; a fact that was rejected stands again."""
    from abstract_extract.store import decide

    _say(decide(db, "accept", key, field=field, by=_who(by), reason=why))


@decide_app.command()
def correct(
    key: Key,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="The field: count, status, events, volume.amount …")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What is right: a number, a word, or JSON.")],
    by: By = None,
    why: Why = "",
    db: Database = DEFAULT,
) -> None:
    """Put another value in a field of a fact.

    Durations are ISO 8601 (P6M), arms are named by their label. Where the page says the value, it can come with its
    place: {"value": 24, "text": "24", "start": 1041, "end": 1043}.
    """
    from abstract_extract.store import decide

    _say(decide(db, "correct", key, field=field, value=_value(value), by=_who(by), reason=why))


@decide_app.command()
def reject(key: Key, field: OnField = None, by: By = None, why: Why = "", db: Database = DEFAULT) -> None:
    """Reject a fact, or one field of it."""
    from abstract_extract.store import decide

    _say(decide(db, "reject", key, field=field, by=_who(by), reason=why))


@decide_app.command()
def add(
    page: Page,
    fact: Annotated[
        str,
        typer.Argument(metavar="LIST", help="arms, participants, cell_sources, doses, follow_ups or outcomes."),
    ],
    value: Annotated[str, typer.Argument(metavar="JSON", help='The fact: {"count": 5, "status": "lost"}.')],
    study: Annotated[int, typer.Option(min=0, metavar="N", help="Which study of the page, counted from 0.")] = 0,
    by: By = None,
    why: Why = "",
    db: Database = DEFAULT,
) -> None:
    """Add a fact that the program did not find."""
    from abstract_extract.store import add_fact

    given = _value(value)
    if not isinstance(given, dict):
        raise typer.BadParameter('JSON: write an object, as {"count": 5, "status": "lost"}')
    _say(add_fact(db, page, fact, given, study=study, by=_who(by), reason=why))


@decide_app.command()
def history(
    about: Annotated[
        str | None, typer.Argument(metavar="PAGE|KEY", help="Of one page or fact; else of all.", show_default=False)
    ] = None,
    db: Database = DEFAULT,
) -> None:
    """List what was decided, the oldest first, and how it fares with the newest reading."""
    from abstract_extract.cli.db_show import show_history
    from abstract_extract.store import open_database
    from abstract_extract.store.history import history_of

    with open_database(db, read_only=True) as engine, engine.connect() as connection:
        show_history(history_of(connection, about))


def _who(by: str | None) -> str:
    return by if by is not None else getpass.getuser()


def _value(given: str) -> Any:
    """JSON where it is JSON, else the words themselves."""
    try:
        return json.loads(given)
    except ValueError:
        return given


def _say(decision: Decision) -> None:
    field = f" {decision.field}" if decision.field else ""
    print(
        f"decision {decision.decision_id}: {decision.action}{field} of {decision.fact} {decision.fact_key}"
        f" on {decision.place}, by {decision.decided_by}"
    )
