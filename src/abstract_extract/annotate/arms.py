"""Arms: the groups that a study compares, found by how they are named, and where each is mentioned.

>>> from abstract_extract.annotate.arms import arm_key
>>> arm_key("the Placebo"), arm_key("UC-MSC treatment"), arm_key("Group A")
('placebo', 'uc msc', 'group a')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from abstract_extract.record import ArmRole

from .candidates import ArmCandidate, Said
from .cell_mentions import find_mentions
from .hints import has_any
from .sentences import Sentence

_WORD = r"[A-Za-z0-9+][\w+/'.-]*"
_STOP = (
    r"(?:the|a|an|in|of|and|or|both|each|two|three|four|five|all|this|study|same|other|these|those|whole|entire|per|between|than|versus|vs\.?|from|to|for|with|into|by|any|either|every|our|their|at|on|as|was|were|are|is|had|that|which|"
    r"age|one|another|first|second|no|only|also|while|whereas|respective|different|randomi[sz]ed|parallel|compared|among|within|across|but|patient|patients|subjects|participants|dose|years?|months?|weeks?|days?|assigned|allocated|divided|equal|remaining|ethnic|working|support|focus|sub|experimental and control|when|after|before|intergroup|more|multi|it|not|has|have|during|through|so|large|small|risk|treated|received|did|who)"
)
_GROUP_WORD = re.compile(r"[ -](?:groups?|arms?|cohorts?)\b(?! (?:size|therap|discussion|session|differences?))", re.IGNORECASE)
_WORDS_BEFORE = re.compile(rf"\b((?:{_WORD} ){{0,3}}{_WORD})\Z")
_COORDINATED = re.compile(r"(?:\bthe |\bin |, |\A)([A-Za-z][\w+/-]*(?: [A-Za-z+][\w+/-]*)?) (?:and|or|vs\.?|versus|&) (?:the )?\Z")
_REACH = 60
_MOST_KEYS = 12
_LETTERED = re.compile(r"\b(?=[GgAaCcDdLlRr])((?:[Gg]roups?|GROUPS?|[Aa]rms?|[Cc]ohorts?|[Dd]ose levels?|[Ll]evels?|DL|[Rr]egimen) ?-?(?:[A-Z]{1,3}|[1-6]|I{1,3}V?|IV)(?:[ab])?)\b(?!\s?(?:%|°))")
_LETTER_LIST = re.compile(r"\b(?=[GgAaCcDd])([Gg]roups|[Aa]rms|[Cc]ohorts|[Dd]ose levels) ([A-Z]{1,3}|\d|I{1,3})((?:(?:, | and |, and | or | vs\.? | versus | to |-|–)(?:[A-Z]{1,3}|\d|I{1,3})\b){1,5})")
_LETTER = re.compile(r"[A-Z]{1,3}|\d")
_COMPARATOR_WORD = r"(?:placebo|controls?|sham(?:[- ](?:surgery|procedure|operation|bone marrow aspiration|injection|treatment))?|vehicle|saline|standard (?:of )?care|standard (?:medical )?(?:therapy|treatment)|usual care|conventional (?:therapy|treatment|care)|best supportive care|best medical (?:therapy|treatment)|no treatment|untreated|waiting[- ]list|observation|hyaluronic acid|microfracture)"
_BARE = re.compile(rf"(?<![\w-])({_COMPARATOR_WORD})(?:[- ](?:treated|alone|only))?(?: (?:patients|recipients|subjects|participants|eyes|knees))?\b(?![- ](?:controlled|group|arm|trial|study|effect|cohort|comparison|visit|of the disease|rate))", re.IGNORECASE)
_CARRIER = re.compile(r"saline|vehicle|hyaluronic|observation|microfracture", re.IGNORECASE)
_CARRIER_BEFORE = re.compile(r"\b(?:of|in|m[lL]|with|under|by|normal|phosphate[- ]buffered|buffered|heparini[sz]ed|sterile|physiological|phosphate buffer) \Z", re.IGNORECASE)
_COMPARATOR = re.compile(rf"\b(?:{_COMPARATOR_WORD}|control|comparator|reference|historical|natural history|standard|usual|conventional|non-?treat\w+|BSC|SOC|SMT|medication only|without|alone)\b", re.IGNORECASE)
_COHORT = re.compile(r"\b(?:cohort|dose level|level|DL)\b|\b(?:low|mid|middle|medium|intermediate|high|higher|lower|highest|lowest)[- ]dose\b", re.IGNORECASE)
_GENERIC_EXPERIMENTAL = re.compile(r"^(?:treatment|treated|intervention|experimental|experiment|study|active|test|therapy|verum|investigational|trial|case|observation|transplantation|transplant|transplanted|injection|infusion|cell|cells|stem cell|stem cells|cell therapy|cell treated|active treatment)$")
_GENERIC_COMPARATOR = re.compile(r"^(?:control|controls|comparator|comparison|reference)$")
_DROPPED = re.compile(r"\b(?:group|arm|treatment|therapy|treated|patients|recipients|subjects|participants|only|alone|the|transplantation|infusion|injection)\b")
_NUMBER_WORD = re.compile(r"(?:№|¶|¦|µ|ð|å|%|\d)")
_HINTS = ("group", "arm", "cohort", "level", "regimen", " dl", "placebo", "control", "sham", "vehicle", "saline", "standard", "usual", "conventional", "supportive", "no treatment", "untreated", "waiting", "observation", "hyaluronic", "microfracture")
_COMPARATOR_HINTS = _HINTS[6:]
_LEAST_LETTERS = 2
_LEADING = re.compile(rf"^(?:{_STOP} )+", re.IGNORECASE)


def arm_key(label: str) -> str:
    """What the mentions of one arm share: lower case, without "group", "treatment", articles and plurals."""
    lower = re.sub(r"[-/]", " ", label.lower())
    if re.match(r"(?:groups?|arms?|cohorts?|dose levels?|levels?|dl|regimen)\b", lower):
        return re.sub(r"\s+", " ", re.sub(r"^(groups?|arms?|cohorts?|dose levels?|levels?)", lambda m: m.group().rstrip("s"), lower)).strip()
    short = re.sub(r"\s+", " ", _DROPPED.sub(" ", lower)).strip()
    return re.sub(r"(?<=\w\w\w)s\b", "", short or lower.strip())


@dataclass(frozen=True, slots=True)
class ArmMention:
    """A place where an arm is named: `key` is the arm's, start and end count in the sentence."""

    key: str
    start: int
    end: int


@dataclass(slots=True)
class Arms:
    """The arms of a study and their mentions, sentence by sentence."""

    candidates: dict[str, ArmCandidate] = field(default_factory=dict)
    mentions: dict[int, list[ArmMention]] = field(default_factory=dict)
    sized: set[str] = field(default_factory=set)
    """The keys of arms that the page gives a size."""

    def of(self, sentence: Sentence) -> list[ArmMention]:
        """The mentions in a sentence, in order."""
        return self.mentions.get(sentence.index, [])

    def by_role(self, role: ArmRole) -> list[str]:
        """The keys of the arms of a role, in order of appearance."""
        return [key for key, arm in self.candidates.items() if arm.role == role]

    def main(self) -> list[str]:
        """The arms that rows of numbers follow: named more than once, or given a size; in order of appearance."""
        sized = [key for key in self.candidates if key in self.sized]
        if len(sized) >= 2:
            return sized
        counts: dict[str, int] = {}
        for mentions in self.mentions.values():
            for mention in mentions:
                counts[mention.key] = counts.get(mention.key, 0) + 1
        named = [key for key in self.candidates if counts.get(key, 0) >= 2]
        return named if len(named) >= 2 else list(self.candidates)

    def pair(self) -> tuple[str, str] | None:
        """Experimental and comparator, where there is one of each and no more."""
        first, second = self.by_role("experimental") + self.by_role("cohort"), self.by_role("comparator")
        return (first[0], second[0]) if len(first) == 1 and len(second) == 1 else None


def find_arms(sentences: Sequence[Sentence]) -> Arms:
    """The arms that the sentences name, generic names joined to the particular ones where that is certain."""
    raw: list[tuple[Sentence, ArmMention, str]] = []
    for sentence in sentences:
        if sentence.section in ("background", "registration", "funding"):
            continue
        raw += [(sentence, mention, sentence.string[mention.start : mention.end]) for mention in _mentions(sentence)]
    merged = _merge_keys([mention.key for _, mention, _ in raw], [label for _, _, label in raw])
    arms = Arms()
    for sentence, mention, label in raw:
        key = merged.get(mention.key)
        if key is None:
            continue
        placed = ArmMention(key, mention.start, mention.end)
        if _SIZED.match(sentence.mask[mention.end :]):
            arms.sized.add(key)
        arms.mentions.setdefault(sentence.index, []).append(placed)
        if key not in arms.candidates:
            said = Said(label, sentence.start + mention.start, sentence.start + mention.end)
            arms.candidates[key] = ArmCandidate(key, said, role_of(key, label))
    _settle_roles(arms, sentences)
    _unnamed_experimental(arms, sentences)
    _recipients(arms, sentences)
    return arms


_RECIPIENTS = re.compile(r"\b((?:stem[- ])?cells?|[A-Za-z-]{0,8}MSCs?|[A-Z]{1,4}SCs?|exosomes?|EVs?|vesicles?|treated|cell-treated|MSC-treated|exosome-treated|marrow-treated|injected)[- ](?:treated |injected )?(?:patients|recipients|knees|eyes|sides|ulcers|subjects|limbs|legs|hips|participants|children|infants|wounds|women|men|halves)\b", re.IGNORECASE)

_RECIPIENT_HINTS = ("cell", "sc ", "sc-", "scs ", "scs-", "exosome", "ev ", "ev-", "evs ", "evs-", "vesicle", "treated", "injected")


def _unnamed_experimental(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Where only the comparator has a name, what it is compared with is the product, by its first name in the methods."""
    if not arms.by_role("comparator") or arms.by_role("experimental") or arms.by_role("cohort"):
        return
    ranked = sorted(sentences, key=lambda s: (s.section not in ("methods", "interventions", "patients", "design"), s.index))
    for sentence in ranked:
        if sentence.section in ("background", "registration", "funding") or not has_any(sentence.lower, _COMPARATOR_HINTS):
            continue
        products = [m for m in find_mentions(sentence.string) if m.kind != "tissue"]
        if products:
            first = products[0]
            said = Said(first.text, sentence.start + first.start, sentence.start + first.end)
            key = arm_key(first.text)
            arms.candidates = {key: ArmCandidate(key, said, "experimental"), **arms.candidates}
            return


def _recipients(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """ "Cell recipients", "exosome knees": the one experimental arm by what it got."""
    experimental = arms.by_role("experimental") + arms.by_role("cohort")
    if len(experimental) != 1:
        return
    for sentence in sentences:
        for match in _RECIPIENTS.finditer(sentence.string) if has_any(sentence.lower, _RECIPIENT_HINTS) else ():
            mentions = arms.mentions.setdefault(sentence.index, [])
            if not any(m.start < match.end() and match.start() < m.end for m in mentions):
                mentions.append(ArmMention(experimental[0], match.start(1), match.end()))
                mentions.sort(key=lambda m: m.start)


def _mentions(sentence: Sentence) -> list[ArmMention]:
    string = sentence.string
    found: list[ArmMention] = []
    introduced = _introduced(sentence)
    if not introduced and not has_any(sentence.lower, _HINTS):
        return found
    for match in _LETTERED.finditer(string):
        found.append(ArmMention(arm_key(match[1]), match.start(1), match.end(1)))
    for match in _LETTER_LIST.finditer(string):
        head = match[1].lower().removesuffix("s")
        for letter in _LETTER.finditer(string, match.start(3), match.end(3)):
            found.append(ArmMention(f"{head} {letter.group().lower()}", letter.start(), letter.end()))
    for match in _GROUP_WORD.finditer(string):
        words = _WORDS_BEFORE.search(string[max(0, match.start() - _REACH) : match.start()])
        if words is None:
            continue
        mention = _trimmed(sentence, match.start() - len(words[1]), match.start())
        if mention and not any(m.start < mention.end and mention.start < m.end for m in found):
            found += [*_coordinated(sentence, mention, match), mention]
    found += [m for m in introduced if not any(f.start < m.end and m.start < f.end for f in found)]
    for match in _BARE.finditer(string) if has_any(sentence.lower, _COMPARATOR_HINTS) else ():
        if _CARRIER_BEFORE.search(string[max(0, match.start() - 24) : match.start()]) and _CARRIER.match(match[1]):
            continue
        if not any(m.start < match.end() and match.start() < m.end for m in found):
            found.append(ArmMention(arm_key(match[1]), match.start(1), match.end(1)))
    return sorted(found, key=lambda m: m.start)


# Arms that a sentence introduces by what they get: "to the cell sheet (n = 30) or to film (n = 29)", "30 to A and 10 to B".
_ALLOCATES = re.compile(r"(?=[acdegrtuv])(?:randomi[sz]|assign|allocat|allot|divid|\b(?:groups?|arms?|cohorts?)\b|\beither\b|\breceived\b|\bto receive\b|\bcompared\b|\bversus\b|\bvs\b|\bundergo\b|\bunderwent\b|\bgiven\b)", re.IGNORECASE)
_SIZE = re.compile(r" ?[(\[] ?(?:[^()\[\]№]{0,60}[;,] ?(?=[nN] ?=))?(?:[nN] ?[=:] ?)?№+(?: (?:patients|participants|subjects|cases|eyes|knees|women|men|children|infants|adults|people|individuals|recipients))?(?= ?[),;\]])")
_LABEL_BREAK = re.compile(r".*(?:[,;:.()\[\]]|\b(?:to|or|and|either|receive|receives|received|receiving|undergo|underwent|undergoing|given|get|got|versus|vs\.?|than|into|were|was|with|of|by|in|as|for|had|have|on|comprised|included|both|groups?|arms?|named|called|combined)\b)", re.IGNORECASE | re.DOTALL)
_TO_LABEL = re.compile(r"№+(?: (?:patients|participants|subjects|women|men|children|people|infants|adults|eyes|knees))?(?: (?:were|was))?(?: (?:randomi[sz]ed|assigned|allocated|allotted|randomly assigned|randomly allocated))? (?:to (?:receive |undergo |get )?|received |got |underwent |were given )(?:the |a |an |either )?(?P<label>[A-Za-z][\w+/'-]*(?: [A-Za-z+][\w+/'-]*){0,5}?)(?= and №| for ð| in №| (?:and the other|while|alone|only|followed|by|at)\b|[,;.(]| \(|\Z)", re.IGNORECASE)
_SIZED = re.compile(r"(?: ?(?:groups?|arms?|cohorts?))?(?: ?[(\[](?:[^()\[\]№]{0,60}[,;] ?(?=[nN] ?=))?(?:[nN] ?[=:] ?)?№|, ?[nN] ?= ?№)")
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
        article = re.match(r"(?:the|a|an|one|each|another|other)\s", mask[start:], re.IGNORECASE)
        start += article.end() if article else 0
        label = mask[start : match.start()]
        if _is_label(label):
            found.append(ArmMention(arm_key(label), start, match.start()))
    for match in _TO_LABEL.finditer(mask):
        if _is_label(match["label"]):
            found.append(ArmMention(arm_key(match["label"]), match.start("label"), match.end("label")))
    has_comparator = has_any(sentence.lower, _COMPARATOR_HINTS) and bool(_BARE.search(sentence.string))
    return found if len({m.key for m in found}) >= (1 if has_comparator else 2) else []


def _coordinated(sentence: Sentence, mention: ArmMention, group: re.Match[str]) -> list[ArmMention]:
    """ "The TC6 and T-FEC groups": what stands before "and" is an arm too."""
    if not (group.group().rstrip().lower().endswith("s") or "respectively" in sentence.lower or " vs" in sentence.lower):
        return []
    before = _COORDINATED.search(sentence.string[max(0, mention.start - 50) : mention.start])
    if before is None or re.fullmatch(_STOP, before[1], re.IGNORECASE) or _NUMBER_WORD.search(before[1]):
        return []
    start = max(0, mention.start - 50) + before.start(1)
    return [ArmMention(arm_key(before[1]), start, start + len(before[1]))]


def _is_label(label: str) -> bool:
    words = label.split()
    if _ENDS_IN_PEOPLE.search(label):
        return False
    return 0 < len(words) <= _LONGEST_LABEL and len(label) >= 3 and not re.search(r"[№¶µð%¥¤]", label) and not _NOT_A_LABEL.fullmatch(label)


_ENDS_IN_PEOPLE = re.compile(r"(?:^|\s)(?:out|in)?(?:patients?|participants?|subjects?|women|men|children|individuals|people|adults|volunteers|infants|boys|girls|candidates|cases|persons|ulcers|eyes|knees|tracts|wounds)\Z", re.IGNORECASE)
_NOT_A_LABEL = re.compile(r"(?:patients?|participants?|subjects?|women|men|children|eyes|males?|females?|cases|both|total|each|all|people|adults|them|the other|others?|follow-up|surgery|death|study|hospital|lost|age|sex|years?|group|groups|arm|arms|trial|analysis|placement|baseline|treatment completion)", re.IGNORECASE)


def _trimmed(sentence: Sentence, start: int, end: int) -> ArmMention | None:
    """A label without the little words before it; None where nothing is left or a number stands in it."""
    words = sentence.string[start:end]
    # Only what follows the last little word names the arm: "in patients of the MSC" is "MSC".
    pieces = [(m.group(), start + m.start()) for m in re.finditer(r"\S+", words)]
    kept: list[tuple[str, int]] = []
    for word, place in reversed(pieces):
        if re.fullmatch(_STOP, word, re.IGNORECASE) or word.endswith((",", ";", ":", ".")):
            break
        kept.append((word, place))
    if not kept:
        return None
    begin = kept[-1][1]
    label = sentence.string[begin:end]
    if _NUMBER_WORD.search(sentence.mask[begin:end]) and not re.search(r"[A-Za-z]", sentence.mask[begin:end]):
        return None
    key = arm_key(label)
    if len(key) < _LEAST_LETTERS and not key.isupper() and label.lower() in ("a", "s", "t"):
        return None
    return ArmMention(key, begin, end)


def role_of(key: str, label: str) -> ArmRole:
    """The role that an arm's name says: a comparator, a cohort of a dose, or what is tried."""
    if _COMPARATOR.search(label) and not re.search(r"\b(?:plus|\+)\b", label):
        return "comparator"
    return "cohort" if _COHORT.search(label) or _COHORT.search(key) else "experimental"


def _merge_keys(keys: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """Each key's arm: "treatment" is the one experimental arm, "control" the one comparator, where there is but one."""
    order = list(dict.fromkeys(keys))
    counts = {key: keys.count(key) for key in order}
    label = dict(zip(reversed(keys), reversed(labels), strict=True))
    roles = {key: role_of(key, label[key]) for key in order}
    particular = [k for k in order if roles[k] != "comparator" and not _GENERIC_EXPERIMENTAL.match(k)]
    comparators = [k for k in order if roles[k] == "comparator" and not _GENERIC_COMPARATOR.match(k)]
    merged = _joined_by_words(order, counts, roles)
    for key in order:
        if _GENERIC_EXPERIMENTAL.match(key):
            wider = list(dict.fromkeys(merged[k] for k in particular if set(key.split()) < set(k.split())))
            if len(wider) == 1:
                merged[key] = wider[0]
                continue
            strongest = list(dict.fromkeys(merged[k] for k in particular if counts[k] >= 2)) or list(dict.fromkeys(merged[k] for k in particular))
            if len(strongest) == 1:
                merged[key] = strongest[0]
            elif not particular:
                merged[key] = next(k for k in order if _GENERIC_EXPERIMENTAL.match(k))
        elif _GENERIC_COMPARATOR.match(key) and len(set(comparators)) == 1:
            merged[key] = comparators[0]
        elif _GENERIC_COMPARATOR.match(key) and not comparators:
            merged[key] = next(k for k in order if _GENERIC_COMPARATOR.match(k))
    return merged


def _joined_by_words(order: Sequence[str], counts: dict[str, int], roles: dict[str, ArmRole]) -> dict[str, str]:
    """ "implantation" is "pulp implantation": a key whose words all stand in one other key, and in no second."""
    merged = {key: key for key in order}
    if len(order) > _MOST_KEYS:
        return merged
    for key in order:
        words = set(key.split())
        if re.match(r"(?:group|arm|cohort|level|dose level)\b", key) or _GENERIC_EXPERIMENTAL.match(key) or _GENERIC_COMPARATOR.match(key):
            continue
        wider = [k for k in order if k != key and words < set(k.split()) and roles[k] == roles[key]]
        if len(wider) == 1:
            merged[key] = wider[0]
    return {key: merged[merged[key]] for key in order}


def _settle_roles(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lettered groups are what the text says they got; of two unnamed ones the first is experimental."""
    by_index = {sentence.index: sentence for sentence in sentences}
    for key, arm in list(arms.candidates.items()):
        if arm.role != "experimental" or not re.match(r"(?:group|arm)\b", key):
            continue
        for index, mentions in arms.mentions.items():
            for mention in mentions:
                if mention.key == key:
                    after = by_index[index].string[mention.end : mention.end + 60]
                    if re.match(r"\s?[(,:]?\s?(?:n ?= ?\d+[,;)]? ?)?(?:patients )?(?:\w+ ){0,3}?(?:placebo|control|sham|standard|conventional|saline|no )", after, re.IGNORECASE):
                        arms.candidates[key] = ArmCandidate(key, arm.label, "comparator")
    if len(arms.candidates) == 2 and not arms.by_role("comparator") and not arms.by_role("cohort"):
        key = list(arms.candidates)[1]
        arm = arms.candidates[key]
        if not re.match(r"(?:group|arm|cohort)\b", key):
            arms.candidates[key] = ArmCandidate(key, arm.label, "comparator")
