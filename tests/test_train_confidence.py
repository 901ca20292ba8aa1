"""From which numbers a confidence learns: those of which the annotation says whether they are of the family."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from abstract_extract.proposals import ROLES, NumberRole
from abstract_extract.train.confidence import FAMILIES, Judged, _judged
from abstract_extract.train.labels import PICO

# the family, the model's probabilities, the roles that the annotation allows, what is learned
CASES = [
    ("participants", {"participants:whole": 0.75, "other": 0.25}, ("participants:whole",), True),
    ("participants", {"participants:whole": 0.75, "other": 0.25}, ("other",), False),
    ("events", {"events:experimental": 0.75, "other": 0.25}, PICO.rest, False),
    # the corpus does not annotate results of the whole trial, nor doses: a number without a label may be one
    ("events", {"events:whole": 0.75, "other": 0.25}, PICO.rest, None),
    ("dose", {"dose": 0.75, "other": 0.25}, PICO.rest, None),
    ("dose", {"dose": 0.75, "other": 0.25}, ("dose",), True),
    # a value that gold names at another place: this number may say it again, or not
    ("events", {"events:whole": 0.75, "other": 0.25}, ("other", "events:whole"), None),
    ("events", {"events:comparator": 0.75, "other": 0.25}, ("other", "events:whole"), False),
    ("participants", {"participants:comparator": 0.75, "other": 0.25}, ("other", "participants:comparator"), None),
    # too unlikely to be a candidate
    ("dose", {"dose": 0.001, "other": 0.999}, ("dose",), None),
]


@pytest.mark.parametrize(("family", "likely", "allowed", "learned"), CASES)
def test_what_a_number_teaches(family, likely, allowed, learned):
    example = SimpleNamespace(
        allowed=np.array([[role in allowed for role in ROLES]]), claimed=np.zeros((1, len(FAMILIES)), bool)
    )
    found = list(_judged(NumberRole(0, 3, 5, likely), family, example, 0, FAMILIES.index(family)))
    chance = likely.get(family) or sum(v for name, v in likely.items() if name.startswith(family))
    assert found == ([] if learned is None else [Judged(chance, is_rule=False, is_right=learned)])
