"""Records into the review database: each page once, nothing written twice, nothing stale left.

A page is keyed by its bytes, so that running again changes nothing. A place (a path, or a citation's number in it)
holds one page or one failure: when its bytes have changed, what it held before goes, in the transaction that brings
the new.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

from sqlalchemy import Engine

from abstract_extract.errors import StoreError

from .database import open_database, take_turn
from .failing import errors_named
from .rows import place_of
from .runs import Extractor, begin_run, note_run, this_program
from .write import Batch, Result, Saved, write_batch

BATCH = 200
"""Results written in one transaction."""


def save(
    database: str | os.PathLike[str], results: Iterable[Result], *, command: str = "", model: str = "rules"
) -> Saved:
    """Writes the results as they come, a transaction for each 200; `database` is a path or a SQLAlchemy URL.

    The table `runs` gets a row with this program's version, `model` (the hash of the model that read the pages, or
    "rules") and `command`. Where `results` raises (or is interrupted), those before are written all the same, and the
    error goes on.

    Raises StoreError for a database that cannot be used.
    """
    name = os.fspath(database)
    with open_database(name) as engine:
        run = _Run(engine, name, this_program(model), command)
        ending = "finished"
        try:
            for batch in _batches(iter(results)):
                try:
                    run.write(batch)
                except KeyboardInterrupt:
                    # Its transaction is undone, but its pages are finished: they are written before the program stops.
                    run.write(batch)
                    raise
        except KeyboardInterrupt:
            ending = "interrupted"
            raise
        except BaseException as error:
            ending = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            raise
        finally:
            run.end(ending)
    return run.saved


class _Run:
    """The row of `runs`, which every transaction brings up to date."""

    def __init__(self, engine: Engine, name: str, extractor: Extractor, command: str) -> None:
        self.saved = Saved()
        self._engine, self._name, self._extractor = engine, name, extractor
        with errors_named(name), engine.begin() as connection:
            take_turn(connection)
            self._number = begin_run(connection, extractor, command)

    def write(self, batch: Batch) -> None:
        """One transaction: the batch, and what the run has done with it."""
        with errors_named(self._name), self._engine.begin() as connection:
            take_turn(connection)
            saved = write_batch(connection, batch, self._extractor)
            saved.add(self.saved)
            note_run(connection, self._number, saved)
        self.saved = saved

    def end(self, ending: str) -> None:
        """How it ended; where the database is out of reach, the row stays as the last transaction left it."""
        with suppress(StoreError), errors_named(self._name), self._engine.begin() as connection:
            note_run(connection, self._number, self.saved, ending)


def _batches(results: Iterator[Result]) -> Iterator[Batch]:
    batch = Batch()
    path: str | None = None
    places: set[str] = set()
    try:
        for result in results:
            if result.page.path != path:
                if path is not None:
                    batch.finished[path] = places
                path, places = result.page.path, set()
            if len(batch.results) == BATCH:
                yield batch
                batch = Batch()
            places.add(place_of(result))
            batch.results.append(result)
    except GeneratorExit:
        raise
    except BaseException:
        # The path in hand is not finished: what lies behind in it is not known to be gone.
        yield batch
        raise
    if path is not None:
        batch.finished[path] = places
        yield batch
