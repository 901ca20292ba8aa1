"""Tallies: a count with its denominator and percent, in the forms that trials print them.

"5/11", "12 (60%)", "64 [99%] of 65", "60% (12/20)", "none of the ten", "all nine", "30 of which (69.7%)",
"Among eleven patients only one …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from abstract_extract.study import Number, Sentence

from .people import PEOPLE, UNIT_WORD, unit_of

HEADER = "x"
"""The form of a tally that heads a sentence ("Of 20 patients, …"): what others are counted of, no result itself."""
_C, _P = "№+", "%+"
_OPEN, _CLOSE = r" ?[(\[]\s?", r"\s?[)\]]"
_WORDS = r"(?:[A-Za-z][\w'/+-]*[ -]){0,4}?"
_NOUN = rf"(?: ?{_WORDS}{UNIT_WORD})?"
_REST = r"(?:[,;:] ?[^()\[\]№]{0,60}|\s[^()\[\]№%]{0,30})?"
_OF = r"(?: ?/ ?|:| out of (?:the |a total of )?| of (?:the |these |those |all |a total of |our )?)"
_FORMS = re.compile(
    "|".join(
        (
            rf"(?P<a_e>{_C}){_NOUN}{_OPEN}(?P<a_p>{_P}){_REST}{_CLOSE}(?:(?:{_OF}| in (?=№+ {PEOPLE}\b))(?P<a_d>{_C}))?",
            rf"(?P<w_e>{_C}) (?P<w_w>of (?:which|whom|them|these|those))(?:{_OPEN}(?P<w_p>{_P}){_REST}{_CLOSE})?",
            rf"(?P<b_e>{_C})(?P<b_n>{_NOUN}){_OF}(?P<b_d>{_C}){_NOUN}(?:{_OPEN}(?P<b_p>{_P}){_REST}{_CLOSE}|[,;] ?(?:or |i\.e\.,? )?(?P<b_p2>{_P}))?",
            rf"(?P<c_p>{_P}){_OPEN}(?:[nN] ?= ?)?(?P<c_e>{_C})(?:{_OF}(?P<c_d>{_C}))?{_NOUN}{_REST}{_CLOSE}",
            rf"(?P<d_p>{_P}) of (?:the |all )?(?P<d_d>{_C})(?= ?{_WORDS}{UNIT_WORD})",
            rf"{_OPEN}(?P<g_e>{_C})(?: ?/ ?| of | out of )(?P<g_d>{_C})[,;]? ?(?:or )?(?P<g_p>{_P})?{_REST}{_CLOSE}",
            rf"\b(?P<e_none>none|neither|not one|no one|nobody|zero) of (?:the |these |our |all |those )?(?P<e_d>{_C})?",
            rf"\b(?P<n_none>nobody|no one|none|no (?:other |further |single |such |treated )?{PEOPLE}|not one(?: [a-z]+)?|zero)\b",
            rf"\b(?P<f_all>all|each) (?:of )?(?:the |these |our )?(?P<f_d>{_C})",
            rf"(?P<h_e>{_C})",
            rf"(?P<i_p>{_P})",
        )
    ),
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?P<h_e>{_C})")
_FORM_REACH = 70
_FORM_SIGNS = frozenset("([/%:")
_NOUGHT = re.compile(r"\b(?:none|neither|nobody|no one|not one|zero|no [a-z])", re.IGNORECASE)
_BEGINS = re.compile(
    r"[№%]+| ?[(\[](?= ?№)|\b(?:[Nn]one\b|NONE\b|[Nn]either|[Nn]ot one|[Nn]o one|[Nn]obody|[Zz]ero|[Aa]ll\b|[Ee]ach\b|[Nn]o (?=[a-z]+\b))"
)
_AMONG = re.compile(
    rf"\b(?=[oaifw])(?:Of|Among|In|From|Amongst|Out of|Within|For) (?:the |these |those |a total of |our |all |whole )?(?P<d>{_C})(?: ?{_WORDS}{UNIT_WORD}| who\b| (?:in|with|treated|assigned|who)\b|,)",
    re.IGNORECASE,
)
_CLAUSE_BEGINS = ("; ", ", ", ". ", "and ", "while ", "whereas ", ";", ",")
_UNIT_WORD = re.compile(rf"{UNIT_WORD}\b", re.IGNORECASE)
_OF_WHICH = re.compile(r"\A(?: ?[(\[][^()\[\]]{0,30}[)\]])? of (?:which|whom|them|these|those)\b", re.IGNORECASE)
_UNIT_AFTER = re.compile(
    rf"\A[ -]?(?:[(\[][^()\[\]]{{0,40}}[)\]] )?((?:of the |of )?(?:[A-Za-z][\w'/+-]*[ -]){{0,5}}?)({UNIT_WORD})\b",
    re.IGNORECASE,
)


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


def find_tallies(sentence: Sentence) -> list[Tally]:
    """The tallies of a sentence in order; a bare count is one too."""
    mask = sentence.mask
    if "№" not in mask and "%" not in mask and not _NOUGHT.search(mask):
        return []
    headers = [
        (m.start("d"), m.end(), _number(sentence, m, "d"))
        for m in (_AMONG.finditer(mask) if "№" in mask else ())
        if _begins_clause(mask, m.start())
    ]
    found: list[Tally] = []
    for match in _forms(mask):
        if any(start <= match.start() < end for start, end, _ in headers):
            continue
        tally = _tally(sentence, match)
        if tally is not None:
            found += _apart(sentence, match, tally)
    heads = [
        Tally(start, figure.end, figure, None, None, _header_unit(sentence, figure), HEADER)
        for start, _, figure in headers
        if figure
    ]
    return sorted([*_with_denominators(sentence, found, headers), *heads], key=lambda tally: tally.start)


def _begins_clause(mask: str, start: int) -> bool:
    """Whether a clause begins at `start`: "Of 20 patients, …" heads what follows, "in 12 of 20 patients" does not."""
    return not mask[:start].strip() or mask[:start].lower().endswith(_CLAUSE_BEGINS)


def _forms(mask: str) -> Iterator[re.Match[str]]:
    """The matches of _FORMS one after another, tried only where one can begin."""
    position = 0
    while start := _BEGINS.search(mask, position):
        if start.group()[0] == "№":
            rest = mask[start.end() : start.end() + _FORM_REACH]
            if " of" not in rest and " out" not in rest and not _FORM_SIGNS.intersection(rest):
                # The commonest case by far: a count with nothing beside it that could make it more.
                if (plain := _PLAIN.match(mask, start.start())) is not None:
                    yield plain
                position = start.end()
                continue
        match = _FORMS.match(mask, start.start())
        if match is None:
            position = start.end()
        else:
            yield match
            position = match.end()


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
    if form == "e":
        zero = Number(0, "count", match.start("e_none"), match.end("e_none"))
        return Tally(
            match.start(),
            match.end(),
            zero,
            _number(sentence, match, "e_d"),
            None,
            _unit(sentence.mask, match.end()),
            form,
        )
    if form == "n":
        words = match["n_none"]
        word = _NONE_WORD.match(words)
        zero = Number(0, "count", match.start(), match.start() + (word.end() if word else len(words)))
        return Tally(match.start(), match.end(), zero, None, None, "patients" if _PEOPLE.search(words) else None, form)
    if form == "f":
        every = _number(sentence, match, "f_d")
        return (
            Tally(match.start(), match.end(), every, every, None, _unit(sentence.mask, match.end()), form)
            if every
            else None
        )
    events = _number(sentence, match, f"{form}_e")
    percent = _number(sentence, match, f"{form}_p") or _number(sentence, match, f"{form}_p2")
    denominator = _number(sentence, match, f"{form}_d")
    if events is None and percent is None:
        return None
    if events is not None and denominator is not None and events.value > denominator.value:
        denominator = None
    of_which = form == "w" or (form in "ah" and bool(_OF_WHICH.match(sentence.mask[match.end() :])))
    return Tally(
        match.start(),
        match.end(),
        events,
        denominator,
        percent,
        _inner_unit(sentence, match) or _unit(sentence.mask, match.end()),
        form,
        of_which,
    )


def _inner_unit(sentence: Sentence, match: re.Match[str]) -> str | None:
    found = _UNIT_WORD.search(match.group())
    return unit_of(found.group()) if found else None


def _unit(mask: str, end: int) -> str | None:
    match = _UNIT_AFTER.match(mask[end : end + 120])
    return unit_of(match[2]) if match else None


def _with_denominators(
    sentence: Sentence, tallies: list[Tally], headers: list[tuple[int, int, Number | None]]
) -> list[Tally]:
    """Denominators that stand elsewhere in the sentence: "Among eleven patients only one", "43 tracts, 30 of which"."""
    found: list[Tally] = []
    for index, tally in enumerate(tallies):
        header = next((figure for start, _, figure in reversed(headers) if start < tally.start and figure), None)
        denominator, unit = tally.denominator, tally.unit
        if denominator is None and tally.is_of_which and index and (earlier := tallies[index - 1].events):
            denominator, unit = earlier, unit or tallies[index - 1].unit
        elif (
            denominator is None
            and header
            and tally.events
            and tally.events.value <= header.value
            and tally.unit in (None, "patients", _header_unit(sentence, header))
        ):
            denominator = header
            unit = unit or _header_unit(sentence, header)
        found.append(
            Tally(tally.start, tally.end, tally.events, denominator, tally.percent, unit, tally.form, tally.is_of_which)
        )
    return found


def _header_unit(sentence: Sentence, header: Number) -> str | None:
    return _unit(sentence.mask, header.end)


PEOPLE_WORD = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
