"""Cells: no text that a spreadsheet would run, no number that becomes text, nothing lost."""

from __future__ import annotations

import csv
import io
import math
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from abstract_extract.record import Participants, Study
from abstract_extract.store.export import export
from abstract_extract.store.export.cells import cell, escaped, printable, unescaped
from abstract_extract.store.export.columns import Column
from abstract_extract.store.export.csv_files import write_rows
from abstract_extract.store.export.tables import Table
from exported import database, outcome, record, value

SIGNS = "=+-@\t\r\n\0＝＋－＠"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(SIGNS + "'\",;"), max_size=12)

ESCAPED = [
    ("=1+1", "'=1+1"),
    ("+49 30", "'+49 30"),
    ("-3 points", "'-3 points"),
    ("@home", "'@home"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\r=1"),
    ("\0=1", "'\0=1"),
    ("＝1", "'＝1"),
    ("'=1", "''=1"),
]
UNTOUCHED = ["", "1-2", "a=b", "'quoted'", " =1", "7", "−3", "e@mail", "2 × 10^7"]


@pytest.mark.parametrize(("text", "wanted"), ESCAPED)
def test_what_a_spreadsheet_would_run_is_escaped(text, wanted):
    assert escaped(text) == wanted


@pytest.mark.parametrize("text", UNTOUCHED)
def test_other_text_stays_as_it_is(text):
    assert escaped(text) == text


@pytest.mark.parametrize("number", [-3, -3.2, 0, 2e7, None])
def test_numbers_stay_numbers(number):
    assert cell(number) is number


@given(TEXTS)
def test_escaping_can_be_undone_and_leaves_nothing_to_run(text):
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in tuple(SIGNS)


NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(TEXTS, st.none() | NUMBERS), max_size=5))
def test_a_csv_file_gives_back_what_went_in(rows):
    columns = (Column("words", "text", "x.words"), Column("count", "number", "x.count"))
    table = Table("x", columns, lambda: iter([{"words": words, "count": count} for words, count in rows]))
    written = io.StringIO(newline="")
    write_rows(table, written)
    back = list(csv.reader(io.StringIO(written.getvalue(), newline="")))
    assert back[0] == ["words", "count"]
    found = [(unescaped(words), None if count == "" else float(count)) for words, count in back[1:]]
    assert found == [(words, None if count is None else float(count)) for words, count in rows]


@given(TEXTS)
def test_what_xml_cannot_hold_is_replaced_and_only_that(text):
    kept = printable(text)
    assert len(kept) == len(text)
    assert all(
        old == new or (new == "\ufffd" and ord(old) not in (9, 10, 13)) for old, new in zip(text, kept, strict=True)
    )
    assert not set(kept) & set(map(chr, (*range(9), 11, 12, *range(14, 32))))


@settings(max_examples=10, deadline=None)
@given(TEXTS.filter(str.strip), st.integers(0, 10**6))
@example("\x00", 0)
def test_a_label_of_any_signs_comes_out_of_csv_and_workbook(label, count):
    study = Study(
        role="reported",
        participants=(Participants(count=value(count), status="enrolled"),),
        outcomes=(outcome(label, 1, 2),),
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        name = database(place, [record(study, title=label)])
        export(name, "csv", place / "csv")
        export(name, "xlsx", place / "a.xlsx")
        with (place / "csv" / "outcomes.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert unescaped(row["label"]) == label
        book = load_workbook(place / "a.xlsx")
        header, values = book["studies"].iter_rows()
        cells = {one.value: other for one, other in zip(header, values, strict=True)}
        # A line break in XML is one sign, whichever it was.
        assert lines(unescaped(cells["title"].value)) == lines(printable(label))
        assert cells["title"].data_type == "s"
        assert cells["participants_enrolled"].value == count
        assert cells["participants_enrolled"].data_type == "n"
        assert math.isclose(float(row["events"]), 1)


def lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
