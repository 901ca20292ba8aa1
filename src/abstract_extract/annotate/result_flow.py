"""The participant flow of a results table, row by row: who started, who was treated, who stayed, who left and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from abstract_extract.candidates import Derives, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.record import OutcomeKind, ParticipantStatus

from .outcome_kinds import kind_of
from .result_columns import TOTAL
from .result_rows import Cell
from .result_state import Table
from .result_vocabulary import says

_SETS = re.compile(r"(?:analysis|data) sets?\b|population\b", re.IGNORECASE)
_STEP_OF_UNITS = re.compile(
    r"(?P<step>(?:not )?(?:started|completed))[,:]? (?:overall )?(?:number|no\.?) of (?P<unit>(?!participants|subjects|patients)[a-z]+(?: pairs)?)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class TableFacts:
    """What the tables of a page state."""

    participants: list[ParticipantsCandidate] = field(default_factory=list)
    outcomes: list[OutcomeCandidate] = field(default_factory=list)


def add_participants(
    facts: TableFacts, count: Said, status: ParticipantStatus, arm: str | None, unit: str = "patients"
) -> None:
    """Adds a number of people, or of what else is counted, once."""
    candidate = ParticipantsCandidate(count, status, unit, arm, "table")
    if not any(
        (p.count.value, p.status, p.arm, p.unit) == (count.value, status, arm, unit) for p in facts.participants
    ):
        facts.participants.append(candidate)


def add_flow_row(
    head: Cell, count: Said, arm: str | None, table: Table, facts: TableFacts, completed: list[ParticipantsCandidate]
) -> None:
    """Adds what a row of the flow counts of an arm: who started, was treated, stayed, or left and why."""
    if (units := _STEP_OF_UNITS.match(head.string)) is not None:
        if units["step"].lower() == "completed":
            completed.append(ParticipantsCandidate(count, "completed", units["unit"].lower(), arm, "table"))
        return
    if says("started", head.string):
        table.started[arm] = count
        if not any(p.status in ("allocated", "enrolled") and p.arm == arm for p in facts.participants):
            several = len([column for column in table.columns if column.arm != TOTAL]) > 1
            add_participants(facts, count, "allocated" if several else "enrolled", arm)
    elif says("completed", head.string):
        # Only the last period's count: a later period takes the place of an earlier one.
        completed[:] = [p for p in completed if p.arm != arm or p.unit != "patients"]
        completed.append(ParticipantsCandidate(count, "completed", "patients", arm, "table"))
    elif says("treated", head.string):
        if count.value:
            add_participants(facts, count, "treated", arm)
    else:
        if _SETS.match(head.string):
            return
        if count.value and says("lost", head.string):
            add_participants(facts, count, "lost", arm)
        kind: OutcomeKind = "death" if _is_death(head.string) else "withdrawal"
        started = table.started.get(arm)
        of = Derives(started.value, "arm size: started" if arm else "participants: started") if started else None
        label = head.said(head.string, 0, len(head.string))
        facts.outcomes.append(OutcomeCandidate(label, kind, count, of, None, "patients", arm, table.time, "table"))


def _is_death(words: str) -> bool:
    return kind_of(words) == "death" or says("deaths", words)
