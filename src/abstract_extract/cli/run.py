"""The command `run`: pages to records, into a database and a file, with progress, a summary and a table."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from abstract_extract.attempt import Extract
from abstract_extract.batch import extract_all
from abstract_extract.cli import FAILURES, INTERRUPTED, NAME
from abstract_extract.cli.output import STANDARD_OUTPUT, JsonLines, console
from abstract_extract.cli.summary import Counts, summary
from abstract_extract.cli.table import StudyTable
from abstract_extract.errors import AbstractExtractError
from abstract_extract.model import RULES, model_hash
from abstract_extract.read.files import find_pages
from abstract_extract.record import Failure, Record

PATHS_NOTED = 20
"""So many paths of a run's command are noted with it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the arguments of `run` ask for."""

    db: str | None
    jsonl: str | None
    workers: int | None
    table: bool
    progress: bool
    quiet: bool
    rules: bool = False
    """Rules alone, without the learned stage."""


def run_pages(paths: list[str], wishes: Wishes) -> int:
    """Runs the pages and returns the exit status.

    Raises AbstractExtractError for wrong arguments, StoreError for a database that cannot be used.
    """
    pages = _pages(paths, wishes)
    counts = Counts()
    table = StudyTable() if wishes.table else None
    began = time.monotonic()
    try:
        with ExitStack() as stack:
            lines = stack.enter_context(JsonLines(wishes.jsonl)) if wishes.jsonl else None
            results = extract_all(
                pages,
                workers=wishes.workers,
                progress=_progress(stack, wishes),
                extract=_rules_alone() if wishes.rules else None,
            )
            _consume(_noted(results, counts, table, lines), wishes, counts, _command(paths, wishes))
    except KeyboardInterrupt:
        print(f"{NAME}: interrupted: {_kept(counts, wishes)}", file=sys.stderr)
        return INTERRUPTED
    # Standard output belongs to the JSON Lines where they go there.
    people = console(stderr=wishes.jsonl == STANDARD_OUTPUT)
    if table:
        people.print(table.render(people.width))
    if not wishes.quiet:
        people.print(summary(counts, time.monotonic() - began, wishes.db, wishes.jsonl))
    return FAILURES if counts.failures else 0


def _rules_alone() -> Extract:
    """The pipeline without the learned stage, imported when it is asked for, as the whole one is."""
    from abstract_extract.pipeline import record_by_rules

    return record_by_rules


def _pages(paths: list[str], wishes: Wishes) -> list[Path]:
    """The pages of these paths, without the files that this run itself writes."""
    outputs: set[Path] = set()
    if wishes.jsonl and wishes.jsonl != STANDARD_OUTPUT:
        outputs |= {Path(wishes.jsonl).resolve(), Path(f"{wishes.jsonl}.part").resolve()}
    if wishes.db:
        file = Path(wishes.db.removeprefix("sqlite:///")).resolve()
        outputs |= {file.with_name(file.name + end) for end in ("", "-wal", "-shm", "-journal")}
    pages = [page for page in find_pages(paths) if page.resolve() not in outputs]
    if not pages:
        raise AbstractExtractError(f"no pages in {', '.join(paths)} (hidden files are passed over)")
    return pages


def _command(paths: list[str], wishes: Wishes) -> str:
    """What was asked for, as it is noted with the run: without a password, and no longer than anybody reads."""
    if not wishes.db:
        return ""
    from abstract_extract.store import shown_url

    words = [
        NAME,
        "run",
        *paths[:PATHS_NOTED],
        *(["…"] if len(paths) > PATHS_NOTED else []),
        "--db",
        shown_url(wishes.db),
    ]
    words += ["--jsonl", wishes.jsonl] if wishes.jsonl else []
    return shlex.join(words)


def _consume(results: Iterator[Record | Failure], wishes: Wishes, counts: Counts, command: str) -> None:
    if wishes.db:
        # SQLAlchemy is imported only where there is a database to write.
        from abstract_extract.store import save

        counts.saved = save(wishes.db, results, command=command, model=RULES if wishes.rules else model_hash())
    else:
        for _ in results:
            pass


def _noted(
    results: Iterator[Record | Failure], counts: Counts, table: StudyTable | None, lines: JsonLines | None
) -> Iterator[Record | Failure]:
    """The results, each counted, shown and written as it passes."""
    for result in results:
        if lines:
            lines.write(result)
        counts.note(result)
        if table:
            table.note(result)
        yield result


def _progress(stack: ExitStack, wishes: Wishes) -> _Bar | None:
    people = Console(stderr=True)
    return stack.enter_context(_Bar(people)) if wishes.progress and people.is_terminal else None


class _Bar:
    """A progress bar that is told pages done and the fraction of all bytes."""

    def __init__(self, people: Console) -> None:
        self._progress = Progress(
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[pages]:,} pages"),
            TimeRemainingColumn(),
            console=people,
            transient=True,
        )
        self._task = self._progress.add_task("pages", total=1.0, pages=0)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, done: int, fraction: float) -> None:
        self._progress.update(self._task, completed=fraction, pages=done)


def _kept(counts: Counts, wishes: Wishes) -> str:
    where = [wishes.db] if wishes.db else []
    if wishes.jsonl and wishes.jsonl != STANDARD_OUTPUT:
        where.append(f"{wishes.jsonl}.part")
    pages = counts.records + counts.failures
    kept = f", kept in {' and '.join(where)}" if where else ""
    return f"{pages:,} {'page' if pages == 1 else 'pages'} finished{kept}"
