"""What is in a review: how many of each, the last runs, and what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, exists, func, select

from .decision_tables import decision_states, decisions, runs
from .tables import FACTS, checks, failures, pages, studies

RUNS = 5
DISAGREEMENTS = 10


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts by what they count; the last runs; and the decisions that the newest reading does not bear out."""

    counts: dict[str, int]
    report_types: dict[str, int]
    facts: dict[str, int]
    doubts: dict[str, int]
    decisions: dict[str, int]
    states: dict[str, int]
    on_gone_pages: int
    runs: tuple[dict[str, Any], ...]
    disagreements: tuple[tuple[str, str, str], ...]


def stats_of(connection: Connection) -> Stats:
    """Counts what is in the review of this connection."""
    gone = ~exists().where(decision_states.c.decision_id == decisions.c.decision_id)
    shown = (
        select(pages.c.path, decisions.c.fact_key, decision_states.c.message)
        .select_from(decision_states.join(decisions).join(pages))
        .where(decision_states.c.message != "")
        .order_by(decisions.c.decision_id)
    )
    last = connection.execute(select(runs).order_by(runs.c.run_id.desc()).limit(RUNS)).mappings()
    return Stats(
        counts={table.name: _count(connection, table) for table in (pages, studies, failures)},
        report_types=_by(connection, pages.c.report_type),
        facts={name: _count(connection, table) for name, table in FACTS.items()},
        doubts=_by(connection, checks.c.severity),
        decisions=_by(connection, decisions.c.action),
        states=_by(connection, decision_states.c.state),
        on_gone_pages=connection.execute(select(func.count()).select_from(decisions).where(gone)).scalar_one(),
        runs=tuple(dict(row) for row in last),
        disagreements=tuple((row[0], row[1], row[2]) for row in connection.execute(shown.limit(DISAGREEMENTS))),
    )


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _by(connection: Connection, column: Column[str]) -> dict[str, int]:
    counted = select(column, func.count()).group_by(column).order_by(func.count().desc(), column)
    return {row[0]: row[1] for row in connection.execute(counted)}
