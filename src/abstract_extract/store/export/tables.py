"""The tables that go into CSV files, workbooks and Parquet: a row a study, a row an arm, and a row a fact.

Every table begins with the same columns, which say which study of which page a row is of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

from pydantic import BaseModel

from abstract_extract.record import CellSource, Dose, Outcome, Participants, ParticipantStatus, ReportType, Study
from abstract_extract.store.readable import summarise
from abstract_extract.store.tables import fact_types

from .cells import Row
from .columns import Column, Kind, fact_cells, fact_columns, value_cells, value_columns
from .review import ExportedStudy, Review

STATUSES: tuple[str, ...] = get_args(ParticipantStatus)
ROLES = ("reported", "cited")
FACTS = tuple(name for name in fact_types() if name != "arms")
"""The lists that have a table of their own; an arm is a row of the table of arms already."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and its rows, as often as they are asked for."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[Row]]


def columns_of(section: str, kind: Kind, names: str) -> list[Column]:
    """Columns of one kind that a section of the codebook tells of."""
    return [Column(name, kind, f"{section}.{name}") for name in names.split()]


IDENTITY = (
    *columns_of("study", "text", "study_key study_label"),
    Column("role", "text", "study.role", allowed=ROLES),
    *columns_of("study", "text", "trial"),
)
PLACE = tuple(columns_of("study", "text", "page_key path"))
"""Where the offsets of a row's evidence count: the page, by its key and where it lay."""
ARM = (
    Column("arm", "text", "arms.arm"),
    *value_columns("arm_label", "arms.label", numeric=False),
    Column("arm_role", "text", "arms.role", allowed=("experimental", "comparator", "cohort")),
)
PATIENTS = tuple(
    column
    for status in STATUSES
    for column in value_columns(f"participants_{status}", f"patients.{status}", numeric=True)
)


def tables(review: Review) -> list[Table]:
    """All tables of a review, in the order in which a workbook shows them."""
    return [studies_table(review), arms_table(review), *(facts_table(review, name) for name in FACTS)]


def studies_table(review: Review) -> Table:
    """A row a study: the page's identity, the patients under each status, and the rest in words."""
    columns = (
        *IDENTITY,
        *columns_of("study", "text", "title authors journal"),
        *columns_of("study", "integer", "year"),
        *columns_of("study", "text", "pmid pmcid doi registry_ids language"),
        Column("report_type", "text", "study.report_type", allowed=get_args(ReportType)),
        *columns_of("study", "integer", "arms"),
        *PATIENTS,
        *columns_of("study", "text", "sample_size cell_source dose follow_up outcomes doubts"),
        *columns_of("study", "integer", "decisions entry"),
        *PLACE,
        *columns_of("study", "text", "reader encoding"),
    )
    return Table("studies", columns, lambda: map(_study_row, review.studies()))


def arms_table(review: Review) -> Table:
    """A row an arm, and one with no arm for what is said of the whole trial: patients, cells and dose."""
    columns = (
        *IDENTITY,
        *ARM,
        *PATIENTS,
        *columns_of("arms", "integer", "cell_sources"),
        *fact_columns("cell_sources", "source_"),
        *columns_of("arms", "integer", "doses"),
        *fact_columns("doses", "dose_"),
        *PLACE,
    )
    return Table("arms", columns, lambda: (row for study in review.studies() for row in _arm_rows(study)))


def facts_table(review: Review, listing: str) -> Table:
    """A row a fact of one of a study's lists: nothing that the record says is missing here."""
    has_arm = "arm" in fact_types()[listing].model_fields
    arm = (Column("arm", "text", "arms.arm"), Column("arm_label", "text", "arms.label"), ARM[-1]) if has_arm else ()
    position = Column("position", "integer", "study.position")
    columns = (*IDENTITY, position, *arm, *fact_columns(listing), *PLACE)
    return Table(listing, columns, partial(_fact_rows, review, listing))


def identity_cells(study: ExportedStudy) -> Row:
    """The cells of IDENTITY and PLACE."""
    return {
        "study_key": study.key,
        "study_label": study.label,
        "role": study.study.role,
        "trial": study.trial,
        "page_key": study.decided.page_key,
        "path": study.page.path,
    }


def _study_row(study: ExportedStudy) -> Row:
    page = study.page
    words = summarise(study.study, study.number, study.record.checks)
    patients = [item for item in study.study.participants if item.arm is None]
    return {
        **identity_cells(study),
        **page.model_dump(
            include={"title", "journal", "year", "report_type", "language", "entry", "reader", "encoding"}
        ),
        **page.identifiers.model_dump(include={"pmid", "pmcid", "doi"}),
        "authors": "; ".join(page.authors) or None,
        "registry_ids": " ".join(page.identifiers.registry) or None,
        "arms": len(study.study.arms),
        **_patients(patients),
        **{name: getattr(words, name) or None for name in words.__slots__},
        "decisions": len(study.decisions),
    }


def _arm_rows(study: ExportedStudy) -> Iterator[Row]:
    for arm in arms_of(study.study):
        found = study.arm(arm)
        patients = [item for item in study.study.participants if item.arm == arm]
        sources = [item for item in study.study.cell_sources if item.arm == arm]
        doses = [item for item in study.study.doses if item.arm == arm]
        if arm is None and study.study.arms and not (patients or sources or doses):
            continue
        yield {
            **identity_cells(study),
            "arm": arm,
            **value_cells("arm_label", found.label if found else None, numeric=False),
            "arm_role": found.role if found else None,
            **_patients(patients),
            "cell_sources": len(sources),
            **_first(sources, "source_"),
            "doses": len(doses),
            **_first(doses, "dose_"),
        }


def arms_of(study: Study) -> list[str | None]:
    """The whole trial (None), then the arms in the page's order, those at the end that facts name and no arm is."""
    named = [arm.id for arm in study.arms]
    facts: tuple[Participants | CellSource | Dose | Outcome, ...] = (
        *study.participants,
        *study.cell_sources,
        *study.doses,
        *study.outcomes,
    )
    return list(dict.fromkeys([None, *named, *(fact.arm for fact in facts)]))


def _first(facts: Sequence[BaseModel], prefix: str) -> Row:
    return fact_cells(facts[0], prefix) if facts else {}


def _patients(items: Sequence[Participants]) -> Row:
    """The number of patients under each status; where a page states two under one, the first."""
    row: Row = {}
    for item in items:
        name = f"participants_{item.status}"
        if item.unit == "patients" and name not in row:
            row |= value_cells(name, item.count, numeric=True)
    return row


def _fact_rows(review: Review, listing: str) -> Iterator[Row]:
    for study in review.studies():
        for position, fact in enumerate(getattr(study.study, listing)):
            arm = getattr(fact, "arm", None)
            found = study.arm(arm)
            yield {
                **identity_cells(study),
                "position": position,
                "arm": arm,
                "arm_label": study.arm_name(arm),
                "arm_role": found.role if found else None,
                **fact_cells(fact),
            }
