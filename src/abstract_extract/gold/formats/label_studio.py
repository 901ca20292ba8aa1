"""Label Studio's JSON: one task a page, its regions, what is chosen for them, and relations.

Some versions count characters beyond the Basic Multilingual Plane (emoji) twice, as JavaScript does. On the way in
every region must read its text; where a task's regions only do so when counted in UTF-16 units, they are recounted.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError
from abstract_extract.gold.document import AnnotatedDoc, Attribute, Relation, Span

_LABELS, _TEXT = "label", "text"


def write(documents: Sequence[AnnotatedDoc], path: Path) -> None:
    """One JSON array of tasks; the annotations are complete, not predictions."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tasks = [_task(number, document) for number, document in enumerate(documents, 1)]
    path.write_bytes(json.dumps(tasks, ensure_ascii=False, indent=1).encode("utf-8"))


def read(path: Path) -> list[AnnotatedDoc]:
    """The tasks of an export: of each the first annotation that was not cancelled, else the first prediction.

    Raises GoldError, naming the page and the span, where a region does not read its text.
    """
    try:
        tasks = json.loads(path.read_bytes().decode("utf-8-sig"))
        return [_document(task, str(path)) for task in tasks]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: no export of Label Studio: {type(error).__name__}: {error}") from error


def _task(number: int, document: AnnotatedDoc) -> dict[str, Any]:
    result: list[dict[str, Any]] = []
    for span in document.spans:
        place = {"start": span.start, "end": span.end, "text": span.text}
        result.append(_result(span.id, "labels", _LABELS, place | {"labels": [span.label]}))
        for key, value in span.attributes.items():
            if isinstance(value, str):
                result.append(_result(span.id, "choices", key, place | {"choices": [value]}))
            else:
                # JSON in Python keeps 2 and 2.0 apart, so numbers come back as they were.
                result.append(_result(span.id, "number", key, place | {"number": value}))
    result += [
        {"type": "relation", "from_id": one.head, "to_id": one.tail, "direction": "right", "labels": [one.label]}
        for one in document.relations
    ]
    data = {_TEXT: document.text, "page": document.id, "meta": document.meta}
    return {"id": number, "data": data, "annotations": [{"id": number, "ground_truth": True, "result": result}]}


def _result(name: str, kind: str, source: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "type": kind, "from_name": source, "to_name": _TEXT, "value": value}


def _document(task: Mapping[str, Any], name: str) -> AnnotatedDoc:
    data = task["data"]
    page = str(data.get("page", task.get("id")))
    result = _chosen(task)
    attributes: dict[str, dict[str, Attribute]] = {}
    for one in result:
        value = one.get("value", {})
        for kind in ("choices", "number", "textarea"):
            if one["type"] == kind:
                given = value["text" if kind == "textarea" else kind]
                attributes.setdefault(one["id"], {})[one["from_name"]] = given[0] if isinstance(given, list) else given
    spans = _spans([one for one in result if one["type"] == "labels"], data[_TEXT], f"{name}: page {page}", attributes)
    relations = tuple(
        Relation(label=(one.get("labels") or ["has"])[0], head=one["from_id"], tail=one["to_id"])
        for one in result
        if one["type"] == "relation"
    )
    document = AnnotatedDoc(id=page, text=data[_TEXT], spans=spans, relations=relations, meta=data.get("meta") or {})
    return document.checked(name)


def _chosen(task: Mapping[str, Any]) -> list[dict[str, Any]]:
    for annotation in task.get("annotations") or ():
        if not annotation.get("was_cancelled"):
            return list(annotation["result"])
    return list(task["predictions"][0]["result"]) if task.get("predictions") else []


def _spans(
    regions: Sequence[Mapping[str, Any]], text: str, name: str, attributes: Mapping[str, dict[str, Attribute]]
) -> tuple[Span, ...]:
    places = [(region["value"]["start"], region["value"]["end"]) for region in regions]
    wanted = [region["value"].get("text") for region in regions]
    if not _fits(places, wanted, text):
        recounted = _from_utf_16(places, text)
        if not _fits(recounted, wanted, text):
            raise _misplaced(regions, text, name)
        places = recounted
    return tuple(
        Span(
            id=region["id"],
            label=region["value"]["labels"][0],
            start=start,
            end=end,
            text=text[start:end],
            attributes=attributes.get(region["id"], {}),
        )
        for region, (start, end) in zip(regions, places, strict=True)
    )


def _fits(places: Sequence[tuple[int, int]], wanted: Sequence[str | None], text: str) -> bool:
    pairs = zip(places, wanted, strict=True)
    return all(0 <= start < end <= len(text) and one in (None, text[start:end]) for (start, end), one in pairs)


def _misplaced(regions: Sequence[Mapping[str, Any]], text: str, name: str) -> GoldError:
    for region in regions:
        start, end, wanted = region["value"]["start"], region["value"]["end"], region["value"].get("text")
        if not _fits([(start, end)], [wanted], text):
            there = text[start:end]
            return GoldError(f"{name}: span {region['id']} at {start}:{end} reads {there!r}, not {wanted!r}")
    return GoldError(f"{name}: its spans do not align with its text")


def _from_utf_16(places: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Places counted in UTF-16 units as places counted in characters; what falls between two is no place."""
    units = [0, *accumulate(1 + (character > "\uffff") for character in text)]

    def character(unit: int) -> int:
        found = bisect_left(units, unit)
        return found if found < len(units) and units[found] == unit else -1

    return [(character(start), character(end)) for start, end in places]
