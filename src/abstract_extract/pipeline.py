"""One page through the stages, in order, and nothing else: read → normalise → annotate → assemble → check."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from abstract_extract.annotate import annotate, build_nlp
from abstract_extract.assemble import assemble
from abstract_extract.check import check
from abstract_extract.normalise import study_text
from abstract_extract.page import Source
from abstract_extract.read import read
from abstract_extract.read.layout import kind_of
from abstract_extract.record import Record


@cache
def pipeline(without: frozenset[str] = frozenset()) -> Language:
    """The spaCy pipeline, built once for each set of pipes left out."""
    return build_nlp(without)


LEARNED = frozenset({"trial_proposals"})
"""The pipes that need the trained model."""


def record_by_rules(source: Source) -> Record:
    """The record of a decoded page by rules alone: many times faster, and less complete.

    Raises PageError where a stage cannot finish it.
    """
    return record(source, LEARNED)


def record(source: Source, without: frozenset[str] = frozenset()) -> Record:
    """The record of a decoded page.

    Raises PageError where a stage cannot finish it.
    """
    study = study_text(read(source))
    doc = annotate(pipeline(without), study)
    return check(assemble(doc, kind_of(source.text)), study)
