"""What pipes propose: facts with their places in the study text, the pipe's name and a score. `assemble` decides."""

from __future__ import annotations

from dataclasses import dataclass

from abstract_extract.record import ArmRole, DoseBasis, OutcomeKind, ParticipantStatus, Statistic


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
class ParticipantsCandidate:
    """A number of people under a status."""

    count: Said
    status: ParticipantStatus
    unit: str
    arm: str | None
    rule: str
    score: float = 1.0


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
    score: float = 1.0


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
    score: float = 1.0
