"""What a sentence has said before a count, and so need not say again: that people died, or that harms are listed."""

from __future__ import annotations

import re

_DIED = re.compile(
    r"\b(?:died|deaths?|dead|killed|fatalit(?:y|ies)|(?<!was the )(?<!were the )causes?)\b(?! (?:benefit|tissue))",
    re.IGNORECASE,
)
_OTHER_VERB = re.compile(
    r"\b(?:had|has|have|developed|experienced|improved|healed|occurred|observed|noted|responded|relapsed|withdrew|completed|survived|alive|needed|required|did|showed|remained|received)\b",
    re.IGNORECASE,
)
_LONGEST_LIST = 240
_CAUSE_AFTER = re.compile(
    r"\A (?:patients? |more |others? |each )?(?:of|from|to|due to|owing to|by|because of|after) (?!the (?:№|other|two|three)|them|these|those|which|whom|№)"
)
_VERB_AFTER = re.compile(
    r"\A ?(?:patients? |others? |more )?(?:had|developed|(?:were|was)(?! (?:due to|caused by|because of|from|of|attribut\w+|ascribed|sudden|(?:non-?)?cardiac|related|unrelated|unexplained|put down|laid))|did|showed|[a-z]+ed|got|lost|withdrew|underwent)\b",
    re.IGNORECASE,
)
_OPEN_BRACKET = re.compile(r"[(\[][^)\]]*\Z")
_LED_TO = re.compile(
    r":|\b(?:due to|caused by|because of|owing to|attributed to|causes? [^.;]{0,60}?were|of|(?:was|were) (?:the (?:cause|reason|killer)|to blame|(?:held )?responsible)|accounted for|explained|sudden(?:ly)?)\b",
    re.IGNORECASE,
)
_WAS_DUE = re.compile(
    r"\A (?:patients? |of them )?(?:were|was) (?:due to|caused by|because of|attributed to|ascribed to|put down to|laid to)\b"
)
_SUDDEN = re.compile(
    r"\A (?:of [^,;.]{1,20} )?(?:(?:were|was) )?(?:sudden(?:ly)?|(?:non-?)?cardiac|of unknown cause|unexplained)\b",
    re.IGNORECASE,
)
_CAUSE_WORD = re.compile(
    r"(?:(?:was|were) )?(?:of|from|to|due to|owing to|by|because of|after) (?:an? |the )?", re.IGNORECASE
)
# "Ten withdrew (…", "reasons for leaving were", "of the missing, two …".
_LEFT = re.compile(
    r"\b(?:among (?:the )?(?:missing|drop-?outs|leavers|those (?:lost|missing|who left|who withdrew))\b[^.№]{0,12}(?=,)|withdrew|withdrawals?|withdrawn|dropp?(?:ed)?[- ]?outs?|(?:who|№|patients|participants|subjects) left|leaving|discontinu\w+|broke off|did not (?:finish|complete|begin|start|come)|were not (?:treated|infused|dosed|transplanted)|never (?:[a-z]+ed|had|got|began|came|went|underwent)|did not (?:have|get|receive|undergo)|lost to follow-up|missing|drop-?outs|excluded|reasons? for)\b[^.;№]{0,60}?(?:[(\[:–]|—| - |\b(?:because of|owing to|due to|on account of|for)\b)[^.)]{0,160}\Z",
    re.IGNORECASE,
)
# "One lost interest, so that 30 went through all": whoever is counted before has left.
_REMAINS = re.compile(
    r",? (?:so(?: that)?|leaving|which left|hence|thus|wherefore) (?:only |the other |another )?№+ (?:[\w-]+ ){0,3}?(?:went (?:through|on)|completed|finished|remained|underwent|entered|came|to be|for (?:the )?(?:analysis|study)|were (?:left|analy[sz]ed|evaluable|dosed|infused|treated|operated|transplanted|grafted))\b",
    re.IGNORECASE,
)
_HARMS = re.compile(
    r"\b(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|untoward (?:events?|effects?)|complications?|toxicit(?:y|ies)|SAEs?|AEs)\b[^.;]{0,120}?(?::|[(\[]|\b(?:were|included|including|comprised|such as|namely|among (?:which|them)|consisted of)\b)",
    re.IGNORECASE,
)


def is_cause_of_death(mask: str, start: int, right: str) -> bool:
    """Whether the count at `start` tells of what those died whom the sentence has just counted; `right` follows it.

    >>> is_cause_of_death("№№№ patients died, №№№ of sepsis", 19, " of sepsis")
    True
    >>> is_cause_of_death("№№№ patients died, №№№ had fever", 19, " had fever")
    False
    """
    died = None
    for died in _DIED.finditer(mask, max(0, start - _LONGEST_LIST), start):  # noqa: B007 - the last one is meant
        pass
    if died is None or _VERB_AFTER.match(right):
        return False
    between = mask[died.end() : start]
    if _OTHER_VERB.search(between):
        return False
    if _SUDDEN.match(right) or _WAS_DUE.match(right):
        return True
    return bool(_CAUSE_AFTER.match(right) or _OPEN_BRACKET.search(between) or _LED_TO.search(between))


def cause_begins(words: str) -> int:
    """Where the cause begins in the words that say it: past "of" and "due to".

    >>> "of pulmonary embolism"[cause_begins("of pulmonary embolism"):]
    'pulmonary embolism'
    """
    match = _CAUSE_WORD.match(words)
    return match.end() if match else 0


def is_among_harms(mask: str, start: int) -> bool:
    """Whether the sentence lists harms before the count at `start`: "adverse events were tamponade in 4 and …"."""
    return _HARMS.search(mask, 0, start) is not None


def is_among_leavers(mask: str, start: int) -> bool:
    """Whether the sentence lists why people left before the count at `start`: "ten withdrew (progression, 7; …)".

    >>> text = "Ten withdrew (progression, 7; choice, 3)."
    >>> is_among_leavers(text, text.index("3")), is_among_leavers("Three had fever and 3 had pain.", 20)
    (True, False)
    """
    low = max(0, start - _LONGEST_LIST)
    return _LEFT.search(mask, low, start) is not None or _REMAINS.search(mask, start) is not None
