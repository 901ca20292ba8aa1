"""Quoted annotations become gold: words are found, values kept, and what does not align is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.errors import GoldError
from abstract_extract.gold.annotated import annotated
from abstract_extract.gold.importing import import_quoted, write_gold
from abstract_extract.gold.quoted import gold_record, locate
from abstract_extract.gold.readback import readback, values
from abstract_extract.resolve import kind_of, minimal, reads, resolve

READS = [
    ("2 &times; 10<sup>6</sup>", "html", "2 × 10^6"),
    ("2 &times; 10<sup>6", "html", "2 × 10^6"),
    ("10<SUP>6</SUP> and CO<sub>2</sub>", "html", "10^6 and CO2"),
    ("<td>23</td><td>20</td>", "html", "23 20"),
    ("a<!-- 5 -->b", "html", "ab"),
    ("10&lt;jats:sup&gt;6&lt;/jats:sup&gt; cells", "html", "10^6 cells"),
    ("10&lt;jats:sup&gt;6&lt;jats:/sup&gt;", "html", "10^6"),
    ("HbA1c &lt;7.0% and &gt;3", "html", "HbA1c <7.0% and >3"),
    ("p < 0.05 and n > 3", "html", "p < 0.05 and n > 3"),
    ("p < 0.05 and n > 3", "text", "p < 0.05 and n > 3"),
    ("R&D of AT&amp;T", "text", "R&D of AT&T"),
    ("1 × 10<sup>6</sup> cells", "text", "1 × 10^6 cells"),
    ("umbilical\r\n      cord", "text", "umbilical\r\n      cord"),
    ("umbilical\r\n      cord", "html", "umbilical cord"),
    ("<![CDATA[x < y]]>", "xml", "x < y"),
    ("&nbsp;&#177;&#xb1;", "xml", "±±"),
    ('2 \\u00d7 10^6\\n\\"cells\\"', "json", '2 × 10^6 "cells"'),
]


@pytest.mark.parametrize(("piece", "kind", "expected"), READS)
def test_what_a_piece_of_source_reads(piece: str, kind: Any, expected: str) -> None:
    """Tags and entities are resolved as the page's kind has them."""
    assert resolve(piece, kind) == expected


KINDS = [
    ("\ufeff<!DOCTYPE html><html>", "", "html"),
    ("<?xml version='1.0'?><PubmedArticle/>", "", "xml"),
    ("<?xml version='1.0'?><!DOCTYPE html><html>", "", "html"),
    ('{"id": 1}', "", "json"),
    ("plain", "page.json", "json"),
    ("<div>a fragment</div>", "", "html"),
    ("<3 patients", "", "text"),
    ("TY  - JOUR", "a.ris", "text"),
]


@pytest.mark.parametrize(("source", "path", "expected"), KINDS)
def test_kind_of_page(source: str, path: str, expected: str) -> None:
    """From the first characters, else from the name."""
    assert kind_of(source, path) == expected


@given(st.text("<sup>/ &amp;6x\r\n", max_size=40))
def test_the_minimal_stretch_reads_the_same(source: str) -> None:
    """Trimming never changes the words."""
    start, end = minimal(source, 0, len(source), "html")
    assert resolve(source[start:end], "html") == resolve(source, "html")


def test_reading_forgives_spelling_only() -> None:
    """Superscript characters and unseen ones are the same text; other digits are not."""
    assert reads("10⁶", "10^6", "text")
    assert reads("rando\u00admised", "randomised", "text")
    assert not reads("10<sup>6</sup>", "106", "html")


PLACES = [
    ({"text": "23", "in": "23 patients"}, "of 230, 23 patients", "23 patients", 0),
    ({"text": "5", "in": "2.5 mL to 5 patients"}, "2.5 mL to 5 patients", "5 patients", 0),
    ({"text": "2", "in": "12 of 2.5 or 2"}, "12 of 2.5 or 2", "2", 13),
    ({"text": "3", "in": "3 and 3", "nth": 2}, "3 and 3", "3", 6),
    ({"text": "4", "in": "4 eyes", "at": 2}, "4 eyes, 4 eyes", "4 eyes", 8),
    ({"text": "106", "in": "x106cells"}, "2x106cells", "106cells", 0),
    ({"text": " 7 ", "in": "had 7 days"}, "had 7 days", "7 days", 0),
]


@pytest.mark.parametrize(("quote", "source", "before", "after"), PLACES)
def test_words_are_found_whole(quote: dict[str, Any], source: str, before: str, after: int) -> None:
    """The first whole word, the named occurrence, or the only stretch there is."""
    start, end = locate(quote, source, "text")
    assert source[start:end] == quote["text"].strip()
    assert source[start:].startswith(before) if not after else start == after


PAGE = "<html><title>A trial</title><p>In all, 23 of 2 &times; 10<sup>6</sup> cells 😀 x</p></html>".encode()


def annotation(**count: Any) -> dict[str, Any]:
    """A quoted annotation of PAGE with one count."""
    quote = {"value": 23, "text": "23", "in": "In all, 23"} | count
    return {
        "file": "page.html",
        "encoding": "utf-8",
        "layout": 1,
        "page": {"report_type": "trial_report", "language": "en", "identifiers": {"pmid": None, "registry": ["NCT1"]}},
        "studies": [
            {
                "role": "reported",
                "participants": [{"count": quote, "status": "enrolled"}],
                "doses": [
                    {
                        "amount": {
                            "value": 2000000,
                            "text": "2 &times; 10<sup>6</sup>",
                            "in": "23 of 2 &times; 10<sup>6</sup> cells",
                        },
                        "administrations": {"value": 1, "derived": "one infusion"},
                    }
                ],
            }
        ],
    }


def test_a_gold_record() -> None:
    """Ids, places, resolved texts; numbers stay numbers; every value reads back."""
    record = gold_record(annotation(), PAGE, "page.html")
    assert record["page"]["id"] == hashlib.sha256(PAGE).hexdigest()[:16]
    assert record["page"]["identifiers"] == {"pmid": None, "pmcid": None, "doi": None, "registry": ["NCT1"]}
    found = dict(values(record))
    amount = found["/studies/0/doses/0/amount"]
    assert (amount["value"], amount["text"]) == (2000000, "2 × 10^6")
    assert PAGE.decode()[amount["start"] : amount["end"]] == "2 &times; 10<sup>6"
    assert found["/studies/0/doses/0/administrations"] == {"value": 1, "derived": "one infusion"}
    assert isinstance(found["/studies/0/participants/0/count"]["value"], int)
    assert readback(record, PAGE.decode()) == []
    assert annotated(record) == record


def test_a_byte_order_mark_is_no_character() -> None:
    """Offsets count as the reader counts them."""
    record = gold_record(annotation(), b"\xef\xbb\xbf" + PAGE, "page.html")
    assert record["page"]["encoding"] == "utf-8-sig"
    assert readback(record, (b"\xef\xbb\xbf" + PAGE).decode("utf-8-sig")) == []


def test_moved_values_are_found_out() -> None:
    """One character off is told with its place."""
    record = gold_record(annotation(), PAGE, "page.html")
    count = record["studies"][0]["participants"][0]["count"]
    count["start"] += 1
    misread = readback(record, PAGE.decode())
    assert [str(one) for one in misread] == [
        f"/studies/0/participants/0/count: {count['start']}:{count['end']} reads '3', not '23'"
    ]


REFUSED = [
    ({"in": "In all, 24"}, r"participants\[0\].count: the page does not hold the quote 'In all, 24'"),
    ({"text": "24"}, "does not hold '24'"),
    ({"nth": 2}, "does not hold '23' 2 times"),
    ({"at": 2}, "does not hold the quote"),
    ({"in": None}, 'needs "text" and "in"'),
    ({"value": None}, "count"),
    ({"value": True}, "count"),
]


@pytest.mark.parametrize(("change", "message"), REFUSED)
def test_what_does_not_align_is_refused(change: dict[str, Any], message: str) -> None:
    """The message names page, field and quote."""
    with pytest.raises(GoldError, match=message) as error:
        gold_record(annotation(**change), PAGE, "page.html")
    assert str(error.value).startswith("page.html: ")


def test_unknown_keys_and_arms_are_refused() -> None:
    """Nothing is dropped in silence."""
    unknown = annotation()
    unknown["studies"][0]["dosages"] = []
    with pytest.raises(GoldError, match="dosages"):
        gold_record(unknown, PAGE, "page.html")
    stray = annotation()
    stray["studies"][0]["participants"][0]["arm"] = "arm-7"
    with pytest.raises(GoldError, match="arm 'arm-7' is not among its arms"):
        gold_record(stray, PAGE, "page.html")
    odd = annotation()
    odd["studies"][0]["participants"][0]["colour"] = "red"
    with pytest.raises(GoldError, match="colour"):
        gold_record(odd, PAGE, "page.html")


def test_a_folder_becomes_gold(tmp_path: Path) -> None:
    """One file a page, named by its id; a page annotated twice is refused."""
    (tmp_path / "page.html").write_bytes(PAGE)
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "one.json").write_text(json.dumps(annotation()), "utf-8")
    records = import_quoted(notes, tmp_path)
    assert write_gold(records, tmp_path / "gold") == 1
    written = tmp_path / "gold" / f"{records[0]['page']['id']}.json"
    assert json.loads(written.read_text("utf-8")) == records[0]
    (notes / "two.json").write_text(json.dumps(annotation()), "utf-8")
    with pytest.raises(GoldError, match=r"as .*one\.json does already"):
        import_quoted(notes, tmp_path)
