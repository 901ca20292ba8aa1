"""Which model reads the pages beside the rules."""

from __future__ import annotations

RULES = "rules"
"""What stands in the place of a model's hash where rules alone read the pages."""


def model_hash() -> str:
    """The hash of the model in use, by which a run can be told from one with another model.

    >>> model_hash()
    'rules'
    """
    return RULES
