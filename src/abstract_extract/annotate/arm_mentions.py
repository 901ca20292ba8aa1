"""Where a sentence names the arms of a study: by a group word, by a letter, by size, by the usual comparators."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.candidates import ArmMention
from abstract_extract.study import Sentence

from .arm_names import COMPARATOR_WORD, WITHOUT, arm_key
from .hints import has_any
from .outcome_kinds import kind_of
from .pattern_words import Gated
from .people import PEOPLE

_WORD = r"[A-Za-z0-9+][\w+/'.-]*"
_STOP = (
    r"(?:the|a|an|in|of|and|or|both|each|two|three|four|five|all|this|study|same|other|these|those|whole|entire|per|between|than|versus|vs\.?|from|to|for|with|into|by|any|either|every|our|their|at|on|as|was|were|are|is|had|that|which|"
    r"age|one|another|first|second|third|fourth|fifth|sixth|last|next|opposite|fellow|neither|nobody|none|selected|upper|lower|left|right|dominant|no|only|also|while|whereas|respective|different|randomi[sz]ed|parallel|compared|single|open|among|within|across|but|patient|patients|subjects|participants|dose|years?|months?|weeks?|days?|assigned|allocated|divided|equal|remaining|ethnic|working|support|focus|sub|successive|consecutive|sequential|subsequent|further|final|initial|original|separate|experimental and control|when|after|before|intergroup|more|multi|it|not|has|have|during|through|so|large|small|risk|treated|received|did|who)"
)
_GROUP_WORD = re.compile(
    r"[ -](?:groups?|arms?|cohorts?)\b(?! (?:size|therap|discussion|session|differences?))", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(rf"\b((?:{_WORD} ){{0,3}}{_WORD})\Z")
_COORDINATED = re.compile(
    r"(?:\bthe |\bin |, |\A)([A-Za-z][\w+/-]*(?: [A-Za-z+][\w+/-]*)?) (?:and|or|vs\.?|versus|&) (?:the )?\Z"
)
_REACH = 60
_LETTERED = re.compile(
    r"\b(?=[GgAaCcDdLlRrSsTt])((?:[Gg]roups?|GROUPS?|[Aa]rms?|[Cc]ohorts?|[Dd]ose levels?|[Ll]evels?|DL(?!T)|[Rr]egimen|[Tt]iers?|[Rr]ungs?|[Ss]teps?|[Ss]equences?) ?-?(?:[A-Z]{1,3}|[1-6]|I{1,3}V?|IV)(?:[ab])?"
    r"|(?:[Gg]roup|[Aa]rm|[Cc]ohort|[Dd]ose level|[Tt]ier|[Rr]ung|[Ss]tep) (?:one|two|three|four|five)(?! (?!(?:received|had|got|was|were|consist|includ|compris|and|or)\b)[a-z]))\b(?!\s?(?:%|°|[×xX*·∗]\s?10|million|\.\d|m[gL]\b))"
)
_LETTER_LIST = re.compile(
    r"\b(?=[GgAaCcDdLlSsTtRr])([Gg]roups|[Aa]rms|[Cc]ohorts|[Dd]ose levels|[Ll]evels|[Tt]iers|[Rr]ungs|[Ss]teps) ([A-Z]{1,3}|\d|I{1,3})((?:(?:, | and |, and | or | vs\.? | versus | to | through |-|–)(?:[A-Z]{1,3}|\d|I{1,3})\b){1,5})"
)
_LETTER_FIRST = re.compile(r"(?<![\w-])([A-E]) group\b(?! (?:of|is|was|were|that|in|for)\b)")
_LETTER = re.compile(r"[A-Z]{1,3}|\d")
_BARE = re.compile(
    rf"(?<![\w-])({COMPARATOR_WORD})(?:[- ](?:treated|alone|only))?(?: (?:patients|recipients|subjects|participants|eyes|knees))?\b(?![- ](?:controlled|group|arm|trial|study|effect|cohort|comparison|visit|of the disease|rate)| (?:were|was) (?:at|after|done|made|every|performed)\b)",
    re.IGNORECASE,
)
_BESIDE_CONTROLS = re.compile(
    rf"№+ (?P<name>experimental|intervention|treatment|treated|study|active|exposed)(?: {PEOPLE})?,? (?:and|versus|vs\.?|compared with|to) №+ (?:controls?|placebo|sham)\b",
    re.IGNORECASE,
)
"""What is counted beside controls: "23 experimental and 26 control patients"."""
_STUDY_BESIDE = re.compile(
    r"\b(?P<name>study)(?: groups?| arms?)?,? (?:and|versus|vs\.?|whereas|while|than|compared (?:with|to)) (?:in )?(?:the )?(?:controls?|comparison)[ -](?:groups?|arms?)\b",
    re.IGNORECASE,
)
""" "The study and control groups": there it is an arm, elsewhere "the study group" may be all."""
_CARRIER = re.compile(r"saline|vehicle|hyaluronic|observation|microfracture", re.IGNORECASE)
_CARRIER_BEFORE = re.compile(
    r"\b(?:of|in|m[lL]|with|under|by|normal|phosphate[- ]buffered|buffered|heparini[sz]ed|sterile|physiological|phosphate buffer) \Z",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"(?:№|¶|¦|µ|ð|å|%|\d)")
COMPARATOR_HINTS = (
    "placebo", "control", "sham", "vehicle", "saline", "standard", "usual", "conventional", "supportive",
    "no treatment", "untreated", "waiting", "observation", "hyaluronic", "microfracture",
)  # fmt: skip
_HELD_HINTS = (*COMPARATOR_HINTS, "comparison")
_LETTERED_HINTS = ("group", "arm", "cohort", "level", "regimen", "dl", "tier", "rung", "step", "sequence ")
_HINTS = (*_LETTERED_HINTS, *_HELD_HINTS)
_LETTER_LIST_HINTS = ("groups ", "arms ", "cohorts ", "levels ", "tiers ", "rungs ", "steps ")
_GROUP_HINTS = (" group", "-group", " arm", "-arm", " cohort", "-cohort")
_LEAST_LETTERS = 2
_THE_WITHOUT = re.compile(rf"\b(?:the|a) ({WITHOUT} )\Z", re.IGNORECASE)
"""Behind an article it is part of the name: "the no boost group", not "there was no control group"."""
_ARTICLE = re.compile(r"(?:the|a|an|one|each|another|other)\s", re.IGNORECASE)
_STOP_WORD = re.compile(_STOP, re.IGNORECASE)
_MASKED_NUMBER = re.compile(r"[№¶µð%¥¤]")
_PIECE = re.compile(r"\S+")
_ANY_LETTER = re.compile(r"[A-Za-z]")


def arm_mentions(sentence: Sentence) -> list[ArmMention]:
    """The places where the sentence names an arm, in order, none overlapping another."""
    string = sentence.string
    found: list[ArmMention] = []
    introduced = _introduced(sentence)
    if not introduced and not has_any(sentence.lower, _HINTS):
        return found
    lower = sentence.lower
    for match in _LETTERED.finditer(string) if has_any(lower, _LETTERED_HINTS) else ():
        found.append(ArmMention(arm_key(match[1]), match.start(1), match.end(1)))
    for match in _LETTER_FIRST.finditer(string) if " group" in lower else ():
        found.append(ArmMention(f"group {match[1].lower()}", match.start(), match.end()))
    for match in _LETTER_LIST.finditer(string) if has_any(lower, _LETTER_LIST_HINTS) else ():
        head = match[1].lower().removesuffix("s")
        for letter in _LETTER.finditer(string, match.start(3), match.end(3)):
            found.append(ArmMention(f"{head} {letter.group().lower()}", letter.start(), letter.end()))
        found += _between(match, head)
    for match in _GROUP_WORD.finditer(string) if has_any(lower, _GROUP_HINTS) else ():
        words = _WORDS_BEFORE.search(string[max(0, match.start() - _REACH) : match.start()])
        if words is None:
            continue
        mention = _trimmed(sentence, match.start() - len(words[1]), match.start())
        if mention and not any(m.start < mention.end and mention.start < m.end for m in found):
            found += [*_coordinated(sentence, mention, match), mention]
    found += [m for m in introduced if not any(f.start < m.end and m.start < f.end for f in found)]
    if has_any(lower, _HELD_HINTS):
        for mention in _comparators(sentence):
            if not any(m.start < mention.end and mention.start < m.end for m in found):
                found.append(mention)
    return sorted(found, key=lambda m: m.start)


def _comparators(sentence: Sentence) -> Iterator[ArmMention]:
    """Comparators by their usual names, and before them what is counted beside them."""
    for match in _BESIDE_CONTROLS.finditer(sentence.mask):
        yield ArmMention(arm_key(match["name"]), *match.span("name"))
    string = sentence.string
    for match in _STUDY_BESIDE.finditer(string):
        yield ArmMention(arm_key(match["name"]), *match.span("name"))
    for match in _BARE.finditer(string):
        before = string[max(0, match.start() - 24) : match.start()]
        if not (_CARRIER.match(match[1]) and _CARRIER_BEFORE.search(before)):
            yield ArmMention(arm_key(match[1]), match.start(1), match.end(1))


_RANGE = re.compile(r"(?P<low>\d)(?P<sign> to |-|–| through )(?P<high>\d)\b")


def _between(listed: re.Match[str], head: str) -> Iterator[ArmMention]:
    """The groups that a range passes over: "cohorts 1 to 3"."""
    string = listed.string
    for run in _RANGE.finditer(string, listed.start(2), listed.end()):
        for number in range(int(run["low"]) + 1, int(run["high"])):
            yield ArmMention(f"{head} {number}", *run.span("sign"))


# Arms that a sentence introduces by what they get: "to the cell sheet (n = 30) or to film (n = 29)", "30 to A and 10 to B".
_ALLOCATES = Gated(
    r"(?:randomi[sz]|assign|allocat|allot|divid|\b(?:groups?|arms?|cohorts?)\b|\beither\b|\breceived\b|\bto receive\b|\bcompared\b|\bversus\b|\bvs\b|\bundergo\b|\bunderwent\b|\bgiven\b)"
)
_SIZE = re.compile(
    r" ?[(\[] ?(?:[^()\[\]№]{0,60}[;,] ?(?=[nN] ?=))?(?:[nN] ?[=:] ?)?№+(?: (?:patients|participants|subjects|cases|eyes|knees|women|men|children|infants|adults|people|individuals|recipients))?(?= ?[),;\]])"
)
_LABEL_BREAK = re.compile(
    r".*(?:[,;:.()\[\]]|\b(?:to|or|and|either|receive|receives|received|receiving|undergo|underwent|undergoing|given|get|got|versus|vs\.?|than|into|were|was|with|of|by|in|as|for|had|have|on|comprised|included|both|groups?|arms?|named|called|combined)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TO_LABEL = re.compile(
    r"№+(?: (?:patients|participants|subjects|women|men|children|people|infants|adults|eyes|knees))?(?: (?:were|was))?(?: (?:randomi[sz]ed|assigned|allocated|allotted|randomly assigned|randomly allocated))? (?:to (?:receive |undergo |get )?|received |got |underwent |were given )(?:the |a |an |either )?(?P<label>[A-Za-z][\w+/'-]*(?: [A-Za-z+][\w+/'-]*){0,5}?)(?= and №| for ð| in №| (?:and the other|while|alone|only|followed|by|at)\b|[,;.(]| \(|\Z)",
    re.IGNORECASE,
)
_LONGEST_HEAD = 90
_LONGEST_LABEL = 8


def _introduced(sentence: Sentence) -> list[ArmMention]:
    mask = sentence.mask
    if "№" not in mask or not _ALLOCATES.search(mask):
        return []
    found: list[ArmMention] = []
    for match in _SIZE.finditer(mask):
        low = max(0, match.start() - _LONGEST_HEAD)
        broken = _LABEL_BREAK.match(mask, low, match.start())
        start = broken.end() if broken else low
        start += len(mask[start : match.start()]) - len(mask[start : match.start()].lstrip())
        article = _ARTICLE.match(mask[start:])
        start += article.end() if article else 0
        label = mask[start : match.start()]
        if _is_label(label):
            found.append(ArmMention(arm_key(label), start, match.start()))
    for match in _TO_LABEL.finditer(mask):
        if _is_label(match["label"]):
            found.append(ArmMention(arm_key(match["label"]), match.start("label"), match.end("label")))
    if any(kind_of(mask[m.start : m.end]) != "efficacy" for m in found):
        return []  # causes, reasons, harms with their numbers
    has_comparator = has_any(sentence.lower, COMPARATOR_HINTS) and bool(_BARE.search(sentence.string))
    return found if len({m.key for m in found}) >= (1 if has_comparator else 2) else []


def _coordinated(sentence: Sentence, mention: ArmMention, group: re.Match[str]) -> list[ArmMention]:
    """ "The TC6 and T-FEC groups": what stands before "and" is an arm too."""
    if not (
        group.group().rstrip().lower().endswith("s") or "respectively" in sentence.lower or " vs" in sentence.lower
    ):
        return []
    before = _COORDINATED.search(sentence.string[max(0, mention.start - 50) : mention.start])
    if before is None or _STOP_WORD.fullmatch(before[1]) or _NUMBER_WORD.search(before[1]):
        return []
    start = max(0, mention.start - 50) + before.start(1)
    return [ArmMention(arm_key(before[1]), start, start + len(before[1]))]


def _is_label(label: str) -> bool:
    words = label.split()
    if _ENDS_IN_PEOPLE.search(label):
        return False
    return (
        0 < len(words) <= _LONGEST_LABEL
        and len(label) >= 3
        and not _MASKED_NUMBER.search(label)
        and not _NOT_A_LABEL.fullmatch(label)
    )


_ENDS_IN_PEOPLE = re.compile(
    r"(?:^|\s)(?:out|in)?(?:patients?|participants?|subjects?|women|men|children|individuals|people|adults|volunteers|infants|boys|girls|candidates|cases|persons|ulcers|eyes|knees|tracts|wounds)\Z",
    re.IGNORECASE,
)
_NOT_A_LABEL = re.compile(
    r"(?:each(?: .*)?|every(?: .*)?|both .*|the (?:former|latter)|former|latter|stayed|patients?|participants?|subjects?|women|men|children|eyes|males?|females?|cases|both|total|each|all|people|adults|them|the other|others?|follow-up|surgery|death|study|hospital|lost|age|sex|years?|group|groups|arm|arms|trial|analysis|placement|baseline|treatment completion)",
    re.IGNORECASE,
)


def _trimmed(sentence: Sentence, start: int, end: int) -> ArmMention | None:
    """A label without the little words before it; None where nothing is left or a number stands in it."""
    words = sentence.string[start:end]
    # Only what follows the last little word names the arm: "in patients of the MSC" is "MSC".
    pieces = [(m.group(), start + m.start()) for m in _PIECE.finditer(words)]
    kept: list[tuple[str, int]] = []
    for word, place in reversed(pieces):
        if _STOP_WORD.fullmatch(word) or word.endswith((",", ";", ":", ".")):
            break
        kept.append((word, place))
    if not kept:
        return None
    begin = kept[-1][1]
    if without := _THE_WITHOUT.search(sentence.string, max(0, begin - len("the without ")), begin):
        begin = without.start(1)
    label = sentence.string[begin:end]
    if not _ANY_LETTER.search(label):
        return None
    if _NUMBER_WORD.search(sentence.mask[begin:end]) and not _ANY_LETTER.search(sentence.mask[begin:end]):
        return None
    key = arm_key(label)
    if len(key) < _LEAST_LETTERS and not key.isupper() and label.lower() in ("a", "s", "t"):
        return None
    return ArmMention(key, begin, end)
