"""Results of a registry's record: rows of tables, and what pages that lost their tables have left of them, label and
values on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from abstract_extract.page import Role
from abstract_extract.text import Text

from .chrome import is_prose
from .labels import section_for
from .line import Line
from .marking import Marking

RESULTS = frozenset({"flow", "baseline", "outcomes", "events"})
"""The parts of a record that hold results."""
TITLES = {
    "flow": "Participant Flow",
    "baseline": "Baseline Characteristics",
    "outcomes": "Outcome Measures",
    "events": "Adverse Events",
}
_EVENT_TITLES = (
    ("mortality", "All-Cause Mortality"),
    ("non-serious", "Other Adverse Events"),
    ("other", "Other Adverse Events"),
    ("serious", "Serious Adverse Events"),
)
_VALUE = re.compile(
    r"\s*(?:n\s?=\s?\d|(?i:standard[ _](?:deviation|error)|full[ _]range|inter[- _]?quartile[ _]range)\b|[-–—]\s*\Z"
    r"|[-–—<>≤≥±~(]?\s*\d)"
)
_EVENTS = re.compile(r"\s*(?:serious|other) events?:|\s*deaths?:", re.IGNORECASE)
_NO_LABELS = frozenset(
    {"measure", "arm/group title", "outcome measures", "participant milestones", "total of all reporting groups"}
)
_SAYS_MORE = re.compile(r"\s*[,:;(|]|\s+[-–—]\s|\s{2,}|\s(?=(?:up to|through|until|within|from|by|to|during) )")
_SIZE_BEHIND = re.compile(r"[ ,]*[(\[]?\bn ?= ?\d+[^()\[\]]{0,25}[)\]]?\s*\Z", re.IGNORECASE)
_BARE_SIZE = re.compile(r"\W{0,2}n ?= ?\d+\W{0,2}\Z", re.IGNORECASE)
_LONGEST_VALUE = 90
_LONGEST_LABEL = 120


def part_opened(string: str, context: str) -> tuple[str, str] | None:
    """Which part of the results a heading opens that says more than the part's name, and what more it says.

    >>> part_opened("Subject disposition, period 2 (Day 7 to Month 12)", "plain")
    ('flow', 'period 2 (Day 7 to Month 12)')
    >>> part_opened("Serious adverse events up to Month 12", "outcomes"), part_opened("Adverse events up to day 9", "")
    (('events', 'up to Month 12'), None)
    """
    for match in _SAYS_MORE.finditer(string) if len(string) <= _LONGEST_LABEL else ():
        part = section_for(string[: match.start()])
        if part == "flow" or (part in RESULTS and context in RESULTS):
            return part, string[match.start() :].strip(" ,:;-–—(|")
    return None


def table_title(part: str, heading: str, current: str, context: str) -> str:
    """The title of the tables under a heading of a results part; within the outcomes, the outcome at hand goes on.

    >>> table_title("events", "Serious adverse events", "", "events")
    'Serious Adverse Events'
    >>> table_title("outcomes", "End point values", "Primary Outcome: Pain", "outcomes")
    'Primary Outcome: Pain'
    """
    if part == "outcomes" and context == "outcomes" and current:
        return current
    if part == "events":
        return next((title for word, title in _EVENT_TITLES if word in heading.lower()), TITLES[part])
    return TITLES.get(part, "")


def row_text(line: Line) -> Text:
    """The text of a table's row: its cells joined with " | ", empty ones kept in their places."""
    return Text.join(with_sizes(line.cells), " | ") if line.tag == "tr" or "\t" in line.string else line.text


def with_sizes(cells: Sequence[Text]) -> list[Text]:
    """The cells of a row with the size of a column beside its name: "Low dose", "N=20" are one cell's two lines."""
    found: list[Text] = []
    for cell in cells:
        if found and found[-1].string and _BARE_SIZE.match(cell.string):
            found[-1] = Text.join([found[-1], cell], " ")
        else:
            found.append(cell)
    return found


def is_value(string: str) -> bool:
    """Whether a line is a value of a table that lost its rows: a number, with what belongs to it.

    >>> is_value("12 Participants"), is_value("1 / 6 (16.67%)"), is_value("-")
    (True, True, True)
    >>> is_value("Started"), is_value("1x10^5 cells, once.")
    (False, False)
    """
    if len(string) > _LONGEST_VALUE or string.endswith("."):
        return False
    return bool(_VALUE.match(string) or _EVENTS.match(string))


def mark_loose_rows(marking: Marking, places: Sequence[int], title: str, arms: Collection[str], seen: set[str]) -> None:
    """Makes rows of lines: a label and the values under it are one. `arms` are names of the arms, `seen` texts that
    stood before: a table's description of an arm is marked once."""
    known = set(arms)
    waiting: list[int] = []
    values: list[int] = []
    last = ""
    for place in places:
        string = marking.lines[place].string
        if is_value(string):
            values.append(place)
            continue
        if values:
            last = _row(marking, waiting, values, title, known)
            waiting, values = [], []
        if string.lower().strip(" :") in _NO_LABELS:
            continue
        if not _is_description(string) and string not in seen:
            waiting.append(place)
            continue
        if waiting:
            last = marking.lines[waiting[-1]].string
            for above in waiting[:-1]:
                marking.mark(above, Role.TABLE, title)
            # A page of results alone names its arms here, each above what it is given.
            is_arm = not arms and string not in seen
            marking.mark(waiting[-1], Role.FIELD if is_arm else Role.TABLE, "Arm Group Label" if is_arm else title)
            waiting = []
        if string not in seen:
            marking.mark(place, Role.FIELD, "Arm Group Description" if last else "Outcome Description")
        if last:
            known.add(last.strip(" :"))
        seen.add(string)
        last = ""
    if values:
        _row(marking, waiting, values, title, known)
    else:
        for place in waiting:
            marking.mark(place, Role.TABLE, title)


def _is_description(string: str) -> bool:
    return len(string) > _LONGEST_LABEL or is_prose(string) or (string.endswith(".") and len(string.split()) > 3)


def _is_arm(marking: Marking, place: int, arms: Collection[str]) -> bool:
    return _SIZE_BEHIND.sub("", marking.lines[place].string).strip(" :") in arms


def _row(marking: Marking, waiting: list[int], values: list[int], title: str, arms: Collection[str]) -> str:
    """The row of `values`; of the lines `waiting` above it the last few are its label, arms' names the table's head.

    Returns the arm that the row is the count of ("Placebo", "n=24 Participants"), or nothing.
    """
    head = [place for place in waiting if _is_arm(marking, place, arms)]
    rest = [place for place in waiting if place not in head]
    if not head and not arms and len(values) > 1 and len(waiting) > len(values):
        head, rest = waiting[-len(values) - 1 : -1], waiting[-1:]
    if not rest:
        head, rest = head[:-1], head[-1:]
    if head:
        marking.join(head, Role.TABLE, title)
    for place in rest[:-3]:
        marking.mark(place, Role.TABLE, title)
    marking.join([*rest[-3:], *values], Role.TABLE, title)
    counted = len(values) == 1 and marking.lines[values[0]].string.startswith("n=") and rest
    return marking.lines[rest[-1]].string if counted else ""
