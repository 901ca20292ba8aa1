"""Semantic Scholar: a banner with a paper count, the title, raw BibTeX, an abstract, often cut, then citing papers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Page, Role

from .article import marking_of, study_text
from .assembly import abstract_end, abstract_range, year_in
from .chrome import is_frame, is_prose
from .citation import own_identifiers, stated_journal, stated_title, stated_year
from .layout import Layout
from .line import Line
from .titles import first_title_like, title_place

NAME = "semantic_scholar"
_PUBLISHED = re.compile(r"\s*published\s+(?:\d{1,2}\s+)?(?:\w+\s+)?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_MACHINE = re.compile(r"\s*(?:tl;?\s?dr|(?:ai|machine)[- ]generated summary)\b\W*", re.IGNORECASE)
_BIBTEX = re.compile(r"\s*(?:@\w+\{|\w+\s?=\s?\{)")


def read(layout: Layout) -> Page | None:
    """A paper's page on Semantic Scholar, HTML or text; None where it is none."""
    lower = layout.lower
    if "semantic scholar" not in lower or not (
        "corpus id" in lower or "papers from all fields" in lower or "semanticscholar.org" in lower
    ):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    stated = stated_title(layout.metadata)
    title = title_place(lines, stated) if stated else first_title_like(lines)
    if title is None:
        return None
    marking.title(title)
    found = abstract_range(lines, title + 1)
    texts = [
        place
        for place in range(title + 1, len(lines))
        if is_prose(lines[place].string)
        and not is_frame(lines[place].string)
        and not _BIBTEX.match(lines[place].string)
    ]
    # One sentence in a machine's words stands above the abstract, and is all there is where that is missing.
    prose = next((place for place in texts if not _is_machine_summary(lines, place)), texts[0] if texts else None)
    start, end = (
        found
        if found and prose is not None and found[0] <= prose
        else (prose, prose + 1)
        if prose is not None
        else (len(lines), len(lines))
    )
    marking.abstract(start, min(end, abstract_end(lines, start)))
    published = next(
        (place for place in range(title, min(start, len(lines))) if _PUBLISHED.match(lines[place].string)), None
    )
    blocks = marking.blocks()
    head = [line.string for line in lines[: min(start, len(lines))]]
    text = study_text(blocks)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=lines[title].string,
        journal=stated_journal(layout.metadata)
        or _journal([line.string for line in lines[published + 1 : start]] if published is not None else []),
        year=stated_year(layout.metadata)
        or year_in(lines[published].string if published is not None else " ".join(head)),
        identifiers=own_identifiers(layout.metadata, head, text),
        has_abstract=any(block.role is Role.ABSTRACT for block in blocks),
    )


def _is_machine_summary(lines: Sequence[Line], place: int) -> bool:
    return bool(_MACHINE.match(lines[place].string) or _MACHINE.fullmatch(lines[place - 1].string))


def _journal(between: list[str]) -> str | None:
    """The journal: the last short line between the date and the abstract; fields of study stand before it."""
    names = [
        string for string in between if 3 < len(string) < 100 and not is_frame(string) and not string.startswith("TLDR")
    ]
    return names[-1] if names else None
