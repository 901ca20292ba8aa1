"""A role for each line of a page. What no reader claims is chrome, so that no line can get lost.

>>> from .plain import text_lines
>>> marking = Marking(text_lines("A title\\nSome menu\\nEnrollment: 15"))
>>> marking.title(0)
>>> marking.field(2, "Enrollment")
>>> [(block.role.value, block.text.string) for block in marking.blocks()]
[('title', 'A title'), ('chrome', 'Some menu'), ('chrome', 'Enrollment:'), ('field', '15')]
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from abstract_extract.page import Block, Role
from abstract_extract.text import Text

from .assembly import field_of, label_of
from .chrome import is_frame, is_keywords, is_prose, tells_of_others
from .line import Line


class Marking:
    """The lines of a page that a reader looks at, and the blocks that it makes of them.

    `lines` are all lines but those of `frame` (numbers of lines known to be outside the page's content); places
    below count in them.
    """

    def __init__(self, lines: Sequence[Line], frame: Collection[int] = ()) -> None:
        hidden = set(frame)
        self._all = lines
        self._places = [number for number in range(len(lines)) if number not in hidden]
        self._made: dict[int, list[Block]] = {}
        self.lines: list[Line] = [lines[number] for number in self._places]

    def is_marked(self, place: int) -> bool:
        """Whether a line has got its blocks."""
        return self._places[place] in self._made

    def mark(self, place: int, role: Role, label: str | None = None, part: Text | None = None) -> None:
        """Gives a line, or a part of it, a role; the rest of the line is chrome."""
        self.mark_parts(place, [(role, label, self.lines[place].text if part is None else part)])

    def mark_parts(self, place: int, parts: Sequence[tuple[Role, str | None, Text]]) -> None:
        """Gives parts of a line, in their order, each its role; what lies between them is chrome."""
        text = self.lines[place].text
        made: list[Block] = []
        position = 0
        for role, label, part in parts:
            at = _place_in(text, part, position)
            if at >= 0:
                made += _chrome(text.slice(position, at))
                position = at + len(part)
            made.append(Block(role, part, label))
        self._made[self._places[place]] = made + _chrome(text.slice(position, len(text)))

    def replace(self, place: int, role: Role, label: str | None, text: Text) -> None:
        """Makes a line one block with another text: a row with its empty cells."""
        self._made[self._places[place]] = [Block(role, text, label)]

    def join(self, places: Sequence[int], role: Role, label: str | None = None) -> None:
        """Makes one block of several lines, their texts joined with " | "; it stands at the first of them."""
        self._made[self._places[places[0]]] = [
            Block(role, Text.join([self.lines[place].text for place in places], " | "), label)
        ]
        for place in places[1:]:
            self._made[self._places[place]] = []

    def title(self, place: int, part: Text | None = None) -> None:
        """Marks the page's title."""
        self.mark(place, Role.TITLE, None, part)

    def field(self, place: int, label: str | None = None) -> None:
        """Marks a line "Label: value" as a field, under `label` or under its own; other lines as a field as a whole."""
        found = field_of(self.lines[place])
        if found is None:
            self.mark(place, Role.FIELD, label)
        else:
            self.mark(place, Role.FIELD, label or found[0], found[1])

    def abstract(self, start: int, end: int, *, role: Role = Role.ABSTRACT, label: str | None = None) -> None:
        """Marks the lines of an abstract: headings on lines of their own become labels, frame stays chrome."""
        for place in range(start, end):
            line = self.lines[place]
            heading = label_of(line.string)
            if heading is not None:
                label = heading
            elif is_keywords(line.string) or tells_of_others(line.string):
                continue
            elif not is_frame(line.string) or is_prose(line.string):
                self.mark(place, role, label)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all lines, in the order of the page."""
        blocks: list[Block] = []
        for number, line in enumerate(self._all):
            blocks += self._made[number] if number in self._made else [Block(Role.CHROME, line.text)]
        return tuple(blocks)


def _chrome(text: Text) -> list[Block]:
    text = text.strip()
    return [Block(Role.CHROME, text)] if text.string else []


def _place_in(text: Text, part: Text, start: int) -> int:
    """Where `part`, a slice of `text`, begins in it at `start` or later; -1 where its place cannot be told."""
    if not part.string:
        return -1
    wanted = part.span(0, len(part))
    at = text.string.find(part.string, start)
    while at >= 0:
        if text.span(at, at + len(part)) == wanted:
            return at
        at = text.string.find(part.string, at + 1)
    return -1
