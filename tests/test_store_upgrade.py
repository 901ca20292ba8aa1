"""Databases of older versions: known, refused with the remedy, brought up with what is in them."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from abstract_extract.store import decision_tables, open_database
from abstract_extract.store.migrations import HEAD


def test_the_steps_lead_to_the_tables_that_the_program_uses(tmp_path):
    with open_database(str(tmp_path / "review.db")) as engine, engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), decision_tables.metadata) == []


def test_the_last_step_is_the_one_that_a_database_is_asked_for():
    config = Config()
    config.set_main_option("script_location", "abstract_extract.store:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
