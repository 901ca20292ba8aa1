"""Participants: who was screened, enrolled, randomised, treated … by the verb of the sentence, for each arm."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from abstract_extract.candidates import Arms, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Number, Sentence

from .counted import Counted
from .elsewhere import is_elsewhere
from .hints import has_any
from .participant_breakdowns import Part, breakdowns
from .participant_each_arm import of_each_arm
from .participant_groups import told_by_groups
from .participant_series import arm_apposed, unit_in_series, unit_of_parts
from .participant_status import statuses_of
from .participant_wholes import wholes
from .participant_words import ELIGIBLE

_SHORTEST_PROSE = 40
_SAID_IN_SHORT = re.compile(
    r"^\S+ (?:[a-z]+ ){1,4}(?:screened|enrolled|recruited|randomi[sz]ed|approached|assessed|completed|treated)\b",
    re.IGNORECASE,
)
"""A field too short for prose that is a sentence all the same: "118 persons were screened"."""
_LEVELS_EACH = re.compile(r"\A ?(?:at|in|for|per) (?:each|every)\b")
_HEADS = re.compile(r"(?:Of|Among|From|Out of) (?:the |these |our |all )?№")


def find_participants(counted: Sequence[Counted], arms: Arms) -> list[ParticipantsCandidate]:
    """The participants that the sentences state, in order, each (number, status, arm, unit) once."""
    found: dict[tuple[object, ...], ParticipantsCandidate] = {}
    weak: dict[tuple[object, ...], ParticipantsCandidate] = {}
    later: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for item in counted:
        sentence = item.sentence
        if not item.tallies or (
            sentence.stretch.role is Role.FIELD
            and len(sentence.string) < _SHORTEST_PROSE
            and not _SAID_IN_SHORT.search(sentence.string)
        ):
            continue
        for whole, unit, status in wholes(item):
            said = ParticipantsCandidate(_said(sentence, whole), status, unit, None, "whole")
            later.setdefault((said.count.value, said.status, unit), said)
        statuses = statuses_of(item)
        for candidate in told_by_groups(item, arms, statuses):
            found.setdefault((candidate.count.value, candidate.status, candidate.arm, candidate.unit), candidate)
        if not any(statuses) and not has_any(sentence.lower, ("each", "per ", "every", "both")):
            continue
        if is_elsewhere(sentence, masked=True):
            continue
        parts = breakdowns(item, statuses, arms)
        for index in range(len(item.tallies)):
            for candidate in _part(item, index, parts[index]) if index in parts else _read(item, index, arms, statuses):
                key = (candidate.count.value, candidate.status, candidate.arm, candidate.unit)
                is_weak = candidate.status == "unspecified" and not (
                    ELIGIBLE.match(item.after(index))
                    or (
                        _HEADS.match(sentence.mask)
                        and item.tallies[index].form == "x"
                        and any(s and s != "unspecified" for s in statuses)
                    )
                )
                (weak if is_weak else found).setdefault(key, candidate)
    told = {(c.count.value, c.status, c.unit) for c in found.values()}
    found |= {(*key, "whole"): candidate for key, candidate in later.items() if key not in told}
    strong_numbers = {(c.count.value, c.unit) for c in found.values()}
    kept = (
        [c for c in weak.values() if (c.count.value, c.unit) not in strong_numbers]
        if not any(c.arm is None for c in found.values())
        else []
    )
    return sorted([*_first_told(found), *kept[:2]], key=lambda c: c.count.start)


def _first_told(found: Mapping[tuple[object, ...], ParticipantsCandidate]) -> list[ParticipantsCandidate]:
    """Without the sizes of arms that a sentence takes up again: "Of the 36 allotted to cells" after "36 to cells"."""
    drawn: dict[tuple[object, ...], int] = {
        (c.count.value, c.arm, c.unit): c.count.start for c in found.values() if c.status == "randomised" and c.arm
    }
    return [
        c
        for c in found.values()
        if c.status != "allocated" or drawn.get((c.count.value, c.arm, c.unit), c.count.start) >= c.count.start
    ]


def _part(item: Counted, index: int, part: Part) -> list[ParticipantsCandidate]:
    """How many of a total an arm had."""
    tally, (status, arm, unit) = item.tallies[index], part
    if tally.events is None or tally.events.value < 1:
        return []
    return [ParticipantsCandidate(_said(item.sentence, tally.events), status, unit, arm, "part")]


def _said(sentence: Sentence, figure: Number) -> Said:
    return Said(figure.value, sentence.start + figure.start, sentence.start + figure.end)


def _read(
    item: Counted, index: int, arms: Arms, statuses: Sequence[ParticipantStatus | None]
) -> list[ParticipantsCandidate]:
    """What a tally says of participants: nothing, one item, or one for each arm."""
    tally, sentence = item.tallies[index], item.sentence
    figure = tally.events
    if figure is None or not isinstance(figure.value, int) or tally.unit == "events":
        return []
    right, status = item.after(index), statuses[index]
    is_of_levels = tally.unit == "levels" and _LEVELS_EACH.match(right)  # of a dose, not of a spine
    unit = "patients" if is_of_levels else unit_in_series(item, index) or unit_of_parts(item, index) or "patients"
    said = _said(sentence, figure)
    of_each = of_each_arm(item, index, unit, arms, statuses)
    if of_each is not None:
        return [ParticipantsCandidate(said, of_each[0], unit, key, "each-arm") for key in of_each[1]]
    if status is None or figure.value < 1:
        return []
    arm = None if status == "screened" else item.arms[index] or arm_apposed(item, index, arms)
    return [ParticipantsCandidate(said, status, unit, arm, "verb")]
