"""A record as rows: what stands in each table for it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import asdict
from functools import cache
from typing import Any

from pydantic import BaseModel
from sqlalchemy import Numeric, Table

from abstract_extract.record import Derived, Failure, Grounded, Outcome, Record, Volume

from . import tables
from .fact_keys import keys_of
from .readable import summarise
from .runs import Extractor
from .words_of_the_page import evidence_of, sample_size_count

Row = dict[str, Any]
Rows = dict[Table, list[Row]]

ROWS_VERSION = 1
"""Counts the ways in which records were made into rows: rows of another way are made anew."""


def key_of(record: Record) -> str:
    """The key of a page: of its bytes, and of the citation's number in a file of many."""
    page = record.page
    return page.id if page.entry is None else f"{page.id}#{page.entry}"


def place_of(result: Record | Failure) -> str:
    """Where a page lies. Standard input is no place: what comes from there does not replace what came before."""
    page = result.page
    name = f"-{page.id}" if page.path == "-" else page.path
    return name if page.entry is None else f"{name}#{page.entry}"


def hash_of(record: Record) -> str:
    """A hash of all that the record says, whatever its page is called."""
    page = record.page.model_copy(update={"path": ""})
    return hashlib.sha256(record.model_copy(update={"page": page}).model_dump_json().encode()).hexdigest()


def rows_of(record: Record, record_hash: str, extractor: Extractor) -> Rows:
    """All rows of a record but those that say where it lies; `extractor` is what read its page."""
    key = key_of(record)
    page = record.page
    rows: Rows = defaultdict(list)
    rows[tables.pages].append(
        {
            "page_key": key,
            "page_id": page.id,
            **page.model_dump(
                include={"entry", "path", "reader", "encoding", "language", "title", "journal", "year", "report_type"}
            ),
            **page.identifiers.model_dump(include={"pmid", "pmcid", "doi"}),
            "record_hash": record_hash,
            "record_json": record.model_dump_json(),
            "extractor": extractor.version,
            "model": extractor.model,
            "rows_version": ROWS_VERSION,
        }
    )
    for position, registry_id in enumerate(page.identifiers.registry):
        rows[tables.registry_ids].append({"page_key": key, "position": position, "registry_id": registry_id})
    rows[tables.checks] = check_rows(key, record)
    for number, study in enumerate(record.studies):
        rows[tables.studies].append(study_row(key, record, number))
        keys = keys_of(key, study, number)
        for name, table in tables.FACTS.items():
            for position, (fact_key, fact) in enumerate(zip(keys[name], getattr(study, name), strict=True)):
                row = {"page_key": key, "study": number, "position": position, "fact_key": fact_key}
                rows[table].append(row | _fact_row(table, fact))
    return rows


def study_row(page_key: str, record: Record, number: int) -> Row:
    """The row of a study: what it says in words, and where the page says it."""
    study = record.studies[number]
    words = asdict(summarise(study, number, record.checks))
    return {
        "page_key": page_key,
        "study": number,
        "role": study.role,
        **words,
        "sample_size_count": sample_size_count(study),
        **{f"{name}_evidence": said for name, said in evidence_of(study).items()},
    }


def check_rows(page_key: str, record: Record) -> list[Row]:
    """The rows of what does not add up."""
    return [
        {
            "page_key": page_key,
            "position": position,
            "facts": "\n".join(check.facts),
            "study": _study_of(check.facts),
            **check.model_dump(include={"code", "severity", "message"}),
        }
        for position, check in enumerate(record.checks)
    ]


def outcome_row(page_key: str, study: int, position: int, fact_key: str, outcome: Outcome) -> Row:
    """The row of an outcome, whichever table it is for."""
    row = {"page_key": page_key, "study": study, "position": position, "fact_key": fact_key}
    return row | _fact_row(tables.FACTS["outcomes"], outcome)


def _study_of(pointers: tuple[str, ...]) -> int | None:
    """The one study that all these JSON pointers lie in."""
    parts = {pointer.split("/")[2] for pointer in pointers if pointer.startswith("/studies/")}
    return int(parts.pop()) if len(parts) == 1 else None


def failure_row(failure: Failure) -> Row:
    """The row of a page that gave no record."""
    return {
        "place": place_of(failure),
        "path": failure.page.path,
        "entry": failure.page.entry,
        "page_id": failure.page.id,
        "stage": failure.failure.stage,
        "reason": failure.failure.reason,
    }


def _fact_row(table: Table, fact: BaseModel) -> Row:
    row: Row = {}
    for name, kind, is_number in _layout(table.name, type(fact)):
        part = getattr(fact, name)
        if kind == "value":
            _put_value(row, name, part, is_number=is_number)
        elif kind == "volume":
            volume = part if isinstance(part, Volume) else None
            _put_value(row, f"{name}_amount", volume.amount if volume else None, is_number=is_number)
            row[f"{name}_unit"] = volume.unit if volume else None
        else:
            row[name] = part
    return row


@cache
def _layout(table: str, fact: type[BaseModel]) -> tuple[tuple[str, str, bool], ...]:
    """Each field of a fact, what it holds, and whether its column is of numbers."""
    found: list[tuple[str, str, bool]] = []
    for name, field in fact.model_fields.items():
        is_volume = tables.is_volume(field.annotation)
        kind = "value" if tables.is_value(field.annotation) else "volume" if is_volume else "plain"
        column = tables.FACTS[table].c[f"{name}_amount" if is_volume else name]
        found.append((name, kind, isinstance(column.type, Numeric)))
    return tuple(found)


def _put_value(row: Row, name: str, value: Any, *, is_number: bool) -> None:
    scalar = getattr(value, "value", None)
    if is_number:
        # A number that the page gives only in words ("several") has its words in the text column.
        scalar = None if isinstance(scalar, str) else scalar
    elif scalar is not None:
        scalar = str(scalar)
    row[name] = scalar
    is_grounded = isinstance(value, Grounded)
    row[f"{name}_text"] = value.text if is_grounded else None
    row[f"{name}_start"] = value.start if is_grounded else None
    row[f"{name}_end"] = value.end if is_grounded else None
    row[f"{name}_derived"] = value.derived if isinstance(value, Derived) else None
