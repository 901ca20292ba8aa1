"""The rules that give a number of people its status, tried in order: what stands before it, after it, and around it."""

from __future__ import annotations

from collections.abc import Callable

from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus

from .cell_mentions import HINTS
from .counted import Counted
from .hints import has_any
from .participant_head_rules import eligible, head, head_analysed, head_screened
from .participant_place import Answer, Place
from .participant_size_rules import arm_had, arm_size, described_arm, listed_size, of_size
from .participant_turns import around
from .participant_verbs import VERB_AFTER, VERB_BEFORE, VERB_LATER
from .participant_words import (
    AGREED,
    AGREED_THEN,
    AIMED,
    ALLOTTED,
    AND_THEN,
    ANOTHER,
    ANOTHER_SUBJECT,
    AT_BEFORE,
    AUXILIARY,
    DESCRIBED_THEN,
    DESCRIBING,
    DOES,
    DONE_IN,
    ENDS_IN_N,
    ENDS_OR_DESCRIBES,
    EXCLUDED,
    GIVEN_PRODUCT,
    HAPPENED_BEFORE,
    IN_AN_ARM,
    IN_BRACKETS,
    IN_EACH,
    INCLUDING_BEFORE,
    LEFT_BEFORE,
    LOST_AFTER,
    LOST_BEFORE,
    N_EQUALS,
    NOT,
    OF_AN_ARM,
    OF_THOSE,
    OF_THOSE_TREATED,
    OTHERS,
    PARTICIPLE,
    PEOPLE_N_BEFORE,
    PEOPLE_SOON,
    PEOPLE_THEN_N,
    PLANNED_AFTER,
    PREPOSITION_BEFORE,
    RELATIVE_CLAUSE,
    RESULT_VERB,
    SET_BEFORE,
    TO_AN_ARM,
    TO_FOLLOW_UP,
    TREATED_BEFORE,
    WILL_ENTER,
)


def status_of(item: Counted, index: int, left: str, right: str) -> Answer:
    """The status that the first of RULES to answer gives, and that rule's name."""
    sentence, tally, arm = item.sentence, item.tallies[index], item.arms[index]
    has_people = (
        bool(PEOPLE_SOON.match(right)) or tally.unit is not None or bool(ANOTHER.search(left) and DOES.match(right))
    )
    has_people = (
        has_people
        or (arm is not None and bool(OF_AN_ARM.match(right)))
        or bool(IN_AN_ARM.match(right))
        or bool(OTHERS.match(right))
    )
    has_people = has_people or (item.are_sizes[index] and not item.is_bracketed(index))
    in_results = sentence.section in ("results", "conclusion")
    is_bracketed = bool(N_EQUALS.search(left))
    place = Place(sentence, tally, left, right, arm, has_people, is_bracketed, item.are_sizes[index], in_results)
    answers = (rule(place) for rule in RULES)
    return next((answer for answer in answers if answer is not None), (None, ""))


def _one_result(place: Place) -> Answer | None:
    events = place.tally.events
    if events is not None and events.value == 1 and place.tally.unit not in (None, "patients"):
        return None, "one"  # "on one side": how it was done, not how many there were
    if events is not None and events.value == 1 and not place.has_people and not place.in_results:
        return None, "one"
    if place.tally.unit is not None and place.tally.unit != "patients" and IN_EACH.search(place.sentence.mask):
        return None, "in-each"
    if place.in_results and events is not None and events.value == 1 and not LOST_AFTER.search(place.right[:60]):
        return ("lost" if _is_lost(place) else None), "one"
    return None


def _is_lost(place: Place) -> bool:
    """Whether words before or after a number say that its people were lost sight of."""
    if any(status == "lost" and verb.search(place.left[-120:]) for status, verb in VERB_BEFORE):
        return True
    found = (verb.match(place.right[:120]) for status, verb in VERB_LATER if status == "lost")
    return any(lost is not None and not RESULT_VERB.search(lost["lead"]) for lost in found)


def _around(place: Place) -> Answer | None:
    """ "Contact with five was broken off", "the charts of 182 people were looked through": words on both sides."""
    if place.is_bracketed or place.tally.percent is not None:
        return None
    before = place.sentence.mask[max(0, place.tally.start - 160) : place.tally.start]
    return next(
        (
            (status, "around")
            for status, left, right, in_results in around()
            if place.in_results >= in_results and right.search(place.right) and left.search(before)
        ),
        None,
    )


def _planned(place: Place) -> Answer | None:
    return ("planned", "planned") if PLANNED_AFTER.match(place.right) else None


def _verb_before(place: Place) -> Answer | None:
    left, events = place.left, place.tally.events
    of_whole = PARTICIPLE.match(place.right.lstrip()) if place.is_bare or place.tally.form == "b" else None
    for status, pattern in VERB_BEFORE:
        if not pattern.search(left[-120:]):
            continue
        is_set = status == "analysed" and place.is_bare and SET_BEFORE.search(left[-60:])
        if status == "treated" and place.tally.form == "b" and of_whole is not None:
            return status, "verb-before"  # "was given to 61 of the 64 randomised"
        is_told = status in ("planned", "completed") or is_set
        is_of_arm = place.arm is not None and status in ("lost", "analysed")
        if not (place.has_people or is_told or is_of_arm or ENDS_OR_DESCRIBES.match(place.right)):
            continue
        is_of_product = GIVEN_PRODUCT.search(left) is not None and place.tally.percent is None
        if (
            status == "treated"
            and not is_of_product
            and (not place.is_bare or (place.in_results and DONE_IN.search(left[-40:])))
        ):
            continue
        if status in ("enrolled", "analysed") and place.sentence.stretch.role is Role.TITLE:
            return "unspecified", "title"
        is_small = events is None or events.value < 5
        if status == "planned" and not place.has_people and (AT_BEFORE.search(left) or is_small):
            continue
        if status == "planned" and "power" in place.sentence.lower and not AIMED.search(left[-60:]):
            continue
        if status == "analysed" and LEFT_BEFORE.search(left[-20:]) and RELATIVE_CLAUSE.match(place.right[:30]):
            continue  # "which left 20 who were given cells": the clause says what became of them
        if place.in_results and status in ("enrolled", "analysed") and INCLUDING_BEFORE.search(left[-30:]):
            continue
        return status, "verb-before"
    return None


def _lost_of_group(place: Place) -> Answer | None:
    """ "Both groups lost two patients to follow-up"."""
    mask, tally = place.sentence.mask, place.tally
    is_lost = LOST_BEFORE.search(mask[: tally.start]) and TO_FOLLOW_UP.match(mask[tally.end :])
    return ("lost", "group-lost") if is_lost else None


def _of_arm_then(place: Place) -> Answer | None:
    """ "4 of 6 in cohort D came to the last visit", "two of the high-dose arm moved away"."""
    if place.is_bracketed or place.tally.percent is not None or (of_arm := IN_AN_ARM.match(place.right)) is None:
        return None
    rest = place.right[of_arm.end() :]
    found = next((status for status, pattern in VERB_AFTER if pattern.match(rest[:120])), None)
    return (found, "of-arm-then") if found in ("analysed", "completed", "lost", "treated") else None


def _future(place: Place) -> Answer | None:
    return ("planned", "future") if WILL_ENTER.match(place.right) else None


def _verb_after(place: Place) -> Answer | None:
    if place.is_bracketed:
        said = IN_BRACKETS.match(place.right) if ENDS_IN_N.search(place.left) else None
        found = next((s for s, pattern in VERB_AFTER if pattern.match(said["verb"])), None) if said else None
        return (found, "verb-after") if found else None
    right = place.right
    immediate = next((status for status, pattern in VERB_AFTER if pattern.match(right[:160])), None)
    if immediate is None and (then := AGREED_THEN.match(right)) is not None:
        later = next((status for status, pattern in VERB_AFTER if pattern.match(then["then"][:100])), None)
        immediate = later if later in ("randomised", "treated") else None
    if immediate is None:
        is_allotted = place.arm is not None and TO_AN_ARM.match(right) and ALLOTTED.search(place.sentence.mask)
        return ("randomised", "to-arm") if is_allotted else None
    if immediate == "enrolled" and AGREED.search(right[:60]) and (then := AND_THEN.match(right)) is not None:
        # "48 consented and were randomised": the last verb says more.
        later = next((status for status, pattern in VERB_AFTER if pattern.match(then["then"][:100])), None)
        immediate = later if later in ("randomised", "treated") else immediate
    is_described = RELATIVE_CLAUSE.match(right) and RESULT_VERB.search(right[15:])
    if immediate == "treated" and place.in_results and place.tally.percent is not None and DESCRIBING.match(right):
        return None
    if immediate == "treated" and place.in_results and (OF_THOSE_TREATED.match(right) or place.tally.form == "f"):
        is_whole = OF_THOSE_TREATED.match(right) or place.left.endswith((" in ", " of ", " by ", " for "))
        if is_whole:
            return None  # "viral load stayed low in all 66 of those treated"
    is_excluded = immediate != "lost" and EXCLUDED.search(right[:40])
    return None if is_described or is_excluded else (immediate, "verb-after")


def _verb_later(place: Place) -> Answer | None:
    tally, right = place.tally, place.right
    if not place.has_people or place.is_bracketed or tally.is_of_which:
        return None
    if (
        tally.denominator is not None
        and tally.form not in "ef"
        and place.in_results
        and not OF_THOSE.match(place.sentence.mask)
    ):
        return None
    if place.in_results and RELATIVE_CLAUSE.match(right) and RESULT_VERB.search(right):
        return None
    found: list[tuple[bool, int, ParticipantStatus]] = []
    for status, pattern in VERB_LATER:
        match = pattern.match(right)
        is_whose = bool(match and not place.in_results and DESCRIBED_THEN.match(match["lead"]))
        if (
            not match
            or (not is_whose and any(verb.search(match["lead"]) for verb in (RESULT_VERB, EXCLUDED, NOT)))
            or ANOTHER_SUBJECT.search(match["lead"])
        ):
            continue
        if status in ("treated", "analysed") and place.in_results and tally.percent is not None:
            continue
        # "Forty patients treated with X were enrolled": the participle describes, the verb says.
        describes = bool(PARTICIPLE.match(right[match.end("lead") :]) and not AUXILIARY.search(match["lead"]))
        found.append((describes, match.end("lead"), status))
    if not found:
        return None
    return min(found, key=lambda one: one[:2])[2], "verb-later"


def _n_equals(place: Place) -> Answer | None:
    has_n = ENDS_IN_N.search(place.left)
    if not (place.is_bracketed and has_n):
        return None
    is_beside = PEOPLE_N_BEFORE.search(place.left)
    is_apart = (
        not place.in_results and place.arm is None and PEOPLE_THEN_N.search(place.sentence.mask[: place.tally.start])
    )
    return ("unspecified", "n-equals") if is_beside or is_apart else None


def _no_verb(place: Place) -> Answer | None:
    role, left = place.sentence.stretch.role, place.left
    if not place.has_people or place.in_results or not place.is_bare or role is Role.FIELD:
        return None
    if place.sentence.section == "patients" and not left.strip() and place.sentence.position == 0:
        return "unspecified", "no-verb"
    if HAPPENED_BEFORE.search(left):
        return None
    if PREPOSITION_BEFORE.search(left) and not RESULT_VERB.search(place.right[:80]):
        is_treated = has_any(left.lower(), HINTS) and TREATED_BEFORE.search(left)
        return ("treated" if is_treated and role is not Role.TITLE else "unspecified"), "no-verb"
    return ("unspecified", "title") if role is Role.TITLE else None


RULES: tuple[Callable[[Place], Answer | None], ...] = (
    described_arm,
    _one_result,
    _planned,
    arm_had,
    of_size,
    _lost_of_group,
    _around,
    _verb_before,
    head_screened,
    head_analysed,
    eligible,
    head,
    _future,
    _of_arm_then,
    _verb_after,
    _verb_later,
    arm_size,
    listed_size,
    _n_equals,
    _no_verb,
)
"""In order: the first that answers decides."""
