"""Numbers set side by side share what is said of one of them: "two high-dose and one control participant moved away"."""

from __future__ import annotations

import re

from abstract_extract.candidates import Arms
from abstract_extract.record import ParticipantStatus

from .arm_sizes import NO_SIZE_AFTER
from .counted import Counted
from .people import NOT_PEOPLE_AFTER
from .people_splits import is_split

Found = list[ParticipantStatus | None]
_SHARED = frozenset({"treated", "analysed", "completed", "lost", "randomised", "allocated", "planned"})
_OF_WHOLE_ARMS = frozenset({"randomised", "allocated", "planned"})
_LEFT_OUT_NEXT = re.compile(
    r" ?(?:others? |more |further |(?:patients|participants|subjects|people|persons|women|men|children|infants|eyes|knees) |of (?:them|these|those|whom) )?(?:who )?(?:(?:was|were|had been|had to be) )?(?:then |later |also |subsequently )?(?:excluded|withdrawn|removed|dropped|ineligible|left out|withdrew|declined|refused)\b",
    re.IGNORECASE,
)
""" "2885 were allotted to the control group; eight were excluded": said of those who are in no row."""
_NO_SITES = frozenset({"events", "infusions", "injections", "punctures", "transfusions", "attempts", "procedures", "hospitalisations", "levels", "cycles", "tumours", "fractures"})  # fmt: skip
_TIMES_OR_KIND = re.compile(
    r"\b(?:at|after|by|in) (?:month|week|year|day|ð)|\b(?:men|women|males?|females?|boys|girls|grade|stage|type|class)\b",
    re.IGNORECASE,
)
_NEXT = 4
"""Characters, such as those of "the ", that may stand before the arm's name."""
_NEAR = 24
"""Characters after a number in which the kind of people stands."""
_OF_THE = ("Of the ", "of the ", "of these ", "Of these ", "of those ", "Of those ")
_PER = re.compile(r" (?:per|on each|for each|in each|to each|on either|in either|each|apiece)\b")
_ALL_OF = re.compile(
    r"[^.;№()%]{0,40}?(?:, | ?[(])(?:all|both|each|every one|one and all|namely)(?: (?:of them|of these|of whom|three|four|two))?(?: (?:were |being )?(?:from|of|in|on|belonging to|given|after|with|receiving|who had received))? ?(?:the )?"
)
_APPENDED = re.compile(r" ?[\w-]*(?:,| ?[(:]) ?")


def share_series(item: Counted, found: Found) -> None:
    """Gives the numbers of a series that have no status the one status that the others have, where each is of its own arm."""
    for members in {result.row.members for result in item.results if len(result.row.members) > 1}:
        statuses = {found[member] for member in members} - {None}
        if len(statuses) != 1 or not statuses <= _SHARED or not _are_of_arms(item, members):
            continue
        mask = item.sentence.mask
        if _TIMES_OR_KIND.search(mask[item.tallies[members[0]].end : item.tallies[members[-1]].end + _NEAR]):
            continue
        shared = next(iter(statuses))
        for member in members:
            if found[member] is None and _may_count_people(item, member, shared):
                found[member] = shared


def _may_count_people(item: Counted, index: int, shared: ParticipantStatus | None) -> bool:
    """Whether a number is one that may stand for people or sites: no percentage, dose, number of sessions or of hospitals."""
    tally, mask = item.tallies[index], item.sentence.mask
    if tally.events is not None and tally.events.value == 1 and shared in _OF_WHOLE_ARMS:
        return False  # "one warm lozenge (n = 77) or one cool lozenge (n = 74)"
    if _LEFT_OUT_NEXT.match(mask, tally.end) or is_split(mask, tally.start, tally.end):
        return False
    if mask[: tally.start].endswith(_OF_THE):
        return False  # "of the 8 others, five were lost"
    if tally.events is None or tally.percent is not None or tally.form not in "hbf" or tally.unit in _NO_SITES:
        return False
    return not (NO_SIZE_AFTER.match(mask, tally.events.end) or NOT_PEOPLE_AFTER.match(mask[tally.end :]))


def _are_of_arms(item: Counted, members: tuple[int, ...]) -> bool:
    """Whether each number is of an arm, and no two are of the same."""
    keys = [item.arms[member] for member in members]
    return None not in keys and len(set(keys)) == len(keys)


def unit_in_series(item: Counted, index: int) -> str | None:
    """What a number counts by the words beside it, or by those beside the last number of its series: "23, 22 and 24 clefts"."""
    own = item.tallies[index].unit
    if own is not None:
        return own
    row = next((result.row.members for result in item.results if index in result.row.members), ())
    last = next(
        (item.tallies[member].unit for member in reversed(row) if member > index and item.tallies[member].unit), None
    )
    return None if last in _NO_SITES else last


def is_of_sites(unit: str) -> bool:
    """Whether what is counted are parts of the body, and not what is done to people or befalls them.

    >>> is_of_sites("knees"), is_of_sites("injections")
    (True, False)
    """
    return unit != "patients" and unit not in _NO_SITES


def unit_of_parts(item: Counted, index: int) -> str | None:
    """What is counted of each side or arm right behind the whole: "46 defects, 23 per side"."""
    tally, mask = item.tallies[index], item.sentence.mask
    if not index or not _PER.match(mask, tally.end):
        return None
    whole = item.tallies[index - 1]
    is_appended = _APPENDED.fullmatch(mask[whole.end : tally.start]) is not None
    return whole.unit if is_appended and whole.unit not in _NO_SITES else None


def arm_apposed(item: Counted, index: int, arms: Arms) -> str | None:
    """The arm that is told behind the number: "seven patients, all from the placebo group", "two (both placebo)"."""
    found = _ALL_OF.match(item.sentence.mask, item.tallies[index].end)
    if found is None:
        return None
    return next((m.key for m in arms.of(item.sentence) if 0 <= m.start - found.end() <= _NEXT), None)
