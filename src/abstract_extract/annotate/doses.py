"""Doses of the study product: amounts with their volumes, and how often, how far apart, for how long, where, which way.

An amount is a dose where its sentence gives the product; a yield, a blood count, a criterion or another drug is none.
What no amount carries (a single intravenous infusion) is an item of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import ArmMention, Arms, DoseCandidate
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_mentions import find_mentions
from .dose_amounts import Amount, find_amounts
from .dose_schedules import GIVING_VERB, Schedule, best_schedule, parts_of, said_in, schedule_of

_GIVEN = re.compile(
    r"packed|placed|laid|soaked|sprayed|shot|\bgot\b|transplant|inject|infus|implant|administ|treat|receiv|\bgiven\b|\bgave\b|graft|deliver|instil|vaccin|inhal|nebuli|topical|appli|\bdos|inoculat|random|\barms?\b|\bgroups?\b|cohort|intra[a-z]+|therapy|suspended|escalat|\bcells?/kg|loaded|seeded|contain|level",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\b(?:yield(?:ed|s)?|harvest(?:ed)?|platelets? (?:count|>|<|of)|neutrophils?|leukocyte count|white (?:blood )?cell|blood counts?|counts? (?:of|was|were|above|below)|viral load|colony|CFU|in vitro|mice|mouse|rats?|rabbits?|sheep|previous (?:studies|trials)|copies|plated|cultured at|seeded at a density of|release criteri\w+|recovered|circulating|detected|per microlit)\b",
    re.IGNORECASE,
)
_OTHER_DRUG = re.compile(
    r"\b(?:G-CSF|filgrastim|lenograstim|cyclophosphamide|fludarabine|hyaluronic|methotrexate|prednis\w+|steroid|dexamethasone|heparin|saline|lidocaine|bupivacaine|ruxolitinib|melphalan|aspirin|plasma|albumin|placebo|insulin|infliximab|ranibizumab|tacrolimus|IL-2|interleukin|collagen|fibrin|PRP|platelet-rich|contrast|aspirat\w+|bone marrow (?:was|were)|blood (?:was|were)|drawn|lipoaspirate|biops\w+|daily|lavage|lipidol|vitamin)\b",
    re.IGNORECASE,
)
_VESICLES = re.compile(r"exosom|vesicle|\bEVs?\b|secretome|conditioned medi|lysate|mitochondri|protein", re.IGNORECASE)
_VOLUME_BEFORE = re.compile(
    r"(?:\b(?:in|of|with|into|to|as|volume of|total of|diluted (?:in|to)|resuspended in|suspended in)\s(?:a (?:total |final )?(?:volume|suspension) of )?|[/(]\s?|, )\Z",
    re.IGNORECASE,
)
_LARGEST_GAP = 60
_LEADS_TO_ARM = re.compile(r"(?: [\w/^+-]+){0,4},? ?[(\[,]? ?")
_OTHER_STUDY = re.compile(
    r"\b(?:previous(?:ly)?|earlier|other) (?:study|studies|trials?|reports?|reported)\b|\bhas been shown\b",
    re.IGNORECASE,
)
_OF_SUSPENSION = re.compile(r"\s?(?:of|containing|\(|with|suspension|solution|,)")


def find_doses(sentences: Sequence[Sentence], has_product: bool, arms: Arms | None = None) -> list[DoseCandidate]:
    """The doses of the study product; none where the page gives no cells or vesicles (`has_product`)."""
    if not has_product:
        return []
    is_vesicles = any(_VESICLES.search(s.string) for s in sentences if s.stretch.role is Role.TITLE)
    items: list[DoseCandidate] = []
    schedules: list[tuple[float, Schedule]] = []
    for sentence in sentences:
        if not _is_of_this_study(sentence):
            continue
        schedule = schedule_of(sentence)
        if schedule != Schedule():
            schedules.append((_weight(sentence), schedule))
        found = [replace(item, **parts_of(schedule)) for item in _amount_items(sentence, is_vesicles)]
        items += _with_arms(sentence, found, arms) if arms and arms.candidates else found
    items = _distinct(items)
    whole = best_schedule(schedules)
    if not items:
        return [DoseCandidate(**parts_of(whole))] if whole.route or whole.administrations or whole.interval else []
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
    return following.key if _LEADS_TO_ARM.fullmatch(between) else None


def _complete(item: DoseCandidate, whole: Schedule) -> DoseCandidate:
    return replace(item, **{name: getattr(item, name) or value for name, value in parts_of(whole).items()})


def _is_of_this_study(sentence: Sentence) -> bool:
    if sentence.section in ("background", "registration", "funding"):
        return False
    return not _OTHER_STUDY.search(sentence.string)


def _weight(sentence: Sentence) -> float:
    if sentence.stretch.role is Role.TITLE:
        return 2.0
    base = {
        "interventions": 4.0,
        "methods": 4.0,
        "patients": 3.0,
        "design": 3.0,
        "objective": 2.0,
        "results": 1.5,
        "conclusion": 1.0,
    }.get(sentence.section or "", 2.0)
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
        if not GIVING_VERB.search(string) and sentence.stretch.role is not Role.FIELD:
            continue
        near = string[max(0, mass.start - 60) : mass.end + 60]
        is_volume = mass.unit in ("mL", "uL")
        if _OTHER_DRUG.search(near) or not (is_product or (is_volume and find_mentions(near))):
            continue
        if is_volume and any(not m.unit.endswith("L") for m in masses):
            continue
        items.append(_item(sentence, mass, None if is_volume else _volume_of(string, mass, masses)))
    return items


def _item(sentence: Sentence, amount: Amount, volume: Amount | None) -> DoseCandidate:
    return DoseCandidate(
        amount=said_in(sentence, amount.amount),
        amount_high=said_in(sentence, amount.high),
        unit=amount.unit,
        basis=amount.basis,
        volume=said_in(sentence, volume.amount) if volume else None,
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
        if -_LARGEST_GAP <= mass.end - amount.start <= 0 and _OF_SUSPENSION.match(string[mass.end : amount.start]):
            return mass
    return None


def _distinct(items: Sequence[DoseCandidate]) -> list[DoseCandidate]:
    """Each amount once, at its first place, with what later sentences add to it."""
    found: dict[tuple[object, ...], DoseCandidate] = {}
    for item in items:
        key = (
            item.arm,
            item.amount.value if item.amount else ("lost" if item.lost_exponent else None),
            item.amount_high.value if item.amount_high else None,
            item.unit,
        )
        if key in found:
            found[key] = _merge(found[key], item)
        else:
            found[key] = item
    return list(found.values())


def _merge(first: DoseCandidate, later: DoseCandidate) -> DoseCandidate:
    added = {
        name: getattr(first, name) or getattr(later, name) for name in ("volume", "volume_unit", *Schedule.__slots__)
    }
    return replace(first, **added)
