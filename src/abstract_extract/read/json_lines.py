"""JSON records of citations: any object with an abstract (or a text) and, perhaps, a title and ids; a line of JSON
Lines, an element of an array, or a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers

from .assembly import year_in
from .authors import names_in, tidy
from .database import registry_numbers, says_no_abstract
from .identifiers import doi_in, pmcid_in
from .json_tree import Leaf, parse_json
from .layout import Layout

NAME = "json_lines"
_ABSTRACT = (
    "abstract",
    "abstract_text",
    "abstractText",
    "AbstractText",
    "Abstract",
    "AB",
    "text",
    "summary",
    "description",
)
_TITLE = ("title", "article_title", "primary_title", "TI", "ArticleTitle", "Title", "display_name", "name")
_JOURNAL = (
    "journal",
    "journal_title",
    "journalTitle",
    "container_title",
    "container-title",
    "JT",
    "venue",
    "journalInfo",
    "source",
    "Source title",
)
_YEAR = (
    "year",
    "publication_year",
    "pubYear",
    "PY",
    "Year",
    "published",
    "issued",
    "date",
    "publication_date",
    "publicationDate",
    "DP",
)
_LANGUAGE = ("language", "lang", "LA")
_TYPES = ("publication_types", "publicationTypes", "pubTypeList", "publication_type", "PT", "type")
_AUTHORS = ("authors", "author", "authorString", "AU", "FAU", "creators", "creator", "authorships")
_REGISTRY = ("registry", "registry_ids", "trial_registration", "registration", "nct_id", "nctId", "SI")
_HEADING_NAMES = ("label", "heading", "section", "title", "name")
_TEXT_NAMES = ("text", "content", "value", "body", "abstract")
# Objects within which interfaces keep what they say of a citation.
_WRAPPERS = ("message", "result", "data", "record", "_source", "MedlineCitation")


def read(layout: Layout) -> Page | None:
    """A JSON object that holds an abstract or a title under one of its usual names; declines any other.

    Raises MalformedPage where the JSON breaks off or is broken.
    """
    if layout.kind != "json":
        return None
    tree = _citation(parse_json(layout.source.text))
    if tree is None:
        return None
    title = _title(tree)
    blocks = [Block(Role.TITLE, title.text)] if title else []
    abstract = _abstract(tree)
    if not blocks and not abstract:
        return None
    blocks += abstract
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=tuple(blocks),
        title=" ".join(title.text.string.split()) if title else None,
        journal=_string(tree, _JOURNAL),
        year=year_in(_string(tree, _YEAR)),
        language=_string(tree, _LANGUAGE),
        authors=_authors(tree),
        identifiers=_identifiers(tree, "\n".join(block.text.string for block in blocks)),
        has_abstract=bool(abstract),
        publication_types=tuple(_strings(tree, _TYPES)),
    )


def _citation(tree: Any) -> Mapping[str, Any] | None:
    """The object that is the citation: the document, its only element, or what a wrapper holds."""
    for _ in range(4):
        if isinstance(tree, list) and len(tree) == 1:
            tree = tree[0]
        if not isinstance(tree, dict):
            return None
        if any(name in tree for name in (*_ABSTRACT, *_TITLE)):
            return tree
        tree = next((tree[name] for name in _WRAPPERS if isinstance(tree.get(name), (dict, list))), None)
    return None


def _title(tree: Mapping[str, Any]) -> Leaf | None:
    return next((leaf for name in _TITLE for leaf in _leaves(tree.get(name)) if leaf.text.string.strip()), None)


def _abstract(tree: Mapping[str, Any]) -> list[Block]:
    """The blocks of the first abstract found: a text, a list of texts, or sections with their headings."""
    for name in _ABSTRACT:
        blocks = [block for block in _sections(tree.get(name), None) if not says_no_abstract(block.text.string)]
        if blocks:
            return blocks
    return []


def _sections(node: Any, label: str | None) -> Iterator[Block]:
    if isinstance(node, Leaf):
        if isinstance(node.value, str):
            yield Block(Role.ABSTRACT, node.text, label)
    elif isinstance(node, list):
        for part in node:
            yield from _sections(part, label)
    elif isinstance(node, dict):
        named = next((node[name] for name in _TEXT_NAMES if name in node), None)
        if named is not None:
            yield from _sections(named, _string(node, _HEADING_NAMES) or label)
        else:
            for name, part in node.items():
                yield from _sections(part, name)


def _authors(tree: Mapping[str, Any]) -> tuple[str, ...]:
    """The authors: names, objects that hold a name or its parts, or all names in one string."""
    for key in _AUTHORS:
        node = tree.get(key)
        parts = node if isinstance(node, list) else [node]
        names = [name for part in parts if (name := _name(part))]
        if len(names) == 1 and (listed := names_in(names[0])):
            return listed
        if found := tidy(names):
            return found
    return ()


def _name(node: Any) -> str:
    if isinstance(node, dict) and isinstance(node.get("author"), dict):
        node = node["author"]
    if isinstance(node, dict):
        last = _string(node, ("family", "last", "lastName", "surname", "LastName"))
        first = _string(node, ("given", "first", "firstName", "given_names", "ForeName", "initials", "Initials"))
        if last:
            return f"{last}, {first}" if first else last
        node = node.get("display_name") or node.get("fullName") or node.get("name")
    return str(node.value) if isinstance(node, Leaf) and isinstance(node.value, str) else ""


def _leaves(node: Any) -> list[Leaf]:
    """The strings of a value: itself, or those of a list."""
    if isinstance(node, Leaf):
        return [node] if isinstance(node.value, str) else []
    return [leaf for part in node for leaf in _leaves(part)] if isinstance(node, list) else []


def _strings(tree: Mapping[str, Any], names: tuple[str, ...]) -> list[str]:
    return [leaf.text.string for name in names for leaf in _leaves(tree.get(name))]


def _string(tree: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the named values that says something; of a list its first, of an object what it is called."""
    for name in names:
        node = tree.get(name)
        if node is None:
            continue
        for _ in range(4):
            if isinstance(node, Leaf):
                break
            if isinstance(node, list):
                node = node[0] if node else None
            elif isinstance(node, dict):
                node = next(
                    (node[key] for key in ("name", "title", "journal", "date-parts", "year", "value") if key in node),
                    None,
                )
        if isinstance(node, Leaf) and node.value not in (None, "", False, True):
            return str(node.value)
    return None


def _identifiers(tree: Mapping[str, Any], text: str) -> Identifiers:
    others: Mapping[str, Any] = next(
        (
            tree[name]
            for name in ("externalIds", "ids", "identifiers", "articleids")
            if isinstance(tree.get(name), dict)
        ),
        {},
    )
    pmid = _string(tree, ("pmid", "PMID", "pubmed_id", "pubmedId")) or _string(
        others, ("PubMed", "pmid", "pubmed", "PMID")
    )
    pmid = pmid.removeprefix("https://pubmed.ncbi.nlm.nih.gov/").strip("/ ") if pmid else None
    pmcid = _string(tree, ("pmcid", "PMCID", "pmc", "pmc_id")) or _string(others, ("PubMedCentral", "pmcid", "pmc"))
    doi = _string(tree, ("doi", "DOI")) or _string(others, ("DOI", "doi"))
    return Identifiers(
        pmid=pmid if pmid and pmid.isdecimal() and len(pmid) <= 8 else None,
        pmcid=(f"PMC{pmcid}" if pmcid.isdecimal() else pmcid_in(pmcid))
        if pmcid
        else pmcid_in(_string(tree, ("id",)) or ""),
        doi=doi_in(doi) if doi else None,
        registry=registry_numbers(text, _strings(tree, _REGISTRY)),
    )
