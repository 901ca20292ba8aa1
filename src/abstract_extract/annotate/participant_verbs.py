"""The verbs that tell a participant's status, before and after the number, in the order in which they are tried."""

from __future__ import annotations

from abstract_extract.record import ParticipantStatus

from .participant_turns import turns, with_turns
from .pattern_words import LONGEST_LIST_ANYWHERE, Gated

_PRODUCT = r"(?:cells?|MSCs?|stem|exosomes?|vesicles?|EVs|infusions?|injections?|sessions?|surgery|transplant\w*|treatment|therapy|placebo|doses?|interventions?|implant\w*|grafts?|vaccin\w*|nothing|steroids?|water|acid|plasma|saline|sham|drug|product|medication|standard|control|conventional|study|allocated|assigned|liposuction|leukapheresis|apheresis|shots?|drips?|blood|operations?|procedures?|secretome|lysates?|medium|sheets?|patch(?:es)?|islets?|lymphocytes?|keratinocytes?|fibroblasts?|organoids?|scaffolds?|gel|dressings?|drops|spray|suspension|vials?|SVF|PRP|TILs?|DLIs?|boosters?|dosing|vehicle|carrier|dummy|mock|needles?|mitochondria|platelets?|both|it|\w+(?:ectomy|plasty|otomy|centesis|scopy)|[a-z]{2,8}-¶{2,4})"
_AUX = r"(?:(?:who|that|which|of whom|with [^.;№]{1,80}?) )?(?:(?:were|was|have been|had been|has been|are|is|being|be|will be|to be|got) )?(?:(?:successfully|finally|initially|subsequently|eventually|then|also|randomly|prospectively|consecutively|all|each|ultimately|further|retrospectively|actually|equally|first|again|thus|therefore|hence|consequently|now|indeed|still|likewise|together|later|both|duly|twice|once|already|in the end|at last) ){0,2}"
# The verbs, each with its status, in the order in which they are tried.
_VERBS: tuple[tuple[ParticipantStatus, str], ...] = (
    (
        "planned",
        r"(?:will be|are to be|is to be|are planned|were planned|was planned|are expected|are sought|are wanted|are hoped for|(?:are|is|were) (?:foreseen|intended|envisaged|anticipated)|will (?:receive|participate|enter|undergo|take part|join|get|have)|to be (?:enrolled|recruited|included|randomi[sz]ed))",
    ),
    (
        "lost",
        r"(?:had (?:since |then |already |meanwhile )?)?(?:lost to follow|lost (?:contact|touch)|(?:had )?dropped out|(?:was|were) dropped|(?:were|was|been) (?:then |later |also |subsequently |already )?lost\b|lost\b(?= ?[.,;]|\Z)|moved (?:away|abroad|house|home|to (?!the )(?:a |an )?\w|out of|elsewhere)|emigrated|abandoned|(?:did not|never|failed to) (?:c[ao]me? (?:back|again|to)|return(?:ed)?|attend(?:ed)?|(?:show|turn)(?:ed)? up|appear(?:ed)?|present(?:ed)? (?:for|at))|could (?:not|no longer) be (?:traced|reached|located|found|contacted|followed)|left the (?:study|trial|country|region|province|city|area)|stopped (?:attending|coming)|stayed away|had gone (?:back|away|abroad)|(?:were|was) (?:untraceable|out of reach|no longer (?:reachable|traceable))|disappeared|went missing|(?:fell|fallen|fall) out(?= ?[.,;:]|\Z| of| after| before| by| in\b)|(?:(?:were|was|had been|had gone|went|gone|dropped|fell|fallen|passed|slipped|got|are|is) )?(?:lost )?(?:out of|from) (?:sight|view|touch|contact|reach|observation|our (?:sight|view|reach))|lost (?:sight of|from (?:view|sight|observation|our)|to (?:sight|view|observation|contact|us|further|any|long|all|later|clinic|the (?:study|trial)))|(?:not|never) (?:heard|seen) (?:of|from)|(?:went|gone|left|moved) (?:off )?to (?:live|work|stay|study|settle) |went (?:away|home|back to (?:his|her|their|the))|relocated|vanished|(?:fell|went|gone|fallen) silent|slipped away|(?:did not|never|failed to|didn't) (?:re-?appear|answer|respond to|reply|keep|report|turn up|show up|re-?turn|be reached|re-?attend|re-?present|make it)|(?:was|were|are) (?:unavailable|no longer (?:available|there|contactable|present|to be|around))|no longer (?:available|traceable|reachable|found|contactable)|unavailable (?:for|at|after|by)|gave up (?:before|early|half|part)|defaulted|absconded|ceased (?:contact|attending|to attend|coming)|can(?: ?not| no longer) be (?:traced|reached|located|found|contacted)|quit\b(?! [a-z]+ing\b| work\b)|(?:gone|went) (?:abroad|overseas|back home)|broke off contact|(?:were|was) (?:not|never) (?:seen|heard of) again|no longer (?:came|attended|answered)|drop-?outs?\b|losses to follow|stopped answering|stopped (?:attending|coming|answering|visiting|replying|responding)|absentees)",
    ),
    (
        "screened",
        r"(?:screened|assessed(?: for eligibility)?(?= ?[.,;]|\Z| for elig| and| at)|approached|evaluated for eligibility|checked for eligibility|referred|had been (?:assessed|examined)|considered(?: for| eligible|(?= and| ?[.,;]|\Z))|signed (?:(?:the|an?|informed|written|a written) ){0,3}consent|invited|interviewed(?= and | for | between)|looked (?:at|over)|worked up|vetted|sifted|pre-?screened|asked(?= ?[.,;]|\Z| to (?:take|join|participate|enter)| and\b| whether)|(?:came (?:to|for)|underwent|attended|had) (?:a |the |an )?(?:[\w-]+ )?(?:screening|eligibility)|contacted|(?:gone through|reviewed|examined|checked|tested|considered) (?:for|against) (?:inclusion|entry|eligib\w+|suitab\w+|enrol\w+|participation|the criteria)|(?:assessed|examined|evaluated|tested|seen) for (?:inclusion|entry|enrol\w+|participation))",
    ),
    (
        "completed",
        r"(?:complet(?:ed|ing)|finished|(?:reached|got to|made it to|came to|arrived at|lasted to|held out to) the (?:very )?end|took (?:all|the (?:whole|full|entire|complete)|every)\b(?: of)?(?: the)?(?: [\w-]+){0,2}? (?:course|doses?|sessions?|injections?|infusions?|schedule|programme)|(?:were|was) (?:still )?(?:present|there|in (?:it|the study)) (?:at|until|till|to) the end|reached ð+ per protocol|reached (?:week|month|day|year) ¶+ per protocol|(?:ended|concluded) (?:the |their )?(?:study|trial|participation|treatment|course|follow-up|protocol)|(?:went|came|got) through (?:both|all|the (?:whole|entire)|№+|every)|stayed (?:in the (?:trial|study)|the course)|(?:stayed|remained) (?:on study )?to the end|(?:stayed|went on|continued|carried on|kept on|kept going|held on|persevered|remained)(?: on study| in the (?:study|trial)| in| on)? (?:through|to|until|till|up to) (?:the end|week|month|day|year|ð|№)|saw the (?:trial|study) (?:through|out)|kept (?:to )?(?:all|every one of) (?:the |their )?(?:visits|appointments)|adhered to the end|saw it (?:through|out))(?! (?:remission|response|healing))",
    ),
    (
        "analysed",
        r"(?:analy[sz]ed|evaluable|(?:had|gave|provided|yielded|contributed|offered|supplied|left|returned|delivered) (?:(?:a|an|the|their) )?(?:usable|complete|evaluable|readable|analy[sz]able|valid|full|sufficient|adequate|paired|available|interpretable|assessable|follow-up|ð+|final|serial|both) ?(?:[\w-]+ ){0,2}?(?:data|biops\w+|scans?|images?|imaging|measurements?|follow-up|records?|samples?|results?|recordings?|questionnaires?|diaries|MRI|films?|slides|assessments?|examinations?|visits?)|answered (?:the|our|a|all|every) |(?:made up|formed|constituted|entered|comprised|went into|came into|joined|populate[ds]?) the (?:[\w-]+ ){0,4}?(?:analys[ie]s|set|population)\b|(?:remained|were left|was left|left|remaining|stayed|suitable|fit|sufficient|there|enough) (?:for|in|to) (?:the |an |be |our )?(?:[\w-]+ ){0,3}?(?:analys\w+|evaluat\w+|assess\w+|follow-up|judged|comparison|set|population|examination)\b|(?:remained|were (?:still )?|stayed) ?(?:under|in) (?:observation|follow-up|our care|surveillance)|counted (?:for|in|towards|as)|(?:have |had )?passed (?:week|month|year|day|the|ð)|(?:were|was) (?:phoned|telephoned|reached by|re-?scanned|re-?imaged|re-?biopsied|re-?assessed|re-?evaluated|looked at again|checked again|checked at|graded|rated|tallied)(?! (?:as|to|good|excellent|fair|poor|less|more|better|worse|very|№)\b)|included in (?:the |this |our )?(?:\w+[ -]){0,4}?(?:analys[ie]s|set|population)|available\b|assessable|contributed|evaluated (?:for|at)|attended|could be (?:seen|evaluated|assessed|analy[sz]ed|followed|reached|judged|examined|read|rated|scored)|re-?examined|(?:came|turned up|returned|reported back|presented|showed up|were back) (?:back |again )?(?:for|to|at) (?:the |their |its |a )?(?:[\w-]+ ){0,3}?(?:visits?|check(?:-ups?|s)?|scans?|examination|assessment|evaluation|review|follow-up|control|recall|month|week|year|ð+|measurement|(?:re-?)?test)|came back|(?:came|came in|returned|attended|reported)(?: back)? (?:again )?(?:at|in) (?:month|week|year|day|ð)|(?:went|entered|came|were taken|were entered) (?:into )?(?:the |our |this )?(?:[\w-]+ ){0,3}?(?:analys[ie]s|statistics|evaluation|set\b|population)|(?:stayed|remained) in (?:the )?(?:[\w-]+ ){0,2}?analysis|(?:were|was) (?:on|to|at) hand|have been (?:seen|followed|evaluated|assessed|examined)|(?:were|was|be) (?:judged|rated|scored|counted in)(?! (?:as|to|good|excellent|fair|poor|less|more|better|worse|an?|non|free|very|[a-z]+ly|likely|related|unrelated|possibl\w|№)\b)|followed (?:beyond|up to|for|until|through)|(?:reached|made it to|got to) (?:the )?(?:ð+|final|last|end|week ¶|month ¶|year ¶|day ¶)|(?:were |was )?(?:in|part of) the (?:[\w-]+ ){0,3}?(?:set|population|analysis)\b|(?:were |was )?(?:examined|seen|assessed|scanned|measured) again|seen at|were seen|(?:were|was) (?:re-?)?examined(?! for)|(?:were|was) assessed (?:at|after)|remained in|had (?:data|follow-up))",
    ),
    (
        "randomised",
        r"(?:(?:underwent|came to|went on to|proceeded to|entered) randomi[sz]ation|randomi[sz]ed|randomi[sz]ation|randomly|(?:assigned|allocated|divided|distributed|allotted|sorted|shared out|drawn|dealt|split|put)(?: [\w-]+){0,2}? (?:by (?:lot|lots|draw|chance|(?:a |the )?(?:computer|coin|toss|drawing)|minimi[sz]ation|(?:sealed|opaque|numbered)[, ](?:[\w-]+ )?envelopes?|envelopes?)|at random|randomly)|at random|by lot|drawn by (?:lot|computer)|drew (?:lots|straws|(?:an? |the |their )?(?:[\w-]+ )?(?:envelope|card|ticket|lot)s?\b)|put into (?:the )?[\w-]+(?: [\w-]+)? (?:group|arm)|(?:were|was|got) drawn(?= ?[.,:;(]|\Z| (?:by|into|to|for|in|evenly|equally|№|÷))|drew (?:a|the|their|one|lots?|an)\b|(?:allotted|assigned|allocated|divided|split|shared out|distributed|sorted|dealt)(?: out)? (?:in (?:a )?(?:ratio )?)?(?:÷|evenly|equally|by chance|in equal|half and half|fifty-fifty)|tossed (?:a coin|for))",
    ),
    (
        "allocated",
        r"(?:assigned|allocated|allotted|divided|distributed|(?:went|fell) (?:in)?to (?:the |an? )?(?:[\w-]+ ){0,2}?(?:cells|placebo|controls?|sham|saline|groups?|arms?)\b|formed(?! the (?:cohort|series|study|sample))|(?:served|acted|kept|taken|used) as (?:the |a |un\w+ )?(?:[\w-]+ )?controls?|served as|made up(?! the (?:cohort|series|study|sample))|comprised|constituted|(?:were |was )?left untreated|remained untreated|went untreated|waited\b)",
    ),
    (
        "treated",
        rf"(?:treated\b|retreated\b|transplanted\b|infused\b|injected\b|implanted\b|grafted\b|dosed\b|vaccinated\b|inoculated\b|reinfused\b|reinjected\b|perfused\b|catheteri[sz]ed\b|immuni[sz]ed\b|engrafted with|let us (?:put|inject|give|place|infuse)|(?:went|proceeded|progressed|came)(?: on| forward)? to (?:[\w-]+ and )?(?:surgery|infusion|treatment|transplant\w*|injection|implantation|grafting|the (?:procedure|operation|infusion|injection|transplant\w*))|(?:started|began|commenced)(?: on)? (?:treatment|therapy|the (?:infusions?|injections?|treatment))|(?:put|started|placed) on (?:the )?(?:cells|treatment|study|drug|secretome|vesicles|exosomes|placebo)|took (?:all |at least |up to )?(?:(?!the\b)[\w'’·-]+ ){{0,3}}?(?:doses?|infusions?|injections?|courses?|cells|exosomes)\b|(?:received|receiving|underwent|undergoing|went through(?! (?:all|both|the|every)\b)|given|got|administered) (?!(?:on|in|into|onto|on to) (?:the )?(?:study|trial))(?:[^.;,]{{0,60}}?)\b{_PRODUCT}|had (?:(?:the|a|an|single|one|two|both|cell|stem|MSC|exosome|autologous|allogeneic|their|first|second|№+) ){{0,4}}(?:surgery|injections?|infusions?|transplant\w*|implantations?|cells|biops\w+|procedure|treatment\b(?= with))|operated\b|had (?!no\b|not\b|fewer|too\b|enough\b|insufficient|previous|prior|earlier|already|a history|[a-z]+ed\b|got\b|taken\b|become\b|come\b|gone\b|been\b|to\b)(?:(?!and\b|but\b|or\b|in\b|with\b|by\b|on\b|at\b|of\b|for\b|than\b|as\b|heart\b|liver\b|kidney\b|lung\b|cardiac\b|renal\b|hepatic\b|corneal\b|organ\b|second\b|repeat\b|rescue\b|after\b|before\b|to\b|following\b|due\b|related\b|from\b)[\w'’·-]+ ){{0,4}}?(?:injections?|infusions?|implants?|transplant\w*|shots?|drips?|sham|saline|exosomes|cord blood|plasma|MSCs?|cells|dosing|sessions?|secretome|lysate|vesicles|sheets?|the needle|vehicle|placebo|(?:the|a) steroid|medium|(?:first |last |second )?doses?|courses?)\b(?! ?(?:count|site|reaction|rejection|failure|loss|-related| made\b| grown\b| cultured| expanded| of (?:a|the) wrong| taken| drawn| counted| counts))|had (?:their|his|her|both|one|the) (?:[\w-]+ ){1, 3}?(?:injected|treated|infused|grafted|operated|implanted|lifted|filled|punctured)|had (?:the |a )?(?:surgery|biops\w+|operation|procedure|harvest|(?:[\w-]+ )?(?:flap|\w+ectomy|\w+plasty|\w+otomy|autograft|graft|patch|decompression|compression|microfracture|sheet)\b))",
    ),
    (
        "enrolled",
        r"(?:enrol\w+(?! no\b)|(?:started|began|went on) (?:the |this |our )?(?:trial|study)\b|(?:formed|made up) the (?:cohort|series|study|sample)|were (?:chosen|selected|accepted|admitted)(?= ?[.,;]|\Z| for (?:the|this) (?:study|trial))|recruited|included|entered|participated|took part|taken part|accrued|registered|admitted to the (?:study|trial)|joined|inducted|let into|signed (?:up|on|in)\b|came in\b|let in\b|said yes|opted in|came forward|were on board|accepted(?= ?[.,;]|\Z| and| the invitation| to)|(?:started|began)(?= ?[.,;)]|\Z| \(| between| and )|assented|gave (?:their|his|her) (?:agreement|assent)|willing(?= ?[.,;)]|\Z)|agreed(?= to (?:take part|participate|join)|,? and\b| ?[.,;]|\Z)|(?:came|went|were brought|were taken|was brought|was taken|were accepted|were admitted) (?:in)?to (?:this|the|our) (?:[\w-]+ ){0,3}?(?:study|trial|research|cohort|project|programme)|(?:were |was )taken (?:on|in)\b|gave (?:(?:their|written|informed|signed) ){0,3}con-? ?sent(?! and (?:were|was) (?:then )?(?:screened|assessed|examined))(?![^.;№]{0,80}random)|consented(?= ?[.,;]|\Z| to (?:take|participate|join)| and\b)(?![^.;№]{0,80}random))",
    ),
)
_DONE = frozenset({"screened", "enrolled", "completed", "lost"})
_ORDER: tuple[ParticipantStatus, ...] = (
    "planned", "lost", "screened", "completed", "randomised", "analysed", "treated", "enrolled", "allocated",
)  # fmt: skip
_HAD = "(?:(?:had|have|has) (?!included|registered))?"
"""Of these a past perfect says the same: "two had moved away", "43 had entered"; "12 had received" tells of earlier days."""
Verb = tuple[ParticipantStatus, Gated]
_TURNED = tuple((status, with_turns(status, verb)) for status, verb in _VERBS)
VERB_LATER: tuple[Verb, ...] = tuple(
    (
        status,
        Gated(rf"\A(?P<lead>[^.;№]{{0,170}}?)\b{_HAD if status in _DONE else ''}{verb}", LONGEST_LIST_ANYWHERE),
    )
    for status, verb in _TURNED
)
VERB_AFTER: tuple[Verb, ...] = tuple(
    (
        status,
        Gated(
            rf"\A[ ,]{{0,200}}(?:[(\[][^()\[\]№]{{0,60}}[)\]] ?,? ?)?(?:respectively,? )?(?:of (?:whom|which|them|these|those|the latter|the former|our own|the rest) |others? |more |further ones |in all |altogether |(?:who|that) (?:were left|remained|stayed) )?{_AUX}{_HAD if status in _DONE else ''}{verb}",
        ),
    )
    for status, verb in _TURNED
)
_ARTICLE = r"(?:a total of |altogether |approximately |about |up to |at least |only |some |another |a further |the |all |these |our |other |additional |remaining |last |first |next |same |totally |in total,? |of )*"
_PASSIVE_TO = r"(?:were |was )?(?:returned|administered|given|delivered|performed|done|transplanted|infused|injected|implanted|carried out|applied|conducted|used|tested|tried|made|placed|put|begun|started|initiated|commenced)(?: [a-z]+ly)?[^.;,№]{0,80}?\b(?:to|in|into|on|for|by|with)|\b(?:were|was|been) (?:received|undergone|laid(?: in)?|instilled|sown|sprayed|taken|had)[^.;,№]{0,80}?\b(?:by|in|on|to)"
_BEFORE: tuple[tuple[ParticipantStatus, str], ...] = (
    (
        "planned",
        r"\b(?:target(?:ed)?(?: sample size)?(?: of)?|(?:recruitment|enrol?lment|inclusion) of(?=[^.;]{0,60}(?:intended|planned|aimed|expected|foreseen))|(?:planned|anticipated|estimated|expected)(?: (?:enrol\w+|sample size|number|accrual))?(?: of| is| was| to be|:)?|(?:aim(?:s|ed)?|plan(?:s|ned)?|intend(?:s|ed)?|needs?|expects?|designed|sought) to (?:enrol\w*|recruit|include|randomi[sz]e|treat)|will (?:enrol\w*|recruit|include|randomi[sz]e|involve|be (?:conducted|performed|carried out) (?:in|on|with)|assign|treat|comprise|be (?:given|administered) to)|(?:sample size|a sample) (?:of|was|is|was set at|was calculated (?:as|at|to be))|foresaw|(?:sample(?: size)?|size|target|number|enrol\w+|accrual)(?: [\w-]+){0,2}? (?:had been |was |is |has been |were )?(?:set|fixed|put|calculated|estimated|planned|capped|determined|established)(?: at| as| to be| for)|(?:goal|aim|plan|target|intention|intent) (?:had been|was|is|has been)(?: for| to (?:have|reach|include|recruit|enrol\w*|treat))?|accrual(?: goal)? (?:of|is|was)|capacity for|powered for|aim(?:ed)? (?:at|for)|a target of|target:?|(?:should|would|is to|are to|is meant to|are meant to|mean to|means to) (?:enrol|recruit|include|take in|treat|randomi[sz]e)|(?:plan|protocol|design) (?:allows|allowed|calls|called|provides|provided) for|(?:hopes?|hoped|wants?|wanted|seeks?|expected|due|set) to (?:enrol\w*|recruit|include|treat|randomi[sz]e)|room for|(?:calculation|estimate|estimation|computation)s?(?: [\w-]+){0,3}? (?:called for|gave|yielded|asked for|came to|arrived at|resulted in|demanded)|recruitment (?:goal|target) (?:of|was|is)|lowered (?:from №+ )?to|raised (?:from №+ )?to|reduced from №+ to)[^.;№]{0,12} ",
    ),
    (
        "analysed",
        r"\b(?:intention[- ]to[- ]treat|intent[- ]to[- ]treat|m?ITT|per[- ]protocol|safety|efficacy|full analysis|evaluable|analysis) (?:populations?|sets?|samples?|cohorts?|analys[ie]s)(?: [a-z]+){0,2}? ?(?:comprised|included|consisted of|contained|was|were|had|of|in|with|numbered|counted|numbers|counts|comprises|includes|consists of|holds|held|took in|covers|covered|stood at|amounted to|came to|embraced|:)? ",
    ),
    (
        "lost",
        r"\b(?:loss(?:es)? to follow-?up (?:occurred|happened|was|were|affected|concerned)(?: [a-z]+)?(?: in| for| by)?|lost to follow-?up(?: by [^.;,№]{1,20})? (?:were|was|:)|(?:drop-?outs|losses)(?: to follow-?up)?(?: [a-z]+)? (?:were|was|numbered|amounted to|came to|:)|(?:contact|touch|follow-?up) (?:was|were) lost (?:with|in|of|to|for)|lost (?:contact|touch) with|lost (?:track|sight) of) ",
    ),
    (
        "screened",
        r"\b(?:screen(?:ed|ing)(?: of| took in)?|assessed|approached|interviewed|looked (?:at|over)|vetted|sifted|(?:eligibility|suitability) (?:was|were) (?:checked|assessed|examined|tested|judged) (?:in|for|of)|(?:informed )?con-? ?sents? (?:was|were) (?:signed|given|obtained|taken) (?:by|from)) ",
    ),
    (
        "randomised",
        r"\b(?:randomi[sz](?:ed|ing|ation of)|randomly (?:assigned|allocated|divided|assigning)|randomi[sz]ation (?:put|placed|assigned|gave|allotted|sent|allocated)|(?:assigned|allocated|allotted|drawn)(?: [\w-]+){0,2}? (?:by (?:lot|lots|draw|chance|(?:a |the )?computer)|at random|randomly) (?:were|was)|we randomi[sz]ed|(?:we|authors|colleagues|investigators|researchers|team|doctors|trial|study|wave|part|stage|phase(?: ¶+)?) (?:[a-z]+ly )?(?:assigned|allocated|allotted|shared out|divided|distributed|split)|(?:lots?|chance|coin|computer|draw|envelopes?|dic?e|cards?|randomi[sz]ation|minimi[sz]ation|generator|software|program)(?: list| program| draw)?(?: then)? (?:sorted|split|divided|put|placed|assigned|allotted|distributed|sent|gave|allocated|dealt|shared out)) ",
    ),
    (
        "enrolled",
        r"\b(?:enrol(?:led|ling|s|lment of|ment of)?|recruit(?:ed|ing|s|ment of)|includ(?:ed|ing|es)|involv(?:ed|ing|es)|accrued|inclusion of|compris(?:ed|es|ing)|consist(?:ed|s|ing) of|(?:enrol\w+|recruitment|accrual|inclusion|entry) (?:was )?(?:closed|stopped|ended|halted|finished|stood|ceased|suspended)(?: early)? (?:at|after|with)|(?:recruitment|enrol\w+) (?:brought|yielded|produced)|registered|selected|took in|taken in|brought in|signed up|(?:cohort|series|study group|study population) (?:numbered|numbers|counted|was made up of|is made up of)|(?:cohort|study group|study population) (?:was|is)|(?:study|trial|phase ¶|series) (?:covered|covers|took|enlisted|gathered|counted|began with|started with)|study (?:of|in|on|with)|trial (?:of|in|with)|(?:researchers|doctors|team|authors|hospital|clinic|surgeons|we|they|investigators)(?: [a-z]+ [A-Z][a-z]+)? (?:followed|took|studied|saw)) ",
    ),
    (
        "completed",
        r"\b(?:follow-?up (?:was|is) (?:complete|completed|full) (?:in|for|by)|(?:completed|finished|gone through|seen through) (?:by|in)|completion (?:by|in)|(?:whole|full|entire|complete) (?:course|schedule|programme|series|protocol|regimen)(?: of [^.;,]{1,40})? (?:was|were|had been) (?:taken|reached|received|had|given|delivered)(?: by| in| to)?|(?:finishers|completers)(?: thus| then)? (?:numbered|were|:|came to|amounted to)) ",
    ),
    (
        "treated",
        r"\b(?:gave|offered|treat(?:ed|ing|ment of)|transplanted|infused|injected|dosed|implanted|vaccinated|grafted|gave [^.;,№]{1,60}? to|given to|administered to|"
        + _PASSIVE_TO
        + ") ",
    ),
    (
        "analysed",
        r"\b(?:(?:number|patients|those|participants|subjects) (?:evaluable|available|analy[sz]ed|assessed|assessable)(?: [^.;№]{0,40}?)? (?:was|were|numbered)|data (?:exist|existed) (?:for|on|from)|analys[ei]s (?:was|were|is)[^.;№]{0,50} (?:in|of|on|for|from)|leaving|which left|that left|there remained|(?:reduced|brought|cut)(?: the)?(?: [\w-]+){1,3}? to|analy[sz]ed|evaluat(?:ed|ing)|analysis (?:of|included)|data (?:from|of|on|were (?:available|(?:on|to|at) hand|obtained|complete) (?:for|from|in|on))|available (?:for|in|from)|(?:judged|studied) in|could be (?:read|assessed|evaluated|judged|analy[sz]ed|scored|examined|measured) (?:in|from|for|of)|set (?:of|comprised|included)) ",
    ),
)
_TURNED_BEFORE = tuple((status, f"(?:{'|'.join(turns('before', status))}) ") for status in _ORDER)
VERB_BEFORE: tuple[Verb, ...] = tuple(
    (status, Gated(pattern + _ARTICLE + r"\Z", LONGEST_LIST_ANYWHERE))
    for status, pattern in (*_TURNED_BEFORE, *_BEFORE)
)
"""The turns first: they say more than the plain verbs in them."""
