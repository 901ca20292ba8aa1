"""Groups by other nouns than "group": limbs of a trial, sets, waves, sides of a body, fellow eyes.

Such a noun makes an arm only where the page sets two of its kind against each other: "the MSC limb … the standard
limb", "test sides … control sides".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import ArmMention
from abstract_extract.study import Sentence

from .arm_names import arm_key, role_of
from .hints import has_any
from .lexicon import table

_HINTS = (
    "limb", " set", " side", " wing", "halve", " half", "eye", "knee", "hip", "ear", "leg", "hand", "cheek", "sinus",
    "tooth", "teeth", "ovar", "wound", "site", "lesion", "ulcer", "scar", "hemisphere",
    "shoulder", "breast", "foot", "feet", "area", "field", "patch", " code",
)  # fmt: skip
_FREE = re.compile(
    r"(?<![\w-])(?P<name>[A-Za-z][\w+/'-]*(?: [A-Za-z+][\w+/'-]*)?) (?P<noun>limbs?|sets?|wings?|codes?)\b"
)
_OF_BODY = re.compile(
    r"(?<![\w-])(?P<name>test|control|experimental|treated|untreated|injected|uninjected|operated|unoperated|fellow|untreated fellow|contralateral|placebo|sham|saline|vehicle|intervention|comparison|grafted|cell|cells?-treated|active|transplanted|reference|plain|conventional|standard|MSC|exosome|[A-Z][\w-]*[A-Z][\w-]*) "
    r"(?P<noun>(?:\w+ )?(?:sides?|hal(?:f|ves)|eyes?|knees?|hips?|ears?|legs?|hands?|cheeks?|sinus(?:es)?|tooth|teeth|ovar(?:y|ies)|wounds?|sites?|lesions?|ulcers?|scars?|hemispheres?|shoulders?|breasts?|f(?:oo|ee)t|areas?|fields?|patch(?:es)?|limbs?))\b"
)
_OF_HALF = re.compile(r"(?<![\w-])(?P<name>[a-z][a-z-]{3,}) (?P<noun>sides?|hal(?:f|ves)|cheeks?|hemifaces?)\b")
"""Of sides and halves any one word is a name where it is set against a comparator's: "the mitochondria half"."""
_KINDS = {_OF_BODY: "body", _OF_HALF: "half"}
_NOT_FREE = frozenset(table("arm_words")["not_of_noun"])
_LEAD = re.compile(r"(?:the|a|an|in|of|and|or|both|each|one|on|for|from|to|with|by|at|than|versus|vs) ", re.IGNORECASE)
_PLURAL = re.compile(r"(?:ves|ies|es|s)\Z")


def mentions_by_noun(sentences: Sequence[Sentence]) -> list[tuple[Sentence, ArmMention]]:
    """The places where sentences name an arm by such a noun; none where they name but one of its kind."""
    found: dict[str, list[tuple[Sentence, ArmMention]]] = {}
    for sentence in sentences:
        if not has_any(sentence.lower, _HINTS):
            continue
        for pattern in (_FREE, _OF_BODY, _OF_HALF):
            for match in pattern.finditer(sentence.string):
                start = match.start("name")
                lead = _LEAD.match(sentence.string, start, match.end("name"))
                start = lead.end() if lead else start
                name = sentence.string[start : match.end("name")]
                if pattern is not _OF_BODY and not _NOT_FREE.isdisjoint(name.lower().split(" ")):
                    continue
                noun = _KINDS.get(pattern) or _PLURAL.sub("", match["noun"].lower())
                mention = ArmMention(arm_key(name), start, match.end("name"))
                found.setdefault(noun, []).append((sentence, mention))
    halves = found.pop("half", [])
    body = found.setdefault("body", [])
    if not any(role_of(m.key, s.string[m.start : m.end]) != "comparator" for s, m in body):
        places = {(s.index, m.start) for s, m in body}
        body += [(s, m) for s, m in halves if (s.index, m.start) not in places]
    pairs: list[tuple[Sentence, ArmMention]] = []
    for named in found.values():
        labels = {m.key: s.string[m.start : m.end] for s, m in named}
        held = [role_of(key, label) == "comparator" for key, label in labels.items()]
        if len(labels) >= 2 and any(held) and not all(held):
            pairs += named
        else:
            pairs += [(sentence, m) for sentence, m in named if "fellow" in m.key or m.key == "contralateral"]
    return pairs
