"""The runs that wrote to the review: which version, with what model and command, when, and what came of it.

Clocks stand here and in the decisions alone: the rows of pages and facts are the same whenever they were written.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, insert, update

from .decision_tables import RUN_COUNTS, runs


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reads the pages: the program's version and its model's hash, "rules" where there is no model."""

    version: str
    model: str = "rules"


def this_program(model: str = "rules") -> Extractor:
    """The program that is running, with this model."""
    return Extractor(version("abstract-extract"), model)


def now() -> str:
    """This moment in UTC, as ISO 8601 to the second.

    >>> len(now())
    20
    """
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def begin_run(connection: Connection, extractor: Extractor, command: str) -> int:
    """Notes that a run begins; its number."""
    row = {"extractor": extractor.version, "model": extractor.model, "command": command, "started": now()}
    return int(connection.execute(insert(runs).values(row).returning(runs.c.run_id)).scalar_one())


def note_run(connection: Connection, run: int, saved: Any, ending: str | None = None) -> None:
    """Notes what a run has done so far, and how it ended where it has."""
    counts = {name: count for name, count in asdict(saved).items() if name in RUN_COUNTS}
    end = {"finished": now(), "ending": ending} if ending else {}
    connection.execute(update(runs).where(runs.c.run_id == run).values(counts | end))
