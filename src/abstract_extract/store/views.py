"""Views for reviewers, as people's decisions leave the facts.

`study_rows`: a line a study. `outcome_rows`: a line an outcome. `evidence`: a line a value with the words that say it.
`doubts`: a line for each thing that somebody should look at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    case,
    cast,
    func,
    inspect,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from .decision_tables import (
    decided_checks,
    decided_outcomes,
    decided_studies,
    decided_values,
    decision_states,
    decisions,
)
from .links.views import link_doubts, trial_rows
from .tables import FACTS, WITH_EVIDENCE, checks, fact_types, pages, registry_ids, studies, value_fields

Query = Select[Any] | CompoundSelect[Any]

_PAGE = (pages.c.path, pages.c.entry, pages.c.title)


def study_rows() -> Query:
    """A line a study: the page's identity, then the study in words, beside each the words of the page."""
    return union_all(
        _study_rows(studies, checks).where(_undecided(studies)), _study_rows(decided_studies, decided_checks)
    )


def _study_rows(study: Table, doubted: Table) -> Select[Any]:
    registry = (
        select(func.aggregate_strings(registry_ids.c.registry_id, ", "))
        .where(registry_ids.c.page_key == pages.c.page_key)
        .scalar_subquery()
    )
    return select(
        *_PAGE,
        pages.c.journal,
        pages.c.year,
        pages.c.pmid,
        pages.c.doi,
        registry.label("registry_ids"),
        pages.c.report_type,
        study.c.role,
        study.c.sample_size_count,
        *(study.c[name] for column in WITH_EVIDENCE for name in (column, f"{column}_evidence")),
        study.c.doubts,
        _count_of(doubted, doubted.c.severity != "info").label("checks"),
        _count_of(decision_states, decision_states.c.state != "replaced").label("decisions"),
        pages.c.page_key,
        study.c.study,
    ).join_from(pages, study, study.c.page_key == pages.c.page_key)


def outcome_rows() -> Query:
    """A line an outcome: whose, what, when, how many of how many, and the words of the page for each of these."""
    outcomes = FACTS["outcomes"]
    arms = FACTS["arms"]
    label = (
        select(arms.c.label)
        .where(arms.c.page_key == outcomes.c.page_key, arms.c.study == outcomes.c.study, arms.c.id == outcomes.c.arm)
        .limit(1)
        .scalar_subquery()
    )
    extracted = _outcome_rows(outcomes, label).where(_undecided(outcomes))
    return union_all(extracted, _outcome_rows(decided_outcomes, decided_outcomes.c.arm_label))


def _outcome_rows(row: Table, arm: ColumnElement[Any]) -> Select[Any]:
    return select(
        *_PAGE,
        row.c.study,
        arm.label("arm"),
        row.c.label.label("outcome"),
        row.c.kind,
        row.c.time_point,
        row.c.events,
        row.c.denominator,
        row.c.percent,
        row.c.unit,
        *(row.c[f"{name}_text"] for name in ("label", "events", "denominator", "percent")),
        row.c.denominator_derived,
        row.c.events_start.label("start"),
        row.c.events_end.label("end"),
        row.c.fact_key,
        pages.c.page_key,
    ).join_from(pages, row, row.c.page_key == pages.c.page_key)


def evidence() -> Query:
    """A line a value as the page says it: its fact, the value as text, its words and place, and what people decided."""
    return union_all(*(_values(name, column, field) for name, column, field in _all_values()))


def _all_values() -> list[tuple[str, str, str]]:
    return [(name, column, field) for name, fact in fact_types().items() for column, field in value_fields(fact)]


def _values(name: str, column: str, field: str) -> Select[Any]:
    table = FACTS[name]
    columns = table.c
    arm = columns.arm if "arm" in columns else null()
    ruled = decided_values
    facts = table.join(pages, columns.page_key == pages.c.page_key).outerjoin(
        ruled,
        and_(
            ruled.c.page_key == columns.page_key,
            ruled.c.fact_key == columns.fact_key,
            ruled.c.field == field.partition(".")[0],
        ),
    )
    return (
        select(
            pages.c.path,
            pages.c.entry,
            columns.study,
            literal(name).label("fact"),
            columns.position,
            cast(arm, Text).label("arm"),
            literal(field).label("field"),
            cast(columns[column], Text).label("value"),
            columns[f"{column}_text"].label("text"),
            columns[f"{column}_start"].label("start"),
            columns[f"{column}_end"].label("end"),
            columns[f"{column}_derived"].label("derived"),
            ruled.c.action.label("decision"),
            ruled.c.value.label("decided_value"),
            ruled.c.decided_by,
            columns.fact_key,
            pages.c.page_key,
        )
        .select_from(facts)
        .where(columns[column].is_not(None))
    )


def doubts() -> Query:
    """A line for each thing to look at: what does not add up, and decisions with which the newest reading disagrees."""
    state = decision_states.c.state
    code = case((state == "not found", literal("decision_not_found")), else_=literal("decision_disagrees"))
    of_decisions = (
        select(*_PAGE, decision_states.c.study, literal("warning").label("severity"), code.label("code"))
        .add_columns(decision_states.c.message, decisions.c.fact.label("facts"), decisions.c.fact_key, pages.c.page_key)
        .select_from(decision_states.join(decisions).join(pages))
        .where(decision_states.c.message != "")
    )
    return union_all(_check_rows(checks).where(_undecided(checks)), _check_rows(decided_checks), of_decisions)


def _check_rows(found: Table) -> Select[Any]:
    return (
        select(*_PAGE, found.c.study, *(found.c[name] for name in ("severity", "code", "message", "facts")))
        .add_columns(cast(null(), Text).label("fact_key"), pages.c.page_key)
        .join_from(pages, found, found.c.page_key == pages.c.page_key)
        .where(found.c.severity != "info")
    )


def _undecided(table: Table) -> ColumnElement[bool]:
    """Whether the page of a row has no decisions: then what was extracted is what stands."""
    return ~select(decided_studies.c.page_key).where(decided_studies.c.page_key == table.c.page_key).exists()


def _count_of(table: Table, condition: ColumnElement[bool]) -> ColumnElement[int]:
    of_page = table.c.page_key == pages.c.page_key
    return select(func.count()).select_from(table).where(of_page, condition).scalar_subquery()


VIEWS: dict[str, Callable[[], Query]] = {
    "study_rows": study_rows,
    "outcome_rows": outcome_rows,
    "evidence": evidence,
    "doubts": doubts,
    "trial_rows": trial_rows,
    "link_doubts": link_doubts,
}
"""The views by name, those that others build on first."""


def create_views(connection: Connection) -> None:
    """Creates the views; none of them may be there."""
    for name, query in VIEWS.items():
        # Bound parameters cannot stand in a view; every literal here is a name from the record's own types.
        body = query().compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {body}")


def drop_views(connection: Connection) -> None:
    """Drops the views that are there: they belong to the program, which makes them anew."""
    there = set(inspect(connection).get_view_names())
    for name in reversed(VIEWS):
        if name in there:
            connection.exec_driver_sql(f"DROP VIEW {name}")
