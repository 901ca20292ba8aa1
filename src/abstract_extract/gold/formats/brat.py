"""brat standoff: for each page a `.txt` with its text, an `.ann`, and a `.json` for what brat has no line for.

Offsets are characters of the text, carriage returns counted. A span over a line break is written in fragments, since
a line of an `.ann` file cannot hold one. Attributes that are single words are `A` lines, which brat shows; all others
are JSON in the span's note.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError
from abstract_extract.gold.document import AnnotatedDoc, Attribute, Relation, Span

_WORD = re.compile(r"[A-Za-z_][\w.-]*\Z", re.ASCII)
_BREAK = re.compile(r"[\r\n]+")
_NOTE = "Attributes"


def write(documents: Sequence[AnnotatedDoc], path: Path) -> None:
    """Three files a page, named by its id, in the folder `path`."""
    path.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (path / f"{document.id}.txt").write_bytes(document.text.encode("utf-8"))
        (path / f"{document.id}.ann").write_bytes(_lines(document).encode("utf-8"))
        meta = json.dumps(document.meta, ensure_ascii=False, indent=1) + "\n"
        (path / f"{document.id}.json").write_bytes(meta.encode("utf-8"))


def read(path: Path) -> list[AnnotatedDoc]:
    """The pages of a folder, or of one `.ann` file, in order of their names. Raises GoldError."""
    files = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"{path}: no .ann file here")
    return [_read(file) for file in files]


def _lines(document: AnnotatedDoc) -> str:
    lines: list[str] = []
    attributes = notes = 0
    for span in document.spans:
        fragments = _fragments(span)
        places = ";".join(f"{start} {end}" for start, end in fragments)
        text = " ".join(document.text[start:end] for start, end in fragments)
        lines.append(f"{span.id}\t{span.label} {places}\t{text}")
        rest = dict(span.attributes)
        for key, value in span.attributes.items():
            if isinstance(value, str) and _WORD.match(value) and _WORD.match(key):
                attributes += 1
                lines.append(f"A{attributes}\t{key} {span.id} {rest.pop(key)}")
        if rest:
            notes += 1
            # ASCII alone: a line separator inside a value would end the line.
            lines.append(f"#{notes}\t{_NOTE} {span.id}\t{json.dumps(rest)}")
    for number, relation in enumerate(document.relations, 1):
        lines.append(f"R{number}\t{relation.label} Arg1:{relation.head} Arg2:{relation.tail}")
    return "".join(line + "\n" for line in lines)


def _fragments(span: Span) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(span.text):
        places.append((start, match.start()))
        start = match.end()
    places.append((start, len(span.text)))
    kept = [(span.start + low, span.start + high) for low, high in places]
    # The outer ends are the span's own even where it begins or ends with a break: they must be read again.
    return [place for number, place in enumerate(kept) if place[0] < place[1] or number in (0, len(kept) - 1)]


class _Lines:
    def __init__(self) -> None:
        self.spans: dict[str, tuple[str, int, int]] = {}
        self.attributes: dict[str, dict[str, Attribute]] = {}
        self.relations: list[Relation] = []


def _read(file: Path) -> AnnotatedDoc:
    page = file.with_suffix(".txt")
    extra = file.with_suffix(".json")
    try:
        text = page.read_bytes().decode("utf-8")
        lines = file.read_bytes().decode("utf-8").split("\n")
        meta: dict[str, Any] = json.loads(extra.read_text("utf-8")) if extra.is_file() else {}
    except (OSError, ValueError) as error:
        raise GoldError(f"{file}: cannot be read with its {page.name}: {error}") from error
    found = _Lines()
    for number, line in enumerate(lines, 1):
        if line.strip():
            _line(found, line.rstrip("\r"), text, f"{file}:{number}: page {file.stem}")
    spans = tuple(
        Span(
            id=name, label=label, start=start, end=end, text=text[start:end], attributes=found.attributes.get(name, {})
        )
        for name, (label, start, end) in found.spans.items()
    )
    document = AnnotatedDoc(id=file.stem, text=text, spans=spans, relations=tuple(found.relations), meta=meta)
    return document.checked(str(file))


def _line(found: _Lines, line: str, text: str, name: str) -> None:
    parts = line.split("\t")
    kind, words = parts[0][0], parts[1].split(" ") if len(parts) > 1 else []
    try:
        if kind == "T":
            places = [tuple(map(int, place.split(" "))) for place in parts[1].split(" ", 1)[1].split(";")]
            reads = " ".join(text[start:end] for start, end in places)
            if reads != "\t".join(parts[2:]):
                raise GoldError(f"{name}: span {parts[0]} at {parts[1]} reads {reads!r}, not {parts[2]!r}")
            found.spans[parts[0]] = (words[0], places[0][0], places[-1][1])
        elif kind in "AM":
            found.attributes.setdefault(words[1], {})[words[0]] = words[2] if len(words) > 2 else True
        elif kind == "R":
            head, tail = (argument.split(":", 1)[1] for argument in words[1:3])
            found.relations.append(Relation(label=words[0], head=head, tail=tail))
        elif kind == "#" and words[0] == _NOTE:
            found.attributes.setdefault(words[1], {}).update(json.loads(parts[2]))
    except (ValueError, IndexError, AttributeError) as error:
        raise GoldError(f"{name}: no line of brat's: {line!r}") from error
