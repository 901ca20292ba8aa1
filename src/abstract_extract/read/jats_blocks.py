"""The blocks of a JATS article: each paragraph with its section's heading, tables row by row, the rest as chrome."""

from __future__ import annotations

from abstract_extract.page import Block, Role
from abstract_extract.text import Text

from .database import says_no_abstract
from .scan import Token
from .xml_tree import Element, TextWriter, elements_named, is_inline

_HEADED = frozenset({"sec", "abstract", "trans-abstract", "app", "boxed-text"})


class JatsBlocks:
    """Walks an article once. `main_abstract` is the abstract that counts; others say it again."""

    def __init__(self, article: Element, title: Element | None, main_abstract: Element | None) -> None:
        self.article = article
        self.title = title
        self.main = main_abstract
        self.made: list[Block] = []

    def blocks(self) -> tuple[Block, ...]:
        """All blocks in the order of the article."""
        for part in self.article.elements:
            self.walk(part, Role.BODY if part.name in ("body", "floats-group") else Role.CHROME, None)
        return tuple(self.made)

    def add(self, role: Role, text: Text, label: str | None) -> None:
        """One block, unless it says nothing."""
        if text.string:
            self.made.append(Block(role, text, label))

    def walk(self, element: Element, role: Role, label: str | None) -> None:
        """An element and all within it."""
        name = element.name
        if element is self.title:
            self.add(Role.TITLE, element.text, None)
        elif name in ("abstract", "trans-abstract"):
            self.abstract(element)
        elif name == "subtitle" and role is Role.CHROME:
            self.add(Role.TITLE, element.text, "Subtitle")
        elif name in elements_named("chrome"):
            self.chrome(element)
        elif name == "title":
            self.add(Role.CHROME, element.text, None)
        elif name == "tr":
            self.row(element, role, label)
        elif name in ("table-wrap", "fig"):
            self.float(element, role)
        else:
            heading = element.string("title") if name in _HEADED else None
            self.flow(element, role, heading or label)

    def flow(self, element: Element, role: Role, label: str | None) -> None:
        """Text and paragraphs, in whatever mixture: what stands within a line is joined to it."""
        writer = TextWriter(element.source)
        line = Element(element.name, element.source, element.start)
        for child in element.children:
            if isinstance(child, Token) or is_inline(child.name):
                line.children.append(child)
                continue
            writer.write(line)
            self.add(role, writer.take(), label)
            line.children.clear()
            self.walk(child, role, label)
        writer.write(line)
        self.add(role, writer.take(), label)

    def abstract(self, element: Element) -> None:
        """The main abstract as such; a teaser or a translation says the same again and is running text."""
        if says_no_abstract(element.text.string):
            self.chrome(element)
            return
        language = element.attributes.get("xml:lang", "")
        kind = element.attributes.get("abstract-type") or (
            f"Abstract [{language}]" if element.name == "trans-abstract" and language else None
        )
        role = Role.ABSTRACT if element is self.main else Role.BODY
        self.flow(element, role, None if role is Role.ABSTRACT else kind)

    def float(self, element: Element, role: Role) -> None:
        """A table or figure: its caption is text, its rows are under the caption."""
        caption = " ".join(filter(None, (element.string("label"), element.string("caption"))))[:200] or None
        for child in element.elements:
            if child.name == "label":
                self.add(Role.CHROME, child.text, None)
            elif child.name in ("caption", "table-wrap-foot"):
                self.add(role, child.text, caption)
            else:
                self.walk(child, Role.TABLE if role is Role.BODY else role, caption)

    def row(self, element: Element, role: Role, label: str | None) -> None:
        """A row of a table: its cells in one line."""
        cells = [cell.text for cell in element.elements if cell.name in ("td", "th")]
        if any(cell.string for cell in cells):
            self.add(role, Text.join(cells, " | "), label)

    def chrome(self, element: Element) -> None:
        """What is not of the study, a block for each thing listed."""
        listed = list(element.elements) if element.name in elements_named("listed") else []
        for part in listed or [element]:
            self.add(Role.CHROME, part.text, None)
