"""What `abstract-extract db links` shows: trials with their reports, the evidence for links, doubts, and scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from abstract_extract.cli.output import console

if TYPE_CHECKING:
    from abstract_extract.store.links.keep import Kept
    from abstract_extract.store.links.link_check import LinkCheck
    from abstract_extract.store.links.linked import Link
    from abstract_extract.store.links.scoring import LinkScore
    from abstract_extract.store.links.shelf import Shelved, Trial

_KINDS = {
    "trial_report": "report",
    "registry_record": "registry",
    "secondary_source": "news",
    "no_abstract": "citation",
}
_COLOURS = {"error": "red", "warning": "yellow", "info": "dim"}


def show_kept(name: str, kept: Kept) -> None:
    """Prints what a search found, in a line or two."""
    people = console()
    people.print(
        Text(
            f"{name}: {_several(kept.reports, 'page')} searched; {_several(kept.trials, 'trial')} with several reports,"
            f" {_several(kept.links, 'link')}, {_several(kept.doubts, 'doubt')}"
        )
    )
    if kept.held_back:
        said = "is" if kept.held_back == 1 else "are"
        people.print(
            Text(f"{_several(kept.held_back, 'link')} {said} held back (db links show PAGE says why)", style="dim")
        )


def show_trials(trials: Iterable[Trial], *, is_stale: bool | None) -> None:
    """Prints the trials that have several reports, a row a report."""
    people = console()
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, padding=(0, 1))
    table.add_column("trial", no_wrap=True)
    table.add_column("doubts", justify="right")
    table.add_column("kind", no_wrap=True)
    table.add_column("year", no_wrap=True)
    table.add_column("title", overflow="fold")
    number = 0
    for trial in trials:
        number += 1
        doubts = sum(check.severity != "info" for check in trial.checks)
        followed = {key for link in trial.links if link.held_back is None for key in (link.one, link.other)}
        for place, report in enumerate(found for found in trial.reports if found.page_key in followed):
            first = Text(trial.trial) if not place else Text("")
            shown = Text(str(doubts), style="yellow") if doubts and not place else Text("")
            table.add_row(first, shown, *_described(report))
    if number:
        people.print(table)
    people.print(Text(f"{_several(number, 'trial')} with several reports", style="dim"))
    _warn(people, is_stale=is_stale)


def show_trial(trial: Trial, *, is_stale: bool | None) -> None:
    """Prints a trial: its reports by letter, the links with their evidence, and what does not add up."""
    people = console()
    letters = {report.page_key: _letter(place) for place, report in enumerate(trial.reports)}
    people.print(Text(trial.trial, style="bold"))
    reports = Table.grid(padding=(0, 2))
    for report in trial.reports:
        kind, year, title = _described(report)
        reports.add_row(Text(letters[report.page_key], style="bold"), kind, year, title)
        reports.add_row("", "", "", Text(report.path, style="dim"))
    people.print(reports)
    for link in trial.links:
        _show_link(people, link, letters)
    for check in trial.checks:
        _show_check(people, check, letters)
    _warn(people, is_stale=is_stale)


def _show_link(people: Console, link: Link, letters: Mapping[str, str]) -> None:
    both = f"{letters[link.one]} – {letters[link.other]}"
    people.print(Text.assemble("\n", (both, "bold"), f"  {link.reason}, score {link.score:.2f}"))
    if link.held_back:
        held = link.held_back
        for key, letter in letters.items():
            held = held.replace(key, letter)
        people.print(Text(f"   held back: {held}", style="yellow"))
    for words in link.evidence:
        people.print(Text(f"   {words}"))


def _show_check(people: Console, check: LinkCheck, letters: Mapping[str, str]) -> None:
    both = f"{letters[check.one]} – {letters[check.other]}"
    people.print(
        Text.assemble("\n", (both, "bold"), "  ", (check.severity, _COLOURS[check.severity]), f"  {check.message}")
    )
    for key, facts in ((check.one, check.facts_of_one), (check.other, check.facts_of_other)):
        if facts:
            people.print(Text(f"   {letters[key]}: {', '.join(facts)}", style="dim"))


def _described(report: Shelved) -> tuple[Text, Text, Text]:
    kind = _KINDS.get(report.report_type, report.report_type.replace("_", " "))
    title = " ".join((report.title or "").split())
    return Text(kind), Text(str(report.year or "")), Text(title or report.path)


def _warn(people: Console, *, is_stale: bool | None) -> None:
    if is_stale is None:
        people.print(Text("nobody has searched yet: abstract-extract db links find", style="yellow"))
    elif is_stale:
        people.print(
            Text("pages or decisions are newer than the links: abstract-extract db links find", style="yellow")
        )


def figures(score: LinkScore) -> dict[str, Any]:
    """A score as JSON values."""
    return {
        "pairs": score.right + len(score.missed),
        "near_misses": score.near_misses,
        "found": score.right + len(score.wrong),
        "right": score.right,
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
    }


def show_score(scores: Mapping[str, LinkScore], *, wrong: bool) -> None:
    """Prints precision and recall on all, dev and held-out; of dev the wrong and the missed pairs where asked for."""
    people = console()
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, padding=(0, 1))
    for name in ("half", "pairs", "near misses", "found", "right", "precision", "recall"):
        table.add_column(name, justify="left" if name == "half" else "right")
    for which, score in scores.items():
        row = figures(score)
        rates = (f"{row['precision']:.3f}", f"{row['recall']:.3f}")
        table.add_row(which, *(str(row[name]) for name in ("pairs", "near_misses", "found", "right")), *rates)
    people.print(table)
    if wrong:
        for name, pairs in (("wrong", scores["dev"].wrong), ("missed", scores["dev"].missed)):
            for one, other in pairs:
                people.print(Text(f"{name}: {one} – {other}"))


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"Z{place - 25}"


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
