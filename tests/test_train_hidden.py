"""Words hidden and figures exchanged while training: nothing but the pieces changes, and figures stay figures."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.model import model_folder
from abstract_extract.train.examples import corpus_examples
from abstract_extract.train.hidden import EXCHANGED, HIDDEN, Hider

CUTTER = WordPieces.of_file(model_folder() / "vocabulary.txt")
TEXT = (
    "Half a dose for tall men. We randomised 148 men to half a dose (n = 73) or the whole dose (n = 75). The pain had "
    "gone in 22 of 73 (30.1%) with half and 41 of 75 (54.7%) with the whole dose at 1 year."
)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    file = tmp_path_factory.mktemp("corpus") / "written.jsonl"
    file.write_text(json.dumps({"id": "written-1", "text": TEXT, "spans": []}) + "\n", "utf-8")
    (found,) = corpus_examples(file, "written", CUTTER)
    return found


def pieces(example):
    return [CUTTER.vocabulary[piece] for window in example.windows for piece in window.ids]


def versions(example, count=200):
    hider, chance = Hider(CUTTER.vocabulary), random.Random(0)
    return [hider.hidden(example, chance) for _ in range(count)]


def test_only_the_pieces_change(example):
    for shown in versions(example, 5):
        assert replace(shown, windows=example.windows) == example
        assert [(len(w.ids), w.numbers, w.places) for w in shown.windows] == [
            (len(w.ids), w.numbers, w.places) for w in example.windows
        ]


def test_figures_stay_figures_of_their_length_and_equal_ones_equal(example):
    plain = pieces(example)
    for shown in map(pieces, versions(example)):
        other = {}
        for was, now in zip(plain, shown, strict=True):
            digits = was.removeprefix("##")
            if digits.isdigit() and len(digits) > 1:
                assert now.removeprefix("##").isdigit()
                assert len(now) == len(was)
                assert other.setdefault(was, now) == now


def test_as_much_is_hidden_as_is_said(example):
    plain = pieces(example)
    words = [place for place, piece in enumerate(plain) if not piece.removeprefix("##").isdigit()][1:-1]
    shown = [pieces(one) for one in versions(example)]
    hidden = sum(one[place] != plain[place] for one in shown for place in words) / (len(shown) * len(words))
    assert hidden == pytest.approx(HIDDEN, abs=0.02)
    figure = plain.index("148")
    assert sum(one[figure] != "148" for one in shown) / len(shown) == pytest.approx(EXCHANGED, abs=0.08)
    assert all(one[0] == "[CLS]" and one[-1] == "[SEP]" for one in shown)


def test_the_same_chance_gives_the_same_texts(example):
    assert list(map(pieces, versions(example, 5))) == list(map(pieces, versions(example, 5)))
