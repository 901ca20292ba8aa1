"""Recording what a person decides on a fact. The only place that writes decisions, and it only ever adds.

decide("review.db", "accept", key, by="Ada")
decide("review.db", "correct", key, by="Ada", field="count", value=24, reason="table 1")
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, or_, select

from abstract_extract.errors import DecisionError
from abstract_extract.record import Record

from .board import Board, Slot
from .database import open_database, take_turn
from .decision_tables import decisions
from .decisions import Action, Decision, decision_of
from .fact_keys import arm_words, key_of_added
from .fact_values import field_of, jsonable, made, see_that_kind_is_right
from .failing import errors_named
from .replay import Replayed, replay
from .runs import now
from .standing import decisions_on, settle
from .tables import FACTS, page_paths, pages

FACTS_HINT = "abstract-extract db decide facts PAGE lists a page's facts with their keys"


def decide(
    database: str | os.PathLike[str],
    action: Action,
    fact_key: str,
    *,
    by: str,
    field: str | None = None,
    value: Any = None,
    reason: str = "",
) -> Decision:
    """Accepts, corrects or rejects a fact, or one field of it, and returns the decision as it stands in the database.

    `value` is what `correct` puts in the field: a JSON value, or an object with value, text, start and end where the
    page says it. A fact that was rejected and is then accepted stands again.

    Raises DecisionError for a fact that is not there or a value that cannot stand there, StoreError for a database
    that cannot be used.
    """
    if action not in {"accept", "correct", "reject"}:
        raise DecisionError(f"no decision {action!r} on a fact (there are accept, correct and reject; add makes one)")
    if action == "correct" and field is None and not isinstance(value, dict):
        raise DecisionError("correct needs a field and its value, or the whole fact as an object")
    name = os.fspath(database)
    with open_database(name) as engine, errors_named(name), engine.begin() as connection:
        take_turn(connection)
        page_key = _page_of_fact(connection, fact_key)
        record, before = _page(connection, page_key)
        board = replay(page_key, record, before).board
        slot = board.slot(fact_key)
        if slot is None:
            raise DecisionError(f"no fact {fact_key} on {record.page.path} now ({FACTS_HINT})")
        decision = _on_slot(board, slot, action, field, value)
        decision = replace(decision, place=_place(connection, page_key), decided_by=_named(by), reason=reason)
        return _record(connection, record, before, decision)


def add_fact(
    database: str | os.PathLike[str],
    page: str,
    fact: str,
    value: dict[str, Any],
    *,
    by: str,
    study: int = 0,
    reason: str = "",
) -> Decision:
    """Adds a fact that the program did not find: `fact` is the list, `value` its fields; `page` a path or a page's key.

    Raises as `decide` does.
    """
    name = os.fspath(database)
    with open_database(name) as engine, errors_named(name), engine.begin() as connection:
        take_turn(connection)
        page_key = find_page(connection, page)
        record, before = _page(connection, page_key)
        decided = replay(page_key, record, before).record
        if not 0 <= study <= len(decided.studies):
            raise DecisionError(f"{page} has {len(decided.studies)} studies: study {study} cannot be added to")
        arms = arm_words(decided.studies[study]) if study < len(decided.studies) else {}
        value = dict(value)
        arm = _arm_words(arms, value["arm"]) if value.get("arm") else None
        value |= {"arm": next(i for i, words in arms.items() if words == arm)} if arm else {}
        made_of_it = made(fact, value, f"added by {by}")
        # What it is unless it is said (a unit of patients) tells it from others later.
        value |= {name: plain for name, plain in made_of_it if isinstance(plain, str) and name not in {*value, "id"}}
        decision = Decision(
            decision_id=0,
            page_key=page_key,
            place=_place(connection, page_key),
            study=study,
            fact=fact,
            fact_key=key_of_added(page_key, study, fact, made_of_it, arms),
            field=None,
            action="add",
            fact_then=None,
            arm_then=arm,
            value_then=None,
            value_now=value,
            decided_by=_named(by),
            decided_at="",
            reason=reason,
        )
        return _record(connection, record, before, decision)


def find_page(connection: Connection, page: str) -> str:
    """The key of the page with this key, path or place.

    Raises DecisionError where there is none, or where there are several.
    """
    lies = select(page_paths.c.page_key).where(or_(page_paths.c.path == page, page_paths.c.place == page))
    named = select(pages.c.page_key).where(pages.c.page_key == page)
    found = sorted({*connection.execute(named).scalars(), *connection.execute(lies.limit(3)).scalars()})
    if not found:
        raise DecisionError(f"no page {page} in this review (give its path as `run` was given it, or its page_key)")
    if len(found) > 1:
        raise DecisionError(f"{page} holds many citations: give one with its number, {page}#1")
    return str(found[0])


def page_as_decided(connection: Connection, page: str) -> Replayed:
    """A page's record after its decisions, with the slots of its facts.

    Raises DecisionError where there is no such page.
    """
    page_key = find_page(connection, page)
    record, before = _page(connection, page_key)
    return replay(page_key, record, before)


def _page_of_fact(connection: Connection, fact_key: str) -> str:
    for table in FACTS.values():
        found = connection.execute(select(table.c.page_key).where(table.c.fact_key == fact_key)).scalar()
        if found:
            return str(found)
    # Facts that people added, and those that were there when they decided on them.
    question = select(decisions.c.page_key, decisions.c.place).where(decisions.c.fact_key == fact_key).limit(1)
    for page_key, place in connection.execute(question):
        is_there = connection.execute(select(pages.c.page_key).where(pages.c.page_key == page_key)).scalar()
        return str(is_there) if is_there else find_page(connection, place)
    raise DecisionError(f"no fact {fact_key} ({FACTS_HINT})")


def _page(connection: Connection, page_key: str) -> tuple[Record, Sequence[Decision]]:
    record_json = connection.execute(select(pages.c.record_json).where(pages.c.page_key == page_key)).scalar_one()
    return Record.model_validate_json(record_json), decisions_on(connection, [page_key]).get(page_key, [])


def _place(connection: Connection, page_key: str) -> str:
    places = select(page_paths.c.place).where(page_paths.c.page_key == page_key).order_by(page_paths.c.place)
    return str(connection.execute(places.limit(1)).scalar_one())


def _named(by: str) -> str:
    if not by.strip():
        raise DecisionError("who decides? give a name")
    return by.strip()


def _on_slot(board: Board, slot: Slot, action: Action, field: str | None, value: Any) -> Decision:
    fact = slot.extracted or slot.fact
    if fact is None:
        raise DecisionError(f"the fact {slot.key} was added and then rejected: add it again")
    arm = board.arm_label(slot.study, getattr(fact, "arm", None))
    then = field_of(fact, field) if field else None
    if field == "arm":
        then = arm
        value = _arm_words(board.arm_labels(slot.study), value) if action == "correct" and value else None
    return Decision(
        decision_id=0,
        page_key=board.page_key,
        place="",
        study=slot.study,
        fact=slot.name,
        fact_key=slot.key,
        field=field,
        action=action,
        fact_then=fact.model_dump(mode="json"),
        arm_then=arm,
        value_then=jsonable(then),
        value_now=value if action == "correct" else None,
        decided_by="",
        decided_at="",
        reason="",
    )


def _arm_words(arms: dict[str, str], arm: Any) -> str:
    """The label of an arm, given by its id or its label."""
    for arm_id, words in arms.items():
        if str(arm).casefold() in {arm_id.casefold(), words.casefold()}:
            return words
    there = ", ".join(arms.values()) or "none: add it first"
    raise DecisionError(f"no arm {arm!r} in this study (there are: {there})")


def _record(connection: Connection, record: Record, before: Sequence[Decision], decision: Decision) -> Decision:
    if decision.action in {"add", "correct"}:
        given = {decision.field: decision.value_now} if decision.field else decision.value_now
        for field, value in given.items():
            see_that_kind_is_right(field, value)
    # Tried first: what cannot be applied is not recorded.
    replay(decision.page_key, record, [*before, decision], strict=True)
    cells = {name: getattr(decision, name) for name in decisions.c.keys() if name != "decision_id"}  # noqa: SIM118
    for name in ("fact_then", "value_then", "value_now"):
        cells[name] = None if cells[name] is None else json.dumps(cells[name], ensure_ascii=False, sort_keys=True)
    cells["decided_at"] = now()
    made_row = insert(decisions).values(cells).returning(decisions)
    decision = decision_of(dict(connection.execute(made_row).mappings().one()))
    settle(connection, [decision.page_key])
    return decision
