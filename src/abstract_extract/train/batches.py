"""Several texts at once through the network: windows filled up to one length, and the figures of their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from abstract_extract.annotate.learned.windows import Window

from .chain import NEVER, Chains
from .example import NO_STATUS, NO_TAGS, Example
from .network import Network

FILL = 0.88
"""Windows shorter than this part of the longest are encoded apart from it: filling up costs time."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the network makes of a batch: scores of the numbers, and what training compares them with."""

    chains: Chains
    allowed: Tensor
    vectors: Tensor
    tags: Tensor
    status_scores: Tensor
    statuses: Tensor


def read(network: Network, batch: Sequence[Example]) -> Read:
    """The network's figures for these texts."""
    device = network.device
    rows = [(i, w, t) for i, example in enumerate(batch) for w, t in zip(example.windows, example.tags, strict=True)]
    vectors, tags, firsts = _encoded(network, rows)
    nowhere: tuple[int, tuple[int, ...]] = (firsts[0], (0,))
    numbers = [[nowhere] * len(example.allowed) for example in batch]
    for (text, window, _), first in zip(rows, firsts, strict=True):
        for number in window.numbers:
            numbers[text][number.number] = (first, number.positions)
    lengths = torch.tensor([len(text) for text in numbers])
    both = _of_numbers(vectors, [place for text in numbers for place in text])
    filled = nn.utils.rnn.pad_sequence(list(both.split(lengths.tolist())), batch_first=True)
    scores, status_scores = network.reader.batch(
        filled, _filled([example.features for example in batch]).to(device), lengths
    )
    return Read(
        Chains(
            scores,
            network.start,
            network.transitions,
            _filled([example.is_same_sentence for example in batch]).to(device),
            (torch.arange(scores.shape[1]) < lengths[:, None]).to(device),
        ),
        _filled([np.where(example.allowed, 0.0, NEVER).astype(np.float32) for example in batch]).to(device),
        vectors,
        tags,
        status_scores,
        _filled([example.statuses for example in batch], NO_STATUS).to(device),
    )


def _of_numbers(vectors: Tensor, places: Sequence[tuple[int, tuple[int, ...]]]) -> Tensor:
    """For each number the mean vector of its pieces, and its window's first vector behind it."""
    device = vectors.device
    longest = max(len(positions) for _, positions in places)
    index = np.zeros((len(places), longest), np.int64)
    weight = np.zeros((len(places), longest, 1), np.float32)
    for row, (first, positions) in enumerate(places):
        index[row, : len(positions)] = [first + position for position in positions]
        weight[row, : len(positions)] = 1 / len(positions)
    pieces = vectors[torch.from_numpy(index).to(device)] * torch.from_numpy(weight).to(device)
    return torch.cat([pieces.sum(1), vectors[torch.tensor([first for first, _ in places], device=device)]], -1)


def _filled(rows: Sequence[NDArray[np.generic]], value: float = 0.0) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.from_numpy(row) for row in rows], True, value)


Row = tuple[int, Window, NDArray[np.int64]]


def _encoded(network: Network, rows: list[Row]) -> tuple[Tensor, Tensor, list[int]]:
    """The vectors and tags of all windows, one after the other, and where each begins; `rows` is sorted by length."""
    device = network.device
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
        pieces = _filled([np.array(window.ids) for _, window, _ in group])
        mask = _filled([np.ones(len(window.ids), np.int64) for _, window, _ in group])
        with torch.autocast(device.type, dtype=torch.bfloat16):
            hidden = network.encoder(pieces.to(device), None if bool(mask.all()) else mask.to(device))
        vectors.append(hidden.float().flatten(0, 1))
        tags.append(_filled([t for _, _, t in group], NO_TAGS).flatten())
        firsts += [total + number * length for number in range(len(group))]
        total += len(group) * length
        begin = end
    return torch.cat(vectors), torch.cat(tags).to(device), firsts
