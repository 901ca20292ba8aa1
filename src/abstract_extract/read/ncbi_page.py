"""What PubMed's and PMC's pages have in common, and what mirrors keep of it: citation line, title, ids, abstract."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from abstract_extract.page import Page, Role

from .article import mark_abstract, mark_full_text, marking_of, study_text
from .assembly import abstract_range, year_in
from .citation import own_identifiers, stated_journal, stated_title, stated_year
from .citation_line import citation_line, labelled_journal
from .layout import Layout
from .line import Line
from .marking import Marking
from .titles import first_title_like, title_place

_HEAD = 60


@cache
def _words(name: str) -> frozenset[str]:
    data = tomllib.loads(files("abstract_extract.read").joinpath("publication_types.toml").read_text("utf-8"))
    return frozenset(data[name])


def ncbi_page(layout: Layout, reader: str, *, has_text: bool, cited_below: bool = False) -> Page:
    """A page with a citation line above its title, or below it (`cited_below`); `has_text`: the article's full text may
    follow the abstract."""
    marking = marking_of(layout)
    lines = marking.lines
    found = abstract_range(lines)
    stop = found[0] if found else min(_HEAD, len(lines))
    cited = citation_line(lines, stop)
    title = _title(lines, layout, 0 if cited_below or not cited else cited.place + 1, stop)
    if title is not None:
        marking.title(title)
    found = mark_abstract(marking, title + 1 if title is not None else 0)
    full = has_text and mark_full_text(marking, found[1] if found else (title + 1 if title is not None else 0))
    blocks = marking.blocks()
    head = [line.string for line in lines[:stop] if len(line.string) < 400]
    return Page(
        source=layout.source,
        reader=reader,
        blocks=blocks,
        title=lines[title].string if title is not None else stated_title(layout.metadata),
        journal=stated_journal(layout.metadata) or (cited.journal if cited else None) or labelled_journal(lines, stop),
        year=stated_year(layout.metadata) or (cited.year if cited else None) or year_in(" ".join(head[:12])),
        language=layout.metadata.first("citation_language"),
        identifiers=own_identifiers(layout.metadata, head, study_text(blocks)),
        has_abstract=any(block.role is Role.ABSTRACT for block in blocks) if not full else None,
        publication_types=publication_types(marking, stop),
    )


def _title(lines: list[Line], layout: Layout, after: int, stop: int) -> int | None:
    stated = stated_title(layout.metadata)
    if stated and (place := title_place(lines, stated)) is not None:
        return place
    place = first_title_like(lines, after, max(stop, after + 8)) if after else None
    if place is None and after and after < len(lines) and len(lines[after].string) > 15:
        place = after
    return place if place is not None else title_place(lines, None)


def publication_types(marking: Marking, stop: int) -> tuple[str, ...]:
    """The publication types: those above the title, and those in the list after the abstract."""
    lines = marking.lines
    found = dict.fromkeys(line.string for line in lines[:stop] if line.string.lower() in _words("types"))
    start = next(
        (place + 1 for place, line in enumerate(lines) if line.string.strip(" :").lower() == "publication types"), None
    )
    for line in lines[start : start + 15] if start is not None else ():
        if line.string.lower().startswith(tuple(_words("following"))) and line.string.lower() not in _words("types"):
            break
        found.setdefault(line.string.strip(" ,;"))
    return tuple(found)
