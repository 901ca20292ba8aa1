"""Which arms are comparators, and so whose each number is: names and numbers are told together.

Rules know whose name stands beside a number, and seldom err; which of two names is the comparator, they often cannot
know. The model tells a side for each number by itself, and one text may have it both ways. Here all numbers that have
an arm's name beside them vote on what the arm is, and what comes of it is held against what was said of each.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from abstract_extract.annotate.counted import Counted
from abstract_extract.candidates import Arms
from abstract_extract.proposals import NumberRole
from abstract_extract.record import ArmRole

NAME_IS_RIGHT = 0.9
"""How often the arm whose name rules find beside a number is the number's: 95 % of those of PICO-Corpus' train part are, 91 % of
dev's."""
WORDS = 1.5
"""What the rules' own opinion of an arm is worth, as the logarithm of odds: they are right of four in five."""
VOTE = 0.6
"""The part of its logarithm of odds that a number's vote counts for: numbers of one text err together."""
HAS_SIDE = 0.3
"""Probability of having a side from which a number votes."""
_LEAST = 1e-3
_MOST_ODDS = 50.0
"""Beyond it a chance is one or nought to any float, and the exponential of what hundreds of votes sum to has none."""


@dataclass(frozen=True, slots=True)
class Oriented:
    """The numbers' roles with sides that agree with the arms', and the arms' roles, by key."""

    roles: tuple[NumberRole, ...]
    arms: Mapping[str, ArmRole]


def oriented(arms: Arms, counted: Sequence[Counted], roles: Sequence[NumberRole]) -> Oriented:
    """The sides of numbers and arms told together. Arms that are cohorts stay what they are."""
    keys = {key for key, arm in arms.candidates.items() if arm.role != "cohort"}
    named = {start: key for start, key in _named(counted).items() if key in keys}
    odds = _odds(arms, named, roles)
    return Oriented(
        tuple(_agreeing(role, odds[named[role.start]]) if role.start in named else role for role in roles),
        _roles(odds),
    )


def _named(counted: Sequence[Counted]) -> dict[int, str]:
    """The arm whose name stands beside each number, by the number's place."""
    found: dict[int, str] = {}
    for item in counted:
        for tally, key in zip(item.tallies, item.arms, strict=True):
            for part in (tally.denominator, tally.percent, tally.events):
                if key is not None and part is not None:
                    found[item.sentence.start + part.start] = key
    return found


def _odds(arms: Arms, named: Mapping[int, str], roles: Sequence[NumberRole]) -> dict[str, float]:
    """For each arm that has numbers the logarithm of the odds that it is a comparator."""
    with_numbers = dict.fromkeys(named[role.start] for role in roles if role.start in named)
    are_told_apart = bool(arms.by_role("comparator")) and bool(arms.by_role("experimental"))
    odds = {
        key: (WORDS if arms.candidates[key].role == "comparator" else -WORDS) if are_told_apart else 0.0
        for key in with_numbers
    }
    for role in roles:
        held, tried = role.of_side("comparator"), role.of_side("experimental")
        if role.start in named and held + tried > HAS_SIDE:
            odds[named[role.start]] += VOTE * _logit(held / (held + tried))
    if len(odds) == 2:
        # What is compared is not compared with its like.
        first, second = odds
        odds[first] -= odds[second]
        odds[second] = -odds[first]
    return odds


def _roles(odds: Mapping[str, float]) -> dict[str, ArmRole]:
    """The role of each arm that has numbers; where all seem comparators, the least so is what is tried."""
    held = [key for key in odds if odds[key] > 0]
    if held and len(held) == len(odds):
        held.remove(min(odds, key=lambda key: odds[key]))
    return {key: "comparator" if key in held else "experimental" for key in odds}


def _agreeing(role: NumberRole, odds: float) -> NumberRole:
    """The number's role with sides that take into account what the arm beside it is."""
    chance = 1 / (1 + math.exp(-max(-_MOST_ODDS, min(odds, _MOST_ODDS))))
    weight = NAME_IS_RIGHT * chance + (1 - NAME_IS_RIGHT) * (1 - chance)
    likely = dict(role.likely)
    for name, own in role.likely.items():
        family, _, side = name.partition(":")
        if side == "comparator":
            other = f"{family}:experimental"
            both = own + role.likely.get(other, 0.0)
            held, tried = own * weight, role.likely.get(other, 0.0) * (1 - weight)
            likely[name] = both * held / (held + tried) if both else 0.0
            likely[other] = both - likely[name]
    return replace(role, likely=likely)


def _logit(chance: float) -> float:
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
