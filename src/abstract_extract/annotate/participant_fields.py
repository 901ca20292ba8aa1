"""Participants in the fields of a registry's record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import Arms, ParticipantsCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

_LABEL = re.compile(
    r"\A(?!.*(?:\beea\b|\bdate|in each individual|per individual|of samples)).*?(?:enrol|sample size|target recruitment|number of (?:participants|subjects|patients)|planned number|participants?$|样本量|teilnehmer)",
    re.IGNORECASE,
)
_ENROLMENT_TYPE = re.compile(r"enrol\w+ type|type of enrol", re.IGNORECASE)
_TARGET = re.compile(r"target|planned|anticipated|estimated|expected")
_EACH_ARM = re.compile(
    r"\b(\d{1,5}) (?:patients |participants |subjects )?(?:per|in each|for each|to each) (?:arm|group|cohort)\b",
    re.IGNORECASE,
)
_PLANNED_BESIDE = re.compile(
    r"[(,;]\s*(?:planned|target|anticipated|estimated|goal)\b[: ]{0,2}(\d{1,5})\b", re.IGNORECASE
)
_SCREENED = re.compile(
    r"(?:consent|screen(?!ing fail|.{0,5} fail)|assess|approach|signed|logged|pre-?select)\w*", re.IGNORECASE
)
_SCREENED_BEFORE = re.compile(
    r"\b(?:consent|screen|assess|approach|sign)(?!ing fail)\w*(?: was signed)?(?: by| of| from| in|:)? (?:a total of )?\Z",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(r"\d|[.;]|\bfail")
_OF_PLACES = re.compile(
    r"\b\d+ (?:[a-z]+ ){0,2}?(?:clinics?|centers?|centres?|hospitals?|sites?|cities|towns|countries|units|wards)\b",
    re.IGNORECASE,
)
_MOST_ARMS = 4
_SIZES_IN = (
    "Arm Group Size",
    "Arm Group Actual Size",
    "Arm Group Description",
    "Intervention Description",
    "Intervention Name",
)
_ACTUAL_SIZE = "Arm Group Actual Size"
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
        found += _of_field(sentence, kinds, is_completed, arms)
    found += [said for sentence in sentences if (said := _screened(sentence)) is not None]
    distinct: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for candidate in found:
        distinct.setdefault((candidate.count.value, candidate.status, candidate.arm), candidate)
    return list(distinct.values())


def _of_field(sentence: Sentence, kinds: str, is_completed: bool | None, arms: Arms) -> list[ParticipantsCandidate]:
    """What a field of the record's size says: its number, the target beside it, and the size of each arm."""
    label = sentence.stretch.label
    if sentence.stretch.role is not Role.FIELD or not label or not _LABEL.search(label) or "type" in label.lower():
        return []
    words = f"{label} {sentence.string} {kinds}".lower()
    number = next(
        (n for n in sentence.numbers if isinstance(n.value, int) and n.kind in ("count", "label", "year", "range")),
        None,
    )
    if number is None:
        return []
    target, actual = _TARGET.search(words), _ACTUAL.search(words)
    status: ParticipantStatus = (
        "planned" if target and not actual else "enrolled" if actual or is_completed else "planned"
    )
    found = [_candidate(sentence, int(number.value), number.start, number.end, status)]
    beside = _PLANNED_BESIDE.search(sentence.string)
    if beside and status == "enrolled":
        found.append(_candidate(sentence, int(beside[1]), *beside.span(1), "planned"))
    each = _EACH_ARM.search(sentence.string)
    if each and status == "planned":
        keys: list[str | None] = list(arms.candidates) if 2 <= len(arms.candidates) <= _MOST_ARMS else [None]
        found += [_candidate(sentence, int(each[1]), *each.span(1), status, key) for key in keys]
    return found


def _candidate(
    sentence: Sentence, count: int, start: int, end: int, status: ParticipantStatus, arm: str | None = None
) -> ParticipantsCandidate:
    said = Said(count, sentence.start + start, sentence.start + end)
    return ParticipantsCandidate(said, status, "patients", arm, "registry-field")


def _sizes_of_arms(sentences: Sequence[Sentence], arms: Arms, status: ParticipantStatus) -> list[ParticipantsCandidate]:
    by_index = {sentence.index: sentence for sentence in sentences}
    has_actual = any(sentence.stretch.label == _ACTUAL_SIZE for sentence in sentences)
    found: list[ParticipantsCandidate] = []
    for (index, place), key in arms.sizes.items():
        sentence = by_index[index]
        if sentence.stretch.role is Role.FIELD and sentence.stretch.label in _SIZES_IN:
            number = sentence.number_at(place)
            said = Said(number.value, sentence.start + number.start, sentence.start + number.end)
            is_actual = sentence.stretch.label == _ACTUAL_SIZE
            state: ParticipantStatus = "enrolled" if is_actual else "planned" if has_actual else status
            found.append(ParticipantsCandidate(said, state, "patients", key, "arm-size-field"))
    return found


def _screened(sentence: Sentence) -> ParticipantsCandidate | None:
    """The first number of a flow's details, where people gave consent, were screened or were assessed: "487 consented"."""
    if sentence.stretch.role is not Role.FIELD or sentence.stretch.label not in (
        "Recruitment Details",
        "Pre-assignment",
    ):
        return None
    counts = [n for n in sentence.numbers if isinstance(n.value, int) and n.kind == "count" and n.value > 1]
    for number in counts:
        if _OF_PLACES.match(sentence.string, number.start):
            continue
        before, after = sentence.string[: number.start], _OF_PLACES.sub("places", sentence.string[number.end :])
        right = _SCREENED.search(after[:80])
        is_right = right is not None and not _OTHER_NUMBER.search(after[: right.start()])
        is_left = _SCREENED_BEFORE.search(before[-60:]) is not None
        if is_right or is_left:
            return _candidate(sentence, int(number.value), number.start, number.end, "screened")
    return None
