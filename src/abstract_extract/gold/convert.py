"""Gold records to annotated documents and back, nothing lost.

Each grounded value is a span labelled `list.key`. The first of an item stands for the item: it carries the item's
choices and derived values as attributes, a relation leads from it to each other value of the item, and one labelled
`arm` to the label of the item's arm. What no span can carry (the page, items without a grounded value) is in `meta`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from abstract_extract.errors import GoldError
from abstract_extract.page import page_id
from abstract_extract.resolve import Kind, kind_of, resolve

from .annotated import annotated
from .document import AnnotatedDoc, Attribute, Relation, Span
from .quoted import READER

LISTS = ("arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes")
_NUMBERS = frozenset("count amount amount_high volume administrations events denominator percent".split())
_DERIVED = ".derived"


def to_document(record: Mapping[str, Any], source: str) -> AnnotatedDoc:
    """A gold record and its page's decoded text as one document. Raises GoldError where a value is not in the text."""
    page = record["page"]
    builder = _ToDocument(source, kind_of(source, page["path"]))
    for number, study in enumerate(record["studies"]):
        builder.study(number, study)
    meta = {
        "schema_version": record.get("schema_version", "1"),
        "page": page,
        "roles": [study["role"] for study in record["studies"]],
        "unspanned": builder.unspanned,
        "checks": record.get("checks") or [],
    }
    document = AnnotatedDoc(
        id=page["id"], text=source, spans=tuple(builder.spans), relations=tuple(builder.relations), meta=meta
    )
    return document.checked(page["path"])


def to_record(document: AnnotatedDoc, name: str) -> dict[str, Any]:
    """The gold record of a document. Raises GoldError, naming the page and the span, for what is no record.

    A document without `meta` is a page that was annotated in a tool alone: its id is of its text in UTF-8, and spans
    that nothing relates are items of their own.
    """
    document.checked(name)
    meta = document.meta
    page = dict(meta.get("page") or _bare_page(document))
    items = _FromDocument(document, name, kind_of(document.text, str(page.get("path", "")))).items()
    for entry in meta.get("unspanned") or ():
        items[entry["study"], entry["list"], entry["index"]] = entry["item"]
    roles = list(meta.get("roles") or (["reported"] if items else []))
    studies = [{"role": role, **{listing: [] for listing in LISTS}} for role in roles]
    for study, listing, index in sorted(items, key=lambda key: (key[0], LISTS.index(key[1]), key[2])):
        if study >= len(studies):
            raise GoldError(f"{name}: page {document.id}: an item belongs to study {study}; there are {len(studies)}")
        studies[study][listing].append(items[study, listing, index])
    record = {"schema_version": "1", "page": page, "studies": studies, "checks": meta.get("checks") or []}
    try:
        return annotated(record)
    except ValidationError as error:
        first = error.errors()[0]
        raise GoldError(f"{name}: page {document.id}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


class _ToDocument:
    def __init__(self, source: str, kind: Kind) -> None:
        self.source = source
        self.kind = kind
        self.spans: list[Span] = []
        self.relations: list[Relation] = []
        self.unspanned: list[dict[str, Any]] = []

    def study(self, number: int, study: Mapping[str, Any]) -> None:
        arms: dict[str, str] = {}
        for listing in LISTS:
            for index, item in enumerate(study.get(listing) or ()):
                self.item(number, listing, index, item, arms)

    def item(self, study: int, listing: str, index: int, item: Mapping[str, Any], arms: dict[str, str]) -> None:
        grounded, attributes, arm = self.parts(item)
        if not grounded:
            self.unspanned.append({"study": study, "list": listing, "index": index, "item": dict(item)})
            return
        attributes = {"study": study, "item": index, **attributes}
        anchor = ""
        for key, value in grounded.items():
            span = self.span(f"{listing}.{key}", value, {} if anchor else attributes)
            if anchor:
                self.relations.append(Relation(label="has", head=anchor, tail=span))
            anchor = anchor or span
        if listing == "arms":
            arms[item["id"]] = anchor
        elif arm in arms:
            self.relations.append(Relation(label="arm", head=anchor, tail=arms[arm]))
        elif arm is not None:
            self.spans[-len(grounded)].attributes["arm"] = arm

    def parts(self, item: Mapping[str, Any]) -> tuple[dict[str, Mapping[str, Any]], dict[str, Attribute], str | None]:
        """The item's grounded values, what its first span carries besides, and its arm."""
        grounded: dict[str, Mapping[str, Any]] = {}
        attributes: dict[str, Attribute] = {}
        for key, given in item.items():
            value = given
            if value is None or key == "arm":
                continue
            if key == "volume":
                attributes["volume.unit"] = value["unit"]
                value = value["amount"]
            if not isinstance(value, Mapping):
                attributes[key] = value
            elif "derived" in value:
                attributes |= {key: value["value"], key + _DERIVED: value["derived"]}
            else:
                grounded[key] = value
        return grounded, attributes, item.get("arm")

    def span(self, label: str, value: Mapping[str, Any], attributes: Mapping[str, Attribute]) -> str:
        name = f"T{len(self.spans) + 1}"
        start, end = value["start"], value["end"]
        own: dict[str, Attribute] = {"value": value["value"]}
        if resolve(self.source[start:end], self.kind) != value["text"]:
            own["reads"] = value["text"]
        text = self.source[start:end]
        self.spans.append(Span(id=name, label=label, start=start, end=end, text=text, attributes={**own, **attributes}))
        return name


class _FromDocument:
    def __init__(self, document: AnnotatedDoc, name: str, kind: Kind) -> None:
        self.document = document
        self.name = name
        self.kind = kind
        self.by_id = {span.id: span for span in document.spans}
        self.parents = {one.tail: one.head for one in document.relations if one.label == "has"}
        self.arms = {one.head: one.tail for one in document.relations if one.label == "arm"}

    def items(self) -> dict[tuple[int, str, int], dict[str, Any]]:
        """The items by study, list and place in it."""
        children: dict[str, list[Span]] = {}
        for span in self.document.spans:
            if span.id in self.parents:
                children.setdefault(self.parents[span.id], []).append(span)
        built: dict[tuple[int, str, int], dict[str, Any]] = {}
        for number, span in enumerate(self.document.spans):
            if span.id in self.parents:
                continue
            listing = self.split(span)[0]
            # What was added in a tool has no number yet: it follows in the order of the document.
            place = (int(span.attributes.get("study", 0)), listing, int(span.attributes.get("item", 10**6 + number)))
            if place in built:
                raise self.error(span, f"is item {place[2]} of {listing} a second time")
            built[place] = self.item(span, children.get(span.id, []))
        return built

    def item(self, anchor: Span, others: list[Span]) -> dict[str, Any]:
        item: dict[str, Any] = {}
        attributes = {
            key: one for key, one in anchor.attributes.items() if key not in ("study", "item", "value", "reads")
        }
        for key in [key for key in attributes if key.endswith(_DERIVED)]:
            name = key.removesuffix(_DERIVED)
            item[name] = {"value": attributes.pop(name, None), "derived": attributes.pop(key)}
        unit = attributes.pop("volume.unit", None)
        item |= attributes
        for span in (anchor, *others):
            listing, key = self.split(span)
            if listing != self.split(anchor)[0] or key in item:
                raise self.error(span, f"does not fit the item of {anchor.id} ({anchor.label})")
            item[key] = self.value(span, key)
        if "volume" in item:
            item["volume"] = {"amount": item["volume"], "unit": unit}
        if anchor.id in self.arms:
            item["arm"] = self.arm_id(self.by_id[self.arms[anchor.id]])
        if anchor.label == "arms.label":
            item.setdefault("id", self.arm_id(anchor))
        if self.split(anchor)[0] == "participants":
            item.setdefault("status", "unspecified")
        return item

    def arm_id(self, span: Span) -> str:
        return str(span.attributes.get("id", span.id))

    def value(self, span: Span, key: str) -> dict[str, Any]:
        text = str(span.attributes.get("reads", resolve(span.text, self.kind)))
        value: Attribute = span.attributes.get("value", text)
        if key in _NUMBERS and not isinstance(value, int | float):
            try:
                value = int(text.replace(",", "")) if text.replace(",", "").isdigit() else float(text)
            except ValueError as error:
                raise self.error(span, f"needs a number as attribute value, {text!r} is none by itself") from error
        return {"value": value, "text": text, "start": span.start, "end": span.end}

    def split(self, span: Span) -> tuple[str, str]:
        listing, _, key = span.label.partition(".")
        if listing not in LISTS or not key:
            raise self.error(span, "has no label of the form list.key")
        return listing, key

    def error(self, span: Span, what: str) -> GoldError:
        return GoldError(
            f"{self.name}: page {self.document.id}: span {span.id} ({span.label}) at {span.start}:{span.end} {what}"
        )


def _bare_page(document: AnnotatedDoc) -> dict[str, Any]:
    return {
        "id": page_id(document.text.encode("utf-8")),
        "path": f"{document.id}.txt",
        "reader": READER,
        "encoding": "utf-8",
        "report_type": "other",
    }
