"""The record that a page becomes: frozen types, from which the JSON Schema is made.

One object a page. Every value shows where it stands (`Grounded`) or what it follows from (`Derived`); what the page
does not say is `null`, and nothing else.

>>> count = Grounded(value=23, text="Twenty-three", start=1041, end=1053)
>>> count.to_json()
{'value': 23, 'text': 'Twenty-three', 'start': 1041, 'end': 1053}
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StrictStr, model_validator

SCHEMA_VERSION: Literal["1"] = "1"

ReportType = Literal[
    "trial_report",
    "registry_record",
    "protocol",
    "review",
    "preclinical",
    "secondary_source",
    "other",
    "no_abstract",
]
ArmRole = Literal["experimental", "comparator", "cohort"]
ParticipantStatus = Literal[
    "planned",
    "screened",
    "enrolled",
    "randomised",
    "allocated",
    "treated",
    "completed",
    "analysed",
    "lost",
    "unspecified",
]
OutcomeKind = Literal["efficacy", "adverse_event", "death", "withdrawal"]
Statistic = Literal["fixed", "mean", "median", "minimum", "maximum"]
DoseBasis = Literal["fixed", "per_kg", "per_m2", "per_site"]
Severity = Literal["info", "warning", "error"]
Scalar = StrictInt | StrictFloat | StrictStr


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    def to_json(self) -> dict[str, Any]:
        """This part as JSON values: integers stay integers, absent is None."""
        return self.model_dump(mode="json")


class Grounded(_Part):
    """A value with the words that say it: `source[start:end]`, tags and entities resolved, reads `text`."""

    value: Scalar
    text: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]

    @model_validator(mode="after")
    def _is_a_stretch(self) -> Grounded:
        if self.end <= self.start:
            raise ValueError(f"no stretch: {self.start}:{self.end}")
        return self


class Derived(_Part):
    """A value that no single span says; `derived` names the rule or the facts it came from."""

    value: Scalar
    derived: str


Value = Grounded | Derived


class Arm(_Part):
    """A group that is counted, dosed or compared. `id` is what `arm` elsewhere refers to."""

    id: str
    label: Value
    role: ArmRole


class Participants(_Part):
    """A number of people (or eyes, knees, tracts …) under one CONSORT status."""

    count: Value
    status: ParticipantStatus
    arm: str | None = None
    unit: str = "patients"
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    """How likely this is right, where the learned stage was asked: of facts at 0.9 nine in ten are."""


class CellSource(_Part):
    """A product given to the patients, in the words of DOSES: donor, origin, product. Ids: UBERON and CL."""

    tissue: Value | None = None
    cell_type: Value | None = None
    product: Value | None = None
    donor: Value | None = None
    species: Value | None = None
    tissue_id: str | None = None
    cell_type_id: str | None = None
    arm: str | None = None


class Volume(_Part):
    """A volume that goes with an amount; unit in UCUM."""

    amount: Value
    unit: str


class Dose(_Part):
    """One dose level or schedule of the study product. Units are UCUM, durations ISO 8601."""

    amount: Value | None = None
    amount_high: Value | None = None
    unit: str | None = None
    basis: DoseBasis | None = None
    volume: Volume | None = None
    administrations: Value | None = None
    interval: Value | None = None
    duration: Value | None = None
    route: Value | None = None
    site: Value | None = None
    arm: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    """How likely this is right, where the learned stage was asked: of facts at 0.9 nine in ten are."""


class FollowUp(_Part):
    """How long people were followed (ISO 8601), from when (`anchor`), and how often (`schedule`)."""

    duration: Value | None = None
    statistic: Statistic = "fixed"
    anchor: Value | None = None
    schedule: Value | None = None


class Outcome(_Part):
    """A number of patients (or eyes, tracts, events) with a result, or a percentage of them."""

    label: Value
    kind: OutcomeKind
    events: Value | None = None
    denominator: Value | None = None
    percent: Value | None = None
    unit: str = "patients"
    arm: str | None = None
    time_point: Value | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    """How likely this is right, where the learned stage was asked: of facts at 0.9 nine in ten are."""


class Study(_Part):
    """What a page says of one study: `reported` is the page's own, `cited` one that it recounts."""

    role: Literal["reported", "cited"]
    arms: tuple[Arm, ...] = ()
    participants: tuple[Participants, ...] = ()
    cell_sources: tuple[CellSource, ...] = ()
    doses: tuple[Dose, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


class Identifiers(_Part):
    """The study's own identifiers; those of cited, similar or related records are not here."""

    pmid: str | None = None
    pmcid: str | None = None
    doi: str | None = None
    registry: tuple[str, ...] = ()


class Section(_Part):
    """A labelled stretch of the source; `duplicate_of` is the index of the section that it repeats."""

    label: str
    start: int
    end: int
    duplicate_of: int | None = None


class Traits(_Part):
    """What tells one trial from another beside its facts, in normal forms: for finding the reports of one trial.

    `phase` is "1", "1/2", "2" …; `conditions` are names of the vocabulary ("osteoarthritis.knee"); `names` are product
    codes and acronyms of trials; `institutions` are hospitals, universities and companies; `people` are those whom the
    text names with a title; `numbers` are those of the text that few texts have, `counts` all that count something;
    `other_titles` are official ones and those in other languages; `text_sketch` is a sample of the text's hashed word
    sequences (see `sketch.py`).
    """

    phase: str | None = None
    conditions: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    other_titles: tuple[str, ...] = ()
    is_continued: bool = False
    """The page says that it follows the patients of an earlier report further."""
    is_other_cohort: bool = False
    """The page says that its patients are others than those of an earlier report."""
    is_interim: bool = False
    """The page is a preprint or a meeting's abstract, or says that its numbers are not the last."""
    is_randomised: bool | None = None
    """Whether the patients were assigned by chance; None where the page says neither that nor the contrary."""
    text_sketch: str | None = None


class RegisteredOutcome(_Part):
    """An outcome that a registry's record plans to measure, and when."""

    label: Value
    rank: Literal["primary", "secondary", "other"]
    time_frame: Value | None = None


class PageInfo(_Part):
    """What is known of the page. `id` is of the bytes; `entry` is the citation's number in a file of many."""

    id: str
    path: str
    reader: str
    encoding: str
    language: str | None = None
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    authors: tuple[str, ...] = ()
    identifiers: Identifiers = Identifiers()
    report_type: ReportType
    sections: tuple[Section, ...] = ()
    entry: int | None = None
    traits: Traits = Traits()
    registered_outcomes: tuple[RegisteredOutcome, ...] = ()


class Check(_Part):
    """What does not add up: a code, how bad, a sentence, and JSON pointers to the facts concerned."""

    code: str
    severity: Severity
    message: str
    facts: tuple[str, ...] = ()


class Record(_Part):
    """One page's record."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    page: PageInfo
    studies: tuple[Study, ...] = ()
    checks: tuple[Check, ...] = ()


class FailedPage(_Part):
    """The page that gave no record."""

    id: str
    path: str
    entry: int | None = None


class FailureReason(_Part):
    """Which stage gave up, and why, in a sentence for people."""

    stage: str
    reason: str


class Failure(_Part):
    """What stands in the place of a page that gives no record."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    page: FailedPage
    failure: FailureReason
