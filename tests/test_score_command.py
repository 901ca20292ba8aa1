"""The scorer's files, splits and floors, and its command."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from abstract_extract.errors import GoldError
from abstract_extract.score.command import score_command
from abstract_extract.score.floors import check_floors, pin_floors
from abstract_extract.score.load import fingerprints, in_split, load, split_of
from abstract_extract.score.scoring import score_files
from test_score_pages import perfect_page

BAD = [
    ("[]", "not a record"),
    ('{"studies": []}', 'no "page"'),
    ("{", "not JSON"),
    ('{"page": {"id": "a"}, "studies": [{"participants": [{"count": 3}]}]}', "page a"),
    ('{"page": {"id": "a"}, "studies": [{"participants": [{"count": {"value": 3, "start": 1}}]}]}', "half a place"),
    ('{"page": {"id": "a"}, "studies": [{"participants": [{"count": {"value": true}}]}]}', "no value"),
]


@pytest.mark.parametrize(("line", "message"), BAD)
def test_bad_records_say_where(tmp_path: Path, line: str, message: str) -> None:
    """The message names file and line."""
    file = tmp_path / "records.jsonl"
    file.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(GoldError, match=message) as error:
        load(file)
    assert "records.jsonl:2" in str(error.value)


def test_records_may_hold_any_line_separator(tmp_path: Path) -> None:
    """Only a line feed ends a line of JSON Lines."""
    page = perfect_page()
    page["page"]["title"] = "one\u2028two\x85three"
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(page, ensure_ascii=False) + "\n", "utf-8")
    assert len(load(file)) == 1


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of twelve pages."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for number in range(12):
        page = perfect_page(number)
        (folder / f"{page['page']['id']}.json").write_text(json.dumps(page), "utf-8")
    return folder


def records_of(folder: Path, *, spoil: int = 0) -> Path:
    """Records like the gold's, some counts of each page dropped."""
    out = folder.parent / f"records-{spoil}.jsonl"
    pages = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("0*.json"))]
    for page in pages:
        del page["studies"][0]["participants"][:spoil]
    random.Random(1).shuffle(pages)
    out.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    return out


def test_splits_follow_the_rule_or_the_list(gold: Path) -> None:
    """Without splits.json the rule of ids holds; with it, what it lists."""
    pages = load(gold)
    assert {page.id for page in in_split(pages, "dev", gold)} == {
        page.id for page in pages if split_of(page.id) == "dev"
    }
    assert len(in_split(pages, "dev", gold)) + len(in_split(pages, "test", gold)) == 12
    (gold / "splits.json").write_text(json.dumps({"dev": [pages[0].id], "test": []}), "utf-8")
    assert [page.id for page in in_split(load(gold), "dev", gold)] == [pages[0].id]


def test_the_fingerprint_sees_every_byte(gold: Path) -> None:
    """A changed page changes its own split's fingerprint."""
    before = fingerprints(gold)
    page = next(path for path in sorted(gold.glob("*.json")) if split_of(path.stem) == "dev")
    page.write_bytes(page.read_bytes() + b"\n")
    after = fingerprints(gold)
    assert before["dev"] != after["dev"]
    assert before["test"] == after["test"]


def test_floors_hold_what_was_reached(gold: Path) -> None:
    """A fall is named; floors rise freely and sink only on demand; another gold needs new floors."""
    good = score_files(gold, records_of(gold), resamples=0).scores
    worse = score_files(gold, records_of(gold, spoil=2), resamples=0).scores
    floors = pin_floors(good, {}, "dev", "print")
    assert check_floors(good, floors, "dev", "print") == []
    falls = {(fall.field, fall.mode): str(fall) for fall in check_floors(worse, floors, "dev", "print")}
    assert falls["participants", "exact"] == "dev: participants (exact): 0.889, floor 0.995"
    assert ("doses.amount", "exact") not in falls
    with pytest.raises(GoldError, match="--lower-floors"):
        pin_floors(worse, floors, "dev", "print")
    lowered = pin_floors(worse, floors, "dev", "print", lower=True)
    assert lowered["dev"]["f1"]["participants"]["exact"] == 0.883
    assert lowered["dev"]["lowered"]["participants (exact)"] == 0.995
    assert floors["dev"]["lowered"] == {}
    assert check_floors(worse, lowered, "dev", "print") == []
    assert pin_floors(worse, floors, "dev", "another print")["dev"]["lowered"] == {}
    with pytest.raises(GoldError, match="gold has changed"):
        check_floors(good, floors, "dev", "another print")
    with pytest.raises(GoldError, match="no floors"):
        check_floors(good, floors, "test", "print")


def test_floors_never_sink_by_their_slack(gold: Path) -> None:
    """Pinning what lies between a floor and the figure that it was laid under leaves the floor where it is."""
    scores = score_files(gold, records_of(gold, spoil=2), resamples=0).scores
    floors = pin_floors(scores, {}, "dev", "print")
    floors["dev"]["f1"]["participants"]["exact"] = 0.887
    again = pin_floors(scores, floors, "dev", "print")
    assert again["dev"]["f1"]["participants"]["exact"] == 0.887
    assert again["dev"]["lowered"] == {}


def command(*given: object, columns: str = "100") -> Any:
    """The command's result."""
    app = typer.Typer()
    app.command()(score_command)
    return CliRunner().invoke(app, [str(one) for one in given], env={"COLUMNS": columns})


@pytest.mark.parametrize("columns", ["100", "80"])
def test_the_table_fits_a_terminal(gold: Path, columns: str) -> None:
    """No line is wider than 100 columns, and none is folded or cut; a file or a pipe is never narrower."""
    output = command(gold, records_of(gold, spoil=2), columns=columns).output
    row = next(line for line in output.splitlines() if line.startswith("participants "))
    assert row.split()[:5] == ["participants", "120", "1.000", "0.800", "0.889"]
    assert max(map(len, output.splitlines())) <= 100
    assert "…" not in output


def test_the_command_speaks_json_and_lists_changes(gold: Path) -> None:
    """--json carries the figures, the groups and what changed against older records."""
    found = json.loads(command(gold, records_of(gold, spoil=1), "--against", records_of(gold), "--json").output)
    assert found["fields"]["participants"]["exact"]["right"] == 108
    assert found["by"]["reader"]["pubmed"]["pages"] == 12
    assert len(found["against"][0]["lost"]) == 12
    text = command(gold, records_of(gold, spoil=1), "--against", records_of(gold)).output
    assert "exact: 0 gained, 12 lost" in text


def test_one_page_is_shown_value_by_value(gold: Path) -> None:
    """--page takes an id or a file name."""
    records = records_of(gold, spoil=1)
    by_name, by_id = (
        command(gold, records, "--page", "page-3").output,
        command(gold, records, "--page", f"{3:016x}").output,
    )
    assert by_name == by_id
    assert "missing" in by_name


def test_floors_from_the_command_line(gold: Path) -> None:
    """Pinned, kept, broken with exit code 1 and the facts that were lost."""
    good, worse = records_of(gold), records_of(gold, spoil=1)
    assert command(gold, good, "--raise-floors").exit_code == 0
    assert command(gold, good, "--check-floors").exit_code == 0
    broken = command(gold, worse, "--check-floors")
    assert broken.exit_code == 1
    assert "fell: dev: participants (exact)" in broken.output
    lost = [line for line in broken.output.splitlines() if line.startswith("lost (exact): ")]
    assert len([line for line in lost if " participants 100 " in line]) == 12
    assert not [line for line in lost if " participants 110 " in line or " doses" in line]
    assert isinstance(command(gold, worse, "--raise-floors").exception, GoldError)
    lowered = command(gold, worse, "--raise-floors", "--lower-floors")
    assert lowered.exit_code == 0
    assert "lowered: dev: participants (exact), was 0.995: say why in CHANGELOG.md" in lowered.output
    assert command(gold, worse, "--check-floors").exit_code == 0
