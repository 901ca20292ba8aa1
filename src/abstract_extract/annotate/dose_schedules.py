"""How a product is given, apart from how much: how often, how far apart, for how long, by which route, where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from abstract_extract.candidates import Said
from abstract_extract.study import Sentence

from .dose_counts import SINGLE, count_in, interval_in
from .dose_days import FOLLOW, GIVING_VERB
from .dose_sites import site_in
from .durations import find_durations
from .hints import has_any
from .lexicon import terms
from .term_search import Terms

_LASTS_BEFORE = re.compile(
    r"\b(?:for|over|during|on)(?: (?:a (?:period|course|total)(?: of)?|up to|another|each of))? \Z", re.IGNORECASE
)
# A sum is given "in" a time, and so are several doses; what happened in a time has a verb of its own before it.
_SUM_WITHIN = re.compile(
    r"\b(?:(?:final|total|cumulative|overall|whole) (?:dose|amount|quantity)"
    r"|(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:[a-z]+ )?(?:doses|infusions|injections|drips|courses))"
    r"(?: (?:of|each|[×x]|\d[\w.,^/-]*|million|billion|m[gL]|[µμu]g|per|kg|allogen\w+|autologous|stromal|stem|mesenchymal|[\w-]+-derived|[\w-]*cells?|[\w-]*MSCs?|exosomes?|vesicles?|particles?"
    r"|(?:was|were|is|are|will be) (?:given|infused|injected|administered)))* (?:with)?in \Z",
    re.IGNORECASE,
)
_OF_STUDY_BEFORE = re.compile(
    r"\b(?:comparison|trial|study|results?|outcomes?|deaths?|cancer|survival|experience|data|changes?) (?:over|during|in|within) \Z",
    re.IGNORECASE,
)
_REPEATED_GIVING = re.compile(
    r"\b(?:daily|weekly|monthly|fortnight|twice|once|thrice|times|every|each|a (?:day|week|month)|per (?:day|week)|infus\w+|inject\w+|"
    r"inhal\w+|doses?|drops?|appl\w+|courses?|sprayed|nebuli\w+|receiv\w+|given)\b(?![^;]*\b(?:split|divided|spread)\b)[^;]{0,90}\Z",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?:days?|weeks?|months?) ", re.IGNORECASE)
_REACH = 160
_LONG = re.compile(r"P\d+[DWM]")
_NO_DURATION_AFTER = re.compile(r"\s?(?:of|after|before|from|prior|post|old|ago|earlier)\b")
_NOT_THIS_WAY = re.compile(
    r"\b(?:previous|earlier|no|not|without|contrast|anaesthe\w+|antibiotics?|steroids?|heparin) \Z", re.IGNORECASE
)
_OTHER_THERAPY = re.compile(
    r" (?:cortico)?steroids?\b| corticoids?\b| (?:standard |medical |drug )?(?:therap(?:y|ies)|treatments?|medications?|agents?|drugs?)\b(?! with (?:the )?(?:exosom|cells?|MSC|vesicle|gel))"
    r"| (?:antibiotic|tacrolimus|calcineurin|cyclosporin|ciclosporin|ana?esthe|lubricant|emollient|antifung|minoxidil|calcipotriol)\w*",
    re.IGNORECASE,
)
_MOBILISERS = ("CSF", "grastim", "olony", "lerixafor")
# "Subcutaneous G-CSF 15 µg/kg for 5 days": how cells are called into the blood, and not how they are given.
_MOBILISED = re.compile(
    r"(?:\b(?:subcutaneous(?:ly)?|intravenous(?:ly)?|s\.c\.|i\.v\.) (?:injections? of )?)?\b(?:G-?CSF|filgrastim|lenograstim|granulocyte[- ]colony[- ]stimulating factor|plerixafor)\b(?!-)(?: ?\([^()]{0,30}\))?[^,;.()]{0,50}? for (?:\d+|[a-z]+)(?: consecutive)? days\b",
    re.IGNORECASE,
)
_OTHER_DRUG = re.compile(
    r"\b(?:[a-z]+mab|[a-z]+nib|[a-z]+platin|[a-z]+olimus|(?:cyclo|flu)[a-z]+|interleukin-2|IL-2|G-CSF|filgrastim|steroids?|"
    r"[a-z]*pred\w+|hyaluron\w+|erythropoietin|EPO|betamethasone|triamcinolone|saline|placebo|vehicle|PRP|platelet-rich plasma) ?\([^()]{1,80}\)",
    re.IGNORECASE,
)
_FINDING = re.compile(
    r" (?:osteophyte|bleed|ha?emorrhag|ha?ematoma|infection|abscess|pressure|calcification|thromb|air\b|gas\b|o?edema|nodule|mass\b|"
    r"tumou?r|metasta|fracture|adhesion|nutrition|access\b|line infection|immunoglobulin|alteplase|fluids?\b|contrast|iron\b|"
    r"chemotherapy|glucose|insulin|hydration|ultraso|echocardiograph|imaging|block\b|sedation|[a-z]+(?:mab|nib|platin|solone|cillin|mycin|azole|"
    r"parin|phosphamide|rabine)\b)",
    re.IGNORECASE,
)
"""What is found in a place, or given there besides the product: "an intralesional osteophyte", "intravenous fluids"."""
_WEAK = 3.0
_PREPOSITION = re.compile(
    r"(?:(?:by|via|through|into|in|down) (?=[\w ]{0,40}\b(?:veins?|arter(?:y|ies)|drip|line|catheter|tube|cannula)\b))?(?:an? |the )?(?:(?:peripheral|forearm|arm|cubital|antecubital) (?=veins?\b))?",
    re.IGNORECASE,
)
_WEAK_ROUTES = ("surgical_implantation", "topical")


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a sentence says of how a product is given, apart from how much."""

    administrations: Said | None = None
    interval: Said | None = None
    duration: Said | None = None
    route: Said | None = None
    site: Said | None = None


@cache
def _routes() -> Terms:
    return Terms({term.name: term.patterns for term in terms("routes")})


def parts_of(schedule: Schedule) -> dict[str, Any]:
    """The schedule's parts by their names, which a dose has too: what `replace` takes."""
    return {name: getattr(schedule, name) for name in Schedule.__slots__}


def said_in(sentence: Sentence, said: Said | None) -> Said | None:
    """What was said at a place of the sentence, at its place in the study text."""
    return Said(said.value, said.start + sentence.start, said.end + sentence.start) if said else None


def schedule_of(sentence: Sentence, *, is_given: bool = False) -> Schedule:
    """What the sentence says of how a product is given; nothing where no product is given in it.

    `is_given` where its amounts say that one is, though no verb does.
    """
    return _placed(_schedule(sentence.string, is_given=is_given), sentence.start)


def schedules_of_parts(sentence: Sentence, parts: Sequence[tuple[int, int]]) -> list[Schedule]:
    """What each part of a sentence says, where the parts differ in it; else what the whole sentence says."""
    whole = _schedule(sentence.string, is_given=True)
    own = [_placed(_schedule(sentence.string[start:end], is_given=True), start) for start, end in parts]
    for name in Schedule.__slots__:
        said = [getattr(schedule, name) for schedule in own]
        if len({value.value for value in said if value}) < 2:
            own = [replace(schedule, **{name: getattr(whole, name)}) for schedule in own]
        else:
            own = [replace(s, **{name: value or getattr(whole, name)}) for s, value in zip(own, said, strict=True)]
    return [_placed(schedule, sentence.start) for schedule in own]


def _placed(schedule: Schedule, offset: int) -> Schedule:
    moved = {
        name: Said(said.value, said.start + offset, said.end + offset) if said else None
        for name, said in parts_of(schedule).items()
    }
    return Schedule(**moved)


def _schedule(string: str, *, is_given: bool = False) -> Schedule:
    if not (is_given or GIVING_VERB.search(string) or SINGLE.search(string) or next(_routes().find(string), None)):
        return Schedule()
    if " days" in string and has_any(string, _MOBILISERS):
        string = _MOBILISED.sub(lambda match: " " * len(match.group()), string)
    # How another drug is given stands in the bracket behind its name.
    timed = _OTHER_DRUG.sub(lambda match: " " * len(match.group()), string) if "(" in string else string
    number = count_in(timed)
    interval, days = interval_in(timed, is_given=is_given)
    route, site = route_in(string), site_in(string)
    return Schedule(
        administrations=number or days,
        interval=interval,
        duration=_duration(string),
        route=route or (site[1] if site else None),
        site=site[0] if site else None,
    )


def _duration(string: str) -> Said | None:
    """How long a product is given again and again; how long one infusion runs is no such thing."""
    for duration in find_durations(string):
        before = string[max(0, duration.start - _REACH) : duration.start]
        if (
            _LONG.fullmatch(duration.iso)
            and not _POINT.match(string, duration.start)
            and ((_LASTS_BEFORE.search(before) and _REPEATED_GIVING.search(before)) or _SUM_WITHIN.search(before))
            and not FOLLOW.search(string[max(0, duration.start - 40) : duration.end + 30])
            and not _OF_STUDY_BEFORE.search(before)
            and not _NO_DURATION_AFTER.match(string[duration.end :])
        ):
            return Said(duration.iso, duration.start, duration.end)
    return None


def route_in(string: str) -> Said | None:
    """The route that the words of a sentence name; a way of cutting or laying on only where there is no other."""
    best: Said | None = None
    for name, match in _routes().find(string):
        if _NOT_THIS_WAY.search(string, max(0, match.start() - 25), match.start()):
            continue
        if _FINDING.match(string, match.end()):
            continue
        if name == "topical" and _OTHER_THERAPY.match(string, match.end()):
            continue
        said = Said(name, _without_preposition(match), match.end())
        if best is None or (best.value in _WEAK_ROUTES and name not in _WEAK_ROUTES):
            best = said
    return best


def _without_preposition(match: re.Match[str]) -> int:
    """Where the words of a vessel or a line begin: "through a peripheral vein" is quoted as "vein"."""
    before = _PREPOSITION.match(match.group())
    return match.start() + (before.end() if before else 0)


def best_schedule(schedules: Sequence[tuple[float, Schedule]]) -> Schedule:
    """Of each part the best supported, the earliest among equals."""
    chosen: dict[str, Said | None] = {}
    for name in Schedule.__slots__:
        said = [
            (
                weight - (_WEAK if getattr(s, name).value in _WEAK_ROUTES else 0),
                -getattr(s, name).start,
                getattr(s, name),
            )
            for weight, s in schedules
            if getattr(s, name)
        ]
        chosen[name] = max(said, key=lambda x: (x[0], x[1]))[2] if said else None
    return Schedule(**chosen)
