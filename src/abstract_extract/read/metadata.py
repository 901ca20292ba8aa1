"""What a page's head says of itself: `citation_*`, Dublin Core, Open Graph, PRISM and JSON-LD.

>>> meta = read_metadata('<head><meta name="citation_pmid" content="36518984"></head>')
>>> meta.first("citation_pmid")
'36518984'
"""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.filter import SoupStrainer

_HEAD_END = re.compile(r"</head\s*>|<body[\s>]", re.IGNORECASE)
_HEAD_LIMIT = 400_000
_LINKED_DATA = re.compile(r"application/ld\+json", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """Names in lower case with all their contents in order; JSON-LD objects as parsed."""

    values: dict[str, list[str]] = field(default_factory=dict)
    linked_data: tuple[dict[str, Any], ...] = ()
    title: str | None = None
    """The content of `<title>`."""

    def first(self, *names: str) -> str | None:
        """The first content of the first name that has one."""
        for name in names:
            for value in self.values.get(name, ()):
                if value.strip():
                    return " ".join(value.split())
        return None

    def all(self, *names: str) -> list[str]:
        """All contents of all names."""
        return [" ".join(value.split()) for name in names for value in self.values.get(name, ()) if value.strip()]


def read_metadata(source: str) -> Metadata:
    """The metadata in the head of an HTML page; empty where there is none."""
    end = _HEAD_END.search(source, 0, _HEAD_LIMIT)
    head = source[: end.start()] if end else source[:20_000]
    if "<meta" not in head and "<title" not in head and "ld+json" not in head:
        return Metadata()
    with warnings.catch_warnings():
        # A page that says it is XML, as XHTML does, is read all the same.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(head, "html.parser", parse_only=SoupStrainer(["meta", "title", "script"]))
    values: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop")
        content = tag.get("content")
        if isinstance(name, str) and isinstance(content, str):
            values.setdefault(name.strip().lower(), []).append(content)
    title = soup.find("title")
    return Metadata(values, _linked_data(soup), title.get_text(" ", strip=True) if title else None)


def _linked_data(soup: BeautifulSoup) -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = []
    for script in soup.find_all("script", type=_LINKED_DATA):
        try:
            data = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue  # Broken JSON-LD is common in saved pages and says nothing that the page itself does not.
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                found.extend(x for x in item.get("@graph", [item]) if isinstance(x, dict))
    return tuple(found)
