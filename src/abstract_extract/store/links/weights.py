"""The weights of evidence, as `weights.toml` gives them."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, dict[str, float]]:
    data = tomllib.loads(files("abstract_extract.store.links").joinpath("weights.toml").read_text("utf-8"))
    return {"": {k: v for k, v in data.items() if not isinstance(v, dict)}} | {
        k: v for k, v in data.items() if isinstance(v, dict)
    }


def weight(kind: str, name: str) -> float:
    """The points of one piece of evidence. Raises KeyError for one that the table does not have."""
    return _table()[kind][name]


def score_of(points: float) -> float:
    """The score of so many points, 0 to 1.

    >>> score_of(6.0)
    0.5
    """
    return round(1 / (1 + math.exp(-(points + _table()[""]["bias"]))), 4)


def threshold() -> float:
    """The score from which on two reports are linked."""
    return _table()[""]["threshold"]
