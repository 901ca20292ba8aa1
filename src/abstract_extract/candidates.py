"""What pipes propose: facts with their places in the study text, the pipe's name and a score. `assemble` decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from abstract_extract.record import ArmRole, DoseBasis, OutcomeKind, ParticipantStatus, Statistic
from abstract_extract.study import Sentence

FROM_OTHERS = "outcomes: denominator"
"""What a denominator follows from that sentences print of other results alone."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value and the half-open place in the study text that says it."""

    value: int | float | str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Derives:
    """A value that no words say, and the rule or facts it follows from."""

    value: int | float | str
    derived: str


@dataclass(frozen=True, slots=True)
class ArmCandidate:
    """A group of the study. `key` is what its mentions share; `mentions` are where it is named."""

    key: str
    label: Said
    role: ArmRole
    mentions: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ArmMention:
    """A place where an arm is named: `key` is the arm's, start and end count in the sentence."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class Arms:
    """The arms of a study and their mentions, sentence by sentence."""

    candidates: dict[str, ArmCandidate] = field(default_factory=dict)
    mentions: dict[int, list[ArmMention]] = field(default_factory=dict)
    sized: set[str] = field(default_factory=set)
    """The keys of arms that the page gives a size."""
    compared: set[str] = field(default_factory=set)
    """The keys of arms that the page sets against each other in so many words; they are arms without a count too."""
    sizes: dict[tuple[int, int], str] = field(default_factory=dict)
    """The arm whose size stands at a place of a sentence, by the sentence's index and the place in it."""
    standard: str | None = None
    """The key of the arm that the page calls the standard, where the names of its two arms do not tell them apart."""

    def of(self, sentence: Sentence) -> list[ArmMention]:
        """The mentions in a sentence, in order."""
        return self.mentions.get(sentence.index, [])

    def by_role(self, role: ArmRole) -> list[str]:
        """The keys of the arms of a role, in order of appearance."""
        return [key for key, arm in self.candidates.items() if arm.role == role]

    def on_side(self, *, comparator: bool) -> list[str]:
        """The keys of the comparators, or of all other arms, in order of appearance."""
        return [key for key, arm in self.candidates.items() if (arm.role == "comparator") is comparator]

    def with_roles(self, roles: Mapping[str, ArmRole]) -> Arms:
        """The same arms with these roles, by key."""
        candidates = {key: replace(arm, role=roles.get(key, arm.role)) for key, arm in self.candidates.items()}
        return replace(self, candidates=candidates) if roles else self

    def main(self) -> list[str]:
        """The arms that rows of numbers follow: named more than once, or given a size; in order of appearance."""
        sized = [key for key in self.candidates if key in self.sized]
        if len(sized) >= 2:
            return sized
        counts: dict[str, int] = {}
        for mentions in self.mentions.values():
            for mention in mentions:
                counts[mention.key] = counts.get(mention.key, 0) + 1
        named = [key for key in self.candidates if counts.get(key, 0) >= 2]
        return named if len(named) >= 2 else list(self.candidates)

    def pair(self) -> tuple[str, str] | None:
        """Experimental and comparator, where there is one of each and no more."""
        first, second = self.by_role("experimental") + self.by_role("cohort"), self.by_role("comparator")
        return (first[0], second[0]) if len(first) == 1 and len(second) == 1 else None


@dataclass(frozen=True, slots=True)
class ParticipantsCandidate:
    """A number of people under a status."""

    count: Said
    status: ParticipantStatus
    unit: str
    arm: str | None
    rule: str
    score: float | None = None
    """How sure it is, from 0 to 1; None where no model was asked."""
    sure_of_status: float = 1.0
    """How sure its status is, where a model told it."""


@dataclass(frozen=True, slots=True)
class CellSourceCandidate:
    """A product given."""

    tissue: Said | None
    cell_type: Said | None
    product: Said | None
    donor: Said | None
    species: Said | None
    tissue_id: str | None
    cell_type_id: str | None
    arm: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class DoseCandidate:
    """A dose level or schedule."""

    amount: Said | None = None
    amount_high: Said | None = None
    unit: str | None = None
    basis: DoseBasis | None = None
    volume: Said | None = None
    volume_unit: str | None = None
    administrations: Said | None = None
    interval: Said | None = None
    duration: Said | None = None
    route: Said | None = None
    site: Said | None = None
    arm: str | None = None
    lost_exponent: bool = False
    score: float | None = None
    """How sure it is, from 0 to 1; None where no model was asked."""


@dataclass(frozen=True, slots=True)
class FollowUpCandidate:
    """How long people were followed."""

    duration: Said | None
    statistic: Statistic
    anchor: Said | None
    schedule: Said | None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class OutcomeCandidate:
    """A number of patients, eyes, tracts or events with a result."""

    label: Said
    kind: OutcomeKind
    events: Said | Derives | None
    denominator: Said | Derives | None
    percent: Said | None
    unit: str
    arm: str | None
    time_point: Said | None
    rule: str
    score: float | None = None
    """How sure it is, from 0 to 1; None where no model was asked."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the study text that recounts a trial of its own, and what it says of it, read by itself."""

    start: int
    end: int
    is_about_it: bool
    """The page tells of this trial alone, in a few sentences."""
    arms: Arms = field(default_factory=Arms)
    participants: tuple[ParticipantsCandidate, ...] = ()
    cell_sources: tuple[CellSourceCandidate, ...] = ()
    doses: tuple[DoseCandidate, ...] = ()
    follow_ups: tuple[FollowUpCandidate, ...] = ()
    outcomes: tuple[OutcomeCandidate, ...] = ()
