"""Numbers that name something and count nothing: grades, days, proteins, parts of a whole."""

from __future__ import annotations

import re

_LABEL_BEFORE = re.compile(
    r"(?:\b(?:phase|grades?|stages?|type|class|level|days?|weeks?|months?|years?|visits?|groups?|cohorts?|arms?|figs?\.?|figures?|tables?|refs?\.?|score|version|item|part|step|cycles?|no\.|number|category|rank|tier|rung|sequence|dose level|scale|chapter|protocol|appendix|CD|IL|TNF|HLA|SARS-CoV|COVID|PASI|ACR|EASI|DAS|PHQ|ASAS|HiSCR|SLEDAI|SRI|MADRS|Gr|Group|T|L|C|S|Th|HbA|factor|interleukin|diabetes|collagen|NYHA|ASA|ECOG|vol(?:ume)?|session|passage|P|q|every|per|NCT|(?:January|February|March|April|May|June|July|August|September|October|November|December))|#)[ -]?\Z",
    re.IGNORECASE,
)
_LABEL_LIST_BEFORE = re.compile(
    r"\b(?:days|weeks|months|years|grades?|stages|groups|cohorts|visits|levels?|types?|hours?)(?: (?:¶+|-?\d+),?(?: (?:to|through|-))?,?)*(?: (?:¶+|-?\d+),?(?: (?:and|or|to|through|-))?,?) ?\Z|\b(?:days|weeks|months|years|hours) (?:¶+, )*(?:¶+,? (?:and|or|to|-) )\Z",
    re.IGNORECASE,
)
_WORD_LABEL_BEFORE = re.compile(
    r"\b(?:phase|grade|stage|type|group|cohort|arm|level|tier|rung|step|sequence|(?:by|at|in|to|of|the|and|until) (?:day|week|month|year|visit|session|cycle)) \Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"[ -](?:thirds?|quarters?|fifths?|tenths?)\b", re.IGNORECASE)
_PLUS_AFTER = re.compile(r"\+(?=[ ),.]|\Z)")
_GOES_ON = ("¶-", "¶–", "¶/", "¶ to ", "¶ or ", "¶ and/or ")
_NAMED_BEFORE = re.compile(r"[A-Za-z0-9]{2}-\Z")
_FRACTION_AFTER = re.compile(r"\s?(?:(?:/|of|out of)\s?(?:the )?\d|\(\s?\d{1,3}(?:\.\d+)?\s?%)")
_ARM_BEFORE = re.compile(
    r"\b(?:cells?|MSC|placebo|control|sham|saline|vehicle|exosomes?|vesicles?|experimental|intervention|standard|active|early|late|delayed|immediate|comparator) (?:arm|group) \Z",
    re.IGNORECASE,
)
"""Arms that go by such a name have no number: "cell arm 4, placebo arm 5" counts people."""
_NAMED_GROUP_BEFORE = re.compile(
    r"\b(?:the|our) (?!dose\b|same\b|study\b|treatment\b)[\w-]+ (?:arm|group|cohort) \Z|\b(?-i:[A-Z]{2,})[\w-]* (?:arm|group) \Z",
    re.IGNORECASE,
)
_FIGURE_BEFORE = re.compile(r"\d{1,4}\Z")
_HIGHEST_GROUP = 8
"""Beyond it a number after "the control group" is how many were in it, not which group it is."""
_GROUP_BEFORE = re.compile(r"(?:groups?|arms?|cohorts?) \Z", re.IGNORECASE)

_CODE_BEFORE = re.compile(r"\b[A-Z]{3,5} (?:¶+(?:,| and|, and|/| or) )?\Z")
_CODE = re.compile(r"\b\d{4,5}\Z")
_COUNTED_AFTER = re.compile(
    r" (?:[a-z-]+ ){0,2}?(?:patients|participants|subjects|people|women|men|children|were|was|received|had)\b"
)
"""The number of a protocol follows its group's letters ("CALGB 9342 and 9840"); so many people follow them too, with a word for people."""

_MIXTURE = re.compile(r"(?<![\d./])(?P<first>\d0|\d5)/(?P<second>\d0|\d5)(?![\d./]|\s?%)")
_INSULIN = re.compile(r"\b(?:insulin|lispro|aspart|NPH|(?:pre)?mix(?:ed|tures?)?)\b", re.IGNORECASE)
_NEXT_TIME = re.compile(r"\b(?:day|week|month|visit|hour) ¶+(?:,| and|, and| or) \Z", re.IGNORECASE)
_TIME_ENDS = re.compile(r"\s?(?:\Z|[.;:)]|,? and (?:days?|weeks?|months?|\d)\b|,? (?:after|post|of follow))")
"""What follows the second of two times of one unit: "at day 14 and 45 and month 3", but "by day 14 and 45 patients had …"."""


_IN_EACH = re.compile(
    r" in each\b|(?: (?:patients|participants|subjects|people|persons|eyes|knees))? (?:at|in|on|to|of|from|got|received) (?:the )?(?:dose )?(?:levels?|groups?|cohorts?|arms?|tiers?|steps?|doses?)\b",
    re.IGNORECASE,
)
"""What follows a count even after a list of labels: "40 in each of groups 1 and 2, 60 in each of groups 3 and 4"."""
_PART_OF_A_LABEL = ("m(", "O(", "¶/", "¶-", "¶–")
"""What stands before the 2 of "mg/m(2)" and the 4 of "grade 3/4"."""


def _counts(sentence: str, before: str, end: int) -> bool:
    """Whether a figure after "group" counts its people: "group A 5/11", "in the control arm 17"."""
    if _FRACTION_AFTER.match(sentence, end):
        return True
    if _ARM_BEFORE.search(before):
        return True
    figure = _FIGURE_BEFORE.search(sentence[max(0, end - 4) : end])
    return figure is not None and int(figure.group()) > _HIGHEST_GROUP and bool(_NAMED_GROUP_BEFORE.search(before))


def _is_of_mixture(sentence: str, end: int) -> bool:
    """Whether a figure tells of what an insulin is mixed: "70/30" counts nobody, and neither does "lispro 25/75"."""
    match = _MIXTURE.match(sentence, max(0, end - 2))
    if match is None or match.end("first") != end:
        return False
    first, second = int(match["first"]), int(match["second"])
    return first + second == 100 and (first > second or _INSULIN.search(sentence) is not None)


def _is_code(sentence: str, before: str, end: int) -> bool:
    """Whether a figure is the number of a protocol: "SWOG 8814"."""
    return bool(
        _CODE_BEFORE.search(before[-20:])
        and _CODE.search(sentence[max(0, end - 6) : end])
        and not _COUNTED_AFTER.match(sentence, end)
    )


def is_label(sentence: str, before: str, end: int, *, is_word: bool) -> bool:
    """Whether a whole number names something and counts nothing: "grade 3", "IL-6", "CD34+", "two thirds".

    `before` is the mask in front of it, `end` where it ends in the sentence, `is_word` whether it is spelled out.

    >>> is_label("grade 3 fever", "grade ", 7, is_word=False), is_label("in 3 patients", "in ", 4, is_word=False)
    (True, False)
    """
    if before.endswith(_PART_OF_A_LABEL) or (
        not is_word and (_is_code(sentence, before, end) or _is_of_mixture(sentence, end))
    ):
        return True
    if _NEXT_TIME.search(before[-24:]) and _TIME_ENDS.match(sentence, end):
        return True
    if is_word:
        named = _WORD_LABEL_BEFORE.search(before[-14:])
    else:
        named = _NAMED_BEFORE.search(before[-4:]) or (
            _LABEL_BEFORE.search(before[-28:])
            if not (_GROUP_BEFORE.search(before[-8:]) and _counts(sentence, before, end))
            else None
        )
    if named or _PART_AFTER.match(sentence, end) or _PLUS_AFTER.match(sentence, end):
        return True
    return (
        "¶" in before
        and not _IN_EACH.match(sentence, end)
        and (before.endswith(_GOES_ON) or _LABEL_LIST_BEFORE.search(before) is not None)
    )
