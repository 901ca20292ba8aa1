"""What a stretch of a page's source reads like to a person: tags and entities resolved.

It is the one meaning of "`source[start:end]`, tags and entities resolved, reads `text`", for gold, read-back checks
and reports alike. `<sup>` reads as `^`, so that a power stays a power.

>>> resolve("2&nbsp;&times;&nbsp;10<sup>6</sup>", "html")
'2 × 10^6'
>>> resolve("p < 0.05 &amp; n > 3", "text")
'p < 0.05 & n > 3'
>>> resolve("2 \\\\u00d7 10<sup>6", "json")
'2 × 10^6'
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Literal

Kind = Literal["html", "xml", "text", "json"]

_TAG = re.compile(r"<!--.*?-->|<!\[CDATA\[|\]\]>|</?([A-Za-z][\w:.-]{0,60})(?:\s[^<>]*|/)?>", re.DOTALL)
_TEXT_TAG = re.compile(
    r"</?((?:jats:/?)?(?:sup|sub|i|b|em|strong|p|br|span|italic|bold|sc|sec|title))(?:\s[^<>]*|\s?/)?>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACE = re.compile(r"\s+")
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_SUPERSCRIPTS = frozenset({"sup", "jats:sup"})
_BLOCKS = re.compile(
    r"(?:jats:)?(?:p|sec|title)|div|[bh]r|t[dhr]|li|[uod]l|d[td]|table|tbody|thead|section|article|header|footer|h[1-6]|pre|"
    r"blockquote|abstracttext"
)
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_RAISED = re.compile("[⁰¹²³⁴-⁹⁺⁻]+")


def kind_of(source: str, path: str = "") -> Kind:
    """Which of the four a page is, from its first characters and, where those do not say, its file name.

    >>> kind_of("<!DOCTYPE html><html>"), kind_of("<?xml version='1.0'?><a/>")
    ('html', 'xml')
    >>> kind_of('{"a": 1}'), kind_of("TY  - JOUR")
    ('json', 'text')
    """
    head = source[:2000].lstrip("\ufeff \t\r\n").lower()
    suffix = path.rsplit(".", 1)[-1].lower() if "." in path else ""
    if "<html" in head or head.startswith("<!doctype html") or suffix in ("html", "htm", "xhtml", "mhtml"):
        return "html"
    if head.startswith("<?xml") or suffix == "xml":
        return "xml"
    if suffix in ("json", "jsonl") or head.startswith(('{"', '[{"', "{\n", "[\n")):
        return "json"
    return "html" if head.startswith("<") and head[1:2].isalpha() else "text"


def resolve(piece: str, kind: Kind) -> str:
    """The words of a stretch of source: tags dropped (`<sup>` becomes `^`), entities resolved.

    White space is single, but in text, where a stretch reads as it stands: only the tags and entities that databases
    leave in their abstracts count as markup there.
    """
    if kind == "json" and "\\" in piece:
        piece = _unescape(piece)
    if "<" not in piece and "&" not in piece and "]]>" not in piece:
        return piece if kind == "text" else _SPACE.sub(" ", piece).strip()
    piece = (_TAG if kind in ("html", "xml") else _TEXT_TAG).sub(_tag, piece)
    piece = html.unescape(piece) if kind == "html" else _ENTITY.sub(lambda match: html.unescape(match.group()), piece)
    if kind != "text":
        # Some databases write the tags of their abstracts out, as entities: "10&lt;jats:sup&gt;6&lt;/jats:sup&gt;".
        piece = _TEXT_TAG.sub(_tag, piece)
    return piece if kind == "text" else _SPACE.sub(" ", piece).strip()


def minimal(source: str, start: int, end: int, kind: Kind) -> tuple[int, int]:
    """The shortest stretch within `source[start:end]` that reads the same: no white space or tags at its ends.

    >>> source = "of <b>10<sup>6</sup></b> cells"
    >>> low, high = minimal(source, 3, 24, "html")
    >>> source[low:high]
    '10<sup>6'
    """
    pattern = _TAG if kind in ("html", "xml") else _TEXT_TAG
    whole = resolve(source[start:end], kind).strip()
    while start < end:
        tag = pattern.match(source, start, end)
        step = tag.end() if tag else start + source[start].isspace()
        if step == start or resolve(source[step:end], kind).strip() != whole:
            break
        start = step
    while start < end:
        step = end - source[end - 1].isspace()
        opened = source.rfind("<", start, end)
        if step == end and opened >= 0 and (tag := pattern.match(source, opened, end)) and tag.end() == end:
            step = opened
        if step == end or resolve(source[start:step], kind).strip() != whole:
            break
        end = step
    return start, end


def reads(piece: str, text: str, kind: Kind) -> bool:
    """Whether a stretch of source reads `text`, whatever way the text writes powers, blanks and unseen characters.

    >>> reads("2 &times; 10<sup>6", "2 × 10⁶", "html"), reads("Twenty-\\r\\nthree", "Twenty- three", "text")
    (True, True)
    >>> reads("12", "13", "text")
    False
    """
    return _plain(resolve(piece, kind)) == _plain(text)


def _plain(text: str) -> str:
    text = _RAISED.sub(lambda match: "^" + unicodedata.normalize("NFKC", match.group()), text)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_UNSEEN)).strip()


def _tag(match: re.Match[str]) -> str:
    name = (match.group(1) or "").lower()
    if "/" in name:
        return ""
    if name in _SUPERSCRIPTS:
        return "" if match.group().startswith("</") else "^"
    return " " if _BLOCKS.fullmatch(name) else ""


def _unescape(piece: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else _ESCAPES[match[2]], piece)
