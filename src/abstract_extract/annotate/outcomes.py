"""Outcomes: how many patients (eyes, tracts, events) had a result, of how many, in which arm, at what time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import Arms, Derives, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.study import Number, Sentence

from .absent_outcomes import DIFFERENCE, absent_outcomes
from .counted import NOT_PEOPLE_AFTER, Counted
from .elsewhere import ELSEWHERE
from .result_labels import FEEDS
from .results import Result, describe, said_at
from .tallies import Tally

_NO_RESULTS = frozenset(
    "background objective design setting patients interventions measures methods registration funding".split()
)
_RESULT = re.compile(
    r"\b(?:improv\w+|show(?:ed|n|s)|achiev\w+|respon[ds]\w*|experienc\w+|develop(?:ed|ment)|report(?:ed|s)|recover\w+|heal\w+|died|deaths?|mortality|had\b|exhibit\w+|demonstrat\w+|suffer\w+|relaps\w+|remain\w+|reach\w+|need\w+|requir\w+|regain\w+|bec[ao]me|present\w+|surviv\w+|progress\w+|fail\w+|occurr\w+|observ\w+|seen|noted|found|detected|rates?|incidence|complications?|adverse|closed|closure|remission|resolv\w+|success\w*|alive|withdr\w+|lost to|dropped|discontinu\w+|reduc\w+|increas\w+|decreas\w+|complete|stopped|engraft\w*|union|pregnan\w+|born|free\b|cured|satisf\w+|discharged|extubated|converted|positive|negative|underwent|received|gained|lost|worsen\w*|stable|stabili\w+|partial\w*|prevalence|proportion|percentage|frequen\w+|were|was|did|got|ended|went|avoided|kept|grew|returned|walked)\b",
    re.IGNORECASE,
)
_BASELINE = re.compile(
    r"\b(?:at baseline|baseline characteristics|were (?:men|women|male|female|white|smokers)|(?:men|women|males?|females?)\b(?= ?(?:[,;)(]|and|with|\Z|were aged))|history of|previously (?:treated|received|failed|undergone)|prior (?:therapy|treatment|lines)|at (?:study )?entry|at enrol?ment|on admission|before (?:treatment|enrol|inclusion|the study)|comorbid\w*|had (?:diabetes|hypertension|type ¶)|smok(?:ers|ed|ing)|sex ratio|aged|of age|HLA[- ]match|were diagnosed|eligib\w+|inclusion|exclusion|screen\w+|power\b|sample size|were randomi[sz]ed|randomly assigned|were enrolled|crossed over|agreed to|could be seen|were available|existed|was judged|history|had used|(?:was|were) present (?:in|at)|under way|being tested|took cyclosporin|recruited)\b",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"rate|incidence|proportion|percent|surviv|respon|remission|free|mortality|success|patients|participants|subjects|occurr|achiev|complication|healing|closure|event|and\Z|versus|vs",
    re.IGNORECASE,
)
_VERB_AFTER = re.compile(
    r"\A ?(?:of (?:whom|which|them|these|those) |others? |more |further )?(?:who |that |which )?(?:also |only |still |finally |later |even )?(?:[a-z]+ed|had|has|have|was|were|did|got|felt|lost|took|fell|kept|grew|went|saw|gave|left|became|began|came|said|met|withdrew|underwent|regrew|spoke|bled|broke|rose|ran|chose|needed|showed|could|would|reached|with|without|in|complete|partial|cases?|deaths?|minor|major|serious|mild|moderate|severe|grade|treatment|transient|new|superficial|deep|local|wound|infection)\b",
    re.IGNORECASE,
)
_NOUN_EVENT = re.compile(
    r"\A ?(?:[a-z-]+ ){0,3}(?:infections?|deaths?|events?|episodes?|reactions?|complications?|relapses?|fractures?|haematomas?|hematomas?|seromas?|abscess(?:es)?|thrombos[ie]s|pregnanc(?:y|ies)|births?|strokes?|tears?|failures?|recurrences?|withdrawals?|amputations?|responses?|remissions?|recover\w+|bleeds?|rejections?|cases)\b",
    re.IGNORECASE,
)
_NO_RESULT_AFTER = re.compile(
    r"\A ?(?:[a-z-]+ ){0,4}?(?:were|was) (?:randomi|enrol|recruit|screened|included|allocated|assigned)|\A ?(?:times|ml\b|mg\b)",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:by|of (?:approximately |about |up to |more than |over )?|reduction of|increase of|from|to|than|under|over|above|below|exceed\w*|least|approximately|about|more than|less than|±|range|between|×|threshold of|score of|mean|median|average)\s?(?:a |an |as much as )?\Z",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\A ?(?:\([^)]{0,40}\) )?(?:reduction|increase|decrease|decline|improvement in|higher|lower|greater|less|more|change|loss|gain|of (?:the )?(?:predicted|normal|baseline|initial|area|dose|total|time|body|vessel|maximum|cells|wound area|original)|confidence|power|viab\w*|purity|positiv\w* for|sensitivity|specificity|accuracy|CI\b|saline|albumin|glucose|dextrose|ethanol|human|DMSO|serum|solution|oxygen|body surface|TBSA)",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\A[^.;,№]{0,60}?\b(?:neither|no\b|not\b|without|none\b|did not|free of|never)\b", re.IGNORECASE)
_NO_LABEL = re.compile(
    r"(?:in all|in total|overall|results?|received|infusions?|the|finish|teeth|and all|cells?|patients?|both|all)",
    re.IGNORECASE,
)
_ONLY_PEOPLE = re.compile(r"(?:men|women|males?|females?|patients?|participants?)", re.IGNORECASE)
_NEGATING_WORD = re.compile(r"(?:neither|no|not|without|none|free of|never)\Z", re.IGNORECASE)
_VERB_BEFORE = re.compile(r"\b(?:in|was|were) \Z")
_HAD_AFTER = re.compile(r"\A[^.;]{0,60}?\b(?:\w+ed|had|was|were|needed|died|felt|did|lost|fell|showed|case|cases|of)\b")
_SIZE_BEFORE = re.compile(r"[(\[] ?(?:n ?= ?)?\Z|, n ?= ?\Z", re.IGNORECASE)


def find_outcomes(
    counted: Sequence[Counted], arms: Arms, participants: Sequence[ParticipantsCandidate]
) -> list[OutcomeCandidate]:
    """The outcomes that the sentences state; numbers that count participants are not counted again."""
    taken = {(p.count.start, p.count.end): p.status for p in participants}
    has_sections = any(item.sentence.section == "results" for item in counted)
    found: list[OutcomeCandidate] = []
    for item in counted:
        sentence, tallies = item.sentence, item.tallies
        if not _may_report(sentence, has_sections) or (tallies and ELSEWHERE.search(sentence.string)):
            continue
        if sentence.section == "conclusion":
            # A conclusion says again what the results said; only what they left out is new.
            found += [] if any(o.kind == "adverse_event" for o in found) else absent_outcomes(sentence, arms)
            continue
        found += absent_outcomes(sentence, arms)
        for result in item.results:
            tally, arm = result.tally, item.arms[result.index]
            status = (
                taken.get((sentence.start + tally.events.start, sentence.start + tally.events.end))
                if tally.events
                else None
            )
            if status is not None and status != "lost":
                continue
            outcome = _outcome(sentence, result, arm)
            if outcome is not None:
                found.append(outcome)
    return _distinct(found)


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


def _outcome(sentence: Sentence, result: Result, arm: str | None) -> OutcomeCandidate | None:
    tally = result.tally
    mask = sentence.mask
    if not any(_is_result(sentence, Result(result.reading, index)) for index in result.row.members):
        return None
    described = describe(sentence, result)
    label = described.label
    if label is None or _NO_LABEL.fullmatch(str(label.value)) or _ONLY_PEOPLE.fullmatch(str(label.value)):
        return None
    around = mask[max(0, label.start - sentence.start - 12) : label.end - sentence.start + 25]
    if _BASELINE.search(around):
        return None
    events, denominator, zero = _figures(sentence, tally, result.right)
    return OutcomeCandidate(
        label=label,
        kind=described.kind,
        events=zero or events,
        denominator=denominator,
        percent=None if zero else _said(sentence, tally.percent),
        unit=described.unit,
        arm=arm,
        time_point=described.time_point,
        rule=f"tally-{tally.form}",
    )


def _figures(sentence: Sentence, tally: Tally, right: str) -> tuple[Said | None, Said | Derives | None, Said | None]:
    """Events and denominator; where all of a number "reported neither …", nought of that number."""
    events, denominator = _said(sentence, tally.events), _said(sentence, tally.denominator)
    is_all = tally.form == "f" or (
        tally.percent is not None and tally.percent.value == 100 and tally.events is not None
    )
    negation = _NEGATED.match(right) if is_all else None
    if negation and events:
        word = _NEGATING_WORD.search(negation.group())
        if word:
            start = sentence.start + tally.end + word.start()
            return None, denominator or events, Said(0, start, start + len(word.group()))
    return events, denominator, None


def _is_result(sentence: Sentence, result: Result) -> bool:
    tally, left, right = result.tally, result.left, result.right
    if tally.form == "i":
        if (_CHANGE_BEFORE.search(left[-30:]) and not _VERB_BEFORE.search(left[-6:])) or _CHANGE_AFTER.match(right):
            return False
        return bool(tally.unit or _RATE.search(sentence.string))
    if NOT_PEOPLE_AFTER.match(right) and tally.unit is None and tally.form not in "bgc":
        return False
    if tally.form == "n":
        return bool(_HAD_AFTER.match(right)) and not DIFFERENCE.search(right[:60])
    if tally.form == "h":
        if _NO_RESULT_AFTER.match(right):
            return False
        if tally.unit is None and not (
            _VERB_AFTER.match(right)
            or FEEDS.search(left[-45:])
            or _NOUN_EVENT.match(right)
            or _SIZE_BEFORE.search(left)
        ):
            return False
        return bool(_RESULT.search(sentence.mask))
    return True


def _distinct(found: Sequence[OutcomeCandidate]) -> list[OutcomeCandidate]:
    kept: dict[tuple[object, ...], OutcomeCandidate] = {}
    for outcome in found:
        events = outcome.events.start if isinstance(outcome.events, Said) else None
        percent = outcome.percent.start if outcome.percent else None
        kept.setdefault((events, percent, outcome.arm), outcome)
    return list(kept.values())
