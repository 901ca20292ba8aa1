"""What the rules say of a number's arm, as figures."""

from __future__ import annotations

import pytest

from abstract_extract.annotate import build_nlp
from abstract_extract.annotate.learned.arm_features import ARM_NAMES, arm_features_of

BEFORE = {"trial_sentences", "trial_arms", "trial_counts"}
NLP = build_nlp({name for name in build_nlp().pipe_names if name not in BEFORE})
SIZES = "Forty patients were randomised to cells (n = 21) or placebo (n = 19). "


def features(text, words):
    doc = NLP(text)
    numbers = [(s.start + n.start, s.start + n.end) for s in doc._.trial_sentences for n in s.numbers]
    index = [start for start, _ in numbers].index(text.index(words))
    row = arm_features_of(doc._.trial_sentences, doc._.trial_counts, doc._.trial_arms)[index]
    return {name for name, figure in zip(ARM_NAMES, row, strict=True) if figure and not name.endswith("_near")}


# text, the number by its words, features that it has, features that it has not
CASES = [
    (
        SIZES,
        "21",
        {"own_experimental", "before_experimental", "after_comparator"},
        {"own_comparator", "before_comparator"},
    ),
    (SIZES, "19", {"own_comparator", "before_comparator"}, {"own_experimental", "after_experimental"}),
    (SIZES, "Forty", {"after_experimental"}, {"own_experimental", "own_comparator", "before_experimental"}),
    (SIZES + "Pain fell in 60% versus 20%.", "60%", {"run_0", "before_versus"}, {"run_1", "after_versus"}),
    (SIZES + "Pain fell in 60% versus 20%.", "20%", {"run_1", "after_versus"}, {"run_0", "before_versus"}),
    (SIZES + "Pain fell in 60% versus 20%.", "60%", {"last_comparator"}, {"last_experimental"}),
    (SIZES + "Pain fell in 60% and 20%, respectively.", "20%", {"is_respective", "run_1"}, {"after_versus"}),
    (SIZES + "Pain fell in 60%. It rose in 20%.", "20%", {"run_0"}, {"run_1", "after_versus"}),
    (SIZES + "Pain fell in 60% after 6 months.", "6", set(), {"run_1", "after_versus"}),
    ("Of 30 patients 12 healed.", "12", set(), {"own_experimental", "own_comparator", "experimental_arms"}),
]


@pytest.mark.parametrize(("text", "words", "has", "has_not"), CASES)
def test_features(text, words, has, has_not):
    found = features(text, words)
    assert has <= found
    assert not has_not & found


def test_a_row_for_each_number_and_none_without():
    doc = NLP("Nobody came.")
    assert arm_features_of(doc._.trial_sentences, doc._.trial_counts, doc._.trial_arms).shape == (0, len(ARM_NAMES))
