"""`abstract-extract export` as people meet it."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from abstract_extract.cli import main
from abstract_extract.record import Study
from exported import database, outcome, record

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
(PAGE,) = re.findall(r"^```text\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_pages_to_a_table_in_one_command(folder, capfd):
    (folder / "pages").mkdir()
    (folder / "pages" / "page.txt").write_text(PAGE, "utf-8")
    assert main(["export", "pages", "--format", "forest"]) == 0
    said = capfd.readouterr()
    rows = list(csv.DictReader(io.StringIO(said.out, newline="")))
    found = [(row["outcome"], row["measure"], row["events"], row["total"], row["estimate"]) for row in rows]
    assert found == [("allergic reaction", "PR", "0", "23", "0.0"), ("closed", "PR", "12", "20", "0.6")]
    assert {row["slab"] for row in rows} == {"Exosomes of placental cells for stubborn fistulas: a first…"}
    assert said.err == ""
    assert (folder / "review.db").is_file()


def test_a_page_that_gives_no_record_is_told_and_the_rest_exported(folder, capfd):
    (folder / "page.txt").write_text(PAGE, "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    assert main(["export", "page.txt", "empty.txt", "--format", "ris"]) == 1
    said = capfd.readouterr()
    assert said.out.count("ER  - ") == 1
    assert said.err == "some pages gave no record: see the table failures of review.db\n"


def test_it_names_the_files_that_it_wrote(folder, capfd):
    database(folder, [record(Study(role="reported", outcomes=(outcome("closed", 12, 20),)))])
    assert main(["export", "-f", "metafor", "-o", "out"]) == 0
    names = ["single-arm.csv", "two-by-two.csv", "left-out.csv", "analysis.R"]
    assert capfd.readouterr().out.splitlines() == [f"out/{name}" for name in names]
    assert sorted(path.name for path in (folder / "out").iterdir()) == sorted(names)
    assert main(["export", "-f", "forest", "--unit", "eyes"]) == 0
    assert capfd.readouterr().out.count("\n") == 1


def test_brat_gets_the_page_from_where_it_lies_now(folder, capfd):
    (folder / "page.txt").write_text(PAGE, "utf-8")
    assert main(["run", "page.txt", "--quiet"]) == 0
    (folder / "moved").mkdir()
    (folder / "page.txt").rename(folder / "moved" / "page.txt")
    assert main(["export", "-f", "brat", "-o", "brat"]) == 2
    assert "page.txt: the page" in capfd.readouterr().err
    assert main(["export", "-f", "brat", "-o", "brat", "--pages", "moved"]) == 0
    assert len(list((folder / "brat").glob("*.ann"))) == 1


WRONG = [
    (["export"], 2, "missing option '--format'"),
    (["export", "-f", "excel"], 2, "'excel' is not one of 'forest'"),
    (["export", "-f", "csv"], 2, "csv is a folder and cannot go to standard output: name one with --out"),
    (["export", "-f", "ris", "--db", "none.db"], 3, "no database none.db"),
    (["export", "none.txt", "-f", "ris"], 2, "none.txt"),
]


@pytest.mark.parametrize(("arguments", "status", "said"), WRONG)
def test_what_is_wrong_is_one_line(arguments, status, said, folder, capfd):
    database(folder, [])
    assert main(arguments) == status
    shown = capfd.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from abstract_extract.cli import main; main(['export', '--help']);"
        "print(sorted({'openpyxl', 'docx', 'pyarrow', 'sqlalchemy', 'spacy'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "ready to plot" in " ".join(done.stdout.split())
