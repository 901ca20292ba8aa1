"""Under which status a count of people stands, by the words around it.

The rules know many verbs, and authors know more. What no rule names is told by two who were asked apart and whose
scores are added: the network that reads the sequence of numbers, and a linear model over the words before and after the
count, its side and its section. "denominator" is the count that a result is only counted of.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from abstract_extract.proposals import NumberRole, likeliest_side
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

DENOMINATOR = "denominator"
STATUSES: tuple[str, ...] = (*get_args(ParticipantStatus), DENOMINATOR)
FILE = "statuses.json"
NEAR, NEXT = 8, 3
"""Words on either side that count wherever they stand, and those that count by their place."""
_FAR = 12
_WORD = re.compile(r"[a-z]+|\d+|[=/%()\[\];:,]")


@dataclass(frozen=True, slots=True)
class StatusReader:
    """The weights of each sign for each status, in the order of `STATUSES`; signs are what `signs_of` gives."""

    weights: Mapping[str, tuple[float, ...]]
    bias: tuple[float, ...]

    @classmethod
    def of_folder(cls, folder: Path) -> StatusReader:
        """The reader of a model's folder. Raises OSError, ValueError or KeyError for a file that is none."""
        held = json.loads((folder / FILE).read_text("utf-8"))
        if tuple(held["statuses"]) != STATUSES:
            raise ValueError(f"{FILE} has other statuses than this program")
        return cls({sign: tuple(row) for sign, row in held["weights"].items()}, tuple(held["bias"]))

    def likely(self, signs: Iterable[str], seen: Sequence[float] = (0.0,) * len(STATUSES)) -> dict[str, float]:
        """The probability of each status by the signs, and by the network's score for each.

        >>> reader = StatusReader({"<infused": tuple(4.0 * (name == "treated") for name in STATUSES)}, (0.0,) * 11)
        >>> found = reader.likely({"<infused", "<never seen"})
        >>> max(found, key=found.get), round(found["treated"], 2)
        ('treated', 0.85)
        """
        scores = [own + other for own, other in zip(self.bias, seen, strict=True)]
        for sign in sorted(signs):
            for index, weight in enumerate(self.weights.get(sign, ())):
                scores[index] += weight
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        total = sum(powers)
        return {name: power / total for name, power in zip(STATUSES, powers, strict=True)}


def signs_of(string: str, start: int, end: int, side: str, section: str | None) -> set[str]:
    """What speaks for the status of the count at a place of its sentence: words near it, its side, its section.

    >>> sorted(signs_of("We infused 12 men.", 11, 13, "whole", "methods"))[:4]
    ['<1infused', '<2we', '<<infus', '<<we']
    """
    before = _words(string[:start])[-_FAR:]
    after = _words(string[end:])[: _FAR - 2]
    signs = {f"<{word}" for word in before[-NEAR:]} | {f">{word}" for word in after[:NEAR]}
    signs |= {f"<~{word}" for word in before} | {f">~{word}" for word in after}
    signs |= {f"<<{word[:5]}" for word in before[-NEAR:]} | {f">>{word[:5]}" for word in after[:NEAR]}
    signs |= {f"<{place}{word}" for place, word in enumerate(reversed(before[-NEXT:]), 1)}
    signs |= {f">{place}{word}" for place, word in enumerate(after[:NEXT], 1)}
    return signs | {f"side {side}", f"section {(section or '')[:5]}"}


def side_of(role: NumberRole) -> str:
    """The likeliest side of a count of people, those that stand apart from the trial among them."""
    if role.is_apart():
        return "apart"
    return likeliest_side(role.sides("participants"))


def status_signs(sentence: Sentence, start: int, end: int, role: NumberRole) -> set[str]:
    """The signs of a number of a sentence, places in the sentence."""
    return signs_of(sentence.string, start, end, side_of(role), sentence.section)


def _words(string: str) -> list[str]:
    return ["0" if word.isdigit() else word for word in _WORD.findall(string.lower())]
