"""Wholes of results that say themselves that their people came to be examined: "9 of the 19 who came to the last visit"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Number

from .counted import Counted
from .people import UNIT_WORD, unit_of

_CAME = re.compile(
    r" (?:(?:evaluable|assessable|analy[sz]able|remaining|available|re-?examined|followed-up) (?:[\w-]+ )??(?P<named>patients|participants|people|persons|subjects|children|adults|women|men|eyes|knees|hips|teeth|tracts|legs|limbs)\b|(?:(?P<unit>patients|participants|people|persons|subjects|children|adults|women|men|eyes|knees|hips|teeth|tracts|legs|limbs) )?(?:(?:(?:who|that) (?:came|returned|turned up|attended|were (?:seen|available|evaluable|examined|assessed)|could be (?:seen|assessed|evaluated|examined)))|available|evaluable|assessable|remaining|seen(?= at| after| were| had| was|[.,;)])|(?:then )?re-?examined|reached(?= at| by| said| had| were| was|[.,;)])|followed (?:to|until|up))\b)",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\b(?:of|in) (?:the |our |these |all )?\Z", re.IGNORECASE)
_NOUN = rf"(?:{UNIT_WORD} )?"
_WERE = r"(?:(?:who|that) (?:were|was|had been|had|have been) )?(?:then |so far |initially |originally |first )?"
_OTHERS: tuple[tuple[ParticipantStatus, re.Pattern[str]], ...] = (
    (
        "screened",
        re.compile(
            rf" (?:{_NOUN}{_WERE}(?:screened|checked|approached|vetted|interviewed|invited|applied|asked(?! at| after| again)|assessed for|put through|gone through|looked at for)\b|screened {UNIT_WORD}\b|(?:candidates|applicants|invitees)\b|{_NOUN}(?:were|was|proved|turned out|seemed) (?:found |deemed |judged |to be )?(?:suitable|eligible|willing|fit|qualified)\b|{_NOUN}(?:met|fulfilled|satisfied) (?:all |the |our )?(?:[\w-]+ )?criteria)",
            re.IGNORECASE,
        ),
    ),
)
_TREATED_WHOLE = re.compile(
    rf"\A(?: {UNIT_WORD})? (?:treated|untreated|screened|randomi[sz]ed|infused|injected|transplanted|dosed|operated)\b",
    re.IGNORECASE,
)
""" "10 of the 15 treated had improved": of whom they were, not what was done to the ten."""
_SET_APART = re.compile(
    rf"\A(?: {UNIT_WORD})?(?: (?:who|that) (?:were|was|had been))?(?: then| still| so far)? (?:[a-z]+ed|seen|reached|known|evaluable|available|eligible|alive|left|remaining)(?: (?:at|for|after|in|by) [^.;,№]{{1,30}}?)?(?= (?:were|was|had|did|could|came|completed|entered|received|said|reported|showed|agreed|have|has|are|got|took|gave|[a-z]+ed)\b)",
    re.IGNORECASE,
)


def wholes(item: Counted) -> Iterator[tuple[Number, str, ParticipantStatus]]:
    """The denominators of a sentence whose people are said to have come or to have been looked at, what is counted, and the status."""
    mask = item.sentence.mask
    for tally in item.tallies:
        whole = tally.denominator
        if whole is None or tally.form not in "be" or not _OF_THE.search(mask[: whole.start]):
            continue
        match = _CAME.match(mask, whole.end)
        if match is not None:
            word = match["unit"] or match["named"]
            unit = unit_of(word) if word else None
            yield whole, unit or "patients", "analysed"
            continue
        for status, pattern in _OTHERS:
            if pattern.match(mask, whole.end):
                yield whole, "patients", status
                break


def past_whole(form: str, right: str) -> str:
    """What is said of some of a whole, without what tells the whole: " screened were enrolled" of "40 of the 93 screened".

    >>> past_whole("b", " people screened were enrolled")
    ' were enrolled'
    >>> past_whole("b", " were enrolled"), past_whole("h", " people screened")
    (' were enrolled', ' people screened')
    """
    apart = (_SET_APART.match(right) or _TREATED_WHOLE.match(right)) if form == "b" else None
    return right[apart.end() :] if apart else right
