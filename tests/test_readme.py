"""What the README shows is what happens."""

from __future__ import annotations

import csv
import doctest
import io
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from abstract_extract import extract
from abstract_extract.cli import main
from abstract_extract.store import save

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


(PAGE,) = blocks("text")
(EXCERPT,) = blocks("json")
TWO_COMMANDS, USE = blocks("sh")
COMMANDS = [line for line in USE.splitlines() if line.strip()]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with what the commands of the README name."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")
    (tmp_path / "pages" / "page.txt").write_text(PAGE, "utf-8")
    record = extract(PAGE.encode()).model_dump_json()
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "page.json").write_text(record, "utf-8")
    (tmp_path / "records.jsonl").write_text(record + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    save("review.db", [extract(Path("page.txt"))])
    return tmp_path


def test_the_record_shown_is_the_record_made():
    study = extract(PAGE).to_json()["studies"][0]
    shown = json.loads(EXCERPT)
    assert shown
    for kind, items in shown.items():
        for item in items:
            assert item in study[kind]


def test_the_forest_table_shown_is_the_table_made(folder, capfd):
    (table,) = blocks("csv")
    shown = list(csv.DictReader(io.StringIO(table)))
    assert main(["export", "pages", "--format", "forest"]) == 0
    made = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [{name: row[name] for name in shown[0]} for row in made] == shown


def test_the_places_shown_read_their_words():
    shown = re.findall(r'"text": "([^"]+)", "start": (\d+), "end": (\d+)', EXCERPT)
    assert len(shown) >= 4
    assert all(PAGE[int(start) : int(end)] == text for text, start, end in shown)


def test_the_python_lines_do_what_they_show():
    (lines,) = blocks("pycon")
    test = doctest.DocTestParser().get_doctest(lines, {}, "README", "README.md", 0)
    assert len(test.examples) == 3
    said: list[str] = []
    assert doctest.DocTestRunner().run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("line", COMMANDS, ids=[line.split("#")[0].strip() for line in COMMANDS])
@pytest.mark.usefixtures("folder")
def test_every_command_shown_runs(line, capfd):
    name, *arguments = shlex.split(line, comments=True)
    assert name == "abstract-extract"
    if "<" in arguments:
        place = arguments.index("<")
        code = f"from abstract_extract.cli import main; raise SystemExit(main({arguments[:place]!r}))"
        with Path(arguments[place + 1]).open("rb") as given:
            subprocess.run([sys.executable, "-c", code], stdin=given, check=True)
    else:
        assert main(arguments) == 0
    assert capfd.readouterr().out.strip()


def test_the_two_commands_are_targets_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for line in TWO_COMMANDS.splitlines():
        target = shlex.split(line, comments=True)[1]
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("name", re.findall(r"\]\(([\w/.]+)\)", README))
def test_what_it_points_to_is_there(name):
    assert (ROOT / name).is_file()
