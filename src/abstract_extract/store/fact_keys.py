"""A key for each fact by which a person's decision finds it again, whatever else the next version reads.

What makes a fact that fact is the place of its leading value (a count, a label, an amount) and what it is a count or a
label of: status, kind, arm, unit, time. Its other values may change and it stays the same fact.

>>> from abstract_extract.record import Grounded, Participants, Study
>>> count = Grounded(value=23, text="Twenty-three", start=75, end=87)
>>> study = Study(role="reported", participants=(Participants(count=count, status="enrolled"),))
>>> keys_of("a page", study, 0)["participants"]
('985b8364901d271d',)
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from pydantic import BaseModel

from abstract_extract.record import Derived, Grounded, Study

LEADS: dict[str, tuple[str, ...]] = {
    "arms": ("label",),
    "participants": ("count",),
    "cell_sources": ("cell_type", "tissue", "product", "donor", "species"),
    "doses": ("amount", "volume.amount", "administrations", "interval", "duration", "route", "site"),
    "follow_ups": ("duration", "schedule", "anchor"),
    "outcomes": ("label",),
}
"""The value by which a fact of each list is known: the first of these that it has."""
BESIDE: dict[str, tuple[str, ...]] = {
    "arms": (),
    "participants": ("status", "unit"),
    "cell_sources": (),
    "doses": (),
    "follow_ups": ("statistic",),
    "outcomes": ("kind", "unit", "time_point"),
}
"""What tells facts apart that have the same leading value."""


def keys_of(page_key: str, study: Study, number: int) -> dict[str, tuple[str, ...]]:
    """The key of each fact of a study, in the order of its lists; `number` is the study's among its record's."""
    arms = arm_words(study)
    return {name: _keys_of_list(page_key, name, getattr(study, name), arms, number) for name in LEADS}


def _keys_of_list(
    page_key: str, name: str, facts: tuple[BaseModel, ...], arms: dict[str, str], number: int
) -> tuple[str, ...]:
    said = [_json([page_key, *_identity(name, fact, arms, number)]) for fact in facts]
    shared = Counter(said)
    met: Counter[str] = Counter()
    keys: list[str] = []
    for identity, fact in zip(said, facts, strict=True):
        # Facts that are the same in all this are told apart by the rest of what they say, and else by their order.
        full = identity + _json(_rest(fact, arms)) if shared[identity] > 1 else identity
        met[full] += 1
        keys.append(_hash(full if met[full] == 1 else f"{full}{met[full]}"))
    return tuple(keys)


def key_of_added(page_key: str, study: int, name: str, fact: BaseModel, arms: dict[str, str]) -> str:
    """The key of a fact that a person adds."""
    return _hash(_json([page_key, "added", *_identity(name, fact, arms, study), _rest(fact, arms)]))


def arm_words(study: Study) -> dict[str, str]:
    """The label of each arm by its id."""
    return {arm.id: str(arm.label.value) for arm in study.arms}


def lead_of(name: str, fact: BaseModel) -> Grounded | Derived | None:
    """The value by which a fact is known."""
    values = (read_field(fact, field) for field in LEADS[name])
    return next((value for value in values if isinstance(value, Grounded | Derived)), None)


def read_field(fact: BaseModel, field: str) -> Any:
    """What stands in a field; "volume.amount" is a field of a field."""
    part: Any = fact
    for name in field.split("."):
        part = getattr(part, name, None)
    return part


def plain(value: Any) -> Any:
    """A value without its place."""
    return value.value if isinstance(value, Grounded | Derived) else value


def _identity(name: str, fact: BaseModel, arms: dict[str, str], number: int) -> list[Any]:
    arm = getattr(fact, "arm", None)
    beside = [plain(read_field(fact, field)) for field in BESIDE[name]]
    return [name, _place(lead_of(name, fact), number), *beside, arms.get(arm, arm) if arm else None]


def _place(value: Grounded | Derived | None, number: int) -> list[Any]:
    """Where a value stands. One that stands nowhere is known by its study, which may be another one later."""
    if isinstance(value, Grounded):
        return [value.text, value.start, value.end]
    return [number, *([value.value, value.derived] if value else [])]


def _rest(fact: BaseModel, arms: dict[str, str]) -> dict[str, Any]:
    said = fact.model_dump(mode="json", exclude={"id", "confidence"})
    return said | ({"arm": arms.get(said["arm"], said["arm"])} if said.get("arm") else {})


def _json(said: Any) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _hash(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()[:16]
