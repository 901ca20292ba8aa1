"""Contrasts: what a sentence sets against each other, by a draw ("randomised to A or B") or by a comparison ("A versus B")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .arm_labels import Label, Token, arm_words, is_name, read_back, read_names, tokens_of
from .arm_lists import listed_arms
from .arm_names import arm_key
from .arm_telling import LETTERED, all_lettered, told_apart
from .hints import has_any
from .pattern_words import Gated

_HINTS = (
    "versus",
    " vs",
    "compar",
    "either",
    "randomi",
    "randomly",
    "assigned",
    "allocat",
    "allot",
    "divided",
    "split",
    "drawn",
    "drew ",
    "sorted",
    "minimi",
    "shared out",
    "lots",
)
_DRAWN = frozenset(
    "randomised randomized randomising randomizing randomisation randomization randomly assigned allocated allotted divided "
    "split distributed assigning allocating".split()
)
_DRAW_HINTS = (
    "randomi", "randomly", "assign", "allocat", "allotted", "divided", "split", "distributed", "either", "drawn",
    "drew ", "sorted", "minimi", "shared out",
)  # fmt: skip
_DRAWN_BY_LOT = frozenset("drawn drew sorted shared put placed tossed".split())
"""Words of a draw only where the sentence says that chance decided."""
_BY_LOT = Gated(
    r"\b(?:by (?:a )?(?:lots?|minimi[sz]ation|coin|chance|computer|web service|envelopes?)|lots? (?:decided|sorted|put|fell)|drew (?:a )?lots?|at random|\d ?: ?\d|computer|web service|envelopes?|shared out)\b"
)
_INTO = frozenset({"to", "into", "between", "among", "either", "receive", "received", "undergo"})
_LED_BY = frozenset({"to", "with", "and", "versus", "vs", "vs.", "against"})
_FAR = 16
_EARLY = 3
_ABOUT_STUDY = (
    "random",
    "trial",
    "study",
    "compar",
    "efficacy",
    "aim",
    "objective",
    "purpose",
    "investigat",
    "assess",
    "evaluat",
)
_ADJECTIVE_OF = frozenset(
    {"trial", "trials", "study", "studies", "was", "is", "design", "controlled", "phase", "experiment"}
)
_SURELY_DRAWN = frozenset({"receive", "undergo", "either", "one", "treatment", "get"})
_EITHER_NOT_AFTER = frozenset({"in", "from", "of", "had", "have", "for", "by", "on", "at", "as"})
_TREATED = frozenset({"treated", "therapy", "treatment", "combination", "injected", "chemotherapy", "infused"})
_MEASURES = frozenset(
    "effect effects efficacy safety tolerability results outcome outcomes impact influence role use quality ability benefit benefits "
    "activity effectiveness performance rates rate toxicity feasibility merits value costs addition".split()
)


@dataclass(frozen=True, slots=True)
class Contrast:
    """What one sentence sets against each other, in its order. A draw says more of arms than a comparison does."""

    sentence: Sentence
    labels: tuple[Label, ...]
    is_draw: bool

    @property
    def strength(self) -> float:
        """How much is to be given on it: a draw with sizes most, then a draw, then a title."""
        is_title = self.sentence.stretch.role is Role.TITLE or self.sentence.index == 0
        sized = sum(label.is_sized for label in self.labels) >= 2
        if sized and not self.is_draw:
            return 0.5  # a list of sizes without a word on how people came there: kinds of people as well as arms
        return (3.0 if self.is_draw else 1.0) + sized + 0.5 * is_title

    def words(self, label: Label) -> str:
        """A label as it is printed."""
        return self.sentence.string[label.start : label.end]


def contrasts_of(sentence: Sentence) -> list[Contrast]:
    """The contrasts that a sentence states, draws first."""
    listed = listed_arms(sentence)
    by_list = [Contrast(sentence, listed.labels, listed.is_allotted)] if listed else []
    lower = sentence.lower
    if not has_any(lower, _HINTS):
        return by_list
    may_draw = has_any(lower, _DRAW_HINTS)
    if not may_draw and (by_list or not _may_compare(sentence)):
        return by_list  # most sentences with a hint: cutting them into tokens costs more than all that is asked before
    tokens = tokens_of(sentence.string, sentence.mask)
    draws = [Contrast(sentence, labels, True) for labels in _draws(sentence, tokens)] if may_draw else []
    if by_list and not any(_sizes(draw) >= _sizes(by_list[0]) for draw in draws):
        return by_list
    if draws or not _may_compare(sentence):
        return draws
    return [Contrast(sentence, labels, False) for labels in _comparisons(sentence, tokens)]


def _sizes(contrast: Contrast) -> int:
    return sum(label.is_sized for label in contrast.labels)


def _may_compare(sentence: Sentence) -> bool:
    if sentence.stretch.role is Role.TITLE or sentence.index == 0:
        return True
    if sentence.section in ("results", "conclusion") or "%" in sentence.mask or "§" in sentence.mask:
        return False
    return sentence.section is not None or sentence.index <= _EARLY or has_any(sentence.lower, _ABOUT_STUDY)


def _draws(sentence: Sentence, tokens: list[Token]) -> Iterator[tuple[Label, ...]]:
    drawn = _DRAWN | _DRAWN_BY_LOT if _BY_LOT.search(sentence.string) else _DRAWN
    for index, token in enumerate(tokens):
        if token.lower in drawn and (labels := _drawn_to(sentence, tokens, index)):
            yield labels
            return
    for index, token in enumerate(tokens):
        if token.lower == "either" and index and _is_choice(tokens, index):
            labels = _named(sentence, tokens, index + 1)
            if labels:
                yield labels
                return


def _is_choice(tokens: list[Token], index: int) -> bool:
    """Whether "either" names what people get: not "in patients with either early or late disease"."""
    before = tokens[index - 1].lower
    if before == "with":
        return index >= 2 and tokens[index - 2].lower in _TREATED
    return before not in _EITHER_NOT_AFTER


def _drawn_to(sentence: Sentence, tokens: list[Token], index: int) -> tuple[Label, ...]:
    is_adjective = False
    for at in range(index + 1, min(index + _FAR, len(tokens))):
        word = tokens[at].lower
        if word in ".;":
            break
        is_adjective = is_adjective or word in _ADJECTIVE_OF
        if word in _INTO or (word == "for" and tokens[index].lower in _DRAWN_BY_LOT):
            following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
            if is_adjective and not (word == "to" and following in _SURELY_DRAWN):
                continue
            labels = _named(sentence, tokens, at + (word != "either"))
            if labels:
                return labels
    return ()


def _named(sentence: Sentence, tokens: list[Token], at: int) -> tuple[Label, ...]:
    for splits_at_and in (False, True):
        labels = _valid(sentence, read_names(tokens, at, splits_at_and=splits_at_and))
        if len(labels) >= 2:
            return labels
    return ()


def _valid(sentence: Sentence, labels: list[Label]) -> tuple[Label, ...]:
    labels = [label for label in labels if len(labels) <= 2 or not _POSSESSIVE.match(sentence.string, label.start)]
    labels = all_lettered(sentence, [_telling(sentence, label) for label in labels])
    words = [sentence.string[label.start : label.end] for label in labels]
    lettered = [label for label, word in zip(labels, words, strict=True) if LETTERED.fullmatch(word)]
    if len(lettered) >= 2 and len(lettered) < len(labels) and not any(label.is_sized for label in labels):
        return tuple(
            lettered
        )  # "cohort A was assigned to 2 million cells, cohort B to 4 million": what is given is no arm
    if len({arm_key(word) for word in words}) < len(words):
        labels = told_apart(sentence, labels)
        words = [sentence.string[label.start : label.end] for label in labels]
    if len({word.lower() for word in words}) < len(words):
        return ()
    kept = [label for label, word in zip(labels, words, strict=True) if is_name(word)]
    return tuple(kept) if len(kept) == len(labels) or (len(kept) >= 2 and all(k.is_sized for k in kept)) else ()


_POSSESSIVE = re.compile(r"(?:its|their|his|her|our|whose)\b", re.IGNORECASE)
"""What stands beside a name to say what it is: "to NVA-1, its cord cells, or placebo"."""


def _comparisons(sentence: Sentence, tokens: list[Token]) -> Iterator[tuple[Label, ...]]:
    for index, token in enumerate(tokens):
        if token.lower in ("comparing", "compare", "compared", "compares", "comparison"):
            following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
            if following in ("with", "to"):
                yield from _either_side(sentence, tokens, index, index + 2)
            else:
                yield from _after_verb(sentence, tokens, index + 1)
        elif token.lower in arm_words("separators") and (token.lower != "or" or _is_trial_title(sentence)):
            yield from _either_side(sentence, tokens, index, index + 1)


def _telling(sentence: Sentence, label: Label) -> Label:
    """A label, or, where it names nothing ("the same (group C)"), the name in its bracket."""
    if label.short and not is_name(sentence.string[label.start : label.end]):
        return Label(*label.short, None, label.size)
    return label


def _is_trial_title(sentence: Sentence) -> bool:
    """Whether a title tells of a trial: "Stem cells or saline for back pain: a randomised trial"."""
    is_title = sentence.stretch.role is Role.TITLE or sentence.index == 0
    return is_title and has_any(sentence.lower, ("random", "trial"))


def _either_side(sentence: Sentence, tokens: list[Token], before: int, after: int) -> Iterator[tuple[Label, ...]]:
    right = read_names(tokens, after, splits_at_and=False)[:1]
    for left in (read_back(tokens, before), _dosed(tokens, before)):
        if left is None or not right:
            continue
        labels = _valid(sentence, _balanced(sentence, left, right[0]))
        if len(labels) == 2:
            yield labels
            return


def _dosed(tokens: list[Token], before: int) -> Label | None:
    """The name in "comparing darbepoetin alfa 200 µg every 2 weeks versus": the first of its clause."""
    start = before
    while start and tokens[start - 1].lower not in _CLAUSE:
        start -= 1
    names = read_names(tokens[:before], start, splits_at_and=False) if start < before else []
    return names[0] if names else None


_CLAUSE = frozenset(
    {".", ":", ";", "?", ",", "of", "comparing", "compare", "compared", "between", "comparison", "whether", "that"}
)


def _balanced(sentence: Sentence, left: Label, right: Label) -> list[Label]:
    """Both labels, each without an "and" that the other has not: "pain and docetaxel versus placebo"."""
    first, second = sentence.string[left.start : left.end], sentence.string[right.start : right.end]
    if " and " in first and " and " not in second:
        left = Label(left.start + first.rindex(" and ") + len(" and "), left.end, left.short)
    if " and " in second and " and " not in first:
        right = Label(right.start, right.start + second.index(" and "))
    return [left, right]


def _after_verb(sentence: Sentence, tokens: list[Token], at: int) -> Iterator[tuple[Label, ...]]:
    for index in range(at, min(at + _OF_REACH, len(tokens))):
        if tokens[index].lower == "of" and any(token.lower in _MEASURES for token in tokens[at:index]):
            at = index + 1
            break
    stop = next(
        (i for i in range(at, min(at + _FAR, len(tokens))) if tokens[i].lower in ".;:"), min(at + _FAR, len(tokens))
    )
    led = [i for i in range(at + 1, stop) if tokens[i].lower in _LED_BY]
    for index in sorted(led, key=lambda i: tokens[i].lower == "and"):
        left = read_names(tokens[:index], at, splits_at_and=False)[:1]
        right = read_names(tokens, index + 1, splits_at_and=False)[:1]
        labels = _valid(sentence, _balanced(sentence, left[0], right[0]) if left and right else [])
        if len(labels) == 2:
            yield labels
            return


_OF_REACH = 8
