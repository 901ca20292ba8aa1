"""Library catalogues that run VuFind, in any language of their pages: a teaser, a summary, and a staff view that says
everything again."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from abstract_extract.page import Page, Role
from abstract_extract.record import Identifiers
from abstract_extract.text import Text

from .article import mark_abstract, marking_of
from .assembly import is_teaser, year_in
from .chrome import is_prose
from .citation import (
    key_of,
    own_identifiers,
    own_registry_ids,
    stated_journal,
    stated_title,
)
from .layout import Layout
from .line import Line
from .marking import Marking

NAME = "vufind"
_SIGNS = (
    "vufind",
    "work_keys_str_mv",
    "title_full_unstemmed",
    "spellingshingle",
    "record_format",
    "publishdate |",
    "title_fullstr",
    "cargando",
)
_PMID_GLUED = re.compile(r"\bpubmed-(\d{7})\d{4}-\d\d-\d\d")
_COLUMN_SHAPE = re.compile(r"\A_?[a-z]+(?:[A-Z][a-z]+|_[a-z0-9]+)*_?\Z")
_MARC = re.compile(r"\A(\d{3})(?:\s[\d_#\s]{1,5})?\Z")
_MARC_520 = re.compile(r"^\W{0,3}520\b[\s#_|\d]{0,9}[|$‡]\s?a ", re.MULTILINE)
"""The summary of a record that is shown as it is kept, in tags and subfields."""
_GLUED = re.compile(r"\s*(?:([^\W\d]{3,20})\s?[:：]\s?|(description|abstract|summary)\s+)(?=\S)", re.IGNORECASE)
_SUBFIELD = re.compile(r"(?:\A|\s)[|$‡]([a-z0-9])\s?")
_SHORTEST_GLUED = 120


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("abstract_extract.read").joinpath("vufind.toml").read_text("utf-8"))


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(value.lower() for value in _data()[name])


@dataclass
class _Record:
    """What the rows of a record say: places of its summaries, and its columns."""

    summaries: list[tuple[int, Text]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    year: int | None = None
    rows: int = 0
    first_row: int | None = None


def read(layout: Layout) -> Page | None:
    """A catalogue record, HTML or text, with its staff view or without; None where it is none."""
    if not any(sign in layout.lower for sign in _SIGNS) and not _is_in_tags(layout.source.text):
        return None
    marking = marking_of(layout)
    record = _record(marking.lines, loose=layout.kind != "html")
    if record.rows < 3:
        return None
    title = _title(marking.lines, record, stated_title(layout.metadata))
    if title is not None:
        marking.title(title)
    _mark_abstract(marking, record, title)
    words = (
        record.columns.get("title")
        or record.columns.get("title_full")
        or (marking.lines[title].string if title is not None else stated_title(layout.metadata))
    )
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=(blocks := marking.blocks()),
        title=words,
        journal=record.columns.get("container_title") or stated_journal(layout.metadata) or _journal(record.columns),
        year=year_in(record.columns.get("publishdate")) or record.year,
        language=record.columns.get("language"),
        identifiers=_identifiers(layout, record, "\n".join(b.text.string for b in blocks if b.role is Role.ABSTRACT)),
        has_abstract=any(block.role is Role.ABSTRACT for block in blocks),
    )


def _is_in_tags(source: str) -> bool:
    return "520" in source and len(_MARC_520.findall(source)) == 1


def _row(line: Line) -> tuple[str, Text] | None:
    """The label and the value of a row "Label: | value |" or "column | value |"."""
    cells = [cell for cell in line.cells if cell.string]
    if len(cells) < 2 or len(cells[0].string) > 40:
        return None
    start = line.text.string.find(cells[1].string, len(cells[0].string))
    if _MARC.match(cells[0].string) and line.text.string[start - 1 : start] == "|":
        start -= 1
    end = len(line.text)
    value = line.text.slice(start, end)
    bare = value.string.rstrip(" |")
    return cells[0].string.strip(" :：").lower(), value.slice(0, len(bare))


def _record(lines: list[Line], *, loose: bool) -> _Record:
    record = _Record()
    for place, line in enumerate(lines):
        row = _row(line)
        if row is None:
            if glued := _glued_summary(line):
                record.summaries.append((place, glued))
            elif loose:
                _loose(lines, place, record)
            continue
        label, value = row
        if label in _names("addresses"):
            record.addresses.append(value.string)
        if label in _names("summaries"):
            if len(value) > 60:
                record.summaries.append((place, value))
            record.columns.setdefault(label, value.string)
        elif label in _names("columns") or _COLUMN_SHAPE.match(label):
            record.columns.setdefault(label, value.string)
        elif marc := _MARC.match(label):
            _marc(place, marc[1], value, record)
        elif label not in _names("rows"):
            continue
        record.rows += 1
        record.first_row = place if record.first_row is None else record.first_row
        if label not in _names("columns") and label not in _names("summaries"):
            record.year = record.year or (
                year_in(value.string) if len(value) < 200 and label not in _names("addresses") else None
            )
    return record


def _glued_summary(line: Line) -> Text | None:
    """The summary on a line "Summary:Background …", or behind the bare name of its column."""
    match = _GLUED.match(line.string) if len(line.string) > _SHORTEST_GLUED and not is_teaser(line.string) else None
    if match is None or (match[1] or match[2]).lower() not in _names("summaries"):
        return None
    return line.text.slice(match.end(), len(line.text))


def _loose(lines: list[Line], place: int, record: _Record) -> None:
    """A label on a line of its own, its value on the next: catalogues saved as text do so with some rows."""
    string = lines[place].string.strip(" :：|").lower()
    following = lines[place + 1] if place + 1 < len(lines) else None
    if following is None:
        return
    if string in _names("summaries") and is_prose(following.string) and not is_teaser(following.string):
        record.summaries.append((place + 1, following.text))
        record.rows += 1
    elif string in _names("rows"):
        record.rows += 1
        window = " ".join(line.string for line in lines[place + 1 : place + 3])
        record.year = record.year or (year_in(window) if len(window) < 150 else None)
    elif re.fullmatch(r"\|?\s*(?:19|20)\d\d\s*\|?", lines[place].string):
        record.year = record.year or year_in(lines[place].string)


def _marc(place: int, tag: str, value: Text, record: _Record) -> None:
    parts = _SUBFIELD.split(value.string)
    subfields = {code: text.strip(" |") for code, text in zip(parts[1::2], parts[2::2], strict=False)}
    if tag == "520":
        start = _SUBFIELD.search(value.string)
        record.summaries.append((place, value.slice(start.end(), len(value)) if start else value))
    elif tag == "245":
        title = " ".join(subfields.get(code, "") for code in "ab").strip(" /")
        record.columns.setdefault("title", title)
    elif tag == "773" and subfields.get("t"):
        record.columns.setdefault("container_title", subfields["t"])
    elif tag in ("024", "856"):
        record.addresses.append(value.string)
    elif tag in ("260", "264") and (year := year_in(value.string)):
        record.year = record.year or year


def _title(lines: list[Line], record: _Record, stated: str | None) -> int | None:
    """The title above the rows: the line that a title column, or the page's head, repeats; else the first long one."""
    wanted = [key_of(value) for name in ("title", "title_full", "title_short") if (value := record.columns.get(name))]
    wanted += [key_of(stated)] if stated else []
    before = range(record.first_row if record.first_row is not None else len(lines))
    for place in before:
        here = key_of(lines[place].string)
        if (
            len(here) > 12
            and any(here == key or (len(here) > 30 and key.startswith(here)) for key in wanted)
            and not is_teaser(lines[place].string)
        ):
            return place
    candidates = [
        place
        for place in before
        if len(lines[place].string) > 25 and not is_teaser(lines[place].string) and not lines[place].cells
    ]
    return candidates[0] if candidates else None


def _mark_abstract(marking: Marking, record: _Record, title: int | None) -> None:
    """The summaries are the abstract; the teaser above them only where there is none."""
    for place, value in record.summaries:
        marking.mark(place, Role.ABSTRACT, None, value)
    if record.summaries or title is None:
        return
    for place in range(title + 1, record.first_row if record.first_row is not None else len(marking.lines)):
        if is_prose(marking.lines[place].string):
            marking.mark(place, Role.ABSTRACT)
    if record.first_row is not None:
        # A catalogue of its own making may show the abstract below its rows, under a heading.
        mark_abstract(marking, record.first_row)


def _journal(columns: dict[str, str]) -> str | None:
    """The journal, which only the spelling column names: after title and authors, before the kind and the abstract."""
    spelling, title = columns.get("spelling", ""), columns.get("title") or columns.get("title_short", "")
    at = spelling.lower().find(title.lower()) if title else -1
    if at < 0:
        return None
    rest = spelling[at + len(title) :].strip()
    description = columns.get("description", "")[:60]
    end = rest.find(description) if description else -1
    rest = rest[:end].strip() if end >= 0 else rest[:300]
    rest = _without_authors(rest, columns.get("author", ""))
    topic = columns.get("topic", "")
    rest = rest.removesuffix(topic).strip() if topic else rest
    rest = re.sub(rf"(?:\s+(?:{'|'.join(_data()['kinds'])}))+\Z", "", rest, flags=re.IGNORECASE).strip(" .")
    return rest if 2 < len(rest) < 120 else None


def _without_authors(string: str, authors: str) -> str:
    words, names = string.split(), set(authors.split())
    start = 0
    while start < len(words) and words[start] in names:
        start += 1
    return " ".join(words[start:])


def _identifiers(layout: Layout, record: _Record, abstract: str) -> Identifiers:
    own = own_identifiers(layout.metadata, record.addresses)
    glued = _PMID_GLUED.search(record.columns.get("spelling", ""))
    pmcid = own.pmcid or (f"PMC{glued[1]}" if glued and not own.pmid else None)
    return own.model_copy(update={"pmcid": pmcid, "registry": own_registry_ids(abstract)})
