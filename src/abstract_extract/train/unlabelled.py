"""Texts that nobody annotated, with the roles that a first model finds likely: more trials, of more fields.

A number may be whatever the first model holds possible, so that where it is sure it teaches, and where it is not it
leaves the choice open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from abstract_extract.annotate.learned import RoleModel
from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.page import Source, page_id
from abstract_extract.proposals import ROLES, NumberRole

from .examples import Example, ReadText

COVERED = 0.95
"""The likeliest roles that together reach this probability are allowed."""
FEWEST_NUMBERS = 6
_COMPARES = re.compile(r"\b(?:random|versus|vs\b|placebo|control group|compared with)", re.IGNORECASE)


def unlabelled_examples(path: Path, wanted: int, teacher: RoleModel, cutter: WordPieces) -> Iterator[Example]:
    """So many of the texts of a JSON Lines file that compare groups and have numbers, evenly picked."""
    texts = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    texts = [item for item in texts if _COMPARES.search(item["text"])]
    step = max(1, len(texts) // wanted)
    for item in texts[::step][:wanted]:
        text: str = item["text"]
        reading = ReadText(Source(page_id(text.encode()), f"{item['id']}.txt", text, "utf-8"), cutter)
        if len(reading.numbers) < FEWEST_NUMBERS:
            continue
        given = reading.readable
        roles = teacher.read(given.sentences, given.counted, given.length).roles
        allowed = np.array([_possible(role) for role in roles], bool)
        yield reading.example(item["id"], "unlabelled", allowed, reading.no_tags())


def _possible(role: NumberRole) -> NDArray[np.bool_]:
    chances = np.array([role.likely[name] for name in ROLES])
    order = np.argsort(-chances, kind="stable")
    kept = int(np.searchsorted(np.cumsum(chances[order]), COVERED)) + 1
    row = np.zeros(len(ROLES), bool)
    row[order[:kept]] = True
    return row
