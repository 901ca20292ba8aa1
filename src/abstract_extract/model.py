"""Which model reads the pages beside the rules, and where it lies."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from abstract_extract.errors import ModelError

RULES = "rules"
"""What stands in the place of a model's hash where rules alone read the pages."""
FOLDER = "number-roles"
FILES = ("encoder.onnx", "numbers.onnx", "chain.json", "statuses.json", "vocabulary.txt")


def model_folder() -> Path:
    """Where the shipped model lies: within the package where it is installed, beside the sources in a checkout.

    Raises ModelError where it is in neither place.
    """
    package = Path(__file__).parent
    places = (package / "models" / FOLDER, package.parents[1] / "models" / FOLDER)
    for place in places:
        if all((place / name).is_file() for name in FILES):
            return place
    raise ModelError(
        f"no model in {' or '.join(map(str, places))} (train it with `make model`, or use the rules alone)"
    )


@cache
def model_hash() -> str:
    """The hash of the shipped model, by which a run can be told from one with another model. Raises ModelError.

    >>> len(model_hash())
    16
    """
    return str(json.loads((model_folder() / "chain.json").read_text("utf-8"))["version"])
