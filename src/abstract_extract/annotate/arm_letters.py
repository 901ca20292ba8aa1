"""Groups called by letters or numerals: lists that give each its letter, and letters that stand for a group alone.

"A, unsorted cells; B, sorted cells; C, saline", "3 million (I) through 10 million (II)", "27 to A, 26 to B and 28 to C".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from abstract_extract.candidates import ArmMention, Arms, Said
from abstract_extract.study import Sentence

from .hints import has_any

Named = tuple[Sentence, ArmMention, str]
"""A sentence, the place of an arm's name in it, and the name as it is to be printed."""

_LETTER = r"[A-F]|I{1,3}|IV|V"
_ORDER = ("ABCDEF", ("I", "II", "III", "IV", "V"))
_HEADED = re.compile(
    rf"(?:\A|[:;(–—] ?|, |\band |\bor )(?P<letter>{_LETTER})(?:,|:| ?=) (?P<got>[^;:]{{3,90}}?)(?=;|\.|\Z|\))"
)
_BEHIND = re.compile(rf"[(\[](?P<letter>{_LETTER})[)\]]")
_AMOUNT_BEFORE = re.compile(r"\d[^,;()]{0,40}\Z")
_LETTERED = re.compile(
    r"(?P<noun>group|arm|cohort|dose level|level|tier|rung|step|regimen|sequence) (?P<letter>[a-f]|i{1,3}v?|v|\d)\Z"
)
_DRAWN = (
    "option",
    "allocat",
    "assign",
    "random",
    "drew",
    "drawn",
    "lot",
    "dose",
    "group",
    "arm",
    "put ",
    "divided",
    "treat",
    "level",
    "ascend",
)
_ALONE = re.compile(
    rf"(?<![\w'’./-])(?P<letter>{_LETTER}|\d)(?![\w'’/-]|\.\d| ?[×%°])(?=(?: and|,|;|\)|\]|:|\.?\Z| \(?\d| or | vs\.? | versus |\. [A-Z]| finished| had| withdrew| than))"
)
_LEADS = re.compile(r"(?:\b(?:to|in|of|from|on|under|among|and|or|vs\.?|versus|both|with|than|at|for)|[(\[,;:]|\A) ?\Z")
_PARTS = re.compile(
    r"\b(?:grade|stage|type|class|phase|part|factor|figure|table|hepatitis|vitamin|Child(?:-Pugh)?|NYHA|Fontaine|Rutherford|HLA|cyclosporine?|influenza)s? \Z",
    re.IGNORECASE,
)
# "Fatigue (in arm A vs B, 43% and 51%, respectively)": how the row is ordered, and not whose its numbers are.
_COMPARES = re.compile(r"\b(?:group|arm|cohort|level|tier) ?[A-F] (?:vs\.?|versus) \Z", re.IGNORECASE)
_REACH = 24


def defined_by_letter(sentences: Sequence[Sentence], known: Sequence[str]) -> list[Named]:
    """The groups that a list gives letters to, under the noun that the text has for them elsewhere."""
    nouns = {match["letter"]: match["noun"] for key in known if (match := _LETTERED.match(key))}
    for sentence in sentences:
        if sentence.section in ("results", "conclusion") or not has_any(sentence.lower, _DRAWN):
            continue
        for pattern in (_HEADED, _BEHIND):
            found = list(pattern.finditer(sentence.string))
            if not _in_order([match["letter"] for match in found]):
                continue
            are_doses = all(_gives_amount(sentence.string, match) for match in found)
            noun = next((nouns[m["letter"].lower()] for m in found if m["letter"].lower() in nouns), "")
            if not noun and pattern is _BEHIND and not are_doses:
                continue
            noun = noun or ("level" if are_doses and not _is_drawn(sentences) else "group")
            return [
                (sentence, ArmMention(f"{noun} {m['letter'].lower()}", *m.span("letter")), m["letter"]) for m in found
            ]
    return []


def _gives_amount(string: str, match: re.Match[str]) -> bool:
    """Whether what a letter stands for is an amount, before its bracket or behind it."""
    if match.re is _HEADED:
        return match["got"][:1].isdigit()
    return bool(_AMOUNT_BEFORE.search(string, max(0, match.start() - 2 * _REACH), match.start()))


def _is_drawn(sentences: Sequence[Sentence]) -> bool:
    return any(has_any(sentence.lower, ("random", "by lot", "drew", "drawn")) for sentence in sentences)


def _in_order(letters: Sequence[str]) -> bool:
    return 2 <= len(letters) <= len(_ORDER[1]) and any(letters == list(order[: len(letters)]) for order in _ORDER)


def by_letter_alone(sentences: Sequence[Sentence], keys: Sequence[str]) -> Iterator[tuple[Sentence, ArmMention]]:
    """The places where a letter stands for the group of that letter: "two in A", "(B)", "A 3/7, B 6/8"."""
    lettered = {match["letter"]: key for key in keys if (match := _LETTERED.match(key))}
    if len(lettered) < 2:
        return
    for sentence in sentences:
        for match in _ALONE.finditer(sentence.string):
            letter = match["letter"]
            before = sentence.string[max(0, match.start() - _REACH) : match.start()]
            if (
                letter.lower() in lettered
                and not letter.isdigit()
                and _LEADS.search(before)
                and not _PARTS.search(before)
                and not _COMPARES.search(before)
            ):
                yield sentence, ArmMention(lettered[letter.lower()], *match.span("letter"))


def call_whole(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Gives each lettered group its whole name, at the first place that prints it: "groups A and B … group B"."""
    strings = {sentence.index: sentence for sentence in sentences}
    places = [
        (strings[index], mention)
        for index, mentions in sorted(arms.mentions.items())
        if index in strings
        for mention in mentions
        if mention.key in arms.candidates and _LETTERED.match(mention.key)
    ]
    nouns = {words.split(" ")[0].lower().rstrip("s") for s, m in places if " " in (words := s.string[m.start : m.end])}
    for key, arm in arms.candidates.items():
        match, words = _LETTERED.match(key), str(arm.label.value)
        if match is None or _names_whole(words, key) or match["noun"].split(" ")[0] not in nouns:
            continue
        is_listed = (
            words.lower().endswith((f"s {match['letter']}", f"s{match['letter']}"))
            or match["letter"] not in words.lower()
        )
        whole = next(((s, m) for s, m in places if m.key == key and s.string[m.start : m.end].lower() == key), None)
        if whole is None and not is_listed:
            continue
        if whole is None:
            label = replace(arm.label, value=printed_as(key, words))
        else:
            sentence, mention = whole
            words = sentence.string[mention.start : mention.end]
            label = Said(words, sentence.start + mention.start, sentence.start + mention.end)
        arms.candidates[key] = replace(arm, label=label)


def _names_whole(words: str, key: str) -> bool:
    """Whether words are a group's name with its noun: "Group A", "A group", "DL2"."""
    return (
        words.lower().replace("-", " ") == key
        or bool(_NOUN_AFTER.search(words))
        or (" " not in words and len(words) > _LONGEST)
    )


_NOUN_AFTER = re.compile(r" (?:group|arm|cohort)\Z", re.IGNORECASE)
_LONGEST = 3


def printed_as(key: str, words: str) -> str:
    """The name of a lettered group with its noun in the singular, where a list prints the noun once for all.

    >>> printed_as("cohort 1", "cohorts 1"), printed_as("level b", "B"), printed_as("group ii", "to")
    ('cohort 1', 'level B', 'group II')
    """
    noun, _, letter = key.rpartition(" ")
    last = words.rpartition(" ")[2]
    return f"{noun} {last if last.lower() == letter else letter.upper()}"
