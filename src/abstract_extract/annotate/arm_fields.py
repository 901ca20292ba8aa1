"""Arms in the fields of a registry's record: their labels, types, descriptions and sizes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from abstract_extract.page import Role
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_labels import Label
from .people import PEOPLE

_FIELDS = {
    "Arm Group Type": "type",
    "Arm Group Label": "label",
    "Arm Group Description": "description",
    "Arm Group Size": "size",
    "Arm Group Actual Size": "actual",
}
_COMPARATOR = re.compile(
    r"comparator|no.?intervention|control|standard of care|\A\W*(?:placebo|sham)\W*\Z"
    r"|сравнен|контрол|порівнян|srovn|komparát|kontrol|porówn|vergleich|comparador|comparateur|comparatore|karşılaştır|대조",
    re.IGNORECASE,
)
_TRIED = re.compile(
    r"experimental|treatment|intervention|эксперимент|експеримент|experiment|eksperyment|expérimental|sperimental|deneysel|시험군",
    re.IGNORECASE,
)
# How the WHO's portal and IRCT number what is given: no name of the arm where one follows.
_NUMBERED = re.compile(
    r"\s*(?:[-•–]\s*|\d{1,2}[.)]\s+)?(?:(?P<control>control )?intervention ?\d{1,2}|(?P<tried>experimental|test)|(?P<held>control|comparator)"
    r"(?= ?: ?[A-Z][\w /+-]{2,40}:)) ?[:：]\s*",
    re.IGNORECASE,
)
# PACTR's list: "Control Group, Bandage, 21, changed weekly".
_LISTED = re.compile(
    r"\s*(?P<kind>experimental|control|intervention|comparator|placebo)(?: group| arm)?,\s*(?P<name>[A-Z][^,]{1,60}?),\s*(?P<size>\d{1,4}),",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:[-•–]\s*|\d{1,2}[.)]\s+)?(?:(?P<letter>(?:[Gg]roup|GROUP|[Aa]rm|ARM|[Cc]ohort|COHORT|[Rr]egimen) ?(?:[A-Z]|\d{1,2}|I{1,3}V?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our)\b)"
    r"(?: ?[(\[](?P<bracket>[A-Za-z][\w /+-]{2,40})[)\]](?= ?[:,]))?|(?P<name>[A-Z][\w /+%-]{2,40}?)(?:(?<! )(?= ?[:：]\s)))"
)
_GROUP_WORD = re.compile(r"\s+(?:groups?|arms?)\Z", re.IGNORECASE)
_ARMS_IN = ("Intervention Description", "Intervention Name")
_NAMES_ARM = re.compile(
    r"\s*(?:[-•–]\s*|\d{1,2}[.)]\s+)?(?:(?:control )?intervention ?\d{1,2} ?[:：]|(?:experimental|control) group, [A-Z][^,]{1,60}, \d{1,4},|(?:group|arm|cohort|regimen) ?(?:[A-Z]|\d{1,2}|I{1,3}V?)\b ?(?:[(:,]|-\s)"
    r"|(?:intervention|experimental|control|comparator|comparison|placebo|treatment|study|test|[\w-]{2,20}(?: [\w+-]{2,20}){0,3}) (?:group|arm)(?: ?(?:[A-Z]|\d))? ?[:：]\s"
    r"|(?:group|arm) [\w+-]{3,20}(?: [\w+-]{2,20}){0,2} ?[:：]\s)",
    re.IGNORECASE,
)
_SIZE_FIRST = re.compile(
    rf"(?:\A|[:.;(]|\bn ?=)\s*[(\[]?(?P<size>\d{{1,4}}|[a-z]+(?:-[a-z]+)?)(?: (?:{PEOPLE})\b(?! (?:per|in each))|(?<=\d)(?=[)\]]))|\bn ?= ?(?P<n>\d{{1,4}})",
    re.IGNORECASE,
)
_IN_TWO_LANGUAGES = re.compile(
    r"\s*(?:([\u4e00-\u9fff][\u4e00-\u9fff\w+/-]*[组組])\s+(?P<name>[A-Za-z0-9][^\u4e00-\u9fff]*?)(?:\s+(?:group|arm))?"
    r"|(?P<korean>[\uac00-\ud7af][\uac00-\ud7af\d]*군)\s+[(]?(?P<latin>[A-Za-z0-9][^\uac00-\ud7af()]*)\)?)[ :;.]*\Z",
    re.IGNORECASE,
)
_LATIN, _IDEOGRAPH = re.compile(r"[A-Za-z]"), re.compile(r"[\u3040-\u9fff]")
# What a line holds behind an arm's name: the next column, the number of its people.
_ADDED = re.compile(
    r"\s{3,}|\t|\s*[;,(\[]\s*(?:no\.?|number) of (?:participants|patients|subjects)\b|\s*[(\[][nN] ?= ?\d",
    re.IGNORECASE,
)
_BEGINS_HELD = re.compile(
    r"\W*(?:\w+ )?(?:alone|only|no|placebo|sham|saline|standard|usual|conventional|waiting)\b(?:\W+\w+){2}",
    re.IGNORECASE,
)
_AFTER_IDEOGRAPHS = re.compile(r"[\u3040-\u9fff（）()\d]{1,20}[ :：]+(?=[A-Z])")
_NOT_A_LABEL = re.compile(
    r"(?:period title|reason|started|completed|not completed)\b|(?:total )?(?:sample size|outcomes?|interventions?|follow-up|recruiting status|blinding|phase|study type|measure)\Z",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"(?:category|type|dose|drug|description|intervention|device|biological|treatment|see|note)s?\b"
    r"|(?:visits?|all|every|each|both|follow|duration|dosage|route|frequency|schedule|primary|secondary|outcome|inclusion|exclusion|details?|name|other|comparator agent|mode|therapy details)\b.*",
    re.IGNORECASE,
)


@dataclass(slots=True)
class FieldArm:
    """An arm as a record's fields give it."""

    sentence: Sentence
    label: Label
    type: str = ""
    size: tuple[Sentence, int] | None = None
    """The sentence and place of the number of its people."""
    actual: tuple[Sentence, int] | None = None
    """That of the number that came, where the record gives the one beside the number planned."""
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
        label = sentence.stretch.label or ""
        kind = _FIELDS.get(label) if sentence.stretch.role is Role.FIELD else None
        if kind is None and label in _ARMS_IN and sentence.stretch.role is Role.FIELD and "label" not in group:
            is_of_arm = _NAMES_ARM.match(sentence.string) or ("description" in group and _goes_on(group, sentence))
            kind = "description" if is_of_arm else None
        if kind is None:
            continue
        if _begins_anew(group, kind, sentence):
            found += _arms_of(group)
            group = {}
        group.setdefault(kind, []).append(sentence)
    found += _arms_of(group)
    merged = _translated(found)
    return merged if len({_printed(arm).lower() for arm in merged}) >= 2 else []


def _goes_on(group: dict[str, list[Sentence]], sentence: Sentence) -> bool:
    return group["description"][-1].stretch is sentence.stretch


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
    actual = next(((s, n.start) for s in group.get("actual", []) for n in s.numbers if isinstance(n.value, int)), None)
    descriptions = group.get("description", [])
    if group.get("label"):
        sentence = group["label"][0]
        both = _IN_TWO_LANGUAGES.match(sentence.string)
        if both is not None:
            names = {sentence.string.strip().lower(), (both["latin"] or both[1]).lower().strip()}
            label = Label(*both.span("korean" if both["korean"] else "name"))
            return [FieldArm(sentence, label, kind, size, actual, list(descriptions), names)]
        own = _label_of(sentence.string)
        if own and not kind and _BEGINS_HELD.match(sentence.string, own.end):
            kind = "comparator"
        return [FieldArm(sentence, own, kind, size, actual, list(descriptions))] if own else []
    found: list[FieldArm] = []
    for sentence in descriptions:
        arm = _named_arm(sentence, kind, size)
        if arm is not None:
            found.append(arm)
        elif found:
            found[-1].descriptions.append(sentence)
    for arm in found:
        arm.size = arm.size or _size_in(arm)
    return found


def _label_of(string: str) -> Label | None:
    """The name in an arm's own field, without what the same line adds to it; None where the line is a heading."""
    lead = _LEAD.match(string)
    if lead and lead["letter"]:
        return Label(*lead.span("letter"))
    added = _ADDED.search(string)
    end = len(string[: added.start() if added else len(string)].rstrip(" :;.,"))
    twin = _AFTER_IDEOGRAPHS.match(string, 0, end)
    start = twin.end() if twin else 0
    word = _GROUP_WORD.search(string, start, end) if twin else None
    end = word.start() if word else end
    return None if end <= start or _NOT_A_LABEL.match(string, start, end) else Label(start, end)


def _named_arm(sentence: Sentence, kind: str, size: tuple[Sentence, int] | None) -> FieldArm | None:
    """The arm that a description names at its head: "Group A: …", "Intervention 1: Cell group: …"."""
    listed = _LISTED.match(sentence.string)
    if listed is not None:
        own = next(((sentence, n.start) for n in sentence.numbers if n.start == listed.start("size")), size)
        return FieldArm(sentence, Label(*listed.span("name")), listed["kind"], own, None, [sentence])
    numbered = _NUMBERED.match(sentence.string)
    lead = _LEAD.match(sentence.string, numbered.end() if numbered else 0)
    if lead is None and numbered is not None:
        lead = _LEAD.match(sentence.string)
    group = next((g for g in ("bracket", "letter", "name") if lead and lead[g]), None)
    if lead is None or group is None:
        return None
    start, end = lead.span(group)
    word = _GROUP_WORD.search(sentence.string, start, end)
    if word and word.start() > start and group == "name":
        end = word.start()
    if _NOT_A_NAME.fullmatch(sentence.string[start:end]):
        return None
    if numbered and (numbered["control"] or numbered["held"]):
        kind = kind or "comparator"
    names = {lead["letter"].lower()} if group == "bracket" else set()
    return FieldArm(sentence, Label(start, end), kind, size, None, [sentence], names)


def _size_in(arm: FieldArm) -> tuple[Sentence, int] | None:
    """The sentence and place of the number of people that an arm's description gives: "eighteen patients", "n = 24"."""
    for sentence in arm.descriptions[:6]:
        begin = arm.label.end if sentence is arm.sentence else 0
        sizes = list(_SIZE_FIRST.finditer(sentence.string, begin))
        if sum(match["n"] is not None for match in sizes) > 1:
            return None  # the sizes of its parts
        for match in sizes:
            start = match.start("size") if match["size"] else match.start("n")
            if any(
                n.start == start and isinstance(n.value, int) and n.kind in ("count", "label") for n in sentence.numbers
            ):
                return sentence, start
    return None


def _printed(arm: FieldArm) -> str:
    return arm.sentence.string[arm.label.start : arm.label.end]


def _translated(arms: Sequence[FieldArm]) -> list[FieldArm]:
    """Each arm once: a record in two languages names it twice, in its own first."""
    if _is_doubled(arms):
        for one, other in zip(arms[::2], arms[1::2], strict=True):
            one.other_names.add(_printed(other).lower())
            one.descriptions += [other.sentence, *other.descriptions]
        arms = arms[::2]
    found: list[FieldArm] = []
    for arm in arms:
        before = found[-1] if found else None
        is_twin = before is not None and _IDEOGRAPH.search(_printed(before)) and not _IDEOGRAPH.search(_printed(arm))
        if before and is_twin and _LATIN.search(_printed(arm)) and not before.other_names:
            before.other_names.add(_printed(arm).lower())
            before.descriptions += [arm.sentence, *arm.descriptions]
        elif not any(_printed(known).lower() == _printed(arm).lower() for known in found):
            found.append(arm)
    return found


def _is_doubled(arms: Sequence[FieldArm]) -> bool:
    """Whether each arm is named twice on end with the same size: a record in two languages, both of them read."""
    sizes = [arm.size and arm.size[0].number_at(arm.size[1]).value for arm in arms]
    is_even = len(arms) >= 4 and len(arms) % 2 == 0 and None not in sizes
    no_descriptions = all(not arm.descriptions for arm in arms[::2])
    return is_even and no_descriptions and sizes[::2] == sizes[1::2]
