"""Follow-up: how long people were followed, from when, and how often they were seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from abstract_extract.candidates import FollowUpCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import Statistic
from abstract_extract.study import Sentence

from .durations import Duration, find_durations, may_hold_duration
from .hints import has_any
from .visits import SCHEDULE, SCHEDULE_WORDS, SINGLE_UNIT, clauses_of, days_of

_FOLLOW = re.compile(
    r"\bfollow(?:ed|ing)?[- ]?up\b|\bfollow-ups\b|(?<!h )(?<!hours )(?<!days )\bfollowed\b(?! by)(?! \d[\d.]*%)(?= (?:\w+ ){0,8}?(?:for|up|until|over|monthly|during|to|at|through|weekly|every|\d))|\bobserv(?:ed|ation)\b(?= (?:\w+ ){0,3}?(?:for|period|time|of|over|was|lasted))|\bmonitor(?:ed|ing)\b|\bsurveillance\b|\b(?:watched|tracked)\b(?= (?:\w+ ){0,3}?(?:for|until|over|\d))|\breviewed at (?:a )?(?:mean|median)\b|\bkept under\b|\bunder observation\b|\bnachbeobacht\w*|\bseguimiento\b|\bseguimento\b|\bsuivi\b",
    re.IGNORECASE,
)
_VISITS = re.compile(
    r"\b(?:visits?|assess(?:ed|ments?)|evaluat(?:ed|ions?)|examin(?:ed|ations?)|measured|seen|reviewed|performed|recorded|outcomes?|scores?|collected|scheduled|done|carried out|controls?|check-?ups?|diaries|questionnaires|obtained|taken|repeated|tests?|imaging|MRI|scans?|radiographs?|interviews?|came|checked|clinic|contacted|phone calls?|physical examination|endpoints?|scored|rated|graded|attend(?:ed|ance)|invited|recalled|came back|contacts?|re-?examin\w+|screened for|surveys?|ultrasound|CT)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:\bbaseline\b|\bday 0\b|\bat\b|\bbefore\b|\bafter\b|\bmonths?\b|\bweeks?\b|\bdays?\b)", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:previous|earlier|other) (?:study|studies|trials?)\b|\bage[ds]?\b|diagnos|history of|prior to|within the (?:past|last)|\bin the (?:past|last)\b|refractory|duration of (?:disease|diabetes|symptoms)",
    re.IGNORECASE,
)
_STATISTICS: tuple[tuple[re.Pattern[str], Statistic], ...] = (
    (re.compile(r"\bmedian\b", re.IGNORECASE), "median"),
    (re.compile(r"\b(?:mean|average)\b", re.IGNORECASE), "mean"),
    (re.compile(r"\b(?:at least|minimum|no less than|minimal)\b", re.IGNORECASE), "minimum"),
    (re.compile(r"\b(?:up to|maximum|at most|as long as|a maximum of|no longer than)\b", re.IGNORECASE), "maximum"),
)
_ANCHOR = re.compile(
    r"\b(?:after|post|following|from|since|past)[- ]((?:the |their |each |a )?(?:first |last |final |second |third |initial |single |end of |completion of |time of |date of |start of |initiation of |cell |stem cell |MSC |exosome )*(?:injections?|infusions?|transplant(?:ation)?|treatment|therapy|surgery|operation|procedure|administration|dose|implantation|grafting|enrol?lment|randomi[sz]ation|baseline|intervention|discharge|application|hospitalization|birth|engraftment|vaccination|reinfusion))\b",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|at intervals of|in intervals of)\s\Z", re.IGNORECASE)
_INTERVALS_AFTER = re.compile(r"\A[- ]intervals?\b", re.IGNORECASE)
_DRUG_AFTER = re.compile(
    r"\A(?: of (?:treatment|therapy|symptoms|disease)|[- ]old|,? (?:before|prior|earlier|ago)|[- ](?:history|course|interval))",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\A(?:[\w-]+|\d+) (?:months?|weeks?|years?|days?) (?:later|after [^,]{3,60}), [^.]{0,120}\b(?:examin\w+|evaluat\w+|assess\w+|imaging|interviews?|scans?|MRI)\b",
    re.IGNORECASE,
)
_SCHEDULE_REACH = 25
_PLACES = ("methods", "measures", "interventions", "design", "patients", None)
_FIELD = re.compile(r"follow[- ]?up|随访", re.IGNORECASE)
_LAST_SEEN = re.compile(
    r"\b(?:seen again|re-?examined|re-?assessed|reviewed again|invited(?: again)?|recalled|came back|returned|extension(?: (?:phase|study|period))?|"
    r"visits? (?:as [a-z ]{3,30} )?)(?: [a-z]+)? ?(?:after|at|to|until|up to|of|for|lasted|through)(?: up to)? \Z",
    re.IGNORECASE,
)
_SCHEDULE_BEFORE = re.compile(
    r"\b(?:monthly|weekly|daily|quarterly|yearly|annually|fortnightly|(?:every|each) (?:\w+ )?(?:days?|weeks?|months?|years?))"
    r"(?: from [a-z]+ \d+)? (?:for|until|to|up to|over|through|till) \Z",
    re.IGNORECASE,
)
_LEADS_TO_THE_END = (
    "after ", "at ", "to ", "until ", "of ", "for ", "lasted ", "through ", "over ", "till ",
)  # fmt: skip
_LAST_REVIEW = re.compile(r"[- ](?:review|control|check-?up)\b", re.IGNORECASE)
_AT_THE = re.compile(r"\bat (?:the|a) \Z")
_BARE_AVERAGE = re.compile(
    r"\((mean|median|average)[ ,:]{1,2}(\d{1,3}(?:[.,]\d)?)(?=[;,) ](?!\s?(?:months|years|weeks|days)))", re.IGNORECASE
)
_FOLLOW_HINTS = (
    "nachbeob",
    "seguim",
    "suivi",
    "under observation",
    "follow",
    "observ",
    "monitor",
    "surveillance",
    "watched",
    "tracked",
    "reviewed at",
    "kept under",
)


_AVERAGED = re.compile(r"\b(?:median|mean|average)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r"\. |\b(?:improved|showed|increased|decreased|developed|died)\b")
_BROKEN_OFF = re.compile(r"[;.]|, \w+ \w+")
_ARTICLE = re.compile(r"^(?:the|their|each|a) ", re.IGNORECASE)
_LIST_LINK = re.compile(r"(?:\s?(?:,|and|or|/|&|to|-|–|months?|weeks?|days?|years?|at|then|after|finally)\s?){1,4}")
_BEFORE_AND_AFTER = re.compile(r"\bbaseline\b|\bbefore\b.{0,60}\bafter\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:improv|increas|decreas|reduc)", re.IGNORECASE)


def find_follow_ups(sentences: Sequence[Sentence]) -> list[FollowUpCandidate]:
    """The follow-ups that the sentences state, first those that say follow-up, each duration once."""
    stated: list[FollowUpCandidate] = []
    listed: list[FollowUpCandidate] = []
    for sentence in sentences:
        if sentence.section in ("background", "registration", "funding") or not (
            may_hold_duration(sentence.lower) or "follow" in sentence.lower
        ):
            continue
        if sentence.stretch.role is Role.FIELD and _FIELD.search(sentence.stretch.label or ""):
            stated += [
                FollowUpCandidate(_said(sentence, d), _statistic(sentence.string, d), None, None)
                for d in find_durations(sentence.string)[-1:]
            ]
            continue
        own_stated, own_listed = _of_clauses(sentence)
        stated += own_stated
        listed += own_listed
    longest = sorted(listed, key=lambda c: -days_of(str(c.duration.value)) if c.duration else 0)[:1]
    return _distinct([*stated, *longest])


def _of_clauses(sentence: Sentence) -> tuple[list[FollowUpCandidate], list[FollowUpCandidate]]:
    """What the clauses of a sentence state and list; the sentence as a whole where its clauses alone say nothing."""
    clauses = list(clauses_of(sentence))
    stated: list[FollowUpCandidate] = []
    listed: list[FollowUpCandidate] = []
    for clause in clauses if len(clauses) > 1 else ():
        own_stated, own_listed = _of_clause(clause)
        stated += own_stated
        listed += own_listed
    return (stated, listed) if stated or listed else _of_clause(sentence)


def _of_clause(sentence: Sentence) -> tuple[list[FollowUpCandidate], list[FollowUpCandidate]]:
    """The follow-ups that the words of a clause state, and those that a list of its visits shows."""
    durations = find_durations(sentence.string)
    is_stated = has_any(sentence.lower, _FOLLOW_HINTS)
    if not durations and not is_stated:
        return [], []
    if is_stated and _FOLLOW.search(sentence.string):
        return _stated(sentence, durations), []
    if sentence.section not in _PLACES:
        return [], []
    listed = [_from_list(sentence, durations)] if _is_visit_list(sentence, durations) else []
    stated = [] if listed else _to_the_end(sentence, durations)
    # Few sentences come so far: what speaks against all is asked last.
    return ([], []) if (stated or listed) and _NOT.search(sentence.string) else (stated, listed)


def _to_the_end(sentence: Sentence, durations: Sequence[Duration]) -> list[FollowUpCandidate]:
    """How long people were seen, by words for the last time that they were: "seen again after 4 years"."""
    string = sentence.string
    for duration in durations:
        if _is_interval(string, duration):
            continue
        before, after = string[: duration.start], string[duration.end :]
        leads_to_it = before.lower().endswith(_LEADS_TO_THE_END)
        seen_monthly = leads_to_it and _SCHEDULE_BEFORE.search(before) and _VISITS.search(before)
        if (
            (leads_to_it and _LAST_SEEN.search(before))
            or seen_monthly
            or (_LAST_REVIEW.match(after) and _AT_THE.search(before))
        ):
            schedule = _schedule(sentence, durations) if seen_monthly else None
            return [
                FollowUpCandidate(_said(sentence, duration), _statistic(string, duration), _anchor(sentence), schedule)
            ]
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
    schedule = _schedule(sentence, durations)
    anchor = _anchor(sentence)
    spans = [d for d in durations if not _is_interval(string, d) and not _DRUG_AFTER.match(string[d.end :])]
    follow = list(_FOLLOW.finditer(string))
    near = [d for d in spans if any(_belongs(string, d, m) for m in follow)]
    if not near:
        return (
            [FollowUpCandidate(None, "fixed", None, schedule)]
            if schedule and "followed" in string and not durations
            else []
        )
    if _is_visit_list(sentence, near) and len(near) > 1 and _adjoining(string, near):
        return [_from_list(sentence, near)]
    chosen = max(near, key=lambda d: days_of(d.iso)) if not _average(string) else near[0]
    statistic = _statistic(string, chosen)
    found = [FollowUpCandidate(_said(sentence, chosen), statistic, anchor, schedule)]
    second = _BARE_AVERAGE.search(string, chosen.end)
    unit = SINGLE_UNIT.fullmatch(chosen.iso)
    if second and unit and statistic not in ("mean", "median"):
        word: Statistic = "median" if second[1].lower() == "median" else "mean"
        iso = f"P{unit[1]}{second[2]}{unit[3]}"
        place = Said(iso, sentence.start + second.start(2), sentence.start + second.end(2))
        found.append(FollowUpCandidate(place, word, None, None))
    return found


def _average(string: str) -> bool:
    return bool(_AVERAGED.search(string))


def _belongs(string: str, duration: Duration, follow: re.Match[str]) -> bool:
    """Whether a duration is that of the follow-up: "followed for 6 months", "6-month follow-up", "follow-up of 2 years"."""
    if duration.start >= follow.end():
        between = string[follow.end() : duration.start]
        return len(between) <= 70 and ";" not in between and not _NEW_CLAUSE.search(between)
    between = string[duration.end : follow.start()]
    return len(between) <= 25 and not _BROKEN_OFF.search(between)


def _is_interval(string: str, duration: Duration) -> bool:
    return bool(_EVERY.search(string[: duration.start]) or _INTERVALS_AFTER.match(string[duration.end :]))


def _said(sentence: Sentence, duration: Duration) -> Said:
    return Said(duration.iso, sentence.start + duration.start, sentence.start + duration.end)


def _statistic(string: str, duration: Duration) -> Statistic:
    before = string[max(0, duration.start - 60) : duration.start]
    for pattern, statistic in _STATISTICS:
        if pattern.search(before):
            return statistic
    return "fixed"


def _anchor(sentence: Sentence) -> Said | None:
    match = _ANCHOR.search(sentence.string)
    if not match:
        return None
    words = _ARTICLE.sub("", match[1])
    end = match.end(1)
    return Said(words.lower(), sentence.start + end - len(words), sentence.start + end)


def _schedule(sentence: Sentence, durations: Sequence[Duration]) -> Said | None:
    """How often people were seen: "monthly", "every 3 months", after the word that says follow-up."""
    string = sentence.string
    follow = _FOLLOW.search(string)
    start = max(0, follow.start() - _SCHEDULE_REACH) if follow else 0
    match = SCHEDULE.search(string, start)
    if match:
        return Said(SCHEDULE_WORDS[match[1].lower()], sentence.start + match.start(1), sentence.start + match.end(1))
    return next((_said(sentence, d) for d in durations if d.start >= start and _is_interval(string, d)), None)


def _adjoining(string: str, durations: Sequence[Duration]) -> bool:
    return all(_LIST_LINK.fullmatch(string[a.end : b.start].strip() or ",") for a, b in pairwise(durations))


def _is_visit_list(sentence: Sentence, durations: Sequence[Duration]) -> bool:
    string = sentence.string
    if not durations:
        return False
    if len(durations) > 1:
        is_list = _adjoining(string, durations) and bool(_LIST.search(string))
    else:
        is_list = bool(_LATER.match(string)) or (
            has_any(sentence.lower, ("baseline", "before"))
            and bool(_BEFORE_AND_AFTER.search(string))
            and not _CHANGED.search(string)
        )
    return is_list and bool(_VISITS.search(string) or _FOLLOW.search(string))


def _from_list(sentence: Sentence, durations: Sequence[Duration]) -> FollowUpCandidate:
    last = max(durations, key=lambda d: days_of(d.iso))
    schedule = None
    if len(durations) > 1:
        schedule = Said(
            ", ".join(d.iso for d in durations), sentence.start + durations[0].start, sentence.start + durations[-1].end
        )
    return FollowUpCandidate(_said(sentence, last), "fixed", _anchor(sentence), schedule)
