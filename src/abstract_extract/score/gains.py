"""What a change of the extractor gained and lost: gold facts that became right or ceased to be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .fields import COUNTED, IDENTIFIERS, Mode
from .verdicts import PageVerdicts, Verdict

COMPARED = COUNTED | {"report_type", *(f"identifiers.{key}" for key in IDENTIFIERS)}
"""Fields whose facts are listed; the others follow from these."""


@dataclass(frozen=True, slots=True)
class Change:
    """The difference between two scorings of the same gold, in one way."""

    mode: Mode
    gained: tuple[Verdict, ...]
    lost: tuple[Verdict, ...]
    """Facts of the gold, with their verdict now."""
    spurious_now: int
    spurious_before: int


def compare(now: Sequence[PageVerdicts], before: Sequence[PageVerdicts], mode: Mode) -> Change:
    """Gold facts right now and not before, and the other way round, in the gold's order."""
    old = {verdict.fact: verdict for verdict in _facts(before, mode)}
    gained: list[Verdict] = []
    lost: list[Verdict] = []
    for verdict in _facts(now, mode):
        earlier = old.get(verdict.fact)
        was_right = earlier is not None and earlier.call == "right"
        if verdict.call == "right" and not was_right:
            gained.append(verdict)
        elif verdict.call != "right" and was_right:
            lost.append(verdict)
    return Change(mode, tuple(gained), tuple(lost), _spurious(now, mode), _spurious(before, mode))


def _facts(pages: Sequence[PageVerdicts], mode: Mode) -> list[Verdict]:
    return [
        verdict for page in pages for verdict in page.verdicts[mode] if verdict.in_gold and verdict.field in COMPARED
    ]


def _spurious(pages: Sequence[PageVerdicts], mode: Mode) -> int:
    return sum(
        verdict.in_record and verdict.call != "right" and verdict.field in COMPARED
        for page in pages
        for verdict in page.verdicts[mode]
    )
