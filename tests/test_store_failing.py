"""What goes wrong while a review is written: the rows are the old ones or the new, and one line says what to do."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest

from abstract_extract.errors import StoreError
from abstract_extract.store import database as database_module
from abstract_extract.store import decide, save
from abstract_extract.store.database import writing_engine
from test_store import Review
from writers import ended, forked, killed_after, short_pages

# Newer Pythons warn of forks beside threads; these children write to a database of their own and end.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

PAGES = 500
KILLS = 50
LOCKER = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
time.sleep(60)
"""


def test_killed_at_any_moment_and_run_again_gives_the_same_rows(new_database):
    undisturbed = Review(new_database())
    began = time.monotonic()
    assert ended(forked(lambda: save(undisturbed.name, short_pages(PAGES)))) == 0
    span = time.monotonic() - began
    expected = undisturbed.rows()
    moments = random.Random(len(expected["pages"]))
    killed = 0
    review = Review(new_database())
    for _ in range(KILLS):
        # Each kill falls into a run that has something to write: another reading of all pages than the one before.
        reading, moment = moments.randrange(1, 1000), moments.random() * span
        if killed_after(forked(lambda r=reading: save(review.name, short_pages(PAGES, reading=r))), moment):
            killed += 1
        else:
            # On a machine with other work the undisturbed run may have been a slow one: this run took no longer than this.
            span = moment
    assert killed >= KILLS // 2
    save(review.name, short_pages(PAGES))
    assert review.rows() == expected
    endings = [ending for (ending,) in review.ask("SELECT ending FROM runs ORDER BY run_id")]
    assert endings[-1] == "finished"
    assert None in endings


def test_two_writers_at_once_lose_and_double_nothing(new_database):
    """Both write the same pages into a database that neither has made, and half of them are another's places too."""
    alone = Review(new_database())
    save(alone.name, short_pages(PAGES))
    together = Review(new_database(with_tables=False))
    writers = [forked(lambda: save(together.name, short_pages(PAGES))) for _ in range(2)]
    assert [ended(writer) for writer in writers] == [0, 0]
    assert together.rows() == alone.rows()
    written = together.ask("SELECT sum(written), sum(rows), count(*) FROM runs")
    assert [(int(pages), int(runs)) for pages, _, runs in written] == [(len(together.pages()), 2)]


def test_a_decision_amid_a_run_is_kept(database):
    review = Review(database)
    save(review.name, short_pages(PAGES))
    ((key,),) = review.ask("SELECT fact_key FROM participants WHERE page_key = '00000000000001f0'")
    writer = forked(lambda: save(review.name, short_pages(PAGES, reading=1)))
    decide(review.name, "accept", key, by="Ada")
    assert ended(writer) == 0
    ((shown,),) = review.ask("SELECT sample_size FROM study_rows WHERE page_key = '00000000000001f0'")
    assert shown in {"506 enrolled", "507 enrolled"}
    assert review.ask("SELECT count(*) FROM decisions") == [(1,)]


def test_a_locked_database_says_so_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(database_module, "WAIT_FOR_OTHERS", 200)
    name = str(tmp_path / "review.db")
    save(name, short_pages(3))
    with subprocess.Popen([sys.executable, "-c", LOCKER, name], stdout=subprocess.PIPE) as locker:
        assert locker.stdout
        locker.stdout.readline()
        with pytest.raises(StoreError) as caught:
            save(name, short_pages(3))
        locker.kill()
    assert str(caught.value) == (
        f"cannot use the database {name}: database is locked (another program is writing to it: close it and run again)"
    )
    assert save(name, short_pages(3)).unchanged == 3


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of one megabyte; where none can be mounted, None."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, capture_output=True, check=False).returncode == 0
    yield folder if mounted else None
    if mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_says_so_and_keeps_what_was_there(small_disk, tmp_path):
    if small_disk is None:
        pytest.skip("only root can mount a disk to fill")
    review = Review(str(small_disk / "review.db"))
    save(review.name, short_pages(20))
    before = review.rows()
    with pytest.raises(StoreError, match=r"disk is full \(make room and run again: what is in it stays\)"):
        save(review.name, short_pages(PAGES, reading=1))
    assert review.rows() == before
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    save(review.name, short_pages(PAGES))
    undisturbed = Review(str(tmp_path / "undisturbed.db"))
    save(undisturbed.name, short_pages(PAGES))
    assert review.rows() == undisturbed.rows()


def test_a_database_that_may_not_grow_keeps_its_old_rows(tmp_path, monkeypatch):
    review = Review(str(tmp_path / "review.db"))
    save(review.name, short_pages(20))
    before = review.rows()
    with closing(sqlite3.connect(review.name)) as connection:
        (size,) = connection.execute("PRAGMA page_count").fetchone()

    def cramped(name):
        engine = writing_engine(name)
        with engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count={size}")
        return engine

    monkeypatch.setattr(database_module, "writing_engine", cramped)
    with pytest.raises(StoreError, match="disk is full"):
        save(review.name, short_pages(200, reading=1))
    assert review.rows() == before


def test_a_lost_connection_says_so_and_a_second_run_goes_on(postgres):
    review = Review(postgres.database())
    undisturbed = Review(postgres.database())
    save(undisturbed.name, short_pages(PAGES))

    def pages():
        for number, page in enumerate(short_pages(PAGES)):
            if number == PAGES // 2:
                _end_all_connections(postgres, review.name)
            yield page

    with pytest.raises(StoreError) as caught:
        save(review.name, pages())
    assert "the connection was lost: run again, what was written stays" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(review.pages()) == 196
    save(review.name, short_pages(PAGES))
    assert review.rows() == undisturbed.rows()
    postgres.drop(review.name)
    postgres.drop(undisturbed.name)


def _end_all_connections(postgres, url):
    janitor = postgres.janitor(url)
    with janitor.cursor() as cursor:
        janitor._terminate_connection(cursor, janitor.dbname)


def test_a_server_that_is_not_there_says_so_in_one_line(tmp_path):
    url = f"postgresql+psycopg://ada:secret@/review?host={tmp_path}"
    with pytest.raises(StoreError, match="see that the server runs") as caught:
        save(url, [])
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_written_can_be_read(tmp_path, monkeypatch):
    review = Review(str(tmp_path / "review.db"))
    save(review.name, short_pages(50))
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert len(review.pages()) == 49
    assert sorted(path.name for path in tmp_path.iterdir()) == before == ["review.db"]
