"""The scorer's parts: same values, same places, who is matched with whom, figures, files, floors and the command."""

from __future__ import annotations

import copy
import itertools
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.score.assign import assign
from abstract_extract.score.counts import intervals, score
from abstract_extract.score.facts import Value, read_facts
from abstract_extract.score.fields import MODES
from abstract_extract.score.gains import compare
from abstract_extract.score.load import pair_pages
from abstract_extract.score.scoring import judge_all
from abstract_extract.score.values import same
from test_score_pages import perfect_page, tallies

SAME = [
    (20, 20.0, "number", True),
    (0.1 + 0.2, 0.3, "number", True),
    (20, 21, "number", False),
    (20, "20", "number", False),
    ("P12M", "P1Y", "duration", True),
    ("P4W", "P28D", "duration", True),
    ("P1.5Y", "P18M", "duration", True),
    ("PT48H", "P2D", "duration", True),
    ("P1M", "P30D", "duration", False),
    ("P6M", "PT6M", "duration", False),
    ("P1M, P3M, P12M", "P1M,P3M,P1Y", "duration", True),
    ("P1M, P3M", "P3M, P1M", "duration", False),
    ("long term", "Long-term", "duration", True),
    ("bone marrow", "Bone  marrow", "term", True),
    ("CD34+ cell", "CD34 cell", "term", False),
    ("T cell", "B cell", "term", False),
]


@pytest.mark.parametrize(("first", "second", "compare_as", "expected"), SAME)
def test_same_values(first: Any, second: Any, compare_as: Any, expected: bool) -> None:
    """Numbers as numbers, durations as lengths, words as words; both ways round."""
    assert same(first, second, compare_as) is expected
    assert same(second, first, compare_as) is expected


def test_neighbours_do_not_overlap() -> None:
    """Places are half-open: where one ends the next may begin."""
    one = Value(1, "1", 10, 12)
    assert not one.overlaps(Value(1, "1", 12, 14))
    assert not one.overlaps(Value(1, "1", 8, 10))
    assert one.overlaps(Value(1, "1", 11, 12))
    assert not one.overlaps(Value(1, derived="all"))
    assert Value(1, derived="all").overlaps(Value(1, derived="half"))


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 6), max_size=12))
def test_assignment_is_the_best(weights: dict[tuple[int, int], int]) -> None:
    """No other one-to-one matching weighs more."""
    pairs = assign(weights)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    best = max(
        sum(weights.get((left, right), 0) for left, right in enumerate(order))
        for order in itertools.permutations(range(4))
    )
    assert sum(weights[pair] for pair in pairs) == best


def test_arms_are_found_by_words_then_by_role() -> None:
    """A label elsewhere on the page still names its arm; a lone comparator is the comparator."""
    gold, record = perfect_page(), perfect_page()
    arms = record["studies"][0]["arms"]
    for arm in arms:
        arm["label"] |= {"start": arm["label"]["start"] + 5000, "end": arm["label"]["end"] + 5000}
    arms[2]["label"]["value"] = "controls"
    found = tallies([gold], [record], "exact")
    assert found["arms.role"] == (3, 3, 3)
    assert found["arms.label"] == (0, 3, 3)
    assert found["participants"] == (10, 10, 10)
    assert tallies([gold], [record], "value")["arms.label"] == (2, 3, 3)


def test_an_arm_of_the_same_role_is_not_guessed_among_two() -> None:
    """Two unknown arms of one role stay unknown."""
    gold, record = perfect_page(), perfect_page()
    for number, arm in enumerate(record["studies"][0]["arms"]):
        arm["label"] = {"value": f"other {number}", "derived": "a guess"}
    assert tallies([gold], [record], "exact")["arms.role"] == (1, 3, 3)


def test_cited_studies_are_matched_by_what_they_hold() -> None:
    """The order of cited studies does not matter."""
    gold = perfect_page()
    first = gold["studies"][0] | {"role": "cited"}
    second = json.loads(json.dumps(first).replace('"start": ', '"start": 7').replace('"end": ', '"end": 7'))
    third = first | {
        "participants": first["participants"][:1],
        "arms": [],
        "doses": [],
        "outcomes": [],
        "cell_sources": [],
    }
    gold["studies"] = [third, second, first]
    record = gold | {"studies": [first, third, second]}
    for mode in MODES:
        assert all(right == there == found for right, there, found in tallies([gold], [record], mode).values())


def test_pages_meet_by_id_then_by_file_name() -> None:
    """A record of other bytes with the same name is that page's record."""
    gold = [
        read_facts(perfect_page(1), "gold"),
        read_facts(perfect_page(2), "gold"),
        read_facts(perfect_page(3), "gold"),
    ]
    one, two = perfect_page(1), perfect_page(2)
    one["page"]["path"] = "elsewhere/other.txt"
    two["page"] |= {"id": "f" * 16, "path": "C:\\pages\\page-2.htm"}
    records = [read_facts(page, "records") for page in (two, one)]
    assert [found and found.id for _, found in pair_pages(gold, records)] == [one["page"]["id"], "f" * 16, None]


def test_intervals_bound_the_figure_and_repeat() -> None:
    """Seeded: the same numbers twice; narrow where pages are alike, around the figure where they are not."""
    counts = np.zeros((40, 2, 3), dtype=np.int64)
    counts[:, 0] = (3, 4, 4)
    counts[:, 1, 1:] = 4
    counts[::2, 1, 0] = 4
    low, high = intervals(counts, 2000, 1)
    assert low[0] == high[0] == 0.75
    assert 0.3 < low[1] < 0.4
    assert 0.6 < high[1] < 0.7
    again = intervals(counts, 2000, 1)
    assert (again[0] == low).all()
    assert (again[1] == high).all()


def test_macro_is_the_mean_over_pages_that_have_the_field() -> None:
    """A page with neither gold nor record values of a field has no say."""
    gold, empty = perfect_page(1), perfect_page(2)
    empty["studies"] = []
    half = copy.deepcopy(gold)
    half["studies"][0]["doses"] = []
    pages = judge_all(
        [read_facts(page, "") for page in (gold, empty)], [read_facts(page, "") for page in (half, empty)]
    )
    figures = score(pages, resamples=0).fields
    assert figures["doses.amount"]["exact"].macro == 0
    assert figures["participants"]["exact"].macro == 1
    assert figures["doses.amount"]["exact"].precision is None


def test_gains_and_losses() -> None:
    """A fact right before and not now is lost; the other way round it is gained."""
    gold, now, before = perfect_page(), perfect_page(), perfect_page()
    now["studies"][0]["participants"][3]["count"]["value"] = 1
    before["studies"][0]["outcomes"][2]["percent"] = None
    facts = [[read_facts(page, "")] for page in (gold, now, before)]
    change = compare(judge_all(facts[0], facts[1]), judge_all(facts[0], facts[2]), "exact")
    assert [(verdict.field, str(verdict.gold)) for verdict in change.lost] == [("participants", "130")]
    assert [(verdict.field, str(verdict.gold)) for verdict in change.gained] == [("outcomes.percent", "12.5")]
    assert (change.spurious_now, change.spurious_before) == (1, 0)
