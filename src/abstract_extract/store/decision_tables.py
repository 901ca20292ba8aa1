"""The tables of runs and of people's decisions, and what follows from decisions for the pages that they concern.

`decisions` is only ever added to, by people. The tables after it hold nothing that does not follow from it and from the
pages: they are made anew whenever a page or a decision comes, so that views need no program.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from .tables import FACTS, checks, metadata, pages, studies

RUN_COUNTS = ("written", "unchanged", "removed", "failures", "rows")

runs = Table(
    "runs",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("extractor", Text, nullable=False, comment="the program's version"),
    Column("model", Text, nullable=False, comment="the hash of its model, or 'rules'"),
    Column("command", Text, nullable=False),
    Column("started", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("finished", Text, comment="nothing while it runs, and where it was killed"),
    Column("ending", Text, comment="finished, interrupted, or what went wrong"),
    *(Column(name, Integer, nullable=False, server_default="0") for name in RUN_COUNTS),
)
decisions = Table(
    "decisions",
    metadata,
    Column("decision_id", Integer, primary_key=True),
    # No foreign key: a decision outlives the page that it was made on.
    Column("page_key", Text, nullable=False, index=True),
    Column("place", Text, nullable=False, index=True, comment="where the page lay then"),
    Column("study", Integer, nullable=False),
    Column("fact", Text, nullable=False, comment="the list that it is of: participants, outcomes …"),
    Column("fact_key", Text, nullable=False, index=True),
    Column("field", Text, comment="nothing where the decision is on the whole fact"),
    Column("action", Text, nullable=False, comment="accept, correct, reject or add"),
    Column("fact_then", Text, comment="JSON: the fact as it was extracted then"),
    Column("arm_then", Text, comment="the words of the fact's arm, whose id may be another in another reading"),
    Column("value_then", Text, comment="JSON: what stood in the field then"),
    Column("value_now", Text, comment="JSON: what a person put there"),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("reason", Text, nullable=False, server_default=""),
)


def _of_page() -> Column[Any]:
    return Column("page_key", Text, ForeignKey(pages.c.page_key, ondelete="CASCADE"), primary_key=True)


def _like(table: Table) -> Iterator[Column[Any]]:
    """The columns of a table but the page's key, for a table that holds the same of decided pages."""
    for column in table.columns:
        if column.name != "page_key":
            yield Column(
                column.name,
                column.type,
                primary_key=column.primary_key,
                autoincrement="auto" if not column.primary_key else False,
                nullable=column.nullable,
                server_default="" if column.name == "fact_key" or column.name.endswith("_evidence") else None,
            )


decision_states = Table(
    "decision_states",
    metadata,
    Column(
        "decision_id",
        Integer,
        ForeignKey(decisions.c.decision_id, ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    _of_page(),
    Column("study", Integer, nullable=False),
    Column("fact_key", Text, comment="the fact that it concerns now; nothing where none was found"),
    Column("state", Text, nullable=False, comment="stands, disagrees, not found, or replaced by a later one"),
    Column("message", Text, nullable=False, comment="for people: what the newest reading says instead"),
)
Index("ix_decision_states_page_key", decision_states.c.page_key)
decided_values = Table(
    "decided_values",
    metadata,
    _of_page(),
    Column("fact_key", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("decision_id", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("value", Text, comment="what stands there now; nothing where it was rejected"),
    Column("decided_by", Text, nullable=False),
    comment="the fields of extracted facts that a decision rules",
)
decided_checks = Table(
    "decided_checks",
    metadata,
    _of_page(),
    *_like(checks),
    comment="what does not add up after people's decisions, of the pages that have any",
)
decided_studies = Table(
    "decided_studies",
    metadata,
    _of_page(),
    *_like(studies),
    comment="studies after people's decisions, of the pages that have any",
)
decided_outcomes = Table(
    "decided_outcomes",
    metadata,
    _of_page(),
    *_like(FACTS["outcomes"]),
    Column("arm_label", Text),
    comment="outcomes after people's decisions, of the pages that have any",
)
BY_DECISION = (decision_states, decided_values, decided_checks, decided_studies, decided_outcomes)
"""What is made anew when a page or a decision comes."""
