"""From the labels of each annotated corpus to the roles of numbers.

No corpus tells all roles. PICO-Corpus has the numbers of the two sides and no doses, C-TrO does not say whose a number
is; so a number has a set of roles that its corpus allows, and training asks only that the model's be one of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from abstract_extract.proposals import NameKind

_COUNTS = ("participants:experimental", "participants:comparator")
_EVENTS = ("events:experimental", "events:comparator", "events:whole")
_PERCENTS = ("percent:experimental", "percent:comparator", "percent:whole")


@dataclass(frozen=True, slots=True)
class Scheme:
    """What a corpus' labels say of a number; `rest` are the roles of a number without a label; `names` are spans."""

    roles: Mapping[str, tuple[str, ...]]
    rest: tuple[str, ...]
    names: Mapping[str, NameKind]


PICO = Scheme(
    roles={
        "total-participants": ("participants:whole",),
        "intervention-participants": ("participants:experimental",),
        "control-participants": ("participants:comparator",),
        "iv-bin-abs": ("events:experimental",),
        "cv-bin-abs": ("events:comparator",),
        "iv-bin-percent": ("percent:experimental",),
        "cv-bin-percent": ("percent:comparator",),
    },
    rest=("other", "events:whole", "percent:whole", "dose", "participants:apart"),
    names={"intervention": "intervention", "control": "control", "outcome": "outcome"},
)
CTRO = Scheme(
    roles={
        "NumberPatientsCT": ("participants:whole",),
        "FinalNumPatientsCT": ("participants:whole",),
        "NumberPatientsArm": _COUNTS,
        "FinalNumPatientsArm": _COUNTS,
        "NumberAffected": _EVENTS,
        "PercentageAffected": _PERCENTS,
        "DoseValue": ("dose",),
    },
    rest=("other", "participants:apart"),
    names={},
)
WRITTEN = Scheme(roles={**PICO.roles, "dose": ("dose",)}, rest=PICO.rest, names={})
"""Abstracts written for training alone, annotated as PICO-Corpus is; doses are marked in some of them."""
SCHEMES: Mapping[str, Scheme] = {"pico": PICO, "ctro": CTRO, "written": WRITTEN}
"""By the beginning of a line's id."""

_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u00a0 ](?=\d{3}\b)")


def has_value(text: str, value: float) -> bool:
    """Whether a label's text says this number; text in words is taken to say it, for its place does.

    >>> has_value("1,012", 1012), has_value("40 %", 41), has_value("Forty", 40)
    (True, False, True)
    """
    match = _FIGURES.search(_THOUSANDS.sub("", text).replace("·", "."))
    return match is None or abs(float(match.group()) - value) < 1e-9
