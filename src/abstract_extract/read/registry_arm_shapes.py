"""What hides in a record's lines on arms: a type before or behind the name, a size, what is given."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Role
from abstract_extract.text import Text

from .labels import Label, label_for

Part = tuple[Role, str | None, Text]
"""A part of a line: its role, the normal name of its label, and its text."""

_ARM = re.compile(
    r"\s*(experimental|active[ _]comparator|placebo[ _]comparator|sham[ _]comparator|no[ _]intervention|cohort|other"
    r"|экспериментальн(?:ая|ый)(?: группа)?|(?:активное |плацебо-)?сравнение|(?:плацебо-)?контроль|експериментальн(?:а|ий)(?: група)?|порівняння"
    r"|experimentální(?: rameno)?|(?:aktivní |placebo )?(?:srovnávací|komparátor|srovnání)|kontrola|eksperymentaln[aey](?: grupa)?"
    r"|(?:aktywny |placebo )?(?:komparator|porównanie)|experimentell(?:er arm)?|(?:aktiver |placebo-|schein)?vergleich(?:sarm)?"
    r"|expérimental|comparateur(?: actif| placebo)?|sperimentale|comparatore(?: attivo| placebo)?|(?:brazo |braço )?experimental"
    r"|comparador(?: activo| ativo| (?:de )?placebo| simulado)?|deneysel|(?:aktif |plasebo )?karşılaştırma|시험군|위약대조군|대조군)"
    r"\s*[:：]\s*(?=\S)",
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
_GIVEN = re.compile(r"\s*(Intervention|Comparator Agent)\s*\Z", re.IGNORECASE)
_GIVEN_LINE = re.compile(
    r"\s*(Intervention|Comparator Agent)(?:\s{2,}|\t)(?P<name>\S.{1,80}?)(?:(?:\s{2,}|\t)(?P<details>\S.*))?\Z"
)
_NAME_END = re.compile(r"\s*\((?:arm|group) ?\w{1,3}\)\s*\Z", re.IGNORECASE)
_NIL = re.compile(r"\W*(?:nil|none|na|n/a|not applicable|no comparator)\W*\Z", re.IGNORECASE)
_SIZED = re.compile(
    r"(?P<name>[^;,:.]{2,60}?)\s*[;,(]\s*(?:(?:no\.?|number|nr\.?) of (?:participants|patients|subjects)|sample size|n)\s*[:=]?\s*(?P<size>\d{1,5})"
    r"\s*(?:\)|(?=[.;,])|\Z)[.;,:]?\s*",
    re.IGNORECASE,
)
_GROUP_NAME = re.compile(r"\w[ -](?:group|arm|cohort)\W*\Z|[组組群군]\W*\Z", re.IGNORECASE)
_DASH = re.compile(r"\s+[-–—]\s+")
_SHORTEST_DESCRIPTION = 15
_SHORTEST_BEHIND_DASH = 8
_LONGEST_NAME = 60
_LONGEST_BARE_NAME = 40
_DESCRIPTION = "Arm Group Description"
_PIECE = re.compile(r"(?:(?<=\A)|(?<= / ))\S.*?(?=\s*(?: / |\Z))")
_FEWEST_PIECES = 3
_PEOPLE_ALONE = re.compile(
    r"(?:n ?= ?)?\d{1,4} ?(?:명|例|人|名|participants|patients|subjects|people|osob|osób|pacient\w*|teilnehmer|чел\.?|осіб)?\s*\Z",
    re.IGNORECASE,
)


def arm_parts(label: Label, value: Text) -> list[Part] | None:
    """The parts of an arm's value, or None where it is one piece."""
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
        if slashed := _slashed_arm(value):
            return slashed
        if typed is not None:
            rest = value.slice(typed.end(), len(value))
            return [(Role.FIELD, "Arm Group Type", value.slice(*typed.span(1))), *_named_arm(rest)]
        named = _named_arm(value)
        return named if len(named) > 1 else None
    return None


def names_group(cells: Sequence[Text]) -> bool:
    """Whether two cells are a label and the name of a group ("Group | Control group"), and not two labels."""
    if len(cells) != 2 or not _GROUP_NAME.search(cells[1].string):
        return False
    label = label_for(cells[0].string, "arms")
    return label is not None and label.name == "Arm Group Label"


def _slashed_arm(value: Text) -> list[Part] | None:
    """ "Low dose / 18 patients / experimental / 1 x 10^7 cells": the fields of an arm's line between strokes."""
    places = [match.span() for match in _PIECE.finditer(value.string)]
    if len(places) < _FEWEST_PIECES:
        return None
    parts: list[Part] = []
    for number, (start, end) in enumerate(places):
        piece = value.slice(start, end)
        word = piece.string.partition(" ")[0]
        label = label_for(word, "arms")
        rest = piece.slice(len(word), len(piece)).strip() if label else piece
        if _ARM.match(f"{piece.string}: x"):
            name = "Arm Group Type"
        elif (label and label.name.endswith("Size")) or (number and _PEOPLE_ALONE.match(rest.string)):
            name = "Arm Group Size"
        else:
            name = "Arm Group Label" if number == 0 else _DESCRIPTION
        parts.append((Role.FIELD, name, rest))
    return parts if any(name != _DESCRIPTION for _, name, _ in parts[1:]) else None


def _named_arm(value: Text) -> list[Part]:
    """What stands behind an arm's type: its name, and where a size or a dash parts it from that, what it is given."""
    sized = _sized_arm(value)
    dash = _DASH.search(value.string)
    shortest = _SHORTEST_BEHIND_DASH if dash and "—" in dash.group() else _SHORTEST_DESCRIPTION
    if sized is not None or dash is None or len(value) - dash.end() <= shortest:
        return sized or [(Role.FIELD, "Arm Group Label", value)]
    rest = value.slice(dash.end(), len(value))
    return [(Role.FIELD, "Arm Group Label", value.slice(0, dash.start())), (Role.FIELD, _DESCRIPTION, rest)]


def _sized_arm(value: Text) -> list[Part] | None:
    """ "Low dose; No. of participants 22. One infusion …": an arm's name, its size, and what it is given."""
    match = _SIZED.match(value.string)
    if match is None:
        return None
    parts: list[Part] = [
        (Role.FIELD, "Arm Group Label", value.slice(*match.span("name"))),
        (Role.FIELD, "Arm Group Size", value.slice(*match.span("size"))),
    ]
    rest = value.slice(match.end(), len(value)).strip()
    return [*parts, (Role.FIELD, _DESCRIPTION, rest)] if rest.string else parts


def _typed_arm(value: Text, kind: re.Match[str]) -> list[Part]:
    """ "Low dose: EXPERIMENTAL. Two infusions …": an arm's name, its type, and what it is given."""
    parts: list[Part] = [
        (Role.FIELD, "Arm Group Label", value.slice(0, kind.start())),
        (Role.FIELD, "Arm Group Type", value.slice(*kind.span(1))),
    ]
    rest = value.slice(kind.end(), len(value)).strip()
    return [*parts, (Role.FIELD, _DESCRIPTION, rest)] if rest.string else parts


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
            *_named_arm(text.slice(arm.end(), end).strip()),
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
            parts += _named_arm(cell.slice(arm.end(), len(cell)))
            label = _DESCRIPTION
        else:
            parts.append((Role.FIELD, label, cell))
    return parts


def _names_arm(cells: Sequence[Text]) -> bool:
    """Whether the first of two cells is an arm's bare name, the second what it is given."""
    if len(cells) != 2 or not len(cells[0]) <= _LONGEST_BARE_NAME < len(cells[1]):
        return False
    return not any(pattern.match(cell.string) for pattern in (_ARM, _INTERVENTION) for cell in cells)
