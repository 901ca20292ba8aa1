"""Identifiers of studies and papers in running text, addresses and metadata.

>>> registry_ids("Registered as nct05871463 and ChiCTR2000029990.")
('NCT05871463', 'ChiCTR2000029990')
"""

from __future__ import annotations

import re

from abstract_extract.record import Identifiers

_EUROPEAN = (
    r"(?:EUCTR|EudraCT|EU Clinical Trials? Regist(?:er|ry)|EU[- ]CTR|EU[- ]CT\b|CTIS)"
    r"(?:[- ,(]{1,2}(?:trial |registration )?"
    r"(?:identifier|nummer|number|num[eé]ro|número|numer|no\.?|nr\.?|under|as)(?: of the transitioned trial)?)?"
)
# The forms are those of the WHO's list of primary registries, ClinicalTrials.gov and EudraCT / CTIS (PROSPERO
# registers reviews and no trials): what
# stands before the number in the normal form, and the pattern whose only group is the number.
_REGISTRIES: tuple[tuple[str, str], ...] = (
    ("NCT", r"NCT[ :#-]{0,2}(\d{8})"),
    ("ChiCTR", r"ChiCTR-?((?:[A-Z]{2,4}-)?\d{8,10}|[A-Z]{2,4}-\d{8})"),
    ("ISRCTN", r"ISRCTN[ :#-]{0,2}(\d{8})"),
    ("IRCT", r"IRCT(?:[ :#-]{0,2}(?:No\.? ?)?)(\d{6,20}(?:N\d{1,3})?)"),
    ("EUCTR", rf"{_EUROPEAN}[ :#,/(-]{{0,3}}(\d{{4}}-\d{{6}}-\d{{2}}(?:-\d{{2}})?)(?:-[A-Z]{{2}})?"),
    ("EUCTR", r"(20\d\d-\d{6}-\d{2}) ?\((?=EudraCT)"),
    ("CTRI/", r"CTRI/(\d{4}/\d{2,3}/\d{5,6})"),
    ("ACTRN", r"ACTRN ?(\d{14})"),
    ("UMIN", r"UMIN[ -]?(?:CTR[ -]?)?(\d{9})"),
    ("", r"(jRCT[a-z]?\d{9,10})"),
    ("", r"(JapicCTI-\d{6})"),
    ("DRKS", r"DRKS ?(\d{8})"),
    ("KCT", r"KCT ?(\d{7})"),
    ("TCTR", r"TCTR ?(\d{11})"),
    ("PACTR", r"PACTR ?(\d{15,16})"),
    ("NTR", r"NTR ?(\d{3,5})"),
    ("", r"(RBR-[a-z0-9]{6,7})"),
    ("SLCTR/", r"SLCTR/(\d{4}/\d{3})"),
    ("PER-", r"PER-(\d{3}-\d{2})"),
    ("RPCEC", r"RPCEC ?(\d{8})"),
)
# Saved pages glue a heading to what follows: "RegistrationNCT01234567".
_REGISTRY_ID = re.compile(
    r"(?:\b|(?-i:(?<=[a-z])(?=NCT|ISRCTN|EudraCT)))(?:" + "|".join(pattern for _, pattern in _REGISTRIES) + r")\b",
    re.IGNORECASE,
)
# Every number has five digits in a row, but for those of four registries; "control" and "electrical" hold their names.
_DIGITS = re.compile(r"[0-9][0-9]{4}")  # two parts: the first is what the search can run ahead for
_FEW_DIGITS = re.compile(r"NTR ?\d|RBR-|PER-\d|SLCTR/", re.IGNORECASE)
_LONGEST_NAME = 60
"""Characters of a registry's name and a year before five digits of its number."""
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"'<>|]{2,200})", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\d{4,9}\b", re.IGNORECASE)
_DOI_TAIL = re.compile(r"(?:[.,;:)\]}]|&[a-z]{2,5};?)+\Z")


def _may_have_few_digits(string: str) -> bool:
    # Spelt out: this is asked of every sentence, and a search for plain words is far cheaper than one for patterns.
    hinted = "NTR" in string or "RBR-" in string or "rbr-" in string or "PER-" in string or "SLCTR/" in string
    return hinted and bool(_FEW_DIGITS.search(string))


def registry_ids(string: str) -> tuple[str, ...]:
    """The registry numbers in `string`, normalised, in order of appearance, each once."""
    start = 0
    if not _may_have_few_digits(string):
        digits = _DIGITS.search(string)
        if digits is None:
            return ()
        start = max(0, digits.start() - _LONGEST_NAME)
    found: dict[str, None] = {}
    for match in _REGISTRY_ID.finditer(string, start):
        prefix = _REGISTRIES[(match.lastindex or 1) - 1][0]
        number = match[match.lastindex or 1]
        if prefix == "ChiCTR" and number[0].isalpha():
            # The older numbers: ChiCTR-TRC-10000914.
            prefix = "ChiCTR-"
        found[prefix + (number.upper() if prefix in ("ChiCTR", "ChiCTR-", "IRCT") else number)] = None
    return tuple(found)


def doi_in(string: str) -> str | None:
    """The first DOI in `string`, in the page's own letters, without what punctuation follows it.

    >>> doi_in("https://doi.org/10.1093/gastro/goac075."), doi_in("doi:10.1016/S0140-6736(21)00001-2")
    ('10.1093/gastro/goac075', '10.1016/S0140-6736(21)00001-2')
    """
    match = _DOI.search(string)
    if not match:
        return None
    doi = match[1]
    if doi.endswith(")") and doi.count("(") >= doi.count(")"):
        return doi
    return _DOI_TAIL.sub("", doi)


def pmcid_in(string: str) -> str | None:
    """The first PMCID in `string`."""
    match = _PMCID.search(string)
    return match.group().upper() if match else None


def merged(*found: Identifiers) -> Identifiers:
    """One set of identifiers: of each kind the first one given, registry numbers all."""
    registry = dict.fromkeys(number for ids in found for number in ids.registry)
    return Identifiers(
        pmid=next((ids.pmid for ids in found if ids.pmid), None),
        pmcid=next((ids.pmcid for ids in found if ids.pmcid), None),
        doi=next((ids.doi for ids in found if ids.doi), None),
        registry=tuple(registry),
    )
