"""Where the arm of a number is named: right before it, right after it, by a letter, or at the head of its clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import ArmMention, Arms

from .tallies import Tally

_PEOPLE = r"(?: ?(?:groups?|arms?|cohorts?|patients|recipients|participants|subjects|eyes|knees|sides|legs?|women|men|children))*"
_BRACKET = re.compile(
    rf"{_PEOPLE}[ ,]*(?:[(\[:=] ?(?:[^()\[\]№%]{{0,60}}[,;:] ?)?(?:[nN] ?[=:] ?)?(?:[A-Za-z]{{1,12}} ?[:=] ?)?|[,;] ?[nN] ?= ?|[nN] ?= ?)\Z",
    re.IGNORECASE,
)
_TELLS = re.compile(rf"{_PEOPLE},? ?(?:in |was |were |is |had |of |it was |for |with )?(?:only )?\Z", re.IGNORECASE)
_LINK = r"(?:in|into|of|from|receiving|received|treated with|treated by|assigned to|allocated to|randomi[sz]ed to|on|for|with|given|to|within|among|after|under|by|who received|underwent|had|got|were given|to receive|to undergo|to get|receive|were assigned to|were randomi[sz]ed to|were allocated to|were treated with|were given|were in)"
_AFTER = re.compile(rf"\A(?:[^.;,№%]{{0,60}}?)\b{_LINK} (?:the |each |either |a |all )?\Z", re.IGNORECASE)
_NEXT = re.compile(r"\A(?:\s?(?:of the |of )?(?:[A-Za-z-]+ )?|, )\Z")
_SIZE_AFTER = re.compile(r"(?: groups?| arms?)?(?: ?[(\[][^()\[\]]{0,60}?(?:[nN] ?[=:] ?)?№|, ?[nN] ?= ?№|: ?№)")
_IN_BRACKET = re.compile(r"\A[^.;:]*[(\[](?:the )?\Z")
_CLOSES = re.compile(r"(?: groups?| arms?)?(?:[)\]]|[,;](?! ?(?:[nN] ?[=:]|№)))")
_LETTERS_BEFORE = re.compile(r"(?:^|[\s(\[,;])(?:cohort |group |arm )?([A-Z]{1,3}|\d|¶)\s?[:=]?\s?\Z")
_LETTERS_AFTER = re.compile(
    r"\A (?:cases? |patients? |ulcers? |eyes? )?(?:in|of|from) (?:group |the )?([A-Z]{1,3})\b(?! ?(?:of|patients with))"
)
_TO_ALL = re.compile(r"\b(?:randomi[sz]ed|assigned|allocated|allotted|divided)\b", re.IGNORECASE)
_SIZE_THEN_VERB = re.compile(
    r"№+ (?:[a-z]+ ){0,3}?(?:to|into|received|receiving|were|in|got|underwent|had|on|with|used)\b", re.IGNORECASE
)
_HEAD = re.compile(
    r"(?:^|[;,.(:—] ?|\band |\bwhile |\bwhereas |\bbut |\bthat )(?:also |only )?(?:in|for|of|among|within|from|on|over|with|after|under) (?:both )?(?:the |patients (?:in|of|on|with|receiving|assigned to|treated with) (?:the )?|those (?:in|of|on) (?:the )?|all )?\Z",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"(?:^|[.;] )(?:the |all |patients in the )\Z", re.IGNORECASE)
_FARTHEST_BEFORE = 75
_FARTHEST_AFTER = 90


def bracketed(mask: str, tally: Tally, mentions: Sequence[ArmMention], low: int = 0) -> str | None:
    """The arm whose name a bracket or a sign ties to a number: "placebo (n = 20", "cells: 5"."""
    return _named_before(_BRACKET, mask, tally, mentions, low) or _within(mask, tally, mentions, low)


def _within(mask: str, tally: Tally, mentions: Sequence[ArmMention], low: int) -> str | None:
    """ "(group C; 17 people)": name and number in one bracket."""
    for mention in mentions:
        if low <= mention.start and mention.end <= tally.start and _NEXT_IN.fullmatch(mask, mention.end, tally.start):
            lead = mask[: mention.start]
            if max(lead.rfind("("), lead.rfind("[")) > max(lead.rfind(")"), lead.rfind("]")):
                return mention.key
    return None


_NEXT_IN = re.compile(r"[;,:] ?(?:[nN] ?[=:] ?)?")


def named_before(mask: str, tally: Tally, mentions: Sequence[ArmMention], low: int = 0) -> str | None:
    """The arm named right before a number: "group A, 74%", "the cell group had 5"."""
    return _named_before(_TELLS, mask, tally, mentions, low)


def _named_before(
    between: re.Pattern[str], mask: str, tally: Tally, mentions: Sequence[ArmMention], low: int
) -> str | None:
    for mention in mentions:
        if (
            low <= mention.start
            and mention.end <= tally.start
            and tally.start - mention.end <= _FARTHEST_BEFORE
            and between.match(mask[mention.end : tally.start])
        ):
            return mention.key
    return None


def named_after(mask: str, tally: Tally, stop: int, mentions: Sequence[ArmMention]) -> str | None:
    """The arm named right after a number: "12 in the placebo group", "4 placebo patients"."""
    best: ArmMention | None = None
    for mention in mentions:
        if not (tally.end <= mention.start <= stop and mention.start - tally.end <= _FARTHEST_AFTER):
            continue
        between = mask[tally.end : mention.start]
        if _TO_ALL.search(between) and _SIZE_AFTER.match(mask, mention.end):
            return None
        if (
            best is None
            and _IN_BRACKET.search(between)
            and _CLOSES.match(mask, mention.end)
            and not _TO_ALL.search(between)
        ):
            return mention.key  # "were treated with surgery (group A)"
        if _TO_ALL.search(between) and _leads_several(mask, mention, stop, mentions):
            return None
        if (_AFTER.match(between) or _NEXT.match(between)) and (best is None or mention.start < best.start):
            best = mention
    return best.key if best else None


def _leads_several(mask: str, mention: ArmMention, stop: int, mentions: Sequence[ArmMention]) -> bool:
    """Whether more arms follow before the next count: "129 were randomised to X, Y or Z" are of none of them."""
    rest = [m for m in mentions if m.start > mention.end and m.key != mention.key]
    return any(m.end <= stop or not _SIZE_THEN_VERB.search(mask[mention.end : m.start]) for m in rest)


def lettered(mask: str, tally: Tally, arms: Arms) -> str | None:
    """ "(A: 2, B: 3)", "4 in M", "6 of B": an arm by its letters alone, where such an arm is known."""
    before = _LETTERS_BEFORE.search(mask[max(0, tally.start - 14) : tally.start])
    after = _LETTERS_AFTER.match(mask[tally.end : tally.end + 24])
    for match in (before, after):
        if match:
            letters = match[1].lower()
            for key in (f"group {letters}", f"cohort {letters}", f"arm {letters}", letters):
                if key in arms.candidates:
                    return key
    return None


def head_of(mask: str, tally: Tally, mentions: Sequence[ArmMention]) -> str | None:
    """ "In the cell group, 12 improved and 3 did not": a head holds until another arm is named."""
    before = [m for m in mentions if m.end <= tally.start]
    if not before:
        return None
    last = before[-1]
    lead = mask[: last.start]
    is_head = _HEAD.search(lead) or not lead.strip() or _OF_ALL.search(lead)
    return last.key if is_head and ";" not in mask[last.end : tally.start] else None
