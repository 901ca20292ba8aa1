"""The results of a sentence as its numbers' roles tell them, and what two sides of it make together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from abstract_extract.annotate.counted import Counted
from abstract_extract.annotate.outcome_vetoes import is_spread
from abstract_extract.annotate.people_splits import is_split
from abstract_extract.annotate.results import Result, result_of
from abstract_extract.annotate.tallies import Tally
from abstract_extract.proposals import Family, NumberRole, Side, likeliest_side
from abstract_extract.study import Number

from .amounts import LEAST


@dataclass(slots=True)
class Draft:
    """A result of a sentence and those of its numbers that may be outcomes."""

    result: Result
    events: tuple[Number, NumberRole] | None = None
    percent: tuple[Number, NumberRole] | None = None

    def parts(self) -> Iterator[tuple[Family, Number, NumberRole]]:
        """Its numbers with their roles, each with what it is taken for."""
        if self.events:
            yield "events", *self.events
        if self.percent:
            yield "percent", *self.percent

    def start(self) -> int:
        """Where its first number begins in the sentence."""
        return min(number.start for _, number, _ in self.parts())

    def end(self) -> int:
        """Where its last number ends in the sentence."""
        return max(number.end for _, number, _ in self.parts())

    def counted_of(self) -> Number | None:
        """The number that its events are counted of, which is another than these."""
        whole = self.result.denominator
        return None if self.events is not None and whole is self.events[0] else whole

    def sides(self) -> Mapping[Side, float]:
        """The sides that its numbers speak for, each by how much it is an outcome."""
        total: dict[Side, float] = {}
        for family, _, role in self.parts():
            for side, chance in role.sides(family).items():
                total[side] = total.get(side, 0.0) + chance * role.family(family)
        whole = sum(total.values())
        return {side: chance / whole for side, chance in total.items()}

    def side(self) -> Side:
        """The likeliest of its sides."""
        return likeliest_side(self.sides())


def drafts_of(item: Counted, found: Sequence[tuple[Number, NumberRole]]) -> list[Draft]:
    """The results of a sentence, in the order of their numbers."""
    drafts: list[Draft] = []
    for number, role in found:
        events, percent = role.family("events"), role.family("percent")
        if max(events, percent) < LEAST or counts_nobody(number):
            continue
        if is_denominator(item, number) or _is_none(item.sentence.mask, number):
            continue
        result = result_of(item.sentence, number, item.results)
        draft = next((d for d in drafts if d.result.start == result.start and d.result.end == result.end), None)
        if draft is None or (draft.events if events >= percent else draft.percent) is not None:
            draft = Draft(result)
            drafts.append(draft)
        if events >= percent:
            draft.events = (number, role)
        else:
            draft.percent = (number, role)
    return drafts


def counts_nobody(number: Number) -> bool:
    """Whether a number is a year or names something, which the model may take for so many people.

    Of 3,338 counts of people and events in PICO-Corpus and C-TrO nine are such, eight of them the 1,000 of a rate.

    >>> counts_nobody(Number(1998, "year", 3, 7)), counts_nobody(Number(1998, "count", 3, 7))
    (True, False)
    """
    return number.kind in ("year", "label")


def is_denominator(item: Counted, number: Number) -> bool:
    """Whether a number is what a result is counted of: it belongs to the result, and is nobody's size by itself."""
    return any(is_denominator_of(tally, number) and tally.events is not number for tally in item.tallies)


def is_denominator_of(tally: Tally, number: Number) -> bool:
    """Whether a tally's events are counted of a number."""
    return tally.denominator is not None and tally.denominator.start == number.start


def shared_totals(drafts: Sequence[Draft]) -> frozenset[int]:
    """Where the numbers stand that two sides make together: of 28 deaths 17 were in one arm and 11 in the other."""
    parts: dict[tuple[int, float], list[tuple[Side, float]]] = {}
    for draft in drafts:
        whole = draft.counted_of()
        if whole is not None and draft.events is not None:
            own = parts.setdefault((whole.start, float(whole.value)), [])
            own.append((draft.side(), float(draft.events[0].value)))
    return frozenset(
        start
        for (start, whole), own in parts.items()
        if any(side != other and first + second == whole for (side, first), (other, second) in combinations(own, 2))
    )


def sums(drafts: Sequence[Draft]) -> list[Draft]:
    """The results that two others make together: "14 of 89 fell (7 of 41 on the drug, 7 of 48 on placebo)" is of no arm."""
    told = [(draft, draft.side(), *figures) for draft in drafts if (figures := _figures(draft)) is not None]
    together = {
        (events + others, people + other_people)
        for (_, side, events, people), (_, other, others, other_people) in combinations(told, 2)
        if side != other
    }
    return [draft for draft, _, events, people in told if (events, people) in together]


_OPENS_PARTS = re.compile(r"%{0,2}[^()\[\]№%¬]{0,60}(?:[(\[][^()\[\]№%¬]{0,40}){1,2}")


def told_by_side(mask: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The results that a bracket behind them tells of each side: "adherence was 66% [drug (65%) versus placebo (67%)]"."""
    return [
        whole
        for whole, first, second in zip(drafts, drafts[1:], drafts[2:], strict=False)
        if _OPENS_PARTS.fullmatch(mask, whole.end(), first.start())
        and (_is_sum(whole, first, second) or _is_between(whole, first, second))
        and first.side() != second.side()
    ]


def _is_sum(whole: Draft, first: Draft, second: Draft) -> bool:
    if whole.events is None or first.events is None or second.events is None:
        return False
    return whole.events[0].value == first.events[0].value + second.events[0].value


def _is_between(whole: Draft, first: Draft, second: Draft) -> bool:
    if whole.percent is None or first.percent is None or second.percent is None:
        return False
    low, high = sorted((first.percent[0].value, second.percent[0].value))
    return low <= whole.percent[0].value <= high


def _figures(draft: Draft) -> tuple[float, float] | None:
    of = draft.counted_of()
    return (float(draft.events[0].value), float(of.value)) if draft.events is not None and of is not None else None


def _is_none(mask: str, number: Number) -> bool:
    """Whether a number is no result, whatever its role: the spread of another, or how many are of one sex."""
    return is_spread(mask, number.start) or is_split(mask, number.start, number.end)
