"""Fitting the network to examples: batches of texts, one pass after another, the rate warmed up and let down."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn

from .batches import read
from .example import NO_STATUS, NO_TAGS, Example
from .network import Network, quick_attention

POOL = 100
THREADS = 2
"""Cores that training takes."""
READER_RATE = 1e-3
TAGS_WEIGHT = 0.2
STATUS_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: the passes over which the rate is let down, how many of the last are averaged, the encoder's
    highest rate, word pieces in a batch, and the seed."""

    passes: int = 4
    averaged: int = 2
    rate: float = 1.5e-4
    pieces: int = 1500
    seed: int = 0


def fit(
    examples: Sequence[Example],
    weights: Path,
    plan: Plan,
    device: torch.device,
    after_pass: Callable[[Network], str],
) -> Network:
    """The network with the mean of its weights after the last passes; of each pass its loss is told, and `after_pass`.

    The mean is less sure of what one pass has learned by heart.

    On a processor the same examples, plan and versions of the libraries give the same weights.
    """
    torch.manual_seed(plan.seed)
    # Some of what runs on a graphics processor has no form that adds up in one order.
    torch.use_deterministic_algorithms(mode=True, warn_only=device.type != "cpu")
    torch.set_num_threads(THREADS)
    shuffle = random.Random(plan.seed)  # noqa: S311 - the order of examples is no secret
    network = Network(weights)
    network.to(device)
    network.train()
    own = [p for p in network.encoder.parameters() if p.requires_grad]
    others = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": own}, {"params": others}], lr=plan.rate, weight_decay=0.01)
    steps = plan.passes * len(list(_batches(examples, plan, random.Random(plan.seed))))  # noqa: S311 - as above
    step, began = 0, time.monotonic()
    kept: list[dict[str, torch.Tensor]] = []
    for number in range(plan.passes):
        total, batches = 0.0, list(_batches(examples, plan, shuffle))
        for batch in batches:
            share = min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (plan.rate, READER_RATE), strict=True):
                group["lr"] = rate * share
            total += _learn(network, batch, optimizer)
            step += 1
        print(
            f"pass {number + 1} of {plan.passes}: loss {total / len(batches):.4f}, {time.monotonic() - began:,.0f} s: "
            f"{after_pass(network)}",
            file=sys.stderr,
            flush=True,
        )
        kept = [*kept, {name: weights.cpu().clone() for name, weights in network.state_dict().items()}][
            -plan.averaged :
        ]
    network.load_state_dict(mean(kept))
    network.eval()
    return network


def mean(states: Sequence[Mapping[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of several states of one network, weight by weight.

    >>> mean([{"bias": torch.tensor([1.0])}, {"bias": torch.tensor([2.0])}])
    {'bias': tensor([1.5000])}
    """
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def _learn(network: Network, batch: Sequence[Example], optimizer: torch.optim.Optimizer) -> float:
    # Exporters know the library's own attention, processors are slow with it.
    with quick_attention() if network.device.type == "cpu" else nullcontext():
        figures = read(network, batch)
    count = figures.chains.is_number.sum()
    loss = (figures.chains.log_sum() - figures.chains.log_sum(figures.allowed)).sum() / count
    whole = loss
    if (figures.tags != NO_TAGS).any():
        whole = whole + TAGS_WEIGHT * nn.functional.cross_entropy(
            network.tagger(figures.vectors), figures.tags, ignore_index=NO_TAGS
        )
    if (figures.statuses != NO_STATUS).any():
        # A sum over the counts for the numbers of the batch: a batch with one page of cells is not shaken by it.
        told = nn.functional.cross_entropy(
            figures.status_scores.flatten(0, 1), figures.statuses.flatten(), ignore_index=NO_STATUS, reduction="sum"
        )
        whole = whole + STATUS_WEIGHT * told / count
    optimizer.zero_grad(set_to_none=True)
    whole.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def _batches(examples: Sequence[Example], plan: Plan, shuffle: random.Random) -> Iterator[list[Example]]:
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
        if batch and length + own > plan.pieces:
            batches.append(batch)
            batch, length = [], 0
        batch.append(example)
        length += own
    if batch:
        batches.append(batch)
    shuffle.shuffle(batches)
    yield from batches
