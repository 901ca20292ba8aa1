"""The gold commands: import, export, agreement of two annotators, splits and fingerprints."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from abstract_extract.cli import main
from abstract_extract.errors import GoldError
from abstract_extract.gold.agree import agreement, cohen
from abstract_extract.gold.command import gold_app
from abstract_extract.page import page_id
from abstract_extract.score.facts import read_facts
from abstract_extract.score.load import split_of
from test_gold_quoted import PAGE, annotation
from test_score_pages import perfect_page


def command(*given: object) -> Any:
    """The command's result."""
    return CliRunner().invoke(gold_app, [str(one) for one in given])


@pytest.fixture
def annotated(tmp_path: Path) -> Path:
    """A folder with pages, and a folder of quoted annotations in it."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / f"{page_id(PAGE)}.html").write_bytes(PAGE)
    (tmp_path / "final").mkdir()
    (tmp_path / "final" / f"{page_id(PAGE)}.json").write_text(
        json.dumps(annotation() | {"file": "renamed.html"}), "utf-8"
    )
    return tmp_path


def test_import_then_export_then_import(annotated: Path) -> None:
    """Quoted to gold to brat and back: the same files, to the byte; pages are found by the annotation's name."""
    gold, back = annotated / "gold", annotated / "back"
    pages = ("--pages", annotated / "raw")
    assert command("import", annotated / "final", "--out", gold, *pages).exit_code == 0
    assert command("export", gold, annotated / "brat", "--format", "brat", *pages).exit_code == 0
    assert command("import", annotated / "brat", "--out", back, "--format", "brat", *pages).exit_code == 0
    written = gold / f"{page_id(PAGE)}.json"
    assert written.read_bytes() == (back / written.name).read_bytes()
    assert json.loads(written.read_text("utf-8"))["page"]["path"] == f"{page_id(PAGE)}.html"


def test_a_missing_page_is_an_error(annotated: Path) -> None:
    """The message names the annotation and the folder."""
    (annotated / "raw" / f"{page_id(PAGE)}.html").unlink()
    error = command("import", annotated / "final", "--out", annotated / "gold", "--pages", annotated / "raw").exception
    assert isinstance(error, GoldError)
    assert "renamed.html" in str(error)


def test_splits_are_written_and_checked(tmp_path: Path) -> None:
    """splits.json holds ids and fingerprints; a changed gold no longer fits it."""
    for number in range(8):
        page = perfect_page(number)
        (tmp_path / f"{page['page']['id']}.json").write_text(json.dumps(page), "utf-8")
    assert isinstance(command("fingerprint", tmp_path, "--check").exception, GoldError)
    assert command("fingerprint", tmp_path, "--write", "--check").exit_code == 0
    kept = json.loads((tmp_path / "splits.json").read_text("utf-8"))
    assert sorted(kept["dev"] + kept["test"]) == [f"{number:016x}" for number in range(8)]
    assert all(split_of(page) == "dev" for page in kept["dev"])
    (tmp_path / f"{0:016x}.json").write_text(json.dumps(perfect_page(0)) + " ", "utf-8")
    assert isinstance(command("fingerprint", tmp_path, "--check").exception, GoldError)


KAPPAS = [
    ([("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15, 0.4),
    ([("a", "b"), ("b", "a")], -1.0),
    ([("a", "a"), ("b", "b")], 1.0),
    ([("a", "a"), ("a", "a")], None),
]


@pytest.mark.parametrize(("choices", "expected"), KAPPAS)
def test_kappa(choices: list[tuple[str, str]], expected: float | None) -> None:
    """Worked by hand: 35 of 50 agreed where chance gives 25 is 0.4."""
    assert cohen(choices).kappa == (expected if expected is None else pytest.approx(expected))


def test_agreement_of_two_annotators(tmp_path: Path) -> None:
    """F1 of values over the pages that both have; kappa over the items that both have."""
    first, second = [perfect_page(1), perfect_page(2)], [perfect_page(1)]
    second[0]["studies"][0]["participants"][0]["status"] = "screened"
    second[0]["studies"][0]["participants"].pop()
    found = agreement([read_facts(one, "a") for one in first], [read_facts(one, "b") for one in second])
    assert found.pages == 1
    assert found.f1["participants"]["value"].f1 == pytest.approx(2 * 8 / (10 + 9))
    assert found.kappa["participants.status"].items == 9
    assert found.kappa["participants.status"].agreed == pytest.approx(8 / 9)
    assert found.kappa["outcomes.kind"].kappa == 1
    for name, pages in (("a", first), ("b", second)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    shown = json.loads(command("agree", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--json").output)
    assert shown["pages"] == 1
    assert "participants.status" in command("agree", tmp_path / "a.jsonl", tmp_path / "b.jsonl").output


def test_sets_without_a_common_page() -> None:
    """Nothing to agree on is an error, not a perfect score."""
    one, other = perfect_page(1), copy.deepcopy(perfect_page(2))
    with pytest.raises(GoldError, match="share no page"):
        agreement([read_facts(one, "a")], [read_facts(other, "b")])


def test_quoted_annotations_agree_as_they_lie(annotated: Path) -> None:
    """Two folders of quoted annotations need no import first."""
    shown = command("agree", annotated / "final", annotated / "final", "--json", "--pages", annotated / "raw").output
    assert json.loads(shown)["f1"]["participants"]["exact"]["f1"] == 1


WRONG = [
    (["gold"], "missing command"),
    (["gold", "import"], "missing argument"),
    (["gold", "import", "nowhere", "--out", "x"], "nowhere: no such file or folder"),
    (["gold", "import", "nowhere", "--out", "x", "--format", "brat"], "nowhere: no such file or folder"),
    (["gold", "export", "nowhere", "x", "--format", "brat"], "nowhere: no such file or folder"),
    (["gold", "export", "nowhere", "x", "--format", "xml"], "'xml' is not one of"),
    (["gold", "export", "nowhere", "x", "--format", "quoted"], "written by hand"),
    (["gold", "agree", "nowhere", "nowhere"], "nowhere: no such file or folder"),
    (["gold", "fingerprint", "nowhere"], "nowhere: no gold here"),
    (["score", "nowhere", "nowhere"], "nowhere: no such file or folder"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_wrong_arguments_are_one_line(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    """Exit status 2, and one line on standard error."""
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert message in said
    assert len(said.splitlines()) == 1
