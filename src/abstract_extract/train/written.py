"""Abstracts of trials of cells that were written for training, with role and status at their numbers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.page import Source, page_id
from abstract_extract.proposals import ROLES

from .example import Example
from .examples import ReadText
from .gold_labels import Label

Counted = dict[int, tuple[str, str]]
"""By its place, the side and the status of a count of people."""


def written_readings(path: Path, cutter: WordPieces) -> Iterator[tuple[dict[str, Any], ReadText]]:
    """Each line of a file of written abstracts, and its text as the pipeline reads it."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        text: str = item["text"]
        yield item, ReadText(Source(page_id(text.encode()), f"{item['id']}.txt", text, "utf-8"), cutter)


def written_examples(path: Path, part: str, cutter: WordPieces) -> Iterator[Example]:
    """The examples of a file of written abstracts: `id`, `text`, `spans` (start, end, text, role, status) a line.

    A span without a role may be anything; a number without a span has none.
    """
    for item, reading in written_readings(path, cutter):
        if not reading.numbers:
            continue
        labels: list[Label] = [
            (span["start"], span["end"], span["text"], (span["role"],) if "role" in span else tuple(ROLES))
            for span in item["spans"]
        ]
        people = {place: status for place, (_, status) in written_people(item).items()}
        allowed = reading.allowed(labels, ("other",))
        yield reading.example(item["id"], part, allowed, reading.no_tags(), counts_all=True, people=people)


def written_people(item: dict[str, Any]) -> Counted:
    """Where each count of people stands in a written abstract, with its side and its status."""
    return {
        span["start"]: (span["role"].partition(":")[2], span["status"]) for span in item["spans"] if "status" in span
    }
