"""Which facts of the gold were right when floors were pinned, so that a fall can name the facts that it lost.

They stand beside floors.json, for each split, way and page, as the places of the items in the gold: `"3"` is the
fourth item of the first study, `"1.3"` the fourth of the second.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError

from .fields import Mode
from .verdicts import PageVerdicts, Verdict

FILE = "right.json"
Right = dict[str, dict[str, dict[str, str]]]
"""By way, page and field: the places of the facts that are right, with blanks between."""


def right_facts(pages: Sequence[PageVerdicts], modes: Sequence[Mode]) -> Right:
    """The facts that are right in these pages."""
    found: Right = {}
    for mode in modes:
        for page in pages:
            by_field: dict[str, list[str]] = {}
            for verdict in page.verdicts[mode]:
                if verdict.call == "right":
                    by_field.setdefault(verdict.field, []).append(_place(verdict))
            found.setdefault(mode, {})[page.page] = {name: " ".join(places) for name, places in by_field.items()}
    return found


def lost_facts(
    pages: Sequence[PageVerdicts], pinned: Right, fallen: Collection[tuple[str, Mode]]
) -> list[tuple[Mode, Verdict]]:
    """The facts of the fallen fields that were right when pinned and are not now, in the gold's order."""
    lost: list[tuple[Mode, Verdict]] = []
    for name, mode in fallen:
        for page in pages:
            before = set(pinned.get(mode, {}).get(page.page, {}).get(name, "").split())
            lost += [
                (mode, verdict)
                for verdict in page.verdicts[mode]
                if verdict.field == name and verdict.in_gold and verdict.call != "right" and _place(verdict) in before
            ]
    return lost


def read_right(folder: Path) -> dict[str, Right]:
    """The facts of each split that a gold folder keeps; none where it keeps none. Raises GoldError."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        return dict(json.loads(path.read_text("utf-8")))
    except ValueError as error:
        raise GoldError(f"{path}: cannot be read; write it with `score … --raise-floors`") from error


def write_right(folder: Path, right: dict[str, Any]) -> Path:
    """Writes right.json; gives its path."""
    path = folder / FILE
    path.write_text(json.dumps(right, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8", newline="\n")
    return path


def _place(verdict: Verdict) -> str:
    return f"{verdict.study}.{verdict.item}" if verdict.study else str(verdict.item)
