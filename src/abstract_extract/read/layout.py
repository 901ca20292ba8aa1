"""What readers look at: the source as lines, with the metadata of its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from abstract_extract.page import Page, Source

from .line import Line
from .markup import html_lines, xml_lines
from .metadata import Metadata, read_metadata
from .plain import text_lines

Kind = Literal["html", "xml", "json", "text"]
_HTML_SIGNS = (
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<div",
    "<p>",
    "<table",
    "<meta",
    "<article",
    "<section",
    "<span",
)


def kind_of(source: str) -> Kind:
    """Which kind of source a text is, by its first characters.

    >>> kind_of('<?xml version="1.0"?><PubmedArticle/>'), kind_of("{}"), kind_of("PMID- 1")
    ('xml', 'json', 'text')
    """
    start = source[:4000].lstrip()
    if start.startswith(("{", "[")) and start[1:80].lstrip()[:1] in '{["}]':
        return "json"
    lower = start.lower()
    if lower.startswith("<?xml"):
        return "html" if "<html" in lower[:1500] else "xml"
    if lower.startswith(
        (
            "<pubmedarticle",
            "<article ",
            "<article>",
            "<!doctype article",
            "<!doctype pubmed",
            "<irct",
            "<trial",
            "<!doctype trial",
            "<!doctype irct",
        )
    ):
        return "html" if "<div" in lower or "class=" in lower[:400] else "xml"
    if start.startswith("<") and any(sign in lower for sign in _HTML_SIGNS):
        return "html"
    return "html" if sum(lower.count(sign) for sign in _HTML_SIGNS) > 2 else "text"


@dataclass(frozen=True)
class Layout:
    """A source seen as a page. Lines and metadata are made when a reader first asks for them."""

    source: Source

    @cached_property
    def kind(self) -> Kind:
        """html, xml, json or text."""
        return kind_of(self.source.text)

    @cached_property
    def lines(self) -> list[Line]:
        """The page's lines in order."""
        if self.kind == "html":
            return html_lines(self.source.text)
        if self.kind == "xml":
            return xml_lines(self.source.text)
        return text_lines(self.source.text)

    @cached_property
    def metadata(self) -> Metadata:
        """The metadata of an HTML page's head."""
        return read_metadata(self.source.text) if self.kind == "html" else Metadata()

    @cached_property
    def head(self) -> str:
        """The first 6,000 characters of the source: where a format shows itself."""
        return self.source.text[:6000]

    @cached_property
    def lower(self) -> str:
        """The whole source in lower case: for the cheap signs by which a reader knows its site."""
        return self.source.text.lower()

    @cached_property
    def opening(self) -> str:
        """The words of the first 60 lines, in lower case: where a site shows itself."""
        return "\n".join(line.string for line in self.lines[:60]).lower()


Reader = Callable[[Layout], Page | None]
"""Reads a layout, or says None: not mine."""
