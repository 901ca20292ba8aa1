"""The letters that a word's pattern may begin with, so that only the patterns of a letter are tried where it stands.

>>> sorted(first_letters("(?:eventos|efectos) adversos")), sorted(first_letters("(?:waren |war )?weggezogen"))
(['e'], ['w'])
>>> sorted(first_letters("(?<=dem )eigenen")), sorted(first_letters("[ou]tra")), sorted(first_letters("(?:do )?xa"))
(['e'], ['o', 'u'], ['d', 'x'])
"""

from __future__ import annotations

import re

_LOOK = re.compile(r"\(\?<?[=!]")
_SIGNS = frozenset("\\.^$*+?{}[]|()")
_CLASS = re.compile(r"\[([^\]]*)\]")


def first_letters(pattern: str) -> set[str]:
    """The lower-case letters that a match of `pattern` can begin with.

    `pattern` has letters, groups without names, classes of letters and looks at its neighbours.

    Raises ValueError for a pattern that begins with anything else.
    """
    letters: set[str] = set()
    for part in _parts(pattern):
        letters |= _of_part(part)
    return letters


def _of_part(part: str) -> set[str]:
    if _LOOK.match(part):
        return _of_part(part[_close(part) + 1 :])
    if part.startswith("(?:"):
        end = _close(part)
        letters = first_letters(part[3:end])
        return letters | (_of_part(part[end + 2 :]) if part[end + 1 : end + 2] == "?" else set())
    if found := _CLASS.match(part):
        letters = set(found[1].lower())
        rest = part[found.end() :]
    elif part and part[0] not in _SIGNS:
        letters, rest = {part[0].lower()}, part[1:]
    else:
        message = f"a word's pattern begins with a letter, not as {part!r} does"
        raise ValueError(message)
    return letters | (_of_part(rest[1:]) if rest[:1] == "?" else set())


def _close(pattern: str) -> int:
    """Where the bracket that opens a pattern is shut."""
    depth = 0
    for at, sign in enumerate(pattern):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return at
    message = f"a bracket is not shut in {pattern!r}"
    raise ValueError(message)


def _parts(pattern: str) -> list[str]:
    """A pattern divided at the bars that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(pattern):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            parts.append(pattern[start:at])
            start = at + 1
    return [*parts, pattern[start:]]
