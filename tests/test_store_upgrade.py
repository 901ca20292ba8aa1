"""Databases of older versions: known, refused with the remedy, brought up with what is in them."""

from __future__ import annotations

import importlib.util
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from abstract_extract.errors import StoreError
from abstract_extract.store import decide, open_database, save, upgrade
from abstract_extract.store.database import database_url, sqlite_file
from abstract_extract.store.decision_tables import metadata
from abstract_extract.store.migrations import FIRST, HEAD
from abstract_extract.store.upgrade import upgrade_database
from abstract_extract.store.views import VIEWS
from test_store import Review

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted({path.name.rpartition("-")[0] for path in RELEASED.glob("*.sql")})


def records():
    spec = importlib.util.spec_from_file_location("released", RELEASED / "released.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.released()


@pytest.fixture(params=VERSIONS)
def released(request, new_database):
    """A database as that release left it, with the data of released.py in it."""
    name = new_database(with_tables=False)
    file = sqlite_file(name)
    script = (RELEASED / f"{request.param}-{'sqlite' if file else 'postgresql'}.sql").read_text("utf-8")
    if file:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(script)
        return name
    engine = create_engine(database_url(name))
    with engine.begin() as connection:
        connection.execution_options(no_parameters=True).exec_driver_sql(script)
    engine.dispose()
    return name


def test_there_is_a_database_of_every_release():
    changelog = (RELEASED.parents[1] / "CHANGELOG.md").read_text("utf-8")
    assert VERSIONS
    assert all(f"## [{version}]" in changelog for version in VERSIONS)


def test_the_steps_lead_to_the_tables_that_the_program_uses(new_database):
    with open_database(new_database(with_tables=False)) as engine, engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_last_step_is_the_one_that_a_database_is_asked_for():
    config = Config()
    config.set_main_option("script_location", "abstract_extract.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_an_older_database_is_refused_with_the_remedy(released):
    for read_only in (False, True):
        said = pytest.raises(StoreError, match=r"was made by an older version .*run abstract-extract db upgrade --db")
        with said, open_database(released, read_only=read_only):
            pass
    with pytest.raises(StoreError, match="db upgrade"):
        save(released, records())


def test_an_upgraded_database_is_as_if_made_by_this_version(released, new_database):
    done = upgrade_database(released)
    assert (done.before, done.steps[-1], done.pages) == (FIRST, HEAD, 3)
    with open_database(released) as engine, engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    new = Review(new_database())
    new.save(*records())
    upgraded = Review(released)
    # Which program read a page is known when it is read again, and not from the upgrade.
    pages = "SELECT page_key, path, record_json, record_hash, rows_version FROM pages ORDER BY page_key"
    assert upgraded.ask(pages) == new.ask(pages)
    for name in [table.name for table in metadata.sorted_tables if table.name not in {"pages", "runs"}] + [*VIEWS]:
        columns = ", ".join(sorted(column for column in columns_of(new, name)))
        question = f"SELECT {columns} FROM {name}"
        assert sorted(upgraded.ask(question), key=repr) == sorted(new.ask(question), key=repr), name
    assert upgraded.save(*records()).rows == 0
    assert upgraded.ask(pages) == new.ask(pages)
    assert set(upgraded.ask("SELECT extractor FROM pages")) == set(new.ask("SELECT extractor FROM pages"))


def columns_of(review, name):
    with open_database(review.name) as engine, engine.connect() as connection:
        return [f'"{column}"' for column in connection.exec_driver_sql(f"SELECT * FROM {name}")._metadata.keys]


def test_an_sqlite_file_is_copied_first_and_a_second_copy_does_not_replace_it(released):
    if (file := sqlite_file(released)) is None:
        pytest.skip("PostgreSQL has its own copies")
    file.with_name(f"{file.name}.at-{FIRST}").write_text("an older copy")
    copy = upgrade_database(released).copy
    assert copy == file.with_name(f"{file.name}.at-{FIRST}-2")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM pages").fetchone() == (3,)
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'runs'").fetchone() == (0,)
    assert file.with_name(f"{file.name}.at-{FIRST}").read_text() == "an older copy"


def test_an_upgrade_that_is_cut_off_goes_on(released, monkeypatch):
    monkeypatch.setattr(upgrade, "AT_ONCE", 1)
    made = upgrade.make_rows_anew

    def cut(connection, keys):
        if keys == ["bbbb#1"]:
            raise KeyboardInterrupt
        made(connection, keys)

    monkeypatch.setattr(upgrade, "make_rows_anew", cut)
    with pytest.raises(KeyboardInterrupt):
        upgrade_database(released)
    monkeypatch.setattr(upgrade, "make_rows_anew", made)
    done = upgrade_database(released)
    assert (done.before, done.steps, done.copy) == (HEAD, (), None)
    assert 1 <= done.pages <= 2
    assert Review(released).ask("SELECT count(*) FROM participants WHERE fact_key = ''") == [(0,)]


def test_a_step_that_fails_leaves_the_database_as_it_was(released, monkeypatch):
    before = tables_of(released)

    def failing(connection):
        raise RuntimeError("in the middle")

    monkeypatch.setattr("abstract_extract.store.schema.create_views", failing)
    with pytest.raises(RuntimeError):
        upgrade_database(released)
    assert tables_of(released) == before
    monkeypatch.undo()
    assert upgrade_database(released).steps[-1] == HEAD


def tables_of(name):
    engine = create_engine(database_url(name))
    with engine.connect() as connection:
        look = inspect(connection)
        found = {table: [c["name"] for c in look.get_columns(table)] for table in sorted(look.get_table_names())}
        views = sorted(look.get_view_names())
    engine.dispose()
    return found, views


def test_decisions_can_be_made_on_what_was_there(released):
    upgrade_database(released)
    review = Review(released)
    ((key,),) = review.ask("SELECT fact_key FROM participants WHERE page_key = 'aaaa' AND study = 0 AND position = 0")
    decide(released, "correct", key, field="count", value=24, by="Ada")
    assert ("24 enrolled",) in review.ask("SELECT sample_size FROM study_rows WHERE page_key = 'aaaa' AND study = 0")


def test_a_newer_database_is_refused_with_the_remedy(database):
    Review(database).change("UPDATE alembic_version SET version_num = '9999'")
    for use in (lambda: save(database, []), lambda: upgrade_database(database)):
        with pytest.raises(StoreError, match="made by a newer version"):
            use()


def test_an_upgrade_of_the_newest_does_nothing(database):
    done = upgrade_database(database)
    assert (done.before, done.steps, done.copy, done.pages) == (HEAD, (), None, 0)


def test_an_upgrade_of_nothing_says_what_to_do(tmp_path):
    with pytest.raises(StoreError, match="no database"):
        upgrade_database(str(tmp_path / "none.db"))
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="holds no review"):
        upgrade_database(str(tmp_path / "empty.db"))
