"""The doses that one sentence gives: its amounts with their volumes, where it gives the product and not another thing.

A yield, a blood count, a criterion, the share of a dose or another drug is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import DoseCandidate
from abstract_extract.page import Role
from abstract_extract.record import DoseBasis
from abstract_extract.study import Sentence

from .cell_mentions import find_mentions
from .dose_amounts import Amount, find_amounts
from .dose_days import GIVING_VERB
from .dose_schedules import said_in
from .dose_volumes import listed_volumes, volume_of
from .hints import has_any

_GIVEN = re.compile(
    r"packed|transfus|\btook\b|\bslid\b|\bput\b|\bhad\b|return|rubbed|dropped|spread|\bused\b|pushed|cell numbers?|numbers? of cells|\bheld\b|dripped|covered|bearing|erhielt|infund|Infusion|placed|laid|soaked|sprayed|shot|\bgot\b|transplant|inject|infus|implant|administ|treat|receiv|\bgiven\b|\bgave\b|graft|deliver|instil|vaccin|inhal|nebuli|topical|appli|\bdos|inoculat|random|\barms?\b|\bgroups?\b|cohort|intra[a-z]+|therapy|suspended|escalat|\bcells?/kg|loaded|seeded|\bleft in|contain|level|\bran\b|\bbags?\b|\bveins?\b|\bhung\b|carr(?:y|ied)|carries|\bholds\b|\bbears?\b|sewn|stitched|glued|coaxed|\btook\b|meted|\bsent\b|注射|滴注|输注|注入|移植|回输|剂量|每次|inyect|recib|sesi[oó]n|receb|dostal|podán",
    re.IGNORECASE,
)
_NOT_GIVEN = re.compile(
    r"\b(?:yield(?:ed|s)?|leu[ck]apheresis|harvested|harvest of|waived|not (?:opened|reached|tried)|platelets? (?:count|>|<|of)|neutrophils?|leukocyte count|white (?:blood )?cell|blood counts?|counts? (?:of|was|were|above|below)|viral load|colony|CFU|in vitro|mice|mouse|rats?|rabbits?|sheep|previous (?:studies|trials)|copies|plated|cultured at|seeded at a density of|release criteri\w+|recovered|circulating|detected|per microlit)\b",
    re.IGNORECASE,
)
_GIVEN_WORDS = (
    r"(?:re)?(?:infus(?:ed|ions?|ing)|inject(?:ed|ions?|ing)|transplant(?:ed|ation)|implant(?:ed|ation)|administered|"
    r"given|delivered|instilled|grafted|transfused|returned|sprayed|mixed|spread|applied)"
)
_GIVEN_SINCE = re.compile(rf"\b(?:{_GIVEN_WORDS}|receiv(?:ed|ing)|doses? of)\b", re.IGNORECASE)
_GIVEN_THEN = re.compile(
    rf"[^.;,()]{{0,60}}?(?:\([^()]{{0,40}}\) )?,? ?(?:that|which|and|all of which)? ?(?:was|were) (?:then |each |all |[a-z]+ly )?{_GIVEN_WORDS}\b",
    re.IGNORECASE,
)
_OTHER_DRUG = re.compile(
    r"\b(?:G-CSF|filgrastim|lenograstim|cyclophosphamide|fludarabine|hyaluronic|methotrexate|prednis\w+|steroid|dexamethasone|heparin|saline|lidocaine|bupivacaine|ruxolitinib|melphalan|aspirin|plasma|albumin|placebo|insulin|infliximab|ranibizumab|tacrolimus|IL-2|interleukin|collagen|fibrin|PRP|platelet-rich|contrast|aspirat\w+|bone marrow (?:was|were)|blood (?:was|were)|drawn|lipoaspirate|biops\w+|daily|lavage|lipidol|vitamin|tranexamic|TXA|poly-ICLC|ipilimumab|nivolumab|pembrolizumab|surfactant(?! (?:with|mixed|plus))|rituximab|erythropoietin|EPO|minoxidil|betamethasone|triamcinolone)\b",
    re.IGNORECASE,
)
VESICLES = re.compile(r"exosom|vesicle|\bEVs?\b|secretome|conditioned medi|lysate|mitochondri|protein", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;.] |, (?:and|of which|which|from which) |\band then\b|\b(?:after|following) (?:the )?(?:re)?(?:infusion|transplantation|injection|transfusion) of\b|, then |\bof (?:which|whom|these)\b"
)
_OF_PRODUCT = re.compile(
    r" (?:of |with )?(?:the |a |each )?(?:[\w-]+ ){0,3}?(?:exosom|vesicle|conditioned|secretome|lysate|MSC|EVs|cell suspension|cells\b)",
    re.IGNORECASE,
)
_CAP = re.compile(
    r"\b(?:no|not|never) (?:more than|above|over|higher than) |\bup to a (?:maximum|ceiling|limit) of |\b(?:upper|top) limit (?:of|being|was) |\blimited to |\bnot (?:to )?exceed(?:ing)? |\bcapped at |\b(?:a|the) (?:maximum|ceiling|cap|limit) (?:dose )?(?:of|was|being) |\bat (?:the )?most |\bmax(?:imum|\.)? ",
    re.IGNORECASE,
)
"""Leads to the most that may be given of a dose that is told before: "2 × 10^6 cells/kg, no more than 2 × 10^8"."""
_NEXT_STEP = re.compile(r"\b(?:then|followed by|before|after which|afterwards|as well as|plus)\b", re.IGNORECASE)
_WHOLE_BEFORE = re.compile(r"\b(?:total|flat|fixed|whole|max\w*|altogether|up to)\b[^;]*\Z", re.IGNORECASE)
_COUNTED_AFTER = re.compile(r"\s?(?:of )?(?:[\w+-]+ ){0,4}?(?:cells?|MSCs?|particles|vesicles|exosomes)\b")
_LEAST_RATIO, _MOST_RATIO = 0.03, 30.0
"""Between levels of one trial; a dose per kilogram and the whole of it lie farther apart."""
_OPENS = re.compile(r"[^.;()]{0,40}\((?:i\.e\.,? |about |= ?)?")
_SHARE = re.compile(
    r"\s?(?:[A-Za-z]+ ){0,2}(?:per|/|each|in each|at each|for each)\s?(?:side|site|injection|eye|knee|gland|point|hemisphere|leg|dose)?",
    re.IGNORECASE,
)
_IN_BRACKET = re.compile(r"\([^()]*\d[^()]*\Z")
_OF_METHODS = frozenset({"methods", "interventions"})
_NEAR_VESICLES, _NEAR_AMOUNT = 40, 300
_SITE_WORDS = (
    r"(?:knees?|eyes?|hips?|joints?|injection sites?|sites?|lesions?|defects?|tracts?|tracks?|fistulas?|dis[ck]s?|legs?|limbs?|shoulders?|levels?|"
    r"tooth|teeth|ulcers?|wounds?|sides?|ovar(?:y|ies)|points?|hemispheres?|nodules?|putam(?:en|ina)|halves|half(?! an?\b| the\b| log\b|-log)|half-scalps?|digits?|fingers?|"
    r"hands?|ears?|holes?|sockets?|canals?|tendons?|corneas?|sheets?|patch(?:es)?|scars?|clefts?|sinus(?:es)?|furcations?|cheeks?|fields?|faces?)"
)
PER_SITE = re.compile(
    rf"\b(?:per|each|every)(?: of the)? (?:affected |treated |index |single |injection |study |fused |target |macular |bone |intrabony |perianal )*{_SITE_WORDS}\b"
    r"|\b(?:a|en|por) (?:una|cada) (?:cadera|rodilla|lesión)\b|\b(?:a|en|por) (?:un|cada) ojo\b|\b(?:je|pro) (?:Knie|Auge|Gelenk)\b",
    re.IGNORECASE,
)
_SITES_GOT = re.compile(
    rf"\b(?:\d{{1,3}}|[a-z]+(?:-[a-z]+)?) {_SITE_WORDS}(?: \([^()]{{1,40}}\)| of \w+ patients| by lot| at random)? (?:got|received|had|took|were (?:given|injected))\b",
    re.IGNORECASE,
)


def amount_items(sentence: Sentence, is_vesicles: bool) -> list[DoseCandidate]:
    """The doses of the product that the sentence gives, in order; `is_vesicles` where the page is about vesicles."""
    string = sentence.string
    if not any(c.isdigit() for c in string) and not has_any(string, ("illion", " m", " µ", " cc")):
        return []
    amounts = [a for a in find_amounts(string) if not a.is_concentration or a.unit.startswith("{") or "/mL" in a.unit]
    if not amounts:
        return []
    counted = [a for a in amounts if a.unit.startswith("{") and not a.unit.endswith(("/L", "/uL", "/dL"))]
    counted = _of_one_dose(string, _ranges(string, counted))
    masses = [a for a in amounts if not a.unit.startswith("{")]
    items: list[DoseCandidate] = []
    if counted and (_GIVEN.search(string) or sentence.stretch.role is Role.FIELD or sentence.section in _OF_METHODS):
        given = [a for a in counted if not _is_taken(string, a)]
        volumes = listed_volumes(string, masses, len(given)) or [volume_of(string, a, masses) for a in given]
        shared = volumes[-1] if volumes else None
        items = [
            _item(sentence, a, volume or shared)
            for a, volume in zip(_with_one_basis(string, given), volumes, strict=True)
        ]
        return items + _of_vesicles_beside(sentence, masses)
    if counted:
        return []
    is_product = bool(VESICLES.search(string)) or is_vesicles
    for mass in masses:
        if not GIVING_VERB.search(string) and sentence.stretch.role is not Role.FIELD:
            continue
        near = string[max(0, mass.start - 60) : mass.end + 60]
        is_volume = mass.unit in ("mL", "uL")
        is_of_product = bool(_OF_PRODUCT.match(string, mass.end))
        if (_OTHER_DRUG.search(near) and not is_of_product) or not (is_product or (is_volume and find_mentions(near))):
            continue
        if is_volume and any(m.unit not in ("mL", "uL") for m in masses):
            continue
        items.append(_item(sentence, mass, None if is_volume else volume_of(string, mass, masses)))
    return items


def _of_vesicles_beside(sentence: Sentence, masses: Sequence[Amount]) -> list[DoseCandidate]:
    """The masses of vesicles in a sentence that counts cells too: "20 eyes got cells …; 18 eyes got exosomes, 60 µg"."""
    string = sentence.string
    return [
        _item(sentence, mass, volume_of(string, mass, masses))
        for mass in masses
        if mass.unit in ("ug", "mg")
        and VESICLES.search(string, max(0, mass.start - _NEAR_VESICLES), mass.end + _NEAR_VESICLES)
    ]


def _around(string: str, amount: Amount) -> tuple[int, int]:
    """The part of the sentence that an amount stands in: up to the next stop, semicolon or "and then"."""
    before = [m.end() for m in _CLAUSE.finditer(string, 0, amount.start)]
    after = _CLAUSE.search(string, amount.end)
    return (before[-1] if before else 0), (after.start() if after else len(string))


def _is_taken(string: str, amount: Amount) -> bool:
    """Whether the words around an amount say that it was harvested, counted or asked for, and nothing that it was given.

    What was given stands nearer: "after leukapheresis, infusions of 2 × 10^5", "yielded 4 × 10^6 cells that were injected".
    """
    if _GIVEN_THEN.match(string, amount.end):
        return False
    low, high = _around(string, amount)
    low, high = max(low, amount.start - _NEAR_AMOUNT), min(high, amount.end + _NEAR_AMOUNT)
    return any(
        not (match.end() <= amount.start and _GIVEN_SINCE.search(string, match.end(), amount.start))
        for match in _NOT_GIVEN.finditer(string, low, high)
    )


def _ranges(string: str, amounts: list[Amount]) -> list[Amount]:
    """Two amounts between which the doses lay are one: "between 5 × 10^6 and 2 × 10^9 cells"."""
    kept: list[Amount] = []
    for amount in amounts:
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.high is None
            and string[last.end : amount.start] in (" and ", " to ")
            and string[: last.start].lower().endswith(("between ", "from "))
        ):
            kept[-1] = replace(amount, amount=last.amount, high=amount.amount, start=last.start)
        else:
            kept.append(amount)
    return kept


def _of_one_dose(string: str, amounts: list[Amount]) -> list[Amount]:
    """Without the share of a dose in brackets behind it, and the most of it: "50 million (25 million per side)"."""
    return [
        amount
        for at, amount in enumerate(amounts)
        if at == 0
        or not (
            _CAP.search(string, amounts[at - 1].end, amount.start)
            or (
                _OPENS.fullmatch(string, amounts[at - 1].end, amount.start)
                and (_SHARE.match(string, amount.end) or _is_equal(amount, amounts[at - 1]))
            )
        )
    ]


def _is_equal(one: Amount, other: Amount) -> bool:
    return one.amount is not None and other.amount is not None and one.amount.value == other.amount.value


def _with_one_basis(string: str, amounts: list[Amount]) -> list[Amount]:
    """Levels whose basis stands once, behind the last or the first: "1 × 10^6, 2 × 10^6 and 5 × 10^6 cells/kg"."""
    if len(amounts) < 2:
        return amounts
    first = amounts[0]
    last = next((a for a in reversed(amounts) if a.basis != "fixed"), amounts[-1])
    if first.unit.endswith("/cm2") and ")" not in string[first.end : last.start]:
        return [replace(a, unit=first.unit) if first.unit.startswith(a.unit) else a for a in amounts]
    if last.basis == "fixed":
        return amounts
    return [replace(a, basis=last.basis) if _shares_basis(string, a, last) else a for a in amounts]


def _shares_basis(string: str, amount: Amount, other: Amount) -> bool:
    """Whether an amount without a basis is a level beside one that has it, not a dose of another step or the whole."""
    if amount.basis != "fixed" or amount.unit != other.unit or not amount.amount or not other.amount:
        return False
    if amount.end <= other.start:
        return not _NEXT_STEP.search(string, amount.end, other.start)
    ratio = float(amount.amount.value) / float(other.amount.value)
    return (
        _LEAST_RATIO <= ratio <= _MOST_RATIO
        and not _COUNTED_AFTER.match(string, amount.end)
        and not _WHOLE_BEFORE.search(string, max(0, amount.start - 40), amount.start)
    )


def _item(sentence: Sentence, amount: Amount, volume: Amount | None) -> DoseCandidate:
    return DoseCandidate(
        amount=said_in(sentence, amount.amount),
        amount_high=said_in(sentence, amount.high),
        unit=amount.unit,
        basis=None if "/" in amount.unit else _basis(sentence.string, amount),
        volume=said_in(sentence, volume.amount) if volume else None,
        volume_unit=_volume_unit(volume) if volume else None,
        lost_exponent=amount.lost,
    )


def _basis(string: str, amount: Amount) -> DoseBasis:
    """Per site where the clause of a fixed amount counts sites: "per knee", "in each putamen", "24 eyes got"."""
    if amount.basis != "fixed":
        return amount.basis
    low = string.rfind(";", 0, amount.start) + 1
    high = string.find(";", amount.end)
    counted = _SITES_GOT.search(string, low, high if high > 0 else len(string))
    each = PER_SITE.search(string)
    if each and each.start() > amount.end and _IN_BRACKET.search(string, amount.end, each.start()):
        # The share of a dose: "50 million (25 million per side)".
        each = None
    return "per_site" if counted or each else "fixed"


def _volume_unit(volume: Amount) -> str:
    return f"{volume.unit}/kg" if volume.basis == "per_kg" else volume.unit
