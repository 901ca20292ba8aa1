"""Text keeps the place of every character through cutting, joining and replacing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.text import Text

SOURCE = st.text(alphabet="ab1 <&é×", min_size=1, max_size=60)


@st.composite
def edited(draw: st.DrawFn, longest: int = 5) -> tuple[str, list[tuple[int, int, str]]]:
    """A source and edits of it, in order, without overlap; what is put in is at most `longest` longer."""
    source = draw(SOURCE)
    stops = sorted(draw(st.lists(st.integers(0, len(source)), max_size=8).filter(lambda s: len(s) % 2 == 0)))
    pairs = list(zip(stops[::2], stops[1::2], strict=True))
    return source, [(a, b, draw(st.text(alphabet="XYZ", max_size=b - a + longest))) for a, b in pairs]


@given(edited())
def test_what_no_edit_touched_stands_where_it_stood(case):
    source, edits = case
    text = Text.of(source).replace(edits)
    position = place = 0
    for start, end, new in [*edits, (len(source), len(source), "")]:
        kept = source[position:start]
        assert text.string[place : place + len(kept)] == kept
        if kept:
            assert text.span(place, place + len(kept)) == (position, start)
        place += len(kept) + len(new)
        position = end
    assert len(text) == place


@given(edited())
def test_a_replacement_stands_where_what_it_replaced_stood(case):
    source, edits = case
    text = Text.of(source).replace(edits)
    shift = 0
    for start, end, new in edits:
        if new and end > start:
            assert text.span(start + shift, start + shift + len(new)) == (start, end)
        shift += len(new) - (end - start)


@given(edited(), st.data())
def test_a_slice_shows_no_place_that_the_whole_does_not(case, data):
    source, edits = case
    text = Text.of(source).replace(edits)
    if not len(text):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = text.slice(start, end)
    assert piece.string == text.string[start:end]
    outer, inner = text.span(start, end), piece.span(0, len(piece))
    assert outer[0] <= inner[0] <= inner[1] <= outer[1]
    assert piece.strip().string == piece.string.strip()


@given(st.lists(SOURCE, min_size=1, max_size=5), st.sampled_from(["", "\n", " | "]))
def test_joined_parts_keep_their_places(sources, separator):
    texts, start = [], 0
    for source in sources:
        texts.append(Text.of(source, start))
        start += len(source) + 10
    joined = Text.join(texts, separator)
    assert joined.string == separator.join(sources)
    place = start = 0
    for source in sources:
        assert joined.span(place, place + len(source)) == (start, start + len(source))
        place += len(source) + len(separator)
        start += len(source) + 10


@given(edited(longest=0), st.lists(st.integers(0, 60), max_size=4))
def test_editing_twice_is_as_exact_as_once(case, cuts):
    source, edits = case
    text = Text.of(source).replace(edits)
    again = text.replace([(cut, cut, "") for cut in sorted(c for c in cuts if c <= len(text))])
    assert again.string == text.string
    for place in range(len(text)):
        assert again.span(place, place + 1) == text.span(place, place + 1)


@pytest.mark.parametrize(
    ("source", "pattern", "replacement", "expected", "spans"),
    [
        # source, what is replaced, by what, result, then pieces of the result and where each stood
        ("2 &times; 3", r"&times;", "×", "2 × 3", {"×": (2, 9), "3": (10, 11), "2 × 3": (0, 11)}),
        ("10<sup>6</sup>", r"<sup>", "^", "10^6</sup>", {"10^6": (0, 8), "^": (2, 7)}),
        ("1\u2009148", "\u2009", "", "1148", {"1148": (0, 5), "148": (2, 5)}),
        ("soft\u00adhyphen", "\u00ad", "", "softhyphen", {"softhyphen": (0, 11), "hyphen": (5, 11)}),
        # near-misses: nothing matches, and the very text comes back
        ("no entity & none", r"&times;", "×", "no entity & none", {"&": (10, 11)}),
        ("a.b", "[.]", ".", "a.b", {"b": (2, 3)}),
    ],
)
def test_pieces_of_an_edited_text_show_their_source(source, pattern, replacement, expected, spans):
    text = Text.of(source)
    result = text.sub(re.compile(pattern), replacement)
    assert result.string == expected
    assert (result is text) == (expected == source)
    for piece, place in spans.items():
        start = expected.index(piece)
        assert result.span(start, start + len(piece)) == place


def test_a_piece_of_a_longer_replacement_stands_where_all_of_it_stood():
    text = Text.of("1E6 cells").replace([(0, 3, "1×10^6")])
    assert text.slice(2, 5).span(0, 1) == (0, 3)


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 7), (6, 7)])
def test_there_is_no_empty_or_outside_span(start, end):
    with pytest.raises(ValueError, match="no span"):
        Text.of("source").span(start, end)


@pytest.mark.parametrize("edits", [[(2, 4, "x"), (3, 5, "y")], [(4, 5, ""), (0, 1, "")], [(3, 2, "")]])
def test_edits_that_overlap_or_run_backwards_are_refused(edits):
    with pytest.raises(ValueError, match="overlap"):
        Text.of("source").replace(edits)


def test_an_empty_text_has_no_places():
    assert len(Text.of("")) == 0
    assert Text.join([]).string == ""
    assert Text.of("x").slice(1, 1).string == ""
