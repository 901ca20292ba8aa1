"""The columns of exported tables, made from the record's own types, so that a new field is a new column at once.

>>> [column.name for column in value_columns("count", "participants.count", numeric=True)]
['count', 'count_text', 'count_start', 'count_end', 'count_derived']
>>> [column.name for column in fact_columns("follow_ups")][:6]
['duration', 'duration_text', 'duration_start', 'duration_end', 'duration_derived', 'statistic']
"""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from abstract_extract.record import Value, Volume
from abstract_extract.store.tables import NUMBERS, fact_types, is_value, is_volume

from .cells import Row

Kind = Literal["text", "integer", "number"]
EVIDENCE: dict[str, Kind] = {"text": "text", "start": "integer", "end": "integer", "derived": "text"}
"""What stands beside each value: the page's words, where they begin and end, and what it follows from otherwise."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, and where the codebook tells of it (`told` is `list.field`).

    `part` is set for evidence: which of EVIDENCE the column holds. `allowed` lists all values it can have, if few.
    """

    name: str
    kind: Kind
    told: str
    part: str | None = None
    allowed: tuple[str, ...] = ()


def value_columns(name: str, told: str, *, numeric: bool) -> list[Column]:
    """The columns of a value and its evidence, under `name`."""
    evidence = [Column(f"{name}_{part}", kind, told, part=part) for part, kind in EVIDENCE.items()]
    return [Column(name, "number" if numeric else "text", told), *evidence]


def fact_columns(listing: str, prefix: str = "") -> list[Column]:
    """The columns of one of a study's lists, but for the arm, which tables name in their own way."""
    columns: list[Column] = []
    for name, field in fact_types()[listing].model_fields.items():
        if is_value(field.annotation):
            columns += value_columns(prefix + name, f"{listing}.{name}", numeric=name in NUMBERS)
        elif is_volume(field.annotation):
            columns += value_columns(f"{prefix}{name}_amount", f"{listing}.{name}.amount", numeric=True)
            columns.append(Column(f"{prefix}{name}_unit", "text", f"{listing}.{name}.unit"))
        elif name != "arm":
            kind, allowed = _plain(field.annotation)
            columns.append(Column(prefix + name, kind, f"{listing}.{name}", allowed=allowed))
    return columns


def fact_cells(fact: BaseModel, prefix: str = "") -> Row:
    """The cells of a fact under the names that `fact_columns` gives them."""
    row: Row = {}
    for name, field in type(fact).model_fields.items():
        part = getattr(fact, name)
        if is_value(field.annotation):
            row |= value_cells(prefix + name, part, numeric=name in NUMBERS)
        elif is_volume(field.annotation):
            volume = part if isinstance(part, Volume) else None
            row |= value_cells(f"{prefix}{name}_amount", volume.amount if volume else None, numeric=True)
            row[f"{prefix}{name}_unit"] = volume.unit if volume else None
        elif name != "arm":
            row[prefix + name] = part
    return row


def value_cells(name: str, value: Value | None, *, numeric: bool) -> Row:
    """A value and its evidence as cells. A number that the page gives in words only ("several") leaves its cell empty.

    >>> from abstract_extract.record import Derived
    >>> value_cells("count", Derived(value=20, derived="arms"), numeric=True)
    {'count': 20, 'count_text': None, 'count_start': None, 'count_end': None, 'count_derived': 'arms'}
    """
    scalar = value.value if value else None
    if isinstance(scalar, str) and numeric:
        scalar = None
    elif scalar is not None and not numeric:
        scalar = str(scalar)
    return {name: scalar, **{f"{name}_{part}": getattr(value, part, None) for part in EVIDENCE}}


def _plain(annotation: Any) -> tuple[Kind, tuple[str, ...]]:
    """What a field that is no value holds, and what it may be."""
    is_union = get_origin(annotation) in {Union, types.UnionType}
    members = [member for member in get_args(annotation) if member is not type(None)] if is_union else [annotation]
    allowed = tuple(str(value) for member in members if get_origin(member) is Literal for value in get_args(member))
    if float in members:
        return "number", ()
    return ("integer" if int in members else "text"), allowed
