"""The number finder: which kind each number of a sentence is, by its nearest words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate.numbers import SIGNS, exact, find_numbers
from line import known_failure

CASES = [
    # counts
    ("n = 12", [(12, "count")]),
    ("(n=12)", [(12, "count")]),
    ("n=5/group", [(5, "count")]),
    ("12/20 patients", [(12, "count"), (20, "count")]),
    ("5 of 11", [(5, "count"), (11, "count")]),
    ("1,012 patients", [(1012, "count")]),
    ("1 148 patients", [(1148, "count")]),
    ("2015 patients were enrolled", [(2015, "count")]),
    ("one did not", [(1, "count")]),
    ("one of the patients", [(1, "count")]),
    ("20 eyes of 15 patients", [(20, "count"), (15, "count")]),
    ("twenty-three were enrolled, 20 of whom completed", [(23, "count"), (20, "count")]),
    ("12 patients in group 1 and 14 in group 2", [(12, "count"), (1, "label"), (14, "count"), (2, "label")]),
    ("10 percent of 50 patients", [(10, "percent"), (50, "count")]),
    # what looks like a count and is none
    ("10%", [(10, "percent")]),
    ("ten percent", [(10, "percent")]),
    ("10 per cent", [(10, "percent")]),
    ("5 to 10%", [(5, "percent"), (10, "percent")]),
    ("4 weeks", [(4, "duration")]),
    ("12-month", [(12, "duration")]),
    ("one-year", [(1, "duration")]),
    ("a 6-minute walk", [(6, "duration")]),
    ("mean age 54 years", [(54, "age")]),
    ("35-year-old", [(35, "age")]),
    ("40 mg", [(40, "measure")]),
    ("0.5 mL", [(0.5, "measure")]),
    ("37°C", [(37, "measure")]),
    ("2 x 10^6 cells", [(0, "power")]),
    ("p=0.03", [(0.03, "statistic")]),
    ("p < .05", [(0.05, "statistic")]),
    ("12 ± 3", [(12, "statistic"), (3, "statistic")]),
    ("HR 0.7", [(0.7, "statistic")]),
    ("95% CI", [(95, "statistic")]),
    ("a mean of 5 injections", [(5, "statistic")]),
    ("≥18 years", [(18, "statistic")]),
    ("phase 2 trial", [(2, "label")]),
    ("grade 3 toxicity", [(3, "label")]),
    ("type 2 diabetes", [(2, "label")]),
    ("week 4", [(4, "label")]),
    ("days 1, 8 and 15", [(1, "label"), (8, "label"), (15, "label")]),
    ("COVID-19", [(19, "label")]),
    ("1920 to anastrozole and 1944 to placebo", [(1920, "count"), (1944, "count")]),
    ("and 1967 (74%) are included", [(1967, "count"), (74, "percent")]),
    ("36% (1964/5393) of the women", [(36, "percent"), (1964, "count"), (5393, "count")]),
    ("registered as CTRI/2010/091/001090", [(2010, "year"), (91, "count"), (1090, "count")]),
    ("between 1998 and 2004", [(1998, "year"), (2004, "year")]),
    ("between May 15, 1998 and 2004", [(15, "label"), (1998, "year"), (2004, "year")]),
    ("in 1998 and 2004", [(1998, "year"), (2004, "year")]),
    ("(TU arm 87, ACT arm 82)", [(87, "count"), (82, "count")]),
    ("in arm 12", [(12, "label")]),
    ("in 2001 and 2003, 31 of 322 women", [(2001, "year"), (2003, "year"), (31, "count"), (322, "count")]),
    ("the years 2001 and 2003, 31 of 322", [(2001, "label"), (2003, "label"), (31, "count"), (322, "count")]),
    ("months 1, 3, 6, and 12", [(1, "label"), (3, "label"), (6, "label"), (12, "label")]),
    ("fewer episodes than 70/30 patients", [(70, "label"), (30, "label")]),
    ("insulin aspart 30/70 twice daily", [(30, "label"), (70, "label")]),
    ("in 30/70 patients", [(30, "count"), (70, "count")]),
    ("sizes 53/55", [(53, "count"), (55, "count")]),
    ("at day 14 and 45 and month 3", [(14, "label"), (45, "label"), (3, "label")]),
    ("by day 14 and 45 patients had died", [(14, "label"), (45, "count")]),
    ("of CALGB 9342 and 9840", [(9342, "label"), (9840, "label")]),
    ("the SWOG 8814 trial", [(8814, "label")]),
    ("in FEC 1000 patients improved", [(1000, "count")]),
    ("AIMS 1200 women were asked", [(1200, "count")]),
    ("CALGB 9342", [(9342, "label")]),
    ("IL-6", [(6, "label")]),
    ("1st and 23rd", [(1, "label"), (23, "label")]),
    ("between 2010 and 2015", [(2010, "year"), (2015, "year")]),
    ("in 2015, 40 patients", [(2015, "year"), (40, "count")]),
    ("30-40 patients", [(30, "range"), (40, "range")]),
    ("2-fold", [(2, "ratio")]),
    ("three-fold", [(3, "ratio")]),
    ("at 37.5", [(37.5, "decimal")]),
    # no number at all
    ("no one", []),
    ("one another", []),
    ("CD34 and CD105", []),
    ("NCT01234567", []),
    ("the first", []),
    ("without any", []),
    ("aged 18 to 65 years", [(18, "age"), (65, "age")]),
    known_failure("as shown [12]", [], reason="a citation mark is read as a count"),
    known_failure("improved in 60%6", [(60, "percent")], reason="a citation mark glued to a percentage is read as a count"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_the_kind_of_each_number(sentence, expected):
    assert [(n.value, n.kind) for n in find_numbers(sentence).numbers] == expected


@pytest.mark.parametrize("sentence", [case[0] for case in CASES if type(case) is tuple])
def test_the_mask_covers_each_number_and_keeps_its_place(sentence):
    found = find_numbers(sentence)
    assert len(found.mask) == len(sentence)
    for number in found.numbers:
        assert set(found.mask[number.start : number.end]) == {SIGNS[number.kind]}


@given(st.text(alphabet="0123456789 ,.%-/()=n±<×10^abp one two months", max_size=60))
def test_any_text_has_a_mask_of_its_length_and_numbers_in_order(sentence):
    found = find_numbers(sentence)
    assert len(found.mask) == len(sentence)
    position = 0
    for number in found.numbers:
        assert position <= number.start < number.end <= len(sentence)
        position = number.end


@pytest.mark.parametrize(
    ("literal", "value"),
    [("1,012", 1012), ("69.7", 69.7), ("5.0", 5), ("0.1", 0.1), ("1 148", 1148), ("123456789", 123456789)],
)
def test_a_number_is_an_integer_where_it_is_whole(literal, value):
    assert exact(literal) == value
    assert isinstance(exact(literal), type(value))


def test_each_kind_has_a_sign_of_its_own():
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert all(len(sign) == 1 for sign in SIGNS.values())
