"""Passages: where a page that recounts the trials of others speaks of one of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from abstract_extract.candidates import OutcomeCandidate, ParticipantsCandidate, Passage
from abstract_extract.page import Role
from abstract_extract.study import Sentence

_FEW_SENTENCES = 40
_MOST_OF_ONE = 4
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|ten|several|these|\d+) (?:[a-z-]+ )?(?:trials|studies)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\b(?:[Tt]he (?:[\w-]+ )?(?:groups?|patients|study|trial|team|researchers|treatment|investigators|authors|others|participants)|[Oo]f (?:them|these|those)|both groups|placebo group|controls|survivors|cell-treated|eligible)\b"
)
_ANOTHER = re.compile(
    r"^\W*\d{1,2}[.)]|\b[Ii]n (?:19|20)\d\d\b|\b(?:another|a second|a third|a further|a similar|an earlier|one|two|three|other) (?:[a-z]+ )?(?:trials?|study|studies|team|(?<!the other )group)\b"
    r"|\b(?:[Aa]n?|[Tt]he) (?:small |large |smaller |larger )?[A-Z][a-z]+(?:an|ese|ish|ch|i) (?:trial|study|team|group|hospital|report|doctors)\b"
    r"|\b[Ff]inally,? (?:a|an)\b|\b[Ff]rom [A-Z][a-z]+ comes\b|\b(?:doctors|researchers|scientists) (?:in|at|from) [A-Z]|\b(?:[Ii]n a|[Aa]) (?:phase \d |pilot |randomi[sz]ed )?(?:trial|study) (?:of|in|with)\b"
)
_PEOPLE = re.compile(
    r"\b(?:\d+|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?|three|four|five|six|seven|eight|nine|ten|twelve|eleven) (?:[\w/+.-]+ ){0,4}?"
    r"(?:patients|participants|subjects|volunteers|children|infants|adults|women|men|people|babies|boys|girls)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:cells?|exosomes?|vesicles|secretome|cord blood|marrow|mesenchymal|msc|neural progenitors|tenocytes|fat)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b(?:covered|compared(?! (?:with|to)\b)|enrol\w+|recruit\w+|signed up|took part|ha(?:s|ve) (?:now )?(?:had|received|got)|sorted|by lot|randomi[sz]ed"
    r"|treated|received|were given|were put|gave)\b",
    re.IGNORECASE,
)
_OPENING = 2
_BY_THE_WAY = re.compile(
    r"\b(?:pooled (?:look|analys[ei]s|data|results?|estimates?)|meta-analys\w+|expects? to|plans? to|will (?:be published|start|begin|enrol)|in limbo|on hold|my \d+)\b"
    r"|\b(?:review|summary) of \d+|\d+-patient\b",
    re.IGNORECASE,
)
_NO_LETTERS = re.compile(r"\W+")


def find_passages(
    sentences: Sequence[Sentence],
    participants: Sequence[ParticipantsCandidate],
    outcomes: Sequence[OutcomeCandidate],
    end: int,
) -> list[Passage]:
    """A passage for each paragraph that recounts a trial; the whole text up to `end` where there is but one.

    Paragraphs under one heading of several tell of one trial. What each says is read later, by itself.
    """
    paragraphs = _recounting_paragraphs(sentences, participants, outcomes)
    is_about_it = _is_short(sentences) and _is_one_trial(sentences, paragraphs)
    places = [(0, end)] if is_about_it else _under_headings(sentences, paragraphs)
    return [Passage(low, high, is_about_it) for low, high in places]


def find_headed(sentences: Sequence[Sentence], labels: Collection[str | None], end: int) -> list[Passage]:
    """A passage for each of `labels`, the headings that tell a page's trials apart, up to the next one or to `end`."""
    starts: dict[str, int] = {}
    for sentence in sentences:
        label = sentence.stretch.label
        if label and label in labels:
            starts.setdefault(label, sentence.start)
    places = [*starts.values(), end]
    return [Passage(low, high, is_about_it=False) for low, high in pairwise(places)]


def _under_headings(sentences: Sequence[Sentence], paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs, each from its heading on; those under one heading joined where headings tell trials apart."""
    heads: dict[tuple[int, int], str | None] = {(s.stretch.start, s.stretch.end): s.stretch.label for s in sentences}
    texts = {place: " ".join(s.string for s in sentences if place[0] <= s.start < place[1]) for place in heads}
    ordered = list(heads)
    has_own = len({heads[place] for place in paragraphs}) > 1
    found: list[tuple[int, int]] = []
    labels: list[str | None] = []
    for place in paragraphs:
        label, at = heads[place], ordered.index(place)
        before = ordered[at - 1] if at else place
        low = before[0] if label and key_of(texts[before]) == key_of(label) else place[0]
        if has_own and label and labels and labels[-1] == label:
            found[-1] = (found[-1][0], place[1])
        else:
            found.append((low, place[1]))
            labels.append(label)
    return found


def key_of(string: str) -> str:
    """A heading's letters, for comparing."""
    return _NO_LETTERS.sub("", string).lower()


def _is_one_trial(sentences: Sequence[Sentence], paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether each paragraph with people after the first goes on with the same trial, and none brings in another."""
    if len(paragraphs) == 1:
        return True
    if not 1 < len(paragraphs) <= _MOST_OF_ONE or any(_SEVERAL.search(s.string) for s in sentences):
        return False
    for (_, before), (low, high) in pairwise(paragraphs):
        own = " ".join(s.string for s in sentences if low <= s.start < high)
        between = [s.string for s in sentences if before <= s.start < high]
        if not _GOES_ON.search(own) or any(_ANOTHER.search(string) for string in between):
            return False
    return True


def _is_short(sentences: Sequence[Sentence]) -> bool:
    return len([s for s in sentences if s.stretch.role is not Role.TITLE]) <= _FEW_SENTENCES


def _recounting_paragraphs(
    sentences: Sequence[Sentence],
    participants: Sequence[ParticipantsCandidate],
    outcomes: Sequence[OutcomeCandidate],
) -> list[tuple[int, int]]:
    """The paragraphs with a number of people, or with a result of people; not plans, readers' words and pooled looks."""
    paragraphs: dict[tuple[int, int], list[Sentence]] = {}
    for sentence in sentences:
        if sentence.stretch.role is not Role.TITLE:
            paragraphs.setdefault((sentence.stretch.start, sentence.stretch.end), []).append(sentence)
    found: list[tuple[int, int]] = []
    for (low, high), own in paragraphs.items():
        counts = [s for s in own if any(s.start <= p.count.start < s.end for p in participants)]
        people = [s for s in own[:_OPENING] if _PEOPLE.search(s.string) and _INTRODUCES.search(s.string)]
        if all(_BY_THE_WAY.search(s.string) for s in counts or people):
            continue
        has_result = any(low <= outcome.label.start < high for outcome in outcomes)
        if counts or ((has_result or people) and any(_GIVEN.search(s.string) for s in own)):
            found.append((low, high))
    return found
