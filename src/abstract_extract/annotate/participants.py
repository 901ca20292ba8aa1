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
from .participant_groups import told_by_groups
from .participant_status import statuses_of
from .participant_verbs import VERB_LATER, Verb
from .participant_wholes import wholes
from .participant_words import ELIGIBLE, LOST_AFTER

_SHORTEST_PROSE = 40
_MOST_ARMS = 4
_SAID_IN_SHORT = re.compile(
    r"^\S+ (?:[a-z]+ ){1,4}(?:screened|enrolled|recruited|randomi[sz]ed|approached|assessed|completed|treated)\b",
    re.IGNORECASE,
)
"""A field too short for prose that is a sentence all the same: "118 persons were screened"."""
_ALLOTS = (
    "randomi",
    "assigned",
    "allocat",
    "allotted",
    "divided",
    "included",
    "enrolled",
    "data",
    "followed",
    "evaluated",
    "analysed",
    "analyzed",
)
_EACH_ARM = re.compile(
    r"\A ?(?:[\w-]+ ){0,3}?(?:(?:in|per|for|to|into|of|from) (?:each|every|both) (?:of (?:the )?(?:two|three|four|№+) )?(?:treatment |study )?(?:groups?|arms?|cohorts?)|(?:(?:patients|participants|subjects|persons|people|adults|infants|children|women|men) )?(?:(?:at|in|per|for|to|on|with|of|received|got) (?:each|every)|each (?:at|in|on|got|received)) (?:of (?:the )?(?:two |three |four |five |№+ )?)?(?:(?!patient|person|subject|participant|eye|knee|child)[\w-]+ ){0,2}?(?:groups?|arms?|cohorts?|levels?|doses?|tiers?|strengths?|steps?|strata|stages?)\b|per (?:dose[- ]level|dosage|dose|level|tier)\b(?! of)|each of (?:the )?(?:groups|arms|cohorts)\b|(?:per|/) ?(?:group|arm|cohort)|(?:a|to a) (?:group|arm)\b|apiece\b|each\b)",
    re.IGNORECASE,
)


_DONE_BY_EACH: tuple[Verb, ...] = tuple(
    (status, pattern) for status, pattern in VERB_LATER if status in ("lost", "analysed", "completed")
)
_APPENDED = re.compile(r"(?:[:(\[]|,) ?\Z")
_TO_EACH = re.compile(r"\A ?(?:[a-z]+ )?to (?:each|every|both)\b", re.IGNORECASE)
_NOT_WHOLE = re.compile(
    r"\b(?:died|withdrew|ineligible|excluded|lost interest|relapsed|improved|responded|developed|experienced|had|reported)\b"
)


_REQUIRED = re.compile(r"\b(?:requires?|required|needs?|needed|necessary)(?: at least| a total of)? \Z", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[):;,]")
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
        for whole, unit in wholes(item):
            said = ParticipantsCandidate(_said(sentence, whole), "analysed", unit, None, "whole")
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


_EACH_HAD = re.compile(
    r"\b[Ee]ach (?:[\w-]+ )?(?:group|arm|cohort|side|limb|tier|step|stratum)\b[^.;№()]{0,20}? (?:had|comprised|included|consisted of|contained|numbered|counted|held|took in|was made up of|comprising|containing|including) (?:a total of )?\Z"
)
_NO_PEOPLE = re.compile(
    r"\b(?:never|withdrew|declined|refused|died|deaths?|events?|reactions?|complications|infections?|relapses?|changed|took back|cross)\b"
)


def _counts_no_people(item: Counted, index: int) -> bool:
    """ "Six serious adverse events (two in each arm)": the parts of what is no number of the trial's people."""
    if not index or not item.is_bracketed(index):
        return False
    earlier = item.tallies[index - 1]
    return earlier.unit == "events" or bool(
        _NO_PEOPLE.search(item.sentence.mask[earlier.end : item.tallies[index].start])
    )


_EACH_OF = re.compile(r"\A[^.;№]{0,40}\beach of (?:the )?(?:groups?|arms?|cohorts?)?", re.IGNORECASE)


def _each_of(item: Counted, index: int, arms: Arms) -> list[str]:
    """ "40 in each of groups 1 and 2": the arms that are meant where some are named."""
    tally, mask = item.tallies[index], item.sentence.mask
    if not _EACH_OF.match(mask[tally.end :]):
        return []
    stop = item.tallies[index + 1].start if index + 1 < len(item.tallies) else len(mask)
    return list(dict.fromkeys(m.key for m in arms.of(item.sentence) if tally.end <= m.start and m.end <= stop))


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
    unit = "patients" if is_of_levels else tally.unit or "patients"
    said = _said(sentence, figure)
    if _EACH_HAD.search(item.before(index)) and tally.form == "h" and figure.value > 1 and status != "lost":
        keys_of_each: list[str | None] = [*list(arms.candidates)[:_MOST_ARMS]]
        told: ParticipantStatus = "planned" if status == "planned" else "allocated"
        return [ParticipantsCandidate(said, told, unit, key, "each-arm") for key in keys_of_each or [None]]
    if (
        unit == "patients"
        and tally.form == "h"
        and _EACH_ARM.match(right)
        and not _counts_no_people(item, index)
        and (figure.value > 1 or LOST_AFTER.search(right) or (index and statuses[index - 1] == "lost"))
    ):
        named = _each_of(item, index, arms)
        if _NOT_WHOLE.search(_CLAUSE_END.split(right[:60], maxsplit=1)[0]) or _REQUIRED.search(item.before(index)):
            return []
        if status is None:
            status = next((found for found, verb in _DONE_BY_EACH if verb.search(right[:110])), None)
        if status is None and index and statuses[index - 1] == "randomised" and _TO_EACH.match(right):
            status = "randomised"
        follows_total = index and item.is_bracketed(index) and statuses[index - 1] in ("enrolled", "randomised")
        is_allotted = follows_total or has_any(sentence.lower, _ALLOTS)
        if (
            sentence.section in ("results", "conclusion")
            and not is_allotted
            and status
            not in (
                "lost",
                "randomised",
                "analysed",
                "completed",
                "treated",
            )
            and not (index and _APPENDED.search(sentence.mask[item.tallies[index - 1].end : tally.start]))
        ):
            return []
        if status is None and index and statuses[index - 1] in ("analysed", "treated", "completed", "lost"):
            between = sentence.mask[item.tallies[index - 1].end : tally.start]
            status = statuses[index - 1] if _APPENDED.search(between) else None
        label = (sentence.stretch.label or "").lower() if sentence.stretch.role is Role.FIELD else ""
        is_planned = "planned" in statuses or has_any(label, ("estimated", "target", "planned", "anticipated"))
        found: ParticipantStatus = (
            "planned"
            if is_planned
            else status
            if status in ("planned", "randomised", "lost", "analysed", "completed", "treated")
            else "allocated"
        )
        keys: list[str | None] = [*(named or _side_by_side(arms)[:_MOST_ARMS])]
        return [ParticipantsCandidate(said, found, unit, key, "each-arm") for key in keys or [None]]
    if status is None or figure.value < 1:
        return []
    return [ParticipantsCandidate(said, status, unit, item.arms[index], "verb")]


def _side_by_side(arms: Arms) -> list[str]:
    """The arms that "each arm" means: not the dose levels of a first part before two arms of a second."""
    drawn = [key for key, arm in arms.candidates.items() if arm.role != "cohort"]
    return drawn if len(drawn) > 1 else list(arms.candidates)
