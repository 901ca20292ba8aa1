"""The tables of release 0.1.0."""

from __future__ import annotations

from typing import Any

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, ForeignKeyConstraint, Integer, Text

from abstract_extract.store.migrations.columns import number, text, value, values

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes them all."""
    _pages()
    _of_pages()
    fact("arms", text("id"), *value("label"), text("role"))
    fact("participants", *number("count"), text("status"), text("arm"), text("unit"))
    fact(
        "cell_sources",
        *values("tissue cell_type product donor species"),
        text("tissue_id"),
        text("cell_type_id"),
        text("arm"),
    )
    fact(
        "doses",
        *number("amount"),
        *number("amount_high"),
        text("unit"),
        text("basis"),
        *number("volume_amount"),
        text("volume_unit"),
        *number("administrations"),
        *values("interval duration route site"),
        text("arm"),
    )
    fact("follow_ups", *value("duration"), text("statistic"), *values("anchor schedule"))
    fact(
        "outcomes",
        *value("label"),
        text("kind"),
        *number("events"),
        *number("denominator"),
        *number("percent"),
        text("unit"),
        text("arm"),
        *value("time_point"),
    )
    op.create_index("ix_participants_status", "participants", ["status"])
    op.create_index("ix_outcomes_kind", "outcomes", ["kind"])


def _pages() -> None:
    op.create_table(
        "pages",
        Column("page_key", Text, primary_key=True, comment="page_id, and #entry for a citation of a file of many"),
        Column("page_id", Text, nullable=False),
        Column("entry", BigInteger),
        Column("path", Text, nullable=False, comment="where the page was first met; page_paths has all places"),
        *(Column(name, Text, nullable=False) for name in ("reader", "encoding")),
        *(text(name) for name in ("language", "title", "journal")),
        Column("year", Integer),
        *(text(name) for name in ("pmid", "pmcid", "doi")),
        *(Column(name, Text, nullable=False) for name in ("report_type", "record_hash", "record_json")),
    )
    for name in ("page_id", "pmid", "pmcid", "doi", "report_type"):
        op.create_index(f"ix_pages_{name}", "pages", [name])


def _of_pages() -> None:
    op.create_table(
        "page_paths",
        Column("place", Text, primary_key=True, comment="path, and #entry for a citation of a file of many"),
        Column("path", Text, nullable=False),
        Column("entry", BigInteger),
        Column("page_key", Text, ForeignKey("pages.page_key", ondelete="CASCADE"), nullable=False),
    )
    op.create_index("ix_page_paths_path", "page_paths", ["path"])
    op.create_index("ix_page_paths_page_key", "page_paths", ["page_key"])
    op.create_table(
        "failures",
        Column("place", Text, primary_key=True),
        Column("path", Text, nullable=False),
        Column("entry", BigInteger),
        *(Column(name, Text, nullable=False) for name in ("page_id", "stage", "reason")),
    )
    op.create_index("ix_failures_path", "failures", ["path"])
    op.create_table("registry_ids", *_in_page("position"), Column("registry_id", Text, nullable=False))
    op.create_index("ix_registry_ids_registry_id", "registry_ids", ["registry_id"])
    op.create_table(
        "checks",
        *_in_page("position"),
        *(Column(name, Text, nullable=False) for name in ("code", "severity", "message")),
        Column("facts", Text, nullable=False, comment="JSON pointers into record_json, a line each"),
    )
    op.create_index("ix_checks_code", "checks", ["code"])
    words = "role sample_size cell_source dose follow_up outcomes doubts".split()
    op.create_table("studies", *_in_page("study"), *(Column(name, Text, nullable=False) for name in words))


def _in_page(number_in_page: str) -> tuple[Column[Any], ...]:
    return (
        Column("page_key", Text, ForeignKey("pages.page_key", ondelete="CASCADE"), primary_key=True),
        Column(number_in_page, Integer, primary_key=True, autoincrement=False),
    )


def fact(name: str, *columns: Column[Any]) -> None:
    """A table of facts with these columns."""
    op.create_table(
        name,
        Column("page_key", Text, primary_key=True),
        Column("study", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *columns,
        ForeignKeyConstraint(["page_key", "study"], ["studies.page_key", "studies.study"], ondelete="CASCADE"),
    )
