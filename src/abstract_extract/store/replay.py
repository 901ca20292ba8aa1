"""A record after people's decisions, and how each decision fares with what the program reads now.

What a person accepted or put in stays, whatever a later version reads; where that reads something else, the
decision's state says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from abstract_extract.check import CHECKS
from abstract_extract.errors import DecisionError
from abstract_extract.record import Check, Record

from .board import Board, Slot, same
from .decisions import Decision
from .fact_keys import lead_of
from .fact_values import field_of, jsonable, made, plain_of, with_field, words_of

State = Literal["stands", "disagrees", "not found", "replaced"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a decision fares: the fact that it concerns now, and in words what the program reads instead."""

    decision: Decision
    study: int
    fact_key: str | None
    state: State
    message: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """The record after the decisions, its slots, and the standing of each decision in their order."""

    record: Record
    board: Board
    standings: tuple[Standing, ...]


def replay(page_key: str, record: Record, decisions: Sequence[Decision], *, strict: bool = False) -> Replayed:
    """Puts the decisions, the oldest first, to a record; its checks are those of what stands then.

    A decision that cannot be put to it (a later version has no such field) says so as its standing; with `strict` it
    raises DecisionError.
    """
    board = Board(page_key, record, decisions)
    met: list[tuple[Decision, Slot | None, str]] = []
    for decision in decisions:
        try:
            met.append((decision, *_put(board, decision)))
        except DecisionError as error:
            if strict:
                raise
            met.append((decision, None, f"cannot be put to the newest reading: {error}"))
    decided = record.model_copy(update={"studies": board.studies()})
    decided = decided.model_copy(update={"checks": _checks(record, decided, board)})
    return Replayed(decided, board, tuple(_standing(board, *one) for one in met))


def _put(board: Board, decision: Decision) -> tuple[Slot | None, str]:
    """The slot that a decision was put to, and what kept it from ruling there."""
    slot = board.find(decision)
    if decision.action == "reject":
        return (slot, _reject(slot, decision)) if slot else (None, "")
    if slot is None:
        fact = _fact_of(board, decision, decision.study)
        slot = board.add(decision, fact)
        slot.ruling = dict.fromkeys(type(fact).model_fields, decision)
    if decision.field is None:
        _rule_all(board, slot, decision)
    else:
        _rule_field(board, slot, decision)
    slot.rejecting = None
    return slot, ""


def _reject(slot: Slot, decision: Decision) -> str:
    if decision.field is None:
        then, lead = decision.fact_then, lead_of(slot.name, slot.extracted) if slot.extracted else None
        before = lead_of(slot.name, made(slot.name, then, "")) if then else None
        if slot.extracted and not same(lead, before):
            return f"rejected as {words_of(before)}, read as {words_of(lead)} now: nobody has judged that"
        slot.fact, slot.rejecting, slot.ruling = None, decision, {}
        return ""
    if slot.fact is None:
        return ""
    read = field_of(slot.extracted, decision.field) if slot.extracted else decision.value_then
    if not same(read, decision.value_then):
        return (
            f"{decision.field}: rejected {words_of(decision.value_then)},"
            f" read as {words_of(read)} now: nobody has judged that"
        )
    slot.fact = with_field(slot.fact, decision.field, None)
    slot.ruling[_top(decision.field)] = decision
    return ""


def _rule_all(board: Board, slot: Slot, decision: Decision) -> None:
    wanted = _fact_of(board, decision, slot.study)
    if slot.extracted is None:
        slot.fact = _with_id(wanted, slot.fact)
    else:
        # Where both say the same, the place is that of this reading.
        kept = {
            name: value
            for name, value in slot.extracted
            if name == "id" or same(jsonable(value), jsonable(getattr(wanted, name)))
        }
        slot.fact = wanted.model_copy(update=kept)
    slot.ruling = dict.fromkeys(type(wanted).model_fields, decision)


def _rule_field(board: Board, slot: Slot, decision: Decision) -> None:
    field = str(decision.field)
    base = slot.fact or slot.extracted or _fact_of(board, decision, slot.study)
    value = decision.value_now if decision.action == "correct" else _field_then(decision)
    if slot.extracted and field != "arm" and same(field_of(slot.extracted, field), plain_of(value)):
        now: Any = field_of(slot.extracted, field, plainly=False)
    elif field == "arm":
        now = board.arm_id(slot.study, value) if value else None
    else:
        now = _here(board, decision, value)
    slot.fact = with_field(base, field, now, _says(decision))
    slot.ruling[_top(field)] = decision


def _fact_of(board: Board, decision: Decision, study: int) -> BaseModel:
    """The fact that a decision brings: what was accepted, what was added, or what the corrected one was before."""
    whole = decision.field is None and decision.action != "accept"
    given = dict((decision.value_now if whole else decision.fact_then) or {})
    given = {name: _here(board, decision, value) for name, value in given.items()}
    if given.get("arm"):
        given["arm"] = board.arm_id(study, decision.arm_then) or board.add_arm(study, decision)
    return made(decision.fact, given, _says(decision))


def _field_then(decision: Decision) -> Any:
    """What stood in the field that was decided on, with its place; of an arm its words."""
    if decision.field == "arm":
        return decision.arm_then
    part: Any = decision.fact_then
    for name in str(decision.field).split("."):
        part = part.get(name) if isinstance(part, dict) else None
    return part


def _here(board: Board, decision: Decision, value: Any) -> Any:
    """A JSON value as of this page: places in another page's text are none in this one's."""
    if isinstance(value, dict) and decision.page_key != board.page_key:
        if "value" in value:
            return {"value": value["value"], "derived": _says(decision)}
        return {name: _here(board, decision, part) for name, part in value.items()}
    return value


def _says(decision: Decision) -> str:
    action = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}[decision.action]
    return f"{action} by {decision.decided_by}"


def _with_id(fact: BaseModel, before: BaseModel | None) -> BaseModel:
    held = getattr(before, "id", None)
    return fact.model_copy(update={"id": held}) if held else fact


def _top(field: str) -> str:
    return field.partition(".")[0]


def _standing(board: Board, decision: Decision, slot: Slot | None, hindrance: str) -> Standing:
    if slot is None:
        return Standing(decision, decision.study, None, "not found", hindrance)
    if hindrance:
        return Standing(decision, slot.study, slot.key, "disagrees", hindrance)
    fields = [name for name, ruling in slot.ruling.items() if ruling is decision]
    if slot.rejecting is decision:
        return Standing(decision, slot.study, slot.key, "stands")
    if not fields:
        return Standing(decision, slot.study, slot.key, "replaced")
    if slot.extracted is None:
        if decision.action == "add":
            return Standing(decision, slot.study, slot.key, "stands")
        lead = lead_of(slot.name, slot.fact) if slot.fact else None
        message = f"{words_of(lead)}: {_says(decision)}, not found in the newest reading"
        return Standing(decision, slot.study, None, "not found", message)
    differing = [words for name in fields if (words := _difference(board, decision, slot, name))]
    state: State = "disagrees" if differing else "stands"
    return Standing(decision, slot.study, slot.key, state, "; ".join(differing))


def _difference(board: Board, decision: Decision, slot: Slot, name: str) -> str:
    """What the newest reading says in a field instead of what a person decided; nothing where it is the same."""
    if name in {"id", "confidence"} or slot.fact is None:
        return ""
    stands, read = field_of(slot.fact, name), field_of(slot.extracted, name)
    if name == "arm":
        stands, read = board.arm_label(slot.study, stands), board.arm_label(slot.study, read)
    # The reading that a person has corrected, or rejected, is no news.
    known = decision.field is not None and same(read, field_of_json(decision, name))
    if same(stands, read) or known:
        return ""
    return f"{name}: {_says(decision)} as {words_of(stands)}, the newest reading says {words_of(read)}"


def field_of_json(decision: Decision, name: str) -> Any:
    """What stood in a field of the fact that was decided on."""
    if name == "arm":
        return decision.arm_then
    value = (decision.fact_then or {}).get(name)
    return value.get("value", value) if isinstance(value, dict) else value


def _checks(record: Record, decided: Record, board: Board) -> tuple[Check, ...]:
    """What does not add up now, but for what people have decided on as a whole; notes on the page stay."""
    notes = tuple(check for check in record.checks if not check.facts)
    found = [check for rule in CHECKS for check in rule(decided) if check.facts]
    return (*notes, *(check for check in found if not _answered(board, check)))


def _answered(board: Board, check: Check) -> bool:
    """Whether a person has decided on every fact that a check speaks of."""
    for pointer in check.facts:
        parts = pointer.strip("/").split("/")
        if len(parts) < 4 or not parts[1].isdigit() or not parts[3].isdigit():
            return False
        slots = board.standing(parts[2], int(parts[1]))
        if int(parts[3]) >= len(slots) or not slots[int(parts[3])].is_decided:
            return False
    return True
