"""The reader of last resort: any HTML or text page, by its metadata, its headings and what reads like prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from abstract_extract.headings import inline_headings
from abstract_extract.record import Identifiers

from .assembly import abstract_blocks, abstract_range, chrome, field_of, year_in
from .chrome import is_frame, is_prose, is_tail_heading
from .identifiers import doi_in, pmcid_in, registry_ids
from .layout import Layout
from .line import Line
from .metadata import Metadata
from .page import Block, Page, Role

NAME = "generic"
_FRAME_CONTEXT = re.compile(
    r"\b(?:nav|footer|aside|cookie\w*|consent|sidebar|side-bar|menu|breadcrumbs?|related\S*|similar\S*|recommend\S*|references?|ref-list|comments?|share\S*|social\S*|"
    r"newsletter|advert\S*|promo\S*|banner|references-list|citedby\S*|cited-by\S*|footnotes|popular\S*|teaser-list|widget\S*)\b"
)
_SITE_SUFFIX = re.compile(r"\s+(?:[|–—»]|-(?= \S+(?: \S+){0,4}\Z))\s+[^|–—»]{2,60}\Z")  # noqa: RUF001
_PMID = re.compile(r"\b(?:PMID|PubMed ID|pubmed)\W{0,4}(?:identifier\W{0,2})?(\d{7,8})\b", re.IGNORECASE)
_OWN_DOI = re.compile(r"\bdoi\b|doi\.org", re.IGNORECASE)


def read(layout: Layout) -> Page:
    """Any page; never declines."""
    if layout.kind == "html":
        lines = [line for line in layout.lines if not _FRAME_CONTEXT.search(line.context)]
        lines = lines if any(is_prose(line.string) for line in lines) else list(layout.lines)
    else:
        lines = list(layout.lines)
    title_at, title = _title(lines, layout.metadata)
    blocks: list[Block] = [Block(Role.TITLE, lines[title_at].text)] if title_at is not None else []
    after = (title_at + 1) if title_at is not None else 0
    found = abstract_range(lines) if title_at is None else abstract_range(lines, 0)
    if found:
        start, end = found
        blocks += chrome(line for i, line in enumerate(lines[:start]) if i != title_at)
        blocks += abstract_blocks(lines[start:end])
        blocks += chrome(lines[end:])
    else:
        blocks += prose_blocks(lines[after:])
    head = [line.string for i, line in enumerate(lines[: found[1] if found else 40])]
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=tuple(blocks),
        title=title,
        journal=layout.metadata.first("citation_journal_title", "prism.publicationname", "dc.source", "citation_conference_title"),
        year=_year(layout.metadata) or year_in(" ".join(s for s in head[:12] if len(s) < 200)),
        language=layout.metadata.first("citation_language", "dc.language", "og:locale"),
        identifiers=own_identifiers(layout.metadata, head),
    )


def _title(lines: Sequence[Line], metadata: Metadata) -> tuple[int | None, str | None]:
    """The line that is the title, and the title itself; the head's title wins, its place is looked for."""
    stated = metadata.first("citation_title", "dc.title", "dcterms.title", "prism.title", "og:title", "twitter:title")
    if stated is None and metadata.title:
        stated = _SITE_SUFFIX.sub("", metadata.title)
    if stated:
        key = _key(stated)
        for index, line in enumerate(lines[:200]):
            here = _key(line.string)
            if here and (here == key or (len(here) > 30 and (key.startswith(here) or here.startswith(key)))):
                return index, line.string if len(line.string) < 400 else stated
    for index, line in enumerate(lines):
        if line.tag == "h1" and len(line.string) > 15:
            return index, line.string
    if stated:
        return None, stated
    for index, line in enumerate(lines[:25]):
        string = line.string
        if 20 <= len(string) <= 350 and len(string.split()) >= 4 and not is_frame(string) and field_of(line) is None:
            if is_prose(string) and (string.count(". ") or inline_headings(string)):
                break
            return index, string
    return None, None


def _key(string: str) -> str:
    return re.sub(r"[\W_]+", "", string).casefold()


def prose_blocks(lines: Sequence[Line]) -> list[Block]:
    """Blocks of a page without an abstract's heading: what reads like prose, up to the tail; fields beside it."""
    blocks: list[Block] = []
    tail = next((i for i, line in enumerate(lines) if is_tail_heading(line.string) and _has_prose(lines[:i])), len(lines))
    label: str | None = None
    labelled = any(inline_headings(line.string) for line in lines[:tail])
    for line in lines[:tail]:
        string = line.string
        field = field_of(line)
        if is_prose(string) and not is_frame(string):
            role = Role.ABSTRACT if labelled else Role.BODY
            blocks += [Block(role, b.text, b.label or label) for b in abstract_blocks([line], role=role)]
        elif field and len(string) < 300 and not is_frame(string):
            blocks.append(Block(Role.FIELD, field[1], field[0]))
        elif len(string) <= 70 and not is_frame(string) and not string.endswith("."):
            label = string.strip(" :")
            blocks.append(Block(Role.CHROME, line.text))
        else:
            blocks.append(Block(Role.CHROME, line.text))
    return blocks + chrome(lines[tail:])


def _has_prose(lines: Sequence[Line]) -> bool:
    return any(is_prose(line.string) for line in lines)


def _year(metadata: Metadata) -> int | None:
    names = ("citation_publication_date", "citation_date", "citation_online_date", "dc.date", "prism.publicationdate", "citation_year", "dc.date.issued", "article:published_time")
    return year_in(metadata.first(*names))


def own_identifiers(metadata: Metadata, head: Sequence[str]) -> Identifiers:
    """The identifiers of the page's own study: of its head, then of the lines up to the end of its abstract."""
    text = "\n".join(head)
    stated = metadata.first("citation_doi", "dc.identifier.doi", "prism.doi", "bepress_citation_doi")
    doi = doi_in(stated) if stated else None
    for value in metadata.all("dc.identifier", "og:url", "citation_abstract_html_url", "citation_pdf_url"):
        doi = doi or doi_in(unquote(value))
    if not doi:
        doi = next((found for line in head if _OWN_DOI.search(line) and (found := doi_in(unquote(line)))), None)
    pmid = _PMID.search(text)
    return Identifiers(
        pmid=metadata.first("citation_pmid", "ncbi_uidlist") or (pmid[1] if pmid else None),
        pmcid=pmcid_in(metadata.first("citation_pmcid", "citation_pmc") or "") or pmcid_in(text),
        doi=doi,
        registry=registry_ids(text),
    )
