"""Links in the review database, on both kinds: searched, kept, decided on, shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from abstract_extract import extract_all
from abstract_extract.cli import main
from abstract_extract.errors import DecisionError
from abstract_extract.store import open_database, save
from abstract_extract.store.links.keep import decide_link, find_and_keep, is_stale
from abstract_extract.store.links.shelf import trial_names, trial_of
from abstract_extract.store.links.tables import link_decisions, links
from abstract_extract.store.tables import metadata

PAGES = Path(__file__).parents[1] / "corpus" / "links" / "pages"
KNEE = [str(path) for path in sorted(PAGES.glob("knee-cord-*"))]
REGISTRY, PAPER = (next(name for name in KNEE if name.endswith(end)) for end in ("registry.json", "paper.nbib"))


@pytest.fixture
def review(database):
    save(database, extract_all(KNEE))
    return database


def rows(database, *names):
    with open_database(database, read_only=True) as engine, engine.connect() as connection:
        return {name: sorted(map(repr, connection.execute(select(metadata.tables[name])))) for name in names}


FOUND = ("links", "trial_reports", "link_checks", "link_searches")


def test_searching_twice_changes_nothing(review):
    first = find_and_keep(review)
    before = rows(review, *FOUND)
    assert (first.trials, first.reports) == (2, 5)
    assert find_and_keep(review) == first
    assert rows(review, *FOUND) == before


def test_what_a_person_decided_stands(review):
    find_and_keep(review)
    decide_link(review, REGISTRY, PAPER, is_confirmed=False, by="Ada", reason="another year")
    for _ in range(2):
        find_and_keep(review)
        with open_database(review, read_only=True) as engine, engine.connect() as connection:
            assert "NCT09010411" in dict.fromkeys(name for name, _, _ in trial_names(connection))
            pair = connection.execute(select(links.c.held_back).where(links.c.reason == "registry")).scalars().all()
            assert len(pair) == 1
            assert "told" in pair[0]
    decide_link(review, REGISTRY, PAPER, is_confirmed=True, by="Bo")
    find_and_keep(review)
    with open_database(review, read_only=True) as engine, engine.connect() as connection:
        link = next(link for link in trial_of(connection, REGISTRY).links if link.by_person)
        assert link.held_back is None
        assert connection.execute(select(func.count()).select_from(link_decisions)).scalar() == 2


def test_a_page_whose_bytes_changed_keeps_its_decisions(database, tmp_path):
    for name in KNEE:
        (tmp_path / Path(name).name).write_bytes(Path(name).read_bytes())
    pages = sorted(str(path) for path in tmp_path.glob("knee-*"))
    paper = next(name for name in pages if name.endswith("paper.nbib"))
    registry = next(name for name in pages if name.endswith("registry.json"))
    save(database, extract_all(pages))
    decide_link(database, paper, registry, is_confirmed=False, by="Ada")
    Path(paper).write_bytes(Path(paper).read_bytes() + b"PST - ppublish\n")
    save(database, extract_all(pages))
    find_and_keep(database)
    with open_database(database, read_only=True) as engine, engine.connect() as connection:
        assert any(link.held_back and "told" in link.held_back for link in trial_of(connection, paper).links)


def test_links_know_when_they_are_old(review):
    def stale():
        with open_database(review, read_only=True) as engine, engine.connect() as connection:
            return is_stale(connection)

    assert stale() is None
    find_and_keep(review)
    assert stale() is False
    decide_link(review, REGISTRY, PAPER, is_confirmed=True, by="Ada")
    assert stale() is True
    find_and_keep(review)
    assert stale() is False
    save(review, extract_all([str(PAGES / "hip-core-paper.nbib")]))
    assert stale() is True


def test_links_go_with_their_pages(review):
    find_and_keep(review)
    with open_database(review) as engine, engine.begin() as connection:
        connection.execute(metadata.tables["pages"].delete())
    assert rows(review, "links", "trial_reports", "link_checks") == {
        "links": [],
        "trial_reports": [],
        "link_checks": [],
    }


@pytest.mark.parametrize(
    ("one", "other", "by", "said"),
    [(PAPER, PAPER, "Ada", "one page"), (PAPER, "nowhere.txt", "Ada", "nowhere.txt"), (PAPER, REGISTRY, " ", "who")],
)
def test_a_decision_that_cannot_be(review, one, other, by, said):
    with pytest.raises(DecisionError, match=said):
        decide_link(review, one, other, is_confirmed=True, by=by)


def test_the_views_read_well(review):
    find_and_keep(review)
    with open_database(review, read_only=True) as engine, engine.connect() as connection:
        reports = connection.exec_driver_sql("SELECT trial, reports, report_type FROM trial_rows").fetchall()
        doubts = connection.exec_driver_sql("SELECT trial, code, path, other_path, facts FROM link_doubts").fetchall()
    assert ("NCT09010411", 3, "registry_record") in [tuple(row) for row in reports]
    assert ("NCT09010412", "planned_against_entered") in [tuple(row)[:2] for row in doubts]
    assert all(path != other for _, _, path, other, _ in doubts)


def test_the_command_line(tmp_path, capsys):
    name = str(tmp_path / "review.db")
    save(name, extract_all(KNEE))
    assert main(["db", "links", "list", "--db", name]) == 0
    assert "nobody has searched yet" in capsys.readouterr().out
    assert main(["db", "links", "find", "--db", name]) == 0
    assert "5 pages searched; 2 trials with several reports" in " ".join(capsys.readouterr().out.split())
    assert main(["db", "links", "show", "NCT09010411", "--db", name]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "both are registered as NCT09010411" in shown
    assert main(["db", "links", "undo", PAPER, REGISTRY, "--by", "Ada", "--why", "no", "--db", name]) == 0
    assert "two trials, says Ada" in capsys.readouterr().out
    assert main(["db", "links", "show", PAPER, "--db", name]) == 0
    assert "held back" in capsys.readouterr().out
    assert main(["db", "links", "confirm", PAPER, REGISTRY, "--by", "Ada", "--db", name]) == 0
    assert main(["db", "links", "show", "nothing", "--db", name]) == 2
    assert "nothing" in capsys.readouterr().err


def test_the_score_on_the_command_line(capsys):
    assert main(["db", "links", "score", str(PAGES.parent), "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert set(scores) == {"all", "dev", "held-out"}
    assert scores["all"]["pairs"] == scores["dev"]["pairs"] + scores["held-out"]["pairs"]


def test_gold_that_is_not_there(tmp_path, capsys):
    assert main(["db", "links", "score", str(tmp_path)]) == 2
    assert "reports.csv" in capsys.readouterr().err
