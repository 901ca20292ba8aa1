"""University "science communicator" platforms (TUMS and its kin): the title with "Publisher Pubmed" glued on, the
authors twice, "Source: … Published:", and an abstract in one block."""

from __future__ import annotations

import re

from abstract_extract.page import Page

from .article import mark_abstract, marking_of, study_text
from .assembly import year_in
from .citation import own_identifiers, stated_journal, stated_title, stated_year
from .layout import Layout
from .titles import first_title_like, title_place

NAME = "science_communicator"
_SIGN = "science communicator platform"
_GLUED = re.compile(r"\s*(?:\s(?:Publisher|Pubmed|Open Access|Scopus))+\s*\Z")
_SOURCE = re.compile(r"\s*Source\s*:\s*(?P<journal>.{2,200}?)\s*(?:Published\s*:\s*(?P<year>\d{4})|\Z)", re.IGNORECASE)
_SHARE = re.compile(r"share (?:by|this)\b|stay connected|follow us", re.IGNORECASE)


def read(layout: Layout) -> Page | None:
    """A record of such a platform, HTML or text; None where it is none."""
    if _SIGN not in layout.lower:
        return None
    marking = marking_of(layout)
    lines = marking.lines
    start = next(
        (place + 1 for place in range(min(25, len(lines)) - 1, -1, -1) if _SHARE.match(lines[place].string)), 0
    )
    stated = stated_title(layout.metadata)
    title = first_title_like(lines, start) if start else title_place(lines, stated)
    if title is None:
        return None
    words = _GLUED.sub("", lines[title].string)
    marking.title(title, lines[title].text.slice(0, len(words)))
    found = mark_abstract(marking, title + 1)
    head = [line.string for line in lines[title : found[0] if found else len(lines)]]
    source = next((match for string in head if (match := _SOURCE.match(string))), None)
    blocks = marking.blocks()
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=words,
        journal=source["journal"] if source else stated_journal(layout.metadata),
        year=(int(source["year"]) if source and source["year"] else None)
        or stated_year(layout.metadata)
        or year_in(" ".join(head[-3:])),
        identifiers=own_identifiers(layout.metadata, head if found else head[:5], study_text(blocks)),
        has_abstract=found is not None,
    )
