"""Passing over what can hold no fact: plain substrings decide, some ten times faster than a pattern of alternatives."""

from __future__ import annotations

from collections.abc import Iterable


def has_any(lower: str, hints: Iterable[str]) -> bool:
    """Whether one of `hints` stands in `lower`, letters as they are.

    >>> has_any("stem cells were given", ("exosom", "cell"))
    True
    """
    for hint in hints:  # noqa: SIM110 - a generator takes twice as long, a hundred thousand times a run
        if hint in lower:
            return True
    return False
