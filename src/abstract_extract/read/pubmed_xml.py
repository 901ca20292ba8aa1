"""PubMed's XML: one `PubmedArticle` or `PubmedBookArticle`, alone or in its set.

>>> from abstract_extract.page import Source
>>> text = (
...     "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Cells</ArticleTitle><Abstract>"
...     "<AbstractText Label='METHODS'>10<sup>6</sup> cells.</AbstractText></Abstract></Article></MedlineCitation>"
...     "</PubmedArticle>"
... )
>>> page = read(Layout(Source("0", "a.xml", text, "utf-8")))
>>> page.identifiers.pmid, page.blocks[2].label, page.blocks[2].text.string
('7', 'METHODS', '10^6 cells.')
"""

from __future__ import annotations

from collections.abc import Iterator

from abstract_extract.errors import MalformedPage
from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers

from .assembly import year_in
from .authors import tidy
from .database import registry_numbers, says_no_abstract, without_brackets
from .identifiers import doi_in, pmcid_in
from .layout import Layout
from .xml_entries import deleted_citations, root_of
from .xml_tree import Element, parse_xml

NAME = "pubmed_xml"
_ROOTS = frozenset({"pubmedarticle", "pubmedarticleset", "pubmedbookarticle", "pubmedbookarticleset"})
_CITATIONS = ("pubmedarticle", "pubmedbookarticle")
_UNLABELLED = frozenset({"unlabelled", "unassigned", "unknown"})
_ENGLISH = frozenset({"", "eng", "en"})


def read(layout: Layout) -> Page | None:
    """A PubMed citation; None for any other page.

    Raises MalformedPage where the XML is broken, or holds no citation.
    """
    root_name = root_of(layout.source.text)
    if root_name is None or root_name.lower() not in _ROOTS:
        return None
    root = parse_xml(layout.source.text)
    citation = (
        root if root.name in _CITATIONS else next((found for name in _CITATIONS for found in root.all(name)), None)
    )
    deleted = 0 if root is citation else deleted_citations(layout.source.text)
    if citation is None:
        raise MalformedPage(
            f"the PubMed XML holds no citation, only {deleted} to delete"
            if deleted
            else "the PubMed XML holds no citation"
        )
    return _page(layout, citation, deleted)


def _page(layout: Layout, citation: Element, deleted: int) -> Page:
    medline = citation.find("medlinecitation") or citation.find("bookdocument") or citation
    article = medline.find("article") or medline
    book = article.find("book")
    title = next(
        (
            found
            for found in (
                article.find("articletitle"),
                article.find("booktitle"),
                book.find("booktitle") if book else None,
            )
            if found and found.text.string
        ),
        None,
    )
    abstracts = _abstracts(medline, article)
    marked = {id(title): Block(Role.TITLE, title.text)} if title else {}
    marked |= abstracts
    vernacular = article.find("vernaculartitle")
    if vernacular:
        marked[id(vernacular)] = Block(Role.TITLE, vernacular.text, "Other title")
    blocks = tuple(_blocks(citation, marked))
    study = "\n".join(block.text.string for block in blocks if block.role in (Role.TITLE, Role.ABSTRACT))
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=without_brackets(title.text.string) if title else None,
        journal=article.string("journal", "title")
        or article.string("journal", "isoabbreviation")
        or medline.string("medlinejournalinfo", "medlineta")
        or (book.string("booktitle") if book else None),
        year=_year(article),
        language=article.string("language"),
        authors=tidy(_name(author) for author in article.all("authorlist", "author")),
        identifiers=_identifiers(citation, medline, article, study),
        has_abstract=any(block.role is Role.ABSTRACT for block in blocks),
        publication_types=tuple(
            found.text.string
            for path in (("publicationtypelist", "publicationtype"), ("publicationtype",))
            for found in article.all(*path)
        ),
        notes=(("citations_deleted", f"The file asks to delete {deleted} citations; they give no record."),)
        if deleted
        else (),
    )


def _abstracts(medline: Element, article: Element) -> dict[int, Block]:
    """The blocks of the abstract, and of others: an abstract in other words or another language only where there is
    no abstract in English is one, else it says again what the abstract says."""
    marked = {
        id(part): Block(Role.ABSTRACT, part.text, _label(part))
        for part in article.all("abstract", "abstracttext")
        if not says_no_abstract(part.text.string)
    }
    for other in medline.all("otherabstract"):
        is_first = not marked and other.attributes.get("type", "").lower() != "plain-language-summary"
        for part in other.all("abstracttext"):
            if not says_no_abstract(part.text.string):
                marked[id(part)] = Block(
                    Role.ABSTRACT if is_first else Role.BODY, part.text, _label(part) or _other(other)
                )
    return marked


def _label(part: Element) -> str | None:
    label = part.attributes.get("label", "").strip()
    return label if label and label.lower() not in _UNLABELLED else None


def _other(abstract: Element) -> str | None:
    language = abstract.attributes.get("language", "").lower()
    return f"Abstract [{language}]" if language not in _ENGLISH else "Other abstract"


def _blocks(element: Element, marked: dict[int, Block]) -> Iterator[Block]:
    """The blocks of all that holds text; what is not marked is chrome, an element of two levels at a time."""
    block = marked.get(id(element))
    if block is not None:
        yield block
    elif not any(True for _ in element.elements) or element.name in (
        "author",
        "reference",
        "meshheading",
        "commentscorrections",
        "grant",
        "history",
        "investigator",
    ):
        if element.text.string:
            yield Block(Role.CHROME, element.text)
    else:
        for child in element.elements:
            yield from _blocks(child, marked)


def _name(author: Element) -> str:
    return f"{author.string('lastname') or ''} {author.string('initials') or author.string('forename') or ''}"


def _year(article: Element) -> int | None:
    paths = (("journal", "journalissue", "pubdate"), ("book", "pubdate"), ("articledate",), ("contributiondate",))
    return next((year for path in paths for found in article.all(*path) if (year := year_in(found.text.string))), None)


def _identifiers(citation: Element, medline: Element, article: Element, study: str) -> Identifiers:
    """The citation's own ids: those of its reference list and of its comments stand deeper and are others'."""
    stated = [
        (found.attributes.get("idtype", ""), found.text.string)
        for path in (("pubmeddata", "articleidlist", "articleid"), ("pubmedbookdata", "articleidlist", "articleid"))
        for found in citation.all(*path)
    ]
    stated += [
        (found.attributes.get("idtype", ""), found.text.string) for found in medline.all("articleidlist", "articleid")
    ]
    stated += [
        (found.attributes.get("eidtype", ""), found.text.string)
        for found in article.all("elocationid")
        if found.attributes.get("validyn", "Y") == "Y"
    ]
    accessions = [
        found.text.string
        for bank in article.all("databanklist", "databank")
        for found in bank.all("accessionnumberlist", "accessionnumber")
    ]
    banks = [
        f"{bank.string('databankname')} {number.text.string}"
        for bank in article.all("databanklist", "databank")
        for number in bank.all("accessionnumberlist", "accessionnumber")
    ]
    return Identifiers(
        pmid=medline.string("pmid") or _of("pubmed", stated),
        pmcid=pmcid_in(_of("pmc", stated) or "")
        or pmcid_in(next((found.text.string for found in medline.all("otherid") if "PMC" in found.text.string), "")),
        doi=doi_in(_of("doi", stated) or ""),
        registry=registry_numbers(study, [*accessions, *banks]),
    )


def _of(kind: str, stated: list[tuple[str, str]]) -> str | None:
    return next((value for name, value in stated if name.lower() == kind and value), None)
