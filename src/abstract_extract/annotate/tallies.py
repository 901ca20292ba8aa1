"""Tallies: a count with its denominator and percent, in the forms that trials print them.

"5/11", "12 (60%)", "64 [99%] of 65", "60% (12/20)", "none of the ten", "all nine", "30 of which (69.7%)",
"Among eleven patients only one …".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from abstract_extract.study import Number, Sentence

from .people import NOT_PEOPLE_AFTER, PEOPLE, UNIT_WORD, unit_of
from .tally_forms import HEADER, forms, may_count
from .tally_percentages import with_listed_percentages

_AMONG = re.compile(
    rf"\b(?=[oaifw])(?:Of|Among|In|From|Amongst|Out of|Within|For) (?:the |these |those |a total of |our |all |whole )?(?P<d>№+)(?: ?(?:[A-Za-z][\w'/+-]*[ -]){{0,4}}?{UNIT_WORD}| who\b| (?:in|with|treated|assigned|who|seen|examined|assessed|followed|evaluated|evaluable|assessable|analy[sz]ed|left|remaining|remainder|operated|infused|injected|implanted|given|discharged|consenting|completers|finishers|survivors|without|whose|on)\b|,)",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = ("; ", ", ", ". ", "and ", "while ", "whereas ", ";", ",")
_UNIT_WORD = re.compile(rf"{UNIT_WORD}\b", re.IGNORECASE)
_OF_WHICH = re.compile(
    r"\A(?: ?[(\[][^()\[\]]{0,30}[)\]])? of (?:which|whom|them|(?:these|those)(?! №))\b", re.IGNORECASE
)
# "Ten relapsed, of whom seven were dead": those just counted are the whole.
_OF_WHICH_BEFORE = re.compile(
    r"[,;(] ?(?:and )?(?:of|among|amongst) (?:which|whom|them|these|those)(?: patients)?,? (?:only |just |at least )?\Z",
    re.IGNORECASE,
)
_CAME_IN = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:gave|consent\w*|agreed|signed|accepted|joined|entered|enrolled|randomi[sz]ed|included|treated|infused|dosed|injected|transplanted|operated|analy[sz]ed|assigned|allocated|completed|finished|underwent|received|got|evaluable|eligible|evaluated|attended|took part)\b",
    re.IGNORECASE,
)
_UNIT_AFTER = re.compile(
    rf"\A[ -]?(?:[(\[][^()\[\]]{{0,40}}[)\]] )?((?:of the |of )?(?:[A-Za-z][\w'/+-]*[ -]){{0,5}}?)({UNIT_WORD})\b",
    re.IGNORECASE,
)


_DOES = re.compile(r"\b(?:to|received|got|had|underwent|given|with|after|per|each|every|either)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:nearly|almost|about|roughly|around|approximately|some|(?:more|less|fewer|better|rather more) than|under|over|at least|up to|close to|just|well|not quite|a good|a bare|good)\s?\Z",
    re.IGNORECASE,
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_FIGURE_ALONE = "hi"
"""The forms that match a figure and no word."""
_NONE_WORD = re.compile(r"nobody|no one|not one|none|zero|no", re.IGNORECASE)
_PEOPLE = re.compile(PEOPLE, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count, a percentage, or both, with a denominator where the same sentence states it."""

    start: int
    end: int
    events: Number | None
    denominator: Number | None
    percent: Number | None
    unit: str | None
    """What is counted, where the words beside it say."""
    form: str
    is_of_which: bool = False
    inner: tuple[int, int] | None = None
    """The words between the count and its percentage: "had fever" of "two had fever (5%)"."""


def find_tallies(sentence: Sentence) -> list[Tally]:
    """The tallies of a sentence in order; a bare count is one too."""
    mask = sentence.mask
    if not may_count(mask, sentence.lower):
        return []
    headers = [
        (m.start("d"), m.end(), _number(sentence, m, "d"))
        for m in (_AMONG.finditer(mask) if "№" in mask else ())
        if _begins_clause(mask, m.start())
    ]
    found: list[Tally] = []
    for match in forms(mask, sentence.lower):
        if any(start <= match.start() < end for start, end, _ in headers):
            continue
        tally = _tally(sentence, match)
        if tally is not None:
            found += _apart(sentence, match, tally)
    heads = [
        Tally(start, figure.end, figure, None, None, _header_unit(sentence, figure), HEADER)
        for start, _, figure in headers
        if figure and not any(tally.start <= start < tally.end for tally in found)
    ]
    in_order = sorted([*_with_denominators(sentence, found, headers), *heads], key=lambda tally: tally.start)
    return with_listed_percentages(sentence, in_order) if mask.count("%") > 1 else in_order


def _begins_clause(mask: str, start: int) -> bool:
    """Whether a clause begins at `start`: "Of 20 patients, …" heads what follows, "in 12 of 20 patients" does not."""
    return not mask[:start].strip() or mask[:start].lower().endswith(_CLAUSE_BEGINS)


def _apart(sentence: Sentence, match: re.Match[str], tally: Tally) -> list[Tally]:
    """ "34 eyes of 32 patients" is two counts, and so is what only looks like a fraction ("64 patients of five centres")."""
    if tally.form != "b":
        return [tally]
    whole = _number(sentence, match, "b_d")
    noun = (match["b_n"] or "").strip()
    after = _unit(sentence.mask, match.end("b_d"))
    inner = unit_of(noun.split(" ")[-1]) or (unit_of(noun) if noun else None)
    if (
        whole is None
        or tally.events is None
        or (tally.denominator is not None and not (inner and after and inner != after))
    ):
        return [tally]
    first = Tally(
        tally.start, match.end("b_e"), tally.events, None, None, inner or _unit(sentence.mask, match.end("b_e")), "h"
    )
    second = Tally(match.start("b_d"), match.end("b_d"), whole, None, None, after, "h")
    return [first, second]


def _number(sentence: Sentence, match: re.Match[str], name: str) -> Number | None:
    try:
        return sentence.number_at(match.start(name))
    except (KeyError, IndexError):
        return None  # the group took no part in the match, or the form has no such group


def _tally(sentence: Sentence, match: re.Match[str]) -> Tally | None:
    form = (match.lastgroup or "h_e")[0]
    in_words = _IN_WORDS.get(form)
    if in_words is not None:
        return in_words(sentence, match)
    if form == "z":
        return None  # "all except one": who is left out is no result
    events = _number(sentence, match, f"{form}_e")
    percent = _number(sentence, match, f"{form}_p") or _number(sentence, match, f"{form}_p2")
    denominator = _number(sentence, match, f"{form}_d") or _number(sentence, match, f"{form}_d2")
    if events is None and percent is None:
        return None
    if events is not None and denominator is not None and events.value > denominator.value:
        denominator = None
    of_which = form == "w" or (form in "ah" and bool(_OF_WHICH.match(sentence.mask[match.end() :])))
    inner = match.span(f"{form}_w") if form in "ab" and match[f"{form}_w"] else None
    if inner and form == "a" and NOT_PEOPLE_AFTER.match(sentence.mask[inner[0] :]):
        return None  # "two groups (86% men)"
    return Tally(
        match.start(),
        match.end(),
        events,
        denominator,
        percent,
        (None if form in _FIGURE_ALONE else _inner_unit(sentence, match)) or _unit(sentence.mask, match.end()),
        form,
        of_which,
        inner,
    )


def _none_of(sentence: Sentence, match: re.Match[str]) -> Tally:
    zero = Number(0, "count", match.start("e_none"), match.end("e_none"))
    every = _number(sentence, match, "e_d")
    return Tally(match.start(), match.end(), zero, every, None, _unit(sentence.mask, match.end()), "e")


def _none(sentence: Sentence, match: re.Match[str]) -> Tally:
    words = match["n_none"]
    word = _NONE_WORD.match(words)
    zero = Number(0, "count", match.start(), match.start() + (word.end() if word else len(words)))
    return Tally(match.start(), match.end(), zero, None, None, _unit_of_none(words), "n")


def _unit_of_none(words: str) -> str | None:
    """What "no patient" or "no tendon" counts; None where no noun says."""
    if _PEOPLE.search(words):
        return "patients"
    return unit_of(words[3:]) if words.lower().startswith("no ") else None


def _all(sentence: Sentence, match: re.Match[str]) -> Tally | None:
    every = _number(sentence, match, "f_d")
    unit = _unit(sentence.mask, match.end())
    return Tally(match.start(), match.end(), every, every, None, unit, "f") if every else None


def _both(sentence: Sentence, match: re.Match[str]) -> Tally:
    two = Number(2, "count", match.start("o_both"), match.end("o_both"))
    return Tally(match.start(), match.end(), two, two, None, _unit(sentence.mask, match.end()), "f")


def _half_of(sentence: Sentence, match: re.Match[str]) -> Tally | None:
    """ "Half of the 20", "two thirds of the twelve": a count where it comes out even and nobody says "nearly"."""
    every = _number(sentence, match, "k_d")
    parts, of = _fraction(sentence, match)
    if every is None or not of or every.value * parts % of or _ABOUT.search(sentence.mask[: match.start()]):
        return None
    share = Number(int(every.value * parts // of), "count", match.start("k_half"), match.end("k_half"))
    return Tally(match.start(), match.end(), share, every, None, _unit(sentence.mask, match.end()), "e")


def _fraction(sentence: Sentence, match: re.Match[str]) -> tuple[float, int]:
    """How many parts, of how many; 0 parts where that is none."""
    words = match["k_half"].replace("-", " ").split(" ")
    named = next((number.value for number in sentence.numbers if number.start == match.start("k_half")), 1)
    of = 2 if len(words) == 1 else _PARTS.get(words[1].removesuffix("s"), 0)
    return (named, of) if named < of else (0, 0)


def _share_of(sentence: Sentence, match: re.Match[str]) -> Tally | None:
    """ "Four in five of the 25" is 20 of 25."""
    few, many, every = (_number(sentence, match, name) for name in ("q_e", "q_f", "q_d"))
    if few is None or many is None or every is None or few.value > many.value or not many.value:
        return None
    if every.value * few.value % many.value or _ABOUT.search(sentence.mask[: match.start()]):
        return None
    share = Number(int(every.value * few.value // many.value), "count", match.start(), match.end("q_f"))
    return Tally(match.start(), match.end(), share, every, None, _unit(sentence.mask, match.end()), "e")


def _all_but(sentence: Sentence, match: re.Match[str]) -> Tally | None:
    """ "All but two of the 20" is 18 of 20; where nobody says of how many, it is no number."""
    few, every = _number(sentence, match, "y_e"), _number(sentence, match, "y_d")
    if every is None:
        heads = [head for head in _AMONG.finditer(sentence.mask, 0, match.start()) if head.end() <= match.start()]
        every = (
            _number(sentence, heads[-1], "d") if heads and _begins_clause(sentence.mask, heads[-1].start()) else None
        )
    if few is None or every is None or few.value > every.value:
        return None
    rest = Number(every.value - few.value, "count", match.start("y_all"), match.end("y_e"))
    return Tally(match.start(), match.end(), rest, every, None, _unit(sentence.mask, match.end()), "e")


_IN_WORDS: dict[str, Callable[[Sentence, re.Match[str]], Tally | None]] = {
    "e": _none_of, "n": _none, "f": _all, "o": _both, "k": _half_of, "q": _share_of, "y": _all_but,
}  # fmt: skip


def _inner_unit(sentence: Sentence, match: re.Match[str]) -> str | None:
    found = _UNIT_WORD.search(match.group())
    return unit_of(found.group()) if found else None


def _unit(mask: str, end: int) -> str | None:
    match = _UNIT_AFTER.match(mask[end : end + 120])
    if match is None:
        return None
    unit = unit_of(match[2])
    # "87 to dummy infusions", "12 had pain in both eyes": what is counted is people.
    return None if unit not in ("patients", "events") and _DOES.search(match[1]) else unit


def _with_denominators(
    sentence: Sentence, tallies: list[Tally], headers: list[tuple[int, int, Number | None]]
) -> list[Tally]:
    """Denominators that stand elsewhere in the sentence: "Among eleven patients only one", "43 tracts, 30 of which"."""
    found: list[Tally] = []
    for index, tally in enumerate(tallies):
        header = next((figure for start, _, figure in reversed(headers) if start < tally.start and figure), None)
        denominator, unit = tally.denominator, tally.unit
        if denominator is None and tally.is_of_which and index and (earlier := _counted_before(tallies, index)):
            denominator, unit = earlier, unit or tallies[index - 1].unit
        elif denominator is None and index and _is_of_last(sentence.mask, tally):
            denominator = _counted_before(tallies, index)
            unit = unit or tallies[index - 1].unit
        elif (
            denominator is None
            and header
            and tally.events
            and tally.events.value <= header.value
            and tally.unit in (None, "patients", _header_unit(sentence, header))
        ):
            denominator = header
            unit = unit or _header_unit(sentence, header)
        is_same = denominator is tally.denominator and unit == tally.unit
        found.append(tally if is_same else replace(tally, denominator=denominator, unit=unit))
    return found


def _is_of_last(mask: str, tally: Tally) -> bool:
    """Whether a count is one of those counted right before, and tells no further step on the way into the study."""
    return bool(_OF_WHICH_BEFORE.search(mask, max(0, tally.start - 40), tally.start)) and not _CAME_IN.match(
        mask, tally.end
    )


def _counted_before(tallies: Sequence[Tally], index: int) -> Number | None:
    """The last count before tally `index`, where it is no less."""
    own, last = tallies[index].events, tallies[index - 1].events
    return last if own is not None and last is not None and last.value >= own.value else None


def _header_unit(sentence: Sentence, header: Number) -> str | None:
    return _unit(sentence.mask, header.end)


PEOPLE_WORD = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
