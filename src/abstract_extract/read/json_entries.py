"""JSON of many citations: JSON Lines, an array of objects, or a search's answer that holds one.

>>> list(split_json_lines('{"a": 1}\\n\\n{"a": 2}\\n') or ())
[(0, 8), (10, 18)]
>>> text = '{"total": 2, "studies": [{"a": 1}, {"a": 2}]}'
>>> [text[start:end] for start, end in split_json(text) or ()]
['{"a": 1}', '{"a": 2}']
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from abstract_extract.errors import MalformedPage

_SPACE = re.compile(r"\s*")
_ARRAY = re.compile(r"\ufeff?\s*\[\s*(?=\{)")
# The names under which interfaces answer with many: ClinicalTrials.gov, Europe PMC, OpenAlex, Crossref and others.
_NAMED = re.compile(r'"(?:studies|result|results|items|data|records|articles|documents|hits|docs)"\s*:\s*\[\s*(?=\{)')
_OWN_WORDS = re.compile(r'"(?:title|abstract|abstractText|text)"\s*:')
_HEAD = 4000
_BETWEEN = re.compile(r"\s*([,\]])\s*")
_DECODER = json.JSONDecoder(strict=False)


def split_json_lines(text: str) -> Iterator[tuple[int, int]] | None:
    """The lines of a JSON Lines file: a JSON object a line, more than one of them."""
    if not text.startswith(("{", "\ufeff{")):
        return None
    end = text.find("\n")
    first = text[: end + 1].rstrip()
    if end < 0 or first.endswith(("[", ",", "{", ":")):
        return None
    following = _SPACE.match(text, end)
    return _lines(text) if following and text.startswith("{", following.end()) else None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    position, length = 0, len(text)
    while position < length:
        end = text.find("\n", position)
        end = length if end < 0 else end
        line = text[position:end]
        bare = line.strip(" \t\r\ufeff")
        if bare:
            start = position + line.index(bare[0])
            yield start, start + len(bare)
        position = end + 1


def split_json(text: str) -> Iterator[tuple[int, int]] | None:
    """The objects of a JSON array that is the document, or that a search's answer holds under one of its names.

    Raises MalformedPage, while iterating, where the array breaks off: after the objects that are complete.
    """
    match = _ARRAY.match(text)
    if match is None and text[:2].lstrip("\ufeff").startswith("{"):
        match = _outermost(text)
    return _objects(text, match.end()) if match else None


def _outermost(text: str) -> re.Match[str] | None:
    """The array in the head of an answer: within the outermost object, or in one within it, before any list."""
    match = _NAMED.search(text, 0, _HEAD)
    if match is None:
        return None
    before = text[: match.start()]
    depth = before.count("{") - before.count("}")
    is_answer = depth <= 2 and before.count("[") == before.count("]") and not _OWN_WORDS.search(before)
    return match if is_answer else None


def _objects(text: str, position: int) -> Iterator[tuple[int, int]]:
    while True:
        try:
            _, end = _DECODER.raw_decode(text, position)
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno} ({error.msg})"
            raise MalformedPage(f"the JSON is broken or breaks off at {where}; save the page again") from None
        except RecursionError:
            line = text.count("\n", 0, position) + 1
            raise MalformedPage(
                f"the JSON is nested too deep in the object that begins at line {line}, as no record is"
            ) from None
        yield position, end
        between = _BETWEEN.match(text, end)
        if between is None:
            line = text.count("\n", 0, end) + 1
            raise MalformedPage(
                f"the JSON is broken or breaks off at line {line}, after an object of its list; save the page again"
            )
        if between[1] == "]":
            return
        position = between.end()
