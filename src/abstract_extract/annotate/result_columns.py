"""The columns of results tables: which arm each is of, how many it counts, and whether it counts people or events.

A heading row names them; a second one below it may split each ("Affected / at risk" beside "# Events"); a page that
lost its tables has them one below the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import ArmCandidate, ArmMention, Arms
from abstract_extract.study import Sentence, Stretch

from .arm_names import arm_key, role_of
from .people import unit_of
from .result_rows import Cell, Row, is_value
from .result_state import Column, Table

TOTAL = "total"
"""The arm of a column that adds up the others."""
_SIZE = re.compile(
    r"[(\[]?\bn ?= ?(?P<size>\d+)(?: (?P<unit>[a-z]+))?|[(\[](?P<of>\d+) (?P<what>[a-z]+)[)\]]", re.IGNORECASE
)
_SIZE_ALONE = re.compile(r"\W*n ?= ?\d+(?: [a-z]+){0,3}\W*\Z", re.IGNORECASE)
_TOTAL_HEAD = re.compile(
    r"(?:total|overall|all)\b|toplam\Z|gesamt\Z|insgesamt\Z|合計|celkem\Z|łącznie\Z", re.IGNORECASE
)
_EVENTS_HEAD = re.compile(r"\W*(?:no\.? of |number of )?(?:events|occurrences(?: all)?)\b", re.IGNORECASE)
_COUNT_HEAD = re.compile(
    r"affected\b|(?:subjects|participants|patients) (?:affected|exposed)|n,? \(?%\)?|number\b|p\b|%\Z|no\. \(?%\)?|at risk\b",
    re.IGNORECASE,
)
_COUNT_TAIL = re.compile(
    r"[\s,:(–-]+(?:(?:subjects|participants|patients) )?(?:affected|exposed|etkilenen|afectad\w+|afetad\w+|betroffen\w*|affect\w+|colpit\w+|dotkni\w+|postiž\w+|n) ?/.*\Z|,? n ?\(%\)\Z",
    re.IGNORECASE,
)
_SHARE, _OF = re.compile(r"\d+(?:\.\d+)?\s?%"), re.compile(r"\d+\s?/\s?\d+\b")
_ADDS, _ONLY = re.compile(r"\b(?:plus|with|and)\b|\+", re.IGNORECASE), re.compile(r"\bonly\b", re.IGNORECASE)
_CARRIER = re.compile(r"(?:carrier|excipient|diluent|buffer|solvent)\b", re.IGNORECASE)
_COHORT = re.compile(r"\bcohort|\bdose level", re.IGNORECASE)
_LONGEST_LETTER = 3
_ESCAPED = re.compile(r"\\(?=\W)")


def set_columns(values: Sequence[Cell], table: Table, arms: Arms) -> None:
    """The columns that the cells of a heading row name; the arms among them are added to `arms`.

    A row that says how is counted splits the columns known, or leaves them as they are.
    """
    if say_how(values):
        _split_columns(values, table)
        return
    before = set(arms.candidates)
    table.columns = [_column(cell, arms) for cell in values]
    _settle_roles([key for key in arms.candidates if key not in before], arms)


def _settle_roles(new: Sequence[str], arms: Arms) -> None:
    """Among arms that only tables name: doses beside a comparator are tried side by side; "X only" is held against "X plus Y"."""
    adds = any(_ADDS.search(str(arms.candidates[key].label.value)) for key in new)
    for key in new:
        arm = arms.candidates[key]
        if arm.role == "experimental" and (
            (adds and _ONLY.search(str(arm.label.value))) or _CARRIER.match(str(arm.label.value))
        ):
            arms.candidates[key] = replace(arm, role="comparator")
    held = any(arms.candidates[key].role == "comparator" for key in new)
    for key in new:
        if held and arms.candidates[key].role == "cohort" and not _COHORT.search(str(arms.candidates[key].label.value)):
            arms.candidates[key] = replace(arms.candidates[key], role="experimental")


def say_how(values: Sequence[Cell]) -> bool:
    """Whether cells say how is counted, and not whom: "Affected / at risk (%)", "# Events"."""
    return all(_COUNT_HEAD.match(cell.string) or _EVENTS_HEAD.match(cell.string) for cell in values)


def arm_of_row(row: Row, table: Table, arms: Arms) -> str | None:
    """The arm that a row is of, where the columns are ways of counting and the rows are the arms."""
    if not table.columns or any(column.arm is not None for column in table.columns):
        return None
    key = key_of_arm(row.head.string, arms)
    is_of_arm = key in arms.candidates and len(row.values) == len(table.columns) and all(map(is_value, row.values))
    return key if is_of_arm and table.is_about_something else None


def _split_columns(values: Sequence[Cell], table: Table) -> None:
    known = table.columns or [Column(None)]
    if len(values) % len(known):
        return
    each = len(values) // len(known)
    heads = [bool(_EVENTS_HEAD.match(cell.string)) for cell in values]
    table.columns = [replace(known[place // each], is_of_events=heads[place]) for place in range(len(values))]


def _column(cell: Cell, arms: Arms) -> Column:
    if _TOTAL_HEAD.match(cell.string):
        return Column(TOTAL)
    tail = _COUNT_TAIL.search(cell.string)
    cell = cell.part(0, tail.start()) if tail and tail.start() else cell
    size = _SIZE.search(cell.string)
    label = cell.string[: size.start()].rstrip(" ([,") if size else cell.string
    key = key_of_arm(label, arms)
    if key not in arms.candidates:
        arms.candidates[key] = ArmCandidate(key, cell.said(label, 0, len(label)), role_of(key, label))
    return _sized(Column(key), cell, size)


def _sized(column: Column, cell: Cell, size: re.Match[str] | None) -> Column:
    if size is None:
        return column
    name, word = ("size", size["unit"]) if size["size"] else ("of", size["what"])
    return replace(
        column, size=cell.said(int(size[name]), *size.span(name)), unit=(word and unit_of(word)) or "patients"
    )


def key_of_arm(label: str, arms: Arms) -> str:
    """The key of the arm that a head names; signs that Markdown sets a backslash before are the same without it."""
    key = arm_key(label)
    if key in arms.candidates:
        return key
    lettered = [known for known in arms.candidates if known.endswith((f" {label.lower()}", f" **{label.lower()}"))]
    if len(label) <= _LONGEST_LETTER and len(lettered) == 1:
        return lettered[0]
    if "\\" not in label:
        return key
    bare = arm_key(_ESCAPED.sub("", label))
    return next((known for known in arms.candidates if arm_key(_ESCAPED.sub("", known)) == bare), key)


def is_total(cell: Cell) -> bool:
    """Whether a cell is the name of a column, or of a row, that adds up others."""
    return bool(_TOTAL_HEAD.fullmatch(cell.string))


def are_arms(cells: Sequence[Cell], arms: Arms) -> bool:
    """Whether cells name arms of the study, and nothing else but a total."""
    named = [cell for cell in cells if not is_total(cell)]
    return len(named) > 1 and all(arm_key(cell.string) in arms.candidates for cell in named)


def stacked_column(row: Row, table: Table, arms: Arms) -> tuple[int, Row] | None:
    """The number of the column that a row is the head of, and what is left of the row: its value, if it has one.

    "Placebo", "Placebo | n=24 participants", "Placebo n=24 | 3 participants": an arm's row, where a page lost its
    tables' heads; None for other rows.
    """
    size = _SIZE.search(row.head.string)
    label = row.head.string[: size.start()].rstrip(" ([,") if size else row.head.string
    key = key_of_arm(label, arms)
    adds_up = bool(_TOTAL_HEAD.fullmatch(label))
    values = list(row.values)
    if not (key in arms.candidates or (adds_up and table.is_stacking)):
        return None
    column = _sized(Column(TOTAL if adds_up else key), row.head, size)
    if size is None and values and _SIZE_ALONE.match(values[0].string):
        column = _sized(column, values[0], _SIZE.search(values[0].string))
        values = values[1:]
    if len(values) > 1 or (values and not (table.is_about_something and is_value(values[0]))):
        return None
    if not table.is_stacking or any(known.arm == column.arm for known in table.columns):
        table.columns, table.is_stacking = [], True
    table.columns.append(replace(column, size=None) if adds_up else column)
    return len(table.columns) - 1, replace(row, head=row.head.part(0, 0), words="", values=tuple(values))


def without_percent_cells(row: Row, columns: int) -> Row:
    """A row in which each count stands behind a cell of its percentage, without those."""
    percents, counts = row.values[::2], row.values[1::2]
    is_doubled = columns and len(row.values) == 2 * columns and all(_SHARE.fullmatch(c.string) for c in percents)
    return replace(row, values=counts) if is_doubled and all(_OF.match(c.string) for c in counts) else row


def mention_described(described: Sequence[Stretch], table: Table, arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lets the last of the descriptions in a row tell of the arm of its column."""
    columns = [column.arm for column in table.columns or table.before]
    key = columns[len(described) - 1] if len(described) <= len(columns) else None
    for sentence in sentences if key is not None and key != TOTAL else ():
        if described[-1].start <= sentence.start < described[-1].end and key is not None:
            arms.mentions.setdefault(sentence.index, []).insert(0, ArmMention(key, 0, 0))
