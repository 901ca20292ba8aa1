"""Mentions of tissues, cells and products: names, abbreviations, and words that only look like them."""

from __future__ import annotations

import re

import pytest

from abstract_extract.annotate.cell_mentions import find_mentions
from abstract_extract.annotate.lexicon import terms

TISSUE, CELL, PRODUCT = "tissue", "cell_type", "product"


CASES = [
    # sentence, then (kind, name, words)
    ("umbilical cord mesenchymal stem cells", [(TISSUE, "umbilical cord", "umbilical cord"), (CELL, "MSC", "mesenchymal stem cells")]),
    ("placenta-derived MSCs", [(TISSUE, "placenta", "placenta"), (CELL, "MSC", "MSCs")]),
    ("bone marrow mononuclear cells", [(TISSUE, "bone marrow", "bone marrow"), (CELL, "MNC", "mononuclear cells")]),
    ("cord blood mononuclear cells", [(TISSUE, "umbilical cord blood", "cord blood"), (CELL, "MNC", "mononuclear cells")]),
    ("umbilical cord blood MSC", [(TISSUE, "umbilical cord blood", "umbilical cord blood"), (CELL, "MSC", "MSC")]),
    ("Wharton's jelly MSCs", [(TISSUE, "Wharton's jelly", "Wharton's jelly"), (CELL, "MSC", "MSCs")]),
    ("adipose-derived stem cells", [(TISSUE, "adipose tissue", "adipose"), (CELL, "MSC", "stem cells")]),
    ("menstrual blood stem cells", [(TISSUE, "menstrual blood", "menstrual blood"), (CELL, "MSC", "stem cells")]),
    ("mesenchymal stromal cells", [(CELL, "MSC", "mesenchymal stromal cells")]),
    ("regulatory T cells", [(CELL, "regulatory T cell", "regulatory T cells")]),
    ("CAR-T cells", [(CELL, "CAR-T cell", "CAR-T cells")]),
    ("CD34+ cells", [(CELL, "CD34+ cell", "CD34+ cells")]),
    ("autologous chondrocytes", [(CELL, "chondrocyte", "chondrocytes")]),
    # letters for names
    ("BM-MSCs", [(TISSUE, "bone marrow", "BM"), (CELL, "MSC", "MSCs")]),
    ("hUC-MSCs", [(TISSUE, "umbilical cord", "UC"), (CELL, "MSC", "MSCs")]),
    ("WJ-MSC", [(TISSUE, "Wharton's jelly", "WJ"), (CELL, "MSC", "MSC")]),
    ("ADSCs", [(CELL, "MSC", "ADSCs"), (TISSUE, "adipose tissue", "ADSCs")]),
    ("BMMNCs", [(CELL, "MNC", "BMMNCs"), (TISSUE, "bone marrow", "BMMNCs")]),
    ("Tregs", [(CELL, "regulatory T cell", "Tregs")]),
    ("PBMCs were infused", [(CELL, "MNC", "PBMCs"), (TISSUE, "peripheral blood", "PBMCs")]),
    # products
    ("MSC-derived exosomes", [(CELL, "MSC", "MSC"), (PRODUCT, "exosomes", "exosomes")]),
    ("extracellular vesicles of cells", [(PRODUCT, "extracellular_vesicles", "extracellular vesicles")]),
    ("sEVs", [(PRODUCT, "extracellular_vesicles", "sEVs")]),
    ("conditioned medium", [(PRODUCT, "secretome", "conditioned medium")]),
    ("mitochondrial transplantation", [(PRODUCT, "mitochondria", "mitochondrial")]),
    # near-misses
    ("spinal cord injury", []),
    ("cord compression", []),
    ("sickle cell disease", []),
    ("basal cell carcinoma", []),
    ("small cell lung cancer", []),
    ("giant cell arteritis", []),
    ("white cell count", []),
    ("red blood cells", []),
    ("cell phone", []),
    ("cells were counted", []),
    ("oocyte retrieval", []),
    ("bone fracture", []),
    ("mitochondrial disease of cells", []),
    ("patients were recorded", []),
]  # fmt: skip


def found(sentence: str) -> list[tuple[str, str, str]]:
    return [(m.kind, m.name, m.text) for m in find_mentions(sentence)]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_mentions(sentence, expected):
    assert found(sentence) == expected


@pytest.mark.parametrize("sentence", [case[0] for case in CASES if type(case) is tuple and case[1]])
@pytest.mark.parametrize("frame", ["{}", "Treated with {} in both arms.", "({}, n = 5)"])
def test_a_mention_stands_where_it_says_in_any_frame(sentence, frame):
    framed = frame.format(sentence)
    mentions = find_mentions(framed)
    assert mentions
    assert all(framed[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize("name", ["tissues", "cell_types", "products"])
def test_no_term_stands_twice_and_every_pattern_matches_something(name):
    names = [term.name for term in terms(name)]
    assert len(set(names)) == len(names)
    for term in terms(name):
        assert term.patterns or term.abbreviations or term.short, term.name
        assert not any(re.compile(pattern).match("") for pattern in term.patterns), term.name
