"""An article in PMC: journal banner, dotted citation line, title, ids, abstract under sub-headings, then full text."""

from __future__ import annotations

import re
from dataclasses import replace

from abstract_extract.page import Page, Role

from .layout import Layout
from .ncbi_page import ncbi_page

NAME = "pmc_article"
_TABLE_NAME = "pmc_table"
_SIGNS = (
    "cloudpmc-viewer",
    "- pmc</title>",
    "logolink to",
    "pmc disclaimer",
    "link to publisher's site",
    "articles from ",
    "ncbi.nlm.nih.gov/pmc/articles/pmc",
    "pmc.ncbi.nlm.nih.gov",
    "search in pmc",
)
_NUMBER = re.compile(
    r"\bpmcid?\b\W{0,12}(?:<[^>]{0,200}>\W{0,5}){0,3}pmc\d{4,9}|cloudpmc|logolink to|name=\"citation_pmid\"",
    re.IGNORECASE,
)
_TABLE = re.compile(r"\s*(?:table|tab\.)\s+(?:\d{1,2}|[IVX]{1,4})\b[.:]?\s*", re.IGNORECASE)
_HEAD = 40
_ALONE = re.compile(r"\b(?:open in a separate window|back to article)\b", re.IGNORECASE)


def read(layout: Layout) -> Page | None:
    """An article of PMC, or a single table of one, HTML or text; None where the page is none."""
    lower = layout.lower
    if sum(sign in lower for sign in _SIGNS) < 1 or "europe pmc" in lower[:4000] or not _NUMBER.search(lower):
        return None
    if (
        "logolink to" not in lower
        and "cloudpmc" not in lower
        and "- pmc</title>" not in lower
        and not ("pmcid:" in lower and "articles from " in lower)
    ):
        return None
    page = ncbi_page(layout, NAME, has_text=True)
    if (
        len(layout.source.text) < 20_000
        and _ALONE.search(lower)
        and not any(block.role is Role.ABSTRACT for block in page.blocks)
    ):
        return replace(page, reader=_TABLE_NAME, has_abstract=False, title=_caption(layout) or page.title)
    return page


def _caption(layout: Layout) -> str | None:
    """What a table that stands alone is called: the words beside its number, or those on the line below."""
    strings = [line.string for line in layout.lines[:_HEAD]]
    for place, string in enumerate(strings):
        match = _TABLE.match(string)
        if match:
            caption = string[match.end() :] or next(iter(strings[place + 1 : place + 2]), "")
            return caption.strip(" .") or None
    return None
