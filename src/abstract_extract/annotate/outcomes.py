"""Outcomes: how many patients (eyes, tracts, events) had a result, of how many, in which arm, at what time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from abstract_extract.candidates import Arms, Derives, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Number, Sentence

from .absent_outcomes import absent_outcomes
from .counted import Counted
from .elsewhere import is_elsewhere
from .outcome_denominators import Rows, with_shared_denominators
from .outcome_each import each_arm, goes_on
from .outcome_foreign import foreign_outcomes, is_foreign
from .outcome_judgement import is_result
from .outcome_kinds import kind_of
from .outcome_lone import lone_outcomes
from .outcome_parts import with_wholes
from .results import Description, Result, describe, said_at
from .tallies import Tally
from .tally_forms import HEADER
from .times_carried import leans_on_before

_NO_RESULTS = frozenset("background objective design setting interventions measures registration funding".split())
_ONLY_WITHDRAWALS = ("methods", "patients")
_FARTHEST = 400
# "Two people died, both on placebo": the same number once more, of an arm.
_ALL_OF_ARM = re.compile(
    r"\A[^.;:№%]{0,70}?, (?:all|both|each)(?: (?:three|four))?(?: of (?:them|these|those|whom|which))? (?:(?:in|from|on|of|with|given|after|receiving|at) )?(?:the )?(?P<arm>◦+)",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"\b(?:at baseline|baseline characteristics|were (?:men|women|male|female|white|smokers)|history of|previously (?:treated|received|failed|undergone)|prior (?:therapy|treatment|lines)|at (?:study )?entry|at enrol?ment|on admission|before (?:treatment|enrol|inclusion|the study)|comorbid\w*|had (?:diabetes|hypertension|type ¶)|smok(?:ers|ed|ing)|sex ratio|aged|years of age|HLA[- ]match|were diagnosed|eligib\w+|inclusion|exclusion|screen\w+|power\b|sample size|were randomi[sz]ed|randomly assigned|were enrolled|crossed over|agreed to|could be seen|were available|existed|was judged|history|had used|present at (?:baseline|entry|the start)|under way|being tested|took cyclosporin|recruited)\b",
    re.IGNORECASE,
)
_SEX = re.compile(r"\b(?:men|women|males?|females?)\b(?= ?(?:[,;)(]|and|with|\Z|were aged))", re.IGNORECASE)
_NEGATED = re.compile(r"\A[^.;,№]{0,60}?\b(?:neither|no\b|not\b|without|none\b|did not|free of|never)\b", re.IGNORECASE)
# "GVHD was absent in all 14": nought of them.
_ABSENT = re.compile(
    r" (?:was|were) (?P<no>absent|not (?:seen|found|met|noted|observed|detected|present|reported)) (?:in|from|among) (?:only )?\Z",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"(?:in all|in total|overall|results?|received|infusions?|the|finish|teeth|and all|cells?|patients?|both|all)",
    re.IGNORECASE,
)
_EVENTS_AFTER = re.compile(
    r" (?P<label>(?:[\w-]+ ){0,3}?(?:events?|reactions?|complications?|relapses|deaths|re-?admissions|admissions|infections|fractures|exacerbations|episodes))\b",
    re.IGNORECASE,
)
_ONLY_PEOPLE = re.compile(r"(?:men|women|males?|females?|patients?|participants?)", re.IGNORECASE)
_NEGATING_WORD = re.compile(r"(?:neither|no|not|without|none|free of|never)\Z", re.IGNORECASE)


def find_outcomes(
    counted: Sequence[Counted], arms: Arms, participants: Sequence[ParticipantsCandidate]
) -> list[OutcomeCandidate]:
    """The outcomes that the sentences state; numbers that count participants are not counted again."""
    taken = {(p.count.start, p.count.end): p.status for p in participants}
    has_sections = any(item.sentence.section == "results" for item in counted)
    found: list[OutcomeCandidate] = []
    rows = Rows(frozenset(p.arm for p in participants))
    for item in counted:
        sentence = item.sentence
        if not _may_report(sentence, has_sections) or (item.tallies and is_elsewhere(sentence)):
            continue
        foreign = foreign_outcomes(sentence) if is_foreign(sentence) else []
        if foreign and sentence.section in ("conclusion", *_ONLY_WITHDRAWALS):
            continue
        absent = [*absent_outcomes(sentence, arms), *lone_outcomes(sentence, arms.of(sentence))]
        if sentence.section == "conclusion":
            # A conclusion says again what the results said; only what they left out is new.
            found += [] if any(o.kind == "adverse_event" for o in found) else absent
            continue
        used = {o.denominator.start for o in absent if isinstance(o.denominator, Said)}
        present = _of_sentence(item, arms, taken, used, rows, found[-1] if found else None)
        if len(foreign) > len(present) + len(absent):
            found += foreign
            continue
        if sentence.section in _ONLY_WITHDRAWALS:
            found += [outcome for outcome in present if outcome.kind == "withdrawal"]
        else:
            found += [*absent, *present]
    return _distinct(found)


def _of_sentence(
    item: Counted,
    arms: Arms,
    taken: Mapping[tuple[int, int], ParticipantStatus],
    used: set[int],
    rows: Rows,
    last: OutcomeCandidate | None,
) -> list[OutcomeCandidate]:
    """The outcomes that a sentence counts; not those numbers that count participants or are `used` otherwise."""
    found = _of_headers(item)
    last_index = -2
    unnamed: set[int] = set()
    judged: dict[int, bool] = {}
    places: dict[int, list[int]] = {}
    for result in item.results:
        events = _said(item.sentence, result.events)
        if events is not None and events.start in used:
            continue
        # What is said of one number of a row is said of all: it is judged once.
        row = result.row.members[0]
        if row not in judged:
            judged[row] = is_result(item.sentence, result)
        outcome = _outcome(item, result, last) if judged[row] else None
        status = taken.get((events.start, events.end)) if events is not None else None
        if outcome is None or _is_taken(status, outcome):
            if found and result.index == last_index + 1:
                keys = each_arm(result, arms, arms.of(item.sentence))
                found += goes_on(item.sentence, result, item.arms[result.index], found[-1], keys)
            continue
        last_index = result.index
        if status == "lost" and outcome.kind == "efficacy":
            outcome = replace(outcome, kind="withdrawal")
        if result.unit is None:
            unnamed |= {len(found)}
        if len(result.row.members) > 1:
            places.setdefault(row, []).append(len(found))
        found += _of_each_arm(outcome, result, arms, item.sentence)
    rows.begin_sentence()
    for indices in places.values():
        row_of = [found[i] for i in indices]
        for index, filled in zip(indices, rows.filled(row_of, [i in unnamed for i in indices]), strict=True):
            found[index] = filled
    shared = with_shared_denominators(found, frozenset(unnamed))
    if not (shared and item.results):
        return shared
    return with_wholes(item.sentence, shared, item.tallies, item.results[0].reading.series, arms.of(item.sentence))


def _is_taken(status: ParticipantStatus | None, outcome: OutcomeCandidate) -> bool:
    """Whether a number that counts participants is no outcome beside: those lost are, and those whose verb is unclear."""
    if status in (None, "lost", "unspecified"):
        return False
    is_plain = outcome.denominator is None and outcome.percent is None and outcome.kind == "efficacy"
    return is_plain or status not in ("allocated", "treated")


def _of_headers(item: Counted) -> list[OutcomeCandidate]:
    """ "Of 14 adverse events, 11 were mild": the events that head a sentence are counted too."""
    sentence = item.sentence
    found: list[OutcomeCandidate] = []
    for index, tally in enumerate(item.tallies):
        label = _EVENTS_AFTER.match(sentence.mask, tally.end) if tally.form == HEADER and tally.events else None
        if label is None or tally.events is None:
            continue
        place = label.span("label")
        words = sentence.string[place[0] : place[1]]
        found.append(
            OutcomeCandidate(
                label=said_at(sentence, words, *place),
                kind=kind_of(words),
                events=_said(sentence, tally.events),
                denominator=None,
                percent=None,
                unit="events",
                arm=item.arms[index],
                time_point=None,
                rule="header",
            )
        )
    return found


def _of_each_arm(outcome: OutcomeCandidate, result: Result, arms: Arms, sentence: Sentence) -> list[OutcomeCandidate]:
    """ "One patient in each group": an outcome of every arm; "two died, both on placebo": one of the trial and of that arm."""
    if keys := each_arm(result, arms, arms.of(sentence)):
        return [replace(outcome, arm=key) for key in keys]
    match = _ALL_OF_ARM.match(result.right)
    if match is None:
        return [outcome]
    at = result.reading.mask.index(result.right, result.end) + match.start("arm")
    key = next((mention.key for mention in arms.of(sentence) if mention.start == at), None)
    return [replace(outcome, arm=None), replace(outcome, arm=key)] if key is not None else [outcome]


def _may_report(sentence: Sentence, has_sections: bool) -> bool:
    if sentence.stretch.role is Role.TITLE or sentence.section in _NO_RESULTS:
        return False
    if sentence.stretch.role is Role.FIELD and len(sentence.string) < 40:
        return False
    if has_sections and sentence.section is None:
        return sentence.position > 0
    return True


def _said(sentence: Sentence, number: Number | None) -> Said | None:
    return said_at(sentence, number.value, number.start, number.end) if number else None


def _outcome(item: Counted, result: Result, last: OutcomeCandidate | None) -> OutcomeCandidate | None:
    sentence, tally = item.sentence, result.tally
    mask = sentence.mask
    described = _with_name_of(last, item, describe(sentence, result))
    label = described.label
    if label is None or _NO_LABEL.fullmatch(str(label.value)) or _ONLY_PEOPLE.fullmatch(str(label.value)):
        return None
    around = mask[max(0, label.start - sentence.start - 12) : max(0, label.end - sentence.start + 25)]
    low, high = label.start - sentence.start, label.end - sentence.start
    if _BASELINE.search(around) or (low >= 0 and _SEX.search(mask, low, high + 2)):
        return None
    events, denominator, zero = _figures(sentence, tally, result.right)
    if zero is not None and zero.start < label.end:
        label = _without_negation(label, zero)
        described = replace(described, kind=kind_of(str(label.value)))
    return OutcomeCandidate(
        label=label,
        kind=described.kind,
        events=zero or events,
        denominator=denominator,
        percent=None if zero else _said(sentence, tally.percent),
        unit=described.unit,
        arm=item.arms[result.index],
        time_point=described.time_point or (item.carried.of(described.kind) if item.carried else None),
        rule="nobody" if _is_nobody(sentence, tally) else f"tally-{tally.form}",
    )


def _is_nobody(sentence: Sentence, tally: Tally) -> bool:
    """Whether a count says that nobody had it, and not that of those just told of there were none."""
    zero = tally.events
    return tally.form == "n" and zero is not None and sentence.lower[zero.start : zero.end] != "none"


def _with_name_of(last: OutcomeCandidate | None, item: Counted, described: Description) -> Description:
    """ "At week 12 it had been 0/8 and 2/8": the result that the sentence before has told of, where none is named."""
    if last is None or described.label is not None or not 0 < item.sentence.start - last.label.end < _FARTHEST:
        return described
    if not leans_on_before(item.sentence):
        return described
    return replace(described, label=last.label, kind=last.kind, unit=last.unit)


def _without_negation(label: Said, zero: Said) -> Said:
    """The words before "none" or "not" in a name, or behind where it begins with them: "neither fever nor pain"."""
    words = str(label.value)
    before = words[: max(0, zero.start - label.start)].rstrip()
    if not before:
        behind = words[zero.end - label.start :].lstrip()
        return Said(behind, max(label.start, label.end - len(behind)), label.end)
    before = before.removesuffix(" were").removesuffix(" was")
    return Said(before, label.start, label.start + len(before))


def _figures(sentence: Sentence, tally: Tally, right: str) -> tuple[Said | None, Said | Derives | None, Said | None]:
    """Events and denominator; where all of a number "reported neither …", nought of that number."""
    events, denominator = _said(sentence, tally.events), _said(sentence, tally.denominator)
    is_all = tally.form == "f" or (
        tally.percent is not None and tally.percent.value == 100 and tally.events is not None
    )
    absent = _ABSENT.search(sentence.mask[: tally.start]) if is_all and events else None
    if absent is not None:
        start, end = absent.span("no")
        return None, denominator or events, Said(0, sentence.start + start, sentence.start + end)
    negation = _NEGATED.match(right) if is_all else None
    if negation and events:
        word = _NEGATING_WORD.search(negation.group())
        if word:
            start = sentence.start + tally.end + word.start()
            return None, denominator or events, Said(0, start, start + len(word.group()))
    return events, denominator, None


def _distinct(found: Sequence[OutcomeCandidate]) -> list[OutcomeCandidate]:
    kept: dict[tuple[object, ...], OutcomeCandidate] = {}
    for outcome in found:
        events = outcome.events.start if isinstance(outcome.events, Said) else None
        percent = outcome.percent.start if outcome.percent else None
        # "No tumour or rejection" is two results with one number; any other number is of one.
        label = outcome.label.start if outcome.rule.startswith("no-events") else None
        kept.setdefault((events, percent, outcome.arm, label), outcome)
    # "Five patients reported neither" is one result: with the five it says more than without them.
    counted = {(_events_place(o), o.arm) for o in kept.values() if not o.rule.startswith("no-events")}
    return [
        o
        for o in kept.values()
        if not (o.rule.startswith("no-events") and _events_place(o) and (_events_place(o), o.arm) in counted)
    ]


def _events_place(outcome: OutcomeCandidate) -> int | None:
    return outcome.events.start if isinstance(outcome.events, Said) else None
