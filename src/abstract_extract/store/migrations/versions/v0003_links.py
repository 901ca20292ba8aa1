"""Links between reports of one trial, what people said of them, and what does not add up between reports."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables; they are filled by the first search for links."""
    op.create_table(
        "links",
        _page("one"),
        _page("other"),
        Column("reason", Text, nullable=False, comment="registry, doi, pmid, pmcid, text, title, authors … or person"),
        Column("score", Float, nullable=False),
        Column("by_person", Boolean, nullable=False),
        Column("held_back", Text, comment="why the link is not followed; nothing where it is"),
        Column("evidence", Text, nullable=False, comment="for and against, a line each"),
    )
    op.create_table(
        "trial_reports",
        _page("page_key"),
        Column("trial", Text, nullable=False, comment="a registry's number, else doi:, pmid: or page:"),
    )
    op.create_index("ix_trial_reports_trial", "trial_reports", ["trial"])
    op.create_table(
        "link_checks",
        _page("one"),
        _page("other"),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *(Column(name, Text, nullable=False) for name in ("code", "severity", "message")),
        Column(
            "facts_of_one", Text, nullable=False, comment="JSON pointers into the record of the page `one`, a line each"
        ),
        Column("facts_of_other", Text, nullable=False),
    )
    op.create_index("ix_link_checks_code", "link_checks", ["code"])
    _decisions()
    op.create_table(
        "link_searches",
        Column("search", Integer, primary_key=True, autoincrement=False, comment="always 1: the last search"),
        Column("pages_hash", Text, nullable=False, comment="of the records and decisions that were searched"),
        Column("reports", Integer, nullable=False),
    )


def _decisions() -> None:
    op.create_table(
        "link_decisions",
        Column("decision_id", Integer, primary_key=True),
        Column("one", Text, nullable=False),
        Column("other", Text, nullable=False),
        Column("place_of_one", Text, nullable=False, comment="where the page lay then"),
        Column("place_of_other", Text, nullable=False),
        Column("is_confirmed", Boolean, nullable=False, comment="true: one trial; false: two"),
        Column("decided_by", Text, nullable=False),
        Column("decided_at", Text, nullable=False, comment="ISO 8601, UTC"),
        Column("reason", Text, nullable=False, server_default=""),
    )


def _page(name: str) -> Column[Any]:
    return Column(name, Text, ForeignKey("pages.page_key", ondelete="CASCADE"), primary_key=True, nullable=False)
