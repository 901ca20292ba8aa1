"""The tallies of each sentence with the arms that they belong to: read once, for participants and outcomes both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from abstract_extract.candidates import Arms
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .arm_assignment import assign_arms
from .arm_sizes import is_size
from .intervals import without_intervals
from .people import NOT_PEOPLE_AFTER
from .results import Result, results_of
from .sentences import PASSED_OVER
from .series import find_series, masked
from .tallies import Tally, find_tallies
from .times_carried import CarriedTime, carried_time

_MOST_TALLIES = 60
"""Counts of a sentence that are read as results: no sentence that a person wrote has more, and cost stays in bounds."""
_WITH_BEFORE = re.compile(
    r"\b(?:with|bearing|carrying|having|across|of|at|in|by|needing|requiring|awaiting|undergoing|contributing|providing|presenting) (?:the |a total of )?\Z",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"\A (?:with|had|having|in stage|of them|of whom were)\b[^.;№]{1,60}(?:, (?:were|was|had|who|came|went|took|joined|entered|underwent|received|got|signed|completed|agreed|participated|finished|gave)| and №|,? were)\b"
)
_OF_THEM = re.compile(
    r"\A [^.;,№]{1,40}, (?:were|was|had|came|went|took|joined|entered|underwent|received|got|signed|completed|agreed|participated|finished|gave)\b"
)
_PARTS_APPOSED = re.compile(
    r"(?: [\w-]+){0,4}(?P<parts>(?:,| [-–]) №+ [^.;№,]{1,40}(?:, №+ [^.;№,]{1,40}){0,4},? and №+ [^.;№,]{1,40}(?:,| [-–]))(?= )"
)
_EACH_ASIDE = re.compile(r" (?:per|in each|on each|for each|to each|each) [\w-]+(?: [\w-]+)?,")
_PARENTHESIS = re.compile(r"[(\[][^()\[\]]{0,200}[)\]]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence, its tallies in order, and the arm's key of each (None: the whole trial).

    `plain` is the sentence's mask with what stands in brackets blanked: a verb is sought across a bracket, not in it.
    """

    sentence: Sentence
    tallies: tuple[Tally, ...]
    arms: tuple[str | None, ...]
    plain: str
    are_sizes: tuple[bool, ...]
    """Of each tally, whether it stands as the size of its arm."""
    results: tuple[Result, ...] = ()
    carried: CarriedTime | None = None
    """The time that its results are of where it names none itself."""

    def is_bracketed(self, index: int) -> bool:
        """Whether a tally stands in brackets."""
        return self.plain[self.tallies[index].start] == " " != self.sentence.mask[self.tallies[index].start]

    def is_aside(self, index: int) -> bool:
        """Whether a tally is of something that nobody enrols: centres, sessions, a bare percentage, "with 43 teeth"."""
        tally = self.tallies[index]
        if tally.form == "i" or NOT_PEOPLE_AFTER.match(self.plain[tally.end :]):
            return True
        if self.is_apposed(index) or _EACH_ASIDE.match(self.plain, tally.end):
            return True
        return tally.form == "h" and tally.unit != "patients" and bool(_WITH_BEFORE.search(self.plain[: tally.start]))

    def is_apposed(self, index: int) -> bool:
        """Whether a tally says of which kind some of those just counted are: "nineteen subjects, 10 with type 1 diabetes"."""
        tally = self.tallies[index]
        before = self.plain[: tally.start].rstrip()
        if tally.form == "w":
            return before.endswith(",") and bool(_OF_THEM.match(self.plain[tally.end :]))
        if tally.form != "h" or tally.unit is not None or self.arms[index] is not None:
            return False
        return before.endswith((",", " and")) and bool(_APPOSED.match(self.plain[tally.end :]))

    def after(self, index: int) -> str:
        """What follows a tally up to the next one outside brackets, brackets blanked."""
        tally = self.tallies[index]
        if (apposed := _PARTS_APPOSED.match(self.plain, tally.end)) and self._are_parts(index, apposed.end("parts")):
            return self.plain[tally.end : apposed.start("parts")] + self.plain[apposed.end("parts") :]
        if self.is_bracketed(index):
            stop = min((t.start for t in self.tallies[index + 1 :]), default=len(self.plain))
            return self.sentence.mask[tally.end : stop]
        stop = next(
            (
                t.start
                for i, t in enumerate(self.tallies)
                if i > index and not self.is_bracketed(i) and not self.is_aside(i)
            ),
            len(self.plain),
        )
        after = self.plain[tally.end : stop]
        for i, aside in enumerate(self.tallies):
            if tally.end <= aside.start < stop and not self.is_bracketed(i):
                # "56 outpatients with 71 ulcers took part": the number in between hides no verb.
                low, high = aside.start - tally.end, aside.end - tally.end
                after = after[:low] + after[low:high].replace("№", "·") + after[high:]
        return after

    def _are_parts(self, index: int, end: int) -> bool:
        """Whether the numbers after a tally, up to `end`, add up to it: "four people, one of A and three of B, were …"."""
        total, tally = self.tallies[index].events, self.tallies[index]
        parts = [t.events.value for t in self.tallies if t.start > tally.start and t.end <= end and t.events]
        return total is not None and len(parts) > 1 and sum(parts) == total.value

    def before(self, index: int) -> str:
        """What stands before a tally, back to the last one outside brackets, brackets blanked."""
        tally = self.tallies[index]
        if self.is_bracketed(index):
            start = max((t.end for t in self.tallies[:index]), default=0)
            return self.sentence.mask[start : tally.start]
        start = next(
            (t.end for i, t in reversed(list(enumerate(self.tallies))) if i < index and not self.is_bracketed(i)), 0
        )
        return self.plain[start : tally.start]


def count_sentences(sentences: Sequence[Sentence], arms: Arms) -> list[Counted]:
    """The sentences outside the background that may count something."""
    found: list[Counted] = []
    before: Sentence | None = None
    carried: CarriedTime | None = None
    for sentence in sentences:
        carried = carried_time(sentence, before, carried)
        before = sentence
        if sentence.section in PASSED_OVER or sentence.stretch.role is Role.TABLE:
            continue
        tallies = tuple(find_tallies(sentence))
        is_written = 0 < len(tallies) <= _MOST_TALLIES
        mask = masked(sentence.mask, arms.of(sentence)) if is_written else sentence.mask
        series = find_series(without_intervals(mask), tallies) if is_written else []
        bare = replace(sentence, mask=without_intervals(sentence.mask)) if tallies else sentence
        keys = tuple(assign_arms(bare, tallies, series, arms))
        plain = _PARENTHESIS.sub(lambda m: " " * len(m.group()), sentence.mask) if tallies else sentence.mask
        found.append(
            Counted(
                sentence,
                tallies,
                keys,
                plain,
                tuple(
                    key is not None and is_size(sentence, tally, arms) for key, tally in zip(keys, tallies, strict=True)
                ),
                tuple(results_of(tallies, series, mask)) if is_written else (),
                carried,
            )
        )
    return found
