"""Participants: who was screened, enrolled, randomised, treated … by the verb of the sentence, for each arm."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.read import Role
from abstract_extract.record import ParticipantStatus

from .arms import Arms
from .candidates import ParticipantsCandidate, Said
from .cell_mentions import HINTS
from .counted import NOT_PEOPLE_AFTER, Counted
from .elsewhere import ELSEWHERE
from .hints import has_any
from .people import PEOPLE, UNIT_WORD
from .sentences import Sentence
from .tallies import Figure, Tally

_PRODUCT = r"(?:cells?|MSCs?|stem|exosomes?|vesicles?|EVs|infusions?|injections?|sessions?|surgery|transplant\w*|treatment|therapy|placebo|doses?|interventions?|implant\w*|grafts?|vaccin\w*|saline|sham|drug|product|medication|standard|control|conventional|study|allocated|assigned)"
_AUX = r"(?:(?:who|that|which|of whom|with [^.;№]{1,80}?) )?(?:(?:were|was|have been|had been|has been|are|is|being|be|will be|to be|got) )?(?:(?:successfully|finally|initially|subsequently|eventually|then|also|randomly|prospectively|consecutively|recruited and|enrolled and|screened and|included and|enrolled,? |all|each|ultimately|further|retrospectively|actually|equally|first|again) ){0,2}"
# The verbs, each with its status, in the order in which they are tried.
_VERBS: tuple[tuple[ParticipantStatus, str], ...] = (
    ("planned", r"(?:will be|are to be|is to be|are planned|were planned|was planned|are expected|will (?:receive|participate|enter|undergo)|to be (?:enrolled|recruited|included|randomi[sz]ed))"),
    ("lost", r"(?:lost to follow|dropped out|were lost\b|was lost\b|lost\b(?= ?[.,;]|\Z)|moved (?:away|abroad|house|to another)|emigrated|abandoned|did not (?:come back|return|attend|show up)|could not be (?:traced|reached|located)|left the (?:study|trial|country|region)|failed to return|stopped attending)"),
    ("screened", r"(?:screened|assessed(?: for eligibility)?(?= ?[.,;]|\Z| for elig| and)|approached|evaluated for eligibility|checked for eligibility|referred|had been assessed|considered for)"),
    ("completed", r"(?:complet(?:ed|ing)|finished)(?! (?:remission|response|healing))"),
    ("analysed", r"(?:analy[sz]ed|evaluable|included in (?:the |this |our )?(?:\w+[ -]){0,4}?(?:analys[ie]s|set|population)|available\b|assessable|contributed|evaluated (?:for|at)|attended|could be (?:seen|evaluated|assessed|analy[sz]ed|followed|reached)|re-?examined|followed (?:beyond|up to|for|until|through)|reached (?:the )?(?:ð+|final|last|end)|seen at|were seen|remained in|had (?:data|follow-up))"),
    ("randomised", r"(?:randomi[sz]ed|randomi[sz]ation|randomly|at random|by lot|drawn by lot|put into (?:the )?[\w-]+(?: [\w-]+)? (?:group|arm))"),
    ("allocated", r"(?:assigned|allocated|divided|distributed|formed|served as|made up|comprised|constituted)"),
    ("treated", rf"(?:treated\b|retreated\b|transplanted\b|infused\b|injected\b|implanted\b|grafted\b|dosed\b|vaccinated\b|(?:received|receiving|underwent|undergoing|given|got|administered) (?:[^.;,]{{0,60}}?)\b{_PRODUCT}|had (?:(?:the|a|an|single|one|two|both|cell|stem|MSC|exosome|autologous|allogeneic|their|first|second|№+) ){{0,4}}(?:surgery|injections?|infusions?|transplant\w*|implantations?|cells|biops\w+|procedure|treatment\b(?= with))|operated on|had (?:the |a )?(?:surgery|biops\w+|operation|procedure|harvest))"),
    ("enrolled", r"(?:enrol\w+|recruited|included|entered|participated|took part|accrued|registered|admitted to the study|joined|inducted)"),
)
_RIGHT = tuple((status, re.compile(rf"\A(?P<lead>[^.;№]{{0,170}}?)\b{verb}", re.IGNORECASE)) for status, verb in _VERBS)
_RIGHT_NOW = tuple((status, re.compile(rf"\A[ ,]{{0,200}}(?:[(\[][^()\[\]№]{{0,60}}[)\]] ?,? ?)?(?:of (?:whom|which|them|these|those) )?{_AUX}{verb}", re.IGNORECASE)) for status, verb in _VERBS)
_ARTICLE = r"(?:a total of |altogether |approximately |about |up to |at least |only |some |another |a further |the |all |these |our |other |additional |totally |in total,? |of )*"
_PASSIVE_TO = r"(?:were |was )?(?:administered|given|delivered|performed|done|transplanted|infused|injected|implanted|carried out|applied|conducted|used|tested|tried)(?: [a-z]+ly)?[^.;,№]{0,80}?\b(?:to|in|into|on|for|by|with)"
_LEFT: tuple[tuple[ParticipantStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(pattern + _ARTICLE + r"\Z", re.IGNORECASE))
    for status, pattern in (
        ("planned", r"\b(?:target(?:ed)?(?: sample size)?(?: of)?|(?:planned|anticipated|estimated|expected)(?: (?:enrol\w+|sample size|number|accrual))?(?: of| is| was| to be|:)?|(?:aims?|plan(?:s|ned)?|intends?|needs?|expects?|designed|sought) to (?:enrol\w*|recruit|include|randomi[sz]e|treat)|will (?:enrol\w*|recruit|include|randomi[sz]e|involve|be (?:conducted|performed|carried out) (?:in|on|with)|assign|treat|comprise|be (?:given|administered) to)|(?:sample size|a sample) (?:of|was|is|was set at|was calculated (?:as|at|to be))|foresaw|aim(?:ed)? (?:at|for)|a target of|target:?)[^.;№]{0,12} "),
        ("screened", r"\b(?:screen(?:ed|ing)(?: of| took in)?|assessed|approached) "),
        ("randomised", r"\b(?:randomi[sz](?:ed|ing|ation of)|randomly (?:assigned|allocated|divided|assigning)|we randomi[sz]ed) "),
        ("enrolled", r"\b(?:enrol(?:led|ling|s|lment of|ment of)?|recruit(?:ed|ing|s|ment of)|includ(?:ed|ing|es)|involv(?:ed|ing|es)|accrued|inclusion of|comprised|comprising|consist(?:ed|ing) of|registered|selected|study (?:of|in|on|with)|trial (?:of|in|with)) "),
        ("treated", r"\b(?:treat(?:ed|ing|ment of)|transplanted|infused|injected|dosed|implanted|vaccinated|grafted|gave [^.;,№]{1,60}? to|given to|administered to|" + _PASSIVE_TO + ") "),
        ("completed", r"\b(?:completed (?:by|in)|completion (?:by|in)) "),
        ("analysed", r"\b(?:analy[sz]ed|evaluat(?:ed|ing)|analysis (?:of|included)|data (?:from|of|on|were available (?:for|from))|available (?:for|in|from)|(?:judged|studied) in|set (?:of|comprised|included)) "),
    )
)
_SHORTEST_PROSE = 40
_EACH_ARM = re.compile(r"\A ?(?:[\w-]+ ){0,3}?(?:(?:in|per|for|to|into) (?:each|every|both) (?:of the (?:two|three|four|№+) )?(?:treatment |study )?(?:groups?|arms?|cohorts?)|(?:per|/) ?(?:group|arm|cohort)|each\b)", re.IGNORECASE)
_N_EQUALS = re.compile(r"(?:\b[nN] ?[=:] ?|\(|\[)\Z")
_SPLIT = re.compile(r"\A ?(?:\([^()]{0,30}\) ?)?(?:(?:were |was |are )(?:men|women|males?|females?|boys|girls|smokers|white|black|asian|caucasian|aged)\b|(?:men|women|males?|females?|boys|girls|man|woman|of them women)(?: ?[;)]|,? (?:and )?№|, mean|,? aged å+ ?[;)])|(?:aged|white|black|asian|caucasian|right|left|smokers)\b)", re.IGNORECASE)
_PEOPLE_SOON = re.compile(rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|[(\[][^()\[\]]{{0,60}}[)\]] ){{0,9}}?(?:{UNIT_WORD})\b", re.IGNORECASE)
_UNIT_TIGHT = re.compile(rf"\A[ -]?(?:[A-Za-z][\w'’/+-]*[ -]|, ){{0,8}}?(?:{PEOPLE})\b", re.IGNORECASE)
_EXCLUDED = re.compile(r"\b(?:excluded|ineligible|not eligible|declined|refused|did not meet|failed to meet|not included|withdrew|discontinued|died|reported|developed|experienced)\b", re.IGNORECASE)
_RESULT_VERB = re.compile(r"\b(?:improved|showed|achieved|responded|experienced|developed|reported|recovered|healed|died|had|exhibited|demonstrated|suffered|relapsed|remained|reached|needed|required|regained|became|presented|survived|progressed|failed)\b", re.IGNORECASE)
_LABEL = re.compile(r"(?!.*(?:in each individual|per individual|of samples))(?:enrol|sample size|target recruitment|number of (?:participants|subjects|patients)|planned number|participants?$|样本量|teilnehmer)", re.IGNORECASE)


def find_participants(counted: Sequence[Counted], arms: Arms) -> list[ParticipantsCandidate]:
    """The participants that the sentences state, in order, each (number, status, arm, unit) once."""
    found: dict[tuple[object, ...], ParticipantsCandidate] = {}
    weak: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for item in counted:
        sentence = item.sentence
        if not item.tallies or (sentence.stretch.role is Role.FIELD and len(sentence.string) < _SHORTEST_PROSE):
            continue
        statuses = _statuses(item)
        if not any(statuses) and not has_any(sentence.lower, ("each", "per ", "every", "both")) or ELSEWHERE.search(sentence.string):
            continue
        for index in range(len(item.tallies)):
            for candidate in _read(item, index, arms, statuses):
                key = (candidate.count.value, candidate.status, candidate.arm, candidate.unit)
                (weak if candidate.status == "unspecified" else found).setdefault(key, candidate)
    strong_numbers = {(c.count.value, c.unit) for c in found.values()}
    kept = [c for c in weak.values() if (c.count.value, c.unit) not in strong_numbers] if not any(c.arm is None for c in found.values()) else []
    return sorted([*found.values(), *kept[:2]], key=lambda c: c.count.start)


def _said(sentence: Sentence, figure: Figure) -> Said:
    return Said(figure.value, sentence.start + figure.start, sentence.start + figure.end)


def _read(item: Counted, index: int, arms: Arms, statuses: Sequence[ParticipantStatus | None]) -> list[ParticipantsCandidate]:
    """What a tally says of participants: nothing, one item, or one for each arm."""
    tally, sentence = item.tallies[index], item.sentence
    figure = tally.events
    if figure is None or not isinstance(figure.value, int) or tally.unit == "events":
        return []
    right, status = item.after(index), statuses[index]
    unit = tally.unit or "patients"
    said = _said(sentence, figure)
    if unit == "patients" and tally.form == "h" and _EACH_ARM.match(right) and figure.value > 0:
        if sentence.section in ("results", "conclusion") and status not in ("lost", "randomised", "analysed", "completed"):
            return []
        found: ParticipantStatus = status if status in ("planned", "randomised", "lost", "analysed", "completed", "treated") else "allocated"
        return [ParticipantsCandidate(said, found, unit, key, "each-arm") for key in list(arms.candidates)[:4] or [None]]  # type: ignore[list-item]
    if status is None or (figure.value < 1 and status != "lost"):
        return []
    return [ParticipantsCandidate(said, status, unit, item.arms[index], "verb")]


def _statuses(item: Counted) -> list[ParticipantStatus | None]:
    """The status of each tally of a sentence; numbers in a row ("41, 42 and 40 patients … were analysed") share one."""
    found: list[ParticipantStatus | None] = []
    if not item.has_enrolling_verb and item.sentence.section in ("results", "conclusion"):
        return [None] * len(item.tallies)
    for index, tally in enumerate(item.tallies):
        is_candidate = tally.events is not None and tally.form != "e" and tally.unit != "events"
        status = _own_status(item, index) if is_candidate else None
        if status is None and is_candidate and index and item.is_bracketed(index) and tally.unit not in (None, "patients") and found[index - 1] and not item.is_bracketed(index - 1):
            status = found[index - 1]
        found.append(status)
    for index in range(1, len(found)):
        # "35 received cells and 18 placebo": the second number goes without its verb.
        earlier, here = item.arms[index - 1], item.arms[index]
        if found[index] is None and found[index - 1] in ("treated", "randomised", "allocated") and here and earlier and here != earlier and _ELLIPSIS.match(item.after(index)):
            found[index] = found[index - 1]
    for index in range(len(found) - 2, -1, -1):
        tally, following = item.tallies[index], item.tallies[index + 1]
        between = item.sentence.mask[tally.end : following.start]
        if found[index] is None and found[index + 1] not in (None, "unspecified", "allocated") and tally.form in "ha" and tally.events and _IN_A_ROW.fullmatch(between):
            found[index] = found[index + 1]
    return found


def _own_status(item: Counted, index: int) -> ParticipantStatus | None:
    tally = item.tallies[index]
    right, left = item.after(index), item.before(index)
    if _SPLIT.match(right) or (NOT_PEOPLE_AFTER.match(right) and not _UNIT_TIGHT.match(right)):
        return None
    status, rule = _status(item.sentence, tally, left, right, item.arms[index])
    if status is None and item.arms[index] is not None and tally.form == "h" and _GETS.match(right):
        return "treated"
    if rule == "arm-size":
        # "Group A (19 patients) received …": what follows the bracket says more than the bracket.
        after = item.plain[item.sentence.mask.find(")", tally.end) + 1 or tally.end :][:120]
        return next((found for found, pattern in _RIGHT_NOW if found in ("treated", "completed", "analysed", "lost", "randomised") and pattern.match(after)), status)
    if tally.form == "f" and rule not in ("verb-after", "verb-later"):
        return None
    if rule == "n-equals":
        # "Outpatients (n = 58) with … were screened": the verb follows the bracket.
        close = item.sentence.mask.find(")", tally.end) + 1 or tally.end
        after = item.plain[close : close + 170]
        return next((found for found, pattern in _RIGHT if pattern.match(after)), status)
    return status


_GETS = re.compile(r"\A ?(?:patients |participants |subjects |women |men |children |of (?:them|whom|these) )?(?:received|underwent|got|were given|was given|were treated with|had been given|took)\b", re.IGNORECASE)
_ELLIPSIS = re.compile(r"\A (?:to |the |a |an )?[A-Za-z][\w+/-]*(?: [A-Za-z][\w+/-]*){0,3}(?=[.;,)]| and | for |\Z)")
_IN_A_ROW = re.compile(r" ?(?:patients|participants|subjects|women|men|children)?(?: (?:in|of|from) (?:the )?[\w+-]+(?: [\w+-]+)?(?: groups?| arms?)?)?(?: ?[(\[][^()\[\]]{0,40}[)\]])? ?(?:,|,? and|,? or|/|,? vs\.?|,? versus)(?: the| of the| another)? ?", re.IGNORECASE)


def _status(sentence: Sentence, tally: Tally, left: str, right: str, arm: str | None) -> tuple[ParticipantStatus | None, str]:
    has_people = bool(_PEOPLE_SOON.match(right)) or tally.unit is not None
    is_bracketed = bool(_N_EQUALS.search(left))
    in_results = sentence.section in ("results", "conclusion")
    if in_results and tally.events is not None and tally.events.value == 1 and not re.search(r"lost|moved|dropped|emigrated", right[:60]):
        return None, "one"
    if re.match(r" ?planned\b", right):
        return "planned", "planned"
    for status, pattern in _LEFT:
        if pattern.search(left[-120:]) and (has_people or status == "planned" or re.match(r"\s?(?:[,.;)]|\Z|were\b|with\b|to\b|who\b)", right)):
            if in_results and status == "treated" and (tally.percent is not None or tally.denominator is not None or re.search(r"\b(?:performed|done|tested|tried|carried out|conducted|used|applied|treated) (?:in|on|for|with) (?:the |all )?\Z", left[-40:])):
                continue
            if status == "planned" and not has_people and (re.search(r"\bat \Z", left) or tally.events is None or tally.events.value < 5):
                continue
            if in_results and status in ("enrolled", "analysed") and re.search(r"\b(?:including|involving|evaluat\w+|study (?:in|on|of)) \Z", left[-30:]):
                continue
            return status, "verb-before"
    if tally.form == "x" and not re.match(r"[^.;,]{0,40}\b(?:screened|approached|assessed|enrol|randomi|recruit|treated|included|evaluable|analy[sz]ed)", right):
        return ("unspecified" if not in_results and re.search(r",", right[:60]) else None), "head"
    if re.match(r"\A[^.;,]{0,60}\bwill (?:be|receive|undergo|enter|participate)\b", right):
        return "planned", "future"
    if not is_bracketed:
        immediate = next((status for status, pattern in _RIGHT_NOW if pattern.match(right[:160])), None)
        is_described = bool(re.match(r"\A[^.;]{0,40}?\b(?:who|that|which) ", right, re.IGNORECASE)) and bool(_RESULT_VERB.search(right[15:]))
        if immediate is None and re.match(r"\A(?: [a-z]+)? to (?:the |a |an |receive |undergo )?[A-Za-z]", right) and re.search(r"randomi|allot", sentence.mask, re.IGNORECASE) and arm is not None:
            return "randomised", "to-arm"
        if immediate and not is_described and not (_EXCLUDED.search(right[:40]) and immediate not in ("lost",)):
            return immediate, "verb-after"
    if has_people and not is_bracketed and not tally.is_of_which and (tally.denominator is None or not in_results or re.match(r"\s?(?:Of|Among|From) ", sentence.mask)):
        for status, pattern in _RIGHT:
            match = pattern.match(right)
            is_described = in_results and re.match(r"\A[^.;]{0,40}?\b(?:who|that|which) ", right, re.IGNORECASE) and _RESULT_VERB.search(right)
            if match and not is_described and not _RESULT_VERB.search(match["lead"]) and not _EXCLUDED.search(match["lead"]):
                if status == "treated" and in_results and tally.percent is not None:
                    continue
                return status, "verb-later"
    is_beside = bool(re.search(r"(?:groups?|arms?|cohorts?)[ ,:]{1,3}\Z", left, re.IGNORECASE))
    if arm is not None and tally.percent is None and tally.denominator is None and (is_bracketed or (is_beside and not in_results)) and not _RESULT_VERB.search(right[:40]):
        return "allocated", "arm-size"
    if is_bracketed and left.rstrip().lower().endswith(("n =", "n=", "n:")) and re.search(rf"\b(?:{PEOPLE}) ?[(\[] ?n ?[=:] ?\Z", left, re.IGNORECASE):
        return "unspecified", "n-equals"
    if has_people and not in_results and tally.percent is None and tally.denominator is None and sentence.stretch.role is not Role.FIELD:
        if re.search(r"\b(?:in|of|on|with|for|from|among|involving) (?:a (?:total|series|cohort|group) of |the (?:first )?)?\Z", left, re.IGNORECASE) and not _RESULT_VERB.search(right[:80]):
            is_treated = has_any(left.lower(), HINTS) and re.search(r"transplant|infus|inject|implant|therap|treat|administ", left, re.IGNORECASE)
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
