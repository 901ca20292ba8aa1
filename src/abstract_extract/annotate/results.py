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

from abstract_extract.candidates import ArmMention, Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Number, Sentence

from .outcome_causes import is_among_harms, is_among_leavers, is_cause_of_death
from .outcome_kinds import is_benefit, kind_of
from .people import UNIT_WORD
from .result_brackets import broken_down
from .result_degrees import is_incomplete, whole_name
from .result_labels import label_place
from .result_names import points_back
from .result_times import time_point
from .series import Place, Series, find_series, masked
from .tallies import Tally, find_tallies
from .tally_forms import HEADER

_EVENT_NAME = re.compile(r"\b(?:events?|reactions?|SAEs?|TEAEs?|AEs|episodes?)\Z", re.IGNORECASE)
_NUMBERED = re.compile(
    r" (?:numbered|totall?ed|amounted to|summed up to|added up to|came to|were|was|reached)(?: a total of| in all)? ",
    re.IGNORECASE,
)
_IN_SITES = re.compile(rf"(?: [\w◦'-]+){{0,5}}? ?[(\[]№+ {UNIT_WORD}[)\]]", re.IGNORECASE)
# "Multi-organ failure explained 10 (18%) deaths".
_OF_DEATHS = re.compile(r"(?: ?[(\[][%№. ]+[)\]])? (?:of (?:the |these |all )?№+ )?deaths?\b")
_HEAD_NOUN = re.compile(r"(?:(?!(?:had|were|was|with|of|in|to|from|for)\b)[\w-]+ ?)+")
_PLURAL = re.compile(r"(?<![isu])s ?\Z|(?:i|ae) ?\Z")
_FIGURES = frozenset("%№µ¬§")
_BREAK = re.compile(r"[,;:.]| and | but | while | whereas ")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence counts: its tallies, how they stand side by side, and its mask with the arms masked too."""

    tallies: tuple[Tally, ...]
    series: tuple[Series, ...]
    mask: str


@dataclass(frozen=True, slots=True)
class Result:
    """The numbers of one result: tally number `index` of what a sentence counts."""

    reading: Reading
    index: int
    row: Series
    """The series that it stands in, with what is set side by side with it."""

    @property
    def tally(self) -> Tally:
        """The numbers, where they stand in the sentence and in which form."""
        return self.reading.tallies[self.index]

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
    def unit(self) -> str | None:
        """What is counted, where the words beside it or beside its neighbours in the row say."""
        if self.row.is_of_events:
            return "events"
        if self.tally.unit is None and self.index and self.left.endswith(("(", "[")):
            # "Six events (two in each arm)": what a bracket breaks down is counted in it too.
            return self.reading.tallies[self.index - 1].unit
        return self.tally.unit or next(
            (unit for unit in (self.reading.tallies[i].unit for i in reversed(self.row.members)) if unit), None
        )

    @property
    def left(self) -> str:
        """The masked words between the sentence's earlier result and this one."""
        low = self.reading.tallies[self.index - 1].end if self.index else 0
        return self.reading.mask[low : self.start]

    @property
    def right(self) -> str:
        """The masked words between this result and the sentence's next, or past the bracket that breaks it down."""
        after = self.index + 1
        tallies, mask = self.reading.tallies, self.reading.mask
        bracket = broken_down(mask, tallies, self.index)
        if bracket is not None and mask[self.end : bracket.start].strip() == "":
            # "Five (two vs three) never had surgery": what is said of the five stands past the bracket.
            return mask[bracket.end : next((tally.start for tally in tallies if tally.start >= bracket.end), len(mask))]
        sites = _IN_SITES.match(mask, self.end) if self.tally.form == "h" else None
        if sites is not None:
            # "Two of group A (3 hips) were lost": said of both numbers.
            return mask[sites.end() : next((tally.start for tally in tallies if tally.start >= sites.end()), len(mask))]
        return mask[self.end : tallies[after].start if after < len(tallies) else len(mask)]


@dataclass(frozen=True, slots=True)
class Description:
    """What the words say of a result: its name and time point (places in the study text), kind and unit."""

    label: Said | None
    kind: OutcomeKind
    unit: str
    time_point: Said | None


def results_in(sentence: Sentence, mentions: Sequence[ArmMention] = ()) -> list[Result]:
    """The counts and percentages of a sentence, those of one result together, in order.

    Where `mentions` says what arms the sentence names and where, numbers of several arms are seen to be of one result.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> for text in ("64 [99%] of 65 healed", "Healing in 60% (12/20)", "none of the 14 died", "8 of the 14, or 57%"):
    ...     for result in results_in(sentence_of(text)):
    ...         print([number and number.value for number in (result.events, result.denominator, result.percent)])
    [64, 65, 99]
    [12, 20, 60]
    [0, 14, None]
    [8, 14, 57]
    """
    tallies = tuple(find_tallies(sentence))
    mask = masked(sentence.mask, mentions)
    return results_of(tallies, find_series(mask, tallies), mask)


def results_of(tallies: Sequence[Tally], series: Sequence[Series], mask: str) -> list[Result]:
    """The results among the tallies of a sentence: all but the headers that others are counted of."""
    reading = Reading(tuple(tallies), tuple(series), mask)
    rows = {index: row for row in reading.series for index in row.members}
    return [Result(reading, index, rows[index]) for index, tally in enumerate(reading.tallies) if tally.form != HEADER]


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
    others = results[0].reading.tallies if results else ()
    tallies = tuple(sorted((*others, alone), key=lambda tally: tally.start))
    mask = results[0].reading.mask if results else sentence.mask
    return next(r for r in results_of(tallies, find_series(mask, tallies), mask) if r.tally is alone)


def describe(sentence: Sentence, result: Result) -> Description:
    """What the sentence says of a result. The label is None where no words name one."""
    reading = result.reading
    place = label_place(sentence.string, reading.mask, reading.tallies, reading.series, result.index)
    if place is not None and points_back(sentence.string[place[0] : place[1]]):
        # "At 12 months the figures had risen to 21 and 15".
        place = _place_before(sentence, result)
    label: Said | None = None
    kind: OutcomeKind = "efficacy"
    if place is not None:
        words = sentence.string[place[0] : place[1]]
        # "Lost 10% of vital capacity" is not "lost".
        cut = reading.mask[place[1] : place[1] + 2].strip()[:1] in _FIGURES
        is_rate = reading.mask.startswith(" rate", place[1])
        named = f"{words} %" if cut else f"{words} rate" if is_rate else words
        kind = kind_of(named)
        if kind == "efficacy":
            kind = kind_of((named if is_rate else words) + " " + _near(result, place))
        kind = _in_context(result, kind, words)
        earlier = _name_before(sentence, result) if is_incomplete(words) else None
        if earlier is not None and (name := whole_name(words, earlier)) is not None:
            words, kind = name, _in_context(result, kind_of(name), name)
        label = said_at(sentence, words, *place)
    time = time_point(sentence.string, reading.mask, reading.tallies, result.row, result.index)
    return Description(
        label=label,
        kind=kind,
        unit=result.unit or ("events" if label and _are_events(result, place, kind) else "patients"),
        time_point=said_at(sentence, time.iso, time.start, time.end) if time else None,
    )


def _name_before(sentence: Sentence, result: Result) -> str | None:
    """What an earlier result of the sentence is called, the nearest whose name is whole."""
    place = _place_before(sentence, result)
    return sentence.string[place[0] : place[1]] if place is not None else None


def _place_before(sentence: Sentence, result: Result) -> Place | None:
    """Where the sentence names an earlier result, the nearest whose name is whole."""
    reading = result.reading
    for index in range(result.row.members[0] - 1, -1, -1):
        place = label_place(sentence.string, reading.mask, reading.tallies, reading.series, index)
        words = sentence.string[place[0] : place[1]] if place is not None else ""
        if words and not is_incomplete(words) and not points_back(words):
            return place
    return None


def _are_events(result: Result, place: Place | None, kind: OutcomeKind) -> bool:
    """Whether a count is of what happened, and not of those to whom: "seven infections", "adverse events numbered 9"."""
    if place is None:
        return False
    mask, tally = result.reading.mask, result.tally
    several = tally.form == "h" and tally.events is not None and tally.events.value > 1
    if kind == "adverse_event" and several and mask[tally.end : place[0]] == " ":
        head = _HEAD_NOUN.match(mask, *place)
        return head is not None and _PLURAL.search(head.group()) is not None
    return _numbers_events(result, place)


def _numbers_events(result: Result, place: Place | None) -> bool:
    """Whether a count is told of events themselves: "adverse events numbered 534"."""
    mask = result.reading.mask
    return place is not None and bool(
        _EVENT_NAME.search(mask[place[0] : place[1]]) and _NUMBERED.fullmatch(mask[place[1] : result.start])
    )


def _in_context(result: Result, kind: OutcomeKind, words: str) -> OutcomeKind:
    """The kind of a result whose sentence has said before that people died, or that it lists harms."""
    mask = result.reading.mask
    first = result.reading.tallies[result.row.members[0]].start
    if kind in ("efficacy", "adverse_event") and _OF_DEATHS.match(mask, result.end):
        return "death"
    if kind in ("efficacy", "adverse_event") and is_cause_of_death(mask, first, result.right):
        return "death"
    if kind == "efficacy" and not is_benefit(words) and is_among_harms(mask, first):
        return "adverse_event"
    if kind in ("efficacy", "adverse_event") and is_among_leavers(mask, first):
        return "withdrawal"
    return kind


def said_at(sentence: Sentence, value: float | str, start: int, end: int) -> Said:
    """A value and its place in the study text, from its place in the sentence."""
    return Said(value, sentence.start + start, sentence.start + end)


def _near(result: Result, place: tuple[int, int]) -> str:
    """The words of the count itself ("two deaths", "8 adverse events"), which may say the kind better than the label."""
    mask = result.reading.mask
    end = _BREAK.search(result.right)
    near = result.right[: end.start()] if end else result.right
    if place[0] >= result.end:
        return mask[result.start : result.end] + near[:30]
    return mask[max(0, result.start - 10) : result.end] + near[:20]
