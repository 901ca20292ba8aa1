"""Building the pipeline: a blank English spaCy with a tokenizer fit for trials, and PIPES in order.

>>> nlp = build_nlp()
>>> doc = nlp("Eleven patients were treated; none had fever.")
>>> [(p.count.value, p.status) for p in doc._.trial_participants]
[(11, 'treated')]
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from abstract_extract.study import StudyText

from .pipes import PIPES

# spaCy's own 10,000 words are used up after some hundred pages.
_CACHED_WORDS = 100_000


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
    """A doc without tokens, with what each pipe found in a study text.

    No rule reads tokens, and cutting a text into them takes as long as a sixth of all rules. For a doc that has them,
    with sentences and spans for spaCy's own tools, call `nlp` itself with a text.
    """
    doc = Doc(nlp.vocab)
    doc._.study_text = study
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc
