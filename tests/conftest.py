"""What all tests share: the option that writes the expected files of golden pages anew, and databases to write to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from postgres import Server


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write what the readers make of the golden pages as what is expected; read the difference before you keep it",
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server, started when the first test asks for it."""
    from postgres import Server, why_not

    if reason := why_not():
        pytest.skip(reason)
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgres_or_none(request: pytest.FixtureRequest) -> Server | None:
    """The server, for tests that take it along where it is there."""
    from postgres import why_not

    return None if why_not() else request.getfixturevalue("postgres")


@pytest.fixture(scope="session")
def empty_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with the tables of a review, to be copied: making one takes longer than copying it."""
    from abstract_extract.store import open_database

    file = tmp_path_factory.mktemp("empty") / "review.db"
    with open_database(str(file)):
        pass
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path, empty_review: Path) -> Iterator[Callable[..., str]]:
    """Makes databases, on each of the two: call it for the name of a new one."""
    made: list[str] = []

    def new(*, with_tables: bool = True) -> str:
        if request.param == "postgresql":
            made.append(request.getfixturevalue("postgres").database(made=with_tables))
            return made[-1]
        made.append(str(tmp_path / f"review-{len(made)}.db"))
        if with_tables:
            shutil.copy(empty_review, made[-1])
        return made[-1]

    yield new
    if request.param == "postgresql":
        for name in made:
            request.getfixturevalue("postgres").drop(name)


@pytest.fixture
def database(new_database: Callable[..., str]) -> str:
    """The name of a new database, on each of the two."""
    return new_database()
