"""Where sentences end, and where a stop ends none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate.sentences import sentence_spans
from line import known_failure

CASES = [
    # the text, with | where a sentence ends
    "Ten improved.| Two did not.",
    "Was it safe?| Yes!| Twelve improved.",
    "p < 0.05.| However, ten improved.",
    "In group A.| The patients improved.",
    "They improved (12 of 20).| [Funding: none.]| End.",
    'He said "none."| Ten died.',
    "at 3 months.| ≥50% improved.",
    "Ten improved.|Two did not",
    "Patients improved.|RESULTS: ten",
    "one line|\nanother line",
    "1. Ten patients.| 2. Nine patients.",
    known_failure(
        "Group B.| Twelve were treated.",
        reason="a letter before the stop, and no word after it that is known to begin sentences",
    ),
    # near-misses: the stop ends no sentence
    "The dose was 2.5 mg/kg of cells.",
    "Dr. A gave 1.5 mL i.v. vs. none.",
    "approx. 5 mL was given.",
    "Smith A. Jones reported.",
    "E. coli was found.",
    "vs. Placebo was given.",
    "with 5 ml. of saline",
    "at the U.S. National Institute",
    "ten improved; two did not",
    "St. John's hospital",
    known_failure("on Jan. 5 of that year", reason="months are no known abbreviations"),
]


@pytest.mark.parametrize("marked", CASES)
def test_sentences_end_where_they_end(marked):
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in sentence_spans(text)] == [piece.strip() for piece in marked.split("|")]


@pytest.mark.parametrize("text", ["", "\n\n", "   \n "])
def test_nothing_has_no_sentence(text):
    assert sentence_spans(text) == []


def test_a_registry_s_stripped_text_is_cut_at_its_capitals():
    text = " ".join(["The cells were given to the patients in the hospital and they were seen again there"] * 8)
    spans = sentence_spans(text)
    assert len(spans) == 8
    assert {text[start:end] for start, end in spans} == {text[: len(text) // 8]}


@pytest.mark.parametrize(
    "marked",
    [
        "one line|\nAnother line",
        "one line.|\nAnother line",
        "given i.v.|\nTen improved.",
        "in group A.|\nTen improved.",
    ],
)
def test_a_new_line_always_ends_a_sentence(marked):
    assert [text.strip() for text in marked.split("|")] == [
        marked.replace("|", "")[start:end] for start, end in sentence_spans(marked.replace("|", ""))
    ]


@given(st.text(alphabet="aB1 .?!()\"'vs", max_size=200))
def test_sentences_are_in_order_and_lose_no_word(text):
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        position = end
    assert not text[position:].strip()
