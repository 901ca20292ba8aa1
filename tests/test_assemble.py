"""Assembling: denominators that follow, repeats counted once, every value where it says it stands, the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from abstract_extract.errors import PageError
from abstract_extract.gold.readback import readback, values
from abstract_extract.page import Source
from abstract_extract.pipeline import record
from abstract_extract.read import entries
from abstract_extract.read.decode import decode
from abstract_extract.read.files import load
from abstract_extract.record import Derived, Grounded, Record
from line import page_of, record_of

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "raw"
SHARED = ROOT / ".." / "shared" / "pages"
PAGES = sorted(path for path in CORPUS.iterdir() if path.is_file() and not path.name.startswith("."))
SHARED_PAGES = sorted(SHARED.iterdir()) if SHARED.is_dir() else []
shared_needed = pytest.mark.skipif(not SHARED_PAGES, reason="no saved pages lie beside this checkout (../shared/pages)")

TWO_ARMS = "METHODS: Patients were assigned to the MSC group (n = 20) or the placebo group (n = 18). "


def denominator(text: str) -> dict[str, Any] | None:
    """The denominator of the one outcome of a text, as the record has it."""
    (study,) = record_of(page_of({"text": text})).studies
    (outcome,) = study.outcomes
    found: dict[str, Any] | None = outcome.to_json()["denominator"]
    return found


DERIVED = [
    # text, denominator that follows
    (
        "METHODS: Twenty patients were enrolled. RESULTS: Healing was seen in 12 (60%) patients.",
        {"value": 20, "derived": "participants: enrolled"},
    ),
    (
        "METHODS: Twenty-three patients were enrolled, 20 of whom completed the study. RESULTS: Healing was seen in 12 (60%) patients.",
        {"value": 20, "derived": "participants: completed"},
    ),
    (
        "METHODS: Twenty patients were randomised. RESULTS: Healing was seen in 12 (60%) patients.",
        {"value": 20, "derived": "participants: randomised"},
    ),
    (
        "METHODS: Eleven patients were treated. RESULTS: Healing was seen in five patients.",
        {"value": 11, "derived": "participants: treated"},
    ),
    (
        TWO_ARMS + "RESULTS: In the MSC group, healing was seen in 12 (60%) patients.",
        {"value": 20, "derived": "arm size: allocated"},
    ),
    (
        TWO_ARMS + "RESULTS: In the placebo group, healing was seen in 9 (50%) patients.",
        {"value": 18, "derived": "arm size: allocated"},
    ),
    (
        "METHODS: Eleven patients were treated. RESULTS: None of the patients had a fever.",
        {"value": 11, "derived": "participants: treated"},
    ),
    (
        "METHODS: Twenty patients were enrolled. RESULTS: Healing was seen in 12 (75%) patients.",
        {"value": 16, "derived": "outcomes: percent"},
    ),
]
UNDERIVED = [
    # near-misses: no number of people gives the percentage, or several do, or none is the outcome's own
    "METHODS: Twenty patients were enrolled. RESULTS: Healing was seen in 12 (95%) patients.",
    "METHODS: Twenty patients were enrolled. RESULTS: Healing was seen in 1 (4%) patients.",
    "METHODS: Twenty patients were enrolled. RESULTS: Healing was seen in 24 patients.",
    "METHODS: Twenty patients were enrolled. RESULTS: Vision improved in 12 eyes.",
    "METHODS: Patients with stroke were treated. RESULTS: Healing was seen in 112 (60%) patients.",
    "METHODS: Eleven patients were treated. RESULTS: No patient had a fever.",
    TWO_ARMS + "RESULTS: In the MSC group, healing was seen in 12 (40%) patients.",
]


@pytest.mark.parametrize(("text", "expected"), DERIVED)
def test_a_denominator_that_follows(text, expected):
    assert denominator(text) == expected


@pytest.mark.parametrize("text", UNDERIVED)
def test_a_denominator_that_does_not_follow_is_null(text):
    assert denominator(text) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Healing was seen in 12 of 19 patients.",
        "Healing was seen in 12/19 (63%) patients.",
        "Of 19 patients, 12 healed.",
    ],
)
def test_a_denominator_that_the_sentence_states_is_grounded(sentence):
    found = denominator(f"METHODS: Twenty patients were enrolled. RESULTS: {sentence}")
    assert found is not None
    assert (found["value"], found["text"]) == (19, "19")


# ── repeats ─────────────────────────────────────────────────────────────────────────────────────────────────────

ABSTRACT = (
    "METHODS: Twenty-three patients with anal fistula were enrolled. They received three injections of 5 mL of placental exosomes "
    "and were followed for six months. RESULTS: Complete closure was seen in 12 of 20 patients (60%). No allergic reactions occurred."
)
LISTS = ("arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes")


def facts(read: Record) -> list[dict[str, Any]]:
    """The facts of a record, without their places."""
    found = [study.to_json() for study in read.studies]
    for study in found:
        for _, value in values({"studies": [study]}):
            value.pop("start", None)  # type: ignore[attr-defined]
            value.pop("end", None)  # type: ignore[attr-defined]
    return found


REPEATS = {
    "the abstract twice": f"Title of exosomes for a fistula\n\nAbstract\n{ABSTRACT}\n\n{ABSTRACT}\n",
    "the results twice": f"Title of exosomes for a fistula\n\nAbstract\n{ABSTRACT}\n\n{ABSTRACT[ABSTRACT.index('RESULTS') :]}\n",
    "the abstract three times": f"Title of exosomes for a fistula\n\nAbstract\n{ABSTRACT}\n\nAbstract\n{ABSTRACT}\n\nAbstract\n{ABSTRACT}\n",
}


@pytest.mark.parametrize("page", REPEATS.values(), ids=REPEATS)
def test_what_the_page_repeats_counts_once(page):
    once = record_of(f"Title of exosomes for a fistula\n\nAbstract\n{ABSTRACT}\n")
    assert all(getattr(once.studies[0], name) for name in LISTS if name != "arms")
    assert facts(record_of(page)) == facts(once)


@pytest.mark.parametrize("page", REPEATS.values(), ids=REPEATS)
def test_a_repeated_fact_stands_at_its_first_place(page):
    (study,) = record_of(page).studies
    for outcome in study.outcomes:
        assert outcome.label.start < page.index(ABSTRACT) + len(ABSTRACT)


# ── all pages ───────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def records(folder: Path) -> tuple[tuple[str, Source, Record], ...]:
    """Every record of a folder's pages, with its page's name and source; pages that cannot be read are left out."""
    return tuple(_records(folder))


def _records(folder: Path) -> Iterator[tuple[str, Source, Record]]:
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.name.startswith("."):
            continue
        try:
            for source in entries(decode(load(path), path.name)):
                yield path.name, source, record(source)
        except PageError:
            continue  # its failure is another test's


FOLDERS = [CORPUS, pytest.param(SHARED, marks=shared_needed)]


@pytest.mark.parametrize("folder", FOLDERS, ids=["corpus", "shared"])
def test_every_value_stands_where_it_says(folder):
    assert sum(len(list(values(read.to_json()))) for _, _, read in records(folder)) > 20
    assert [
        f"{name} {misread}" for name, source, read in records(folder) for misread in readback(read, source.text)
    ] == []


def numbers(node: Any) -> Iterator[Any]:
    """Every number of a JSON value."""
    if isinstance(node, dict):
        for child in node.values():
            yield from numbers(child)
    elif isinstance(node, list):
        for child in node:
            yield from numbers(child)
    elif isinstance(node, int | float):
        yield node


@pytest.mark.parametrize("folder", FOLDERS, ids=["corpus", "shared"])
def test_integers_stay_integers(folder):
    for name, _, read in records(folder):
        found = json.loads(read.model_dump_json())
        assert [number for number in numbers(found) if isinstance(number, float) and number.is_integer()] == [], name
        for study in found["studies"]:
            counts = [p["count"] for p in study["participants"]] + [
                o[key] for o in study["outcomes"] for key in ("events", "denominator") if o[key]
            ]
            assert all(type(count["value"]) is int for count in counts), name


def absences(node: Any) -> Iterator[Any]:
    """What stands where a value is absent; the page's own words ("None of them") are no such thing."""
    if isinstance(node, dict):
        for key, child in node.items():
            if key != "text":
                yield from absences(child)
    elif isinstance(node, list):
        for child in node:
            yield from absences(child)
    elif node in ("", "null", "None", "NR", "N/A", "not found", "not reported", -1):
        yield node


@pytest.mark.parametrize("folder", FOLDERS, ids=["corpus", "shared"])
def test_what_is_absent_is_null_and_nothing_else(folder):
    for name, _, read in records(folder):
        assert list(absences(json.loads(read.model_dump_json())["studies"])) == [], name


@pytest.mark.parametrize("folder", FOLDERS, ids=["corpus", "shared"])
def test_no_fact_stands_twice(folder):
    for name, _, read in records(folder):
        for study in facts(read):
            counts = [json.dumps({**p, "count": p["count"]["value"]}, sort_keys=True) for p in study["participants"]]
            assert len(counts) == len(set(counts)), name


@pytest.mark.parametrize("folder", FOLDERS, ids=["corpus", "shared"])
def test_a_derived_value_names_what_it_follows_from(folder):
    for _, _, read in records(folder):
        for study in read.studies:
            for outcome in study.outcomes:
                if isinstance(outcome.denominator, Derived):
                    status = outcome.denominator.derived.rpartition(": ")[2]
                    if status == "percent":
                        assert outcome.events is not None
                        assert outcome.percent is not None
                        continue
                    if status == "denominator":
                        printed = [other.denominator for other in study.outcomes]
                        assert any(isinstance(of, Grounded) and of.value == outcome.denominator.value for of in printed)
                        continue
                    # Who started a later period is a row of the table, and no number of participants.
                    assert status == "started" or any(
                        (p.count.value, p.status) == (outcome.denominator.value, status) for p in study.participants
                    )


@pytest.mark.parametrize("folder", FOLDERS, ids=["corpus", "shared"])
def test_a_kind_of_page_without_a_study_of_its_own_has_none(folder):
    for name, _, read in records(folder):
        roles = {study.role for study in read.studies}
        if read.page.report_type in ("review", "preclinical", "other"):
            assert roles == set(), name
        elif read.page.report_type != "secondary_source":
            assert roles == {"reported"}, name
            assert len(read.studies) == 1, name


# ── the same each time ──────────────────────────────────────────────────────────────────────────────────────────

WRITE = """
import sys
from pathlib import Path
from abstract_extract.batch import extract_all
for result in extract_all(sorted(Path(p) for p in sys.argv[1:])):
    sys.stdout.buffer.write(result.model_dump_json().encode() + b"\\n")
"""


def test_the_same_page_gives_the_same_record_twice():
    for _, source, read in records(CORPUS):
        assert record(source).model_dump_json() == read.model_dump_json()


def written_with_seed(seed: str) -> bytes:
    """What a fresh process writes of every fourth page, its hashes salted with `seed`."""
    return subprocess.run(
        [sys.executable, "-c", WRITE, *map(str, PAGES[::4])],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    ).stdout


def test_processes_with_other_hash_seeds_write_the_same_bytes():
    first = written_with_seed("1")
    assert first.count(b"\n") >= len(PAGES[::4])
    assert written_with_seed("2") == first
