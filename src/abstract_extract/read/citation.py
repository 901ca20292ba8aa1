"""Which paper or record a page is: its own title, journal, year and identifiers, and no other's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import unquote

from abstract_extract.record import Identifiers

from .assembly import year_in
from .identifiers import doi_in, pmcid_in, registry_ids
from .metadata import Metadata

_SITE_SUFFIX = re.compile(r"\s+(?:[|–—»·]|-(?= \S+(?: \S+){0,6}\Z))\s+[^|–—»]{2,60}\Z")
_PMID = re.compile(
    r"\b(?:PMID|PubMed(?: publication)? ID|PubMed|MEDLINE)\W{0,4}(?:identifier\W{0,2})?(\d{7,8})\b(?!\.\d)"
    r"|/pubmed/(\d{7,8})\b|pubmed\.ncbi\S{0,20}/(\d{7,8})\b",
    re.IGNORECASE,
)
_OWN_DOI = re.compile(r"\bdoi\b|doi\.org|\A10\.\d{4,9}/\S+\Z", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(])|(?<=\d\.)(?=[A-Z][a-z])|;\s(?=see also)|\n")
_OTHER_TRIAL = re.compile(
    r"\b(?:follow-on|confirmatory|larger|subsequent|next|further|successor|extension|pivotal|"
    r"another|new|phase (?:[1-4]|I{1,3}V?|IV)[ab]?(?:/\w+)?)\b.{0,60}?"
    r"\b(?:trial|study|studies|trials|program(?:me)?)\b.{0,80}?"
    r"\b(?:recruiting|under ?way|ongoing|in progress|on its way|running|starts|planned|started|"
    r"begun|launched|opened?|initiated|has been registered|will|follows?)\b"
    r"|\b(?:earlier|previous|preceding|prior|parent|first-in-human|similar|sister|companion)"
    r" (?:\w+ ){0,3}(?:trial|study|registration)\b"
    r"|\bgoes? on to an? (?:\w+[- ]){0,3}(?:trial|study)\b|\bsee also\b|\bconfirmation\b.{0,60}\bawait(?:ed|s)\b"
    r"|\b(?:an?|the) (?:[\w-]+ ){0,4}(?:trial|study)\b.{0,80}?\b(?:has (?:begun|started|opened|been (?:started|opened))"
    r"|has been (?:launched|under way)|was opened|is open\b|is awaited)"
    r"|\b(?:is|are) (?:now |being |currently )?(?:recruiting|planned|under ?way|ongoing|running)\b"
    r"|\b(?:trial|study)\b.{0,60}? is (?:being prepared|in preparation|in print)\b"
    r"|\b(?:extension|(?:long-term )?follow-up|rollover)(?: study| trial)? (?:is|has) (?:NCT|ISRCTN|EudraCT)"
    r"|\ban? (?:extension|rollover)(?: study| trial)? (?:with|of|in) \d+ (?:patients|participants|people)\b"
    r"|\btrial of \d+ (?:patients|people|participants)\b.{0,20}\b(?:that|which) (?:starts|"
    r"will)\b",
    re.IGNORECASE | re.DOTALL,
)
_CITED = re.compile(
    r"\bet al\b|\bPMID\b|\bMED: ?\d|\b(?:19|20)\d\d[;:,] ?\d{1,4}(?:\(\d+\))?:|\bdoi:|等人|\. (?:19|20)\d\d\. ",
    re.IGNORECASE,
)
_CITATION = 200
"""Characters before a registry number in which a reference shows itself."""
_APPEARED = re.compile(r"\b(?:originally (?:published|appeared)|first published|version of record)\b", re.IGNORECASE)
_OWN_NOTE = re.compile(
    rf"{_APPEARED.pattern}|(?:\A|[.;] )(?:clinical )?trial registration(?: number)?\s?:"
    r"|\A(?:this|the) (?:trial|study) (?:is|was) registered",
    re.IGNORECASE,
)
_LONGEST_NOTE = 400
_OWN_TRIAL = re.compile(
    r"\bis the (?:present|current) (?:trial|study|one)\b|\b(?:this|present|current|our) (?:trial|"
    r"study)\b.{0,40}\bregist|\bregistered (?:at|with|as|in|on|under)\b|\bregistration\b",
    re.IGNORECASE,
)
_JOURNAL_NAMES = (
    "citation_journal_title",
    "prism.publicationname",
    "citation_conference_title",
    "citation_journal_abbrev",
    "dc.relation.ispartof",
    "dc.source",
    "dc.relation",
)
_DATE_NAMES = (
    "citation_publication_date",
    "citation_date",
    "citation_year",
    "citation_online_date",
    "prism.publicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "article:published_time",
)
_TITLE_NAMES = ("citation_title", "dc.title", "dcterms.title", "prism.title", "og:title", "twitter:title")
_PAPER_TYPES = ("article", "report", "study", "trial", "webpage")


def key_of(string: str) -> str:
    """A title's letters and digits alone, for comparing.

    >>> key_of("Cells: a Trial.") == key_of("CELLS — a trial")
    True
    """
    return re.sub(r"[\W_]+", "", string).casefold()


def stated_title(metadata: Metadata) -> str | None:
    """The title that a page's head states, the site's name taken off."""
    stated = metadata.first(*_TITLE_NAMES) or next((x for x in _linked(metadata, "headline")), None) or metadata.title
    if not stated or metadata.first("citation_title", "dc.title"):
        return stated
    return _SITE_SUFFIX.sub("", stated)


def stated_journal(metadata: Metadata) -> str | None:
    """The journal that a page's head states."""
    journal = metadata.first(*_JOURNAL_NAMES)
    if journal and "://" not in journal:
        return re.split(r"[,;] (?:\d|vol)", journal, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    for value in _linked_values(metadata, "isPartOf"):
        part = value
        while isinstance(part, dict):
            if "Periodical" in str(part.get("@type")) and isinstance(part.get("name"), str):
                return str(part["name"])
            part = part.get("isPartOf")
    return None


def stated_year(metadata: Metadata) -> int | None:
    """The year of publication that a page's head states."""
    return year_in(metadata.first(*_DATE_NAMES)) or year_in(next(iter(_linked(metadata, "datePublished")), None))


def _linked_values(metadata: Metadata, key: str) -> Iterable[Any]:
    for item in metadata.linked_data:
        for node in (item, item.get("mainEntity")):
            if (
                isinstance(node, dict)
                and any(kind in str(node.get("@type")).lower() for kind in _PAPER_TYPES)
                and key in node
            ):
                yield node[key]


def _linked(metadata: Metadata, key: str) -> Iterable[str]:
    return (value for value in _linked_values(metadata, key) if isinstance(value, str) and value.strip())


def own_registry_ids(text: str) -> tuple[str, ...]:
    """The registry numbers in a study's own text, without those of trials that follow it or went before it.

    >>> own_registry_ids("Cells were safe. NCT01144962. A phase 3 trial is under way (NCT03370874).")
    ('NCT01144962',)
    """
    own: dict[str, None] = {}
    for line in text.split("\n"):
        before = ""
        for sentence in _SENTENCE.split(line):
            found = registry_ids(sentence)
            is_other = bool(found) and (
                (_OTHER_TRIAL.search(sentence) and not _OWN_TRIAL.search(sentence))
                or len(_CITED.findall(f"{before} {sentence}"[-_CITATION:])) > 1
            )
            if found and not is_other:
                own.update(dict.fromkeys(found))
            before = f"{before} {sentence}"[-_CITATION:]
    return tuple(own)


def elsewhere_identified(lines: Iterable[str]) -> Identifiers:
    """What lines anywhere on the page say of the paper's own numbers: where it first appeared, how it is registered."""
    own = [line for line in lines if len(line) < _LONGEST_NOTE and _OWN_NOTE.search(line)]
    doi = next((found for line in own if _APPEARED.search(line) and (found := doi_in(line)) is not None), None)
    return Identifiers(doi=doi, registry=own_registry_ids("\n".join(own)))


def own_identifiers(metadata: Metadata, head: Sequence[str], study: str = "") -> Identifiers:
    """The identifiers of the page's own study: its metadata's, those of `head` (the lines about the paper itself), and
    the registry numbers in its abstract `study`."""
    text = "\n".join(head)
    pmid = _PMID.search(text)
    return Identifiers(
        pmid=metadata.first("citation_pmid", "ncbi_uidlist") or (next(filter(None, pmid.groups())) if pmid else None),
        pmcid=pmcid_in(metadata.first("citation_pmcid", "citation_pmc") or "")
        or pmcid_in(text)
        or _pmcid_of_address(metadata),
        doi=_doi(metadata, head),
        registry=own_registry_ids(text + "\n" + study),
    )


def _pmcid_of_address(metadata: Metadata) -> str | None:
    for value in metadata.all("citation_fulltext_html_url", "citation_abstract_html_url", "og:url"):
        if (found := pmcid_in(value)) is not None:
            return found
    return None


def _doi(metadata: Metadata, head: Sequence[str]) -> str | None:
    stated = metadata.first(
        "citation_doi", "dc.identifier.doi", "prism.doi", "bepress_citation_doi", "dcterms.identifier"
    )
    if stated and (doi := doi_in(stated)):
        return doi
    for value in metadata.all(
        "dc.identifier", "publication_doi", "og:url", "citation_abstract_html_url", "citation_pdf_url"
    ):
        if (doi := doi_in(unquote(value))) is not None:
            return doi
    for value in (*_linked(metadata, "sameAs"), *_linked(metadata, "@id")):
        if (doi := doi_in(value)) is not None:
            return doi
    return next((found for line in head if _OWN_DOI.search(line) and (found := doi_in(unquote(line)))), None)
