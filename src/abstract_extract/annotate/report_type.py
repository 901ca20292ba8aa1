"""What kind of report a page is: by its reader's knowledge, its publication types, and what title and text say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import OutcomeCandidate, ParticipantsCandidate
from abstract_extract.page import Page, Role
from abstract_extract.record import ReportType
from abstract_extract.study import Sentence

from .hints import has_any

_REVIEW_TITLE = re.compile(
    r"\b(?:systematic review|meta-?analys[ie]s|narrative review|scoping review|umbrella review|literature review|a review\b|review of|overview|state of the art|current (?:status|concepts|evidence)|perspectives?|guidelines?|consensus|recommendations|advances in|progress in|mini-?review|cochrane)\b",
    re.IGNORECASE,
)
_REVIEW_TEXT = re.compile(
    r"\b(?:systematic review|meta-?analys[ie]s|(?:databases?|PubMed|MEDLINE|Embase|Cochrane|Scopus|Web of Science)[^.]{0,80} (?:were|was) searched|we searched|searched (?:PubMed|MEDLINE|Embase|the)|this review|we review(?:ed)? the (?:literature|evidence|current)|in this (?:review|article,? we (?:review|discuss|summari[sz]e))|studies were (?:included|eligible|identified)|included (?:studies|trials)|PRISMA|PROSPERO|pooled (?:analysis|estimate|odds)|risk of bias|publication bias)\b",
    re.IGNORECASE,
)
_ANIMAL = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|pigs?|swine|minipigs?|porcine|dogs?|canine|beagles?|sheep|ovine|goats?|monkeys?|macaques?|rhesus|horses?|equine|cats?|zebrafish|guinea pigs?|hamsters?|in vitro|animal model|xenografts?|C57BL|Sprague|Wistar)\b",
    re.IGNORECASE,
)
_REVIEW_HINTS = (
    "review", "meta-analys", "metaanalys", "searched", "prisma", "prospero", "pooled", "bias", "studies were",
)  # fmt: skip
_ANIMAL_HINTS = (
    " rats", " rat ", "mice", "mouse", "murine", "rabbit", "pigs", "piglet", "swine", "porcine", " dogs", "canine",
    "beagle", "sheep", "ovine", "goats", "monkey", "macaque", "rhesus", "horses", "equine", " cats", "zebrafish",
    "hamster", "in vitro", "animal model", "animals", "xenograft", "c57", "sprague", "wistar",
)  # fmt: skip
_HUMAN = re.compile(
    r"\b(?:patients?|participants?|volunteers|women|children|subjects|individuals|people|infants|adults)\b",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"\b(?:study protocol|trial protocol|protocol for|protocol of|rationale and design|design and rationale|this protocol)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\bwill (?:be|receive|undergo|include|recruit|enrol\w*|have|compare|evaluate|assess|involve|determine|randomi[sz]e)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:were|was|had|showed|achieved|improved|received)\b", re.IGNORECASE)
_RECOUNTS = re.compile(
    r"\b(?:published in|in the journal|journal of|researchers|scientists|according to|the study (?:found|showed|published)|professor|team (?:from|at|of|led)|reported in|told|announced|press release|said (?:that|dr|the|in)|our (?:clinic|center|centre|company)|PLoS|Lancet|Nature|New England|clinical trial (?:published|by)|recently published|et al)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:announc\w+|shares|NASDAQ|investors?|CEO|chief executive|forward-looking|financing|quarter|revenue|IND application|market|acquisition|licen[sc]ing)\b",
    re.IGNORECASE,
)
_TRIAL = re.compile(
    r"\b(?:trial|patients|participants|randomi[sz]ed|enrolled|study|treated|follow-?up|phase)\b", re.IGNORECASE
)


_REPORTS_TRIAL = re.compile(
    r"retrospective|chart review|randomi[sz]ed (?:controlled )?trial\b(?!s)|phase [1I]", re.IGNORECASE
)
_OWN_WORK = re.compile(
    r"\b(?:we|our) (?:enrolled|recruited|included|conducted|performed|treated|report|investigated|randomi[sz]ed|evaluated|assessed)\b"
)


def report_type(
    page: Page,
    sentences: Sequence[Sentence],
    participants: Sequence[ParticipantsCandidate],
    outcomes: Sequence[OutcomeCandidate],
) -> ReportType:
    """The report type of a page."""
    if page.is_registry:
        return "registry_record"
    title = page.title or " ".join(s.string for s in sentences if s.stretch.role is Role.TITLE)
    text = "\n".join(s.string for s in sentences if s.stretch.role in (Role.ABSTRACT, Role.BODY, Role.TABLE))
    kinds = " ".join(page.publication_types).lower()
    if not text.strip() or (page.has_abstract is False and not participants):
        return "no_abstract"
    if _is_review(title, text, kinds):
        return "review"
    if _is_preclinical(title, text, sentences):
        return "preclinical"
    if page.is_site:
        return (
            "secondary_source"
            if participants or (len(_TRIAL.findall(text)) >= 6 and not _COMPANY.search(text))
            else "other"
        )
    if _PROTOCOL.search(title) or (
        text.count(" will ") >= 3
        and len(_FUTURE.findall(text)) >= 3
        and len(_FUTURE.findall(text)) * 2 > len(_PAST.findall(text))
        and not outcomes
    ):
        return "protocol"
    if all(s.stretch.role is not Role.ABSTRACT for s in sentences) and _is_retelling(text):
        return "secondary_source"
    return "trial_report" if participants or outcomes or (_TRIAL.search(text) and _HUMAN.search(text)) else "other"


def _is_review(title: str, text: str, kinds: str) -> bool:
    if "review" in kinds or "meta-analysis" in kinds:
        return True
    lower = text.lower()
    if _REVIEW_TITLE.search(title) and not _REPORTS_TRIAL.search(title):
        return True
    return has_any(lower, _REVIEW_HINTS) and len({m.group().lower() for m in _REVIEW_TEXT.finditer(text)}) >= 2


def _is_preclinical(title: str, text: str, sentences: Sequence[Sentence]) -> bool:
    if _ANIMAL.search(title) and not _HUMAN.search(title):
        return True
    if not has_any(text.lower(), _ANIMAL_HINTS):
        return False
    animals = sum(bool(_ANIMAL.search(s.string)) for s in sentences if s.section not in ("background", "objective"))
    people = sum(
        bool(_HUMAN.search(s.string)) for s in sentences if s.section not in ("background", "objective", "conclusion")
    )
    return animals >= 3 and animals > 2 * people


def _is_retelling(text: str) -> bool:
    return len(_RECOUNTS.findall(text)) >= 2 and not _OWN_WORK.search(text)
