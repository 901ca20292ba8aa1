"""The chain over roles as training needs it: sums over all chains of many texts at once, and what a reader believes.

The sum over a chain is a product of tables, one a number; products of neighbours are taken pair by pair, so that a text
of 128 numbers takes seven steps and not 127, which is what a graphics processor asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

NEVER = -1e4
"""The logarithm of what cannot be."""


@dataclass(frozen=True, slots=True)
class Chains:
    """The scores of several texts, filled up to the longest: texts × numbers × roles, and the tables between numbers.

    `start` has a score for each role, `transitions` is 2 × roles × roles (from, to; 1 for neighbours in a sentence),
    `is_same` and `is_number` are texts × numbers.
    """

    scores: Tensor
    start: Tensor
    transitions: Tensor
    is_same: Tensor
    is_number: Tensor

    def log_sum(self, allowed: Tensor | None = None) -> Tensor:
        """For each text the logarithm of the sum over all chains of roles, or those of `allowed` (0, or `NEVER`)."""
        scores = self.scores if allowed is None else self.scores + allowed
        tables = self._between()[:, 1:] + scores[:, 1:, None, :]
        identity = torch.full_like(self.transitions[0], NEVER).fill_diagonal_(0.0)
        tables = torch.where(self.is_number[:, 1:, None, None], tables, identity)
        while tables.shape[1] > 1:
            if tables.shape[1] % 2:
                tables = torch.cat([tables, identity.expand(len(tables), 1, -1, -1)], 1)
            tables = torch.logsumexp(tables[:, ::2, :, :, None] + tables[:, 1::2, None, :, :], 3)
        first = self.start + scores[:, 0]
        if tables.shape[1]:
            first = torch.logsumexp(first[:, :, None] + tables[:, 0], 1)
        return torch.logsumexp(first, 1)

    def marginals(self) -> Tensor:
        """How likely each role is for each number: the slope of the sum by the scores. Scores need a gradient."""
        (found,) = torch.autograd.grad(self.log_sum().sum(), self.scores)
        return found

    def _between(self) -> Tensor:
        same = self.is_same[:, :, None, None].to(self.transitions.dtype)
        return self.transitions[0] + same * (self.transitions[1] - self.transitions[0])
