"""Twice the text, twice the time: no pattern and no rule may be quadratic in what a hostile page holds.

Each function runs on n, 2n and 4n characters of one thing over and over. It must not take three times as long for
twice the text, nor more than a fixed time for each thousand characters (many times what ordinary text takes). What is
measured is processor time, and a measurement that looks bad is made again, so that a busy machine fails no test.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from abstract_extract.annotate.cell_mentions import find_mentions
from abstract_extract.annotate.dose_amounts import find_amounts
from abstract_extract.annotate.durations import find_durations
from abstract_extract.annotate.number_words import number_words
from abstract_extract.annotate.numbers import find_numbers
from abstract_extract.annotate.sentences import sentence_spans
from abstract_extract.errors import PageError
from abstract_extract.headings import inline_headings
from abstract_extract.normalise import normalise, study_text
from abstract_extract.page import Block, Page, Role, Source
from abstract_extract.pipeline import record_by_rules
from abstract_extract.read import entries
from abstract_extract.read.markup import html_lines, xml_lines
from abstract_extract.read.plain import text_lines
from abstract_extract.read.scan import scan
from abstract_extract.resolve import resolve
from abstract_extract.text import Text

DOUBLINGS = (1, 2, 4)
GROWTH = 3.0
TOO_QUICK_TO_TELL = 0.03
"""Seconds below which the growth of a time is noise."""
ATTEMPTS = 3


def of_one_block(string: str) -> object:
    source = Source("0", "page.txt", string, "utf-8")
    return study_text(Page(source, "test", (Block(Role.ABSTRACT, Text.of(string)),)))


def of_many_blocks(string: str) -> object:
    source = Source("0", "page.txt", string, "utf-8")
    text = Text.of(string)
    return study_text(
        Page(source, "test", tuple(Block(Role.ABSTRACT, text.slice(i, i + 80)) for i in range(0, len(string), 80)))
    )


# The two finders that remember their last answers are asked anew each time.
FUNCTIONS: dict[str, Callable[[str], object]] = {
    "inline_headings": inline_headings,
    "find_numbers": find_numbers,
    "number_words": number_words,
    "find_amounts": find_amounts,
    "find_mentions": find_mentions.__wrapped__,
    "find_durations": find_durations.__wrapped__,
    "sentence_spans": sentence_spans,
    "scan": lambda string: list(scan(string)),
    "html_lines": html_lines,
    "xml_lines": xml_lines,
    "text_lines": text_lines,
    "normalise": lambda string: normalise(Text.of(string)),
    "resolve": lambda string: [resolve(string, kind) for kind in ("html", "xml", "text", "json")],
    "study_text": of_one_block,
    "study_text of many blocks": of_many_blocks,
}

HOSTILE = (
    "(", "()", "<", "<a ", "<p>", "<b x='", "</", "&", "&amp;", "|", "\n", "\t", " ", "\u00a0", ".", ". ", "a ", "A: ",
    "1", "1,", "1.", "1/", "10 ", "10^", "1 x 10", "1\u2009000", "% ", "\\(", "$10^{", "Ã", "one ", "one hundred and ",
    "days 1, ", "6 months ", "mg ", "cells ", "MSC-", "2 to ", "(n = ", "A sentence like so many others...\n",
)  # fmt: skip

HOSTILE_PAGES = (
    *HOSTILE, "5/9 ", "12 (60%) ", "(n = 5) ", "5 patients, ", "none of ", "vs. 5 ", "group A ", "UC-MSCs ", "were treated ",
    "RESULTS: ", "Title\n", "Five had it. ", "2 x 10^6 cells, ", "of whom ", "placebo ", "respectively, ", "{", "[", '"',
)  # fmt: skip


def seconds(function: Callable[[str], object], string: str) -> float:
    gc.disable()
    try:
        began = time.process_time()
        function(string)
        return time.process_time() - began
    finally:
        gc.enable()


def fault(function: Callable[[str], object], unit: str, base: int, each_thousand: float, before: str) -> str | None:
    """What is wrong with how the time of `function` grows, or None."""
    times: list[float] = []
    for size in (base * doubling for doubling in DOUBLINGS):
        string = before + (unit * (size // len(unit) + 1))[:size]
        times.append(seconds(function, string))
        if times[-1] > each_thousand * size / 1000:
            return f"{times[-1]:.2f} s for {size} characters"
    if times[-1] > TOO_QUICK_TO_TELL and times[-1] > GROWTH * times[-2]:
        return f"{times[-1] / times[-2]:.1f} times as long for twice the text ({times})"
    return None


def assert_linear(
    function: Callable[[str], object],
    unit: str,
    base: int,
    each_thousand: float,
    before: str = "",
) -> None:
    faults = []
    for _ in range(ATTEMPTS):
        found = fault(function, unit, base, each_thousand, before)
        if found is None:
            return
        faults.append(found)
    raise AssertionError("; ".join(faults))


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("unit", HOSTILE)
def test_a_function_takes_twice_as_long_for_twice_the_text(name, unit):
    assert_linear(FUNCTIONS[name], unit, base=4000, each_thousand=0.02)


def page(string: str) -> object:
    # What the model may cost is bounded by how much it reads: tests/test_learned_windows.py.
    return record_by_rules(Source("0", "page.txt", string, "utf-8"))


STUDY = "METHODS: Eleven patients were treated with 2 x 10^6 MSCs. RESULTS: Then "


@pytest.mark.parametrize("unit", HOSTILE_PAGES)
def test_a_page_takes_twice_as_long_for_twice_the_text(unit):
    page(STUDY)  # the pipeline is built once, not in the measurement
    assert_linear(page, unit, base=2000, each_thousand=0.2, before=STUDY)


def try_page(string: str) -> object:
    """A page that may be refused, but not late."""
    try:
        return [record_by_rules(entry) for entry in entries(Source("0", "page", string, "utf-8"))]
    except PageError as error:
        return error


@pytest.mark.parametrize(
    "opening", ["", "<?xml version='1.0'?>", "<html>", "[", "TY  - JOUR\n", "PMID- 1\n", "RT Journal\n"]
)
@pytest.mark.parametrize(
    "unit",
    [
        '{"a":',
        '"',
        "[",
        "\\u00e9",
        "<a>",
        "<a b='c'>",
        "<!--",
        "<![CDATA[",
        "&x;",
        "TI  - One\n",
        "ER  - \n",
        "AB  - a ",
        "PMID- 1\n",
        "a | b\n",
        "Name: value\n",
    ],
)
def test_a_format_that_is_begun_and_never_ended_costs_its_length(opening, unit):
    page(STUDY)
    # "PMID- 1" begins a citation: a thousand characters are 125 pages, and each page has its cost.
    assert_linear(try_page, unit, base=2000, each_thousand=0.12, before=opening)


@pytest.mark.parametrize("nested", ["<div>", "<sup>", "<table><tr><td>", "<ul><li>"])
def test_deep_nesting_takes_no_longer_than_its_length(nested):
    def read_page(string: str) -> object:
        return page(f"<html><body>{string}<p>Eleven patients were treated.</p>")

    page(STUDY)
    assert_linear(read_page, nested, base=20_000, each_thousand=0.05)
