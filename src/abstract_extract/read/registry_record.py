"""The fields of a registry's record, read from its lines: "Label: value", rows of two cells, or a label and its value on
lines of their own, in whatever words (field_labels.toml) the registry or the mirror has for them."""

from __future__ import annotations

import re

from abstract_extract.text import Text

from .chrome import is_frame, is_prose
from .labels import Label, label_for, section_for
from .line import Line
from .marking import Marking
from .page import Role
from .registry_results import RESULTS, TITLES, mark_loose_rows, row_text

_COLON = re.compile(r"\s*([^:：|]{2,90}?)\s*[:：]\s*(?=\S)")  # noqa: RUF001 - Chinese records set the wide colon
_QUOTED = re.compile(r"\s*([A-Za-z][^=\"]{2,60}?)\s*=\s*\"([^\"]*)\"?")
_BLANKS = re.compile(r"\s*(\S.{1,70}?)(?:\s{2,}|\t)(?=\S)")
_ARM = re.compile(r"\s*(experimental|active[ _]comparator|placebo[ _]comparator|sham[ _]comparator|no[ _]intervention|cohort|other)\s*:\s*(?=\S)", re.IGNORECASE)
_ARM_TYPE = re.compile(r"\s*(EXPERIMENTAL|ACTIVE_COMPARATOR|PLACEBO_COMPARATOR|SHAM_COMPARATOR|NO_INTERVENTION|OTHER)\b\s*[:,|-]?\s*")
_KINDS = r"Drug|Biological|Device|Procedure|Genetic|Radiation|Behavioral|Combination Product|Dietary Supplement|Diagnostic Test"
_INTERVENTION = re.compile(rf"(?:\A|(?<=\s\s)|(?<=\|\s))\s*({_KINDS}|Other|DRUG|BIOLOGICAL|DEVICE|PROCEDURE|GENETIC|OTHER)\s*:\s*(?=\S)")
_TIME_FRAME = re.compile(r"\s*[\[(]\s*(?:designated as safety issue[^\]]{0,10}\]\s*\[\s*)?time ?frame\s*:\s*([^\]]{1,300}?)\s*(?:[\])]|\Z)", re.IGNORECASE)
_PERIOD = re.compile(r"\s*period (?:title|\d+ title)?\s*:?\s*(.{2,150})\Z", re.IGNORECASE)
_OUTCOME = re.compile(r"\s*(?:\d{1,3}\.\s*)?(primary|secondary|other pre-specified|post-hoc)(?: outcome| end ?point)?(?: measure)?s?\s*(?::\s*(?=\S)|\Z)", re.IGNORECASE)
_TIME_CELL = re.compile(r"\s*time(?: ?frame)?\s*:\s*(?=\S)", re.IGNORECASE)
_NOTHING = frozenset({"none", "n/a", "na", "-", "--", "empty", "not provided", "not provided at time of registration", "not applicable", "not specified", "null", "nil", "无"})
_CONTEXT_OF = {"Primary Outcome": "primary", "Secondary Outcome": "secondary", "Arm Group": "arms", "Intervention": "interventions"}
_STAYS = {"arms": ("Arm Group", "Intervention"), "interventions": ("Arm Group", "Intervention"), "primary": ("Primary", "Outcome"), "secondary": ("Secondary", "Outcome")}
_ROLES = {"value": Role.FIELD, "text": Role.FIELD, "long": Role.ABSTRACT, "title": Role.FIELD, "chrome": Role.CHROME}


def _role_of(label: Label, value: Text) -> Role:
    return Role.CHROME if value.string.strip(" .").lower() in _NOTHING else _ROLES[label.kind]


class RecordReader:
    """Marks the lines of a record, and keeps what they say under the labels' normal names."""

    def __init__(self, marking: Marking) -> None:
        self.marking = marking
        self.values: dict[str, list[Text]] = {}
        self.places: dict[str, list[int]] = {}
        self.context = ""
        self.current: Label | None = None
        self.waiting = False
        self.columns: list[Label] = []
        self.table = ""
        self.loose: list[int] = []
        self.seen: set[str] = set()

    def run(self, start: int = 0) -> None:
        """Marks all lines from `start` on."""
        for place in range(start, len(self.marking.lines)):
            if not self.marking.is_marked(place):
                self.line(place)
        self.settle()

    def first(self, *names: str) -> str | None:
        """The first value under the first of the labels that has one."""
        return next((text.string for name in names for text in self.values.get(name, ())), None)

    def line(self, place: int) -> None:
        """One line: a row, a part's heading, a field, a label that waits for its value, or what goes on."""
        line = self.marking.lines[place]
        string = line.string
        if self.context == "end":
            return
        if len(line.cells) > 1 or (line.tag == "tr" and self.context in RESULTS):
            self.row(place, line)
            return
        section = section_for(string)
        if section is not None and not self.is_repeated_label(string):
            self.begin(section, string)
            return
        if self.outcome_heading(place, line) or self.arm(place, line) or self.field(place, line):
            return
        label = label_for(string, self.context)
        if label is not None:
            self.follow(label)
            self.waiting = True
            self.settle_unless_results()
        else:
            self.go_on(place, line)

    def is_repeated_label(self, string: str) -> bool:
        """Whether a word that may head a part is the value that a label waits for."""
        return self.waiting and self.current is not None and self.current.kind in ("value", "title") and label_for(string, self.context) is None

    def begin(self, section: str, string: str) -> None:
        self.settle()
        self.context, self.columns, self.waiting = section, [], False
        self.table = TITLES.get(section, "")
        self.current = label_for(string) or (Label("Eligibility Criteria", "chrome") if section == "chrome" else None)
        if section in ("plain", *RESULTS) and (self.current is None or self.current.kind in ("value", "text")):
            self.current = None

    def settle(self) -> None:
        """Makes rows of the loose lines of a results part that ends here."""
        if self.loose:
            arms = frozenset(text.string.strip(" :") for text in self.values.get("Arm Group Label", ()))
            mark_loose_rows(self.marking, self.loose, self.table, arms, self.seen)
            self.loose = []

    def settle_unless_results(self) -> None:
        if self.context not in RESULTS:
            self.settle()

    def follow(self, label: Label) -> None:
        """The part of the record that a label belongs to is the one that we are in."""
        self.current = label
        for start, context in _CONTEXT_OF.items():
            if label.name.startswith(start) and self.context not in RESULTS:
                self.context = context
                return
        stays = _STAYS.get(self.context)
        if stays and not label.name.startswith(stays):
            self.context = ""

    def keep(self, place: int, label: Label, *parts: Text) -> None:
        """Marks parts of a line as the value of a label."""
        self.marking.mark_parts(place, [(_role_of(label, part), label.name, part) for part in parts if part.string])
        self.values.setdefault(label.name, []).extend(part for part in parts if part.string)
        self.places.setdefault(label.name, []).append(place)

    # Fields.

    def field(self, place: int, line: Line) -> bool:
        """A line with label and value."""
        for pattern in (_QUOTED, _COLON, _BLANKS):
            match = pattern.match(line.string)
            if match is None:
                continue
            label = label_for(match[1], self.context)
            if label is not None:
                self.settle_unless_results()
                value = line.text.slice(match.start(2), match.end(2)) if pattern is _QUOTED else line.text.slice(match.end(), len(line.text))
                self.follow(label)
                self.value(place, label, value)
                self.waiting = False
                return True
            if pattern is _COLON and self.unknown(place, line, match):
                return True
        return False

    def unknown(self, place: int, line: Line, match: re.Match[str]) -> bool:
        """A label that no table knows: a field under its own name, unless the line goes on with a text."""
        goes_on = self.current is not None and self.current.kind != "value" and not self.waiting
        if self.context == "chrome" or (self.current is not None and self.current.kind == "chrome" and self.context not in RESULTS):
            return True
        if (goes_on or self.waiting) and self.current is not None and self.current.kind != "title":
            return False
        if self.context in RESULTS or len(match[1].split()) > 7 or is_frame(line.string) or line.string[match.end() :].startswith("//"):
            return False
        self.keep(place, Label(match[1].strip(" *"), "text"), line.text.slice(match.end(), len(line.text)))
        self.current = None
        return True

    def value(self, place: int, label: Label, value: Text) -> None:
        """A value with what may hide in it: an arm's type, an outcome's time frame."""
        if label.name in ("Arm Group Description", "Arm Group Label") and (kind := _ARM_TYPE.match(value.string)) and kind.end() < len(value):
            rest = value.slice(kind.end(), len(value))
            named = Label("Arm Group Description", "text") if len(rest) > 60 else label
            self.marking.mark_parts(place, [(Role.FIELD, "Arm Group Type", value.slice(kind.start(1), kind.end(1))), (Role.FIELD, named.name, rest)])
            self.values.setdefault(named.name, []).append(rest)
        elif label.name.endswith("Outcome Measure") and (frame := _TIME_FRAME.search(value.string)) and frame.start() > 0:
            self.outcome(place, label, value, frame)
        else:
            self.keep(place, label, value)

    def outcome(self, place: int, label: Label, value: Text, frame: re.Match[str]) -> None:
        name = label.name.removesuffix(" Measure")
        parts = [(Role.FIELD, label.name, value.slice(0, frame.start())), (Role.FIELD, f"{name} Time Frame", value.slice(frame.start(1), frame.end(1)))]
        rest = value.slice(frame.end(), len(value)).strip()
        if rest.string:
            parts.append((Role.FIELD, f"{name} Description", rest))
        self.marking.mark_parts(place, parts)
        self.values.setdefault(label.name, []).append(parts[0][2])
        self.current = Label(f"{name} Description", "text")

    def arm(self, place: int, line: Line) -> bool:
        """An arm or an intervention of the classic page: "Experimental: Low dose", "Drug: saline"."""
        if self.context not in ("arms", "interventions"):
            return False
        text = line.text
        given = _INTERVENTION.search(text.string)
        arm = _ARM.match(text.string)
        if arm is not None and not (given and given.start() == 0 and arm[1].lower() == "other"):
            end = given.start() if given else len(text)
            parts = [(Role.FIELD, "Arm Group Type", text.slice(arm.start(1), arm.end(1))), (Role.FIELD, "Arm Group Label", text.slice(arm.end(), end).strip())]
            self.values.setdefault("Arm Group Label", []).append(parts[-1][2])
            self.current = Label("Arm Group Description", "text")
        elif given is None:
            return False
        else:
            before = text.slice(0, given.start()).strip()
            parts = [(Role.FIELD, (self.current or Label("Arm Group Description", "text")).name, before)] if before.string else []
        if given is not None:
            parts.append((Role.FIELD, "Intervention Name", text.slice(given.end(), len(text)).strip()))
            self.current = Label("Intervention Description", "text")
        self.marking.mark_parts(place, parts)
        self.waiting = False
        return True

    def outcome_heading(self, place: int, line: Line) -> bool:
        """In a results part: which outcome, and which period, the next rows are about."""
        if self.context not in RESULTS:
            return False
        match = _OUTCOME.match(line.string) if self.context == "outcomes" else None
        period = _PERIOD.match(line.string) if self.context == "flow" else None
        if match is None and period is None:
            return False
        self.settle()
        if period is not None:
            self.table = f"{TITLES['flow']}: {period[1]}"
            self.marking.mark(place, Role.TABLE, self.table)
            return True
        assert match is not None
        self.table = f"{match[1].capitalize()} Outcome"
        title = line.text.slice(match.end(), len(line.text))
        if title.string:
            self.marking.mark(place, Role.FIELD, f"{self.table} Measure", title)
            self.table += f": {title.string}"
        return True

    def go_on(self, place: int, line: Line) -> None:
        """A line without a label: the value that a label waits for, or the next line of a long one."""
        part = line.cells[0] if len(line.cells) == 1 else line.text
        label = self.current
        if self.context in RESULTS and not (self.waiting and label is not None):
            self.loose.append(place)
        elif label is None or (label.kind in ("value", "title") and not self.waiting):
            if is_prose(line.string) and not is_frame(line.string) and self.context != "chrome":
                self.marking.mark(place, Role.BODY)
        elif label.kind == "chrome":
            self.marking.mark(place, Role.CHROME, label.name)
        elif is_frame(line.string) and not is_prose(line.string) and not self.waiting:
            return
        elif label.name.endswith("Outcome Measure"):
            self.value(place, label, part)
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
        if self.context in RESULTS and not self.is_results_field(cells, labels):
            self.settle()
            self.marking.mark(place, Role.TABLE, self.table, row_text(line) if line.tag == "tr" else None)
        elif len(cells) > 1 and all(labels) and self.context in (*_STAYS, "arms"):
            self.columns = [label for label in labels if label is not None]
        elif self.columns and len(cells) == len(self.columns):
            self.marking.mark_parts(place, [(_ROLES[label.kind], label.name, cell) for label, cell in zip(self.columns, cells, strict=True)])
            for label, cell in zip(self.columns, cells, strict=True):
                self.values.setdefault(label.name, []).append(cell)
        elif cells and labels[0] is not None:
            self.pairs(place, cells)
        elif self.context in ("primary", "secondary") and cells:
            self.outcome_row(place, cells)
        elif self.context in ("arms", "interventions"):
            self.arm_row(place, cells)
        elif len(cells) == 2 and self.context != "chrome":
            self.keep(place, Label(cells[0].string.strip(" :*"), "text"), cells[1])
            self.current = None
        elif len(cells) == 1:
            self.go_on(place, Line(cells[0], cells=(cells[0],)))

    def is_results_field(self, cells: list[Text], labels: list[Label | None]) -> bool:
        """Whether a row among results is a field ("Time Frame | 12 months"): it may name the outcome of the next rows."""
        label = labels[0] if labels else None
        if len(cells) != 2 or label is None:
            string = cells[0].string if cells else ""
            if (period := _PERIOD.match(string)) and self.context == "flow":
                self.table = f"{TITLES['flow']}: {period[1]}"
            elif len(cells) == 1 and self.context == "outcomes" and (match := _OUTCOME.match(string)):
                self.table = f"{match[1].capitalize()} Outcome"
            return False
        return label.name not in ("Arm Group Label", "Arm Group Description", "Arm Group Type")

    def pairs(self, place: int, cells: list[Text]) -> None:
        """Cells that are labels and values in turn; with one label, all other cells are its value."""
        parts: list[tuple[Role, str | None, Text]] = []
        label: Label | None = None
        for number, cell in enumerate(cells):
            found = label_for(cell.string, self.context) if number == 0 or (number % 2 == 0 and len(cells) > 2) or cell.string.endswith((":", "：")) else None  # noqa: RUF001
            if found is not None:
                label = found
                self.follow(label)
                continue
            assert label is not None
            label = self.named_in_results(label, cell)
            parts.append((_ROLES[label.kind], label.name, cell))
            self.values.setdefault(label.name, []).append(cell)
            self.places.setdefault(label.name, []).append(place)
        self.marking.mark_parts(place, parts)

    def named_in_results(self, label: Label, value: Text) -> Label:
        """Among outcomes, title, description and time frame are those of the outcome at hand."""
        if self.context != "outcomes":
            return label
        kind = self.table.split(":")[0] if self.table.endswith("Outcome") or ":" in self.table else "Primary Outcome"
        names = {"Brief Title": "Measure", "Brief Summary": "Description", "Outcome Time Frame": "Time Frame"}
        if label.name == "Brief Title":
            self.table = f"{kind}: {value.string[:150]}"
        return Label(f"{kind} {names[label.name]}", "text") if label.name in names else label

    def outcome_row(self, place: int, cells: list[Text]) -> None:
        kind = "Primary Outcome" if self.context == "primary" else "Secondary Outcome"
        parts: list[tuple[Role, str | None, Text]] = []
        for number, cell in enumerate(cells):
            time = _TIME_CELL.match(cell.string)
            if time is not None:
                parts.append((Role.FIELD, f"{kind} Time Frame", cell.slice(time.end(), len(cell))))
            else:
                parts.append((Role.FIELD, f"{kind} Measure" if number == 0 else f"{kind} Description", cell))
        self.marking.mark_parts(place, parts)

    def arm_row(self, place: int, cells: list[Text]) -> None:
        """A row of the classic page's arms: cell for cell what stands on lines of their own in its text."""
        parts: list[tuple[Role, str | None, Text]] = []
        label = "Arm Group Description"
        for cell in cells:
            arm, given = _ARM.match(cell.string), _INTERVENTION.match(cell.string)
            if given is not None and not (arm and not parts):
                parts.append((Role.FIELD, "Intervention Name", cell.slice(given.end(), len(cell))))
                label = "Intervention Description"
            elif arm is not None:
                parts.append((Role.FIELD, "Arm Group Type", cell.slice(arm.start(1), arm.end(1))))
                parts.append((Role.FIELD, "Arm Group Label", cell.slice(arm.end(), len(cell))))
                self.values.setdefault("Arm Group Label", []).append(parts[-1][2])
                label = "Arm Group Description"
            else:
                parts.append((Role.FIELD, label, cell))
        self.marking.mark_parts(place, parts)
