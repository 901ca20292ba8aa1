"""Names of results in retold trials: the words that name them, without what else their sentence tells; their kinds.

Digests are written in many languages, and in a text put word for word into English only part of the words are: what
is cut here stands in `retold_labels.toml` for all of them.

>>> shown = lambda words: words[slice(*named(words))]
>>> shown("* Serious infections"), shown("hubo hinchazón"), shown("flare of back pain for a couple of days")
('Serious infections', 'hinchazón', 'flare of back pain')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from abstract_extract.candidates import OutcomeCandidate, Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Sentence

from .lexicon import table
from .outcome_foreign import kind_of_foreign
from .outcome_kinds import kind_of
from .retold_doses import amount_places

_LEAST = 3
_LEAST_IDEOGRAPHS = 2
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_PRONOUN = re.compile(r"(?:it|they|this|that|on|figures?)\Z", re.IGNORECASE)
_CAUSED = re.compile(r"(?:blamed|put down|tied|traced|attributed|ascribed|linked|laid)\b", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:had|suffered|caught|got|met|was|were|saw|reported) (?:an? |any |no )?((?:[\w-]+ ){0,3}[\w-]+) \Z",
    re.IGNORECASE,
)
_EDGE = " \t\n,;:.-–—*()[]\"'“”„«»"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = table("retold_labels")
    leading, trailing, cut, no_name = ("|".join(words[key]) for key in ("leading", "trailing", "cut", "no_name"))
    flags = re.IGNORECASE | re.DOTALL
    border = "(?:\\s+|(?<=[\u4e00-\u9fff])|(?<=[*(\\[\"'.,;:-]))"
    return (
        re.compile(rf"\s*(?:{leading}){border}(?=\S)", flags),
        re.compile(rf"(?:\s+|(?<=[\u4e00-\u9fff]))(?:{trailing})\s*\Z", flags),
        re.compile(rf"(?:{cut})\Z", flags),
        re.compile(rf"(?:{no_name})\Z", flags),
    )


def named(words: str) -> tuple[int, int]:
    """Where in `words` the name of a result begins and ends; all of them where nothing would be left."""
    leading, trailing, cut, _ = _patterns()
    start, end = 0, len(words)
    while (found := leading.match(words, start, end)) and _is_enough(words[found.end() : end]):
        start = found.end()
    if (found := cut.search(words, start + _LEAST, end)) and _is_enough(words[start : found.start()]):
        end = found.start()
    while (found := trailing.search(words, start, end)) and _is_enough(words[start : found.start()]):
        end = found.start()
    start += len(words[start:end]) - len(words[start:end].lstrip(_EDGE))
    end -= len(words[start:end]) - len(words[start:end].rstrip(_EDGE))
    return (start, end) if end > start else (0, len(words))


def _is_enough(words: str) -> bool:
    bare = words.strip(_EDGE)
    return len(bare) >= (_LEAST_IDEOGRAPHS if _IDEOGRAPH.search(bare) else _LEAST)


def retold_outcomes(outcomes: Sequence[OutcomeCandidate], sentences: Sequence[Sentence]) -> list[OutcomeCandidate]:
    """The outcomes of a passage by their names alone; one that has none takes that of the one before it.

    Numbers of amounts of cells are no outcomes.
    """
    *_, no_name = _patterns()
    amounts = amount_places(sentences)
    found: list[OutcomeCandidate] = []
    held: dict[int, OutcomeCandidate] = {}
    for outcome in outcomes:
        if isinstance(outcome.events, Said) and any(low <= outcome.events.start < high for low, high in amounts):
            continue
        if not isinstance(outcome.label.value, str) or outcome.rule == "table":
            found.append(outcome)
            continue
        sentence = next((s.index for s in sentences if s.start <= outcome.label.start < s.end), -1)
        label = _shortened(_harm_before(outcome.label, next((s for s in sentences if s.index == sentence), None)))
        here = replace(outcome, label=label, kind=_kind(outcome, str(label.value)))
        last = held.get(sentence) or (held.get(sentence - 1) if _PRONOUN.match(str(label.value)) else None)
        if no_name.match(str(label.value)) and last is not None:
            here = replace(here, label=last.label, kind=last.kind)
        elif not no_name.match(str(label.value)):
            held[sentence] = here
        found.append(here)
    return found


def _harm_before(label: Said, sentence: Sentence | None) -> Said:
    """The harm that words for its cause follow: of "had a serious event blamed on the sheets" the serious event."""
    if sentence is None or not _CAUSED.match(str(label.value)):
        return label
    found = _HARM.search(sentence.string, 0, label.start - sentence.start)
    return Said(found[1], sentence.start + found.start(1), sentence.start + found.end(1)) if found else label


def _shortened(label: Said) -> Said:
    words = str(label.value)
    if len(words) != label.end - label.start:
        return label
    low, high = named(words)
    return Said(words[low:high], label.start + low, label.start + high)


def _kind(outcome: OutcomeCandidate, words: str) -> OutcomeKind:
    if outcome.kind != "efficacy":
        return outcome.kind
    kind = kind_of(words)
    return kind if kind != "efficacy" else kind_of_foreign(words)
