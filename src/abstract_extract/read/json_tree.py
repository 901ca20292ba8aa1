"""JSON with the place of every string and number in the source.

>>> tree = parse_json('{"title": "5\\\\u00b7 3", "n": 12}')
>>> tree["title"].text.string, tree["title"].text.span(0, 2), tree["n"].value
('5· 3', (11, 18), 12)
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from abstract_extract.errors import MalformedPage
from abstract_extract.text import Edit, Text

_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)|([{}\[\],:]))', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.DOTALL)
_DEEPEST = 200
Node = Any  # dict[str, Node] | list[Node] | Leaf: recursive, as JSON is


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string, number, truth value or null, and the text that says it."""

    value: str | int | float | bool | None
    text: Text


def _string(source: str, start: int, end: int) -> Text:
    raw = Text.of(source[start:end], start)
    if "\\" not in raw.string:
        return raw
    edits: list[Edit] = [
        (m.start(), m.end(), json.loads(f'"{m.group()}"')) for m in _ESCAPE.finditer(raw.string)
    ]
    return raw.replace(edits)


def parse_json(source: str, start: int = 0) -> Node:
    """The tree of a JSON document, with a `Leaf` at each end.

    Raises MalformedPage, with the place, where the document breaks off or is nested deeper than 200.
    """
    position = start
    stack: list[Any] = []
    keys: list[str | None] = []
    root: Any = None

    def put(node: Any) -> None:
        nonlocal root
        if not stack:
            root = node
        elif isinstance(stack[-1], list):
            stack[-1].append(node)
        else:
            stack[-1][keys[-1] or ""] = node
            keys[-1] = None

    while True:
        match = _TOKEN.match(source, position)
        if match is None:
            line = source.count("\n", 0, position) + 1
            raise MalformedPage(f"the JSON breaks off or is broken at line {line}, character {position}; save the page again")
        position = match.end()
        if match[1] is not None:
            text = _string(source, match.start(1) + 1, match.end(1) - 1)
            if stack and isinstance(stack[-1], dict) and keys[-1] is None:
                keys[-1] = text.string
            else:
                put(Leaf(text.string, text))
        elif match[2] is not None:
            put(Leaf(json.loads(match[2]), Text.of(match[2], match.start(2))))
        elif match[3] is not None:
            put(Leaf(json.loads(match[3]), Text.of(match[3], match.start(3))))
        elif match[4] in "{[":
            if len(stack) >= _DEEPEST:
                raise MalformedPage(f"the JSON is nested deeper than {_DEEPEST} at character {position}; no record is")
            node: Any = {} if match[4] == "{" else []
            put(node)
            stack.append(node)
            keys.append(None)
        elif match[4] in "}]" and stack:
            stack.pop()
            keys.pop()
        if not stack and root is not None:
            return root
