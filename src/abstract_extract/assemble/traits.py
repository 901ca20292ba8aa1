"""What tells one trial from another beside its facts: phase, condition, product codes, places, and the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from abstract_extract.page import Block, Role
from abstract_extract.record import Traits
from abstract_extract.sketch import sketch_of
from abstract_extract.study import StudyText

from .conditions import conditions_in, most_named
from .numbers import numbers_in
from .proper_names import institutions_in, names_in, people_in

_LEAST_COUNT, _TOO_MANY, _MOST_COUNTS = 3, 100_000, 60
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
_INTERIM = re.compile(
    r"\b(?:interim|preliminary (?:results?|report|data|findings|experience)|so far|to date|until (?:now|january|february|march|april|may|"
    r"june|july|august|september|october|november|december)|up to now|(?:enrol?lment|recruitment|trial|study|follow-?up) (?:goes on|is (?:ongoing|on-going|continuing|under way)"
    r"|continues)|ongoing (?:trial|study)|preprint)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:(?:congress|meeting|conference|symposium|forum)\b.{0,60}\b(?:19|20)\d\d|(?:19|20)\d\d\b.{0,60}\b(?:congress|meeting|conference|symposium|forum)"
    r"|poster(?: presentation| session)?\b.{0,20}\d|oral presentations?|meeting abstracts?|abstract (?:no\.? ?|number |[A-Z]{0,2}-?)\d+|free paper"
    r"|preprint|medrxiv|biorxiv|research ?square)\b",
    re.IGNORECASE,
)
_RANDOM = re.compile(
    r"\brandom(?!\w*(?: effects?| sample| forest))|\bdouble[- ]blind|\bsham-?controlled|\bplacebo-?controlled",
    re.IGNORECASE,
)
_SAYS_NOT_RANDOM = re.compile(r"\b(?:non-?random\w*|without random\w*|not random\w*)", re.IGNORECASE)
_ALONE = re.compile(
    r"\b(?:single[- ]arm|one[- ]arm|uncontrolled|non-?comparative|case (?:report|series)|first patients|"
    r"open(?:-label)? pilot|allocation: (?:na|n/a)|single group)\b",
    re.IGNORECASE,
)
# A word of each pattern: a search for plain words is far cheaper than one for patterns.
_COHORT_HINTS = (
    "none of ", "overlap ", "was not ", "were not ", "been not ", "was never ", "were never ", "been never ",
    "cohort of ", "series of ", "group of ",
)  # fmt: skip
_COHORT_WORDS = (
    "first",
    "earlier",
    "previous",
    "original",
    "initial",
    "pilot",
    "second",
    "new ",
    "separate",
    "independent",
)
_INTERIM_HINTS = (
    "interim",
    "preliminary",
    "so far",
    "to date",
    "until ",
    "up to now",
    " goes on",
    "ongoing",
    "on-going",
    " is continuing",
    " is under way",
    " continues",
    "preprint",
)
_RANDOM_HINTS = ("random", "blind", "controlled")
_ALONE_HINTS = (
    "single-arm", "single arm", "one-arm", "one arm", "uncontrolled", "comparative", "case report", "case series",
    "first patients", "open pilot", "label pilot", "single group", "allocation: na", "allocation: n/a",
)  # fmt: skip
_NOT_RANDOM_HINTS = ("nonrandom", "non-random", "without random", "not random")
# Of two words, of which _CONTINUED has one pair or another, the second is sought, since a blank stands before it.
_SECOND_WORD = re.compile(
    r" (?:(?P<follow>follow|result|outcome|observation|extension)"
    r"|(?P<earlier>earlier|previous|original|first|initial|parent|index|phase|published)|(?P<reported>reported))"
)
_FIRST_WORDS = {
    "follow": ("term", "extended", "extension", "continued", "year", "years"),
    "earlier": ("the", "our"),
    "reported": ("previously", "earlier", "already"),
}
_FIRST_LINES, _LONGEST_HEAD, _LONGEST_BLOCK = 12, 200, 6000
# The blank goes before what has to stand in front of it: a search for a blank is the cheaper one.
_SENTENCE = re.compile(r"\s(?:(?<=[.;!?]\s)\s*(?=[A-Z(])|(?<=\n))")
_CONTINUED_TITLE = re.compile(
    r"\b(?:post[ -]?hoc|secondary analys[ie]s|sub-?stud(?:y|ies)|sub-?analys[ie]s|exploratory analys[ie]s|long(?:er)?[ -]term|extended follow"
    r"|extension (?:study|trial|phase)|late outcomes?)\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|1?[2-9]|10)[ -]years? (?:(?!of |after )\w+ ){0,2}(?:outcomes?|results?|follow[ -]?up|safety|data)\b",
    re.IGNORECASE,
)
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
    r"\b(?:none of (?:whom|them|(?:these|the|our) (?:\w+ ){0,2}\w+)"
    r" (?:had |has |have )?(?:been|taken|took|was|were|participated|belonged)[^.;]{0,60}"
    r"\b(?:first|earlier|previous|original|initial|pilot|our)\b"
    r"|(?:was|were|had been) (?:not|never) (?:been )?(?:included|treated|enrolled|part|reported) (?:in|of|with) (?:the|our) (?:first|earlier|previous|original|initial|pilot)"
    r"|(?:no|without any) overlap (?:with|between)[^.;]{0,60}\b(?:first|earlier|previous|original|initial|pilot|our)\b"
    r"|(?:report|present|describe|treated|studied)\w* (?:\w+ ){0,3}(?:second|new|separate|independent) (?:\w+ )?(?:cohort|series|group) of (?:\w+ ){0,3}"
    r"(?:patients|participants|children|people|volunteers)\b)",
    re.IGNORECASE,
)


def traits_of(study: StudyText, counts: Iterable[int | float] = ()) -> Traits:
    """The traits of a page's own study, from its title, its fields and its text; `counts` are the numbers that its
    sentences count with, those in words among them."""
    blocks = study.page.blocks
    title = (study.page.title or "").replace("\u00ad", "")
    text = "\n".join(b.text.string for b in blocks if b.role is Role.ABSTRACT) or "\n".join(
        b.text.string for b in blocks if b.role is Role.BODY
    )
    whole = f"{title}\n{text}"
    lower = whole.lower()
    around = _between(blocks)
    others = _other_titles(title, study.page.other_titles, blocks)
    titles = (title, *others)
    codes = (*_fields(blocks, "Acronym"), *_fields(blocks, "Secondary ID"))
    return Traits(
        phase=_phase(titles, _fields(blocks, "Phase"), around),
        conditions=_conditions(titles, _fields(blocks, "Conditions"), around),
        names=names_in("\n".join((*_fields(blocks, "Intervention Name"), *titles, around)), titles, codes),
        institutions=institutions_in(block.text.string for block in blocks),
        people=people_in(text),
        numbers=numbers_in(f"{title}\n{' '.join(_fields(blocks))}\n{text}", counts),
        counts=tuple(
            sorted({int(number) for number in counts if number == int(number) and _LEAST_COUNT <= number < _TOO_MANY})
        )[:_MOST_COUNTS],
        other_titles=others,
        is_continued=bool(_CONTINUED_TITLE.search(title)) or (_may_continue(lower) and bool(_CONTINUED.search(whole))),
        is_other_cohort=bool(_OTHER_COHORT_TITLE.search(title))
        or (_has(lower, _COHORT_HINTS) and _has(lower, _COHORT_WORDS) and bool(_OTHER_COHORT.search(whole))),
        is_interim=_is_interim(whole, lower, blocks),
        is_randomised=_is_randomised(whole, lower, _fields(blocks, "Allocation")),
        text_sketch=sketch_of(text),
    )


def _has(lower: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110 - a generator takes twice as long
        if word in lower:
            return True
    return False


def _may_continue(lower: str) -> bool:
    """Whether a text has two words that _CONTINUED begins with: most have none, which is told four times as fast."""
    return any(
        lower.endswith(_FIRST_WORDS[match.lastgroup or ""], 0, match.start()) for match in _SECOND_WORD.finditer(lower)
    )


def _is_interim(text: str, lower: str, blocks: tuple[Block, ...]) -> bool:
    heads = (block.text.string for block in blocks[:_FIRST_LINES] if block.role in (Role.CHROME, Role.TITLE))
    says = _has(lower, _INTERIM_HINTS) and bool(_INTERIM.search(text))
    return says or any(_MEETING.search(head) for head in heads if len(head) < _LONGEST_HEAD)


def _is_randomised(text: str, lower: str, fields: tuple[str, ...]) -> bool | None:
    """What the record's field says, else what the text says."""
    stated = " ".join(fields).lower().replace("_", "-")
    if stated:
        return None if not _RANDOM.search(stated) and stated not in ("na", "n/a") else stated.startswith("random")
    if _has(lower, _NOT_RANDOM_HINTS) and _SAYS_NOT_RANDOM.search(text):
        return False
    if _has(lower, _RANDOM_HINTS) and any(
        _RANDOM.search(sentence) and not _OTHER_TRIAL.search(sentence)
        for sentence in _SENTENCE.split(text)
        if _has(sentence.lower(), _RANDOM_HINTS)
    ):
        return True
    return False if _has(lower, _ALONE_HINTS) and _ALONE.search(text) else None


def _between(blocks: tuple[Block, ...]) -> str:
    """The text, and what stands within it that no reader took for text: a news item's dateline, a heading."""
    texts = [place for place, block in enumerate(blocks) if block.role in (Role.ABSTRACT, Role.BODY)]
    titles = [place for place, block in enumerate(blocks) if block.role is Role.TITLE]
    if not texts:
        return ""
    near = titles and titles[0] < texts[0] < titles[0] + _FIRST_LINES
    start = titles[0] + 1 if near else texts[0]
    return "\n".join(block.text.string for block in blocks[start : texts[-1] + 1] if len(block.text) < _LONGEST_BLOCK)


def _fields(blocks: tuple[Block, ...], label: str | None = None) -> tuple[str, ...]:
    """The values of the fields of this name, or of all."""
    return tuple(b.text.string for b in blocks if b.role is Role.FIELD and label in (None, b.label))


def _other_titles(title: str, above: tuple[str, ...], blocks: tuple[Block, ...]) -> tuple[str, ...]:
    found = (*above, *(b.text.string for b in blocks if b.role is Role.TITLE or b.label == "Official Title"))
    return tuple(dict.fromkeys(words for string in found if (words := " ".join(string.split())) and words != title))[:4]


def _conditions(titles: tuple[str, ...], fields: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Of the titles and the record's own field; where neither names any, the one that the text names most."""
    stated = conditions_in("\n".join((*titles, *fields)))
    return stated or most_named(text)


def _phase(titles: tuple[str, ...], fields: tuple[str, ...], text: str) -> str | None:
    """The phase of the trial: of its titles, its record, else of a sentence that speaks of this trial."""
    for stated in (*titles, "; ".join(fields)):
        if found := _phases_in(stated):
            return found
    for sentence in _own_sentences(text):
        if found := _phases_in(sentence):
            return found
    return "1" if _FIRST_IN_HUMANS.search(titles[0]) else None


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
