"""The status that a sentence gives to the people it counts: screened, enrolled, treated … by its verbs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

from .cell_mentions import HINTS
from .counted import Counted
from .hints import has_any
from .participant_verbs import VERB_AFTER, VERB_BEFORE, VERB_LATER
from .people import NOT_PEOPLE_AFTER, PEOPLE, UNIT_WORD
from .tallies import Tally

_N_EQUALS = re.compile(r"(?:\b[nN] ?[=:] ?|\(|\[)\Z")
_SPLIT = re.compile(
    r"\A ?(?:\([^()]{0,30}\) ?)?(?:(?:were |was |are )(?:men|women|males?|females?|boys|girls|smokers|white|black|asian|caucasian|aged)\b|(?:men|women|males?|females?|boys|girls|man|woman|of them women)(?: ?[;)]|,? (?:and )?№|, mean|,? aged å+ ?[;)])|(?:aged|white|black|asian|caucasian|right|left|smokers)\b)",
    re.IGNORECASE,
)
_PEOPLE_SOON = re.compile(
    rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|[(\[][^()\[\]]{{0,60}}[)\]] ){{0,9}}?(?:{UNIT_WORD})\b", re.IGNORECASE
)
_UNIT_TIGHT = re.compile(rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|, ){{0,8}}?(?:{PEOPLE})\b", re.IGNORECASE)
_EXCLUDED = re.compile(
    r"\b(?:excluded|ineligible|not eligible|declined|refused|did not meet|failed to meet|not included|withdrew|discontinued|died|reported|developed|experienced)\b",
    re.IGNORECASE,
)
_RESULT_VERB = re.compile(
    r"\b(?:improved|showed|achieved|responded|experienced|developed|reported|recovered|healed|died|had|exhibited|demonstrated|suffered|relapsed|remained|reached|needed|required|regained|became|presented|survived|progressed|failed)\b",
    re.IGNORECASE,
)
_LOST_AFTER = re.compile(r"lost|moved|dropped|emigrated")
_PLANNED_AFTER = re.compile(r" ?planned\b")
_ENDS_OR_DESCRIBES = re.compile(r"\s?(?:[,.;)]|\Z|were\b|with\b|to\b|who\b)")
_DONE_IN = re.compile(
    r"\b(?:performed|done|tested|tried|carried out|conducted|used|applied|treated) (?:in|on|for|with) (?:the |all )?\Z"
)
_AT_BEFORE = re.compile(r"\bat \Z")
_INCLUDING_BEFORE = re.compile(r"\b(?:including|involving|evaluat\w+|study (?:in|on|of)) \Z")
_ENTERED_AFTER = re.compile(
    r"[^.;,]{0,40}\b(?:screened|approached|assessed|enrol|randomi|recruit|treated|included|evaluable|analy[sz]ed)"
)
_WILL_ENTER = re.compile(r"\A[^.;,]{0,60}\bwill (?:be|receive|undergo|enter|participate)\b")
_RELATIVE_CLAUSE = re.compile(r"\A[^.;]{0,40}?\b(?:who|that|which) ", re.IGNORECASE)
_TO_AN_ARM = re.compile(r"\A(?: [a-z]+)? to (?:the |a |an |receive |undergo )?[A-Za-z]")
_ALLOTTED = re.compile(r"randomi|allot", re.IGNORECASE)
_OF_THOSE = re.compile(r"\s?(?:Of|Among|From) ")
_GROUP_BEFORE = re.compile(r"(?:groups?|arms?|cohorts?)[ ,:]{1,3}\Z", re.IGNORECASE)
_PEOPLE_N_BEFORE = re.compile(rf"\b(?:{PEOPLE}) ?[(\[] ?n ?[=:] ?\Z", re.IGNORECASE)
_PREPOSITION_BEFORE = re.compile(
    r"\b(?:in|of|on|with|for|from|among|involving) (?:a (?:total|series|cohort|group) of |the (?:first )?)?\Z",
    re.IGNORECASE,
)
_TREATED_BEFORE = re.compile(r"transplant|infus|inject|implant|therap|treat|administ", re.IGNORECASE)


def statuses_of(item: Counted) -> list[ParticipantStatus | None]:
    """The status of each tally of a sentence; numbers in a row ("41, 42 and 40 patients … were analysed") share one."""
    found: list[ParticipantStatus | None] = []
    if not item.has_enrolling_verb and item.sentence.section in ("results", "conclusion"):
        return [None] * len(item.tallies)
    for index, tally in enumerate(item.tallies):
        is_candidate = tally.events is not None and tally.form != "e" and tally.unit != "events"
        status = _own_status(item, index) if is_candidate else None
        if (
            status is None
            and is_candidate
            and index
            and item.is_bracketed(index)
            and tally.unit not in (None, "patients")
            and found[index - 1]
            and not item.is_bracketed(index - 1)
        ):
            status = found[index - 1]
        found.append(status)
    for index in range(1, len(found)):
        # "35 received cells and 18 placebo": the second number goes without its verb.
        earlier, here = item.arms[index - 1], item.arms[index]
        if (
            found[index] is None
            and found[index - 1] in ("treated", "randomised", "allocated")
            and here
            and earlier
            and here != earlier
            and _ELLIPSIS.match(item.after(index))
        ):
            found[index] = found[index - 1]
    for index in range(len(found) - 2, -1, -1):
        tally, following = item.tallies[index], item.tallies[index + 1]
        between = item.sentence.mask[tally.end : following.start]
        if (
            found[index] is None
            and found[index + 1] not in (None, "unspecified", "allocated")
            and tally.form in "ha"
            and tally.events
            and (
                _IN_A_ROW.fullmatch(between) or (tally.unit not in (None, "patients") and _SITES_OF.fullmatch(between))
            )
        ):
            found[index] = found[index + 1]
    return found


def _own_status(item: Counted, index: int) -> ParticipantStatus | None:
    tally = item.tallies[index]
    right, left = item.after(index), item.before(index)
    if _SPLIT.match(right) or (NOT_PEOPLE_AFTER.match(right) and not _UNIT_TIGHT.match(right)):
        return None
    status, rule = _status(item.sentence, tally, left, right, item.arms[index])
    if status is None and item.arms[index] is not None and tally.form == "h" and _GETS.match(right):
        return "treated"
    if rule == "arm-size":
        # "Group A (19 patients) received …": what follows the bracket says more than the bracket.
        after = item.plain[item.sentence.mask.find(")", tally.end) + 1 or tally.end :][:120]
        return next(
            (
                found
                for found, pattern in VERB_AFTER
                if found in ("treated", "completed", "analysed", "lost", "randomised") and pattern.match(after)
            ),
            status,
        )
    if tally.form == "f" and rule not in ("verb-after", "verb-later"):
        return None
    if rule == "n-equals":
        # "Outpatients (n = 58) with … were screened": the verb follows the bracket.
        close = item.sentence.mask.find(")", tally.end) + 1 or tally.end
        after = item.plain[close : close + 170]
        return next((found for found, pattern in VERB_LATER if pattern.match(after)), status)
    return status


_GETS = re.compile(
    r"\A ?(?:patients |participants |subjects |women |men |children |of (?:them|whom|these) )?(?:received|underwent|got|were given|was given|were treated with|had been given|took)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\A (?:to |the |a |an )?[A-Za-z][\w+/-]*(?: [A-Za-z][\w+/-]*){0,3}(?=[.;,)]| and | for |\Z)")
_SITES_OF = re.compile(r" ?(?:[\w-]+ ){1,3}(?:of|in|from) (?:the )?", re.IGNORECASE)
_IN_A_ROW = re.compile(
    r" ?(?:patients|participants|subjects|women|men|children)?(?: (?:in|of|from) (?:the )?[\w+-]+(?: [\w+-]+)?(?: groups?| arms?)?)?(?: ?[(\[][^()\[\]]{0,40}[)\]])? ?(?:,|,? and|,? or|/|,? vs\.?|,? versus)(?: the| of the| another)? ?",
    re.IGNORECASE,
)


_Answer = tuple[ParticipantStatus | None, str]


@dataclass(frozen=True, slots=True)
class _Place:
    """A number of people in its sentence: what stands left and right of it, and the arm that it is of."""

    sentence: Sentence
    tally: Tally
    left: str
    right: str
    arm: str | None
    has_people: bool
    is_bracketed: bool
    in_results: bool

    @property
    def is_bare(self) -> bool:
        """Neither a percent nor a denominator stands with the number."""
        return self.tally.percent is None and self.tally.denominator is None


def _status(sentence: Sentence, tally: Tally, left: str, right: str, arm: str | None) -> _Answer:
    """The status that the first of RULES to answer gives, and that rule's name."""
    has_people = bool(_PEOPLE_SOON.match(right)) or tally.unit is not None
    in_results = sentence.section in ("results", "conclusion")
    place = _Place(sentence, tally, left, right, arm, has_people, bool(_N_EQUALS.search(left)), in_results)
    answers = (rule(place) for rule in RULES)
    return next((answer for answer in answers if answer is not None), (None, ""))


def _one_result(place: _Place) -> _Answer | None:
    events = place.tally.events
    if place.in_results and events is not None and events.value == 1 and not _LOST_AFTER.search(place.right[:60]):
        return None, "one"
    return None


def _planned(place: _Place) -> _Answer | None:
    return ("planned", "planned") if _PLANNED_AFTER.match(place.right) else None


def _verb_before(place: _Place) -> _Answer | None:
    left, events = place.left, place.tally.events
    for status, pattern in VERB_BEFORE:
        if not pattern.search(left[-120:]):
            continue
        if not (place.has_people or status == "planned" or _ENDS_OR_DESCRIBES.match(place.right)):
            continue
        if place.in_results and status == "treated" and (not place.is_bare or _DONE_IN.search(left[-40:])):
            continue
        is_small = events is None or events.value < 5
        if status == "planned" and not place.has_people and (_AT_BEFORE.search(left) or is_small):
            continue
        if place.in_results and status in ("enrolled", "analysed") and _INCLUDING_BEFORE.search(left[-30:]):
            continue
        return status, "verb-before"
    return None


def _head(place: _Place) -> _Answer | None:
    if place.tally.form != "x" or _ENTERED_AFTER.match(place.right):
        return None
    return ("unspecified" if not place.in_results and "," in place.right[:60] else None), "head"


def _future(place: _Place) -> _Answer | None:
    return ("planned", "future") if _WILL_ENTER.match(place.right) else None


def _verb_after(place: _Place) -> _Answer | None:
    if place.is_bracketed:
        return None
    right = place.right
    immediate = next((status for status, pattern in VERB_AFTER if pattern.match(right[:160])), None)
    if immediate is None:
        is_allotted = place.arm is not None and _TO_AN_ARM.match(right) and _ALLOTTED.search(place.sentence.mask)
        return ("randomised", "to-arm") if is_allotted else None
    is_described = _RELATIVE_CLAUSE.match(right) and _RESULT_VERB.search(right[15:])
    is_excluded = immediate != "lost" and _EXCLUDED.search(right[:40])
    return None if is_described or is_excluded else (immediate, "verb-after")


def _verb_later(place: _Place) -> _Answer | None:
    tally, right = place.tally, place.right
    if not place.has_people or place.is_bracketed or tally.is_of_which:
        return None
    if (
        tally.denominator is not None
        and tally.form != "f"
        and place.in_results
        and not _OF_THOSE.match(place.sentence.mask)
    ):
        return None
    if place.in_results and _RELATIVE_CLAUSE.match(right) and _RESULT_VERB.search(right):
        return None
    for status, pattern in VERB_LATER:
        match = pattern.match(right)
        if not match or _RESULT_VERB.search(match["lead"]) or _EXCLUDED.search(match["lead"]):
            continue
        if status == "treated" and place.in_results and tally.percent is not None:
            continue
        return status, "verb-later"
    return None


def _arm_size(place: _Place) -> _Answer | None:
    if place.arm is None or not place.is_bare:
        return None
    is_beside = bool(_GROUP_BEFORE.search(place.left)) and not place.in_results
    if (place.is_bracketed or is_beside) and not _RESULT_VERB.search(place.right[:40]):
        return "allocated", "arm-size"
    return None


def _n_equals(place: _Place) -> _Answer | None:
    has_n = place.left.rstrip().lower().endswith(("n =", "n=", "n:"))
    return ("unspecified", "n-equals") if place.is_bracketed and has_n and _PEOPLE_N_BEFORE.search(place.left) else None


def _no_verb(place: _Place) -> _Answer | None:
    role, left = place.sentence.stretch.role, place.left
    if not place.has_people or place.in_results or not place.is_bare or role is Role.FIELD:
        return None
    if _PREPOSITION_BEFORE.search(left) and not _RESULT_VERB.search(place.right[:80]):
        is_treated = has_any(left.lower(), HINTS) and _TREATED_BEFORE.search(left)
        return ("treated" if is_treated and role is not Role.TITLE else "unspecified"), "no-verb"
    return ("unspecified", "title") if role is Role.TITLE else None


RULES: tuple[Callable[[_Place], _Answer | None], ...] = (
    _one_result,
    _planned,
    _verb_before,
    _head,
    _future,
    _verb_after,
    _verb_later,
    _arm_size,
    _n_equals,
    _no_verb,
)
"""In order: the first that answers decides."""
