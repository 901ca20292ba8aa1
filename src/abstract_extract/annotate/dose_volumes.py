"""The volumes that a product is given in: beside its amount, in a list as long as its levels, or in a sentence of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import Said
from abstract_extract.study import Sentence

from .dose_amounts import Amount, find_amounts
from .dose_days import GIVING_VERB
from .dose_lists import numbers_before

_VOLUME_BEFORE = re.compile(
    r"(?:\b(?:in|of|with|into|to|as|per|volume of|total of|diluted (?:in|to)|resuspended in|suspended in)\s(?:a (?:total |final )?(?:volume|suspension) of )?|[/(]\s?|, )\Z",
    re.IGNORECASE,
)
_LARGEST_GAP, _LARGEST_SUSPENDED = 60, 110
_SHOT = r"(?:rounds?|doses?|injections?|infusions?|bags?|drips?|volumes?|shots?|bolus(?:es)?|drops?|applications?|implants?|instillations?|syringes?|vials?|ampoules?|punctures?|deposits?|depots?)"
_WHOLE_BEFORE = re.compile(
    rf"(?:\b(?:in|as|each in|made up to|total volume of|volume of)|\b(?:a|an|one|each|every|single) (?:[a-z-]+ ){{0,3}}{_SHOT} of) (?:about |some |a (?:total |final )?volume of )?\Z",
    re.IGNORECASE,
)
"""Leads to the volume of the whole dose, farther from its amount too."""
_SHARE_BEFORE = re.compile(
    r"\b(?:\d{1,3}|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|[a-z]+ty) (?:[a-z]+ )?(?:jabs?|injections?|punctures?|pricks?|points?|sites?|spots?|depots?|aliquots?|deposits?) of \Z",
    re.IGNORECASE,
)
_EACH_AFTER = re.compile(
    r" (?:each|(?:per|a|for each) (?:dose|time|inhalation|infusion|injection|session|bag|site))\)", re.IGNORECASE
)
_BREAK = re.compile(r"[;:]|\. |\bthen\b")
_OF_SOLUTION = re.compile(
    r" of (?:an? |the )?(?:[\w-]+ )?(?:solution|suspension|medium|gel|cream|serum|secretome|exosome)"
)
_SUSPENDED = re.compile(r"\b(?:suspended|diluted|dissolved|taken up|mixed|made up) (?:in|with|to)\b", re.IGNORECASE)
_MEASURED = re.compile(
    rf"\b{_SHOT}(?: [a-z]+)? (?:was|were|of|held|holds|contained|measured|came (?:to|in)|amounted to|had) (?:about |some |a total of )?\Z"
    r"|\b(?:fluid|injectate|suspension|product|solution|vehicle|volume) \(\Z",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\s?(?:of (?:saline|buffer|Ringer|plasma|normal|albumin|fibrin|hyaluron|suspension|phosphate|the vehicle|medium|PBS|isotonic)|[.,;)]|saline|$|(?:on (?:days?|weeks?)|over|through|into|under|via|by) )",
    re.IGNORECASE,
)
_PUT = re.compile(
    r"(?: of (?:the )?(?:fluid|suspension|product|injectate|solution|gel|mixture|it))? (?:was|were|is|are|will be) (?:then |slowly |each |once )?"
    r"(?:re)?(?:put|injected|given|delivered|instilled|infused|placed|administered|dripped|spread|rubbed|sprayed|applied|inhaled|nebuli[sz]ed)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:saline|placebo|plasma|PRP|hyaluron\w+|contrast|lidocaine|blood|aspirate|marrow|lavage|steroid|anaesthetic|anesthetic|fat|lipoaspirate)\b",
    re.IGNORECASE,
)
_OF_SUSPENSION = re.compile(
    r"\s?(?:of(?! (?:[a-z-]+ ){0,2}?(?:marrow|blood|fat|lipoaspirate|aspirate)\b)|containing|\(|with|suspension|solution|carr(?:ied|ying)|held|holding|bearing|[,;]|(?:drip|bag|bolus|shot|aliquot|syringe|injection|infusion|vial)s? (?:of|with|holding|containing|that held|which held)|(?:which|that) (?:holds?|held|contain\w*))"
)


def volume_alone(sentence: Sentence) -> Amount | None:
    """The volume in which the product is given, in a sentence that does not say how much of it."""
    string = sentence.string
    if ("m" not in string and "cc" not in string) or not (GIVING_VERB.search(string) or _SUSPENDED.search(string)):
        return None
    for mass in find_amounts(string):
        after, before = string[mass.end : mass.end + 30], string[max(0, mass.start - 12) : mass.start]
        is_measured = before.endswith((" in ", "volume of ", " each in ")) or _MEASURED.search(string, 0, mass.start)
        is_put = _PUT.match(string, mass.end) and not _OTHER.search(string, max(0, mass.start - 60), mass.end + 60)
        if mass.unit in ("mL", "uL") and mass.amount and (is_put or (is_measured and _CARRIED.match(after))):
            return replace(
                mass,
                amount=Said(mass.amount.value, mass.amount.start + sentence.start, mass.amount.end + sentence.start),
            )
    return None


def listed_volumes(string: str, masses: Sequence[Amount], number: int) -> list[Amount | None]:
    """As many volumes as amounts, in a list with one unit: "10, 20 or 40 million cells (in 2, 4 or 8 mL)"."""
    for mass in masses:
        places = numbers_before(string, mass.start) if mass.unit in ("mL", "uL") else []
        if places and len(places) == number - 1:
            listed = [
                replace(mass, amount=Said(_plain(string[a:b]), a, b), high=None, start=a, end=b) for a, b in places
            ]
            return [*listed, mass]
    return []


def _plain(number: str) -> int | float:
    return float(number) if "." in number else int(number)


def volume_of(string: str, amount: Amount, masses: Sequence[Amount]) -> Amount | None:
    """The volume that an amount is given in: the nearest that its words lead to."""
    found: list[tuple[int, Amount]] = []
    for mass in masses:
        gap = mass.start - amount.end
        if mass.unit not in ("mL", "uL") or mass.is_concentration or mass is amount:
            continue
        reach = _LARGEST_SUSPENDED if _is_far_volume(string, amount, mass) else _LARGEST_GAP
        if 0 <= gap <= reach and _leads_to_volume(string, amount, mass):
            found.append((gap, mass))
        of_solution = _LARGEST_SUSPENDED if _OF_SOLUTION.match(string, mass.end) else _LARGEST_GAP
        if -of_solution <= mass.end - amount.start <= 0 and _OF_SUSPENSION.match(string[mass.end : amount.start]):
            found.append((amount.start - mass.end, mass))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _leads_to_volume(string: str, amount: Amount, mass: Amount) -> bool:
    """Whether the words before a volume say that the amount is given in it, not that it is a share of many."""
    between = string[amount.end : mass.start]
    return bool(_VOLUME_BEFORE.search(between)) and not _SHARE_BEFORE.search(between)


def _is_far_volume(string: str, amount: Amount, mass: Amount) -> bool:
    """Whether a volume may stand far behind its amount: what that is suspended in, one shot of it, "3 mL each"."""
    if _SUSPENDED.search(string, amount.end, mass.start):
        return True
    between = string[amount.end : mass.start]
    is_each = between.endswith("(") and _EACH_AFTER.match(string, mass.end)
    return bool(is_each or _WHOLE_BEFORE.search(between)) and not _BREAK.search(between)
