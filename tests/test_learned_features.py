"""What arithmetic says of a number."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.learned.features import KINDS, NAMES, features_of
from abstract_extract.annotate.sentences import sentence_of

# sentence, the number by its place among the sentence's numbers, the feature, whether it holds
CASES = [
    ("Of 20 patients, 12 (60%) healed.", 2, "is_percent_of_neighbours", True),
    ("Of 20 patients, 12 (70%) healed.", 2, "is_percent_of_neighbours", False),
    ("Of 20 patients, 12 (60%) healed.", 1, "is_events_of_percent", True),
    ("Of 20 patients, 13 (60%) healed.", 1, "is_events_of_percent", False),
    ("Of 20 patients, 12 (60%) healed.", 0, "is_denominator_of_percent", True),
    ("Of 30 patients, 12 (60%) healed.", 0, "is_denominator_of_percent", False),
    ("Of 107 patients, 51 got cells and 56 placebo.", 0, "is_sum", True),
    ("Of 108 patients, 51 got cells and 56 placebo.", 0, "is_sum", False),
    ("Of 107 patients, 51 got cells and 56 placebo.", 2, "is_part_of_sum", True),
    ("Of 108 patients, 51 got cells and 56 placebo.", 2, "is_part_of_sum", False),
    ("There were 20 patients; all 20 came back.", 1, "is_repeated", True),
    ("There were 20 patients; all 20 came back.", 0, "is_repeated", False),
    ("There were 20 patients, 1.5 visits each.", 1, "is_whole", False),
    ("None of the 0 patients (0%) came.", 1, "is_percent_of_neighbours", False),
]


@pytest.mark.parametrize(("text", "index", "feature", "holds"), CASES)
def test_feature(text, index, feature, holds):
    rows = features_of([sentence_of(text)], len(text), counts_all=False)
    assert bool(rows[index, NAMES.index(feature)]) is holds


def test_every_row_has_one_kind_and_figures_between_0_and_1():
    text = "Of 2,000,000 patients, 12 (60%) healed in 3 months, p = 0.03, aged 45 years."
    rows = features_of([sentence_of(text)], len(text), counts_all=False)
    assert (rows[:, : len(KINDS)].sum(axis=1) == 1).all()
    assert ((rows >= 0) & (rows <= 2)).all()


def test_a_text_without_numbers_has_no_rows():
    assert features_of([sentence_of("Nobody came.")], 12, counts_all=True).shape == (0, len(NAMES))


@pytest.mark.parametrize("counts_all", [True, False])
def test_what_is_asked_for_stands_beside_each_number(counts_all):
    rows = features_of([sentence_of("Of 20 women 12 came.")], 20, counts_all=counts_all)
    assert rows[:, -1].tolist() == [float(counts_all)] * 2
