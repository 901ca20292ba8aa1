"""Articles in JATS, the XML of PubMed Central and of publishers: front, body and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Page, Role
from abstract_extract.record import Identifiers

from .assembly import year_in
from .authors import tidy
from .database import registry_numbers, says_no_abstract
from .identifiers import doi_in, pmcid_in
from .jats_blocks import JatsBlocks
from .layout import Layout
from .xml_entries import root_of
from .xml_tree import Element, parse_xml

NAME = "jats"
_SIGNS = re.compile(r"<(?:article-meta|front|front-stub|journal-meta)[\s>]")
_HEAD = 20_000
_ROOTS = frozenset({"article", "pmc-articleset", "articles", "articleset", "collection", "record", "oai-pmh"})
_XML_LANGUAGE = "xml:lang"
_DATES = ("ppub", "print", "collection", "pub", "epub", "electronic", "epub-ppub", "preprint")


def read(layout: Layout) -> Page | None:
    """An article in JATS; None for any other page.

    Raises MalformedPage where the XML is broken.
    """
    name = root_of(layout.source.text)
    if name is None or name.lower() not in _ROOTS or not _SIGNS.search(layout.source.text[:_HEAD]):
        return None
    article = _article(parse_xml(layout.source.text))
    return _page(layout, article) if article else None


def _article(root: Element) -> Element | None:
    """The article itself: the root, or the first within what a server wraps around it."""
    waiting = [root]
    while waiting:
        element = waiting.pop(0)
        if element.name == "article":
            return element
        waiting.extend(element.elements)
        if len(waiting) > 100:
            return None
    return None


def _page(layout: Layout, article: Element) -> Page:
    front = article.find("front") or article
    meta = front.find("article-meta") or front
    title = meta.find("title-group", "article-title")
    blocks = JatsBlocks(article, title, main_abstract=_main_abstract(meta, article)).blocks()
    study = "\n".join(block.text.string for block in blocks if block.role in (Role.TITLE, Role.ABSTRACT))
    has_abstract = any(block.role is Role.ABSTRACT for block in blocks)
    types = [article.attributes.get("article-type", "")] + [
        found.text.string for found in meta.all("article-categories", "subj-group", "subject")
    ]
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=title.text.string if title else None,
        journal=next(
            (
                found
                for path in (
                    ("journal-title-group", "journal-title"),
                    ("journal-title",),
                    ("journal-title-group", "abbrev-journal-title"),
                )
                if (found := front.string("journal-meta", *path))
            ),
            None,
        ),
        year=_year(meta),
        language=article.attributes.get(_XML_LANGUAGE),
        authors=tidy(
            f"{name.string('given-names') or ''} {name.string('surname') or ''}".strip()
            for name in meta.all("contrib-group", "contrib", "name")
        ),
        identifiers=_identifiers(meta, study),
        has_abstract=True if has_abstract else None if any(block.role is Role.BODY for block in blocks) else False,
        publication_types=tuple(filter(None, types)),
    )


def _main_abstract(meta: Element, article: Element) -> Element | None:
    """The abstract that counts: the article's own, or its translation into English."""
    own = [
        found
        for found in meta.all("abstract")
        if not found.attributes.get("abstract-type")
        or found.attributes["abstract-type"] in ("structured", "section", "full", "abstract")
    ]
    own = own or [
        found
        for found in meta.all("abstract")
        if found.attributes.get("abstract-type") not in ("graphical", "teaser", "toc", "precis")
    ]
    first = next((found for found in own if not says_no_abstract(found.text.string)), None)
    language = (first.attributes.get(_XML_LANGUAGE) if first else None) or article.attributes.get(_XML_LANGUAGE) or "en"
    if first is None or not language.lower().startswith("en"):
        translated = [found for found in meta.all("trans-abstract") if found.text.string]
        english = next(
            (found for found in translated if found.attributes.get(_XML_LANGUAGE, "").lower().startswith("en")), None
        )
        return english or first or next(iter(translated), None)
    return first


def _year(meta: Element) -> int | None:
    """The year of the issue, else of the first date that has one."""
    dates: list[tuple[int, int]] = []
    for place, found in enumerate(_dates(meta)):
        kind = (
            found.attributes.get("pub-type")
            or found.attributes.get("publication-format")
            or found.attributes.get("date-type")
            or ""
        )
        year = year_in(found.string("year") or found.attributes.get("iso-8601-date"))
        if year:
            dates.append((_DATES.index(kind) * 100 + place if kind in _DATES else 10_000 + place, year))
    return min(dates)[1] if dates else None


def _dates(meta: Element) -> Iterator[Element]:
    yield from meta.all("pub-date")
    yield from meta.all("pub-date-not-available")


def _identifiers(meta: Element, study: str) -> Identifiers:
    stated = {
        found.attributes.get("pub-id-type", ""): found.text.string for found in reversed(list(meta.all("article-id")))
    }
    pmc = stated.get("pmc") or stated.get("pmcid") or stated.get("pmcaid") or ""
    return Identifiers(
        pmid=stated.get("pmid"),
        pmcid=f"PMC{pmc}" if pmc.isdecimal() else pmcid_in(pmc),
        doi=doi_in(stated.get("doi", "")),
        registry=registry_numbers(study, _trials(meta)),
    )


def _trials(meta: Element) -> list[str]:
    """What the article states of its registration outside the abstract."""
    found = [value.text.string for value in meta.all("related-object") if "clinical" in str(value.attributes).lower()]
    found += [
        value.text.string
        for value in meta.all("custom-meta-group", "custom-meta")
        if "trial" in value.text.string.lower()
    ]
    return found + [
        value.text.string for value in meta.all("article-id") if "trial" in value.attributes.get("pub-id-type", "")
    ]
