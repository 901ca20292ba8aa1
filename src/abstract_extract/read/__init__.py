"""Readers: a source in, a page of blocks out. One file a page family; the order of READERS decides, generic last.

>>> from abstract_extract.read.source import Source
>>> page = read(Source("0", "a.txt", "Background: Nothing is known. Methods: Ten patients were given cells.", "utf-8"))
>>> page.reader
'generic'
"""

from __future__ import annotations

from dataclasses import replace

from . import (
    clinic_blog,
    europe_pmc,
    generic,
    ignite,
    json_lines,
    meeting_abstract,
    ouci,
    pmc_article,
    pubmed_page,
    qxmd,
    registry_page,
    science_communicator,
    semantic_scholar,
    thesis,
    vufind,
    who_registries,
)
from .entries import entries
from .language import language_of_study
from .layout import Layout, Reader
from .page import Block, Page, Role
from .source import Source, page_id

READERS: tuple[Reader, ...] = (
    json_lines.read,
    qxmd.read,
    science_communicator.read,
    vufind.read,
    europe_pmc.read,
    pmc_article.read,
    pubmed_page.read,
    ouci.read,
    ignite.read,
    who_registries.read,
    registry_page.read,
    meeting_abstract.read,
    thesis.read,
    semantic_scholar.read,
    clinic_blog.read,
    generic.read,
)
"""In order: the first that does not decline reads the page."""

__all__ = ["READERS", "Block", "Layout", "Page", "Role", "Source", "entries", "page_id", "read"]


def read(source: Source) -> Page:
    """The page that `source` is, read by the first reader that knows it.

    Raises MalformedPage where a reader knows its format and finds it broken.
    """
    layout = Layout(source)
    for reader in READERS:
        page = reader(layout)
        if page is not None:
            return replace(page, language=language_of_study(page))
    raise AssertionError("the generic reader never declines")
