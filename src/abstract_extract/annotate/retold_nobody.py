"""That nobody was harmed, died or left, in retold trials: "no one caught an infection", "Fieber meldete niemand".

Rules of reports know the English ways of saying so; here the clause is asked for a word for "nobody", in any language of
digests, and for a name of a harm, a death or a withdrawal. Other things that nobody did are no results.

>>> from abstract_extract.annotate.sentences import sentence_of
>>> found = nobody_had([sentence_of("Two had a fusion in the end. No one caught an infection.")], [])
>>> [(outcome.label.value, outcome.kind, outcome.events.value) for outcome in found]
[('infection', 'adverse_event', 0)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from abstract_extract.candidates import OutcomeCandidate, Said
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .lexicon import table
from .outcome_foreign import kind_of_foreign
from .outcome_kinds import kind_of
from .retold_labels import named

_CLAUSE = re.compile(r"[^.;!?。；]+")
_PART = re.compile(r"[^,，]+")
_EVENTS = re.compile(
    r"\b(?:adverse|events?|effects?|complications?|reactions?|toxicit\w+)\b|Nebenwirkung|不良", re.IGNORECASE
)
_LONGEST = 90
_SHORTEST = 3


@cache
def _none() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{'|'.join(table('retold_labels')['none'])})(?![a-zà-ž])", re.IGNORECASE)


@cache
def _suffers() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(table('retold_labels')['suffer'])})\s+(?=\S)", re.IGNORECASE)


def nobody_had(sentences: Sequence[Sentence], known: Sequence[OutcomeCandidate]) -> list[OutcomeCandidate]:
    """The harms, deaths and withdrawals that nobody had, where `known` has no result in the clause."""
    taken = [said.start for outcome in known for said in (outcome.label, outcome.events) if isinstance(said, Said)]
    return [
        outcome
        for sentence in sentences
        if sentence.stretch.role not in (Role.TITLE, Role.TABLE)
        for outcome in _of(sentence, taken)
    ]


def _of(sentence: Sentence, taken: Sequence[int]) -> Iterator[OutcomeCandidate]:
    for clause in _CLAUSE.finditer(sentence.string):
        for part in _PART.finditer(clause.group()):
            low, high = clause.start() + part.start(), clause.start() + part.end()
            word = _none().search(sentence.string, low, high)
            is_taken = any(low <= place - sentence.start < high for place in taken)
            if word is None or is_taken or any(low <= number.start < high for number in sentence.numbers):
                continue
            place = _label(sentence.string, low, high, word)
            if place is None:
                continue
            words = sentence.string[place[0] : place[1]]
            kind = kind_of(words)
            kind = kind if kind != "efficacy" else kind_of_foreign(words)
            if kind == "efficacy":
                continue
            yield OutcomeCandidate(
                label=Said(words, sentence.start + place[0], sentence.start + place[1]),
                kind=kind,
                events=Said(0, sentence.start + word.start(), sentence.start + word.end()),
                denominator=None,
                percent=None,
                unit="events" if kind == "adverse_event" and _EVENTS.search(words) else "patients",
                arm=None,
                time_point=None,
                rule="foreign",
            )


def _label(string: str, low: int, high: int, word: re.Match[str]) -> tuple[int, int] | None:
    """The name of what nobody had: behind the word and its verb, else before it."""
    start = word.end()
    verb = _suffers().match(string, start, high)
    for begin, end in ((verb.end() if verb else start, high), (low, word.start())):
        words = string[begin:end]
        if _SHORTEST <= len(words.strip(" :,")) <= _LONGEST:
            first, last = named(words)
            return begin + first, begin + last
    return None
