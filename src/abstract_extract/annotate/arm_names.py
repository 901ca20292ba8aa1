"""What an arm is called: the key that its names share, and the role that a name says.

>>> arm_key("the Placebo"), arm_key("UC-MSC treatment"), arm_key("Group A")
('placebo', 'uc msc', 'group a')
>>> role_of("placebo", "Placebo"), role_of("low dose", "low-dose")
('comparator', 'cohort')
"""

from __future__ import annotations

import re
from functools import lru_cache

from abstract_extract.record import ArmRole

COMPARATOR_WORD = r"(?:placebos?|controls?|sham(?:[- ](?:surgery|procedure|operation|bone marrow aspiration|injection|treatment))?|vehicle|saline|standard (?:of )?care|standard (?:medical )?(?:therapy|treatment)|usual care|conventional (?:therapy|treatment|care)|best supportive care|best medical (?:therapy|treatment)|no treatment|untreated|salt[- ]water|waiting[- ]list|observation|hyaluronic acid|microfracture)"
WITHOUT = r"(?:no|without|non)"
"""Before a name it makes of it the other arm's: "boost" and "no boost"."""
_COMPARATOR = re.compile(
    rf"\b(?:{COMPARATOR_WORD}|control|comparator|comparison|reference|historical|natural history|fellow|contralateral|standard|usual|conventional|non-?treat\w+|BSC|SOC|SMT|medication only|without|alone|(?:plain|bare|empty)(?! (?:stem |stromal )?(?:cells?|MSCs?|exosomes?)\b)|dummy|look-?alike|mock|pretended|ungrafted|unseeded|uninjected|uninfused)\b",
    re.IGNORECASE,
)
_COHORT = re.compile(
    r"\b(?:cohort|dose level|level|tier|rung|step|expansion|DL)\b|\bDL ?\d|\b(?:low|mid|middle|medium|intermediate|high|higher|lower|highest|lowest)[- ]dose\b",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"\b(?:group|arm|treatment|therapy|treated|patients|recipients|subjects|participants|only|alone|the|transplantation|infusion|injection)\b"
)
_NUMBERED_PLURAL = re.compile(r"^(groups?|arms?|cohorts?|dose levels?|levels?|tiers?|rungs?|steps?|strata|sequences?)")
_JOINER = re.compile(r"[-/]")
_NUMBERED_NAME = re.compile(
    r"(?:(?:groups?|arms?|cohorts?|dose levels?|levels?|dl|regimen)\b|(?:tiers?|rungs?|steps?|sequences?) (?:[a-z]{1,2}|i{1,3}v?|\d)\Z)"
)
_BLANKS = re.compile(r"\s+")
_PLURAL_S = re.compile(r"(?<=\w\w\w)s\b")
_THEN = re.compile(r"[ -]then[ -]|→| first\Z", re.IGNORECASE)
_PLUS = re.compile(r"\bplus\b|\+|\band\b", re.IGNORECASE)
_PRETENDED = re.compile(r"\s*(?:double |matching )?(?:placebo|sham|vehicle|saline)\b", re.IGNORECASE)
_PRODUCT = re.compile(r"\b(?:cells?|exosomes?|vesicles|\w*SCs?|MNCs?|secretome|concentrate|lysate)\b", re.IGNORECASE)
_ADDED_TO = re.compile(
    r"\bplus\b|\+|\b(?:with|followed by|combined with|and) (?:[\w-]+ ){0,3}(?:cells?|exosomes?|vesicles|\w*SCs?|secretome|concentrate|lysate)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def arm_key(label: str) -> str:
    """What the mentions of one arm share: lower case, without "group", "treatment", articles and plurals."""
    lower = _JOINER.sub(" ", label.lower())
    if _NUMBERED_NAME.match(lower):
        singular = _NUMBERED_PLURAL.sub(lambda m: m.group().rstrip("s"), lower)
        return _BLANKS.sub(" ", singular).strip()
    short = _BLANKS.sub(" ", _DROPPED.sub(" ", lower)).strip()
    return _PLURAL_S.sub("", short or lower.strip())


def role_of(key: str, label: str) -> ArmRole:
    """The role that an arm's name says: a comparator, a cohort of a dose, or what is tried."""
    if _THEN.search(label):
        return "experimental"  # a sequence of a crossover has both
    held = _COMPARATOR.search(label)
    if held and (not _ADDED_TO.search(label) or _is_pretended(label)):
        return "comparator"
    return "cohort" if _COHORT.search(label) or _COHORT.search(key) else "experimental"


def _is_pretended(label: str) -> bool:
    """ "Placebo cells plus hormone", "sham plus usual care": what is tried is only pretended."""
    plus = _PLUS.search(label)
    return bool(plus and _PRETENDED.match(label) and not _PRODUCT.search(label, plus.end()))
