"""Results in sentences of other languages: a count with its whole or its percentage, in the forms that need no grammar.

>>> from abstract_extract.annotate.sentences import sentence_of
>>> found = foreign_outcomes(sentence_of("Knöchern überbrückt waren 17 von 26 Defekten (65,4 %)."))
>>> [(o.events.value, o.denominator.value, o.percent.value) for o in found]
[(17, 26, 65.4)]
>>> [(o.label.value, o.events.value) for o in foreign_outcomes(sentence_of("头痛呕吐见于鞘内组4/30和联合组2/28"))]
[('头痛呕吐', 4), ('头痛呕吐', 2)]
"""

from __future__ import annotations

import re
from functools import cache

from abstract_extract.candidates import OutcomeCandidate, Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Sentence

from .lexicon import table
from .numbers import exact

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_MOST = 40
_FEW_CJK = 6
_OPEN, _CLOSE = r" ?[(（\[] ?", r" ?[)）\]]"
_P = r"\d{1,3}(?:[.,]\d+)?(?= ?[%％])"
_EASTERN = re.compile(
    rf"(?<![\d.:])(?P<d1>\d+) ?[例名人](?:中|里有|中有|のうち) ?(?P<e1>\d+) ?[例名人]?(?:{_OPEN}(?P<p1>{_P}))?"
    rf"|(?<![\d.:])(?P<e2>\d+) ?[/／] ?(?P<d2>\d+)(?![\d/])(?:{_OPEN}(?P<p2>{_P}))?"
    rf"|(?<![\d.:])(?P<e3>\d+) ?(?:[例名人位眼]|患者)?{_OPEN}(?P<p3>{_P})"
    rf"|(?<=[为為占佔达]) ?(?P<p5>{_P})"
    rf"|(?<![\d.:（(])(?P<e4>\d+) ?[例](?=[(（]|[^(（\d]{{0,3}}?(?:、|和|及|，|,|失|退|死|出|复|發|发|病|$|[)）]))",
)
_NAME = re.compile(
    r"(?:(?<=[见見在于於为為者])[\w-]{1,6}?|安慰[剂劑]|[干幹][细細]胞|[低中高](?:剂量|劑量|用量)|[^\W\d_]{2})[组群組]\s*\Z"
)
_TAIL = re.compile(
    r"(?:者|的|为|為|分别|分別|见于|見於|见|見|共|有|在|率|依次为|依次為|佔|占|各|达到|は|が|に|で|：|:|\s)+\Z"
)
_CLAUSE = re.compile(r"[，。；;,.()（）、：:\s]|和(?=[^和]{0,6}[组組群])|及(?=[^及]{0,6}[组組群])|[时時](?=\w)")
_LAST_WORD = re.compile(r"(?:[\s(]+(?:in|en|em|bei|u|a|chez|nei|hos|n ?=?|waren|fue|foi))?[\s(]*\Z")
_SPLIT = re.compile(r"[.;:()]|, ")
_LETTERS = re.compile(r"[^\W\d_]")
_BASELINE = re.compile(r"纳入|入组|随机|分为|男|女|年龄|入選|登録|分成|招募|完成", re.IGNORECASE)


def is_foreign(sentence: Sentence) -> bool:
    """Whether a sentence is of another language than English."""
    if len(_CJK.findall(sentence.string[:200])) >= _FEW_CJK:
        return True
    if _english_words().search(sentence.lower):
        return False
    return len(set(_western_words().findall(sentence.lower))) > 1


def foreign_outcomes(sentence: Sentence) -> list[OutcomeCandidate]:
    """The outcomes of a sentence of another language: no arms, and no time points."""
    pattern = _EASTERN if _CJK.search(sentence.string) else _western()
    found: list[OutcomeCandidate] = []
    held: tuple[int, int] | None = None
    last = 0
    for match in pattern.finditer(sentence.string):
        if len(found) == _MOST:
            break
        groups = {name[0]: name for name, value in match.groupdict().items() if value}
        place = _label(sentence.string, last, match.start()) or held
        last = match.end()
        if place is None or _BASELINE.search(sentence.string, max(0, match.start() - 12), match.start()):
            continue
        held = place
        events = _said(sentence, match, groups.get("e"))
        of = _said(sentence, match, groups.get("d"))
        percent = _said(sentence, match, groups.get("p"))
        if events and of and float(events.value) > float(of.value):
            continue
        words = sentence.string[place[0] : place[1]]
        found.append(
            OutcomeCandidate(
                label=Said(words, sentence.start + place[0], sentence.start + place[1]),
                kind=kind_of_foreign(words + sentence.string[match.end() : match.end() + 12]),
                events=events,
                denominator=of,
                percent=percent,
                unit="patients",
                arm=None,
                time_point=None,
                rule="foreign",
            )
        )
    return found


def _said(sentence: Sentence, match: re.Match[str], name: str | None) -> Said | None:
    if name is None:
        return None
    start, end = match.span(name)
    return Said(exact(match[name].replace(",", ".")), sentence.start + start, sentence.start + end)


def _label(string: str, low: int, start: int) -> tuple[int, int] | None:
    """The words before a count, without the arm's name and the little words around it."""
    piece = string[low:start]
    if _CJK.search(piece):
        piece = _TAIL.sub("", _NAME.sub("", _TAIL.sub("", piece)))
        cuts = [cut.end() for cut in _CLAUSE.finditer(piece) if _LETTERS.search(piece[cut.end() :])]
    else:
        cuts = [cut.end() for cut in _SPLIT.finditer(piece) if _LETTERS.search(piece[cut.end() :])]
        piece = _LAST_WORD.sub("", piece)
    begin = cuts[-1] if cuts else 0
    begin += len(piece[begin:]) - len(piece[begin:].lstrip())
    words = piece[begin:]
    return (low + begin, low + len(piece)) if len(_LETTERS.findall(words)) > 1 else None


def kind_of_foreign(words: str) -> OutcomeKind:
    """The kind of a result by its words in other languages than English; efficacy where none says otherwise."""
    kinds: tuple[OutcomeKind, ...] = ("death", "withdrawal")
    for kind in kinds:
        if _pattern(kind).search(words):
            return kind
    return "adverse_event" if _pattern("harm").search(words) else "efficacy"


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(table("outcome_languages")[kind]), re.IGNORECASE)


@cache
def _western_words() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(table('outcome_languages')['words'])})(?!\w)")


@cache
def _english_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('outcome_languages')['english'])})\b")


@cache
def _western() -> re.Pattern[str]:
    of, no = "|".join(table("outcome_languages")["of"]), "|".join(table("outcome_languages")["no_count"])
    return re.compile(
        rf"(?<![\d.,/])(?P<e1>\d+) (?:{of}) (?P<d1>\d+)(?![\d.,]\d)(?! (?:{no})\b)(?:[^().;\d]{{0,40}}{_OPEN}(?P<p1>{_P}))?"
        rf"|(?<![\d.,/])(?P<e2>\d+) ?/ ?(?P<d2>\d+)(?![\d/])(?:[^().;\d]{{0,30}}{_OPEN}(?P<p2>{_P}))?"
        rf"|(?<![\d.,/])(?P<e3>\d+)(?! (?:{no})\b)(?: [^\W\d_]+){{0,3}}{_OPEN}(?P<p3>{_P})"
        rf"|(?<!\w)(?:el|al|bei|au|chez) (?P<p4>{_P})"
        rf"|[(,] ?n ?= ?(?P<e4>\d+)(?=[),])",
        re.IGNORECASE,
    )
