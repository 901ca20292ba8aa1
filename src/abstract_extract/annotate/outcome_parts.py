"""Counts that are parts of another: "four died, three of sepsis", "six admissions: seizure (3), pneumonia (2), fall (1)".

Whose the count before them is, they are too. Counts of arms are no parts: "five patients (4 in group A, 1 in group B)"
are of their arms. What parts are told of stays the whole group, but where a row says "of these" of the row above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from abstract_extract.candidates import ArmMention, OutcomeCandidate, Said
from abstract_extract.study import Number, Sentence

from .hints import has_any
from .result_brackets import breakdown_of
from .series import Series
from .tallies import Tally

_ALONE = "h"
_MOST_PARTS = 12
_LONGEST_WAY = 110
_FEWEST = 2
# What may stand between a whole and its first part.
_OPENS = re.compile(r"[^()\[\].;]{0,60}[(\[] ?[^()\[\].;№%]{0,40}\Z")
_LEADS = re.compile(
    r"[^.;№%]{0,60}(?::|\b(?:(?:were|was|being) )?(?:due to|caused by|because of|owing to|on account of|attribut(?:ed|able) to|put down to|blamed on|ascribed to|resulted from|came from)\b|\b(?:were|was|had|did not|could not|died)\b|,|—| - | – )[^.;:№%]{0,60}\Z"
)
_WORD = re.compile(r"[a-z]{2}|[(\[]")
_NOT_LISTED = re.compile(
    r"\b(?:while|whereas|but|compared|versus|vs|against|than|by contrast|at|after|by|within) ?\Z", re.IGNORECASE
)
_CAUSE_AFTER = re.compile(
    r"\A (?:patients? |more |others? |each |had |were )?(?:of|from|due to|owing to|because of|on account of|through|by|with|after) (?!the (?:№|other|two|three)|them|these|those|which|whom|№)",
    re.IGNORECASE,
)
_DIED_OR_LEFT = re.compile(
    r"\b(?:died|dead|deaths?|succumbed|perished|killed|withdr[ae]w\w*|withdrawals?|dropped out|drop-?outs?|left|quit|discontinu\w+|los(?:t|ses)|admissions?|failures?|failed|reasons?)\b",
    re.IGNORECASE,
)
_OF_THESE = re.compile(r"\A (?:[a-z]+ )?of (?:these|those|them|whom|which)\b", re.IGNORECASE)
_HINTS = (
    "(",
    ":",
    ",",
    "due to",
    "because of",
    "owing to",
    "account of",
    "of these",
    "of those",
    "of them",
    " were ",
    " had ",
    " died ",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One count among a sentence's tallies that is a part of another: their places in the list."""

    index: int
    whole: int


def parts_of(mask: str, tallies: Sequence[Tally], mentions: Sequence[ArmMention] = ()) -> list[Part]:
    """The counts of a sentence that break another down, with the count that they are parts of.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> def shown(text):
    ...     sentence = sentence_of(text)
    ...     tallies = find_tallies(sentence)
    ...     parts = parts_of(sentence.mask, tallies)
    ...     return [(tallies[part.index].events.value, tallies[part.whole].events.value) for part in parts]
    >>> shown("Four children died, three from leukaemia and one of adenovirus.")
    [(3, 4), (1, 4)]
    >>> shown("The eight deaths were due to relapse (4), sepsis (3) and stroke (1).")
    [(4, 8), (3, 8), (1, 8)]
    >>> shown("Five never had an infusion (two became too ill, one recovered).")
    [(2, 5), (1, 5)]
    >>> shown("Four had a fever, three had a rash and two had nausea.")
    []
    """
    found: list[Part] = []
    taken: set[int] = set()
    for whole, tally in enumerate(tallies):
        if whole in taken or tally.events is None or tally.events.value < _FEWEST:
            continue
        members = _members(mask, tallies, whole, mentions)
        found += [Part(index, whole) for index in members]
        taken.update(members)
    return found


def with_wholes(
    sentence: Sentence,
    found: Sequence[OutcomeCandidate],
    tallies: Sequence[Tally],
    series: Sequence[Series],
    mentions: Sequence[ArmMention],
) -> list[OutcomeCandidate]:
    """The outcomes of a sentence, those that are parts of another count given its arm, rows "of these" the row above."""
    if len(tallies) < _FEWEST or not has_any(sentence.lower, _HINTS):
        return list(found)
    by_place = {o.events.start - sentence.start: o.arm for o in found if isinstance(o.events, Said)}
    arms: dict[int, str | None] = {}
    for part in parts_of(sentence.mask, tallies, mentions):
        number, whole = tallies[part.index].events, tallies[part.whole].events
        if number is not None and whole is not None and whole.start in by_place:
            arms[number.start] = by_place[whole.start]
    above = dict(_rows_of_rows(sentence.mask, tallies, series))
    return [_of_whole(sentence, outcome, arms, above) for outcome in found] if arms or above else list(found)


def _of_whole(
    sentence: Sentence, outcome: OutcomeCandidate, arms: dict[int, str | None], above: dict[int, Number]
) -> OutcomeCandidate:
    if not isinstance(outcome.events, Said):
        return outcome
    place = outcome.events.start - sentence.start
    if place in arms:
        return replace(outcome, arm=arms[place])
    if place in above:
        of = above[place]
        return replace(outcome, denominator=Said(of.value, sentence.start + of.start, sentence.start + of.end))
    return outcome


def _members(mask: str, tallies: Sequence[Tally], whole: int, mentions: Sequence[ArmMention]) -> list[int]:
    """The tallies right after a count that are its parts."""
    first = whole + 1
    if first >= len(tallies):
        return []
    head, start = tallies[whole], tallies[first].start
    way = mask[head.end : start]
    if len(way) > _LONGEST_WAY or _NOT_LISTED.search(way) or not _WORD.search(way):
        return []
    # "Due to relapse (4), sepsis (3)": each has a bracket of its own.
    is_bracket = _OPENS.match(way) is not None and mask[tallies[first].end : tallies[first].end + 1] not in (")", "]")
    stop = _end(mask, start, in_bracket=is_bracket)
    members = [i for i in range(first, min(len(tallies), first + _MOST_PARTS)) if tallies[i].start < stop]
    if not members or not all(_is_alone(tallies[i]) for i in members):
        return []
    last = tallies[members[-1]]
    if any(start - 1 <= mention.start < stop for mention in mentions):
        return []
    most = head.events.value if head.events is not None else 0
    total = sum(number.value for i in members if (number := tallies[i].events) is not None)
    if total > most:
        return []
    if is_bracket:
        if breakdown_of(mask, tallies, first) is not None:
            return []
        return members if len(members) >= _FEWEST or _CAUSE_AFTER.match(mask[last.end :]) else []
    if total == most and len(members) >= _FEWEST and _LEADS.match(way):
        return members
    before = mask[max(0, head.start - _LONGEST_WAY) : start]
    all_causes = all(_CAUSE_AFTER.match(mask[tallies[i].end :]) for i in members)
    return members if all_causes and _DIED_OR_LEFT.search(before) else []


def _end(mask: str, start: int, *, in_bracket: bool) -> int:
    """Where a list of parts ends: with its bracket, else with its clause."""
    stops = (")", "]") if in_bracket else (";", ". ")
    ends = [place for stop in stops if (place := mask.find(stop, start)) >= 0]
    return min(ends, default=len(mask))


def _is_alone(tally: Tally) -> bool:
    return tally.form == _ALONE and tally.percent is None and tally.events is not None and not tally.is_of_which


def _rows_of_rows(mask: str, tallies: Sequence[Tally], series: Sequence[Series]) -> Iterator[tuple[int, Number]]:
    """ "Seven and eleven died; cardiac causes accounted for three and six of these": each of the one above it."""
    for number, row in enumerate(series):
        last = tallies[row.members[-1]]
        is_of = last.form == "w" or _OF_THESE.match(mask[last.end :]) or last.is_of_which
        if len(row.members) < _FEWEST or not is_of:
            continue
        above = next((s for s in reversed(series[:number]) if len(s.members) == len(row.members)), None)
        if above is None or above.members[-1] >= row.members[0]:
            continue
        for index, over in zip(row.members, above.members, strict=True):
            part, whole = tallies[index].events, tallies[over].events
            if part is not None and whole is not None and part.value <= whole.value:
                yield part.start, whole
