"""Sentences that speak of another study: an earlier one, somebody else's, one that is to come."""

from __future__ import annotations

from functools import lru_cache

from abstract_extract.study import Sentence

from .pattern_words import Gated, alternatives

_ELSEWHERE = r"\b(?:an?|the|our|one|in) (?:small |large |recent )?(?:former|earlier|previous|first|pilot|other|older|parent)(?: [a-z-]+)? (?:cohort|trial|study|series|report|phase|group)\b|(?-i:\b[Aa] (?:small |large )?(?!Phase|Simon|Bayes|Random|Pilot|Single|Multi|Total|Prospect|Retro|Double|Open)[A-Z][a-z]+ (?:trial|study|series|cohort|group)\b)|\b[Aa] further (?:group|team|study|trial|series)\b|\b(?:earlier|previous|former) №+-(?:patient|subject)|\b(?:trial|study) (?:of|in|with) №+ [a-z]+ that (?:starts|begins|is)|\b[Aa]n earlier phase|\b(?:Smaller|Other|Earlier|Previous|Former|Two|Three) (?:trials|studies|series)\b|\b(?:is|are|is now|are now) (?:under ?way|recruiting|ongoing|being (?:planned|tested|prepared|conducted))|\bnow being tested\b|\b(?:larger|further|confirmatory|subsequent|ongoing|phase (?:¶|III|3|II|2)\w*) (?:randomi[sz]ed )?(?:trial|study) (?:\([^)]{0,60}\) )?(?:is|of №+ [a-z]+ is|with)|\b[Ii]n ¥+,? (?:a|another) (?:study|trial|group)\b|\b(?:a|another) (?:further )?(?:small |large )?(?:[A-Z][a-z]+ )?(?:trial|study|group) (?:with|of|in) №+ (?:patients|cases) (?:showed|found|reported)|\b(?:previous(?:ly)?|earlier|prior|other) (?:study|studies|trials?|reports?|series|work)\b|\b[Aa] (?:[\w-]+ ){0,5}?(?:trial|study) (?:of|in|with|on) (?:about |some |up to )?№+ (?:[\w-]+ ){0,3}?(?:\([^)]{0,60}\) )?(?:has (?:since |now )?(?:begun|opened|started|been (?:opened|started|launched|registered|approved|funded))|is (?:planned|prepared|starting|opening|to follow|about|due|in preparation)|was (?:opened|launched|registered|started) in|will (?:follow|begin|start|open))|\b(?:worth|warrants?|merits?|deserves?|justif(?:y|ies)|calls? for|planning|prepar(?:e|ing)|goes on to|proceed to|next step is) an? (?:[\w-]+ ){0,5}?(?:trial|study)\b|\b[Ii]n an? (?:[a-z-]+ ){0,2}(?-i:(?!Phase|Simon|Bayes|Random|Pilot|Single|Multi|Total|Prospect|Retro|Double|Open|RCT|I)[A-Z][a-z]+) (?:trial|study|series|cohort) (?:of|in|with)|\b(?:by|at|in|from) our (?:own )?(?:unit|group|team|centre|center|hospital) in ¥|\bour (?:own )?(?:patients|cases|pilot|first|earlier|previous|former|prior)\b[^.;]{0,30}\b(?:in ¥|pilot|cohort|series|study|trial)|\b[Ii]n our pilot\b|\b[Ii]n an? (?:[\w-]+ ){0,2}pilot (?:in|at|from|of)\b|\A(?-i:In [A-Z][A-Z]+(?:-[IVX\d¶]+)?,? №)|\bof the (?-i:[A-Z][a-z]+) (?:trial|study)¶?\b|\b(?-i:[A-Z][a-z]+) and (?:co-?workers|colleagues|associates)¶* (?:described|reported|treated|showed|found|gave)|\bin the (?:trial|study|series) (?:of|with|on) №+ [a-z]+ by (?-i:[A-Z])|\ban? (?:[\w-]+ ){0,4}(?:trial|study) (?:of|in|with|on) №+ (?:[\w-]+ ){0,3}?(?:will (?:come|be)|comes|is (?:next|now|to)|has |follows)|\bfollowed by an? (?:[\w-]+ ){0,3}(?:trial|study)|\b(?:first|earlier|former|original) version of the protocol|\b[Aa] pooled (?:look|analysis)|\b(?:interim|second|next) (?:look|analysis) is planned|\b[Aa] (?:bigger|larger|second|new|further|confirmatory|controlled|definitive) (?:[\w-]+ ){0,3}?(?:trial|study) (?:of|in|with|on) №|\bmeta-analys|\bet al\b|\bworldwide\b|\beach year\b|\bper year\b"
# Each alternative asks for its own words.
_PATTERNS = tuple(map(Gated, alternatives(_ELSEWHERE)))


def is_elsewhere(sentence: Sentence, *, masked: bool = False) -> bool:
    """Whether a sentence speaks of another study; with `masked`, also where only the places of its numbers show it.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> [is_elsewhere(sentence_of(text)) for text in ("An earlier trial had 20 patients.", "This trial had 20 patients.")]
    [True, False]
    """
    return _says(sentence.string) or (masked and _says(sentence.mask))


@lru_cache(maxsize=512)
def _says(string: str) -> bool:
    """Two finders ask it of the same sentences."""
    return any(pattern.search(string) for pattern in _PATTERNS)
