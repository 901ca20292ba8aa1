"""The rules for those of whom a sentence begins to tell: "Of 41 candidates examined, …", "48 found eligible", "of the remaining 14"."""

from __future__ import annotations

from .participant_place import Answer, Place
from .participant_verbs import VERB_AFTER, VERB_LATER
from .participant_words import (
    ANALYSED_HEAD,
    AND_THEN,
    CAME_IN,
    CANDIDATES_AFTER,
    ELIGIBLE,
    ENTERED_AFTER,
    LOOKED_AT_AFTER,
    REMAINING_BEFORE,
    WERE_GIVEN,
)


def head_screened(place: Place) -> Answer | None:
    """ "Of 41 candidates examined, 24 received …": those who were looked at before any came in."""
    if place.tally.form != "x":
        return None
    clause = place.right.split(",", 1)[0]
    if any(status == "screened" and pattern.match(clause) for status, pattern in VERB_LATER):
        return "screened", "head-screened"
    named, looked_at = CANDIDATES_AFTER.match(place.right), LOOKED_AT_AFTER.match(place.right)
    after = place.sentence.mask[place.tally.end :]
    came_in = CAME_IN.search(after[: looked_at.end() + 120] if looked_at else "")
    if named or (looked_at and came_in and not place.in_results):
        return "screened", "head-screened"
    return None


def eligible(place: Place) -> Answer | None:
    """ "48 found eligible", "29 fulfilled the entry criteria": who might have come in."""
    found = ELIGIBLE.match(place.right) if place.tally.form in "hx" and not place.is_bracketed else None
    if found is None:
        return None
    rest = AND_THEN.match(place.right[found.end() :])
    if rest is not None and any(pattern.match(rest["then"]) for _, pattern in VERB_AFTER):
        return None  # "38 met the criteria and were randomised": the last verb says more
    return "unspecified", "eligible"


def head_analysed(place: Place) -> Answer | None:
    """ "Among the 85 remaining, gains were counted in 62"."""
    if not place.in_results:
        return None
    is_head = place.tally.form == "x" and ANALYSED_HEAD.match(place.right)
    return ("analysed", "head-analysed") if is_head or REMAINING_BEFORE.search(place.left) else None


def head(place: Place) -> Answer | None:
    """ "In nine patients cells were put into the disc", "of 171 inpatients, …": treated, or not said what."""
    if place.tally.form != "x" or ENTERED_AFTER.match(place.right):
        return None
    if not place.in_results and place.sentence.mask.startswith("In ") and WERE_GIVEN.search(place.right):
        return "treated", "head"
    return ("unspecified" if not place.in_results and "," in place.right[:60] else None), "head"
