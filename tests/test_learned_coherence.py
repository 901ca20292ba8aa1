"""Numbers on one side, or on opposite ones, speak for each other's side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate import build_nlp
from abstract_extract.annotate.learned.coherence import coherent
from abstract_extract.annotate.learned.links import Link, links_of
from abstract_extract.proposals import NumberRole

BEFORE = {"trial_sentences", "trial_arms", "trial_counts"}
NLP = build_nlp({name for name in build_nlp().pipe_names if name not in BEFORE})
SIZES = "Forty patients were randomised to cells (n = 20) or placebo (n = 16). "


def role(start, experimental, family="percent"):
    likely = {f"{family}:experimental": experimental, f"{family}:comparator": 0.9 - experimental, "other": 0.1}
    return NumberRole(0, start, start + 1, likely)


def links(text):
    """The links of a text as pairs of its words with the sign of the link."""
    doc = NLP(text)
    places = [(s.start + n.start, s.start + n.end) for s in doc._.trial_sentences for n in s.numbers]
    roles = [NumberRole(0, a, b, {"participants:experimental": 0.6, "participants:comparator": 0.4}) for a, b in places]
    if "%" in text:
        roles = [r if text[r.end] != "%" and "(" in text[r.start - 5 : r.start] else role(r.start, 0.45) for r in roles]
    words = [text[a:b] for a, b in places]
    found = links_of(doc._.trial_sentences, doc._.trial_counts, roles)
    return {(words[link.one], words[link.other], link.weight > 0) for link in found}


# text, links that it has, links that it has not
CASES = [
    (SIZES, {("20", "16", False)}, {("20", "16", True), ("Forty", "20", True)}),
    ("Pain fell in 60% versus 24%.", {("60", "24", False)}, {("60", "24", True)}),
    ("Pain fell in 60% compared with 24%.", {("60", "24", False)}, set()),
    ("Pain fell in 60% and 24%, respectively.", {("60", "24", False)}, set()),
    ("Pain fell in 60% and sleep in 24%.", set(), {("60", "24", False)}),
    ("Pain fell in 60%. It rose in 24% versus none.", set(), {("60", "24", False)}),
    ("Of the patients 12 (60%) healed.", {("12", "60", True)}, set()),
    (SIZES + "Pain fell in 15 (75%) of the cell group.", {("20", "15", True)}, {("16", "15", True)}),
]


@pytest.mark.parametrize(("text", "has", "has_not"), CASES)
def test_links(text, has, has_not):
    found = links(text)
    assert has <= found
    assert not has_not & found


def test_the_sure_one_convinces_the_unsure_one():
    first, second = coherent([role(0, 0.85), role(5, 0.44)], [Link(0, 1, 1.0)])
    assert second.likely["percent:experimental"] > second.likely["percent:comparator"]
    assert first.likely["percent:experimental"] > 0.8


def test_opposites_part():
    _, second = coherent([role(0, 0.85), role(5, 0.46)], [Link(0, 1, -1.0)])
    assert second.likely["percent:experimental"] < second.likely["percent:comparator"]


def test_without_links_nothing_moves():
    roles = [role(0, 0.85), role(5, 0.44)]
    assert coherent(roles, []) == roles


def test_a_number_without_a_side_lends_nothing():
    whole = NumberRole(0, 0, 1, {"percent:whole": 0.9, "other": 0.1})
    assert coherent([whole, role(5, 0.44)], [Link(0, 1, 1.0)])[1].likely == pytest.approx(role(5, 0.44).likely)


CHANCES = st.floats(0, 0.9)


@given(
    st.lists(CHANCES, min_size=2, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(-2, 2)), max_size=12),
)
def test_what_a_number_is_stays_as_likely(chances, pairs):
    roles = [role(start * 3, chance) for start, chance in enumerate(chances)]
    found = coherent(
        roles, [Link(a % len(roles), b % len(roles), w) for a, b, w in pairs if a % len(roles) != b % len(roles)]
    )
    for before, after in zip(roles, found, strict=True):
        assert sum(after.likely.values()) == pytest.approx(1.0)
        assert after.family("percent") == pytest.approx(before.family("percent"))
        assert all(0 <= chance <= 1 for chance in after.likely.values())
