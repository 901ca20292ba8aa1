"""The word order that the rules read: verbs behind their subjects, "control group" for "group control", "week 24".

Only words that were put into English are moved, and each keeps its place in the page.

>>> english_order(Text.of("Nach 12 months died three patients, and in group control two.")).string
'Nach 12 months three patients died, and in control group two.'
>>> english_order(Text.of("In the study were 27 patients enrolled.")).string
'In the study 27 patients were enrolled.'
>>> english_order(Text.of("At the 24. week")).string
'At the week 24'
"""

from __future__ import annotations

import re

from abstract_extract.text import Edit, Text

_TEENS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = rf"(?:\d+|(?:{_TEENS}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?)(?![a-z-]))"
_PEOPLE = r"(?:patients?|participants|subjects|women|men|children|infants|adults|people|volunteers|eyes|knees|hips|limbs|teeth|cases|defects|controls)"
_COUNT = (
    rf"{_NUMBER}(?: of (?:the )?{_NUMBER})?(?:(?: of the| of)? {_PEOPLE})?"
    rf"(?![.,]?\d|[\w%-]| ?[%×x/]| (?:of (?:the )?{_NUMBER}|and|months?|weeks?|years?|days?|hours?|times|doses|injections|infusions|{_PEOPLE})\b)"
)
# "3, 4 and 5 patients"; of "three, and two withdrew" the second is told of by its own verb.
_LISTED = rf"(?:(?:{_NUMBER}, ){{0,3}}{_NUMBER},? and (?={_NUMBER}(?: {_PEOPLE})?(?:,? respectively|,? (?:in|of) (?:the|each|group)|[.;)])))?"
_INTRANSITIVE = (
    r"died|(?:were|was) lost to follow-up|dropped out|withdrew(?: consent)?|did not return|moved away|survived|relapsed|"
    r"completed(?: (?:the )?(?:study|trial|follow-up|treatment))?|(?:were|was) (?:evaluated|analysed|treated|screened|invited|excluded|operated|followed|infused)|"
    r"attended|improved|healed|responded|received(?: (?:the )?(?:cells|treatment|infusion|injection|placebo|dose))?(?= (?:[\w-]+ ){1,3}(?:patients|participants|subjects|women|men|children|people|eyes|knees|limbs))"
)
# A verb that opens its clause, or stands behind a word of time or place: what it tells of comes after it.
_VERB_FIRST = re.compile(
    rf"(?:\A|(?<=[.;:,(] )|(?<=\band )|(?<=\bmonths )|(?<=\bweeks )|(?<=\bdays )|(?<=\byears )|(?<=\bweek \d )|(?<=\bweek \d\d )|(?<=\bmonth )|(?<=\byear )|(?<=\bgroup )|(?<=\bwho ))"
    rf"(?P<verb>{_INTRANSITIVE})(?P<gap> )(?P<subject>{_LISTED}{_COUNT}(?: \({_NUMBER} {_PEOPLE}\))?)",
    re.IGNORECASE,
)
_PARTICIPLE = r"(?:enrolled|randomised|treated|assigned|evaluated|analysed|excluded|followed|operated|infused|injected|transplanted|implanted|screened|divided|included|observed)"
_FRAME = re.compile(
    rf"\b(?<!there )(?P<aux>(?:were|was) )(?!{_PARTICIPLE}\b|recorded\b|lost\b)(?P<mid>[^.;:()]{{0,40}}?\b{_NUMBER}(?: {_PEOPLE})?\b(?:(?!\bwere\b|\bwas\b)[^.;:()]){{0,80}}?)(?P<verb>{_PARTICIPLE})\b(?! (?:{_PEOPLE}|groups?|arm)\b)",
    re.IGNORECASE,
)
# "Occurred headache in 5" is "headache occurred in 5".
_HAPPENED = re.compile(
    rf"(?:\A|(?<=[.;:,] )|(?<=\band )|(?<=\bmonths )|(?<=\bweeks )|(?<=\bgroup ))"
    rf"(?P<verb>(?:occurred|(?:were|was) (?:observed|recorded)))(?P<gap> )(?P<subject>(?!no\b|none\b|in\b)[^\W\d][^.;:,()\d]{{2,60}}?(?: \([^()]{{1,40}}\))?)(?P<end> )(?=in (?:the )?(?:{_NUMBER}|\d))",
    re.IGNORECASE,
)
# "18 the drug received": the verb at the end of its clause, as German and Turkish have it.
_VERB_LAST = re.compile(
    rf"\b(?P<subject>{_NUMBER}(?: {_PEOPLE})?)(?P<gap> )(?P<object>(?:the|both|all|a|no|cells|mesenchymal) [^.;:,()\d]{{2,50}}?)(?P<end> )(?P<verb>received|completed|achieved|required)(?= ?[.,;])",
    re.IGNORECASE,
)
# "Fever had four of nine" is "four of nine had fever".
_OBJECT_FIRST = re.compile(
    rf"(?:\A|(?<=[.;,] ))(?P<object>(?!(?:{_NUMBER}|[\w-]*(?:who|they|patients?|group|all|none|each|both|of))\b)[^\W\d][^.;:,()\d]{{2,40}}?)(?P<gap> )(?P<verb>had)(?P<end> )(?P<subject>{_COUNT})(?=[,.;]| and\b)",
    re.IGNORECASE,
)
# "7 patients of 15" are 7 of 15 patients; "each 30 patients", 30 patients in each.
_PART = re.compile(
    rf"(?<![\w.,])(?<!and )(?<!, )(?P<part>{_NUMBER})(?P<gap> )(?P<people>{_PEOPLE})(?P<of> of (?:the )?)(?P<whole>{_NUMBER})(?![.,]?\d|[\w%-]| {_PEOPLE}| (?:months?|weeks?|years?|days?)\b)",
    re.IGNORECASE,
)
_EACH = re.compile(
    rf"\beach (?P<count>{_NUMBER}(?: {_PEOPLE})?)(?![.,]?\d|[\w%-]| (?:in each|million|billion|mg|ml|µ?[gL]|times|doses|months?|weeks?|days?|hours?)\b| ?[×x/(])",
    re.IGNORECASE,
)
_THERE_WERE_NO = re.compile(r"(?:\A|(?<=[.;] ))did not occur (?=[a-z])", re.IGNORECASE)
# "Allergic reactions did not occur" is "there were no allergic reactions".
_DID_NOT_OCCUR = re.compile(
    r"(?:\A|(?<=[.;] ))(?P<thing>(?!(?:no|none|nor|neither|they|it|this|which)\b)[^\W\d](?:(?!\b(?:no|none|were|was|had|but)\b)[^.;,:()\d]){2,60})(?P<gap> )(?P<verb>did not occur)(?=[.;,]|\Z)",
    re.IGNORECASE,
)
# "28 patients main group" are 28 patients in it, as Slavic languages have it.
_IN_GROUP = re.compile(
    rf"\b(?:{_PEOPLE}(?: \([\d.]+ ?%\))?|{_NUMBER} \([\d.]+ ?%\)|were evaluated|were treated)(?P<gap> )(?=(?:main|control|treatment|cell|placebo|first|second) group\b|group [\dA-D]\b)",
    re.IGNORECASE,
)
# "Reported pain nine patients" is "nine patients reported pain".
_VERB_OBJECT = re.compile(
    rf"(?:\A|(?<=[.;] ))(?P<verb>reported|had|received|required|achieved|completed|underwent|did not receive)(?P<gap> )(?P<object>(?:the \d+ (?:months|weeks)|(?:(?!{_NUMBER}\b)[^\d.,;:()]){{2,50}}?))(?P<end> )(?P<subject>{_LISTED}{_NUMBER} {_PEOPLE})(?! (?:of|\()|[%\w-])",
    re.IGNORECASE,
)
# "22 of the cell group" are "22 in the cell group".
_OF_GROUP = re.compile(
    rf"(?<=\b){_NUMBER}(?: {_PEOPLE})?(?: \([\d.]+ ?%\))? (?P<of>of(?: the)?) (?:[\w-]+ (?:group|arm|cohort)|(?:group|arm|cohort) [\w-]+|low dose|high dose|placebo)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?P<group>group|arm|cohort)(?P<gap> )(?:of (?:the )?)?(?P<name>control|placebo|treatment|treated|experimental|active|test|cells?|stem cells|mesenchymal stem cells|saline|sham|standard|exosomes?|secretome|myoblasts|fibroblasts|keratinocytes|chondrocytes|mononuclear cells|mesenchymal stromal cells|hyaluronic acid|intervention|comparison|conventional|intramuscular|intra-articular|subcutaneous|combined|early|late|first|second|low dose|high dose|medium dose|intravenous|intrathecal)\b(?! of\b)",
    re.IGNORECASE,
)
# "2 million of cells" and "2 million/kg" are said of cells.
_MILLION = re.compile(r"(?<=\bmillion)(?: of(?= (?:\w+ ){0,4}cells\b)|(?=/ ?kg\b))", re.IGNORECASE)
# "The follow-up mean was of 14 months" is "the mean follow-up was 14 months".
_MEAN = re.compile(r"\b(?P<group>follow-up)(?P<gap> )(?P<name>mean|median|minimum)\b(?! follow)", re.IGNORECASE)
_WAS_OF = re.compile(
    rf"\b(?:was(?= of (?:{_NUMBER}|\d))|(?:median|mean)(?= of (?:the )?follow-up)|died(?= for \w)|deaths?(?= for \w))(?P<of> (?:of|for)(?: the(?= follow-up))?)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<number>\d{1,3})(?P<sign>(?:\.(?= )|º|ª|°|\^?(?:ème|e|a|o|er)\b|-(?:й|го|му|ій|ої|ої|ого|ому|ым|ой|ую|ою|ю|я|ша|шу|шої|га|тя|а|у|ма|ї|х|м)\b)\.?)(?P<gap> )(?P<unit>week|month|day|year|visit|group|cohort|arm)\b",
    re.IGNORECASE,
)
# Other languages say no twice: "none not died" is "none died".
_TWICE_NO = re.compile(rf"\b(?:no|none) (?:{_PEOPLE} )?(?P<second>(?:not|no) )", re.IGNORECASE)
_NO_DID_NOT = re.compile(
    r"\b(?:no|none)\b[^.;,]{0,60}?\b(?P<before>did not occur)\b|\b(?P<after>did not occur)(?= (?:\w+ ){0,2}(?:no|none)\b)",
    re.IGNORECASE,
)


_MOVES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (_GROUP, ("name", "gap", "group")),
    (_PART, ("part", "of", "whole", "gap", "people")),
    (_VERB_FIRST, ("subject", "gap", "verb")),
    (_HAPPENED, ("subject", "gap", "verb", "end")),
    (_DID_NOT_OCCUR, ("verb", "gap", "thing")),
    (_VERB_OBJECT, ("subject", "gap", "verb", "end", "object")),
    (_OBJECT_FIRST, ("subject", "gap", "verb", "end", "object")),
    (_VERB_LAST, ("subject", "gap", "verb", "end", "object")),
    (_MEAN, ("name", "gap", "group")),
)
"""Patterns, and their groups in the order in which English has them."""


def english_order(text: Text) -> Text:
    """The text, half English, with the words that the rules look for in the order in which they look for them."""
    text = text.replace([(*match.span("second"), "") for match in _TWICE_NO.finditer(text.string)])
    text = text.replace(
        [(*match.span(match.lastgroup or 0), "occurred") for match in _NO_DID_NOT.finditer(text.string)]
    )
    text = _framed(_moved(text, _ORDINAL, ("unit", "gap", "number")))
    text = text.replace([edit for match in _EACH.finditer(text.string) for edit in _behind(match)])
    for pattern, order in _MOVES:
        text = _moved(text, pattern, order)
    edits = [
        *((*match.span(), "" if match.group() else " cells") for match in _MILLION.finditer(text.string)),
        *((*match.span("of"), " from" if "for" in match["of"] else "") for match in _WAS_OF.finditer(text.string)),
        *((*match.span(), "There were no ") for match in _THERE_WERE_NO.finditer(text.string)),
        *((*match.span("of"), "in the") for match in _OF_GROUP.finditer(text.string)),
        *((*match.span("gap"), " in the ") for match in _IN_GROUP.finditer(text.string)),
    ]
    return text.replace(sorted(edits))


def _behind(match: re.Match[str]) -> tuple[Edit, Edit]:
    """Edits by which "each" stands behind its number."""
    return (match.start(), match.start("count"), ""), (match.end(), match.end(), " in each")


def _moved(text: Text, pattern: re.Pattern[str], order: tuple[str, ...]) -> Text:
    """Each match with its groups in the order of their names; what is not named is left out."""
    pieces: list[Text] = []
    position = 0
    for match in pattern.finditer(text.string):
        pieces.append(text.slice(position, match.start()))
        moved = [text.slice(*match.span(name)) for name in order]
        if (opens := text.string[match.start()]).isupper():
            # What opened a sentence and is moved into it begins small, and what opens it now, with a capital.
            moved = [
                piece.replace([(0, 1, opens.lower())]) if piece.string.startswith(opens) else piece for piece in moved
            ]
            moved[0] = moved[0].replace([(0, 1, moved[0].string[0].upper())])
        pieces += moved
        position = match.end()
    return Text.join([*pieces, text.slice(position, len(text))], "") if pieces else text


def _framed(text: Text) -> Text:
    """A participle at its clause's end gets its auxiliary: "were 27 patients enrolled" is "27 patients were enrolled"."""
    edits = []
    for match in _FRAME.finditer(text.string):
        edits += [
            (match.start("aux"), match.end("aux"), ""),
            (match.start("verb"), match.start("verb"), match["aux"].lower()),
        ]
    return text.replace(edits)
