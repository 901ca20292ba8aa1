"""The chain as training sums it: what the model's own sum over chains says, for texts of any length side by side."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the libraries of training (extra `train`) are not installed")

from abstract_extract.annotate.learned.sequence import marginals  # noqa: E402
from abstract_extract.train.chain import NEVER, Chains  # noqa: E402

ROLES = 4
LENGTHS = (7, 1, 4, 2)


@pytest.fixture
def chains():
    draw = torch.Generator().manual_seed(3)
    longest = max(LENGTHS)
    return Chains(
        torch.randn(len(LENGTHS), longest, ROLES, generator=draw, dtype=torch.float64, requires_grad=True),
        torch.randn(ROLES, generator=draw, dtype=torch.float64),
        torch.randn(2, ROLES, ROLES, generator=draw, dtype=torch.float64),
        torch.randint(2, (len(LENGTHS), longest), generator=draw),
        torch.arange(longest) < torch.tensor(LENGTHS)[:, None],
    )


def test_marginals_are_those_that_the_model_tells(chains):
    found = chains.marginals()
    for text, length in enumerate(LENGTHS):
        own = marginals(
            chains.scores[text, :length].detach().numpy(),
            chains.start.numpy(),
            chains.transitions.numpy(),
            chains.is_same[text, :length].numpy(),
        )
        assert np.allclose(found[text, :length], own)
        assert not found[text, length:].any()


def test_one_allowed_chain_sums_to_its_own_score(chains):
    roles = torch.randint(ROLES, chains.scores.shape[:2], generator=torch.Generator().manual_seed(5))
    allowed = torch.where(torch.nn.functional.one_hot(roles, ROLES) > 0, 0.0, NEVER)
    found = chains.log_sum(allowed)
    for text, length in enumerate(LENGTHS):
        own = chains.start[roles[text, 0]] + sum(chains.scores[text, n, roles[text, n]] for n in range(length))
        for n in range(1, length):
            own = own + chains.transitions[chains.is_same[text, n], roles[text, n - 1], roles[text, n]]
        assert torch.isclose(found[text], own)


def test_no_chain_is_likelier_than_all(chains):
    assert (chains.log_sum() >= chains.log_sum(torch.zeros_like(chains.scores)) - 1e-9).all()
    some = torch.zeros_like(chains.scores)
    some[:, :, 0] = NEVER
    assert (chains.log_sum() > chains.log_sum(some)).all()
