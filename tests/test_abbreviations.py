"""Abbreviations: the built-in algorithm finds what scispaCy's detector finds, so that no record depends on which is there."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abstract_extract.annotate import abbreviations, build_nlp
from abstract_extract.annotate.abbreviations import builtin, define_abbreviations, scispacy_detector
from abstract_extract.batch import extract_all
from abstract_extract.pipeline import record
from abstract_extract.study import Sentence

CORPUS = Path(__file__).parents[1] / "corpus" / "raw"
scispacy_needed = pytest.mark.skipif(
    find_spec("scispacy") is None, reason="scispaCy is not installed: the built-in algorithm has nothing to agree with"
)

DEFINITIONS = [
    # sentence, short forms with their long forms
    ("We gave mesenchymal stem cells (MSCs) once.", {"MSCs": "mesenchymal stem cells"}),
    ("Stromal vascular fraction (SVF) of fat was injected.", {"SVF": "Stromal vascular fraction"}),
    ("We gave Wharton's jelly cells (WJCs) once.", {"WJCs": "Wharton's jelly cells"}),
    (
        "Extracellular vesicles (EVs) of mesenchymal stem cells (MSCs) were given.",
        {"EVs": "Extracellular vesicles", "MSCs": "mesenchymal stem cells"},
    ),
    ("We gave human bone marrow cells (hBMC).", {"hBMC": "human bone marrow cells"}),
    ("Patients with graft-versus-host disease (GVHD) were treated.", {"GVHD": "graft-versus-host disease"}),
    ("Exosomes (EXO) were inhaled.", {"EXO": "Exosomes"}),
    # a bracket in a bracket
    ("stem cells ( stem cells (BM) )", {"cells": "cells (BM)"}),
    # near-misses
    ("stem cells ( stem cells (BM ) were given", {}),
    # The detector takes no short form with a hyphen; the lexicon reads these letters by itself.
    ("We gave umbilical cord mesenchymal stem cells (UC-MSCs) once.", {}),
    ("Ten patients (50%) improved.", {}),
    ("Patients were followed (n = 12) for a year.", {}),
    ("The cells (see Methods) were given.", {}),
    ("Pain improved (p < 0.05).", {}),
    ("Mesenchymal stem cells (XYZ) were given.", {}),
    ("MSCs were given once.", {}),
    ("(MSCs) were given once.", {}),
    ("", {}),
]


def sentences(text: str) -> list[Sentence]:
    found: list[Sentence] = build_nlp()(text)._.trial_sentences
    return found


@pytest.mark.parametrize(("sentence", "expected"), DEFINITIONS)
def test_what_a_sentence_defines(sentence, expected):
    assert builtin(sentence) == expected


@scispacy_needed
@pytest.mark.parametrize(("sentence", "expected"), DEFINITIONS)
def test_scispacy_says_the_same(sentence, expected):
    assert scispacy_detector()(sentence) == expected


def records_of_the_corpus() -> list[str]:
    return [result.model_dump_json() for result in extract_all([CORPUS], extract=record)]


@scispacy_needed
def test_both_agree_on_every_sentence_of_the_corpus_and_so_do_the_records(monkeypatch):
    detect = scispacy_detector()
    seen: list[tuple[str, dict[str, str], dict[str, str]]] = []

    def both(sentence: str) -> dict[str, str]:
        seen.append((sentence, builtin(sentence), detect(sentence)))
        return seen[-1][2]

    monkeypatch.setattr(abbreviations, "scispacy_detector", lambda: both)
    with_scispacy = records_of_the_corpus()
    assert sum(bool(found) for _, found, _ in seen) > 20
    assert [place for place in seen if place[1] != place[2]] == []

    monkeypatch.undo()
    scispacy_detector.cache_clear()
    monkeypatch.setattr(abbreviations, "find_spec", lambda name: None)
    assert scispacy_detector() is None
    without = records_of_the_corpus()
    scispacy_detector.cache_clear()
    assert without == with_scispacy


@scispacy_needed
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "stem cells",
                "Bone marrow",
                "human",
                "(",
                ")",
                "(BM)",
                "(hSC)",
                "MSC",
                "of",
                "10^6",
                "-",
                ",",
                "(stem cells)",
            ]
        ),
        max_size=12,
    )
)
def test_both_agree_on_what_words_and_brackets_make_up(words):
    sentence = " ".join(words)
    assert builtin(sentence) == scispacy_detector()(sentence)


@pytest.mark.parametrize("is_installed", [True, False])
def test_only_cells_and_products_are_defined(monkeypatch, is_installed):
    if is_installed and find_spec("scispacy") is None:
        pytest.skip("scispaCy is not installed")
    if not is_installed:
        monkeypatch.setattr(abbreviations, "scispacy_detector", lambda: None)
    text = "Patients with multiple sclerosis (MS) received umbilical cord stem cells (UCSC)."
    assert define_abbreviations(sentences(text)) == {"UCSC": "umbilical cord stem cells"}


@pytest.mark.parametrize(
    "text", ["stem cells " + "(" * 300 + ")" * 300, "stem cells (SC) " * 300, "stem cells " + "(SC) " * 13]
)
def test_sentences_with_many_brackets_are_passed_over(text):
    assert list(abbreviations._defining(sentences(text))) == []
