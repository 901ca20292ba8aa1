"""JSON Lines and JSON records of citations: any object with an abstract (or a text) and, perhaps, a title and ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from abstract_extract.record import Identifiers

from .assembly import year_in
from .identifiers import doi_in, pmcid_in, registry_ids
from .json_tree import Leaf, parse_json
from .layout import Layout
from .page import Block, Page, Role

NAME = "json_lines"
_ABSTRACT = ("abstract", "abstract_text", "abstractText", "AbstractText", "text", "AB", "summary", "description")
_TITLE = ("title", "article_title", "primary_title", "TI", "ArticleTitle", "name")
_JOURNAL = ("journal", "journal_title", "journalTitle", "container_title", "venue", "source", "JT")
_YEAR = ("year", "publication_year", "pubYear", "published", "date", "publication_date", "DP")


def read(layout: Layout) -> Page | None:
    """A JSON object that holds an abstract under one of its usual names; declines any other."""
    if layout.kind != "json" or not layout.source.text.lstrip().startswith("{"):
        return None
    tree = parse_json(layout.source.text)
    abstract, title = _leaf(tree, _ABSTRACT), _leaf(tree, _TITLE)
    if abstract is None and title is None:
        return None
    blocks = [Block(Role.TITLE, title.text)] if title else []
    if abstract and abstract.text.string.strip():
        blocks.append(Block(Role.ABSTRACT, abstract.text))
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=tuple(blocks),
        title=title.text.string if title else None,
        journal=_string(tree, _JOURNAL),
        year=year_in(_string(tree, _YEAR)),
        language=_string(tree, ("language", "lang")),
        identifiers=_identifiers(tree, "\n".join(b.text.string for b in blocks)),
        has_abstract=bool(abstract and abstract.text.string.strip()),
    )


def _leaf(tree: Mapping[str, Any], names: tuple[str, ...]) -> Leaf | None:
    for name in names:
        node = tree.get(name)
        if isinstance(node, Leaf) and isinstance(node.value, str) and node.text.string.strip():
            return node
    return None


def _string(tree: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        node = tree.get(name)
        if isinstance(node, Leaf) and node.value not in (None, "", False, True):
            return str(node.value)
    return None


def _identifiers(tree: Mapping[str, Any], text: str) -> Identifiers:
    pmid = _string(tree, ("pmid", "PMID", "pubmed_id"))
    named = _string(tree, ("id",)) or ""
    doi = _string(tree, ("doi", "DOI"))
    return Identifiers(
        pmid=pmid if pmid and pmid.isdigit() else None,
        pmcid=pmcid_in(_string(tree, ("pmcid", "PMCID", "pmc")) or named),
        doi=doi_in(doi) if doi else None,
        registry=registry_ids(text),
    )
