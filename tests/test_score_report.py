"""The report: sentences cut and marked, nothing of a page runs in it, the same scoring gives the same file."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from abstract_extract.score.facts import Value
from abstract_extract.score.report import Confusion, arm_confusion, confusion, findings, write_report
from abstract_extract.score.scoring import score_files
from abstract_extract.score.sentences import Source, sentence
from abstract_extract.score.verdicts import Verdict
from test_score_pages import perfect_page

SENTENCES = [
    ("One. We saw 23 men. Two.", "text", "23", None, [("We saw ", ""), ("23", "gold"), (" men.", "")]),
    ("One. We saw 23 men. Two.", "text", None, "23", [("We saw ", ""), ("23", "found"), (" men.", "")]),
    ("We saw 23 men", "text", "23", "23", [("We saw ", ""), ("23", "both"), (" men", "")]),
    ("23", "text", "23", None, [("23", "gold")]),
    (
        "<p>a</p><p>of <b>2 &times; 10<sup>6</sup></b> cells</p><p>b</p>",
        "html",
        "10<sup>6",
        None,
        [("of 2 × ", ""), ("10^6", "gold"), (" cells", "")],
    ),
    ('<a href="x. y 5">of 7 eyes</a>', "html", "7", None, [("of ", ""), ("7", "gold"), (" eyes", "")]),
    (
        "x" * 900 + " 23 " + "y" * 900 + " 24 " + "z" * 900,
        "text",
        "23",
        "24",
        [
            ("x" * 159 + " ", ""),
            ("23", "gold"),
            (" " + "y" * 159, ""),
            (" … ", ""),
            ("y" * 159 + " ", ""),
            ("24", "found"),
            (" " + "z" * 159, ""),
        ],
    ),
]


@pytest.mark.parametrize(("text", "kind", "gold", "found", "expected"), SENTENCES)
def test_values_in_their_sentence(
    text: str, kind: str, gold: str | None, found: str | None, expected: list[tuple[str, str]]
) -> None:
    """The words around are those of the page, tags resolved, and the values are marked as whose they are."""

    def value(words: str | None) -> Value | None:
        return None if words is None else Value(words, words, text.index(words), text.index(words) + len(words))

    assert sentence(Source(text, kind), Verdict("", "x", "wrong", value(gold), value(found))) == expected  # type: ignore[arg-type]


def test_a_place_outside_the_page_has_no_sentence() -> None:
    """Offsets of another page are not guessed at."""
    assert sentence(Source("short", "text"), Verdict("", "x", "missing", Value(1, "1", 90, 91))) == []


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """Gold, spoilt records and raw pages, the page full of markup that must not live."""
    gold, raw = tmp_path / "gold", tmp_path / "raw"
    gold.mkdir()
    raw.mkdir()
    page = perfect_page()
    page["page"]["path"] = "page-0.txt"
    (gold / "a.json").write_text(json.dumps(page), "utf-8")
    (raw / "page-0.txt").write_text("<script>alert(1)</script> & <img src=x onerror=alert(2)> " * 20, "utf-8")
    record = copy.deepcopy(page)
    study = record["studies"][0]
    study["participants"][0]["count"]["value"] = 7
    study["participants"][1]["status"] = "screened"
    study["participants"].pop()
    study["doses"][0]["route"] |= {"value": "</script><script>alert(3)</script>"}
    study["outcomes"][0]["kind"] = "death"
    (tmp_path / "records.jsonl").write_text(json.dumps(record), "utf-8")
    return gold, tmp_path / "records.jsonl", raw


def test_every_value_that_is_not_right_is_listed(files: tuple[Path, Path, Path]) -> None:
    """Field, call and reason of each, and whether at least the value was right."""
    gold, records, raw = files
    listed = {
        (finding.verdict.field, finding.verdict.call, finding.verdict.why, finding.is_value_right)
        for finding in findings(score_files(gold, records, resamples=0), raw)
    }
    outcome = {(f"outcomes.{key}", "wrong", "kind", True) for key in ("events", "denominator", "percent", "time_point")}
    assert listed == outcome | {
        ("participants", "wrong", "value", False),
        ("participants", "wrong", "status", False),
        ("participants", "missing", "", False),
        ("doses.route", "wrong", "value", False),
    }


def test_what_is_taken_for_what(files: tuple[Path, Path, Path]) -> None:
    """Rows are the gold's, columns the record's, and what is missing stands under —."""
    gold, records, _ = files
    found = confusion(score_files(gold, records, resamples=0), "participants.status")
    counts = {
        (row, found.labels[number]): count for row, line in found.rows for number, count in enumerate(line) if count
    }
    assert counts == {
        ("enrolled", "enrolled"): 2,
        ("randomised", "screened"): 1,
        ("randomised", "randomised"): 1,
        ("treated", "treated"): 2,
        ("completed", "completed"): 2,
        ("analysed", "analysed"): 1,
        ("analysed", "—"): 1,
    }


def test_whose_value_is_taken_for_whose(files: tuple[Path, Path, Path]) -> None:
    """An arm's value given to the whole trial, to another arm of its role, to an arm that the gold does not have."""
    gold, records, _ = files
    before = arm_confusion(score_files(gold, records, resamples=0))
    record = json.loads(records.read_text("utf-8"))
    doses = record["studies"][0]["doses"]
    assert [dose["arm"] for dose in doses] == ["arm-1", "arm-2", "arm-3"]
    for dose, arm in zip(doses, (None, "arm-1", "arm-9"), strict=True):
        dose["arm"] = arm
    records.write_text(json.dumps(record), "utf-8")
    after = arm_confusion(score_files(gold, records, resamples=0))

    def moved(row: str, column: str) -> int:
        return cell(after, row, column) - cell(before, row, column)

    assert moved("experimental", "whole trial") == moved("experimental", "another experimental") == 6
    assert moved("experimental", "experimental") == -12
    assert moved("comparator", "unknown arm") == -moved("comparator", "comparator") == 6


def cell(table: Confusion, row: str, column: str) -> int:
    """One figure of a confusion."""
    return dict(table.rows)[row][table.labels.index(column)] if column in table.labels else 0


class Tags(HTMLParser):
    """What a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.loads: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.loads += [value or "" for name, value in attrs if name in ("src", "href", "style")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


def test_the_file_stands_alone_and_runs_nothing_of_the_page(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    """One script and one style, allowed by their hashes; one drawing inside; the same file twice."""
    pytest.importorskip("matplotlib")
    gold, records, raw = files
    result = score_files(gold, records)
    write_report(result, tmp_path / "one.html", raw, "<b>records</b>")
    write_report(result, tmp_path / "two.html", raw, "<b>records</b>")
    page = (tmp_path / "one.html").read_text("utf-8")
    assert page == (tmp_path / "two.html").read_text("utf-8")
    tags = Tags()
    tags.feed(page)
    assert (tags.scripts, tags.handlers, len(tags.loads)) == (1, [], 1)
    assert tags.loads[0].startswith("data:image/svg+xml;base64,")
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest.replace('+', '&#43;')}&#39;" in page.replace("+", "&#43;")
    assert "default-src &#39;none&#39;" in page
    assert "&lt;script&gt;alert(3)" in page
