"""The verdict on each value: right, wrong, missing or spurious. Every figure is counted from verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .facts import Value
from .fields import Mode

Call = Literal["right", "wrong", "missing", "spurious"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one value of the gold, of the record, or of both.

    `wrong`: both have the value of a matched item and they differ in `why` (value, place, arm, status, kind);
    it counts as one missing and one spurious value. `study` and `item` are indices in the gold, or in the record where
    the gold has none.
    """

    page: str
    field: str
    call: Call
    gold: Value | None = None
    found: Value | None = None
    study: int = 0
    item: int = 0
    why: str = ""
    note: str = ""
    """The choice that goes with the value: the status of a count, the kind of an outcome."""
    confidence: float | None = None
    """How sure the record says it is of the item."""
    arms: tuple[str, str] | None = None
    """Of a value that both have, in a list whose items belong to arms: whose it is in the gold, and in the record."""

    @property
    def in_gold(self) -> bool:
        """Whether the gold has this value."""
        return self.call != "spurious"

    @property
    def in_record(self) -> bool:
        """Whether the record has it."""
        return self.call != "missing"

    @property
    def fact(self) -> tuple[str, str, int, int, str]:
        """What makes it the same gold fact in two scorings."""
        return (self.page, self.field, self.study, self.item, f"{self.gold}")


@dataclass(frozen=True, slots=True)
class PageVerdicts:
    """All verdicts on one page, in each of the three ways, and what the page is grouped by."""

    page: str
    path: str
    encoding: str
    reader: str
    report_type: str
    language: str
    has_record: bool
    verdicts: dict[Mode, tuple[Verdict, ...]]
