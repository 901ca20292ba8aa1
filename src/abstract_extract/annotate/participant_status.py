"""The status that a sentence gives to the people it counts: screened, enrolled, treated … by its verbs."""

from __future__ import annotations

import re

from abstract_extract.record import ParticipantStatus

from .counted import Counted
from .participant_rows import share_rows
from .participant_rules import status_of
from .participant_series import share_series
from .participant_verbs import VERB_AFTER, VERB_LATER
from .participant_wholes import past_whole
from .participant_words import ALLOTS, ANOTHER, DRAWN, ELIGIBLE, WHO_GOT
from .people import NOT_PEOPLE_AFTER, PEOPLE
from .people_splits import is_split

_SPLIT = re.compile(
    r"\A ?(?:\([^()]{0,30}\) ?)?(?:(?:were |was |are )(?:men|women|males?|females?|boys|girls|smokers|white|black|asian|caucasian|aged)\b|(?:men|women|males?|females?|boys|girls|man|woman|of them women)(?: ?[;)]|,? (?:and )?№|, mean|,? aged å+ ?[;)])|(?:aged|white|black|asian|caucasian|right|left|smokers)\b)",
    re.IGNORECASE,
)
_UNIT_TIGHT = re.compile(rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|, ){{0,8}}?(?:{PEOPLE})\b", re.IGNORECASE)
_SEX_WORD = r"(?:men|women|males|females|boys|girls)"
_BOUND = re.compile(
    r"(?:O(?!ut\b|f\b|ne\b|n\b|ur\b|nly\b|nce\b)\S{0,4}|\b(?:ratio|score|level|count|index|rate))\b[^.;,]{0,20}\b(?:under|below|above|over|of|exceeding) \Z"
)
_ONE_OR = re.compile(r"№ (?:or|to) \Z")
_IN_SO_MANY = re.compile(r"№ (?:in|out of) (?:every )?\Z", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\b(?:all|everyone|everybody|each) (?:but|except|save|bar)(?: for| in)? \Z", re.IGNORECASE)
_GROUPS_THEMSELVES = re.compile(r"\A (?:(?!of\b|in\b|to\b)[\w-]+ ){0,2}(?:groups|arms|cohorts)\b")
_DONORS = re.compile(r"\A (?:[\w-]+ ){0,2}?donors?\b")
_BY_SEX = re.compile(
    rf"\A {_SEX_WORD}(?: ?\([^()]*\))?,? and \Z|\A {_SEX_WORD}(?: ?\([^()]*\))?,? and №+ {_SEX_WORD}\b"
)
_SEX_BEFORE = re.compile(rf"№+ {_SEX_WORD}(?: ?\([^()]*\))?,? and \Z")
_SEX = re.compile(rf"\A {_SEX_WORD}\b")
_HAD = re.compile(r"\A ?(?:of (?:them|whom|these) )?had\b")
_GETS = re.compile(
    r"\A ?(?:patients |participants |subjects |women |men |children |of (?:them|whom|these) )?(?:received|underwent|got|were given|was given|were treated with|had been given|took(?! part)|were treated by)\b",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"\A (?!million\b|billion\b|mg\b|mL\b|ml\b)(?:to |in |into |on |with |by |drew |got )?(?:the |a |an )?[A-Za-z][\w+/-]*(?: [A-Za-z][\w+/-]*){0,3}(?=[.;,)]| and | for |\Z)"
)
_SITES_OF = re.compile(r" ?(?:[\w-]+ ){1,3}(?:of|in|from|belonging to) (?:the )?", re.IGNORECASE)
_CELL_ARM = re.compile(r"\A cells? (?:and|vs\.?|versus|or) \Z")
""" "17 cell and 15 placebo patients": an arm that is called so."""
_NEVER_ENROLLED = frozenset({"tumours", "hospitalisations", "fractures", "pregnancies", "deliveries", "vessels"})
_WHOLE_BEFORE = re.compile(r"№+ of (?:these|those|our) \Z")
_SAME_BRACKET = re.compile(r" (?:patients|participants|subjects|people|persons|adults|women|men|children|cases)[,;/] ?")
_AMOUNT_NEXT = re.compile(r"\A (?:the (?:low|middle|medium|intermediate|high)|[·µ¤]+ )")
_PLAIN_ROW = re.compile(r",? (?:and|vs\.?|versus) | patients and ")
_AT_A_TIME = re.compile(r"\A (?:(?:came |returned )?(?:at|in|by|to) (?:month|week|year|day) ¶|(?:at|to|by) ð)")
_ENDS = re.compile(r"\A ?(?:[.,;]|\Z|patients\b|, respectively)")
_NEXT_SIZE = re.compile(r"[)\]],?(?: and| or)? (?:the )?[\w +/-]{1,40}[(\[] ?(?:[nN] ?[=:] ?)?", re.IGNORECASE)
_IN_A_ROW = re.compile(
    r" ?(?:(?:[A-Za-z+-]+ ){0,2}?(?:patients|participants|subjects|people|persons|cases|women|men|children|infants|adults|recipients|individuals|controls|eyes|knees))?(?: ?[(\[][^()\[\]]{0,40}[)\]])?(?: (?:in|of|from) (?:the )?[\w+-]+(?: [\w+-]+)?(?: groups?| arms?)?)?(?: ?[(\[][^()\[\]]{0,40}[)\]])? ?(?:,|,? and|,? or|/|,? vs\.?|,? versus)(?: the| of the| another)? ?",
    re.IGNORECASE,
)


def statuses_of(item: Counted) -> list[ParticipantStatus | None]:
    """The status of each tally of a sentence; numbers in a row ("41, 42 and 40 patients … were analysed") share one."""
    found: list[ParticipantStatus | None] = []
    for index, tally in enumerate(item.tallies):
        is_all_but = tally.form == "e" and item.sentence.mask[tally.start : tally.start + 3].lower() == "all"
        is_candidate = tally.events is not None and (tally.form != "e" or is_all_but) and tally.unit != "events"
        status = _own_status(item, index) if is_candidate else None
        if (
            status is None
            and is_candidate
            and index
            and item.is_bracketed(index)
            and tally.unit is not None
            and not _SPLIT.match(item.after(index))
            and (tally.unit != "patients" or item.tallies[index - 1].unit not in (None, "patients"))
            and found[index - 1]
            and (
                not item.is_bracketed(index - 1)
                or _SAME_BRACKET.fullmatch(item.sentence.mask[item.tallies[index - 1].end : tally.start])
            )
        ):
            status = found[index - 1]
        found.append(status)
    _share_forward(item, found)
    _share_elided(item, found)
    _share_backward(item, found)
    share_rows(item, found)
    share_series(item, found)
    return found


def _share_elided(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """ "35 received cells and 18 placebo": the second number goes without its verb."""
    for index in range(1, len(found)):
        # "35 received cells and 18 placebo": the second number goes without its verb.
        earlier, here = item.arms[index - 1], item.arms[index]
        if (
            found[index] is None
            and found[index - 1] in ("treated", "randomised", "allocated")
            and here
            and earlier
            and here != earlier
            and item.tallies[index].percent is None
            and item.tallies[index].denominator is None
            and _ELLIPSIS.match(item.after(index))
            and not _SPLIT.match(item.after(index))
        ):
            found[index] = found[index - 1]


def _share_backward(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """ "41, 42 and 40 patients were analysed": the verb after the last number of a row is of each."""
    for index in range(len(found) - 2, -1, -1):
        tally, following = item.tallies[index], item.tallies[index + 1]
        between = item.sentence.mask[tally.end : following.start]
        if (
            found[index] == "allocated"
            and found[index + 1] in ("treated", "completed", "analysed")
            and item.are_sizes[index]
            and item.are_sizes[index + 1]
            and _NEXT_SIZE.fullmatch(between)
        ):
            # "Low dose (n = 6) and high dose (n = 8) received": one verb for both.
            found[index] = found[index + 1]
            continue
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


def _share_forward(item: Counted, found: list[ParticipantStatus | None]) -> None:
    """ "28 knees of 20 patients", "10 patients … and a further six 5 million": the second number has the first one's status."""
    for index in range(1, len(found)):
        earlier, tally = item.tallies[index - 1], item.tallies[index]
        between = item.sentence.mask[earlier.end : tally.start]
        if found[index] is not None or found[index - 1] is None or tally.form != "h" or tally.percent is not None:
            continue
        is_of_sites = earlier.unit not in (None, "patients") and tally.unit == "patients"
        if found[index - 1] == "treated" and _AMOUNT_NEXT.match(item.after(index)) and not item.is_bracketed(index):
            found[index] = "treated"  # "six got 10 million cells, six 20 million"
            continue
        is_seen = found[index - 1] in ("analysed", "completed") and not item.is_bracketed(index)
        if is_seen and tally.unit in (None, "patients") and _AT_A_TIME.match(item.after(index)):
            found[index] = found[index - 1]  # "ten came at month 12, nine at month 22"
            continue
        is_row = found[index - 1] in ("analysed", "treated", "completed") and _PLAIN_ROW.fullmatch(between)
        if is_row and tally.unit in (None, "patients") and _ENDS.match(item.after(index)):
            found[index] = found[index - 1]
            continue
        is_next = found[index - 1] == "treated" and ANOTHER.search(between) and not item.is_bracketed(index)
        if (is_of_sites and _SITES_OF.fullmatch(between)) or is_next:
            found[index] = found[index - 1]


def _counts_others(item: Counted, index: int, right: str) -> bool:
    """Whether a tally is of none that a study takes in: donors, one sex, those left out, some with a result, a manner of speaking."""
    tally, mask = item.tallies[index], item.sentence.mask
    before = mask[: tally.start]
    if _DONORS.match(right) or _BY_SEX.match(right) or (_SEX_BEFORE.search(before) and _SEX.match(right)):
        return True
    if _ONE_OR.search(before) or _BOUND.search(before) or _IN_SO_MANY.search(before) or _LEFT_OUT.search(before):
        return True
    if tally.form == "b" and tally.denominator is not None and WHO_GOT.match(right):
        return True  # "24 of the 32 people who got saline": it is the 32 who got it
    if _GROUPS_THEMSELVES.match(right) or is_split(mask, tally.start, tally.end):
        return True
    if tally.unit in _NEVER_ENROLLED or _WHOLE_BEFORE.search(before):
        return True
    # "58 cells, 56 sham": what follows names the arm
    is_of_kind = _SPLIT.match(right) or (NOT_PEOPLE_AFTER.match(right) and not _UNIT_TIGHT.match(right))
    is_of_kind = is_of_kind and not ELIGIBLE.match(right)
    is_of_kind = is_of_kind and not _CELL_ARM.match(right)
    return bool(is_of_kind and not item.are_sizes[index]) or item.is_apposed(index)


def _own_status(item: Counted, index: int) -> ParticipantStatus | None:
    tally = item.tallies[index]
    right, left = past_whole(tally.form, item.after(index)), item.before(index)
    if _counts_others(item, index, right):
        return None
    status, rule = status_of(item, index, left, right)
    is_told = item.arms[index] is not None or ANOTHER.search(left) or tally.is_of_which or tally.form == "f"
    if (
        status is None
        and is_told
        and tally.form in "hwf"
        and (_GETS.match(right) or (item.are_sizes[index] and _HAD.match(right)))
    ):
        return "treated"
    if status == "allocated" and rule in ("verb-after", "verb-later") and DRAWN.search(item.sentence.mask):
        return "randomised"
    if rule == "arm-size":
        return _after_size(item, index, status)
    if tally.form == "f" and rule not in ("verb-after", "verb-later"):
        return None
    if rule == "n-equals":
        # "Outpatients (n = 58) with … were screened": the verb follows the bracket.
        close = item.sentence.mask.find(")", tally.end) + 1 or tally.end
        after = item.plain[close : close + 170]
        return next((found for found, pattern in VERB_LATER if pattern.match(after)), status)
    return status


def _after_size(item: Counted, index: int, status: ParticipantStatus | None) -> ParticipantStatus | None:
    """ "Group A (19 patients) received …": what follows the bracket says more than the bracket."""
    tally = item.tallies[index]
    after = item.plain[item.sentence.mask.find(")", tally.end) + 1 or tally.end :][:120]
    if after.startswith(",") and ALLOTS.search(item.sentence.mask[: tally.start]):
        return status  # "drawn into sequence I (n = 19), which had cells first": what they were to have
    if _GETS.match(after) or _HAD.match(after):
        return "treated"
    said = ("treated", "completed", "analysed", "lost", "randomised")
    return next((found for found, pattern in VERB_AFTER if found in said and pattern.match(after)), status)
