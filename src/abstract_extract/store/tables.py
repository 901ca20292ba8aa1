"""The tables of the review database: one row a page, a study, a fact.

The fact tables follow the record's types: a plain value is a column; a grounded one is five: `count` (the value),
`count_text`, `count_start`, `count_end` (where the page says it) and `count_derived` (what it follows from otherwise).

>>> [column.name for column in FACTS["participants"].columns][3:9]
['count', 'count_text', 'count_start', 'count_end', 'count_derived', 'status']
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
)

from abstract_extract.record import Derived, Study, Volume

NUMBERS = frozenset({"count", "amount", "amount_high", "administrations", "events", "denominator", "percent"})
"""The grounded values that are numbers; all others are words, ISO 8601 durations among them."""

WITH_CONFIDENCE = frozenset({"participants", "doses", "outcomes"})
"""The facts that a model may be more or less sure of: from 0 to 1, nothing where rules found them."""

WITH_EVIDENCE = ("sample_size", "cell_source", "dose", "follow_up", "outcomes")
"""The columns of a study beside which stand the words of the page."""

metadata = MetaData()

pages = Table(
    "pages",
    metadata,
    Column("page_key", Text, primary_key=True, comment="page_id, and #entry for a citation of a file of many"),
    Column("page_id", Text, nullable=False, index=True),
    Column("entry", BigInteger),
    Column("path", Text, nullable=False, comment="where the page was first met; page_paths has all places"),
    Column("reader", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("language", Text),
    Column("title", Text),
    Column("journal", Text),
    Column("year", Integer),
    Column("pmid", Text, index=True),
    Column("pmcid", Text, index=True),
    Column("doi", Text, index=True),
    Column("report_type", Text, nullable=False, index=True),
    Column("record_hash", Text, nullable=False),
    Column("record_json", Text, nullable=False),
    Column(
        "extractor", Text, nullable=False, server_default="", comment="the version of the program that read the page"
    ),
    Column("model", Text, nullable=False, server_default="", comment="the hash of its model, or 'rules'"),
    Column("rows_version", Integer, nullable=False, server_default="0", comment="how the record was made into rows"),
)


def _of_page() -> Column[str]:
    return Column("page_key", Text, ForeignKey("pages.page_key", ondelete="CASCADE"), primary_key=True)


page_paths = Table(
    "page_paths",
    metadata,
    Column("place", Text, primary_key=True, comment="path, and #entry for a citation of a file of many"),
    Column("path", Text, nullable=False, index=True),
    Column("entry", BigInteger),
    Column("page_key", Text, ForeignKey("pages.page_key", ondelete="CASCADE"), nullable=False, index=True),
)
failures = Table(
    "failures",
    metadata,
    Column("place", Text, primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("entry", BigInteger),
    Column("page_id", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
)
registry_ids = Table(
    "registry_ids",
    metadata,
    _of_page(),
    Column("position", Integer, primary_key=True),
    Column("registry_id", Text, nullable=False, index=True),
)
checks = Table(
    "checks",
    metadata,
    _of_page(),
    Column("position", Integer, primary_key=True),
    Column("code", Text, nullable=False, index=True),
    Column("severity", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("facts", Text, nullable=False, comment="JSON pointers into record_json, a line each"),
    Column("study", Integer, comment="the study that all its facts are of"),
)
studies = Table(
    "studies",
    metadata,
    _of_page(),
    Column("study", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),
    Column("sample_size", Text, nullable=False),
    Column("cell_source", Text, nullable=False),
    Column("dose", Text, nullable=False),
    Column("follow_up", Text, nullable=False),
    Column("outcomes", Text, nullable=False),
    Column("doubts", Text, nullable=False),
    Column("sample_size_count", Integer, comment="the number in sample_size"),
    *(Column(f"{name}_evidence", Text, nullable=False, server_default="") for name in WITH_EVIDENCE),
)


def is_value(annotation: Any) -> bool:
    """Whether a field of a fact is a grounded (or derived) value."""
    return Derived in _members(annotation)


def is_volume(annotation: Any) -> bool:
    """Whether a field of a fact is a volume, an amount and a unit."""
    return Volume in _members(annotation)


def _members(annotation: Any) -> tuple[Any, ...]:
    is_union = get_origin(annotation) in {Union, types.UnionType}
    return get_args(annotation) if is_union else (annotation,)


def fact_types() -> dict[str, type[BaseModel]]:
    """The lists of a study and the type of their items, in the record's order."""
    return {
        name: get_args(field.annotation)[0]
        for name, field in Study.model_fields.items()
        if get_origin(field.annotation) is tuple
    }


def value_fields(fact: type[BaseModel]) -> Iterator[tuple[str, str]]:
    """Each grounded value of a fact: its column, and its name in the record ("volume.amount")."""
    for name, field in fact.model_fields.items():
        if is_value(field.annotation):
            yield name, name
        elif is_volume(field.annotation):
            yield f"{name}_amount", f"{name}.amount"


def _value_columns(name: str) -> Iterator[Column[Any]]:
    yield Column(name, Numeric(asdecimal=False) if name.rpartition("volume_")[2] in NUMBERS else Text)
    yield Column(f"{name}_text", Text)
    yield Column(f"{name}_start", BigInteger)
    yield Column(f"{name}_end", BigInteger)
    yield Column(f"{name}_derived", Text)


def _fact_columns(fact: type[BaseModel]) -> Iterator[Column[Any]]:
    for name, field in fact.model_fields.items():
        if is_value(field.annotation):
            yield from _value_columns(name)
        elif is_volume(field.annotation):
            yield from _value_columns(f"{name}_amount")
            yield Column(f"{name}_unit", Text)
        elif name != "confidence":
            yield Column(name, Text)


def _fact_table(name: str, fact: type[BaseModel]) -> Table:
    return Table(
        name,
        metadata,
        Column("page_key", Text, primary_key=True),
        Column("study", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, primary_key=True, autoincrement=False),
        *_fact_columns(fact),
        Column("fact_key", Text, nullable=False, server_default="", comment="the same in other versions' readings"),
        *([Column("confidence", Float)] if name in WITH_CONFIDENCE else []),
        ForeignKeyConstraint(["page_key", "study"], ["studies.page_key", "studies.study"], ondelete="CASCADE"),
    )


FACTS: dict[str, Table] = {name: _fact_table(name, fact) for name, fact in fact_types().items()}
"""The fact tables by the names of the study's lists: arms, participants, cell_sources, doses, follow_ups, outcomes."""
for _name, _table in FACTS.items():
    Index(f"ix_{_name}_fact_key", _table.c.fact_key)
Index("ix_participants_status", FACTS["participants"].c.status)
Index("ix_outcomes_kind", FACTS["outcomes"].c.kind)
