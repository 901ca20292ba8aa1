"""Reports of one trial in exports: named as reviews name them, told apart, and no patient counted twice."""

from __future__ import annotations

import csv
import shutil
import subprocess

import pytest
import rispy

from abstract_extract.record import Identifiers, Study
from abstract_extract.store.export import export
from abstract_extract.store.export.names import last_name, name_of
from abstract_extract.store.links.keep import find_and_keep
from exported import database, outcome, record

NCT = Identifiers(registry=("NCT01234567",))


def report(name: str, *outcomes, **others):
    return record(Study(role="reported", outcomes=outcomes), name=name, **others)


REPORTS = [
    report(
        "a", outcome("closed", 12, 20), outcome("fever", 1, 20), identifiers=NCT, authors=("Zhao W",), title="First"
    ),
    report(
        "b", outcome("Closed", 14, 23), outcome("death", 0, 23), identifiers=NCT, authors=("Zhao W",), title="Second"
    ),
    report("c", outcome("closed", 3, 10), authors=("Maria de la Cruz",), title="Alone"),
]


@pytest.fixture
def linked(tmp_path):
    name = database(tmp_path, REPORTS)
    assert find_and_keep(name).trials == 1
    return name


def rows(name: str, form: str, file: str, folder) -> list[dict[str, str]]:
    export(name, form, folder / form)
    with (folder / form / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_fullest_report_stands_for_an_outcome_that_several_have(linked, tmp_path):
    found = [
        (row["slab"], row["outcome"], row["xi"], row["ni"], row["trial"])
        for row in rows(linked, "metafor", "single-arm.csv", tmp_path)
    ]
    assert found == [
        ("Zhao 2021 [a0]", "fever", "1", "20", "NCT01234567"),
        ("Zhao 2021 [b0]", "Closed", "14", "23", "NCT01234567"),
        ("Zhao 2021 [b0]", "death", "0", "23", "NCT01234567"),
        ("de la Cruz 2021", "closed", "3", "10", ""),
    ]
    (left,) = rows(linked, "metafor", "left-out.csv", tmp_path)
    assert (left["study_label"], left["outcome"]) == ("Zhao 2021 [a0]", "closed")
    assert left["reason"] == "another report of the trial has it: Zhao 2021 [b0]"


def test_without_a_search_every_report_stands_for_itself(tmp_path):
    name = database(tmp_path, REPORTS)
    assert len(rows(name, "metafor", "single-arm.csv", tmp_path)) == 5
    assert rows(name, "metafor", "left-out.csv", tmp_path) == []


def test_a_page_is_no_report_of_what_it_recounts(tmp_path):
    both = Study(role="cited", outcomes=(outcome("closed", 9, 9),)), Study(role="reported")
    name = database(tmp_path, [REPORTS[0], record(*both, name="d", identifiers=NCT, title="Zhao’s trial")])
    find_and_keep(name)
    trials = {row["study_key"]: row["trial"] for row in rows(name, "csv", "studies.csv", tmp_path)}
    assert trials == {"a0/0": "NCT01234567", "d0/0": "", "d0/1": "NCT01234567"}


def test_the_other_reports_are_named(linked, tmp_path):
    export(linked, "markdown", tmp_path / "a.md")
    said = (tmp_path / "a.md").read_text("utf-8")
    assert "Other reports of the trial NCT01234567: Zhao 2021 \\[b0\\]<br>" in said
    assert said.count("Other reports of the trial") == 2


def test_authors_go_with_the_reference(linked, tmp_path):
    export(linked, "ris", tmp_path / "a.ris")
    assert [entry["authors"] for entry in rispy.loads((tmp_path / "a.ris").read_text("utf-8"))] == [
        ["Zhao W"],
        ["Zhao W"],
        ["Maria de la Cruz"],
    ]


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no Rscript here (Debian: r-base-core)")
def test_the_script_warns_where_one_trial_is_pooled_twice(tmp_path):
    """Words that were brought together by hand bring its reports together, too."""
    name = database(
        tmp_path,
        [
            report("a", outcome("closed", 12, 20), identifiers=NCT),
            report("b", outcome("healed", 14, 23), identifiers=NCT),
        ],
    )
    find_and_keep(name)
    export(name, "metafor", tmp_path / "metafor")
    table = tmp_path / "metafor" / "single-arm.csv"
    table.write_bytes(table.read_bytes().replace(b",healed,", b",closed,"))
    done = subprocess.run(
        ["Rscript", "--vanilla", "analysis.R"], cwd=table.parent, capture_output=True, text=True, check=False
    )
    if "metafor" in done.stderr and done.returncode:
        pytest.skip("no metafor here (Debian: r-cran-metafor)")
    assert done.returncode == 0, done.stderr
    assert "two reports of one trial are pooled in closed | efficacy: keep one of NCT01234567" in done.stderr
    assert "xi=26 ni=43" in done.stdout


LAST = [
    ("Qian ZL", "Qian"),
    ("Lammers, Dirk T", "Lammers"),
    ("Carl I. Barrionuevo", "Barrionuevo"),
    ("M. de la Cruz-Peña", "de la Cruz-Peña"),
    ("Bekkering AJ", "Bekkering"),
    ("van der Berg J", "van der Berg"),
    ("Ludwig van Beethoven", "van Beethoven"),
    ("Özmerteli, Emin", "Özmerteli"),
    # Near misses: a group is no person, one word is a name, initials alone are kept.
    ("Lakeside Hematology Consortium", "Lakeside Hematology Consortium"),
    ("The EXO Investigators", "The EXO Investigators"),
    ("Zhao", "Zhao"),
    ("A B", "B"),
]


@pytest.mark.parametrize(("name", "last"), LAST)
def test_last_names(name, last):
    assert last_name(name) == last


NAMES = [
    ({"authors": ("Qian ZL", "Feng JX")}, "Qian 2021"),
    ({"authors": ("Qian ZL",), "year": None}, "Qian"),
    ({"report_type": "registry_record", "identifiers": NCT, "authors": ("Jin Yuanling",)}, "NCT01234567"),
    # Near misses: a report that names its registry number, a registry's record without one, no author.
    ({"identifiers": NCT, "authors": ("Qian ZL",)}, "Qian 2021"),
    ({"report_type": "registry_record", "year": None}, "A trial"),
    ({"title": None}, "a.txt, 2021"),
    ({"title": "Exosomes. "}, "Exosomes, 2021"),
    (
        {"title": "A title of exactly so many letters that it just does fit now"},
        "A title of exactly so many letters that it just does fit now, 2021",
    ),
    (
        {"title": "A title of exactly so many letters that it just does not fit"},
        "A title of exactly so many letters that it just does not fit, 2021",
    ),
    (
        {"title": "A title of exactly so many letters that it just does not fit it"},
        "A title of exactly so many letters that it just does not fit…, 2021",
    ),
]


@pytest.mark.parametrize(("page", "name"), NAMES)
def test_names_of_studies(page, name):
    assert name_of(record(**page).page) == name
