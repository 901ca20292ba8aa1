"""Building the pipeline: a blank English spaCy with a tokenizer fit for trials, and PIPES in order.

>>> nlp = build_nlp()
>>> doc = nlp("Eleven patients were treated; none had fever.")
>>> [(p.count.value, p.status) for p in doc._.trial_participants]
[(11, 'treated')]
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from abstract_extract.study import StudyText

from .pipes import PIPES

# spaCy's tokenizer is quadratic in runs of punctuation (16,000 brackets: 21 s). No sentence needs more than a few.
_LONGEST_RUN = 40
# spaCy's own 10,000 words are used up after some hundred pages.
_CACHED_WORDS = 100_000
_RUN = re.compile(rf"[^\w\s]{{{_LONGEST_RUN},}}|\S{{400,}}")


def build_nlp(without: Collection[str] = ()) -> Language:
    """A pipeline of PIPES, those named in `without` left out.

    Raises ValueError for a name that is no pipe's.
    """
    from . import factories  # noqa: F401 - registers the factories where the package is not installed

    unknown = set(without) - {name for name, *_ in PIPES}
    if unknown:
        raise ValueError(f"no such pipe: {', '.join(sorted(unknown))} (pipes: {', '.join(name for name, *_ in PIPES)})")
    nlp = spacy.blank("en")
    nlp.max_length = 10_000_000
    # As spaCy ships it, the tokenizer splits "10^6" in three and leaves "12±3" whole.
    infixes = [
        rule.replace(r"\-\*^", r"\-\*") if isinstance(rule, str) else rule for rule in nlp.Defaults.infixes or ()
    ]
    infixes.append(r"(?<=[A-Za-z0-9])[±×](?=[0-9])")
    tokenizer: Any = nlp.tokenizer  # compiled: spaCy ships no types for it
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.max_cache_size = _CACHED_WORDS
    # Of a text with a line break, which has a rule of its own, the tokenizer keeps no further word in its cache.
    tokenizer.rules = {word: rule for word, rule in (tokenizer.rules or {}).items() if not word.isspace()}
    for name, *_ in PIPES:
        if name not in without:
            nlp.add_pipe(name)
    return nlp


def annotate(nlp: Language, study: StudyText) -> Doc:
    """The doc of a study text, with what each pipe found."""
    string = study.text.string
    if max(map(len, string.split(" ")), default=0) >= _LONGEST_RUN and _RUN.search(string):
        # Broken up for the tokenizer alone: a blank in the place of every 40th character keeps all places.
        string = _RUN.sub(
            lambda m: "".join(" " if i % _LONGEST_RUN == _LONGEST_RUN - 1 else c for i, c in enumerate(m.group())),
            string,
        )
    doc = nlp.make_doc(string)
    doc._.study_text = study
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc
