"""Counts that go on with the result before them: "two emigrated, one per group", "a death with cells and none without"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import ArmMention, Arms, OutcomeCandidate
from abstract_extract.study import Sentence

from .results import Result, said_at
from .series import ARM_SIGN

_GROUPS = r"(?:groups?|arms?|cohorts?|sets?|limbs?|halves|half|sides?|tiers?|levels?|doses?|sequences?|eyes?|knees?|cheeks?|steps?|ladders?)"
_EACH = re.compile(
    rf"\A(?: (?!and\b|or\b|but\b)[\w-]+){{0,3}}? (?:in|of|from|on|at|to|for|with) (?:each|both|either|every)(?: one)?(?: of)?(?: the)?(?: two| three| four| №+)?(?: [\w-]+){{0,2}}? (?:{_GROUPS}\b|(?={ARM_SIGN}))"
    rf"|\A(?: [\w-]+)? (?:per|a) (?:[\w-]+ )?(?:group|arm|cohort|limb|half|side|tier|level|dose|sequence|eye|knee|cheek|step)\b"
    r"|\A apiece\b|\A (?:in |of )?each(?= ?[.,;)]|\Z)",
    re.IGNORECASE,
)
_MOST_ARMS, _FEWEST_ARMS = 6, 2
_GOES_ON = re.compile(r"(?:,|;|\(|\[|,? and|,? but|,? while|,? against|,? versus|,? vs\.?|,? one)? ?\Z", re.IGNORECASE)
_OPENS = re.compile(r"(?:,|\(|\[|:|,? namely|,? that is,?) ?\Z")
_OF_OTHER = re.compile(
    rf"\A (?:in|among|with|on|of|after|for|from|without|under) (?:the |those |any of the )?(?:[\w-]+ )?{ARM_SIGN}",
    re.IGNORECASE,
)
_LONGEST_GAP = 110
_BREAKS = re.compile(r"[.;:]")


def each_arm(result: Result, arms: Arms, mentions: Sequence[ArmMention] = ()) -> list[str]:
    """The arms of a count that is told of each: those that it names, or all of the study; none where it is of no such.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.results import results_in
    >>> for text in ("Fever was seen in one patient of each group.", "Two moved, one apiece.", "One fever each day."):
    ...     print(_EACH.match(results_in(sentence_of(text))[-1].right) is not None)
    True
    True
    False
    """
    match = _EACH.match(result.right)
    if match is None:
        return []
    end = result.reading.mask.index(result.right, result.end) + match.end()
    named: list[str] = []
    for mention in mentions:
        if mention.start >= end - 1 and not _BREAKS.search(result.reading.mask[end : mention.start]):
            if mention.start - end > _LONGEST_GAP // 3:
                break
            named.append(mention.key)
            end = mention.end
    keys = list(dict.fromkeys(named))
    if len(keys) < _FEWEST_ARMS:
        keys = list(arms.main())
    return keys if _FEWEST_ARMS <= len(keys) <= _MOST_ARMS else []


def goes_on(
    sentence: Sentence, result: Result, arm: str | None, last: OutcomeCandidate | None, keys: Sequence[str]
) -> list[OutcomeCandidate]:
    """What a count without words of its own says: the last result once more, of each of `keys` or of another arm."""
    events = result.events
    if last is None or events is None or result.percent is not None or result.denominator is not None:
        return []
    again = replace(
        last,
        events=said_at(sentence, events.value, events.start, events.end),
        denominator=None,
        percent=None,
        rule=f"goes-on-{result.tally.form}",
    )
    if keys and _OPENS.search(result.left):
        return [replace(again, arm=key) for key in keys]
    is_none = result.tally.form == "n" and arm is not None and arm != last.arm and last.arm is not None
    gap = result.left
    if is_none and len(gap) <= _LONGEST_GAP and not _BREAKS.search(gap) and _GOES_ON.search(gap):
        return [replace(again, arm=arm)] if _OF_OTHER.match(result.right) else []
    return []
