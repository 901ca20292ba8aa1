"""The forms in which a count, its denominator and its percentage are printed together, as patterns over a mask.

The first letter of a group's name is the form's: a "12 (60%) of 20", w "30 of which", b "7 of 10", c "45% (5/11)",
d "75% of the 40", q "four in five of the 25", g "(5/11)", e "none of the ten", n "none", f "all nine", k "half of the 20", "two thirds of the 12", o "both", y "all but two",
h a count alone, i a percentage alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .hints import has_any
from .people import PEOPLE, UNIT_WORD

HEADER = "x"
"""The form of a tally that heads a sentence ("Of 20 patients, …"): what others are counted of, no result itself."""
_C, _P = "№+", "%+"
_OPEN, _CLOSE = r" ?[(\[]\s?", r"\s?[)\]]"
_WORDS = r"(?:[A-Za-z][\w'/+-]*[ -]){0,4}?"
_NOUN = rf"(?: ?{_WORDS}{UNIT_WORD}(?!\w))?"
_REST = r"(?:[,;:] ?[^()\[\]№]{0,60}|\s[^()\[\]№%]{0,30})?"
# "Two patients developed sialadenitis (5.7%)": a few words of one clause, and the percentage after them.
_CLAUSE = r"(?: (?!(?:and|or|vs|versus|v|than|but|while|whereas|compared|with|to|of)\b)[A-Za-z][\w'’/+-]*){1,8}?(?: (?:of|with|to|of the) [a-z][\w-]*)?"
# "Twenty of group B (71%)", "seven of the others (35%)".
_OF_GROUP = r"(?: (?:of|in|on|from|with|after) (?:the )?(?:[\w-]+ )?(?:groups?|arms?|cohorts?|levels?|tiers?|others?|rest|remainder|former|latter|controls?|side|half)(?: (?!(?:and|or|vs|than|but)\b)[\w-]{1,9})?)"
_OF = r"(?: ?/ ?|:| out of (?:the |a total of )?| of (?:the |these |those |all |a total of |our |its |their )?)"
_NOUN_ONLY = rf"(?:{PEOPLE}|eyes|knees|hips|of (?:them|whom))"
_FORMS = re.compile(
    "|".join(
        (
            rf"(?P<a_e>{_C})(?:{_NOUN}{_OF_GROUP}?|(?P<a_w>{_CLAUSE})){_OPEN}(?P<a_p>{_P}){_REST}{_CLOSE}(?:(?:{_OF}| in (?=№+ {PEOPLE}\b))(?P<a_d>{_C}))?",
            rf"(?P<w_e>{_C}) (?P<w_w>of (?:which|whom|them|(?:these|those)(?! №)))(?:{_OPEN}(?P<w_p>{_P}){_REST}{_CLOSE})?",
            rf"(?P<q_e>{_C}) (?:out of|in|of)(?: every)? (?P<q_f>{_C}) of (?:the |these |those |all (?:the )?)(?P<q_d>{_C})",
            rf"(?P<b_e>{_C})(?P<b_n>{_NOUN}){_OF}(?P<b_d>{_C})(?:(?:{_NOUN}|(?P<b_w>{_CLAUSE})){_OPEN}(?P<b_p>{_P}){_REST}{_CLOSE}|{_NOUN}[,;] ?(?:or |i\.e\.,? )?(?P<b_p2>{_P})|{_NOUN})",
            rf"(?P<c_p>{_P}){_OPEN}(?:[nN] ?= ?)?(?P<c_e>{_C})(?:{_OF}(?P<c_d>{_C}))?{_NOUN}{_REST}{_CLOSE}",
            rf"(?P<d_p>{_P}) of (?:(?:the |all )?(?P<d_d>{_C})(?= ?{_WORDS}{UNIT_WORD})|(?:the |all (?:the )?|these |those )(?P<d_d2>{_C})(?!-))",
            rf"{_OPEN}(?P<g_e>{_C})(?: ?/ ?| of | out of )(?P<g_d>{_C})[,;]? ?(?:or )?(?P<g_p>{_P})?{_REST}{_CLOSE}",
            rf"\b(?P<e_none>none|neither|not (?:one|№+)|no one|nobody|zero) of (?:the |these |our |all |those )?(?P<e_d>{_C})?",
            rf"\b(?P<n_none>nobody|no one|none|no (?:other |further |single |such |treated )?{PEOPLE}|no (?:{UNIT_WORD})(?<!s)(?= (?:[a-z]+ed|had|has|was|did|grew|lost|broke|fell|came|became|got|felt|went|left|took|bled|could|ever|tore|shrank|rose|showed)\b)|not (?:one|№+)(?: [a-z]+)?|zero)\b",
            rf"\b(?P<f_all>all|each|every(?: single)? one) (?:of )?(?:the |these |those |our |its )?(?P<f_d>{_C})",
            rf"(?P<k_half>\bhalf|(?:\ba|\bone|¶+)[ -](?:thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)) (?:of )?(?:the |these |our |all )?(?P<k_d>{_C})",
            rf"\b(?P<o_both>both)(?= {_NOUN_ONLY} (?:[a-z]+ed|had|were|was|did|showed|are|underwent|got|became|remained)\b)",
            rf"\b(?P<y_all>all(?: {UNIT_WORD})? (?:but|except|save|bar)(?: for| in)?) (?P<y_e>{_C})(?:{_OF}(?P<y_d>{_C}))?",
            rf"\b(?:except|excepting|apart from|other than|with the exception of|exception of)(?: for| in)? (?:the )?(?P<z_e>{_C})",
            rf"(?P<h_e>{_C})",
            rf"(?P<i_p>{_P})",
        )
    ),
    re.IGNORECASE,
)
_PLAIN = re.compile(rf"(?P<h_e>{_C})")
_FORM_REACH = 70
_FORM_SIGNS = frozenset("([/%:")
_WITHOUT_FIGURES = re.compile(
    r"\b(?:none|neither|nobody|no one|not one|zero|no [a-z]|both (?!groups|arms))", re.IGNORECASE
)
_HINTS_WITHOUT_FIGURES = ("none", "neither", "nobody", "no ", "not one", "zero", "both ")
_SIGN_BEGINS = r"[№%]+| ?[(\[](?= ?№)"
_BEGINS_WITH_SIGN = re.compile(_SIGN_BEGINS)
_WORDS_OF_FORMS = (
    "none", "neither", "not ", "no ", "nobody", "zero", "all", "each", "every", "both", "half", "except", "apart from",
    "other than", "third", "quarter", "fifth", "sixth", "eighth", "tenth",
)  # fmt: skip
"""Of these words each form has one that does not begin with a figure or a bracket."""
_BEGINS = re.compile(
    _SIGN_BEGINS
    + r"|\b(?:[Nn]one\b|NONE\b|[Nn]either|[Nn]ot one|[Nn]o one|[Nn]obody|[Zz]ero|[Aa]ll\b|[Ee]ach\b|[Ee]very\b|[Bb]oth\b|[Hh]alf\b|[Nn]ot №|(?:[Ee]xcept|apart from|other than|exception of)\b|[Nn]o (?=[a-z]+\b)|(?:[Aa]|[Oo]ne)[ -](?:third|quarter|fifth|sixth|eighth|tenth)\b)|¶+[ -](?:third|quarter|fifth|sixth|eighth|tenth)s?\b"
)


def may_count(mask: str, lower: str) -> bool:
    """Whether a mask holds anything that a form can match; `lower` is its sentence in lower case."""
    if "№" in mask or "%" in mask:
        return True
    return has_any(lower, _HINTS_WITHOUT_FIGURES) and _WITHOUT_FIGURES.search(mask) is not None


def forms(mask: str, lower: str) -> Iterator[re.Match[str]]:
    """The matches of _FORMS one after another, tried only where one can begin; `lower` is the sentence in lower case."""
    position = 0
    begins = _BEGINS if has_any(lower, _WORDS_OF_FORMS) else _BEGINS_WITH_SIGN
    while start := begins.search(mask, position):
        if start.group()[0] == "№":
            rest = mask[start.end() : start.end() + _FORM_REACH]
            if " of" not in rest and " out" not in rest and not _FORM_SIGNS.intersection(rest):
                # The commonest case by far: a count with nothing beside it that could make it more.
                if (plain := _PLAIN.match(mask, start.start())) is not None:
                    yield plain
                position = start.end()
                continue
        match = _FORMS.match(mask, start.start())
        if match is None:
            position = start.end()
        else:
            yield match
            position = match.end()
