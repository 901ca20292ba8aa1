"""What tells one trial from another beside its facts: phase, condition, product codes, places, and the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Block, Role
from abstract_extract.record import Traits
from abstract_extract.sketch import sketch_of
from abstract_extract.study import StudyText

from .conditions import conditions_in, most_named
from .numbers import numbers_in
from .proper_names import institutions_in, names_in, people_in

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
_OTHER_COHORT_TITLE = re.compile(
    r"\b(?:second|third|new|separate|independent|validation|replication|confirmatory)"
    r" (?:\w+ )?(?:cohort|series|sample|group of (?:\d+ )?(?:patients|participants|children|volunteers))\b",
    re.IGNORECASE,
)
_OTHER_COHORT = re.compile(
    r"\b(?:none of (?:whom|them|these|the (?:present )?(?:patients|participants|children|volunteers|subjects|\w+))"
    r" (?:had |has |have )?(?:been|taken|took|was|were|participated|belonged)[^.;]{0,60}"
    r"\b(?:first|earlier|previous|original|initial|pilot|our)\b"
    r"|(?:was|were|had been) (?:not|never) (?:been )?(?:included|treated|enrolled|part|reported) (?:in|of|with) (?:the|our) (?:first|earlier|previous|original|initial|pilot)"
    r"|(?:no|without any) overlap (?:with|between)[^.;]{0,60}\b(?:first|earlier|previous|original|initial|pilot|our)\b"
    r"|(?:second|new|separate|independent) (?:\w+ )?(?:cohort|series|group) of (?:\w+ ){0,3}(?:patients|participants|children|people|volunteers),? (?:not|none|different|distinct|other)\b)",
    re.IGNORECASE,
)


def traits_of(study: StudyText) -> Traits:
    """The traits of a page's own study, from its title, its fields and its text."""
    blocks = study.page.blocks
    title = (study.page.title or "").replace("\u00ad", "")
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
        people=people_in(text),
        numbers=numbers_in(f"{title}\n{' '.join(_fields(blocks))}\n{text}"),
        other_titles=_other_titles(title, blocks),
        is_continued=bool(_CONTINUED.search(whole)),
        is_other_cohort=bool(_OTHER_COHORT_TITLE.search(title) or _OTHER_COHORT.search(whole)),
        text_sketch=sketch_of(text),
    )


def _fields(blocks: tuple[Block, ...], label: str | None = None) -> tuple[str, ...]:
    """The values of the fields of this name, or of all."""
    return tuple(b.text.string for b in blocks if b.role is Role.FIELD and label in (None, b.label))


def _other_titles(title: str, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    found = (b.text.string for b in blocks if b.role is Role.TITLE or b.label == "Official Title")
    return tuple(dict.fromkeys(words for string in found if (words := " ".join(string.split())) and words != title))[:4]


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
