"""Facts from roles: the participants, outcomes and doses that the numbers' roles make, in the words of their sentences.

The model tells what a number is and on which side it stands; which arm that is, which status, and what an outcome is
called say the rules. What comes of it are proposals: whether they stand is decided when the record is assembled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from abstract_extract.annotate.counted import Counted
from abstract_extract.annotate.elsewhere import is_elsewhere
from abstract_extract.annotate.participant_size_rules import tells_why
from abstract_extract.annotate.participant_status import statuses_of
from abstract_extract.annotate.participant_words import LEFT_OUT
from abstract_extract.annotate.results import Description, describe, said_at
from abstract_extract.candidates import (
    Arms,
    DoseCandidate,
    OutcomeCandidate,
    ParticipantsCandidate,
    Said,
)
from abstract_extract.page import Role
from abstract_extract.proposals import NumberRole, Proposals, Reading, StatusReading
from abstract_extract.record import ArmRole, ParticipantStatus
from abstract_extract.study import Number, Sentence, numbers_of

from .amounts import LEAST, amounts_of
from .drafts import (
    Draft,
    counts_nobody,
    drafts_of,
    is_denominator,
    is_denominator_of,
    shared_totals,
    sums,
    told_by_side,
)
from .orientation import oriented
from .paired_sizes import with_paired_sizes
from .sides import SideArms
from .statuses import DENOMINATOR
from .wording import fallback_label, unit_near

SIZE_TOO = 0.5
"""Probability from which what a result is counted of is the size of the trial too."""
_TAKEN_IN = re.compile(r"[^.;,()]{0,25}?\b(?:randomi[sz]ed|enrol\w+|recruited|eligible|entered|included|registered)\b")
_SCREENED = re.compile(r"\b(?:screen\w*|assess\w*|approach\w*|eligib\w*|invited|identified|referred)\b", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:lost|loss|drop\w*|left|leave|moved|quit|missed|return|reached|emigrat\w+|stopp\w+|attend\w*)\b",
    re.IGNORECASE,
)
_SAID: Mapping[str, re.Pattern[str]] = {"screened": _SCREENED, "lost": _LOST}
"""People apart from the trial are told in so many words."""
_AVERAGED = re.compile(r" ?\((?:a )?(?:mean|median|average)(?: of)?,? \d", re.IGNORECASE)
"""What has a mean of its own is no number of people: cycles "were 699 (mean 3.5, range 0-12)"."""
_CELLS = re.compile(r"\b(?:cells|exosomes?|vesicles|secretome|lysate|islets|platelet-rich)\b", re.IGNORECASE)
"""Of pages that speak of cells amounts are the rules' alone: the model has learned doses of drugs, and finds others."""


def propose(reading: Reading, counted: Sequence[Counted], sentences: Sequence[Sentence], arms: Arms) -> Proposals:
    """The proposals of a reading. Table rows are left to the rules that read tables."""
    told: Mapping[str, ArmRole] = {}
    if reading.statuses is None:
        together = oriented(arms, counted, with_paired_sizes(sentences, reading.roles))
        reading, told = replace(reading, roles=together.roles), together.arms
    sides = SideArms.of(arms.with_roles(told), reading, sentences)
    by_sentence: dict[int, list[tuple[Number, NumberRole]]] = {}
    for (sentence, number), role in zip(numbers_of(sentences), reading.roles, strict=True):
        by_sentence.setdefault(sentence.index, []).append((number, role))
    participants: list[ParticipantsCandidate] = []
    outcomes: list[OutcomeCandidate] = []
    doses: list[DoseCandidate] = []
    takes_doses = not any(_CELLS.search(sentence.string) for sentence in sentences)
    by_index = {item.sentence.index: item for item in counted}
    for sentence in sentences:
        found = by_sentence.get(sentence.index, [])
        if not found or sentence.stretch.role is Role.TABLE:
            continue
        if takes_doses:
            doses += amounts_of(sentence, found)
        item = by_index.get(sentence.index)
        if item is not None:
            participants += _participants(item, found, sides, reading.statuses)
            outcomes += _outcomes(item, found, sides, reading)
    return Proposals(
        reading.confidence, reading.roles, sides.made, tuple(participants), tuple(outcomes), tuple(doses), told
    )


def _said(sentence: Sentence, number: Number) -> Said:
    return said_at(sentence, number.value, number.start, number.end)


def _tally_of(item: Counted, number: Number) -> int | None:
    for index, tally in enumerate(item.tallies):
        if any(part is not None and part.start == number.start for part in (tally.events, tally.percent)):
            return index
    return None


def _is_size_too(item: Counted, number: Number, role: NumberRole) -> bool:
    """Whether what a result is counted of is the size of the trial too: "of 866 patients randomised, 857 …"."""
    if role.family("participants") < SIZE_TOO:
        return False
    if _TAKEN_IN.match(item.sentence.string, number.end):
        return True
    parts = [tally.events for tally in item.tallies if is_denominator_of(tally, number)]
    return all(part is None or number.start < part.start for part in parts)


def _participants(
    item: Counted,
    found: Sequence[tuple[Number, NumberRole]],
    sides: SideArms,
    reader: StatusReading | None,
) -> Iterator[ParticipantsCandidate]:
    statuses: list[ParticipantStatus | None] | None = None
    if reader is not None and is_elsewhere(item.sentence, masked=True):
        return
    for number, role in found:
        chance = role.family("participants")
        if chance < LEAST or not isinstance(number.value, int) or number.value < 1 or counts_nobody(number):
            continue
        if _AVERAGED.match(item.sentence.string, number.end):
            continue
        if is_denominator(item, number) and not _is_size_too(item, number, role):
            continue
        statuses = statuses if statuses is not None else list(statuses_of(item))
        index = _tally_of(item, number)
        if index is not None and (tells_why(item, index) or LEFT_OUT.match(item.sentence.mask, number.end)):
            continue
        stated = statuses[index] if index is not None else None
        if reader is None and stated == "screened" and not role.is_apart():
            stated = None  # "180 patients were assessed" tells of a visit as well
        arm = sides.arm_of(role.sides("participants"), item, index, number)
        if reader is None or stated not in (None, "unspecified"):
            status, sure = _status(item.sentence, number, role, stated, has_arm=arm is not None), 1.0
        else:
            likely = reader(item.sentence, number.start, number.end, role)
            status, sure = _likeliest_status(likely, _near(item.sentence, number))
        if status is None:
            continue
        yield ParticipantsCandidate(
            count=_said(item.sentence, number),
            status=status,
            unit=(item.tallies[index].unit if index is not None else None) or unit_near(item.sentence, number),
            arm=arm,
            rule="learned",
            score=chance,
            sure_of_status=sure,
        )


def _near(sentence: Sentence, number: Number) -> str:
    return sentence.string[max(0, number.start - 60) : number.end + 60]


def _likeliest_status(likely: Mapping[str, float], near: str) -> tuple[ParticipantStatus | None, float]:
    """The likeliest status with its probability; none where the count is rather what a result is counted of.

    None too for people apart of whom no word `near` them says so.
    """
    name = max(likely, key=lambda status: (likely[status], status))
    is_told = name not in _SAID or _SAID[name].search(near) is not None
    return (cast("ParticipantStatus", name) if is_told and name != DENOMINATOR else None), likely[name]


def _status(
    sentence: Sentence, number: Number, role: NumberRole, stated: ParticipantStatus | None, *, has_arm: bool
) -> ParticipantStatus | None:
    """The status that the rules read, else what the role makes likely; None for people apart of whom no word says so."""
    if stated is not None and stated != "unspecified":
        return stated
    if role.is_apart():
        near = _near(sentence, number)
        return "lost" if _LOST.search(near) else "screened" if _SCREENED.search(near) else None
    if has_arm:
        return "allocated"
    return stated or "unspecified"


def _outcomes(
    item: Counted, found: Sequence[tuple[Number, NumberRole]], sides: SideArms, reading: Reading
) -> Iterator[OutcomeCandidate]:
    drafts = drafts_of(item, found)
    totals = shared_totals(drafts) if reading.statuses is None else frozenset[int]()
    of_no_arm = [*sums(drafts), *told_by_side(item.sentence.mask, drafts)]
    for draft in drafts:
        described = describe(item.sentence, draft.result)
        label = described.label or fallback_label(item.sentence, draft.result, reading.names)
        if label is not None:
            outcome = _outcome(item, draft, described, label, sides, totals)
            yield replace(outcome, arm=None) if any(draft is one for one in of_no_arm) else outcome


def _outcome(
    item: Counted, draft: Draft, described: Description, label: Said, sides: SideArms, totals: frozenset[int]
) -> OutcomeCandidate:
    sentence = item.sentence
    first = draft.events or draft.percent
    assert first is not None, "a draft has a number"
    index = _tally_of(item, first[0])
    whole = draft.counted_of()
    return OutcomeCandidate(
        label=label,
        kind=described.kind,
        events=_said(sentence, draft.events[0]) if draft.events else None,
        denominator=_said(sentence, whole) if whole and whole.start not in totals else None,
        percent=_said(sentence, draft.percent[0]) if draft.percent else None,
        unit=described.unit,
        arm=sides.arm_of(draft.sides(), item, index, first[0]),
        time_point=described.time_point or (item.carried.of(described.kind) if item.carried else None),
        rule="learned",
        score=max(role.family(family) for family, _, role in draft.parts()),
    )
