"""What an arm is called in the end: the shortest name that the page goes on to use for it.

"Randomised to human cord cells or look-alike albumin … in the cell arm … albumin recipients": cell and albumin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from abstract_extract.candidates import ArmCandidate, Arms, Said
from abstract_extract.study import Sentence

from .arm_merge import LETTERED

_NOUN = (
    r"(?:groups?|arms?|cohorts?|limbs?|patients|recipients|participants|subjects|people|persons|women|men|children|infants|"
    r"users|cases|eyes|knees|sides?|hips|limbs|wounds|ulcers|halves|half|cheeks|sites|defects|patches|corneas|teeth|legs|feet)"
)
_SUFFIX = re.compile(rf"(?:[- ]treated)?[- ]{_NOUN}\Z", re.IGNORECASE)
_AFTER = re.compile(rf"(?:[- ]treated)?[- ]{_NOUN}\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:with|on|under|after|given|received|receiving|in|to|among) (?:the )?\Z", re.IGNORECASE)
_ENDS = re.compile(r"[,;.):]|\Z| (?:and|versus|vs\.?|v\.?|but|at|against|than|as|by|or)\b| [(\d]")
_NOT_A_NAME = re.compile(
    r"(?:the|a|an|both|all|each|other|this|those|them|two|three|first|second|former|latter|treated|treatment|injected|\W+|\d+)\Z",
    re.IGNORECASE,
)
_BEFORE_REACH = 24
_LONG = 2
_MOST_ARMS = 12
_WORD = re.compile(r"[^\W_]+")
_FIRST = re.compile(r"[\w'’]+")
_JOINS = re.compile(r"\bplus\b|\+|\b(?:and|then|first|followed|alone|only)\b", re.IGNORECASE)
_PLAIN = frozenset(
    {"autologous", "allogeneic", "open", "own", "bare", "human", "concurrent", "donor", "active", "sequence"}
)


def call_by_shortest(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Gives each arm of a long label the shortest name under which the text counts or names its people."""
    if len(arms.candidates) > _MOST_ARMS:
        return
    names = {key: dict(_names(key, arms, sentences)) for key in arms.candidates}
    shorter: dict[str, Said] = {}
    for key, arm in arms.candidates.items():
        label = str(arm.label.value)
        if LETTERED.match(key) or arm.role == "cohort" or _JOINS.search(label):
            continue
        others = {name for other, found in names.items() if other != key for name in found}
        others |= {str(other.label.value).lower() for other in arms.candidates.values() if other is not arm}
        able = [name for name in names[key] if _is_shorter(name, label) and not any(map(_holds(name), others))]
        if able:
            shortest = min(able, key=lambda name: (len(_words(name)), names[key][name].start))
            shorter[key] = _as_begun(arm.label, names[key][shortest])
    kept = {_words(str(arm.label.value))[-1] for key, arm in arms.candidates.items() if key not in shorter}
    for key, said in shorter.items():
        arm = arms.candidates[key]
        if _words(str(arm.label.value))[-1] not in kept:  # names made alike stay alike
            arms.candidates[key] = replace(arm, label=said)
    if shorter:
        arms.candidates = dict(sorted(arms.candidates.items(), key=_place))


def _place(item: tuple[str, ArmCandidate]) -> int:
    return item[1].label.start


def _words(name: str) -> list[str]:
    return _WORD.findall(name.lower())


def _holds(name: str) -> Callable[[str], bool]:
    """Whether another arm's name holds all words of this one: then it tells nothing apart."""
    words = set(_words(name))
    return lambda other: words <= set(_words(other))


def _is_shorter(name: str, label: str) -> bool:
    """Whether a name is much shorter than a label, or is the label without a word that goes without saying."""
    short, long = _words(name), _words(label)
    if not short or len(short) >= len(long) or _NOT_A_NAME.match(name) or LETTERED.match(name):
        return False
    return len(long) > _LONG or (long[-1:] == short and long[0] in _PLAIN) or (long[:1] == short == ["control"])


def _as_begun(label: Said, name: Said) -> Said:
    """The label's own first word where the name is that word: "spheroids of cartilage cells", "the spheroid group"."""
    first = _FIRST.match(str(label.value))
    if first and first.group().lower().rstrip("s") == str(name.value).lower().rstrip("s"):
        return Said(first.group(), label.start, label.start + first.end())
    return name


def _names(key: str, arms: Arms, sentences: Sequence[Sentence]) -> Iterator[tuple[str, Said]]:
    """Each name under which the text speaks of the arm's people, with its first place, last names first."""
    found: dict[str, Said] = {}
    for sentence in sentences:
        for mention in arms.of(sentence):
            if mention.key != key or mention.end <= mention.start:
                continue
            words = sentence.string[mention.start : mention.end]
            suffix = _SUFFIX.search(words)
            end = mention.start + (suffix.start() if suffix else len(words))
            if not (suffix or _AFTER.match(sentence.string, end) or _stands_alone(sentence.string, mention.start, end)):
                continue
            name = sentence.string[mention.start : end].lower()
            found.setdefault(
                name, Said(sentence.string[mention.start : end], sentence.start + mention.start, sentence.start + end)
            )
    yield from found.items()


def _stands_alone(string: str, start: int, end: int) -> bool:
    """ "12 with cells and 5 on placebo": the name follows a little word, and nothing belongs to it."""
    before = string[max(0, start - _BEFORE_REACH) : start]
    return bool(_BEFORE.search(before) and _ENDS.match(string, end))
