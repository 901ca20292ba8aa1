"""Participants: who was screened, enrolled, randomised, treated … by the verb of the sentence, for each arm."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.read import Role
from abstract_extract.record import ParticipantStatus

from .arm_assignment import assign_arms
from .arms import Arms
from .candidates import ParticipantsCandidate, Said
from .cell_mentions import HINT
from .people import PEOPLE, UNIT_WORD
from .sentences import Sentence
from .tallies import Figure, Tally, find_tallies

_PRODUCT = r"(?:cells?|MSCs?|stem|exosomes?|vesicles?|EVs|infusions?|injections?|transplant\w*|treatment|therapy|placebo|doses?|interventions?|implant\w*|grafts?|vaccin\w*|saline|sham|drug|product|medication|standard|control|conventional|study|allocated|assigned)"
_AUX = r"(?:(?:who|that|which|of whom|with [^.;№]{1,80}?) )?(?:(?:were|was|have been|had been|has been|are|is|being|be|will be|to be|got) )?(?:(?:successfully|finally|initially|subsequently|eventually|then|also|randomly|prospectively|consecutively|recruited and|enrolled and|screened and|included and|enrolled,? |all|each|ultimately|further|retrospectively|actually|equally|first|again) ){0,2}"
# The verbs, each with its status, in the order in which they are tried.
_VERBS: tuple[tuple[ParticipantStatus, str], ...] = (
    ("planned", r"(?:will be|are to be|is to be|are planned|were planned|was planned|are expected|will (?:receive|participate|enter|undergo)|to be (?:enrolled|recruited|included|randomi[sz]ed))"),
    ("lost", r"(?:lost to follow|dropped out|were lost\b)"),
    ("screened", r"(?:screened|assessed for eligibility|approached|evaluated for eligibility|checked for eligibility|referred)"),
    ("completed", r"(?:complet(?:ed|ing)|finished)(?! (?:remission|response|healing))"),
    ("analysed", r"(?:analy[sz]ed|evaluable|included in (?:the |this |our )?(?:\w+[ -]){0,4}?(?:analys[ie]s|set|population)|available (?:for|at)|assessable|contributed|evaluated (?:for|at))"),
    ("randomised", r"(?:randomi[sz]ed|randomly (?:assigned|allocated|divided|distributed|selected and)|randomly)"),
    ("allocated", r"(?:assigned|allocated|divided|distributed|formed|served as|made up|comprised|constituted)"),
    ("treated", rf"(?:treated\b|transplanted\b|infused\b|injected\b|implanted\b|grafted\b|dosed\b|vaccinated\b|(?:received|receiving|underwent|undergoing|given|got|administered) (?:[^.;,№]{{0,60}}?)\b{_PRODUCT})"),
    ("enrolled", r"(?:enrol\w+|recruited|included|entered|participated|took part|accrued|registered|admitted to the study|joined|inducted)"),
)
_RIGHT = tuple((status, re.compile(rf"\A[^.;№]{{0,170}}?\b{verb}", re.IGNORECASE)) for status, verb in _VERBS)
_RIGHT_NOW = tuple((status, re.compile(rf"\A[ ,]{{0,2}}(?:[(\[][^()\[\]№]{{0,60}}[)\]] ?,? ?)?(?:of (?:whom|which|them|these|those) )?{_AUX}{verb}", re.IGNORECASE)) for status, verb in _VERBS)
_ARTICLE = r"(?:a total of |altogether |approximately |about |up to |at least |only |some |another |a further |the |all |these |our |other |additional |totally |in total,? |of )*"
_PASSIVE_TO = r"(?:were |was )?(?:administered|given|delivered|performed|done|transplanted|infused|injected|implanted|carried out|applied|conducted|used|tested|tried)(?: [a-z]+ly)?[^.;,№]{0,80}?\b(?:to|in|into|on|for|by|with)"
_LEFT: tuple[tuple[ParticipantStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(pattern + _ARTICLE + r"\Z", re.IGNORECASE))
    for status, pattern in (
        ("planned", r"\b(?:target(?:ed)?(?: sample size)?(?: of)?|(?:planned|anticipated|estimated|expected|required)(?: (?:enrol\w+|sample size|number|accrual))?(?: of| is| was| to be|:)?|(?:aims?|plan(?:s|ned)?|intends?|needs?|expects?|designed|sought) to (?:enrol\w*|recruit|include|randomi[sz]e|treat)|will (?:enrol\w*|recruit|include|randomi[sz]e|involve|be (?:conducted|performed|carried out) (?:in|on|with)|assign|treat|comprise|be (?:given|administered) to)|sample size (?:of|was|is|was set at|was calculated (?:as|at|to be)))[^.;№]{0,12} "),
        ("screened", r"\b(?:screen(?:ed|ing)(?: of)?|assessed|approached) "),
        ("randomised", r"\b(?:randomi[sz](?:ed|ing|ation of)|randomly (?:assigned|allocated|divided|assigning)|we randomi[sz]ed) "),
        ("enrolled", r"\b(?:enrol(?:led|ling|s|lment of|ment of)?|recruit(?:ed|ing|s|ment of)|includ(?:ed|ing|es)|involv(?:ed|ing|es)|accrued|inclusion of|comprised|comprising|consist(?:ed|ing) of|registered|selected|study (?:of|in|on|with)|trial (?:of|in|with)) "),
        ("treated", r"\b(?:treat(?:ed|ing|ment of)|transplanted|infused|injected|dosed|implanted|vaccinated|grafted|gave [^.;,№]{1,60}? to|given to|administered to|" + _PASSIVE_TO + ") "),
        ("completed", r"\b(?:completed (?:by|in)) "),
        ("analysed", r"\b(?:analy[sz]ed|evaluat(?:ed|ing)|analysis (?:of|included)|data (?:from|of|on|were available (?:for|from))|available (?:for|in|from)|set (?:of|comprised|included)) "),
    )
)
_EACH_ARM = re.compile(r"\A ?(?:[\w-]+ ){0,3}?(?:(?:in|per|for|to|into) (?:each|every|both) (?:of the (?:two|three|four|№+) )?(?:treatment |study )?(?:groups?|arms?|cohorts?)|(?:per|/) ?(?:group|arm|cohort)|each\b)", re.IGNORECASE)
_N_EQUALS = re.compile(r"(?:\b[nN] ?[=:] ?|\(|\[)\Z")
_NOT_PEOPLE_AFTER = re.compile(r"\A ?(?:[\w-]+ ){0,2}?(?:cent(?:er|re)s?|hospitals?|countries|sites|studies|trials|groups?|arms?|cohorts?|sessions?|visits?|injections?|doses?|infusions?|cycles?|times|items?|publications?|articles?|points?|domains?|weeks?|months?|days?|years?|samples?|biops|units?|cells?|levels?|categories|surgeons|researchers|clinicians|investigators|lots|batches|donors\b(?= (?:were|was|of|provided))|outcomes?|parameters|questionnaires|factors|methods|tests|criteria|stages?|procedures|steps|parts|phases|departments|healthcare|physicians)\b", re.IGNORECASE)
_SPLIT = re.compile(r"\A ?(?:\([^()]{0,30}\) ?)?(?:were |was |are )?(?:men|women|males?|females?|boys|girls|man|woman|smokers|aged|white|black|asian|caucasian|right|left)\b", re.IGNORECASE)
_PEOPLE_SOON = re.compile(rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|[(\[][^()\[\]]{{0,60}}[)\]] ){{0,9}}?(?:{UNIT_WORD})\b", re.IGNORECASE)
_UNIT_TIGHT = re.compile(rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|, ){{0,8}}?(?:{PEOPLE})\b", re.IGNORECASE)
_EXCLUDED = re.compile(r"\b(?:excluded|ineligible|not eligible|declined|refused|did not meet|failed to meet|not included|withdrew|discontinued|died|reported|developed|experienced)\b", re.IGNORECASE)
_RESULT_VERB = re.compile(r"\b(?:improved|showed|achieved|responded|experienced|developed|reported|recovered|healed|died|had|exhibited|demonstrated|suffered|relapsed|remained|reached|needed|required|regained|became|presented|survived|progressed|failed)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:previous(?:ly)?|earlier|prior|other) (?:study|studies|trials?|reports?|series|work)\b|\bmeta-analys|\bet al\b|\bworldwide\b|\beach year\b|\bper year\b|\bprevalence\b|\bincidence of\b", re.IGNORECASE)
_LABEL = re.compile(r"enrol|sample size|target recruitment|number of (?:participants|subjects|patients)|planned number|participants?$|样本量|teilnehmer", re.IGNORECASE)


def find_participants(sentences: Sequence[Sentence], arms: Arms) -> list[ParticipantsCandidate]:
    """The participants that the sentences state, in order, each (number, status, arm, unit) once."""
    found: dict[tuple[object, ...], ParticipantsCandidate] = {}
    weak: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for sentence in sentences:
        if sentence.section in ("background", "registration", "funding") or _ELSEWHERE.search(sentence.string) or sentence.stretch.role is Role.FIELD:
            continue
        tallies = [t for t in find_tallies(sentence) if t.events is not None and t.form not in "ef"]
        for tally, arm in zip(tallies, assign_arms(sentence, tallies, arms), strict=True):
            for candidate in _read(sentence, tally, tallies, arm, arms):
                key = (candidate.count.value, candidate.status, candidate.arm, candidate.unit)
                (weak if candidate.status == "unspecified" else found).setdefault(key, candidate)
    strong_numbers = {(c.count.value, c.unit) for c in found.values()}
    kept = [c for c in weak.values() if (c.count.value, c.unit) not in strong_numbers] if not any(c.arm is None for c in found.values()) else []
    return sorted([*found.values(), *kept[:2]], key=lambda c: c.count.start)


def _said(sentence: Sentence, figure: Figure) -> Said:
    return Said(figure.value, sentence.start + figure.start, sentence.start + figure.end)


def _read(sentence: Sentence, tally: Tally, tallies: Sequence[Tally], arm: str | None, arms: Arms) -> list[ParticipantsCandidate]:
    """What a tally says of participants: nothing, one item, or one for each arm."""
    figure = tally.events
    if figure is None or not isinstance(figure.value, int) or figure.value < 1 or tally.unit == "events":
        return []
    mask = sentence.mask
    following = min((t.start for t in tallies if t.start >= tally.end), default=len(mask))
    earlier = max((t.end for t in tallies if t.end <= tally.start), default=0)
    right, left = mask[tally.end : following], mask[earlier : tally.start]
    if tally.form == "h":
        right = mask[figure.end : following]
    if _SPLIT.match(right) or _NOT_PEOPLE_AFTER.match(right) and not _UNIT_TIGHT.match(right):
        return []
    unit = tally.unit or "patients"
    if unit == "patients" and tally.form == "h" and _EACH_ARM.match(right):
        return [ParticipantsCandidate(_said(sentence, figure), "allocated", unit, key, "each-arm") for key in list(arms.candidates)[:4] or [None]]  # type: ignore[list-item]
    status, rule = _status(sentence, tally, left, right, arm)
    if status is None:
        return []
    return [ParticipantsCandidate(_said(sentence, figure), status, unit, arm, rule)]


def _status(sentence: Sentence, tally: Tally, left: str, right: str, arm: str | None) -> tuple[ParticipantStatus | None, str]:
    has_people = bool(_PEOPLE_SOON.match(right)) or tally.unit is not None
    is_bracketed = bool(_N_EQUALS.search(left))
    in_results = sentence.section in ("results", "conclusion")
    for status, pattern in _LEFT:
        if pattern.search(left[-120:]) and (has_people or status == "planned" or re.match(r"\s?(?:[,.;)]|\Z|were\b|with\b|to\b|who\b)", right)):
            if in_results and status in ("enrolled", "analysed") and re.search(r"\b(?:including|involving|evaluat\w+|study (?:in|on|of)) \Z", left[-30:]):
                continue
            return status, "verb-before"
    if not is_bracketed:
        immediate = next((status for status, pattern in _RIGHT_NOW if pattern.match(right[:160])), None)
        is_described = bool(re.match(r"\A[^.;]{0,40}?\b(?:who|that|which) ", right, re.IGNORECASE)) and bool(_RESULT_VERB.search(right[15:]))
        if immediate and not is_described and not (_EXCLUDED.search(right[:40]) and immediate not in ("lost",)):
            return immediate, "verb-after"
    if has_people and not is_bracketed and not tally.is_of_which and tally.denominator is None:
        for status, pattern in _RIGHT:
            match = pattern.match(right)
            is_described = in_results and re.match(r"\A[^.;]{0,40}?\b(?:who|that|which) ", right, re.IGNORECASE) and _RESULT_VERB.search(right)
            if match and not is_described and not _RESULT_VERB.search(match.group()[:-3]) and not _EXCLUDED.search(match.group()):
                if status == "treated" and in_results and tally.percent is not None:
                    continue
                return status, "verb-later"
    if arm is not None and tally.percent is None and tally.denominator is None and (is_bracketed or not in_results) and not _RESULT_VERB.search(right[:40]):
        return "allocated", "arm-size"
    if is_bracketed and left.rstrip().lower().endswith(("n =", "n=", "n:")) and re.search(rf"\b(?:{PEOPLE}) ?[(\[] ?n ?[=:] ?\Z", left, re.IGNORECASE):
        return "unspecified", "n-equals"
    if has_people and not in_results and tally.percent is None and tally.denominator is None and sentence.stretch.role is not Role.FIELD:
        if re.search(r"\b(?:in|of|on|with|for|from|among|involving) (?:a (?:total|series|cohort|group) of |the (?:first )?)?\Z", left, re.IGNORECASE) and not _RESULT_VERB.search(right[:80]):
            is_treated = HINT.search(left) and re.search(r"transplant|infus|inject|implant|therap|treat|administ", left, re.IGNORECASE)
            return ("unspecified" if not is_treated or sentence.stretch.role is Role.TITLE else "treated"), "no-verb"
        if sentence.stretch.role is Role.TITLE:
            return "unspecified", "title"
    return None, ""


def field_participants(sentences: Sequence[Sentence], is_completed: bool | None) -> list[ParticipantsCandidate]:
    """The number that a registry's record gives: planned, or enrolled where the record says actual or completed."""
    found: list[ParticipantsCandidate] = []
    kinds = " ".join(s.string for s in sentences if s.stretch.role is Role.FIELD and s.stretch.label and re.search(r"enrol\w+ type|type of enrol", s.stretch.label, re.IGNORECASE)).lower()
    for sentence in sentences:
        label = sentence.stretch.label
        if sentence.stretch.role is not Role.FIELD or not label or not _LABEL.search(label) or "type" in label.lower():
            continue
        words = f"{label} {sentence.string} {kinds}".lower()
        number = next((n for n in sentence.numbers if isinstance(n.value, int) and n.kind in ("count", "label", "year", "range")), None)
        if number is None:
            continue
        target = re.search(r"target|planned|anticipated|estimated|expected", words)
        actual = re.search(r"\bactual\b|final", words)
        status: ParticipantStatus = "planned" if target and not actual else "enrolled" if actual or is_completed else "planned"
        found.append(ParticipantsCandidate(Said(number.value, sentence.start + number.start, sentence.start + number.end), status, "patients", None, "registry-field"))
    distinct: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for candidate in found:
        distinct.setdefault((candidate.count.value, candidate.status), candidate)
    return list(distinct.values())
