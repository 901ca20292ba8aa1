"""Participants in the fields of a registry's record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

_LABEL = re.compile(
    r"(?!.*(?:in each individual|per individual|of samples))(?:enrol|sample size|target recruitment|number of (?:participants|subjects|patients)|planned number|participants?$|样本量|teilnehmer)",
    re.IGNORECASE,
)
_ENROLMENT_TYPE = re.compile(r"enrol\w+ type|type of enrol", re.IGNORECASE)
_TARGET = re.compile(r"target|planned|anticipated|estimated|expected")
_ACTUAL = re.compile(r"\bactual\b|final")


def field_participants(sentences: Sequence[Sentence], is_completed: bool | None) -> list[ParticipantsCandidate]:
    """The number that a registry's record gives: planned, or enrolled where the record says actual or completed."""
    found: list[ParticipantsCandidate] = []
    kinds = " ".join(
        s.string
        for s in sentences
        if s.stretch.role is Role.FIELD and s.stretch.label and _ENROLMENT_TYPE.search(s.stretch.label)
    ).lower()
    for sentence in sentences:
        label = sentence.stretch.label
        if sentence.stretch.role is not Role.FIELD or not label or not _LABEL.search(label) or "type" in label.lower():
            continue
        words = f"{label} {sentence.string} {kinds}".lower()
        number = next(
            (n for n in sentence.numbers if isinstance(n.value, int) and n.kind in ("count", "label", "year", "range")),
            None,
        )
        if number is None:
            continue
        target = _TARGET.search(words)
        actual = _ACTUAL.search(words)
        status: ParticipantStatus = (
            "planned" if target and not actual else "enrolled" if actual or is_completed else "planned"
        )
        found.append(
            ParticipantsCandidate(
                Said(number.value, sentence.start + number.start, sentence.start + number.end),
                status,
                "patients",
                None,
                "registry-field",
            )
        )
    distinct: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for candidate in found:
        distinct.setdefault((candidate.count.value, candidate.status), candidate)
    return list(distinct.values())
