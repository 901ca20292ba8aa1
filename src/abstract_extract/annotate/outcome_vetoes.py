"""Counts that look like results and say something else: who came, how a study was made, what was given, an interval."""

from __future__ import annotations

import re

from abstract_extract.study import Sentence

from .outcome_attendance import is_of_attendance, never_came_in
from .people import PEOPLE
from .people_splits import is_split
from .results import Result

_CAME = r"(?:randomi[sz]ed|assigned|allocated|enrolled|recruited|included|divided|evaluated|evaluable|analy[sz]ed|studied|screened|registered|accrued|invited|approached|eligible|followed(?: up)?|observed for|allotted|available|entered|assessed|identified|selected|considered|interviewed|monitored|irradiated|operated)"
_THEN_CAME = re.compile(
    rf"\A[^.;№]{{0,170}}?\b(?:were|was|had been|have been|could be) (?:also |then |randomly |prospectively |finally |initially |consecutively |subsequently |centrally |thus |being )*{_CAME}\b(?! (?:as|to have|with|for (?:infection|adverse)))",
    re.IGNORECASE,
)
_ENTERS = re.compile(
    r"\A ?(?:[\w-]+ ){0,3}?(?:have |had )?(?:entered|agreed|consented|participated|completed|finished|attended|came to|returned for|turned up (?:at|for|on|again)|showed up (?:at|for)|presented themselves|came back (?:for|at)|went (?:into|through|on to) (?:the |both |all |this |statistics|period|part)|were (?:to hand|evaluable|assessable|available|present|seen at|judged|examined|reached|traced)\b|got (?:their|the|his|her|both|all|at least|one|a single|cells)\b|(?:had |were given |took )(?:their|both|all|the) (?:\w+ ){0,2}?(?:shots?|infusions?|injections?|doses?|implants?|drips?|bags?)\b|underwent (?:the |this |their )?(?:\w+ )?(?:surgery|operation|procedure|harvest\w*|leukapheresis|apheresis|liposuction|aspiration|infusion|injection|treatment)\b|contributed|provided|took part|underwent randomi[sz]ation|received (?:№|at least|one|the|all|both|a (?:single|second)|cells|placebo|treatment))",
    re.IGNORECASE,
)
_MADE_IN = re.compile(
    r"\b(?:conducted|(?<!was )(?<!were )(?<!been )performed|(?:study|trial|analysis|experiment|comparison|investigation) (?:was|were|has been|had been) performed|study|studies|trial|trials|series|analysis|analy[sz]ed|data|sample|total|population|cohort|protocol|experiment|design|presented|followed|evaluated|enrolled|randomi[sz]ed|recruited|included|assigned|available|accrual|studied|screened|compared|treated|investigated|tested|examined|consisted|comprised|involved|involving|comprising|size) (?:[a-z-]+ ){0,4}?(?:(?:in|of|among|with|on|for|from|at) )?(?:a total of |the |these )?\Z",
    re.IGNORECASE,
)
_ALLOTS = re.compile(r"\b(?:randomi[sz]|assign|allocat|allot|divid)", re.IGNORECASE)
_NOT_DONE = re.compile(r"\A[^.;,№]{0,60}?\b(?:not|never|failed to|refused|declined)\b", re.IGNORECASE)
_SIZE_BEFORE = re.compile(r"[(\[,;] ?n ?= ?\Z|[(\[]\Z", re.IGNORECASE)
_TO_ARM = re.compile(
    r"\A (?:[a-z]+ ){0,2}?(?:to|received|were given|got)\b|\A (?:in|into|for) (?:the |each )?[^.;,№]{0,40}◦",
    re.IGNORECASE,
)
_AT_START = re.compile(
    r"\A(?:At|On|Before|Prior to) (?:the (?:start|time|beginning|onset) of )?(?:randomi[sz]ation|baseline|study entry|entry|enrol?ment|admission|presentation|inclusion|diagnosis|screening|start|treatment)\b",
    re.IGNORECASE,
)
_GIVEN_UNITS = ("cycles", "infusions", "injections", "procedures", "levels", "implants")
_EACH = re.compile(
    r"\A (?!(?:in|of|on|at|with|for|from|by)\b)[\w-]+ (?:per|for each|to each|each) (?!(?:[\w-]+ )?(?:groups?|arms?|cohorts?|tiers?|levels?|sides?|limbs?|half)\b)",
    re.IGNORECASE,
)
_QUARTILES = re.compile(r"\A ?[(\[] ?[№¬¦]+ ?(?:,|to|-|–|;) ?[№¬¦]+ ?[)\]]")
_FIRST_QUARTILE = re.compile(r"[№¬§] ?\[ ?[№¬]+ ?(?:,|to|-|–|;) ?[№¬]+ ?\]")
_LAST_QUARTILE = re.compile(r"[№¬§] ?\[ ?[№¬]+ ?(?:,|to|-|–|;) ?\Z")
_PEOPLE_AFTER = re.compile(rf"\A ?[)\]] ?(?:[a-z-]+ ){{0,3}}?{PEOPLE}\b", re.IGNORECASE)
# "Eighty-six students comprising 62 men and 24 women were assigned": who they are, and no result.
_COMPOSED = re.compile(
    rf"\A ?(?:[\w-]+ ){{0,3}}?{PEOPLE},? (?:comprising|consisting of|made up of|composed of|comprised of)(?= ?\Z| №| (?:of |the |only )*№)",
    re.IGNORECASE,
)
# "58 blocks were performed among 29 patients": how much was done on how many; a second operation is a result.
_DOING = r"(?!re-?[a-z]|repeat|revision|rescue|salvage|second|further|secondary|amputation|emergency|unplanned|№)(?:[\w-]+ ){1,4}?(?:were|was|had been) (?:performed|done|carried out|undertaken|conducted|placed|administered|attempted)(?: successfully| safely)? (?:in|on|among|for|to|with|by) (?:the |these |all |a total of )?\Z"
_SO_MUCH_DONE = re.compile(rf"№ {_DOING}", re.IGNORECASE)
_SO_MUCH_THEN = re.compile(rf"\A ?{_DOING}", re.IGNORECASE)
_LONGEST_DOING = 110
_EVENTS_NOT_PEOPLE = frozenset({"events"})


def counts_otherwise(sentence: Sentence, result: Result) -> bool:
    """Whether a bare count is no result: "254 patients were randomised", "a trial in 30 patients", "received 6 cycles"."""
    tally, left, right = result.tally, result.left, result.right
    if is_split(sentence.mask, tally.start, tally.end) or is_of_attendance(left, right):
        return True
    if tally.form in "hw" and never_came_in(sentence.mask, tally.start, right):
        return True
    if tally.form != "h":
        return False
    if _COMPOSED.match(right) or _is_of_what_was_done(sentence, result) or _in_quartiles(result):
        return True
    if result.unit in _GIVEN_UNITS and tally.denominator is None:
        return True
    if result.unit in _EVENTS_NOT_PEOPLE:
        return False
    if _EACH.match(right):
        return True
    if _AT_START.match(sentence.string) or _allots(sentence, left, right):
        return True
    if result.unit != "patients" and not _PEOPLE_AFTER.match(right):
        return result.unit is not None and bool(_ENTERS.match(right))
    return bool(_THEN_CAME.match(right) or _ENTERS.match(right) or _MADE_IN.search(left[-60:]))


def is_spread(mask: str, start: int) -> bool:
    """Whether a number is the spread around the one before it: "67.4 ± 7.6%".

    >>> is_spread("were §§§§ ± %%%%", 12), is_spread("healed in %%%%", 10)
    (True, False)
    """
    return mask[max(0, start - 5) : start].rstrip().endswith(("±", "+/-", "+-"))


def _is_of_what_was_done(sentence: Sentence, result: Result) -> bool:
    """Whether a sentence says how much was done on how many, and this is either of the two."""
    before = sentence.mask[max(0, result.start - _LONGEST_DOING) : result.start]
    return bool(_SO_MUCH_DONE.search(before) or _SO_MUCH_THEN.match(result.right))


def _in_quartiles(result: Result) -> bool:
    if _QUARTILES.match(result.right):
        return True
    mask, start = result.reading.mask, result.start
    before = mask[max(0, start - 30) : start]
    opening = before.rstrip()
    if opening.endswith("[") and _FIRST_QUARTILE.search(mask, max(0, start - 4), result.end + 20):
        return True
    return _LAST_QUARTILE.search(before) is not None


def _allots(sentence: Sentence, left: str, right: str) -> bool:
    """Whether the sentence tells how many went into which arm."""
    if not _ALLOTS.search(sentence.mask) or _NOT_DONE.match(right):
        return False
    return bool(_SIZE_BEFORE.search(left) or _TO_ARM.match(right))
