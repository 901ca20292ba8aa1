"""Identifiers of studies and papers in running text, addresses and metadata.

>>> registry_ids("Registered as nct05871463 and ChiCTR2000029990.")
('NCT05871463', 'ChiCTR2000029990')
"""

from __future__ import annotations

import re

from abstract_extract.record import Identifiers

# The forms are those of the WHO's list of primary registries, ClinicalTrials.gov and EudraCT / CTIS.
_REGISTRIES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), prefix)
    for pattern, prefix in (
        (r"\bNCT[ :#-]{0,2}(\d{8})\b", "NCT"),
        (r"\bChiCTR-?((?:[A-Z]{2,4}-)?\d{8,10}|[A-Z]{2,4}-\d{8})\b", "ChiCTR"),
        (r"\bISRCTN[ :#-]{0,2}(\d{8})\b", "ISRCTN"),
        (r"\bIRCT(?:[ :#-]{0,2}(?:No\.? ?)?)(\d{6,20}(?:N\d{1,3})?)\b", "IRCT"),
        (r"\b(?:EUCTR|EudraCT)(?: (?:number|no\.?|nr\.?))?[ :#-]{0,3}(\d{4}-\d{6}-\d{2})(?:-[A-Z]{2})?\b", "EUCTR"),
        (r"\bCTRI/(\d{4}/\d{2,3}/\d{5,6})\b", "CTRI/"),
        (r"\bACTRN ?(\d{14})\b", "ACTRN"),
        (r"\bUMIN[ -]?(?:CTR[ -]?)?(\d{9})\b", "UMIN"),
        (r"\b(jRCTs?\d{9,10})\b", ""),
        (r"\bDRKS ?(\d{8})\b", "DRKS"),
        (r"\bKCT ?(\d{7})\b", "KCT"),
        (r"\bTCTR ?(\d{11})\b", "TCTR"),
        (r"\bPACTR ?(\d{15,16})\b", "PACTR"),
        (r"\bNTR ?(\d{3,5})\b", "NTR"),
        (r"\b(RBR-[a-z0-9]{6,7})\b", ""),
        (r"\bSLCTR/(\d{4}/\d{3})\b", "SLCTR/"),
        (r"\bPER-(\d{3}-\d{2})\b", "PER-"),
        (r"\bRPCEC ?(\d{8})\b", "RPCEC"),
    )
)
_REGISTRY_HINT = re.compile(
    r"NCT|CTR|RCT|EudraCT|CTRI|UMIN|DRKS|KCT|NTR|RBR-|PER-|RPCEC", re.IGNORECASE
)
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"'<>|]{2,200})", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\d{4,9}\b", re.IGNORECASE)
_DOI_TAIL = re.compile(r"(?:[.,;:)\]}]|&[a-z]{2,5};?)+\Z")


def registry_ids(string: str) -> tuple[str, ...]:
    """The registry numbers in `string`, normalised, in order of appearance, each once."""
    if not _REGISTRY_HINT.search(string):
        return ()
    found: dict[str, int] = {}
    for pattern, prefix in _REGISTRIES:
        for match in pattern.finditer(string):
            number = match[1]
            found.setdefault(prefix + (number.upper() if prefix in ("ChiCTR", "IRCT") else number), match.start())
    return tuple(sorted(found, key=found.__getitem__))


def doi_in(string: str) -> str | None:
    """The first DOI in `string`, without what punctuation follows it.

    >>> doi_in("https://doi.org/10.1093/gastro/goac075.")
    '10.1093/gastro/goac075'
    """
    match = _DOI.search(string)
    if not match:
        return None
    doi = match[1]
    while doi.endswith(")") and doi.count("(") >= doi.count(")"):
        return doi.lower()
    doi = _DOI_TAIL.sub("", doi)
    return doi.lower()


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
