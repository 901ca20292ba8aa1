"""The pages beside the gold: those that rules and model are made on, and those that confidences are fitted on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from abstract_extract.annotate.learned.statuses import STATUSES
from abstract_extract.gold.importing import import_quoted
from abstract_extract.page import page_id
from abstract_extract.proposals import ROLES
from abstract_extract.score.load import gold_files
from abstract_extract.train.labels import WRITTEN

CORPUS = Path(__file__).parents[1] / "corpus"
FOLDERS = ("practice", "calibration")


@pytest.mark.parametrize("folder", FOLDERS)
def test_gold_is_what_was_annotated_and_reads_back(folder):
    here = CORPUS / folder
    imported = import_quoted(here / "annotations", here / "raw")  # reads each value back, or raises
    kept = {path.stem: json.loads(path.read_text("utf-8")) for path in gold_files(here / "gold")}
    assert {record["page"]["id"]: record for record in imported} == kept
    assert sorted(kept) == sorted(path.stem for path in (here / "raw").iterdir())


@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_are_named_after_their_bytes_and_stand_nowhere_else(folder):
    for path in (CORPUS / folder / "raw").iterdir():
        assert page_id(path.read_bytes()) == path.stem
        for other in ("raw", *(f"{name}/raw" for name in FOLDERS if name != folder)):
            assert not (CORPUS / other / path.name).exists()


def test_roles_of_public_abstracts_name_numbers_that_were_seen():
    lines = (CORPUS / "roles.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        seen = {(start, end) for start, end in item["seen"]}
        assert {(start, end) for start, end, _ in item["roles"]} <= seen
        assert {role for _, _, role in item["roles"]} <= set(ROLES)


def test_written_abstracts_quote_their_text():
    items = [json.loads(line) for line in (CORPUS / "written.jsonl").read_text("utf-8").splitlines()]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["id"].startswith("written-")
        for span in item["spans"]:
            assert span["label"] in WRITTEN.roles
            assert item["text"][span["start"] : span["end"]] == span["text"]


def test_written_abstracts_of_cells_have_roles_that_there_are():
    items = [json.loads(line) for line in (CORPUS / "written_cells.jsonl").read_text("utf-8").splitlines()]
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        for span in item["spans"]:
            assert item["text"][span["start"] : span["end"]] == span["text"]
            assert span.get("role", "other") in ROLES
            assert ("status" in span) == span.get("role", "").startswith("participants:")
            assert span.get("status", "denominator") in STATUSES
