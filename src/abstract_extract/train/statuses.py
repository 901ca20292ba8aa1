"""Fitting the reader of statuses: counts of people with the status that annotators gave them, to weights of words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from abstract_extract.annotate.learned.statuses import FILE, STATUSES, signs_of
from abstract_extract.annotate.learned.wordpieces import WordPieces

from .examples import ReadText, gold_readings
from .gold_labels import counted_people
from .written import written_people, written_readings

RIDGE = 0.5
LEAST_OFTEN = 3
"""Signs that are rarer in the examples are left out."""
ROUNDS = 200
DIGITS = 3
"""Of a weight, behind the point."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A count of people: its signs, and its status or "denominator"."""

    signs: frozenset[str]
    status: str


def gold_counts(folder: Path, cutter: WordPieces, *, only_dev: bool) -> Iterator[Counting]:
    """The counts of people of pages and their gold in a folder; `only_dev` leaves out the pages of test."""
    for _, record, reading in gold_readings(folder, cutter, only_dev=only_dev):
        yield from _counts(reading, dict(counted_people(record)))


def written_counts(path: Path, cutter: WordPieces) -> Iterator[Counting]:
    """The counts of people of a file of written abstracts."""
    for item, reading in written_readings(path, cutter):
        yield from _counts(reading, written_people(item))


def _counts(reading: ReadText, people: Mapping[int, tuple[str, str]]) -> Iterator[Counting]:
    for (sentence, number), place in zip(reading.pairs, reading.numbers, strict=True):
        found = people.get(place.start)
        if found:
            side, status = found
            signs = signs_of(sentence.string, number.start, number.end, side, sentence.section)
            yield Counting(frozenset(signs), status)


def fit_statuses(counts: Sequence[Counting], folder: Path) -> None:
    """Fits a multinomial logistic regression on the counts and writes it as `statuses.json`."""
    often = Counter(sign for count in counts for sign in count.signs)
    signs = sorted(sign for sign, times in often.items() if times >= LEAST_OFTEN)
    place = {sign: index for index, sign in enumerate(signs)}
    rows = [[place[sign] for sign in sorted(count.signs) if sign in place] for count in counts]
    right = torch.tensor([STATUSES.index(count.status) for count in counts])
    weights, bias = _fitted(rows, right, len(signs))
    held = {
        "statuses": list(STATUSES),
        "bias": [round(value, DIGITS) for value in bias],
        "weights": {sign: [round(value, DIGITS) for value in row] for sign, row in zip(signs, weights, strict=True)},
    }
    (folder / FILE).write_text(json.dumps(held, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def _fitted(rows: Sequence[Sequence[int]], right: torch.Tensor, signs: int) -> tuple[list[list[float]], list[float]]:
    flat = torch.tensor([sign for row in rows for sign in row])
    begins = torch.tensor([0, *torch.tensor([len(row) for row in rows]).cumsum(0)[:-1].tolist()])
    weights = torch.zeros(signs, len(STATUSES), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(len(STATUSES), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.nn.functional.embedding_bag(flat, weights, begins, mode="sum") + bias
        total = torch.nn.functional.cross_entropy(scores, right, reduction="sum") + RIDGE / 2 * (weights**2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return weights.tolist(), bias.tolist()
