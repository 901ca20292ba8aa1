"""People's decisions, the runs, and keys by which a decision finds its fact again."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Column, Float, ForeignKey, Integer, Text

from abstract_extract.store.migrations.columns import number, text, value

revision = "0002"
down_revision = "0001"

FACTS = ("arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes")
EVIDENCE = ("sample_size", "cell_source", "dose", "follow_up", "outcomes")


def upgrade() -> None:
    """Adds columns to what there is, and the new tables. Rows are made anew from the records afterwards."""
    op.add_column("pages", _filled("extractor", Text, "", "the version of the program that read the page"))
    op.add_column("pages", _filled("model", Text, "", "the hash of its model, or 'rules'"))
    op.add_column("pages", _filled("rows_version", Integer, "0", "how the record was made into rows"))
    for name in FACTS:
        op.add_column(name, _filled("fact_key", Text, "", "the same in other versions' readings"))
        op.create_index(f"ix_{name}_fact_key", name, ["fact_key"])
    for name in ("participants", "doses", "outcomes"):
        op.add_column(name, Column("confidence", Float))
    op.add_column("checks", Column("study", Integer, comment="the study that all its facts are of"))
    op.add_column("studies", Column("sample_size_count", Integer, comment="the number in sample_size"))
    for name in EVIDENCE:
        op.add_column("studies", _filled(f"{name}_evidence", Text, ""))
    _runs()
    _decisions()
    _states()
    _decided()


def _filled(name: str, kind: type[Any], default: str, comment: str | None = None) -> Column[Any]:
    return Column(name, kind, nullable=False, server_default=default, comment=comment)


def _runs() -> None:
    op.create_table(
        "runs",
        Column("run_id", Integer, primary_key=True),
        Column("extractor", Text, nullable=False, comment="the program's version"),
        Column("model", Text, nullable=False, comment="the hash of its model, or 'rules'"),
        Column("command", Text, nullable=False),
        Column("started", Text, nullable=False, comment="ISO 8601, UTC"),
        Column("finished", Text, comment="nothing while it runs, and where it was killed"),
        Column("ending", Text, comment="finished, interrupted, or what went wrong"),
        *(_filled(name, Integer, "0") for name in ("written", "unchanged", "removed", "failures", "rows")),
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        Column("decision_id", Integer, primary_key=True),
        Column("page_key", Text, nullable=False),
        Column("place", Text, nullable=False, comment="where the page lay then"),
        Column("study", Integer, nullable=False),
        Column("fact", Text, nullable=False, comment="the list that it is of: participants, outcomes …"),
        Column("fact_key", Text, nullable=False),
        Column("field", Text, comment="nothing where the decision is on the whole fact"),
        Column("action", Text, nullable=False, comment="accept, correct, reject or add"),
        Column("fact_then", Text, comment="JSON: the fact as it was extracted then"),
        Column("arm_then", Text, comment="the words of the fact's arm, whose id may be another in another reading"),
        Column("value_then", Text, comment="JSON: what stood in the field then"),
        Column("value_now", Text, comment="JSON: what a person put there"),
        Column("decided_by", Text, nullable=False),
        Column("decided_at", Text, nullable=False, comment="ISO 8601, UTC"),
        _filled("reason", Text, ""),
    )
    op.create_index("ix_decisions_page_key", "decisions", ["page_key"])
    op.create_index("ix_decisions_fact_key", "decisions", ["fact_key"])
    op.create_index("ix_decisions_place", "decisions", ["place"])


def _states() -> None:
    op.create_table(
        "decision_states",
        Column(
            "decision_id",
            Integer,
            ForeignKey("decisions.decision_id", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        ),
        _of_page(),
        Column("study", Integer, nullable=False),
        Column("fact_key", Text, comment="the fact that it concerns now; nothing where none was found"),
        Column("state", Text, nullable=False, comment="stands, disagrees, not found, or replaced by a later one"),
        Column("message", Text, nullable=False, comment="for people: what the newest reading says instead"),
    )
    op.create_index("ix_decision_states_page_key", "decision_states", ["page_key"])
    op.create_table(
        "decided_values",
        _of_page(),
        Column("fact_key", Text, primary_key=True),
        Column("field", Text, primary_key=True),
        Column("decision_id", Integer, nullable=False),
        Column("action", Text, nullable=False),
        Column("value", Text, comment="what stands there now; nothing where it was rejected"),
        Column("decided_by", Text, nullable=False),
        comment="the fields of extracted facts that a decision rules",
    )
    op.create_table(
        "decided_checks",
        _of_page(),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *(Column(name, Text, nullable=False) for name in ("code", "severity", "message", "facts")),
        Column("study", Integer),
        comment="what does not add up after people's decisions, of the pages that have any",
    )


def _decided() -> None:
    words = "role sample_size cell_source dose follow_up outcomes doubts".split()
    op.create_table(
        "decided_studies",
        _of_page(),
        Column("study", Integer, primary_key=True, autoincrement=False),
        *(Column(name, Text, nullable=False) for name in words),
        Column("sample_size_count", Integer),
        *(_filled(f"{name}_evidence", Text, "") for name in EVIDENCE),
        comment="studies after people's decisions, of the pages that have any",
    )
    op.create_table(
        "decided_outcomes",
        _of_page(),
        Column("study", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *value("label"),
        text("kind"),
        *number("events"),
        *number("denominator"),
        *number("percent"),
        text("unit"),
        text("arm"),
        *value("time_point"),
        _filled("fact_key", Text, ""),
        Column("confidence", Float),
        text("arm_label"),
        comment="outcomes after people's decisions, of the pages that have any",
    )


def _of_page() -> Column[Any]:
    return Column("page_key", Text, ForeignKey("pages.page_key", ondelete="CASCADE"), primary_key=True)
