"""Arms that a list of sizes names: "(FEC 50, n = 65; FEC 100, n = 85)", "(58 cells, 56 sham)", "93 to placebo and 90 to cells"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from abstract_extract.study import Sentence

from .arm_labels import Label, is_name
from .arm_names import COMPARATOR_WORD
from .outcome_kinds import kind_of
from .people import PEOPLE

_NAME_THEN_SIZE = re.compile(
    r"(?:^|(?<=[(\[;])|(?<=[,;:] )|(?<=[;:] \([A-DIV]\) )|(?<=[;:] \(I[IV]\) )|(?<=[;:] \(III\) )|(?<=\band )|(?<=\bor )) ?(?P<name>№+ placebos|[^()\[\];,:№%]{2,40}?)(?: groups?| arms?| limbs?| sets?| codes?)?(?:, [^()\[\];,:№]{0,25}[¤µ][^()\[\];,:№]{0,25}?)?[,;]? ?[(\[]?[nN] ?= ?(?P<size>№)"
)
_SIZE_THEN_NAME = re.compile(
    rf"(?P<size>№)(?:(?<=^№)|(?<=[(\[]№)|(?<=[,;:] №)|(?<=\band №))№*(?=(?: {PEOPLE})? (?:in|into|on|to|received|got|had|underwent|were|was|who|randomi|assigned|allo)|(?! (?!controls\b){PEOPLE}\b))(?: {PEOPLE})?(?: (?:were|was))?(?: (?:randomi[sz]ed|assigned|allocated|allotted|randomly (?:assigned|allocated)))?"
    r" (?:(?:in|into|on|to|put into|to receive|to undergo|to get|received|got|had|underwent|were given|got|who received) )?(?:the |a |an )?"
    r"(?P<name>[A-Za-z][\w+/'-]*(?: [A-Za-z+][\w+/'-]*){0,4}?(?: [¶µ]+(?: mg)?)?)(?: groups?| arms?| limbs?| sets?| codes?)?(?=[,;)\].]| and №| for ð| in №|\Z)"
)
_COMPARATOR = re.compile(rf"\b{COMPARATOR_WORD}\b", re.IGNORECASE)
_REASONS_BEFORE = re.compile(
    r"\b(?:died|dead|deaths?|causes?|because|due to|owing to|reasons?|withdrew|withdrawals?|excluded|exclusions?|dropped out|drop-?outs?|discontinued|lost|left|stopped|adverse|events?|complications?|never)\b",
    re.IGNORECASE,
)
_ALLOTS = re.compile(r"randomi|assign|allocat|allot|divided", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|being|been|had|has|have|did|does|do|ran|took|gave|got|turned|came|went|accepted|found|considered|started|began|agreed|consented|drawn|proved|met|fulfilled|in the|of the)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:of|with|or|apiece|applied|entered|volunteered|consented|accepted|agreed|each|every|both|injected|infused|implanted|left|stayed|moved|former|latter|went|came|dropped|signed|joined|included|recruited|available|approached|screened|enrolled|eligible|treated|analy[sz]ed|evaluable|declined|assessed|deaths?|events?|died|men|women|males?|females?|lost|missing|months?|weeks?|years?|days?|withdr\w+|refus\w+|complet\w+|improved|responded|relapsed|excluded|alive|eyes?|patients?|centers?|centres?|hospitals?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """The arms that a list names, and whether its sentence says that people were allotted to them."""

    labels: tuple[Label, ...]
    is_allotted: bool


def listed_arms(sentence: Sentence) -> Listed | None:
    """The arms of a list of sizes, at least two; None where what is listed are results or kinds of people."""
    mask = sentence.mask
    if mask.count("№") < 2 or not (_counts_twice(sentence) or "№" in sentence.string):
        return None
    for pattern in (_NAME_THEN_SIZE, _SIZE_THEN_NAME) if "=" in mask else (_SIZE_THEN_NAME,):
        labels = tuple(_labels(sentence, pattern))
        words = [sentence.string[label.start : label.end].lower() for label in labels]
        if len(labels) < 2 or len(set(words)) < len(words):
            continue
        if any(kind_of(match["name"]) != "efficacy" for match in pattern.finditer(mask)):
            continue
        is_allotted = bool(_ALLOTS.search(mask, 0, labels[-1].start)) or any(_COMPARATOR.search(word) for word in words)
        is_of_reasons = bool(_REASONS_BEFORE.search(mask, 0, labels[0].start))
        if is_allotted or (pattern is _NAME_THEN_SIZE and sentence.section != "results" and not is_of_reasons):
            return Listed(labels, is_allotted)
    return None


def _counts_twice(sentence: Sentence) -> bool:
    return sum(number.kind == "count" for number in sentence.numbers) > 1


_LETTERED = re.compile(r"\b(?:[Gg]roup|[Aa]rm|[Cc]ohort|[Ss]equence) [A-Z\d]{1,3}\Z")
_LEAD = re.compile(
    r"[\s)\]:;,.]*(?:(?:or|and|the|a|an|to|either|receive|received|of|given|got|took|put on) )*", re.IGNORECASE
)
_TAIL = re.compile(r" (?:as|by|for|at|in|during|after|before|on|until|over|within|from|per)\b")
_PEOPLE_ONLY = re.compile(rf"(?<![\w-]){PEOPLE}(?!\w)(?<!controls)(?<!control)", re.IGNORECASE)


def _labels(sentence: Sentence, pattern: re.Pattern[str]) -> Iterator[Label]:
    for match in pattern.finditer(sentence.mask):
        start, end = match.span("name")
        lettered = _LETTERED.search(sentence.string, start, end)
        if lettered:
            start, end = lettered.span()
        else:
            lead = _LEAD.match(sentence.string, start, end)
            start = lead.end() if lead else start
            cut = _TAIL.search(sentence.string, start, end)
            end = cut.start() if cut else end
        words = sentence.string[start:end]
        if lettered or (
            is_name(words)
            and not _RESULT.search(words)
            and not _FINITE.search(words)
            and not _PEOPLE_ONLY.search(words)
        ):
            yield Label(start, end, None, match.start("size"))
