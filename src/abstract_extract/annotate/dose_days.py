"""Days and weeks on which a product is given, told as a list: "days 1, 8 and 15", "day 0 and day 30", "at 2, 6 and 10 weeks".

>>> string = "Cells were infused on days 1, 8 and 15."
>>> interval, count = days_in(string)
>>> interval.value, count.value, string[count.start : count.end]
('P7D', 3, 'days 1, 8 and 15')
>>> days_in("Those infused were seen on days 1, 8 and 15.") is None
True
"""

from __future__ import annotations

import re
from itertools import pairwise

from abstract_extract.candidates import Said

GIVING_VERB = re.compile(
    r"\b(?:sewn|glued|(?:ran|run|went) (?:in(?:to)?|under|through)\b|packed|placed|laid|deposited|pricked|squirted|sessions?\b|stitched|pressed|dabbed|left on|sprayed|spread|seeded|soaked|put\b|got\b|had\b|shots?\b|sheets?\b|re-?inject|inject|transfus|took\b|taken\b|slid\b|(?:re)?infus|"
    r"implant|administ|transplant|receiv|given\b|gave\b|appl(?:y|ied)|deliver|instil|inhal|nebuli|graft|vaccinat|treat(?:ed|ment)|drip|"
    r"dos(?:e|ed|es|ing)\b|rubbed|dropped|covered|returned|\bsent (?:in)?to\b|\bhung\b|\bran into\b|\bmeted\b|\bbrought\b|carr(?:ied|ying) (?:some |about )?[\d(]|\bvložil|\bpodán|输注|注射|滴注|注入|移植|喷|涂|\binyect|\bse le\b|\bcorreu\b|\bverabreicht|eingebracht|used\b|doses?\b|sutured|pushed|down the|erhielt|gegeben|recib|receb)",
    re.IGNORECASE,
)
FOLLOW = re.compile(
    r"(?<!infusions )(?<!injections )(?<!doses )(?<!sessions )follow(?!ed on|ed at intervals)|(?:were|was|are|be|been) followed|monitor|visit|assess|evaluat|observ|review|examin|check-?up|clinic|seen|controls? (?:were|was)|"
    r"\bCT\b(?!-guid)|\bMRI\b(?!-guid)|scans?\b|tomograph|imaging|photograph|\bmeasured|record(?:ed|ings?)\b|\btested\b|sampl|telephon|"
    r"phone|questionnaire|\brated\b|\bscored\b|biops(?:y|ies) (?:was|were)|\blaborator|\bcalled\b|blood (?:was|were) (?:drawn|taken)",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?:on |at |in )?(days?|weeks?|months?) ((?:[+-]?\d{1,3}(?:(?:\s?,\s?(?:and )?|\s(?:and|&)\s|\s?/\s?)(?:then |again )?(?:on |at )?(?:(?:days?|weeks?|months?) )?|\s(?=\d))){1,7}[+-]?\d{1,3})\b"
    r"(?!\.\d|\s?(?:mg|%|mL|[×x*]|million)|,? (?:after|following|from|since) (?:the )?(?:last|final|first|second|treatment|infusion|injection|inhalation|dose|application|session|operation))",
    re.IGNORECASE,
)
_DAY_NUMBER = re.compile(r"[+-]?\d{1,3}")
_AGAIN = re.compile(r"\bagain (?:on |at )?\Z")
_UNIT_WORD = re.compile(r"(?:day|week|month)")
_AT_WEEKS = re.compile(
    r"\b(?:at|on) ((?:\d{1,3}(?:, (?:and )?| and )){1,7}\d{1,3} (days|weeks|months))\b", re.IGNORECASE
)
_FROM = re.compile(r",? (?:after|following|post\w*|of age|later|old)\b", re.IGNORECASE)
_REACH = 60


def days_in(string: str, *, is_given: bool = False) -> tuple[Said | None, Said | None] | None:
    """The interval that a list of days tells, where they are evenly spaced, and their number; None where none is told.

    `is_given` where the product is known to be given there, without a verb that says so.
    """
    days = _DAYS.search(string)
    if (
        days
        and (is_given or GIVING_VERB.search(string))
        and not FOLLOW.search(string, max(0, days.start() - _REACH), days.start(1))
    ):
        return _of_days(days)
    weeks = _AT_WEEKS.search(string) if is_given else None
    if (
        weeks
        and not FOLLOW.search(string, max(0, weeks.start() - _REACH), weeks.start(1))
        and not _FROM.match(string, weeks.end())
    ):
        return _evenly([int(n) for n in _DAY_NUMBER.findall(weeks[1])], weeks[2][0], *weeks.span(1))
    return None


def _of_days(days: re.Match[str]) -> tuple[Said | None, Said | None]:
    numbers = [int(n) for n in _DAY_NUMBER.findall(days[2])]
    if _AGAIN.search(days.string, max(0, days.start(1) - 12), days.start(1)):
        numbers = [0, *numbers]
    if any(not unit.startswith(days[1].lower()[0]) for unit in _UNIT_WORD.findall(days[2].lower())):
        return None, Said(len(numbers), days.start(1), days.end())
    return _evenly(numbers, days[1][0], days.start(1), days.end())


def _evenly(numbers: list[int], unit: str, start: int, end: int) -> tuple[Said | None, Said]:
    """The step between the numbers, where there is one, and how many they are."""
    steps = {b - a for a, b in pairwise(numbers)}
    step = steps.pop()
    interval = Said(f"P{step}{unit.upper()}", start, end) if not steps and step > 0 else None
    return interval, Said(len(numbers), start, end)
