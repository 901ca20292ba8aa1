"""One line of a page as a person sees it: what readers look at, whether the page came as HTML, XML or text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from abstract_extract.text import Text


@dataclass(frozen=True, slots=True)
class Line:
    """A block-level stretch of the page.

    `tag` is the element that made it ("p", "h2", "td", "abstracttext"), "" in a text page. `context` holds the names,
    ids and classes of all elements around it, outermost first, each followed by a blank. `cells` are the columns
    where the line is a row of a table (HTML rows, or text with bars or tabs). `attributes` are those of the
    nearest block element. `after_gap` says that an empty line, or another element, stands before it.
    """

    text: Text
    tag: str = ""
    context: str = ""
    cells: tuple[Text, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    after_gap: bool = True

    @property
    def string(self) -> str:
        """The line's words."""
        return self.text.string

    @property
    def is_heading(self) -> bool:
        """Whether markup says that the line is a heading."""
        return len(self.tag) == 2 and self.tag[0] == "h" and self.tag[1].isdigit()
