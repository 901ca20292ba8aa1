"""HTML and XML to lines: tags and entities resolved, superscripts kept as `^6`, every character's place known.

>>> lines = html_lines("<p>A dose of 2&nbsp;&times;&nbsp;10<sup>6</sup> cells</p><p>Next</p>")
>>> [line.string for line in lines]
['A dose of 2\\xa0×\\xa010^6 cells', 'Next']
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from abstract_extract.text import Text

from .line import Line
from .scan import Token, scan

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr italic bold underline sc xref ext-link named-content styled-content "
    "inline-formula jats:italic jats:bold jats:sup jats:sub jats:sc mml:math mml:mi mml:mn mml:mo mml:mrow mml:msup "
    "tex-math img image button svg math mi mn mo mrow msup".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = frozenset("script style noscript template svg textarea select head".split())
_CELLS = frozenset({"td", "th"})
_PIECE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|[ \t\r\n\f]+")
_HEADINGS_OF_COLUMN = 2
_PARAGRAPH = 80
_SUPERSCRIPTS = frozenset({"sup", "jats:sup"})
_BLOCK_SUPERSCRIPT = re.compile(r"\A[\s−–-]*[\d.,*+†‡§a-z −–-]{0,12}\s*\Z", re.IGNORECASE)


class _Builder:
    """Collects characters with their places, then makes a `Text` of them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.ends: list[int] = []
        self.length = 0
        self.ends_in_space = True

    def add(self, string: str, start: int, end: int) -> None:
        if not string:
            return
        self.strings.append(string)
        self.starts.append(self.length)
        self.sources.append(start)
        self.ends.append(end)
        self.length += len(string)
        self.ends_in_space = string[-1] == " "

    def space(self, start: int, end: int) -> None:
        if not self.ends_in_space:
            self.add(" ", start, end)

    def take(self) -> Text:
        text = Text("".join(self.strings), tuple(self.starts), tuple(self.sources), tuple(self.ends)).strip()
        self.__init__()  # type: ignore[misc]
        return text


class _Walker:
    def __init__(self, source: str, inline: frozenset[str], *, is_xml: bool) -> None:
        self.source = source
        self.inline = inline
        self.is_xml = is_xml
        self.lines: list[Line] = []
        self.builder = _Builder()
        self.cells: list[Text] | None = None
        self.row: list[Line] = []
        self.stack: list[tuple[str, str, Mapping[str, str]]] = [("", "", {})]
        self.hidden = 0
        self.preformatted = 0

    def run(self) -> list[Line]:
        for token in scan(self.source, is_xml=self.is_xml):
            if token.kind in ("text", "cdata"):
                if not self.hidden:
                    self.text(token)
            elif token.kind in ("open", "empty"):
                self.open(token)
            elif token.kind == "close":
                self.close(token)
        self.flush()
        self.end_row()
        return self.lines

    def text(self, token: Token) -> None:
        position = token.start
        verbatim = token.kind == "cdata"
        for match in _PIECE.finditer(self.source, token.start, token.end):
            self.builder.add(self.source[position : match.start()], position, match.start())
            piece = match.group()
            if piece[0] == "&":
                self.builder.add(piece if verbatim else html.unescape(piece), match.start(), match.end())
            elif self.preformatted and "\n" in piece:
                self.flush()
            else:
                self.builder.space(match.start(), match.end())
            position = match.end()
        self.builder.add(self.source[position : token.end], position, token.end)

    def open(self, token: Token) -> None:
        name = token.name
        if name in _SUPERSCRIPTS:
            self.superscript(token)
            return
        if name in self.inline:
            if name in ("img", "image"):
                self.builder.space(token.start, token.end)
            return
        if name in _HIDDEN and not self.is_xml:
            if token.kind == "open" and not (name == "head" and self.hidden):
                self.flush()
                self.hidden += 1
                self.stack.append((name, self.stack[-1][1], {}))
            return
        if name in _CELLS and not self.is_xml:
            self.flush()
        elif name == "tr" and not self.is_xml:
            self.end_row()
            self.cells = []
        else:
            self.flush()
        if token.kind == "empty" or name in _VOID:
            return
        if name == "body":
            self.hidden = 0
        attributes = token.attributes() if token.inner else {}
        mark = " ".join(filter(None, (name, attributes.get("id", ""), attributes.get("class", ""))))
        self.preformatted += name == "pre"
        context = self.stack[-1][1]
        # Deeper than any real page: the names are no longer kept, the text is.
        self.stack.append((name, context + mark.lower() + " " if len(context) < 4000 else context, attributes))

    def superscript(self, token: Token) -> None:
        close = self.source.find("<", token.end)
        inner = self.source[token.end : close if close >= 0 else token.end]
        if _BLOCK_SUPERSCRIPT.match(html.unescape(inner)):
            self.builder.add("^", token.start, token.end)

    def close(self, token: Token) -> None:
        name = token.name
        if name in self.inline or name in _SUPERSCRIPTS or name in _VOID:
            return
        place = next(
            (i for i in range(len(self.stack) - 1, max(0, len(self.stack) - 60), -1) if self.stack[i][0] == name), 0
        )
        if not place:
            self.flush()
            return
        self.flush(is_cell=name in _CELLS)
        for closed, _, _ in self.stack[place:]:
            self.hidden -= closed in _HIDDEN and self.hidden > 0 and not self.is_xml
            self.preformatted -= closed == "pre"
        del self.stack[place:]
        if name in ("tr", "table"):
            self.end_row()

    def flush(self, *, is_cell: bool = False) -> None:
        text = self.builder.take()
        tag, context, attributes = self.stack[-1]
        if self.cells is not None:
            if is_cell or text.string:
                self.cells.append(text)
            if text.string:
                self.row.append(Line(text, tag, context, (), attributes))
        elif text.string:
            self.lines.append(Line(text, tag, context, (), attributes))

    def end_row(self) -> None:
        cells, self.cells = self.cells, None
        row, self.row = self.row, []
        if not cells or not any(cell.string for cell in cells):
            return
        if _is_column(row):
            self.lines += row
            return
        _, context, attributes = self.stack[-1]
        whole = Text.join([cell for cell in cells if cell.string], " | ")
        self.lines.append(Line(whole, "tr", context, tuple(cells), attributes))


def _is_column(row: list[Line]) -> bool:
    """Whether a table's row holds columns of a page, headings and paragraphs, and no data: newsletters, old sites."""
    return sum(line.is_heading for line in row) >= _HEADINGS_OF_COLUMN and (
        sum(line.tag == "p" and len(line.string) > _PARAGRAPH for line in row) >= _HEADINGS_OF_COLUMN
    )


def html_lines(source: str) -> list[Line]:
    """The lines of an HTML page, scripts, styles and the head left out."""
    return _Walker(source, _INLINE, is_xml=False).run()


def xml_lines(source: str, inline: Iterable[str] = ()) -> list[Line]:
    """The lines of an XML document, one an element that holds text; `inline` are further elements within a line."""
    return _Walker(source, _INLINE | frozenset(inline), is_xml=True).run()
