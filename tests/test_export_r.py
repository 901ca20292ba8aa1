"""R pools what is exported for it, and finds the totals that a hand counts."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from abstract_extract.record import Arm, Study
from abstract_extract.store.export import export
from exported import corpus_records, database, outcome, record, value

RSCRIPT = shutil.which("Rscript")


def run_r(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    assert RSCRIPT
    return subprocess.run(
        [RSCRIPT, "--vanilla", *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def has_metafor() -> bool:
    return RSCRIPT is not None and run_r("-e", "library(metafor)", folder=Path.cwd()).returncode == 0


needs_r = pytest.mark.skipif(RSCRIPT is None, reason="no Rscript here (Debian: r-base-core)")


@pytest.fixture(scope="module")
def metafor():
    if not has_metafor():
        pytest.skip("no R with metafor here (Debian: r-base-core, r-cran-metafor)")


def controlled(name: str, cells: tuple[int, int], saline: tuple[int, int]):
    arms = (
        Arm(id="a1", label=value("cells"), role="experimental"),
        Arm(id="a2", label=value("saline"), role="comparator"),
    )
    outcomes = (outcome("Relapse", *cells, arm="a1"), outcome("relapse", *saline, arm="a2"))
    return record(Study(role="reported", arms=arms, outcomes=outcomes), name=name, title=f"Trial “{name}” ≥ 1, 'b'")


def single(name: str, events: int, total: int, label: str = "closed", **others):
    study = Study(role="reported", outcomes=(outcome(label, events, total, **others),))
    return record(study, name=name, title=f"Trial {name}")


# Totals by hand: closed 12 + 0 + 9 = 21 of 20 + 11 + 10 = 41; relapse 5 + 0 + 8 = 13 of 30 + 12 + 40 = 82 on cells,
# and 10 + 3 + 9 = 22 of 30 + 11 + 41 = 82 on saline.
RECORDS = [
    single("a", 12, 20),
    single("b", 0, 11, "Closed"),
    single("c", 9, 10),
    # Not with them: other words, another kind, another time, a study alone.
    single("d", 3, 10, "closed wound"),
    single("e", 3, 10, kind="adverse_event"),
    single("f", 3, 10, time_point=value("P6M")),
    controlled("g", (5, 30), (10, 30)),
    controlled("h", (0, 12), (3, 11)),
    controlled("i", (8, 40), (9, 41)),
]


@pytest.fixture
def folder(tmp_path):
    export(database(tmp_path, RECORDS), "metafor", tmp_path / "metafor")
    return tmp_path / "metafor"


def pooled(said: str) -> dict[str, dict[str, float]]:
    """What the script prints: a line a pooled outcome, numbers as name=number."""
    return {
        " ".join(line.split("\t")[:2]): {
            name: float(number) for name, number in re.findall(r"(\w+)=(-?\d+(?:\.\d+)?)", line)
        }
        for line in said.splitlines()
    }


@pytest.mark.usefixtures("metafor")
def test_the_script_finds_the_totals_of_a_hand(folder):
    done = run_r("analysis.R", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "warning" not in done.stderr.lower()
    found = pooled(done.stdout)
    assert list(found) == [
        "proportion closed | efficacy",
        "proportion relapse | efficacy",
        "risk ratio relapse | efficacy",
    ]
    closed = found["proportion closed | efficacy"]
    assert (closed["k"], closed["xi"], closed["ni"]) == (3, 21, 41)
    relapse = found["risk ratio relapse | efficacy"]
    assert {name: relapse[name] for name in ("k", "ai", "n1i", "ci", "n2i")} == {
        "k": 3,
        "ai": 13,
        "n1i": 82,
        "ci": 22,
        "n2i": 82,
    }
    assert 0 < relapse["estimate"] < 1
    assert (folder / "forest.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("metafor")
def test_one_outcome_can_be_asked_for(folder):
    done = run_r("analysis.R", "Closed wound", folder=folder)
    assert done.returncode == 0, done.stderr
    found = pooled(done.stdout)
    assert list(found) == ["proportion closed wound | efficacy"]
    # By hand: the logit of 3/10 is -0.8473, its standard error the root of 1/3 + 1/7.
    wanted = {"k": 1, "xi": 3, "ni": 10, "estimate": 0.3, "lower": 0.0998, "upper": 0.6238, "I2": 0}
    assert found["proportion closed wound | efficacy"] == pytest.approx(wanted, abs=2e-4)


@pytest.mark.usefixtures("metafor")
def test_escalc_takes_the_table_as_it_is(folder):
    done = run_r(
        "-e",
        'library(metafor); d <- read.csv("single-arm.csv"); d <- d[d$outcome == "closed" & d$kind == "efficacy", ];'
        'e <- escalc("PR", xi = xi, ni = ni, data = d, slab = slab); cat(sprintf("%.10f", e$yi), attr(e$yi, "slab"), sep = "\\n")',
        folder=folder,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [float(line) for line in lines[:3]] == [0.6, 0.9, 0.3]
    assert lines[3:] == ["Trial a, 2021", "Trial c, 2021", "Trial f, 2021"]


@pytest.mark.usefixtures("metafor")
def test_the_forest_tables_intervals_are_metafors(folder, tmp_path):
    export(str(tmp_path / "review.db"), "forest", tmp_path / "forest.csv")
    code = (
        'suppressPackageStartupMessages(library(metafor)); d <- read.csv("two-by-two.csv");'
        'e <- summary(escalc("RR", ai = ai, bi = bi, ci = ci, di = di, data = d), transf = exp);'
        'cat(sprintf("%.9f %.9f %.9f\\n", e$yi, e$ci.lb, e$ci.ub), sep = "");'
        'd <- read.csv("../forest.csv"); d <- d[d$measure == "PR", ];'
        "for (i in seq_len(nrow(d))) { p <- suppressWarnings(prop.test(d$events[i], d$total[i], correct = FALSE));"
        'cat(sprintf("%.9f %.9f %.9f\\n", p$estimate, p$conf.int[1], p$conf.int[2])) }'
    )
    done = run_r("-e", code, folder=folder)
    assert done.returncode == 0, done.stderr
    by_r = sorted(tuple(map(float, line.split())) for line in done.stdout.splitlines())
    with (tmp_path / "forest.csv").open(encoding="utf-8", newline="") as file:
        ours = sorted(
            tuple(float(row[name]) for name in ("estimate", "ci_lower", "ci_upper")) for row in csv.DictReader(file)
        )
    assert len(ours) == 12
    assert ours == [pytest.approx(row, abs=2e-9) for row in by_r]


@pytest.mark.usefixtures("metafor")
def test_the_corpus_can_be_pooled(tmp_path):
    export(database(tmp_path, corpus_records()), "metafor", tmp_path / "metafor")
    done = run_r("analysis.R", folder=tmp_path / "metafor")
    assert done.returncode == 0, done.stderr
    for name, numbers in pooled(done.stdout).items():
        assert numbers["k"] >= 2, name
        assert numbers.get("xi", 0) <= numbers.get("ni", 0)


@pytest.mark.usefixtures("metafor")
def test_an_empty_review_has_nothing_to_pool(tmp_path):
    export(database(tmp_path, []), "metafor", tmp_path / "metafor")
    done = run_r("analysis.R", folder=tmp_path / "metafor")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@needs_r
def test_the_script_for_meta_is_r_and_names_columns_that_are_there(tmp_path):
    export(database(tmp_path, RECORDS), "meta", tmp_path / "meta")
    code = 'calls <- parse("analysis.R"); cat(unique(all.names(calls)), sep = "\\n")'
    done = run_r("-e", code, folder=tmp_path / "meta")
    assert done.returncode == 0, done.stderr
    names = set(done.stdout.splitlines())
    wanted = {
        "metaprop": ["studlab", "event", "n"],
        "metabin": ["studlab", "event.e", "n.e", "event.c", "n.c"],
        "pairwise": ["studlab", "treat", "event", "n", "agent", "dose"],
    }
    for table, columns in wanted.items():
        assert table in names
        with (tmp_path / "meta" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert set(columns) <= set(csv.DictReader(file).fieldnames or ())
        assert set(columns) - {"agent", "dose"} <= names
