"""Durations in ISO 8601, with the words that say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate.durations import find_durations, iso_duration
from line import known_failure

CASES = [
    ("followed for six months", [("P6M", "six months")]),
    ("6 months", [("P6M", "6 months")]),
    ("6-month", [("P6M", "6-month")]),
    ("a 1-year follow-up", [("P1Y", "1-year")]),
    ("12 mo", [("P12M", "12 mo")]),
    ("follow-up 36 mos", [("P36M", "36 mos")]),
    ("24 weeks", [("P24W", "24 weeks")]),
    ("twenty-four weeks", [("P24W", "twenty-four weeks")]),
    ("1.5 years", [("P1.5Y", "1.5 years")]),
    ("90 days", [("P90D", "90 days")]),
    ("48 h", [("PT48H", "48 h")]),
    ("30 min", [("PT30M", "30 min")]),
    ("half a year", [("P6M", "half a year")]),
    ("an hour", [("PT1H", "an hour")]),
    ("every two weeks", [("P2W", "two weeks")]),
    ("2-month intervals", [("P2M", "2-month")]),
    ("Month 6", [("P6M", "Month 6")]),
    ("day 28", [("P28D", "day 28")]),
    ("day 7 10 mg", [("P7D", "day 7")]),
    ("at 1, 3 and 6 months", [("P1M", "1"), ("P3M", "3"), ("P6M", "6 months")]),
    ("6, 12, and 24 months", [("P6M", "6"), ("P12M", "12"), ("P24M", "24 months")]),
    ("at 3/6/12 months", [("P3M", "3"), ("P6M", "6"), ("P12M", "12 months")]),
    ("days 1 and 8", [("P1D", "1"), ("P8D", "8")]),
    ("every 3 months for 2 years", [("P3M", "3 months"), ("P2Y", "2 years")]),
    ("three consecutive days", [("P3D", "three consecutive days")]),
    known_failure("within 24h", [("PT24H", "24h")], reason="a unit's letter glued to its number"),
    known_failure("at 6- and 12-month visits", [("P6M", "6"), ("P12M", "12-month")], reason="the first of two hyphenated numbers"),
    # near-misses
    ("10 mg/day", []),
    ("5 mg per day", []),
    ("10 days/week", []),
    ("two patients", []),
    ("100 patients", []),
    ("several months", []),
    ("a few weeks", []),
    ("the last years", []),
    ("yearly", []),
    ("1st month", []),
    ("second year", []),
    known_failure("one and a half years", [("P1.5Y", "one and a half years")], reason="the half alone is read"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_durations_and_their_places(sentence, expected):
    assert [(d.iso, sentence[d.start : d.end]) for d in find_durations(sentence)] == expected


@given(
    st.integers(1, 999),
    st.sampled_from(
        [("day", "P{}D"), ("week", "P{}W"), ("month", "P{}M"), ("year", "P{}Y"), ("hour", "PT{}H"), ("minute", "PT{}M")]
    ),
    st.sampled_from(["{} {}s", "{}-{}", "{} {}"]),
)
def test_a_number_and_a_unit_are_one_duration(number, unit, frame):
    words = frame.format(number, unit[0])
    sentence = f"They were seen after {words}."
    assert [(d.iso, sentence[d.start : d.end]) for d in find_durations(sentence)] == [(unit[1].format(number), words)]


def test_what_is_no_unit_of_time_is_refused():
    with pytest.raises(ValueError, match="no unit of time"):
        iso_duration(3, "kg")
