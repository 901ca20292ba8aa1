"""Results: the numbers that say one result together, and what a sentence says of it in words.

What is paired here is any count or percentage of a sentence, in whatever wording; whether it is an outcome, how many
took part or a feature of those who came, is for others to say.

>>> from abstract_extract.annotate.sentences import sentence_of
>>> sentence = sentence_of("At 6 months, 12 (60%) of 20 patients were pain-free and three patients had died.")
>>> for result in results_in(sentence):
...     numbers = [n and n.value for n in (result.events, result.denominator, result.percent)]
...     described = describe(sentence, result)
...     print(numbers, described.label.value, described.kind, described.unit, described.time_point.value)
[12, 20, 60] pain-free efficacy patients P6M
[3, None, None] died death patients P6M
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from abstract_extract.candidates import Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Number, Sentence

from .durations import find_durations
from .outcome_labels import kind_of, label_after, label_before
from .people import UNIT_WORD
from .tallies import Tally, find_tallies

HEADER = "x"
"""The form of a tally that heads a sentence ("Of 20 patients, …"): the denominator of what follows, no result."""
FEEDS = re.compile(
    r"\b(?:in|by|among|for|of|occurred in|affecting|was|were|:|reached)\s?(?:only |about |a total of |just |the |approximately |another |all )*[(\[]?(?:n ?= ?)?\Z",
    re.IGNORECASE,
)
_MOST_SHARED = 8
_SHARED_GAP = 60
_SHORTEST_LABEL = 4
_HAD_OUTCOME = re.compile(
    rf"\s?(?:of (?:the )?)?(?:[a-z-]+ )?(?:{UNIT_WORD})? ?(?:who |that )?(?:had|showed|developed|achieved|experienced|died|improved|responded|reported|withdrew|were lost|did)\b",
    re.IGNORECASE,
)
_TIME_WORD = re.compile(
    r"\b(?:at|after|by|within|over|in|during|until|through)\s(?:the\s)?(?:a\s)?(?:median of |about |approximately |first |final |last |end of )*\Z",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(r" (?:after|post|follow|later)")


@dataclass(frozen=True, slots=True)
class Result:
    """The numbers of one result: `tallies[index]` of a sentence, and beside it what else the sentence counts."""

    tallies: tuple[Tally, ...]
    index: int

    @property
    def tally(self) -> Tally:
        """The numbers, where they stand in the sentence and in which form."""
        return self.tallies[self.index]

    @property
    def events(self) -> Number | None:
        """How many had the result; 0 at "none"."""
        return self.tally.events

    @property
    def denominator(self) -> Number | None:
        """Of how many, where the sentence says it."""
        return self.tally.denominator

    @property
    def percent(self) -> Number | None:
        """The percentage as printed."""
        return self.tally.percent

    @property
    def start(self) -> int:
        """Where the result's words and numbers begin in the sentence."""
        return self.tally.start

    @property
    def end(self) -> int:
        """Where they end."""
        return self.tally.end

    @property
    def low(self) -> int:
        """Where the sentence's earlier result ends."""
        return self.tallies[self.index - 1].end if self.index else 0

    def high(self, sentence: Sentence) -> int:
        """Where the sentence's next result begins."""
        return self.tallies[self.index + 1].start if self.index + 1 < len(self.tallies) else len(sentence.mask)


@dataclass(frozen=True, slots=True)
class Description:
    """What the words say of a result: its name and time point (places in the study text), kind and unit."""

    label: Said | None
    kind: OutcomeKind
    unit: str
    time_point: Said | None


def results_in(sentence: Sentence) -> list[Result]:
    """The counts and percentages of a sentence, those of one result together, in order.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> for text in ("64 [99%] of 65 healed", "Healing in 60% (12/20)", "none of the 14 died", "8 of the 14, or 57%"):
    ...     for result in results_in(sentence_of(text)):
    ...         print([number and number.value for number in (result.events, result.denominator, result.percent)])
    [64, 65, 99]
    [12, 20, 60]
    [0, 14, None]
    [8, 14, 57]
    """
    return results_of(find_tallies(sentence))


def results_of(tallies: Sequence[Tally]) -> list[Result]:
    """The results among the tallies of a sentence: all but the headers that others are counted of."""
    of_sentence = tuple(tallies)
    return [Result(of_sentence, index) for index, tally in enumerate(of_sentence) if tally.form != HEADER]


def result_of(sentence: Sentence, number: Number, results: Sequence[Result]) -> Result:
    """The one of `results` that a number is part of; a result of that number alone where it is part of none.

    A number that several results share (the denominator at their head) is of the first.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> sentence = sentence_of("Of 20 patients, 12 (60%) healed within 3 months.")
    >>> results = results_in(sentence)
    >>> [result_of(sentence, number, results).events.value for number in sentence.numbers]
    [12, 12, 12, 3]
    """
    for result in results:
        parts = (result.events, result.percent, result.denominator)
        if any(part is not None and part.start <= number.start < part.end for part in parts):
            return result
    is_percent = number.kind == "percent"
    alone = Tally(
        number.start, number.end, None if is_percent else number, None, number if is_percent else None, None, "h"
    )
    others = results[0].tallies if results else ()
    tallies = tuple(sorted((*others, alone), key=lambda tally: tally.start))
    return Result(tallies, tallies.index(alone))


def describe(sentence: Sentence, result: Result) -> Description:
    """What the sentence says of a result. The label is None where no words name one."""
    place = _label(sentence, result)
    kind: OutcomeKind = "efficacy"
    if place is not None:
        words = sentence.string[place[0] : place[1]]
        kind = kind_of(words if kind_of(words) != "efficacy" else words + " " + _near(sentence.mask, result, place))
    return Description(
        label=said_at(sentence, sentence.string[place[0] : place[1]], place[0], place[1]) if place else None,
        kind=kind,
        unit=result.tally.unit or "patients",
        time_point=_time_point(sentence, result),
    )


def said_at(sentence: Sentence, value: float | str, start: int, end: int) -> Said:
    """A value and its place in the study text, from its place in the sentence."""
    return Said(value, sentence.start + start, sentence.start + end)


def _near(mask: str, result: Result, place: tuple[int, int]) -> str:
    """The words of the count itself ("two deaths", "8 adverse events"), which may say the kind better than the label."""
    return (
        mask[result.start : min(len(mask), result.end + 30)]
        if place[0] >= result.end
        else mask[max(0, result.start - 10) : result.end + 20]
    )


def _label(sentence: Sentence, result: Result) -> tuple[int, int] | None:
    """Where the result is named; the second of "12 (60%) vs 5 (25%)" is of what the first is of."""
    tallies = result.tallies
    for back in range(result.index, max(-1, result.index - _MOST_SHARED), -1):
        place = _own_label(sentence, Result(tallies, back))
        if place is not None:
            return place
        if back and tallies[back].start - tallies[back - 1].end >= _SHARED_GAP:
            return None
    return None


def _own_label(sentence: Sentence, result: Result) -> tuple[int, int] | None:
    """Where the result is named: after the count, or before it where the count ends its clause; shared over "vs"."""
    mask, string = sentence.mask, sentence.string
    following = result.high(sentence)
    feeds = FEEDS.search(mask[max(0, result.start - 45) : result.start]) and not _HAD_OUTCOME.match(
        mask[result.end : following]
    )
    before = label_before(string, mask, result.low, result.start)
    after = label_after(string, mask, result.end, following)
    for place in (before, after, before) if feeds else (after, before):
        if place and place[1] - place[0] >= _SHORTEST_LABEL:
            return place
    return None


def _time_point(sentence: Sentence, result: Result) -> Said | None:
    durations = [
        d
        for d in find_durations(sentence.string)
        if _TIME_WORD.search(sentence.string[: d.start])
        or sentence.string[d.start : d.start + 1].isalpha()
        or _AFTER_THAT.match(sentence.string[d.end :])
    ]
    if not durations:
        return None
    nearest = min(
        durations,
        key=lambda d: (abs(d.start - result.end) if d.start >= result.start else result.start - d.end, d.start),
    )
    return said_at(sentence, nearest.iso, nearest.start, nearest.end)
