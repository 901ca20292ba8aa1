"""How the network does on texts that it is not trained on, pass by pass: F1 of each role, as one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch

from abstract_extract.annotate.learned.features import Rows
from abstract_extract.proposals import ROLES

from .batches import read
from .example import Example
from .network import Network

TEXTS = 16
"""Read at once."""


def progress(network: Network, examples: Sequence[Example]) -> str:
    """F1 of each role over the numbers whose corpus tells one role alone, and over all of these together."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for example, likely in _readings(network, examples):
        for allowed, row in zip(example.allowed, likely, strict=True):
            guess = ROLES[int(row.argmax())]
            own = [role for role, is_allowed in zip(ROLES, allowed, strict=True) if is_allowed]
            if len(own) == 1:
                gold[own[0]] += 1
            if guess not in own or len(own) == 1:
                found[guess] += 1
                right[guess] += guess in own
    parts = [
        f"{role} {_f1(right[role], found[role], gold[role]):.3f}" for role in ROLES if role != "other" and gold[role]
    ]
    named = [role for role in ROLES if role != "other" and gold[role]]
    total = _f1(*(sum(counter[role] for role in named) for counter in (right, found, gold)))
    return ", ".join([*parts, f"together {total:.4f}"])


def _readings(network: Network, examples: Sequence[Example]) -> Iterator[tuple[Example, Rows]]:
    """How likely each role is for each number, text by text, those of like length first."""
    network.eval()
    ordered = sorted(examples, key=lambda example: len(example.windows[0].ids))
    for begin in range(0, len(ordered), TEXTS):
        batch = ordered[begin : begin + TEXTS]
        with torch.no_grad():
            chains = read(network, batch).chains
        likely = replace(chains, scores=chains.scores.detach().requires_grad_()).marginals().cpu().numpy()
        for example, rows in zip(batch, likely, strict=True):
            yield example, rows[: len(example.allowed)]
    network.train()


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0
