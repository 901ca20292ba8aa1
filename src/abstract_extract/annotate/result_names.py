"""Whether words can name a result, or say no more than whose it was, in what order, or that it was."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import table
from .outcome_kinds import is_benefit, kind_of
from .people import UNIT_WORD, unit_of
from .result_degrees import is_incomplete

_SHORTEST = 3
_POINTS_BACK = re.compile(
    r"[\W\d]*(?:(?:the|at|by|week|month|day|year|figures?|rates?|counts?|numbers?|shares?|values?|it|they|this|same|had|been|was|were|risen|fallen|grown|become|dropped|stood|to|and|or)\b[\W\d]*)*",
    re.IGNORECASE,
)
_UNIT = re.compile(UNIT_WORD, re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_][\w'’-]*")
# "Under placebo", "of the high dose", "who got saline": whose the result was, and no result.
_WHOSE = re.compile(
    r"(?:in|of|under|after|by|at|during|on|from|for|to|per|than|among|between|through|until|since|within|into|via|over|up|against|versus|who|which|that|whose|as|and|or|each|both)\b(?! (?:[\w-]+ ){0,2}?(?:remission|response|relapse|ventilat\w+|dialysis|oxygen|insulin|transfusions?|death)\b)",
    re.IGNORECASE,
)
# "Exosome halves", "test sides", "clefts of group I": whom or what the number counted, and no result.
_WHO_BEFORE = re.compile(rf"(?:{UNIT_WORD})(?: (?:of|in|on|after|from|given|receiving|each)\b.*)?", re.IGNORECASE)
_LONGEST_WHO = 3
_NAMED_EVENTS = frozenset({"falls", "exacerbations", "relapses", "complications", "infections"})
_SHORT_NAME = re.compile(
    rf"(?!(?:CR|PR|SD|PD|CRi|MRD|ICD|ECMO|CPAP|NIV|DLT|SAE|IVF|CABG|PCI|LVAD|TKA|THA)\b)[A-Z][A-Z\d]{{1,6}}(?:[ -](?:{UNIT_WORD}))?"
)
_STATE = re.compile(r"\b(?:pregnant|new|dead|alive|open|live|further|non-?\w+)\b", re.IGNORECASE)
_DOING = re.compile(
    r"[a-z]{2,}(?:ed|ing)\b(?<!treated)(?<!grafted)(?<!infused)(?<!injected)(?<!untreated)", re.IGNORECASE
)


def names_result(words: str) -> bool:
    """Whether words can name a result: more than what is counted, an order, or a verb that any result could have.

    >>> names_result("mild fever"), names_result("patients"), names_result("respectively"), names_result("others did")
    (True, False, False, False)
    """
    if len(words) < _SHORTEST:
        return False
    if (_WHOSE.match(words) and not is_incomplete(words)) or _is_who(words) or words.lower() in _verbs():
        return False
    empty = _empty()
    if words.lower() in _NAMED_EVENTS:
        return True
    return any(word.lower() not in empty and not _UNIT.fullmatch(word) for word in _LETTERS.findall(words))


def points_back(words: str) -> bool:
    """Whether words mean a result that was named before, and name none themselves.

    >>> points_back("the figures had risen"), points_back("12 it"), points_back("figures of merit"), points_back("pain")
    (True, True, False, False)
    """
    return _POINTS_BACK.fullmatch(words) is not None


@cache
def _verbs() -> frozenset[str]:
    """The words for what any result does or has done to it, which name none; "killed" says that somebody died."""
    words = table("outcome_words")
    return (frozenset(words["done_with"]) | frozenset(words["happens"])) - {"killed", "left", "kept", "entered"}


def _is_who(words: str) -> bool:
    """Whether words name those who were counted, by their kind or their arm, and nothing that they had.

    >>> _is_who("exosome halves"), _is_who("tendons after secretome"), _is_who("pregnant women"), _is_who("new wounds")
    (True, True, False, False)
    """
    if _WHO_BEFORE.fullmatch(words):
        return unit_of(words) != "events" and kind_of(words) == "efficacy"
    parts = words.split()
    if not 1 < len(parts) <= _LONGEST_WHO or unit_of(parts[-1]) in (None, "events") or not _UNIT.fullmatch(parts[-1]):
        return False
    before = " ".join(parts[:-1])
    return not (_DOING.search(before) or _STATE.search(before) or is_benefit(words) or kind_of(words) != "efficacy")


@cache
def _empty() -> frozenset[str]:
    return frozenset(table("outcome_words")["empty"])


def is_sign(words: str) -> bool:
    """Whether words are a sign such as arms have ("ICB", "BMP clefts"), where they are not known for a result."""
    return _SHORT_NAME.fullmatch(words) is not None and kind_of(words) == "efficacy" and not is_benefit(words)
