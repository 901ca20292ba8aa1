"""Whether a count or a percentage is a result at all, by the words beside it: an outcome, not a change, size or feature."""

from __future__ import annotations

import re

from abstract_extract.study import Sentence

from .absent_outcomes import DIFFERENCE
from .itemised import item_label
from .outcome_trim import happens_before
from .outcome_vetoes import counts_otherwise
from .people import NOT_PEOPLE_AFTER, PEOPLE, UNIT_WORD
from .result_brackets import breakdown_of
from .result_labels import FEEDS, is_threshold
from .results import Result

# A verb in the past tense, or a noun that says a result without one.
_RESULT = re.compile(
    r"\b(?:[a-z]{2,}ed|had|has|have|was|were|is|are|did|got|felt|lost|took|fell|kept|grew|went|saw|gave|left|became|began|came|said|met|withdrew|underwent|regrew|spoke|bled|broke|rose|ran|chose|arose|befell|bought|sought|caught|held|brought|sent|drew|threw|ate|drank|drove|lay|sat|heard|paid|bit|found|hurt|cut|shut|quit|shed|burst|hit|led|made|put|shrank|stood|told|tore|won|wore|showed|shown|could|would|deaths?|mortality|rates?|incidence|responses?|remissions?|events?|complications?|recurrences?|relapses?|survival|closure|healing|infections?|failures?|success\w*|responders)\b|: [№%]",
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
# "Five fevers were counted", "six spells of pain were noted": events of any name, where they are said to be seen.
_SEEN_EVENTS = re.compile(
    rf"\A ?(?!(?:[a-z-]+ )?{PEOPLE}\b)(?:[a-z-]+ ){{0,3}}?[a-z-]+s(?: of (?:[a-z-]+ )?[a-z-]+)? (?:were|had been) (?:counted|noted|seen|recorded|observed|reported|registered|documented|logged|diagnosed)\b",
    re.IGNORECASE,
)
_STATE_AFTER = re.compile(
    r"\A ?(?:are|is) (?:still |now |all )?(?:living|alive|well|free|off|dead|dry|healed|seizure-free|independent)\b",
    re.IGNORECASE,
)
_NO_RESULT_AFTER = re.compile(
    r"\A ?(?:[a-z-]+ ){0,4}?(?:were|was) (?:randomi|enrol|recruit|screened|included|allocated|assigned)|\A ?(?:times|ml\b|mg\b)",
    re.IGNORECASE,
)
_CHANGE_BEFORE = re.compile(
    r"\b(?:by|of (?:approximately |about |up to |more than |over )?|reduction of|increase of|from|to|than|under|over|above|below|exceed\w*|least|approximately|about|more than|less than|±|range|between|×|threshold of|score of|mean|median|average|difference|ratio|benefit of|advantage of)\s?(?:a |an |as much as )?\Z",
    re.IGNORECASE,
)
_CHANGE_AFTER = re.compile(
    r"\A ?(?:\([^)]{0,40}\) )?(?:(?:relative|absolute|proportional|mean|significant|greater|further|risk) )*(?:reduction|difference|chance|risk\b|probability|increase|decrease|decline|improvement in|higher|lower|greater|less|more|change|loss|gain|savings?\b|sparing\b|of (?:the )?(?:predicted|normal|baseline|initial|area|dose|total|time|body|vessel|maximum|cells|wound area|original)|confidence|power|viab\w*|purity|positiv\w* for|sensitivity|specificity|accuracy|CI\b|saline|albumin|glucose|dextrose|ethanol|human|DMSO|serum|solution|oxygen|body surface|TBSA)",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    r"\b(?:in|was|were|is|are) \Z|\b(?:reported|reached|achieved|declared|noted|shown|experienced|met|preferred|needed|regained|required|felt|seen|had|attained|developed|obtained|made|chosen|used|received|suffered|maintained|completed) by (?:only |about |some )?\Z",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    rf"\A ?of (?:the |all |these |those |our |treated |evaluable )*(?:[\w-]+ ){{0,3}}?(?:(?:{UNIT_WORD}|cohort|group|cases)\b|◦)",
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(
    r"\b(?:rose|fell|increased|decreased|declined|dropped|reduced|grew|shrank|lowered|gained|improved|reduction|decrease|increase|fall|rise|gain) (?:[\w-]+ ){0,3}?(?:by|from|to|of) [^.;]{0,30}\Z",
    re.IGNORECASE,
)
_IN_BEFORE = re.compile(r"\bin (?:only |about )?\Z|: \Z", re.IGNORECASE)
# What is measured in percent in everyone.
_MEASURED = re.compile(
    r"\b(?:fraction|LVEF|EF|FEV1?|FVC|saturation|viability|h(?:a)?ematocrit|HbA1c|DLCO|chimerism|compliance|adherence|sensitivity|specificity|accuracy|purity|concordance|agreement|density|volume|area|stenosis|coverage|mean|median|average|score|scores|index|counts?|levels?|lymphocytes|neutrophils|cells|weight|strength|power|dose|range|value)\b[^;:,№%]{0,40}\Z",
    re.IGNORECASE,
)
_AVERAGE = re.compile(r"(?:The )?(?:mean|median|average)\b", re.IGNORECASE)
_SIZE_OF = re.compile(
    rf"(?:^|[;,.] |\band |\bwhile )(?:in|among|for|where|of|when|those|the)\b[^;№%]{{0,80}}(?:[(\[,] ?n ?= ?|[(\[])\Z|\b{UNIT_WORD} ?[(\[] ?n ?= ?\Z|◦ (?:groups?|arms?|cohorts?) ?[(\[] ?(?:n ?= ?)?\Z|◦ ?[(\[] ?n ?= ?\Z",
    re.IGNORECASE,
)
_THEN_VERB = re.compile(
    r"\A[)\]],? (?:[a-z]{3,}ed|had|was|were|did|showed|got|felt|received|underwent|and others)\b", re.IGNORECASE
)
_HAD_AFTER = re.compile(
    r"\A[^.;]{0,60}?\b(?:\w+ed|had|has|have|was|were|felt|did|lost|fell|showed|got|withdrew|took|grew|bled|broke|came|became|case|cases|of)\b"
)
_ALLOTS = re.compile(
    r"\b(?:randomi[sz]|assign|allocat|allot|divided|enrol|recruit|includ|mean\b|median\b|aged?\b|patients\Z|participants\Z|groups?\Z|P [=<])",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(
    r"\b(?:at|after|by|on|in) (?:the )?(?:ð+|(?:month|week|day|year|visit)s? [¶№]+),? ?(?:it was |they were |to |in )?\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(r" ?[(\[]")
_EACH_ARM = re.compile(r"\A(?: [\w-]+)? (?:in|of|from|on|at) (?:each|both|either)\b", re.IGNORECASE)
_COMPARED = re.compile(r"\A ?(?:vs?\b|versus\b|against\b)", re.IGNORECASE)
_SIZE_BEFORE = re.compile(r"[(\[] ?(?:n ?= ?)?\Z|, n ?= ?\Z", re.IGNORECASE)


def is_result(sentence: Sentence, result: Result) -> bool:
    """Whether the numbers of a result, or those set side by side with it, say how many had an outcome."""
    reading = result.reading
    breakdown = breakdown_of(reading.mask, reading.tallies, result.index)
    if breakdown is not None:
        if breakdown.head is None:
            return not (_ALLOTS.search(breakdown.before) or _MEASURED.search(breakdown.before))
        row = next((row for row in reading.series if breakdown.head in row.members), None)
        return row is not None and is_result(sentence, Result(reading, breakdown.head, row))
    if result.index and _EACH_ARM.match(result.right) and _OPENS.fullmatch(result.left[-2:]):
        # "Six events (two in each arm)".
        head = next((row for row in reading.series if result.index - 1 in row.members), None)
        return head is not None and is_result(sentence, Result(reading, result.index - 1, head))
    members = [Result(result.reading, index, result.row) for index in result.row.members]
    if any(member.tally.form == "i" and _is_change(member) for member in members):
        return False
    if any(counts_otherwise(sentence, member) for member in members):
        return False
    return any(_is_result(sentence, member) for member in members)


def _is_change(result: Result) -> bool:
    """Whether a percentage says by how much something changed, or of what it is a part, and not how many had it."""
    if _CHANGE_AFTER.match(result.right) or is_threshold(result.reading.mask, result.tally):
        return True
    if _OF_PEOPLE.match(result.right):
        return bool(_CHANGED_BY.search(result.left[-50:]))
    return bool(_CHANGE_BEFORE.search(result.left[-30:]) and not _DONE_BY.search(result.left[-40:]))


def _is_result(sentence: Sentence, result: Result) -> bool:
    tally, left, right = result.tally, result.left, result.right
    if tally.form == "i":
        counts = (
            tally.unit
            or len(result.row.members) > 1
            or _IN_BEFORE.search(left[-12:])
            or _DONE_BY.search(left[-40:])
            or _OF_PEOPLE.match(right)
        )
        is_measured = _MEASURED.search(left[-60:]) or (_AVERAGE.match(sentence.string) and not _OF_PEOPLE.match(right))
        return bool(counts or _RATE.search(sentence.string)) and not is_measured
    if NOT_PEOPLE_AFTER.match(right) and tally.unit is None and tally.form not in "bgc":
        return False
    if tally.form == "n":
        after = bool(_HAD_AFTER.match(right)) and not DIFFERENCE.search(right[:60])
        is_fed = bool(FEEDS.search(left[-45:])) or happens_before(left[-120:])
        return after or is_fed or len(result.row.members) > 1
    if tally.form == "h":
        return _is_count_of_result(sentence, result)
    return True


def _is_count_of_result(sentence: Sentence, result: Result) -> bool:
    """Whether a count alone is of a result: by what is counted, or by the words that lead to it or follow it."""
    left, right = result.left, result.right
    if item_label(sentence.string, result.reading.mask, result.reading.tallies, result.index) is not None:
        return True
    if _NO_RESULT_AFTER.match(right) or (not _COMPARED.match(right) and _is_size(left, right)):
        return False
    if result.unit is None and not (
        _VERB_AFTER.match(right)
        or FEEDS.search(left[-45:])
        or _NOUN_EVENT.match(right)
        or _SEEN_EVENTS.match(right)
        or _STATE_AFTER.match(right)
        or _SIZE_BEFORE.search(left)
        or happens_before(left[-120:])
        or (_AT_A_TIME.search(left[-40:]) and _repeats(result))
    ):
        return False
    return bool(_RESULT.search(sentence.mask) or _STATE_AFTER.match(right))


def _repeats(result: Result) -> bool:
    """Whether a row has as many numbers as a row before it: "… in 15/24, 13/23 and 6/24; at 12 months 17, 14 and 9"."""
    count = len(result.row.members)
    earlier = result.reading.series[: result.row.members[0]] if count > 1 else ()
    return any(len(row.members) == count and row.members[-1] < result.row.members[0] for row in earlier)


def _is_size(left: str, right: str) -> bool:
    """Whether "(n = 9)" is the size of those whom the sentence is about: "Smokers (n = 9) improved later"."""
    if not _SIZE_BEFORE.search(left):
        return False
    return bool(_SIZE_OF.search(left) or _THEN_VERB.match(right))
