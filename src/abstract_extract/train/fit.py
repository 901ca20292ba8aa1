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
from .hidden import Hider
from .network import Network, quick_attention
from .texts import Texts

POOL = 100
THREADS = 2
"""Cores that training takes."""
READER_SHARE = 20 / 3
"""How much higher the rate of what is trained from nothing is than that of the encoder."""
WARM_UP = 0.06
"""Share of a cycle in which the rate rises."""
TAGS_WEIGHT = 0.2
STATUS_WEIGHT = 1.0


@dataclass(frozen=True, slots=True)
class Cycle:
    """Passes over which the rate is let down to nothing, and the encoder's highest rate."""

    passes: int
    rate: float
    is_closing: bool = False
    """Whether its passes have the closing texts (`Texts.closing`), else all as they are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: the cycles, how many of the last passes are averaged, word pieces in a batch, and the seed.

    A cycle begins where the one before it ended, with its rate up again: what four passes have settled is shaken once
    (Loshchilov and Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts, ICLR 2017).
    """

    cycles: tuple[Cycle, ...] = (
        Cycle(4, 1.5e-4),
        Cycle(6, 1e-4),
        Cycle(4, 1e-4),
        Cycle(2, 5e-5, is_closing=True),
        Cycle(5, 8e-5, is_closing=True),
    )
    averaged: int = 7
    pieces: int = 1500
    seed: int = 0


def fit(
    texts: Texts,
    hider: Hider,
    weights: Path,
    plan: Plan,
    device: torch.device,
    after_pass: Callable[[Network], str],
) -> Network:
    """The network with the mean of its weights after the last passes; of each pass its loss is told, and `after_pass`.

    The mean is less sure of what one pass has learned by heart.

    On a processor the same texts, plan and versions of the libraries give the same weights.
    """
    torch.manual_seed(plan.seed)
    # Some of what runs on a graphics processor has no form that adds up in one order.
    torch.use_deterministic_algorithms(mode=True, warn_only=device.type != "cpu")
    torch.set_num_threads(THREADS)
    shuffle = random.Random(plan.seed)  # noqa: S311 - the order of examples is no secret
    network = Network(weights)
    network.to(device)
    network.train()
    began = time.monotonic()
    kept: list[dict[str, torch.Tensor]] = []
    for at, cycle in enumerate(plan.cycles):
        examples = (lambda: texts.closing(hider, shuffle)) if cycle.is_closing else texts.whole
        for number, loss in enumerate(_passes(network, examples, plan, cycle, shuffle)):
            print(
                f"cycle {at + 1} of {len(plan.cycles)}, pass {number + 1} of {cycle.passes}: loss {loss:.4f}, "
                f"{time.monotonic() - began:,.0f} s: {after_pass(network)}",
                file=sys.stderr,
                flush=True,
            )
            state = {name: weights.cpu().clone() for name, weights in network.state_dict().items()}
            kept = [*kept, state][-plan.averaged :]
    network.load_state_dict(mean(kept))
    network.eval()
    return network


def _passes(
    network: Network, examples: Callable[[], Sequence[Example]], plan: Plan, cycle: Cycle, shuffle: random.Random
) -> Iterator[float]:
    """Trains for one cycle, each pass with its own examples; gives the mean loss of each."""
    own = [p for p in network.encoder.parameters() if p.requires_grad]
    others = [p for name, p in network.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": own}, {"params": others}], lr=cycle.rate, weight_decay=0.01)
    for number in range(cycle.passes):
        batches = list(_batches(examples(), plan, shuffle))
        total = 0.0
        for at, batch in enumerate(batches):
            step, steps = number * len(batches) + at, cycle.passes * len(batches)
            share = min(1.0, (step + 1) / (WARM_UP * steps)) * max(0.02, 1 - step / steps)
            for group, rate in zip(optimizer.param_groups, (cycle.rate, cycle.rate * READER_SHARE), strict=True):
                group["lr"] = rate * share
            total += _learn(network, batch, optimizer)
        yield total / len(batches)


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
