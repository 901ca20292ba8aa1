"""Facts made from JSON values that people give, read field by field, and put in words.

>>> count = made("participants", {"count": 23, "status": "enrolled"}, "added by Ada")
>>> count.count
Derived(value=23, derived='added by Ada')
>>> field_of(with_field(count, "status", "randomised"), "status")
'randomised'
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from abstract_extract.errors import DecisionError
from abstract_extract.record import Derived, Grounded, Volume

from .fact_keys import LEADS, plain, read_field
from .readable import is_duration
from .tables import NUMBERS, fact_types, is_value, is_volume

DURATIONS = frozenset({"interval", "duration", "time_point"})


def made(name: str, given: dict[str, Any], says: str) -> BaseModel:
    """The fact of the list `name` with these fields; a value without a place is derived from what `says` says.

    Raises DecisionError for fields or values that such a fact cannot have.
    """
    if name not in LEADS:
        raise DecisionError(f"no list {name!r} (facts are in {', '.join(LEADS)})")
    kind = fact_types()[name]
    unknown = sorted(set(given) - set(kind.model_fields))
    if unknown:
        raise DecisionError(f"{name} have no field {unknown[0]!r} (theirs are {', '.join(kind.model_fields)})")
    fields = {field: _part(kind, field, value, says) for field, value in given.items()}
    if name == "arms":
        fields.setdefault("id", "")
    return _validated(kind, fields)


def with_field(fact: BaseModel, field: str, value: Any, says: str = "") -> BaseModel:
    """The fact with another value in a field; "volume.amount" is a field of a field.

    Raises DecisionError for a field that it does not have, and for a value that cannot stand there.
    """
    kind = type(fact)
    top, _, inner = field.partition(".")
    if top not in kind.model_fields or (inner and not is_volume(kind.model_fields[top].annotation)):
        raise DecisionError(f"no field {field!r} (there are {', '.join(kind.model_fields)})")
    if inner:
        held = getattr(fact, top)
        whole = held.model_dump() if held else {"unit": "mL"}
        value = whole | {inner: _value(value, says) if inner == "amount" else value}
    else:
        value = _part(kind, top, value, says)
    return _validated(kind, fact.model_dump() | {top: value})


def see_that_kind_is_right(field: str, value: Any) -> None:
    """Raises DecisionError where a person gives words for a number, or anything but ISO 8601 for a duration.

    Pages say "several" and "at each visit"; a person who has looked knows better.
    """
    value = plain_of(value)
    name = field.rpartition(".")[2]
    if value is None or field == "volume":
        return
    if name in NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise DecisionError(f"{field}: a number goes there, not {value!r}")
    elif not isinstance(value, str):
        raise DecisionError(f"{field}: words go there, not {value!r}")
    elif name in DURATIONS and not is_duration(value):
        raise DecisionError(f"{field}: an ISO 8601 duration goes there (P6M, P3W, PT12H), not {value!r}")


def field_of(fact: BaseModel | None, field: str, *, plainly: bool = True) -> Any:
    """What stands in a field: plainly, a value without its place and a volume as amount and unit."""
    value = read_field(fact, field) if fact else None
    return jsonable(value) if plainly else value


def jsonable(value: Any) -> Any:
    """A field's value without its place."""
    if isinstance(value, Volume):
        return {"amount": value.amount.value, "unit": value.unit}
    return plain(value)


def words_of(value: Any) -> str:
    """A field's value for people."""
    value = jsonable(value)
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return " ".join(str(plain_of(part)) for part in value.values())
    return f"{value:g}" if isinstance(value, float) else str(value)


def plain_of(value: Any) -> Any:
    """A JSON value without its place."""
    return value.get("value") if isinstance(value, dict) else value


def _part(kind: type[BaseModel], field: str, value: Any, says: str) -> Any:
    annotation = kind.model_fields[field].annotation
    if is_value(annotation):
        return _value(value, says)
    if is_volume(annotation) and isinstance(value, dict) and "amount" in value:
        return value | {"amount": _value(value["amount"], says)}
    return value


def _value(value: Any, says: str) -> Any:
    if value is None or isinstance(value, dict | Grounded | Derived):
        return value
    return {"value": value, "derived": says}


def _validated(kind: type[BaseModel], fields: dict[str, Any]) -> BaseModel:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"][:1]) or kind.__name__
        raise DecisionError(f"{place}: {words_of(first.get('input'))} cannot stand there ({first['msg']})") from error
