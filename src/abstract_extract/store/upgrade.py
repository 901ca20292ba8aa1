"""Bringing the database of an older version up to this one.

An SQLite file is copied first. The tables change in one transaction; then the rows are made anew from the records, some
hundreds at a time, so that an upgrade that is cut off goes on where it stopped.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, select

from abstract_extract.errors import StoreError

from .database import see_that_it_is_there, sqlite_file, take_turn, writing_engine
from .failing import errors_named, shown_url
from .migrations import HEAD
from .rows import ROWS_VERSION
from .schema import bring_up, version_of
from .tables import pages
from .write import make_rows_anew

AT_ONCE = 500
"""Pages in one transaction."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: the version before, the steps passed, the copy of an SQLite file, and pages made anew."""

    before: str
    steps: tuple[str, ...]
    copy: Path | None
    pages: int


def upgrade_database(name: str) -> Upgraded:
    """Brings the database of this path or URL to the newest version; one that is there changes nothing.

    Raises StoreError for one that cannot be used, holds no review, or was made by a newer version.
    """
    with errors_named(name):
        see_that_it_is_there(name)
        engine = writing_engine(name)
        try:
            return _upgrade(engine, name)
        finally:
            engine.dispose()


def _upgrade(engine: Engine, name: str) -> Upgraded:
    with engine.begin() as connection:
        before = version_of(connection)
    if before is None:
        raise StoreError(f"{shown_url(name)} holds no review (abstract-extract db init --db {name} makes one)")
    if before > HEAD:
        raise StoreError(f"{shown_url(name)} was made by a newer version ({before}, this program knows {HEAD})")
    copy = _copied(name, before) if before != HEAD else None
    with engine.begin() as connection:
        take_turn(connection)
        # Another process may have been quicker.
        steps = bring_up(connection, version_of(connection))
    made = _make_rows_anew(engine)
    return Upgraded(before, tuple(steps), copy, made)


def _make_rows_anew(engine: Engine) -> int:
    """Makes the rows anew that an older version made; how many pages these were."""
    made = 0
    stale = select(pages.c.page_key).where(pages.c.rows_version != ROWS_VERSION).limit(AT_ONCE)
    while True:
        with engine.begin() as connection:
            take_turn(connection)
            keys = connection.execute(stale).scalars().all()
            make_rows_anew(connection, keys)
        made += len(keys)
        if not keys:
            return made


def _copied(name: str, version: str) -> Path | None:
    """A copy of an SQLite file beside it, under a name that no file has yet."""
    file = sqlite_file(name)
    if file is None:
        return None
    names = (Path(f"{file}.at-{version}{'' if number == 1 else f'-{number}'}") for number in count(1))
    copy = next(path for path in names if not path.exists())
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
