"""Rows of a paper's tables that count who was allotted, treated, seen again: their status and what they count.

>>> people_row("Received the allocated treatment, persons"), people_row("Completed month 24")
(('treated', 'patients'), ('completed', 'patients'))
>>> people_row("dosed shoulders"), people_row("Hips reviewed, n")
(('treated', 'shoulders'), ('analysed', 'hips'))
>>> people_row("Received rescue medication"), people_row("Completed healing at week 12") is None
(None, True)
"""

from __future__ import annotations

import re
from functools import lru_cache

from abstract_extract.record import ParticipantStatus

from .outcome_kinds import kind_of
from .people import UNIT_WORD, unit_of
from .result_columns import TOTAL
from .result_rows import Row
from .result_state import Table

_UNIT = rf"(?P<unit>{UNIT_WORD}|persons)"
_WHAT = r"(?:treatment|intervention|therapy|cells?|product|injections?|infusions?|bag|dose|procedure|graft|transplant|implant)"
_END = r"(?:,? ?(?:n|no\.?|number)(?: ?\(%\))?| ?\((?:n|no\.?)\))?[ ,:]*"
_TIME = r"(?:,? (?:at|by|to|until|of|through)? ?(?:the )?(?:month|week|year|day|visit|end|last|final|[\d.]+)\b[\w .-]{0,25})?"
_STATUS: tuple[tuple[ParticipantStatus, str], ...] = (
    ("randomised", r"randomi[sz]ed"),
    ("allocated", r"(?:allocated|assigned|allotted)"),
    ("treated", rf"(?:(?:received|given|got|had|underwent)(?: (?:the|a|their))?(?: (?:allocated|assigned|study|planned|allotted))? {_WHAT}|dosed|treated|infused|injected|implanted|transplanted|operated(?: on)?)"),
    ("completed", rf"(?:completed(?: (?:the )?(?:study|trial|follow-?up|protocol|treatment))?|finished(?: the (?:study|trial))?){_TIME}"),
    ("analysed", rf"(?:(?:analy[sz]ed|evaluable|evaluated|assessed|reviewed|examined|seen(?: again)?|available){_TIME}|(?:in )?(?:the )?(?:primary |safety |efficacy |final |full |per[- ]protocol )?(?:analysis(?: set)?|population|set)|intention[- ]to[- ]treat(?: population| set)?)"),
    ("lost", rf"(?:lost(?: to follow-?up)?|dropped out|drop-?outs?|not traced){_TIME}"),
)  # fmt: skip
_PATTERNS = tuple(
    (
        status,
        re.compile(
            rf"(?:(?:number|no\.?) (?:of )?)?(?:{_UNIT} )?(?:who )?(?:were )?{words}(?:,? (?:of )?{_UNIT.replace('<unit>', '<after>')})?{_END}\Z",
            re.IGNORECASE,
        ),
    )
    for status, words in _STATUS
)


@lru_cache(maxsize=1024)
def people_row(head: str) -> tuple[ParticipantStatus, str] | None:
    """The status and unit of a row of people by its name; None for a row of results."""
    for status, pattern in _PATTERNS:
        match = pattern.match(head.strip())
        if match:
            word = match["unit"] or match["after"] or "patients"
            unit = "patients" if word.lower() == "persons" else unit_of(word.lower())
            return (status, unit or "patients") if unit != "events" else None
    return None


_OF_PEOPLE = re.compile(r"\d+ ?\(\d+(?:[.,]\d+)? ?%?\)|\d+ ?/ ?\d+\b")
_BARE = re.compile(r"\d{1,4}|[-–—]|")


def counts_people(row: Row, table: Table) -> bool:
    """Whether a row of bare numbers counts people: of two arms or more, beside rows that say so, or of a harm."""
    cells = [cell.string for cell in row.values]
    arms = {column.arm for column in table.columns[: len(cells)]} - {None, TOTAL}
    if len(arms) < 2 or not all(map(_BARE.fullmatch, cells)) or not any(cells):
        table.has_counts = table.has_counts or any(map(_OF_PEOPLE.match, cells))
        return False
    return table.has_counts or kind_of(row.words) != "efficacy"
