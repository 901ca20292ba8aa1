"""Pinned floors: no field may score below what it once reached.

They stand in the gold folder's floors.json, for each split and field, with the fingerprint of the gold that they
were measured on. Raising them is one command; lowering one needs to be asked for, and leaves a note of what sank.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from abstract_extract.errors import GoldError

from .counts import Scores
from .fields import Mode

PINNED: tuple[Mode, ...] = ("exact", "value")
FILE = "floors.json"
SLACK = 0.005
"""How far below a figure its floor is laid, so that one fact of a long list may be given up for two others."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A field below its floor: `now` is None where it has no figure any more."""

    split: str
    field: str
    mode: Mode
    floor: float
    now: float | None

    def __str__(self) -> str:
        now = "nothing" if self.now is None else f"{self.now:.3f}"
        return f"{self.split}: {self.field} ({self.mode}): {now}, floor {self.floor:.3f}"


def read_floors(folder: Path) -> dict[str, Any]:
    """The floors of a gold folder; none where it has none. Raises GoldError."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        floors = json.loads(path.read_text("utf-8"))
        wanted = ("pages", "fingerprint", "f1", "lowered")
        return {split: {key: floors[split][key] for key in wanted} for split in floors}
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: no floors; write them with `score … --raise-floors`") from error


def check_floors(scores: Scores, floors: dict[str, Any], split: str, fingerprint: str) -> list[Fall]:
    """The fields of a split that fell below their floors; none is well.

    Raises GoldError where the split has no floors, or the gold is not the one that they were measured on.
    """
    if split not in floors:
        raise GoldError(f"{FILE}: no floors for the {split} split; pin them with `score … --raise-floors`")
    if floors[split]["fingerprint"] != fingerprint:
        raise GoldError(
            f"{FILE}: the {split} gold has changed since its floors were pinned; pin them anew with --raise-floors"
        )
    return _falls(scores, floors[split]["f1"], split)


def pin_floors(
    scores: Scores, floors: dict[str, Any], split: str, fingerprint: str, *, lower: bool = False
) -> dict[str, Any]:
    """The floors with those of a split raised to just below its present figures.

    Raises GoldError where a figure is below its floor and `lower` was not asked for. Floors that sink are listed under
    `lowered`, with what they were; a new gold starts anew.
    """
    kept = floors.get(split, {})
    old: dict[str, dict[str, float]] = kept.get("f1", {}) if kept.get("fingerprint") == fingerprint else {}
    falls = _falls(scores, old, split)
    if falls and not lower:
        raise GoldError("floors are not lowered without --lower-floors:\n" + "\n".join(map(str, falls)))
    sunk = {f"{fall.field} ({fall.mode})": fall.floor for fall in falls}
    f1 = {
        name: {
            mode: value if f"{name} ({mode})" in sunk else max(value, old.get(name, {}).get(mode, 0.0))
            for mode in PINNED
            if mode in by_mode and (value := _laid(by_mode[mode].f1)) is not None
        }
        for name, by_mode in scores.fields.items()
        if by_mode["exact"].gold
    }
    lowered = sunk or (kept.get("lowered", {}) if old else {})
    return {**floors, split: {"pages": scores.pages, "fingerprint": fingerprint, "f1": f1, "lowered": lowered}}


def write_floors(folder: Path, floors: dict[str, Any]) -> Path:
    """Writes floors.json; gives its path."""
    path = folder / FILE
    path.write_text(json.dumps(floors, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    return path


def splits_to_check(split: Literal["dev", "test", "all"]) -> Sequence[Literal["dev", "test"]]:
    """The splits that a choice of split stands for."""
    return ("dev", "test") if split == "all" else (split,)


def _falls(scores: Scores, floors: dict[str, dict[str, float]], split: str) -> list[Fall]:
    falls: list[Fall] = []
    for field, by_mode in floors.items():
        for mode in PINNED:
            if mode not in by_mode:
                continue
            figure = scores.fields.get(field, {}).get(mode)
            now = figure.f1 if figure else None
            if now is None or now < by_mode[mode] - 1e-9:
                falls.append(Fall(split, field, mode, by_mode[mode], now))
    return falls


def _laid(value: float | None) -> float | None:
    """The floor under a figure, in thousandths."""
    return None if value is None else max(0.0, math.floor((value - SLACK) * 1000 + 1e-9) / 1000)
