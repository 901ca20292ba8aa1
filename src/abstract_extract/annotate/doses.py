"""Doses of the study product: amounts with their volumes, and how often, how far apart, for how long, where, which way.

An amount is a dose where its sentence gives the product; a yield, a blood count, a criterion or another drug is none.
What no amount carries (a single intravenous infusion) is an item of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from abstract_extract.read import Role

from .arms import ArmMention, Arms
from .candidates import DoseCandidate, Said
from .cell_mentions import find_mentions
from .dose_amounts import Amount, find_amounts
from .durations import find_durations
from .lexicon import terms
from .number_words import number_words
from .sentences import Sentence

_GIVEN = re.compile(
    r"packed|placed|laid|soaked|sprayed|shot|\bgot\b|transplant|inject|infus|implant|administ|treat|receiv|\bgiven\b|\bgave\b|graft|deliver|instil|vaccin|inhal|nebuli|topical|appli|\bdos|inoculat|random|\barms?\b|\bgroups?\b|cohort|intra[a-z]+|therapy|suspended|escalat|\bcells?/kg|loaded|seeded|contain|level",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\b(?:yield(?:ed|s)?|harvest(?:ed)?|platelets? (?:count|>|<|of)|neutrophils?|leukocyte count|white (?:blood )?cell|blood counts?|counts? (?:of|was|were|above|below)|viral load|colony|CFU|in vitro|mice|mouse|rats?|rabbits?|sheep|previous (?:studies|trials)|copies|plated|cultured at|seeded at a density of|release criteri\w+|recovered|circulating|detected|per microlit)\b",
    re.IGNORECASE,
)
_GIVING_VERB = re.compile(r"\b(?:packed|placed|laid|sprayed|seeded|soaked|put\b|got\b|shots?\b|sheets?\b|inject|infus|implant|administ|transplant|receiv|given\b|gave\b|appl(?:y|ied)|deliver|instil|inhal|nebuli|graft|vaccinat|treat(?:ed|ment)|dos(?:e|ed|es|ing)\b)", re.IGNORECASE)
_OTHER_DRUG = re.compile(r"\b(?:G-CSF|filgrastim|lenograstim|cyclophosphamide|fludarabine|hyaluronic|methotrexate|prednis\w+|steroid|dexamethasone|heparin|saline|lidocaine|bupivacaine|ruxolitinib|melphalan|aspirin|plasma|albumin|placebo|insulin|infliximab|ranibizumab|tacrolimus|IL-2|interleukin|collagen|fibrin|PRP|platelet-rich|contrast|aspirat\w+|bone marrow (?:was|were)|blood (?:was|were)|drawn|lipoaspirate|biops\w+|daily|lavage|lipidol|vitamin)\b", re.IGNORECASE)
_VESICLES = re.compile(r"exosom|vesicle|\bEVs?\b|secretome|conditioned medi|lysate|mitochondri|protein", re.IGNORECASE)
_VOLUME_BEFORE = re.compile(r"(?:\b(?:in|of|with|into|to|as|volume of|total of|diluted (?:in|to)|resuspended in|suspended in)\s(?:a (?:total |final )?(?:volume|suspension) of )?|[/(]\s?|, )\Z", re.IGNORECASE)
_LARGEST_GAP = 60
_ADMINISTRATION_NOUN = r"(?:infusions?|injections?|doses?|administrations?|applications?|treatments?|transplantations?|transplants|instillations?|inhalations?|implantations?|courses?|cycles?|sessions?|vaccinations?|vaccines?|rounds?|procedures?|transfusions?|shots?|sittings?|operations?|boosters?)"
_ADJECTIVES = r"(?:(?:weekly|monthly|biweekly|consecutive|repeated|separate|intra[a-z-]+|intravenous|IV|local|subcutaneous|intramuscular|sequential|fortnightly|daily|equal|planned|further|cell|stem|MSC|UC-MSC|exosome|booster|additional|peripheral|peri-?lesional|transendocardial|total)[ ,]+){0,3}"
_COUNTED = re.compile(rf"\b(single|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\d{{1,2}})[- ](?:times? )?{_ADJECTIVES}{_ADMINISTRATION_NOUN}\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(once|twice|thrice|(?:one|two|three|four|five|six|seven|eight|ten|twelve|\d{1,2}) times)\b(?! (?:higher|lower|more|greater|less|as|the|daily|a day|per day|upper))", re.IGNORECASE)
_SINGLE = re.compile(r"\b(single)(?:[- ](?:[\w-]+ ){0,3})?(?=(?:dose|infusion|injection|administration|bolus|session|intra|application|treatment|transplant|implant|shot))", re.IGNORECASE)
_DAYS = re.compile(r"\b(?:on |at |in )?(days?|weeks?|months?) ((?:-?\d{1,3}(?:\s?,\s?(?:and )?|\s(?:and|&)\s|\s?/\s?)){1,7}-?\d{1,3})\b(?!\s?(?:mg|%|mL))", re.IGNORECASE)
_PER_WEEK = re.compile(r"\b((?:(once|twice|thrice|one|two|three|four|five|\d) ?(?:times? )?(?:a|per|every|each)?[ /-]?(?:week(?:ly)?|day|daily|month(?:ly)?))|weekly|daily|monthly)[ ,](?:for|over) ((?:[a-z]+|\d{1,2})[ -](?:consecutive )?(weeks?|months?|days?))\b", re.IGNORECASE)
_INTERVAL = re.compile(r"\b(?:(?:at|with|in) (?:an? )?(?:intervals? of (?:one |an? )?)?|every (?:other )?|(?:an? )?intervals? (?:of|between \w+ (?:was|were)|was|were)\s|each )\Z", re.IGNORECASE)
_INTERVAL_AFTER = re.compile(r"\A[- ]?(?:intervals?|apart|between (?:the )?(?:two |three )?(?:doses|injections|infusions)|later\b|after the first)", re.IGNORECASE)
_WORD_INTERVALS = {"weekly": "P1W", "once weekly": "P1W", "monthly": "P1M", "fortnightly": "P14D", "biweekly": "P2W", "daily": "P1D", "every other day": "P2D", "on alternate days": "P2D", "alternate days": "P2D", "every other week": "P2W", "once a week": "P1W", "once a month": "P1M", "yearly": "P1Y", "quarterly": "P3M", "bimonthly": "P2M", "every week": "P1W", "every month": "P1M", "every day": "P1D", "a week apart": "P1W", "a month apart": "P1M"}
_WORD_INTERVAL = re.compile(r"\b(" + "|".join(sorted(_WORD_INTERVALS, key=len, reverse=True)) + r")\b(?! (?:intervals?|visits?|follow|monitor|assess|phone|for \w+ months after))", re.IGNORECASE)
_FOLLOW = re.compile(r"follow|monitor|visit|assess|evaluat|observ|review", re.IGNORECASE)
_DURATION_BEFORE = re.compile(r"\b(?:over|during|for|in|within|across|throughout)(?: a (?:period|course|total) of)?(?: the)? \Z", re.IGNORECASE)
_SITE = re.compile(
    r"\b(?:into|in|to|around|along|at|beneath|onto|over|on|through)\s((?:the |each |both |their |his |her |a |an )?(?:affected |diseased |target(?:ed)? |index |ischa?emic |study |injured |worse |worst |treated |involved |internal |surrounding |border zone of the |walls? of the )*"
    r"((?:fistula(?:r|s|e)?|fistulous)(?: tracts?| walls?)?|tracts?|knees?(?: joints?)?|hips?|femoral heads?|calf(?: muscles?)?|gastrocnemius(?: muscles?)?|thigh|wounds?(?: beds?| edges?| margins?)?|ulcers?(?: margins?| beds?)?|lesions?|scars?|burns?(?: wounds?)?|dis[ck]s?|nucleus pulposus|scalp|face|skin|ovar(?:y|ies)|endometrium|uterine cavity|uterus|urethra|sphincter|(?:external )?(?:anal|urethral) sphincter|corpus cavernosum|corpora cavernosa|penis|eyes?|vitreous|subretinal space|macula|cornea|limbus|lacrimal glands?|cavity|(?:left |right )?ventricles?|myocardium|infarct(?:ed)?[\w -]{0,12}|lungs?|liver|spleen|pancreas|kidneys?|brain|putamen|striatum|spinal cord|subarachnoid space|bone defects?|defects?|alveolar (?:ridge|cleft|socket)|periodontal (?:defects?|pockets?)|intrabony defects?|root canals?|rotator cuff|tendons?|shoulder|muscles?|deltoid|buttock|arm|abdomen|lymph nodes?|groin|tumou?r|joints?|gingiva|submucosa))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Schedule:
    """What a sentence says of how a product is given, apart from how much."""

    administrations: Said | None = None
    interval: Said | None = None
    duration: Said | None = None
    route: Said | None = None
    site: Said | None = None


@cache
def _routes() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<r{i}>{'|'.join(t.patterns)})" for i, t in enumerate(terms("routes"))), re.IGNORECASE)


def find_doses(sentences: Sequence[Sentence], has_product: bool, arms: Arms | None = None) -> list[DoseCandidate]:
    """The doses of the study product; none where the page gives no cells or vesicles (`has_product`)."""
    if not has_product:
        return []
    is_vesicles = any(_VESICLES.search(s.string) for s in sentences if s.stretch.role is Role.TITLE)
    items: list[DoseCandidate] = []
    schedules: list[tuple[float, _Schedule]] = []
    for sentence in sentences:
        if not _is_of_this_study(sentence):
            continue
        schedule = _schedule(sentence)
        if schedule != _Schedule():
            schedules.append((_weight(sentence), schedule))
        found = [replace(item, **_own(schedule)) for item in _amount_items(sentence, is_vesicles)]
        items += _with_arms(sentence, found, arms) if arms and arms.candidates else found
    items = _distinct(items)
    whole = _best(schedules)
    if not items:
        return [DoseCandidate(**_own(whole))] if whole.route or whole.administrations or whole.interval else []
    return [_complete(item, whole) for item in items]


def _with_arms(sentence: Sentence, items: list[DoseCandidate], arms: Arms) -> list[DoseCandidate]:
    """Each dose with the arm that its sentence names beside it: as many arms as doses, in the same order."""
    mentions = [m for m in arms.of(sentence) if arms.candidates[m.key].role != "comparator"]
    keys = list(dict.fromkeys(m.key for m in mentions))
    beside = [_arm_beside(sentence, item, mentions) for item in items]
    if any(beside):
        return [replace(item, arm=key) for item, key in zip(items, beside, strict=True)]
    if len(items) >= 2 and len(keys) == len(items):
        return [replace(item, arm=key) for item, key in zip(items, keys, strict=True)]
    if len(items) == 1 and len(keys) == 1 and len(arms.by_role("experimental") + arms.by_role("cohort")) >= 2:
        return [replace(items[0], arm=keys[0])]
    return items


def _arm_beside(sentence: Sentence, item: DoseCandidate, mentions: Sequence[ArmMention]) -> str | None:
    """The arm named in the bracket or clause right after a dose: "3 × 10^7 (cohort 2, n = 5)"."""
    if item.amount is None:
        return None
    end = item.amount.end - sentence.start
    following = min((m for m in mentions if m.start >= end), key=lambda m: m.start, default=None)
    if following is None or following.start - end > _LARGEST_GAP:
        return None
    between = sentence.string[end : following.start]
    return following.key if re.fullmatch(r"(?: [\w/^+-]+){0,4},? ?[(\[,]? ?", between) else None


def _own(schedule: _Schedule) -> dict[str, Said | None]:
    return {name: getattr(schedule, name) for name in _Schedule.__slots__}


def _complete(item: DoseCandidate, whole: _Schedule) -> DoseCandidate:
    return replace(item, **{name: getattr(item, name) or value for name, value in _own(whole).items()})


def _is_of_this_study(sentence: Sentence) -> bool:
    if sentence.section in ("background", "registration", "funding"):
        return False
    return not re.search(r"\b(?:previous(?:ly)?|earlier|other) (?:study|studies|trials?|reports?|reported)\b|\bhas been shown\b", sentence.string, re.IGNORECASE)


def _weight(sentence: Sentence) -> float:
    if sentence.stretch.role is Role.TITLE:
        return 2.0
    base = {"interventions": 4.0, "methods": 4.0, "patients": 3.0, "design": 3.0, "objective": 2.0, "results": 1.5, "conclusion": 1.0}.get(sentence.section or "", 2.0)
    return base + (2.0 if find_mentions(sentence.string) else 0.0)


def _amount_items(sentence: Sentence, is_vesicles: bool) -> list[DoseCandidate]:
    string = sentence.string
    if not any(c.isdigit() for c in string) and "illion" not in string:
        return []
    amounts = [a for a in find_amounts(string) if not a.is_concentration]
    if not amounts:
        return []
    counted = [a for a in amounts if a.unit.startswith("{")]
    masses = [a for a in amounts if not a.unit.startswith("{")]
    items: list[DoseCandidate] = []
    if counted and _GIVEN.search(string) and not _NOT_GIVEN.search(string):
        for amount in counted:
            items.append(_item(sentence, amount, _volume_of(string, amount, masses)))
        return items
    if counted:
        return []
    is_product = bool(_VESICLES.search(string)) or is_vesicles
    for mass in masses:
        if not _GIVING_VERB.search(string) and sentence.stretch.role is not Role.FIELD:
            continue
        near = string[max(0, mass.start - 60) : mass.end + 60]
        is_volume = mass.unit in ("mL", "uL")
        if _OTHER_DRUG.search(near) or not (is_product or (is_volume and find_mentions(near))):
            continue
        if is_volume and any(not m.unit.endswith("L") for m in masses):
            continue
        items.append(_item(sentence, mass, None if is_volume else _volume_of(string, mass, masses)))
    return items


def _at(sentence: Sentence, said: Said | None) -> Said | None:
    return Said(said.value, said.start + sentence.start, said.end + sentence.start) if said else None


def _item(sentence: Sentence, amount: Amount, volume: Amount | None) -> DoseCandidate:
    return DoseCandidate(
        amount=_at(sentence, amount.amount),
        amount_high=_at(sentence, amount.high),
        unit=amount.unit,
        basis=amount.basis,
        volume=_at(sentence, volume.amount) if volume else None,
        volume_unit=volume.unit if volume else None,
        lost_exponent=amount.lost,
    )


def _volume_of(string: str, amount: Amount, masses: Sequence[Amount]) -> Amount | None:
    for mass in masses:
        gap = mass.start - amount.end
        if mass.unit not in ("mL", "uL") or mass.is_concentration or mass is amount:
            continue
        if 0 <= gap <= _LARGEST_GAP and _VOLUME_BEFORE.search(string[amount.end : mass.start]):
            return mass
        if -_LARGEST_GAP <= mass.end - amount.start <= 0 and re.match(r"\s?(?:of|containing|\(|with|suspension|solution|,)", string[mass.end : amount.start]):
            return mass
    return None


def _schedule(sentence: Sentence) -> _Schedule:
    string = sentence.string
    if not (_GIVING_VERB.search(string) or _SINGLE.search(string) or _routes().search(string)):
        return _Schedule()
    number = _administrations(string)
    interval, days = _interval(string)
    return _Schedule(
        administrations=_at(sentence, number or days),
        interval=_at(sentence, interval),
        duration=_at(sentence, _duration(string)),
        route=_at(sentence, _route(string)),
        site=_at(sentence, _site(string)),
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
            if value and not re.search(r"(?:after (?:the )?|\bof |followed |first |per |patients? )\Z", before) and not (pattern is _COUNTED and word in ("one",) and before.endswith(("least ", "only "))):
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
    length = _small(re.split(r"[ -]", match[3])[0])
    if not times or not length:
        return None
    every = "week" if "week" in match[1].lower() else "month" if "month" in match[1].lower() else "day"
    unit = match[4].lower().rstrip("s")
    per_unit = {("week", "week"): 1, ("month", "month"): 1, ("day", "day"): 1, ("week", "month"): 4, ("day", "week"): 7}.get((every, unit))
    return times * length * per_unit if per_unit else None


def _interval(string: str) -> tuple[Said | None, Said | None]:
    """The interval, and the number of administrations that a list of days tells."""
    for duration in find_durations(string):
        before, after = string[: duration.start], string[duration.end :]
        if _FOLLOW.search(before[-30:]) or _FOLLOW.search(after[:25]):
            continue
        spaced = _INTERVAL_AFTER.match(after) and not re.match(r"[- ]?(?:later|after)", after)
        if spaced or (_INTERVAL.search(before) and (before.rstrip().lower().endswith(("every", "of", "each", "was", "were", "other")) or re.match(r"[- ]?intervals?", after))):
            return Said(duration.iso, duration.start, duration.end), None
    days = _DAYS.search(string)
    if days and _GIVING_VERB.search(string) and not _FOLLOW.search(string[max(0, days.start() - 60) : days.start()]):
        numbers = [int(n) for n in re.findall(r"\d{1,3}", days[2])]
        steps = {b - a for a, b in zip(numbers, numbers[1:], strict=False)}
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
        if re.search(r"\b(?:over|during|in|within)(?: a (?:period|course|total) of)? \Z", string[: duration.start]) or (
            re.search(r"\bfor \Z", string[: duration.start]) and re.search(r"daily|weekly|week|twice|once|infus|inject|receiv|dose", string[: duration.start], re.IGNORECASE)
        ):
            if not re.match(r"\s?(?:of|after|before|from|prior|post|old)\b", string[duration.end :]):
                return Said(duration.iso, duration.start, duration.end)
    return None


def _route(string: str) -> Said | None:
    best: Said | None = None
    for match in _routes().finditer(string):
        name = terms("routes")[int((match.lastgroup or "r0")[1:])].name
        said = Said(name, match.start(), match.end())
        if best is None or (best.value in ("surgical_implantation", "topical") and name not in ("surgical_implantation", "topical")):
            best = said
    return best


def _site(string: str) -> Said | None:
    for match in _SITE.finditer(string):
        before = string[max(0, match.start() - 80) : match.start()]
        if _GIVING_VERB.search(before) or re.search(r"intra|graft|delivered|placed|transferred|sprayed", before, re.IGNORECASE):
            return Said(_singular(match[2]), match.start(2), match.end(2))
    return None


def _singular(words: str) -> str:
    lower = words.lower()
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower[:-1] if lower.endswith("s") and not lower.endswith(("ss", "us", "pulposus", "pancreas")) else lower


def _distinct(items: Sequence[DoseCandidate]) -> list[DoseCandidate]:
    """Each amount once, at its first place, with what later sentences add to it."""
    found: dict[tuple[object, ...], DoseCandidate] = {}
    for item in items:
        key = (item.arm, item.amount.value if item.amount else ("lost" if item.lost_exponent else None), item.amount_high.value if item.amount_high else None, item.unit)
        if key in found:
            found[key] = _merge(found[key], item)
        else:
            found[key] = item
    return list(found.values())


def _merge(first: DoseCandidate, later: DoseCandidate) -> DoseCandidate:
    added = {name: getattr(first, name) or getattr(later, name) for name in ("volume", "volume_unit", *_Schedule.__slots__)}
    return replace(first, **added)


def _best(schedules: Sequence[tuple[float, _Schedule]]) -> _Schedule:
    """Of each part the best supported, the earliest among equals."""
    chosen: dict[str, Said | None] = {}
    for name in _Schedule.__slots__:
        said = [(weight, -getattr(s, name).start, getattr(s, name)) for weight, s in schedules if getattr(s, name)]
        chosen[name] = max(said, key=lambda x: (x[0], x[1]))[2] if said else None
    return _Schedule(**chosen)
