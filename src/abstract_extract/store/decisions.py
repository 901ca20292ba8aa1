"""What a person decided on a fact: accepted, corrected, rejected or added it.

Decisions stand apart from what is extracted, and no run changes one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Action = Literal["accept", "correct", "reject", "add"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: on which fact of which page, what, by whom, when (ISO 8601, UTC) and why.

    `fact` is the list that the fact is of, `fact_key` its key when it was decided on, `field` the field decided on
    (None: the whole fact). `fact_then` and `value_then` are what was extracted then, `value_now` what the person put in
    its place, all as JSON values.
    """

    decision_id: int
    page_key: str
    place: str
    study: int
    fact: str
    fact_key: str
    field: str | None
    action: Action
    fact_then: dict[str, Any] | None
    arm_then: str | None
    value_then: Any
    value_now: Any
    decided_by: str
    decided_at: str
    reason: str


_JSON = ("fact_then", "value_then", "value_now")


def decision_of(row: Mapping[str, Any]) -> Decision:
    """The decision of a row of the table `decisions`."""
    cells = dict(row)
    for name in _JSON:
        cells[name] = None if cells[name] is None else json.loads(cells[name])
    return Decision(**cells)
