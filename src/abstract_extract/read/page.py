"""What every reader makes of a source: the same sequence of blocks, whatever the site or the format was."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from abstract_extract.record import Identifiers
from abstract_extract.text import Text

from .source import Source


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
    identifiers: Identifiers = field(default_factory=Identifiers)
    is_registry: bool = False
    """The page is a registry's record (or a mirror of one)."""
    is_completed: bool | None = None
    """For a registry's record: whether its status says that enrolment is over; None where it does not say."""
    is_site: bool = False
    """The page is a clinic's, bank's, paper's or agency's own writing: a blog, a news item, a press release."""
    has_abstract: bool | None = None
    """What the reader knows: True, False (a record without one), or None where it cannot say."""
    publication_types: tuple[str, ...] = ()
    """As the database names them: "Review", "Randomized Controlled Trial"."""
    notes: tuple[tuple[str, str], ...] = ()
    """Things noticed while reading, as (code, sentence): they become checks."""
