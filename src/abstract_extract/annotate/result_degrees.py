"""Names that say no more than how bad a result was, and are whole with the name before: "severe in one", "9 were related"."""

from __future__ import annotations

import re

_DEGREE = re.compile(
    r"(?:(?:it|this|that|these|those|which|being|judged|graded|rated|classed as|considered|that of|those of)(?: was| were| being)? )*"
    r"(?P<name>(?P<behind>of )?grades? [^\W_](?:[\w–-]|/)*(?: (?:or|to|and) (?:more|higher|above|worse|over|[IV\d]+))?"
    r"|(?:most |more )?(?:very )?(?:severe|mild|moderate|extensive|limited|serious|major|minor|life-threatening|transient|persistent)"
    r"(?:(?: or | to | and |/)(?:severe|mild|moderate|extensive|worse|more))?)",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"(?:(?:being|was|were|held to be|thought to be|deemed|considered|judged) )*(?P<name>(?:un)?related(?: to [^,;:.]+)?|(?:linked|attributed|ascribed|due|put down|thought due|tied) (?:to|with) [^,;:.]+)",
    re.IGNORECASE,
)
_FIRST_DEGREE = re.compile(r"grades? \S+ (?=\w)", re.IGNORECASE)
_OTHER_DEGREE = re.compile(r" of grades? \S+\Z", re.IGNORECASE)
_EVENTS = re.compile(
    r"\b(?:events?|reactions?|complications?|effects?|SAEs?|TEAEs?|AEs?|toxicit(?:y|ies))\Z", re.IGNORECASE
)


def whole_name(words: str, earlier: str) -> str | None:
    """The name of a result whose own words say its degree or its cause alone; None where they say more.

    >>> whole_name("severe", "Neurotoxicity"), whole_name("it was grade 3", "CRS"), whole_name("of grade II", "GVHD")
    ('severe neurotoxicity', 'grade 3 CRS', 'GVHD of grade II')
    >>> whole_name("related to cells", "Adverse events"), whole_name("related to cells", "CRS"), whole_name("fever", "CRS")
    ('adverse events related to cells', None, None)
    """
    base = earlier if earlier[1:2].isupper() or not earlier[1:2].isalpha() else earlier[:1].lower() + earlier[1:]
    degree = _DEGREE.fullmatch(words)
    if degree is not None:
        base = _OTHER_DEGREE.sub("", base)
        first = _FIRST_DEGREE.match(base)
        if first is not None:
            return f"{degree['name'].removeprefix('of ')} {base[first.end() :]}"
        name = degree["name"]
        return f"{base} {name}" if degree["behind"] else f"{name} {base}"
    cause = _CAUSE.fullmatch(words)
    return f"{base} {cause['name']}" if cause is not None and _EVENTS.search(earlier) else None


def is_incomplete(words: str) -> bool:
    """Whether words say a degree or a cause alone, and a name is wanted beside them.

    >>> is_incomplete("moderate to severe"), is_incomplete("severe fever"), is_incomplete("related")
    (True, False, True)
    """
    return _DEGREE.fullmatch(words) is not None or _CAUSE.fullmatch(words) is not None
