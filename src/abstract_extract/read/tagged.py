"""Citations whose fields have tags (MEDLINE, RIS, RefWorks): what the tags name, and the page that they make."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers
from abstract_extract.text import Text

from .assembly import year_in
from .authors import tidy
from .database import (
    pmid_in_address,
    registry_numbers,
    says_no_abstract,
    without_brackets,
)
from .identifiers import doi_in, pmcid_in
from .layout import Layout

_PMID = re.compile(r"\s*(\d{1,8})\s*\Z")
_SELF = re.compile(r"\[(?:pii|pmid|isbn)\]\s*\Z", re.IGNORECASE)
_MEDLINE = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """A tag and its value; the tag is "" for lines that have none."""

    tag: str
    text: Text


@dataclass(frozen=True)
class Tags:
    """The tags of a format, by what they name."""

    title: tuple[str, ...]
    other_titles: tuple[str, ...]
    abstract: tuple[str, ...]
    other_abstracts: tuple[str, ...]
    journal: tuple[str, ...]
    year: tuple[str, ...]
    language: tuple[str, ...]
    pmid: tuple[str, ...]
    pmcid: tuple[str, ...]
    doi: tuple[str, ...]
    registry: tuple[str, ...]
    notes: tuple[str, ...]
    types: tuple[str, ...]
    authors: tuple[str, ...]
    other: tuple[str, ...] = ()
    known: frozenset[str] = field(default_factory=frozenset)


@cache
def tags_of(name: str) -> Tags:
    """The tags of a format.

    >>> tags_of("ris").title
    ('TI', 'T1', 'CT')
    """
    data = tomllib.loads(files("abstract_extract.read").joinpath("citation_tags.toml").read_text("utf-8"))[name]
    lists = {key: tuple(value) for key, value in data.items()}
    return Tags(**lists, known=frozenset(tag for tags in lists.values() for tag in tags))


def tagged_page(layout: Layout, reader: str, fields: Sequence[Field]) -> Page:
    """The page that the fields of one citation make, `reader` naming the format too."""
    tags = tags_of(reader)
    found = {tag: [item.text.string for item in fields if item.tag == tag and item.text.string] for tag in tags.known}
    has_abstract = any(item.tag in tags.abstract and not says_no_abstract(item.text.string) for item in fields)
    title = _title(fields, tags.title)
    blocks = tuple(_block(item, tags, title, has_abstract=has_abstract) for item in fields if item.text.string)
    study = "\n".join(block.text.string for block in blocks if block.role in (Role.TITLE, Role.ABSTRACT))
    return Page(
        source=layout.source,
        reader=reader,
        blocks=blocks,
        title=without_brackets(title.text.string) if title else None,
        journal=_first(found, tags.journal, unlike=title.text.string if title else ""),
        year=next((year for value in _values(found, tags.year) if (year := year_in(value))), None),
        language=_first(found, tags.language),
        authors=tidy(next(filter(None, (_values(found, (name,)) for name in tags.authors)), [])),
        identifiers=_identifiers(found, tags, study),
        has_abstract=any(block.role is Role.ABSTRACT for block in blocks),
        publication_types=tuple(_values(found, tags.types)),
    )


def _title(fields: Sequence[Field], names: tuple[str, ...]) -> Field | None:
    return next((item for name in names for item in fields if item.tag == name and item.text.string), None)


def _block(item: Field, tags: Tags, title: Field | None, *, has_abstract: bool) -> Block:
    if item is title:
        return Block(Role.TITLE, item.text)
    if item.tag in tags.title or item.tag in tags.other_titles:
        return Block(Role.TITLE, item.text, "Other title")
    if item.tag in tags.abstract and not says_no_abstract(item.text.string):
        return Block(Role.ABSTRACT, item.text)
    if item.tag in tags.other_abstracts and not says_no_abstract(item.text.string):
        # Beside the abstract it says the same again.
        return Block(Role.BODY if has_abstract else Role.ABSTRACT, item.text, "Other abstract")
    return Block(Role.CHROME, item.text)


def _values(found: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [value for name in names for value in found.get(name, ())]


def _first(found: dict[str, list[str]], names: Iterable[str], unlike: str = "") -> str | None:
    return next((value for value in _values(found, names) if value != unlike), None)


def _identifiers(found: dict[str, list[str]], tags: Tags, study: str) -> Identifiers:
    addresses = _values(found, ("UR", "LK", "UL", "L2", "L1"))
    # An accession number is a PMID where the database is PubMed.
    is_medline = any(_MEDLINE.search(value) for value in _values(found, ("DB", "DP", "DS", "SR")))
    numbers = [value for name in tags.pmid if name != "AN" or is_medline for value in found.get(name, ())]
    stated = [value for value in _values(found, tags.doi) if not _SELF.search(value)]
    notes = registry_numbers("\n".join(value for value in _values(found, tags.notes) if len(value) < 500))
    return Identifiers(
        pmid=next((match[1] for value in numbers if (match := _PMID.match(value))), None)
        or next((pmid for value in addresses if (pmid := pmid_in_address(value))), None),
        pmcid=next((pmcid for value in (*_values(found, tags.pmcid), *addresses) if (pmcid := pmcid_in(value))), None),
        doi=next((doi for value in stated if (doi := doi_in(value))), None),
        registry=registry_numbers(study, (*_values(found, tags.registry), *notes)),
    )
