"""The gold set as it lies in corpus/: what it is made of, that it holds together, and that nobody moves it unseen."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from abstract_extract.cli import main
from abstract_extract.errors import GoldError
from abstract_extract.gold.importing import import_quoted
from abstract_extract.gold.readback import readback, values
from abstract_extract.gold.splits import check_changelog, check_splits, splits
from abstract_extract.page import page_id
from abstract_extract.resolve import kind_of
from abstract_extract.score.floors import read_floors
from abstract_extract.score.load import gold_files, split_of
from abstract_extract.score.right import read_right

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
RAW, GOLD, ANNOTATIONS = CORPUS / "raw", CORPUS / "gold", CORPUS / "annotations"
CHANGELOG = ROOT / "CHANGELOG.md"


def rows() -> list[dict[str, str]]:
    with (CORPUS / "pages.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows()
RECORDS = {path.stem: json.loads(path.read_text("utf-8")) for path in gold_files(GOLD)}
STUDIES = [study for record in RECORDS.values() for study in record["studies"]]
OUTCOMES = [outcome for study in STUDIES for outcome in study["outcomes"]]


def text_of(row: dict[str, str]) -> str:
    return (RAW / row["file"]).read_bytes().decode(row["encoding"])


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {row["id"]: text_of(row) for row in ROWS}


TYPES = [
    (("trial_report",), 85),
    (("registry_record",), 15),
    (("secondary_source",), 8),
    (("review", "preclinical"), 8),
    (("no_abstract",), 4),
]


@pytest.mark.parametrize(("types", "least"), TYPES)
def test_pages_of_each_report_type(types, least):
    assert sum(record["page"]["report_type"] in types for record in RECORDS.values()) >= least


def test_pages_and_values():
    assert len(RECORDS) >= 120
    assert sum(1 for record in RECORDS.values() for _ in values(record)) >= 1500
    assert all(sum(split_of(page) == half for page in RECORDS) >= 50 for half in ("dev", "test"))


def test_layouts_chrome_languages_encodings():
    assert len({row["layout"] for row in ROWS}) >= 35
    assert len({row["family"] for row in ROWS}) == len({row["layout"] for row in ROWS})
    assert sum(row["chrome"] == "yes" for row in ROWS) >= len(ROWS) / 3
    assert len({row["interface"] for row in ROWS}) >= 5
    faults = {fault for row in ROWS for fault in row["fault"].split("; ") if fault}
    assert len({row["encoding"] for row in ROWS} | faults) >= 8
    assert len({row["encoding"] for row in ROWS}) >= 8
    assert len(faults) >= 6


def test_every_page_stands_everywhere_once():
    ids = [row["id"] for row in ROWS]
    assert ids == sorted(set(ids))
    assert sorted(path.name for path in RAW.iterdir()) == [row["file"] for row in ROWS]
    assert list(RECORDS) == ids
    for folder in ("a", "final"):
        assert sorted(path.stem for path in (ANNOTATIONS / folder).iterdir()) == ids
    twice = [row["id"] for row in ROWS if row["annotators"] == "2"]
    assert sorted(path.stem for path in (ANNOTATIONS / "b").iterdir()) == twice
    assert len(twice) >= 120


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_page_is_what_its_row_says(row):
    content = (RAW / row["file"]).read_bytes()
    assert page_id(content) == row["id"]
    assert RECORDS[row["id"]]["page"]["path"] == row["file"]
    assert RECORDS[row["id"]]["page"]["encoding"] == row["encoding"]
    text = text_of(row)
    if row["file"].endswith(".html"):
        assert kind_of(text, "") == "html"
    if row["chrome"] == "yes":
        tags = {tag.lower() for tag in re.findall(r"<([a-z]+[1-6]?)\b", text)}
        assert {"html", "head", "title", "body"} <= tags
        assert (
            len(tags & {"meta", "script", "style", "link", "nav", "header", "footer", "aside", "button", "form", "ul"})
            >= 4
        )
    for fault in filter(None, row["fault"].split("; ")):
        assert shows(fault, content, text)


def shows(fault: str, content: bytes, text: str) -> bool:
    """Whether the page has the fault."""
    declared = re.search(rb"(?:charset|encoding)=[\"']?([\w-]+)", content[:3000])
    if fault.startswith("declared "):
        return bool(declared) and declared[1].decode().lower() == fault.removeprefix("declared ")
    return {
        "undeclared": not declared and not _is_utf_8(content),
        "byte order mark": content.startswith((b"\xef\xbb\xbf", b"\xff\xfe")),
        "soft hyphens": "\u00ad" in text or "&shy;" in text,
        "CRLF": b"\r\n" in content,
        "tags escaped as text": "&lt;jats:" in text,
        "mojibake": any(sign in text for sign in ("â€", "Ã©", "Â·", "Â±")),
    }[fault]


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def test_a_false_label_does_not_decode_the_page():
    for row in ROWS:
        if row["fault"].startswith("declared "):
            with pytest.raises(UnicodeDecodeError):
                (RAW / row["file"]).read_bytes().decode(row["fault"].removeprefix("declared "))


INTERFACES = {
    "cs": "Hlavní autor|Vydáno|Podrobná bibliografie",
    "de": "verfasst von|Erschienen in|Warenkorb|Zum Inhalt|Buchkorb|Anmelden",
    "es": "Cargando|Autores|Sumario|Repositorio",
    "pt": "Serviços|Resumo|Início|Agende|Autores|Contato|Artigo",
    "uk": "Анотація|Видання|Список літератури",
    "zh": "[\u4e00-\u9fff]{4}",
}


@pytest.mark.parametrize("row", [row for row in ROWS if row["interface"] != "en"], ids=lambda row: row["id"])
def test_interface_languages(row):
    assert re.search(INTERFACES[row["interface"]], text_of(row))


HARD = [
    ("a power that lost its sign", r"\b\d (?:x|×|\*|∗) ?10[5-9]\b|\b10 ?\([5-9]\)|\b\d[Ee][6-9]\b|\b\dx10[5-9]\b", 12),
    ("several numbers and “respectively”", r"respectively", 20),
    ("brackets in brackets", r"\d+ \[\d+(?:[.·,]\d+)? ?%\]", 4),
    ("middle-dot decimals", r"\d(?:·|&middot;|&#183;)\d", 3),
    ("a ratio for a fraction", r"\b\d{1,2}(?:/|:)\d{1,2}\b", 30),
    ("decimal commas", r"\d,\d ?%", 4),
    (
        "misspelt number words",
        r"(?i)\b(?:forteen|fourty|fourthy|ninteen|fiveteen|twelfe|ventiún|sevente|eigth|fivteen|therteen|twenteen)\b",
        3,
    ),
    ("crossover designs", r"(?i)cross(?:ed)?[- ]?over", 3),
    ("dose escalation", r"(?i)escalat", 10),
]


@pytest.mark.parametrize(("turn", "pattern", "least"), HARD, ids=[turn for turn, _, _ in HARD])
def test_hard_turns_are_there(turn, pattern, least, texts):
    assert sum(bool(re.search(pattern, text)) for text in texts.values()) >= least


def test_designs_and_units():
    arms = Counter(len(study["arms"]) for study in STUDIES)
    assert all(arms[number] >= 5 for number in (0, 2, 3, 4))
    units = Counter(item["unit"] for study in STUDIES for item in study["participants"])
    assert all(units[unit] for unit in ("eyes", "knees", "tracts"))
    assert sum(outcome["unit"] == "events" for outcome in OUTCOMES) >= 50


def test_counts_that_disagree_with_their_percent_are_kept():
    """As printed: the page's own slips are part of the gold, but they are few."""
    fitting = Counter(
        abs(100 * outcome["events"]["value"] / outcome["denominator"]["value"] - outcome["percent"]["value"]) <= 0.6
        for outcome in OUTCOMES
        if outcome["events"] and outcome["percent"] and outcome["denominator"] and outcome["denominator"]["value"]
    )
    assert 3 <= fitting[False] <= 0.2 * fitting[True]


def test_nothing_is_annotated_twice():
    for record in RECORDS.values():
        for study in record["studies"]:
            for name in ("participants", "cell_sources", "doses", "follow_ups", "outcomes"):
                items = [json.dumps(item, sort_keys=True) for item in study[name]]
                assert len(items) == len(set(items)), (record["page"]["id"], name)


def test_percentages_are_quoted_without_their_sign():
    texts = [outcome["percent"]["text"] for outcome in OUTCOMES if outcome["percent"] and "text" in outcome["percent"]]
    assert len(texts) > 300
    assert not [text for text in texts if not text or text != text.strip() or "%" in text or text[-1] in ".,;:("]


def test_docs_tell_what_the_set_is_made_of():
    told = (ROOT / "docs" / "gold.md").read_text("utf-8")
    for name in {record["page"]["report_type"] for record in RECORDS.values()}:
        halves = [
            sum(record["page"]["report_type"] == name and split_of(page) == half for page, record in RECORDS.items())
            for half in ("dev", "test")
        ]
        assert f"| {name} | {halves[0]} | {halves[1]} | {sum(halves)} |" in told
    assert f"{sum(1 for record in RECORDS.values() for _ in values(record)):,} values" in told
    assert f"{len(RECORDS)} saved pages" in told


def test_docs_tell_how_well_the_annotators_agreed(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    arguments = ["gold", "agree", "corpus/annotations/a", "corpus/annotations/b"]
    assert main(arguments) == 0
    told = (ROOT / "docs" / "gold.md").read_text("utf-8")
    assert f"$ abstract-extract {' '.join(arguments)}\n{capsys.readouterr().out}```" in told


@pytest.fixture(scope="module")
def imported() -> list[dict[str, object]]:
    return import_quoted(ANNOTATIONS / "final", RAW)


def test_gold_is_what_the_final_annotations_say(imported):
    assert {record["page"]["id"]: record for record in imported} == RECORDS  # type: ignore[index]


def test_gold_reads_back(texts):
    assert {page: found for page, record in RECORDS.items() if (found := readback(record, texts[page]))} == {}


@pytest.mark.parametrize("annotator", ["a", "b"])
def test_the_annotators_own_work_aligns(annotator):
    assert len(import_quoted(ANNOTATIONS / annotator, RAW)) >= 120


def test_splits_and_change_log_are_of_this_gold():
    found = splits(GOLD)
    check_splits(GOLD, found)
    check_changelog(CHANGELOG, found)


@pytest.mark.parametrize("half", ["dev", "test"])
def test_changing_gold_without_a_word_fails(tmp_path, half):
    """One value of one page is enough, and so is a page more or less."""
    gold = tmp_path / "gold"
    shutil.copytree(GOLD, gold)
    page = next(path for path in gold_files(gold) if split_of(path.stem) == half)
    page.write_bytes(page.read_bytes().replace(b'"language": "en"', b'"language": "fr"'))
    changed = splits(gold)
    with pytest.raises(GoldError, match="not of this gold"):
        check_splits(gold, changed)
    with pytest.raises(GoldError, match=f"does not tell of this {half} gold"):
        check_changelog(CHANGELOG, changed)
    page.unlink()
    with pytest.raises(GoldError, match=f"does not tell of this {half} gold"):
        check_changelog(CHANGELOG, splits(gold))


def test_the_newest_word_of_the_change_log_counts(tmp_path):
    found = splits(GOLD)
    entry = "Fingerprint of {0}: {1}.\n"
    old = "".join(entry.format(half, "0" * 16) for half in ("dev", "test"))
    new = "".join(entry.format(half, digits[:16]) for half, digits in found["fingerprint"].items())
    log = tmp_path / "CHANGELOG.md"
    log.write_text(new + old, "utf-8")
    check_changelog(log, found)
    log.write_text(old + new, "utf-8")
    with pytest.raises(GoldError, match="does not tell"):
        check_changelog(log, found)


def test_floors_are_pinned_on_this_gold():
    """Every field of both splits has a floor, and what was lowered is told in the change log."""
    floors, prints = read_floors(GOLD), splits(GOLD)["fingerprint"]
    assert sorted(floors) == sorted(read_right(GOLD)) == ["dev", "test"]
    log = CHANGELOG.read_text("utf-8")
    for half, pinned in floors.items():
        assert pinned["fingerprint"] == prints[half]
        assert {"all values", "participants", "cell_sources.tissue", "doses.amount", "outcomes.events"} <= set(
            pinned["f1"]
        )
        for name in pinned["lowered"]:
            assert re.search(rf"(?i)floor.*{re.escape(name.split()[0])}", log), name
