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
    """How a list's objects become rows: `head` names what the row is called, `cells` the list of its columns.

    `name` is what such a row is called in so many words.
    """

    table: str
    head: tuple[str, ...]
    cells: str
    values: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above the rows of a list: the table's title, and words that belong to each of them."""

    table: str = ""
    words: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the values are, by their path: role and label of single ones, rows of lists."""

    values: dict[str, tuple[Role, str]]
    rows: dict[str, list[Rows]]
    columns: dict[str, list[Rows]]
    heads: dict[str, str]
    above: frozenset[str]
    measures: dict[str, tuple[str, ...]]
    parts: dict[str, str]

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
                Rows(row["table"], tuple(row["head"]), row["cells"], tuple(row["values"]), row.get("name", ""))
            )
        columns: dict[str, list[Rows]] = {}
        for row in data["columns"]:
            columns.setdefault(row["path"], []).append(Rows(row["table"], (), "", tuple(row["values"]), row["name"]))
        measures = {path: tuple(names) for path, names in data["measures"].items()}
        above = frozenset(data["above"]["paths"])
        return cls(values, rows, columns, data["heads"], above, measures, data["parts"])


_SMALL = "abcdefghijklmnopqrstuvwxyz"
_NOTHING = Mapping({}, {}, {}, {}, frozenset(), {}, {})


def record_blocks(study: dict[str, Any], mapping: Mapping) -> list[Block]:
    """The blocks of a record in its order; values that mean nothing for the study are chrome."""
    return list(_walk(study, "", mapping, Above()))


def _walk(node: Any, path: str, mapping: Mapping, above: Above) -> Iterator[Block]:
    if isinstance(node, Leaf):
        yield from _value(node, path, mapping)
    elif isinstance(node, list):
        yield from _list(node, path, mapping, above)
    elif isinstance(node, dict):
        title = _text(node, "title")
        if path in mapping.above and title is not None:
            above = Above(above.table, (*above.words, title))
        if path in mapping.parts and title is not None:
            yield Block(Role.TABLE, title, mapping.parts[path])
        for name, part in node.items():
            if name != "title" or not (path in mapping.heads or path in mapping.above or path in mapping.parts):
                yield from _walk(part, f"{path}.{name}" if path else name, mapping, above)


def _list(node: list[Any], path: str, mapping: Mapping, above: Above) -> Iterator[Block]:
    if path in mapping.heads:
        yield from _head(node, above.table or mapping.heads[path])
    for rows in mapping.columns.get(path, ()):
        yield from _columns(node, rows, above)
    for part in node:
        if path in mapping.rows and isinstance(part, dict):
            yield from _rows(part, mapping.rows[path], above)
        elif path in mapping.measures and isinstance(part, dict):
            yield from _walk(part, path, mapping, _measure(part, mapping.measures[path]))
        else:
            yield from _walk(part, path, mapping, above)


def _text(node: dict[str, Any], name: str) -> Text | None:
    leaf = node.get(name)
    return leaf.text if isinstance(leaf, Leaf) and leaf.value is not None and leaf.text.string.strip() else None


def _measure(part: dict[str, Any], names: tuple[str, ...]) -> Above:
    """The title of a measure's table, as a registry's page would have it, and how the measure is counted."""
    kind, title = _text(part, "type"), _text(part, "title")
    table = f"{kind.string.capitalize() if kind else 'Other'} Outcome: {title.string[:150] if title else ''}"
    return Above(table, tuple(text for name in names if (text := _text(part, name)) is not None))


def _columns(groups: list[Any], rows: Rows, above: Above) -> Iterator[Block]:
    """One row whose columns are the objects of a list; its name stands where the first value's key begins."""
    cells = [_cell(group, rows) for group in groups if isinstance(group, dict)]
    found = [cell for cell in cells if cell is not None]
    if not found or len(found) < len(cells):
        return
    key = next((leaf.key for name in rows.values if isinstance(leaf := groups[0].get(name), Leaf)), None)
    words = above.words
    if rows.name and key is not None:
        word = key.slice(0, len(key.string) - len(key.string.lstrip(_SMALL)) or len(key))
        words = (word.replace([(0, len(word), rows.name)]),)
    yield Block(Role.TABLE, Text.join([*words, *found], " | "), above.table or rows.table)


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


def _rows(part: dict[str, Any], kinds: list[Rows], above: Above) -> Iterator[Block]:
    read: set[str] = set()
    for rows in kinds:
        read |= {*rows.head, *rows.values, rows.cells}
        columns = [leaf.text for name in rows.head if isinstance(leaf := part.get(name), Leaf) and leaf.text.string]
        if rows.name and columns:
            columns = [columns[0].replace([(0, len(columns[0]), rows.name)])]
        cells = part.get(rows.cells)
        values = (
            [value for cell in cells if (value := _cell(cell, rows)) is not None] if isinstance(cells, list) else []
        )
        if values:
            words = columns if rows.name else [*above.words, *columns]
            yield Block(Role.TABLE, Text.join([*words, *values], " | "), above.table or rows.table)
    for name, rest in part.items():
        if name not in read:
            yield from _walk(rest, "", _NOTHING, Above())


def _cell(cell: Any, rows: Rows) -> Text | None:
    """A column's values: "3 / 15"."""
    values = [
        leaf.text
        for name in rows.values
        if isinstance(cell, dict) and isinstance(leaf := cell.get(name), Leaf) and leaf.value is not None
    ]
    return Text.join(values, " / ") if values else None
