"""Outcomes that a sentence counts without a number: "the only death", "a woman died", "another withdrew", "once"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from abstract_extract.candidates import ArmMention, OutcomeCandidate, Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Sentence

from .hints import has_any
from .outcome_causes import cause_begins, is_cause_of_death
from .outcome_kinds import kind_of
from .outcome_labels import label_after, label_before
from .people import PEOPLE
from .result_names import names_result
from .result_times import time_of_place

_WORD = r"[A-Za-z][\w'’/+-]*"
_LONE = re.compile(
    rf"\b(?:the|a|this was the|one) (?P<n>only|single|sole) (?:(?:case|episode|instance|occurrence) of (?P<case>{_WORD}(?: {_WORD}){{0,4}}?)(?= ?[(,.;]| (?:was|were|called|led|occurred|happened|in|after|during|that|which)\b)"
    rf"|(?P<label>(?:{_WORD} ){{0,3}}?(?:deaths?|(?:adverse )?(?:events?|reaction)|complication|relapse|infection|failure|withdrawal|recurrence))\b)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?:\A|[.;,] |\band )(?P<label>{_WORD}(?: {_WORD}){{0,5}}?)(?:, [^,;:.№%]{{3,60}},)? (?:had )?(?:occurred|happened|arose|recurred|followed|appeared|developed|ensued|set in|came up|came on|struck|broke out|(?:was|were) (?:seen|noted|observed|reported|recorded|found|needed|required|done|performed)) (?P<n>once|twice|№+(?= times\b))"
    rf"|\b(?:need(?:ed|ing)|requir(?:ed|ing)|call(?:ed|ing) for|necessitat(?:ed|ing)|caus(?:ed|ing)|led to|provok(?:ed|ing)) (?:a |an |the )?(?P<need>{_WORD}(?: {_WORD}){{0,4}}?) (?P<often>once|twice|№+(?= times\b))",
    re.IGNORECASE,
)
_HOW_OFTEN = {"once": 1, "twice": 2}
_HAPPENED = r"(?:died|had died|received an?|needed|required|experienced|broke|tore|lost|sustained|contracted|withdrew|dropped out|was lost|was withdrawn|emigrated|moved|relapsed|developed|suffered|underwent|was transferred|left|declined|refused|retired|quit|progressed|discontinued|failed|bled|fell|moved|stopped|missed)"
# One person, said with an article, whom something befell: "a woman of cohort 3, aged 71, died".
_PERSON = re.compile(
    rf"(?:\A|[;,] (?:and |while |but |since |as |because |where |when )?|\band |\bwhile |\bbut |\bsince |\bbecause )(?P<n>an?)(?= )(?: (?:further|second|third|male|female|young|old|elderly|№+-year-old|¶+-year-old|¬+-year-old|[a-z]{{0,3}}◦+))*(?: (?!few|lot|group|number|total|majority|minority|third|quarter|half|handful|couple|dozen|proportion)[\w-]+)? {PEOPLE}(?: (?:of|in|from|on|with) [^,;.:№%]{{1,40}}?)?(?:, (?:aged|who|both|all|a) [^,;.:%]{{1,40}},)? (?={_HAPPENED}\b)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    rf"(?:[;,] (?:and |while |but )?|\band |\bwhile )(?:the )?(?P<n>another|other|last)(?: {PEOPLE})? (?=(?:(?!one\b|two\b|group|arm|half|side|eye|patients)[a-z]+ed|was|had|died|withdrew|left|fell|went|quit|of [a-z]+)\b)",
    re.IGNORECASE,
)
_IN_ANOTHER = re.compile(
    rf"(?P<before>(?:\A|[,;:] |\band )[^,;:.№%]{{3,70}}) (?:in|by|of) (?:the )?(?P<n>another|other|last)(?: {PEOPLE}| one| case)?(?=[.,;)]|\Z)",
    re.IGNORECASE,
)
_NEAR = 70
_PARTS_ARM = re.compile(r"[;.:№]|\b(?:than|versus|vs|against|compared|but|while|whereas|unlike)\b")
_COUNTED_BEFORE = re.compile(r"№|\bone\b|\ba (?:patient|woman|man|child)\b", re.IGNORECASE)
_DEATH = re.compile(r"\b(?:deaths?|mortality)\b", re.IGNORECASE)
_HINTS = ("only", "single", "sole", "once", "twice", " times")
_PERSON_HINTS = ("died", "withdr", "dropped", "lost", "emigrat", "moved", "relaps", "develop", "suffer", "underw", "transfer", "left", "declin", "refus", "quit", "progress", "discont", "fail", "bled", "fell", "stopped", "missed")  # fmt: skip
_OTHER_HINTS = ("another", " other ", " last")


def lone_outcomes(sentence: Sentence, mentions: Sequence[ArmMention] = ()) -> list[OutcomeCandidate]:
    """The outcomes of a sentence that came about once, or as often as it says without a number of people.

    Where `mentions` says what arms the sentence names and where, each is of the arm that is named with it.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> found = lone_outcomes(sentence_of("One patient withdrew, and a woman of cohort 3 died; fever was seen twice."))
    >>> [(outcome.label.value, outcome.events.value) for outcome in found]
    [('fever', 2), ('died', 1)]
    """
    lower = sentence.lower
    found: list[OutcomeCandidate] = []
    if has_any(lower, _HINTS):
        found += [outcome for pattern in (_LONE, _TIMES) for outcome in _often(sentence, pattern)]
    if (" a " in lower or lower.startswith("a ") or " an " in lower) and has_any(lower, _PERSON_HINTS):
        found += [_person(sentence, match) for match in _PERSON.finditer(sentence.mask)]
    if has_any(lower, _OTHER_HINTS):
        found += _others(sentence)
    return [
        replace(outcome, arm=_arm_of(sentence, outcome, mentions))
        for outcome in found
        if names_result(str(outcome.label.value))
    ]


def _arm_of(sentence: Sentence, outcome: OutcomeCandidate, mentions: Sequence[ArmMention]) -> str | None:
    """The one arm that is named behind the count and before another: "a woman of cohort 3", "the only death, in group B"."""
    start = outcome.events.start - sentence.start if isinstance(outcome.events, Said) else 0
    near = {
        mention.key
        for mention in mentions
        if 0 <= mention.start - start <= _NEAR and not _PARTS_ARM.search(sentence.mask[start : mention.start])
    }
    return near.pop() if len(near) == 1 else None


def _often(sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[OutcomeCandidate]:
    for match in pattern.finditer(sentence.mask):
        groups = match.groupdict()
        name = next(name for name in ("label", "case", "need") if groups.get(name))
        count = "n" if groups.get("n") else "often"
        words = match[name]
        number = next((n for n in sentence.numbers if n.start == match.start(count)), None)
        value = number.value if number else _HOW_OFTEN.get(match[count].lower(), 1)
        unit = "patients" if _DEATH.search(words) else "events"
        yield _outcome(sentence, match.span(name), match.span(count), value, unit)


def _person(sentence: Sentence, match: re.Match[str]) -> OutcomeCandidate:
    return _after(sentence, match) or _outcome(sentence, match.span(), match.span("n"), 1, "patients")


def _others(sentence: Sentence) -> Iterator[OutcomeCandidate]:
    """ "And another withdrew", "relapse in another": one more than those that the sentence has counted."""
    for match in _ANOTHER.finditer(sentence.mask):
        if _COUNTED_BEFORE.search(sentence.mask, 0, match.start()) and (outcome := _after(sentence, match)):
            yield outcome
    for match in _IN_ANOTHER.finditer(sentence.mask):
        place = label_before(sentence.string, sentence.mask, *match.span("before"))
        if place is not None and _COUNTED_BEFORE.search(sentence.mask, 0, match.start("n")):
            yield _outcome(sentence, place, match.span("n"), 1, "patients")


def _after(sentence: Sentence, match: re.Match[str]) -> OutcomeCandidate | None:
    place = label_after(sentence.string, sentence.mask, match.end(), len(sentence.mask))
    if place is None:
        return None
    is_cause = is_cause_of_death(sentence.mask, match.start("n"), sentence.mask[match.end() - 1 :])
    if is_cause:
        place = place[0] + cause_begins(sentence.mask[place[0] : place[1]]), place[1]
    outcome = _outcome(sentence, place, match.span("n"), 1, "patients")
    return replace(outcome, kind="death") if is_cause else outcome


def _outcome(
    sentence: Sentence, label: tuple[int, int], count: tuple[int, int], value: float, unit: str
) -> OutcomeCandidate:
    words = sentence.string[label[0] : label[1]]
    time = time_of_place(sentence.string, sentence.mask, *label)
    return OutcomeCandidate(
        label=_said(sentence, words, label),
        kind=_kind(words),
        events=_said(sentence, value, count),
        denominator=None,
        percent=None,
        unit=unit,
        arm=None,
        time_point=_said(sentence, time.iso, (time.start, time.end)) if time else None,
        rule="lone-event",
    )


def _kind(words: str) -> OutcomeKind:
    """What came about once is a harm, unless its words say better."""
    kind = kind_of(words)
    return "adverse_event" if kind == "efficacy" and _EVENT.search(words) else kind


_EVENT = re.compile(r"\b(?:events?|reactions?|complications?)\b", re.IGNORECASE)


def _said(sentence: Sentence, value: float | str, place: tuple[int, int]) -> Said:
    return Said(value, sentence.start + place[0], sentence.start + place[1])
