"""Results on mirrors that print a record's own field names, a line each: "Type: STARTED", "numSubjects: 34",
"Values: OG000 15 OG001 12", "deathsNumAffected: 6".

They become the rows that other registries print: "STARTED | 34 | 34".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Role
from abstract_extract.text import Text

from .marking import Marking
from .registry_results import TITLES

_MODULE = re.compile(
    r"\s*(participant flow|baseline characteristics|outcome measures|adverse events) ?(?:module|section)?:?\s*\Z",
    re.IGNORECASE,
)
_MODULES = {
    "participant flow": "flow",
    "baseline characteristics": "baseline",
    "outcome measures": "outcomes",
    "adverse events": "events",
}
_FIELD = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z &/-]{1,40}?)\s*:\s*(?P<value>\S.*?)\s*\Z")
_NAMES_ROW = re.compile(
    r"(?:(?:drop ?withdraw(?:al)? |reason |milestone |param ?)?type|milestone|reason|(?:serious|other) event|term)\Z"
)
_BESIDE = re.compile(r"(?:denoms? )?units?\b|dispersion type")
"""Fields between a row's name and its values."""
_COUNT = re.compile(r"num ?(?:subjects|units)\Z")
_GROUPED = re.compile(r"\b[BEFO]G\d{3}\b")
_SUM = re.compile(r"(?P<what>deaths|serious|other)Num(?:Affected|AtRisk)\Z")
_SUMS = {
    "deaths": ("deaths", "All-Cause Mortality"),
    "serious": ("serious adverse events", "Serious Adverse Events"),
    "other": ("other adverse events", "Other Adverse Events"),
}
_NUMBER = re.compile(r"(?<!\w)\d[\d.,]*")
_KIND = re.compile(r"(primary|secondary|other|post)(?:[_ -]\w+)*\Z", re.IGNORECASE)
_DETAILS = ("recruitment details", "pre assignment details", "preassignment details", "pre-assignment details")


class ResultLines:
    """Marks the lines of a mirror's modules of results; lines elsewhere are left to others."""

    def __init__(self, marking: Marking) -> None:
        self.marking = marking
        self.part = ""
        self.kind = "Primary Outcome"
        self.table = ""
        self.row: list[tuple[int, Text]] = []
        """The name and the values of the row at hand, with their lines."""
        self.groups: list[tuple[int, Text]] = []
        self.sums: dict[str, list[tuple[int, Text, Text]]] = {}

    def run(self) -> None:
        """Marks every module of results that the page has."""
        for place, line in enumerate(self.marking.lines):
            module = _MODULE.match(line.string)
            field = _FIELD.match(line.string)
            if module is not None:
                self.close()
                self.part = _MODULES[module[1].lower()]
                self.table = TITLES[self.part]
                self.marking.mark(place, Role.CHROME)
            elif self.part and field is None:
                self.close()
                self.part = ""
            elif self.part and field is not None:
                self.field(
                    place, field["name"], line.text.slice(*field.span("name")), line.text.slice(*field.span("value"))
                )
        self.close()

    def field(self, place: int, name: str, named: Text, value: Text) -> None:
        """One line of a module: part of a row, or a field on its own."""
        total, lower = _SUM.match(name), name.lower()
        if _COUNT.match(lower):
            self.row.append((place, value))
        elif total is not None:
            what = total["what"]
            word = named.slice(0, len(what)).replace([(0, len(what), _SUMS[what][0])])
            self.sums.setdefault(what, []).append((place, word, value))
        elif _BESIDE.match(lower):
            self.marking.mark(place, Role.CHROME)
        elif lower == "group":
            self.end_row()
            self.groups.append((place, value))
        elif _GROUPED.search(value.string):
            self.grouped(place, lower, named, value)
        else:
            self.end_groups()
            self.end_row()
            self.alone(place, lower, value)

    def alone(self, place: int, name: str, value: Text) -> None:
        """A field that names a row, or says what the next rows are about."""
        kind = _KIND.match(value.string) if self.part == "outcomes" else None
        if name == "type" and kind is not None:
            self.kind = f"{kind[1].capitalize()} Outcome"
            self.marking.mark(place, Role.CHROME)
        elif _NAMES_ROW.match(name):
            self.row = [(place, value)]
        elif name == "period":
            self.table = f"{TITLES['flow']}: {value.string}"
            self.marking.mark(place, Role.TABLE, self.table)
        elif name == "title" and self.part == "outcomes":
            self.table = f"{self.kind}: {value.string[:150]}"
            self.marking.mark(place, Role.FIELD, f"{self.kind} Measure", value)
        elif name in ("time frame", "timeframe"):
            label = "Adverse Event Time Frame" if self.part == "events" else f"{self.kind} Time Frame"
            self.marking.mark(place, Role.FIELD, label, value)
        elif name in _DETAILS:
            self.marking.mark(place, Role.FIELD, "Recruitment Details", value)
        else:
            self.marking.mark(place, Role.CHROME)

    def grouped(self, place: int, name: str, named: Text, value: Text) -> None:
        """A line with the values of all columns: "Values: OG000 15 OG001 12", "Stats: EG000 numAffected 2 …"."""
        if "denom" in name:
            named = named.replace([(0, len(named), "Number of Participants Analyzed")])
            row = Text.join([named, *_cells(value)], " | ")
            self.marking.replace(place, Role.TABLE, self.table, row)
            return
        head = self.row[:1]
        words = [text for _, text in head] or [named]
        self.marking.replace(place, Role.TABLE, self.table, Text.join([*words, *_cells(value)], " | "))
        for line, _ in head:
            self.marking.mark(line, Role.CHROME)
        self.row = []

    def end_row(self) -> None:
        """Makes a row of a name and the numbers that stood under it."""
        if len(self.row) > 1:
            self.gather([place for place, _ in self.row], Text.join([text for _, text in self.row], " | "), self.table)
        self.row = []

    def end_groups(self) -> None:
        """Makes the head of a table of the arms named one after another."""
        if self.groups and not self.sums:
            word = self.marking.lines[self.groups[0][0]].text.slice(0, len("Group"))
            row = Text.join([word, *(text for _, text in self.groups)], " | ")
            self.gather([place for place, _ in self.groups], row, self.table)
            self.groups = []

    def close(self) -> None:
        """Ends a module; sums that stood arm by arm become rows."""
        self.end_row()
        for what, found in self.sums.items():
            cells = [Text.join([one[2], two[2]], " / ") for one, two in zip(found[::2], found[1::2], strict=False)]
            row = Text.join([found[0][1], *cells], " | ")
            self.gather([place for place, _, _ in found], row, _SUMS[what][1])
        self.sums = {}
        self.end_groups()
        self.groups = []

    def gather(self, places: list[int], row: Text, table: str) -> None:
        """Makes one row of several lines."""
        self.marking.join(places, Role.TABLE, table)
        self.marking.replace(places[0], Role.TABLE, table, row)


def _cells(value: Text) -> Iterator[Text]:
    """The cells of a line of grouped values; two numbers are affected and at risk: "2 / 33"."""
    starts = [match.start() for match in _GROUPED.finditer(value.string)]
    for start, end in zip(starts, [*starts[1:], len(value)], strict=True):
        numbers = [value.slice(*match.span()) for match in _NUMBER.finditer(value.string, start + len("OG000"), end)]
        yield Text.join(numbers[:2], " / ")
