"""The version of a review database: which one it is at, making one that is new, and bringing an old one up.

The tables are made by the migrations alone, for a new database as for an old one, so that there is one way to what
stands there. The views belong to the program and are made anew at the end.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, Table, Text, inspect, select

from abstract_extract.errors import StoreError

from .migrations import FIRST, HEAD
from .views import create_views, drop_views

_version = Table("alembic_version", MetaData(), Column("version_num", Text))
_OF_THE_FIRST = frozenset({"pages", "page_paths", "failures", "studies", "participants", "outcomes"})
"""Tables by which a database of the first release is known: it did not say its version."""


def version_of(connection: Connection) -> str | None:
    """The version of the review in this database; None where there is none yet.

    Raises StoreError where tables of the review's names stand there that are not the review's.
    """
    there = set(inspect(connection).get_table_names())
    if "alembic_version" in there:
        return connection.execute(select(_version.c.version_num)).scalar()
    if not there & _OF_THE_FIRST:
        return None
    if there >= _OF_THE_FIRST and "record_json" in {c["name"] for c in inspect(connection).get_columns("pages")}:
        return FIRST
    raise StoreError("its tables are not those of a review (it was made by another program: name another with --db)")


def make_or_check(connection: Connection, name: str, *, read_only: bool) -> None:
    """Makes the tables and views of a database that has none; sees that one which has some is at this version.

    Raises StoreError, with the remedy, for a database that was made by another version.
    """
    version = _named_version(connection, name)
    if version == HEAD:
        return
    if version is not None:
        raise StoreError(_other_version(name, version))
    if read_only:
        raise StoreError(f"{name} holds no review (abstract-extract run PAGES --db {name} makes one)")
    bring_up(connection, None)


def _named_version(connection: Connection, name: str) -> str | None:
    try:
        return version_of(connection)
    except StoreError as error:
        raise StoreError(f"cannot use the database {name}: {error}") from error


def _other_version(name: str, version: str) -> str:
    if version < HEAD:
        return (
            f"{name} was made by an older version (its tables are at {version}, this program's at {HEAD}):"
            f" run abstract-extract db upgrade --db {name}"
        )
    return (
        f"{name} was made by a newer version (its tables are at {version}, this program's at {HEAD}):"
        " install the newer abstract-extract"
    )


def bring_up(connection: Connection, version: str | None) -> list[str]:
    """Brings the tables from this version to the newest, within the connection's transaction; the versions passed."""
    # Alembic is imported only where there is something to do.
    from alembic.config import Config
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", "abstract_extract.store:migrations")
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    context = MigrationContext.configure(connection)
    drop_views(connection)
    if version == FIRST and not context.get_current_heads():
        context.stamp(script, FIRST)
    passed: list[str] = []
    for step in reversed(list(script.iterate_revisions("head", version or "base"))):
        with Operations.context(context):
            step.module.upgrade()
        context.stamp(script, step.revision)
        passed.append(step.revision)
    create_views(connection)
    return passed
