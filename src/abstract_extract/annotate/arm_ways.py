"""Names that say how, when or how much rather than what: arms of one product, of which none is held against the other.

>>> is_way("early"), is_way("two-dose"), is_way("placebo"), is_amount("0.3 million"), is_amount("10M")
(True, True, False, True, True)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import table

_PIECE = re.compile(r"[a-zà-ž][\w.]*")
_AMOUNT = re.compile(
    r"\d+(?:[.,]\d+)?(?: ?(?:million|billion|M\b|[µu]g|mg|mL|ml)|\s?[×xX*∗·]\s?10)[^,;:]{0,24}", re.IGNORECASE
)


def is_way(name: str) -> bool:
    """Whether a name is made of words for a time, a number of doses, a strength or a route alone."""
    pieces = _PIECE.findall(name.lower().replace("-", " "))
    words = table("arm_words")
    return any(piece in words["ways"] for piece in pieces) and all(
        piece in words["ways"] or piece in words["of_ways"] for piece in pieces
    )


def is_amount(name: str) -> bool:
    """Whether a name begins with an amount of what is given."""
    return _AMOUNT.fullmatch(name) is not None


def are_ways(names: Sequence[str]) -> bool:
    """Whether all of several names say how, when or how much.

    >>> are_ways(["early", "delayed"]), are_ways(["early", "control"]), are_ways(["single dose", "10 million"])
    (True, False, True)
    """
    return len(names) >= 2 and all(is_way(name) or is_amount(name) for name in names)
