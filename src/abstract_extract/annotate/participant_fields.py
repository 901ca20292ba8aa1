"""Participants in the fields of a registry's record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import Arms, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

_LABEL = re.compile(
    r"(?!.*(?:^eea\b|in each individual|per individual|of samples))(?:enrol|sample size|target recruitment|number of (?:participants|subjects|patients)|planned number|participants?$|样本量|teilnehmer)",
    re.IGNORECASE,
)
_ENROLMENT_TYPE = re.compile(r"enrol\w+ type|type of enrol", re.IGNORECASE)
_TARGET = re.compile(r"target|planned|anticipated|estimated|expected")
_EACH_ARM = re.compile(
    r"\b(\d{1,5}) (?:patients |participants |subjects )?(?:per|in each|for each|to each) (?:arm|group|cohort)\b",
    re.IGNORECASE,
)
_MOST_ARMS = 4
_ACTUAL = re.compile(r"\bactual\b|final")


def field_participants(
    sentences: Sequence[Sentence], is_completed: bool | None, arms: Arms
) -> list[ParticipantsCandidate]:
    """The number that a registry's record gives: planned, or enrolled where the record says actual or completed.

    The sizes that the record gives its arms are planned too, or allocated where it is completed.
    """
    found = _sizes_of_arms(sentences, arms, "allocated" if is_completed else "planned")
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
        each = _EACH_ARM.search(sentence.string)
        if each and status == "planned":
            start = sentence.start + each.start(1)
            keys: list[str | None] = list(arms.candidates) if 2 <= len(arms.candidates) <= _MOST_ARMS else [None]
            found += [
                ParticipantsCandidate(
                    Said(int(each[1]), start, start + len(each[1])), status, "patients", key, "registry-field"
                )
                for key in keys
            ]
    distinct: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for candidate in found:
        distinct.setdefault((candidate.count.value, candidate.status, candidate.arm), candidate)
    return list(distinct.values())


def _sizes_of_arms(sentences: Sequence[Sentence], arms: Arms, status: ParticipantStatus) -> list[ParticipantsCandidate]:
    by_index = {sentence.index: sentence for sentence in sentences}
    found: list[ParticipantsCandidate] = []
    for (index, place), key in arms.sizes.items():
        sentence = by_index[index]
        if sentence.stretch.role is Role.FIELD and sentence.stretch.label == "Arm Group Size":
            number = sentence.number_at(place)
            said = Said(number.value, sentence.start + number.start, sentence.start + number.end)
            found.append(ParticipantsCandidate(said, status, "patients", key, "arm-size-field"))
    return found
