"""The words of follow-up: that people were watched, that they were seen, for how long, from when."""

from __future__ import annotations

import re

from abstract_extract.record import Statistic

FOLLOW = re.compile(
    r"\bfollow(?:ed|ing)?[- ]?up\b|\bfollow-ups\b|(?<!h )(?<!hours )(?<!days )\bfollowed\b(?! (?:by|after)\b)(?! (?:on|at) [^.;]{0,40} by )(?! \d[\d.]*%)(?! \d+ of\b)(?= (?:\w+ ){0,8}?(?:for|up|until|over|monthly|during|to|at|through|weekly|every|\d))|\bobserv(?:ed|ation)\b(?= (?:\w+ ){0,3}?(?:for|period|time|of|over|was|lasts?|lasting|lasted|runs?|ran|continues|goes on|to|until|through|up|went|continued|ended|extended))|\b(?:mean|median|average) (?:time|interval|period) (?:elapsed )?(?:since|from|after) (?:the )?(?:last |first |cell )?(?:injection|infusion|transplant|implantation|surgery|operation|procedure|treatment|graft)\w*\b|\b(?:be|were|was|are|been) seen\b(?= for (?:at least |up to |another |a further )?(?:\d+|an?|one|two|three|four|five|six|eight|ten|twelve|eighteen|half an?)[ -](?:weeks|months|years?))|\bof observation\b|\bmonitor(?:ed|ing)\b|\bsurveillance\b|\bof watching\b|\b(?:supervision|watch(?:ing)?|vigilance) (?:went on|continued|lasted|ran|was kept up) (?=for|until|over|to)|\bwatch(?:ed|es|ing)? for (?:harms?|side[- ]effects|trouble|toxicity|adverse \w+)\b|\btime on study\b|\b(?:watched|tracked|(?<!longer )(?<!longer be )(?<!not be )traced|kept in (?:view|touch)|looked after)\b(?= (?:\w+ ){0,3}?(?:for|until|over|to|through|up|\d))|\breviewed at (?:a )?(?:mean|median)\b|\bkept under\b|\bunder (?:observation|watch|surveillance|review)\b|\bnach(?:be)?obacht\w*|\bnach(?:verfolgt|sorge)\w*|\bseguimiento\b|\bseguimento\b|\bacompanha(?:d|ment)\w*|\bsuivie?s?\b|\bsledov\w+|\bнаблюд\w+|\bспостере\w+|随访|隨訪|追踪|観察期間",
    re.IGNORECASE,
)
VISITS = re.compile(
    r"\b(?:visit(?:s|ed)?|assess(?:ed|ments?)|evaluat(?:ed|ions?)|examin(?:ed|ations?)|measured|seen|review(?:s|ed)|rung up|photographed|performed|recorded|outcomes?|scores?|collected|gathered|drawn|scheduled|rung|done|carried out|controls?(?! (?:group|arm|intervention|treatment|patients|subjects))|check-?ups?|diaries|questionnaires|obtained|taken|repeated|tests?|imaging|MRI|scans?|radiographs?|interviews?|came|checked|clinic|contacted|phone calls?|physical examination|endpoints?|scored|rated|graded|attend(?:ed|ance)|invited|recalled|came back|contacts?|re-?examin\w+|screened for|surveys?|ultrasound|CT|OCT|(?:out-?patient )?reviews?|(?:women|men|patients|children|families) (?:were|are|will be) called|saw|see|sees|(?:come|coming|return(?:ed|ing)?) (?:back|to)|telephoned|phoned|looked at|re-?assess\w+|appointments?|attended|sessions? of|(?:[a-zäöü]+)?kontrollen?|visiten|(?:nach)?untersuch\w+|controles|revision(?:es)?|visitas|consultas|avalia\w+|visites|contrôles?|kontroly|kontrol)\b|评定|评估|复查|检查|评价|测定",
    re.IGNORECASE,
)
LIST = re.compile(
    r"(?:\bbaseline\b|\bday 0\b|\bat\b|\bbefore\b|\bafter\b|\bmonths?\b|\bmos?\b|\bweeks?\b|\bdays?\b|\bnach\b|\btras\b|\baos?\b|\ba los\b|\baprès\b|\bpo\b|[于在后])",
    re.IGNORECASE,
)
NOT = re.compile(
    r"\b(?:previous|earlier|other) (?:study|studies|trials?)\b|\bage[ds]?\b|diagnos|history of|prior to|within the (?:past|last)|\bin the (?:past|last)\b|refractory|duration of (?:disease|diabetes|symptoms)|\b(?:children|infants|patients|boys|girls|people|adults) from (?:\d+|[a-z]+) (?:days|weeks|months|years) to\b",
    re.IGNORECASE,
)
STATISTICS: tuple[tuple[re.Pattern[str], Statistic], ...] = (
    (re.compile(r"\bm[eé]dian[aenor]{0,2}\b|中位", re.IGNORECASE), "median"),
    (
        re.compile(r"\b(?:mean|averag(?:e|es|ed|ing)|media|médio|im Mittel|mittler\w+|moyenne)\b|平均", re.IGNORECASE),
        "mean",
    ),
    (
        re.compile(
            r"\b(?:at least|minimum|(?:no|not) (?:\w+ ){0,5}?less than|(?:none|nobody|no one) (?:\w+ ){0,5}?(?:less|shorter) than|minimal|mínim[oa]|mindestens|mindest\w+|au moins|nejméně)\b|至少",
            re.IGNORECASE,
        ),
        "minimum",
    ),
    (
        re.compile(
            r"\b(?:up to|maximum|at most|as long as|a maximum of|no longer than|máxim[oa]|höchstens|bis zu|hasta|jusqu['’]à)\b",
            re.IGNORECASE,
        ),
        "maximum",
    ),
)
_EVENT = (
    r"(?:injections?|infusions?|re-?infusions?|transplant(?:ation)?|treatment|therapy|surgery|operation|procedure|administration|doses?|implantation|"
    r"implants?|graft(?:ing)?|enrol?lment|inclusion|randomi[sz]ation|baseline|intervention|discharge|application|hospitali[sz]ation|birth|engraftment|"
    r"vaccination|draw|allocation|entry|consent|bag|drip|shot|harvest|punctures?|session|infarction|apheresis|leukapheresis|sheet|instillation|inhalation|course|cycle|visit)"
)
_SINCE = "после|після|від|со дня|з дня|po|od|après|depuis|dopo|dalla|dall['’]|tras|desde|nach|após|depois d[aeo]"
_WHICH = (
    "первой|последней|першої|останньої|první|poslední|pierwszej|ostatniej|ostatnim|la première|la dernière|première|dernière|la|le|l['’]ultima"
    "|ultima|il|lo|a|o|última|la última|letzten|der letzten|der|dem"
)
_OTHER_EVENT = (
    r"инфузи[ийяею]+|введени[яюе]|инъекци[ий]|операци[ий]|трансплантаци[ий]|пересадки|процедуры|рандомизаци[ий]|інфузії|введення|ін['’]єкції|операції|трансплантації"
    r"|infuz[ei]|infuzi|podání|aplikaci|injekci|operaci|transplantaci|zákroku|výkonu|infuzji|podaniu|podania|wstrzyknięci[ua]|operacji|przeszczepie(?:niu)?|zabiegu"
    r"|injections?|perfusions?|greffe|intervention|chirurgie|infusione|iniezione|trapianto|intervento|infusão|injeção|cirurgia|transplante|procedimento"
)
ANCHOR = re.compile(
    r"\b(?:after|post|following|from|since|past)[- ]((?:the |their |each |a )?(?:first |last |final |second |third |initial |single |end of |completion of |"
    r"time of |date of |start of |initiation of |cell |stem cell |MSC |exosome |index |(?:first |last |second )[a-z-]+ )*"
    rf"{_EVENT})\b(?! (?:units?|sites?|days|line|of (?:placebo|saline|G-CSF)))"
    r"|\b(?:tras|desde|después de|nach|após) (?:l[ao]s?|el|der|dem|a|o) ((?:primer[ao]?|últim[ao]|ersten|letzten|primeira|última)? ?"
    r"(?:cirug[ií]a|infusi[oó]n|inyecci[oó]n|trasplante|Infusion|Injektion|Operation|Behandlung|Transplantation|infusão|injeção|cirurgia))\b"
    rf"|\b(?:{_SINCE}) (?P<other>(?:(?:{_WHICH}) |l['’])?(?:{_OTHER_EVENT}))(?!\w)"
    r"|(?P<korean>(?:투여|주사|이식|수술|시술|치료|주입)) ?후|(?P<japanese>(?:投与|移植|注射|治療|手術|点滴))後"
    # The glossary may have put English for "后".
    r"|([\u4e00-\u9fff]{0,2}(?:疗程结束|治疗(?:结束)?|输注|移植|术))(?:后| after\b)",
    re.IGNORECASE,
)
EVERY = re.compile(r"\b(?:every|each|at intervals of|in intervals of)\s\Z", re.IGNORECASE)
INTERVALS_AFTER = re.compile(r"\A[- ]intervals?\b", re.IGNORECASE)
DRUG_AFTER = re.compile(
    r"\A(?: of (?:treatment|therapy|symptoms|disease)|[- ]old|,? (?:before|prior|earlier|ago)|[- ](?:history|course|interval))",
    re.IGNORECASE,
)
LATER = re.compile(
    r"\A(?:[\w-]+|\d+) (?:months?|weeks?|years?|days?) (?:later|after [^,]{3,60}), [^.]{0,120}\b(?:examin\w+|evaluat\w+|assess\w+|imaging|interviews?|scans?|MRI)\b",
    re.IGNORECASE,
)
SCHEDULE_REACH = 25
PLACES = ("methods", "measures", "interventions", "design", "patients", None)
FIELD = re.compile(r"follow[- ]?up|随访", re.IGNORECASE)
_SEEN = (
    r"(?:seen again|re-?examined|re-?assessed|reviewed again|invited(?: again)?|recalled|came back|returned|extension(?: (?:phase|study|period))?|"
    r"visits? (?:as [a-z ]{3,30} )?|(?:tele)?phoned|rung up|called by (?:tele)?phone|contacted by (?:tele)?phone|questioned again|"
    r"(?:saw|seen|examined|checked|visited|contacted|assessed|interviewed)(?: [\w-]+){0,2}? (?:again|once more|for the last time|finally|last))"
)
_WENT_ON = (
    r"(?:observation|surveillance|watch(?:ing)?|vigilance|reporting|safety|contacts?|visits?|check-?ups?|examinations?|assessments?|monitoring|tracing|recalls?|controls?|"
    r"the study|the trial|participation|data collection|reviews?)(?: [\w-]+){0,8}? (?:went on|continued|ran|lasted|extended|kept on|carried on|kept up|"
    r"ended|ends|finished|(?:was|were|is|will be) (?:stopped|ended|closed|continued|completed|kept up)|came to an end|go(?:es)? on|runs?|continues?|extends?|lasts?)(?: on)?"
)
_HARMS_KEPT = (
    r"(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|harms?|safety(?: data)?|toxicit(?:y|ies)|complications?|relapses?|deaths?|survival)(?: [\w-]+){0,3}? "
    r"(?:was|were|is|are|will be) (?:gathered|collected|recorded|noted|registered|logged|captured|sought|looked for|asked for|documented|counted|reported|tallied)"
)
_LAST_ONE = r"(?:last|final|closing|concluding) (?:study |clinic |follow-up |planned |scheduled )?(?:visits?|contacts?|check-?ups?|controls?|examinations?|assessments?|appointments?|reviews?|looks?|of them|one)(?: [\w-]+){0,4}?"
LAST_SEEN = re.compile(
    rf"\b(?:{_SEEN}(?: [a-z]+)?|{_WENT_ON}) ?(?:after|at|to|until|up to|of|for|lasted|through)(?: up to)? \Z"
    rf"|\b{_SEEN}(?: once more| again| a last time| one last time)?,? (?:as late as )?\Z"
    r"|\bthe last(?: one| of (?:them|these|which))?,? (?:at|after|being at|in|on)(?: (?:a|the) (?:mean|median|average) of)? \Z"
    rf"|\b{_HARMS_KEPT} (?:until|up to|through|throughout|for)(?: the)? \Z"
    rf"|\b{_LAST_ONE}(?::| at| on| in| after| to)? \Z",
    re.IGNORECASE,
)
LAST_VISIT = re.compile(rf"\b{_LAST_ONE} (?:at|on|in|after|took place at|fell on|fell in|was at) \Z", re.IGNORECASE)
"""What results say of the end, too: "six attended the last visit at 52 weeks"."""
SEEN_REGULARLY = re.compile(
    r"\b(?:seen|examined|re-?examined|checked|visited|assessed|reviewed|contacted|phoned|scanned|questioned|controlled|tested)(?: (?:again|at the clinic|by \w+))? "
    r"(?:monthly|weekly|quarterly|yearly|annually|every year|every month|each year|(?:every|each) (?:\w+ )?(?:weeks|months|years)|once a year|twice a year|twice yearly) (?:for|until|to|up to|over|through) \Z",
    re.IGNORECASE,
)
END_HINTS = (
    "median",
    "mean",
    "average",
    "last",
    "final",
    "closing",
    "concluding",
    "ly ",
    "every",
    "each",
    "twice",
    "once",
    "safety",
    "tolerab",
    "call",
    "visit",
    " on, ",
    "later",
    "recall",
)
"""Words without which a sentence says nothing of the end."""
SAFETY_OVER = re.compile(
    r"\b(?:safety|tolerability)(?:,? (?:and|or) [\w-]+){0,2}(?: of(?: [\w-]+){1,7})? (?:over|up to|through|until)(?: the)?(?: first)? \Z",
    re.IGNORECASE,
)
AT_THE_LATEST = re.compile(r"[^.;]{0,60}\bat the latest\b", re.IGNORECASE)
SCHEDULE_BEFORE = re.compile(
    r"\b(?:monthly|weekly|daily|quarterly|yearly|annually|fortnightly|(?:every|each) (?:\w+ )?(?:days?|weeks?|months?|years?))"
    r"(?: from [a-z]+ \d+)? (?:for|until|to|up to|over|through|till) \Z",
    re.IGNORECASE,
)
LEADS_TO_THE_END = (
    ", ",
    "after ", "at ", "to ", "until ", "of ", "for ", "lasted ", "through ", "over ", "till ", ": ", "visit ", "was ",
    "them ", "on ", "being ", "in ", "throughout ",
)  # fmt: skip
LAST_REVIEW = re.compile(r"[- ](?:review|control|check-?up)\b", re.IGNORECASE)
AT_THE = re.compile(r"\bat (?:the|a) \Z")
OTHER_STUDY = re.compile(
    r"\b(?:enter|enrol\w*|roll\w*|join|asked|invited|offered|eligible)\b[^.;]{0,50}\Z", re.IGNORECASE
)
"""Before "a 13-year follow-up study": one that people go on to."""
INTO_STUDY = re.compile(r"\A[- ](?:long-term )?follow-?up (?:study|trial|protocol|registry)\b", re.IGNORECASE)
AFTER_AVERAGE = re.compile(
    r"(?:\b(?:after|up to) (?:a|the|an) (?:median|mean|average)(?: time| period)? of|\b(?:last|final|closing) (?:visit|contact|check-?up) \((?:median|mean)[,:]) \Z",
    re.IGNORECASE,
)
"""Before a length that people had been seen for: "after a median of 36 months, 21 had progressed"."""
NO_FOLLOW = re.compile(
    r"\b(?:time to|time from|took|lasted|duration|survival|interval|aged?|wait\w*|diagnos\w+|onset|engraft\w+|recover\w+|respon\w+|remission|hospital|stay|manufactur\w+|expan\w+|vein)\b",
    re.IGNORECASE,
)
AVERAGE_BEHIND: tuple[tuple[re.Pattern[str], Statistic], ...] = (
    (
        re.compile(r"\A,? (?:in the median|im Median|\(?median\b|en mediana|in mediana|en médiane)", re.IGNORECASE),
        "median",
    ),
    (
        re.compile(
            r"\A,? (?:on (?:the )?average|in the mean|im Mittel|im Durchschnitt|en promedio|em média|en moyenne|in media|\(?mean\b)",
            re.IGNORECASE,
        ),
        "mean",
    ),
)
"""Behind a length: "29.5 months in the median"."""
BARE_AVERAGE = re.compile(
    r"\((mean|median|average)[ ,:]{1,2}(\d{1,3}(?:[.,]\d)?)(?=[;,) ](?!\s?(?:months|years|weeks|days)))", re.IGNORECASE
)
FOLLOW_HINTS = (
    "nachbeob",
    "seguim",
    "suivi",
    "under observation",
    "follow",
    "observ",
    "monitor",
    "surveillance",
    "tracked",
    "reviewed at",
    "kept ",
    "watch",
    "supervis",
    "vigilance",
    "time on study",
    "time since",
    "time from",
    "time after",
    "interval since",
    "seen for",
    "under review",
    "traced",
    "looked after",
    "nachsorge",
    "nachverfolg",
    "acompanha",
    "sledov",
    "наблюд",
    "спостере",
    "随访",
    "隨訪",
    "追踪",
    "観察",
)


AVERAGED = re.compile(r"\b(?:m[eé]dian[aenor]{0,2}|mean|average[sd]?|media|mittler\w+)\b|中位|平均", re.IGNORECASE)
VISIT_BEHIND = re.compile(
    r"[- ](?:(?:tele)?phone |clinic |study |final |last |recall )?(?:call|recall|visit|control|contact|check-?up|appointment|interview) (?:was|were|had been) "
    r"(?:answered|attended|kept|made|reached|completed|missed by)\b|,? (?:on|later),? (?:\w+ ){0,4}(?:could (?:still )?be|were|was) (?:seen|examined|traced|reached|contacted|located|found|interviewed)\b",
    re.IGNORECASE,
)
"""Behind a length that people were seen at the end of: "the 12-month call was answered by", "two years on, 18 could be examined"."""
AND_AGAIN = re.compile(
    r",? (?:and|then|,) ?(?:then )?(?:once more|again|finally|lastly|a last time|one last time)(?: at| after| in)? \Z",
    re.IGNORECASE,
)
AVERAGE_IN_BRACKET = re.compile(r"\s?[(\[;,]\s?(mean|median|average)(?: of|:|,)? \Z", re.IGNORECASE)
DOSED_AT = re.compile(
    r"\b(?:injected|infused|administered|given|applied|sessions?|doses?|injections?|infusions?|applications?)(?: (?!and\b|visits?\b|check|after\b)[\w-]+){0,5}? (?:at|on|in) (?:days?|weeks?|months?)? ?\Z",
    re.IGNORECASE,
)
"""Before a list of days on which something was given: no visits."""
OPENS_NEXT = re.compile(r"\bnext (?:cohort|level|dose|tier|step|group)\b", re.IGNORECASE)
RANGED = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:\.\d{1,2})?) ?[(\[][^()\[\]]{1,40}[)\]],? (?P<unit>months?|years?|weeks?|days?)\b",
    re.IGNORECASE,
)
"""A length whose range stands before its unit: "13 (9-28) months"."""
NEW_CLAUSE = re.compile(r"\. |\b(?:improved|showed|increased|decreased|developed|died)\b")
VISITS_BETWEEN = re.compile(
    r"\b(?:visits?|check-?ups?|assess\w+|examin\w+|scans?|reviews?|controls?|seen|appointments?|recalls?|contacts?|calls?|consultations?|interviews?|questionnaires)\b",
    re.IGNORECASE,
)
DAYS_FOLLOW = re.compile(
    r",? ?[(:–-]? ?(?:on|at|in|namely|i\.e\.|that is,?)(?: the)? ?(?:days?|weeks?|months?|years?)? ?", re.IGNORECASE
)
"""Between a length and the days of its visits: "for 12 months, on days 7, 30 and 360"."""
REGULAR_VISITS = re.compile(
    r"\b(?:visits?|check-?ups?|controls?|reviews?|contacts?|examinations?) (?:were |was |are |is |took place )?(?:monthly|weekly|daily|quarterly|yearly|annual|fortnightly)\b",
    re.IGNORECASE,
)
UNIT_AT_HEAD = re.compile(r"\b(?:days|weeks|months|years) \Z", re.IGNORECASE)
BROKEN_OFF = re.compile(r"[;.]|, \w+ \w+")
ARTICLE = re.compile(r"^(?:(?:the|their|each|a|la|le|il|lo|der|dem) |l['’])", re.IGNORECASE)
LIST_LINK = re.compile(
    r"(?:\s?(?:,|、|，|and|or|/|&|to|-|–|months?|weeks?|days?|years?|at|on|in|then|after|finally|of (?:corrected|gestational|postnatal) age|(?:a |one )?(?:safety|final|last|closing|(?:tele)?phone|follow-up) (?:call|visit|contact|check)|et|und|y|e|и|及|和)\s?){1,5}"
)
BEFORE_AND_AFTER = re.compile(r"\bbaseline\b|\bbefore\b.{0,60}\bafter\b", re.IGNORECASE)
CHANGED = re.compile(r"\b(?:improv|increas|decreas|reduc)", re.IGNORECASE)
