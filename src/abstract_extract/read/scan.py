"""Markup, one token after another, with its exact place; linear on any input, however broken or deep.

Parsers that build a tree lose either the place of the text (BeautifulSoup, lxml) or what is nested too deep (lxml
drops all beyond 255 levels). A flat scan needs neither tree nor recursion.

>>> [(t.kind, t.name or t.start) for t in scan("<p>2 &times; 10<sup>6</sup>")]
[('open', 'p'), ('text', 3), ('open', 'sup'), ('text', 20), ('close', 'sup')]
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_NAME = re.compile(r"/?([A-Za-z][^\s/>]{0,100})")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']{1,100})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?""")
_RAW = frozenset({"script", "style", "textarea", "noscript", "template", "svg"})
MARKUP_LIMIT = 5_000_000


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of markup: `kind` is open, close, empty (self-closed), text, raw (a script's body) or cdata."""

    kind: str
    start: int
    end: int
    name: str = ""
    inner: str = ""

    def attributes(self) -> dict[str, str]:
        """The element's attributes, names in lower case, entities resolved."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.inner):
            value = match[2] if match[2] is not None else match[3] if match[3] is not None else match[4] or ""
            found.setdefault(match[1].lower(), html.unescape(value))
        return found


def _tag_end(source: str, start: int, unclosed: set[str]) -> int:
    """Where the tag that begins at `start` ends (after its ">"), quotes respected; -1 where it never does."""
    position = start
    while True:
        close = source.find(">", position)
        if close < 0:
            return -1
        quote = _first_quote(source, position, close, unclosed)
        if quote < 0:
            return close + 1
        after = source.find(source[quote], quote + 1)
        if after < 0:
            unclosed.add(source[quote])
            return close + 1
        if after - quote > MARKUP_LIMIT:
            return close + 1
        position = after + 1


def _first_quote(source: str, start: int, end: int, unclosed: set[str]) -> int:
    places = [source.find(mark, start, end) for mark in "\"'" if mark not in unclosed]
    # Only a quote that follows "=" opens a value; an apostrophe inside a bare attribute does not.
    return min((p for p in places if p > 0 and source[start:p].rstrip().endswith("=")), default=-1)


def scan(source: str, *, is_xml: bool = False) -> Iterator[Token]:
    """The tokens of `source` in order; comments, doctypes and processing instructions are passed over."""
    position, length = 0, len(source)
    unclosed: set[str] = set()
    while position < length:
        less = source.find("<", position)
        if less < 0:
            yield Token("text", position, length)
            return
        following = source[less + 1 : less + 2]
        if not (following.isalpha() or following in "/!?") or not following:
            end = source.find("<", less + 1)
            end = length if end < 0 else end
            yield Token("text", position, end)
            position = end
            continue
        if less > position:
            yield Token("text", position, less)
        if following in "!?":
            position, token = _declaration(source, less)
            if token:
                yield token
            continue
        end = _tag_end(source, less, unclosed)
        name = _NAME.match(source, less + 1)
        if end < 0 or name is None:
            end = length if end < 0 else end
            yield Token("text", less, min(less + 1, end))
            position = less + 1
            continue
        yield (token := _tag(source, less, end, name))
        position = end
        if token.kind == "open" and not is_xml and token.name in _RAW:
            stop = _raw_end(source, end, token.name)
            yield Token("raw", end, stop, token.name)
            position = stop


def _tag(source: str, start: int, end: int, name: re.Match[str]) -> Token:
    if source[start + 1] == "/":
        return Token("close", start, end, name[1].lower())
    empty = source[end - 2] == "/"
    return Token("empty" if empty else "open", start, end, name[1].rstrip("/").lower(), source[name.end() : end - 1])


def _declaration(source: str, start: int) -> tuple[int, Token | None]:
    if source.startswith("<!--", start):
        end = source.find("-->", start + 4)
        return (len(source) if end < 0 else end + 3), None
    if source.startswith("<![CDATA[", start):
        end = source.find("]]>", start)
        stop = len(source) if end < 0 else end
        return min(len(source), stop + 3), Token("cdata", start + 9, stop)
    end = source.find(">", start)
    return (len(source) if end < 0 else end + 1), None


def _raw_end(source: str, start: int, name: str) -> int:
    match = re.compile(f"</{name}", re.IGNORECASE).search(source, start)
    return match.start() if match else len(source)
