"""Whether a number stands as the size of an arm, rather than as a number of its people with something."""

from __future__ import annotations

import re

from abstract_extract.candidates import ArmMention, Arms
from abstract_extract.study import Sentence

from .arm_places import bracketed
from .tallies import Tally

_CASES = re.compile(r" (?:cases|patients|participants)\b(?= ?[.,;]| and | a | the |\Z| or )")
_UNIT = r"(?:[mµμun]?g|mcg|m[lL]|mmol|IU|units?)\b"
_DOSE_AFTER = rf"(?:(?:,|/|,? (?:or|and|to)) ?[№µ·¤]+){{0,5}} ?{_UNIT}|[(\[][№¦¬§]+ ?(?:,|;|to|-|–) ?[№¦¬§]+ ?[)\]]"
""" "200, 400 or 800 mg", "12 (7 to 19) days": a dose, or a median with its range."""
NO_SIZE_AFTER = re.compile(
    r" ?(?:[x×*] ?\S|million|cells|vs\b|versus\b|v\.? |/|%|[,;] ?%|deaths?\b|events?\b|" + _DOSE_AFTER + ")"
)
_IS_DOSE = re.compile(rf" ?(?:{_DOSE_AFTER})")
_NAMED_NEXT = re.compile(
    r",? (?:patients |participants |subjects |cases )?(?:(?:in|to|on|received|receiving|with|had|underwent|got|were given) )?(?:the |a |an )?"
)
_HAS_OWN_SIZE = re.compile(r"(?: [\w-]+){0,2} ?[(\[][^()\[\]№]{0,60}\bn ?= ?№", re.IGNORECASE)
""" "One warm lozenge (n = 77)": the number before the name says what each got."""


def is_size(sentence: Sentence, tally: Tally, arms: Arms) -> bool:
    """Whether a number is an arm's size: right after its name ("placebo (n = 20") or right before it ("20 placebo")."""
    if tally.events is None:
        return False
    mask = sentence.mask
    if _IS_DOSE.match(mask, tally.events.end) or (tally.events.value == 1 and _is_one_of(mask, tally)):
        return False
    if (sentence.index, tally.events.start) in arms.sizes:
        return True
    if NO_SIZE_AFTER.match(mask, tally.events.end):
        return False
    if bracketed(mask, tally, arms.of(sentence)):
        return True
    return any(
        is_cases(mask, mention, tally)
        or (
            mention.start >= tally.end
            and _NAMED_NEXT.fullmatch(mask[tally.end : mention.start])
            and not _HAS_OWN_SIZE.match(mask, mention.end)
        )
        for mention in arms.of(sentence)
    )


def _is_one_of(mask: str, tally: Tally) -> bool:
    """Whether a one is the article of what each gets: "either one warm lozenge or one cool lozenge"."""
    return tally.unit is None and _ONE_BEFORE.search(mask, max(0, tally.start - 60), tally.start) is not None


_ONE_BEFORE = re.compile(
    r"\b(?:receiv\w+|given|take|taking|took|get|got|to|with) (?:either |both )?\Z|[)\]],? (?:or |and )?\Z"
)


def is_cases(mask: str, mention: ArmMention, tally: Tally) -> bool:
    """ "A control group 50 cases a low-dose group 50 cases": a list that lost its brackets."""
    is_next = mask[mention.end : tally.start].strip(" ,:") in ("group", "arm", "")
    return is_next and mention.end < tally.start and bool(_CASES.match(mask, tally.end))
