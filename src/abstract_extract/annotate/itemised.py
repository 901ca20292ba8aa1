"""Results in a list, each with its number behind it: "relapse 5, sepsis 3, GVHD 1", "(fever 3, rash 2)", "pain (n = 4)".

A list is two items or more that look alike. What it lists is told by the words that lead to it, or by its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .outcome_causes import is_among_harms, is_among_leavers, is_cause_of_death
from .outcome_kinds import kind_of
from .outcome_trim import trimmed
from .people import UNIT_WORD
from .series import ARM_SIGN
from .tallies import Tally

_SEPARATOR = re.compile(
    r"(?P<bracket> ?[(\[] ?(?:n ?= ?)?)\Z|(?P<comma> ?, ?(?:n ?= ?)?)\Z|(?P<sign> ?[:=] ?)\Z|(?P<blank> )\Z",
    re.IGNORECASE,
)
_ENDS_BRACKET = re.compile(rf" ?(?:{UNIT_WORD}|times|each)? ?[)\]]", re.IGNORECASE)
_ENDS_BARE = re.compile(r" ?(?:[,;.)\]]|\Z|and (?=[^\W\d_]))")
_BEGINS = re.compile(r"[,;:.(\[]| [–—-] |\band\b|\bor\b|[)\]]")
_NO_NAME = re.compile(
    r"\b(?:in|of|by|was|were|had|has|have|for|at|to|with|on|from|among|the|only|about|least|than|another|further|after|before|grade|grades|day|week|month|year|phase|type|stage|group|arm|cohort|level|until|over|under|all|both|or|and|that|which|who|is|are|be|table|figure|fig|ref|age|aged|median|mean|version|part|tier|visit|step|dose|did|not|these|those|them)\Z",
    re.IGNORECASE,
)
_FEATURES = re.compile(
    r"\b(?:comorbid\w*|baseline|a?etiolog\w+|diagnos[ei]s|histor(?:y|ies)|indications?|underlying|origins?|entry|previous\w*|prior|genotypes?|sex|stages?|types?|locations?|sites?|randomi[sz]\w*|allocat\w*|assigned|enrolled|recruited|included|centres?|centers?)\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"\s*(?:because of|owing to|due to|on account of|for|with|by|from|of|the|a|an) ", re.IGNORECASE)
_CAME = re.compile(
    r"\A[^.;]{0,80}?\b(?:were|was) (?:enrolled|included|recruited|randomi|studied|screened|selected|allocated)"
)
_LONGEST = 60
_MOST_WORDS = 8
_LEAD = 160
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Item:
    """The words that name an item of a list, and by what its number is parted from them."""

    start: int
    end: int
    separator: str


def item_label(string: str, mask: str, tallies: Sequence[Tally], index: int) -> tuple[int, int] | None:
    """The place of the words that name tally `index` in a list of results; None where it stands in no such list.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> sentence = sentence_of("Eleven died: relapse 5, bacterial sepsis 3 and GVHD 2; in group A (n = 9) 1 fell.")
    >>> tallies = find_tallies(sentence)
    >>> places = [item_label(sentence.string, sentence.mask, tallies, index) for index in range(len(tallies))]
    >>> [place and sentence.string[slice(*place)] for place in places]
    [None, 'relapse', 'bacterial sepsis', 'GVHD', None, None]
    """
    own = _item(string, mask, tallies, index)
    if own is None:
        return None
    beside = [_item(string, mask, tallies, other) for other in (index - 1, index + 1) if 0 <= other < len(tallies)]
    if not any(other is not None and other.separator == own.separator for other in beside):
        return None
    return (own.start, own.end) if _is_of_results(string, mask, tallies, index, own) else None


def _item(string: str, mask: str, tallies: Sequence[Tally], index: int) -> Item | None:
    tally = tallies[index]
    if tally.form != "h":
        return None
    low = max(tallies[index - 1].end if index else 0, tally.start - _LONGEST - 8)
    sign = _SEPARATOR.search(mask, low, tally.start)
    if sign is None or sign.lastgroup is None:
        return None
    ends = _ENDS_BRACKET if sign.lastgroup == "bracket" else _ENDS_BARE
    if not ends.match(mask, tally.end):
        return None
    begin = low
    for match in _BEGINS.finditer(mask, low, sign.start()):
        begin = match.end()
    begin += len(mask[begin : sign.start()]) - len(mask[begin : sign.start()].lstrip())
    words = mask[begin : sign.start()]
    first, last = trimmed(words)
    led = _LED_BY.match(words, first)
    start = led.end() if led else first
    name = words[start:last].strip()
    start += begin + len(words[start:last]) - len(words[start:last].lstrip())
    if not name or len(name.split()) > _MOST_WORDS or _NO_NAME.search(name):
        return None
    said = string[start : start + len(name)]
    # A cause of death in a list with numbers may have been taken for an arm with its size.
    if not _LETTERS.search(said) or (ARM_SIGN in name and kind_of(said) == "efficacy"):
        return None
    return Item(start, start + len(name), sign.lastgroup)


def _is_of_results(string: str, mask: str, tallies: Sequence[Tally], index: int, item: Item) -> bool:
    """Whether the list is of harms, of deaths or of those who left, by what leads to it or by the item's own words."""
    lead = mask[max(0, item.start - _LEAD) : item.start]
    if _FEATURES.search(lead.rpartition(". ")[2]) or _CAME.match(mask[tallies[index].end :]):
        return False
    place = tallies[index].start
    if is_cause_of_death(mask, place, "") or is_among_harms(mask, place) or is_among_leavers(mask, place):
        return True
    return kind_of(string[item.start : item.end]) != "efficacy"
