"""Rows of bare numbers under one verb: "received by 14, 15 and 12", "all 3 in cohort A, 6 of 6 in B and 4 of 6 in C came back"."""

from __future__ import annotations

import re

from abstract_extract.record import ParticipantStatus

from .counted import Counted
from .participant_words import IN_AN_ARM

_LINKED = re.compile(r"(?:,|;|,? (?:and|or|vs\.?|versus)|/) ?(?:the |all )?")
_CLOSES = re.compile(
    r"\A ?(?:[.,;:)]|\Z|(?:of (?:them|whom|these|those)|patients|participants|subjects|people|persons|women|men|children|adults|infants|eyes|knees|hips|legs|teeth|lesions|discs|in that order|respectively|in the|each)\b)"
)
_SHARED = frozenset({"treated", "analysed", "completed", "lost", "randomised", "enrolled", "planned"})
_SEEN = frozenset({"analysed", "completed", "lost"})
_OF_SITES = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:with|bearing|on|in|having|contributing|providing|carrying|and|across|giving) (?:(?:a total of|altogether|their|all) )?"
)
_NO_SITES = frozenset({None, "patients", "events", "infusions", "injections", "punctures", "transfusions", "attempts", "procedures", "hospitalisations", "levels", "cycles"})
_MOST = 6


def share_rows(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """Gives the numbers of a row without words of their own the status that its first or its last one has."""
    _forward(item, found)
    _backward_over_arms(item, found)
    _forward_over_arms(item, found)
    _beside(item, found)


def _forward(item: Counted, found: list[ParticipantStatus | None]) -> None:
    index = 0
    while index < len(found):
        last = _end_of_row(item, index)
        status = found[index]
        if last > index and status in _SHARED and all(found[i] is None for i in range(index + 1, last + 1)):
            for member in range(index + 1, last + 1):
                found[member] = status
        index = last + 1


def _end_of_row(item: Counted, first: int) -> int:
    """The last of the numbers that stand in a row from `first` on, with nothing but commas and "and" between."""
    mask, tallies = item.sentence.mask, item.tallies
    last = first
    while (
        last + 1 < len(tallies)
        and last - first < _MOST
        and tallies[last].form == "h"
        and tallies[last + 1].form in "hw"
        and tallies[last].unit in (None, "patients", tallies[first].unit)
        and _LINKED.fullmatch(mask[tallies[last].end : tallies[last + 1].start])
    ):
        last += 1
    return last if last > first and _CLOSES.match(mask[tallies[last].end :]) else first


def _backward_over_arms(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """ "Four of the cell group and six of the placebo group could not be traced": the verb after the last arm is of each."""
    mask, tallies = item.sentence.mask, item.tallies
    for index in range(len(found) - 2, -1, -1):
        if found[index] is not None or found[index + 1] not in _SEEN or tallies[index].form not in "hbf":
            continue
        between = mask[tallies[index].end : tallies[index + 1].start]
        of_arm = IN_AN_ARM.match(between)
        if of_arm is not None and _LINKED.fullmatch(between[of_arm.end() :]):
            found[index] = found[index + 1]


def _forward_over_arms(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """ "Lost to follow-up were 3 in the cell group and 2 in the control group": the words before the first are of each."""
    mask, tallies = item.sentence.mask, item.tallies
    for index in range(1, len(found)):
        earlier, here = tallies[index - 1], tallies[index]
        if found[index] is not None or found[index - 1] not in _SHARED or here.form not in "hf" or here.percent:
            continue
        between = mask[earlier.end : here.start]
        of_arm = IN_AN_ARM.match(between)
        next_arm = IN_AN_ARM.match(mask[here.end :])
        if of_arm and next_arm and _LINKED.fullmatch(between[of_arm.end() :]):
            closes = mask[here.end + next_arm.end() :].lstrip()
            if not closes or closes[0] in ".,;:)(" or closes.startswith("and "):
                found[index] = found[index - 1]


def _beside(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """ "61 subjects bearing 74 sites were randomised", "26 in the cell arm (28 teeth) came back": sites go with their people."""
    for index in range(1, len(found)):
        people, sites = item.tallies[index - 1], item.tallies[index]
        status = found[index - 1]
        if sites.unit in _NO_SITES or people.unit not in (None, "patients") or status in (None, "unspecified"):
            continue
        if sites.form != "h" or people.form not in "hfx" or sites.events is None or people.events is None:
            continue
        if sites.events.value < people.events.value:
            continue
        between = item.sentence.mask[people.end : sites.start]
        in_brackets = item.is_bracketed(index) and not item.is_bracketed(index - 1)
        if (found[index] is None and _OF_SITES.fullmatch(between)) or (
            in_brackets and found[index] in (None, "allocated") and between.endswith(("(", "["))
        ):
            found[index] = status
