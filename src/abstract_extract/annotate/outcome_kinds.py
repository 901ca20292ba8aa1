"""Whether a result is a benefit, a harm, a death or a withdrawal, by the words that name it.

>>> kind_of("died of sepsis"), kind_of("mild fever"), kind_of("relief of pain"), kind_of("were lost to follow-up")
('death', 'adverse_event', 'efficacy', 'withdrawal')
>>> kind_of("relapse"), kind_of("chronic GVHD"), kind_of("did not come back"), kind_of("cholangitis")
('efficacy', 'adverse_event', 'withdrawal', 'adverse_event')
>>> kind_of("progression or death"), kind_of("left"), kind_of("left ventricular dilatation")
('efficacy', 'withdrawal', 'efficacy')
>>> kind_of("never showed"), kind_of("did not show for the last visit"), kind_of("did not show any improvement")
('withdrawal', 'withdrawal', 'efficacy')
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from abstract_extract.record import OutcomeKind

from .lexicon import table

_WITHOUT_DEATH = re.compile(
    r"\b(?:no|without|free of|free from|cell|tissue) .{0,20}?(?:death|mortality)|\bdead (?:tissue|skin|bone|space|segments?|wall|muscle|myocardium|areas?|zones?|pulp|nerves?|teeth|tooth|cells)|dead end|\bnon-?fatal",
    re.IGNORECASE,
)
_NO_DEATHS = re.compile(r"\bno deaths?\b", re.IGNORECASE)
# "Amputation or death" is whatever else it is.
_OR_DEATH = re.compile(r",? or (?:\w+ )?death\b|\bdeaths? (?:or|and/or) ", re.IGNORECASE)
_GROUP = re.compile(r"\(\?:([^)]*)\)(\??)(.*)")
_GVHD = re.compile(r"GVHD|graft[- ]versus[- ]host", re.IGNORECASE)


@lru_cache(maxsize=1024)
def kind_of(words: str) -> OutcomeKind:
    """The kind of an outcome by the words that name it; benefits before harms, deaths and withdrawals before both."""
    if _pattern("withdrawal").search(words) or _pattern("leaves").fullmatch(words.strip()):
        return "withdrawal"
    words = _OR_DEATH.sub(" ", words)
    if (_pattern("death").search(words) and not _WITHOUT_DEATH.search(words)) or _NO_DEATHS.search(words):
        return "death"
    if _pattern("benefit").search(words) or (_pattern("end_point").search(words) and not _GVHD.search(words)):
        return "efficacy"
    return "adverse_event" if _pattern("harm").search(words) or _pattern("illness").search(words) else "efficacy"


def is_benefit(words: str) -> bool:
    """Whether the words name something good.

    >>> is_benefit("complete remission"), is_benefit("new lesions")
    (True, False)
    """
    return _pattern("benefit").search(words) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    patterns = table("outcome_kinds")[kind]
    words = "|".join(patterns)
    if kind == "illness":
        return re.compile(rf"(?<=[a-z])(?:{words})\b", re.IGNORECASE)
    # Where no word begins that could match, none of the many patterns need be tried.
    letters = "".join(sorted({letter for pattern in patterns for letter in _first_letters(pattern)}))
    return re.compile(rf"\b(?=[{letters}])(?:{words})\b", re.IGNORECASE)


def _first_letters(pattern: str) -> set[str]:
    """The letters that what a pattern matches may begin with."""
    group = _GROUP.match(pattern)
    if group is None:
        return {pattern[0].lower()}
    letters = {part[0].lower() for part in group[1].split("|")}
    return letters | _first_letters(group[3]) if group[2] else letters
