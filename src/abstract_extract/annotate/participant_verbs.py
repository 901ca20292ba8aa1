"""The verbs that tell a participant's status, before and after the number, in the order in which they are tried."""

from __future__ import annotations

import re

from abstract_extract.record import ParticipantStatus

_PRODUCT = r"(?:cells?|MSCs?|stem|exosomes?|vesicles?|EVs|infusions?|injections?|sessions?|surgery|transplant\w*|treatment|therapy|placebo|doses?|interventions?|implant\w*|grafts?|vaccin\w*|nothing|steroids?|water|acid|plasma|saline|sham|drug|product|medication|standard|control|conventional|study|allocated|assigned)"
_AUX = r"(?:(?:who|that|which|of whom|with [^.;№]{1,80}?) )?(?:(?:were|was|have been|had been|has been|are|is|being|be|will be|to be|got) )?(?:(?:successfully|finally|initially|subsequently|eventually|then|also|randomly|prospectively|consecutively|all|each|ultimately|further|retrospectively|actually|equally|first|again) ){0,2}"
# The verbs, each with its status, in the order in which they are tried.
_VERBS: tuple[tuple[ParticipantStatus, str], ...] = (
    (
        "planned",
        r"(?:will be|are to be|is to be|are planned|were planned|was planned|are expected|will (?:receive|participate|enter|undergo)|to be (?:enrolled|recruited|included|randomi[sz]ed))",
    ),
    (
        "lost",
        r"(?:lost to follow|dropped out|(?:were|was|been) lost\b|lost\b(?= ?[.,;]|\Z)|moved (?:away|abroad|house|to another)|emigrated|abandoned|did not (?:come back|return|attend|show up)|could not be (?:traced|reached|located)|left the (?:study|trial|country|region)|failed to return|stopped attending)",
    ),
    (
        "screened",
        r"(?:screened|assessed(?: for eligibility)?(?= ?[.,;]|\Z| for elig| and)|approached|evaluated for eligibility|checked for eligibility|referred|had been (?:assessed|examined)|considered for)",
    ),
    ("completed", r"(?:complet(?:ed|ing)|finished)(?! (?:remission|response|healing))"),
    (
        "analysed",
        r"(?:analy[sz]ed|evaluable|included in (?:the |this |our )?(?:\w+[ -]){0,4}?(?:analys[ie]s|set|population)|available\b|assessable|contributed|evaluated (?:for|at)|attended|could be (?:seen|evaluated|assessed|analy[sz]ed|followed|reached)|re-?examined|came back|followed (?:beyond|up to|for|until|through)|reached (?:the )?(?:ð+|final|last|end)|seen at|were seen|remained in|had (?:data|follow-up))",
    ),
    (
        "randomised",
        r"(?:randomi[sz]ed|randomi[sz]ation|randomly|(?:assigned|allocated|divided|allotted|split|put)(?: [\w-]+){0,2}? (?:by lot|at random|randomly|by chance)|at random|by lot|drawn by lot|put into (?:the )?[\w-]+(?: [\w-]+)? (?:group|arm))",
    ),
    ("allocated", r"(?:assigned|allocated|divided|distributed|formed|served as|made up|comprised|constituted)"),
    (
        "treated",
        rf"(?:treated\b|retreated\b|transplanted\b|infused\b|injected\b|implanted\b|grafted\b|dosed\b|vaccinated\b|(?:received|receiving|underwent|undergoing|given|got|administered) (?:[^.;,]{{0,60}}?)\b{_PRODUCT}|had (?:(?:the|a|an|single|one|two|both|cell|stem|MSC|exosome|autologous|allogeneic|their|first|second|№+) ){{0,4}}(?:surgery|injections?|infusions?|transplant\w*|implantations?|cells|biops\w+|procedure|treatment\b(?= with))|operated\b|had (?:the |a )?(?:surgery|biops\w+|operation|procedure|harvest|(?:[\w-]+ )?(?:flap|\w+ectomy|\w+plasty|\w+otomy|autograft|graft|patch|decompression|compression|microfracture|sheet)\b))",
    ),
    (
        "enrolled",
        r"(?:enrol\w+|recruited|included|entered|participated|took part|taken part|accrued|registered|admitted to the study|joined|inducted)",
    ),
)
VERB_LATER: tuple[tuple[ParticipantStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(rf"\A(?P<lead>[^.;№]{{0,170}}?)\b{verb}", re.IGNORECASE)) for status, verb in _VERBS
)
VERB_AFTER: tuple[tuple[ParticipantStatus, re.Pattern[str]], ...] = tuple(
    (
        status,
        re.compile(
            rf"\A[ ,]{{0,200}}(?:[(\[][^()\[\]№]{{0,60}}[)\]] ?,? ?)?(?:of (?:whom|which|them|these|those) )?{_AUX}{verb}",
            re.IGNORECASE,
        ),
    )
    for status, verb in _VERBS
)
_ARTICLE = r"(?:a total of |altogether |approximately |about |up to |at least |only |some |another |a further |the |all |these |our |other |additional |totally |in total,? |of )*"
_PASSIVE_TO = r"(?:were |was )?(?:administered|given|delivered|performed|done|transplanted|infused|injected|implanted|carried out|applied|conducted|used|tested|tried)(?: [a-z]+ly)?[^.;,№]{0,80}?\b(?:to|in|into|on|for|by|with)"
_BEFORE: tuple[tuple[ParticipantStatus, str], ...] = (
    (
        "planned",
        r"\b(?:target(?:ed)?(?: sample size)?(?: of)?|(?:recruitment|enrol?lment|inclusion) of(?=[^.;]{0,60}(?:intended|planned|aimed|expected|foreseen))|(?:planned|anticipated|estimated|expected)(?: (?:enrol\w+|sample size|number|accrual))?(?: of| is| was| to be|:)?|(?:aim(?:s|ed)?|plan(?:s|ned)?|intend(?:s|ed)?|needs?|expects?|designed|sought) to (?:enrol\w*|recruit|include|randomi[sz]e|treat)|will (?:enrol\w*|recruit|include|randomi[sz]e|involve|be (?:conducted|performed|carried out) (?:in|on|with)|assign|treat|comprise|be (?:given|administered) to)|(?:sample size|a sample) (?:of|was|is|was set at|was calculated (?:as|at|to be))|foresaw|aim(?:ed)? (?:at|for)|a target of|target:?)[^.;№]{0,12} ",
    ),
    (
        "analysed",
        r"\b(?:intention[- ]to[- ]treat|intent[- ]to[- ]treat|m?ITT|per[- ]protocol|safety|efficacy|full analysis|evaluable|analysis) (?:populations?|sets?|samples?|cohorts?|analys[ie]s)(?: [a-z]+){0,2}? ?(?:comprised|included|consisted of|contained|was|were|had|of|in|with|:)? ",
    ),
    ("screened", r"\b(?:screen(?:ed|ing)(?: of| took in)?|assessed|approached) "),
    (
        "randomised",
        r"\b(?:randomi[sz](?:ed|ing|ation of)|randomly (?:assigned|allocated|divided|assigning)|we randomi[sz]ed) ",
    ),
    (
        "enrolled",
        r"\b(?:enrol(?:led|ling|s|lment of|ment of)?|recruit(?:ed|ing|s|ment of)|includ(?:ed|ing|es)|involv(?:ed|ing|es)|accrued|inclusion of|comprised|comprising|consist(?:ed|ing) of|registered|selected|study (?:of|in|on|with)|trial (?:of|in|with)|(?:researchers|doctors|team|authors|hospital|clinic|surgeons|we|they|investigators)(?: [a-z]+ [A-Z][a-z]+)? (?:followed|took|studied|saw)) ",
    ),
    (
        "treated",
        r"\b(?:gave|offered|treat(?:ed|ing|ment of)|transplanted|infused|injected|dosed|implanted|vaccinated|grafted|gave [^.;,№]{1,60}? to|given to|administered to|"
        + _PASSIVE_TO
        + ") ",
    ),
    ("completed", r"\b(?:completed (?:by|in)|completion (?:by|in)) "),
    (
        "analysed",
        r"\b(?:leaving|analy[sz]ed|evaluat(?:ed|ing)|analysis (?:of|included)|data (?:from|of|on|were available (?:for|from))|available (?:for|in|from)|(?:judged|studied) in|set (?:of|comprised|included)) ",
    ),
)
VERB_BEFORE: tuple[tuple[ParticipantStatus, re.Pattern[str]], ...] = tuple(
    (status, re.compile(pattern + _ARTICLE + r"\Z", re.IGNORECASE)) for status, pattern in _BEFORE
)
