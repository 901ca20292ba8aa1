"""The review database: one row a page, a study, a fact; nothing written twice, nothing stale left."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from abstract_extract import __version__
from abstract_extract.errors import StoreError
from abstract_extract.record import (
    Arm,
    CellSource,
    Check,
    Derived,
    Dose,
    FailedPage,
    Failure,
    FailureReason,
    FollowUp,
    Grounded,
    Identifiers,
    Outcome,
    PageInfo,
    Participants,
    Record,
    Study,
    Volume,
)
from abstract_extract.store import Saved, open_database, save
from abstract_extract.store.decision_tables import metadata
from abstract_extract.store.query import ask
from abstract_extract.store.rows import _fact_row
from abstract_extract.store.tables import FACTS


def said(value: float | str, text: str, start: int) -> Grounded:
    return Grounded(value=value, text=text, start=start, end=start + len(text))


STUDY = Study(
    role="reported",
    arms=(Arm(id="a1", label=said("exosomes", "exosomes", 1), role="experimental"),),
    participants=(
        Participants(count=said(23, "Twenty-three", 10), status="enrolled"),
        Participants(count=Derived(value=20, derived="participants: completed"), status="analysed", arm="a1"),
    ),
    cell_sources=(CellSource(donor=said("allogeneic", "allogeneic", 30), tissue=said("placenta", "placental", 41)),),
    doses=(
        Dose(
            amount=said(2e7, "2 × 10^7", 60),
            unit="{cells}",
            basis="per_kg",
            volume=Volume(amount=said(2.5, "2.5", 70), unit="mL"),
            administrations=said("several", "several", 80),
            interval=said("P2W", "every 2 weeks", 90),
        ),
    ),
    follow_ups=(FollowUp(duration=said("P6M", "six months", 110), statistic="median"),),
    outcomes=(
        Outcome(
            label=said("closure", "closure", 130),
            kind="efficacy",
            events=said(11, "11", 140),
            denominator=Derived(value=20, derived="participants: completed"),
            percent=said(55.5, "55.5%", 150),
        ),
    ),
)


def record(page: str = "aaaa", path: str = "a.html", *, entry: int | None = None, title: str = "T") -> Record:
    identifiers = Identifiers(pmid="123", registry=("NCT01", "ISRCTN2"))
    return Record(
        page=PageInfo(
            id=page,
            path=path,
            entry=entry,
            reader="generic",
            encoding="utf-8",
            title=title,
            report_type="trial_report",
            identifiers=identifiers,
        ),
        studies=(STUDY,),
        checks=(
            Check(code="arms", severity="warning", message="Arms do not add up.", facts=("/studies/0/participants/1",)),
        ),
    )


def failed(path: str = "a.html", page: str = "ffff", *, entry: int | None = None) -> Failure:
    page_of = FailedPage(id=page, path=path, entry=entry)
    return Failure(page=page_of, failure=FailureReason(stage="read", reason="the file is empty"))


class Review:
    """A database under test, asked in SQL as a reviewer would."""

    def __init__(self, name: str) -> None:
        self.name = name

    def save(self, *results: Record | Failure) -> Saved:
        return save(self.name, iter(results))

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with ask(self.name, query) as answer:
            return list(answer.rows)

    def change(self, statement: str) -> None:
        with open_database(self.name) as engine, engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def places(self) -> list[tuple[Any, ...]]:
        return sorted(self.ask("SELECT place, page_key FROM page_paths"))

    def pages(self) -> list[str]:
        return sorted(key for (key,) in self.ask("SELECT page_key FROM pages"))

    def failures(self) -> list[str]:
        return sorted(place for (place,) in self.ask("SELECT place FROM failures"))

    def size(self) -> int:
        tables = ["pages", "page_paths", "failures", "registry_ids", "checks", "studies", *FACTS]
        return sum(int(self.ask(f"SELECT count(*) FROM {table}")[0][0]) for table in tables)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows but those of runs, in an order of their own."""
        names = [table.name for table in metadata.sorted_tables if table.name != "runs"]
        return {name: sorted(self.ask(f"SELECT * FROM {name}"), key=repr) for name in names}


@pytest.fixture
def review(database: str) -> Review:
    return Review(database)


def test_a_value_shows_where_it_stands(review: Review) -> None:
    review.save(record())
    assert review.ask(
        "SELECT count, count_text, count_start, count_end, count_derived, status, arm FROM participants ORDER BY position"
    ) == [
        (23, "Twenty-three", 10, 22, None, "enrolled", None),
        (20, None, None, None, "participants: completed", "analysed", "a1"),
    ]
    assert review.ask(
        "SELECT amount, amount_text, unit, basis, volume_amount, volume_amount_text, volume_unit, administrations,"
        " administrations_text, interval FROM doses"
    ) == [(20_000_000, "2 × 10^7", "{cells}", "per_kg", 2.5, "2.5", "mL", None, "several", "P2W")]
    assert review.ask("SELECT registry_id FROM registry_ids ORDER BY position") == [("NCT01",), ("ISRCTN2",)]


def test_study_rows_read_well(review: Review) -> None:
    review.save(record())
    (row,) = review.ask(
        "SELECT path, title, pmid, registry_ids, report_type, sample_size, cell_source, dose, follow_up, outcomes,"
        " doubts, checks FROM study_rows"
    )
    assert row == (
        "a.html",
        "T",
        "123",
        "NCT01, ISRCTN2",
        "trial_report",
        "23 enrolled",
        "allogeneic placenta",
        "2 × 10^7 cells/kg, in 2.5 mL, several times, every 2 weeks",
        "median 6 months",
        "closure: 11/20 (55.5%)",
        "Arms do not add up.",
        1,
    )


def test_evidence_has_a_row_a_value(review: Review) -> None:
    review.save(record(entry=7))
    rows = review.ask(
        'SELECT path, entry, fact, position, arm, field, value, text, start, "end", derived FROM evidence'
        " ORDER BY fact, position, field"
    )
    assert len(rows) == 13
    assert ("a.html", 7, "participants", 0, None, "count", "23", "Twenty-three", 10, 22, None) in rows
    assert ("a.html", 7, "doses", 0, None, "volume.amount", "2.5", "2.5", 70, 73, None) in rows
    derived = ("outcomes", 0, None, "denominator", "20", None, None, None, "participants: completed")
    assert ("a.html", 7, *derived) in rows


def test_again_writes_no_row(review: Review) -> None:
    results = [record(), record("bbbb", "b.html"), failed("c.html")]
    first = review.save(*results)
    assert (first.written, first.unchanged, first.failures) == (2, 0, 1)
    assert first.rows == review.size()
    before = review.rows()
    assert review.save(*results) == Saved(unchanged=2, failures=1)
    assert review.rows() == before


def test_changed_bytes_at_a_path_replace_the_page(review: Review) -> None:
    review.save(record("aaaa"))
    size = review.size()
    saved = review.save(record("bbbb"))
    assert (saved.written, saved.removed) == (1, 1)
    assert (review.pages(), review.places(), review.size()) == (["bbbb"], [("a.html", "bbbb")], size)


def test_another_reading_of_the_same_bytes_replaces_the_facts(review: Review) -> None:
    review.save(record(path="a.html"), record(path="b.html"))
    size = review.size()
    saved = review.save(record(path="a.html", title="Better"), record(path="b.html", title="Better"))
    assert (saved.written, saved.unchanged, saved.removed) == (1, 0, 0)
    assert review.ask("SELECT title FROM pages") == [("Better",)]
    assert review.size() == size


def test_the_same_bytes_at_two_paths_are_one_page(review: Review) -> None:
    review.save(record(path="a.html"), record(path="b.html"))
    assert review.pages() == ["aaaa"]
    assert review.places() == [("a.html", "aaaa"), ("b.html", "aaaa")]
    review.save(record("bbbb", "a.html"))
    assert review.places() == [("a.html", "bbbb"), ("b.html", "aaaa")]
    assert review.ask("SELECT page_key, path FROM pages ORDER BY page_key") == [("aaaa", "b.html"), ("bbbb", "a.html")]


def test_a_failure_and_a_record_give_way_to_each_other(review: Review) -> None:
    review.save(failed())
    assert (review.failures(), review.pages()) == (["a.html"], [])
    review.save(record())
    assert (review.failures(), review.pages()) == ([], ["aaaa"])
    saved = review.save(failed())
    assert (review.failures(), review.pages(), saved.removed) == (["a.html"], [], 1)
    assert review.size() == 1


def test_citations_of_a_file_come_and_go(review: Review) -> None:
    review.save(*(record("file1", "refs.jsonl", entry=n) for n in range(1, 5)))
    assert review.pages() == [f"file1#{n}" for n in range(1, 5)]
    review.save(record("file2", "refs.jsonl", entry=1), failed("refs.jsonl", "file2", entry=2))
    assert (review.pages(), review.failures()) == (["file2#1"], ["refs.jsonl#2"])
    review.save(failed("refs.jsonl"))
    assert (review.pages(), review.failures()) == ([], ["refs.jsonl"])
    review.save(record("file2", "refs.jsonl", entry=1))
    assert (review.pages(), review.failures()) == (["file2#1"], [])


def test_many_citations_cross_the_batches(review: Review) -> None:
    saved = review.save(*(record("file1", "refs.jsonl", entry=n) for n in range(450)), record("bbbb", "z.html"))
    assert saved.written == 451
    saved = review.save(*(record("file2", "refs.jsonl", entry=n) for n in range(250)), record("bbbb", "z.html"))
    assert (saved.written, saved.unchanged, saved.removed) == (250, 1, 450)
    assert len(review.pages()) == 251


def test_standard_input_replaces_nothing(review: Review) -> None:
    review.save(record("aaaa", "-"))
    review.save(record("bbbb", "-"))
    assert review.pages() == ["aaaa", "bbbb"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_what_was_finished_stays(review: Review, error: type[BaseException]) -> None:
    review.save(*(record("file1", "refs.jsonl", entry=n) for n in range(5)))

    def interrupted() -> Iterator[Record]:
        yield record("bbbb", "b.html")
        yield record("file1", "refs.jsonl", entry=0)
        raise error

    with pytest.raises(error):
        save(review.name, interrupted())
    assert review.pages() == ["bbbb", *(f"file1#{n}" for n in range(5))]
    endings = ["finished", "interrupted" if error is KeyboardInterrupt else "RuntimeError:"]
    assert review.ask("SELECT ending, written, finished IS NULL FROM runs ORDER BY run_id") == [
        (endings[0], 5, False),
        (endings[1], 1, False),
    ]


def test_a_run_is_noted_with_what_it_did(review: Review) -> None:
    save(review.name, [record(), failed("c.html")], command="abstract-extract run pages", model="abc")
    (row,) = review.ask("SELECT extractor, model, command, ending, written, unchanged, failures, rows FROM runs")
    assert row == (__version__, "abc", "abstract-extract run pages", "finished", 1, 0, 1, review.size())
    ((started, finished),) = review.ask("SELECT started, finished FROM runs")
    assert started <= finished


def test_another_model_that_reads_the_same_is_noted_with_the_page(review: Review) -> None:
    review.save(record(), record("bbbb", "b.html"))
    before = {name: rows for name, rows in review.rows().items() if name != "pages"}
    assert save(review.name, [record()], model="abc") == Saved(unchanged=1)
    assert review.ask("SELECT page_key, model FROM pages ORDER BY page_key") == [("aaaa", "abc"), ("bbbb", "rules")]
    assert {name: rows for name, rows in review.rows().items() if name != "pages"} == before


def test_rows_made_in_an_older_way_are_made_anew(review: Review) -> None:
    review.save(record())
    expected = review.rows()
    review.change("UPDATE pages SET rows_version = 0")
    review.change("UPDATE participants SET fact_key = ''")
    assert review.save(record()).written == 1
    assert review.rows() == expected


def test_how_sure_a_model_is_stands_beside_the_fact(review: Review) -> None:
    class Sure(Participants):
        confidence: float | None = None

    review.save(record())
    row = _fact_row(FACTS["participants"], Sure(count=said(7, "7", 1), status="lost", confidence=0.25))
    with open_database(review.name) as engine, engine.begin() as connection:
        key = {"page_key": "aaaa", "study": 0, "position": 9, "fact_key": "x"}
        connection.execute(insert(FACTS["participants"]), [row | key])
    assert review.ask("SELECT confidence FROM participants ORDER BY position") == [(None,), (None,), (0.25,)]


def test_a_page_is_named_by_the_first_of_its_paths_whatever_came_first(review: Review) -> None:
    review.save(record(path="b.html"))
    review.save(record(path="a.html"))
    assert review.ask("SELECT path FROM pages") == [("a.html",)]


PATHS = st.sampled_from(["a", "b", "refs"])
RESULTS = st.lists(st.sampled_from(["p1", "p2", "p3", "fails"]), min_size=1, max_size=3)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.dictionaries(PATHS, RESULTS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_after_any_runs_the_database_holds_what_lies_there_now(
    empty_review: Path, runs: list[dict[str, list[str]]]
) -> None:
    now: dict[str, dict[str, str]] = {}
    with TemporaryDirectory() as folder:
        review = Review(str(shutil.copy(empty_review, Path(folder, "review.db"))))
        for run in runs:
            results: list[Record | Failure] = []
            for path, contents in run.items():
                entries = [None] if len(contents) == 1 else range(1, len(contents) + 1)
                now[path] = {}
                for entry, content in zip(entries, contents, strict=True):
                    suffix = "" if entry is None else f"#{entry}"
                    now[path][path + suffix] = content if content == "fails" else content + suffix
                    fails = content == "fails"
                    results.append(failed(path, entry=entry) if fails else record(content, path, entry=entry))
            review.save(*results)
        held = {place: page for places in now.values() for place, page in places.items()}
        assert dict(review.places()) == {place: page for place, page in held.items() if page != "fails"}
        assert review.pages() == sorted({page for page in held.values() if page != "fails"})
        assert review.failures() == sorted(place for place, page in held.items() if page == "fails")
        paths = set(review.ask("SELECT page_key, path FROM pages"))
        assert paths <= set(review.ask("SELECT page_key, path FROM page_paths"))
        assert review.save(*results).rows == 0


def test_rows_of_a_deleted_page_go_with_it(review: Review) -> None:
    review.save(record())
    review.change("DELETE FROM pages")
    assert review.size() == 0


def test_the_record_is_there_as_it_was_written(review: Review) -> None:
    review.save(record())
    ((stored,),) = review.ask("SELECT record_json FROM pages")
    assert Record.model_validate_json(stored) == record()


def test_fact_tables_follow_the_record() -> None:
    assert list(FACTS) == ["arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes"]
    value = ["", "_text", "_start", "_end", "_derived"]
    assert [column.name for column in FACTS["follow_ups"].columns] == [
        *("page_key", "study", "position"),
        *(f"duration{part}" for part in value),
        "statistic",
        *(f"anchor{part}" for part in value),
        *(f"schedule{part}" for part in value),
        "fact_key",
    ]


UNUSABLE = [
    ("no/such/folder/review.db", "see that its folder exists"),
    ("nonsense://", "no database"),
    ("sqlite+nodriver:///x.db", "no database"),
    ("not-a-database.db", "the file is something else"),
    ("old.db", "made by another program"),
]


@pytest.mark.parametrize(("name", "remedy"), UNUSABLE)
def test_an_unusable_database_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, remedy: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("not-a-database.db").write_text("Twenty patients were enrolled. " * 100)
    connection = sqlite3.connect("old.db")
    connection.execute("CREATE TABLE pages (page_key TEXT PRIMARY KEY, path TEXT)")
    connection.close()
    with pytest.raises(StoreError, match=remedy) as caught:
        save(name, [record()])
    assert "\n" not in str(caught.value)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(StoreError) as caught:
        save("nonsense://reviewer:secret@localhost/review", [])
    assert "secret" not in str(caught.value)
