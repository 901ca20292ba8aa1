"""Annotation formats: what goes out comes back, whatever the text; what does not align is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from abstract_extract.errors import GoldError
from abstract_extract.gold.annotated import annotated
from abstract_extract.gold.convert import to_document, to_record
from abstract_extract.gold.document import AnnotatedDoc, Relation, Span
from abstract_extract.gold.formats import CODECS, RECORDS, codec, read_records, write_records
from abstract_extract.gold.quoted import gold_record
from abstract_extract.page import page_id
from abstract_extract.record import Record
from abstract_extract.resolve import resolve
from test_gold_quoted import PAGE, annotation

TEXT = st.text(
    st.one_of(
        st.sampled_from("ab 1.,;<>&\r\n\t😀𝟙é\u2028\u0085\u00a0\u200d"), st.characters(exclude_categories=["Cs"])
    ),
    min_size=1,
    max_size=60,
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
NUMBERS = st.one_of(st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False))
QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def places(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """A stretch of the text."""
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


@st.composite
def documents(draw: st.DrawFn) -> AnnotatedDoc:
    """Any text with spans anywhere in it, emoji and carriage returns included."""
    text = draw(TEXT)
    spans: list[Span] = []
    for number in range(draw(st.integers(0, 4))):
        start, end = draw(places(text))
        attributes = draw(
            st.dictionaries(st.sampled_from(["value", "status", "unit"]), st.one_of(NUMBERS, WORDS), max_size=3)
        )
        spans.append(
            Span(
                id=f"T{number + 1}",
                label="doses.amount",
                start=start,
                end=end,
                text=text[start:end],
                attributes=attributes,
            )
        )
    ends = st.sampled_from([span.id for span in spans]) if spans else st.nothing()
    relations = draw(
        st.lists(
            st.builds(Relation, label=st.sampled_from(["has", "arm"]), head=ends, tail=ends), max_size=3 if spans else 0
        )
    )
    meta = draw(st.dictionaries(WORDS, st.one_of(WORDS, NUMBERS, st.none(), st.lists(WORDS)), max_size=2))
    return AnnotatedDoc(id="0123456789abcdef", text=text, spans=tuple(spans), relations=tuple(relations), meta=meta)


@pytest.mark.parametrize("form", CODECS)
@QUICK
@given(document=documents())
def test_documents_come_back(form: str, document: AnnotatedDoc, tmp_path: Path) -> None:
    """Text, spans, attributes with their types, relations and meta, character by character."""
    write, read = codec(form)
    out = tmp_path / form
    write([document], out)
    back = read(out)
    assert back == [document]
    assert [repr(span.attributes) for span in back[0].spans] == [
        repr(dict(sorted_like(a, b))) for a, b in zip(back[0].spans, document.spans, strict=True)
    ]


def sorted_like(back: Span, span: Span) -> list[tuple[str, Any]]:
    """The attributes of `span` in the order of `back`: formats may reorder them, not change 1 to 1.0."""
    return [(key, span.attributes[key]) for key in back.attributes]


@st.composite
def records(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A record over a random text: arms, items in arms, derived values, items without a place."""
    text = draw(TEXT.filter(lambda text: bool(text.strip())))

    def value(scalar: st.SearchStrategy[Any], *, derived: bool = True) -> dict[str, Any]:
        if derived and draw(st.booleans()):
            return {"value": draw(scalar), "derived": draw(WORDS)}
        start, end = draw(places(text))
        return {"value": draw(scalar), "text": resolve(text[start:end], "text"), "start": start, "end": end}

    def maybe(scalar: st.SearchStrategy[Any]) -> dict[str, Any] | None:
        return value(scalar) if draw(st.booleans()) else None

    studies = []
    for role in draw(st.lists(st.sampled_from(["reported", "cited"]), max_size=2)):
        arms = [{"id": f"arm-{n}", "label": value(WORDS), "role": "cohort"} for n in range(draw(st.integers(0, 2)))]
        arm = st.sampled_from([None, *(one["id"] for one in arms)])
        numbers = range(draw(st.integers(0, 2)))
        studies.append(
            {
                "role": role,
                "arms": arms,
                "participants": [
                    {"count": value(NUMBERS), "status": "lost", "arm": draw(arm), "unit": draw(WORDS)} for _ in numbers
                ],
                "cell_sources": [
                    {"tissue": maybe(WORDS), "donor": maybe(WORDS), "tissue_id": "UBERON:1", "arm": draw(arm)}
                    for _ in numbers
                ],
                "doses": [
                    {
                        "amount": maybe(NUMBERS),
                        "volume": draw(st.sampled_from([None, {"amount": value(NUMBERS), "unit": "mL"}])),
                        "arm": draw(arm),
                    }
                    for _ in numbers
                ],
                "follow_ups": [{"duration": maybe(WORDS), "statistic": "mean"} for _ in numbers],
                "outcomes": [
                    {
                        "label": value(WORDS),
                        "kind": "death",
                        "events": maybe(NUMBERS),
                        "arm": draw(arm),
                        "confidence": draw(st.sampled_from([None, 0.5, 0.875])),
                    }
                    for _ in numbers
                ],
            }
        )
    page = {
        "id": page_id(text.encode()),
        "path": "page.txt",
        "reader": "gold",
        "encoding": "utf-8",
        "report_type": "other",
    }
    return annotated(Record.model_validate({"page": page, "studies": studies}).to_json()), text


@settings(max_examples=150, deadline=None)
@given(records())
def test_records_come_back_through_documents(given_record: tuple[dict[str, Any], str]) -> None:
    """Items, arms, derived values, order: everything."""
    record, text = given_record
    assert json.dumps(to_record(to_document(record, text), "test")) == json.dumps(record)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of one page, beside the page."""
    (tmp_path / "page.html").write_bytes(PAGE)
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(gold_record(annotation(), PAGE, "page.html")), "utf-8")
    return folder


@pytest.mark.parametrize("form", [*CODECS, RECORDS])
def test_gold_comes_back_from_every_format(form: str, gold: Path) -> None:
    """Record to format to record, equal to the last byte."""
    out = gold.parent / ("out" if form == "brat" else "out.jsonl")
    assert write_records(form, gold, out, gold.parent) == 1
    assert [json.dumps(one) for one in read_records(form, out, gold.parent)] == [
        json.dumps(json.loads((gold / "a.json").read_text("utf-8")))
    ]


@pytest.mark.parametrize("form", [*CODECS, RECORDS])
def test_another_page_under_the_same_name_is_refused(form: str, gold: Path) -> None:
    """Gold is of the bytes that were annotated."""
    (gold.parent / "page.html").write_bytes(PAGE.replace(b"23", b"24"))
    with pytest.raises(GoldError, match="by its bytes"):
        write_records(form, gold, gold.parent / "out", gold.parent)


def tool_file(form: str, gold: Path, change: tuple[str, str]) -> Path:
    """An exported file in which a tool changed something."""
    out = gold.parent / "out"
    write_records(form, gold, out, gold.parent)
    file = next(out.glob("*.ann")) if form == "brat" else out
    text = file.read_text("utf-8")
    assert change[0] in text
    file.write_text(text.replace(*change), "utf-8")
    return out


START = gold_record(annotation(), PAGE, "page.html")["studies"][0]["participants"][0]["count"]["start"]
MOVED = [
    ("brat", (f"count {START} {START + 2}", f"count {START + 1} {START + 3}")),
    ("label-studio", (f'"start": {START}', f'"start": {START + 1}')),
    ("prodigy", (f'"start": {START}', f'"start": {START + 1}')),
    ("doccano", (f'"start_offset": {START}', f'"start_offset": {START + 1}')),
    ("brat", ("\t23\n", "\t24\n")),
]


@pytest.mark.parametrize(("form", "change"), MOVED)
def test_moved_spans_are_refused(form: str, change: tuple[str, str], gold: Path) -> None:
    """The message names the page and the span."""
    out = tool_file(form, gold, change)
    with pytest.raises(GoldError, match="T1") as error:
        read_records(form, out, gold.parent)
    assert page_id(PAGE) in str(error.value)


def test_label_studio_in_utf_16_units_is_recounted(tmp_path: Path) -> None:
    """Places after an emoji that were counted as JavaScript does come right; others are refused."""
    text = "😀😀 In 23 of 23 cases 😀"
    document = AnnotatedDoc(
        id="p",
        text=text,
        spans=tuple(
            Span(id=f"T{n}", label="participants.count", start=s, end=s + 2, text="23") for n, s in enumerate((6, 12))
        ),
    )
    write, read = codec("label-studio")
    write([document], tmp_path / "out.json")
    tasks = json.loads((tmp_path / "out.json").read_text("utf-8"))
    for one in tasks[0]["annotations"][0]["result"]:
        one["value"] |= {"start": one["value"]["start"] + 2, "end": one["value"]["end"] + 2}
    (tmp_path / "out.json").write_text(json.dumps(tasks), "utf-8")
    assert read(tmp_path / "out.json") == [document]
    tasks[0]["annotations"][0]["result"][0]["value"]["start"] += 1
    (tmp_path / "out.json").write_text(json.dumps(tasks), "utf-8")
    with pytest.raises(GoldError, match="page p: span T0"):
        read(tmp_path / "out.json")


def test_annotations_made_in_a_tool_alone(tmp_path: Path) -> None:
    """brat files that this package did not write: spans, an arm, an attribute, a number read from its words."""
    (tmp_path / "a.txt").write_bytes(b"Placebo: 1,023 treated; 7 died.\r\n")
    (tmp_path / "a.ann").write_text(
        "T1\tarms.label 0 7\tPlacebo\nA1\trole T1 comparator\n"
        "T2\tparticipants.count 9 14\t1,023\nA2\tstatus T2 treated\nR1\tarm Arg1:T2 Arg2:T1\n"
        "T3\toutcomes.label 26 30\tdied\nA3\tkind T3 death\nT4\toutcomes.events 24 25\t7\nR2\thas Arg1:T3 Arg2:T4\n",
        "utf-8",
    )
    record = read_records("brat", tmp_path, tmp_path / "nowhere")[0]
    study = record["studies"][0]
    assert record["page"]["id"] == page_id(b"Placebo: 1,023 treated; 7 died.\r\n")
    assert (study["participants"][0]["count"]["value"], study["participants"][0]["arm"]) == (1023, "T1")
    assert (study["outcomes"][0]["kind"], study["outcomes"][0]["events"]["value"]) == ("death", 7)


def test_prodigy_and_doccano_of_others(tmp_path: Path) -> None:
    """Rejected tasks are left out; doccano's older form of labels is read."""
    span = {"start": 0, "end": 2, "label": "participants.count"}
    lines = [{"text": "23", "spans": [span], "answer": answer} for answer in ("reject", "accept", "ignore")]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert [len(one.spans) for one in codec("prodigy")[1](tmp_path / "p.jsonl")] == [1]
    (tmp_path / "d.jsonl").write_text(
        json.dumps({"id": 3, "text": "23", "label": [[0, 2, "participants.count"]]}), "utf-8"
    )
    assert codec("doccano")[1](tmp_path / "d.jsonl")[0].spans[0].text == "23"


NOT_THIS_FORMAT = [
    ("label-studio", '{"a": 1}'),
    ("label-studio", '[{"id": 1}]'),
    ("prodigy", '{"spans": []}'),
    ("doccano", '{"text": "a", "entities": [{"id": 1}]}'),
    ("doccano", "[1]"),
    ("docbin", "no msgpack"),
]


@pytest.mark.parametrize(("form", "content"), NOT_THIS_FORMAT)
def test_other_files_are_refused(form: str, content: str, tmp_path: Path) -> None:
    """A GoldError that names the file, not a library's own error."""
    (tmp_path / "x").write_text(content, "utf-8")
    with pytest.raises(GoldError, match="x"):
        codec(form)[1](tmp_path / "x")
