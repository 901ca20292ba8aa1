"""How long the review database takes: writing, writing again, each view, a decision, and records as decided.

    python bench/database.py --studies 100000
    python bench/database.py --studies 100000 --db postgresql+psycopg://user@host/empty_database

The studies are made up and the same each time: two arms, three counts, a cell source, a dose, a follow-up and four
outcomes each, with the places of their words. Prints a Markdown table; the making up of the records is part of
what writing takes.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from abstract_extract.record import (
    Arm,
    CellSource,
    Check,
    Derived,
    Dose,
    FollowUp,
    Grounded,
    Identifiers,
    Outcome,
    PageInfo,
    Participants,
    Record,
    Study,
)
from abstract_extract.store import decide, decided_records, open_database, save
from abstract_extract.store.stats import stats_of

LABELS = ("complete closure of the fistula", "clinical response", "fever", "serious adverse events")
QUESTIONS = {
    "the first 100 rows of study_rows": "SELECT * FROM study_rows LIMIT 100",
    "the first 100 rows of outcome_rows": "SELECT * FROM outcome_rows LIMIT 100",
    "the first 100 rows of evidence": "SELECT * FROM evidence LIMIT 100",
    "the first 100 rows of doubts": "SELECT * FROM doubts LIMIT 100",
    "study_rows of one page": "SELECT * FROM study_rows WHERE page_key = :page",
    "outcome_rows of one page": "SELECT * FROM outcome_rows WHERE page_key = :page",
    "evidence of one page": "SELECT * FROM evidence WHERE page_key = :page",
    "doubts of one page": "SELECT * FROM doubts WHERE page_key = :page",
    "study_rows of one PMID": "SELECT * FROM study_rows WHERE pmid = '4711'",
    "all of study_rows": "SELECT * FROM study_rows",
    "all of outcome_rows": "SELECT * FROM outcome_rows",
    "all of evidence": "SELECT * FROM evidence",
    "all of doubts": "SELECT * FROM doubts",
}


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--studies", type=int, default=100_000)
    parser.add_argument("--db", help="an empty database; else an SQLite file that is removed afterwards")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure(given.db or str(Path(folder) / "review.db"), given.studies)


def measure(name: str, count: int) -> None:
    """Prints the table for a database of so many studies."""
    print(f"| {count:,} studies | seconds | of the processor | rows |\n|---|---:|---:|---:|", flush=True)
    with timed("written for the first time") as done:
        done.rows = save(name, studies(count)).rows
    with timed("run again, nothing new") as done:
        done.rows = save(name, studies(count)).rows
    with open_database(name, read_only=True) as engine:
        for words, question in QUESTIONS.items():
            with engine.connect() as connection, timed(words) as done:
                parameters = {"page": f"{77:016x}"} if ":page" in question else {}
                answer = connection.execute(text(question), parameters)
                done.rows = sum(len(part) for part in answer.partitions(1000))
        with engine.connect() as connection:
            with timed("db stats"):
                stats_of(connection)
            with timed("records as decided") as done:
                done.rows = sum(1 for _ in decided_records(connection))
            key = connection.execute(text("SELECT fact_key FROM participants LIMIT 1")).scalar_one()
    with timed("one decision"):
        decide(name, "accept", key, by="bench")
    with timed("run again, every page read otherwise") as done:
        done.rows = save(name, studies(count, reading=1)).rows


@dataclass
class Done:
    """How many rows a step read or wrote."""

    rows: int | None = None


@contextmanager
def timed(words: str) -> Iterator[Done]:
    """Prints a line of the table: seconds on the clock, and those that this process had the processor."""
    done = Done()
    clock, processor = time.perf_counter(), time.process_time()
    yield done
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    count = "" if done.rows is None else f"{done.rows:,}"
    print(f"| {words} | {clock:.3f} | {processor:.3f} | {count} |", flush=True)


def studies(count: int, reading: int = 0) -> Iterator[Record]:
    """So many pages with a study each; another reading finds other numbers."""
    for number in range(count):
        yield Record(page=_page(number), studies=(_study(number, reading),), checks=_checks(number))


def _page(number: int) -> PageInfo:
    return PageInfo(
        id=f"{number:016x}",
        path=f"pages/{number:07}.html",
        reader="generic",
        encoding="utf-8",
        language="en",
        title=f"Exosomes of placental cells for stubborn fistulas: trial {number}",
        journal="Trials of nothing",
        year=1990 + number % 35,
        identifiers=Identifiers(pmid=str(number), registry=(f"NCT{number:08}",)),
        report_type="trial_report",
    )


def _study(number: int, reading: int) -> Study:
    size = 20 + number % 200 + reading
    arms = (
        Arm(id="arm-1", label=_at("exosomes", 300), role="experimental"),
        Arm(id="arm-2", label=_at("placebo", 340), role="comparator"),
    )
    sizes = (
        Participants(count=_at(2 * size, 100), status="enrolled"),
        Participants(count=_at(size, 200), status="randomised", arm="arm-1"),
        Participants(count=_at(size, 220), status="randomised", arm="arm-2"),
    )
    return Study(
        role="reported",
        arms=arms,
        participants=sizes,
        cell_sources=(CellSource(donor=_at("allogeneic", 400), tissue=_at("placenta", 420)),),
        doses=(Dose(amount=_at(2e7, 500), unit="{cells}", interval=_at("P2M", 520), route=_at("intralesional", 540)),),
        follow_ups=(FollowUp(duration=_at("P6M", 600)),),
        outcomes=tuple(_outcome(label, place, arm.id, size) for place, label in enumerate(LABELS) for arm in arms[:1]),
    )


def _outcome(label: str, place: int, arm: str, size: int) -> Outcome:
    start = 1000 + 100 * place
    return Outcome(
        label=_at(label, start),
        kind="adverse_event" if place > 1 else "efficacy",
        events=_at(size // (place + 2), start + 50),
        denominator=Derived(value=size, derived="participants: randomised"),
        arm=arm,
        time_point=_at("P6M", start + 70),
    )


def _checks(number: int) -> tuple[Check, ...]:
    if number % 10:
        return ()
    doubt = "9 of 20 is 45.0%, the page says 54%"
    return (
        Check(
            code="percent_against_count", severity="warning", message=doubt, facts=("/studies/0/outcomes/0/percent",)
        ),
    )


def _at(value: float | str, start: int) -> Grounded:
    words = str(value)
    return Grounded(value=value, text=words, start=start, end=start + len(words))


if __name__ == "__main__":
    main()
