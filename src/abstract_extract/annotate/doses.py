"""Doses of the study product: amounts with their volumes, and how often, how far apart, for how long, where, which way.

An amount is a dose where its sentence gives the product; a yield, a blood count, a criterion or another drug is none.
What no amount carries (a single intravenous infusion) is an item of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from abstract_extract.candidates import ArmMention, Arms, DoseCandidate
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_mentions import find_mentions
from .dose_alternatives import alternatives_in
from .dose_amounts import Amount
from .dose_items import VESICLES, amount_items
from .dose_schedules import Schedule, best_schedule, parts_of, said_in, schedule_of, schedules_of_parts
from .dose_sites import has_site, site_of_page
from .dose_volumes import volume_alone

_BESIDE_AMOUNT = 2.0
"""What a sentence that says how much is given counts more in how it is given."""
_OPENING = 2
_FIELDS_OF_ARMS = frozenset({"Arm Group Description", "Intervention Description"})
_SAYS_ROUTE = re.compile(r"\broutes? of (?:administration|delivery)\b|\badministration route\b", re.IGNORECASE)
_ROUTE_FIELD = 4.0
_FARTHEST_ARM = 60
_CLAUSE = re.compile(r"[;.] |(?:, | )(?:whereas|while|but) ")
_LIST = re.compile(r",? (?:or|and|versus|vs\.?|then|against) ")
_LEADS_TO_ARM = re.compile(r"(?: [\w/^+-]+){0,4},? ?[(\[,]? ?")
_LEADS_TO_DOSE = re.compile(
    r"(?: \(n ?= ?\d+\))?[,:]? ?(?:(?:got|had|received|was given|at|with|=) )?(?:a dose of |about )?"
)
_OTHER_STUDY = re.compile(
    r"\b(?:previous(?:ly)?|earlier|other|former|phase I|pilot|first) (?:study|studies|trials?|reports?|reported)\b(?! (?:drug|visit))|\b(?:previous|earlier|former) cohort\b"
    r"|\bwe (?:use|offer|usually|recommend|charge)\b|\bhas been shown\b|\b(?:is|are) (?:now )?(?:being (?:tested|planned|studied)|under ?way|recruiting|planned)\b"
    r"|\b(?:a|an|the) (?:study|trial) (?:of|by|in) (?:an? |the )?(?:[A-Z][a-z]+ )?(?:group|team|others)\b"
    r"|\bhad (?:earlier|previously) (?:been|received)\b|\breports? on\b",
    re.IGNORECASE,
)


_TO_COME = re.compile(r"\bwill (?:be|receive|undergo|get)\b|\b(?:is|are) to (?:be|receive)\b", re.IGNORECASE)
"""A plan: in a text without headings, that it begins as background does not make it one of another study."""


def find_doses(sentences: Sequence[Sentence], has_product: bool, arms: Arms | None = None) -> list[DoseCandidate]:
    """The doses of the study product; none where the page gives no cells or vesicles (`has_product`)."""
    if not has_product:
        return []
    is_vesicles = any(VESICLES.search(s.string) for s in sentences if s.stretch.role is Role.TITLE)
    groups: list[tuple[Sentence, list[DoseCandidate]]] = []
    schedules: list[tuple[float, Schedule]] = []
    volumes: list[Amount] = []
    for sentence in sentences:
        if not is_of_this_study(sentence):
            continue
        amounts = amount_items(sentence, is_vesicles)
        schedule = schedule_of(sentence, is_given=bool(amounts))
        if schedule != Schedule():
            more = (_BESIDE_AMOUNT if amounts else 0.0) + (_ROUTE_FIELD if _SAYS_ROUTE.search(sentence.string) else 0.0)
            schedules.append((_weight(sentence) + more, schedule))
        if not amounts and (volume := volume_alone(sentence)) is not None:
            volumes.append(volume)
        found = _scheduled(sentence, amounts, schedule)
        groups.append((sentence, _with_arms(sentence, found, arms) if arms and arms.candidates else found))
    items = _absolute(_distinct(groups))
    whole = best_schedule(schedules)
    if not items:
        own = [s for s in sentences if is_of_this_study(s)]
        only = _with_site(_sensible(DoseCandidate(**parts_of(whole))), own)
        return [only] if whole.route or whole.administrations or whole.interval else []
    own = [s for s in sentences if is_of_this_study(s)]
    return [_sensible(_with_site(_with_volume(_complete(item, whole), volumes), own)) for item in items]


def _with_site(item: DoseCandidate, sentences: Sequence[Sentence]) -> DoseCandidate:
    """A dose with the site that the page speaks of, where its own sentences name none; none for what goes into a vein."""
    route = str(item.route.value) if item.route else None
    if not has_site(route):
        return replace(item, site=None)
    return item if item.site else replace(item, site=site_of_page(sentences, route))


def _scheduled(sentence: Sentence, items: list[DoseCandidate], schedule: Schedule) -> list[DoseCandidate]:
    """The doses of a sentence with how they are given: of several doses each with what its own part says."""
    if len(items) > 1:
        schedules = schedules_of_parts(sentence, _parts(sentence, items))
        return [replace(item, **parts_of(own)) for item, own in zip(items, schedules, strict=True)]
    given = [replace(item, **parts_of(schedule)) for item in items]
    counts = alternatives_in(sentence.string) if given else ()
    if not counts:
        return given
    return [_sensible(replace(given[0], administrations=said_in(sentence, count))) for count in counts]


def _parts(sentence: Sentence, items: Sequence[DoseCandidate]) -> list[tuple[int, int]]:
    """The parts of a sentence that its doses stand in: divided where a clause or a list goes on between two of them."""
    string = sentence.string
    borders = [0]
    for one, two in pairwise(items):
        start = (one.amount_high or one.amount).end - sentence.start if one.amount else borders[-1]
        end = two.amount.start - sentence.start if two.amount else start
        breaks = [m.start() for m in _CLAUSE.finditer(string, start, end)] or [
            m.start() for m in _LIST.finditer(string, start, end)
        ]
        borders.append(breaks[-1] if breaks else max(start, borders[-1]))
    return list(pairwise([*borders, len(string)]))


def _sensible(item: DoseCandidate) -> DoseCandidate:
    """A dose that is given once has no interval and lasts no time."""
    if item.administrations is not None and item.administrations.value == 1:
        return replace(item, interval=None, duration=None)
    return item


def _absolute(items: list[DoseCandidate]) -> list[DoseCandidate]:
    """Without doses per millilitre where others are absolute: those say what a suspension holds."""
    if any((item.unit or "").startswith("{") or item.unit in ("ug", "mg") for item in items):
        # What is counted or weighed is the dose; a volume beside it is of marrow taken, or of what it is given in.
        items = [item for item in items if item.unit not in ("mL", "uL")]
    absolute = [item for item in items if not (item.unit or "").endswith(("/mL", "/uL", "/L", "/dL"))]
    return absolute or items


def _with_volume(item: DoseCandidate, volumes: Sequence[Amount]) -> DoseCandidate:
    if item.volume is None and volumes and item.unit not in ("mL", "uL"):
        return replace(item, volume=volumes[0].amount, volume_unit=volumes[0].unit)
    return item


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
    """The arm named right before a dose ("tier II 1 million") or right after it: "3 × 10^7 (cohort 2, n = 5)"."""
    if item.amount is None:
        return None
    start, end = item.amount.start - sentence.start, item.amount.end - sentence.start
    within = next((m for m in mentions if m.start < end and start < m.end), None)
    if within is not None:
        return within.key  # a level that is called by its amount
    before = max((m for m in mentions if m.end <= start), key=lambda m: m.end, default=None)
    if before is not None and _LEADS_TO_DOSE.fullmatch(sentence.string, before.end, start):
        return before.key
    following = min((m for m in mentions if m.start >= end), key=lambda m: m.start, default=None)
    if following is None or following.start - end > _FARTHEST_ARM:
        return None
    between = sentence.string[end : following.start]
    return following.key if _LEADS_TO_ARM.fullmatch(between) else None


def _complete(item: DoseCandidate, whole: Schedule) -> DoseCandidate:
    return replace(item, **{name: getattr(item, name) or value for name, value in parts_of(whole).items()})


def is_of_this_study(sentence: Sentence) -> bool:
    """Whether a sentence may tell how this study's product was given: not its background, another trial, or what a clinic offers."""
    if sentence.section in ("registration", "funding"):
        return False
    if sentence.section == "background" and not _TO_COME.search(sentence.string):
        return False
    return not _OTHER_STUDY.search(sentence.string)


def _weight(sentence: Sentence) -> float:
    if sentence.stretch.role is Role.TITLE:
        return 2.0
    if sentence.section is None and sentence.stretch.role is Role.ABSTRACT and sentence.position < _OPENING:
        # Without headings the first sentences are the background.
        return 1.0 + (2.0 if find_mentions(sentence.string) else 0.0)
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


def _distinct(groups: Sequence[tuple[Sentence, Sequence[DoseCandidate]]]) -> list[DoseCandidate]:
    """Each dose once, at its first place, with what later sentences add to it.

    What one sentence tells apart stays apart: the same amount given once or twice, two amounts that lost their exponents;
    so does what a registry says of two arms, each in a field of its own.
    """
    found: list[DoseCandidate] = []
    places: list[Sentence] = []
    for sentence, group in groups:
        earlier = len(found)
        for item in group:
            twins = [
                at for at in range(earlier) if _is_same(found[at], item) and not _of_other_arm(places[at], sentence)
            ]
            for at in twins:
                found[at] = _merge(found[at], item)
            own = next((at for at in range(earlier, len(found)) if _is_repeated(found[at], item)), None)
            if own is not None and not twins:
                found[own] = _merge(found[own], item)
            elif not twins:
                found.append(item)
                places.append(sentence)
    return found


def _of_other_arm(one: Sentence, other: Sentence) -> bool:
    """Whether two sentences are descriptions of two arms in a registry's fields, not one description repeated."""
    labels = {sentence.stretch.label for sentence in (one, other)}
    return (
        len(labels) == 1
        and labels <= _FIELDS_OF_ARMS
        and one.stretch is not other.stretch
        and one.lower not in other.lower
        and other.lower not in one.lower
    )


def _is_same(one: DoseCandidate, other: DoseCandidate) -> bool:
    return _key(one)[1:] == _key(other)[1:] and (one.arm == other.arm or None in (one.arm, other.arm))


def _is_repeated(one: DoseCandidate, other: DoseCandidate) -> bool:
    counts = [item.administrations.value if item.administrations else None for item in (one, other)]
    return _key(one) == _key(other) and not one.lost_exponent and counts[0] == counts[1]


def _key(item: DoseCandidate) -> tuple[object, ...]:
    return (
        item.arm,
        item.amount.value if item.amount else ("lost" if item.lost_exponent else None),
        item.amount_high.value if item.amount_high else None,
        item.unit,
    )


def _merge(first: DoseCandidate, later: DoseCandidate) -> DoseCandidate:
    arm = first.arm or later.arm
    added = {
        name: getattr(first, name) or getattr(later, name) for name in ("volume", "volume_unit", *Schedule.__slots__)
    }
    return replace(first, arm=arm, **added)
