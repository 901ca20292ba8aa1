"""The facts of a record laid out so that decisions can be put to them: each in a slot that decisions find again.

A decision finds its fact by the fact's key. Where the program reads the page otherwise than when it was made, the key
may be another: then it is the fact of the same list at the same place, or else the one with the same value that counts
the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from abstract_extract.record import Arm, Derived, Grounded, Record, Study

from .decisions import Decision
from .fact_keys import BESIDE, LEADS, keys_of, lead_of, plain, read_field


@dataclass(slots=True)
class Slot:
    """A fact: as extracted (None: a person added it), as it stands (None: rejected), and which decisions rule it."""

    study: int
    name: str
    key: str
    extracted: BaseModel | None
    fact: BaseModel | None
    ruling: dict[str, Decision] = field(default_factory=dict)
    rejecting: Decision | None = None

    @property
    def is_decided(self) -> bool:
        """Whether a person has decided anything of it."""
        return bool(self.ruling) or self.rejecting is not None


class Board:
    """The slots of a record in its order; one that a decision adds comes behind the others of its list."""

    def __init__(self, page_key: str, record: Record, decisions: Sequence[Decision] = ()) -> None:
        self.page_key = page_key
        self._roles = [study.role for study in record.studies]
        self.slots = list(_slots(page_key, record))
        self._by_key = {(slot.name, slot.key): slot for slot in reversed(self.slots)}
        # Facts that decisions name by their own keys are not to be found by others' likeness.
        self._taken = {decision.fact_key for decision in decisions}

    def find(self, decision: Decision) -> Slot | None:
        """The slot of the fact that a decision is on, if the record still has it."""
        known = self._by_key.get((decision.fact, decision.fact_key))
        if known or (found := self._like(decision)) is None:
            return known
        self._taken.add(found.key)
        self._by_key[decision.fact, decision.fact_key] = found
        return found

    def add(self, decision: Decision, fact: BaseModel) -> Slot:
        """A slot for a fact that the record does not have, in the study that the decision names."""
        while len(self._roles) <= decision.study:
            self._roles.append("reported" if "reported" not in self._roles else "cited")
        if isinstance(fact, Arm):
            fact = fact.model_copy(update={"id": self._free_id(decision.study, fact.id)})
        slot = Slot(decision.study, decision.fact, decision.fact_key, None, fact)
        self.slots.append(slot)
        self._by_key[decision.fact, decision.fact_key] = slot
        return slot

    def add_arm(self, study: int, decision: Decision) -> str:
        """The id of an arm that a decision names and this reading does not have."""
        label = Derived(value=str(decision.arm_then), derived=f"named in a decision of {decision.decided_by}")
        arm = Arm(id=self._free_id(study, ""), label=label, role="cohort")
        self.slots.append(Slot(study, "arms", f"{decision.fact_key}-arm", None, arm))
        return arm.id

    def arm_id(self, study: int, words: str | None) -> str | None:
        """The id that the arm with this label has in this reading."""
        for slot in self._of("arms", study):
            arms = [arm for arm in (slot.fact, slot.extracted) if isinstance(arm, Arm)]
            if words is not None and any(same(arm.label, words) for arm in arms):
                return arms[0].id
        return None

    def slot(self, fact_key: str) -> Slot | None:
        """The slot of the fact with this key, or of what has become of it."""
        return next((slot for (_, key), slot in self._by_key.items() if key == fact_key), None)

    def arm_labels(self, study: int) -> dict[str, str]:
        """The label of each arm of a study by its id."""
        facts = (slot.fact for slot in self._of("arms", study))
        return {fact.id: str(fact.label.value) for fact in facts if isinstance(fact, Arm)}

    def arm_label(self, study: int, arm: str | None) -> str | None:
        """The words of an arm by its id."""
        return self.arm_labels(study).get(arm or "")

    def studies(self) -> tuple[Study, ...]:
        """The studies as the slots stand now."""
        return tuple(
            Study.model_validate(
                {"role": role} | {name: [slot.fact for slot in self.standing(name, number)] for name in LEADS}
            )
            for number, role in enumerate(self._roles)
        )

    def standing(self, name: str, study: int) -> list[Slot]:
        """The slots of a list that hold a fact now, in the order of the study's list."""
        return [slot for slot in self._of(name, study) if slot.fact]

    def _of(self, name: str, study: int) -> Iterator[Slot]:
        return (slot for slot in self.slots if slot.name == name and slot.study == study)

    def _free_id(self, study: int, wanted: str) -> str:
        held = {slot.fact.id for slot in self._of("arms", study) if isinstance(slot.fact, Arm)}
        return next(i for i in (wanted, *(f"arm-{n}" for n in range(1, len(held) + 2))) if i and i not in held)

    def _like(self, decision: Decision) -> Slot | None:
        then = _fact_then(decision)
        if then is None:
            return None
        best: tuple[int, ...] = (0,)
        found: Slot | None = None
        for slot in self.slots:
            if slot.name == decision.fact and slot.extracted and slot.key not in self._taken:
                likeness = self._likeness(decision, then, slot)
                if likeness > best:
                    best, found = likeness, slot
        return found

    def _likeness(self, decision: Decision, then: dict[str, Any], slot: Slot) -> tuple[int, ...]:
        """How much a slot's fact is the one decided on: (0,) for not at all."""
        fact = slot.extracted
        lead = lead_of(slot.name, fact) if fact else None
        before = next((v for v in (_at(then, name) for name in LEADS[slot.name]) if v is not None), None)
        if fact is None or lead is None or before is None:
            return (0,)
        here = decision.page_key == self.page_key and _overlap(lead, before)
        equal = same(lead, _plain_json(before))
        arm = same(self.arm_label(slot.study, getattr(fact, "arm", None)), decision.arm_then)
        alike = [same(read_field(fact, f), _plain_json(_at(then, f))) for f in BESIDE[slot.name]] + [arm]
        if not here and not (equal and all(alike)):
            return (0,)
        return (1, here, slot.study == decision.study, equal, sum(alike))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same, whatever their places, their letters' case and the blanks between.

    >>> same("Fistula  closed", "fistula closed"), same(20, 20.0), same(None, ""), same(20, 21)
    (True, True, False, False)
    """
    one, other = plain(one), plain(other)
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold().split() == other.casefold().split()
    return bool(one == other)


def _slots(page_key: str, record: Record) -> Iterator[Slot]:
    for number, study in enumerate(record.studies):
        keys = keys_of(page_key, study, number)
        for name in LEADS:
            for key, fact in zip(keys[name], getattr(study, name), strict=True):
                yield Slot(number, name, key, fact, fact)


def _fact_then(decision: Decision) -> dict[str, Any] | None:
    then = decision.value_now if decision.action == "add" else decision.fact_then
    return then if isinstance(then, dict) else None


def _at(fact: dict[str, Any], name: str) -> Any:
    part: Any = fact
    for step in name.split("."):
        part = part.get(step) if isinstance(part, dict) else None
    return part


def _plain_json(value: Any) -> Any:
    return value.get("value") if isinstance(value, dict) else value


def _overlap(lead: Grounded | Derived, before: Any) -> bool:
    if not isinstance(lead, Grounded) or not isinstance(before, dict) or before.get("start") is None:
        return False
    return bool(before["start"] < lead.end and lead.start < before["end"])
