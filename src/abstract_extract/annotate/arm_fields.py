"""Arms in the fields of a registry's record: their labels, types, descriptions and sizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from abstract_extract.page import Role
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_labels import Label

_FIELDS = {
    "Arm Group Type": "type",
    "Arm Group Label": "label",
    "Arm Group Description": "description",
    "Arm Group Size": "size",
}
_COMPARATOR = re.compile(
    r"comparator|no.?intervention|control|standard of care|\A\W*(?:placebo|sham)\W*\Z", re.IGNORECASE
)
_TRIED = re.compile(r"experimental|treatment|intervention", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*(?P<letter>(?:[Gg]roup|[Aa]rm|[Cc]ohort|[Rr]egimen) ?(?:[A-Z]|\d|I{1,3}V?)\b)|\s*(?P<name>[A-Z][\w /+-]{2,40}?)(?= ?:\s)"
)
_LATIN = re.compile(r"[A-Za-z]")
_NOT_A_NAME = re.compile(
    r"(?:category|type|dose|drug|description|intervention|device|biological|treatment|see|note)s?\b", re.IGNORECASE
)


@dataclass(slots=True)
class FieldArm:
    """An arm as a record's fields give it."""

    sentence: Sentence
    label: Label
    type: str = ""
    size: tuple[Sentence, int] | None = None
    """The sentence and place of the number of its people."""
    descriptions: list[Sentence] = field(default_factory=list)
    other_names: set[str] = field(default_factory=set)

    @property
    def role(self) -> ArmRole | None:
        """What the record's own type says; None where it has none."""
        if _COMPARATOR.search(self.type):
            return "comparator"
        return "experimental" if _TRIED.search(self.type) else None


def field_arms(sentences: Sequence[Sentence]) -> list[FieldArm]:
    """The arms that a record's fields list, in order; none where it lists but one."""
    found: list[FieldArm] = []
    group: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        kind = _FIELDS.get(sentence.stretch.label or "") if sentence.stretch.role is Role.FIELD else None
        if kind is None:
            continue
        if _begins_anew(group, kind, sentence):
            found += _arms_of(group)
            group = {}
        group.setdefault(kind, []).append(sentence)
    found += _arms_of(group)
    merged = _translated(found)
    return merged if len({_printed(arm).lower() for arm in merged}) >= 2 else []


def _begins_anew(group: dict[str, list[Sentence]], kind: str, sentence: Sentence) -> bool:
    if kind not in group:
        return kind in ("type", "label") and "description" in group
    # What follows in the same field goes on with it: a field may hold several sentences.
    return group[kind][-1].stretch is not sentence.stretch and kind != "description"


def _arms_of(group: dict[str, list[Sentence]]) -> list[FieldArm]:
    """The arm of one group of fields; a description without a label may name its arm, or several, itself."""
    types, sizes = group.get("type", []), group.get("size", [])
    kind = types[0].string if types else ""
    size = next(((s, n.start) for s in sizes for n in s.numbers if isinstance(n.value, int)), None)
    descriptions = group.get("description", [])
    if group.get("label"):
        sentence = group["label"][0]
        lead = _LEAD.match(sentence.string)
        span = lead.span("letter") if lead and lead["letter"] else (0, len(sentence.string.rstrip(" :;.")))
        return [FieldArm(sentence, Label(*span), kind, size, list(descriptions))]
    found: list[FieldArm] = []
    for sentence in descriptions:
        lead = _LEAD.match(sentence.string)
        name = lead and (lead["letter"] or lead["name"])
        if lead and name and not _NOT_A_NAME.fullmatch(name):
            span = lead.span("letter") if lead["letter"] else lead.span("name")
            found.append(FieldArm(sentence, Label(*span), kind, size, [sentence]))
        elif found:
            found[-1].descriptions.append(sentence)
    return found


def _printed(arm: FieldArm) -> str:
    return arm.sentence.string[arm.label.start : arm.label.end]


def _translated(arms: Sequence[FieldArm]) -> list[FieldArm]:
    """Each arm once: a record in two languages names it twice, in its own first."""
    found: list[FieldArm] = []
    for arm in arms:
        before = found[-1] if found else None
        if before and not _LATIN.search(_printed(before)) and _LATIN.search(_printed(arm)) and not before.other_names:
            before.other_names.add(_printed(arm).lower())
            before.descriptions += [arm.sentence, *arm.descriptions]
        elif not any(_printed(known).lower() == _printed(arm).lower() for known in found):
            found.append(arm)
    return found
