"""Quoted annotations to gold records.

Annotators do not count characters: they quote the words that say a value, and this finds where those words stand.
A quote that the page does not hold is an error, never a guess.

>>> quote = {"value": 23, "text": "Twenty-three", "in": "Twenty-three patients"}
>>> locate(quote, "In all, Twenty-three patients took part.", "text")
(8, 20)
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from abstract_extract.errors import GoldError
from abstract_extract.page import page_id
from abstract_extract.resolve import Kind, kind_of, minimal, resolve

from .annotated import annotated

READER = "gold"
"""What a gold record says in `page.reader`: no reader made it."""

_LISTS = ("arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes")
_PLAIN = frozenset({"id", "role", "status", "unit", "basis", "arm", "kind", "statistic"})
_PAGE = ("language", "title", "journal", "year", "identifiers", "report_type")
# Whole words before parts of words: "5" is not the end of "2.5", and "12" not the start of "12.5" or "120".
_BOUNDS = ((r"(?<![\w.,·])", r"(?!\w|[.,·]\d)"), (r"(?<![\w.])", r"(?!\w)"), (r"(?<!\w)", r"(?!\w)"), ("", ""))


def read_quoted(annotation: Path, pages: Path) -> dict[str, Any]:
    """The gold record of one quoted annotation file, as JSON values.

    `pages` is the folder of the raw pages: the page is the file that the annotation names, else the one whose name
    without suffix is the annotation's. Raises GoldError naming the annotation, the field and the quote.
    """
    try:
        quoted = json.loads(annotation.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{annotation}: no annotation can be read: {error}") from error
    if not isinstance(quoted, dict) or not isinstance(quoted.get("page"), dict):
        raise GoldError(f'{annotation}: not a quoted annotation: it must be an object with "page" and "studies"')
    page = _page_of(annotation, quoted, pages)
    return gold_record(quoted, page.read_bytes(), page.name, str(annotation))


def gold_record(quoted: Mapping[str, Any], content: bytes, path: str, name: str | None = None) -> dict[str, Any]:
    """The gold record of a quoted annotation and its page's bytes; `path` becomes `page.path`.

    Offsets count in the bytes decoded with the annotation's encoding, undecodable bytes replaced. Raises GoldError;
    `name` is what its message calls the annotation.
    """
    name = name or path
    encoding = codec(quoted.get("encoding", "utf-8"), content)
    try:
        source = content.decode(encoding, errors="replace")
    except LookupError as error:
        raise GoldError(f"{name}: encoding {encoding!r} is none that Python knows") from error
    builder = _Builder(name, source, kind_of(source, path))
    record: dict[str, Any] = {
        "schema_version": "1",
        "page": {
            "id": page_id(content),
            "path": path,
            "reader": READER,
            "encoding": encoding,
            **{key: quoted["page"].get(key) for key in _PAGE},
        },
        "studies": [
            builder.study(study, f"studies[{number}]") for number, study in enumerate(quoted.get("studies", []))
        ],
        "checks": [],
    }
    record["page"]["identifiers"] = {
        key: value for key, value in (quoted["page"].get("identifiers") or {}).items() if value is not None
    }
    try:
        return annotated(record)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise GoldError(f"{name}: {place}: {first['msg']} (is {first.get('input')!r})") from error


def codec(encoding: str, content: bytes) -> str:
    """The codec under which a byte order mark is no character of the page, as readers take it.

    >>> codec("utf-8", b"\\xef\\xbb\\xbfTitle"), codec("utf-8", b"Title")
    ('utf-8-sig', 'utf-8')
    """
    is_utf_8 = encoding.lower().replace("_", "-") in ("utf-8", "utf8")
    return "utf-8-sig" if is_utf_8 and content.startswith(BOM_UTF8) else encoding


def locate(quote: Mapping[str, Any], source: str, kind: Kind) -> tuple[int, int]:
    """Where the words of a quote stand in the source: half-open, as short as reads the same.

    `in` is found at its first occurrence (or the `at`-th), `text` within it at its first occurrence as a whole word
    (or the `nth`). Raises GoldError.
    """
    around, text = quote.get("in"), quote.get("text")
    if not isinstance(around, str) or not isinstance(text, str) or not around or not text:
        raise GoldError(f'a quote needs "text" and "in", both words of the page: {dict(quote)!r}')
    start = -1
    for _ in range(int(quote.get("at", 1))):
        start = source.find(around, start + 1)
        if start < 0:
            raise GoldError(f"the page does not hold the quote {around!r}")
    nth = int(quote.get("nth", 1))
    for before, after in _BOUNDS:
        places = list(re.finditer(before + re.escape(text) + after, around))
        if len(places) >= nth:
            low = start + places[nth - 1].start()
            return minimal(source, low, low + len(text), kind)
    raise GoldError(f"the quote {around!r} does not hold {text!r}" + (f" {nth} times" if nth > 1 else ""))


def _page_of(annotation: Path, quoted: Mapping[str, Any], pages: Path) -> Path:
    named = pages / str(quoted.get("file", ""))
    if quoted.get("file") and named.is_file():
        return named
    same_stem = sorted(path for path in pages.glob(annotation.stem + ".*") if path.is_file())
    if len(same_stem) != 1:
        raise GoldError(
            f"{annotation}: its page {quoted.get('file')!r} is not in {pages}, nor one file {annotation.stem}.*"
        )
    return same_stem[0]


class _Builder:
    """Turns quotes of one page into grounded values."""

    def __init__(self, name: str, source: str, kind: Kind) -> None:
        self.name = name
        self.source = source
        self.kind = kind

    def study(self, study: Mapping[str, Any], place: str) -> dict[str, Any]:
        """One study, its six lists filled."""
        unknown = set(study) - {"role", *_LISTS}
        if unknown:
            raise GoldError(
                f"{self.name}: {place}: unknown {sorted(unknown)}; a study has role and {', '.join(_LISTS)}"
            )
        lists = {
            name: [self.item(item, f"{place}.{name}[{number}]") for number, item in enumerate(study.get(name) or [])]
            for name in _LISTS
        }
        self.check_arms(lists, place)
        return {"role": study.get("role"), **lists}

    def item(self, item: Mapping[str, Any], place: str) -> dict[str, Any]:
        """One item of a list; what is absent is left to the record's own defaults."""
        built: dict[str, Any] = {}
        for key, value in item.items():
            if value is None:
                continue
            if key in _PLAIN:
                built[key] = value
            elif key == "volume":
                built[key] = {"amount": self.value(value.get("amount"), f"{place}.volume"), "unit": value.get("unit")}
            else:
                built[key] = self.value(value, f"{place}.{key}")
        return built

    def value(self, quote: object, place: str) -> dict[str, Any]:
        """A grounded or derived value."""
        if not isinstance(quote, Mapping) or "value" not in quote:
            raise GoldError(f"{self.name}: {place}: not a quoted value: {quote!r}")
        if "derived" in quote:
            return {"value": quote["value"], "derived": quote["derived"]}
        try:
            start, end = locate(quote, self.source, self.kind)
        except GoldError as error:
            raise GoldError(f"{self.name}: {place}: {error}") from error
        return {"value": quote["value"], "text": resolve(self.source[start:end], self.kind), "start": start, "end": end}

    def check_arms(self, lists: Mapping[str, list[dict[str, Any]]], place: str) -> None:
        """Raises GoldError where an item names an arm that the study does not list."""
        declared = {arm.get("id") for arm in lists["arms"]}
        for name in _LISTS[1:]:
            for number, item in enumerate(lists[name]):
                if item.get("arm") not in declared | {None}:
                    raise GoldError(f"{self.name}: {place}.{name}[{number}]: arm {item['arm']!r} is not among its arms")
