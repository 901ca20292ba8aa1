"""The frame of a study: the arms that its clearest contrast names, and every other name that is one of theirs.

A draw ("randomised to docetaxel (n = 20) or placebo") tells the arms best, then a comparison ("docetaxel versus
placebo"). Short forms that brackets give, and words that only one of the arms has, are names of that arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from abstract_extract.candidates import ArmMention
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_contrasts import Contrast
from .arm_fields import FieldArm
from .arm_labels import Label, arm_words
from .arm_names import COMPARATOR_WORD, arm_key
from .cell_mentions import find_mentions

_WORD = re.compile(r"[a-z0-9]+(?:[-/'’][a-z0-9]+)*")
_SHORT_FORM = re.compile(r" \((?=[^()]{0,12}[A-Z])([A-Za-z][\w+/-]{1,11})(?:[,;][^()]{0,40})?\)")
_WORD_BEFORE = re.compile(r"\w[\w'’/-]*\Z")
_LONGEST_WORD = 60
_SUFFIX = re.compile(
    r"(?:[- ]treated)?(?: (?:groups?|arms?|patients|recipients|subjects|participants|women|men|children|eyes|knees))?",
    re.IGNORECASE,
)
_JOINER = re.compile(r"[-/'’]")
_PLURAL = re.compile(r"(?<=[a-z]{3}[a-rt-z])s$")
_LETTERED = re.compile(r"(?:group|arm|cohort) [A-Z\d]{1,3}\Z", re.IGNORECASE)
_GROUP_AFTER = re.compile(r" (?:group|arm|cohort)\b", re.IGNORECASE)
_A_DOSE = re.compile(
    r"(?:low|lower|mid|middle|medium|intermediate|high|higher|single|double|full|half)[ -]dose", re.IGNORECASE
)
_CORE = re.compile(
    r"(?:placebo|sham|saline)(?= (?!or\b|and\b|plus\b|with\b|then\b|first\b|last\b|\+)[a-z]+\Z)", re.IGNORECASE
)
_WITHOUT = re.compile(r"(?:no|without|non)[- ]", re.IGNORECASE)
_NUMERAL_BEFORE = re.compile(r"[(\[]([A-D]|I{1,3}V?|[1-6])[)\]] \Z")
_LEAST_NAME = 3


@dataclass(slots=True)
class FrameArm:
    """An arm of the frame: the label that named it first, and its other names."""

    key: str
    sentence: Sentence
    label: Label
    words: frozenset[str]
    names: set[str] = field(default_factory=set)
    role: ArmRole | None = None
    """The role that a registry's record gives it."""
    descriptions: tuple[Sentence, ...] = ()
    """The sentences that are about this arm alone."""
    size: tuple[Sentence, int] | None = None
    got: str = ""
    """Of a lettered group, what the contrast says that it got."""
    actual: tuple[Sentence, int] | None = None
    """Beside a size that was planned, that of those who came."""

    @property
    def printed(self) -> str:
        """The label as it is printed."""
        return self.sentence.string[self.label.start : self.label.end]


@dataclass(slots=True)
class Frame:
    """The arms of the clearest contrast, in its order, or those of a record's fields."""

    arms: list[FrameArm]
    strength: float
    is_draw: bool
    begins: int
    """The index of the sentence after which an arm may be called by a bare name."""

    def arm_of(self, name: str) -> FrameArm | None:
        """The arm that a name is of, by its key, a short form, or words that only one of the arms has."""
        key, lower = arm_key(name), name.lower()
        for arm in self.arms:
            if key == arm.key or lower in arm.names:
                return arm
        words = words_of(name)
        hits = [arm for arm in self.arms if words and (words <= arm.words or arm.words <= words)]
        if len(hits) != 1:
            hits = [arm for arm in self.arms if words & self.own_words(arm)]
        return hits[0] if len(hits) == 1 else None

    def own_words(self, arm: FrameArm) -> frozenset[str]:
        """The words of an arm that no other arm has and that say something."""
        return _own_words(arm.words, tuple(other.words for other in self.arms if other is not arm))


# Asked of every name in a text, always of the same few arms.
@lru_cache(maxsize=64)
def _own_words(words: frozenset[str], of_others: tuple[frozenset[str], ...]) -> frozenset[str]:
    return words.difference(*of_others, arm_words("common"))


@lru_cache(maxsize=2048)
def words_of(name: str) -> frozenset[str]:
    """The telling words of a name; all of its words where none tells anything.

    >>> sorted(words_of("oral docetaxel plus placebo"))
    ['docetaxel', 'placebo']
    """
    words = frozenset(_WORD.findall(name.lower()))
    parts = frozenset(part for word in words for part in _JOINER.split(word) if len(part) > 1)
    parts = frozenset(_PLURAL.sub("", part) for part in parts)
    return (parts - arm_words("common")) or parts or words


def frame_of(contrasts: Sequence[Contrast]) -> Frame | None:
    """The frame that the clearest contrast gives, its names learnt from the other contrasts; None without a contrast."""
    if not contrasts:
        return None
    best = max(contrasts, key=lambda c: (c.strength, -c.sentence.index))
    arms: list[FrameArm] = []
    several_got = sum(_gives_product(best.words(label)) for label in best.labels) > 1
    for label in best.labels:
        printed = best.words(label)
        short = best.sentence.string[slice(*label.short)] if label.short else ""
        if label.short and (
            _LETTERED.match(short)
            or _A_DOSE.fullmatch(short)
            or _GROUP_AFTER.match(best.sentence.string, label.short[1])
        ):
            # "Standard care (group S)", "cord cells (cord group)": the text goes on to speak of that group.
            lettered = Label(*label.short, None, label.size)
            is_shared = several_got and _gives_product(printed)
            names, words = (set(), words_of(short)) if is_shared else ({printed.lower()}, words_of(printed))
            arms.append(FrameArm(arm_key(short), best.sentence, lettered, words, names, got=printed))
            continue
        core = _CORE.match(printed)
        # "Sham procedure", "saline injection": the first word tells the arms apart.
        cut = replace(label, end=label.start + core.end()) if core else label
        names = {short.lower(), printed.lower() if core else ""} - {""}
        key = arm_key(best.words(cut))
        arms.append(FrameArm(key, best.sentence, cut, words_of(printed), names))
    for arm, label in zip(arms, best.labels, strict=True):
        numeral = _NUMERAL_BEFORE.search(best.sentence.string, max(0, label.start - 7), label.start)
        if numeral:
            arm.names |= {f"{noun} {numeral[1].lower()}" for noun in ("group", "arm", "cohort")}
    if len({arm.key for arm in arms}) < len(arms):
        return None
    frame = Frame(arms, best.strength, best.is_draw, best.sentence.index)
    for contrast in contrasts:
        if contrast is not best:
            _learn(frame, contrast)
    _learn_without(frame)
    return frame


def _learn_without(frame: Frame) -> None:
    """Of two arms "a boost dose" and "no boost dose", words that both have tell them apart by the "no" before them."""
    if len(frame.arms) != 2:
        return
    for arm, other in (frame.arms, frame.arms[::-1]):
        bare = _WITHOUT.sub("", arm.printed.lower())
        if bare == arm.printed.lower() or _WITHOUT.match(other.printed) or not arm.words <= words_of(other.printed):
            continue
        for word in words_of(bare):
            other.names.add(word)
            arm.names |= {f"{little} {word}" for little in ("no", "without", "non")}


def _gives_product(words: str) -> bool:
    """Whether a label names a product; where several do, its name is of none of them alone."""
    return any(mention.kind != "tissue" for mention in find_mentions(words))


def frame_of_fields(fields: Sequence[FieldArm], contrasts: Sequence[Contrast]) -> Frame:
    """The frame that a registry's fields give; it has the better word over all contrasts."""
    arms: list[FrameArm] = []
    for arm in fields:
        printed = arm.sentence.string[arm.label.start : arm.label.end]
        arms.append(
            FrameArm(
                arm_key(printed), arm.sentence, arm.label, words_of(printed), set(arm.other_names), arm.role,
                tuple(arm.descriptions), arm.size, actual=arm.actual,
            )
        )  # fmt: skip
    frame = Frame(arms, FROM_FIELDS, True, min(arm.sentence.index for arm in arms))
    for contrast in contrasts:
        _learn(frame, contrast)
    return frame


FROM_FIELDS = 9.0


def _learn(frame: Frame, contrast: Contrast) -> None:
    """Names from another contrast: those that are known give their short forms, and of two the other is the other arm's."""
    found = [frame.arm_of(contrast.words(label)) for label in contrast.labels]
    if len(found) == len(frame.arms) and found.count(None) == 1:
        left = [arm for arm in frame.arms if arm not in found]
        found = [arm or left[0] for arm in found] if len(left) == 1 else found
    if len({id(arm) for arm in found}) < len(found):
        return
    for arm, label in zip(found, contrast.labels, strict=True):
        if arm is not None:
            arm.names.add(contrast.words(label).lower())
            if label.short:
                arm.names.add(contrast.sentence.string[slice(*label.short)].lower())


def call_by_short_forms(frame: Frame, sentences: Sequence[Sentence]) -> None:
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
    initials = {word[0] for word in _WORD.findall(arm.printed.lower())}
    return short[0].lower() in initials or all(
        other.label.short or other.names or _ABBREVIATION.fullmatch(other.printed) for other in frame.arms
    )


_PLAIN = re.compile(rf"\b{COMPARATOR_WORD}\b|\b(?:intervention|treatment)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?=[^a-z]*[A-Z])(?:[A-Za-z]{0,2}[A-Z][\w+/-]{1,9})(?: [A-Z+][\w+/-]{0,9})?")


def learn_short_forms(frame: Frame, sentences: Iterable[Sentence]) -> None:
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


def named_in(frame: Frame) -> re.Pattern[str] | None:
    """A pattern for the arms' names; `arm_of` says whose a match is."""
    names: dict[str, None] = {}
    for arm in frame.arms:
        for name in (arm.printed.lower(), *sorted(arm.names), *sorted(frame.own_words(arm))):
            if len(name) >= _LEAST_NAME or (len(name) >= 2 and name in arm.names):
                names[name] = None
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ordered))})s?\b(?!-(?!treated))", re.IGNORECASE)


def mentions_of(frame: Frame, pattern: re.Pattern[str], sentence: Sentence) -> Iterator[ArmMention]:
    """The places where a sentence calls an arm by one of its names."""
    string = sentence.string
    position = 0
    while match := pattern.search(string, position):
        # The suffix is no part of the pattern, which is made anew for each page.
        suffix = _SUFFIX.match(string, match.end())
        position = suffix.end() if suffix else match.end()
        arm = frame.arm_of(match[1])
        if arm is not None:
            yield ArmMention(arm.key, match.start(), position)
