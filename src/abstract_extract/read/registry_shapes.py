"""What hides in the lines of a record: an arm's type before its name, a time frame in brackets behind a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Role
from abstract_extract.text import Text

from .labels import Label

Part = tuple[Role, str | None, Text]
"""A part of a line: its role, the normal name of its label, and its text."""

OUTCOME_HEADING = re.compile(
    r"[\s#*]*(?:\d{1,3}\.\s*)?(primary|secondary|other pre-specified|post-hoc)(?P<named> outcome| end "
    r"?point)?(?: measure)?\s*(?::\s*(?=\S)|[\s:*]*\Z)|[\s#*]*(?:outcome(?: measure)?|end ?point)(?: \d{1,3})?(?: \("
    r"(?P<rank>primary|secondary|other|post-hoc)[^)]{0,20}\))?[\s*]*(?::\s*(?=\S)|(?<=\))\s*\Z)",
    re.IGNORECASE,
)
"""A line that opens an outcome of a record's results."""
GLUED_SIZE = re.compile(
    r"\s*(enrol?l?ment(?: \((?:actual|estimated|anticipated)\))?|target recruitment)\s+"
    r"(?=\d{1,5}(?:\s*\((?:actual|estimated|anticipated)\)|\s+(?:participants|patients))?\s*\Z)",
    re.IGNORECASE,
)
"""A record's size behind its label with one blank between: "Enrollment 31 (ACTUAL)"."""
GLUED = re.compile(
    r"\s*((?:Recruitment Details|Pre-?assignment Details)(?= +[A-Z\d])|Time [Ff]rame(?= +[\dA-Z])"
    r"|Study Type(?= +(?:Interv|Observ))"
    r"|Phase(?= +(?:Early )?(?:Phase ?)?(?:[1-4I]{1,3}|N/?A|Not Applicable)(?: ?[/|,] ?(?:Phase ?)?[1-4I]{1,3})?\s*\Z)"
    r"|Allocation(?= +(?:Random|Non|N/A))"
    r"|Masking(?= +(?:None|Single|Double|Triple|Quad|Open))"
    r"|(?:Study Start|(?:Primary|Study) Completion)(?: Date)?(?: \((?:Actual|Estimated)\))?(?= +[\dA-Z]))\s+"
)
"""A label in letters of its own before its value, which lost them: "Time Frame 24 weeks"."""
KIND_OF_OUTCOME = re.compile(r"(primary|secondary|other pre-specified|post-hoc)\b", re.IGNORECASE)
_ARM = re.compile(
    r"\s*(experimental|active[ _]comparator|placebo[ _]comparator|sham[ _]comparator|no[ _]intervention|cohort|other)"
    r"\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_ARM_TYPE = re.compile(
    r"\s*((?:ACTIVE|PLACEBO|SHAM)\\?[_ ]COMPARATOR|EXPERIMENTAL|NO\\?_INTERVENTION|OTHER)(?=\b)\s*[:,|-]?\s*"
)
_TYPE_BEHIND = re.compile(
    r"\s*[:|(\[-]\s*(EXPERIMENTAL|(?:ACTIVE|PLACEBO|SHAM)\\?[_ ]COMPARATOR|NO\\?_INTERVENTION)\b\)?\s*[.:)\]|-]?\s*"
)
_INTERVENTION = re.compile(
    r"(?:\A|(?<=\s\s)|(?<=\|\s))\s*(Drug|Biological|Device|Procedure|Genetic|Radiation|Behavioral|Combination Product"
    r"|Dietary Supplement|Diagnostic Test|Other|DRUG|BIOLOGICAL|DEVICE|PROCEDURE|GENETIC|OTHER)\s*:\s*(?=\S)"
)
_TIME_FRAME = re.compile(
    r"\s*[\[(]\s*(?:designated as safety issue[^\]]{0,10}\]\s*\[\s*)?time ?frame\s*:\s*([^\]]{1,300}?)\s*(?:[\])]|\Z)",
    re.IGNORECASE,
)
_TIME_POINT = re.compile(r"[.;]\s*time ?(?:points?|frame)\s*:\s*([^.]{1,200})\.?", re.IGNORECASE)
_GIVEN = re.compile(r"\s*(Intervention|Comparator Agent)\s*\Z", re.IGNORECASE)
_GIVEN_LINE = re.compile(
    r"\s*(Intervention|Comparator Agent)(?:\s{2,}|\t)(?P<name>\S.{1,80}?)(?:(?:\s{2,}|\t)(?P<details>\S.*))?\Z"
)
_NAME_END = re.compile(r"\s*\((?:arm|group) ?\w{1,3}\)\s*\Z", re.IGNORECASE)
_NIL = re.compile(r"\W*(?:nil|none|na|n/a|not applicable|no comparator)\W*\Z", re.IGNORECASE)
_TIME_CELL = re.compile(r"\s*time(?: ?frame)?\s*:\s*(?=\S)", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–]\s+")
_SHORTEST_DESCRIPTION = 15
_LONGEST_NAME = 60
_LONGEST_BARE_NAME = 40
_DESCRIPTION = "Arm Group Description"


def value_parts(label: Label, value: Text) -> list[Part] | None:
    """The parts of an arm's or an outcome's value, or None where it is one piece."""
    string = value.string
    if (
        label.name in (_DESCRIPTION, "Arm Group Label")
        and (kind := _ARM_TYPE.match(string))
        and kind.end() < len(value)
    ):
        rest = value.slice(kind.end(), len(value))
        name = _DESCRIPTION if len(rest) > _LONGEST_NAME else label.name
        return [(Role.FIELD, "Arm Group Type", value.slice(kind.start(1), kind.end(1))), (Role.FIELD, name, rest)]
    if label.name == "Arm Group Label":
        if kind := _ARM_TYPE.fullmatch(string):
            return [(Role.FIELD, "Arm Group Type", value.slice(*kind.span(1)))]
        behind = _TYPE_BEHIND.search(string)
        if behind is not None and 0 < behind.start() <= _LONGEST_NAME:
            return _typed_arm(value, behind)
        typed = _ARM.match(string)
        if typed is not None:
            rest = value.slice(typed.end(), len(value))
            return [(Role.FIELD, "Arm Group Type", value.slice(*typed.span(1))), (Role.FIELD, label.name, rest)]
        dash = _DASH.search(string)
        if dash is None or len(value) - dash.end() <= _SHORTEST_DESCRIPTION:
            return None
        rest = value.slice(dash.end(), len(value))
        return [(Role.FIELD, label.name, value.slice(0, dash.start())), (Role.FIELD, _DESCRIPTION, rest)]
    if not label.name.endswith(("Outcome Measure", "Outcome Description")):
        return None
    frame = _TIME_FRAME.search(string) or _TIME_POINT.search(string)
    return _outcome_parts(label, value, frame) if frame is not None and frame.start() > 0 else None


def _typed_arm(value: Text, kind: re.Match[str]) -> list[Part]:
    """ "Low dose: EXPERIMENTAL. Two infusions …": an arm's name, its type, and what it is given."""
    parts: list[Part] = [
        (Role.FIELD, "Arm Group Label", value.slice(0, kind.start())),
        (Role.FIELD, "Arm Group Type", value.slice(*kind.span(1))),
    ]
    rest = value.slice(kind.end(), len(value)).strip()
    return [*parts, (Role.FIELD, _DESCRIPTION, rest)] if rest.string else parts


def _outcome_parts(label: Label, value: Text, frame: re.Match[str]) -> list[Part]:
    kind = label.name.rsplit(" ", 1)[0]
    parts: list[Part] = [
        (Role.FIELD, f"{kind} Measure", value.slice(0, frame.start())),
        (Role.FIELD, f"{kind} Time Frame", value.slice(frame.start(1), frame.end(1))),
    ]
    rest = value.slice(frame.end(), len(value)).strip()
    return [*parts, (Role.FIELD, f"{kind} Description", rest)] if rest.string else parts


def given_parts(text: Text, cells: Sequence[Text]) -> list[Part] | None:
    """The parts of CTRI's row "Intervention | name | details" or "Comparator Agent | name | details": an arm."""
    if len(cells) in (2, 3) and (kind := _GIVEN.match(cells[0].string)):
        names = [cells[0].slice(*kind.span(1)), *cells[1:]]
    elif not cells and (line := _GIVEN_LINE.match(text.string)):
        names = [text.slice(*line.span(group)) for group in (1, "name", "details") if line[group]]
    else:
        return None
    if len(names) < 3 and names[0].string.lower() == "intervention":
        return None  # a label and its value
    if _NIL.match(names[1].string):
        return []
    end = _NAME_END.search(names[1].string)
    parts: list[Part] = [
        (Role.FIELD, "Arm Group Type", names[0]),
        (Role.FIELD, "Arm Group Label", names[1].slice(0, end.start()) if end else names[1]),
    ]
    return [*parts, *((Role.FIELD, _DESCRIPTION, details) for details in names[2:])]


def arm_line_parts(text: Text, current: str) -> list[Part] | None:
    """The parts of a line of the classic page's arms: "Experimental: Low dose", "… for 14 days.  Drug: saline".

    `current` is the label of what stands before an intervention; None where the line is neither arm nor intervention.
    """
    given = _INTERVENTION.search(text.string)
    arm = _ARM.match(text.string)
    parts: list[Part] = []
    if arm is not None and not (given and given.start() == 0 and arm[1].lower() == "other"):
        end = given.start() if given else len(text)
        parts = [
            (Role.FIELD, "Arm Group Type", text.slice(arm.start(1), arm.end(1))),
            (Role.FIELD, "Arm Group Label", text.slice(arm.end(), end).strip()),
        ]
    elif given is None:
        return None
    elif (before := text.slice(0, given.start()).strip()).string:
        parts = [(Role.FIELD, current, before)]
    if given is not None:
        parts.append((Role.FIELD, "Intervention Name", text.slice(given.end(), len(text)).strip()))
    return parts


def arm_cells_parts(cells: Sequence[Text]) -> list[Part]:
    """The parts of a row of the classic page's arms: cell for cell what stands on lines of their own in its text."""
    parts: list[Part] = []
    label = _DESCRIPTION
    if _names_arm(cells):
        return [(Role.FIELD, "Arm Group Label", cells[0]), (Role.FIELD, label, cells[1])]
    for cell in cells:
        arm, given = _ARM.match(cell.string), _INTERVENTION.match(cell.string)
        if given is not None and not (arm and not parts):
            parts.append((Role.FIELD, "Intervention Name", cell.slice(given.end(), len(cell))))
            label = "Intervention Description"
        elif arm is not None:
            parts.append((Role.FIELD, "Arm Group Type", cell.slice(arm.start(1), arm.end(1))))
            parts.append((Role.FIELD, "Arm Group Label", cell.slice(arm.end(), len(cell))))
            label = _DESCRIPTION
        else:
            parts.append((Role.FIELD, label, cell))
    return parts


def _names_arm(cells: Sequence[Text]) -> bool:
    """Whether the first of two cells is an arm's bare name, the second what it is given."""
    if len(cells) != 2 or not len(cells[0]) <= _LONGEST_BARE_NAME < len(cells[1]):
        return False
    return not any(pattern.match(cell.string) for pattern in (_ARM, _INTERVENTION) for cell in cells)


def outcome_cells_parts(cells: Sequence[Text], kind: str) -> list[Part]:
    """The parts of a row of outcomes: a measure, and its time frame or description; `kind` is as "Primary Outcome"."""
    parts: list[Part] = []
    for number, cell in enumerate(cells):
        time = _TIME_CELL.match(cell.string)
        if time is not None:
            parts.append((Role.FIELD, f"{kind} Time Frame", cell.slice(time.end(), len(cell))))
        else:
            parts.append((Role.FIELD, f"{kind} Measure" if number == 0 else f"{kind} Description", cell))
    return parts
