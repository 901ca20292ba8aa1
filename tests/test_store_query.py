"""Questions in SQL: answered, with parameters, and kept from changing anything by the database itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, inspect

import abstract_extract
from abstract_extract.errors import StoreError
from abstract_extract.store import save
from abstract_extract.store.database import database_url, sqlite_file, writing_engine
from abstract_extract.store.query import ask
from abstract_extract.store.runs import Extractor
from abstract_extract.store.tables import FACTS
from abstract_extract.store.write import Batch, write_batch
from test_store import Review, record
from writers import short_pages

STORE = Path(abstract_extract.__file__).parent / "store"


@pytest.fixture
def review(database):
    save(database, [record(), record("bbbb", "b.html")])
    return Review(database)


def rows(name, question, **parameters):
    with ask(name, question, parameters) as answer:
        return answer.columns, list(answer.rows)


def test_columns_and_rows(review):
    assert rows(review.name, "SELECT path, title AS name FROM pages ORDER BY path") == (
        ("path", "name"),
        [("a.html", "T"), ("b.html", "T")],
    )


@pytest.mark.parametrize(
    ("question", "parameters", "found"),
    [
        ("SELECT path FROM pages WHERE path = :path", {"path": "a.html"}, ["a.html"]),
        ("SELECT path FROM pages WHERE pmid = :pmid AND path = 'a.html'", {"pmid": "123"}, ["a.html"]),
        ("SELECT DISTINCT status FROM participants WHERE count > :least", {"least": "22"}, ["enrolled"]),
        ("SELECT path FROM pages ORDER BY path LIMIT :n", {"n": "1"}, ["a.html"]),
        ("SELECT path FROM pages WHERE path = :path", {"path": "x' OR '1'='1"}, []),
        ("SELECT count(*) FROM pages HAVING count(*) >= :n", {"n": "2"}, [2]),
        ("SELECT '100 % :of it'", {}, ["100 % :of it"]),
    ],
)
def test_parameters_are_bound(review, question, parameters, found):
    assert [row[0] for row in rows(review.name, question, **parameters)[1]] == found


CHANGES = [
    "DELETE FROM pages",
    "UPDATE pages SET title = 'x'",
    "INSERT INTO failures VALUES ('a', 'a', 1, 'a', 'a', 'a')",
    "DROP TABLE outcomes",
    "DROP VIEW study_rows",
    "CREATE TABLE mine (a int)",
    "SELECT 1; DROP TABLE outcomes",
    "COMMIT; DELETE FROM pages",
    "SET TRANSACTION READ WRITE; DELETE FROM pages",
    "PRAGMA query_only=OFF",
    "PRAGMA writable_schema=ON",
    "ATTACH DATABASE 'new.db' AS new",
    "VACUUM INTO 'copy.db'",
    "WITH gone AS (DELETE FROM pages RETURNING 1) SELECT * FROM gone",
    "CREATE TEMP TABLE mine AS SELECT * FROM pages",
    "SELECT load_extension('x')",
    "COPY pages TO PROGRAM 'cat > copied'",
    "COPY pages TO 'copied'",
    "SELECT nextval('decisions_decision_id_seq')",
    "EXPLAIN ANALYZE DELETE FROM pages",
]


@pytest.mark.parametrize("question", CHANGES)
def test_nothing_can_be_changed(review, question, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before, files = review.rows(), files_in(tmp_path)
    with pytest.raises(StoreError) as caught:
        rows(review.name, question)
    assert "\n" not in str(caught.value)
    assert review.rows() == before
    assert files_in(tmp_path) == files


def test_a_question_starts_no_program_on_the_server(postgres):
    name = postgres.database()
    copied = postgres.folder / "copied"
    for question in (f"COPY pages TO PROGRAM 'cat > {copied}'", f"COPY pages TO '{copied}'"):
        with pytest.raises(StoreError, match="syntax error"):
            rows(name, question)
    assert not copied.exists()
    postgres.drop(name)


def files_in(folder):
    """Without those that SQLite keeps beside its own."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm")))


def test_a_question_that_is_wrong_says_where(review):
    with pytest.raises(StoreError, match="nope"):
        rows(review.name, "SELECT nope FROM pages")


def test_a_parameter_without_value_is_told(review):
    with pytest.raises(StoreError, match="path"):
        rows(review.name, "SELECT title FROM pages WHERE path = :path AND title = :title", title="x")
    with pytest.raises(StoreError, match="does not have all of the parameters :other"):
        rows(review.name, "SELECT title FROM pages WHERE path = :path", other="x")


INDEXED = [
    "SELECT * FROM study_rows WHERE page_key = '0000000000000010'",
    "SELECT * FROM study_rows WHERE pmid = '16'",
    "SELECT * FROM outcome_rows WHERE page_key = '0000000000000010'",
    "SELECT * FROM doubts WHERE page_key = '0000000000000010'",
    "SELECT * FROM evidence WHERE page_key = '0000000000000010'",
    "SELECT page_key FROM participants WHERE fact_key = 'x'",
    "SELECT page_key FROM outcomes WHERE fact_key = 'x'",
    "SELECT * FROM decisions WHERE fact_key = 'x' OR place = 'x' OR page_key = 'x'",
    "SELECT page_key FROM registry_ids WHERE registry_id = 'NCT00000016'",
]


@pytest.fixture(scope="module")
def planned(request, tmp_path_factory, postgres_or_none):
    """Two databases with so many pages that an index is worth its while, and statistics that say so."""
    names = [str(tmp_path_factory.mktemp("plans") / "review.db")]
    if postgres_or_none:
        names.append(postgres_or_none.database())
    for name in names:
        save(name, short_pages(1500))
        engine = create_engine(database_url(name))
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")
        engine.dispose()
    return names


@pytest.mark.parametrize("question", INDEXED)
def test_no_table_of_pages_or_facts_is_read_whole_where_an_index_serves(planned, question):
    for name in planned:
        explain = "EXPLAIN QUERY PLAN" if sqlite_file(name) else "EXPLAIN"
        engine = create_engine(database_url(name))
        with engine.connect() as connection:
            plan = [str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {question}")]
        engine.dispose()
        assert read_whole(plan) == [], "\n".join(plan)


LARGE = ("pages", "page_paths", "registry_ids", "studies", *FACTS)
"""What grows with the pages; a table with next to nothing in it is best read whole."""


def read_whole(plan):
    """The lines of a plan that read a large table whole."""
    names = "|".join(LARGE)
    return [line for line in plan if re.search(rf"Seq Scan on ({names})\b|^SCAN ({names})\b(?!.*INDEX)", line)]


def test_saving_reads_no_table_whole(planned):
    """The questions that a run asks for each batch, on PostgreSQL and SQLite."""
    for name in planned:
        asked = []
        engine = writing_engine(name)
        event.listen(engine, "before_cursor_execute", lambda *said, asked=asked: asked.append((said[2], said[3])))
        with engine.connect() as connection:
            pages = list(short_pages(30, reading=1))
            write_batch(connection, Batch(pages, {page.page.path: {page.page.path} for page in pages}), Extractor("x"))
            questions = [(sql, values) for sql, values in asked if not isinstance(values, list) and "INSERT" not in sql]
            if not sqlite_file(name):
                # So few rows may well be read whole: what is asked here is whether an index could serve.
                connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            assert len(questions) > 10
            for sql, values in questions:
                explain = "EXPLAIN QUERY PLAN" if sqlite_file(name) else "EXPLAIN"
                plan = [str(row[-1]) for row in connection.exec_driver_sql(f"{explain} {sql}", values)]
                assert read_whole(plan) == [], "\n".join([sql, *plan])
            connection.rollback()
        engine.dispose()


def test_every_view_can_be_read(review):
    engine = create_engine(database_url(review.name))
    views = inspect(engine).get_view_names()
    engine.dispose()
    assert set(views) >= {"study_rows", "outcome_rows", "evidence", "doubts"}
    for name in views:
        assert rows(review.name, f"SELECT * FROM {name}")[0]


EXECUTING = {"execute", "exec_driver_sql", "text", "scalar", "scalars", "executemany", "executescript"}
MADE_OF_PARTS = (ast.JoinedStr, ast.BinOp)
CONSTANT = {
    # Views cannot have parameters: what stands in them are names from the record's own types.
    ("views.py", "create_views"),
    ("views.py", "drop_views"),
    # A number of milliseconds, formatted as a number.
    ("database.py", "_set_up_sqlite"),
    ("database.py", "_read_sqlite"),
}


def test_no_sql_is_made_by_putting_strings_together():
    found = set()
    for path in sorted(STORE.rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and _name(call) in EXECUTING and call.args:
                        made = [
                            part for part in ast.walk(call.args[0]) if isinstance(part, MADE_OF_PARTS) or _formats(part)
                        ]
                        # select(...).where(a == b) & (…) is no string: only what holds one is.
                        if any(isinstance(part, ast.JoinedStr) or _holds_string(part) for part in made):
                            found.add((path.name, function.name))
    assert found == CONSTANT


def _name(call):
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _formats(part):
    return isinstance(part, ast.Call) and _name(part) in {"format", "join", "format_map"}


def _holds_string(part):
    return any(isinstance(p, ast.Constant) and isinstance(p.value, str) for p in ast.walk(part))
