"""How the network does on texts that it is not trained on, pass by pass: F1 of each role, as one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from abstract_extract.annotate.learned.sequence import marginals
from abstract_extract.proposals import ROLES

from .examples import Example
from .fit import read
from .network import Network


def progress(network: Network, examples: Sequence[Example]) -> str:
    """F1 of each role over the numbers whose corpus tells one role alone, and over all of these together."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    network.eval()
    with torch.no_grad():
        for example in examples:
            scores = read(network, [example]).scores[0].double().numpy()
            likely = marginals(
                scores, network.start.double().numpy(), network.transitions.double().numpy(), example.is_same_sentence
            )
            for allowed, row in zip(example.allowed, likely, strict=True):
                guess = ROLES[int(row.argmax())]
                own = [role for role, is_allowed in zip(ROLES, allowed, strict=True) if is_allowed]
                if len(own) == 1:
                    gold[own[0]] += 1
                if guess not in own or len(own) == 1:
                    found[guess] += 1
                    right[guess] += guess in own
    network.train()
    parts = [
        f"{role} {_f1(right[role], found[role], gold[role]):.3f}" for role in ROLES if role != "other" and gold[role]
    ]
    named = [role for role in ROLES if role != "other" and gold[role]]
    total = _f1(*(sum(counter[role] for role in named) for counter in (right, found, gold)))
    return ", ".join([*parts, f"together {total:.4f}"])


def _f1(right: int, found: int, gold: int) -> float:
    return 2 * right / (found + gold) if found + gold else 0.0
