"""Readers: a source in, a page of blocks out. One file a page family; the order of READERS decides, generic last.

>>> from abstract_extract.page import Source
>>> page = read(Source("0", "a.txt", "Background: Nothing is known. Methods: Ten patients were given cells.", "utf-8"))
>>> page.reader
'generic'
"""

from __future__ import annotations

from dataclasses import replace

from abstract_extract.page import Page, Role, Source

from . import (
    clinic_blog,
    clinicaltrials_json,
    cord,
    digest,
    europe_pmc,
    generic,
    ignite,
    jats,
    json_lines,
    medline,
    meeting_abstract,
    ouci,
    pmc_article,
    pubmed_page,
    pubmed_text,
    pubmed_xml,
    qxmd,
    refworks,
    registry_json,
    registry_page,
    ris,
    science_communicator,
    semantic_scholar,
    thesis,
    vufind,
    who_registries,
)
from .assembly import is_teaser
from .authors import with_authors
from .entries import entries
from .identifiers import merged
from .labelled import labelled_identifiers
from .language import language_of_study
from .layout import Layout, Reader
from .titles import tidy_title
from .xml_safety import check_xml

READERS: tuple[Reader, ...] = (
    clinicaltrials_json.read,
    registry_json.read,
    json_lines.read,
    pubmed_xml.read,
    jats.read,
    medline.read,
    ris.read,
    refworks.read,
    cord.read,
    pubmed_text.read,
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
    digest.read,
    clinic_blog.read,
    generic.read,
)
"""In order: the first that does not decline reads the page."""

__all__ = ["READERS", "Layout", "entries", "read"]


def read(source: Source) -> Page:
    """The page that `source` is, read by the first reader that knows it.

    Raises MalformedPage where a reader knows its format and finds it broken, and for XML that is not well-formed or
    declares entities.
    """
    layout = Layout(source)
    if layout.kind == "xml":
        check_xml(source.text)
    for reader in READERS:
        page = reader(layout)
        if page is not None:
            page = _with_labelled(with_authors(page, layout), layout)
            title = tidy_title(page.title) if page.title else page.title
            return replace(page, title=title, language=language_of_study(page), notes=(*page.notes, *_cut(page)))
    raise AssertionError("the generic reader never declines")


def _with_labelled(page: Page, layout: Layout) -> Page:
    """The page with the numbers that stand behind labels of their own; a page that tells of several papers has none."""
    if layout.kind not in ("html", "text") or page.is_registry or page.is_site or page.is_digest:
        return page
    labelled = labelled_identifiers([line.string for line in layout.lines])
    return replace(page, identifiers=merged(page.identifiers, labelled))


def _cut(page: Page) -> tuple[tuple[str, str], ...]:
    """A note where the abstract breaks off with an ellipsis or "read more"."""
    last = next((block for block in reversed(page.blocks) if block.role is Role.ABSTRACT), None)
    if last is None or not is_teaser(last.text.string):
        return ()
    return (("abstract_cut", "The page shows only the beginning of its abstract."),)
