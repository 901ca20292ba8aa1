"""Words of titles that tell two trials of one team apart: unilateral and bilateral, complete and incomplete.

>>> list(opposites({"mild", "psoriasis"}, {"severe", "psoriasis"}))
[('mild', 'severe')]
>>> list(opposites({"adults", "and", "children"}, {"children"}, "exclusive"))
[]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from typing import Literal


@cache
def _rows(kind: str) -> tuple[tuple[frozenset[str], ...], ...]:
    data = tomllib.loads(files("abstract_extract.store.links").joinpath("contrasts.toml").read_text("utf-8"))
    return tuple(tuple(frozenset(words.split()) for words in row) for row in data[kind])


def are_near(one: AbstractSet[str], other: AbstractSet[str]) -> bool:
    """Whether two reports may mean the same by their routes.

    >>> are_near({"topical"}, {"surgical_implantation"}), are_near({"topical"}, {"intravenous"})
    (True, False)
    """
    rows = (frozenset[str]().union(*row) for row in _rows("routes"))
    return any(row & one and row & other for row in rows)


def opposites(
    one: AbstractSet[str], other: AbstractSet[str], kind: Literal["contrasts", "exclusive"] = "contrasts"
) -> Iterator[tuple[str, str]]:
    """The words of each contrast of which one title has only the one side and the other only the other."""
    for sides in _rows(kind):
        mine = [side for side in sides if side & one]
        theirs = [side for side in sides if side & other]
        if len(mine) == len(theirs) == 1 and mine != theirs:
            yield min(mine[0] & one), min(theirs[0] & other)
