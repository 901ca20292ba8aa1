"""Fitting the network to examples: batches of texts, one pass after another, the rate warmed up and let down."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from abstract_extract.annotate.learned.windows import Window

from .examples import NO_STATUS, NO_TAGS, Example
from .network import Network, quick_attention

PIECES = 3000
"""Word pieces in a batch."""
POOL = 100
NEVER = -1e4
READER_RATE = 1e-3
TAGS_WEIGHT = 0.2
STATUS_WEIGHT = 1.0
FILL = 0.88
"""Windows shorter than this part of the longest are encoded apart from it: filling up costs time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: the passes over which the rate is let down, after how many of them to stop (what comes later learns
    the examples by heart), the encoder's highest rate, and the seed."""

    passes: int = 3
    stop: int = 3
    rate: float = 1.5e-4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of a batch: scores of the numbers, and what training compares them with."""

    scores: Tensor
    is_same: Tensor
    is_number: Tensor
    allowed: Tensor
    vectors: Tensor
    tags: Tensor
    status_scores: Tensor
    statuses: Tensor


def fit(examples: Sequence[Example], weights: Path, plan: Plan, after_pass: Callable[[Network], str]) -> Network:
    """The network after all passes; after each its loss is told, and what `after_pass` says.

    The same examples, plan and versions of the libraries give the same weights.
    """
    torch.manual_seed(plan.seed)
    torch.use_deterministic_algorithms(mode=True)
    torch.set_num_threads(1)
    shuffle = random.Random(plan.seed)  # noqa: S311 - the order of examples is no secret
    network = Network(weights)
    network.train()
    encoder = [p for p in network.encoder.parameters() if p.requires_grad]
    others = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": encoder}, {"params": others}], lr=plan.rate, weight_decay=0.01)
    steps = plan.passes * len(list(_batches(examples, random.Random(plan.seed))))  # noqa: S311 - as above
    step, began = 0, time.monotonic()
    for number in range(plan.stop):
        total = 0.0
        batches = list(_batches(examples, shuffle))
        for batch in batches:
            share = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (plan.rate, READER_RATE), strict=True):
                group["lr"] = rate * share
            with quick_attention():
                total += _learn(network, batch, optimizer)
            step += 1
        print(
            f"pass {number + 1} of {plan.stop}: loss {total / len(batches):.4f}, {time.monotonic() - began:,.0f} s: "
            f"{after_pass(network)}",
            file=sys.stderr,
            flush=True,
        )
    network.eval()
    return network


def _learn(network: Network, batch: Sequence[Example], optimizer: torch.optim.Optimizer) -> float:
    figures = read(network, batch)
    all_chains = network.log_sum(figures.scores, figures.is_same, figures.is_number)
    allowed = network.log_sum(figures.scores, figures.is_same, figures.is_number, figures.allowed)
    loss = (all_chains - allowed).sum() / figures.is_number.sum()
    whole = loss
    if (figures.tags != NO_TAGS).any():
        whole = loss + TAGS_WEIGHT * nn.functional.cross_entropy(
            network.tagger(figures.vectors), figures.tags, ignore_index=NO_TAGS
        )
    if (figures.statuses != NO_STATUS).any():
        # A sum over the counts for the numbers of the batch: a batch with one page of cells is not shaken by it.
        told = nn.functional.cross_entropy(
            figures.status_scores.flatten(0, 1), figures.statuses.flatten(), ignore_index=NO_STATUS, reduction="sum"
        )
        whole = whole + STATUS_WEIGHT * told / figures.is_number.sum()
    optimizer.zero_grad(set_to_none=True)
    whole.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _batches(examples: Sequence[Example], shuffle: random.Random) -> Iterator[list[Example]]:
    """Texts of like length together, in an order drawn anew."""
    order = list(examples)
    shuffle.shuffle(order)
    ordered: list[Example] = []
    for start in range(0, len(order), POOL):
        ordered += sorted(order[start : start + POOL], key=lambda example: len(example.windows[0].ids))
    batches: list[list[Example]] = []
    batch: list[Example] = []
    length = 0
    for example in ordered:
        own = sum(len(window.ids) for window in example.windows)
        if batch and length + own > PIECES:
            batches.append(batch)
            batch, length = [], 0
        batch.append(example)
        length += own
    if batch:
        batches.append(batch)
    shuffle.shuffle(batches)
    yield from batches


def read(network: Network, batch: Sequence[Example]) -> Read:
    """The network's figures for these texts."""
    rows = [(i, w, t) for i, example in enumerate(batch) for w, t in zip(example.windows, example.tags, strict=True)]
    vectors, tags, firsts = _encoded(network, rows)
    nowhere: tuple[int, tuple[int, ...]] = (firsts[0], (0,))
    numbers = [[nowhere] * len(example.allowed) for example in batch]
    for (text, window, _), first in zip(rows, firsts, strict=True):
        for number in window.numbers:
            numbers[text][number.number] = (first, number.positions)
    flat = [place for text in numbers for place in text]
    own = torch.tensor([index for index, (_, positions) in enumerate(flat) for _ in positions])
    pieces = vectors[torch.tensor([first + position for first, positions in flat for position in positions])]
    mean = torch.zeros(len(flat), vectors.shape[1]).index_add(0, own, pieces) / torch.bincount(own)[:, None]
    both = torch.cat([mean, vectors[torch.tensor([first for first, _ in flat])]], -1)
    lengths = [len(text) for text in numbers]
    filled = nn.utils.rnn.pad_sequence(list(both.split(lengths)), batch_first=True)
    scores, status_scores = network.reader.batch(
        filled, _filled([torch.from_numpy(example.features) for example in batch]), torch.tensor(lengths)
    )
    return Read(
        scores,
        _filled([torch.from_numpy(example.is_same_sentence) for example in batch]),
        _filled([torch.ones(length, dtype=torch.bool) for length in lengths]),
        _filled([torch.from_numpy(np.where(example.allowed, 0.0, NEVER).astype(np.float32)) for example in batch]),
        vectors,
        tags,
        status_scores,
        nn.utils.rnn.pad_sequence([torch.from_numpy(example.statuses) for example in batch], True, NO_STATUS),
    )


def _filled(rows: list[Tensor]) -> Tensor:
    return nn.utils.rnn.pad_sequence(rows, batch_first=True)


Row = tuple[int, Window, NDArray[np.int64]]


def _encoded(network: Network, rows: list[Row]) -> tuple[Tensor, Tensor, list[int]]:
    """The vectors and tags of all windows, one after the other, and where each begins; `rows` is sorted by length."""
    rows.sort(key=lambda row: -len(row[1].ids))
    vectors: list[Tensor] = []
    tags: list[Tensor] = []
    firsts: list[int] = []
    begin = total = 0
    while begin < len(rows):
        length = len(rows[begin][1].ids)
        end = begin
        while end < len(rows) and len(rows[end][1].ids) >= FILL * length:
            end += 1
        group = rows[begin:end]
        pieces = _filled([torch.tensor(window.ids) for _, window, _ in group])
        mask = _filled([torch.ones(len(window.ids), dtype=torch.long) for _, window, _ in group])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = network.encoder(pieces, None if bool(mask.all()) else mask)
        vectors.append(hidden.float().flatten(0, 1))
        tags.append(nn.utils.rnn.pad_sequence([torch.from_numpy(t) for _, _, t in group], True, NO_TAGS).flatten())
        firsts += [total + number * length for number in range(len(group))]
        total += len(group) * length
        begin = end
    return torch.cat(vectors), torch.cat(tags), firsts
