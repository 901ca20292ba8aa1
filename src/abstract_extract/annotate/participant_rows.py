"""Rows of bare numbers under one verb: "received by 14, 15 and 12", "all 3 in cohort A, 6 of 6 in B and 4 of 6 in C came back"."""

from __future__ import annotations

import re
from itertools import pairwise

from abstract_extract.record import ParticipantStatus

from .counted import Counted
from .participant_words import ALLOTS, IN_AN_ARM

Found = list[ParticipantStatus | None]
_LINK = r"(?:,|;|,? (?:and|or|but|while|whereas|vs\.?|versus)|/)"
_LINKED = re.compile(_LINK + r" ?(?:the |all )?")
_LINKED_ARM = re.compile(
    _LINK
    + r" (?:in|of|from|on|for) (?:the )?(?:[\w+-]+ ){0,4}?(?:groups?|arms?|cohorts?|sequences?|tiers?|sides?|limbs?)(?: (?:¶+|[A-Z]|[IVX]+))? ?(?:all )?",
    re.IGNORECASE,
)
_THEN_ARM = re.compile(r"[^.;№]{1,60}" + _LINKED_ARM.pattern, re.IGNORECASE)
_CLOSES = re.compile(
    r"\A ?(?:[.,;:)(]|\Z|(?:of (?:them|whom|these|those)|patients|participants|subjects|people|persons|women|men|children|adults|infants|eyes|knees|hips|legs|teeth|lesions|discs|in that order|respectively|in the|each|went|were|had|received|came|could|did|failed|never|dropped|moved|left|completed|finished|returned|kept|handed|turned|attended|reached|got|was|took|abandoned|emigrated|gave|stayed|remained|underwent)\b)"
)
_SHARED = frozenset({"treated", "analysed", "completed", "lost", "randomised", "enrolled", "planned"})
_SEEN = frozenset({"analysed", "completed", "lost"})
_DONE = frozenset({"analysed", "completed", "lost", "treated"})
_OF_SITES = re.compile(
    r",? (?:[\w-]+,? ){0,3}?(?:with|bearing|on|in|having|contributing|providing|carrying|and|across|giving|needing|requiring|awaiting|undergoing|presenting) (?:(?:a total of|altogether|their|all) )?"
)
_NO_SITES = frozenset({None, "patients", "events", "infusions", "injections", "punctures", "transfusions", "attempts", "procedures", "hospitalisations", "levels", "cycles"})  # fmt: skip
_OF_ARMS = re.compile(r"\b(?:per|by|in each|in the|of the) (?:arms?|groups?|cohorts?|tiers?)[^.;№]{0,30}\Z")
_N_LIST = re.compile(r"[(\[][nN] ?= ?\Z")
_GOT = re.compile(r"\b(?:got|received|were given|were treated|were infused|were injected)\b[^.;()]{0,120}[(\[]")
_GAVE = re.compile(
    r" (?:(?:was|were) (?:given|injected|infused|treated)|received|got|had|took)\b[^.;()]{1,120}(?:,|,? and|;) (?:the )?[\w +/-]{1,40}\Z|[^.;()]{1,90}(?:,|,? and|;) (?:the )?[\w +/-]{1,40}\Z"
)
_GIFT = re.compile(r" (?:№|[µ¤]|¶|the |an? |with |two |placebo|saline|sham|vehicle|nothing)")
_BLANKS = re.compile(r" {2,}")
_BLANK_BEFORE_COMMA = re.compile(r" +(?=,)")
_MOST = 6


def share_rows(item: Counted, found: Found) -> None:
    """Gives the numbers of a row without words of their own the status that its first or its last one has."""
    _forward(item, found)
    _backward_over_arms(item, found)
    _forward_over_arms(item, found)
    _beside(item, found)
    _elided_gift(item, found)


def _forward(item: Counted, found: Found) -> None:
    index = 0
    while index < len(found):
        last = _end_of_row(item, index)
        status = found[index]
        is_shared = status in _SHARED or (
            status == "allocated"
            and (item.is_bracketed(index) or _OF_ARMS.search(item.sentence.mask[: item.tallies[index].start]))
        )
        if last > index and is_shared and all(found[i] is None for i in range(index + 1, last + 1)):
            for member in range(index + 1, last + 1):
                found[member] = status
        elif last > index and found[last] in _SHARED and all(found[i] is None for i in range(index, last)):
            for member in range(index, last):
                found[member] = found[last]
        elif last > index and status is None and _N_LIST.search(item.sentence.mask[: item.tallies[index].start]):
            for member in range(index, last + 1):
                found[member] = _of_list(item.sentence.mask[: item.tallies[index].start])
        index = last + 1


def _of_list(before: str) -> ParticipantStatus:
    """ "Three or four people got A, B or C (n = 3, 4 and 4)": those treated where they got something, else sizes."""
    return "treated" if _GOT.search(before) and not ALLOTS.search(before) else "allocated"


def _end_of_row(item: Counted, first: int) -> int:
    """The last of the numbers that stand in a row from `first` on, with nothing but commas and "and" between."""
    mask, tallies = item.sentence.mask, item.tallies
    last = first
    while (
        last + 1 < len(tallies)
        and last - first < _MOST
        and tallies[last].form + tallies[last + 1].form in ("hh", "hw", "bb")
        and tallies[last].unit in (None, "patients", tallies[first].unit)
        and _LINKED.fullmatch(mask[tallies[last].end : tallies[last + 1].start])
    ):
        last += 1
    return last if last > first and _CLOSES.match(mask[tallies[last].end :]) else first


def _elided_gift(item: Counted, found: Found) -> None:
    """ "Level I (3 people) was given 2 million cells, level II (3 people) 20 million": the verb after the first bracket is of each."""
    for index in range(1, len(found)):
        earlier, tally = item.tallies[index - 1], item.tallies[index]
        if not (item.is_bracketed(index) and found[index] == "allocated"):
            continue
        opened = item.sentence.mask.rfind("(", 0, tally.start)
        giver = next((i for i in range(index - 1, -1, -1) if item.is_bracketed(i)), None)
        if giver is None or found[giver] != "treated" or ALLOTS.search(item.sentence.mask):
            continue
        closed = item.sentence.mask.find(")", item.tallies[giver].end)
        between, after = (
            item.sentence.mask[closed + 1 : opened],
            item.plain[item.sentence.mask.find(")", tally.end) + 1 :],
        )
        if _GAVE.match(between) and _GIFT.match(after) and earlier.start >= item.tallies[giver].start:
            found[index] = "treated"


def _outside(item: Counted) -> list[int]:
    """The numbers of the sentence that stand in no brackets."""
    return [index for index in range(len(item.tallies)) if not item.is_bracketed(index)]


def _backward_over_arms(item: Counted, found: Found) -> None:
    """ "Four of the cell group and six of the placebo group could not be traced": the verb after the last arm is of each."""
    places = _outside(item)
    for here, following in reversed(list(pairwise(places))):
        if found[here] is not None or found[following] not in _DONE or item.tallies[here].form not in "hbf":
            continue
        between = _squeezed(item.plain[item.tallies[here].end : item.tallies[following].start])
        of_arm = IN_AN_ARM.match(between)
        is_seen = found[following] in _SEEN and of_arm and _LINKED.fullmatch(between[of_arm.end() :])
        is_led = item.tallies[here].form == "h" and _LINKED_ARM.fullmatch(between)
        if is_seen or is_led:
            found[here] = found[following]


def _forward_over_arms(item: Counted, found: Found) -> None:
    """ "Lost were 3 in the cell group and 2 in the control group", "in the cell arm 19 completed, in the control arm 17"."""
    places = _outside(item)
    for earlier, here in pairwise(places):
        tally, status = item.tallies[here], found[earlier]
        if found[here] is not None or status not in _SHARED or tally.form not in "hf" or tally.percent:
            continue
        between, after = _squeezed(item.plain[item.tallies[earlier].end : tally.start]), item.plain[tally.end :]
        of_arm, next_arm = IN_AN_ARM.match(between), IN_AN_ARM.match(after)
        if of_arm and next_arm and _LINKED.fullmatch(between[of_arm.end() :]):
            rest = after[next_arm.end() :].lstrip()
            if not rest or rest[0] in ".,;:)" or rest.startswith("and "):
                found[here] = status
        elif status in _DONE and _THEN_ARM.fullmatch(between) and after.strip()[:1] in ("", ".", ";", ","):
            found[here] = status


def _beside(item: Counted, found: Found) -> None:
    """ "61 subjects bearing 74 sites were randomised", "26 in the cell arm (28 teeth) came back": sites go with their people."""
    for index in range(1, len(found)):
        sites = item.tallies[index]
        if sites.unit in _NO_SITES or sites.form != "h" or sites.events is None:
            continue
        in_brackets = item.is_bracketed(index)
        owner = next((i for i in range(index - 1, -1, -1) if found[i] and not item.is_bracketed(i)), None)
        if owner is None or found[owner] == "unspecified":
            continue
        people = item.tallies[owner]
        if people.unit not in (None, "patients") or people.form not in "hfx" or people.events is None:
            continue
        if sites.events.value < people.events.value:
            continue
        if in_brackets:
            stands_first = item.sentence.mask[: sites.start].endswith(("(", "["))
            is_its_own = stands_first and all(t.unit is None for t in item.tallies[owner + 1 : index])
            if is_its_own and found[index] in (None, "allocated"):
                found[index] = found[owner]
        elif found[index] is None and _OF_SITES.fullmatch(_squeezed(item.plain[people.end : sites.start])):
            found[index] = found[owner]


def _squeezed(words: str) -> str:
    """Words without the blanks that stand for a bracket."""
    return _BLANK_BEFORE_COMMA.sub("", _BLANKS.sub(" ", words)) if "  " in words else words
