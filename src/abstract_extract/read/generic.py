"""The reader of last resort: any HTML or text page, by its metadata, its headings and what reads like prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Block, Page, Role

from .article import mark_abstract, mark_full_text, mark_prose, marking_of, study_text
from .assembly import year_in
from .chrome import is_end_heading, is_frame, is_prose
from .citation import elsewhere_identified, own_identifiers, stated_journal, stated_title, stated_year
from .citation_line import citation_line, labelled_journal, labelled_year
from .identifiers import merged
from .layout import Layout
from .line import Line
from .marking import Marking
from .titles import labelled_title, reads_like_title, title_place

NAME = "generic"
_HEAD_LINES = 40
_LONG_FIELD = 200
_OWN_TEXT = 400
_TIMES = 3
_NUMBERED_NAME = re.compile(r"\[?\d{1,3}[\].]? ?[A-ZÀ-Ý][\w'’-]+,? [A-Z]{1,3}\b")
_TITLE_CLASS = re.compile(r"(?<!\S)\S{0,20}title\S{0,3} \Z")


def read(layout: Layout) -> Page:
    """Any page; never declines."""
    return article_page(layout, NAME)


def article_page(layout: Layout, reader: str) -> Page:
    """A page about one paper, in the name of `reader`: title, abstract, full text, and the rest as chrome."""
    marking = marking_of(layout)
    stated = stated_title(layout.metadata)
    at = title_place(marking.lines, stated)
    labelled = None if stated or (at is not None and marking.lines[at].is_heading) else labelled_title(marking.lines)
    if labelled is not None:
        at, text = labelled
        marking.title(at, text)
        stated = text.string
    elif at is not None:
        marking.title(at)
        at = _mark_twin(marking, at)
        stated = marking.lines[at].string
    found = mark_abstract(marking)
    if found is not None:
        has_text = mark_full_text(marking, found[1])
        if at is not None and _is_outweighed(marking, at + 1, *found):
            mark_prose(marking, at + 1, is_abstract=True)
    else:
        has_text = layout.kind == "html" and mark_full_text(marking, at + 1 if at is not None else 0)
        mark_prose(marking, at + 1 if at is not None else 0)
    head = _own_head(marking.lines[: found[0] if found else _HEAD_LINES])
    cited = citation_line(marking.lines, len(head))
    blocks = marking.blocks()
    return Page(
        source=layout.source,
        reader=reader,
        blocks=blocks,
        title=stated,
        journal=stated_journal(layout.metadata)
        or (cited.journal if cited else None)
        or labelled_journal(marking.lines, len(head)),
        year=stated_year(layout.metadata)
        or (cited.year if cited else None)
        or labelled_year(marking.lines, len(head))
        or year_in(" ".join(string for string in head[:12] if len(string) < 200)),
        language=layout.metadata.first("citation_language", "dc.language"),
        identifiers=merged(
            own_identifiers(layout.metadata, head, study_text(blocks)),
            elsewhere_identified([line.string for line in marking.lines], _before_references(marking.lines)),
        ),
        has_abstract=_has_abstract(blocks, has_text=has_text),
    )


def _own_head(lines: Sequence[Line]) -> list[str]:
    """The lines about the paper itself: where no abstract's heading ends them, references may stand among them."""
    head: list[str] = []
    has_text = False
    for line in lines:
        has_text = has_text or is_prose(line.string)
        if not (has_text and _NUMBERED_NAME.match(line.string)):
            head.append(line.string)
    return head


def _before_references(lines: Sequence[Line]) -> int:
    """How many lines stand before the first heading of references or of similar articles."""
    return next((place for place, line in enumerate(lines) if is_end_heading(line.string)), len(lines))


def _has_abstract(blocks: tuple[Block, ...], *, has_text: bool) -> bool | None:
    """True for a page with an abstract and no full text, False for one with a title and nothing to read under it."""
    roles = {block.role for block in blocks}
    if Role.ABSTRACT in roles:
        return None if has_text else True
    if roles <= {Role.TITLE, Role.CHROME, Role.FIELD} and Role.TITLE in roles:
        return False if all(len(block.text) < _LONG_FIELD for block in blocks if block.role is Role.FIELD) else None
    return None


def _is_outweighed(marking: Marking, start: int, first: int, end: int) -> bool:
    """Whether the text of a page stands above what its heading calls a summary: that is a part among others there."""
    above = sum(
        len(line.string) for line in marking.lines[start:first] if is_prose(line.string) and not is_frame(line.string)
    )
    return above > _OWN_TEXT and above > _TIMES * sum(len(line.string) for line in marking.lines[first:end])


def _mark_twin(marking: Marking, at: int) -> int:
    """Marks a title in a second language beside the title, and says which of the two is the first."""
    first = at
    for place in (at - 1, at + 1):
        if (
            0 <= place < len(marking.lines)
            and _TITLE_CLASS.search(marking.lines[place].context)
            and reads_like_title(marking.lines[place].string)
        ):
            marking.title(place)
            first = min(first, place)
    return first
