"""Word pieces: those of the encoder's makers, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.model import model_folder

CUTTER = WordPieces.of_file(model_folder() / "vocabulary.txt")

# text, its pieces, the stretches of the text at which they stand; the pieces as the library of the encoder's makers
# gives them (checked on a thousand abstracts when this was written)
CASES = [
    ("Lipoaspirate 12%", "lip ##oa ##sp ##ira ##te 12 %", "Lip oa sp ira te 12 %"),
    ("2×10^6 cells/kg", "2 ##× ##10 ^ 6 cells / kg", "2 × 10 ^ 6 cells / kg"),
    ("(n=1,012)", "( n = 1 , 01 ##2 )", "( n = 1 , 01 2 )"),
    ("≥5% rise", "≥ ##5 % rise", "≥ 5 % rise"),
    ("Ménière naïve", "men ##iere naive", "Mén ière naïve"),
    ("p<0·05", "p < 0 · 05", "p < 0 · 05"),
    ("“safe”", "“ safe ”", "“ safe ”"),
    ("症例 12", "[UNK] [UNK] 12", "症 例 12"),
    ("🙂 fine", "[UNK] fine", "🙂 fine"),
    ("don't", "don ' t", "don ' t"),
    ("a_b", "a _ b", "a _ b"),
    ("", "", ""),
    (" \n\t ", "", ""),
    ("x" * 101, "[UNK]", "x" * 101),
]


@pytest.mark.parametrize(("text", "pieces", "places"), CASES)
def test_cut(text, pieces, places):
    found = CUTTER.cut(text)
    assert [CUTTER.vocabulary[piece.id] for piece in found] == pieces.split()
    assert [text[piece.start : piece.end] for piece in found] == places.split()


@given(st.text(max_size=200))
def test_places_are_in_order_and_none_is_empty(text):
    last = 0
    for piece in CUTTER.cut(text):
        assert last <= piece.start + 1
        assert piece.start < piece.end <= len(text)
        last = piece.end


@given(st.text(alphabet="abcXYZ012 .,(%-", max_size=200))
def test_plain_text_is_covered_whole(text):
    found = CUTTER.cut(text)
    assert "".join(text[piece.start : piece.end] for piece in found) == "".join(text.split())
