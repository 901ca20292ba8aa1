"""QxMD Read: title, journal with date, and an abstract whose later sections run twice; no identifiers of its own."""

from __future__ import annotations

import re

from abstract_extract.page import Page

from .article import marking_of, study_text
from .assembly import year_in
from .chrome import is_prose, is_tail_heading
from .citation import own_identifiers, stated_journal
from .layout import Layout
from .line import Line

NAME = "qxmd"
_SIGNS = ("read by qxmd", "1-tap access through your institution", "use the read mobile app", "read.qxmd.com")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_JOURNAL = re.compile(rf"(?P<journal>.{{3,150}}?)[ ,]+(?P<year>(?:19|20)\d\d)(?: (?:{_MONTHS})(?: \d{{1,2}})?)?\.?\Z")
_KIND = re.compile(r"[A-Z][A-Z ,'&()-]{4,70}\Z")
_HEAD = 14


def read(layout: Layout) -> Page | None:
    """A page of QxMD Read, saved as HTML or text; None where it is none."""
    if not any(sign in layout.lower for sign in _SIGNS):
        return None
    marking = marking_of(layout)
    kind = next(
        (place for place, line in enumerate(marking.lines[:60]) if line.string.upper().startswith("JOURNAL ARTICLE")),
        None,
    )
    if kind is None:
        return None
    kinds: list[str] = []
    title = kind + 1
    while title < len(marking.lines) and _KIND.match(marking.lines[title].string):
        kinds.append(marking.lines[title].string)
        title += 1
    if title >= len(marking.lines):
        return None
    marking.title(title)
    journal, start = _journal(marking.lines, title + 1)
    end = next((p for p in range(start, len(marking.lines)) if _is_tail(marking.lines[p].string)), len(marking.lines))
    marking.abstract(start, end)
    blocks = marking.blocks()
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=marking.lines[title].string,
        journal=journal["journal"] if journal else stated_journal(layout.metadata),
        year=int(journal["year"]) if journal else year_in(marking.lines[start - 1].string),
        identifiers=own_identifiers(
            layout.metadata, [line.string for line in marking.lines[kind:start]], study_text(blocks)
        ),
        has_abstract=any(is_prose(line.string) for line in marking.lines[start:end]),
        publication_types=tuple(string.title() for string in kinds),
    )


def _journal(lines: list[Line], start: int) -> tuple[re.Match[str] | None, int]:
    """The line of journal and date under the title, authors perhaps between, and where the abstract begins."""
    for place in range(start, min(start + _HEAD, len(lines))):
        found = _JOURNAL.match(lines[place].string)
        if found:
            return found, place + 1
        if is_prose(lines[place].string) and len(lines[place].string) > 200:
            break
    return None, start


def _is_tail(string: str) -> bool:
    return is_tail_heading(string) or string.lower().startswith(
        ("full text links", "get seemless", "get seamless", "for the best experience")
    )
