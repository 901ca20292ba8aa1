"""What follows from people's decisions for the pages that they are on, written where views can read it.

A page has the decisions that were made on it. It also has those that were made on what lay in its place before, where
that page is gone: a page saved anew keeps what people said of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, exists, insert, select

from abstract_extract.record import Record

from .decision_tables import (
    BY_DECISION,
    decided_checks,
    decided_outcomes,
    decided_studies,
    decided_values,
    decision_states,
    decisions,
)
from .decisions import Decision, decision_of
from .fact_values import field_of, words_of
from .replay import Replayed, replay
from .rows import Rows, check_rows, outcome_row, study_row
from .tables import page_paths, pages

AT_ONCE = 500
"""Keys in one question to the database."""


def decisions_on(connection: Connection, page_keys: Iterable[str]) -> dict[str, list[Decision]]:
    """The decisions on each of these pages, the oldest first; pages without any are left out."""
    found: dict[str, dict[int, Decision]] = defaultdict(dict)
    gone = ~exists().where(pages.c.page_key == decisions.c.page_key)
    for portion in _portions(page_keys):
        for row in connection.execute(select(decisions).where(decisions.c.page_key.in_(portion))).mappings():
            found[row["page_key"]][row["decision_id"]] = decision_of(dict(row))
        of_places = (
            select(page_paths.c.page_key.label("now"), decisions)
            .join_from(page_paths, decisions, page_paths.c.place == decisions.c.place)
            .where(page_paths.c.page_key.in_(portion), gone)
        )
        for row in connection.execute(of_places).mappings():
            cells = {name: row[name] for name in decisions.c.keys()}  # noqa: SIM118 - a collection of columns
            found[row["now"]][row["decision_id"]] = decision_of(cells)
    return {key: [by_id[number] for number in sorted(by_id)] for key, by_id in found.items()}


def settle(connection: Connection, page_keys: Iterable[str]) -> None:
    """Makes anew what follows from decisions for these pages; for most pages there are none, and nothing follows."""
    if connection.execute(select(decisions.c.decision_id).limit(1)).first() is None:
        return
    wanted = list(dict.fromkeys(page_keys))
    for portion in _portions(wanted):
        for table in BY_DECISION:
            connection.execute(delete(table).where(table.c.page_key.in_(portion)))
    by_page = decisions_on(connection, wanted)
    rows: Rows = defaultdict(list)
    for key, record in _records(connection, by_page):
        add_rows(rows, key, replay(key, record, by_page[key]))
    for table in BY_DECISION:
        if rows[table]:
            connection.execute(insert(table), rows[table])


def add_rows(rows: Rows, page_key: str, replayed: Replayed) -> None:
    """The rows that follow for one page."""
    record, board = replayed.record, replayed.board
    for one in replayed.standings:
        rows[decision_states].append(
            {
                "decision_id": one.decision.decision_id,
                "page_key": page_key,
                "study": one.study,
                "fact_key": one.fact_key,
                "state": one.state,
                "message": one.message,
            }
        )
    rows[decided_values] += _ruled(page_key, replayed)
    rows[decided_checks] += check_rows(page_key, record)
    for number, study in enumerate(record.studies):
        rows[decided_studies].append(study_row(page_key, record, number))
        labels = {arm.id: str(arm.label.value) for arm in study.arms}
        for position, slot in enumerate(board.standing("outcomes", number)):
            row = outcome_row(page_key, number, position, slot.key, study.outcomes[position])
            rows[decided_outcomes].append(row | {"arm_label": labels.get(row["arm"])})


def _ruled(page_key: str, replayed: Replayed) -> Iterator[dict[str, object]]:
    for slot in replayed.board.slots:
        ruling = slot.ruling
        if slot.rejecting and slot.extracted:
            ruling = dict.fromkeys(type(slot.extracted).model_fields, slot.rejecting)
        for field, decision in ruling.items():
            value = field_of(slot.fact, field)
            yield {
                "page_key": page_key,
                "fact_key": slot.key,
                "field": field,
                "decision_id": decision.decision_id,
                "action": decision.action,
                "value": None if value is None else words_of(value),
                "decided_by": decision.decided_by,
            }


def _records(connection: Connection, page_keys: Iterable[str]) -> Iterator[tuple[str, Record]]:
    for portion in _portions(page_keys):
        question = select(pages.c.page_key, pages.c.record_json).where(pages.c.page_key.in_(portion))
        for key, record_json in connection.execute(question):
            yield key, Record.model_validate_json(record_json)


def _portions(values: Iterable[str]) -> Iterator[Sequence[str]]:
    rest = iter(dict.fromkeys(values))
    while portion := list(islice(rest, AT_ONCE)):
        yield portion
