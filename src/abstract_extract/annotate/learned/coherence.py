"""Numbers that must stand on one side, or on opposite sides, speak for each other's side.

The chain looks at neighbours; that the "placebo" of the methods and the one three sentences on are the same arm it
cannot see. Along each link (`links.py`) a number lends a part of its odds between the two sides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.proposals import NumberRole

from .links import Link

LENT = 0.2
"""The part of its odds that a number lends along a link of weight 1."""
MOST = 3.0
"""The most that all links together may lend, in logarithms of odds."""
ROUNDS = 2
_LEAST = 1e-6
_SIDES = ("experimental", "comparator")
_FAMILIES = ("participants", "events", "percent")


def coherent(roles: Sequence[NumberRole], links: Sequence[Link]) -> list[NumberRole]:
    """The roles with their sides made coherent; what a number is, and whether it has a side, stays as likely."""
    sided = [_sided(role) for role in roles]
    first = [_odds(role) for role in roles]
    odds = list(first)
    for _ in range(ROUNDS):
        lent = [0.0] * len(roles)
        for link in links:
            lent[link.one] += LENT * link.weight * odds[link.other] * sided[link.other]
            lent[link.other] += LENT * link.weight * odds[link.one] * sided[link.one]
        odds = [own + max(-MOST, min(MOST, more)) for own, more in zip(first, lent, strict=True)]
    return [_shifted(role, now - then) for role, now, then in zip(roles, odds, first, strict=True)]


def _odds(role: NumberRole) -> float:
    experimental, comparator = (
        sum(role.likely.get(f"{family}:{side}", 0.0) for family in _FAMILIES) + _LEAST for side in _SIDES
    )
    return max(-MOST, min(MOST, math.log(experimental / comparator)))


def _sided(role: NumberRole) -> float:
    return sum(role.likely.get(f"{family}:{side}", 0.0) for family in _FAMILIES for side in _SIDES)


def _shifted(role: NumberRole, by: float) -> NumberRole:
    if not by:
        return role
    likely = dict(role.likely)
    for family in _FAMILIES:
        first, second = (f"{family}:{side}" for side in _SIDES)
        one, other = likely.get(first, 0.0), likely.get(second, 0.0)
        if one + other > 0:
            moved = one * math.exp(by)
            share = moved / (moved + other) if moved + other > 0 else 0.5
            likely[first], likely[second] = (one + other) * share, (one + other) * (1 - share)
    return replace(role, likely=likely)
