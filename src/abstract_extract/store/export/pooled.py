"""The tables of counts that meta-analysis programs take, and the table of what is in none of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from abstract_extract.record import Value
from abstract_extract.store.readable import PER, cell_source_words

from .cells import Row
from .columns import Column, fact_columns, value_cells, value_columns
from .counts import PATIENTS, Counted, LeftOut, Pair, is_controlled, study_counts
from .review import ExportedStudy, Review
from .tables import ARM, IDENTITY, PLACE, Table, columns_of, identity_cells

OUTCOME = (
    *columns_of("pooled", "text", "outcome"),
    next(column for column in fact_columns("outcomes") if column.name == "kind"),
    *columns_of("pooled", "text", "unit time_point"),
)
STUDY = (IDENTITY[0], IDENTITY[-1], *columns_of("study", "integer", "year"), *PLACE)
ARM_LABEL = Column("arm_label", "text", "pooled.arm_label")
ARM_ROLE = ARM[-1]


@dataclass(frozen=True, slots=True)
class Names:
    """What a program calls the columns: the row's label, and the counts of one group or of two."""

    label: str
    group: tuple[str, str]
    """Events and total."""
    experimental: tuple[str, str]
    comparator: tuple[str, str]
    others: tuple[str, str] | None = None
    """Those without the outcome in either arm, where the program takes them."""


def single_arm_table(review: Review, name: str, names: Names, unit: str = PATIENTS) -> Table:
    """A row a group that got the study product: the whole trial, or each of its arms but a comparator."""
    columns = (
        _label(names),
        *OUTCOME,
        ARM_LABEL,
        ARM_ROLE,
        *_count_columns(names.group, ("events", "total")),
        *STUDY,
    )

    def rows() -> Iterator[Row]:
        for counts in study_counts(review, unit):
            for group in counts.single_arm:
                yield {
                    names.label: slab(group),
                    **outcome_cells(group),
                    "arm_label": group.study.arm_name(group.outcome.arm),
                    "arm_role": group.role,
                    **_count_cells(group, names.group),
                }

    return Table(name, columns, rows)


def two_by_two_table(review: Review, name: str, names: Names, unit: str = PATIENTS) -> Table:
    """A row an outcome that one experimental and one comparator arm have at the same time."""
    others = names.others or ()
    columns = (
        _label(names),
        *OUTCOME,
        *columns_of("pooled", "text", "experimental_label comparator_label"),
        *_count_columns(names.experimental, ("events_experimental", "total_experimental")),
        *_count_columns(names.comparator, ("events_comparator", "total_comparator")),
        *(Column(one, "number", f"pooled.others_{arm}") for one, arm in zip(others, _ARMS, strict=False)),
        *STUDY,
    )

    def rows() -> Iterator[Row]:
        for counts in study_counts(review, unit):
            for pair in counts.two_by_two:
                yield _pair_row(pair, names)

    return Table(name, columns, rows)


_ARMS = ("experimental", "comparator")


def _pair_row(pair: Pair, names: Names) -> Row:
    experimental, comparator = pair
    study = experimental.study
    return {
        names.label: study.label,
        **outcome_cells(experimental),
        "experimental_label": study.arm_name(experimental.outcome.arm),
        "comparator_label": study.arm_name(comparator.outcome.arm),
        **_count_cells(experimental, names.experimental),
        **_count_cells(comparator, names.comparator),
        **{one: group.total - group.events for one, group in zip(names.others or (), pair, strict=False)},
    }


def arms_table(review: Review, name: str, names: Names, unit: str = PATIENTS) -> Table:
    """A row an arm of each outcome that two arms or more have at the same time, with what the arm was given."""
    columns = (
        _label(names),
        *OUTCOME,
        *columns_of("pooled", "text", "treat"),
        *_count_columns(names.group, ("events", "total")),
        *columns_of("pooled", "text", "agent"),
        *columns_of("pooled", "number", "dose"),
        *columns_of("pooled", "text", "dose_unit"),
        ARM_ROLE,
        *STUDY,
    )

    def rows() -> Iterator[Row]:
        for counts in study_counts(review, unit):
            for group in (group for groups in counts.arms for group in groups):
                yield {
                    names.label: group.study.label,
                    **outcome_cells(group),
                    "treat": group.study.arm_name(group.outcome.arm),
                    **_count_cells(group, names.group),
                    **_given(group.study, group.outcome.arm, group.role),
                    "arm_role": group.role,
                }

    return Table(name, columns, rows)


def left_out_table(review: Review, unit: str = PATIENTS) -> Table:
    """A row an outcome that a table of counts has not, with the reason: nothing is dropped in silence."""
    columns = (
        *IDENTITY[:2],
        *OUTCOME,
        ARM_LABEL,
        *value_columns("events", "outcomes.events", numeric=True),
        *value_columns("denominator", "outcomes.denominator", numeric=True),
        Column("table", "text", "pooled.table"),
        *columns_of("pooled", "text", "reason"),
        *PLACE,
    )
    return Table(
        "left-out",
        columns,
        lambda: (_left_out_row(left) for counts in study_counts(review, unit) for left in counts.left_out),
    )


def _left_out_row(left: LeftOut) -> Row:
    group = Counted(left.study, left.outcome, 0, 0)
    return {
        **outcome_cells(group),
        "arm_label": left.study.arm_name(left.outcome.arm),
        **value_cells("events", left.outcome.events, numeric=True),
        **value_cells("denominator", left.outcome.denominator, numeric=True),
        "table": left.table,
        "reason": left.reason,
    }


def slab(group: Counted) -> str:
    """The label of a group in a forest plot: the study's, and the arm's where the group is one."""
    arm = group.study.arm_name(group.outcome.arm)
    return f"{group.study.label}: {arm}" if arm else group.study.label


def outcome_cells(group: Counted) -> Row:
    """The cells of OUTCOME and STUDY."""
    outcome = group.outcome
    return {
        **identity_cells(group.study),
        "year": group.study.page.year,
        "outcome": group.label,
        "kind": outcome.kind,
        "unit": outcome.unit,
        "time_point": group.time_point,
    }


def _label(names: Names) -> Column:
    return Column(names.label, "text", "pooled.label")


def _count_columns(names: tuple[str, str], told: tuple[str, str]) -> Iterator[Column]:
    for name, field in zip(names, told, strict=True):
        yield from value_columns(name, f"pooled.{field}", numeric=True)


def _count_cells(group: Counted, names: tuple[str, str]) -> Row:
    events, total = names
    row = value_cells(events, group.outcome.events, numeric=True)
    row |= value_cells(total, group.outcome.denominator, numeric=True)
    return row | {events: group.events, total: group.total}


def _given(study: ExportedStudy, arm: str | None, role: str | None) -> Row:
    """What an arm was given. What is said of the whole trial holds for its arms, but for one to compare with."""
    whose = (arm,) if role == "comparator" and is_controlled(study) else (arm, None)
    source = next((one for whom in whose for one in study.study.cell_sources if one.arm == whom), None)
    dose = next((one for whom in whose for one in study.study.doses if one.arm == whom and one.amount), None)
    return {
        "agent": (cell_source_words(source) or None) if source else None,
        "dose": _number(dose.amount) if dose else None,
        "dose_unit": f"{dose.unit or ''}{PER[dose.basis or 'fixed']}" or None if dose else None,
    }


def _number(value: Value | None) -> float | None:
    return None if value is None or isinstance(value.value, str) else value.value
