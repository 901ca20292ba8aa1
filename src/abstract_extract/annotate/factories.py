"""The pipes' spaCy factories, named as entry points: `nlp.add_pipe("trial_participants")` works without an import."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language

from .pipes import PIPES, Pipe, register_extensions

_BY_NAME = {name: (pipe, assigns, requires) for name, pipe, assigns, requires in PIPES}


def _factory(name: str) -> Callable[[Language, str], Pipe]:
    pipe, assigns, requires = _BY_NAME[name]

    def create(nlp: Language, name: str) -> Pipe:
        register_extensions()
        return pipe

    register_extensions()
    return Language.factory(name, assigns=list(assigns), requires=list(requires), func=create)


trial_sentences = _factory("trial_sentences")
trial_arms = _factory("trial_arms")
trial_tables = _factory("trial_tables")
trial_counts = _factory("trial_counts")
trial_participants = _factory("trial_participants")
trial_abbreviations = _factory("trial_abbreviations")
trial_cell_sources = _factory("trial_cell_sources")
trial_doses = _factory("trial_doses")
trial_follow_ups = _factory("trial_follow_ups")
trial_outcomes = _factory("trial_outcomes")
trial_proposals = _factory("trial_proposals")
trial_report_type = _factory("trial_report_type")
trial_passages = _factory("trial_passages")
trial_spans = _factory("trial_spans")
