"""Names in a text that few trials share: product codes, trials' acronyms, and the places where a trial was made.

>>> names_in("The ADVANCE-KNEE trial of Cartistem (UMC119-06) used CD34+ cells, IL-6 and remestemcel-L.")
('advance-knee', 'remestemcel-l', 'umc119-06')
>>> institutions_in(["Department of Surgery, Hospital of Northern Jutland, Aalborg", "University of Leuven, Belgium"])
('northern jutland hospital', 'leuven university')
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_CODE = re.compile(
    r"(?<![\w.])(?:"
    r"(?=[\w-]{0,20}\d)[A-Z]{2,6}[A-Za-z]{0,4}-?\d{1,5}(?:-[A-Z0-9]{1,6})?"  # UMC119-06, CYP-004
    r"|[A-Z]{2,6}(?:-[A-Z]{2,6}){1,3}(?:-\d{1,4})?"  # ALO-ASC-DFU
    r"|[A-Za-z]{4,18}cel(?:-[A-Z])?"  # remestemcel-L
    r"|[A-Z][\w-]{3,20}(?=[®™])"
    r"|(?!Ma?c[A-Z]|De[A-Z]|Di[A-Z]|La[A-Z]|Le[A-Z]|Van[A-Z]|Fitz)[A-Z][a-z]{2,9}[A-Z][a-z]{2,12}(?:-?\d{1,4})?"  # ExoHeal
    r")(?![\w.]*\d)(?!\w)"
)
# All codes but those in "cel" begin with a capital, and have a second one or a sign behind them.
_ENDS_IN_CEL = re.compile(r"cel(?!\w)")
_CODE_BEGINS = re.compile(r"[A-Z](?<![\w.][A-Z])(?=[A-Z]|[a-z]{2,9}[A-Z]|[\w-]{3,20}[®™])")
# The first letters go before what is asked of their place: a search for letters is the cheaper one.
_TRIAL = re.compile(
    r"[A-Z](?<!\w[A-Z])(?:(?=[A-Z]{2})|(?=[A-Z0-9-]{0,11}[A-Z]{3}))[A-Z0-9]{2,12}(?:-[A-Z0-9]{1,8}){0,2}\b"
    r"(?=[ -](?:(?:phase|randomi[sz]ed|[Ii1-4]{1,3}[abAB]?(?:[/-][Ii1-4]{1,3}[abAB]?)?|clinical|pilot|open|controlled) ){0,4}(?:trial|study|programme|program|investigators)\b)"
)
_CALLED = re.compile(
    r"(?:trial|study)(?<!\w[a-z]{5}),? (?:called |named |known as )?(?:“|\"|the )?([A-Z][A-Z0-9]{3,12}(?:-[A-Z0-9]{1,8})?)\b(?! (?:of|for|in)\b)"
)
_IN_TITLE = re.compile(r"(?<![\w-])[A-Z]{5,14}(?:-[A-Z0-9]{1,8})?(?![\w-])")
_BRACKETED = re.compile(r"\((?:the )?([A-Z][A-Z0-9]{3,12}(?:-[A-Z0-9]{1,8}){0,2})\)")
_ACRONYM = re.compile(r"(?=.*[A-Za-z])[A-Z][A-Za-z0-9]{2,14}(?:[ -][A-Z0-9]{1,8}){0,2}")
_KIND = (
    r"Universit(?:y|ies|ät|é|à|ario|ad|ade|eit)|Hospital|Institute|Clinic|College|Medical Cent(?:er|re)|Infirmary|Foundation"
    r"|Biotech\w*|Therapeutics|Pharmaceuticals?|Pharma|Bioscience|Biosciences|Biologics|Biopharma\w*|Regenerative|Biomedical|Inc\b|Ltd\b|GmbH|Corporation|Co\."
)
_WORD = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČŐ][\w'’-]+"
_PLACE = re.compile(
    rf"\b({_KIND})\s+(?:(?:of|for|de|di|du|da|do|der)\s+(?:the\s+|la\s+)?)?({_WORD}(?:\s+(?:of\s+|de\s+)?{_WORD}){{0,2}})"
    rf"|({_WORD}(?:\s+{_WORD}){{0,3}})\s+({_KIND})(?!\w)"
)
_PERSON = re.compile(
    rf"\b(?:[Pp]rof(?:essor)?|Drs?|[Dd]octor|[Ss]urgeon|[Rr]esearcher|[Ii]nvestigator|[Cc]ardiologist|[Nn]eurologist)\.?\s+({_WORD}(?:\s+[A-Z]\.)?\s+{_WORD})"
)
# A word of each pattern: a search for plain words is far cheaper than one for patterns.
_NAMES_KIND = re.compile(rf"(?:{_KIND})(?!\w)")
_PERSON_HINTS = ("rof", "Dr", "octor", "urgeon", "esearcher", "nvestigator", "ardiologist", "eurologist")
_PERSON_BEGINS = re.compile(
    r"(?:rof(?:essor)?|Drs?|octor|urgeon|esearcher|nvestigator|ardiologist|eurologist)\.?\s+[^\W\d_a-z]"
)
_CAPITALS = 0.4
"""A title with more of its words in capitals is set in capitals."""
_MOST = 12
_LONGEST = 2000


@cache
def _common(name: str) -> re.Pattern[str]:
    words = tomllib.loads(files("abstract_extract.assemble").joinpath("proper_names.toml").read_text("utf-8"))[name]
    return re.compile("(?:" + "|".join(words) + r")\Z", re.IGNORECASE)


def names_in(text: str, titles: Iterable[str] = (), codes: Iterable[str] = ()) -> tuple[str, ...]:
    """Product codes and trials' acronyms in a text, lower case and sorted; assays, markers and registries left out.

    In titles an acronym may stand in brackets; `codes` are acronyms and protocol codes as a registry's record has them.
    """
    found = {*_codes_in(text), *(match.group() for match in _TRIAL.finditer(text))}
    found |= {match[1] for match in _CALLED.finditer(text)}
    for title in titles:
        found |= {match[1] for match in _BRACKETED.finditer(title)}
        if not title.isupper() and sum(word.isupper() for word in title.split()) < _CAPITALS * len(title.split()):
            found |= set(_IN_TITLE.findall(title))
    found |= {code.strip() for code in codes if _ACRONYM.fullmatch(code.strip())}
    return tuple(sorted({name.lower() for name in found if not _common("names").match(name)}))[:_MOST]


def _codes_in(text: str) -> list[str]:
    if _ENDS_IN_CEL.search(text):
        return _CODE.findall(text)
    found: list[str] = []
    position = 0
    while begins := _CODE_BEGINS.search(text, position):
        match = _CODE.match(text, begins.start())
        position = match.end() if match else begins.end()
        if match:
            found.append(match.group())
    return found


def institutions_in(lines: Iterable[str]) -> tuple[str, ...]:
    """Hospitals, universities and institutes in lines of a page, in order; those of the site itself left out."""
    found: dict[str, None] = {}
    for line in lines:
        if len(line) > _LONGEST * 4 or not _NAMES_KIND.search(line):
            continue
        for match in _PLACE.finditer(line):
            kind, place = (match[1], match[2]) if match[1] else (match[4], match[3])
            kind = "university" if kind.lower().startswith("universit") else kind.lower()
            name = f"{' '.join(place.lower().split())} {kind}"
            if not _common("institutions").match(name):
                found.setdefault(name)
        if len(found) >= _MOST:
            break
    return tuple(found)[:_MOST]


def people_in(text: str) -> tuple[str, ...]:
    """The people whom a text names with their title, without it, in order.

    >>> people_in("Prof. Julian Penders and Dr. Ana Lopez-Ruiz led it, Professor Penders said.")
    ('Julian Penders', 'Ana Lopez-Ruiz')
    """
    if not any(hint in text for hint in _PERSON_HINTS) or not _PERSON_BEGINS.search(text):
        return ()
    return tuple(dict.fromkeys(match[1] for match in _PERSON.finditer(text)))[:_MOST]
