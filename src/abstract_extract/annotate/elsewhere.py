"""Sentences that speak of another study: an earlier one, somebody else's, one that is to come."""

from __future__ import annotations

import re

from abstract_extract.study import Sentence

from .hints import has_any

ELSEWHERE = re.compile(
    r"\b(?:an?|the|our|one|in) (?:small |large |recent )?(?:former|earlier|previous|first|pilot|other|older|parent)(?: [a-z-]+)? (?:cohort|trial|study|series|report|phase|group)\b|(?-i:\b[Aa] (?:small |large )?(?!Phase|Simon|Bayes|Random|Pilot|Single|Multi|Total|Prospect|Retro|Double|Open)[A-Z][a-z]+ (?:trial|study|series|cohort|group)\b)|\b[Aa] further (?:group|team|study|trial|series)\b|\b(?:earlier|previous|former) №+-(?:patient|subject)|\b(?:trial|study) (?:of|in|with) №+ [a-z]+ that (?:starts|begins|is)|\b[Aa]n earlier phase|\b(?:Smaller|Other|Earlier|Previous|Former|Two|Three) (?:trials|studies|series)\b|\b(?:is|are|is now|are now) (?:under ?way|recruiting|ongoing|being (?:planned|tested|prepared|conducted))|\bnow being tested\b|\b(?:larger|further|confirmatory|subsequent|ongoing|phase (?:¶|III|3|II|2)\w*) (?:randomi[sz]ed )?(?:trial|study) (?:\([^)]{0,60}\) )?(?:is|of №+ [a-z]+ is|with)|\b[Ii]n ¥+,? (?:a|another) (?:study|trial|group)\b|\b(?:a|another) (?:further )?(?:small |large )?(?:[A-Z][a-z]+ )?(?:trial|study|group) (?:with|of|in) №+ (?:patients|cases) (?:showed|found|reported)|\b(?:previous(?:ly)?|earlier|prior|other) (?:study|studies|trials?|reports?|series|work)\b|\bmeta-analys|\bet al\b|\bworldwide\b|\beach year\b|\bper year\b",
    re.IGNORECASE,
)
ELSEWHERE_HINTS = (
    "trial", "stud", "series", "report", "cohort", "group", "phase", "worldwide", "year", "et al", "meta-analys",
    "recruiting", "ongoing", "under way", "underway", "being ", "work", "earlier", "previous", "former", "team",
)  # fmt: skip
"""What stands in every such sentence."""


def is_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence speaks of another study.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> [is_elsewhere(sentence_of(text)) for text in ("An earlier trial had 20 patients.", "This trial had 20 patients.")]
    [True, False]
    """
    return has_any(sentence.lower, ELSEWHERE_HINTS) and ELSEWHERE.search(sentence.string) is not None
