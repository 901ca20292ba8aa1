"""Verdicts to figures: precision, recall and F1 for each field, with intervals over pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fields import COUNTED, MODES, TOTAL, Mode, field_order
from .verdicts import PageVerdicts

RESAMPLES = 2_000
SEED = 20_000
_BLOCK = 250
"""Resamples made at a time: memory stays small whatever the number of pages."""

Counts = NDArray[np.int64]
"""pages × fields × (right, in the gold, in the record)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one field scores in one way: `low` and `high` bound F1's 95 % interval, `macro` is its mean over pages.

    A figure without anything to count is None.
    """

    right: int
    gold: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None
    low: float | None = None
    high: float | None = None
    macro: float | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a set of pages: `fields[name][mode]`."""

    pages: int
    records: int
    fields: dict[str, dict[Mode, Figure]]


def score(pages: Sequence[PageVerdicts], *, resamples: int = RESAMPLES, seed: int = SEED) -> Scores:
    """The figures of all fields that occur in these pages. `resamples` 0 leaves the intervals out.

    The interval is the percentile bootstrap: pages are drawn anew, with replacement, from a seeded generator.
    """
    names = field_order()
    figures: dict[str, dict[Mode, Figure]] = {name: {} for name in names}
    for mode in MODES:
        counts = count(pages, mode, names)
        low, high = intervals(counts, resamples, seed)
        macro = _macro(counts)
        for number, name in enumerate(names):
            right, gold, found = (int(one) for one in counts[:, number].sum(axis=0)) if len(pages) else (0, 0, 0)
            if gold or found:
                figures[name][mode] = Figure(
                    right, gold, found,
                    _ratio(right, found), _ratio(right, gold), _ratio(2 * right, gold + found),
                    _number(low[number]), _number(high[number]), _number(macro[number]),
                )  # fmt: skip
    occurring = {name: by_mode for name, by_mode in figures.items() if by_mode}
    return Scores(len(pages), sum(page.has_record for page in pages), occurring)


def score_by(
    pages: Sequence[PageVerdicts], key: Callable[[PageVerdicts], str], *, resamples: int = RESAMPLES
) -> dict[str, Scores]:
    """The figures of each group of pages, largest group first."""
    groups: dict[str, list[PageVerdicts]] = {}
    for page in pages:
        groups.setdefault(key(page), []).append(page)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {name: score(group, resamples=resamples) for name, group in ordered}


def count(pages: Sequence[PageVerdicts], mode: Mode, names: Sequence[str]) -> Counts:
    """For each page and field, how many values are right, in the gold, in the record."""
    places = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(pages), len(names), 3), dtype=np.int64)
    total = places[TOTAL]
    for row, page in enumerate(pages):
        for verdict in page.verdicts[mode]:
            added = (verdict.call == "right", verdict.in_gold, verdict.in_record)
            # A status or kind that no list knows still counts in the total, not in a row of its own.
            for column in (places.get(verdict.field), total if verdict.field in COUNTED else None):
                if column is not None:
                    counts[row, column] += added
    return counts


def intervals(counts: Counts, resamples: int, seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The 2.5th and 97.5th percentile of each field's F1 over resampled pages; NaN where there is none."""
    pages, fields, _ = counts.shape
    nothing = np.full(fields, np.nan)
    if not resamples or pages < 2:
        return nothing, nothing
    generator = np.random.default_rng(seed)
    values = np.empty((resamples, fields))
    flat = counts.reshape(pages, -1).astype(np.float64)
    for start in range(0, resamples, _BLOCK):
        size = min(_BLOCK, resamples - start)
        drawn = generator.multinomial(pages, np.full(pages, 1 / pages), size=size).astype(np.float64)
        sums = (drawn @ flat).reshape(size, fields, 3)
        values[start : start + size] = _f1(sums)
    low, high = nothing.copy(), nothing.copy()
    known = ~np.isnan(values).all(axis=0)
    low[known], high[known] = np.nanpercentile(values[:, known], [2.5, 97.5], axis=0)
    return low, high


def _macro(counts: Counts) -> NDArray[np.float64]:
    by_page = _f1(counts.astype(np.float64))
    known = ~np.isnan(by_page)
    sums, numbers = np.where(known, by_page, 0.0).sum(axis=0), known.sum(axis=0)
    return np.divide(sums, numbers, out=np.full(len(sums), np.nan), where=numbers > 0)


def _f1(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    right, both = sums[..., 0], sums[..., 1] + sums[..., 2]
    return np.divide(2 * right, both, out=np.full(right.shape, np.nan), where=both > 0)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
