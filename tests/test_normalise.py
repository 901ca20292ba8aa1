"""One spelling of each thing, whatever the page wrote, and its place kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.normalise import STEPS, normalise
from abstract_extract.text import Text
from line import known_failure

POWERS = [
    # as written, as read
    ("2 x 106 cells", "2 x 10^6 cells"),
    ("2 × 106", "2 × 10^6"),
    ("2 × 10⁶", "2 × 10^6"),
    ("1x108/kg", "1x10^8/kg"),
    ("10(6) cells", "10^6 cells"),
    ("3 x 10(8)", "3 x 10^8"),
    ("1 × 10[6]", "1 × 10^6"),
    ("10 6 cells", "10^6 cells"),
    ("2 × 10 6 /kg", "2 × 10^6 /kg"),
    ("2 x 10^6", "2 x 10^6"),
    ("1*10**6", "1*10^6"),
    ("1∗107", "1*10^7"),
    ("1E6 cells", "1×10^6 cells"),
    ("5e6 cells", "5×10^6 cells"),
    ("1.5e+06 cells", "1.5×10^6 cells"),
    ("2×10E6", "2×10^6"),
    ("40·10⁶", "40×10^6"),
    ("2.5 · 106", "2.5×10^6"),
    ("4x107/40ml", "4x10^7/40ml"),
    ("5 x 106-107 cells", "5 x 10^6-10^7 cells"),
    ("10 6-10 7 cells", "10^6-10^7 cells"),
    ("5 × 10⁵–1 × 10⁶", "5 × 10^5–1 × 10^6"),
    ("1.06 x 106", "1.06 x 10^6"),
    ("2.0×10<sup>6</sup>", "2.0×10^6"),
    ("10<jats:sup>6</jats:sup>", "10^6"),
    ("10&lt;sup&gt;6&lt;/sup&gt;", "10^6"),
    (r"$10^{6}$", "10^6"),
    ("106 cells/kg", "10^6 cells/kg"),
    ("1 × 10\u200b⁶", "1 × 10^6"),
    ("10⁻³", "10^-3"),
    # near-misses: no powers
    ("106 patients", "106 patients"),
    ("in 106 patients", "in 106 patients"),
    ("x 106 patients", "x 106 patients"),
    ("10 8 patients", "10 8 patients"),
    ("10 (6 patients)", "10 (6 patients)"),
    ("room 10 6", "room 10 6"),
    ("12 (3) cells", "12 (3) cells"),
    ("110 6 cells", "110 6 cells"),
    ("1 x 10 cells", "1 x 10 cells"),
    ("10 × 10 cm", "10 × 10 cm"),
    ("4 x 100 mg", "4 x 100 mg"),
    ("10(14)", "10(14)"),
    ("Group E 6", "Group E 6"),
    ("E5 cells", "E5 cells"),
    ("2.3E-8", "2.3E-8"),
    known_failure("CD105 cells", "CD105 cells", reason="a marker's name glued to its number is read as a power"),
    known_failure("IL-10 4 cells", "IL-10 4 cells", reason="as above, with a hyphen"),
    known_failure("10 (6) patients", "10 (6) patients", reason="a count and its percentage without a sign"),
    known_failure("2 x 10 6-minute walks", "2 x 10 6-minute walks", reason="the second number belongs to its unit"),
]

SIGNS = [
    ("2\u00a0×\u00a010", "2 × 10"),
    ("ef\u00adfect", "effect"),
    ("β\u2010cell", "β-cell"),
    ("“quoted” and „so“", '"quoted" and "so"'),
    ("don’t", "don't"),
    ("ﬁve", "five"),
    ("Ｎ＝１２", "N=12"),
    ("\u03bcg", "µg"),
    # near-misses: signs with a meaning of their own
    ("café", "café"),
    ("12 ± 3", "12 ± 3"),
    ("H₂O", "H₂O"),
    ("≤ 5", "≤ 5"),
]

NUMBERS = [
    ("1\u2009148 patients", "1148 patients"),
    ("1\u00a0000\u00a0000 cells", "1000000 cells"),
    ("1·08", "1.08"),
    ("p<0·001", "p<0.001"),
    ("92,9 %", "92.9 %"),
    ("1,5 mL", "1.5 mL"),
    ("2,3 weeks", "2.3 weeks"),
    ("or lispro (n = 1, 045) or", "or lispro (n = 1,045) or"),
    ("a total of 1, 261 patients", "a total of 1,261 patients"),
    ("of 2, 040 elderly women", "of 2,040 elderly women"),
    ("metformin (1, 500-2, 000 mg/day)", "metformin (1,500-2,000 mg/day)"),
    ("metformin 1, 000 mg daily", "metformin 1,000 mg daily"),
    ("(≥ 1, 500 mg/day)", "(≥ 1,500 mg/day)"),
    # near-misses: other commas, dots and blanks
    ("in group 1, 120 patients", "in group 1, 120 patients"),
    ("In step 1, 500 mg was given", "In step 1, 500 mg was given"),
    ("doses of 1, 200 and 400 mg", "doses of 1, 200 and 400 mg"),
    ("F (1, 203) = 2.9", "F (1, 203) = 2.9"),
    ("phase 1, 100 patients", "phase 1, 100 patients"),
    ("of 12, 100 women", "of 12, 100 women"),
    ("1,148 patients", "1,148 patients"),
    ("12\u00a0patients", "12 patients"),
    ("5,5", "5,5"),
    ("cells·kg", "cells·kg"),
]

MARKUP = [
    ("2 &times; 3", "2 × 3"),
    ("&lt;5", "<5"),
    ("&amp;lt;5", "<5"),
    ("&#8804;5", "≤5"),
    ("<jats:p>One</jats:p>", " One "),
    ("<b>bold</b>", " bold "),
    (r"\(\times\)", "×"),
    ("Ã— 10", "× 10"),
    ("Ã©tude", "étude"),
    # near-misses: no markup, no damage
    ("R&D", "R&D"),
    ("AT&T; more", "AT&T; more"),
    ("p<0.05, n>3", "p<0.05, n>3"),
    ("a < b and c > d", "a < b and c > d"),
    ("$5 and $6", "$5 and $6"),
    ("Ärzte", "Ärzte"),
]


@pytest.mark.parametrize(("written", "read"), POWERS + SIGNS + NUMBERS + MARKUP)
def test_each_thing_has_one_spelling(written, read):
    assert normalise(Text.of(written)).string == read


@pytest.mark.parametrize("exponent", range(4, 10))
@pytest.mark.parametrize(
    "spelling",
    ["10{up}", "10^{e}", "10({e})", "10 {e}", "10{e}", "10**{e}", "10<sup>{e}</sup>", "10E{e}", "10[{e}]", "10 ({e})"],
)
@pytest.mark.parametrize("times", [" × ", "×", " x ", "x", "*", "·"])
def test_a_power_after_a_factor_is_read_in_every_spelling(times, spelling, exponent):
    raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"[exponent]
    written = f"2{times}{spelling.format(e=exponent, up=raised)} cells"
    read = normalise(Text.of(written)).string.replace(" ", "")
    assert read in (f"2{sign}10^{exponent}cells" for sign in "×x*")


def test_a_power_stands_where_the_page_wrote_it():
    source = "about 2 &times; 10<sup>6</sup> cells"
    text = normalise(Text.of(source))
    start = text.string.index("2 × 10^6")
    low, high = text.span(start, start + len("2 × 10^6"))
    assert source[low:high].startswith("2 &times; 10<sup>6")


@given(st.text(alphabet="abc 10×xE6.,()&;<>/sup^\\$·\u00a0⁶Ã©—", max_size=80))
def test_every_character_keeps_a_place_in_order(source):
    text = normalise(Text.of(source))
    last = 0
    for position in range(len(text)):
        start, end = text.span(position, position + 1)
        assert 0 <= start <= end <= len(source)
        assert start >= last
        last = start


@given(st.from_regex(r"[a-z ]{0,60}", fullmatch=True))
def test_plain_words_come_back_untouched(source):
    text = Text.of(source)
    assert normalise(text) is text


def test_the_steps_stand_in_this_order():
    assert [step.__name__ for step in STEPS] == [
        "repair_mojibake",
        "resolve_literal_markup",
        "join_thousands",
        "unify_signs",
        "join_spaced_thousands",
        "unify_decimals",
        "unify_powers",
    ]
