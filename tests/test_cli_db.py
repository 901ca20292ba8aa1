"""`abstract-extract db` as people meet it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from abstract_extract.cli import main
from abstract_extract.store import save
from abstract_extract.store.tables import metadata
from abstract_extract.store.views import VIEWS
from test_store import record

ROOT = Path(__file__).parents[1]
RELEASED = Path(__file__).parent / "released" / "0.1.0-sqlite.sql"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch, empty_review):
    """A folder with a review of two pages."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    shutil.copy(empty_review, "review.db")
    save("review.db", [record(), record("bbbb", "b.html")])


def said(capsys, *arguments, status=0):
    assert main(["db", *arguments]) == status
    captured = capsys.readouterr()
    return captured.err if status else captured.out


def key_of(capsys, list_name="participants"):
    shown = said(capsys, "decide", "facts", "a.html")
    return next(line.split()[0] for line in shown.splitlines() if f" {list_name} " in line)


def test_init_makes_a_database_and_leaves_one_alone(capsys):
    assert said(capsys, "init", "--db", "new.db") == "new.db: ready\n"
    assert said(capsys, "init") == "review.db: ready\n"
    assert "2: 2 trial report" in said(capsys, "stats")


def test_upgrade_says_what_it_did_and_where_the_copy_is(capsys):
    with closing(sqlite3.connect("old.db")) as connection:
        connection.executescript(RELEASED.read_text("utf-8"))
    assert "run abstract-extract db upgrade --db old.db" in said(capsys, "stats", "--db", "old.db", status=3)
    done = said(capsys, "upgrade", "--db", "old.db")
    assert re.fullmatch(
        r"old\.db: brought from 0001 to \d{4}, 3 pages made anew \(as it was before: old\.db\.at-0001\)\n", done
    )
    assert re.fullmatch(r"old\.db: at \d{4} already, the newest\n", said(capsys, "upgrade", "--db", "old.db"))
    assert Path("old.db.at-0001").exists()


def test_stats_are_figures_for_people_and_for_programs(capsys):
    shown = said(capsys, "stats")
    assert "2 arms, 4 participants" in shown
    assert "decisions  none" in shown
    assert "finished" in shown
    found = json.loads(said(capsys, "stats", "--json"))
    assert (found["counts"]["pages"], found["facts"]["participants"], len(found["runs"])) == (2, 4, 1)


def test_an_answer_is_a_table_csv_or_json(capsys):
    question = "SELECT path, sample_size, year FROM study_rows ORDER BY path"
    assert [line.split() for line in said(capsys, "query", question).splitlines()[2:]] == [
        ["a.html", "23", "enrolled", "–"],
        ["b.html", "23", "enrolled", "–"],
    ]
    rows = list(csv.reader(io.StringIO(said(capsys, "query", question, "--format", "csv"))))
    assert rows == [["path", "sample_size", "year"], ["a.html", "23 enrolled", ""], ["b.html", "23 enrolled", ""]]
    lines = said(capsys, "query", question, "-f", "json").splitlines()
    assert json.loads(lines[0]) == {"path": "a.html", "sample_size": "23 enrolled", "year": None}


def test_csv_holds_no_cell_that_a_spreadsheet_runs(capsys):
    question = "SELECT '=1+1' AS text, -3 AS number, '-3' AS words, 'a-b' AS plain"
    rows = list(csv.reader(io.StringIO(said(capsys, "query", question, "-f", "csv"))))
    assert rows[1] == ["'=1+1", "-3", "'-3", "a-b"]


def test_parameters_are_given_by_name(capsys):
    shown = said(capsys, "query", "SELECT path FROM pages WHERE path = :p", "-p", "p=b.html", "-f", "csv")
    assert shown == "path\nb.html\n"
    assert "write NAME=VALUE" in said(capsys, "query", "SELECT 1", "-p", "b.html", status=2)


def test_a_long_answer_is_cut_in_a_terminal_only(capsys):
    question = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n ORDER BY i"
    )
    assert main(["db", "query", question]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 202
    assert "the first 200 rows (--format csv or json gives all)" in captured.err
    assert len(said(capsys, "query", question, "-f", "json").splitlines()) == 1000


def test_a_question_that_changes_something_is_refused_in_one_line(capsys):
    assert said(capsys, "query", "DELETE FROM pages", status=3) == (
        "abstract-extract: cannot use the database review.db: not authorized (only reading is allowed here)\n"
    )


def test_a_fact_is_listed_corrected_rejected_and_accepted(capsys):
    key = key_of(capsys)
    done = said(capsys, "decide", "correct", key, "count", "24", "--by", "Ada", "--why", "table 1")
    assert done == f"decision 1: correct count of participants {key} on a.html, by Ada\n"
    assert "24 enrolled" in said(capsys, "decide", "facts", "a.html")
    assert "23 enrolled" in said(capsys, "decide", "facts", "b.html")
    said(capsys, "decide", "reject", key, "--by", "Ben")
    assert "rejected by Ben" in said(capsys, "decide", "facts", "a.html")
    said(capsys, "decide", "accept", key, "--by", "Ada")
    history = said(capsys, "decide", "history").splitlines()[2:]
    assert len(history) == 3
    assert "correct count: 23 → 24" in history[0]
    assert "table 1" in history[0]
    assert [line.split()[-1] for line in history] == ["replaced", "replaced", "stands"]
    assert len(said(capsys, "decide", "history", "b.html").splitlines()) == 2


def test_a_fact_is_added(capsys):
    fact = '{"label": "fever", "kind": "adverse_event", "events": 0, "arm": "exosomes"}'
    assert "add of outcomes" in said(capsys, "decide", "add", "a.html", "outcomes", fact, "--by", "Ada")
    shown = said(capsys, "query", "SELECT outcome, arm, events FROM outcome_rows WHERE outcome = 'fever'", "-f", "csv")
    assert shown == "outcome,arm,events\nfever,exosomes,0\n"


def test_a_decision_with_which_a_new_run_disagrees_is_named(capsys):
    key = key_of(capsys)
    said(capsys, "decide", "accept", key, "--by", "Ada")
    study = record().studies[0]
    changed = study.participants[0].model_copy(
        update={"count": study.participants[0].count.model_copy(update={"value": 32})}
    )
    study = study.model_copy(update={"participants": (changed, *study.participants[1:])})
    save("review.db", [record().model_copy(update={"studies": (study,)})])
    message = f"! a.html: count: accepted by Ada as 23, the newest reading says 32 ({key})"
    assert message in said(capsys, "stats")
    assert "of these disagrees: 1" in re.sub(" +", " ", said(capsys, "stats"))


WRONG = [
    ("query SELECT", 3, "incomplete input"),
    ("stats --db none.db", 3, "abstract-extract run PAGES --db none.db makes it"),
    ("stats --db mysql://localhost/x", 3, "reviews are kept in SQLite"),
    ("decide facts none.html", 2, "no page none.html in this review"),
    ("decide accept 0123", 2, "no fact 0123"),
    ("decide add a.html outcomes 5", 2, "write an object"),
    ("decide", 2, "missing command"),
    ("", 2, "missing command"),
    ("nonsense", 2, "no such command 'nonsense'"),
    ("upgrade --db none.db", 3, "no database none.db"),
]


@pytest.mark.parametrize(("arguments", "status", "says"), WRONG)
def test_what_is_wrong_is_one_line(capsys, arguments, status, says):
    line = said(capsys, *arguments.split(), status=status)
    assert line.startswith("abstract-extract: ")
    assert line.count("\n") == 1
    assert says in line


COMMANDS = ("init", "upgrade", "stats", "query", "decide", "decide facts", "decide correct", "decide history")


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help_with_the_way_to_name_a_database(capsys, command):
    shown = said(capsys, *command.split(), "--help")
    assert "Usage: abstract-extract db" in shown
    assert command == "decide" or "review.db" in shown


def test_a_run_notes_its_command_without_the_password(monkeypatch):
    from abstract_extract.cli.run import Wishes, _command

    wishes = Wishes(
        db="postgresql://ada:secret@localhost/review",
        jsonl="out.jsonl",
        workers=None,
        table=False,
        progress=False,
        quiet=True,
    )
    command = _command([f"page{number}" for number in range(100)], wishes)
    assert "secret" not in command
    assert command.startswith("abstract-extract run page0 page1")
    assert "page20" not in command
    assert command.endswith("--jsonl out.jsonl")


def test_the_documents_name_commands_and_columns_that_there_are(capsys):
    documented = (ROOT / "docs" / "database.md").read_text("utf-8")
    named = {match[1] for match in re.finditer(r"abstract-extract db (decide \w+|\w+)", documented)}
    assert len(named) > 6
    for command in sorted(named):
        assert said(capsys, *command.split(), "--help")
    for table in (*metadata.tables, *VIEWS):
        assert f"`{table}`" in documented
