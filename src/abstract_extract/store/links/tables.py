"""The tables of links: what was found last, what people said, and what does not add up between linked reports.

`link_decisions` is only ever added to, by people. All others are made anew by each search.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, Table, Text

from abstract_extract.store.tables import metadata, pages


def _page(name: str, *, primary_key: bool = True) -> Column[Any]:
    key = ForeignKey(pages.c.page_key, ondelete="CASCADE")
    return Column(name, Text, key, primary_key=primary_key, nullable=False)


links = Table(
    "links",
    metadata,
    _page("one"),
    _page("other"),
    Column("reason", Text, nullable=False, comment="registry, doi, pmid, pmcid, text, title, authors … or person"),
    Column("score", Float, nullable=False),
    Column("by_person", Boolean, nullable=False),
    Column("held_back", Text, comment="why the link is not followed; nothing where it is"),
    Column("evidence", Text, nullable=False, comment="for and against, a line each"),
)
trial_reports = Table(
    "trial_reports",
    metadata,
    _page("page_key"),
    Column("trial", Text, nullable=False, index=True, comment="a registry's number, else doi:, pmid: or page:"),
)
link_checks = Table(
    "link_checks",
    metadata,
    _page("one"),
    _page("other"),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False, index=True),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column(
        "facts_of_one", Text, nullable=False, comment="JSON pointers into the record of the page `one`, a line each"
    ),
    Column("facts_of_other", Text, nullable=False),
)
link_decisions = Table(
    "link_decisions",
    metadata,
    Column("decision_id", Integer, primary_key=True),
    # No foreign keys: a decision outlives the pages that it was made on.
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("place_of_one", Text, nullable=False, comment="where the page lay then"),
    Column("place_of_other", Text, nullable=False),
    Column("is_confirmed", Boolean, nullable=False, comment="true: one trial; false: two"),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False, comment="ISO 8601, UTC"),
    Column("reason", Text, nullable=False, server_default=""),
)
link_searches = Table(
    "link_searches",
    metadata,
    Column("search", Integer, primary_key=True, autoincrement=False, comment="always 1: the last search"),
    Column("pages_hash", Text, nullable=False, comment="of the records and decisions that were searched"),
    Column("reports", Integer, nullable=False),
)
