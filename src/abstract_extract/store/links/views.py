"""The views of links: `trial_rows`, a line a report under its trial, and `link_doubts`, a line a doubt between two."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select

from abstract_extract.store.tables import pages

from .tables import link_checks, trial_reports


def trial_rows() -> Select[Any]:
    """A line a report of a trial that has several: the trial, how many it has, and what the page is."""
    sizes = (
        select(trial_reports.c.trial, func.count().label("reports")).group_by(trial_reports.c.trial).subquery("sizes")
    )
    return select(
        trial_reports.c.trial,
        sizes.c.reports,
        pages.c.report_type,
        pages.c.year,
        pages.c.title,
        pages.c.path,
        pages.c.entry,
        pages.c.doi,
        pages.c.pmid,
        pages.c.page_key,
    ).select_from(
        trial_reports.join(pages, pages.c.page_key == trial_reports.c.page_key).join(
            sizes, sizes.c.trial == trial_reports.c.trial
        )
    )


def link_doubts() -> Select[Any]:
    """A line for each thing that does not add up between two reports of a trial, with the facts of each concerned."""
    one, other = pages.alias("page_one"), pages.alias("page_other")
    return select(
        trial_reports.c.trial,
        link_checks.c.severity,
        link_checks.c.code,
        link_checks.c.message,
        one.c.path.label("path"),
        other.c.path.label("other_path"),
        one.c.title.label("title"),
        other.c.title.label("other_title"),
        link_checks.c.facts_of_one.label("facts"),
        link_checks.c.facts_of_other.label("other_facts"),
        link_checks.c.one.label("page_key"),
        link_checks.c.other.label("other_page_key"),
    ).select_from(
        link_checks.join(trial_reports, trial_reports.c.page_key == link_checks.c.one)
        .join(one, one.c.page_key == link_checks.c.one)
        .join(other, other.c.page_key == link_checks.c.other)
    )
