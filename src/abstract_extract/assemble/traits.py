"""What tells one trial from another beside its facts: phase, condition, product codes, places, and the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Block, Role
from abstract_extract.record import Traits
from abstract_extract.sketch import sketch_of
from abstract_extract.study import StudyText

from .conditions import conditions_in, most_named
from .proper_names import institutions_in, names_in

_NUMERALS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_NUMBER = r"(?:[1-4]|I{1,3}|IV)"
_PHASE = re.compile(
    rf"\b(?:phase|ph\.)s?[\s_-]{{0,2}}({_NUMBER})[ab]?\b(?:\s?(?:[/,&+–-]|and|to|or)\s?(?:phase[\s_-]{{0,2}})?({_NUMBER})[ab]?\b)?",
    re.IGNORECASE,
)
_FIRST_IN_HUMANS = re.compile(r"\bfirst[- ]in[- ](?:hu)?man", re.IGNORECASE)
_OTHER_TRIAL = re.compile(
    r"\b(?:previous|earlier|prior|preceding|preclinical|subsequent|next|later|future|further|larger|following|confirmatory|"
    r"planned|upcoming|another|successor|warrant\w*|justif\w*|support\w*|needed|will|should|under ?way|after (?:a|the|our)|"
    r"since|based on)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])|\n")
_CONTINUED = re.compile(
    r"\b(?:(?:long(?:er)?[- ]term|extended|extension|continued|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ]years?)"
    r" (?:follow[- ]?up|results?|outcomes?|observation|extension)"
    r"[^.;]{0,80}\b(?:of|from|in) (?:the|our|a|an) (?:\w+[ -]){0,5}"
    r"(?:trial|study|cohort|patients|participants)"
    r"|(?:patients|participants|children|people|men|women|recipients|survivors|those) (?:of|from|in|who (?:had )?(?:taken part|took part|participated|been treated) in)"
    r" (?:the|our) (?:earlier|previous|original|first|initial|parent|index|phase \S+|published|previously \w+) (?:\w+[ -]){0,4}(?:trial|study|report)"
    r"|(?:previously|earlier|already) reported (?:\w+[ -]){0,3}(?:trial|study|cohort|patients|results))\b",
    re.IGNORECASE,
)
_OTHER_COHORT = re.compile(
    r"\b(?:(?:second|third|new|separate|independent|different|further|additional|another|consecutive|subsequent|validation|replication|expansion)"
    r" (?:and (?:\w+ )?)?(?:\w+ )?(?:cohort|series|sample|group of (?:patients|participants|\d+))"
    r"|none of (?:whom|them|these|the (?:patients|participants|\w+))(?: \w+)? (?:had )?(?:been|taken|took|was|were|participated)[^.;]{0,60}"
    r"(?:first|earlier|previous|original|initial|pilot|our|phase)"
    r"|(?:patients|participants|people) (?:were )?(?:not|never) (?:included|treated|enrolled|part) (?:in|of) (?:the|our) (?:first|earlier|previous|original|initial|pilot))\b",
    re.IGNORECASE,
)


def traits_of(study: StudyText) -> Traits:
    """The traits of a page's own study, from its title, its fields and its text."""
    blocks = study.page.blocks
    title = study.page.title or ""
    text = "\n".join(b.text.string for b in blocks if b.role is Role.ABSTRACT) or "\n".join(
        b.text.string for b in blocks if b.role is Role.BODY
    )
    whole = f"{title}\n{text}"
    named = (*_fields(blocks, "Intervention Name"), *_fields(blocks, "Acronym"), whole)
    return Traits(
        phase=_phase(title, _fields(blocks, "Phase"), text),
        conditions=_conditions(title, _fields(blocks, "Conditions"), text),
        names=names_in("\n".join(named)),
        institutions=institutions_in(block.text.string for block in blocks),
        is_continued=bool(_CONTINUED.search(whole)),
        is_other_cohort=bool(_OTHER_COHORT.search(whole)),
        text_sketch=sketch_of(text),
    )


def _fields(blocks: tuple[Block, ...], label: str) -> tuple[str, ...]:
    return tuple(block.text.string for block in blocks if block.role is Role.FIELD and block.label == label)


def _conditions(title: str, fields: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Of the title and the record's own field; where neither names any, the one that the text names most."""
    stated = conditions_in("\n".join((title, *fields)))
    return stated or most_named(text)


def _phase(title: str, fields: tuple[str, ...], text: str) -> str | None:
    """The phase of the trial: of its title, its record, else of a sentence that speaks of this trial."""
    for stated in (title, "; ".join(fields)):
        if found := _phases_in(stated):
            return found
    for sentence in _own_sentences(text):
        if found := _phases_in(sentence):
            return found
    return "1" if _FIRST_IN_HUMANS.search(title) else None


def _phases_in(string: str) -> str | None:
    numbers = {
        _NUMERALS.get(number.upper()) or int(number)
        for match in _PHASE.finditer(string.replace("PHASE", "phase "))
        for number in match.groups()
        if number
    }
    return "/".join(str(number) for number in sorted(numbers)) or None


def _own_sentences(text: str) -> Iterator[str]:
    if "hase" not in text and "PHASE" not in text:
        return
    for sentence in _SENTENCE.split(text):
        if "phase" in sentence.lower() and not _OTHER_TRIAL.search(sentence):
            yield sentence
