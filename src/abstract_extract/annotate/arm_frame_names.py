"""Other names of a frame's arms: the short forms that brackets give, "no boost", "the combination"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from abstract_extract.study import Sentence

from .arm_frame import WORD, Frame, FrameArm, words_of
from .arm_labels import Label
from .arm_names import COMPARATOR_WORD, WITHOUT, arm_key

_SHORT_FORM = re.compile(r" \((?=[^()]{0,12}[A-Z])([A-Za-z][\w+/-]{1,11})(?:[,;][^()]{0,40})?\)")
_WORD_BEFORE = re.compile(r"\w[\w'’/-]*\Z")
_LONGEST_WORD = 60
_PLAIN = re.compile(rf"\b{COMPARATOR_WORD}\b|\b(?:intervention|treatment)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?=[^a-z]*[A-Z])(?:[A-Za-z]{0,2}[A-Z][\w+/-]{1,9})(?: [A-Z+][\w+/-]{0,9})?")
_JOINED = re.compile(r"\bcombin\w+|\bplus\b|\+", re.IGNORECASE)
_COMBINATION = frozenset({"the combination", "combination therapy", "combination treatment", "combined therapy"})
_WITHOUT = re.compile(rf"{WITHOUT}[- ]", re.IGNORECASE)


def learn_names(frame: Frame, sentences: Sequence[Sentence]) -> None:
    """Gives the arms the names that the text has for them besides those of its contrasts."""
    _call_by_short_forms(frame, sentences)
    _learn_short_forms(frame, sentences)
    if len(frame.arms) == 2:
        _learn_without(frame)
        _learn_combination(frame)


def _learn_without(frame: Frame) -> None:
    """Of two arms "a boost dose" and "no boost dose", words that both have tell them apart by the "no" before them."""
    for arm, other in (frame.arms, frame.arms[::-1]):
        bare = _WITHOUT.sub("", arm.printed.lower())
        if bare == arm.printed.lower() or _WITHOUT.match(other.printed) or not arm.words <= words_of(other.printed):
            continue
        for word in words_of(bare):
            other.names.add(word)
            arm.names |= {f"{little} {word}" for little in ("no", "without", "non")}


def _learn_combination(frame: Frame) -> None:
    """Of two arms the one that joins several things is "the combination", the other "monotherapy"."""
    joined = [arm for arm in frame.arms if any(map(_JOINED.search, (arm.printed, *arm.names)))]
    if len(joined) == 1:
        (other,) = (arm for arm in frame.arms if arm is not joined[0])
        joined[0].names |= _COMBINATION
        other.names.add("monotherapy")


def _call_by_short_forms(frame: Frame, sentences: Sequence[Sentence]) -> None:
    """Calls arms by the abbreviation that a bracket gives where the text goes on to use it: "cells (CP-1)"."""
    for arm in frame.arms:
        if arm.label.short is None or arm.role is not None:
            continue
        short = arm.sentence.string[slice(*arm.label.short)]
        if not _ABBREVIATION.fullmatch(short) or any(
            short.lower() in other.names for other in frame.arms if other is not arm
        ):
            continue
        is_part = any(short.lower() in other.words for other in frame.arms if other is not arm)
        if (_PLAIN.search(arm.printed) and not is_part) or not _stands_for(short, arm, frame):
            continue
        used = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w+])")
        if any(sentence.index > arm.sentence.index and used.search(sentence.string) for sentence in sentences):
            arm.names |= {arm.printed.lower(), short.lower()}
            arm.label, arm.key = Label(*arm.label.short, None, arm.label.size), arm_key(short)


def _stands_for(short: str, arm: FrameArm, frame: Frame) -> bool:
    """Whether an abbreviation may be of an arm: it begins as one of its words does, or every arm has one."""
    initials = {word[0] for word in WORD.findall(arm.printed.lower())}
    return short[0].lower() in initials or all(
        other.label.short or other.names or _ABBREVIATION.fullmatch(other.printed) for other in frame.arms
    )


def _learn_short_forms(frame: Frame, sentences: Iterable[Sentence]) -> None:
    """Short forms that the text defines beside a word of one arm alone: "megestrol acetate (MA)"."""
    for sentence in sentences:
        if "(" not in sentence.string:
            continue
        for match in _SHORT_FORM.finditer(sentence.string):
            start = match.start()
            word = _WORD_BEFORE.search(sentence.string, max(0, start - _LONGEST_WORD), start)
            owners = [arm for arm in frame.arms if word and word.group().lower() in frame.own_words(arm)]
            if len(owners) == 1 and not frame.arm_of(match[1]):
                owners[0].names.add(match[1].lower())
