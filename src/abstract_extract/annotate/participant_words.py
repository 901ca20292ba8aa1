"""What stands around a number of people that says what it is: patterns for the rules of its status."""

from __future__ import annotations

import re

from .people import PEOPLE, UNIT_WORD

N_EQUALS = re.compile(r"(?:\b[nN] {0,2}[=:] {0,2}|\(|\[)\Z")
PEOPLE_SOON = re.compile(
    rf"\A[ -]?(?:(?!trials?\b|stud(?:y|ies)\b|cent(?:er|re)s\b|hospitals\b|hours\b|groups\b)[A-Za-z][\w'’/+-]*[ -]|[(\[][^()\[\]]{{0,60}}[)\]] ){{0,9}}?(?:{UNIT_WORD})\b",
    re.IGNORECASE,
)
EXCLUDED = re.compile(
    r"\b(?:excluded|ineligible|not eligible|declined|refused|did not meet|failed to meet|not included|withdrew|discontinued|died|reported|developed|experienced)\b",
    re.IGNORECASE,
)
RESULT_VERB = re.compile(
    r"\b(?:improved|showed|achieved|responded|experienced|developed|reported|recovered|healed|died|had(?! been)|exhibited|demonstrated|suffered|relapsed|remained|reached|needed|required|regained|became|presented|survived|progressed|failed|crossed over|refused|missed)\b",
    re.IGNORECASE,
)
LOST_AFTER = re.compile(
    r"lost|moved|untrace|unreach|out of (?:reach|sight|touch|view|contact)|unavailable|no longer|not heard|never heard|vanished|relocated|silent|went (?:away|home|back|to live)|defaulted|missed the|quit\b|fell out|fallen out|overseas|disappear|stopped (?:coming|attending|answering)|dropped|emigrated|did not (?:come|return|attend|appear|turn|show)|never (?:came|returned|turned|showed)|failed to (?:return|attend)|could (?:not|no longer) be|had gone|stayed away|abroad"
)
PLANNED_AFTER = re.compile(r" ?planned\b")
ENDS_OR_DESCRIBES = re.compile(
    r"\s?(?:[,.;)]|\s{4,}|(?:and|or|vs\.?|versus)(?: (?:by|in|from|for|on|of|to))? ?\Z|\Z|were\b|with\b|to\b|who\b|and (?:the )?(?:[\w-]+ ){1,2}(?:by|in|to|on|from|for) ?\Z|and (?:[a-z]+(?:ed|en)|gave|got)\b|for (?:the |an? |our )?(?:[\w-]+ ){0,3}?(?:analys|evaluat|assess|follow|comparison|efficacy|safety))"
)
DONE_IN = re.compile(
    r"\b(?:performed|done|tested|tried|carried out|conducted|used|applied|treated) (?:in|on|for|with) (?:the |all )?\Z"
)
AT_BEFORE = re.compile(
    r"(?<!set )(?<!fixed )(?<!put )(?<!capped )(?<!calculated )(?<!estimated )(?<!planned )(?<!aim )(?<!aims )(?<!aimed )(?<!aiming )\bat \Z"
)
INCLUDING_BEFORE = re.compile(r"\b(?:including|involving|evaluat\w+|study (?:in|on|of)) \Z")
ENTERED_AFTER = re.compile(
    r"[^.;,]{0,60}\b(?:screened|approached|assessed|enrol|randomi|recruit|treated|included|evaluable|analy[sz]ed|invited|interviewed|looked at|contacted|considered|referred|registered|examined|seen for|tested|entered|joined|started|began|took part|participated|signed|agreed|consented)"
)
WILL_ENTER = re.compile(r"\A[^.;,]{0,60}\bwill (?:be|receive|undergo|enter|participate)\b")
RELATIVE_CLAUSE = re.compile(r"\A[^.;]{0,40}?\b(?:who|that|which) ", re.IGNORECASE)
TO_AN_ARM = re.compile(r"\A(?: [a-z]+)? to (?:the |a |an |receive |undergo )?[A-Za-z]")
ALLOTTED = re.compile(r"randomi|randomly|allot|by lot|\bput\b", re.IGNORECASE)
CANDIDATES_AFTER = re.compile(
    r"\A (?:[a-z]+ )?(?:candidates|volunteers|applicants|invitees)(?: (?:who (?:were|had been) )?(?:seen|examined|assessed|screened|interviewed|tested|evaluated|checked|reviewed|considered|approached)\b[^,.;№]{0,40})?,"
)
LOOKED_AT_AFTER = re.compile(
    r"\A (?:[\w-]+ ){0,4}?(?:(?:who|that|whose [\w-]+) (?:were|was|had been|had) )?(?:seen|examined|assessed|interviewed|tested|evaluated|checked|reviewed|approached|asked)(?: by [a-z]+| at (?:the|our) [a-z]+)?,"
)
CAME_IN = re.compile(
    r"\b(?:randomi\w+|enrol\w+|entered|joined|included|eligible|received|underwent|were (?:treated|injected|infused|given|put|assigned|allotted)|took part|got|agreed|consented|accepted|came in|signed (?:up|on)|had (?:[\w-]+ ){0,4}?(?:dosing|cells|surgery|injections?|infusions?|transplant\w*|sessions?)|(?:were|was) [a-z]+ed\b)\b"
)
OF_THOSE = re.compile(r"\s?(?:Of|Among|From) ")
GROUP_BEFORE = re.compile(r"(?:groups?|arms?|cohorts?)[ ,:]{1,3}\Z", re.IGNORECASE)
PEOPLE_N_BEFORE = re.compile(rf"\b(?:{PEOPLE}) ?[(\[] ?n {{0,2}}[=:] {{0,2}}\Z", re.IGNORECASE)
PREPOSITION_BEFORE = re.compile(
    r"\b(?:in|of|on|with|for|from|among|involving|(?:we|series|report|paper|article|study|here) (?:here )?(?:describes?|reports?|presents?|described|reported|presented|summari[sz]e[sd]?)) (?:a (?:total|series|cohort|group) of |the (?:first )?|our )?\Z",
    re.IGNORECASE,
)
TREATED_BEFORE = re.compile(r"transplant|infus|inject|implant|therap|treat|administ", re.IGNORECASE)
ENDS_IN_N = re.compile(r"\bn {0,2}[=:] {0,2}\Z", re.IGNORECASE)
ANOTHER = re.compile(
    r"\b(?:the (?:remaining|other|next|first|last|following)|another|a further|the further|remaining|next)(?: [a-z]+)? \Z",
    re.IGNORECASE,
)
"""What stands before a number of people that goes without a word for them: "the remaining 7 received"."""
DOES = re.compile(r"\A ?(?:received|were|was|got|had|underwent|entered|completed|took|finished|attended|did)\b")
EVENTS_BEFORE = re.compile(
    r"\b(?:events?|deaths?|recurrences?|relapses?|cancers?|infections?|complications?|reactions?|progressions?|failures?|fractures?|strokes?)[^.;()\[\]]{0,20}[(\[][^()\[\]]*\Z",
    re.IGNORECASE,
)
DESCRIBED_THEN = re.compile(
    r"\A (?:[\w-]+ ){1,4}?(?:whose|in whom|who had|who have|who did|who showed|that had) [^;]{1,130}?(?:(?<!who )(?<!that )\b(?:were|was)(?: (?:then|all|thus|finally|also))?) \Z"
)
"""A clause of what kind of people they are, and the verb of the sentence begins: "adults whose pain had lasted … were"."""
DESCRIBING = re.compile(r"\A ?(?:treated|injected|infused|transplanted|implanted|grafted)\b")
GIVEN_PRODUCT = re.compile(
    r"\b(?:infusions?|transplants?|transplantations?|injections?|implantations?|cells|exosomes|vesicles|grafts?|products?|doses?|bags?|drips?|treatment|surgery|operations?|plugs?|sheets?|patch(?:es)?|sessions?|(?:able|managed) to [a-z]+|operated)\b[^.;]{0,60}\Z",
    re.IGNORECASE,
)
IN_EACH = re.compile(
    r"\b(?:in|of|for|on) each (?:patient|participant|subject|person|eye|case)\b|\bper (?:patient|person|eye)\b",
    re.IGNORECASE,
)
NOT = re.compile(r"\b(?:not|never)\b")
AIMED = re.compile(r"\b(?:aim|target|plan|recruit|enrol|intend|foresaw)", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\A ?(?P<verb>[a-z]+(?:ed|en|able)\b[^(),;]{0,40})(?=[),;])")
""" "(n = 29 approached, 22 enrolled)": a status told with the number in its bracket."""
AGREED = re.compile(r"\b(?:con-? ?sent|agree|accept|willing|said yes|sign)", re.IGNORECASE)
AGREED_THEN = re.compile(
    r"\A ?(?:of (?:them|these|whom|those) )?(?:all |then )?(?:gave (?:[a-z]+ ){0,3}consent|consented|agreed|accepted|signed (?:[a-z]+ ){0,3}consent|met [^.;,№]{1,40}criteria),? and(?P<then> .*)",
    re.DOTALL,
)
LEFT_OUT = re.compile(
    r" (?:patients? |participants? |subjects? |others? |more |of (?:them|whom) )?(?:then )?(?:(?:had |have )?(?:withdrew|withdrawn|declined|refused|relapsed|died)|(?:was|were) (?:excluded|withdrawn|ineligible|not eligible))\b"
)
"""What became of people whom no status counts."""
OF_THOSE_TREATED = re.compile(
    r"\A ?of (?:those|the patients|the people|all) (?:[a-z]+ )?(?:treated|dosed|infused|injected|given|who)\b"
)
REMAINING_BEFORE = re.compile(
    r"\b(?:Of|Among|In|From|of|among|in) the (?:remaining|evaluable|surviving) (?:№+ and )?\Z"
)
AND_THEN = re.compile(r"\A[^.;№]{0,60}?,? (?:and|who)(?P<then> .*)", re.DOTALL)
DRAWN = re.compile(
    r"envelopes?\b|\btoss|\bcoin\b|\bby lot\b|\blots\b|by chance|at random|\brandom|computer-generated|by (?:a |the )?computer|minimi[sz]ation|\bdice\b",
    re.IGNORECASE,
)
OTHERS = re.compile(r"\A (?:(?:others?|more) |(?:who|that) (?:were left|remained|stayed)\b)")
IN_AN_ARM = re.compile(
    r"\A ?(?:(?:drop-?outs?|losses|absentees|cases|others?|more|infants|patients|participants|subjects|people|women|men|children|eyes|knees|persons|adults) )?(?:in|of|from|on) (?:the |our )?(?!each\b|every\b|both\b|either\b)(?:[\w+/-]+ ){0,4}?(?:(?:groups?|arms?|cohorts?|sides?|limbs?|sets?|sequences?|tiers?|levels?)\b(?: (?:¶+|[A-Z]\b|[IVX]+\b))?|controls\b|placebo\b|recipients\b)",
    re.IGNORECASE,
)
""" "Four of the placebo group could not be traced": whose they are, and after it what became of them."""
ANALYSED_HEAD = re.compile(
    r"\A (?:[\w-]+ ){0,2}?(?:(?:evaluable|assessable|analy[sz]able|analy[sz]ed|remaining|remainder)\b|(?:[\w-]+ ){0,3}?(?:(?:who|that) (?:came|returned|attended|were (?:re-?)?(?:seen|evaluable|examined|assessed|available|scanned))|with (?:complete |full |usable |evaluable |available )?(?:data|follow-up|scans|measurements)\b|(?:left|seen|available|followed(?: up)?|re-?examined|scanned|assessed|examined) (?:at|for|until|to|after)\b))"
)
""" "Of the 85 remaining, …", "in 18 of 23 evaluable patients": those who came to be examined."""
ELIGIBLE = re.compile(
    r"\A[ ,]*(?:[\w-]+ ){0,4}?(?:(?:who|which|that) )?(?:(?:were|was|are|being) )?(?:(?:found|deemed|considered|judged|thought|declared|held|turned out|proved|seemed|appeared)(?: to be)? (?:to be )?(?:eligible|suitable|fit|qualified)|(?:eligible|suitable)(?= ?[.,;)]|\Z| and\b| but\b| of wh)|qualified\b|(?:met|fulfilled|satisfied|matched|passed) (?:all |the |our |every |both )*(?:[\w-]+ ){0,2}?(?:criteri|requirement|conditions|entry|inclusion|screening))"
)
OF_AN_ARM = re.compile(
    r"\A ?(?:patients |participants |subjects |people |persons |adults |women |men |children |eyes |knees |cases )?(?:in|into|of|from|on|to|receiving|who received|assigned|randomi[sz]ed|treated|allocated)\b",
    re.IGNORECASE,
)
PEOPLE_THEN_N = re.compile(
    rf"\b(?:{PEOPLE}) (?:with|who|having|aged|undergoing|suffering|after|receiving)\b[^.;()\[\]№%]{{0,80}}[(\[] ?n {{0,2}}[=:] {{0,2}}\Z",
    re.IGNORECASE,
)
WERE_GIVEN = re.compile(
    r"\b(?:was|were) (?:infused|injected|transplanted|implanted|given|administered|performed|grafted|applied|instilled|placed|used|put|laid|sprayed|sown|delivered|dripped|harvested|aspirated|drawn|biopsied|grafted|sutured|filled|packed|covered|run in|returned)\b"
)
GROUPS_HAD = re.compile(
    r"\b(?:groups|arms|cohorts|tiers|levels|steps|sequences|rungs|ladders|strata)(?: (?:thus|then|each|finally))? (?:had|held|counted|comprised|included|consisted of|contained|numbered|took(?: in)?|were made up of|amounted to|came to|ran to|totall?ed|were of) (?:№+(?:, | and |, and ))*\Z",
    re.IGNORECASE,
)
""" "The three tiers held 3, 5 and 6 patients": sizes of groups that no name tells apart."""
ROW_OF_SIZES = re.compile(
    r"\A(?:(?:,|,? and) №+)* ?(?:(?:patients|participants|people|persons|subjects|children|adults|women|men|eyes|knees|infants)\b|[.,;)]|\Z)"
)
GROUP_HAD = re.compile(
    r"\b(?:groups?|arms?|cohorts?|sequences?|(?-i:[A-E]\b))[^.;№%()]{0,30}? (?:had|held|counted|comprised|included|consisted of|contained|numbered|took|was made up of|were made up of|amounted to|ran to|totall?ed) (?:№+(?:, | and |, and ))*\Z",
    re.IGNORECASE,
)
THERE_WERE = re.compile(
    r"\b(?:[Tt]here (?:were|are)|leaving|comprised|consisted of|made up of) (?:№+ [^.;№]{1,60}(?:, | and |, and ))*\Z"
)
COUNTED_PEOPLE = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
ARM_OF = re.compile(r"\b(?:groups?|arms?|cohorts?)(?: (?:of|with|had|there were))? \Z", re.IGNORECASE)
STOPS = re.compile(r"\A ?(?:(?:patients|participants|subjects|cases|eyes|knees)\b ?)?(?:[.,;]|and\b|or\b|\Z)")
PARTICIPLE = re.compile(
    r"(?:treated|screened|enrolled|recruited|included|randomi[sz]ed|randomly|assigned|allocated|assessed|registered|transplanted|infused|injected|operated|referred|analy[sz]ed|followed)\b",
    re.IGNORECASE,
)
AUXILIARY = re.compile(
    r"\b(?:were|was|been|are|is|be|being|got|had|and|or)(?: (?:[a-z]+ly|all|then|also|finally|first|again|each|in|the end)){0,3} ?\Z",
    re.IGNORECASE,
)
ANOTHER_SUBJECT = re.compile(r",? so that\b|, so\b|\bwhich left\b|\bleaving\b")
"""What is said after these is said of others: "20 broke off, so that efficacy was analysed in 36"."""
LEFT_BEFORE = re.compile(r"\b(?:leaving|left) (?:only )?\Z")
SET_BEFORE = re.compile(
    r"(?:populations?|sets?|samples?|analys[ie]s)(?: [a-z]+){0,2}? ?(?:comprised|included|consisted of|contained|was|were|had|numbered|counted|numbers|counts|comprises|includes|consists of|holds|held|took in|covers|covered|stood at|amounted to|came to|embraced|of|:)? \Z",
    re.IGNORECASE,
)
BRACKETED_SIZE = re.compile(
    rf"[(\[](?P<inner>(?:[^()\[\]№%§±<>≥≤=]|№+ million){{0,160}}(?:(?P<after>;)|[,:]) ?)?(?P<n>[nN] ?[=:] ?)?(?P<size>№)№*(?(n)|(?(after)(?: {PEOPLE}\b|(?=[)\]]))|(?: {PEOPLE}\b)))(?:[,;/] ?№+ {UNIT_WORD})?[^()\[\]№%]{{0,40}}[)\]]",
    re.IGNORECASE,
)
"""A bracket that gives a size, alone or after other words: "(n = 20)", "(25 million cells, once; 5 persons)"."""
ALLOTS = re.compile(
    r"randomi[sz]|randomly|assign|allocat|allot|divid|\bsplit\b|shared out|\bdrawn\b|\bdrew\b|\bput (?:them |him |each |patients |people )?(?:in|into|on)\b|\bsorted\b|distributed|grouped|by lot|at random",
    re.IGNORECASE,
)
ALL_GOT = re.compile(
    r"\b(?:everybody|everyone|all|each|patients|participants|subjects|they|adults|eyes|knees)\b[^.;]{0,40}\b(?:had|got|received|were given|underwent|was given)\b",
    re.IGNORECASE,
)
KIND_OF_PEOPLE = re.compile(
    r"\b(?:men|women|males?|females?|boys|girls|stage|grade|smokers|died|deaths?|years|aged?|withdr\w+)\b",
    re.IGNORECASE,
)
WHO_GOT = re.compile(
    r"\A ?(?:of the )?(?:[\w-]+ ){0,3}?(?:who|that|which|given|receiving|assigned to|treated with|injected with|infused with)\b",
    re.IGNORECASE,
)
HAPPENED_BEFORE = re.compile(
    r"\b(?:reactions?|events?|complications?|effects?|fever|infections?|bleeding|pain)\b[^.;]{0,60}\b(?:in|by|with) \Z",
    re.IGNORECASE,
)
TO_FOLLOW_UP = re.compile(r"\A(?:(?:,|,? and) №+){0,5}[^.;,]{0,30}\bto follow")
LOST_BEFORE = re.compile(r"\blost (?:№+(?:, | and |, and ))*\Z")
WHY = re.compile(r"\b(?:because|owing to|due to|on account of|reasons?|causes?)\b", re.IGNORECASE)
REASONS = re.compile(
    r"\b(?:because|owing|due to|reasons?|caus(?:e|es|ed|ing)|dead|died|deaths?|not known|unknown|refusal|never|complications?|adverse|events?|toxicit\w+|reactions?|withdr\w+|excluded|left out|dropped|discontinued|fail\w*)\b",
    re.IGNORECASE,
)
"""Words before sizes in brackets that say why, and not of which arm: "relapse (n = 7), pneumonia (n = 2)"."""
ARMISH = re.compile(
    r"\b(?:groups?|arms?|cohorts?|tiers?|levels?|doses?|steps?|sequences?|sets?|limbs?|sides?|strat(?:a|um)|parts?|waves?|placebo|controls?|sham|saline|vehicle|high|higher|low|lower|middle|medium|standard|cells?|[A-Z]*MSCs?|exosomes?|vesicles?|secretome|waiting|wait|immediate|early|late|delayed|deferred|active|steroids?|PRP|SVF|experimental|intervention|treatment|comparator|usual|(?-i:[A-Z][A-Z\d+-]+|[A-E](?![.\w])|[IVX]+)|¶+|[¤µ]+)(?!\w)",
    re.IGNORECASE,
)
"""Words by which arms are called, where nothing says which arms there are."""
