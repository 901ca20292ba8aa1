"""Results of a registry's record: rows of tables, and what pages that lost their tables have left of them, label and
values on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.text import Text

from .chrome import is_prose
from .line import Line
from .marking import Marking
from .page import Role

RESULTS = frozenset({"flow", "baseline", "outcomes", "events"})
"""The parts of a record that hold results."""
TITLES = {"flow": "Participant Flow", "baseline": "Baseline Characteristics", "outcomes": "Outcome Measures", "events": "Adverse Events"}
_VALUE = re.compile(r"\s*(?:n\s?=\s?\d|STANDARD_DEVIATION|FULL_RANGE|INTER_QUARTILE_RANGE|[-–—]\s*\Z|[-–—<>≤≥±~(]?\s*\d)")  # noqa: RUF001
_EVENTS = re.compile(r"\s*(?:serious|other) events?:|\s*deaths?:", re.IGNORECASE)
_LONGEST_VALUE = 90
_LONGEST_LABEL = 120


def row_text(line: Line) -> Text:
    """The text of a table's row: its cells joined with " | ", empty ones kept in their places."""
    return Text.join(line.cells, " | ") if line.tag == "tr" else line.text


def is_value(string: str) -> bool:
    """Whether a line is a value of a table that lost its rows: a number, with what belongs to it.

    >>> is_value("12 Participants"), is_value("1 / 6 (16.67%)"), is_value("-"), is_value("Started")
    (True, True, True, False)
    """
    return len(string) <= _LONGEST_VALUE and bool(_VALUE.match(string) or _EVENTS.match(string))


def mark_loose_rows(marking: Marking, places: Sequence[int], title: str, arms: frozenset[str], seen: set[str]) -> None:
    """Makes rows of lines: a label and the values under it are one. `arms` are names of the arms, `seen` texts that
    stood before: a table's description of an arm is marked once."""
    waiting: list[int] = []
    values: list[int] = []
    for place in [*places, -1]:
        if place >= 0 and is_value(marking.lines[place].string):
            values.append(place)
            continue
        if values:
            _row(marking, waiting, values, title, arms)
            waiting, values = [], []
        if place < 0:
            break
        string = marking.lines[place].string
        if len(string) > _LONGEST_LABEL or is_prose(string) or (waiting and _is_arm(marking, waiting[-1], arms) and " " in string and "," in string):
            if string not in seen:
                marking.mark(place, Role.FIELD, "Arm Group Description" if waiting and _is_arm(marking, waiting[-1], arms) else "Outcome Description")
            seen.add(string)
        else:
            waiting.append(place)
    for place in waiting:
        marking.mark(place, Role.TABLE, title)


def _is_arm(marking: Marking, place: int, arms: frozenset[str]) -> bool:
    return marking.lines[place].string.strip(" :") in arms


def _row(marking: Marking, waiting: list[int], values: list[int], title: str, arms: frozenset[str]) -> None:
    """The row of `values`; of the lines `waiting` above it the last few are its label, arms' names the table's head."""
    head = [place for place in waiting if _is_arm(marking, place, arms)]
    rest = [place for place in waiting if place not in head]
    if not head and len(values) > 1 and len(waiting) > len(values):
        head, rest = waiting[-len(values) - 1 : -1], waiting[-1:]
    if not rest:
        # An arm with a count of its own: "Placebo", "n=24 Participants".
        head, rest = head[:-1], head[-1:]
    if head:
        marking.join(head, Role.TABLE, title)
    marking.join([*rest[-3:], *values], Role.TABLE, title)
