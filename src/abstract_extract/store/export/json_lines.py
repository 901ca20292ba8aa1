"""Records as JSON Lines, one a page, as `abstract-extract run --jsonl` writes them, but after people's decisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from .files import writing
from .review import Review


def write_json_lines(review: Review, out: Path) -> Iterator[Path]:
    """A line a record, in the order of the pages' keys. Raises ExportError."""
    with writing(out) as file:
        for decided in review.records():
            line = json.dumps(decided.record.to_json(), ensure_ascii=False, separators=(",", ":"))
            file.write(line.encode() + b"\n")
    yield out
