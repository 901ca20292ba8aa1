"""A page: its bytes' id and decoded text, and what every reader makes of it, whatever the site or the format was.

Readers turn HTML, XML, JSON and tagged text into the same sequence of blocks, each with its place in the source.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from abstract_extract.record import Identifiers
from abstract_extract.text import Text

ID_LENGTH = 16


def page_id(content: bytes) -> str:
    """The id of a page: of its bytes alone, so that the same bytes have the same id wherever they lie.

    >>> page_id(b"a page")
    '9a8eeff1d0bc6b9b'
    """
    return hashlib.sha256(content).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded page, or one citation of a file of many.

    `text` is what offsets count in; `encoding` is the codec that gives it from the bytes; `path` is as the caller
    named it; `notes` are things noticed while decoding, as (code, sentence).
    """

    id: str
    path: str
    text: str
    encoding: str
    entry: int | None = None
    notes: tuple[tuple[str, str], ...] = ()


class Role(StrEnum):
    """What a block is to the study."""

    TITLE = "title"
    ABSTRACT = "abstract"
    BODY = "body"
    """Running text of the page outside an abstract: an article's full text, a blog's paragraphs."""
    FIELD = "field"
    """A label and its value: a registry's "Enrollment: 15"."""
    TABLE = "table"
    """A row of a results table."""
    CHROME = "chrome"
    """Not of the study: menus, adverts, author lists, references, related articles, staff views."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, field or table row, with its place in the source.

    `label` is the heading that the block stands under ("METHODS"), or the name of the field ("Enrollment").
    """

    role: Role
    text: Text
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A source that has been read."""

    source: Source
    reader: str
    blocks: tuple[Block, ...]
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    """Names as the page gives them, in its order; of a registry's record, who answers for the trial."""
    other_titles: tuple[str, ...] = ()
    """What may be the title too: the line above the authors."""
    identifiers: Identifiers = field(default_factory=Identifiers)
    is_registry: bool = False
    """The page is a registry's record (or a mirror of one)."""
    is_completed: bool | None = None
    """For a registry's record: whether its status says that enrolment is over; None where it does not say."""
    is_site: bool = False
    """The page is a clinic's, bank's, paper's or agency's own writing: a blog, a news item, a press release."""
    is_digest: bool = False
    """The page recounts several trials of others, each under a heading of its own: the labels of its blocks."""
    has_abstract: bool | None = None
    """What the reader knows: True, False (a record without one), or None where it cannot say."""
    publication_types: tuple[str, ...] = ()
    """As the database names them: "Review", "Randomized Controlled Trial"."""
    notes: tuple[tuple[str, str], ...] = ()
    """Things noticed while reading, as (code, sentence): they become checks."""
