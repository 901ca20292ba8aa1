"""The files that RevMan Web imports study data from: study information, study arms and study results."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

from abstract_extract.record import Grounded, Value
from abstract_extract.store.readable import cell_source_words, dose_words, duration_words

from .cells import Row
from .characteristics import Characteristics, characteristics_of, identifiers
from .columns import Column
from .counts import PATIENTS, Counted, StudyCounts, is_controlled, study_counts
from .csv_files import write_rows, write_table
from .files import archive_of, writing
from .review import ExportedStudy, Review
from .tables import Table, arms_of

WHOLE = "All participants"
"""The arm of a trial that names none: RevMan's results all belong to an arm."""
ZIP = ".zip"


def write_revman(review: Review, out: Path, unit: str = PATIENTS) -> Iterator[Path]:
    """The three files in the folder `out`, or in one archive where `out` ends with .zip. Raises ExportError."""
    tables = revman_tables(review, unit)
    if out.suffix.lower() != ZIP:
        for table in tables:
            yield write_table(table, out / f"{table.name}.csv")
        return
    with writing(out) as file:
        file.write(archive_of({f"{table.name}.csv": _bytes(table) for table in tables}))
    yield out


def revman_tables(review: Review, unit: str = PATIENTS) -> list[Table]:
    """The three tables; studies that a page only recounts are not in them."""
    return [
        _table("study-information", partial(_information, review)),
        _table("study-arms", partial(_arms, review, unit)),
        _table("study-results", partial(_results, review, unit)),
    ]


def _table(name: str, rows: Callable[[], Iterator[Row]]) -> Table:
    headers = tomllib.loads((files(__package__) / "revman.toml").read_text("utf-8"))[name]
    kinds = {"Sample size": "integer", "Cases": "integer"}
    columns = tuple(Column(header, kinds.get(header, "text"), f"{name}.{header}") for header in headers)  # type: ignore[arg-type]
    return Table(name, columns, rows)


def _bytes(table: Table) -> bytes:
    text = io.StringIO(newline="")
    write_rows(table, text)
    return text.getvalue().encode()


def _reported(review: Review) -> Iterator[ExportedStudy]:
    return (study for study in review.studies() if study.study.role == "reported")


def _information(review: Review) -> Iterator[Row]:
    for study in _reported(review):
        found: Characteristics = characteristics_of(study)
        cells: Row = {f"Char: {heading}": "\n".join(lines) for heading, lines in found.rows}
        yield {"Study": study.label, **cells, "Char: Identification": "\n".join(identifiers(study)) or None}


def _arms(review: Review, unit: str) -> Iterator[Row]:
    for counts in study_counts(review, unit):
        study = counts.study
        if study.study.role != "reported":
            continue
        names = arm_names(study)
        has_whole = any(group.outcome.arm is None for group in _of_revman(counts))
        for arm in arms_of(study.study):
            if arm is not None or has_whole or not study.study.arms:
                yield {"Study": study.label, "Arm": names[arm], "Description": _given(study, arm)}


def _given(study: ExportedStudy, arm: str | None) -> str | None:
    """What an arm was given, in words. What is said of the whole trial holds for its arms, but for a comparator."""
    found = study.arm(arm)
    whose = {arm} if found and found.role == "comparator" else {arm, None}
    sources = [cell_source_words(item) for item in study.study.cell_sources if item.arm in whose]
    doses = [dose_words(item) for item in study.study.doses if item.arm in whose]
    return "; ".join(dict.fromkeys(filter(None, (*sources, *doses)))) or None


def _of_revman(counts: StudyCounts) -> list[Counted]:
    """The counts that are results to RevMan: those of arms, and those of a whole trial that compares with nothing."""
    return [group for group in counts.groups if group.outcome.arm is not None or not is_controlled(counts.study)]


def arm_names(study: ExportedStudy) -> dict[str | None, str]:
    """The names of a study's arms, no two alike, for RevMan knows an arm by its name."""
    names: dict[str | None, str] = {}
    for arm in arms_of(study.study):
        name = study.arm_name(arm) or WHOLE
        names[arm] = name if name not in names.values() else f"{name} ({arm})"
    return names


def _results(review: Review, unit: str) -> Iterator[Row]:
    for counts in study_counts(review, unit):
        names = arm_names(counts.study)
        for group in _of_revman(counts):
            yield {
                "Study": group.study.label,
                "Outcome": _outcome(group),
                "Data type": "Dichotomous",
                "Arm": names[group.outcome.arm],
                "Sample size": group.total,
                "Cases": group.events,
                "Footnotes": _footnote(group),
            }


def _outcome(group: Counted) -> str:
    time_point = group.outcome.time_point
    return f"{group.label} at {duration_words(time_point)}" if time_point else group.label


def _footnote(group: Counted) -> str:
    """Where the two numbers come from."""
    said = (("Cases", group.outcome.events), ("Sample size", group.outcome.denominator))
    return "; ".join(f"{name}: {_source(value)}" for name, value in said if value)


def _source(value: Value) -> str:
    if isinstance(value, Grounded):
        return f"“{' '.join(value.text.split())}” at {value.start}–{value.end}"
    return f"from {value.derived}"
