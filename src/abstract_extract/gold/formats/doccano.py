"""doccano's JSON Lines: entities and relations; attributes, which it does not have, travel as a key of the line.

The older form `"label": [[start, end, label]]` is read too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError
from abstract_extract.gold.document import AnnotatedDoc, Relation, Span
from abstract_extract.gold.importing import write_lines
from abstract_extract.score.load import json_objects


def write(documents: Sequence[AnnotatedDoc], path: Path) -> None:
    """One page a line."""
    write_lines([_line(number, document) for number, document in enumerate(documents, 1)], path)


def read(path: Path) -> list[AnnotatedDoc]:
    """The pages of a file. Raises GoldError."""
    return [_document(line, name) for name, line in json_objects(path)]


def _line(number: int, document: AnnotatedDoc) -> dict[str, Any]:
    numbers = {span.id: place for place, span in enumerate(document.spans, 1)}
    return {
        "id": number,
        "text": document.text,
        "entities": [
            {"id": numbers[span.id], "label": span.label, "start_offset": span.start, "end_offset": span.end}
            for span in document.spans
        ],
        "relations": [
            {"id": place, "from_id": numbers[one.head], "to_id": numbers[one.tail], "type": one.label}
            for place, one in enumerate(document.relations, 1)
        ],
        "page": document.id,
        "record": document.meta,
        "spans": {
            str(numbers[span.id]): {"id": span.id, "text": span.text, "attributes": span.attributes}
            for span in document.spans
        },
    }


def _document(line: Mapping[str, Any], name: str) -> AnnotatedDoc:
    try:
        text = line["text"]
        ours: Mapping[str, Any] = line.get("spans") or {}
        spans: dict[int, Span] = {}
        for number, start, end, label in _entities(line):
            more = ours.get(str(number)) or {}
            spans[number] = Span(
                id=more.get("id", f"T{number}"),
                label=label,
                start=start,
                end=end,
                text=more.get("text", text[start:end]),
                attributes=more.get("attributes") or {},
            )
        relations = tuple(
            Relation(label=one["type"], head=spans[one["from_id"]].id, tail=spans[one["to_id"]].id)
            for one in line.get("relations") or ()
        )
        page = str(line.get("page", line.get("id", name.rsplit("/", 1)[-1])))
        meta = line.get("record") or {}
        document = AnnotatedDoc(id=page, text=text, spans=tuple(spans.values()), relations=relations, meta=meta)
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{name}: no line of doccano's: {type(error).__name__} {error}") from error
    return document.checked(name)


def _entities(line: Mapping[str, Any]) -> list[tuple[int, int, int, str]]:
    if "entities" in line:
        return [(one["id"], one["start_offset"], one["end_offset"], one["label"]) for one in line["entities"]]
    labels = line.get("label") or line.get("labels") or ()
    return [(number, start, end, label) for number, (start, end, label) in enumerate(labels, 1)]
