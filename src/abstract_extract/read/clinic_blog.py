"""Pages that a clinic, a cord-blood bank, a paper or a company writes itself: blogs, news, digests, press releases."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from abstract_extract.headings import inline_headings
from abstract_extract.page import Page, Role
from abstract_extract.record import Identifiers

from .article import marking_of
from .assembly import year_in
from .chrome import is_abstract_heading, is_frame, is_prose, is_tail_heading
from .citation import own_registry_ids, stated_title, stated_year
from .layout import Layout
from .line import Line
from .titles import first_title_like, title_place

NAME = "clinic_blog"
_PAPER = ("citation_doi", "citation_pmid", "citation_title", "citation_journal_title", "dc.identifier", "prism.doi")
_PAPER_WORDS = re.compile(r"\bpmid\W{0,3}\d{7}|\bdoi\W{0,4}10\.\d{4}|\bdoi\.org/10|\bjournal article\b", re.IGNORECASE)
_UPDATED = re.compile(r"\s*\((?:updated?|edited|更新)[^)]{0,30}\)\s*\Z", re.IGNORECASE)
_ABOUT = re.compile(r"(?:About|ABOUT) (?:the )?[A-Z][\w .,-]{1,40}\Z")
_FEWEST_PARAGRAPHS = 4
_FEWEST_OF_BLOG = 3
_LONGEST_ADVERT = 140
_HEADING = 90


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("abstract_extract.read").joinpath("sites.toml").read_text("utf-8"))


@cache
def _adverts() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_words()["adverts"]) + ")", re.IGNORECASE)


def read(layout: Layout) -> Page | None:
    """A site's own page, HTML or text; None where the page is one about a paper or a record."""
    if layout.kind not in ("html", "text") or not _is_site(layout):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    stated = stated_title(layout.metadata)
    title = title_place(lines, stated) if stated else _first_heading(lines)
    if title is not None:
        marking.title(title)
    start = title + 1 if title is not None else 0
    prose = [place for place in range(start, len(lines)) if _is_paragraph(lines[place])]
    if not prose:
        return None
    end = next(
        (
            place
            for place in range(prose[0] + 1, len(lines))
            if (is_tail_heading(lines[place].string) or _ABOUT.match(lines[place].string))
            and place > prose[len(prose) // 2]
        ),
        prose[-1] + 1,
    )
    label: str | None = None
    for place in range(start if start > prose[0] - 2 else prose[0], max(end, prose[0] + 1)):
        line = lines[place]
        if is_advert(line.string) or (is_frame(line.string) and not is_prose(line.string)):
            continue
        if line.is_heading or (
            len(line.string) <= _HEADING and not line.string.endswith((".", "。", ";", ",")) and line.tag != "li"
        ):
            label = line.string.strip(" :")
            marking.mark(place, Role.BODY, label)
        else:
            marking.mark(place, Role.BODY, label)
    blocks = marking.blocks()
    text = "\n".join(block.text.string for block in blocks if block.role is Role.BODY)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=_UPDATED.sub("", lines[title].string) if title is not None else stated,
        year=stated_year(layout.metadata)
        or year_in(" ".join(line.string for line in lines[:12] if len(line.string) < 120)),
        identifiers=Identifiers(registry=own_registry_ids(text)),
        is_site=True,
        has_abstract=None,
    )


def _is_site(layout: Layout) -> bool:
    metadata = layout.metadata
    if metadata.first(*_PAPER):
        return False
    types = {str(item.get("@type")).lower() for item in metadata.linked_data}
    if any(kind in types for kind in _words()["types"]):
        return True
    lower = layout.lower
    likely = sum(word in lower for word in _words()["likely"]) >= _words()["fewest_likely"]
    certain = any(word in lower for word in _words()["certain"])
    if (
        not certain
        and metadata.first("og:type") == "article"
        and ("wp-content" in lower or "wordpress" in lower or metadata.first("article:published_time"))
    ):
        certain = True
    if not certain and len(layout.source.text) < 900:
        return False
    lines = layout.lines
    if (
        not certain
        and not likely
        and (layout.kind == "html" or sum(len(line.string) > 40 for line in lines) < _FEWEST_PARAGRAPHS)
    ):
        return False
    paragraphs = [line for line in lines if _is_paragraph(line)]
    if any(is_abstract_heading(line.string) or _is_of_paper(line) for line in lines):
        return False
    headed = sum(len(inline_headings(line.string)) for line in paragraphs)
    if certain:
        return headed < 2
    if likely and layout.kind == "html":
        return headed == 0 and len(paragraphs) >= _FEWEST_OF_BLOG and not _PAPER_WORDS.search(lower)
    return len(paragraphs) >= _FEWEST_PARAGRAPHS and headed == 0 and len(paragraphs) * 3 >= len(lines)


def _is_of_paper(line: Line) -> bool:
    """Whether a line that is no paragraph gives a paper's number, or its abstract in a row of a table."""
    if any(is_abstract_heading(cell.string) for cell in line.cells):
        return True
    return len(line.string) < 300 and not is_prose(line.string) and bool(_PAPER_WORDS.search(line.string))


def _is_paragraph(line: Line) -> bool:
    return is_prose(line.string) or (len(line.string) > 20 and bool(re.search("[。，]", line.string)))


def is_advert(string: str) -> bool:
    """Whether a short line advertises or says who wrote and liked it."""
    return len(string) <= _LONGEST_ADVERT and bool(
        _adverts().match(string.lstrip(" *•·>-([")) or (len(string) < 70 and _adverts().search(string))
    )


def _first_heading(lines: list[Line]) -> int | None:
    """The first line that reads like a title; where none does, the first that is long enough for one and no menu."""
    found = first_title_like(lines)
    if found is not None:
        return found
    return next(
        (
            place
            for place, line in enumerate(lines[:15])
            if 12 <= len(line.string) <= 200
            and not is_advert(line.string)
            and not is_frame(line.string)
            and not _is_paragraph(line)
            and not re.search(r"[>|›]", line.string)
        ),
        None,
    )
