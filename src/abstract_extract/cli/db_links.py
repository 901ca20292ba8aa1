"""`abstract-extract db links`: reports of one trial, why they are linked, and what does not add up between them."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Annotated

import typer

from abstract_extract.cli.db_option import DEFAULT, By, Database, Why

links_app = typer.Typer(
    name="links",
    help="Reports of one trial: find them, see why, tell them apart or together, and see where they disagree.",
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Page = Annotated[str, typer.Argument(metavar="PAGE", help="A page's path as `run` was given it, or its page_key.")]
Other = Annotated[str, typer.Argument(metavar="OTHER", help="The other page.")]


@links_app.command()
def find(db: Database = DEFAULT) -> None:
    """Search the review for reports of one trial, anew; what people decided stands."""
    from abstract_extract.cli.db_links_show import show_kept
    from abstract_extract.store import shown_url
    from abstract_extract.store.links.keep import find_and_keep

    show_kept(shown_url(db), find_and_keep(db))


@links_app.command("list")
def list_(
    db: Database = DEFAULT,
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only trials whose reports disagree.")] = False,
) -> None:
    """List the trials that have several reports."""
    from abstract_extract.cli.db_links_show import show_trials
    from abstract_extract.store import open_database
    from abstract_extract.store.links.keep import is_stale
    from abstract_extract.store.links.shelf import trial_names, trial_of

    with open_database(db, read_only=True) as engine, engine.connect() as connection:
        names = [name for name, _, doubts in trial_names(connection) if doubts or not doubtful]
        show_trials((trial_of(connection, name) for name in names), is_stale=is_stale(connection))


@links_app.command()
def show(
    trial: Annotated[str, typer.Argument(metavar="TRIAL|PAGE", help="A trial's name, or a page of it.")],
    db: Database = DEFAULT,
) -> None:
    """Show a trial: its reports, why each two are linked, and what does not add up between them."""
    from abstract_extract.cli.db_links_show import show_trial
    from abstract_extract.store import open_database
    from abstract_extract.store.links.keep import is_stale
    from abstract_extract.store.links.shelf import trial_of

    with open_database(db, read_only=True) as engine, engine.connect() as connection:
        show_trial(trial_of(connection, trial), is_stale=is_stale(connection))


@links_app.command()
def undo(page: Page, other: Other, by: By = None, why: Why = "", db: Database = DEFAULT) -> None:
    """Say that two pages are not of one trial; no search links them again."""
    _decide(db, page, other, by, why, is_confirmed=False)


@links_app.command()
def confirm(page: Page, other: Other, by: By = None, why: Why = "", db: Database = DEFAULT) -> None:
    """Say that two pages are of one trial; every search links them."""
    _decide(db, page, other, by, why, is_confirmed=True)


@links_app.command()
def score(
    gold: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="The gold for linking: reports.csv and a folder of pages.")
    ] = Path("corpus/links"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Name the pairs of dev that are wrong or missed.")] = False,
) -> None:
    """Score linking against its gold: precision and recall over all pairs, on either half."""
    from abstract_extract.cli.db_links_show import figures, show_score
    from abstract_extract.gold.links import score_folder

    scores = score_folder(gold)
    if as_json:
        print(json.dumps({which: figures(found) for which, found in scores.items()}))
    else:
        show_score(scores, wrong=wrong)


def _decide(db: str, page: str, other: str, by: str | None, why: str, *, is_confirmed: bool) -> None:
    from abstract_extract.cli.db_links_show import show_kept
    from abstract_extract.store import shown_url
    from abstract_extract.store.links.keep import decide_link, find_and_keep

    said = decide_link(
        db, page, other, is_confirmed=is_confirmed, by=getpass.getuser() if by is None else by, reason=why
    )
    print(f"{'one trial' if is_confirmed else 'two trials'}, says {said.by}")
    show_kept(shown_url(db), find_and_keep(db))
