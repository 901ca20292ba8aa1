"""Precision and recall of links against the gold for linking.

What counts is whether two pages end in one trial. Every pair of pages of the gold is asked about: those of one trial
should be together, and none of the others should, be they of one family or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from .find import Linking
from .gold import GoldReport

Which = Literal["all", "dev", "held-out"]


@dataclass(frozen=True, slots=True)
class LinkScore:
    """Pairs found and right, found and wrong, and missed; `near_misses` is how many pairs could be mistaken."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]
    near_misses: int

    @property
    def precision(self) -> float:
        """Of the pairs found, how many are right; 1 where none was found."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Of the pairs of the gold, how many were found; 1 where there are none."""
        pairs = self.right + len(self.missed)
        return self.right / pairs if pairs else 1.0


def score_links(gold: Sequence[GoldReport], linking: Linking, which: Which = "all") -> LinkScore:
    """The score of a linking whose keys are the names of the gold's pages.

    Pairs with a page of the other half are left out where only one half is asked for.
    """
    kept = [report for report in gold if which in ("all", report.half)]
    together = {pair for keys in linking.trials.values() for pair in combinations(sorted(keys), 2)}
    pairs, near_misses = set(), 0
    for one, other in combinations(sorted(kept, key=lambda report: report.page), 2):
        if one.trial is not None and one.trial == other.trial:
            pairs.add((one.page, other.page))
        elif one.family == other.family:
            near_misses += 1
    names = {report.page for report in kept}
    found = {pair for pair in together if set(pair) <= names}
    return LinkScore(len(found & pairs), _sorted(found - pairs), _sorted(pairs - found), near_misses)


def _sorted(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs))
