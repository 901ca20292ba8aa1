"""The fields of a registry's record, read from its lines: "Label: value", rows of two cells, or a label and its value
on lines of their own, in whatever words (field_labels.toml) the registry or the mirror has for them."""

from __future__ import annotations

import re

from abstract_extract.page import Role
from abstract_extract.text import Text

from . import registry_arm_shapes as arm_shapes
from . import registry_shapes as shapes
from .chrome import is_frame, is_menu, is_prose
from .labels import Label, label_for, section_for
from .line import Line
from .registry_arm_shapes import Part
from .registry_results import RESULTS, TITLES, is_value, part_opened, row_text, table_title
from .registry_state import ROLES, SIZES, STAYS, RecordState

_COLON = re.compile(r"\s*([^:：|]{2,90}?)\s*[:：]\s*(?=\S)")
_QUOTED = re.compile(r"\s*([A-Za-z][^=\"]{2,60}?)\s*=\s*\"([^\"]*)\"?")
_BLANKS = re.compile(r"\s*(\S.{1,70}?)(?:\s{2,}|\t)(?=[^\s:])")
_PERIOD = re.compile(r"\s*period(?: title| \d+ title| \d+ ?:| ?:)\s*:?\s*(.{2,150})\Z", re.IGNORECASE)
_ENDS_LIKE_A_LABEL = re.compile(r"[:：]\s*\Z")


class RecordReader(RecordState):
    """Marks the lines of a record, one after another."""

    def run(self, start: int = 0) -> None:
        """Marks all lines from `start` on."""
        for place in range(start, len(self.marking.lines)):
            if not self.marking.is_marked(place):
                self.line(place)
        self.settle()

    def run_tags(self) -> None:
        """Marks the lines of an XML record, whose elements' names are the labels."""
        for place, line in enumerate(self.marking.lines):
            label = label_for(line.tag.replace("_", " "), self.context)
            if label is not None:
                self.follow(label)
                self.value(place, label, line.text)

    def line(self, place: int) -> None:
        """One line: a row, a part's heading, a field, a label that waits for its value, or what goes on."""
        line = self.rows.as_row(self.marking.lines[place], self.context, len(self.columns))
        string = line.string
        if self.context == "end" or self.is_other_tongue(place, string):
            return
        given = arm_shapes.given_parts(line.text, line.cells)
        if given is not None:
            self.mark(place, given)
            self.current = Label("Arm Group Description", "text")
            return
        if len(line.cells) > 1 or (line.tag == "tr" and self.context in RESULTS):
            self.row(place, line)
            return
        section = self.section(string)
        if section is not None and not self.is_repeated_label(string):
            self.begin(section, place, string)
            return
        if self.outcome_heading(place, line) or self.arm(place, line) or self.field(place, line):
            return
        label = self.label(string)
        label = label or self.size_label(string)
        if label is not None:
            self.is_size = label.name in SIZES
            if self.context == "outcomes" and label.name.endswith("Outcome Measure"):
                self.settle()
                self.context = ""
            self.follow(label)
            self.waiting = True
            self.settle_unless_results()
        else:
            self.go_on(place, line)

    def section(self, string: str) -> str | None:
        """Which part of a record a line opens; of results also one that says more ("…, period 2", "…: at risk (%)")."""
        if section_for(string.partition(":")[0]) == "end":  # "Related studies: NCT…"
            return "end"
        part = section_for(string)
        more = None if part else part_opened(string, self.context)
        return more[0] if more else part

    def label(self, string: str) -> Label | None:
        """The label that a line is; an arm may be called as one, and among results a row."""
        label = label_for(string, self.context)
        if label is None or (self.context in RESULTS and label.kind == "value"):
            return None
        return None if label.name == "Placebo" and (self.waiting or self.context == "arms") else label

    def is_repeated_label(self, string: str) -> bool:
        """Whether a word that may head a part is the value that a label waits for."""
        if not self.waiting or self.current is None:
            return False
        if section_for(string) in RESULTS:
            return self.current.kind != "chrome" and self.current.name != "Results Summary"
        return self.current.kind in ("value", "title") and label_for(string, self.context) is None

    def begin(self, section: str, place: int, string: str) -> None:
        """Ends what was being read and begins a section."""
        self.settle()
        self.table = table_title(section, string, self.table, self.context)
        self.context, self.columns, self.waiting, self.arm_parts = section, [], False, []
        more = part_opened(string, section) if section_for(string) is None else None
        if section == "flow" and more is not None:
            self.table += f": {more[1]}"
        if section == "events" or (section == "flow" and more is not None):
            self.marking.mark(place, Role.TABLE, self.table)
        self.current = label_for(string) or (Label("", "chrome") if section == "chrome" else None)
        if section in RESULTS and (self.current is None or self.current.kind in ("value", "text")):
            self.current = None
        self.waiting = section == "plain" and self.current is not None

    # Fields.

    def field(self, place: int, line: Line) -> bool:
        """A line with label and value."""
        for pattern in (_QUOTED, _COLON, _BLANKS, shapes.GLUED_SIZE, shapes.GLUED):
            match = pattern.match(line.string)
            if match is None:
                continue
            label = label_for(match[1], self.context)
            if pattern is shapes.GLUED and self.waiting and label == self.current:
                # "Phase" on its line, "Phase 2" on the next: the value says its label again.
                continue
            if label is not None:
                if label.kind == "text" and (part := section_for(line.string[match.end() :])) in RESULTS:
                    self.begin(part or "", place, line.string[match.end() :])
                    return True
                self.settle_unless_results()
                if self.context in RESULTS and label.name.endswith("Outcome Measure"):
                    title = line.text.slice(match.end(), len(line.text))
                    return self.outcome(place, label.name.removesuffix(" Measure"), title)
                value = (
                    line.text.slice(match.start(2), match.end(2))
                    if pattern is _QUOTED
                    else line.text.slice(match.end(), len(line.text))
                )
                if pattern is _BLANKS and label_for(value.string, self.context) is not None:
                    return True
                self.follow(label)
                self.value(place, self.named_in_results(label, value), value)
                self.waiting = False
                return True
            if pattern is _COLON and self.unknown(place, line, match):
                return True
        return False

    def unknown(self, place: int, line: Line, match: re.Match[str]) -> bool:
        """A label that no table knows: a field under its own name, unless the line goes on with a text."""
        goes_on = self.current is not None and self.current.kind != "value" and not self.waiting
        if self.context == "chrome" or (
            self.current is not None and self.current.kind == "chrome" and self.context not in RESULTS
        ):
            return True
        if (goes_on or self.waiting) and self.current is not None and self.current.kind != "title":
            return False
        if (
            not self.values
            or self.context in RESULTS
            or len(match[1].split()) > 7
            or is_frame(line.string)
            or line.string[match.end() :].startswith("//")
        ):
            return False
        self.keep(place, Label(match[1].strip(" *"), "text"), line.text.slice(match.end(), len(line.text)))
        self.current = None
        return True

    def arm(self, place: int, line: Line) -> bool:
        """An arm or an intervention of the classic page."""
        if self.context not in ("arms", "interventions"):
            return False
        parts = arm_shapes.arm_line_parts(line.text, self.current.name if self.current else "Arm Group Description")
        if parts is None:
            return False
        self.mark(place, parts)
        self.current = Label(
            "Intervention Description" if parts[-1][1] == "Intervention Name" else "Arm Group Description", "text"
        )
        self.waiting = False
        return True

    def outcome_heading(self, place: int, line: Line) -> bool:
        """In a results part: which outcome, and which period, the next rows are about."""
        if self.context not in RESULTS:
            return False
        if self.waiting and self.current is not None and self.current.name.endswith("Type"):
            return self.outcome_type(place, line)
        if self.context == "outcomes" and (foreign := shapes.foreign_outcome(line.string)) is not None:
            return self.outcome(place, foreign[0], line.text.slice(foreign[1], len(line.text)))
        match = shapes.OUTCOME_HEADING.match(line.string)
        if match is not None and self.context != "outcomes" and match[1] is not None:
            # "Primary" alone may be a row's name.
            match = match if match["named"] and match.end() == len(line.string) else None
        period = _PERIOD.match(line.string) if self.context == "flow" else None
        if match is None and period is None:
            return False
        self.settle()
        if period is not None:
            self.table = f"{TITLES['flow']}: {period[1]}"
            self.marking.mark(place, Role.TABLE, self.table)
            return True
        assert match is not None
        name = f"{(match[1] or match['rank'] or 'other').capitalize()} Outcome"
        return self.outcome(place, name, line.text.slice(match.end(), len(line.text)))

    def go_on(self, place: int, line: Line) -> None:
        """A line without a label: the value that a label waits for, or the next line of a long one."""
        part = line.cells[0] if len(line.cells) == 1 else line.text
        if self.waiting and not self.values and is_menu(line.string):
            self.current = None  # the label was a menu's word
        label = self.current
        if self.context in RESULTS and not (self.waiting and label is not None):
            self.loose.append(place)
        elif label is None or (label.kind in ("value", "title") and not self.waiting):
            is_text = is_prose(line.string) and not is_frame(line.string)
            if is_text and (self.values or place > self.title) and self.context != "chrome":
                self.marking.mark(place, Role.BODY)
        elif label.kind == "chrome":
            self.marking.mark(place, Role.CHROME, label.name or None)
        elif is_frame(line.string) and not is_prose(line.string) and not self.waiting:
            return
        elif label.name.endswith("Outcome Measure") or label.name == "Arm Group Label" or self.context in RESULTS:
            self.value(place, self.named_in_results(label, part), part)
        else:
            self.keep(place, label, part)
        if self.waiting and label is not None and label.kind in ("value", "title"):
            self.current = None
        self.waiting = False

    # Rows.

    def row(self, place: int, line: Line) -> None:
        """A row of a table: fields, a results row, an arm, or a record of columns."""
        cells = [cell for cell in line.cells if cell.string]
        labels = [label_for(cell.string, self.context) for cell in cells]
        self.waiting = False
        opens = part_opened(cells[0].string, self.context) if cells and self.context in RESULTS else None
        if opens is not None and len(cells) > 1 and not any(is_value(cell.string) for cell in cells[1:]):
            self.begin(opens[0], place, cells[0].string)
        describes = bool(labels) and labels[0] is not None and labels[0].name == "Arm Group Description"
        if self.context in RESULTS and describes and len(cells) > 2:
            self.descriptions(place, cells[1:])
        elif self.context in RESULTS and self.loose and all(is_value(cell.string) for cell in cells):
            self.loose.append(place)  # its name stands on the line above
        elif self.context in RESULTS and not self.is_results_field(cells, labels):
            self.settle()
            self.marking.replace(place, Role.TABLE, self.table, row_text(line))
        elif (
            len(cells) > 1
            and all(labels)
            and (self.context in STAYS or len(cells) > 2)
            and not arm_shapes.names_group(cells)
        ):
            self.columns = [label for label in labels if label is not None]
        elif self.columns and len(cells) > 1 and len(line.cells) <= len(self.columns):
            self.under_columns(place, line.cells)
        elif cells and labels[0] is not None:
            self.pairs(place, cells)
        elif self.context in ("primary", "secondary") and cells and not _ENDS_LIKE_A_LABEL.search(cells[0].string):
            self.mark(place, shapes.outcome_cells_parts(cells, f"{self.context.capitalize()} Outcome"))
        elif self.context in ("arms", "interventions"):
            self.mark(place, arm_shapes.arm_cells_parts(cells))
        elif len(cells) == 2 and self.context != "chrome" and self.values:
            self.keep(place, Label(cells[0].string.strip(" :*"), "text"), cells[1])
            self.current = None
        elif len(cells) == 1:
            self.go_on(place, Line(cells[0], cells=(cells[0],)))

    def is_results_field(self, cells: list[Text], labels: list[Label | None]) -> bool:
        """Whether a row among results is a field ("Time Frame | 12 months"): it may name the next rows' outcome."""
        label = labels[0] if labels else None
        if len(cells) != 2 or label is None:
            string = cells[0].string if cells else ""
            if (period := _PERIOD.match(string)) and self.context == "flow":
                self.table = f"{TITLES['flow']}: {period[1]}"
            elif len(cells) == 1 and self.context == "outcomes" and (match := shapes.OUTCOME_HEADING.match(string)):
                self.table = f"{match[1].capitalize()} Outcome"
            return False
        return label.name not in ("Arm Group Label", "Arm Group Description", "Arm Group Type")

    def pairs(self, place: int, cells: list[Text]) -> None:
        """Cells that are labels and values in turn; with one label, all other cells are its value."""
        parts: list[Part] = []
        label: Label | None = None
        for number, cell in enumerate(cells):
            may_be = number == 0 or (number % 2 == 0 and len(cells) > 2) or _ENDS_LIKE_A_LABEL.search(cell.string)
            found = label_for(cell.string, self.context) if may_be else None
            if found is not None:
                label = found
                self.follow(label)
                continue
            assert label is not None
            label = self.named_in_results(label, cell)
            parts += shapes.value_parts(label, cell) or [(ROLES[label.kind], label.name, cell)]
        self.mark(place, parts)
