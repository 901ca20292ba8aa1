"""The one thing that all annotation formats carry: a text, spans with attributes, relations between them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from abstract_extract.errors import GoldError

Attribute = bool | int | float | str


class Span(BaseModel):
    """A stretch of the text under a label: `text` is exactly `document[start:end]`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    start: int
    end: int
    text: str
    attributes: dict[str, Attribute] = Field(default_factory=dict)


class Relation(BaseModel):
    """A labelled arrow from one span to another, by their ids."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    head: str
    tail: str


class AnnotatedDoc(BaseModel):
    """A text and what is annotated in it; `meta` is JSON that belongs to the text as a whole."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    meta: dict[str, Any] = Field(default_factory=dict)

    def checked(self, name: str) -> AnnotatedDoc:
        """This document, if it holds together.

        Raises GoldError, naming the page and the span, where a span does not read its text, an id stands twice, or a
        relation leads nowhere.
        """
        ids: set[str] = set()
        for span in self.spans:
            there = self.text[span.start : span.end]
            if not 0 <= span.start < span.end <= len(self.text) or there != span.text:
                raise GoldError(
                    f"{name}: page {self.id}: span {span.id} ({span.label}) at {span.start}:{span.end} "
                    f"reads {there!r}, not {span.text!r}"
                )
            if span.id in ids:
                raise GoldError(f"{name}: page {self.id}: two spans are called {span.id}")
            ids.add(span.id)
        for relation in self.relations:
            for end in (relation.head, relation.tail):
                if end not in ids:
                    raise GoldError(
                        f"{name}: page {self.id}: relation {relation.label} leads to {end}, which is no span"
                    )
        return self
