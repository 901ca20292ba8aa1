"""Which arms are comparators, and so whose each number is: names and numbers are told together.

Rules know whose name stands beside a number, and seldom err; which of two names is the comparator, they often cannot
know. The model tells a side for each number by itself, and one text may have it both ways. Here all numbers that have
an arm's name beside them vote on what the arm is, and what comes of it is held against what was said of each.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from abstract_extract.annotate.arm_roles import HELD
from abstract_extract.annotate.counted import Counted
from abstract_extract.candidates import Arms
from abstract_extract.proposals import NumberRole
from abstract_extract.record import ArmRole

NAME_IS_RIGHT = 0.9
"""How often the arm whose name rules find beside a number is the number's: 95 % of those of PICO-Corpus' train part are, 91 % of
dev's."""
TELLING_NAME_IS_RIGHT = 0.98
"""The same where the arms' names tell them apart: a number beside "placebo" is seldom the other arm's."""
WORDS = 1.5
"""What the rules' own opinion of an arm is worth, as the logarithm of odds: of two names that say nothing they are right of
four in five (PICO-Corpus, train part: 103 of 127 pairs)."""
TELLING_WORDS = 4.0
"""The same where a name says that its arm is held against the other ("placebo", "usual care"): right of 158 in 164, and several of
the six are slips of the corpus."""
VOTE = 0.25
"""The part of its logarithm of odds that a number's vote counts for: numbers of one text err together."""
SURENESS = 0.7
"""The part of its logarithm of odds that the model's word on a number's side counts for, held against a name: of texts that it
was not trained on it is surer than it should be."""
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
    telling = _telling(arms)
    odds = _odds(arms, named, roles, telling)
    return Oriented(
        tuple(
            _agreeing(role, odds[key], TELLING_NAME_IS_RIGHT if key in telling else NAME_IS_RIGHT)
            if (key := named.get(role.start)) is not None
            else role
            for role in roles
        ),
        _roles(odds),
    )


def _telling(arms: Arms) -> frozenset[str]:
    """The arms whose role is in a name: those that are called what others are held against, and of two arms the other too."""
    held = {key for key, arm in arms.candidates.items() if HELD.search(str(arm.label.value))}
    if len(arms.candidates) == 2:
        return frozenset(arms.candidates) if len(held) == 1 or arms.standard else frozenset()
    return frozenset(held)


def _named(counted: Sequence[Counted]) -> dict[int, str]:
    """The arm whose name stands beside each number, by the number's place."""
    found: dict[int, str] = {}
    for item in counted:
        for tally, key in zip(item.tallies, item.arms, strict=True):
            for part in (tally.denominator, tally.percent, tally.events):
                if key is not None and part is not None:
                    found[item.sentence.start + part.start] = key
    return found


def _odds(
    arms: Arms, named: Mapping[int, str], roles: Sequence[NumberRole], telling: Collection[str]
) -> dict[str, float]:
    """For each arm that has numbers the logarithm of the odds that it is a comparator."""
    with_numbers = dict.fromkeys(named[role.start] for role in roles if role.start in named)
    are_told_apart = bool(arms.by_role("comparator")) and bool(arms.by_role("experimental"))
    odds = dict.fromkeys(with_numbers, 0.0)
    if are_told_apart:
        for key in odds:
            words = TELLING_WORDS if key in telling else WORDS
            odds[key] = words if arms.candidates[key].role == "comparator" else -words
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


def _agreeing(role: NumberRole, odds: float, name_is_right: float) -> NumberRole:
    """The number's role with sides that take into account what the arm beside it is."""
    chance = 1 / (1 + math.exp(-max(-_MOST_ODDS, min(odds, _MOST_ODDS))))
    weight = name_is_right * chance + (1 - name_is_right) * (1 - chance)
    likely = dict(role.likely)
    for name, own in role.likely.items():
        family, _, side = name.partition(":")
        if side == "comparator":
            other = f"{family}:experimental"
            both = own + role.likely.get(other, 0.0)
            held = own**SURENESS * weight
            tried = role.likely.get(other, 0.0) ** SURENESS * (1 - weight)
            likely[name] = both * held / (held + tried) if held + tried else 0.0
            likely[other] = both - likely[name]
    return replace(role, likely=likely)


def _logit(chance: float) -> float:
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
