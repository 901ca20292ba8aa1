"""Abstracts of meetings: a code before or in the title, disclosures, an abstract in one column, an asterisk's note."""

from __future__ import annotations

import re

from .article import marking_of, study_text
from .assembly import label_of, year_in
from .chrome import is_frame, is_prose, is_tail_heading
from .citation import key_of, own_identifiers, stated_journal, stated_title, stated_year
from .layout import Layout
from .page import Page
from .titles import first_title_like, title_place

NAME = "meeting_abstract"
_SIGNS = (
    "meeting abstract",
    "annual meeting",
    "conference abstract",
    "congress",
    "abstract book",
    "poster presentation",
    "poster session",
    "oral presentation",
    "presented at the",
    "asco.org",
    "ashpublications",
    "isct 20",
)
_CODE = re.compile(
    r"\A\s*(?:(?:abstract|poster|paper|oral)\s*(?:no\.?|number|#)?\s*[:#]?\s*[A-Z]{0,4}-?\d{1,5}\b\s*[:.|"
    r"–-]?\s*|[A-Z]{1,4}-?\d{2,5}[a-z]?\s*[:.|–-]?\s+(?=[A-Z]))",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"\s*(?:\*|†|this is an abstract|asterisk|no relevant conflicts|disclosures?\b|related:|"
    r"jump to|off label)",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\A\s*(?P<journal>[A-Z][^|;\d]{4,90}?)\s*(?:\||,|;|\()\s*(?:[A-Z][a-z]+ )?(?:\d{1,2}, "
    r")?(?P<year>(?:19|20)\d\d)\b"
)


def read(layout: Layout) -> Page | None:
    """A meeting abstract with a code in or above its title, HTML or text; None where the page is none."""
    lower = layout.lower
    if not any(sign in lower for sign in _SIGNS):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    if layout.metadata.first("citation_pmid"):
        return None
    coded = next(
        (
            place
            for place, line in enumerate(lines[:60])
            if (m := _CODE.match(line.string)) and len(line.string) - m.end() > 25 and len(line.string) < 500
        ),
        None,
    )
    alone = next(
        (
            place
            for place, line in enumerate(lines[:60])
            if (m := _CODE.match(line.string + " A")) and m.end() >= len(line.string) and 3 < len(line.string) < 25
        ),
        None,
    )
    if coded is None and alone is None:
        return None
    stated = stated_title(layout.metadata)
    title = (
        title_place(lines, stated)
        if stated
        else coded
        if coded is not None
        else first_title_like(lines, (alone or 0) + 1)
    )
    if title is None:
        return None
    code = _CODE.match(lines[title].string)
    start = code.end() if code and len(lines[title].string) - code.end() > 25 else 0
    part = lines[title].text.slice(start, len(lines[title].text))
    marking.title(title, part)
    label: str | None = None
    seen = False
    for place in range(title + 1, len(lines)):
        string = lines[place].string
        if seen and (is_tail_heading(string) or _NOTE.match(string)):
            break
        heading = label_of(string)
        if heading is not None:
            label = heading
        elif is_prose(string) and not is_frame(string) and key_of(string) != key_of(part.string):
            marking.abstract(place, place + 1, label=label)
            seen = True
        elif seen and not is_frame(string):
            marking.abstract(place, place + 1, label=label)
    if not seen:
        return None
    blocks = marking.blocks()
    head = [line.string for line in lines[: title + 12] if not is_prose(line.string)]
    journal = next((match for string in head if (match := _JOURNAL.match(string))), None)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=part.string,
        journal=stated_journal(layout.metadata) or (journal["journal"].strip() if journal else None),
        year=stated_year(layout.metadata) or (int(journal["year"]) if journal else None) or year_in(" ".join(head)),
        identifiers=own_identifiers(layout.metadata, head, study_text(blocks)),
        has_abstract=True,
    )
