"""Numbers of doses that do not say how often one is given: levels that are compared, sums over all patients, a start.

>>> string = "A trial of two doses; headache followed 4 of the 74 infusions"
>>> [tells_no_count(string, match, value) for match, value in ((re.search("two doses", string), 2), (re.search("74", string), 74))]
[True, True]
"""

from __future__ import annotations

import re

_LEVELS_BEFORE = re.compile(
    r"\b(?:at|between|comparison of|compar(?:e|ed|es|ing)|which of|(?:trial|study|escalation) (?:of|with)|test(?:ed|ing|s)?|"
    r"evaluat(?:ed|ing|es)|explor(?:ed|ing|es))(?: (?:the|one of|either of|any of|up to))? \Z",
    re.IGNORECASE,
)
_LEVELS = re.compile(
    r"[a-z0-9]+[- ](?:different |fixed |escalating |ascending |increasing |dose )?doses", re.IGNORECASE
)
_APART = re.compile(r",? (?:[a-z0-9]+ ){1,3}apart\b|,? (?:[a-z]+ )?(?:weekly|monthly|daily)\b", re.IGNORECASE)
_OF_ALL_BEFORE = re.compile(
    r"\b(?:all(?: (?:of )?(?:the|these|those|our))?|of (?:the|these|those|our)|in the) \Z", re.IGNORECASE
)
_IN_PEOPLE = re.compile(
    r" in (?:[a-z]+|\d+) (?:women|men|patients|subjects|participants|children|people|cases|eyes)\b", re.IGNORECASE
)
_AT_LEAST = re.compile(r"\bat least \Z", re.IGNORECASE)
_MOST_OF_ONE = 7
_REACH = 30


def tells_no_count(string: str, match: re.Match[str], value: int) -> bool:
    """Whether a number before doses or times is none of how often one patient got the product.

    "At two doses" compares levels, unless they are some time apart; "at least one infusion" leaves open how many;
    more than a few are the sum over all: "2 of the 74 infusions", "succeeded 17 times in 13 women".
    """
    low = max(0, match.start() - _REACH)
    if _LEVELS.fullmatch(match.group()):
        return bool(_LEVELS_BEFORE.search(string, low, match.start())) and not _APART.match(string, match.end())
    if value == 1:
        return bool(_AT_LEAST.search(string, low, match.start()))
    if value <= _MOST_OF_ONE:
        return False
    return bool(_OF_ALL_BEFORE.search(string, low, match.start()) or _IN_PEOPLE.match(string, match.end()))
