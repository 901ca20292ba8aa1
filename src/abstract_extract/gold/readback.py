"""Whether each value of a record reads at its place what it says it reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from abstract_extract.record import Record
from abstract_extract.resolve import kind_of, reads, resolve


@dataclass(frozen=True, slots=True)
class Misread:
    """A value whose place reads something else. `place` is a JSON pointer into the record."""

    place: str
    text: str
    start: int
    end: int
    reads: str

    def __str__(self) -> str:
        return f"{self.place}: {self.start}:{self.end} reads {self.reads!r}, not {self.text!r}"


def values(record: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every value of a record, grounded or derived, with its JSON pointer, in the record's order.

    >>> record = {"studies": [{"participants": [{"count": {"value": 1, "derived": "all"}, "arm": None}]}]}
    >>> [place for place, _ in values(record)]
    ['/studies/0/participants/0/count']
    """
    yield from _values(record.get("studies") or [], "/studies")


def readback(record: Record | Mapping[str, Any], source: str) -> list[Misread]:
    """The values whose offsets do not read their text in `source`, the page as decoded; none is the aim.

    >>> value = {"value": 23, "text": "23", "start": 3, "end": 5}
    >>> readback({"studies": [{"participants": [{"count": value}]}]}, "In 24 patients")[0].reads
    '24'
    """
    if isinstance(record, Record):
        record = record.to_json()
    kind = kind_of(source, str((record.get("page") or {}).get("path", "")))
    misread: list[Misread] = []
    for place, value in values(record):
        if "start" not in value:
            continue
        start, end = value["start"], value["end"]
        piece = source[start:end]
        if not 0 <= start < end <= len(source) or not reads(piece, value["text"], kind):
            misread.append(Misread(place, value["text"], start, end, resolve(piece, kind)))
    return misread


def _values(node: object, place: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(node, Mapping):
        if "value" in node and ("start" in node or "derived" in node):
            yield place, node
            return
        for key, child in node.items():
            yield from _values(child, f"{place}/{key}")
    elif isinstance(node, list | tuple):
        for number, child in enumerate(node):
            yield from _values(child, f"{place}/{number}")
