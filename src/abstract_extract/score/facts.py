"""A record as the scorer sees it: what stands in its JSON, read without trust in who wrote it.

Keys that the record's description does not name are passed over, so that another program's records can be scored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from abstract_extract.errors import GoldError

from .fields import IDENTIFIERS, LISTS, ListFields
from .values import Scalar


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its place; a derived value has none. `unit` belongs to a volume."""

    value: Scalar
    text: str | None = None
    start: int | None = None
    end: int | None = None
    derived: str | None = None
    unit: str | None = None

    @property
    def span(self) -> tuple[int, int] | None:
        """Its place in the source, half-open."""
        return None if self.start is None or self.end is None else (self.start, self.end)

    def same_place(self, other: Value) -> bool:
        """Whether both stand at exactly the same place, or neither stands anywhere."""
        return self.span == other.span

    def overlaps(self, other: Value) -> bool:
        """Whether their places share a character (neighbours share none), or neither stands anywhere.

        >>> Value(1, "1", 3, 5).overlaps(Value(1, "1", 5, 7)), Value(1, "1", 3, 6).overlaps(Value(1, "1", 5, 7))
        (False, True)
        """
        return overlap(self, other) > 0 or self.span is None is other.span

    def __str__(self) -> str:
        return f"{self.value}" if self.unit is None else f"{self.value} {self.unit}"


def overlap(first: Value, second: Value) -> int:
    """How many characters the places of two values share."""
    if first.span is None or second.span is None:
        return 0
    return max(0, min(first.span[1], second.span[1]) - max(first.span[0], second.span[0]))


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its values, its choices, and the arm that it belongs to (None: the whole trial)."""

    values: Mapping[str, Value]
    choices: Mapping[str, str]
    arm: str | None = None
    id: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """The six lists of a study."""

    role: str
    lists: Mapping[str, tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says of its page."""

    id: str
    path: str
    entry: int | None = None
    reader: str | None = None
    language: str | None = None
    encoding: str | None = None
    title: str | None = None
    report_type: str | None = None
    identifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    studies: tuple[Study, ...] = ()
    failure: str | None = None

    @property
    def stem(self) -> str:
        """The page's file name without folder and suffix."""
        return PurePath(self.path.replace("\\", "/")).stem


def read_facts(record: Mapping[str, Any], name: str) -> Facts:
    """The facts of a record's JSON. Raises GoldError, naming the file `name`, where it is no record at all."""
    page = record.get("page")
    if not isinstance(page, Mapping):
        raise GoldError(f'{name}: not a record: it has no "page"')
    try:
        failure = record.get("failure")
        return Facts(
            id=str(page.get("id") or ""),
            path=str(page.get("path") or ""),
            entry=page.get("entry"),
            reader=page.get("reader"),
            language=page.get("language"),
            encoding=page.get("encoding"),
            title=page.get("title"),
            report_type=page.get("report_type"),
            identifiers=_identifiers(page.get("identifiers") or {}),
            studies=tuple(_study(study) for study in record.get("studies") or ()),
            failure=f"{failure.get('stage')}: {failure.get('reason')}" if isinstance(failure, Mapping) else None,
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{name}: page {page.get('id')}: not in the shape of a record: {error}") from error


def _identifiers(given: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key in IDENTIFIERS:
        value = given.get(key) or ()
        values = [value] if isinstance(value, str | int) else list(value)
        found[key] = tuple(dict.fromkeys(_identifier(key, str(one)) for one in values))
    return found


def _identifier(key: str, value: str) -> str:
    value = "".join(value.split()).upper()
    if key == "doi":
        value = (
            value.lower().removeprefix("https://").removeprefix("http://").removeprefix("dx.").removeprefix("doi.org/")
        )
        return value.removeprefix("doi:")
    return "PMC" + value.removeprefix("PMC") if key == "pmcid" else value


def _study(study: Mapping[str, Any]) -> Study:
    lists = {listing.name: tuple(_item(item, listing) for item in study.get(listing.name) or ()) for listing in LISTS}
    return Study(str(study.get("role") or "reported"), lists)


def _item(item: Mapping[str, Any], listing: ListFields) -> Item:
    values: dict[str, Value] = {}
    choices: dict[str, str] = {}
    for entry in listing.fields:
        given = item.get(entry.key)
        if entry.is_choice:
            chosen = given if given is not None else entry.default
            if chosen is not None:
                choices[entry.key] = str(chosen)
        elif given is not None:
            unit = given.get("unit") if entry.compare == "amount" else None
            value = _value(given["amount"] if entry.compare == "amount" else given, unit)
            if value is not None:
                values[entry.key] = value
    confidence = item.get("confidence")
    return Item(
        values,
        choices,
        item.get("arm") if listing.has_arm else None,
        item.get("id"),
        float(confidence) if isinstance(confidence, int | float) else None,
    )


def _value(given: Mapping[str, Any] | None, unit: str | None) -> Value | None:
    if given is None or given["value"] is None:
        return None
    value = given["value"]
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"no value: {value!r}")
    start, end = given.get("start"), given.get("end")
    if (start is None) != (end is None) or (
        start is not None and not (isinstance(start, int) and isinstance(end, int))
    ):
        raise TypeError(f"half a place: {start!r}:{end!r}")
    return Value(value, given.get("text"), start, end, given.get("derived"), unit)
