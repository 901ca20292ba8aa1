"""Which names are of one arm, where a study's groups are told by their names alone.

>>> merge_keys(["msc", "placebo", "control"], ["MSC", "placebo", "control"])
{'msc': 'msc', 'placebo': 'placebo', 'control': 'placebo'}
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.record import ArmRole

from .arm_names import role_of

_MOST_KEYS = 12
GENERIC_EXPERIMENTAL = re.compile(
    r"^(?:treatment|treated|intervention|experimental|experiment|study|active|test|therapy|verum|investigational|trial|case|observation|transplantation|transplant|transplanted|injection|infusion|cell|cells|stem cell|stem cells|cell therapy|cell treated|injected|infused|implanted|active treatment)$"
)
GENERIC_COMPARATOR = re.compile(r"^(?:control|controls|comparator|comparison|reference)$")
LETTERED = re.compile(r"(?:group|arm|cohort|level|dose level)\b")
SIZED = re.compile(
    r"(?: ?(?:groups?|arms?|cohorts?))?(?: ?[(\[](?:[^()\[\]№]{0,60}[,;] ?(?=[nN] ?=))?(?:[nN] ?[=:] ?)?№|, ?[nN] ?= ?№)"
)


def merge_keys(keys: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """Each key's arm: "treatment" is the one experimental arm, "control" the one comparator, where there is but one."""
    order = list(dict.fromkeys(keys))
    counts = {key: keys.count(key) for key in order}
    label = dict(zip(reversed(keys), reversed(labels), strict=True))
    roles = {key: role_of(key, label[key]) for key in order}
    particular = [k for k in order if roles[k] != "comparator" and not GENERIC_EXPERIMENTAL.match(k)]
    comparators = [k for k in order if roles[k] == "comparator" and not GENERIC_COMPARATOR.match(k)]
    merged = _joined_by_words(order, counts, roles)
    for key in order:
        if GENERIC_EXPERIMENTAL.match(key):
            wider = list(dict.fromkeys(merged[k] for k in particular if set(key.split()) < set(k.split())))
            if len(wider) == 1:
                merged[key] = wider[0]
                continue
            strongest = list(dict.fromkeys(merged[k] for k in particular if counts[k] >= 2)) or list(
                dict.fromkeys(merged[k] for k in particular)
            )
            if len(strongest) == 1:
                merged[key] = strongest[0]
            elif not particular:
                merged[key] = next(k for k in order if GENERIC_EXPERIMENTAL.match(k))
        elif GENERIC_COMPARATOR.match(key) and len(set(comparators)) == 1:
            merged[key] = comparators[0]
        elif GENERIC_COMPARATOR.match(key) and not comparators:
            merged[key] = next(k for k in order if GENERIC_COMPARATOR.match(k))
    return merged


def _joined_by_words(order: Sequence[str], counts: dict[str, int], roles: dict[str, ArmRole]) -> dict[str, str]:
    """ "implantation" is "pulp implantation": a key whose words all stand in one other key, and in no second."""
    merged = {key: key for key in order}
    if len(order) > _MOST_KEYS:
        return merged
    for key in order:
        words = set(key.split())
        if LETTERED.match(key) or GENERIC_EXPERIMENTAL.match(key) or GENERIC_COMPARATOR.match(key):
            continue
        wider = [k for k in order if k != key and words < set(k.split()) and roles[k] == roles[key]]
        if len(wider) == 1:
            merged[key] = wider[0]
    return {key: merged[merged[key]] for key in order}
