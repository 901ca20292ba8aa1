"""The pipes: their order, their factories, and what they leave in a doc."""

from __future__ import annotations

import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy

from abstract_extract.annotate import annotate, build_nlp
from abstract_extract.annotate.pipes import EXTENSIONS, PIPES, SPANS, study_of

ORDER = [
    "trial_sentences",
    "trial_arms",
    "trial_tables",
    "trial_counts",
    "trial_participants",
    "trial_abbreviations",
    "trial_cell_sources",
    "trial_doses",
    "trial_follow_ups",
    "trial_outcomes",
    "trial_report_type",
    "trial_passages",
    "trial_proposals",
    "trial_spans",
]
ABSTRACT = (
    "Twenty-three patients with anal fistula were enrolled. Placental mesenchymal stem cells (5 × 10^6) were injected "
    "into the tract three times. Patients were followed for six months. Complete closure was seen in 12 of 20 patients (60%)."
)
TOKENS = [
    ("2 x 10^6 cells/kg", "10^6"),
    ("2×10^6 cells", "10^6"),
    ("10^6-10^7 cells", "10^6"),
    ("aged 12±3 years", "12"),
    ("aged 12±3 years", "±"),
    ("aged 54.1±3.2 years", "3.2"),
    ("in 12 (60%) patients", "60"),
    ("UC-MSCs were given", "MSCs"),
]


def test_the_order_of_the_pipes():
    assert [name for name, *_ in PIPES] == ORDER
    assert build_nlp().pipe_names == ORDER


@pytest.mark.parametrize("name", ORDER)
def test_each_pipe_has_its_factory_and_its_entry_point(name):
    (entry,) = entry_points(group="spacy_factories", name=name)
    assert entry.value == f"abstract_extract.annotate.factories:{name}"
    nlp = spacy.blank("en")
    assert nlp.add_pipe(name) is not None
    assert nlp.pipe_names == [name]


def test_no_entry_point_is_of_a_pipe_that_is_none():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))
    assert sorted(project["project"]["entry-points"]["spacy_factories"]) == sorted(ORDER)


def test_what_each_pipe_assigns_and_requires_fits_together():
    analysis = build_nlp().analyze_pipes(keys=["assigns", "requires"])
    assert set(analysis["problems"]) == set(ORDER)
    assert [name for name, problems in analysis["problems"].items() if problems] == []
    for name, _, assigns, requires in PIPES:
        assert analysis["summary"][name] == {"assigns": list(assigns), "requires": list(requires)}


def test_a_pipe_out_of_its_order_is_a_problem():
    nlp = spacy.blank("en")
    nlp.add_pipe("trial_doses")
    nlp.add_pipe("trial_sentences")
    assert "doc._.trial_sentences" in nlp.analyze_pipes()["problems"]["trial_doses"]


@pytest.mark.parametrize("name", ORDER)
def test_a_pipe_can_be_left_out_of_the_pipeline(name):
    assert build_nlp([name]).pipe_names == [other for other in ORDER if other != name]


def test_bare_text_gives_its_facts():
    doc = build_nlp()(ABSTRACT)
    assert [(p.count.value, p.status) for p in doc._.trial_participants] == [(23, "enrolled")]
    assert [(c.tissue.value, c.cell_type.value, c.product.value) for c in doc._.trial_cell_sources] == [
        ("placenta", "MSC", "cells")
    ]
    assert [(d.amount.value, d.unit, d.administrations.value) for d in doc._.trial_doses] == [(5_000_000, "{cells}", 3)]
    assert [f.duration.value for f in doc._.trial_follow_ups] == ["P6M"]
    assert [(o.events.value, o.denominator.value, o.percent.value) for o in doc._.trial_outcomes] == [(12, 20, 60)]
    assert doc._.trial_report_type == "trial_report"
    assert study_of(doc).text.string == ABSTRACT


def test_the_words_of_the_facts_stand_in_the_doc_s_spans():
    doc = build_nlp()(ABSTRACT)
    words = {(span.label_, span.text) for span in doc.spans[SPANS]}
    assert words >= {
        ("PARTICIPANTS", "Twenty-three"),
        ("CELL_SOURCE", "mesenchymal stem cells"),
        ("DOSE", "5 × 10^6"),
        ("FOLLOW_UP", "six months"),
        ("OUTCOME", "12"),
        ("OUTCOME", "Complete closure"),
    }
    assert {label for label, _ in words} == {"PARTICIPANTS", "CELL_SOURCE", "DOSE", "FOLLOW_UP", "OUTCOME"}


def test_a_page_is_annotated_without_tokens_and_has_the_same_facts():
    nlp = build_nlp()
    whole = nlp(ABSTRACT)
    doc = annotate(nlp, study_of(whole))
    assert len(doc) == 0
    for name in EXTENSIONS:
        assert getattr(doc._, name) == getattr(whole._, name), name
    assert doc._.trial_participants


def test_the_sentences_are_spacy_s_too():
    doc = build_nlp()(ABSTRACT)
    assert [sentence.text for sentence in doc.sents] == [sentence.string for sentence in doc._.trial_sentences]


@pytest.mark.parametrize("text", ["", " ", "\n", "No fact stands here.", "(" * 200])
def test_text_without_facts_gives_none(text):
    doc = build_nlp()(text)
    assert list(doc.spans[SPANS]) == []
    assert not doc._.trial_participants
    assert not doc._.trial_outcomes


@pytest.mark.parametrize("text", ["Twenty patients were enrolled.", "Five of 8 patients improved."])
def test_many_texts_at_once_give_what_each_gives_alone(text):
    nlp = build_nlp()
    alone = nlp(text)
    (_, beside) = nlp.pipe([ABSTRACT, text])
    assert beside._.trial_participants == alone._.trial_participants
    assert beside._.trial_outcomes == alone._.trial_outcomes


@pytest.mark.parametrize(("text", "token"), TOKENS)
def test_the_tokenizer_keeps_powers_and_splits_deviations(text, token):
    assert token in [found.text for found in build_nlp().make_doc(text)]


def test_tokens_keep_every_character():
    nlp = build_nlp()
    for text, _ in TOKENS:
        assert nlp.make_doc(text).text == text
