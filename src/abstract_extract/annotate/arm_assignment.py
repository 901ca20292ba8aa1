"""Whose number: which arm each tally of a sentence belongs to, decided for the sentence as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import ArmMention, Arms
from abstract_extract.study import Sentence

from .tallies import Tally

_BRACKET = re.compile(
    r"(?: ?(?:groups?|arms?|cohorts?|patients|recipients))?[ ,]*(?:[(\[:] ?(?:[^()\[\]№]{0,60}[,;] ?(?=[nN] ?=))?(?:[nN] ?[=:] ?)?(?:[A-Za-z]{1,12} ?[:=] ?)?|[,;] ?[nN] ?= ?|[nN] ?= ?)\Z",
    re.IGNORECASE,
)
_LINK = r"(?:in|of|from|receiving|received|treated with|treated by|assigned to|allocated to|randomi[sz]ed to|on|for|with|given|to|within|among|who received|underwent|had|got|were given|to receive|to undergo|to get|receive|were assigned to|were randomi[sz]ed to|were allocated to|were treated with|were given|were in)"
_AFTER = re.compile(rf"\A(?:[^.;,№%]{{0,60}}?)\b{_LINK} (?:the |each |either |a )?\Z", re.IGNORECASE)
_NEXT = re.compile(r"\A\s?(?:of the |of )?(?:[A-Za-z-]+ )?\Z")
_STRICT_VERSUS = re.compile(r"\b(?:versus|vs\.?|v\.?|compared (?:with|to)|against)(?=\s|$)", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b|\bin that order\b", re.IGNORECASE)
_LETTERS_BEFORE = re.compile(r"(?:^|[\s(\[,;])(?:cohort |group |arm )?([A-Z]{1,3}|\d|¶)\s?[:=]?\s?\Z")
_LETTERS_AFTER = re.compile(
    r"\A (?:cases? |patients? |ulcers? |eyes? )?(?:in|of|from) (?:group |the )?([A-Z]{1,3})\b(?! ?(?:of|patients with))"
)
_TO_ALL = re.compile(r"\b(?:randomi[sz]ed|assigned|allocated|allotted|divided)\b", re.IGNORECASE)
_MOST_ARMS = 4
_ROW = re.compile(
    r" ?(?:patients|participants|subjects|women|men|children|eyes|knees|teeth|ulcers|cases|[a-z]+ knees|[a-z]+ sides|[a-z]+ eyes)?(?: ?[(\[][^()\[\]]{0,40}[)\]])? ?(?:,|,? and(?: in)?|,? but(?: only)?(?: in)?|/|,? vs\.?|,? versus|,? against|,? compared (?:with|to)|,? or)(?: the| only| of the| in)? ?",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"(?:^|[;,.] |\band |\bwhile |\bwhereas |\bbut )(?:in|for|of|among|within|from|on) (?:the |patients (?:in|of) (?:the )?|those (?:in|of) (?:the )?)?\Z",
    re.IGNORECASE,
)


_SIZE_THEN_VERB = re.compile(r"№+ (?:to|received|were)")
_OF_ALL = re.compile(r"(?:^|[.;] )(?:the |all |patients in the )\Z", re.IGNORECASE)


def assign_arms(sentence: Sentence, tallies: Sequence[Tally], arms: Arms) -> list[str | None]:
    """The arm's key of each tally, or None for the whole trial."""
    if not arms.candidates or not tallies:
        return [None] * len(tallies)
    mentions = arms.of(sentence)
    found = [
        _adjacent(sentence.mask, tally, tallies, mentions) or _lettered(sentence.mask, tally, arms) for tally in tallies
    ]
    if _RESPECTIVELY.search(sentence.string):
        found = _in_order(sentence, tallies, mentions, found, arms)
    found = _versus(sentence, tallies, mentions, found, arms)
    found = _rows(sentence, tallies, found, arms)
    return _heads(sentence.mask, tallies, mentions, found)


def _adjacent(mask: str, tally: Tally, tallies: Sequence[Tally], mentions: Sequence[ArmMention]) -> str | None:
    """The arm named right before in "placebo (n = 20", or right after in "12 in the placebo group"."""
    following = min((t.start for t in tallies if t.start >= tally.end), default=len(mask))
    for mention in mentions:
        if (
            mention.end <= tally.start
            and tally.start - mention.end <= 75
            and _BRACKET.match(mask[mention.end : tally.start])
        ):
            return mention.key
    best: tuple[int, str] | None = None
    for mention in mentions:
        if tally.end <= mention.start <= following and mention.start - tally.end <= 90:
            between = mask[tally.end : mention.start]
            if _TO_ALL.search(between) and _leads_several(mask, mention, following, mentions):
                return None
            if (_AFTER.match(between) or _NEXT.match(between)) and (best is None or mention.start < best[0]):
                best = (mention.start, mention.key)
    return best[1] if best else None


def _leads_several(mask: str, mention: ArmMention, stop: int, mentions: Sequence[ArmMention]) -> bool:
    """Whether more arms follow before the next count: "129 were randomised to X, Y or Z" are of none of them."""
    rest = [m for m in mentions if m.start > mention.end and m.key != mention.key]
    return any(m.end <= stop or not _SIZE_THEN_VERB.search(mask[mention.end : m.start]) for m in rest)


def _lettered(mask: str, tally: Tally, arms: Arms) -> str | None:
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


def _in_order(
    sentence: Sentence, tallies: Sequence[Tally], mentions: Sequence[ArmMention], found: list[str | None], arms: Arms
) -> list[str | None]:
    """ "A, B and C in groups X, Y and Z, respectively": numbers and arms in the same order."""
    keys = list(dict.fromkeys(m.key for m in mentions))
    if len(keys) < 2:
        pair = arms.pair()
        keys = list(pair) if pair and len(tallies) % 2 == 0 else keys
    if len(keys) < 2:
        return found
    if len(tallies) == len(keys):
        return [keys[i] for i in range(len(tallies))]
    if len(tallies) > len(keys) and len(tallies) % len(keys) == 0 and len(tallies) <= 4 * len(keys):
        return [keys[i % len(keys)] for i in range(len(tallies))]
    return found


def _rows(sentence: Sentence, tallies: Sequence[Tally], found: list[str | None], arms: Arms) -> list[str | None]:
    """ "36/45 and 30/43", "14/19, 18/19 and 9/18": as many numbers in a row as there are arms, in the arms' order."""
    main = arms.main()
    if sentence.section not in ("results", None) or not 2 <= len(main) <= _MOST_ARMS:
        return found
    result = list(found)
    start = 0
    while start < len(tallies):
        end = start + 1
        while (
            end < len(tallies)
            and _alike(tallies[end - 1], tallies[end])
            and _ROW.fullmatch(sentence.mask[tallies[end - 1].end : tallies[end].start])
        ):
            end += 1
        if end - start == len(main) and all(key is None for key in result[start:end]):
            result[start:end] = main
        start = end
    return result


def _alike(first: Tally, second: Tally) -> bool:
    """Whether two tallies say the same kind of thing: both with a percent or denominator, or both bare."""
    return (first.percent is None) == (second.percent is None) or first.form == second.form


def _versus(
    sentence: Sentence, tallies: Sequence[Tally], mentions: Sequence[ArmMention], found: list[str | None], arms: Arms
) -> list[str | None]:
    """ "12 (60%) vs 5 (25%)": the first is of the arm named first, or of the experimental arm."""
    result = list(found)
    order = list(dict.fromkeys(m.key for m in mentions))
    pair = arms.pair()
    for index in range(len(tallies) - 1):
        between = sentence.mask[tallies[index].end : tallies[index + 1].start]
        if len(between) > 90 or not _STRICT_VERSUS.search(between):
            continue
        first, second = result[index], result[index + 1]
        if first is None and second is None:
            keys = order if len(order) == 2 else list(pair) if pair else []
            if len(keys) == 2:
                result[index], result[index + 1] = keys[0], keys[1]
        elif first is None or second is None:
            known = first or second
            others = [k for k in (order if len(order) == 2 else list(pair or ())) if k != known]
            if len(others) == 1:
                result[index], result[index + 1] = first or others[0], second or others[0]
    return result


def _heads(
    mask: str, tallies: Sequence[Tally], mentions: Sequence[ArmMention], found: list[str | None]
) -> list[str | None]:
    """ "In the cell group, 12 improved and 3 did not": a head holds until another arm is named."""
    result = list(found)
    for index, tally in enumerate(tallies):
        if result[index] is not None:
            continue
        before = [m for m in mentions if m.end <= tally.start]
        if not before:
            continue
        last = before[-1]
        lead = mask[: last.start]
        if (_HEAD.search(lead) or not lead.strip() or _OF_ALL.search(lead)) and ";" not in mask[last.end : tally.start]:
            result[index] = last.key
    return result
