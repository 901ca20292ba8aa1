"""RIS, as reference managers and databases write it, and as they should not: with a byte order mark, single blanks in
the tags (`TY - JOUR`), without `ER`, with text between citations, with abstracts over several lines.

>>> from abstract_extract.page import Source
>>> text = "TY - JOUR\\r\\nTI - Cells\\r\\nAB - Ten patients\\r\\nwere treated.\\r\\n"
>>> page = read(Layout(Source("0", "a.ris", text, "utf-8")))
>>> page.title, page.blocks[2].text.string
('Cells', 'Ten patients were treated.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Page
from abstract_extract.text import Text

from .database import entry_places, is_markup, unwrapped
from .layout import Layout
from .tagged import Field, tagged_page, tags_of

NAME = "ris"
_BEGIN = re.compile(r"^[\ufeff \t]{0,4}TY( {0,3})[-\u2013] {0,3}[A-Z]{3,8}\b[ \t]*\r?$", re.MULTILINE)
_TAG = re.compile(r"^[\ufeff \t]{0,4}([A-Z][A-Z0-9]|PMID|PMC)( {0,3})[-\u2013](?: |(?=\r?$))[ \t]{0,3}", re.MULTILINE)
_END = re.compile(r"^[\ufeff \t]{0,4}ER {0,3}[-\u2013][ \t]*\r?$", re.MULTILINE)
_HEAD = 5000


def split_ris(text: str) -> Iterator[tuple[int, int]] | None:
    """The places of the citations of a RIS file, each up to the next one's beginning; None where it is none."""
    return entry_places(_BEGIN, text) if _begins(text) else None


def _begins(text: str) -> re.Match[str] | None:
    match = _BEGIN.search(text, 0, _HEAD)
    return match if match and _TAG.search(text, match.end()) else None


def read(layout: Layout) -> Page | None:
    """One RIS citation; None for any other page."""
    text = layout.source.text
    begin = _begins(text) if not is_markup(layout.head) else None
    if begin is None:
        return None
    return tagged_page(layout, NAME, fields_of(text, blanks=len(begin[1])))


def fields_of(text: str, blanks: int = 2) -> list[Field]:
    """The fields of a citation; what stands before its first tag or after its end has the tag "".

    `blanks`: so many stand before the dash of a tag, as they do in the first; where they are fewer than two, "IL - 6"
    at a line's beginning could be one, and only known tags are.
    """
    known = tags_of(NAME).known
    marks: list[tuple[int, int, str]] = [(0, 0, "")]
    for match in _TAG.finditer(text):
        if (len(match[2]) >= 2 if blanks >= 2 else True) and (blanks >= 2 or match[1] in known):
            marks.append((match.start(), match.end(), match[1]))
    end = _END.search(text)
    if end is not None:
        marks = sorted([*(mark for mark in marks if mark[0] < end.start()), (end.start(), end.end(), "")])
    stops = [start for start, _, _ in marks[1:]] + [len(text)]
    values = (
        Field(tag, unwrapped(Text.of(text[low:high], low))) for (_, low, tag), high in zip(marks, stops, strict=True)
    )
    return [item for item in values if item.tag or item.text.string.strip("\ufeff")]
