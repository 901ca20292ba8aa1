"""What tells the labels of one contrast apart: the letters of their groups, what is added to one of two like names."""

from __future__ import annotations

import re

from abstract_extract.study import Sentence

from .arm_labels import Label
from .arm_names import arm_key

LETTERED = re.compile(r"(?:group|arm|cohort|tier|step|level|sequence) [A-Z\d]{1,3}", re.IGNORECASE)
_WITH = re.compile(
    r" (?:with|plus|followed by|combined with|and then|\+) (?:(?:a|an|the) )?(?:(?!or\b|versus\b|vs\b|and\b)[\w+-]+ ?){1,4}(?<! )"
)
_LETTER_IN_BRACKET = re.compile(r"[(\[]((?:group|arm|cohort) [A-Z\d]{1,3})\b", re.IGNORECASE)


def told_apart(sentence: Sentence, labels: list[Label]) -> list[Label]:
    """Labels of one name, each with what is added to it: "drilling alone or drilling with stromal cells"."""
    keys = [arm_key(sentence.string[label.start : label.end]) for label in labels]
    found: list[Label] = []
    for label, key in zip(labels, keys, strict=True):
        if keys.count(key) > 1 and label.short:
            found.append(Label(*label.short, None, label.size))
            continue
        added = _WITH.match(sentence.string, label.end) if keys.count(key) > 1 else None
        found.append(Label(label.start, added.end() if added else label.end, label.short, label.size))
    return found


def all_lettered(sentence: Sentence, labels: list[Label]) -> list[Label]:
    """Labels with the letters of their groups, where one stands farther off: "cells (MSC) with tacrolimus (group 1)"."""
    string = sentence.string
    has = [bool(label.short and LETTERED.fullmatch(string[slice(*label.short)])) for label in labels]
    if all(has) or not any(has):
        return labels
    ends = [label.start for label in labels[1:]] + [len(string)]
    found: list[Label] = []
    for label, is_lettered, end in zip(labels, has, ends, strict=True):
        letter = None if is_lettered else _LETTER_IN_BRACKET.search(string, label.end, end)
        found.append(Label(label.start, label.end, letter.span(1), label.size) if letter else label)
    return found
