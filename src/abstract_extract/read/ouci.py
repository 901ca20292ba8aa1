"""The Open Ukrainian Citation Index: a record in Ukrainian or English, its abstract with tags of JATS left in as text,
or no abstract and a long list of references."""

from __future__ import annotations

import re

from abstract_extract.headings import canonical_heading
from abstract_extract.page import Page, Role
from abstract_extract.text import Text

from .article import marking_of
from .assembly import abstract_end, year_in
from .chrome import is_abstract_heading, is_prose
from .citation import own_identifiers, stated_journal, stated_title, stated_year
from .layout import Layout
from .line import Line
from .marking import Marking
from .titles import first_title_like, title_place

NAME = "ouci"
_SIGNS = (
    "open ukrainian citation index",
    "ouci.dntb.gov.ua",
    "| ouci<",
    "- ouci<",
    "ouci@dntb",
    "індекс наукового цитування",
    "індекс наукових цитувань",
)
_TITLE_TAG = re.compile(r"<\s*(/?)\s*(?:jats:)?(/?)title\s*>", re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*(?:jats:/?)?[a-z-]{1,20}\s*/?>", re.IGNORECASE)
_SOURCE = re.compile(
    r"\s*(?P<journal>[^,\d|·]{3,150}?)\s*,?\s*(?:(?P<year>(?:19|20)\d\d)\b|(?:том|volume|vol\.?|"
    r"№|issue|no\.?)\s*\d)",
    re.IGNORECASE,
)
_SOURCE_LABEL = re.compile(r"\s*(?:видання|журнал|journal|source|публікація|published in)\s*:?\s*\Z", re.IGNORECASE)
_SOURCE_LINE = re.compile(r"\s*(?:видання|журнал|journal|source|published in)\s*[:|]\s*(?=\S)", re.IGNORECASE)
_REFERENCES = re.compile(
    r"\s*(?:список літератури|references|схожі публікації|similar publications|публікації, "
    r"(?:які|що)|citing|список источников)",
    re.IGNORECASE,
)


def read(layout: Layout) -> Page | None:
    """A record of the index, HTML or text; None where it is none."""
    if not any(sign in layout.lower for sign in _SIGNS):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    stated = stated_title(layout.metadata)
    title = title_place(lines, stated)
    title = title if title is not None else first_title_like(lines)
    if title is not None:
        marking.title(title)
    heading = next((place for place, line in enumerate(lines) if is_abstract_heading(line.string)), None)
    references = next((place for place, line in enumerate(lines) if _REFERENCES.match(line.string)), len(lines))
    start = heading + 1 if heading is not None and heading < references else None
    if start is not None:
        for place in range(start, min(abstract_end(lines, start), references)):
            _mark_parts(marking, place)
    blocks = marking.blocks()
    stop = min(references, start if start is not None else references, (title or 0) + 25)
    head = [line.string for line in lines[title or 0 : stop]]
    journal, year = _source(lines, title or 0, stop)
    abstract = "\n".join(block.text.string for block in blocks if block.role is Role.ABSTRACT)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=lines[title].string if title is not None else stated,
        journal=stated_journal(layout.metadata) or journal,
        year=stated_year(layout.metadata) or year or year_in(" ".join(s for s in head if "10." not in s)),
        identifiers=own_identifiers(layout.metadata, head, abstract),
        has_abstract=bool(abstract),
    )


def _mark_parts(marking: Marking, place: int) -> None:
    """A line of the abstract: cut at the titles of its sections, whose words become labels."""
    text = marking.lines[place].text
    parts: list[tuple[Role, str | None, Text]] = []
    label: str | None = None
    position = 0
    opened = -1
    for match in _TITLE_TAG.finditer(text.string):
        if not (match[1] or match[2]):
            opened = match.start()
            continue
        if opened < 0:
            continue
        words = _TAG.sub("", text.string[opened : match.end()]).strip(" :.")
        if canonical_heading(words) or words.lower() in ("abstract", ""):
            parts.append((Role.ABSTRACT, label, text.slice(position, opened)))
            label, position = (words if canonical_heading(words) else None), match.end()
        opened = -1
    parts.append((Role.ABSTRACT, label, text.slice(position, len(text))))
    kept = [(role, name, part) for role, name, part in parts if _TAG.sub("", part.string).strip()]
    if is_prose(text.string) or len(text) > 40:
        marking.mark_parts(place, kept)


def _source(lines: list[Line], start: int, stop: int) -> tuple[str | None, int | None]:
    """Journal and year: under or beside the label of the publication."""
    for place in range(start, stop):
        string = lines[place].string
        beside = _SOURCE_LINE.match(string)
        value = (
            string[beside.end() :]
            if beside
            else lines[place + 1].string
            if _SOURCE_LABEL.match(string) and place + 1 < len(lines)
            else None
        )
        if value and (match := _SOURCE.match(value)):
            return match["journal"].strip(" ,."), year_in(value)
        if value and len(value) < 120:
            return value.strip(), None
    return None, None
