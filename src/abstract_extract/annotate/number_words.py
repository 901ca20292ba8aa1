"""Number words with their places: spelled out, mixed, hyphenated, and the ways they are misspelt.

>>> [(w.value, w.start, w.end) for w in number_words("Twenty-three of one hundred and five; forteen")]
[(23, 0, 12), (105, 16, 36), (14, 38, 45)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}
_MISSPELT = {
    "forteen": 14, "fourten": 14, "fiveteen": 15, "fivteen": 15, "sixten": 16, "seventen": 17, "eigth": 8,
    "eigteen": 18, "eightteen": 18, "nineten": 19, "ninteen": 19, "twelwe": 12, "elleven": 11, "tweleve": 12,
    "fife": 5, "threee": 3, "thirten": 13,
}  # fmt: skip
_TENS = {w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_MISSPELT_TENS = {
    "fourty": 40, "twenety": 20, "twety": 20, "tweenty": 20, "thirthy": 30, "fivty": 50, "fifthy": 50, "eigthy": 80,
    "eigty": 80, "ninty": 90, "sevnty": 70,
}  # fmt: skip
_VALUES = {**_UNITS, **_MISSPELT}
_DECADES = {**_TENS, **_MISSPELT_TENS}
_SCALES = {"hundred": 100, "thousand": 1000}
_DOZENS = {"dozen": 12}
_ALL = {**_VALUES, **_DECADES, **_SCALES, **_DOZENS}
_WORD = "|".join(sorted(_ALL, key=len, reverse=True))
_RUN = re.compile(rf"\b(?:{_WORD})(?:(?:[ -]|,? and |-and-)(?:{_WORD})\b){{0,8}}(?![\w])", re.IGNORECASE)
_PIECE = re.compile(rf"\b(?:{_WORD}|and)\b", re.IGNORECASE)
# A word that begins as a number does; its first letter goes before what may not stand in front of it.
_TOKEN = re.compile(r"[defhnostz](?<!\w.)[a-z]{2,8}", re.IGNORECASE | re.ASCII)

_SINGLE = re.compile(
    r"(?<=\b[Aa] )single(?= (?:[a-z-]+ )?(?:patient|participant|subject|person|child|woman|man|infant|recipient|survivor|eye|case|death|episode|instance|event)\b)"
)


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A number said in words, and where."""

    value: int
    start: int
    end: int


def number_words(string: str) -> list[NumberWord]:
    """The numbers said in words in `string`, in order; "two three" is two numbers, "twenty three" one."""
    found: list[NumberWord] = []
    position = 0
    for token in _TOKEN.finditer(string):
        if token.start() < position or token.group().lower() not in _ALL:
            continue
        run = _RUN.match(string, token.start())
        if run is None:
            continue
        found += _read(run)
        position = run.end()
    return found


def single_ones(string: str) -> list[NumberWord]:
    """The places where one is counted as "a single": a person, an eye or an event, and nothing else that is single.

    >>> [word.value for word in single_ones("After a single infusion a single patient had fever.")]
    [1]
    """
    return [NumberWord(1, match.start(), match.end()) for match in _SINGLE.finditer(string)]


def _read(run: re.Match[str]) -> list[NumberWord]:
    """The numbers that a run of number words says, one or several."""
    words = [(m.group().lower(), run.start() + m.start(), run.start() + m.end()) for m in _PIECE.finditer(run.group())]
    found: list[NumberWord] = []
    position = 0
    while position < len(words):
        value, used = _longest(words[position:])
        if used:
            found.append(NumberWord(value, words[position][1], words[position + used - 1][2]))
        position += max(used, 1)
    return found


def _longest(words: list[tuple[str, int, int]]) -> tuple[int, int]:
    """The value of the longest beginning of `words` that is one number, and how many words it takes."""
    total = part = 0
    last: str | None = None  # what stood before: unit, ten, hundred or thousand
    used = 0
    for index, (word, _, _) in enumerate(words):
        if not _continues(word, last):
            break
        if word == "and":
            continue
        if word in _DOZENS:
            return (part or 1) * 12, index + 1
        if word == "hundred":
            part, last = part * 100, word
        elif word in _SCALES:
            total, part, last = total + part * 1000, 0, word
        elif word in _DECADES:
            part, last = part + _DECADES[word], "ten"
        else:
            value = _VALUES[word]
            part, last = part + value, "unit" if value < 10 else "teen"
        used = index + 1
    return total + part, used


def _continues(word: str, last: str | None) -> bool:
    """Whether a number whose last part is `last` can go on with `word`."""
    if word == "and":
        return last in ("hundred", "thousand")
    if word in _DOZENS:
        return last in (None, "unit")
    if word in _SCALES:
        return last not in (None, "thousand") and not word == last == "hundred"
    if word in _DECADES:
        return last not in ("unit", "ten", "teen")
    value = _VALUES[word]
    return last not in ("unit", "teen") and not (last == "ten" and (value > 9 or value == 0))
