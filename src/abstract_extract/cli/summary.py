"""What a run did, in a few lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from abstract_extract.record import Failure, Record

if TYPE_CHECKING:
    from abstract_extract.store import Saved

EXAMPLES = 3
"""So many failed pages are named for each reason."""
REASONS = 8

_NUMBER = re.compile(r"\d[\d,]*")


@dataclass(slots=True)
class Reason:
    """A reason why pages failed, with how many and the first of them."""

    said: str
    count: int = 0
    pages: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Counts:
    """What came out of a run so far."""

    records: int = 0
    failures: int = 0
    studies: int = 0
    doubtful: int = 0
    types: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, Reason] = field(default_factory=dict)
    saved: Saved | None = None

    def note(self, result: Record | Failure) -> None:
        """Counts one more."""
        if isinstance(result, Failure):
            self.failures += 1
            said = result.failure.reason
            # Sizes and places differ from page to page; the reason is the same.
            reason = self.reasons.setdefault(_NUMBER.sub("#", said), Reason(said))
            reason.count += 1
            if len(reason.pages) < EXAMPLES:
                entry = "" if result.page.entry is None else f"#{result.page.entry}"
                reason.pages.append(result.page.path + entry)
            return
        self.records += 1
        self.studies += len(result.studies)
        self.doubtful += any(check.severity != "info" for check in result.checks)
        self.types[result.page.report_type] += 1


def summary(counts: Counts, seconds: float, db: str | None, jsonl: str | None) -> Table:
    """The counts as a small table for people."""
    pages = counts.records + counts.failures
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row("", "")
    rate = f" ({pages / seconds:,.0f} a second)" if pages > 1 and seconds > 0 else ""
    table.add_row(f"{pages:,}", f"{_plural(pages, 'page')} in {seconds:,.1f} s{rate}")
    doubts = f", {counts.doubtful:,} with doubts" if counts.doubtful else ""
    table.add_row(f"{counts.records:,}", f"{_plural(counts.records, 'record')}{doubts}")
    for name, count in counts.types.most_common():
        table.add_row(Text(f"{count:,}", style="dim"), Text(f"  {name.replace('_', ' ')}", style="dim"))
    table.add_row(f"{counts.studies:,}", _study(counts.studies))
    if counts.failures:
        table.add_row(Text(f"{counts.failures:,}", style="bold red"), Text(_plural(counts.failures, "failure"), "red"))
        _add_reasons(table, counts)
    if db:
        from abstract_extract.store import shown_url

        table.add_row("", Text(f"{shown_url(db)}: {_saved(counts.saved)}"))
    if jsonl and jsonl != "-":
        table.add_row("", Text(f"{Path(jsonl)}: {pages:,} {_plural(pages, 'line')}"))
    return table


def _add_reasons(table: Table, counts: Counts) -> None:
    reasons = sorted(counts.reasons.values(), key=lambda reason: -reason.count)
    for reason in reasons[:REASONS]:
        more = ", …" if reason.count > len(reason.pages) else ""
        line = Text("  ").append(reason.said).append(f"\n  {', '.join(reason.pages)}{more}", style="dim")
        table.add_row(Text(f"{reason.count:,}", style="red"), line)
    if len(reasons) > REASONS:
        rest = sum(reason.count for reason in reasons[REASONS:])
        table.add_row(Text(f"{rest:,}", style="red"), "  for other reasons")


def _saved(saved: Saved | None) -> str:
    if saved is None:
        return "nothing written"
    parts = [f"{saved.written:,} written ({saved.rows:,} rows)", f"{saved.unchanged:,} unchanged"]
    if saved.removed:
        parts.append(f"{saved.removed:,} removed (their pages have changed or fail now)")
    return ", ".join(parts)


def _plural(count: int, word: str) -> str:
    return word if count == 1 else word + "s"


def _study(count: int) -> str:
    return "study" if count == 1 else "studies"
