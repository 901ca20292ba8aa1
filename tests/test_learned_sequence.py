"""The chain's marginals are those of summing over all chains one by one."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.annotate.learned.sequence import marginals


@given(st.integers(1, 5), st.integers(2, 3), st.integers(0, 2**32 - 1))
def test_marginals_are_sums_over_all_chains(count, roles, seed):
    random = np.random.default_rng(seed)
    scores, start = random.normal(size=(count, roles)) * 3, random.normal(size=roles)
    transitions = random.normal(size=(2, roles, roles)) * 3
    same = random.integers(0, 2, count)
    wanted = np.zeros((count, roles))
    for chain in product(range(roles), repeat=count):
        weight = start[chain[0]] + scores[0, chain[0]]
        for index in range(1, count):
            weight += transitions[same[index], chain[index - 1], chain[index]] + scores[index, chain[index]]
        for index, role in enumerate(chain):
            wanted[index, role] += np.exp(weight)
    wanted /= wanted.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(marginals(scores, start, transitions, same), wanted, atol=1e-9)


def test_large_scores_do_not_overflow():
    found = marginals(np.array([[900.0, -900.0]] * 3), np.zeros(2), np.zeros((2, 2, 2)), np.array([0, 1, 1]))
    np.testing.assert_allclose(found, [[1.0, 0.0]] * 3)
