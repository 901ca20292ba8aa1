"""How a product is given, apart from how much: how often, how far apart, for how long, by which route, where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from abstract_extract.candidates import Said
from abstract_extract.study import Sentence

from .cell_mentions import find_mentions
from .durations import find_durations
from .lexicon import terms
from .number_words import number_words

GIVING_VERB = re.compile(
    r"\b(?:packed|placed|laid|sprayed|seeded|soaked|put\b|got\b|shots?\b|sheets?\b|inject|infus|implant|administ|transplant|receiv|given\b|gave\b|appl(?:y|ied)|deliver|instil|inhal|nebuli|graft|vaccinat|treat(?:ed|ment)|dos(?:e|ed|es|ing)\b)",
    re.IGNORECASE,
)
_ADMINISTRATION_NOUN = r"(?:infusions?|injections?|doses?|administrations?|applications?|treatments?|transplantations?|transplants|instillations?|inhalations?|implantations?|courses?|cycles?|sessions?|vaccinations?|vaccines?|rounds?|procedures?|transfusions?|shots?|sittings?|operations?|boosters?)"
_ADJECTIVES = r"(?:(?:weekly|monthly|biweekly|consecutive|repeated|separate|intra[a-z-]+|intravenous|IV|local|subcutaneous|intramuscular|sequential|fortnightly|daily|equal|planned|further|cell|stem|MSC|UC-MSC|exosome|booster|additional|peripheral|peri-?lesional|transendocardial|total)[ ,]+){0,3}"
_COUNTED = re.compile(
    rf"\b(single|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{{1,2}})[- ](?:times? )?{_ADJECTIVES}{_ADMINISTRATION_NOUN}\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(once|twice|thrice|(?:one|two|three|four|five|six|seven|eight|ten|twelve|\d{1,2}) times)\b(?! (?:higher|lower|more|greater|less|as|the|daily|a day|per day|upper))",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(single)(?:[- ](?:[\w-]+ ){0,3})?(?=(?:dose|infusion|injection|administration|bolus|session|intra|application|treatment|transplant|implant|shot))",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?:on |at |in )?(days?|weeks?|months?) ((?:-?\d{1,3}(?:\s?,\s?(?:and )?|\s(?:and|&)\s|\s?/\s?)){1,7}-?\d{1,3})\b(?!\s?(?:mg|%|mL))",
    re.IGNORECASE,
)
_PER_WEEK = re.compile(
    r"\b((?:(once|twice|thrice|one|two|three|four|five|\d) ?(?:times? )?(?:a|per|every|each)?[ /-]?(?:week(?:ly)?|day|daily|month(?:ly)?))|weekly|daily|monthly)[ ,](?:for|over) ((?:[a-z]+|\d{1,2})[ -](?:consecutive )?(weeks?|months?|days?))\b",
    re.IGNORECASE,
)
_INTERVAL = re.compile(
    r"\b(?:(?:at|with|in) (?:an? )?(?:intervals? of (?:one |an? )?)?|every (?:other )?|(?:an? )?intervals? (?:of|between \w+ (?:was|were)|was|were)\s|each )\Z",
    re.IGNORECASE,
)
_INTERVAL_AFTER = re.compile(
    r"\A[- ]?(?:intervals?|apart|between (?:the )?(?:two |three )?(?:doses|injections|infusions)|later\b|after the first)",
    re.IGNORECASE,
)
_WORD_INTERVALS = {
    "weekly": "P1W", "once weekly": "P1W", "monthly": "P1M", "fortnightly": "P14D", "biweekly": "P2W", "daily": "P1D",
    "every other day": "P2D", "on alternate days": "P2D", "alternate days": "P2D", "every other week": "P2W",
    "once a week": "P1W", "once a month": "P1M", "yearly": "P1Y", "quarterly": "P3M", "bimonthly": "P2M",
    "every week": "P1W", "every month": "P1M", "every day": "P1D", "a week apart": "P1W", "a month apart": "P1M",
}  # fmt: skip
_WORD_INTERVAL = re.compile(
    r"\b("
    + "|".join(sorted(_WORD_INTERVALS, key=len, reverse=True))
    + r")\b(?! (?:intervals?|visits?|follow|monitor|assess|phone|for \w+ months after))",
    re.IGNORECASE,
)
_FOLLOW = re.compile(r"follow|monitor|visit|assess|evaluat|observ|review", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:into|in|to|around|along|at|beneath|onto|over|on|through)\s((?:the |each |both |their |his |her |a |an )?(?:affected |diseased |target(?:ed)? |index |ischa?emic |study |injured |worse |worst |treated |involved |internal |surrounding |border zone of the |walls? of the )*"
    r"((?:fistula(?:r|s|e)?|fistulous)(?: tracts?| walls?)?|tracts?|knees?(?: joints?)?|hips?|femoral heads?|calf(?: muscles?)?|gastrocnemius(?: muscles?)?|thigh|wounds?(?: beds?| edges?| margins?)?|ulcers?(?: margins?| beds?)?|lesions?|scars?|burns?(?: wounds?)?|dis[ck]s?|nucleus pulposus|scalp|face|skin|ovar(?:y|ies)|endometrium|uterine cavity|uterus|urethra|sphincter|(?:external )?(?:anal|urethral) sphincter|corpus cavernosum|corpora cavernosa|penis|eyes?|vitreous|subretinal space|macula|cornea|limbus|lacrimal glands?|cavity|(?:left |right )?ventricles?|myocardium|infarct(?:ed)?[\w -]{0,12}|lungs?|liver|spleen|pancreas|kidneys?|brain|putamen|striatum|spinal cord|subarachnoid space|bone defects?|defects?|alveolar (?:ridge|cleft|socket)|periodontal (?:defects?|pockets?)|intrabony defects?|root canals?|rotator cuff|tendons?|shoulder|muscles?|deltoid|buttock|arm|abdomen|lymph nodes?|groin|tumou?r|joints?|gingiva|submucosa))\b",
    re.IGNORECASE,
)
_NO_ADMINISTRATION_BEFORE = re.compile(r"(?:after (?:the )?|\bof |followed |first |per |patients? )\Z")
_WORD_GAP = re.compile(r"[ -]")
_LATER = re.compile(r"[- ]?(?:later|after)")
_INTERVAL_WORD = re.compile(r"[- ]?intervals?")
_DAY_NUMBER = re.compile(r"\d{1,3}")
_LASTS_BEFORE = re.compile(r"\b(?:over|during|in|within)(?: a (?:period|course|total) of)? \Z")
_FOR_BEFORE = re.compile(r"\bfor \Z")
_REPEATED_GIVING = re.compile(r"daily|weekly|week|twice|once|infus|inject|receiv|dose", re.IGNORECASE)
_NO_DURATION_AFTER = re.compile(r"\s?(?:of|after|before|from|prior|post|old)\b")
_PUT_THERE = re.compile(r"intra|graft|delivered|placed|transferred|sprayed", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Schedule:
    """What a sentence says of how a product is given, apart from how much."""

    administrations: Said | None = None
    interval: Said | None = None
    duration: Said | None = None
    route: Said | None = None
    site: Said | None = None


@cache
def _routes() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<r{i}>{'|'.join(t.patterns)})" for i, t in enumerate(terms("routes"))), re.IGNORECASE
    )


def parts_of(schedule: Schedule) -> dict[str, Any]:
    """The schedule's parts by their names, which a dose has too: what `replace` takes."""
    return {name: getattr(schedule, name) for name in Schedule.__slots__}


def said_in(sentence: Sentence, said: Said | None) -> Said | None:
    """What was said at a place of the sentence, at its place in the study text."""
    return Said(said.value, said.start + sentence.start, said.end + sentence.start) if said else None


def schedule_of(sentence: Sentence) -> Schedule:
    """What the sentence says of how a product is given; nothing where no product is given in it."""
    string = sentence.string
    if not (GIVING_VERB.search(string) or _SINGLE.search(string) or _routes().search(string)):
        return Schedule()
    number = _administrations(string)
    interval, days = _interval(string)
    return Schedule(
        administrations=said_in(sentence, number or days),
        interval=said_in(sentence, interval),
        duration=said_in(sentence, _duration(string)),
        route=said_in(sentence, _route(string)),
        site=said_in(sentence, _site(string)),
    )


def _administrations(string: str) -> Said | None:
    week = _PER_WEEK.search(string)
    if week and not _FOLLOW.search(string[max(0, week.start() - 30) : week.start()]):
        total = _frequency_total(week)
        if total:
            return Said(total, week.start(1), week.end())
    for pattern in (_COUNTED, _SINGLE, _TIMES):
        for match in pattern.finditer(string):
            word = match[1].lower()
            value = {"single": 1, "once": 1, "twice": 2, "thrice": 3}.get(word) or _small(word.split(" ")[0])
            before = string[max(0, match.start() - 25) : match.start()].lower()
            if (
                value
                and not _NO_ADMINISTRATION_BEFORE.search(before)
                and not (pattern is _COUNTED and word == "one" and before.endswith(("least ", "only ")))
            ):
                return Said(value, match.start(1), match.end(1))
    return None


def _small(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    found = number_words(word)
    return found[0].value if found else None


def _frequency_total(match: re.Match[str]) -> int | None:
    first = (match[2] or "once").lower()
    times = {"once": 1, "twice": 2, "thrice": 3}.get(first) or _small(first)
    length = _small(_WORD_GAP.split(match[3])[0])
    if not times or not length:
        return None
    every = "week" if "week" in match[1].lower() else "month" if "month" in match[1].lower() else "day"
    unit = match[4].lower().rstrip("s")
    per_unit = {
        ("week", "week"): 1,
        ("month", "month"): 1,
        ("day", "day"): 1,
        ("week", "month"): 4,
        ("day", "week"): 7,
    }.get((every, unit))
    return times * length * per_unit if per_unit else None


def _interval(string: str) -> tuple[Said | None, Said | None]:
    """The interval, and the number of administrations that a list of days tells."""
    for duration in find_durations(string):
        before, after = string[: duration.start], string[duration.end :]
        if _FOLLOW.search(before[-30:]) or _FOLLOW.search(after[:25]):
            continue
        spaced = _INTERVAL_AFTER.match(after) and not _LATER.match(after)
        if spaced or (
            _INTERVAL.search(before)
            and (
                before.rstrip().lower().endswith(("every", "of", "each", "was", "were", "other"))
                or _INTERVAL_WORD.match(after)
            )
        ):
            return Said(duration.iso, duration.start, duration.end), None
    days = _DAYS.search(string)
    if days and GIVING_VERB.search(string) and not _FOLLOW.search(string[max(0, days.start() - 60) : days.start()]):
        numbers = [int(n) for n in _DAY_NUMBER.findall(days[2])]
        steps = {b - a for a, b in pairwise(numbers)}
        letter = days[1][0].upper()
        number = Said(len(numbers), days.start(), days.end())
        if letter == "D" and len(numbers) >= 2 and len(steps) == 1 and (step := steps.pop()) > 0:
            return (Said(f"P{step}D", days.start(), days.end()) if len(numbers) > 1 else None), number
        return None, number
    word = _WORD_INTERVAL.search(string)
    if word and not _FOLLOW.search(string[max(0, word.start() - 40) : word.end() + 25]):
        return Said(_WORD_INTERVALS[word[1].lower()], word.start(1), word.end(1)), None
    return None, None


def _duration(string: str) -> Said | None:
    if not find_mentions(string):
        return None
    for duration in find_durations(string):
        if _FOLLOW.search(string[max(0, duration.start - 40) : duration.end + 30]):
            continue
        before = string[: duration.start]
        is_lasting = _LASTS_BEFORE.search(before) or (_FOR_BEFORE.search(before) and _REPEATED_GIVING.search(before))
        if is_lasting and not _NO_DURATION_AFTER.match(string[duration.end :]):
            return Said(duration.iso, duration.start, duration.end)
    return None


def _route(string: str) -> Said | None:
    best: Said | None = None
    for match in _routes().finditer(string):
        name = terms("routes")[int((match.lastgroup or "r0")[1:])].name
        said = Said(name, match.start(), match.end())
        if best is None or (
            best.value in ("surgical_implantation", "topical") and name not in ("surgical_implantation", "topical")
        ):
            best = said
    return best


def _site(string: str) -> Said | None:
    for match in _SITE.finditer(string):
        before = string[max(0, match.start() - 80) : match.start()]
        if GIVING_VERB.search(before) or _PUT_THERE.search(before):
            return Said(_singular(match[2]), match.start(2), match.end(2))
    return None


def _singular(words: str) -> str:
    lower = words.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "pulposus", "pancreas")) else lower


def best_schedule(schedules: Sequence[tuple[float, Schedule]]) -> Schedule:
    """Of each part the best supported, the earliest among equals."""
    chosen: dict[str, Said | None] = {}
    for name in Schedule.__slots__:
        said = [(weight, -getattr(s, name).start, getattr(s, name)) for weight, s in schedules if getattr(s, name)]
        chosen[name] = max(said, key=lambda x: (x[0], x[1]))[2] if said else None
    return Schedule(**chosen)
