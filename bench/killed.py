"""Kills `abstract-extract run` at random moments, runs it again, and compares the rows with an undisturbed run's.

    python bench/killed.py --kills 50
    python bench/killed.py --kills 50 --db postgresql+psycopg://user@host/{}     # empty databases named 0, 1, 2 …

The command runs in processes that this one forks, with all that it imports loaded, so that the moments fall into its
work and not into Python's. Prints how many runs were killed, how far they had come, and whether all rows were equal in
the end.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from abstract_extract import extract
from abstract_extract.cli import main as command
from abstract_extract.store import open_database
from abstract_extract.store.decision_tables import runs
from abstract_extract.store.tables import metadata

PAGES = 500
TEXT = """Exosomes of placental cells for stubborn fistulas: trial {number}

METHODS: {patients} patients were enrolled, {completed} of whom completed the study. They received 5 mL of exosomes.
RESULTS: The fistula closed in {closed} patients. None of the patients had an allergic reaction.
"""
Rows = dict[str, list[tuple[object, ...]]]


def main() -> int:
    """Kills, resumes, compares; status 1 where a row differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--db", help="the URL of empty databases, {} for their number; else SQLite files")
    given = parser.parse_args()
    extract(TEXT.format(number=0, patients=20, completed=18, closed=9))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _write_pages(Path("pages"))
        return _kill(given.kills, given.db or "review-{}.db")


def _kill(kills: int, pattern: str) -> int:
    began = time.monotonic()
    _ended(_running(pattern.format(0)))
    span = time.monotonic() - began
    expected = _rows(pattern.format(0))
    moments = random.Random(kills)  # noqa: S311 - moments, not secrets
    came: list[int] = []
    equal = 0
    for number in range(1, kills + 1):
        name = pattern.format(number)
        child = _running(name)
        time.sleep(moments.random() * span)
        os.kill(child, signal.SIGKILL)
        if _ended(child) == -signal.SIGKILL:
            came.append(_pages(name))
        _ended(_running(name))
        equal += _rows(name) == expected
    steps = ", ".join(f"{came.count(step)} with {step}" for step in sorted(set(came)))
    print(f"{PAGES} pages, {span:.1f} s undisturbed; {kills} runs, {len(came)} killed at work ({steps} pages written)")
    print(f"{equal} of {kills} have the rows of the undisturbed run after running again")
    return 0 if equal == kills else 1


def _write_pages(folder: Path) -> None:
    folder.mkdir()
    for number in range(PAGES):
        patients = 20 + number % 80
        page = TEXT.format(number=number, patients=patients, completed=patients - 2, closed=patients // 2)
        (folder / f"{number:04}.txt").write_text(page, "utf-8")


def _running(name: str) -> int:
    """The id of a new process that runs the command."""
    child = os.fork()
    if not child:
        os._exit(command(["run", "pages", "--db", name, "--quiet", "--workers", "1"]))
    return child


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _pages(name: str) -> int:
    """How many pages a killed run has left; it may have been killed before there was a database."""
    with open_database(name):
        pass
    return len(_rows(name)["pages"])


def _rows(name: str) -> Rows:
    """All rows but those of the runs."""
    tables = [table for table in metadata.sorted_tables if table is not runs]
    with open_database(name, read_only=True) as engine, engine.connect() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table))), key=repr) for table in tables}


if __name__ == "__main__":
    raise SystemExit(main())
