"""What annotations say of numbers, for training; nothing here needs the libraries of training."""

from __future__ import annotations

import json

import pytest

from abstract_extract.annotate.learned.statuses import STATUSES
from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.model import model_folder
from abstract_extract.proposals import ROLES
from abstract_extract.train.examples import NO_TAGS, abstracts, corpus_examples, gold_examples, role_examples
from abstract_extract.train.gold_labels import gold_roles
from abstract_extract.train.labels import CTRO, PICO, has_value
from abstract_extract.train.written import written_examples

CUTTER = WordPieces.of_file(model_folder() / "vocabulary.txt")


def value(number, start):
    return {"value": number, "text": str(number), "start": start, "end": start + len(str(number))}


def test_gold_counts_take_the_side_of_their_arm():
    study = {
        "arms": [{"id": "a", "role": "experimental"}, {"id": "b", "role": "comparator"}, {"id": "c", "role": "cohort"}],
        "participants": [
            {"count": value(40, 0), "status": "randomised", "arm": None},
            {"count": value(50, 10), "status": "screened", "arm": None},
            {"count": value(21, 20), "status": "allocated", "arm": "a"},
            {"count": value(19, 30), "status": "allocated", "arm": "b"},
            {"count": value(3, 40), "status": "allocated", "arm": "c"},
        ],
        "outcomes": [
            {"events": value(5, 50), "percent": value(26, 60), "denominator": value(19, 70), "arm": "b"},
            {"events": {"value": 2, "derived": "x"}, "percent": None, "denominator": value(40, 80), "arm": None},
        ],
        "doses": [{"amount": value(20, 90)}, {"amount": None}],
    }
    assert [(start, roles[0]) for start, _, _, roles in gold_roles({"studies": [study]})] == [
        (0, "participants:whole"),
        (10, "participants:apart"),
        (20, "participants:experimental"),
        (30, "participants:comparator"),
        (40, "participants:experimental"),
        (50, "events:comparator"),
        (60, "percent:comparator"),
        (70, "participants:comparator"),
        (90, "dose"),
    ]


@pytest.mark.parametrize("scheme", [PICO, CTRO])
def test_schemes_name_roles_that_there_are(scheme):
    assert {role for roles in (*scheme.roles.values(), scheme.rest) for role in roles} <= set(ROLES)


@pytest.mark.parametrize(
    ("text", "number", "same"),
    [
        ("1,012", 1012, True),
        ("26.3%", 26.3, True),
        ("26·3%", 26.3, True),
        ("26", 27, False),
        ("twelve", 12, True),
        ("10 576", 10576, True),
    ],
)
def test_has_value(text, number, same):
    assert has_value(text, number) is same


def test_corpus_examples(tmp_path):
    text = "Tamoxifen or nothing. Of 244 women, 120 got tamoxifen. After 5 years 12 (10%) had died."
    spans = [
        {"label": label, "start": text.index(words), "end": text.index(words) + len(words), "text": words}
        for label, words in (
            ("total-participants", "244"),
            ("intervention-participants", "120"),
            ("control", "nothing"),
            ("iv-bin-percent", "10%"),
        )
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"id": "pico-1", "text": text, "spans": spans}) + "\n", "utf-8")
    (example,) = corpus_examples(path, "train", CUTTER)
    allowed = [{role for role, is_allowed in zip(ROLES, row, strict=True) if is_allowed} for row in example.allowed]
    assert allowed == [
        {"participants:whole"},
        {"participants:experimental"},
        set(PICO.rest),
        set(PICO.rest),
        {"percent:experimental"},
    ]
    tags = {
        text[place[0] : place[1]]: tag
        for place, tag in zip(example.windows[0].places, example.tags[0], strict=True)
        if place
    }
    assert tags["nothing"] == 3
    assert tags["women"] == 0
    assert example.tags[0][0] == NO_TAGS


def test_gold_examples_are_of_dev_alone(tmp_path):
    from pathlib import Path

    from abstract_extract.score.load import split_of

    corpus = Path(__file__).parents[1] / "corpus"
    found = [example.id for example in gold_examples(corpus, "gold", CUTTER, only_dev=True)]
    assert found
    assert {split_of(page) for page in found} == {"dev"}


def test_roles_of_public_texts_say_nothing_of_numbers_that_nobody_saw(tmp_path):
    abstracts_file, roles_file = tmp_path / "abstracts.jsonl", tmp_path / "roles.jsonl"
    abstracts_file.write_text(
        json.dumps(
            {
                "id": "PMC1",
                "title": "Cells",
                "text": "Knees hurt many men, and nothing is known to help. We treated 12 men for an hour. After a week it hurt in 3 (25%). Cells may help knees.",
            }
        )
        + "\n",
        "utf-8",
    )
    text = "Cells. Knees hurt many men, and nothing is known to help. We treated 12 men for an hour. After a week it hurt in 3 (25%). Cells may help knees."
    at = {number: text.index(number) for number in ("12", "3", "25")}
    roles = {
        "id": "PMC1",
        "seen": [[at["12"], at["12"] + 2], [at["3"], at["3"] + 1]],
        "roles": [[at["12"], at["12"] + 2, "participants:whole"]],
    }
    other = {"id": "PMC2", "seen": [], "roles": []}
    roles_file.write_text(json.dumps(roles) + "\n" + json.dumps(other) + "\n", "utf-8")
    (example,) = role_examples(roles_file, abstracts(abstracts_file), "roles", CUTTER)
    allowed = [{role for role, is_allowed in zip(ROLES, row, strict=True) if is_allowed} for row in example.allowed]
    assert allowed == [{"participants:whole"}, {"other"}, set(ROLES)]
    assert example.counts_all


PAGE = """Cells for knees

METHODS: We treated 12 men with 5 million cells. RESULTS: Pain went in 7 of 12 men, and 3 had a swollen knee. CONCLUSION: In 7 of the 12 men the pain went away.
"""


def gold_folder(tmp_path, report_type, *, is_twin=False):
    """A page and its gold: 12 men treated, 7 without pain; the swollen knees are left out."""
    from abstract_extract.page import page_id

    page = page_id(PAGE.encode())
    (tmp_path / "raw").mkdir()
    (tmp_path / "gold").mkdir()
    (tmp_path / "raw" / f"{page}.txt").write_text(PAGE, "utf-8")
    far = len(PAGE) if is_twin else 0
    study = {
        "arms": [],
        "participants": [{"count": value(12, PAGE.index("12") + far), "status": "treated", "arm": None}],
        "outcomes": [
            {
                "events": value(7, PAGE.index("7 of") + far),
                "percent": None,
                "denominator": value(12, PAGE.index("12 men, and") + far),
                "arm": None,
            }
        ],
        "doses": [],
    }
    record = {"page": {"report_type": report_type}, "studies": [study]}
    (tmp_path / "gold" / f"{page}.json").write_text(json.dumps(record), "utf-8")
    return tmp_path


def allowed_roles(example):
    return [{role for role, is_allowed in zip(ROLES, row, strict=True) if is_allowed} for row in example.allowed]


def test_a_number_that_gold_does_not_name_is_other_unless_it_says_again_what_is_named(tmp_path):
    (example,) = gold_examples(gold_folder(tmp_path, "trial_report"), "gold", CUTTER, only_dev=False)
    whole, events = "participants:whole", "events:whole"
    again = {"other", whole}
    assert allowed_roles(example) == [
        {whole}, {"other"}, {events}, again, {"other"}, {"other", events}, again
    ]  # fmt: skip


def test_what_is_not_named_on_a_page_that_retells_may_be_anything(tmp_path):
    (example,) = gold_examples(gold_folder(tmp_path, "secondary_source"), "gold", CUTTER, only_dev=False)
    assert allowed_roles(example)[0] == {"participants:whole"}
    assert allowed_roles(example)[4] == set(ROLES)


def test_gold_that_quotes_another_copy_of_the_text_calls_nothing_other(tmp_path):
    folder = gold_folder(tmp_path, "trial_report", is_twin=True)
    (example,) = gold_examples(folder, "gold", CUTTER, only_dev=False)
    assert all(roles == set(ROLES) for roles in allowed_roles(example))


@pytest.mark.parametrize("report_type", ["review", "preclinical", "registry_record", "no_abstract"])
def test_pages_that_the_model_does_not_read_teach_nothing(tmp_path, report_type):
    assert list(gold_examples(gold_folder(tmp_path, report_type), "gold", CUTTER, only_dev=False)) == []


def test_written_abstracts_tell_roles_and_statuses(tmp_path):
    text = "Of 12 men 7 were better, 3 of 6 with drug and 4 of 5."
    spans = [
        {"start": 3, "end": 5, "text": "12", "role": "participants:whole", "status": "treated"},
        {"start": 10, "end": 11, "text": "7", "role": "events:whole"},
        {"start": 30, "end": 31, "text": "6"},
    ]
    path = tmp_path / "written.jsonl"
    path.write_text(json.dumps({"id": "cells-1", "text": text, "spans": spans}) + "\n", "utf-8")
    (example,) = written_examples(path, "written", CUTTER)
    assert allowed_roles(example) == [
        {"participants:whole"}, {"events:whole"}, {"other"}, set(ROLES), {"other"}, {"other"}
    ]  # fmt: skip
    assert [STATUSES[status] if status >= 0 else None for status in example.statuses] == ["treated"] + [None] * 5
