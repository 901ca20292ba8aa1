"""Numbers said in words: their value and their place, against a second reader of number words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from abstract_extract.annotate.number_words import number_words

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def say(number: int, joint: str = " and ", hyphen: str = "-") -> str:
    """An integer below a million in English words: the inverse of what is tested."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (hyphen + _ONES[number % 10] if number % 10 else "")
    size, word = (100, "hundred") if number < 1000 else (1000, "thousand")
    head, rest = divmod(number, size)
    follows = "" if not rest else (joint if rest < 100 else " ") + say(rest, joint, hyphen)
    return f"{say(head, joint, hyphen)} {word}{follows}"


CASES = [
    # text, its numbers as (value, words)
    ("Twenty-three patients", [(23, "Twenty-three")]),
    ("twenty three patients", [(23, "twenty three")]),
    ("TEN of them", [(10, "TEN")]),
    ("one hundred and five", [(105, "one hundred and five")]),
    ("one hundred, and five", [(105, "one hundred, and five")]),
    ("one-hundred-and-five", [(105, "one-hundred-and-five")]),
    ("one hundred twenty", [(120, "one hundred twenty")]),
    ("eleven hundred", [(1100, "eleven hundred")]),
    ("three thousand and one", [(3001, "three thousand and one")]),
    ("two hundred thousand", [(200_000, "two hundred thousand")]),
    ("two dozen", [(24, "two dozen")]),
    ("a dozen", [(12, "dozen")]),
    ("ten-year survival", [(10, "ten")]),
    # two numbers, not one
    ("two three", [(2, "two"), (3, "three")]),
    ("one and two", [(1, "one"), (2, "two")]),
    ("twenty thirty", [(20, "twenty"), (30, "thirty")]),
    ("ten five", [(10, "ten"), (5, "five")]),
    ("eight of nine", [(8, "eight"), (9, "nine")]),
    ("sixty-four of seventy", [(64, "sixty-four"), (70, "seventy")]),
    # misspelt, as pages have it
    ("forteen patients", [(14, "forteen")]),
    ("fourty-two", [(42, "fourty-two")]),
    ("ninty", [(90, "ninty")]),
    ("eigth", [(8, "eigth")]),
    # near-misses: words that hold a number's letters, and sizes without a count
    ("someone often", []),
    ("weighten the tenant", []),
    ("hundreds of patients", []),
    ("a thousand", []),
    ("the tenth and the fifth", []),
    ("seventeenth", []),
    ("none of them", []),
    ("anyone alone", []),
    ("fortitude", []),
    ("phone one", [(1, "one")]),
    pytest.param("twenty-first", [], marks=pytest.mark.xfail(reason="the tens of an ordinal are read as a number")),
    pytest.param("twenty–three", [(23, "twenty–three")], marks=pytest.mark.xfail(reason="joined by a dash instead of a hyphen")),
    pytest.param("twentythree", [(23, "twentythree")], marks=pytest.mark.xfail(reason="a lost hyphen")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_number_words_and_their_places(text, expected):
    assert [(n.value, text[n.start : n.end]) for n in number_words(text)] == expected


SPOKEN = st.tuples(st.integers(0, 999_999), st.sampled_from([" and ", " "]), st.sampled_from(["-", " "]))


@given(SPOKEN)
def test_every_number_below_a_million_is_read_as_it_is_said(spoken):
    number, joint, hyphen = spoken
    words = say(number, joint, hyphen)
    assert [(n.value, n.start, n.end) for n in number_words(words)] == [(number, 0, len(words))]


@given(SPOKEN)
def test_another_reader_of_number_words_agrees(spoken):
    number, joint, hyphen = spoken
    words = say(number, joint, hyphen)
    assert text2num(words, "en") == number_words(words)[0].value == number


@given(st.integers(0, 999_999), st.sampled_from(["{} patients", "Of {}, some", "({})", "in {}.", "“{}”"]))
def test_the_place_is_exact_within_a_sentence(number, frame):
    words = say(number)
    text = frame.format(words)
    assert [text[n.start : n.end] for n in number_words(text)] == [words]
