"""Sizes told of each arm at once: "40 in each group", "each arm had 12", "two lost per cohort"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import Arms
from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus

from .counted import Counted
from .hints import has_any
from .participant_series import is_of_sites
from .participant_verbs import VERB_LATER, Verb
from .participant_words import LOST_AFTER

_MOST_ARMS = 4
_ALLOTS = (
    "randomi", "assigned", "allocat", "allotted", "divided", "included", "enrolled", "data", "followed", "evaluated",
    "analysed", "analyzed",
)  # fmt: skip
_EACH_ARM = re.compile(
    r"\A ?(?:[\w-]+ ){0,3}?(?:(?:in|per|for|to|into|of|from) (?:each|every|both) (?:of (?:the )?(?:two|three|four|№+) )?(?:treatment |study )?(?:groups?|arms?|cohorts?)|(?:(?:patients|participants|subjects|persons|people|adults|infants|children|women|men) )?(?:(?:at|in|per|for|to|on|with|of|received|got) (?:each|every)|each (?:at|in|on|got|received)) (?:of (?:the )?(?:two |three |four |five |№+ )?)?(?:(?!patient|person|subject|participant|eye|knee|child)[\w-]+ ){0,2}?(?:groups?|arms?|cohorts?|levels?|doses?|tiers?|strengths?|steps?|strata|stages?)\b|per (?:dose[- ]level|dosage|dose|level|tier)\b(?! of)|each of (?:the )?(?:groups|arms|cohorts)\b|(?:per|/|on each|for each|in each) ?(?:group|arm|cohort|side|treatment|procedure|technique|limb|sequence|half|tier)\b|(?:a|to a) (?:group|arm)\b|apiece\b|each\b)",
    re.IGNORECASE,
)
_DONE_BY_EACH: tuple[Verb, ...] = tuple(
    (status, pattern) for status, pattern in VERB_LATER if status in ("lost", "analysed", "completed")
)
_EACH_SIDE = re.compile(r" ?(?:[\w-]+ )?(?:from|on|at|to) (?:each|every|both|either) sides?\b", re.IGNORECASE)
_APPENDED = re.compile(r"(?:[:(\[]|,) ?\Z")
_TO_EACH = re.compile(r"\A ?(?:[a-z]+ )?to (?:each|every|both)\b", re.IGNORECASE)
_NOT_WHOLE = re.compile(
    r"\b(?:died|withdrew|refused|declined|ineligible|excluded|lost interest|relapsed|improved|responded|developed|experienced|had|reported)\b"
)
_REQUIRED = re.compile(r"\b(?:requires?|required|needs?|needed|necessary)(?: at least| a total of)? \Z", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[):;,]")
_EACH_HAD = re.compile(
    r"\b[Ee]ach (?:[\w-]+ )?(?:group|arm|cohort|side|limb|tier|step|stratum)\b[^.;№()]{0,20}? (?:had|comprised|included|consisted of|contained|numbered|counted|held|took in|was made up of|comprising|containing|including) (?:a total of )?\Z"
)
_NO_PEOPLE = re.compile(
    r"\b(?:never|withdrew|declined|refused|died|deaths?|events?|reactions?|complications|infections?|relapses?|changed|took back|cross)\b"
)
_EACH_OF = re.compile(r"\A[^.;№]{0,40}\beach of (?:the )?(?:groups?|arms?|cohorts?)?", re.IGNORECASE)
_STATED = frozenset({"randomised", "lost", "analysed", "completed", "treated"})
"""Statuses that are kept where a size is told of each arm; any other is that of people allotted."""
OfEach = tuple[ParticipantStatus, list[str | None]]
_NOTHING: OfEach = ("unspecified", [])


def of_each_arm(
    item: Counted, index: int, unit: str, arms: Arms, statuses: Sequence[ParticipantStatus | None]
) -> OfEach | None:
    """The status of a tally and the arms of which it is told; no arms where it is no size; None where it is of none."""
    tally, status = item.tallies[index], statuses[index]
    if tally.form != "h" or tally.events is None:
        return None
    if _EACH_HAD.search(item.before(index)) and tally.events.value > 1 and status != "lost":
        return "planned" if status == "planned" else "allocated", _or_the_trial(list(arms.candidates))
    right = item.after(index)
    if not _EACH_ARM.match(right) or _counts_no_people(item, index) or _is_of_something_else(item, index, right):
        return None
    if unit != "patients" and not (is_of_sites(unit) and _is_appended(item, index)):
        return None
    before = statuses[index - 1] if index else None
    if tally.events.value <= 1 and before != "lost" and not LOST_AFTER.search(right):
        return None
    if _NOT_WHOLE.search(_CLAUSE_END.split(right[:60], maxsplit=1)[0]) or _REQUIRED.search(item.before(index)):
        return _NOTHING
    status = status or _told_behind(right, before)
    if status not in _STATED and _is_of_results(item, index, before):
        return _NOTHING
    if status is None and before in ("analysed", "treated", "completed", "lost") and _is_appended(item, index):
        status = before
    found: ParticipantStatus = "planned" if _is_planned(item, statuses) else "allocated"
    if found != "planned" and status in _STATED:
        found = status
    return found, [*_each_of(item, index, arms)] or _or_the_trial(_side_by_side(arms))


def _or_the_trial(keys: Sequence[str]) -> list[str | None]:
    """The first arms; the trial as a whole where no arm is named."""
    return [*keys[:_MOST_ARMS]] or [None]


def _told_behind(right: str, before: ParticipantStatus | None) -> ParticipantStatus | None:
    """The status by the words behind: "20 in each arm completed", "… were randomised, 20 to each arm"."""
    done = next((found for found, verb in _DONE_BY_EACH if verb.search(right[:110])), None)
    return "randomised" if done is None and before == "randomised" and _TO_EACH.match(right) else done


def _is_of_results(item: Counted, index: int, before: ParticipantStatus | None) -> bool:
    """Whether results tell of each arm what is no size: nothing near says that people were allotted."""
    sentence = item.sentence
    if sentence.section not in ("results", "conclusion") or has_any(sentence.lower, _ALLOTS):
        return False
    return not (_is_appended(item, index) or (item.is_bracketed(index) and before in ("enrolled", "randomised")))


def _is_appended(item: Counted, index: int) -> bool:
    """Whether a tally is set behind the one before it, by a comma or a bracket."""
    if not index:
        return False
    return _APPENDED.search(item.sentence.mask[item.tallies[index - 1].end : item.tallies[index].start]) is not None


def _is_planned(item: Counted, statuses: Sequence[ParticipantStatus | None]) -> bool:
    """Whether the sentence, or the field in which it stands, tells of a plan."""
    stretch = item.sentence.stretch
    label = (stretch.label or "").lower() if stretch.role is Role.FIELD else ""
    return "planned" in statuses or has_any(label, ("estimated", "target", "planned", "anticipated"))


def _is_of_something_else(item: Counted, index: int, right: str) -> bool:
    """ "Pedestrians who ran to the road (26 from each side)": sides of what is no body and no arm, behind no number."""
    is_bare = item.tallies[index].unit is None and item.is_bracketed(index)
    return is_bare and not index and _EACH_SIDE.match(right) is not None


def _counts_no_people(item: Counted, index: int) -> bool:
    """ "Six serious adverse events (two in each arm)": the parts of what is no number of the trial's people."""
    if not index or not item.is_bracketed(index):
        return False
    earlier = item.tallies[index - 1]
    return earlier.unit == "events" or bool(
        _NO_PEOPLE.search(item.sentence.mask[earlier.end : item.tallies[index].start])
    )


def _each_of(item: Counted, index: int, arms: Arms) -> list[str]:
    """ "40 in each of groups 1 and 2": the arms that are meant where some are named."""
    tally, mask = item.tallies[index], item.sentence.mask
    if not _EACH_OF.match(mask[tally.end :]):
        return []
    stop = item.tallies[index + 1].start if index + 1 < len(item.tallies) else len(mask)
    return list(dict.fromkeys(m.key for m in arms.of(item.sentence) if tally.end <= m.start and m.end <= stop))


def _side_by_side(arms: Arms) -> list[str]:
    """The arms that "each arm" means: not the dose levels of a first part before two arms of a second."""
    drawn = [key for key, arm in arms.candidates.items() if arm.role != "cohort"]
    return drawn if len(drawn) > 1 else list(arms.candidates)
