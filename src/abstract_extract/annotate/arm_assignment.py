"""Whose number: which arm each tally of a sentence belongs to, decided for each series of numbers as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import ArmMention, Arms
from abstract_extract.study import Sentence

from .arm_places import bracketed, head_of, lettered, named_after, named_before
from .arm_rows import arms_in_order
from .arm_sizes import is_cases
from .result_labels import row_of_labels
from .series import Series, masked
from .tallies import Tally

_RESPECTIVELY = re.compile(r"\brespectively\b|\bresp\b|\bin (?:that|this) order\b", re.IGNORECASE)
_SET_AGAINST = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|against|over|relative to) (?:[\w-]+ ){0,4}\Z", re.IGNORECASE
)
_OPEN_BEFORE = re.compile(r"[(\[] ?\Z")
_LISTED_ON = re.compile(r"[)\]]?,?(?: and| or)? (?!in |with |on )[^;.:,()]{2,60}[(\[] ?(?:n ?= ?)?")
_ENTERED = re.compile(
    r"\b(?:were|was|are) (?:randomi|randomly|enrol|screened|recruited|registered|assessed|approached)", re.IGNORECASE
)
"""Between two numbers: "143 patients were randomised and 139 analysed" is the flow of one trial, not a row of two arms."""
_LONGEST_BRACKET = 40
_FIRST_SIZE = re.compile(
    r"(?:n ?= ?)?(?:№+ (?:[a-z-]+ ){0,2}?[a-z]+(?:,|;|/| and| with| in) ?)?(?:n ?= ?)?", re.IGNORECASE
)
_SIZE_ENDS = re.compile(r" (?:[a-z-]+ ){0,2}?[a-z]+(?:[),;/]| and №| with №)")
Keys = list[str | None]


def assign_arms(sentence: Sentence, tallies: Sequence[Tally], series: Sequence[Series], arms: Arms) -> Keys:
    """The arm's key of each tally, or None for the whole trial."""
    found: Keys = [None] * len(tallies)
    if not arms.candidates or not tallies:
        return found
    mentions = arms.of(sentence)
    for row in series:
        keys = _of_row(sentence, tallies, row, mentions, arms, found)
        for index, key in zip(row.members, keys, strict=True):
            found[index] = key
    in_rows = {index for row in series if len(row.members) > 1 for index in row.members}
    for index, tally in enumerate(tallies):
        if found[index] is None and index not in in_rows:
            found[index] = head_of(sentence.mask, tally, mentions)
    _carry_back(sentence.mask, tallies, mentions, found)
    _within_brackets(sentence.mask, tallies, mentions, found)
    for index, tally in enumerate(tallies):
        # Where a sentence sets arms against each other, its sizes are known for certain.
        key = arms.sizes.get((sentence.index, tally.events.start)) if tally.events else None
        found[index] = key or found[index] or next((m.key for m in mentions if is_cases(sentence.mask, m, tally)), None)
    return found


def _carry_back(mask: str, tallies: Sequence[Tally], mentions: Sequence[ArmMention], found: Keys) -> None:
    """ "Nausea (29%) and fever (17%) in the cell group": what is listed before the arm's name is the arm's too."""
    for index in range(len(tallies) - 2, -1, -1):
        first, second = tallies[index], tallies[index + 1]
        between = mask[first.end : second.start]
        if found[index] is not None or found[index + 1] is None or not _LISTED_ON.fullmatch(between):
            continue
        named = [m for m in mentions if m.end > first.start]
        if named and named[0].start >= second.end and named[0].key == found[index + 1]:
            found[index] = found[index + 1]


def _within_brackets(mask: str, tallies: Sequence[Tally], mentions: Sequence[ArmMention], found: Keys) -> None:
    """ "Group B (18 patients, 23 ulcers)": both numbers of a bracket are of the arm that stands before it."""
    for index, tally in enumerate(tallies):
        opened = mask.rfind("(", max(0, tally.start - _LONGEST_BRACKET), tally.start)
        if opened < 0 or tally.percent or not _FIRST_SIZE.fullmatch(mask[opened + 1 : tally.start]):
            continue
        before = [m for m in mentions if m.end <= opened and mask[m.end : opened].strip() in ("", "group", "arm")]
        if before and _SIZE_ENDS.match(mask, tally.end):
            found[index] = before[-1].key


def _of_row(
    sentence: Sentence,
    tallies: Sequence[Tally],
    row: Series,
    mentions: Sequence[ArmMention],
    arms: Arms,
    earlier: Sequence[str | None],
) -> Keys:
    own = [_own(sentence, tallies, row, position, mentions, arms) for position in range(len(row.members))]
    between = sentence.mask[tallies[row.members[0]].end : tallies[row.members[-1]].start]
    if len(own) == 1 or _ENTERED.search(between):
        return own
    named = [key for key in own if key is not None]
    listed = _listed(sentence, tallies, row, mentions)
    if listed and len(set(named)) < len(own):
        return list(listed)
    if len(named) == len(own) and len(set(named)) == len(own):
        return own
    if len(set(named)) != len(named):
        # One name for two numbers: it heads the row and is of neither alone.
        return own if len(named) < len(own) else [None] * len(own)
    return _completed(sentence, tallies, row, own, arms, mentions, earlier)


def _own(
    sentence: Sentence,
    tallies: Sequence[Tally],
    row: Series,
    position: int,
    mentions: Sequence[ArmMention],
    arms: Arms,
) -> str | None:
    """The arm that is named with one member: in its own words before the link, or after the link to it."""
    index = row.members[position]
    tally = tallies[index]
    inside = {m.key for m in mentions if tally.start <= m.start and m.end <= tally.end}
    if len(inside) == 1:
        # The name stands between count and percentage: "12 patients in the cell group (40%)".
        return next(iter(inside))
    low = row.links[position - 1][1] if position else (tallies[index - 1].end if index else 0)
    if position < len(row.links):
        stop = row.links[position][0]
        within = [m for m in mentions if tally.end <= m.start and m.end <= stop]
        after = within[0].key if len({m.key for m in within}) == 1 else None
    else:
        stop = tallies[index + 1].start if index + 1 < len(tallies) else len(sentence.mask)
        after = named_after(sentence.mask, tally, stop, mentions)
    before = [m for m in mentions if low <= m.start and m.end <= tally.start] if position else []
    if before and len({m.key for m in before}) == 1:
        return before[0].key
    heads_row = not position and len(row.members) > 1 and _OPEN_BEFORE.search(sentence.mask[: tally.start])
    return (
        (None if heads_row else bracketed(sentence.mask, tally, mentions, low))
        or after
        or (None if heads_row else named_before(sentence.mask, tally, mentions, low))
        or lettered(sentence.mask, tally, arms)
        or (head_of(sentence.mask, tally, mentions) if not position else None)
    )


def _listed(
    sentence: Sentence, tallies: Sequence[Tally], row: Series, mentions: Sequence[ArmMention]
) -> list[str] | None:
    """The arms of "5, 6 and 7 patients in A, B and C" or "(A vs B): 5 vs 6": as many names as numbers, in one place."""
    first, last = row.members[0], row.members[-1]
    stop = tallies[last + 1].start if last + 1 < len(tallies) else len(sentence.mask)
    end = sentence.mask.find(";", tallies[last].end, stop)
    stop = end if end >= 0 else stop
    after = list(dict.fromkeys(m.key for m in mentions if tallies[last].end <= m.start < stop))
    low = tallies[first - 1].end if first else 0
    before = list(dict.fromkeys(m.key for m in mentions if low <= m.start and m.end <= tallies[first].start))
    within = any(tallies[first].end <= m.start and m.end <= tallies[last].start for m in mentions)
    if within:
        return None
    against = {
        m.key for m in mentions if low <= m.start and m.key in before and _SET_AGAINST.search(sentence.mask[: m.start])
    }
    if len(before) == 2 and len(against) == 1:
        # Of "compared with placebo, more on the cream improved (28% vs 18%)" the cream comes first.
        before.sort(key=lambda key: key in against)
    for keys in (after, before):
        if len(keys) == len(row.members):
            return keys
    whole = list(dict.fromkeys(m.key for m in mentions))
    says_order = _RESPECTIVELY.search(sentence.string)
    return whole if len(whole) == len(row.members) and (says_order or row.is_versus) else None


def _completed(
    sentence: Sentence,
    tallies: Sequence[Tally],
    row: Series,
    own: Keys,
    arms: Arms,
    mentions: Sequence[ArmMention],
    earlier: Sequence[str | None],
) -> Keys:
    """A row whose arms are named in part or not at all: what is missing is the other arm, or the arms in their order."""
    named = [key for key in own if key is not None]
    if not named and not row.is_versus and row_of_labels(masked(sentence.mask, mentions), tallies, row):
        return own
    order = arms_in_order(arms, sentence, len(own), says_order=bool(_RESPECTIVELY.search(sentence.string)))
    if not named:
        above = _of_earlier(tallies, row, earlier)
        keys = above or _led(sentence, tallies, row, mentions, order) or order
        return list(keys) if keys is not None else own
    if order is None:
        return own
    rest = [key for key in order if key not in named]
    return [key if key is not None else rest.pop(0) if rest else None for key in own]


def _led(
    sentence: Sentence, tallies: Sequence[Tally], row: Series, mentions: Sequence[ArmMention], order: list[str] | None
) -> list[str] | None:
    """ "More women in the cell group improved (28% vs 18%)": the arm that is named comes first, or what it is set against."""
    leading = [m for m in mentions if m.end <= tallies[row.members[0]].start]
    if order is None or len(order) != 2 or len({m.key for m in leading}) != 1 or leading[0].key not in order:
        return None
    named = leading[0].key
    other = next(key for key in order if key != named)
    is_second = _SET_AGAINST.search(sentence.mask[: leading[0].start])
    return [other, named] if is_second else [named, other]


def _of_earlier(tallies: Sequence[Tally], row: Series, earlier: Sequence[str | None]) -> list[str] | None:
    """The arms of the sentence's last row of as many numbers: "5 (A) and 6 (B) at 3 months, 7 and 8 at 6 months"."""
    count = len(row.members)
    keys = [key for key in earlier[: row.members[0]] if key is not None][-count:]
    return keys if len(keys) == count == len(set(keys)) else None
