"""What hides in the lines of a record: an arm's type before its name, a time frame in brackets behind a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Role
from abstract_extract.text import Text

from .labels import Label
from .registry_arm_shapes import Part, arm_parts

OUTCOME_HEADING = re.compile(
    r"[\s#*]*(?:\d{1,3}\.\s*)?(primary|secondary|other pre-specified|post-hoc)(?P<named> outcome| end "
    r"?point)?(?: measure)?\s*(?::\s*(?=\S)|[\s:*]*\Z)|[\s#*]*(?:outcome(?: measure)?|end ?point)(?: \d{1,3})?(?: \("
    r"(?P<rank>primary|secondary|other|post-hoc)[^)]{0,20}\))?[\s*]*(?::\s*(?=\S)|(?<=\))\s*\Z)",
    re.IGNORECASE,
)
"""A line that opens an outcome of a record's results."""
_RANK = (
    r"(?P<{0}>первичн\w+|первинн\w+|вторичн\w+|вторинн\w+|primär\w*|sekundär\w*|prim[aá]ri[oa]s?|sec?undari[oa]s?|secundári[oa]s?|secondari[oa]?"
    r"|pierwszorzęd\w+|drugorzęd\w+|primární\w*|sekundární\w*|birincil|ikincil|primaire|secondaire|principal[e]?|주요|보조|主要|次要|副次)"
)
_OUTCOME_WORD = (
    r"(?:исход|кон[её]чная точка|результат|наслідок|кінцева точка|endpunkt|zielgröße|desfecho|desenlace|resultado|esito|endpoint"
    r"|punkt końcowy|wynik|výsledek|cíl\w*|sonuç|sonlanım\w*|critère(?: de jugement)?|결과변수|结局|指标|アウトカム|評価項目)"
)
FOREIGN_OUTCOME = re.compile(
    rf"\s*(?:\d{{1,3}}\.\s*)?(?:{_RANK.format('before')}\s*{_OUTCOME_WORD}|{_OUTCOME_WORD}\s*{_RANK.format('after')})\s*\d{{0,2}}\s*[.:：]\s*(?=\S)",
    re.IGNORECASE,
)
"""A line that opens an outcome of results in another language: "Первичный исход. …", "Desfecho primário 1: …"."""


def foreign_outcome(string: str) -> tuple[str, int] | None:
    """The kind of outcome that a line opens in another language, and where its title begins.

    >>> foreign_outcome("Вторичный исход. Смерть, 48 недель."), foreign_outcome("Desfecho primário: dor")
    (('Secondary Outcome', 17), ('Primary Outcome', 19))
    """
    match = FOREIGN_OUTCOME.match(string)
    if match is None:
        return None
    word = (match["before"] or match["after"]).lower()
    is_first = word.startswith(("пер", "prim", "pierw", "birin", "princ", "주", "主"))
    return f"{'Primary' if is_first else 'Secondary'} Outcome", match.end()


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
_TIME_FRAME = re.compile(
    r"\s*[\[(]\s*(?:designated as safety issue[^\]]{0,10}\]\s*\[\s*)?time ?frame\s*:\s*([^\]]{1,300}?)\s*(?:[\])]|\Z)",
    re.IGNORECASE,
)
_TIME_POINT = re.compile(r"[.;]\s*time ?(?:points?|frame)\s*:\s*([^.]{1,200})\.?", re.IGNORECASE)
_TIME_CELL = re.compile(r"\s*time(?: ?frame)?\s*:\s*(?=\S)", re.IGNORECASE)


def value_parts(label: Label, value: Text) -> list[Part] | None:
    """The parts of an arm's or an outcome's value, or None where it is one piece."""
    if label.name in ("Arm Group Label", "Arm Group Description"):
        return arm_parts(label, value)
    string = value.string
    if not label.name.endswith(("Outcome Measure", "Outcome Description")):
        return None
    frame = _TIME_FRAME.search(string) or _TIME_POINT.search(string)
    return _outcome_parts(label, value, frame) if frame is not None and frame.start() > 0 else None


def _outcome_parts(label: Label, value: Text, frame: re.Match[str]) -> list[Part]:
    kind = label.name.rsplit(" ", 1)[0]
    parts: list[Part] = [
        (Role.FIELD, f"{kind} Measure", value.slice(0, frame.start())),
        (Role.FIELD, f"{kind} Time Frame", value.slice(frame.start(1), frame.end(1))),
    ]
    rest = value.slice(frame.end(), len(value)).strip()
    return [*parts, (Role.FIELD, f"{kind} Description", rest)] if rest.string else parts


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
