"""A joint decision over the numbers of a text: how likely each role is, given what the neighbours may be.

A linear chain (Lafferty et al. 2001): each number brings a score for each role, each pair of neighbours a score for
each pair of roles, one table for neighbours in a sentence and one across sentences. `marginals` sums over all chains.

>>> import numpy as np
>>> scores = np.log(np.array([[0.9, 0.1], [0.5, 0.5]]))
>>> after = np.log(np.array([[[0.5, 0.5], [0.5, 0.5]], [[0.9, 0.1], [0.1, 0.9]]]))
>>> marginals(scores, np.zeros(2), after, np.array([0, 1])).round(2).tolist()
[[0.9, 0.1], [0.82, 0.18]]
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.floating[Any]]


def marginals(scores: Scores, start: Scores, transitions: Scores, is_same_sentence: NDArray[np.integer[Any]]) -> Scores:
    """The probability of each role for each number, a row a number, in natural units (rows sum to 1).

    `scores` is numbers × roles, `start` is added to the first row, `transitions` is 2 × roles × roles (from, to), and
    `is_same_sentence` says for each number which of its two tables leads to it: 1 where the number before it stands
    in the same sentence. All in logarithms.
    """
    count, roles = scores.shape
    forward = np.empty((count, roles))
    backward = np.zeros((count, roles))
    forward[0] = start + scores[0]
    for index in range(1, count):
        table = transitions[is_same_sentence[index]]
        forward[index] = _log_sum(forward[index - 1][:, None] + table, 0) + scores[index]
    for index in range(count - 1, 0, -1):
        table = transitions[is_same_sentence[index]]
        backward[index - 1] = _log_sum(table + (scores[index] + backward[index])[None, :], 1)
    joint = forward + backward
    joint -= joint.max(axis=1, keepdims=True)
    likely = np.exp(joint)
    found: Scores = likely / likely.sum(axis=1, keepdims=True)
    return found


def _log_sum(values: Scores, axis: int) -> Scores:
    highest = values.max(axis=axis, keepdims=True)
    summed: Scores = np.log(np.exp(values - highest).sum(axis=axis)) + highest.squeeze(axis)
    return summed
