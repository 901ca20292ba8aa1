"""Whether a count or a percentage is a result at all, by the words beside it: an outcome, not a change, size or feature."""

from __future__ import annotations

import re

from abstract_extract.study import Sentence

from .absent_outcomes import DIFFERENCE
from .counted import NOT_PEOPLE_AFTER
from .result_labels import FEEDS
from .results import Result

_RESULT = re.compile(
    r"\b(?:improv\w+|show(?:ed|n|s)|achiev\w+|respon[ds]\w*|experienc\w+|develop(?:ed|ment)|report(?:ed|s)|recover\w+|heal\w+|died|deaths?|mortality|had\b|exhibit\w+|demonstrat\w+|suffer\w+|relaps\w+|remain\w+|reach\w+|need\w+|requir\w+|regain\w+|bec[ao]me|present\w+|surviv\w+|progress\w+|fail\w+|occurr\w+|observ\w+|seen|noted|found|detected|rates?|incidence|complications?|adverse|closed|closure|remission|resolv\w+|success\w*|alive|withdr\w+|lost to|dropped|discontinu\w+|reduc\w+|increas\w+|decreas\w+|complete|stopped|engraft\w*|union|pregnan\w+|born|free\b|cured|satisf\w+|discharged|extubated|converted|positive|negative|underwent|received|gained|lost|worsen\w*|stable|stabili\w+|partial\w*|prevalence|proportion|percentage|frequen\w+|were|was|did|got|ended|went|avoided|kept|grew|returned|walked)\b",
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
_VERB_BEFORE = re.compile(r"\b(?:in|was|were) \Z")
_HAD_AFTER = re.compile(r"\A[^.;]{0,60}?\b(?:\w+ed|had|was|were|needed|died|felt|did|lost|fell|showed|case|cases|of)\b")
_SIZE_BEFORE = re.compile(r"[(\[] ?(?:n ?= ?)?\Z|, n ?= ?\Z", re.IGNORECASE)


def is_result(sentence: Sentence, result: Result) -> bool:
    """Whether the numbers of a result, or those set side by side with it, say how many had an outcome."""
    return any(_is_result(sentence, Result(result.reading, index)) for index in result.row.members)


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
