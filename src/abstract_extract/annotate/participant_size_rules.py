"""The rules that know the size of an arm or a cohort: in brackets, after its name, or in a list of groups."""

from __future__ import annotations

from abstract_extract.page import Role

from .counted import Counted
from .participant_place import Answer, Place
from .participant_words import (
    ALL_GOT,
    ALLOTS,
    ARM_OF,
    BRACKETED_SIZE,
    COUNTED_PEOPLE,
    ENDS_IN_N,
    EVENTS_BEFORE,
    GROUP_BEFORE,
    GROUP_HAD,
    GROUPS_HAD,
    KIND_OF_PEOPLE,
    OF_AN_ARM,
    REASONS,
    RESULT_VERB,
    ROW_OF_SIZES,
    STOPS,
    THERE_WERE,
    WERE_GIVEN,
    WHY,
)

_NO_SIZE = frozenset({"infusions", "injections", "procedures", "cycles", "transfusions", "punctures", "attempts"})
"""What is done to people, and not what an arm has of them."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_FAR = 160
_NEAR = 80
"""Characters before a bracket in which the word for the draw stands, where a sentence of the results gives sizes."""


def described_arm(place: Place) -> Answer | None:
    """ "18 participants will first use tears": the people of an arm that a registry describes."""
    sentence = place.sentence
    if sentence.stretch.role is not Role.FIELD or sentence.stretch.label != "Arm Group Description":
        return None
    if place.tally.unit in _NO_SIZE:
        return None
    is_whole = place.has_people and place.is_bare and not RESULT_VERB.search(place.right[:40])
    is_first = place.arm is not None and not place.left.strip()
    return ("allocated", "described-arm") if is_whole and is_first else None


def arm_had(place: Place) -> Answer | None:
    """ "The MSC group and the placebo group had 20 and 18 patients": the sizes of arms."""
    if not place.is_bare or place.is_bracketed:
        return None
    before = place.sentence.mask[: place.tally.start]
    if place.arm is None:
        is_row = GROUPS_HAD.search(before[-_FAR:]) and ROW_OF_SIZES.match(place.sentence.mask[place.tally.end :])
        return ("allocated", "groups-had") if is_row and place.tally.unit in (None, "patients") else None
    there = THERE_WERE.search(before)
    counts_people = place.tally.unit == "patients" or (
        there is not None
        and (COUNTED_PEOPLE.search(there.group()) is not None or not there.group().lower().startswith("there"))
    )
    is_had = GROUP_HAD.search(place.left) or (GROUP_HAD.search(before) and not place.in_results)
    is_there = there is not None and counts_people and OF_AN_ARM.match(place.right)
    if (is_had or is_there) and place.tally.unit in (None, "patients") and not RESULT_VERB.search(place.right[:60]):
        return "allocated", "arm-had"
    return None


def of_size(place: Place) -> Answer | None:
    """ "A cell arm of 20", "in the control arm 27": a size right after its arm."""
    if place.arm is None or not place.is_bare or place.is_bracketed or place.in_results:
        return None
    is_size = ARM_OF.search(place.left) and STOPS.match(place.right)
    return ("allocated", "arm-of") if is_size else None


def arm_size(place: Place) -> Answer | None:
    """ "Placebo (n = 20)", "group A: 12": a size beside the name of its arm."""
    if place.arm is None or place.tally.form != "h" or place.tally.percent is not None:
        return None
    if EVENTS_BEFORE.search(place.sentence.mask[: place.tally.start]):
        return None
    if place.in_results and place.is_bracketed and _names_no_arm(place.sentence.mask[: place.tally.start]):
        return None
    is_beside = bool(GROUP_BEFORE.search(place.left)) and not place.in_results
    if ((place.is_bracketed and place.is_size) or is_beside) and not RESULT_VERB.search(place.right[:40]):
        return "allocated", "arm-size"
    return None


def _names_no_arm(before: str) -> bool:
    """Whether what stands before a bracket in the results says why, and not which arm."""
    if ALLOTS.search(before):
        return False
    return bool(REASONS.search(before[-_FAR:]))


def tells_why(item: Counted, index: int) -> bool:
    """Whether a number in brackets is of a reason: "relapse (n = 7), pneumonia (n = 2)", "insurance refusal (n = 4)"."""
    if not item.is_bracketed(index):
        return False
    before = item.sentence.mask[: item.tallies[index].start]
    if item.sentence.section not in ("results", "conclusion") and not WHY.search(before):
        return False
    return bool(ENDS_IN_N.search(before)) and not ALLOTS.search(before) and bool(REASONS.search(before[-_FAR:]))


def listed_size(place: Place) -> Answer | None:
    """ "To vehicle (PP; n = 44), low dose (LL; n = 42) …", "group A (scaffold, 24 cases)": sizes at the end of brackets."""
    mask = place.sentence.mask
    if not place.is_bare or mask.count("(") + mask.count("[") < 2:
        return None
    sizes = list(BRACKETED_SIZE.finditer(mask))
    if len(sizes) < 2 or all(size.start("size") != place.tally.start for size in sizes):
        return None
    lead = mask[: sizes[0].start()]
    events = place.tally.events
    if events is not None and _FIRST_YEAR <= events.value <= _LAST_YEAR and not ENDS_IN_N.search(place.left):
        return None
    if any(KIND_OF_PEOPLE.search(size.group()) for size in sizes):
        return None
    if ALLOTS.search(lead[-_NEAR:] if place.in_results else lead):
        return "allocated", "listed-size"
    if not place.in_results and WERE_GIVEN.search(lead):
        return "treated", "listed-size"
    are_groups = not place.in_results and all(size["n"] for size in sizes)
    return ("allocated", "listed-size") if are_groups and ALL_GOT.search(lead) else None
