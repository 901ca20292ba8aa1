"""The shortest words that name a result: what any result does, when it was and whom it befell are cut away.

>>> shown = lambda words: words[slice(*trimmed(words))]
>>> shown("OMERACT response at week 52 was met"), shown("patients were dead by day 180"), shown("did not come back")
('OMERACT response', 'dead', 'did not come back')
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import table
from .outcome_kinds import is_benefit, kind_of
from .people import UNIT_WORD, unit_of

_AUXILIARY = (
    r"(?:had|has|have|was|were|is|are|could|would|did|been|being|to|be|newly|only|also|still|first|then|thus|later|finally"
    r"|again|both|clearly|mostly|each|all|exclusively|a thing of)"
)
_WHEN = (
    r"(?:months?|weeks?|days?|years?|hours?|visits?|ð|№|¶|end\b|last|closing|final|first|then\b|discharge|baseline|now\b"
    r"|follow-up|cut-?off|time\b|that\b|once\b|least №)"
)
# "within a day of infusion", "by month 3", "on infusion", "under cells": when, after what and by what means.
_ADJUNCT = re.compile(
    r"(?<=[^\s,;:(\[])[ \n]+(?:(?:within|during|throughout|until|till|since|following|because of|owing to|due to|thanks to|despite) \S"
    rf"|(?:at|by|in|on|over|from|up to|between|before|after|post) (?:the |a |an |about |approximately |of )*{_WHEN}"
    r"|(?:after|before|following) (?:the |a |an |their |his |her |its )?[a-z]"
    r"|on (?:the )?(?:infusion|injection|MRI|CT|ultrasound|echocardiography|biopsy|imaging|diffusion|x-ray|scans?|films?|average|road|examination|inspection)\b"
    r"|under (?:the )?(?:cells?|placebo|treatment|therapy|◦)|in (?:a|the) (?:road|traffic|car) |(?:for|in) (?:a|the|one|two) (?:night|day|week|month|fortnight|while|short|further)\b"
    r"|for (?:ð|up to|at least|more than|less than|longer|good)|with(?:in)? (?:no |a )?(?:significant|P ?[<=>])|de novo\b|once\b|twice\b|visibly\b|afterwards?\b|thereafter\b|as well\b|at all\b|anymore\b|each\b|lasting\b|worth the name\b|evenly spread\b|beforehand\b|(?:post|intra|peri)-?operatively\b|ahead of (?:it|the|their|his|her)\b|by (?:our|their|his|her) [a-z]|in (?:a|one) (?:patient|person|woman|man|child)\b|with (?:the )?(?:cells|placebo)\b"
    r"|(?:which|who|while|since|because) [a-z]|ð+(?: (?:after|later|post|from|on)\b|\Z))",
    re.IGNORECASE,
)
# "Graft hypertrophy was shaved", "recovery was complete": a harm or a benefit is named before its verb.
_PASSIVE = re.compile(
    r"(?<=[^\s,;:(\[])[ \n]+(?:was|were|had been|has been|have been|became|led to)\b(?= [a-z])", re.IGNORECASE
)
_SAYS_MORE = re.compile(
    r"\b(?:not?|never|none|without|free|absent|gone|less|fewer|more|better|worse|lower|higher|smaller|larger|greater|rated|judged|mild\w*|severe|serious|moderate|fatal|due|caused|attributed|related|controlled|managed|stopped|treated|cured|over|unchanged|same|half|halved|back|above|below|equal|at least|ruled out|still|there)\b",
    re.IGNORECASE,
)
_COUNT_SIGN = re.compile(r"[\s,(\[]*(?:(?<![a-z-])n ?=?|(?<=\s)[x×])\s*\Z")
_SHORTEST = 3
_LOST = "lost"
_REMARK = re.compile(r", [^,;:.]{3,90}, (?=[a-z]+(?: [a-z]+){0,4}\Z)")
_UNIT = re.compile(UNIT_WORD, re.IGNORECASE)
_ENDS = re.compile(
    r"(?<!sight)(?<!done)[\s,;:]+(?:in|by|of|for|at|to|the|a|an|and|or|as|from|only|on|among|after|that|which|who|both|also|about|with|in total|in all|altogether|so far|rates?|at least|at most|up to|more than|alike)\Z",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    rf"(?:ð+ (?=[a-z])|(?:a )?(?:further|more|others?|additional) (?=(?:could|did|had|have|was|were|never|[a-z]+ed|left|fell|broke|took)\b)|(?:(?:cumulative|cumulated|overall|total|mean|median|estimated|crude|observed|actuarial|respective|corresponding|same) )*(?:rates?|incidences?|prevalence|proportions?|percentages?|numbers?|frequency|probability|occurrences?|risk|episodes?|cases?|signs?|share|fraction|count) of (?:(?:all |the )?(?:[a-z-]+ )??{UNIT_WORD} (?:with|who (?:had |were )?|having|achieving|experiencing|reporting|showing|developing|that (?:had |were )?) ?)?|told (?:the |their |his |her )?\w+ that|followed by|apart from|except for|save for|but for|(?:leading|led|which led) to|most (?:often|commonly|frequently)|when(?= the )|by then|to date|so far|in all|hence|thus|meanwhile|overall(?=[,:])|in total|of note|again|finally|and|or|but|with|while|whereas|also|the|a|an|any|some|being|mostly|mainly|namely|i\.e\.|viz\.?|among which|including|such as|e\.g\.|on (?=(?:[\w-]+ ){0, 2}(?:ventilat|dialysis|oxygen))|in which case|of which|then)[ ,:]*(?<=[ ,:])",
    re.IGNORECASE,
)
_OWNER = r"(?: (?:of|in|from|on|with|per|at|given|assigned to|treated with) (?:the |each )?[^,;.:]{1,32}?)?"
_MODAL = r"(?:did|had|has|have|was|were|could|would|does|do|is|are)"


@cache
def _words(name: str) -> str:
    return "|".join(sorted(table("outcome_words")[name], key=len, reverse=True))


@cache
def _happening() -> re.Pattern[str]:
    """The verb that says that a result was, with what goes with it, to the end of the words."""
    done, happens = _words("done_with"), _words("happens")
    return re.compile(
        rf"(?<=[^\s,;:(\[])(?<!\bnot)(?<!\bnever)(?<!\blonger)[ \n]+(?:{_AUXILIARY} ){{1,5}}(?:{done})(?![\w-])(?:[ ,].*)?\Z|(?<=[^\s,;:(\[])[ \n]+(?:{_AUXILIARY} ){{0,4}}(?:{happens})(?![\w-])(?: (?:in|up|on|to|out|of|at|with|as|by|for|from|into|among|over|only|also|not|never|during))*\s*\Z",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _met() -> re.Pattern[str]:
    """The subject and the verbs before what a patient had, up to a negation that belongs to the result."""
    meets = _words("meets")
    verb = rf"(?:{_MODAL}|{meets}|never|died|left|met|[a-z]{{3,}}ed|went|came|fell|felt|told|got|took|lost|gave)"
    subject = rf"(?:(?:of )?(?:the |these |those )?(?:[\w-]+ ){{0,2}}?(?:{UNIT_WORD}|latter|former|rest|lady|gentleman|person|members?|others?|of (?:them|these|those|whom|which)|responders|diabetics|smokers|ones?){_OWNER} (?=(?:who |that |had |have |has )?{verb}\b))"
    told = r"(?:assigned|allocated|randomi[sz]ed|given|receiving|treated|infused|injected)(?: to| with)? [^,;.:]{1,30}? (?=(?:were|was|had|did|have|never)\b)"
    return re.compile(
        rf"(?:{subject}|{told}|said (?:that )?they |ended up |turned into |need for |(?:the |our )?(?:definition|criteri(?:a|on)) (?:of|for) (?:a |an |the )?|rated (?:as )?(?=good|excellent|fair|poor|better|worse|satisf)|(?:who|that|which) (?={verb}\b)|(?!(?:did|do|does|had|has|have) (?:not?|never|to)\b)(?:{meets}) (?!to\b)|(?:a|an|the|their|his|her) (?=\w))",
        re.IGNORECASE,
    )


@cache
def _comprises() -> re.Pattern[str]:
    """What introduces the results it consists of: "complications were", "deaths were due to"."""
    return re.compile(
        rf"(?:[a-z-]+ ){{0,2}}?(?:complications?|events?|effects?|causes?|reasons?|reactions?|toxicit(?:y|ies)|deaths?|ones)(?: (?:of|for|in|from) [\w◦ -]{{2,40}}?)?,? (?:included|comprised|consisted of|(?:being|were|was|are)(?: due to| caused by| from)? (?!(?:{_AUXILIARY} )*(?:{_words('done_with')})\b))(?=[a-z])",
        re.IGNORECASE,
    )


def happens_before(words: str) -> bool:
    """Whether words end with a verb that any result could have, and a result before it.

    >>> happens_before("Seizures befell "), happens_before("The patients received ")
    (True, False)
    """
    found = _happening().search(_REMARK.sub(" ", words.rstrip()))
    return found is not None and found.start() >= _SHORTEST


def trimmed(words: str) -> tuple[int, int]:
    """Where in `words` their shortest part begins and ends that names the same result."""
    comprises = _comprises().match(words)
    start, end = comprises.end() if comprises else 0, len(words)
    cut = _happening().search(words, start + _SHORTEST)
    end = cut.start() if cut is not None and _has_letters(words[start : cut.start()]) else end
    sign = _COUNT_SIGN.search(words, start + _SHORTEST, end)
    end = sign.start() if sign is not None else end
    start = _begin(words[:end], start)
    end = _before_verb(words, start, end)
    cut = _ADJUNCT.search(words, start + _SHORTEST, end)
    end = cut.start() if cut is not None and _has_letters(words[start : cut.start()]) else end
    cut = _happening().search(words[:end], start + _SHORTEST)
    end = cut.start() if cut is not None and _has_letters(words[start : cut.start()]) else end
    while (tail := _ENDS.search(words[start:end])) is not None and tail.start() >= _SHORTEST:
        end = start + tail.start()
    end = start + len(words[start:end].rstrip(' ,;:|\n•"“”'))
    start += len(words[start:end]) - len(words[start:end].lstrip(' "“”'))
    return start, end


def _before_verb(words: str, start: int, end: int) -> int:
    """Where the name of a harm or a benefit ends, where a verb follows that says no more than that it was met with."""
    verb = _PASSIVE.search(words, start + _SHORTEST, end)
    if verb is None:
        return end
    name, told = words[start : verb.start()], words[verb.end() : end]
    if _SAYS_MORE.search(told) or kind_of(told) != "efficacy" or is_benefit(told):
        return end
    return verb.start() if kind_of(name) == "adverse_event" or is_benefit(name) else end


def _begin(words: str, start: int) -> int:
    """Where the name begins behind its subject, its verb and its article."""
    for _ in range(6):
        match = _BEGINS.match(words, start) or _met().match(words, start)
        if match is None or not _has_letters(words[match.end() :]) or _UNIT.fullmatch(words, match.end()):
            break
        if words.startswith(_LOST, match.end()) and unit_of(match.group().split()[-1]) not in (None, "patients"):
            break  # "implants lost" are no people who were lost
        start = match.end()
    return start


def _has_letters(words: str) -> bool:
    return sum(letter.isalpha() for letter in words) >= _SHORTEST
