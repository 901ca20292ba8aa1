"""A file of many citations to one source each; offsets of a citation count from its own beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .source import Source

Splitter = Callable[[str], Iterator[tuple[int, int]] | None]
"""The places of a file's citations, or None: not such a file."""


def split_json_lines(text: str) -> Iterator[tuple[int, int]] | None:
    """The lines of a JSON Lines file: a JSON object a line, more than one of them.

    >>> list(split_json_lines('{"a": 1}\\n\\n{"a": 2}\\n') or ())
    [(0, 8), (10, 18)]
    """
    first = text.find("\n")
    if not text.startswith("{") or first < 0 or not text[:first].rstrip().endswith("}"):
        return None
    if not text[first:].lstrip().startswith("{"):
        return None
    return _lines(text)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position, length = 0, len(text)
    while position < length:
        end = text.find("\n", position)
        end = length if end < 0 else end
        line = text[position:end]
        if line.strip():
            yield position, position + len(line.rstrip())
        position = end + 1


SPLITTERS: tuple[Splitter, ...] = (split_json_lines,)


def entries(source: Source) -> Iterator[Source]:
    """One source for each citation of a file of many, numbered from 1; any other source itself."""
    for splitter in SPLITTERS:
        places = splitter(source.text)
        if places is not None:
            for number, (start, end) in enumerate(places, 1):
                yield Source(source.id, source.path, source.text[start:end], source.encoding, number, source.notes)
            return
    yield source
