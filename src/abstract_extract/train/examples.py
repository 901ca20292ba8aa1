"""Examples for training: texts as the pipeline reads them, with the roles that annotations allow each number."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from abstract_extract.annotate import annotate
from abstract_extract.annotate.learned import first_sentences
from abstract_extract.annotate.learned.features import features_of
from abstract_extract.annotate.learned.names import KINDS
from abstract_extract.annotate.learned.statuses import STATUSES
from abstract_extract.annotate.learned.windows import Window, windows_of
from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.normalise import study_text
from abstract_extract.page import Source, page_id
from abstract_extract.pipeline import LEARNED, pipeline
from abstract_extract.proposals import ROLES
from abstract_extract.read import entries, read
from abstract_extract.read.decode import decode
from abstract_extract.read.files import load
from abstract_extract.score.load import gold_files, split_of
from abstract_extract.study import Sentence, StudyText, numbers_of

from .example import NO_STATUS, NO_TAGS, Example, Readable
from .gold_labels import Label, counted_people, gold_roles, roles_of_the_rest
from .labels import SCHEMES, Scheme, has_value

FEWEST_FOUND = 0.6
"""Where less of a page's labels than this are among its numbers, gold quotes another copy of the text, or a table."""


@dataclass(frozen=True, slots=True)
class _Placed:
    start: int
    end: int
    value: float


def corpus_examples(path: Path, part: str, cutter: WordPieces) -> Iterator[Example]:
    """The examples of an annotated corpus, a JSON object a line: `id`, `text`, `spans` (label, start, end, text).

    The beginning of an id ("pico-…") says by which scheme its labels are read. Raises KeyError for an unknown one.
    """
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        scheme = SCHEMES[item["id"].partition("-")[0]]
        text: str = item["text"]
        example = ReadText(Source(page_id(text.encode()), f"{item['id']}.txt", text, "utf-8"), cutter)
        if example.numbers:
            yield example.example(
                item["id"],
                part,
                _labelled(example, item["spans"], scheme),
                _tags(example, item, scheme),
                counts_all=False,
            )


def gold_examples(folder: Path, part: str, cutter: WordPieces, *, only_dev: bool) -> Iterator[Example]:
    """The examples of pages (`raw`) and their gold (`gold`) in a folder; `only_dev` leaves out the pages of test.

    Pages of a type that the model does not read are left out. A number that the gold does not name is "other", but not
    where it repeats the value of one that is named, for gold names a count once; and not on pages that retell trials,
    nor where gold quotes another copy of the text than the one read: there it may be anything.
    """
    for page, record, example in gold_readings(folder, cutter, only_dev=only_dev):
        rest = roles_of_the_rest(record["page"]["report_type"])
        if rest is None or not example.numbers:
            continue
        labels = gold_roles(record)
        allowed = example.allowed(labels, rest)
        if named(allowed) < FEWEST_FOUND * len({start for start, *_ in labels}):
            allowed = example.allowed(labels, tuple(ROLES))
        example.allow_repeats(allowed, labels)
        people = {place: status for place, (_, status) in counted_people(record)}
        yield example.example(page, part, allowed, example.no_tags(), counts_all=True, people=people)


def gold_readings(
    folder: Path, cutter: WordPieces, *, only_dev: bool
) -> Iterator[tuple[str, dict[str, Any], ReadText]]:
    """The id, the gold record and the text of each page of a folder."""
    pages = {path.name.partition(".")[0]: path for path in (folder / "raw").iterdir()}
    for file in gold_files(folder / "gold"):
        page = file.stem
        if only_dev and split_of(page) != "dev":
            continue
        source = next(entries(decode(load(pages[page]), pages[page].name)))
        yield page, json.loads(file.read_text("utf-8")), ReadText(source, cutter)


def abstracts(path: Path) -> dict[str, str]:
    """The texts of a file of abstracts by id, each with its title before it."""
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        title, text = item["title"], item["text"]
        found[item["id"]] = text if text.startswith(title[:40]) else f"{title}. {text}"
    return found


def role_examples(roles: Path, texts: Mapping[str, str], part: str, cutter: WordPieces) -> Iterator[Example]:
    """The examples of a file that has the roles of the numbers of public texts, but not the texts themselves.

    A JSON object a line: `id`, `seen` (start and end of each number that was judged), `roles` (start, end, role of
    those that are not "other"). What was not seen may be anything. Texts that are not there are left out.
    """
    for line in roles.read_text("utf-8").splitlines():
        item = json.loads(line)
        text = texts.get(item["id"])
        if text is None:
            continue
        example = ReadText(Source(page_id(text.encode()), f"{item['id']}.txt", text, "utf-8"), cutter)
        if example.numbers:
            own = {(start, end): (role,) for start, end, role in item["roles"]}
            seen = {(start, end): own.get((start, end), ("other",)) for start, end in item["seen"]}
            yield example.example(item["id"], part, example.placed(seen), example.no_tags(), counts_all=True)


class ReadText:
    """A source as the pipeline reads it, without the learned stage."""

    def __init__(self, source: Source, cutter: WordPieces) -> None:
        self.study: StudyText = study_text(read(source))
        self.doc = annotate(pipeline(LEARNED), self.study)
        self.sentences: Sequence[Sentence] = first_sentences(self.doc._.trial_sentences)
        self.readable = Readable(self.sentences, len(self.study.text.string))
        self.windows = windows_of(self.sentences, cutter)
        self.pairs = numbers_of(self.sentences)
        self.indices = [sentence.index for sentence, _ in self.pairs]
        self.spans = [(s.start + n.start, s.start + n.end) for s, n in self.pairs]
        self.numbers = [
            _Placed(*self.study.text.span(*span), float(n.value))
            for span, (_, n) in zip(self.spans, self.pairs, strict=True)
        ]

    def allowed(self, labels: Sequence[Label], rest: tuple[str, ...]) -> NDArray[np.bool_]:
        """The roles of each number: those of the first label at its place with its value, else the rest."""
        found: list[tuple[str, ...] | None] = [None] * len(self.numbers)
        for start, end, text, roles in labels:
            for index, number in enumerate(self.numbers):
                if number.start < end and start < number.end and found[index] is None and has_value(text, number.value):
                    found[index] = roles
                    break
        table = np.zeros((len(found), len(ROLES)), bool)
        for index, own in enumerate(found):
            for role in own or rest:
                table[index, ROLES.index(role)] = True
        return table

    def allow_repeats(self, allowed: NDArray[np.bool_], labels: Sequence[Label]) -> None:
        """Allows each number that would be "other" the roles of the labels that have its value too."""
        for index, number in enumerate(self.numbers):
            if allowed[index, ROLES.index("other")]:
                for _, _, text, roles in labels:
                    if has_value(text, number.value):
                        allowed[index, [ROLES.index(role) for role in roles]] = True

    def placed(self, roles: Mapping[tuple[int, int], tuple[str, ...]]) -> NDArray[np.bool_]:
        """The roles of each number by its place in the source; any role where nothing is said of it."""
        table = np.ones((len(self.numbers), len(ROLES)), bool)
        for index, number in enumerate(self.numbers):
            own = roles.get((number.start, number.end))
            if own is not None:
                table[index] = [role in own for role in ROLES]
        return table

    def no_tags(self) -> list[NDArray[np.int64]]:
        """Tags for the windows of a text whose names nobody annotated."""
        return [_without_tags(window) for window in self.windows]

    def example(
        self,
        name: str,
        part: str,
        allowed: NDArray[np.bool_],
        tags: Sequence[NDArray[np.int64]],
        *,
        counts_all: bool,
        people: Mapping[int, str] | None = None,
    ) -> Example:
        """The example of this text with these roles and tags, and the status of people by their place in the source."""
        same = [0, *(int(a == b) for a, b in zip(self.indices, self.indices[1:], strict=False))]
        return Example(
            name,
            part,
            tuple(self.windows),
            tuple(tags),
            features_of(self.sentences, self.readable.length, counts_all=counts_all),
            allowed,
            np.array(same, np.int64),
            self._claimed(),
            self.readable,
            counts_all,
            self._statuses(people or {}),
        )

    def _statuses(self, people: Mapping[int, str]) -> NDArray[np.int64]:
        told = [people.get(number.start) for number in self.numbers]
        return np.array([NO_STATUS if status is None else STATUSES.index(status) for status in told], np.int64)

    def _claimed(self) -> NDArray[np.bool_]:
        claims: tuple[set[int], ...] = (
            {p.count.start for p in self.doc._.trial_participants or ()},
            {getattr(o.events, "start", -1) for o in self.doc._.trial_outcomes or ()},
            {o.percent.start for o in self.doc._.trial_outcomes or () if o.percent},
            {d.amount.start for d in self.doc._.trial_doses or () if d.amount},
        )
        return np.array([[start in claim for claim in claims] for start, _ in self.spans], bool).reshape(
            -1, len(claims)
        )


def named(allowed: NDArray[np.bool_]) -> int:
    """How many numbers have a role that is not "other"."""
    return int((~allowed[:, ROLES.index("other")]).sum())


def _labelled(reading: ReadText, spans: Sequence[dict[str, Any]], scheme: Scheme) -> NDArray[np.bool_]:
    labels = [
        (span["start"], span["end"], span["text"], scheme.roles[span["label"]])
        for span in spans
        if span["label"] in scheme.roles
    ]
    return reading.allowed(labels, scheme.rest)


def _without_tags(window: Window) -> NDArray[np.int64]:
    return np.full(len(window.ids), NO_TAGS, np.int64)


def _tags(reading: ReadText, item: dict[str, Any], scheme: Scheme) -> list[NDArray[np.int64]]:
    """A tag for each piece of each window; none where the corpus has no names."""
    if not scheme.names:
        return reading.no_tags()
    return [_tags_of(reading, window, item["spans"], scheme) for window in reading.windows]


def _tags_of(reading: ReadText, window: Window, spans: Sequence[dict[str, Any]], scheme: Scheme) -> NDArray[np.int64]:
    tags = np.array([NO_TAGS if place is None else 0 for place in window.places], np.int64)
    places = [reading.study.text.span(*place) if place else None for place in window.places]
    for span in spans:
        if span["label"] not in scheme.names:
            continue
        kind = KINDS.index(scheme.names[span["label"]])
        begun = False
        for index, place in enumerate(places):
            if place and place[0] < span["end"] and span["start"] < place[1]:
                tags[index] = 1 + 2 * kind + int(begun)
                begun = True
    return tags
