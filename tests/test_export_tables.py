"""The tables: nothing of a record is missing, each column is told of, numbers are numbers."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from abstract_extract.record import (
    Arm,
    CellSource,
    Derived,
    Dose,
    FollowUp,
    Grounded,
    Outcome,
    Participants,
    ParticipantStatus,
    ReportType,
    Study,
    Volume,
)
from abstract_extract.store.export import export
from abstract_extract.store.export.cells import unescaped
from abstract_extract.store.export.codebook import allowed, codebook, meaning
from abstract_extract.store.export.columns import EVIDENCE, fact_columns
from abstract_extract.store.export.forest import forest_table
from abstract_extract.store.export.programs import meta_tables, metafor_tables
from abstract_extract.store.export.review import Review, reading
from abstract_extract.store.export.tables import FACTS, tables
from abstract_extract.store.tables import fact_types, value_fields
from exported import corpus_records, database, record, value

TOLD = tomllib.loads((files("abstract_extract.store.export") / "codebook.toml").read_text("utf-8"))


def every_table(review=None):
    review = review or Review(None)  # type: ignore[arg-type]  # columns need no database
    every = [*tables(review), forest_table(review), *metafor_tables(review), *meta_tables(review)]
    return [*every, codebook(every)]


STUDY = Study(
    role="reported",
    arms=(
        Arm(id="a1", label=value("exosomes,\n high dose"), role="experimental"),
        Arm(id="a2", label=value("saline"), role="comparator"),
    ),
    participants=(
        Participants(count=value(23, "Twenty-three", 10), status="enrolled"),
        Participants(count=value(24, "24", 90), status="enrolled"),
        Participants(count=value(46, "46", 20), status="enrolled", unit="eyes"),
        Participants(count=Derived(value=12, derived="sum"), status="allocated", arm="a1"),
        Participants(count=value("several", "several", 40), status="lost"),
    ),
    cell_sources=(CellSource(donor=value("allogeneic", "Allogeneic", 50), tissue_id="UBERON:0001987", arm="a1"),),
    doses=(
        Dose(
            amount=value(2e7, "2 × 10^7", 60),
            unit="{cells}",
            basis="per_kg",
            volume=Volume(amount=value(2.5, "2.5", 70), unit="mL"),
            interval=value("P2W", "every 2 weeks", 80),
            arm="a1",
        ),
        Dose(amount=value(3), arm="a1"),
    ),
    follow_ups=(FollowUp(duration=value("P6M", "six months", 95), statistic="median"),),
    outcomes=(Outcome(label=value("closed"), kind="efficacy", events=value(7), percent=value(58.3), arm="a1"),),
)


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    export(database(folder, [record(STUDY)]), "csv", folder / "csv")

    def of(name: str) -> list[dict[str, str]]:
        with (folder / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return of


def test_every_column_is_told_of():
    for table in every_table():
        for column in table.columns:
            said = meaning(column)
            assert said.endswith((".", "…")), (table.name, column.name)
            assert "{" not in said.replace("{cells}", "").replace("{particles}", "")


def test_the_codebook_tells_of_nothing_that_is_not_there():
    used = {column.told for table in every_table() for column in table.columns}
    told = {f"{section}.{field}" for section, fields in TOLD.items() if section != "evidence" for field in fields}
    assert told == used
    assert set(TOLD["evidence"]) == set(EVIDENCE)


def test_no_table_names_a_column_twice():
    for table in every_table():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name


def test_every_field_of_the_record_is_a_column():
    columns = {table.name: {column.name for column in table.columns} for table in every_table()}
    for name in FACTS:
        for field in fact_types()[name].model_fields:
            assert {field, f"{field}_amount"} & columns[name], (name, field)
        for column, _ in value_fields(fact_types()[name]):
            assert {f"{column}_{part}" for part in EVIDENCE} <= columns[name]
    assert {f"participants_{status}" for status in get_args(ParticipantStatus)} <= columns["arms"] & columns["studies"]


def test_allowed_values_are_those_of_the_types():
    by_name = {column.name: column for table in every_table() for column in table.columns}
    assert allowed(by_name["report_type"]) == get_args(ReportType)
    assert allowed(by_name["arm_role"]) == ("experimental", "comparator", "cohort")
    assert allowed(by_name["donor"]) == ("autologous", "allogeneic", "xenogeneic")
    assert allowed(by_name["title"]) == ()
    statistic = next(column for column in fact_columns("follow_ups") if column.name == "statistic")
    assert "median" in allowed(statistic)


def test_what_the_corpus_holds_is_allowed(tmp_path):
    with reading(database(tmp_path, corpus_records())) as review:
        seen = 0
        for table in every_table(review):
            limited = [column for column in table.columns if allowed(column)]
            for row in table.rows():
                for column in limited:
                    found = row.get(column.name)
                    assert found is None or found in allowed(column), (table.name, column.name, found)
                    seen += found is not None
        assert seen > 3000


def test_cells_are_of_their_columns_kind(tmp_path):
    kinds = {"text": str, "integer": int, "number": (int, float)}
    with reading(database(tmp_path, corpus_records())) as review:
        for table in every_table(review):
            for row in table.rows():
                for column in table.columns:
                    found = row.get(column.name)
                    assert found is None or isinstance(found, kinds[column.kind]), (table.name, column.name, found)


def test_evidence_reads_its_words_in_the_page(tmp_path):
    sources = {page.page.id: page for page in corpus_records()}
    root = Path(__file__).parents[1] / "corpus" / "raw"
    texts = {key: (root / page.page.path).read_bytes().decode(page.page.encoding) for key, page in sources.items()}
    grounded = plain = 0
    with reading(database(tmp_path, corpus_records())) as review:
        for table in tables(review):
            starts = [column for column in table.columns if column.part == "start"]
            for row in table.rows():
                for column in starts:
                    name = column.name.removesuffix("_start")
                    if row.get(column.name) is None:
                        continue
                    start, end = row[column.name], row[f"{name}_end"]
                    there = texts[str(row["page_key"])][start:end]
                    grounded += 1
                    plain += there == row[f"{name}_text"]
                    assert there
    assert grounded > 1500
    # The others hold tags, entities or line breaks.
    assert plain > 0.7 * grounded


def test_a_study_is_a_row_with_its_patients(rows):
    (row,) = rows("studies")
    assert row["study_key"] == "a0/0"
    assert row["study_label"] == "A trial, 2021"
    assert (row["participants_enrolled"], row["participants_enrolled_text"]) == ("23", "Twenty-three")
    assert (row["participants_enrolled_start"], row["participants_enrolled_end"]) == ("10", "22")
    # A number in words has its words, and no number.
    assert (row["participants_lost"], row["participants_lost_text"]) == ("", "several")
    # What an arm has is not the trial's; eyes are no patients.
    assert row["participants_allocated"] == ""
    assert row["arms"] == "2"


def test_an_arm_is_a_row_with_its_patients_cells_and_dose(rows):
    whole, exosomes, saline = rows("arms")
    assert (whole["arm"], whole["participants_enrolled"], whole["doses"]) == ("", "23", "0")
    assert (exosomes["arm_label"], exosomes["arm_role"]) == ("exosomes,\n high dose", "experimental")
    assert (exosomes["participants_allocated"], exosomes["participants_allocated_derived"]) == ("12", "sum")
    assert (exosomes["source_donor"], exosomes["source_donor_text"]) == ("allogeneic", "Allogeneic")
    assert exosomes["source_tissue_id"] == "UBERON:0001987"
    assert float(exosomes["dose_amount"]) == 2e7
    assert (exosomes["dose_unit"], exosomes["dose_basis"], exosomes["dose_interval"]) == ("{cells}", "per_kg", "P2W")
    assert (exosomes["dose_volume_amount"], exosomes["dose_volume_unit"], exosomes["doses"]) == ("2.5", "mL", "2")
    assert (saline["arm_role"], saline["cell_sources"], saline["dose_amount"]) == ("comparator", "0", "")


def test_every_fact_is_a_row(rows):
    assert [row["count"] for row in rows("participants")] == ["23", "24", "46", "12", ""]
    assert [row["amount"] for row in rows("doses")] == ["20000000.0", "3"]
    (outcome,) = rows("outcomes")
    assert (outcome["events"], outcome["percent"], outcome["arm_label"]) == ("7", "58.3", "exosomes, high dose")
    (follow_up,) = rows("follow_ups")
    assert (follow_up["duration"], follow_up["statistic"]) == ("P6M", "median")


def test_the_codebook_goes_with_the_tables(rows):
    told = {(row["table"], row["column"]): row for row in rows("codebook")}
    for name in ("studies", "arms", *FACTS):
        header = rows(name)[0]
        assert [(name, column) for column in header] == [place for place in told if place[0] == name]
    row = told["participants", "status"]
    assert row["allowed"].split() == list(get_args(ParticipantStatus))
    assert told["outcomes", "percent"]["unit"] == "%"
    assert told["doses", "interval_text"]["meaning"] == "The page's words for `interval`."


@pytest.mark.parametrize("name", ["studies", *FACTS])
def test_tables_hold_as_many_rows_as_the_records_have_facts(tmp_path, name):
    export(database(tmp_path, corpus_records()), "csv", tmp_path / "csv")
    with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    studies = [study for page in corpus_records() for study in page.studies]
    assert len(found) == (len(studies) if name == "studies" else sum(len(getattr(study, name)) for study in studies))
    if name == "outcomes":
        labels = sorted(str(item.label.value) for study in studies for item in study.outcomes)
        assert sorted(unescaped(row["label"]) for row in found) == labels
        events = [
            item.events.value for study in studies for item in study.outcomes if isinstance(item.events, Grounded)
        ]
        assert sum(float(row["events"]) for row in found if row["events_text"]) == sum(map(float, events))
