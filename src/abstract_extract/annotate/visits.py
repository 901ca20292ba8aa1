"""Below the follow-ups: the clauses of a sentence, words for how often people were seen, lengths in days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from abstract_extract.study import Sentence

SCHEDULE_WORDS = {
    "monthly": "P1M", "every month": "P1M", "each month": "P1M", "weekly": "P1W", "every week": "P1W",
    "yearly": "P1Y", "annually": "P1Y", "every year": "P1Y", "daily": "P1D", "quarterly": "P3M",
    "fortnightly": "P14D", "biweekly": "P2W", "bimonthly": "P2M", "every other week": "P2W", "once a month": "P1M", "once a week": "P1W", "once a year": "P1Y", "each year": "P1Y",
    "once a quarter": "P3M", "every quarter": "P3M", "each quarter": "P3M", "every half-year": "P6M", "half-yearly": "P6M",
    "twice a year": "P6M", "twice yearly": "P6M",
}  # fmt: skip
SCHEDULE = re.compile(r"\b(" + "|".join(SCHEDULE_WORDS) + r")\b", re.IGNORECASE)
_LENGTH = {"Y": 365.25, "M": 30.44, "W": 7.0, "D": 1.0, "H": 1 / 24, "TM": 1 / 1440, "S": 1 / 86400}
SINGLE_UNIT = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")
_BORDER = re.compile(
    r"; |, (?:and|with|but|while|whereas) (?!\d+(?:[,.)]|\Z|\s(?:and|months|weeks|days|years))|at \d|then|finally)|, (?=then again)"
    r"| and (?=MRI|CT|the (?:cohort|patients|children|survivors)|survivors|later|all |\d+ (?:of the|patients)|[a-z]+ patients)"
)


def days_of(iso: str) -> float:
    """The length of an ISO 8601 duration of one part, in days.

    >>> days_of("P6M") > days_of("P24W"), days_of("PT48H")
    (True, 2.0)
    """
    match = SINGLE_UNIT.fullmatch(iso)
    if not match:
        raise ValueError(f"{iso!r} is no duration of one part")
    letter = "TM" if match[1] and match[3] == "M" else match[3]
    return float(match[2]) * _LENGTH[letter]


def clauses_of(sentence: Sentence) -> Iterator[Sentence]:
    """The clauses of a sentence, each as a sentence at its own place."""
    borders = [m.end() for m in _BORDER.finditer(sentence.string)]
    if not borders:
        yield sentence
        return
    for start, end in pairwise([0, *borders, len(sentence.string)]):
        string = sentence.string[start:end]
        yield replace(sentence, start=sentence.start + start, string=string, lower=string.lower())
