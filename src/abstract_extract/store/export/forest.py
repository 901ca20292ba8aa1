"""One table that a forest plot can be drawn from at once: each count with its estimate and confidence interval.

>>> [round(number, 3) for number in proportion(12, 20)]
[0.6, 0.387, 0.781]
>>> [round(number, 3) for number in risk_ratio((15, 30), (10, 30))]
[1.5, 0.807, 2.788]
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log, sqrt
from pathlib import Path
from statistics import NormalDist

from .cells import Row
from .columns import Column
from .counts import PATIENTS, Counted, study_counts
from .csv_files import write_table
from .pooled import ARM_LABEL, OUTCOME, STUDY, outcome_cells, slab
from .review import Review
from .tables import Table, columns_of

CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
HALF = 0.5
"""What is added to each number of a two-by-two table of which one is 0, as is the custom."""

Estimate = tuple[float, float, float]
"""The estimate, and the lower and the upper end of its confidence interval."""


def forest_table(review: Review, unit: str = PATIENTS) -> Table:
    """A row a proportion of a single arm or a risk ratio of two; rows of one outcome stand together."""
    columns = (
        Column("slab", "text", "pooled.label"),
        *OUTCOME,
        ARM_LABEL,
        *columns_of("pooled", "text", "comparator_label measure"),
        *columns_of("pooled", "number", "estimate ci_lower ci_upper"),
        *columns_of("pooled", "integer", "events total events_comparator total_comparator"),
        *STUDY,
    )

    def rows() -> Iterator[Row]:
        found = [
            row
            for counts in study_counts(review, unit)
            for row in (*map(_single, counts.single_arm), *map(_pair, counts.two_by_two))
        ]
        return iter(sorted(found, key=_place))

    return Table("forest", columns, rows)


def write_forest(review: Review, out: Path, unit: str = PATIENTS) -> Iterator[Path]:
    """The table as one CSV file. Raises ExportError."""
    yield write_table(forest_table(review, unit), out)


def proportion(events: int, total: int) -> Estimate:
    """A proportion and Wilson's interval, which holds for few patients and for none or all of them too."""
    share = events / total
    spread = 1 + _Z**2 / total
    middle = (share + _Z**2 / (2 * total)) / spread
    half = _Z * sqrt(share * (1 - share) / total + _Z**2 / (4 * total**2)) / spread
    # Rounding must not put an end beyond what a proportion can be.
    return share, min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def risk_ratio(experimental: tuple[int, int], comparator: tuple[int, int]) -> Estimate:
    """The ratio of two risks, each given as events and total, and Wald's interval on the logarithmic scale."""
    (events, total), (others, of) = experimental, comparator
    added = 0.0 if all((events, total - events, others, of - others)) else HALF
    a, n, c, m = events + added, total + 2 * added, others + added, of + 2 * added
    ratio = (a / n) / (c / m)
    half = _Z * sqrt(1 / a - 1 / n + 1 / c - 1 / m)
    return ratio, exp(log(ratio) - half), exp(log(ratio) + half)


def _single(group: Counted) -> Row:
    return {
        "slab": slab(group),
        **outcome_cells(group),
        "arm_label": group.study.arm_name(group.outcome.arm),
        "measure": "PR",
        **_estimate(proportion(group.events, group.total)),
        "events": group.events,
        "total": group.total,
    }


def _pair(pair: tuple[Counted, Counted]) -> Row:
    experimental, comparator = pair
    counts = ((experimental.events, experimental.total), (comparator.events, comparator.total))
    return {
        "slab": experimental.study.label,
        **outcome_cells(experimental),
        "arm_label": experimental.study.arm_name(experimental.outcome.arm),
        "comparator_label": comparator.study.arm_name(comparator.outcome.arm),
        "measure": "RR",
        **_estimate(risk_ratio(*counts)),
        "events": experimental.events,
        "total": experimental.total,
        "events_comparator": comparator.events,
        "total_comparator": comparator.total,
    }


def _estimate(estimate: Estimate) -> Row:
    # Twelve digits: more than any plot shows, and the same on every machine.
    return {
        name: float(f"{one:.12g}") for name, one in zip(("estimate", "ci_lower", "ci_upper"), estimate, strict=True)
    }


def _place(row: Row) -> tuple[str, ...]:
    return tuple(
        str(row.get(name) or "").casefold()
        for name in ("measure", "kind", "outcome", "time_point", "slab", "study_key")
    )
