"""The studies of a review database, as exports see them: each with a name, a key that stays, and its trial."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from abstract_extract.record import Arm, Check, PageInfo, Record, Study
from abstract_extract.store.database import errors_named, open_database
from abstract_extract.store.decided import DecidedRecord, decided_records
from abstract_extract.store.decisions import Decision
from abstract_extract.store.links.tables import trial_reports
from abstract_extract.store.readable import checks_of

from .cells import one_line
from .names import name_of


@dataclass(frozen=True, slots=True)
class ExportedStudy:
    """One study of one page: `key` is the page's key and its number there, `label` a short name that no other has.

    `trial` names the trial where other pages are known to report it too; `other_reports` are the labels of theirs.
    """

    key: str
    label: str
    decided: DecidedRecord
    number: int
    trial: str | None = None
    other_reports: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The record of the page, after people's decisions."""
        return self.decided.record

    @property
    def page(self) -> PageInfo:
        """What is known of the page."""
        return self.decided.record.page

    @property
    def study(self) -> Study:
        """The study itself."""
        return self.decided.record.studies[self.number]

    @property
    def decisions(self) -> list[Decision]:
        """People's decisions on it, the oldest first."""
        return [decision for decision in self.decided.decisions if decision.study == self.number]

    @property
    def doubts(self) -> list[Check]:
        """The checks that concern it and are no mere notes."""
        return checks_of(self.decided.record.checks, self.number)

    def arm(self, arm: str | None) -> Arm | None:
        """The arm of this id; None for the whole trial, and for an arm that the study does not name."""
        return next((one for one in self.study.arms if one.id == arm), None)

    def arm_name(self, arm: str | None) -> str | None:
        """The name of an arm, on one line; its id where the study names none; None for the whole trial."""
        found = self.arm(arm)
        return one_line(str(found.label.value)) if found else arm


class Review:
    """The records of a database, as often as an export has to go over them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def records(self) -> Iterator[DecidedRecord]:
        """All records after people's decisions, in the order of their pages' keys."""
        return iter(decided_records(self._connection))

    def studies(self) -> Iterator[ExportedStudy]:
        """All studies, in the order of their pages and in it."""
        for decided in self.records():
            for number, study in enumerate(decided.record.studies):
                key = study_key(decided, number)
                # A page is a report of the trial that it calls its own, not of those that it recounts.
                trial = self._trials.get(decided.page_key) if study.role == "reported" else None
                others = tuple(label for other, label in self._reports.get(trial or "", ()) if other != key)
                yield ExportedStudy(key, self._labels[key], decided, number, trial, others)

    @cached_property
    def _trials(self) -> dict[str, str]:
        """The trial of each page that is not its only report."""
        found = self._connection.execute(select(trial_reports.c.page_key, trial_reports.c.trial))
        return {row.page_key: row.trial for row in found}

    @cached_property
    def _reports(self) -> dict[str, list[tuple[str, str]]]:
        """The reported studies of each trial: key and label."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for decided in self.records():
            if trial := self._trials.get(decided.page_key):
                for number, study in enumerate(decided.record.studies):
                    if study.role == "reported":
                        key = study_key(decided, number)
                        found[trial].append((key, self._labels[key]))
        return found

    @cached_property
    def _labels(self) -> dict[str, str]:
        names: dict[str, tuple[str, str]] = {}
        for decided in self.records():
            several = len(decided.record.studies) > 1
            for number in range(len(decided.record.studies)):
                name = name_of(decided.record.page) + (f" ({number + 1})" if several else "")
                names[study_key(decided, number)] = (name, decided.page_key)
        counts = Counter(name for name, _ in names.values())
        return {key: name if counts[name] == 1 else f"{name} [{page}]" for key, (name, page) in names.items()}


@contextmanager
def reading(database: str) -> Iterator[Review]:
    """The review of a database (a path or a SQLAlchemy URL): every pass sees the same state, whoever writes meanwhile.

    Raises StoreError where the database cannot be used.
    """
    with errors_named(database), open_database(database, read_only=True) as engine:
        # SQLite keeps a transaction's first sight of the database by itself.
        options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
        with engine.connect().execution_options(**options) as connection:
            yield Review(connection)


def study_key(decided: DecidedRecord, number: int) -> str:
    """The key of a study: its page's, and its number there, from 0."""
    return f"{decided.page_key}/{number}"
