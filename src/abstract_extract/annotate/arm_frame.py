"""The frame of a study: the arms that its clearest contrast names, and every other name that is one of theirs.

A draw ("randomised to docetaxel (n = 20) or placebo") tells the arms best, then a comparison ("docetaxel versus
placebo"). Short forms that brackets give, and words that only one of the arms has, are names of that arm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from abstract_extract.candidates import ArmMention
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_contrasts import Contrast
from .arm_fields import FieldArm
from .arm_labels import Label, arm_words
from .arm_names import WITHOUT, arm_key
from .cell_mentions import find_mentions

WORD = re.compile(r"[a-z0-9]+(?:[-/'’][a-z0-9]+)*")
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
_WITHOUT_BEFORE = re.compile(rf"\b{WITHOUT}[- ]\Z", re.IGNORECASE)
_NUMERAL_BEFORE = re.compile(r"[(\[]([A-D]|I{1,3}V?|[1-6])[)\]] \Z")
_LEAST_NAME = 3
_TWO_CAPITALS = re.compile(r"[A-Z]{2}")


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
    words = frozenset(WORD.findall(name.lower()))
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
    return frame


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


def named_in(frame: Frame) -> re.Pattern[str] | None:
    """A pattern for the arms' names; `arm_of` says whose a match is."""
    names: dict[str, str] = {}
    for arm in frame.arms:
        for name in (arm.printed.lower(), *sorted(arm.names), *sorted(frame.own_words(arm))):
            if len(name) >= _LEAST_NAME or (len(name) >= 2 and name in arm.names):
                names[name] = re.escape(name)
        if _TWO_CAPITALS.fullmatch(arm.printed):
            names[arm.printed.lower()] = f"(?-i:{arm.printed})"
    ordered = sorted(names, key=lambda name: (-len(name), name))
    if not ordered:
        return None
    pattern = "|".join(names[name] for name in ordered)
    return re.compile(rf"(?<![\w-])({pattern})s?\b(?!-(?!treated))", re.IGNORECASE)


def mentions_of(frame: Frame, pattern: re.Pattern[str], sentence: Sentence) -> Iterator[ArmMention]:
    """The places where a sentence calls an arm by one of its names."""
    string = sentence.string
    position = 0
    while match := pattern.search(string, position):
        # The suffix is no part of the pattern, which is made anew for each page.
        suffix = _SUFFIX.match(string, match.end())
        position = suffix.end() if suffix else match.end()
        arm = frame.arm_of(match[1])
        without = _WITHOUT_BEFORE.search(string, max(0, match.start() - len("without ")), match.start())
        if without and arm is not None:
            # "816 to MRI and 807 to no MRI"
            arm = next(other for other in frame.arms if other is not arm) if len(frame.arms) == 2 else None
        if arm is not None:
            yield ArmMention(arm.key, without.start() if without else match.start(), position)
