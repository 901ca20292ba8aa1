"""Follow-up: how long people were followed, from when, and how often they were seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import FollowUpCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import Statistic
from abstract_extract.study import Sentence

from .durations import Duration, find_durations, may_hold_duration
from .follow_up_parts import anchor_of, belongs, is_of_others, said, statistic_of
from .follow_up_visits import are_adjoining, from_list, is_interval, is_visit_list, schedule_of, visits_beside
from .follow_up_words import (
    AFTER_AVERAGE,
    AND_AGAIN,
    AT_THE,
    AT_THE_LATEST,
    AVERAGE_IN_BRACKET,
    AVERAGED,
    BARE_AVERAGE,
    END_HINTS,
    FIELD,
    FOLLOW,
    FOLLOW_HINTS,
    LAST_REVIEW,
    LAST_SEEN,
    LAST_VISIT,
    LEADS_TO_THE_END,
    NO_FOLLOW,
    NOT,
    OPENS_NEXT,
    PLACES,
    RANGED,
    REGULAR_VISITS,
    SAFETY_OVER,
    SCHEDULE_BEFORE,
    SEEN_REGULARLY,
    VISIT_BEHIND,
    VISITS,
)
from .hints import has_any
from .visits import SINGLE_UNIT, clauses_of, days_of

_SAME_LENGTH = 0.03
_SHORTEST = 14
_LONG = 150
"""Days below which a median may be the time to something."""


def find_follow_ups(sentences: Sequence[Sentence]) -> list[FollowUpCandidate]:
    """The follow-ups that the sentences state, first those that say follow-up, each duration once."""
    stated: list[FollowUpCandidate] = []
    listed: list[FollowUpCandidate] = []
    for sentence in sentences:
        if sentence.section in ("background", "registration", "funding") or not (
            may_hold_duration(sentence.lower) or "follow" in sentence.lower
        ):
            continue
        if sentence.stretch.role is Role.TABLE:
            continue  # a period's name
        label = (sentence.stretch.label or "") if sentence.stretch.role is Role.FIELD else ""
        if "Outcome" in label and not FOLLOW.search(sentence.string):
            continue  # the time frames of what is measured
        if FIELD.search(label) and not FOLLOW.search(sentence.string):
            stated += _of_field(sentence)
            continue
        own_stated, own_listed = _of_clauses(sentence)
        stated += own_stated
        listed += own_listed
    if not (stated or listed):
        return _at_last(sentences)
    longest = sorted(listed, key=lambda c: -days_of(str(c.duration.value)) if c.duration else 0)[:1]
    return _distinct([*stated, *longest])


def _of_field(sentence: Sentence) -> list[FollowUpCandidate]:
    """What a record's field of the follow-up says: its last duration, or a list of visits ("1, 3 and 12 months after surgery")."""
    durations = [d for d in find_durations(sentence.string) if not is_interval(sentence.string, d)]
    if len(durations) > 1 and are_adjoining(sentence.string, durations):
        return [from_list(sentence, durations)]
    schedule = schedule_of(sentence, find_durations(sentence.string))
    return [
        FollowUpCandidate(said(sentence, d), statistic_of(sentence.string, d), anchor_of(sentence), schedule)
        for d in durations[-1:]
    ]


def _at_last(sentences: Sequence[Sentence]) -> list[FollowUpCandidate]:
    """Where nothing says how long people were followed: what results and aims say of the end, of a last visit."""
    found: list[FollowUpCandidate] = []
    for sentence in sentences:
        string = sentence.string
        if sentence.section in ("background", "registration", "funding") or not has_any(sentence.lower, END_HINTS):
            continue
        durations = () if NOT.search(string) else find_durations(string)
        for duration in durations:
            if days_of(duration.iso) < _SHORTEST:
                continue
            if AFTER_AVERAGE.search(string, 0, duration.start) and not NO_FOLLOW.search(string):
                if days_of(duration.iso) > _LONG:
                    statistic = statistic_of(string, duration)
                    found.append(FollowUpCandidate(said(sentence, duration), statistic, anchor_of(sentence), None))
                continue
            if VISIT_BEHIND.match(string, duration.end) and days_of(duration.iso) > _LONG:
                found.append(FollowUpCandidate(said(sentence, duration), "fixed", anchor_of(sentence), None))
                continue
            regular = SEEN_REGULARLY.search(string, 0, duration.start)
            if regular or LAST_VISIT.search(string, 0, duration.start) or SAFETY_OVER.search(string, 0, duration.start):
                schedule = schedule_of(sentence, durations) if regular else None
                statistic = statistic_of(string, duration)
                found.append(FollowUpCandidate(said(sentence, duration), statistic, anchor_of(sentence), schedule))
    return sorted(found, key=lambda c: -days_of(str(c.duration.value)) if c.duration else 0)[:1]


def _of_clauses(sentence: Sentence) -> tuple[list[FollowUpCandidate], list[FollowUpCandidate]]:
    """What the clauses of a sentence state and list; the sentence as a whole where its clauses alone say nothing."""
    clauses = list(clauses_of(sentence))
    stated: list[FollowUpCandidate] = []
    listed: list[FollowUpCandidate] = []
    for clause in clauses if len(clauses) > 1 else ():
        own_stated, own_listed = _of_clause(clause)
        if own_stated and stated and has_any(clause.lower, FOLLOW_HINTS) and FOLLOW.search(clause.string):
            own_stated = _after_visits(stated, own_stated)
            stated = [one for one in stated if one not in own_stated and one.schedule is None]
        stated += own_stated
        listed += own_listed
    if not (stated or listed):
        return _of_clause(sentence)
    if len(stated) == 1 and not listed and stated[0].schedule is None:
        stated = [replace(stated[0], schedule=schedule_of(sentence, ()))]
    return _with_its_visits(stated, listed)


def _after_visits(visits: Sequence[FollowUpCandidate], stated: list[FollowUpCandidate]) -> list[FollowUpCandidate]:
    """The follow-up that a clause states, with the rhythm of visits that the clause before it gave."""
    rhythm = next((one.schedule for one in visits if one.schedule), None)
    is_bare = rhythm is not None and len(stated) == 1 and stated[0].schedule is None
    return [replace(stated[0], schedule=rhythm)] if is_bare else stated


def _with_its_visits(
    stated: list[FollowUpCandidate], listed: list[FollowUpCandidate]
) -> tuple[list[FollowUpCandidate], list[FollowUpCandidate]]:
    """A follow-up with the list of its visits, where one sentence has both and the last visit is its end."""
    kept: list[FollowUpCandidate] = []
    for visits in listed:
        at = next((n for n, one in enumerate(stated) if one.schedule is None and _is_as_long(one, visits)), None)
        if at is None:
            kept.append(visits)
        else:
            stated[at] = replace(stated[at], schedule=visits.schedule)
    return stated, kept


def _is_as_long(one: FollowUpCandidate, other: FollowUpCandidate) -> bool:
    if one.duration is None or other.duration is None:
        return False
    days = [days_of(str(said.value)) for said in (one.duration, other.duration)]
    return abs(days[0] - days[1]) <= _SAME_LENGTH * max(days)


def _of_clause(sentence: Sentence) -> tuple[list[FollowUpCandidate], list[FollowUpCandidate]]:
    """The follow-ups that the words of a clause state, and those that a list of its visits shows."""
    if has_any(sentence.lower, FOLLOW_HINTS) and FOLLOW.search(sentence.string):
        return _stated(sentence, find_durations(sentence.string)), []
    found = find_durations(sentence.string) if sentence.section in PLACES else ()
    durations = [d for d in found if not d.iso.endswith("S")]  # "a second session"
    if not durations:
        return [], []
    listed = [from_list(sentence, durations)] if is_visit_list(sentence, durations) else []
    stated = [] if listed else _to_the_end(sentence, durations)
    # Few sentences come so far: what speaks against all is asked last.
    return ([], []) if (stated or listed) and NOT.search(sentence.string) else (stated, listed)


def _to_the_end(sentence: Sentence, durations: Sequence[Duration]) -> list[FollowUpCandidate]:
    """How long people were seen, by words for the last time that they were: "seen again after 4 years"."""
    string = sentence.string
    for duration in durations:
        if is_interval(string, duration) or duration.iso.startswith("PT"):
            continue
        before, after = string[: duration.start], string[duration.end :]
        leads_to_it = before.lower().endswith(LEADS_TO_THE_END)
        seen_monthly = leads_to_it and SCHEDULE_BEFORE.search(before) and VISITS.search(before)
        is_latest = AT_THE_LATEST.match(after) is not None and VISITS.search(before) is not None
        if (
            (leads_to_it and LAST_SEEN.search(before))
            or seen_monthly
            or is_latest
            or (LAST_REVIEW.match(after) and AT_THE.search(before))
        ):
            again = next((d for d in durations if AND_AGAIN.fullmatch(string[duration.end : d.start])), None)
            if again is not None and days_of(again.iso) > days_of(duration.iso):
                duration = again  # noqa: PLW2901
            is_regular = seen_monthly or REGULAR_VISITS.search(before) is not None
            schedule = schedule_of(sentence, durations) if is_regular else None
            statistic = "maximum" if is_latest else statistic_of(string, duration)
            return [FollowUpCandidate(said(sentence, duration), statistic, anchor_of(sentence), schedule)]
    return []


def _distinct(found: Sequence[FollowUpCandidate]) -> list[FollowUpCandidate]:
    kept: dict[object, FollowUpCandidate] = {}
    for candidate in found:
        key = (candidate.duration.value if candidate.duration else None,)
        earlier = kept.get(key)
        if earlier is None:
            kept[key] = candidate
        elif earlier.statistic == "fixed" and candidate.statistic != "fixed":
            kept[key] = FollowUpCandidate(
                earlier.duration,
                candidate.statistic,
                earlier.anchor or candidate.anchor,
                earlier.schedule or candidate.schedule,
            )
        else:
            kept[key] = FollowUpCandidate(
                earlier.duration,
                earlier.statistic,
                earlier.anchor or candidate.anchor,
                earlier.schedule or candidate.schedule,
            )
    return list(kept.values())


def _stated(sentence: Sentence, durations: Sequence[Duration]) -> list[FollowUpCandidate]:
    string = sentence.string
    durations = [d for d in durations if not d.iso.endswith("S")]
    ranged = [Duration(_iso(m), *m.span("number")) for m in RANGED.finditer(string)]
    durations = [*ranged, *durations] if ranged else durations
    schedule = schedule_of(sentence, durations)
    anchor = anchor_of(sentence)
    spans = [d for d in durations if not is_interval(string, d) and not is_of_others(string, d)]
    follow = list(FOLLOW.finditer(string))
    near = [d for d in spans if any(belongs(string, d, m) for m in follow)]
    if OPENS_NEXT.search(string) and all(days_of(d.iso) < _LONG for d in near):
        return []
    if not near:
        return (
            [FollowUpCandidate(None, "fixed", None, schedule)]
            if schedule and "followed" in string and not durations
            else []
        )
    beside = visits_beside(sentence, near[0], durations) if len(near) > 1 else None
    if beside is not None and days_of(near[0].iso) > (1 - _SAME_LENGTH) * days_of(durations[-1].iso):
        return [FollowUpCandidate(said(sentence, near[0]), statistic_of(string, near[0]), anchor, beside)]
    if is_visit_list(sentence, near) and len(near) > 1 and are_adjoining(string, near):
        return [from_list(sentence, near)]
    chosen = max(near, key=lambda d: days_of(d.iso)) if not _average(string) else near[0]
    statistic = statistic_of(string, chosen)
    schedule = schedule or visits_beside(sentence, chosen, durations)
    found = [FollowUpCandidate(said(sentence, chosen), statistic, anchor, schedule)]
    second = BARE_AVERAGE.search(string, chosen.end)
    unit = SINGLE_UNIT.fullmatch(chosen.iso)
    if second and unit and statistic not in ("mean", "median"):
        word: Statistic = "median" if second[1].lower() == "median" else "mean"
        iso = f"P{unit[1]}{second[2]}{unit[3]}"
        place = Said(iso, sentence.start + second.start(2), sentence.start + second.end(2))
        found.append(FollowUpCandidate(place, word, None, None))
    for other in durations if statistic not in ("mean", "median") else ():
        if average := AVERAGE_IN_BRACKET.fullmatch(string[chosen.end : other.start]):
            word = "median" if average[1].lower() == "median" else "mean"
            found.append(FollowUpCandidate(said(sentence, other), word, None, None))
    return found


def _iso(ranged: re.Match[str]) -> str:
    number = float(ranged["number"])
    return f"P{int(number) if number.is_integer() else number}{ranged['unit'][0].upper()}"


def _average(string: str) -> bool:
    return bool(AVERAGED.search(string))
