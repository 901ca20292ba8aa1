"""Whether a number stands as the size of an arm, rather than as a number of its people with something."""

from __future__ import annotations

import re

from abstract_extract.candidates import ArmMention, Arms
from abstract_extract.study import Sentence

from .arm_places import bracketed
from .tallies import Tally

_CASES = re.compile(r" (?:cases|patients|participants)\b(?= ?[.,;]| and | a | the |\Z| or )")
NO_SIZE_AFTER = re.compile(r" ?(?:[x×*] ?\S|million|cells|mg|vs\b|versus\b|v\.? |/|%|[,;] ?%|deaths?\b|events?\b)")
_NAMED_NEXT = re.compile(
    r",? (?:patients |participants |subjects |cases )?(?:(?:in|to|on|received|receiving|with|had|underwent|got|were given) )?(?:the |a |an )?"
)


def is_size(sentence: Sentence, tally: Tally, arms: Arms) -> bool:
    """Whether a number is an arm's size: right after its name ("placebo (n = 20") or right before it ("20 placebo")."""
    if tally.events is None:
        return False
    if (sentence.index, tally.events.start) in arms.sizes:
        return True
    mask = sentence.mask
    if NO_SIZE_AFTER.match(mask, tally.events.end):
        return False
    if bracketed(mask, tally, arms.of(sentence)):
        return True
    return any(
        is_cases(mask, mention, tally)
        or (mention.start >= tally.end and _NAMED_NEXT.fullmatch(mask[tally.end : mention.start]))
        for mention in arms.of(sentence)
    )


def is_cases(mask: str, mention: ArmMention, tally: Tally) -> bool:
    """ "A control group 50 cases a low-dose group 50 cases": a list that lost its brackets."""
    is_next = mask[mention.end : tally.start].strip(" ,:") in ("group", "arm", "")
    return is_next and mention.end < tally.start and bool(_CASES.match(mask, tally.end))
