"""What is known while a record is read: which part of it, which label, which table, and what its fields said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.page import Role
from abstract_extract.text import Text

from .labels import Label
from .line import Line
from .marking import Marking
from .registry_arm_shapes import Part
from .registry_columns import Columns
from .registry_results import RESULTS, TITLES, mark_loose_rows
from .registry_shapes import KIND_OF_OUTCOME, value_parts

_OF_AN_OUTCOME = frozenset({"Measure", "Description", "Time Frame", "Type", "Analysis Population"})
_NOTHING = re.compile(
    r"\W*(?:none|n/?a|empty|not (?:provided|applicable|specified|available)(?: at time of registration)?|null|nil|无)?"
    r"\W*\Z",
    re.IGNORECASE,
)
_TONGUE = re.compile(r"\s*(pt-br|pt|en|es|fr)\s*[:：]\s*(?=\S)", re.IGNORECASE)
SIZES = frozenset({"Enrollment", "Estimated Enrollment", "Actual Enrollment", "Accrual"})
"""Labels of a record's number of people."""
_SIZE_WORDS = {
    "target": "Estimated Enrollment",
    "anticipated": "Estimated Enrollment",
    "planned": "Estimated Enrollment",
    "accrual to date": "Accrual",
    "final": "Actual Enrollment",
    "actual": "Actual Enrollment",
    "achieved": "Actual Enrollment",
}
_FEWEST_PARTS = 2
_LONGEST_NAME = 40
"""Characters beyond which what stands beside an arm describes it."""
_CONTEXT_OF = {
    "Primary Outcome": "primary",
    "Secondary Outcome": "secondary",
    "Arm Group": "arms",
    "Intervention": "interventions",
}
STAYS = {
    "arms": ("Arm Group", "Intervention"),
    "interventions": ("Arm Group", "Intervention"),
    "primary": ("Primary", "Outcome"),
    "secondary": ("Secondary", "Outcome"),
}
"""Labels that do not lead out of a part of the record."""
ROLES = {"value": Role.FIELD, "text": Role.FIELD, "long": Role.ABSTRACT, "title": Role.FIELD, "chrome": Role.CHROME}


def _role_of(label: Label, value: Text) -> Role:
    return Role.CHROME if _NOTHING.match(value.string) else ROLES[label.kind]


class RecordState:
    """The lines of a record as marked so far, and the values under the labels' normal names."""

    def __init__(self, marking: Marking, title: int | None = None) -> None:
        self.marking = marking
        self.title = len(marking.lines) if title is None else title
        self.values: dict[str, list[Text]] = {}
        self.places: dict[str, list[int]] = {}
        self.context = ""
        self.current: Label | None = None
        self.waiting = False
        self.columns: list[Label] = []
        self.rows = Columns()
        self.table = ""
        self.measure = ""
        self.loose: list[int] = []
        self.seen: set[str] = set()
        self.is_size = False
        self.arm_parts: list[str] = []
        self.tongues: dict[str, str] = {}

    def first(self, *names: str) -> str | None:
        """The first value under the first of the labels that has one."""
        return next((text.string for name in names for text in self.values.get(name, ())), None)

    def settle(self) -> None:
        """Makes rows of the loose lines of a results part that ends here."""
        if self.loose:
            arms = frozenset(text.string.strip(" :") for text in self.values.get("Arm Group Label", ()))
            self.seen |= {text.string for text in self.values.get("Arm Group Description", ())}
            mark_loose_rows(self.marking, self.loose, self.table, arms, self.seen)
            self.loose = []

    def settle_unless_results(self) -> None:
        """Settles what was gathered, but for tables of results, whose rows belong together."""
        if self.context not in RESULTS:
            self.settle()

    def follow(self, label: Label) -> None:
        """The part of the record that a label belongs to is the one that we are in."""
        self.current = label
        for start, context in _CONTEXT_OF.items():
            if label.name.startswith(start) and self.context not in RESULTS:
                if context != self.context:
                    self.columns = []
                self.context = context
                return
        stays = STAYS.get(self.context)
        if stays and not label.name.startswith(stays):
            self.context = ""

    def keep(self, place: int, label: Label, *parts: Text) -> None:
        """Marks parts of a line as the value of a label."""
        self.marking.mark_parts(place, [(_role_of(label, part), label.name, part) for part in parts if part.string])
        self.values.setdefault(label.name, []).extend(part for part in parts if part.string)
        self.places.setdefault(label.name, []).append(place)

    def mark(self, place: int, parts: Sequence[Part]) -> None:
        """Marks the parts of a line, and keeps them as values of their labels."""
        self.marking.mark_parts(place, parts)
        for _, name, text in parts:
            self.values.setdefault(name or "", []).append(text)
            self.places.setdefault(name or "", []).append(place)

    def value(self, place: int, label: Label, value: Text) -> None:
        """A value with what may hide in it: an arm's type, an outcome's time frame."""
        parts = value_parts(label, value)
        if parts is None or all(name != "Arm Group Type" for _, name, _ in parts):
            label = self.listed_arm(label)
            parts = value_parts(label, value)
        if label.name.startswith("Arm Group"):
            self.arm_parts += [label.name] if parts is None else [name or "" for _, name, _ in parts]
        if parts is None:
            self.keep(place, label, value)
            return
        self.mark(place, parts)
        if label.name.startswith(("Primary", "Secondary", "Other Outcome")):
            self.current = Label(f"{label.name.rsplit(' ', 1)[0]} Description", "text")

    def named_in_results(self, label: Label, value: Text) -> Label:
        """Among outcomes, title, description and time frame are those of the outcome at hand."""
        if self.context != "outcomes" or label.name not in _OF_AN_OUTCOME:
            return label
        kind = (
            self.table.split(":")[0]
            if "Outcome" in self.table and not self.table.startswith(TITLES["outcomes"])
            else "Primary Outcome"
        )
        if label.name == "Measure":
            self.settle()
            self.measure = value.string[:150]
            self.table = f"{kind}: {value.string[:150]}"
        return Label(f"{kind} {label.name}", "text")

    def outcome_type(self, place: int, line: Line) -> bool:
        """The value of "End point type": what kind of outcome the measure named before it is."""
        kind = KIND_OF_OUTCOME.match(line.string)
        if kind is None:
            return False
        self.table = f"{kind[1].capitalize()} Outcome" + (f": {self.measure}" if self.measure else "")
        self.marking.mark(place, Role.FIELD, f"{kind[1].capitalize()} Outcome Type")
        self.waiting = False
        return True

    def outcome(self, place: int, name: str, title: Text) -> bool:
        """Begins the tables of an outcome ("Primary Outcome") of that title, which may stand on the next line."""
        self.settle()
        self.context, self.table = "outcomes", name
        if title.string:
            parts = value_parts(Label(f"{name} Measure", "text"), title) or [(Role.FIELD, f"{name} Measure", title)]
            self.marking.mark_parts(place, parts)
            self.table += f": {parts[0][2].string.strip()}"
        else:
            self.current, self.waiting = Label("Measure", "text"), True
        return True

    def descriptions(self, place: int, cells: Sequence[Text]) -> None:
        """Marks what a results table says of its columns' arms, the first time that it says so."""
        role = Role.CHROME if all(cell.string in self.seen for cell in cells) else Role.FIELD
        self.seen |= {cell.string for cell in cells}
        self.marking.mark_parts(place, [(role, "Reporting Group Description", cell) for cell in cells])

    def is_other_tongue(self, place: int, string: str) -> bool:
        """Whether a line says again in another language what its field has said: "en: …" after "pt-br: …"."""
        tongue = _TONGUE.match(string)
        if tongue is None or self.current is None:
            return False
        if self.tongues.setdefault(self.current.name, tongue[1].lower()) == tongue[1].lower():
            return False
        self.marking.mark(place, Role.CHROME)
        return True

    def size_label(self, string: str) -> Label | None:
        """What a word under the label of a size says: "Target", "Accrual to date" and "Final" in turn."""
        name = _SIZE_WORDS.get(string.lower().strip(" :")) if self.is_size else None
        return Label(name, "chrome" if name == "Accrual" else "value") if name else None

    def listed_arm(self, label: Label) -> Label:
        """What the next line of a list of arms is that has no labels: behind name and type, what the arm is given."""
        parts = self.arm_parts
        if label.name != "Arm Group Label" or self.context != "arms" or len(parts) < _FEWEST_PARTS:
            return label
        last = parts[-2:]
        is_described = "Arm Group Type" in last and "Arm Group Label" in last
        return Label("Arm Group Description", "text") if is_described else label

    def under_columns(self, place: int, cells: Sequence[Text]) -> None:
        """Marks a row of a table whose head names its columns; a table of places has no number of the record's own."""
        parts: list[Part] = []
        places = self.columns[0].name == "Locations"
        of_arms = any(label.name == "Arm Group Label" for label in self.columns)
        for label, cell in zip(self.columns, cells, strict=False):
            if cell.string:
                if of_arms and label.name == "Intervention Name" and len(cell) > _LONGEST_NAME:
                    label = Label("Arm Group Description", "text")  # noqa: PLW2901
                role = Role.CHROME if places else ROLES[label.kind]
                parts += (None if places else value_parts(label, cell)) or [(role, label.name, cell)]
        if places:
            self.marking.mark_parts(place, parts)
        else:
            self.mark(place, parts)
