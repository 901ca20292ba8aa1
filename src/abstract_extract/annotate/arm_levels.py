"""Dose levels as arms: by their rank ("the low dose", "the third cohort") or by their amounts ("10, 20 or 40 million").

Where doses rise from one level to the next, or are drawn side by side, and the page gives the levels no letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from abstract_extract.candidates import ArmCandidate, ArmMention, Arms, Said
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_merge import LETTERED
from .hints import has_any
from .lexicon import table

_ESCALATES = (
    "escalat", "dose-finding", "dose finding", "dose-ranging", "dose ranging", "ascending", "3 + 3", "3+3", "stepwise",
    "rising dose", "increasing dose", "graded dose", "dose level", "dose cohort", "dose step", "maximum tolerated",
    "highest tolera", "run-in", "lead-in",
)  # fmt: skip
_DRAWS = ("random", "assigned", "allocat", "by lot", "drew lots")
_ORDINAL = r"first|second|third|fourth|fifth"
_RANK = r"lowest|lower|low|middle|mid|medium|intermediate|higher|highest|high|top"
_RANKED = re.compile(
    rf"(?<![\w-])(?:(?P<rank>{_RANK})[ -](?P<noun>dose(?: levels?| groups?| cohorts?| arms?)?|levels?|cohorts?|tiers?|rungs?|steps?)"
    rf"|(?P<ordinal>{_ORDINAL}) (?P<group>cohorts?|tiers?|rungs?|steps?|series|dose (?:levels?|groups?|cohorts?)))\b"
    r"(?! (?:of )?(?:[a-z-]*(?:mab|nib|sone|lone|mide|olimus|aspirin|mycin|statin|platin|parin|steroids?|phalan|amide|sporine?|bine|trexate)\b|chemo|radi|IL-|interleukin|G-CSF|imaging|CT\b|heparin|immunosupp))",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:[(\[,;] ?|\b(?:in|of|from|at|on) the |\b(?:in|of|from|at|on) )(?P<rank>{_RANK})(?=[ ,;:]?(?:[)\]]|,|;| and | or | to (?:the )?(?:low|mid|high|top)| set\b| rung\b|: ?\d| \d))",
    re.IGNORECASE,
)
_POWER = r"\d{1,6}(?:[.,]\d{1,6})?\s?[×xX*∗·]\s?10\s?\^?\(?-?[⁰¹²³⁴-⁹\d]{1,2}\)?"
_WHAT = r"(?: ?(?:[\w+-]+ ){0,2}(?:cells?|particles|vesicles|exosomes|[A-Za-z-]*MSCs?|EVs?)\b)?(?: ?/ ?kg| per (?:kg|kilogram|infusion|dose))?(?: ?\([^()]{0,40}\))?"
_SEPARATOR = r"(?:,? (?:and|or|then|and then|followed by) | ?[,;/→] ?| to )"
_POWERS = re.compile(rf"(?<![\w.,])({_POWER}){_WHAT}(?:{_SEPARATOR}{_POWER}{_WHAT}){{1,5}}")
_SHARED = re.compile(
    r"(?<![\w.,×^])(?P<few>\d+(?:\.\d+)?(?:, ?\d+(?:\.\d+)?){0,4},? (?:and|or) )(?P<last>\d+(?:\.\d+)? ?(?:(?P<million>million|billion)\b|[×xX*∗·]\s?10\s?\^?\(?[⁰¹²³⁴-⁹\d]{1,2}\)?))"
)
_ONE = re.compile(_POWER)
_SIZED = re.compile(rf"{_POWER}[^()]{{0,30}}\([nN] ?=")
"""A level with the number of its people; without words on how doses rise, only a list of such tells of levels."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_OF_CELLS = re.compile(
    r"cells?\b|particles|vesicles|exosomes|/ ?kg|per kg|\bNK\b|\bEVs?\b|CD\d|CAR|stromal|islet|\b[A-Za-z-]{0,6}[SPMD]Cs?\b",
    re.IGNORECASE,
)
_NO_LEVELS = re.compile(
    r"\b(?:mean|median|average|range|respectively were|count|platelets?|neutrophils?|leu[ck]ocytes?|load)\b",
    re.IGNORECASE,
)
_REACH = 70
_MOST_TRIED = 1
_WITH_A_MIDDLE = 3


@dataclass(frozen=True, slots=True)
class _Level:
    """A place where a level is named: its key, its words, and where they stand in the sentence."""

    key: str
    words: str
    sentence: Sentence
    start: int
    end: int


def add_levels(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Adds the dose levels that the sentences name to `arms`, and where arms of a rank are called by it alone."""
    escalates = any(has_any(sentence.lower, _ESCALATES) for sentence in sentences)
    draws = bool(arms.by_role("comparator")) and any(has_any(sentence.lower, _DRAWS) for sentence in sentences)
    if len(arms.by_role("cohort")) <= _MOST_TRIED:
        _add_new(arms, sentences, "experimental" if draws and not escalates else "cohort", is_sure=escalates or draws)
    _call_by_rank(arms, sentences)
    if len(arms.by_role("cohort")) > _MOST_TRIED:
        _add_expansion(arms, sentences)


_EXPANSION = re.compile(
    r"(?:(?<=\()|(?<=, )|\b(?:in|of|from|to|at|and|for) (?:the |an )?)(?P<name>(?:dose[- ])?expansion(?: (?:cohort|group|part|stage))?)\b(?=[),;.:(]| (?:had|were|received|got|and|\(|at |level)|\Z)",
    re.IGNORECASE,
)


def _add_expansion(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """The people who were added at one of the levels are a cohort of their own: "26 more (expansion)"."""
    for sentence in sentences:
        for match in _EXPANSION.finditer(sentence.string) if "expansion" in sentence.lower else ():
            key = next((k for k in arms.candidates if "expansion" in k), "expansion")
            said = Said(match["name"], sentence.start + match.start("name"), sentence.start + match.end("name"))
            arms.candidates.setdefault(key, ArmCandidate(key, said, "cohort"))
            _mention(arms, sentence, key, *match.span("name"))


def _add_new(arms: Arms, sentences: Sequence[Sentence], role: ArmRole, *, is_sure: bool) -> None:
    tried = arms.by_role("experimental")
    if role == "experimental" and (len(tried) > _MOST_TRIED or any(map(LETTERED.match, tried))):
        return
    if len(tried) > _MOST_TRIED and any(not LETTERED.match(key) for key in tried):
        return
    found = _ranked(sentences, is_sure=is_sure) if len(tried) <= _MOST_TRIED else []
    if len({level.key for level in found}) < 2:
        found = list(_amounts(sentences, role, is_sure=is_sure))
    if len({level.key for level in found}) < 2:
        return
    _give_up_ranks(arms, list(dict.fromkeys(level.key for level in found)))
    for level in found:
        said = Said(level.words, level.sentence.start + level.start, level.sentence.start + level.end)
        if level.key not in arms.candidates:
            arms.candidates[level.key] = ArmCandidate(level.key, said, role)
        _mention(arms, level.sentence, level.key, level.start, level.end)


def _give_up_ranks(arms: Arms, levels: Sequence[str]) -> None:
    """One arm of a rank beside amounts is one of their levels: "the lower-dose group" of two."""
    at = {"low": levels[0], "high": levels[-1]} | ({"middle": levels[1]} if len(levels) == _WITH_A_MIDDLE else {})
    for key in arms.by_role("cohort"):
        level = at.get(_rank(key.split(" ")[0]))
        if key in levels or level is None:
            continue
        del arms.candidates[key]
        for index, mentions in arms.mentions.items():
            arms.mentions[index] = [replace(m, key=level) if m.key == key else m for m in mentions]


def _ranked(sentences: Sequence[Sentence], *, is_sure: bool) -> list[_Level]:
    found: list[_Level] = []
    for sentence in sentences:
        if not has_any(sentence.lower, _RANK_HINTS):
            continue
        for match in _RANKED.finditer(sentence.string):
            words = match.group()
            if not is_sure and match["rank"]:
                continue
            found.append(_Level(_rank_key(match), words, sentence, *match.span()))
    by_class = {key.split(" ")[-1] for key in (level.key for level in found)}
    best = max(sorted(by_class), key=lambda noun: len({v.key for v in found if v.key.endswith(noun)}), default="")
    return [level for level in found if level.key.split(" ")[-1] == best]


_RANK_HINTS = ("dose", "level", "cohort", "tier", "rung", "step", "series")
_LAST_S = re.compile(r"s\Z")


def _rank_key(match: re.Match[str]) -> str:
    """ "Lowest dose" and "low-dose level" are of one rank; ordinals keep their noun."""
    if match["rank"]:
        return f"{_rank(match['rank'])} dose"
    noun = match["group"].lower()
    return f"{match['ordinal'].lower()} {noun if noun == 'series' else _LAST_S.sub('', noun).split(' ')[-1]}"


def _rank(word: str) -> str:
    return str(table("arm_words")["ranks"].get(word.lower(), word.lower()))


def _amounts(sentences: Sequence[Sentence], role: ArmRole, *, is_sure: bool) -> Iterator[_Level]:
    """The levels of the first list of rising amounts, and where one of these amounts stands again."""
    for sentence in sentences:
        levels = _rising(sentence, role) if is_sure or _SIZED.search(sentence.string) else []
        if levels:
            yield from levels
            yield from _again(sentences, levels)
            return


def _rising(sentence: Sentence, role: ArmRole) -> list[_Level]:
    string = sentence.string
    if "10" not in string and "illion" not in string:
        return []
    for pattern in (_SHARED, _POWERS):
        for match in pattern.finditer(string):
            around = string[max(0, match.start() - _REACH) : match.end() + _REACH]
            if not _OF_CELLS.search(around) or _NO_LEVELS.search(string, max(0, match.start() - _REACH), match.start()):
                continue
            if role == "experimental" and " and " in match.group() and not has_any(sentence.lower, _DRAWS):
                continue
            levels = _of_shared(sentence, match) if pattern is _SHARED else _of_powers(sentence, match)
            if len({level.key for level in levels}) == len(levels) >= 2:
                return levels
    return []


def _of_shared(sentence: Sentence, match: re.Match[str]) -> list[_Level]:
    """ "10, 20 or 40 million", "25, 50 or 150×10^6": every figure with the multiplier of the last."""
    last = _FIGURE.match(match["last"])
    assert last is not None
    multiplier = match["last"][last.end() :]
    figures = [*_FIGURE.finditer(sentence.string, *match.span("few"))]
    numbers = [float(figure.group()) for figure in figures] + [float(last.group())]
    if numbers != sorted(numbers):
        return []
    # The page's own words have the power once; a million is said with each figure.
    said = multiplier if match["million"] else ""
    levels = [_Level(_amount_key(f.group() + multiplier), f.group() + said, sentence, *f.span()) for f in figures]
    return [*levels, _Level(_amount_key(match["last"]), match["last"], sentence, *match.span("last"))]


def _of_powers(sentence: Sentence, match: re.Match[str]) -> list[_Level]:
    if " to " in match.group() and match.group().count(" to ") == 1 and len(_ONE.findall(match.group())) == 2:
        return []  # a range
    return [
        _Level(_amount_key(one.group()), one.group(), sentence, *one.span())
        for one in _ONE.finditer(sentence.string, *match.span())
    ]


_NOT_KEPT = re.compile(r"[\s^()-]")
_TIMES = re.compile(r"[xX*∗·]")


def _amount_key(amount: str) -> str:
    return "level " + _TIMES.sub("×", _NOT_KEPT.sub("", amount)).lower()


_AMOUNT = re.compile(rf"(?<![\w.,]){_POWER}|(?<![\w.,])\d+(?:\.\d+)?[ -](?:million|billion)\b")


def _again(sentences: Sequence[Sentence], levels: Sequence[_Level]) -> Iterator[_Level]:
    known = {level.key for level in levels}
    first = levels[0].sentence
    for sentence in sentences:
        for match in _AMOUNT.finditer(sentence.string) if sentence is not first else ():
            key = _amount_key(match.group())
            if key in known:
                yield _Level(key, match.group(), sentence, *match.span())


def _call_by_rank(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """ "3 (high) and 1 (low)", "four of the high": arms of a rank, called by it alone or with a noun of another kind."""
    of_rank: dict[str, str | None] = {}
    for key in arms.candidates:
        for word in key.split(" "):
            if word in table("arm_words")["ranks"]:
                rank = _rank(word)
                of_rank[rank] = None if rank in of_rank else key
    if sum(key is not None for key in of_rank.values()) < 2:
        return
    for sentence in sentences:
        if not has_any(sentence.lower, ("low", "mid", "high", "intermediate", "medium", "top")):
            continue
        for pattern in (_RANKED, _ALONE):
            for match in pattern.finditer(sentence.string):
                called = of_rank.get(_rank(match["rank"])) if match["rank"] else None
                if called is not None:
                    _mention(arms, sentence, called, match.start("rank"), match.end())


def _mention(arms: Arms, sentence: Sentence, key: str, start: int, end: int) -> None:
    mentions = arms.mentions.setdefault(sentence.index, [])
    if not any(m.start < end and start < m.end for m in mentions):
        mentions.append(ArmMention(key, start, end))
        mentions.sort(key=lambda m: m.start)
