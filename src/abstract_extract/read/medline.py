"""MEDLINE's tagged format, the "NBIB" of PubMed: `PMID- 123`, `AB  - …`, continued lines indented.

>>> from abstract_extract.page import Source
>>> text = "PMID- 7\\nTI  - Cells for\\n      stroke.\\nAB  - Ten patients."
>>> page = read(Layout(Source("0", "a.nbib", text, "utf-8")))
>>> page.title, page.identifiers.pmid, page.blocks[2].text.string
('Cells for stroke.', '7', 'Ten patients.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Page
from abstract_extract.text import Text

from .database import entry_places, is_markup, unwrapped
from .layout import Layout
from .tagged import Field, tagged_page

NAME = "medline"
_BEGIN = re.compile(r"^\ufeff?[ \t]{0,3}PMID {0,2}- {0,2}\d", re.MULTILINE)
_TAG = re.compile(r"^\ufeff?(?:([A-Z]{2,4}) {0,2}- {0,2}|(?=\S))", re.MULTILINE)
_HEAD = 3000
_FEWEST_TAGS = 3


def split_medline(text: str) -> Iterator[tuple[int, int]] | None:
    """The places of the citations of a MEDLINE file; None where it is none."""
    return entry_places(_BEGIN, text) if _is_medline(text) else None


def _is_medline(text: str) -> bool:
    head = text[:_HEAD]
    begin = _BEGIN.search(head)
    return (
        begin is not None and sum(match[1] is not None for match in _TAG.finditer(head, begin.start())) >= _FEWEST_TAGS
    )


def read(layout: Layout) -> Page | None:
    """One citation in MEDLINE's format; None for any other page."""
    text = layout.source.text
    if is_markup(layout.head) or not _is_medline(text):
        return None
    return tagged_page(layout, NAME, fields_of(text))


def fields_of(text: str) -> list[Field]:
    """The fields of a citation; lines that neither have a tag nor are indented stand alone, under the tag ""."""
    matches = list(_TAG.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    fields: list[Field] = []
    for match, end in zip(matches, ends, strict=True):
        value = unwrapped(Text.of(text[match.end() : end], match.end()))
        fields.append(Field(match[1] or "", value))
    return fields
