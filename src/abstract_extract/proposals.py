"""What the learned stage says of a page: the roles of its numbers, names of arms and outcomes, and their facts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from abstract_extract.candidates import ArmCandidate, DoseCandidate, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

Side = Literal["experimental", "comparator", "whole"]
Family = Literal["participants", "events", "percent", "dose"]
NameKind = Literal["intervention", "control", "outcome"]

ROLES = (
    "other",
    "participants:whole",
    "participants:apart",
    "participants:experimental",
    "participants:comparator",
    "events:experimental",
    "events:comparator",
    "events:whole",
    "percent:experimental",
    "percent:comparator",
    "percent:whole",
    "dose",
)
"""What a number may be, in the order of the model's figures. `participants:apart` are those screened or lost."""


def likeliest_side(chances: Mapping[Side, float]) -> Side:
    """The likeliest of several sides; the whole trial where there is none.

    >>> likeliest_side({"experimental": 0.2, "comparator": 0.8}), likeliest_side({})
    ('comparator', 'whole')
    """
    return max(chances, key=lambda side: (chances[side], side), default="whole")


@dataclass(frozen=True, slots=True)
class NumberRole:
    """What a number may be: each role with its probability (they sum to 1). Places count in the study text."""

    sentence: int
    start: int
    end: int
    likely: Mapping[str, float]

    def family(self, family: Family) -> float:
        """The probability that the number is of this family, whatever its side.

        >>> NumberRole(0, 3, 5, {"other": 0.25, "events:comparator": 0.5, "events:whole": 0.25}).family("events")
        0.75
        """
        return sum(chance for role, chance in self.likely.items() if role.partition(":")[0] == family)

    def sides(self, family: Family) -> dict[Side, float]:
        """The probability of each side, given that the number is of this family."""
        whole = self.likely.get(f"{family}:whole", 0.0) + self.likely.get(f"{family}:apart", 0.0)
        chances: dict[Side, float] = {
            "experimental": self.likely.get(f"{family}:experimental", 0.0),
            "comparator": self.likely.get(f"{family}:comparator", 0.0),
            "whole": whole,
        }
        total = sum(chances.values())
        return {side: chance / total for side, chance in chances.items()} if total else chances

    def of_side(self, side: Side | ArmRole) -> float:
        """The probability that the number is of this side, whatever its family.

        >>> NumberRole(0, 3, 5, {"events:comparator": 0.5, "percent:comparator": 0.25}).of_side("comparator")
        0.75
        """
        return sum(chance for role, chance in self.likely.items() if role.endswith(f":{side}"))

    def is_apart(self) -> bool:
        """Whether the people are rather screened or lost than in the study, or in an arm of it.

        >>> NumberRole(0, 3, 5, {"participants:comparator": 0.96, "participants:apart": 0.01}).is_apart()
        False
        """
        apart = self.likely.get("participants:apart", 0.0)
        return apart > self.family("participants") - apart


@dataclass(frozen=True, slots=True)
class Name:
    """Words that name an intervention, a control or an outcome, with their place and how likely they do."""

    kind: NameKind
    start: int
    end: int
    chance: float


StatusReading = Callable[[Sentence, int, int, NumberRole], Mapping[str, float]]
"""Tells how likely each status is, or "denominator", for a number between two places of a sentence."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model made of a text."""

    roles: tuple[NumberRole, ...] = ()
    names: tuple[Name, ...] = ()
    confidence: Mapping[Family, Confidence] = field(default_factory=dict)
    statuses: StatusReading | None = None
    """Tells the status of a count of people by its signs; None where only what trials compare is asked for."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """How a probability becomes a confidence, for one family of facts: fitted on pages that the model was not shown.

    The confidence is the logistic of `slope` × the probability's logit + `rule`, where a rule claims the number too,
    + `bias`. A fact stands from `threshold` on. `unread` is the confidence of what rules alone read.

    That is how sure it is that a number is of the family. That the fact made of it is right, its status too, is the
    logistic of `fact_slope` × that confidence's logit + `fact_bias`.
    """

    slope: float
    rule: float
    bias: float
    threshold: float
    unread: float
    fact_slope: float = 1.0
    fact_bias: float = 0.0


@dataclass(frozen=True)
class Proposals:
    """The reading of a page and the facts that it gives, each with its probability as `score`."""

    confidence: Mapping[Family, Confidence]
    roles: tuple[NumberRole, ...] = ()
    arms: Mapping[ArmRole, ArmCandidate] = field(default_factory=dict)
    """Arms that no rule found, by their role."""
    participants: tuple[ParticipantsCandidate, ...] = ()
    outcomes: tuple[OutcomeCandidate, ...] = ()
    doses: tuple[DoseCandidate, ...] = ()
    roles_of_arms: Mapping[str, ArmRole] = field(default_factory=dict)
    """The role of arms that rules name and do not tell apart, by key."""

    @cached_property
    def _starts(self) -> list[int]:
        return [role.start for role in self.roles]

    def role_of(self, said: Said) -> NumberRole | None:
        """The role of the number at a place; None where the model read none there."""
        index = bisect_right(self._starts, said.start) - 1
        for role in self.roles[max(0, index) : index + 2]:
            if role.start < said.end and said.start < role.end:
                return role
        return None
