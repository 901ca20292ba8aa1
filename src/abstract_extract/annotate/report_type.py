"""What kind of report a page is: by its reader's knowledge, its publication types, and what title and text say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from abstract_extract.candidates import OutcomeCandidate, ParticipantsCandidate
from abstract_extract.page import Page, Role
from abstract_extract.record import ReportType
from abstract_extract.study import Sentence

from .foreign_kinds import kind_by_title
from .hints import has_any
from .listed_studies import lists_studies
from .press_releases import is_announcement, is_press_release, tells_of_company

_REVIEW_TITLE = re.compile(
    r"\b(?:systematic(?:al)? (?:literature )?review|meta-?analy[st]\w+|(?:narrative|scoping|umbrella|literature|integrative|mini|critical|evidence|comprehensive|brief|concise|short) ?-?review|a review\b|reviews? of|the literature|cochrane|revisión sistemática|revisão sistemática|übersichtsarbeit|systematische übersicht)",
    re.IGNORECASE,
)
# Words that a report's title may have too: they tell where the text gives no people of its own.
_REVIEW_TITLE_WEAK = re.compile(
    r"\b(?:overview|state[- ]of[- ]the[- ]art|current (?:status|concepts|evidence|landscape|progress)|perspectives?|guidelines?|consensus|recommendations|advances|progress in|mini-?review|where (?:do we|are we)|challenges|frontiers?|promise|past,? present|future (?:of|directions)|what (?:do )?we (?:do )?know|from bench|therapeutic potential|potential of|role of|update|hope or hype|(?:clinical|published) (?:studies|trials) (?:of|with|on|using)|list of (?:trials|studies))\b",
    re.IGNORECASE,
)
_OVERVIEW = re.compile(
    r"\b(?:overview|state[- ]of[- ]the[- ]art|current (?:status|concepts|evidence)|perspectives?|guidelines?|consensus|recommendations|advances in|progress in|mini-?review)\b",
    re.IGNORECASE,
)
_REVIEW_TEXT = re.compile(
    r"\b(?:systematic review|meta-?analys[ie]s|(?:databases?|PubMed|MEDLINE|Embase|Cochrane|Scopus|Web of Science)[^.]{0,80} (?:were|was) searched|we searched|searched (?:PubMed|MEDLINE|Embase|the)|this review|we review(?:ed)? the (?:literature|evidence|current)|in this (?:review|article,? we (?:review|discuss|summari[sz]e))|studies were (?:included|eligible|identified)|included (?:studies|trials)|review question|we (?:found|included|identified) (?:\w+ ){1,2}?(?:\w+ ){0,3}(?:studies|trials)|(?:certainty|quality) of (?:the )?evidence|(?:low|moderate|high)[- ](?:certainty|quality) evidence|the search (?:ran|is current|was (?:run|updated))|evidence is (?:current|up[- ]to[- ]date)|PRISMA|PROSPERO|pooled (?:analysis|estimate|odds)|risk of bias|publication bias)\b",
    re.IGNORECASE,
)
_DISCUSSES = re.compile(
    r"\b(?:here(?:in)?,? we (?:discuss|summari[sz]e|review|outline|describe|consider|provide an)|(?:this|the present|our) (?:review|article|paper|chapter|overview|editorial|commentary|page) (?:gives an|reviews|discusses|summari[sz]es|outlines|highlights|provides an (?:overview|update|account)|examines the (?:evidence|literature)|looks at)|we (?:also |then |further |briefly )?(?:discuss|summari[sz]e|highlight|outline) (?:the|recent|current|how|what|clinical|mechanisms|advances)\b|in this (?:review|overview|article) we)",
    re.IGNORECASE,
)
_ANIMAL = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|pigs?|swine|minipigs?|porcine|dogs?|canine|beagles?|sheep|ovine|goats?|monkeys?|macaques?|rhesus|horses?|equine|cats?|zebrafish|guinea pigs?|hamsters?|in vitro|animal model|xenografts?|C57BL|Sprague|Wistar)\b",
    re.IGNORECASE,
)
_REVIEW_HINTS = (
    "review", "meta-analys", "metaanalys", "searched", "prisma", "prospero", "pooled", "bias", "studies were", "evidence",
)  # fmt: skip
_ANIMAL_HINTS = (
    " rats", " rat ", "mice", "mouse", "murine", "rabbit", "pigs", "piglet", "swine", "porcine", " dogs", "canine",
    "beagle", "sheep", "ovine", "goats", "monkey", "macaque", "rhesus", "horses", "equine", " cats", "zebrafish",
    "hamster", "in vitro", "animal model", "animals", "xenograft", "c57", "sprague", "wistar",
)  # fmt: skip
_COUNTED_ANIMALS = re.compile(
    r"\b(?:\d+|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|six|eight|nine|ten|twelve|eleven) (?:[\w/+.-]+ ){0,4}?(?:rats|mice|rabbits|(?:mini)?pigs|swine|dogs|beagles|sheep|goats|monkeys|macaques|horses|cats|hamsters|animals|ponies)\b"
    r"|\b(?:rats|mice|rabbits|(?:mini)?pigs|dogs|sheep|goats|monkeys|macaques|horses|cats|animals) (?:\([^()]{1,40}\) )?(?:were|got|received|had) ",
    re.IGNORECASE,
)
_COUNTED_PEOPLE = re.compile(
    r"\b(?:\d+|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|three|four|five|six|seven|eight|nine|ten|twelve|eleven) (?:[\w/+.-]+ ){0,5}?(?:patients|participants|subjects|volunteers|children|infants|adults|women|men|people|persons|eyes|knees|hips|limbs|babies|boys|girls|cases|recipients|neonates|limbs|teeth|ulcers|fistulas?|individuals|outpatients|inpatients)\b"
    r"|\b(?:patients|participants|subjects|volunteers|children|women|men) (?:\([^()]{1,40}\) )?(?:were|got|received|underwent) ",
    re.IGNORECASE,
)
_IN_VITRO = re.compile(
    r"\b(?:in vitro|were (?:cultured|incubated|transfected|scratched|seeded|co-?cultured|stained|sequenced)|western blot|PCR|flow cytometry|scratch assay|culture medium|mRNA|knockdown|expression of)\b",
    re.IGNORECASE,
)
_HUMAN = re.compile(
    r"\b(?:patients?|participants?|volunteers|women|men|children|boys|girls|babies|neonates|subjects|individuals|people|persons|infants|adults)\b",
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
_SAYS = re.compile(r"\bsaid\b|\btold\b|\bnot involved\b|\bresearchers (?:report|found)\w*", re.IGNORECASE)
_NEWS = re.compile(
    r"\b(?:researchers (?:report|found|said|say)\w*|scientists (?:found|said|say|at|in)\b|according to|said (?:Dr|Prof|the|in a|lead)|\w+ said\b|told|who (?:was|were) not involved|and colleagues|reported (?:on (?:mon|tues|wednes|thurs|fri|sun|satur)|online)|the (?:doctors|authors) (?:found|wrote|say)|a new study|study finds|published online)",
    re.IGNORECASE,
)
_REGISTRY_LABELS = re.compile(
    r"(?im)^\W{0,3}(?:(?:target|total|anticipated|planned|actual) (?:sample size|enrol?ment|recruitment)|sample size|(?:overall )?recruitment status|(?:public|scientific|official|brief) title|date of (?:first )?(?:enrol?ment|registration)|(?:anticipated|actual) (?:date of|start|end)\b.{0,40}|study type|primary (?:outcome|sponsor|purpose)|secondary outcomes?|inclusion criteria|exclusion criteria|intervention(?:s| name)?|countries of recruitment|ethics (?:application|review|approval)\b.{0,20}|(?:main )?(?:trial|registration) (?:id|number)|phase|allocation|masking|registration (?:date|number)|health condition.{0,30})\b"
)
_FEWEST_LABELS = 5
_REGISTRY_KEYS = (
    "overallStatus",
    "briefSummary",
    "nctId",
    "enrollmentCount",
    "studyType",
    "eligibilityCriteria",
    "leadSponsor",
)
_FEWEST_KEYS = 4
# What a mirror shows above a record, glued to its value or not: "Enrollment88 Participants".
_BADGES = (
    r"\benrol?lment\W{0,3}(?:</?\w+[^>]*>\W{0,3}){0,3}\d", r"\bsponsor", r"\b(?:trial|nct|study) id", r"\binterventional\b",
    r"\b(?:related|similar) trials\b", r"\b(?:completed|recruiting|terminated)\b",
)  # fmt: skip
_FEWEST_BADGES = 5
_SURE_LABELS = ("sample size", "recruitment status", "public title", "scientific title", "sponsor")
_NO_ABSTRACT = re.compile(
    r"\b(?:no abstract(?: (?:is )?available)?|abstract (?:is )?not available|(?:description|abstract) (?:is )?(?:not available|unavailable)|there is no abstract|abstract unavailable|popis není k dispozici|keine zusammenfassung|resumen no disponible|sem resumo|pas de résumé)\b",
    re.IGNORECASE,
)
# A word of each pattern: a search for plain words is far cheaper than one for patterns.
_SAYS_HINTS = ("said", "told", "not involved", "researchers report", "researchers found")
_DISCUSSES_HINTS = (
    "discuss", "summari", "highlight", "outline", "here we", "here, we", "herein", "gives an", "reviews", "provides an ",
    "examines the ", "looks at", "review we", "overview we", "article we",
)  # fmt: skip
_IN_VITRO_HINTS = (
    "in vitro", "cultured", "incubated", "transfected", "scratch", "seeded", "stained", "sequenced", "western blot",
    "pcr", "flow cytom", "culture medium", "mrna", "knockdown", "expression of",
)  # fmt: skip
_LONG_TEXT = 350
_OF_TRIALS = 6
"""Words of trials that a site's page has which recounts one without a number of people."""
_TRIAL = re.compile(
    r"\b(?:trial|patients|participants|randomi[sz]ed|enrolled|study|treated|follow-?up|phase)\b", re.IGNORECASE
)


_REPORTS_TRIAL = re.compile(
    r"retrospective|chart review|randomi[sz]ed (?:controlled )?trial\b(?!s)|phase [1I]", re.IGNORECASE
)
_CASE_WITH_REVIEW = re.compile(
    r"\bcase (?:report|series)\b|\b(?:chart|records?|retrospective|file) review\b|\breview of \d+ (?:patients|cases)",
    re.IGNORECASE,
)
_TRIAL_TITLE = re.compile(
    r"\b(?:randomi[sz]ed|trial|protocol|phase [1-4IV]+|cohort|design|pilot|experience|patients|evaluation|case|results?|outcomes?|effects? of|efficacy|effectiveness)\b",
    re.IGNORECASE,
)
_OWN_TITLE = re.compile(
    r"\b(?:randomi[sz]ed|trial|protocol|phase [1-4IV]+|cohort|pilot|experience|patients|case|years?|effects? of|stud(?:y|ies))\b",
    re.IGNORECASE,
)
_LISTS_TRIALS = re.compile(r"\b(?:studies|trials)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]{1,400}[\"”]")
_HEAD = 20_000
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
    if page.is_registry or page.is_digest:
        return "registry_record" if page.is_registry else "secondary_source"
    title = page.title or " ".join(s.string for s in sentences if s.stretch.role is Role.TITLE)
    text = "\n".join(s.string for s in sentences if s.stretch.role in (Role.ABSTRACT, Role.BODY, Role.TABLE))
    kinds = " ".join(page.publication_types).lower()
    if not page.is_site and _is_registry(page):
        return "registry_record"
    if not text.strip() or _is_without_abstract(page, text, participants):
        return "review" if _REVIEW_TITLE_WEAK.search(title) and _LISTS_TRIALS.search(title) else "no_abstract"
    kind = kind_by_title(title) if page.language not in ("en", None) and not page.is_site else None
    if kind or lists_studies(page) or _is_review(title, text, kinds, sentences, has_people=bool(participants)):
        return kind or "review"
    if _is_preclinical(title, text, sentences, has_people=bool(participants)):
        return "preclinical"
    if is_announcement(text, outcomes):
        return "other"
    if page.is_site:
        return _type_of_site(page, text, participants, outcomes)
    if _PROTOCOL.search(title) or (
        text.count(" will ") >= 3
        and len(_FUTURE.findall(text)) >= 3
        and len(_FUTURE.findall(text)) * 2 > len(_PAST.findall(text))
        and not outcomes
    ):
        return "protocol"
    if _is_retelling(page, text, sentences):
        return "secondary_source"
    return "trial_report" if participants or outcomes or (_TRIAL.search(text) and _HUMAN.search(text)) else "other"


def _type_of_site(
    page: Page, text: str, participants: Sequence[ParticipantsCandidate], outcomes: Sequence[OutcomeCandidate]
) -> ReportType:
    if participants and outcomes and is_press_release(page, text):
        return "other"
    recounts = participants or (len(_TRIAL.findall(text)) >= _OF_TRIALS and not tells_of_company(text))
    return "secondary_source" if recounts else "other"


@cache
def _badges() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _BADGES)


def _is_registry(page: Page) -> bool:
    """Whether a page that no reader of registries knows has a registry's labels at the beginnings of its lines."""
    if page.reader == "json_lines":
        return sum(f'"{key}"' in page.source.text for key in _REGISTRY_KEYS) >= _FEWEST_KEYS
    if page.reader != "generic":
        return False
    head = page.source.text[:_HEAD].lower()
    if page.identifiers.registry and sum(bool(badge.search(head)) for badge in _badges()) >= _FEWEST_BADGES:
        return True
    labels = {m.group().lower().strip() for m in _REGISTRY_LABELS.finditer(page.source.text[:_HEAD])}
    return len(labels) >= _FEWEST_LABELS and any(label.endswith(_SURE_LABELS) for label in labels)


def _is_without_abstract(page: Page, text: str, participants: Sequence[ParticipantsCandidate]) -> bool:
    if page.has_abstract is False and not participants:
        return True
    return len(text) < _LONG_TEXT and bool(_NO_ABSTRACT.search(page.source.text[:_HEAD]))


def _is_review(title: str, text: str, kinds: str, sentences: Sequence[Sentence], *, has_people: bool) -> bool:
    if "review" in kinds or "meta-analysis" in kinds:
        return True
    if _REVIEW_TITLE.search(title) and not _REPORTS_TRIAL.search(title) and not _CASE_WITH_REVIEW.search(title):
        return True
    cues = 0
    lower = text.lower()
    if has_any(lower, _REVIEW_HINTS):
        cues = len({m.group().lower() for m in _REVIEW_TEXT.finditer(text)})
        if cues >= 2:
            return True
    if _OVERVIEW.search(title) and not _OWN_TITLE.search(title) and not _OWN_WORK.search(text):
        return True
    is_like_review = _REVIEW_TITLE_WEAK.search(title) or (has_any(lower, _DISCUSSES_HINTS) and _DISCUSSES.search(text))
    if not is_like_review or _TRIAL_TITLE.search(title) or _FUTURE.search(text):
        return False
    own = sum(bool(_COUNTED_PEOPLE.search(s.string)) for s in sentences if _counts_as_own(s))
    return (own == 0 and not has_people) or (cues >= 1 and not _OWN_WORK.search(text))


def _counts_as_own(sentence: Sentence) -> bool:
    return sentence.section not in ("background", "registration", "funding") and sentence.stretch.role in (
        Role.ABSTRACT,
        Role.BODY,
    )


def _is_preclinical(title: str, text: str, sentences: Sequence[Sentence], *, has_people: bool) -> bool:
    if _ANIMAL.search(title) and not _HUMAN.search(title):
        return True
    own = [s for s in sentences if s.section not in ("background", "objective", "conclusion", "registration")]
    if has_any(text.lower(), _ANIMAL_HINTS):
        animals = sum(bool(_ANIMAL.search(s.string)) for s in own)
        people = sum(bool(_HUMAN.search(s.string)) for s in own)
        if animals >= 3 and animals > 2 * people:
            return True
        if any(_COUNTED_ANIMALS.search(s.string) for s in own) and not any(
            _COUNTED_PEOPLE.search(s.string) for s in own
        ):
            return True
    # What stands in a sentence of its own may stand in none of the text: a title, a field.
    lower = "" if has_people else "\n".join(s.lower for s in own)
    if not has_any(lower, _IN_VITRO_HINTS) or any(_COUNTED_PEOPLE.search(s.string) for s in own):
        return False
    return len({m.group().lower() for s in own for m in _IN_VITRO.finditer(s.string)}) >= 3


def _is_retelling(page: Page, text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether somebody else tells of a trial: news, a blog; not where the authors say "we" outside what they quote."""
    is_bare = all(s.stretch.role is not Role.ABSTRACT for s in sentences)
    if is_bare and len(_RECOUNTS.findall(text)) >= 2 and not _OWN_WORK.search(text):
        return True
    if page.identifiers.pmid or page.publication_types or not has_any(text.lower(), _SAYS_HINTS):
        return False
    if any(s.section in ("methods", "results", "background") for s in sentences) or not _SAYS.search(text):
        return False
    if _OWN_WORK.search(_QUOTED.sub("", text)):
        return False
    return len({m.group().lower() for m in _NEWS.finditer(text)}) >= 3
