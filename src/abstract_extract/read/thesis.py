"""Thesis sites (globethesis): a row of title and degree, and the abstract as the value of a row."""

from __future__ import annotations

import re

from abstract_extract.page import Page, Role

from .article import marking_of
from .assembly import year_in
from .authors import tidy
from .layout import Layout

NAME = "thesis"
_SIGNS = ("global etd search", "globethesis")
_POSTED = re.compile(r"\bposted on\s*:\s*(\d{4})", re.IGNORECASE)
_CANDIDATE = re.compile(r"\bcandidate\s*:\s*([^|\n]{2,50})", re.IGNORECASE)
_ABSTRACT = re.compile(r"\s*abstract\s*/\s*summary\s*:?\s*\|?\s*", re.IGNORECASE)


def read(layout: Layout) -> Page | None:
    """A thesis's record, HTML or text; None where the page is none."""
    if not any(sign in layout.lower for sign in _SIGNS):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    posted = next((place for place, line in enumerate(lines) if _POSTED.search(line.string)), None)
    if posted is None:
        return None
    place = next(
        (
            p
            for p in (posted, *range(posted - 1, -1, -1))
            if (cell := (lines[p].cells or (lines[p].text,))[0]).string and not _POSTED.match(cell.string)
        ),
        posted,
    )
    title = (lines[place].cells or (lines[place].text,))[0]
    marking.title(place, title)
    for number, line in enumerate(lines):
        match = _ABSTRACT.match(line.string)
        if match and match.end() < len(line.string):
            marking.mark(number, Role.ABSTRACT, None, line.text.slice(match.end(), len(line.text.string.rstrip(" |"))))
        elif match and number + 1 < len(lines):
            marking.abstract(number + 1, number + 2)
    blocks = marking.blocks()
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=title.string,
        year=year_in(lines[posted].string[lines[posted].string.lower().find("posted") :]),
        authors=tidy(match[1] for line in lines if (match := _CANDIDATE.search(line.string))),
        has_abstract=any(block.role is Role.ABSTRACT for block in blocks),
    )
