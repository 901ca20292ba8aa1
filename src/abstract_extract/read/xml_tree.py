"""XML as a tree of elements whose texts know their places; superscripts are kept as `^6`.

>>> tree = parse_xml("<a><b n='1'>10<sup>6</sup>  &#xd7; 2</b></a>")
>>> b = tree.find("b")
>>> b.text.string, b.attributes["n"], b.text.span(2, 4)
('10^6 × 2', '1', (14, 20))
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from abstract_extract.errors import MalformedPage
from abstract_extract.text import Text

from .scan import Token, scan
from .xml_safety import check_xml

DEEPEST = 200
"""No article or citation is nested deeper."""
_PIECE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|[ \t\r\n\f]{2,}|[\t\r\n\f]")
_SUPERSCRIPT = frozenset({"sup", "superscript", "jats:sup"})
_POWER = frozenset({"mml:msup", "msup"})
_FORMULA = frozenset({"mml:math", "math"})


@dataclass(eq=False)
class Element:
    """An element: its name in lower case, its attributes and what it holds, elements and stretches of text in order."""

    name: str
    source: str
    start: int
    token: Token | None = None
    children: list[Element | Token] = field(default_factory=list)
    end: int = 0

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """Names in lower case, entities resolved."""
        return self.token.attributes() if self.token and self.token.inner else {}

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly within."""
        return (child for child in self.children if isinstance(child, Element))

    def find(self, *path: str) -> Element | None:
        """The first element at a path of names."""
        return next(self.all(*path), None)

    def all(self, *path: str) -> Iterator[Element]:
        """All elements at a path of names, in order."""
        for child in self.elements:
            if child.name == path[0]:
                if len(path) == 1:
                    yield child
                else:
                    yield from child.all(*path[1:])

    def string(self, *path: str) -> str | None:
        """The words of the first element at a path; None where there is none, or it is empty."""
        found = self.find(*path) if path else self
        return (found.text.string or None) if found else None

    @cached_property
    def text(self) -> Text:
        """All text within, white space collapsed."""
        writer = TextWriter(self.source)
        writer.write(self)
        return writer.take()


class TextWriter:
    """Joins stretches of a source to one text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.strings: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.ends: list[int] = []
        self.length = 0

    def add(self, string: str, start: int, end: int) -> None:
        """Words that stood at `start:end`."""
        if string and not (string == " " and (not self.strings or self.strings[-1].endswith(" "))):
            self.strings.append(string)
            self.starts.append(self.length)
            self.sources.append(start)
            self.ends.append(end)
            self.length += len(string)

    def stretch(self, token: Token) -> None:
        """A stretch of text between tags."""
        position = token.start
        for match in _PIECE.finditer(self.source, token.start, token.end):
            piece = match.group()
            if piece[0] == "&" and token.kind == "cdata":
                continue
            self._copy(position, match.start())
            self.add(html.unescape(piece) if piece[0] == "&" else " ", match.start(), match.end())
            position = match.end()
        self._copy(position, token.end)

    def _copy(self, start: int, end: int) -> None:
        string = self.source[start:end]
        if string[:1] == " " and (not self.strings or self.strings[-1].endswith(" ")):
            string, start = string[1:], start + 1
        if string:
            self.add(string, start, end)

    def write(self, element: Element) -> None:
        """All text of an element."""
        for place, child in enumerate(element.children):
            if isinstance(child, Token):
                self.stretch(child)
                continue
            if child.name in _SUPERSCRIPT or (
                element.name in _POWER and place and self.strings and not _only_space(element, place)
            ):
                if not self.strings or not self.strings[-1].endswith("^"):
                    self.add("^", child.start, child.token.end if child.token else child.start)
            elif child.name == "tex-math" and any(other.name in _FORMULA for other in element.elements):
                continue
            is_apart = not is_inline(child.name) or child.name == "break"
            if is_apart:
                self.add(" ", child.start, child.start)
            self.write(child)
            if is_apart:
                self.add(" ", child.end, child.end)

    def take(self) -> Text:
        """The text so far; the writer begins anew."""
        text = Text("".join(self.strings), tuple(self.starts), tuple(self.sources), tuple(self.ends)).strip()
        self.__init__(self.source)  # type: ignore[misc]
        return text


@cache
def elements_named(list_name: str) -> frozenset[str]:
    """A list of elements that are read alike: "inline", "chrome", "listed"."""
    data = tomllib.loads(files("abstract_extract.read").joinpath("xml_elements.toml").read_text("utf-8"))
    return frozenset(data[list_name])


def is_inline(name: str) -> bool:
    """Whether an element stands within a line of text; any other begins a paragraph of its own.

    >>> is_inline("italic"), is_inline("mml:mn"), is_inline("sec")
    (True, True, False)
    """
    return name in elements_named("inline") or name.startswith("mml:")


def _only_space(element: Element, place: int) -> bool:
    """Whether nothing but white space stands before a child: the base of a power has no caret."""
    return not any(isinstance(child, Element) for child in element.children[:place])


def parse_xml(source: str) -> Element:
    """The root element of an XML document.

    Raises MalformedPage where it is not well-formed, declares entities, or is nested deeper than 200.
    """
    check_xml(source)
    top = Element("", source, 0)
    stack = [top]
    for token in scan(source, is_xml=True):
        if token.kind in ("text", "cdata"):
            if len(stack) > 1:
                stack[-1].children.append(token)
        elif token.kind == "close":
            if len(stack) > 1:
                stack.pop().end = token.end
        else:
            element = Element(token.name, source, token.start, token, [], token.end)
            stack[-1].children.append(element)
            if token.kind == "open":
                stack.append(element)
        if len(stack) > DEEPEST:
            line = source.count("\n", 0, token.start) + 1
            raise MalformedPage(
                f"the XML is nested deeper than {DEEPEST} elements at line {line}, as no record of a study is"
            )
    root = next(top.elements, None)
    if root is None:
        raise MalformedPage("the XML holds no element; save the page again")
    return root
