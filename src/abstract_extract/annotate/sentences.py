"""Sentences of a study text: where they begin and end, in which section they stand, and their numbers.

>>> text = "Dr. A gave 1.5 mL i.v. vs. none. Ten improved.Two did not\\nNext"
>>> [text[start:end] for start, end in sentence_spans(text)]
['Dr. A gave 1.5 mL i.v. vs. none.', 'Ten improved.', 'Two did not', 'Next']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from abstract_extract.page import Role
from abstract_extract.study import Sentence, Stretch

from .numbers import NumberedSentence, find_numbers

_ABBREVIATION = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|al|fig|figs|approx|no|nos|dr|prof|inc|ltd|co|resp|cf|ca|i\.v|i\.m|s\.c|p\.o|i\.p|st|etc|viz|ref|eq|resp|max|min|wt|sp|spp|var|[A-Za-z])|^\d{1,2})\.\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"(?=[.!?\n])(?:([.!?][\"')\]]{0,2})\s+(?=[\"'(\[]{0,2}[A-Z0-9À-ÞĄĆČĎĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽЄІЇА-ЯҐ\u3040-\u30ff\u4e00-\u9fff≥≤<>~])|(\.)(?<=[a-z)%\]]{2}\.)(?=[A-Z][a-z]|[A-Z]{2,}:)|\n)"
)
_ENDS_AS_ABBREVIATION = 12
LONGEST = 1500
"""Characters of a sentence that rules are shown at once: none that a person wrote is longer, and cost stays in bounds."""
PASSED_OVER = frozenset({"background", "registration", "funding"})
"""Parts of an abstract whose numbers are not the study's."""
_UNNUMBERED = NumberedSentence((), "")


# Registry mirrors strip all punctuation; a new sentence then shows by its capital after a small letter.
_UNPUNCTUATED = 500
_HIDDEN_BREAK = re.compile(
    r"(?<=[a-z0-9)]) (?=(?:The|In|It|However|Although|Though|Therefore|This|These|Those|We|Recently|They|Patients|Participants|Subjects|After|All|Each|Study|During|Both|As|At|For|If|Our|Here|To|Then|There|When|While|Since|Moreover|Furthermore|Additionally|Also|Thus|Primary|Secondary|Eligible|Follow|Treatment|An|On|By|Based|Because|Currently|Results|Mesenchymal|Inclusion|Exclusion|Group|Cohort|Arm|Safety|Efficacy|Outcome|Outcomes|A) [a-z0-9])"
    r"|(?<=[A-Za-z]) (?=(?:\d{1,4}|[Tt]wenty|[Tt]hirty|[Ff]orty|[Ss]ixty|[Tt]en) (?:[a-z]+ ){0,2}(?:patients|participants|subjects|volunteers|children|adults) (?:with|will|were|are|who)\b)"
)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The half-open places of the sentences of `text`; a new line always ends one."""
    spans: list[tuple[int, int]] = []
    position = 0
    for match in _BREAK.finditer(text):
        end = match.end(1) if match[1] is not None else match.end(2) if match[2] is not None else match.start()
        is_line_end = "\n" in match.group()
        if (
            match[1] is not None
            and match[1][0] == "."
            and not is_line_end
            and _is_abbreviation(text, position, end, match.end())
        ):
            continue
        spans += _without_punctuation(text, position, end)
        position = match.end()
    return spans + _without_punctuation(text, position, len(text))


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch itself, or pieces of it: no rule is shown more than LONGEST characters as one sentence."""
    pieces: list[tuple[int, int]] = []
    while end - start > LONGEST:
        cut = max(text.rfind(sign, start + LONGEST // 2, start + LONGEST) for sign in (";", ",", " "))
        cut = start + LONGEST if cut < 0 else cut + 1
        pieces.append((start, cut))
        start = cut + (len(text[cut:end]) - len(text[cut:end].lstrip()) if text[cut : cut + 1].isspace() else 0)
    if text[start:end].strip():
        pieces.append((start, end))
    return pieces


def _without_punctuation(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentence itself, or, of one too long to be one, the sentences whose stops were stripped."""
    if not text[start:end].strip():
        return []
    if end - start < _UNPUNCTUATED or text.count(",", start, end) * 150 > end - start:
        return _bounded(text, start, end)
    stops = [start, *(m.start() for m in _HIDDEN_BREAK.finditer(text, start, end)), end]
    pieces = [(a + (text[a] == " "), b) for a, b in pairwise(stops) if text[a:b].strip()]
    return [bounded for a, b in pieces for bounded in _bounded(text, a, b)]


def _is_abbreviation(text: str, start: int, end: int, following: int) -> bool:
    tail = text[max(start, end - _ENDS_AS_ABBREVIATION) : end]
    found = _ABBREVIATION.search(tail)
    if not found:
        return False
    # "… in group A. The …" ends a sentence; "… Smith A. Jones" or "vs. Placebo" does not.
    word = text[following : following + 12].split(" ")[0]
    is_letter = len(found.group()) == 2
    return not (
        is_letter and word in ("The", "In", "We", "At", "No", "All", "After", "Of", "This", "A", "There", "Patients")
    )


def sentence_of(string: str) -> Sentence:
    """A sentence on its own, of no section: what the rules of one sentence are tried on.

    >>> [number.value for number in sentence_of("Twelve of 20 patients improved.").numbers]
    [12, 20]
    """
    numbered = find_numbers(string)
    stretch = Stretch(0, len(string), Role.ABSTRACT, None, None)
    mask = numbered.mask or string
    return Sentence(0, 0, len(string), string, string.lower(), mask, numbered.numbers, stretch, 0)


def sentences_of(text: str, stretches: Sequence[Stretch]) -> list[Sentence]:
    """The sentences of a study text with their sections and numbers."""
    found: list[Sentence] = []
    stretch_at = 0
    position = 0
    for start, end in sentence_spans(text):
        while stretch_at + 1 < len(stretches) and start >= stretches[stretch_at].end:
            stretch_at += 1
            position = 0
        string = text[start:end]
        numbered = _UNNUMBERED if stretches[stretch_at].name in PASSED_OVER else find_numbers(string)
        found.append(
            Sentence(
                len(found),
                start,
                end,
                string,
                string.lower(),
                numbered.mask or string,
                numbered.numbers,
                stretches[stretch_at],
                position,
            )
        )
        position += 1
    return found
