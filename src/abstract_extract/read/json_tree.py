"""JSON with the place of every string and number in the source; what Python prints for it is read as well.

>>> tree = parse_json('{"title": "5\\\\u00b7 3", "n": 12}')
>>> tree["title"].text.string, tree["title"].text.span(0, 2), tree["n"].value
('5· 3', (11, 18), 12)
>>> parse_json("{'hasResults': False}")["hasResults"].value
False
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from abstract_extract.errors import MalformedPage
from abstract_extract.text import Text

_VALUE = re.compile(
    r'\s*(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
    r"|'([^'\\]*+(?:\\.[^'\\]*+)*+)'"
    r"|(-?\d++(?:\.\d++)?(?:[eE][+-]?\d++)?)"
    r"|(true|false|null|True|False|None|NaN|-?Infinity)\b"
    r"|([{\[\]]))",
    re.DOTALL,
)
_KEY = re.compile(r"""\s*(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"\s*:|'([^'\\]*+(?:\\.[^'\\]*+)*+)'\s*:|(\}))""", re.DOTALL)
_AFTER = re.compile(r"\s*([,}\]])")
_SPACE = re.compile(r"[\s\ufeff]*")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_WORDS: dict[str, bool | None] = {"true": True, "True": True, "false": False, "False": False}
_LONGEST_NUMBER = 400
_LOST = "\ufffd"
DEEPEST = 200
"""No record of a study is nested deeper."""
Node = Any  # dict[str, Node] | list[Node] | Leaf: recursive, as JSON is


@dataclass(frozen=True, slots=True)
class Leaf:
    """A string, number, truth value or null, the text that says it, and that of its key within an object."""

    value: str | int | float | bool | None
    text: Text
    key: Text | None = None


def parse_json(source: str, start: int = 0) -> Node:
    """The tree of a JSON document, with a `Leaf` at each end.

    Raises MalformedPage, with the place, where the document breaks off, is broken, has something after its end, or is
    nested deeper than 200.
    """
    node, end = parse_json_at(source, start)
    rest = _SPACE.match(source, end)
    if rest is not None and rest.end() < len(source):
        raise _broken(source, rest.end(), "something stands after its end")
    return node


def parse_json_at(source: str, start: int) -> tuple[Node, int]:
    """The tree of the JSON value that begins at `start`, and where it ends; what follows may be anything.

    Raises MalformedPage as `parse_json` does.
    """
    space = _SPACE.match(source, start)
    position = space.end() if space else start
    stack: list[Any] = []
    keys: list[str] = []
    while True:
        node, position = _next(source, position, stack, keys)
        if node is None:
            node = _close(stack, keys)
        else:
            _put(stack, keys, node)
            if isinstance(node, (dict, list)):
                if len(stack) >= DEEPEST:
                    raise _broken(source, position, f"it is nested deeper than {DEEPEST} levels, as no record is")
                stack.append(node)
                keys.append("")
                continue
        while stack:
            closes, position = _comma(source, position, stack[-1])
            if not closes:
                break
            node = _close(stack, keys)
        if not stack:
            return node, position


def _next(source: str, position: int, stack: list[Any], keys: list[str]) -> tuple[Any, int]:
    """The value at `position`, after its key within an object; None where the object or list ends there."""
    here = stack[-1] if stack else None
    key: Text | None = None
    if isinstance(here, dict):
        match = _KEY.match(source, position)
        if match is None:
            raise _broken(source, position)
        position = match.end()
        if match[3] is not None:
            return None, position
        key = _string(match, 1 if match[1] is not None else 2)
        keys[-1] = key.string
    node, position = _value(source, position, is_in_list=isinstance(here, list))
    return (Leaf(node.value, node.text, key) if key and isinstance(node, Leaf) else node), position


def _comma(source: str, position: int, here: Any) -> tuple[bool, int]:
    """Whether what we are in ends after a value, or goes on after a comma."""
    after = _AFTER.match(source, position)
    if after is None or (after[1] != "," and (after[1] == "}") != isinstance(here, dict)):
        raise _broken(source, position)
    return after[1] != ",", after.end()


def _put(stack: list[Any], keys: list[str], node: Any) -> None:
    if stack:
        if isinstance(stack[-1], list):
            stack[-1].append(node)
        else:
            stack[-1][keys[-1]] = node


def _close(stack: list[Any], keys: list[str]) -> Any:
    keys.pop()
    return stack.pop()


def _value(source: str, position: int, *, is_in_list: bool) -> tuple[Any, int]:
    """The value at `position`; None where the list that we are in ends there."""
    match = _VALUE.match(source, position)
    if match is None or (match[5] == "]" and not is_in_list):
        raise _broken(source, position)
    end = match.end()
    kind = match.lastindex
    if kind in (1, 2):
        text = _string(match, kind)
        return Leaf(text.string, text), end
    if kind == 3:
        return Leaf(_number(match[3]), Text.of(match[3], match.start(3))), end
    if kind == 4:
        return Leaf(_WORDS.get(match[4]), Text.of(match[4], match.start(4))), end
    return {"{": {}, "[": []}.get(match[5]), end


def _number(string: str) -> int | float | None:
    """The number that the digits say; one that no counter or clock has says nothing."""
    if len(string) > _LONGEST_NUMBER:
        return None
    return int(string) if string.lstrip("-").isdecimal() else float(string)


def _string(match: re.Match[str], group: int) -> Text:
    """The text of a string, its escapes resolved, each with its place."""
    raw, start = match[group], match.start(group)
    if "\\" not in raw:
        return Text.of(raw, start)
    strings: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    ends: list[int] = []
    length = position = 0

    def add(string: str, low: int, high: int) -> None:
        nonlocal length
        strings.append(string)
        starts.append(length)
        sources.append(start + low)
        ends.append(start + high)
        length += len(string)

    for escape in _ESCAPE.finditer(raw):
        if escape.start() > position:
            add(raw[position : escape.start()], position, escape.start())
        add(_resolved(escape), escape.start(), escape.end())
        position = escape.end()
    if position < len(raw):
        add(raw[position:], position, len(raw))
    return Text("".join(strings), tuple(starts), tuple(sources), tuple(ends))


def _resolved(escape: re.Match[str]) -> str:
    """The character that an escape stands for; half of a pair stands for none."""
    if escape[4] is not None:
        return _SIGNS.get(escape[4], escape[4])
    code = int(escape[1] or escape[3], 16)
    if escape[2] is not None:
        low = int(escape[2], 16)
        if 0xD800 <= code < 0xDC00:
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
        return (chr(code) if not 0xD800 <= code < 0xE000 else _LOST) + _LOST
    return _LOST if 0xD800 <= code < 0xE000 else chr(code)


def _broken(source: str, position: int, what: str = "") -> MalformedPage:
    space = _SPACE.match(source, position)
    position = space.end() if space else position
    if not what:
        # Nothing more, or a string that never ends.
        first = source[position : position + 1]
        breaks_off = not first or (first in "\"'" and source.find(first, position + 1) < 0)
        what = "it breaks off" if breaks_off else "it is broken there"
    line = source.count("\n", 0, position) + 1
    column = position - (source.rfind("\n", 0, position) + 1) + 1
    return MalformedPage(f"the JSON cannot be read at line {line}, column {column}: {what}; save the page again")
