"""How sure a fact is: the model's probability and whether rules claim it, weighed by what was fitted for its family."""

from __future__ import annotations

import math

from abstract_extract.proposals import Confidence


def confidence_of(confidence: Confidence, chance: float, *, is_rule: bool) -> float:
    """How sure a fact is whose number has its role with this probability, and which a rule claims or not.

    >>> confidence_of(Confidence(1.0, 2.0, 0.0, 0.5, 0.9), 0.5, is_rule=False)
    0.5
    >>> round(confidence_of(Confidence(1.0, 2.0, 0.0, 0.5, 0.9), 0.5, is_rule=True), 3)
    0.881
    """
    return _logistic(confidence.slope * logit(chance) + confidence.rule * is_rule + confidence.bias)


def confidence_of_fact(confidence: Confidence, sure: float | None) -> float | None:
    """How sure a fact is to be right whose number is of the family with this confidence; None of what none is told.

    >>> round(confidence_of_fact(Confidence(1.0, 0.0, 0.0, 0.5, 0.9, 0.5, 0.1), 0.9), 3)
    0.768
    """
    if sure is None:
        return None
    return _logistic(confidence.fact_slope * logit(sure) + confidence.fact_bias)


def logit(chance: float) -> float:
    """The logarithm of the odds of a probability, which is kept off nought and one.

    >>> round(logit(0.9), 3), logit(1.0) == logit(0.9999)
    (2.197, True)
    """
    bounded = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score))
