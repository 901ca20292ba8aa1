"""The pipes: one a fact, each with its spaCy factory. A pipe says what it assigns and what it requires.

`doc._.trial_…` holds what each found; `doc.spans["trial_facts"]` holds the words of all facts, for spaCy's own tools.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from spacy.pipeline import Sentencizer
from spacy.tokens import Doc, Span
from spacy.tokens.underscore import Underscore

from abstract_extract.candidates import Arms, Said
from abstract_extract.page import Page, Role, Source
from abstract_extract.study import Stretch, StudyText
from abstract_extract.text import Text

from .abbreviations import define_abbreviations
from .arms import find_arms
from .cell_sources import PRODUCT_HINTS, PRODUCT_LETTERS, find_cell_sources
from .counted import count_sentences
from .doses import find_doses
from .follow_ups import find_follow_ups
from .hints import has_any
from .learned import first_sentences, propose, shipped_model
from .outcomes import find_outcomes
from .participant_fields import field_participants
from .participants import find_participants
from .passages import find_headed, find_passages
from .recounted import read_by_model, with_facts
from .report_type import report_type
from .result_tables import TableFacts, read_tables
from .sentences import sentences_of

EXTENSIONS = (
    "study_text", "trial_sentences", "trial_abbreviations", "trial_arms", "trial_tables", "trial_counts",
    "trial_participants", "trial_cell_sources", "trial_doses", "trial_follow_ups", "trial_outcomes",
    "trial_report_type", "trial_passages", "trial_proposals", "trial_passage_proposals",
)  # fmt: skip
SPANS = "trial_facts"
Pipe = Callable[[Doc], Doc]
_SENTENCIZER = Sentencizer()


def register_extensions() -> None:
    """Makes `doc._.trial_…` known to spaCy; asking twice does nothing."""
    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def study_of(doc: Doc) -> StudyText:
    """The study text of a doc; a doc made of bare text is an abstract without a page."""
    here = doc._  # made anew each time that it is asked for
    found: StudyText | None = here.study_text
    if found is None:
        text = Text.of(doc.text)
        stretch = Stretch(0, len(doc.text), Role.ABSTRACT, None, None)
        page = Page(source=Source("", "", doc.text, "utf-8"), reader="text", blocks=())
        found = here.study_text = StudyText(page, text, (stretch,), ())
    return found


def _found(here: Underscore, name: str) -> Any:
    """What a pipe found; nothing where that pipe was left out."""
    found = getattr(here, name)
    return () if found is None else found


def _arms_of(here: Underscore) -> Arms:
    return here.trial_arms or Arms()


def _tables_of(here: Underscore) -> TableFacts:
    return here.trial_tables or TableFacts()


def _sentences(doc: Doc) -> Doc:
    here = doc._
    study = study_of(doc)
    here.trial_sentences = sentences_of(study.text.string, study.stretches)
    if not len(doc):
        return doc
    starts = {sentence.start for sentence in here.trial_sentences}
    # By the sentencizer's own hand: setting the tokens one by one costs more than reading the whole page.
    places = doc.to_array("IDX").tolist()
    begins = [place in starts for place in places]
    begins[0] = True
    _SENTENCIZER.set_annotations([doc], [begins])
    return doc


def _arms(doc: Doc) -> Doc:
    here = doc._
    here.trial_arms = find_arms(_found(here, "trial_sentences"))
    return doc


def _tables(doc: Doc) -> Doc:
    here = doc._
    text, stretches = study_of(doc).text.string, study_of(doc).stretches
    here.trial_tables = read_tables(text, stretches, _arms_of(here), _found(here, "trial_sentences"))
    return doc


def _counts(doc: Doc) -> Doc:
    here = doc._
    here.trial_counts = count_sentences(_found(here, "trial_sentences"), _arms_of(here))
    return doc


def _participants(doc: Doc) -> Doc:
    here = doc._
    in_fields = field_participants(_found(here, "trial_sentences"), study_of(doc).page.is_completed, _arms_of(here))
    in_words = find_participants(_found(here, "trial_counts"), _arms_of(here))
    words = [one for one in in_words if all(one.count != other.count for other in in_fields)]
    here.trial_participants = [*in_fields, *_tables_of(here).participants, *words]
    return doc


@lru_cache(maxsize=1)
def _names_product(string: str) -> bool:
    return has_any(string.lower(), PRODUCT_HINTS) or has_any(string, PRODUCT_LETTERS)


def _abbreviations(doc: Doc) -> Doc:
    here = doc._
    here.trial_abbreviations = (
        define_abbreviations(_found(here, "trial_sentences")) if _names_product(study_of(doc).text.string) else None
    )
    return doc


def _cell_sources(doc: Doc) -> Doc:
    here = doc._
    names_product = _names_product(study_of(doc).text.string)
    here.trial_cell_sources = (
        find_cell_sources(_found(here, "trial_sentences"), here.trial_abbreviations) if names_product else []
    )
    return doc


def _doses(doc: Doc) -> Doc:
    here = doc._
    here.trial_doses = find_doses(_found(here, "trial_sentences"), bool(here.trial_cell_sources), _arms_of(here))
    return doc


def _follow_ups(doc: Doc) -> Doc:
    here = doc._
    here.trial_follow_ups = find_follow_ups(_found(here, "trial_sentences"))
    return doc


def _outcomes(doc: Doc) -> Doc:
    here = doc._
    counted = [c for c in _found(here, "trial_counts") if c.sentence.stretch.label != "Recruitment Details"]
    in_words = find_outcomes(counted, _arms_of(here), _found(here, "trial_participants"))
    here.trial_outcomes = [*_tables_of(here).outcomes, *in_words]
    return doc


_READ_BY_MODEL = frozenset({"trial_report", "protocol", None})
"""Types of page that the model has learned from; None where nobody asked for the type."""


def _proposals(doc: Doc) -> Doc:
    here = doc._
    if here.trial_report_type == "secondary_source":
        sentences = first_sentences(_found(here, "trial_sentences"))
        passages = _found(here, "trial_passages")
        here.trial_passage_proposals = [read_by_model(passage, sentences, shipped_model()) for passage in passages]
    if here.trial_report_type not in _READ_BY_MODEL:
        return doc
    sentences = first_sentences(_found(here, "trial_sentences"))
    counted, arms = _found(here, "trial_counts"), _arms_of(here)
    # The model is loaded for the first page that needs it, not by building the pipeline.
    gives_cells = bool(here.trial_cell_sources)
    reading = shipped_model().read(sentences, len(study_of(doc).text.string), counts_all=gives_cells)
    here.trial_proposals = propose(reading, counted, sentences, arms)
    return doc


def _report_type(doc: Doc) -> Doc:
    here = doc._
    here.trial_report_type = report_type(
        study_of(doc).page,
        _found(here, "trial_sentences"),
        _found(here, "trial_participants"),
        _found(here, "trial_outcomes"),
    )
    return doc


_RECOUNTED = ("participants", "cell_sources", "doses", "follow_ups", "outcomes")


def _passages(doc: Doc) -> Doc:
    here = doc._
    # Pages that recount the trials of others are few; the rest have no passages.
    if here.trial_report_type == "secondary_source":
        sentences = _found(here, "trial_sentences")
        study = study_of(doc)
        page, end = study.page, len(study.text.string)
        passages = (
            find_headed(sentences, {block.label for block in page.blocks}, end)
            if page.is_digest
            else find_passages(sentences, _found(here, "trial_participants"), _found(here, "trial_outcomes"), end)
        )
        wanted = {name for name in _RECOUNTED if getattr(here, f"trial_{name}") is not None}
        here.trial_passages = [with_facts(passage, sentences, wanted, study) for passage in passages]
    return doc


def _spans(doc: Doc) -> Doc:
    here = doc._
    found: list[Span] = []
    if not len(doc):
        doc.spans[SPANS] = found
        return doc
    for name, label in (
        ("trial_participants", "PARTICIPANTS"),
        ("trial_cell_sources", "CELL_SOURCE"),
        ("trial_doses", "DOSE"),
        ("trial_follow_ups", "FOLLOW_UP"),
        ("trial_outcomes", "OUTCOME"),
    ):
        for candidate in _found(here, name):
            for said in _said(candidate):
                span = doc.char_span(said.start, said.end, label=label, alignment_mode="expand")
                if span is not None:
                    found.append(span)
    doc.spans[SPANS] = found
    return doc


def _said(candidate: Any) -> Iterator[Said]:
    for name in candidate.__slots__:
        value = getattr(candidate, name)
        if isinstance(value, Said):
            yield value


_S = "doc._.trial_sentences"
PIPES: tuple[tuple[str, Pipe, tuple[str, ...], tuple[str, ...]], ...] = (
    ("trial_sentences", _sentences, (_S, "token.is_sent_start"), ()),
    ("trial_arms", _arms, ("doc._.trial_arms",), (_S,)),
    ("trial_tables", _tables, ("doc._.trial_tables",), (_S, "doc._.trial_arms")),
    ("trial_counts", _counts, ("doc._.trial_counts",), (_S, "doc._.trial_arms")),
    (
        "trial_participants",
        _participants,
        ("doc._.trial_participants",),
        (_S, "doc._.trial_tables", "doc._.trial_counts"),
    ),
    ("trial_abbreviations", _abbreviations, ("doc._.trial_abbreviations",), (_S,)),
    ("trial_cell_sources", _cell_sources, ("doc._.trial_cell_sources",), (_S, "doc._.trial_abbreviations")),
    ("trial_doses", _doses, ("doc._.trial_doses",), (_S, "doc._.trial_arms", "doc._.trial_cell_sources")),
    ("trial_follow_ups", _follow_ups, ("doc._.trial_follow_ups",), (_S,)),
    (
        "trial_outcomes",
        _outcomes,
        ("doc._.trial_outcomes",),
        ("doc._.trial_tables", "doc._.trial_counts", "doc._.trial_participants"),
    ),
    (
        "trial_report_type",
        _report_type,
        ("doc._.trial_report_type",),
        (_S, "doc._.trial_participants", "doc._.trial_outcomes"),
    ),
    (
        "trial_passages",
        _passages,
        ("doc._.trial_passages",),
        (_S, "doc._.trial_participants", "doc._.trial_cell_sources", "doc._.trial_report_type"),
    ),
    (
        "trial_proposals",
        _proposals,
        ("doc._.trial_proposals",),
        (_S, "doc._.trial_arms", "doc._.trial_counts", "doc._.trial_cell_sources", "doc._.trial_report_type"),
    ),
    (
        "trial_spans",
        _spans,
        ("doc.spans",),
        (
            "doc._.trial_participants",
            "doc._.trial_cell_sources",
            "doc._.trial_doses",
            "doc._.trial_follow_ups",
            "doc._.trial_outcomes",
        ),
    ),
)
"""Name, function, what it assigns, what it requires: in order."""
