"""Two views for reviewers: `study_rows`, a line a study, and `evidence`, a line a value with the words that say it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, Select, Text, cast, func, inspect, literal, null, select, union_all
from sqlalchemy.sql.selectable import CompoundSelect

from .tables import FACTS, checks, fact_types, pages, registry_ids, studies, value_fields


def study_rows() -> Select[tuple[object, ...]]:
    """A line a study: the page's identity, then the study in words."""
    registry = (
        select(func.aggregate_strings(registry_ids.c.registry_id, ", "))
        .where(registry_ids.c.page_key == pages.c.page_key)
        .scalar_subquery()
    )
    count_of_checks = (
        select(func.count())
        .select_from(checks)
        .where(checks.c.page_key == pages.c.page_key, checks.c.severity != "info")
        .scalar_subquery()
    )
    page = (pages.c.path, pages.c.entry, pages.c.title, pages.c.journal, pages.c.year, pages.c.pmid, pages.c.doi)
    words = (
        studies.c.sample_size,
        studies.c.cell_source,
        studies.c.dose,
        studies.c.follow_up,
        studies.c.outcomes,
        studies.c.doubts,
    )
    return select(
        *page,
        registry.label("registry_ids"),
        pages.c.report_type,
        studies.c.role,
        *words,
        count_of_checks.label("checks"),
        pages.c.page_key,
        studies.c.study,
    ).join_from(pages, studies)


def evidence() -> CompoundSelect[tuple[object, ...]]:
    """A line a value: which page and fact it belongs to, the value as text, and its words and place in the page."""
    return union_all(*(_values(name, column, field) for name, column, field in _all_values()))


def _all_values() -> list[tuple[str, str, str]]:
    return [(name, column, field) for name, fact in fact_types().items() for column, field in value_fields(fact)]


def _values(name: str, column: str, field: str) -> Select[tuple[object, ...]]:
    table = FACTS[name]
    columns = table.c
    arm = columns.arm if "arm" in columns else null()
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
            pages.c.page_key,
        )
        .join_from(table, pages, table.c.page_key == pages.c.page_key)
        .where(columns[column].is_not(None))
    )


VIEWS: dict[str, Callable[[], Select[tuple[object, ...]] | CompoundSelect[tuple[object, ...]]]] = {
    "study_rows": study_rows,
    "evidence": evidence,
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
