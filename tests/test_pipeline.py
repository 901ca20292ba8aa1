"""The whole line: pages in, records out, each value where it says it stands."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import abstract_extract
from abstract_extract import Record, extract
from abstract_extract.annotate import PIPES, build_nlp
from abstract_extract.batch import extract_all
from abstract_extract.check import CHECKS
from abstract_extract.errors import PageError
from abstract_extract.gold.readback import readback, values
from abstract_extract.page import Source, page_id
from abstract_extract.pipeline import LEARNED, record
from abstract_extract.read import entries
from abstract_extract.read.decode import decode
from abstract_extract.read.files import load
from line import plain

ROOT = Path(__file__).parents[1]
SHARED = ROOT / ".." / "shared" / "pages"
CORPUS = sorted(
    path for path in (ROOT / "corpus" / "raw").rglob("*") if path.is_file() and not path.name.startswith(".")
)
QXMD, PORTAL, CATALOGUE, MIRROR, BLOG = (
    "000_663f15cc24bdf5c0",
    "001_3dcc667d9203a78c",
    "002_9bccf89c49d1750a",
    "003_2daa943672722da7",
    "004_bb3c206ac76a8a48",
)
FIVE = (QXMD, PORTAL, CATALOGUE, MIRROR, BLOG)

pages_needed = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the five saved pages do not lie beside this checkout (../shared/pages)"
)
PAGE = "Eleven patients were given 2 x 10^6 placental MSCs and were followed for six months. Five of them improved."


@cache
def page(name: str) -> Record:
    return extract(SHARED / f"{name}.txt")


def items(name: str, kind: str, study: int = 0) -> list[dict[str, Any]]:
    return plain(page(name).studies[study].to_json()[kind])


# ── what the five pages show ────────────────────────────────────────────────────────────────────────────────────

TYPES = [
    # page, report type, roles of its studies
    (QXMD, "trial_report", ["reported"]),
    (PORTAL, "trial_report", ["reported"]),
    (CATALOGUE, "trial_report", ["reported"]),
    (MIRROR, "registry_record", ["reported"]),
    (BLOG, "secondary_source", ["cited"] * 3),
]

READERS = [
    (QXMD, "qxmd"),
    (PORTAL, "science_communicator"),
    (CATALOGUE, "vufind"),
    (MIRROR, "ignite"),
    (BLOG, "clinic_blog"),
]

IDENTIFIERS = [
    (QXMD, {"pmid": None, "pmcid": None, "doi": None, "registry": []}),
    (CATALOGUE, {"pmid": "36518984", "pmcid": "PMC9733972", "doi": "10.1093/gastro/goac075", "registry": []}),
    (MIRROR, {"pmid": None, "pmcid": None, "doi": None, "registry": ["NCT05871463"]}),
]

PARTICIPANTS = [
    # page, study, (count, status, unit) of each: these and no others
    (QXMD, 0, {(11, "treated", "patients")}),
    (PORTAL, 0, {(23, "enrolled", "patients"), (20, "completed", "patients"), (43, "treated", "tracts")}),
    (CATALOGUE, 0, {(5, "enrolled", "patients")}),
    (MIRROR, 0, {(15, "planned", "patients")}),
]

CITED = [(0, 1012), (1, 1148), (2, 81)]

SOURCES = [
    # page, tissue, cell type, product, donor: one product each
    (QXMD, "placenta", "MSC", "exosomes", None),
    (PORTAL, None, "MSC", "exosomes", None),
    (CATALOGUE, "umbilical cord", "MSC", "exosomes", None),
    (MIRROR, "umbilical cord", "MSC", "exosomes", None),
]

DOSES = [
    # page, what its one dose says
    (PORTAL, {"amount": 5, "unit": "mL", "administrations": 3, "interval": "P2M"}),
    (MIRROR, {"amount": 40, "unit": "mg", "duration": "P3W"}),
]

FOLLOW_UPS = [
    # page, study, what its one follow-up says
    (QXMD, 0, {"duration": "P6M"}),
    (PORTAL, 0, {"duration": "P6M", "anchor": "last injection", "schedule": "P1M"}),
    (CATALOGUE, 0, {"duration": "P6M"}),
    (BLOG, 2, {"duration": "P5Y"}),
]

OUTCOMES = [
    # page, study, words of the label, kind, events, denominator, percent, unit
    (QXMD, 0, "improvement", "efficacy", 1, 11, None, "patients"),
    (QXMD, 0, "tract", "efficacy", 5, 11, None, "patients"),
    (QXMD, 0, "stopped", "efficacy", 8, 11, None, "patients"),
    (QXMD, 0, "reduction", "efficacy", 2, 11, None, "patients"),
    (QXMD, 0, "allergic", "adverse_event", 0, 11, None, "patients"),
    (PORTAL, 0, "closed", "efficacy", 12, 20, 60, "patients"),
    (PORTAL, 0, "improvement", "efficacy", 4, 20, None, "patients"),
    (PORTAL, 0, "resistant", "efficacy", 4, 20, None, "patients"),
    (PORTAL, 0, "closure", "efficacy", 30, 43, 69.7, "tracts"),
    (CATALOGUE, 0, "responded", "efficacy", 4, 5, None, "patients"),
    (CATALOGUE, 0, "healing", "efficacy", 3, 5, None, "patients"),
    (CATALOGUE, 0, "no improvement", "efficacy", 1, 5, None, "patients"),
    (CATALOGUE, 0, "adverse effects", "adverse_event", 0, 5, None, "patients"),
    (BLOG, 2, "complete clinical remission", "efficacy", 22, 81, None, "patients"),
    (BLOG, 2, "partial clinical remission", "efficacy", 6, 81, None, "patients"),
]  # fmt: skip

OUTCOME_COUNTS = [(QXMD, 0, 5), (PORTAL, 0, 4), (CATALOGUE, 0, 4), (MIRROR, 0, 0), (BLOG, 2, 2)]


@pages_needed
@pytest.mark.parametrize(("name", "report_type", "roles"), TYPES)
def test_the_report_type_and_the_roles_of_the_studies(name, report_type, roles):
    assert page(name).page.report_type == report_type
    assert [study.role for study in page(name).studies] == roles


@pages_needed
@pytest.mark.parametrize(("name", "reader"), READERS)
def test_the_reader(name, reader):
    assert page(name).page.reader == reader


@pages_needed
@pytest.mark.parametrize(("name", "identifiers"), IDENTIFIERS)
def test_the_identifiers(name, identifiers):
    assert page(name).page.identifiers.to_json() == identifiers


@pages_needed
@pytest.mark.parametrize(("name", "study", "expected"), PARTICIPANTS)
def test_the_participants_each_once_and_nothing_else(name, study, expected):
    found = [(p["count"], p["status"], p["unit"]) for p in items(name, "participants", study)]
    assert len(found) == len(set(found))
    assert set(found) == expected


@pages_needed
@pytest.mark.parametrize(("study", "count"), CITED)
def test_cited_trials_keep_their_patients(study, count):
    assert [p["count"] for p in items(BLOG, "participants", study)] == [count]


@pages_needed
@pytest.mark.parametrize(("name", "tissue", "cell_type", "product", "donor"), SOURCES)
def test_the_one_product_that_was_given(name, tissue, cell_type, product, donor):
    (source,) = items(name, "cell_sources")
    assert (source["tissue"], source["cell_type"], source["product"], source["donor"]) == (
        tissue,
        cell_type,
        product,
        donor,
    )


@pages_needed
@pytest.mark.parametrize(("name", "expected"), DOSES)
def test_the_dose(name, expected):
    (dose,) = items(name, "doses")
    assert {key: dose[key] for key in expected} == expected


@pages_needed
@pytest.mark.parametrize("name", [QXMD, CATALOGUE])
def test_no_amount_is_made_up(name):
    assert not [dose for dose in items(name, "doses") if dose["amount"] is not None]


@pages_needed
def test_a_digest_s_numbers_of_patients_are_no_doses():
    assert not [dose for study in range(3) for dose in items(BLOG, "doses", study)]


@pages_needed
@pytest.mark.parametrize(("name", "study", "expected"), FOLLOW_UPS)
def test_the_follow_up(name, study, expected):
    (follow_up,) = items(name, "follow_ups", study)
    assert {key: follow_up[key] for key in expected} == expected


@pages_needed
@pytest.mark.parametrize(("name", "study", "words", "kind", "events", "denominator", "percent", "unit"), OUTCOMES)
def test_an_outcome(name, study, words, kind, events, denominator, percent, unit):
    found = [
        (o["kind"], o["events"], o["denominator"], o["percent"], o["unit"])
        for o in items(name, "outcomes", study)
        if words in o["label"]
    ]
    assert (kind, events, denominator, percent, unit) in found


@pages_needed
@pytest.mark.parametrize(("name", "study", "count"), OUTCOME_COUNTS)
def test_each_outcome_stands_once(name, study, count):
    assert len(items(name, "outcomes", study)) == count


@pages_needed
def test_a_denominator_that_no_sentence_states_is_derived():
    closed = next(o for o in page(PORTAL).studies[0].outcomes if o.percent and o.percent.value == 60)
    assert closed.denominator.to_json() == {"value": 20, "derived": "participants: completed"}


@pages_needed
def test_sections_that_the_page_repeats_say_so():
    repeats = [section.label for section in page(QXMD).page.sections if section.duplicate_of is not None]
    assert repeats == ["METHODS", "RESULTS", "CONCLUSION"]


# ── every value where it says it stands ─────────────────────────────────────────────────────────────────────────


def all_misread(path: Path) -> list[str]:
    return [
        str(misread)
        for source in entries(decode(load(path), path.name))
        for misread in readback(record(source), source.text)
    ]


@pages_needed
@pytest.mark.parametrize("name", FIVE)
def test_every_value_of_the_five_pages_reads_back(name):
    assert len(list(values(page(name).to_json()))) > 3
    assert all_misread(SHARED / f"{name}.txt") == []


@pytest.mark.parametrize("path", CORPUS, ids=[path.name for path in CORPUS])
def test_every_value_of_the_corpus_reads_back(path):
    assert all_misread(path) == []


# ── the same bytes, the same record ─────────────────────────────────────────────────────────────────────────────


def written(paths: list[Path], workers: int) -> bytes:
    return b"".join(result.model_dump_json().encode() + b"\n" for result in extract_all(paths, workers=workers))


@pages_needed
def test_a_page_gives_the_same_record_twice():
    for name in FIVE:
        assert extract(SHARED / f"{name}.txt") == page(name)


@pages_needed
def test_one_and_two_workers_write_the_same_bytes():
    assert written([SHARED], 1) == written([SHARED], 2)


@pytest.mark.skipif(not CORPUS, reason="no pages in corpus/raw")
def test_the_corpus_gives_the_same_bytes_on_one_and_two_workers():
    assert written([ROOT / "corpus" / "raw"], 1) == written([ROOT / "corpus" / "raw"], 2)


# ── the package's front ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_path_bytes_and_text_give_the_same_facts(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(PAGE, "utf-8")
    from_path, from_bytes, from_text = extract(file), extract(PAGE.encode()), extract(PAGE)
    assert from_path.studies == from_bytes.studies == from_text.studies != ()
    assert from_path.page.path == str(file)
    assert {r.page.id for r in (from_path, from_bytes, from_text)} == {page_id(PAGE.encode())}


def test_offsets_count_in_the_text_given():
    text = "\ufeff  " + PAGE
    assert readback(extract(text), text) == []


NO_PAGE = [
    # what is given, what the error says
    (b"", "empty"),
    ("", "empty"),
    (" \n", "empty"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"\x89PNG\r\n\x1a\n....", "picture"),
    ("page.html", "pathlib.Path"),
    (Path("no such page.html"), "cannot be read"),
    (Path(), "cannot be read"),
    ("TY  - JOUR\nTI  - One\nER  - \nTY  - JOUR\nTI  - Two\nER  - \n", "extract_all"),
]


@pytest.mark.parametrize(("given", "said"), NO_PAGE)
def test_what_is_no_page_is_said(given, said):
    with pytest.raises(PageError, match=said):
        extract(given)


def test_what_the_package_offers():
    assert dir(abstract_extract) == sorted(abstract_extract.__all__)
    assert all(getattr(abstract_extract, name) for name in abstract_extract.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        abstract_extract.nothing  # noqa: B018


def python(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_loads_nothing_heavy():
    heavy = python(
        "import sys, abstract_extract, abstract_extract.errors; print({'spacy', 'pydantic', 'bs4', 'numpy'} & set(sys.modules))"
    )
    assert heavy == "set()"


# ── the pipes ───────────────────────────────────────────────────────────────────────────────────────────────────

FACTS = ("trial_participants", "trial_cell_sources", "trial_doses", "trial_follow_ups", "trial_outcomes")


def test_the_pipes_come_in_this_order():
    names = [name for name, *_ in PIPES]
    assert names[:2] == ["trial_sentences", "trial_arms"] or names[:3] == [
        "trial_sentences",
        "trial_abbreviations",
        "trial_arms",
    ]
    assert [name for name in names if name in FACTS] == list(FACTS)
    assert names[-3:] == ["trial_passages", "trial_proposals", "trial_spans"]


def test_the_checks_come_in_this_order():
    assert [check.__name__ for check in CHECKS] == [
        "percent_against_count",
        "events_over_denominator",
        "percent_over_hundred",
        "arms_against_total",
        "more_than_entered",
        "sections_disagree",
        "lost_exponent",
        "empty_report",
    ]


def test_spacy_finds_no_problem_in_the_pipes():
    problems = build_nlp().analyze_pipes()["problems"]
    assert {name: found for name, found in problems.items() if found} == {}


def test_spacy_finds_the_pipes_by_name_without_an_import():
    names = [name for name, *_ in PIPES]
    code = f"import spacy; nlp = spacy.blank('en'); [nlp.add_pipe(name) for name in {names!r}]; print(len(nlp('Eleven patients were treated.')._.trial_participants))"
    assert python(code) == "1"


def test_a_name_that_is_no_pipe_s_is_refused():
    with pytest.raises(ValueError, match="no such pipe: trial_weather"):
        build_nlp(["trial_weather"])


@pytest.mark.parametrize("pipe", [name for name, *_ in PIPES])
def test_no_pipe_is_needed_by_the_others(pipe):
    """What a left-out pipe would have found is missing, and nothing else goes wrong."""
    assert record(Source("0", "page.txt", PAGE, "utf-8"), frozenset({pipe})).page.id == "0"


@pytest.mark.parametrize("pipe", FACTS)
def test_a_fact_can_be_left_out(pipe):
    found = record(Source("0", "page.txt", PAGE, "utf-8"), LEARNED | {pipe})
    assert all(not getattr(study, pipe.removeprefix("trial_")) for study in found.studies)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("10^6 cells", ["10^6", "cells"]),
        ("12±3", ["12", "±", "3"]),
        ("2×10^6", ["2", "×", "10^6"]),
        ("UC-MSC", ["UC", "-", "MSC"]),
    ],
)
def test_the_tokenizer_is_fit_for_trials(text, tokens):
    assert [token.text for token in build_nlp().make_doc(text)] == tokens
