"""Amounts of cells, particles, masses and volumes, in a cleaned sentence and as pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate.dose_amounts import find_amounts
from abstract_extract.normalise import normalise
from abstract_extract.text import Text
from line import known_failure

CELLS = [
    # sentence, then (low, high, basis) of each amount
    ("2 × 10^6 cells", [(2e6, None, "fixed")]),
    ("10^6 cells", [(1e6, None, "fixed")]),
    ("2 × 10^6 cells/kg", [(2e6, None, "per_kg")]),
    ("1 × 10^6 per kg body weight", [(1e6, None, "per_kg")]),
    ("1.0×10^6/kg", [(1e6, None, "per_kg")]),
    ("2 × 10^6 /m^2", [(2e6, None, "per_m2")]),
    ("2 × 10^7 cells into each knee", [(2e7, None, "per_site")]),
    ("2 × 10^6 cells per eye", [(2e6, None, "per_site")]),
    ("120,000 cells per knee", [(120_000, None, "per_site")]),
    ("1-2 × 10^6 cells/kg", [(1e6, 2e6, "per_kg")]),
    ("1 × 10^6-2 × 10^6 MSCs", [(1e6, 2e6, "fixed")]),
    ("10^5-10^6 cells", [(1e5, 1e6, "fixed")]),
    ("5 to 10 million cells", [(5e6, 1e7, "fixed")]),
    ("80 million MSCs", [(8e7, None, "fixed")]),
    ("eighty million cells", [(8e7, None, "fixed")]),
    ("one hundred million MSCs", [(1e8, None, "fixed")]),
    ("1.5 billion cells", [(1.5e9, None, "fixed")]),
    ("20 million/kg", [(2e7, None, "per_kg")]),
    ("50 M cells", [(5e7, None, "fixed")]),
    ("1,000,000 cells", [(1e6, None, "fixed")]),
    ("2 000 000 cells", [(2e6, None, "fixed")]),
    ("1 × 10^8 CAR-T cells", [(1e8, None, "fixed")]),
    ("10, 20 and 40 million cells", [(1e7, None, "fixed"), (2e7, None, "fixed"), (4e7, None, "fixed")]),
    ("1, 2, or 5 × 10^6 cells/kg", [(1e6, None, "per_kg"), (2e6, None, "per_kg"), (5e6, None, "per_kg")]),
    ("25 × 10^6, 50 × 10^6 or 100 × 10^6 cells", [(2.5e7, None, "fixed"), (5e7, None, "fixed"), (1e8, None, "fixed")]),
    ("6 x 10^6 (low dose) or 1.2 x 10^7 (high dose)", [(6e6, None, "fixed"), (1.2e7, None, "fixed")]),
    ("a hundred million cells", [(1e8, None, "fixed")]),
    ("a million cells per kilo", [(1e6, None, "per_kg")]),
    ("two and a half million cells per knee", [(2.5e6, None, "per_site")]),
    ("between 0.6 and 2 million cells", [(6e5, 2e6, "fixed")]),
    ("2 million to 5 million cells", [(2e6, 5e6, "fixed")]),
    ("a mean of 37 (range, 16-62) million stem cells", [(3.7e7, None, "fixed")]),
    (
        "from 3 million (I) through 10 million (II) to 100 million Tregs/kg (III)",
        [(3e6, None, "per_kg"), (1e7, None, "per_kg"), (1e8, None, "per_kg")],
    ),
    ("20 to saline, 30 to 60 million MSCs", [(6e7, None, "fixed")]),
    ("30 to 6 million MSCs", [(6e6, None, "fixed")]),
    # near-misses
    ("20 patients", []),
    ("p < 10^-3", []),
    ("10 million people", []),
    ("3 million dollars", []),
    ("30 M patients", []),
    ("3 × 3 cm", []),
    ("CD34+ cells", []),
    ("viability of 95% of cells", []),
    ("20 cells", []),
    ("10^6 patients", []),
    known_failure("an area of 5 x 10^3 mm", [], reason="a power with the unit of something else"),
    known_failure("in the year 2020 cells were given", [], reason="a year before the word cells"),
]  # fmt: skip

OTHERS = [
    # sentence, then (low, high, unit, basis)
    ("40 mg", [(40, None, "mg", "fixed")]),
    ("a final dose of 40mg in three weeks", [(40, None, "mg", "fixed")]),
    ("1 mg/kg", [(1, None, "mg", "per_kg")]),
    ("10-20 mg", [(10, 20, "mg", "fixed")]),
    ("100 µg", [(100, None, "ug", "fixed")]),
    ("100 ug of exosomes", [(100, None, "ug", "fixed")]),
    ("5 mL of exosome solution", [(5, None, "mL", "fixed")]),
    ("two mL", [(2, None, "mL", "fixed")]),
    ("2 cc", [(2, None, "mL", "fixed")]),
    ("20 µl", [(20, None, "uL", "fixed")]),
    ("2 × 10^9 particles", [(2e9, None, "{particles}", "fixed")]),
    ("1 × 10^10 exosomes", [(1e10, None, "{particles}", "fixed")]),
    ("10^8 EVs", [(1e8, None, "{particles}", "fixed")]),
    ("5 x 10^6 cells in 2 mL", [(5e6, None, "{cells}", "fixed"), (2, None, "mL", "fixed")]),
    ("4x10^7/40ml", [(4e7, None, "{cells}", "fixed"), (40, None, "mL", "fixed")]),
    # near-misses: other units
    ("10 mm", []),
    ("2 g", []),
    ("10 IU", []),
    ("5 mmol", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), CELLS)
def test_amounts_of_cells(sentence, expected):
    found = find_amounts(sentence)
    assert [(a.amount.value, a.high and a.high.value, a.basis) for a in found if a.amount] == expected
    assert {a.unit for a in found} <= {"{cells}"}


@pytest.mark.parametrize(("sentence", "expected"), OTHERS)
def test_amounts_of_other_units(sentence, expected):
    assert [(a.amount.value, a.high and a.high.value, a.unit, a.basis) for a in find_amounts(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("with 2 × 10^6 cells/kg", ["2 × 10^6"]),
        ("with 80 million MSCs", ["80 million"]),
        ("1-2 × 10^6 cells", ["1-2 × 10^6", "2 × 10^6"]),
        ("10, 20 and 40 million cells", ["10", "20", "40 million"]),
        ("10-20 mg", ["10", "20"]),
    ],
)
def test_an_amount_stands_where_its_number_stands(sentence, words):
    said = [s for a in find_amounts(sentence) for s in (a.amount, a.high) if s]
    assert [sentence[s.start : s.end] for s in said] == words


@pytest.mark.parametrize("sentence", ["1 × 10 cells/kg", "3.0 x 10 MSCs", "5 × 10 allogeneic cells"])
def test_a_lost_exponent_is_said_and_no_amount_made_up(sentence):
    (amount,) = find_amounts(sentence)
    assert amount.lost
    assert amount.amount is None


@pytest.mark.parametrize(
    "sentence", ["5 × 10^6 cells/mL", "10 mg/mL", "2 × 10^6 cells per ml", "5 × 10^6 platelets/µL"]
)
def test_a_concentration_is_told_from_a_dose(sentence):
    assert [a.is_concentration for a in find_amounts(sentence)] == [True]


@given(
    st.sampled_from(["1", "2", "1.5", "12", "0.5"]),
    st.integers(5, 11),
    st.sampled_from(
        [
            "{m} × 10{up}",
            "{m}x10^{e}",
            "{m} x 10{e}",
            "{m}×10({e})",
            "{m} × 10 {e}",
            "{m}E{e}",
            "{m}*10**{e}",
            "{m}·10<sup>{e}</sup>",
        ]
    ),
    st.sampled_from([" cells", " MSCs", " cells/kg", " UC-MSCs per kg"]),
)
def test_every_spelling_of_a_power_is_the_same_amount(mantissa, exponent, spelling, unit):
    raised = "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)] for digit in str(exponent))
    written = "They were given " + spelling.format(m=mantissa, e=exponent, up=raised) + unit
    (amount,) = find_amounts(normalise(Text.of(written)).string)
    assert amount.amount is not None
    assert amount.amount.value == float(mantissa) * 10**exponent
    assert amount.basis == ("per_kg" if "kg" in unit else "fixed")
