"""Prodigy's JSON Lines: spans and relations in a task; ids and attributes travel as further keys of a span."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError
from abstract_extract.gold.document import AnnotatedDoc, Relation, Span
from abstract_extract.gold.importing import write_lines
from abstract_extract.score.load import json_objects


def write(documents: Sequence[AnnotatedDoc], path: Path) -> None:
    """One accepted task a line; Prodigy adds its hashes and tokens itself."""
    write_lines(map(_task, documents), path)


def read(path: Path) -> list[AnnotatedDoc]:
    """The accepted tasks of a file; those rejected or ignored are left out. Raises GoldError."""
    return [_document(task, name) for name, task in json_objects(path) if task.get("answer", "accept") == "accept"]


def _task(document: AnnotatedDoc) -> dict[str, Any]:
    spans = {span.id: span for span in document.spans}
    return {
        "text": document.text,
        "meta": {"page": document.id},
        "record": document.meta,
        "spans": [
            {
                "start": span.start,
                "end": span.end,
                "label": span.label,
                "text": span.text,
                "id": span.id,
                "attributes": span.attributes,
            }
            for span in document.spans
        ],
        "relations": [
            {
                "label": one.label,
                "head_id": one.head,
                "child_id": one.tail,
                "head_span": _place(spans[one.head]),
                "child_span": _place(spans[one.tail]),
            }
            for one in document.relations
        ],
        "answer": "accept",
    }


def _place(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "label": span.label}


def _document(task: Mapping[str, Any], name: str) -> AnnotatedDoc:
    try:
        text = task["text"]
        spans = tuple(
            Span(
                id=str(span.get("id", f"T{number}")),
                label=span["label"],
                start=span["start"],
                end=span["end"],
                text=span.get("text", text[span["start"] : span["end"]]),
                attributes=span.get("attributes") or {},
            )
            for number, span in enumerate(task.get("spans") or (), 1)
        )
        relations = tuple(
            Relation(label=one["label"], head=_end(one, "head", spans), tail=_end(one, "child", spans))
            for one in task.get("relations") or ()
        )
        page = str((task.get("meta") or {}).get("page", name.rsplit("/", 1)[-1]))
        document = AnnotatedDoc(id=page, text=text, spans=spans, relations=relations, meta=task.get("record") or {})
    except (KeyError, TypeError, ValueError) as error:
        raise GoldError(f"{name}: no task of Prodigy's: {error}") from error
    return document.checked(name)


def _end(relation: Mapping[str, Any], which: str, spans: Sequence[Span]) -> str:
    """The id of a relation's end: given by us, else the span at its place."""
    if f"{which}_id" in relation:
        return str(relation[f"{which}_id"])
    place = relation[f"{which}_span"]
    return next((span.id for span in spans if (span.start, span.end) == (place["start"], place["end"])), "nowhere")
