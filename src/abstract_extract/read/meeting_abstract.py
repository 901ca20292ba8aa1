"""Abstracts of meetings: a code before or in the title, disclosures, an abstract in one column, an asterisk's note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Page

from .article import marking_of, study_text
from .assembly import label_of, year_in
from .chrome import is_frame, is_prose, is_tail_heading
from .citation import key_of, own_identifiers, stated_journal, stated_title, stated_year
from .layout import Layout
from .line import Line
from .marking import Marking
from .titles import first_title_like, title_place

NAME = "meeting_abstract"
_HEAD = 60
_SHORTEST_TITLE = 25
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
    if not any(sign in layout.lower for sign in _SIGNS):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    if layout.metadata.first("citation_pmid"):
        return None
    title = _title_at(lines, stated_title(layout.metadata))
    if title is None:
        return None
    code = _CODE.match(lines[title].string)
    start = code.end() if code and len(lines[title].string) - code.end() > _SHORTEST_TITLE else 0
    part = lines[title].text.slice(start, len(lines[title].text))
    marking.title(title, part)
    if not _mark_abstract(marking, title, key_of(part.string)):
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


def _title_at(lines: Sequence[Line], stated: str | None) -> int | None:
    """The line of the title; None where no code stands in it or on a line of its own above."""
    coded = next((place for place, line in enumerate(lines[:_HEAD]) if _is_coded_title(line.string)), None)
    alone = next((place for place, line in enumerate(lines[:_HEAD]) if _is_code_alone(line.string)), None)
    if coded is None and alone is None:
        return None
    if stated:
        return title_place(lines, stated)
    return coded if coded is not None else first_title_like(lines, (alone or 0) + 1)


def _is_coded_title(string: str) -> bool:
    code = _CODE.match(string)
    return code is not None and len(string) - code.end() > _SHORTEST_TITLE and len(string) < 500


def _is_code_alone(string: str) -> bool:
    code = _CODE.match(string + " A")
    return code is not None and code.end() >= len(string) and 3 < len(string) < 25


def _mark_abstract(marking: Marking, title: int, title_key: str) -> bool:
    """Marks the abstract below the title; whether there is one."""
    label: str | None = None
    seen = False
    for place in range(title + 1, len(marking.lines)):
        string = marking.lines[place].string
        if seen and (is_tail_heading(string) or _NOTE.match(string)):
            break
        heading = label_of(string)
        if heading is not None:
            label = heading
        elif is_prose(string) and not is_frame(string) and key_of(string) != title_key:
            marking.abstract(place, place + 1, label=label)
            seen = True
        elif seen and not is_frame(string):
            marking.abstract(place, place + 1, label=label)
    return seen
