"""What the tests of exports share: a review of all the corpus' gold records, an empty one, one made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from abstract_extract.record import Grounded, Outcome, PageInfo, Record, Study
from abstract_extract.store import open_database, save

ROOT = Path(__file__).parents[1]
RAW = ROOT / "corpus" / "raw"
GOLD = ROOT / "corpus" / "gold"
TABLES = ("studies", "arms", "participants", "cell_sources", "doses", "follow_ups", "outcomes", "codebook")
OUT = {
    "forest": "forest.csv",
    "xlsx": "review.xlsx",
    "jsonl": "records.jsonl",
    "ris": "review.ris",
    "markdown": "characteristics.md",
    "docx": "characteristics.docx",
    "label-studio": "tasks.json",
}
"""The file that a format is written to; the others are folders of their own name."""


@cache
def corpus_records() -> tuple[Record, ...]:
    """All gold records of the corpus."""
    pages = json.loads((GOLD / "splits.json").read_text("utf-8"))
    names = [*pages["dev"], *pages["test"]]
    return tuple(Record.model_validate_json((GOLD / f"{name}.json").read_text("utf-8")) for name in names)


def database(folder: Path, records: Iterable[Record], name: str = "review.db") -> str:
    """A database with these records."""
    path = str(folder / name)
    with open_database(path):
        pass
    save(path, records)
    return path


def value(scalar: float | str, text: str | None = None, start: int = 0) -> Grounded:
    words = str(scalar) if text is None else text
    return Grounded(value=scalar, text=words, start=start, end=start + len(words))


def record(
    *studies: Study, name: str = "a", title: str | None = "A trial", year: int | None = 2021, **others
) -> Record:
    """The record of a page with these studies."""
    page = PageInfo(
        id=f"{name}0", path=f"{name}.txt", reader="generic", encoding="utf-8", title=title, year=year, **{"report_type": "trial_report", **others}
    )  # fmt: skip
    return Record(page=page, studies=studies)


def outcome(label: str, events: float | None, total: float | None, **others) -> Outcome:
    """An outcome with a count."""
    counts = {"events": events, "denominator": total}
    grounded = {name: value(number) for name, number in counts.items() if number is not None}
    return Outcome(**{"label": value(label), "kind": "efficacy", **grounded, **others})


def files_under(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files of a folder."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
