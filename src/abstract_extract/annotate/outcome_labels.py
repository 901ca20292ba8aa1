"""What a count is of: the words that name the result, and whether it is a benefit, a harm, a death or a withdrawal.

>>> kind_of("died of sepsis"), kind_of("mild fever"), kind_of("relief of pain"), kind_of("were lost to follow-up")
('death', 'adverse_event', 'efficacy', 'withdrawal')
"""

from __future__ import annotations

import re

from abstract_extract.record import OutcomeKind

_DEATH = re.compile(r"\b(?=[dfm])(?:died|deaths?|mortality|fatal(?:ity|ities)?|dead|deceased)\b", re.IGNORECASE)
_WITHDRAWAL = re.compile(
    r"\b(?=[deflnw])(?:withdr[ae]w\w*|lost to follow|loss to follow|dropped out|drop-?outs?|discontinu\w+|excluded after|left the (?:study|trial)|did not complete|failed to complete|not complete)\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?=[acdefhilnprsuw])(?:improv\w+|relief|resol\w+|heal(?:ed|ing)?|clos(?:ed|ure)|remission|respon[ds]\w*|surviv\w+|alive|recover\w+|free\b|success\w*|cured?|regain\w*|regrowth|engraft\w*|union|reduc\w+|decreas\w+|disappear\w*|cessation|stopped|independen\w+|pregnan\w+|live births?|prevent\w*|clearance|salvage|discharged?|negative|efficacy|effective|walk\w*|normali[sz]\w*|achiev\w+|repigment\w*|continen\w+|satisf\w+)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?=[abcdefghimnoprstvw])(?:adverse|side[- ]effects?|complications?|toxicit\w+|fevers?|pyrexia|pain\w*|headaches?|infections?|reactions?|rash\w*|nausea|vomit\w+|bleed\w*|ha?emorrhag\w*|GVHD|graft[- ]versus[- ]host|cytokine release|CRS\b|neurotoxic\w*|ICANS|events?|SAEs?|TEAEs?|AEs|infarction|stroke|thrombo\w+|embol\w+|abscess\w*|cellulitis|swelling|oedema|edema|erythema|pruritus|itch\w*|allerg\w+|anaphyla\w+|hypotension|hypertension|arrhythmia\w*|tachycardia|neutropenia|thrombocytopenia|an(?:a)?emia|cytopenia\w*|sepsis|pneumonia|diarrh\w+|fatigue|tumou?r formation|malignanc\w+|neoplasm|teratoma|chills|dizziness|injur\w+|rejection|h(?:a)?ematoma\w*|bruis\w+|inflammation|effusion\w*|stiffness|cough|dyspn\w+|seizures?|safety|haemato\w+|cataract|detachment|endophthalmitis|amputat\w+|rehospitali[sz]\w*|hospitali[sz]\w*|re-?operation\w*|worsen\w*|deteriorat\w*|flare\w*|exacerbation\w*)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\A[\s,;:()\[\]]*(?:(?:of (?:the |these |all |them |whom |which )?(?:patients?|participants|subjects|eyes|knees|cases|them|whom|which|tracts)?|(?:more |other |further |additional )?(?:patients?|participants?|subjects?|eyes?|knees?|tracts?|cases?|women|men|children|individuals|people|recipients|wounds?|ulcers?|teeth|in|who|that|which|had|have|has|were|was|are|is|also|only|showed|show|exhibited|demonstrated|achieved|reached|experienced|developed|reported|presented(?: with)?|displayed|did|got|obtained|attained|suffered(?: from)?|a|an|the|with|been|be|either|at least|some|completely|to have|found|found to|considered|noted|who had|there|such as))\s+)+",
    re.IGNORECASE,
)
# "Three patients who received exosomes [exhibited healing]": the clause that tells who they are is no result.
_DESCRIBED = re.compile(
    r"\A[^.;,]{0,30}?\b(?:who|that) (?:received|got|were given|underwent|completed) [^.;,№]{0,60}?(?=\b(?:exhibited|showed|had|achieved|developed|experienced|reported|demonstrated|improved|died|were|was)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.;:()\[\]]|,|\s(?:and(?= (?:№|%))|while|whereas|but|although|compared|versus|vs\.?|than|at ð|after ð|within ð|by ð|in the|of the (?:№|%)|respectively|\(|among|during the|with no significant|p [<=>]|because|after (?:treatment|injection|infusion|the)|, of)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,;:]*(?:(?:\b(?:in|was|were|by|of|for|at|to|the|a|an|and|or|with|occurred|observed|seen|noted|found|reported|achieved|recorded|is|are|had|has|have|on|as|from|only|rates?|documented|obtained|developed|detected|reached|present|identified|after|among|experienced|that|which|who|both|also|i\.e|about|approximately)\b)[\s,;:]*)+\Z",
    re.IGNORECASE,
)
_TRAILING_ENDS = (
    "in", "was", "were", "by", "of", "for", "at", "to", "the", "a", "an", "and", "or", "with", "occurred", "observed", "seen",
    "noted", "found", "reported", "achieved", "recorded", "is", "are", "had", "has", "have", "on", "as", "from", "only",
    "rate", "rates", "documented", "obtained", "developed", "detected", "reached", "present", "identified", "after", "among",
    "experienced", "that", "which", "who", "both", "also", "i.e", "about", "approximately",
)  # fmt: skip
_CLAUSE_START = re.compile(
    r".*(?:[.;:]|, (?:and |but |while |whereas |with )?|\band (?=[a-z]+ (?:was|were|occurred|improved))|\bwhile\b|\bwhereas\b|\bbut\b|[)\]],? )",
    re.IGNORECASE | re.DOTALL,
)
_GROUP_PHRASE = re.compile(r"\A(?:in|at|after|for|of|among|within|by|during|from) [^,]{1,60}, ", re.IGNORECASE)
_LONGEST = 90


_WITHOUT_DEATH = re.compile(r"\b(?:no|without|free of|free from)\b.{0,20}(?:death|mortality)", re.IGNORECASE)
_NO_DEATHS = re.compile(r"\bno deaths?\b", re.IGNORECASE)
_TIME = r"(?:at|by|after|within|during|over|until|to|on|in|through|before) (?:the |a )?(?:[a-z]+ ){0,2}?(?:ð+|(?:day|week|month|year|visit)s? [¶№]+)(?: (?:of )?(?:follow-up|visit|treatment))?"
_OPENING = re.compile(
    rf"\s*(?:{_TIME},?\s+)?(?:(?:the|a|an|there (?:was|were|had been)|and|overall|with|but|also|some|any|new)\s+)*",
    re.IGNORECASE,
)
_LATE = re.compile(rf" {_TIME}\Z", re.IGNORECASE)
_A_WORD = re.compile(r"[A-Za-z]{3}")


def kind_of(words: str) -> OutcomeKind:
    """The kind of an outcome by the words that name it; benefits before harms, deaths and withdrawals before both."""
    if _WITHDRAWAL.search(words):
        return "withdrawal"
    if (_DEATH.search(words) and not _WITHOUT_DEATH.search(words)) or _NO_DEATHS.search(words):
        return "death"
    if _BENEFIT.search(words):
        return "efficacy"
    return "adverse_event" if _HARM.search(words) else "efficacy"


def is_benefit(words: str) -> bool:
    """Whether the words name something good.

    >>> is_benefit("complete remission"), is_benefit("new lesions")
    (True, False)
    """
    return _BENEFIT.search(words) is not None


def label_after(string: str, mask: str, start: int, stop: int) -> tuple[int, int] | None:
    """The place of the label in what follows a count: "12 patients [had complete healing] at 6 months"."""
    piece = mask[start:stop]
    described = _DESCRIBED.match(piece)
    if described:
        start += described.end()
        piece = mask[start:stop]
    lead = _LEADING.match(piece)
    begin = lead.end() if lead else len(piece) - len(piece.lstrip(" ,;:)]"))
    return _bounded(string, mask, start + begin, stop)


def label_before(string: str, mask: str, start: int, stop: int) -> tuple[int, int] | None:
    """The place of the label in what stands before a count: "[complete healing] was seen in 12 patients"."""
    piece = mask[start:stop]
    cut = _trailing(piece)
    end = cut.start() if cut else len(piece.rstrip(" ([,;:"))
    piece = piece[:end]
    clause = _CLAUSE_START.match(piece)
    begin = clause.end() if clause and len(piece) - clause.end() >= 3 else 0
    group = _GROUP_PHRASE.match(piece[begin:])
    begin += group.end() if group else 0
    article = _OPENING.match(piece[begin:])
    begin += article.end() if article else len(piece[begin:]) - len(piece[begin:].lstrip())
    late = _LATE.search(piece, begin, end)
    if late:
        cut = _trailing(piece[: late.start()])
        end = cut.start() if cut else late.start()
    if not _A_WORD.search(piece[begin:end]):
        return None
    if end - begin > _LONGEST:
        begin = piece.find(" ", end - _LONGEST) + 1
    return start + begin, start + end


def _trailing(words: str) -> re.Match[str] | None:
    """The little words at the end; most ends have none, which is told without a search from every place."""
    bare = words.rstrip().rstrip(",;: \n\t")
    if bare and not bare[-1].isspace() and not bare.lower().endswith(_TRAILING_ENDS):
        return None
    return _TRAILING.search(words)


def _bounded(string: str, mask: str, begin: int, stop: int) -> tuple[int, int] | None:
    piece = mask[begin:stop]
    found = _STOP.search(piece, 1) if piece else None
    end = min(found.start() if found else len(piece), _LONGEST)
    while end < len(piece) and piece[end : end + 1].isalnum() and end == _LONGEST:
        end -= 1
        if not piece[end].isalnum():
            break
    words = piece[:end]
    trail = _trailing(words)
    words = words[: trail.start()] if trail else words.rstrip(" ,;:")
    if not _A_WORD.search(words):
        return None
    return begin, begin + len(words)
