"""The blocks of a ClinicalTrials.gov record: each value under its label, results as rows of tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from abstract_extract.page import Block, Role
from abstract_extract.text import Text

from .json_tree import Leaf


@dataclass(frozen=True, slots=True)
class Rows:
    """How a list's objects become rows: `head` names what the row is called, `cells` the list of its columns."""

    table: str
    head: tuple[str, ...]
    cells: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the values are, by their path: role and label of single ones, rows of lists."""

    values: dict[str, tuple[Role, str]]
    rows: dict[str, list[Rows]]
    heads: dict[str, str]
    above: frozenset[str]

    @classmethod
    def of(cls, data: dict[str, Any]) -> Mapping:
        """The mapping that a data file says."""
        values = {
            path: (role, label)
            for role, name in ((Role.TITLE, "titles"), (Role.ABSTRACT, "texts"), (Role.FIELD, "fields"))
            for path, label in data[name].items()
        }
        rows: dict[str, list[Rows]] = {}
        for row in data["rows"]:
            rows.setdefault(row["path"], []).append(
                Rows(row["table"], tuple(row["head"]), row["cells"], tuple(row["values"]))
            )
        return cls(values, rows, data["heads"], frozenset(data["above"]["paths"]))


_NOTHING = Mapping({}, {}, {}, frozenset())


def record_blocks(study: dict[str, Any], mapping: Mapping) -> list[Block]:
    """The blocks of a record in its order; values that mean nothing for the study are chrome."""
    return list(_walk(study, "", mapping, ()))


def _walk(node: Any, path: str, mapping: Mapping, above: tuple[Text, ...]) -> Iterator[Block]:
    if isinstance(node, Leaf):
        yield from _value(node, path, mapping)
    elif isinstance(node, list):
        if path in mapping.heads:
            yield from _head(node, mapping.heads[path])
        for part in node:
            if path in mapping.rows and isinstance(part, dict):
                yield from _rows(part, mapping.rows[path], above)
            else:
                yield from _walk(part, path, mapping, above)
    elif isinstance(node, dict):
        if path in mapping.above and isinstance(title := node.get("title"), Leaf) and title.text.string:
            above = (*above, title.text)
        for name, part in node.items():
            if name != "title" or (path not in mapping.heads and path not in mapping.above):
                yield from _walk(part, f"{path}.{name}" if path else name, mapping, above)


def _value(leaf: Leaf, path: str, mapping: Mapping) -> Iterator[Block]:
    if leaf.value is None or isinstance(leaf.value, bool) or not leaf.text.string.strip():
        return
    role, label = mapping.values.get(path, (Role.CHROME, None))
    if role is Role.ABSTRACT:
        for paragraph in _paragraphs(leaf.text):
            yield Block(role, paragraph, label)
    else:
        yield Block(role, leaf.text.strip(), label)


def _paragraphs(text: Text) -> Iterator[Text]:
    """The paragraphs of a long text: records keep the line breaks of who typed them in."""
    start = 0
    for line in text.string.splitlines(keepends=True):
        part = text.slice(start, start + len(line)).strip()
        start += len(line)
        if part.string:
            yield part


def _head(groups: list[Any], table: str) -> Iterator[Block]:
    """The head of a table: what its columns are called."""
    titles = [
        group["title"].text for group in groups if isinstance(group, dict) and isinstance(group.get("title"), Leaf)
    ]
    if titles:
        yield Block(Role.TABLE, Text.join(titles, " | "), table)


def _rows(part: dict[str, Any], kinds: list[Rows], above: tuple[Text, ...]) -> Iterator[Block]:
    read: set[str] = set()
    for rows in kinds:
        read |= {*rows.head, *rows.values, rows.cells}
        columns = [leaf.text for name in rows.head if isinstance(leaf := part.get(name), Leaf) and leaf.text.string]
        cells = part.get(rows.cells) if rows.cells else [part]
        values = (
            [value for cell in cells if (value := _cell(cell, rows)) is not None] if isinstance(cells, list) else []
        )
        if values:
            yield Block(Role.TABLE, Text.join([*above, *columns, *values], " | "), rows.table)
    for name, rest in part.items():
        if name not in read:
            yield from _walk(rest, "", _NOTHING, ())


def _cell(cell: Any, rows: Rows) -> Text | None:
    """A column's values: "3 / 15"."""
    values = [
        leaf.text
        for name in rows.values
        if isinstance(cell, dict) and isinstance(leaf := cell.get(name), Leaf) and leaf.value is not None
    ]
    return Text.join(values, " / ") if values else None
