"""The fields that are scored: one table, in the order of the record.

Each list of a study has items; each item has values (with a place in the page) and choices (a word of a fixed list,
without a place). How two values compare follows from what they are: a number, a duration, a term, a label.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Compare = Literal["number", "amount", "duration", "term", "label", "choice"]
Mode = Literal["exact", "overlap", "value"]
MODES: tuple[Mode, ...] = ("exact", "overlap", "value")


@dataclass(frozen=True, slots=True)
class Field:
    """One key of an item. `counts` says whether it is part of the total over all values."""

    key: str
    compare: Compare
    counts: bool = True
    default: str | None = None
    """What an absent choice means."""

    @property
    def is_choice(self) -> bool:
        """Whether the field is a word of a fixed list, without a place in the page."""
        return self.compare == "choice"


@dataclass(frozen=True, slots=True)
class ListFields:
    """One list of a study.

    `guard` is the choice without which none of its values is exactly right (a count under another status is another
    fact); `guards_value` says that this holds for the value-only score too.
    """

    name: str
    fields: tuple[Field, ...]
    guard: str | None = None
    guards_value: bool = False
    has_arm: bool = True
    whole: tuple[str, ...] = ()
    """The values that together are scored once more, as the item itself."""

    def field(self, key: str) -> Field:
        """The field of that key."""
        return next(field for field in self.fields if field.key == key)


LISTS: tuple[ListFields, ...] = (
    ListFields("arms", (Field("label", "label"), Field("role", "choice", counts=False)), has_arm=False),
    ListFields(
        "participants",
        (
            Field("count", "number"),
            Field("status", "choice", counts=False, default="unspecified"),
            Field("unit", "choice", counts=False, default="patients"),
        ),
        guard="status",
        guards_value=True,
    ),
    ListFields(
        "cell_sources",
        tuple(Field(key, "term") for key in ("tissue", "cell_type", "product", "donor", "species")),
        whole=("tissue", "cell_type", "product", "donor", "species"),
    ),
    ListFields(
        "doses",
        (
            Field("amount", "number"),
            Field("amount_high", "number"),
            Field("unit", "choice", counts=False),
            Field("basis", "choice", counts=False),
            Field("volume", "amount"),
            Field("administrations", "number"),
            Field("interval", "duration"),
            Field("duration", "duration"),
            Field("route", "term"),
            Field("site", "term"),
        ),
    ),
    ListFields(
        "follow_ups",
        (
            Field("duration", "duration"),
            Field("statistic", "choice", counts=False, default="fixed"),
            Field("schedule", "duration"),
            Field("anchor", "label", counts=False),
        ),
        has_arm=False,
    ),
    ListFields(
        "outcomes",
        (
            Field("label", "label", counts=False),
            Field("kind", "choice", counts=False),
            Field("events", "number"),
            Field("denominator", "number"),
            Field("percent", "number"),
            Field("unit", "choice", counts=False, default="patients"),
            Field("time_point", "duration"),
        ),
        guard="kind",
    ),
)

IDENTIFIERS = ("pmid", "pmcid", "doi", "registry")
STATUSES = (
    *("planned", "screened", "enrolled", "randomised", "allocated"),
    *("treated", "completed", "analysed", "lost", "unspecified"),
)
TOTAL = "all values"
"""The row over all values that count."""


def field_name(listing: ListFields, key: str) -> str:
    """The name of a field in tables and floors; the count of participants is called after its list.

    >>> field_name(LISTS[1], "count"), field_name(LISTS[3], "amount")
    ('participants', 'doses.amount')
    """
    return listing.name if (listing.name, key) == ("participants", "count") else f"{listing.name}.{key}"


def field_order() -> tuple[str, ...]:
    """The names of all fields in the order of the record, the total first."""
    names = [TOTAL, "report_type", *(f"identifiers.{key}" for key in IDENTIFIERS), "studies"]
    for listing in LISTS:
        if listing.whole:
            names.append(listing.name)
        for field in listing.fields:
            names.append(field_name(listing, field.key))
            if (listing.name, field.key) == ("participants", "status"):
                names += [f"participants.{status}" for status in STATUSES]
    return tuple(names)


COUNTED = frozenset(field_name(listing, field.key) for listing in LISTS for field in listing.fields if field.counts)
"""The fields that make up the total."""
