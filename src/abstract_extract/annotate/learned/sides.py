"""From a side to an arm: the model says "comparator", the page has arms with names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from abstract_extract.annotate.counted import Counted
from abstract_extract.candidates import ArmCandidate, Arms, Said
from abstract_extract.proposals import NameKind, Reading, Side, likeliest_side
from abstract_extract.record import ArmRole
from abstract_extract.study import Number, Sentence

from .side_names import named_beside

_NAMED_AS: Mapping[NameKind, ArmRole] = {"intervention": "experimental", "control": "comparator"}
_LONGEST_NAME = 80
_IDEOGRAPH = re.compile("[\u3040-\u9fff]")
_LITTLE = re.compile(r"(?:(?:the|an?|of|with|to|on|in|after|other|those|of|their|his|her|its) )+", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\W*|[\W\d]+|(?:the|an?|of|to|and|or|with|without|only|alone|all|both|each|other|others|groups?|arms?|patients?|people|participants|subjects?|persons?|women|men|children"
    r"|adults|team|trial|study|doctors|hospitals?|remission|eyes?|knees?|hips?|discs?|hearts?)",
    re.IGNORECASE,
)
"""What names no arm by itself."""


@dataclass(slots=True)
class SideArms:
    """The arms of a page by the side that they stand on, and those that were made since no rule found one."""

    arms: Arms
    made: dict[ArmRole, ArmCandidate] = field(default_factory=dict)

    @classmethod
    def of(cls, arms: Arms, reading: Reading, sentences: Sequence[Sentence]) -> SideArms:
        """The page's arms; on a side without one, an arm is made of the likeliest name that the model found."""
        sides = cls(arms)
        for kind, role in _NAMED_AS.items():
            if sides._keys(role):
                continue
            label = _likeliest(kind, reading, sentences) or named_beside(role, reading, sentences)
            if label is not None:
                sides.made[role] = ArmCandidate(f"learned {role}", label, role)
        return sides

    def _keys(self, role: ArmRole) -> list[str]:
        return self.arms.on_side(comparator=role == "comparator")

    def arm_of(self, chances: Mapping[Side, float], item: Counted, index: int | None, number: Number) -> str | None:
        """The key of the arm that a number is of; None for the whole trial.

        The arm that the rules give its tally (`index`) is kept where it stands on the likeliest side.
        """
        side = likeliest_side(chances)
        if side == "whole":
            return None
        role: ArmRole = "comparator" if side == "comparator" else "experimental"
        keys = self._keys(role)
        if index is not None and item.arms[index] in keys:
            return item.arms[index]
        if not keys:
            return self.made[role].key if role in self.made else None
        if len(keys) == 1:
            return keys[0]
        return self._nearest(keys, item.sentence, number) or keys[0]

    def _nearest(self, keys: Sequence[str], sentence: Sentence, number: Number) -> str | None:
        """Of several arms of one side the one that was named last before the number, else first after it."""
        mentions = [mention for mention in self.arms.of(sentence) if mention.key in keys]
        before = [mention for mention in mentions if mention.end <= number.start]
        if before:
            return before[-1].key
        return mentions[0].key if mentions else None


def _likeliest(kind: NameKind, reading: Reading, sentences: Sequence[Sentence]) -> Said | None:
    """The likeliest name that can be one: whole words, not a number or a little word alone."""
    names = [name for name in reading.names if name.kind == kind and name.end - name.start <= _LONGEST_NAME]
    for name in sorted(names, key=lambda name: (-round(name.chance, 2), name.start)):
        sentence = next((s for s in sentences if s.start <= name.start and name.end <= s.end), None)
        if sentence is None:
            continue
        start, end = _whole_words(sentence.string, name.start - sentence.start, name.end - sentence.start)
        words = sentence.string[start:end]
        numbers = any(start < number.end and number.start < end for number in sentence.numbers)
        if not _NO_NAME.fullmatch(words) and not (numbers and len(words.split()) == 1):
            return Said(words, sentence.start + start, sentence.start + end)
    return None


def _whole_words(string: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened to whole words, without the little ones that it begins or ends with."""
    spaced = string[start:end].isascii() or not _IDEOGRAPH.search(string[start:end])
    while spaced and start > 0 and string[start - 1].isalnum() and string[start].isalnum():
        start -= 1
    while spaced and end < len(string) and string[end].isalnum() and string[end - 1].isalnum():
        end += 1
    if (little := _LITTLE.match(string, start, end)) and little.end() < end:
        start = little.end()
    return start, start + len(string[start:end].rstrip(" ,;:.()"))
