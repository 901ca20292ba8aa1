"""Visits: lists of them, how far they lie apart, which go with a follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from abstract_extract.candidates import FollowUpCandidate, Said
from abstract_extract.study import Sentence

from .durations import Duration
from .follow_up_parts import anchor_of, said
from .follow_up_words import (
    BEFORE_AND_AFTER,
    CHANGED,
    DAYS_FOLLOW,
    DOSED_AT,
    EVERY,
    FOLLOW,
    INTERVALS_AFTER,
    LATER,
    LIST,
    LIST_LINK,
    SCHEDULE_REACH,
    UNIT_AT_HEAD,
    VISITS,
    VISITS_BETWEEN,
)  # fmt: skip
from .hints import has_any
from .visits import SCHEDULE, SCHEDULE_WORDS, days_of


def visits_beside(sentence: Sentence, chosen: Duration, durations: Sequence[Duration]) -> Said | None:
    """The list of visits that goes with a follow-up: "followed for 18 months, with visits at months 1, 6 and 18"."""
    listed = [d for d in durations if d.start > chosen.end and not is_interval(sentence.string, d)]
    if len(listed) < 2 or not are_adjoining(sentence.string, listed):
        return None
    between = sentence.string[chosen.end : listed[0].start]
    if not (VISITS_BETWEEN.search(between) or DAYS_FOLLOW.fullmatch(between)):
        return None
    return list_of(sentence, listed)


def list_of(sentence: Sentence, durations: Sequence[Duration]) -> Said:
    """A list of visits; the unit that stands at its head is of its words."""
    start, end = durations[0].start, durations[-1].end
    head = UNIT_AT_HEAD.search(sentence.string, max(0, start - 8), start)
    isos = ", ".join(d.iso for d in durations)
    return Said(isos, sentence.start + (head.start() if head else start), sentence.start + end)


def is_interval(string: str, duration: Duration) -> bool:
    """Whether a duration is how far visits lie apart: "every 3 months"."""
    return bool(EVERY.search(string[: duration.start]) or INTERVALS_AFTER.match(string[duration.end :]))


def schedule_of(sentence: Sentence, durations: Sequence[Duration]) -> Said | None:
    """How often people were seen: "monthly", "every 3 months", after the word that says follow-up."""
    string = sentence.string
    follow = FOLLOW.search(string)
    start = max(0, follow.start() - SCHEDULE_REACH) if follow else 0
    match = SCHEDULE.search(string, start)
    if match:
        return Said(SCHEDULE_WORDS[match[1].lower()], sentence.start + match.start(1), sentence.start + match.end(1))
    return next((said(sentence, d) for d in durations if d.start >= start and is_interval(string, d)), None)


def are_adjoining(string: str, durations: Sequence[Duration]) -> bool:
    """Whether durations are members of one list, given in its order."""
    return all(
        a.end <= b.start and LIST_LINK.fullmatch(string[a.end : b.start].strip() or ",") for a, b in pairwise(durations)
    )


def is_visit_list(sentence: Sentence, durations: Sequence[Duration]) -> bool:
    """Whether a sentence lists when people were seen."""
    string = sentence.string
    if not durations or DOSED_AT.search(string, 0, durations[0].start):
        return False
    if len(durations) > 1:
        is_list = are_adjoining(string, durations) and bool(LIST.search(string))
    else:
        is_list = bool(LATER.match(string)) or (
            has_any(sentence.lower, ("baseline", "before"))
            and bool(BEFORE_AND_AFTER.search(string))
            and not CHANGED.search(string)
        )
    return is_list and bool(VISITS.search(string) or FOLLOW.search(string))


def from_list(sentence: Sentence, durations: Sequence[Duration]) -> FollowUpCandidate:
    """The follow-up that a list of visits shows: its last one."""
    last = max(durations, key=lambda d: days_of(d.iso))
    schedule = None
    if len(durations) > 1:
        schedule = list_of(sentence, durations)
    return FollowUpCandidate(said(sentence, last), "fixed", anchor_of(sentence), schedule)
