"""Every format, over all the corpus and over nothing: that it can be written, read back, and is the same each time."""

from __future__ import annotations

import csv
import sys
import time
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import rispy
from docx import Document
from openpyxl import load_workbook

from abstract_extract.errors import ExportError, StoreError
from abstract_extract.gold.formats import codec
from abstract_extract.gold.review_pages import export_pages
from abstract_extract.record import Arm, CellSource, Check, Dose, Grounded, Identifiers, Record, Study
from abstract_extract.store import save
from abstract_extract.store.board import Board
from abstract_extract.store.decide import decide
from abstract_extract.store.export import FORMATS, export
from abstract_extract.store.export.files import writing
from abstract_extract.store.export.markdown import in_cell
from abstract_extract.store.export.review import reading
from abstract_extract.store.export.revman import arm_names
from exported import OUT, RAW, TABLES, corpus_records, database, files_under, outcome, record, value


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return database(tmp_path_factory.mktemp("corpus"), corpus_records())


def written(name: str, form: str, folder: Path) -> Path:
    out = folder / OUT.get(form, form)
    if form in FORMATS:
        export(name, form, out)
    else:
        export_pages(name, form, out, RAW)
    return out


ALL = [*FORMATS, "brat", "label-studio"]


@pytest.fixture(scope="module")
def exports(corpus, tmp_path_factory):
    """The corpus in every format, written once."""
    folder = tmp_path_factory.mktemp("exports")
    return {form: written(corpus, form, folder) for form in ALL}


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A database that was filled in another order."""
    return database(tmp_path_factory.mktemp("other"), reversed(corpus_records()))


@pytest.mark.parametrize("form", ALL)
def test_same_records_same_bytes(form, exports, other, tmp_path):
    """Later, and from a database that was filled in another order."""
    # The clocks of ZIP archives go in steps of two seconds.
    time.sleep(2.1 if form in {"xlsx", "docx"} else 0)
    first = files_under(exports[form])
    assert files_under(written(other, form, tmp_path / "other")) == first
    assert sum(map(len, first.values())) > 10_000


def test_same_bytes_from_postgresql(postgres, exports, tmp_path):
    name = postgres.database()
    save(name, reversed(corpus_records()))
    for form in ALL:
        if form not in {"xlsx", "docx"}:
            assert files_under(written(name, form, tmp_path)) == files_under(exports[form]), form


def test_exports_hold_what_people_decided(tmp_path):
    study = Study(role="reported", outcomes=(outcome("closed", 12, 20), outcome("fever", 3, 20, kind="adverse_event")))
    page = record(study)
    name = database(tmp_path, [page])
    keys = {slot.fact.label.value: slot.key for slot in Board("a0", page).slots}
    decide(name, "correct", keys["closed"], by="Ada", field="events", value=13, reason="table 2")
    decide(name, "reject", keys["fever"], by="Ada")
    (row,) = csv_rows(written(name, "forest", tmp_path))
    assert (row["outcome"], row["events"], row["total"]) == ("closed", "13", "20")
    (row,) = csv_rows(written(name, "csv", tmp_path) / "outcomes.csv")
    assert (row["events"], row["events_text"]) == ("13", "")
    assert "Ada" in row["events_derived"]
    assert csv_rows(tmp_path / "csv" / "studies.csv")[0]["decisions"] == "2"
    assert "Decisions of people: 2" in written(name, "markdown", tmp_path).read_text("utf-8")
    (line,) = written(name, "jsonl", tmp_path).read_text("utf-8").splitlines()
    assert [one.events.value for one in Record.model_validate_json(line).studies[0].outcomes] == [13]


@pytest.mark.parametrize("form", ALL)
def test_an_empty_database_gives_empty_files(form, tmp_path):
    files = files_under(written(database(tmp_path, []), form, tmp_path / "out"))
    assert len(files) == {"csv": 8, "parquet": 8, "metafor": 4, "meta": 5, "revman": 3, "brat": 0}.get(form, 1)
    for name, content in files.items():
        if name.endswith(".csv") and name != "codebook.csv":
            assert content.count(b"\r\n") == 1
    assert not list(tmp_path.rglob("*.part"))


def test_an_empty_workbook_and_document_open(tmp_path):
    name = database(tmp_path, [])
    assert load_workbook(written(name, "xlsx", tmp_path)).sheetnames == list(TABLES)
    assert len(Document(written(name, "docx", tmp_path)).tables) == 0


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_workbook_csv_and_parquet_hold_the_same(exports):
    folder, book = exports["csv"], load_workbook(exports["xlsx"], read_only=True)
    parquet = exports["parquet"]
    assert book.sheetnames == list(TABLES)
    for name in TABLES:
        header, *rows = book[name].iter_rows(values_only=True)
        plain = csv_rows(folder / f"{name}.csv")
        assert list(header) == list(plain[0])
        typed = pq.read_table(parquet / f"{name}.parquet").to_pylist()
        assert len(rows) == len(plain) == len(typed) > 50
        for found, text, row in zip(rows, plain, typed, strict=True):
            sheet = (*found, *[None] * (len(header) - len(found)))
            for cell, said, kept in zip(sheet, text.values(), row.values(), strict=True):
                if isinstance(kept, int | float):
                    assert float(said) == float(cell) == float(kept)
                else:
                    assert (said or None) == (cell.replace("\r", "") if cell else None) or "\r" in said
                    assert kept is None or said.removeprefix("'") == kept.removeprefix("'")


def test_parquet_keeps_types_and_meanings(exports):
    schema = pq.read_schema(exports["parquet"] / "outcomes.parquet")
    assert {str(schema.field(name).type) for name in ("events", "percent")} == {"double"}
    assert str(schema.field("events_start").type) == "int64"
    assert schema.field("percent").metadata[b"unit"] == b"%"


def test_parquet_says_what_it_needs(corpus, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"install abstract-extract\[parquet\], or choose --format csv"):
        written(corpus, "parquet", tmp_path)


def test_evidence_is_folded_away_in_the_workbook(tmp_path):
    sheet = load_workbook(written(database(tmp_path, []), "xlsx", tmp_path))["outcomes"]
    hidden = {cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden}
    assert "events_text" in hidden
    assert not {"events", "label", "study_label"} & hidden


def test_what_does_not_fit_into_a_workbook(tmp_path, monkeypatch):
    study = Study(role="reported", outcomes=(outcome("=" * 40_000, 1, 2), outcome("b", 1, 2)))
    name = database(tmp_path, [record(study)])
    header, values, _ = load_workbook(written(name, "xlsx", tmp_path))["outcomes"].iter_rows(values_only=True)
    text = values[header.index("label")]
    assert (len(text), text[:2], text[-1]) == (32_767, "'=", "…")
    monkeypatch.setattr("abstract_extract.store.export.workbook.ROWS", 2)
    with pytest.raises(
        ExportError, match="the table outcomes has more rows than the 2 of a sheet: choose --format csv"
    ):
        written(name, "xlsx", tmp_path)


def test_json_lines_are_the_records(exports):
    lines = exports["jsonl"].read_text("utf-8").splitlines()
    records = {page.page.id: page for page in corpus_records()}
    found = [Record.model_validate_json(line) for line in lines]
    assert [page.page.id for page in found] == sorted(records)
    assert {page.page.id: page for page in found} == records


def test_rispy_reads_the_references_back(exports):
    found = {entry["id"]: entry for entry in rispy.loads(exports["ris"].read_text("utf-8"))}
    assert len(found) == len(corpus_records())
    for page in (one.page for one in corpus_records()):
        entry = found[page.id]
        assert entry.get("title") == (" ".join(page.title.split()) if page.title else None)
        assert entry.get("doi") == page.identifiers.doi
        assert entry.get("accession_number") == page.identifiers.pmid
        assert entry.get("year") == (str(page.year) if page.year else None)
        assert entry.get("keywords", []) == list(page.identifiers.registry)
        assert f"Report type: {page.report_type.replace('_', ' ')}" in entry["notes"]
        assert f"Page: {page.path}" in entry["notes"]
    notes = [note for entry in found.values() for note in entry["notes"]]
    assert sum("Sample size: " in note for note in notes) > 80
    assert sum("Outcomes: " in note for note in notes) > 60


def test_a_reference_stays_whole_whatever_the_title_says(tmp_path):
    page = record(Study(role="reported"), title="A\r\nER  - \r\nTY  - JOUR\0 end", name="a")
    name = database(tmp_path, [page, record(name="b")])
    first, second = rispy.loads(written(name, "ris", tmp_path).read_text("utf-8"))
    assert first["title"] == "A ER - TY - JOUR\ufffd end"
    assert (first["id"], second["id"]) == ("a0", "b0")


@pytest.mark.parametrize("form", ["brat", "label-studio"])
def test_annotation_tools_get_the_records_on_their_pages(form, exports):
    _, read = codec(form)
    documents = {document.meta["page"]["id"]: document for document in read(exports[form])}
    assert len(documents) == len(corpus_records())
    for page in corpus_records():
        document = documents[page.page.id]
        assert document.text == (RAW / page.page.path).read_bytes().decode(page.page.encoding)
        grounded = sum(
            isinstance(one, Grounded) for study in page.studies for one in study.outcomes for one in (one.label,)
        )
        assert sum(span.label == "outcomes.label" for span in document.spans) == grounded


def test_pages_that_are_gone_or_changed_are_named(tmp_path):
    page = next(one for one in corpus_records() if one.page.path.endswith(".txt"))
    name = database(tmp_path, [page])
    with pytest.raises(ExportError, match=rf"{page.page.path}: the page {page.page.id} cannot be read: .*--pages"):
        export_pages(name, "brat", tmp_path / "brat")
    (tmp_path / page.page.path).write_bytes(b"other words")
    with pytest.raises(ExportError, match="its bytes have changed: run it again"):
        export_pages(name, "brat", tmp_path / "brat", tmp_path)
    stdin = page.model_copy(update={"page": page.page.model_copy(update={"path": "-"})})
    with pytest.raises(ExportError, match="came from standard input"):
        export_pages(database(tmp_path, [stdin], "stdin.db"), "brat", tmp_path / "brat")


def test_citations_of_one_file_are_documents_of_their_own(tmp_path):
    from abstract_extract import extract_all

    entries = [
        f"TY  - JOUR\nTI  - {n} trial\nAB  - METHODS: {n} patients got mesenchymal stem cells.\nER  - \n\n"
        for n in ("Ten", "Eleven")
    ]
    (tmp_path / "two.ris").write_text("".join(entries), "utf-8")
    name = str(tmp_path / "review.db")
    save(name, extract_all([tmp_path / "two.ris"]))
    assert export_pages(name, "brat", tmp_path / "brat") == 2
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "brat").glob("*.txt"))]
    assert [text.strip() for text in texts] == [entry.strip() for entry in entries]
    spans = [path.read_text("utf-8") for path in sorted((tmp_path / "brat").glob("*.ann"))]
    assert ["\tTen\n" in spans[0], "\tEleven\n" in spans[1]] == [True, True]


def test_a_table_of_characteristics_a_study(exports):
    document = Document(exports["docx"])
    studies = [study for page in corpus_records() for study in page.studies]
    assert len(document.tables) == len(studies)
    headings = ["Methods", "Participants", "Interventions", "Outcomes", "Notes"]
    for table in document.tables:
        assert [row.cells[0].text for row in table.rows] == headings
        assert all(row.cells[1].text for row in table.rows)
    markdown = exports["markdown"].read_text("utf-8")
    assert markdown.count("\n## ") == len(studies)
    for table in document.tables:
        for heading, said in ((row.cells[0].text, row.cells[1].text) for row in table.rows):
            assert f"| **{heading}** | {'<br>'.join(map(in_cell, said.splitlines()))} |" in markdown


def test_characteristics_say_what_a_review_prints(tmp_path):
    study = Study(
        role="reported",
        arms=(
            Arm(id="a1", label=value("exosomes"), role="experimental"),
            Arm(id="a2", label=value("saline"), role="comparator"),
        ),
        outcomes=(outcome("closed", 15, 30, arm="a1"), outcome("fever | <b>", 0, 30, arm="a1", kind="adverse_event")),
    )
    page = record(study)
    doubt = Check(code="sums", severity="warning", message="15 of 30 is 50%", facts=("/studies/0/outcomes/0",))
    note = Check(code="note", severity="info", message="no doubt")
    ids = Identifiers(pmid="123", registry=("NCT00000001",))
    page = page.model_copy(update={"checks": (doubt, note), "page": page.page.model_copy(update={"identifiers": ids})})
    said = written(database(tmp_path, [page]), "markdown", tmp_path).read_text("utf-8")
    assert "Arms: exosomes (experimental); saline (comparator)<br>Follow-up: not stated" in said
    assert "Efficacy: closed: exosomes 15/30<br>Adverse events: fever \\| \\<b\\>: exosomes 0/30" in said
    assert "PMID: 123<br>Registry: NCT00000001<br>Doubt: 15 of 30 is 50%<br>Page: a.txt (a0/0)" in said
    assert "no doubt" not in said


def test_revman_gets_the_same_from_a_folder_and_an_archive(exports, corpus, tmp_path):
    export(corpus, "revman", tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == files_under(exports["revman"])
    assert list(packed) == ["study-information.csv", "study-arms.csv", "study-results.csv"]


def test_revmans_tables_fit_each_other(exports):
    folder = exports["revman"]
    studies, arms, results = (csv_rows(folder / f"study-{name}.csv") for name in ("information", "arms", "results"))
    names = [row["Study"] for row in studies]
    assert len(names) == len(set(names)) == sum(s.role == "reported" for p in corpus_records() for s in p.studies)
    pairs = [(row["Study"], row["Arm"]) for row in arms]
    assert len(pairs) == len(set(pairs))
    assert {study for study, _ in pairs} == set(names)
    assert {(row["Study"], row["Arm"]) for row in results} <= set(pairs)
    assert all(0 <= int(row["Cases"]) <= int(row["Sample size"]) for row in results)
    assert {row["Data type"] for row in results} == {"Dichotomous"}
    assert len(results) > 300


def test_what_revman_is_told_of_a_controlled_trial(tmp_path):
    study = Study(
        role="reported",
        arms=(
            Arm(id="a1", label=value("cells"), role="experimental"),
            Arm(id="a2", label=value("saline"), role="comparator"),
        ),
        cell_sources=(CellSource(donor=value("allogeneic"), cell_type=value("MSC")),),
        doses=(Dose(amount=value(2e7), unit="{cells}", arm="a1"),),
        outcomes=(outcome("closed", 15, 30, arm="a1", time_point=value("P6M")), outcome("closed", 25, 60)),
    )
    folder = written(database(tmp_path, [record(study)]), "revman", tmp_path)
    arms = [(row["Arm"], row["Description"]) for row in csv_rows(folder / "study-arms.csv")]
    assert arms == [("cells", "allogeneic MSC; 2 × 10^7 cells"), ("saline", "")]
    (row,) = csv_rows(folder / "study-results.csv")
    assert (row["Arm"], row["Outcome"], row["Cases"], row["Sample size"]) == ("cells", "closed at 6 months", "15", "30")
    assert row["Footnotes"] == "Cases: “15” at 0–2; Sample size: “30” at 0–2"


def test_two_arms_of_one_name_are_two_arms_to_revman(tmp_path):
    arms = tuple(Arm(id=name, label=value("cells"), role="experimental") for name in ("a1", "a2"))
    with reading(database(tmp_path, [record(Study(role="reported", arms=arms))])) as review:
        (study,) = review.studies()
        assert arm_names(study) == {None: "All participants", "a1": "cells", "a2": "cells (a2)"}


def test_no_two_studies_have_one_label(tmp_path):
    pages = [
        record(Study(role="reported"), Study(role="cited"), name="a"),
        record(Study(role="reported"), name="b"),
        record(Study(role="reported"), name="c"),
    ]
    with reading(database(tmp_path, pages)) as review:
        assert [study.label for study in review.studies()] == [
            "A trial, 2021 (1)",
            "A trial, 2021 (2)",
            "A trial, 2021 [b0]",
            "A trial, 2021 [c0]",
        ]


def test_an_unknown_format_and_an_out_that_does_not_fit(tmp_path):
    name = database(tmp_path, [])
    with pytest.raises(ExportError, match="excel: no such format; there are forest, metafor"):
        export(name, "excel", tmp_path / "x")
    with pytest.raises(ExportError, match="csv is a folder and cannot go to standard output"):
        export(name, "csv", Path("-"))
    with pytest.raises(ExportError, match="xlsx is a file that is no text"):
        export(name, "xlsx", Path("-"))
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(ExportError, match="is a file, and csv is a folder of files"):
        export(name, "csv", tmp_path / "file")
    with pytest.raises(ExportError, match="is a folder, and ris is one file"):
        export(name, "ris", tmp_path)
    with pytest.raises(ExportError, match=r"cannot write .*--out"):
        export(name, "ris", tmp_path / "file" / "a.ris")


def test_a_database_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(StoreError, match=r"no database .*none\.db"):
        export(str(tmp_path / "none.db"), "ris", tmp_path / "a.ris")
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_old_file(tmp_path):
    (tmp_path / "a.txt").write_text("old", "utf-8")
    with pytest.raises(RuntimeError), writing(tmp_path / "a.txt") as file:
        file.write(b"new")
        raise RuntimeError
    assert files_under(tmp_path) == {"a.txt": b"old"}
