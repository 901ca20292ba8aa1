"""RefWorks' tagged format, a line a field, or saved from a page on one line with a dash after each tag.

>>> from abstract_extract.page import Source
>>> text = "RT - article T1 - Cells JF - Stem DO - 10.1000/xy AB - Ten patients..."
>>> page = read(Layout(Source("0", "a.txt", text, "utf-8")))
>>> page.title, page.journal, page.identifiers.doi
('Cells', 'Stem', '10.1000/xy')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Page
from abstract_extract.text import Text

from .database import entry_places, is_markup, unwrapped
from .layout import Layout
from .tagged import Field, tagged_page, tags_of

NAME = "refworks"
_BEGIN = re.compile(r"^[\ufeff \t]{0,4}RT(?: {1,2}-)? {1,2}(?=\S)", re.MULTILINE)
_DASHED = re.compile(r"(?:(?<=\s)|\A|(?<=\ufeff))([A-Z][A-Z0-9]{1,3}) {1,2}-(?:\s|\Z)\s{0,3}")
_LINES = re.compile(r"^[\ufeff \t]{0,4}([A-Z][A-Z0-9]|PMID|U15) (?=\S)", re.MULTILINE)
_SENTENCE_END = (".", "!", "?", "…", ")", "]", '"', "”")
_HEAD = 3000
_FEWEST_TAGS = 3


def split_refworks(text: str) -> Iterator[tuple[int, int]] | None:
    """The places of the citations of a RefWorks file; None where it is none."""
    return entry_places(_BEGIN, text) if _pattern(text) else None


def _pattern(text: str) -> re.Pattern[str] | None:
    """How the tags are written; None where the text is not RefWorks'."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if not head.startswith("RT "):
        return None
    known = tags_of(NAME).known
    for pattern in (_DASHED, _LINES):
        tags = {match[1] for match in pattern.finditer(head) if match[1] in known}
        if len(tags) >= _FEWEST_TAGS and "T1" in tags:
            return pattern
    return None


def read(layout: Layout) -> Page | None:
    """One RefWorks citation; None for any other page."""
    pattern = _pattern(layout.source.text) if not is_markup(layout.head) else None
    return tagged_page(layout, NAME, _fields(layout.source.text, pattern)) if pattern else None


def _fields(text: str, pattern: re.Pattern[str]) -> list[Field]:
    known = tags_of(NAME).known
    marks: list[tuple[int, int, str]] = []
    for match in pattern.finditer(text):
        # Within an abstract "in AD - the first" is no tag: a field follows a whole sentence.
        is_word = (
            pattern is _DASHED
            and marks
            and marks[-1][2] == "AB"
            and not text[max(0, match.start() - 5) : match.start()].rstrip().endswith(_SENTENCE_END)
        )
        if match[1] in known and not is_word:
            marks.append((match.start(), match.end(), match[1]))
    stops = [start for start, _, _ in marks[1:]] + [len(text)]
    return [
        Field(tag, unwrapped(Text.of(text[low:high], low))) for (_, low, tag), high in zip(marks, stops, strict=True)
    ]
