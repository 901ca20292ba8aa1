"""Outcomes that nobody had: "no adverse events occurred", "neither fever nor pain was seen", "infections: nil"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.candidates import ArmMention, Arms, OutcomeCandidate, Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Sentence

from .hints import has_any
from .outcome_kinds import is_benefit, kind_of
from .people import UNIT_WORD, unit_of
from .result_times import time_of_place

_WORD = r"[A-Za-z¶][\w'’/+¶-]*"
_SEEN = r"(?:occurr\w*|observ\w+|report\w+|seen|noted|noticed|found|record\w+|detected|diagnosed|identified|encountered|documented|registered|met|appear\w*|arose|aris\w+|develop\w*|happen\w*|experienc\w+|took place|linked|attribut\w+|ascribed|considered|judged|related|required|came|set in|cropped up|turned up|ensued|emerged|surfaced|followed|struck|befell|troubled|affected|complicated|interrupted|showed (?:up|itself)|resulted|material\w+|suspected|confirmed|proved|visible|present|evident|apparent)"
_NOUNS = r"(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|complications?|toxicit(?:y|ies)|deaths?|mortality|infections?|reactions?|SAEs?|AEs?|events?|tumou?r(?:s| formation|igenicity)?|malignanc(?:y|ies)|neoplas\w+|teratomas?|GVHD|graft-versus-host disease|relapses?|rejections?|ectopic \w+|fever|thrombos[ie]s|embolism|bleeding|allerg\w+|hypersensitivity|anaphylaxis|cytokine release syndrome|neurotoxicity|recurrences?|safety (?:issues|concerns)|arrhythmias?|abnormalit\w+)"
_MANY = rf"{_WORD}(?:,? {_WORD}){{0,9}}?"
_NO_EVENTS = re.compile(
    rf"\b(?P<no>no|zero|not any|neither(?! of\b)|not (?:a single|one|№+)(?: (?:case|instance|episode|sign) of)?) (?P<label>{_WORD}(?:,? {_WORD}){{0,20}}?) (?:(?:was|were|had|has|have|is|are) )?(?:been |ever |also |considered |deemed )*(?={_SEEN}\b)(?=(?P<tail>[^.;]{{0,110}}))"
    rf"|\bthere (?:was|were|had been|has been|have been|is|are) (?:also )?(?P<no2>no|zero|neither) (?P<label2>{_MANY})(?= (?:in|during|at|after|among|within|throughout|on|up to|related|attributable|attributed|ascribed|put down|laid|linked|tied|traced|blamed|due|caused|from|thought|considered|judged|deemed|with|over|and (?:no|nobody|none|nothing)|either|through|by|or other|that|requiring|associated)\b|[.;:)]|,(?! (?:[\w'’-]+(?: [\w'’-]+){{0,3}}, ){{0,4}}[\w'’-]+(?: [\w'’-]+){{0,3}},? (?:or|nor) )|\Z)(?=(?P<tail2>[^.;]{{0,110}}))"
    rf"|\b(?P<no3>no|without|zero|neither|not any) (?:any )?(?P<label3>(?:{_WORD},? ){{0,6}}?{_NOUNS})(?![\w-])(?=(?P<tail3>[^.;]{{0,110}}))"
    rf"|(?:\A|(?<=[.;,] ))(?P<label5>{_WORD}(?:[ ,]+{_WORD}){{0,7}}?)(?::| (?:was|were)) (?P<no5>nil|not (?:seen|observed|noted|encountered|met|detected|reported|found|recorded))(?! in №+ (?:of|[(])| in №+/)(?=[.;,)]| in | at | during |\Z)(?=(?P<tail5>[^.;]{{0,110}}))"
    rf"|(?<=[;:,] )(?P<no4>no|zero) (?P<label4>{_WORD}(?: {_WORD}){{0,3}})(?=[.;,)]|\Z)(?P<tail4>)",
    re.IGNORECASE,
)
_TAIL_OF_NOUNS = re.compile(rf"\b{_SEEN}\b|\b(?:during|were|was|in|after|related)\b|\A\s*\Z", re.IGNORECASE)
DIFFERENCE = re.compile(
    r"\bdifferen|\bmore\b|\blonger\b|\bcorrelat|\bassociat\w+ (?:between|was|were|of)|\bsignificant (?:change|effect|improvement|difference)",
    re.IGNORECASE,
)
_NO_OUTCOME = re.compile(
    r"\b(?:changes?|evidence (?:for|that|to)|improvements?|benefits?|correlation|association|relationship|interaction|trend|impact|influence|increase|decrease|reduction|need|doubt|information|data|consensus|treatment|therapy|studies|trials?|reason|advantage|superiority|variation|significan\w+|statistical\w*|differ\w+|way|one|longer|more|such|patients?|participants?|subjects?|women|men|children|cases?|infants|eyes|knees|control|relation|link|predict\w*|(?<!side )(?<!side-)(?<!adverse )effects?|efficacy|heterogeneity|placebo|intervention|sham|blinding|medication|drug|help|choice|sign of improvement|response|responses|further|additional)\Z|\b(?:significant|statistical\w*|effects? (?:of|on)|differ\w+)\b|\A(?:one|longer|more|such|history|patient|participant|(?:treatment |study )?(?:group|arm|cohort))\b",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\A(?:an? |any |(?:[\w-]+ ){0,2}(?:toxicit(?:y|ies)|events?|complications?|effects?|reactions?|harms?) (?:such as|like|including) |(?:evidence|signs?|cases?|episodes?|occurrences?|incidences?|instances?|incidents?|reports?) of )",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:an?|any) ", re.IGNORECASE)
_LIST = re.compile(r",? (?:or|and|nor) (?:of )?|, ", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"(?:serious|severe|major|minor|mild|moderate|acute|chronic|late|early|local|systemic|new|other|any|immediate|delayed|long-term|short-term|clinical|unexpected|significant|infectious|allergic|toxic|ocular|treatment|grade|¶+|intra-?operative|post-?operative|peri-?operative|\w+-related|fatal|adverse|infusional|procedural|higher|above|cell|drug|product|device|safety|life-threatening|relevant|important|thermal|venous|arterial|pulmonary|donor)\Z",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:deaths?|mortality)\b", re.IGNORECASE)
_EVENT_UNIT = re.compile(r"\b(?:events?|AEs?|SAEs?|reactions?|effects?|\w*toxicit\w+)\Z", re.IGNORECASE)
_IN_BEFORE = re.compile(r"\b(?:in|with|among|after|on|for) (?:the )?\Z")
_GROUPS = r"(?:groups?|arms?|cohorts?|levels?|treatments?|infusions?|sides?|halves|half|limbs?|sequences?|series|fields?|eyes?|knees?)"
_EITHER = re.compile(
    rf"\A(?:[^.;,]{{0,60}}? )?(?:in|at|with|after|on|from) (?:either|both|each|all|any of)(?: of)?(?: the)?(?: two| three| four| №+)?(?: [\w-]+)? {_GROUPS}\b",
    re.IGNORECASE,
)
# "Malignancy appeared in neither group", "neither limb had a tumour", "events were absent in both cohorts".
_NEITHER = re.compile(
    rf"(?:\A|(?<=[.;,] )|(?<=and ))(?P<label>{_MANY}) (?:(?:was|were|had|has|have|is|are) )?(?:been )?(?:{_SEEN}|occurred) (?:in|on|at|with) (?P<no>neither)(?: of the(?: two| №+)?)?(?: [\w-]+)? {_GROUPS}\b"
    rf"|(?:\A|(?<=[.;,] )|(?<=and ))(?P<no2>[Nn]either)(?: of the(?: two| №+)?)? {_GROUPS} (?:had|developed|showed|saw|experienced|reported|was troubled by|met with|suffered) (?:(?:a|an|any) )?(?P<label2>{_MANY})(?=[.;,)]|\Z| (?:at|during|by|after|within|in|until)\b)"
    rf"|(?:\A|(?<=[.;,] )|(?<=and ))(?P<label3>{_MANY}) (?:was|were|had been) (?P<no3>absent|not (?:seen|observed|noted|found|met|encountered|reported)) (?:in|from|on|at|with) (?:both|either|each|all|any of)(?: of)?(?: the)?(?: two| three| №+)?(?: [\w-]+)? {_GROUPS}\b",
)
_OF_HOW_MANY = re.compile(
    r"\A[^.;,]{0,60}?\b(?:in|among|of|from|after|followed|following) (?:any |all |each |every )?(?:of )?(?:the |these |our )?(?P<n>№+)(?! (?:years|months|days))"
)
_NOUN_AFTER = re.compile(rf" (?:[a-z-]+ ){{0,3}}?(?P<noun>{UNIT_WORD})\b", re.IGNORECASE)
_COUNTED = re.compile(r"№+(?: [\w-]+){0,4} \Z")
_FEWEST, _MOST_ARMS = 2, 4
_NEITHER_HINTS = ("neither", "absent", " not ")
_HINTS = ("no ", "without", "zero", "neither", "not ", "nil")


def absent_outcomes(sentence: Sentence, arms: Arms) -> list[OutcomeCandidate]:
    """ "No serious adverse events occurred": nought, of nobody says how many unless the sentence does."""
    found: list[OutcomeCandidate] = []
    for match in _NO_EVENTS.finditer(sentence.mask) if has_any(sentence.lower, _HINTS) else ():
        which = next(number for number in ("", "2", "3", "4", "5") if match[f"no{number}"] is not None)
        start, end = match.span(f"label{which}")
        tail = match[f"tail{which}"]
        words = sentence.mask[start:end]
        if DIFFERENCE.search(tail) or DIFFERENCE.search(words) or _NO_OUTCOME.search(words):
            continue
        if which == "3" and (not _TAIL_OF_NOUNS.search(tail) or _is_of_counted(sentence.mask, match)):
            continue
        if which == "5" and match["no5"].lower() != "nil" and kind_of(words) == "efficacy":
            continue
        no = Said(0, sentence.start + match.start(f"no{which}"), sentence.start + match.end(f"no{which}"))
        for first, last in _labels(sentence.mask, start, end):
            for arm in _arms(sentence, arms, end, tail):
                found.append(_absent(sentence, (first, last), no, arm, _of_how_many(sentence, end, tail)))
    found += _in_neither(sentence, arms) if has_any(sentence.lower, _NEITHER_HINTS) else []
    return found


def _is_of_counted(mask: str, match: re.Match[str]) -> bool:
    """Whether those just counted are without it: "seven of them without relapse" are seven, and not nobody."""
    start = match.start("no3")
    return match["no3"].lower() == "without" and bool(_COUNTED.search(mask, max(0, start - 40), start))


def _in_neither(sentence: Sentence, arms: Arms) -> Iterator[OutcomeCandidate]:
    """What was seen in neither of the groups: nought in each of them."""
    for match in _NEITHER.finditer(sentence.mask):
        which = next(number for number in ("", "2", "3") if match[f"no{number}"] is not None)
        start, end = match.span(f"label{which}")
        words = sentence.mask[start:end]
        if DIFFERENCE.search(words) or _NO_OUTCOME.search(words) or is_benefit(words):
            continue
        no = Said(0, sentence.start + match.start(f"no{which}"), sentence.start + match.end(f"no{which}"))
        main = arms.main()
        keys: list[str | None] = [*main] if _FEWEST <= len(main) <= _MOST_ARMS else [None]
        for place in _labels(sentence.mask, start, end):
            for key in keys:
                yield _absent(sentence, place, no, key, None)


def _absent(sentence: Sentence, place: tuple[int, int], no: Said, arm: str | None, of: Said | None) -> OutcomeCandidate:
    words = sentence.string[place[0] : place[1]]
    time = time_of_place(sentence.string, sentence.mask, *place)
    return OutcomeCandidate(
        label=_said(sentence, *place),
        kind=_kind(words),
        events=no,
        denominator=of,
        percent=None,
        unit=_unit(sentence, words, of),
        arm=arm,
        time_point=Said(time.iso, *_place(sentence, time.start, time.end)) if time else None,
        rule="no-events" if arm is None else "no-events-in-arm",
    )


def _unit(sentence: Sentence, words: str, of: Said | None) -> str:
    """What nobody had is counted in: those that the sentence says it was none of, else events where they are named so."""
    if of is None:
        return "events" if _EVENT_UNIT.search(words) else "patients"
    noun = _NOUN_AFTER.match(sentence.mask, of.end - sentence.start)
    return (noun and unit_of(noun["noun"])) or "patients"


def _kind(words: str) -> OutcomeKind:
    """What nobody had is a harm, unless it is a death or plainly a good thing."""
    if _DEATH.search(words):
        return "death"
    kind = kind_of(words)
    return kind if kind == "withdrawal" or (kind == "efficacy" and is_benefit(words)) else "adverse_event"


def _labels(mask: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The places of "hyperproliferation, tumour or rejection", one by one; "serious or severe events" is one."""
    introduced = _INTRODUCED.match(mask[start:end])
    start += introduced.end() if introduced else 0
    parts: list[tuple[int, int]] = []
    position = start
    for match in [*_LIST.finditer(mask, start, end), None]:
        stop = match.start() if match else end
        if match is not None and _ADJECTIVE.search(mask[position:stop]):
            continue
        parts.append((position, stop))
        position = match.end() if match else stop
    # "Neither a death nor a tumour": the article is no part of the name.
    bare = [
        (first + len(article.group()) if (article := _ARTICLE.match(mask, first, last)) else first, last)
        for first, last in parts
    ]
    return iter([part for part in bare if part[1] - part[0] > 2])


def _arms(sentence: Sentence, arms: Arms, end: int, tail: str) -> list[str | None]:
    main = arms.main()
    if _EITHER.match(tail) and _FEWEST <= len(main) <= _MOST_ARMS:
        return list(main)
    near: list[ArmMention] = [m for m in arms.of(sentence) if m.start >= end and m.start - end < 60]
    if len(near) == 1 and _IN_BEFORE.search(sentence.string[: near[0].start]):
        return [near[0].key]
    return [None]


def _of_how_many(sentence: Sentence, end: int, tail: str) -> Said | None:
    match = _OF_HOW_MANY.match(tail)
    if match is None:
        return None
    # The tail may begin a little after the label, but always ends where the mask's own does.
    at = sentence.mask.find(tail, end) + match.start("n")
    number = next((n for n in sentence.numbers if n.start == at), None)
    return Said(number.value, *_place(sentence, number.start, number.end)) if number else None


def _place(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    return sentence.start + start, sentence.start + end


def _said(sentence: Sentence, start: int, end: int) -> Said:
    return Said(sentence.string[start:end], *_place(sentence, start, end))
