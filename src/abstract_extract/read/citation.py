"""Which paper or record a page is: its own title, journal, year and identifiers, and no other's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from abstract_extract.record import Identifiers

from .assembly import year_in
from .chrome import tells_of_others
from .identifiers import doi_in, pmcid_in, registry_ids
from .metadata import Metadata

_SITE_SUFFIX = re.compile(r"\s+(?:[|–—»·]|-(?= \S+(?: \S+){0,6}\Z))\s+[^|–—»]{2,60}\Z")
_PMID = re.compile(
    r"\b(?:PMID|PubMed(?: publication)? ID|PubMed|MEDLINE)\W{0,4}(?:identifier\W{0,2})?(\d{7,8})\b(?!\.\d)"
    r"|/pubmed/(\d{7,8})\b|pubmed\.ncbi\S{0,20}/(\d{7,8})\b",
    re.IGNORECASE,
)
_OWN_DOI = re.compile(r"\bdoi\b|doi\.org|\A10\.\d{4,9}/\S+\Z", re.IGNORECASE)
_LONE_DOI = re.compile(
    r"\W*(?:(?:doi|digital object identifier)\W{0,4})?(?:https?://(?:dx\.)?doi\.org/)?10\.\d{4,9}/\S{3,100}\Z",
    re.IGNORECASE,
)
"""A line that is a DOI and nothing else: the page's own, before its references."""
_SENTENCE = re.compile(
    r"(?<=[.;!?])\s+(?=[A-Z(])|(?<=\d\.)(?=[A-Z][a-z])|;\s(?=(?:see also|the|an?|its|our)\b)|\s;\s|\n"
)
_CITED = re.compile(
    r"\bet al\b|\bPMID\b|\bMED: ?\d|\b(?:19|20)\d\d[;:,] ?\d{1,4}(?:\(\d+\))?:|\bdoi:|等人|\. (?:19|20)\d\d\. ",
    re.IGNORECASE,
)
_CITATION = 200
"""Characters before a registry number in which a reference shows itself."""
_APPEARED = re.compile(r"\b(?:originally (?:published|appeared)|first published|version of record)\b", re.IGNORECASE)
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


@cache
def _words(name: str) -> re.Pattern[str]:
    data = tomllib.loads(files("abstract_extract.read").joinpath("trial_words.toml").read_text("utf-8"))
    return re.compile("|".join(data[name]), re.IGNORECASE | re.DOTALL)


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
    if not registry_ids(text):
        return ()
    for line in text.split("\n"):
        if tells_of_others(line):
            continue
        before = ""
        for sentence in _SENTENCE.split(line):
            found = registry_ids(sentence)
            is_other = bool(found) and (
                (_words("other_trials").search(sentence) and not _OWN_TRIAL.search(sentence))
                or len(_CITED.findall(f"{before} {sentence}"[-_CITATION:])) > 1
            )
            if found and not is_other:
                own.update(dict.fromkeys(found))
            before = f"{before} {sentence}"[-_CITATION:]
    return tuple(own)


def elsewhere_identified(lines: Sequence[str], end: int) -> Identifiers:
    """What lines anywhere on the page say of the paper's own numbers: where it first appeared, how it is registered.

    Before line `end`, where references begin, a DOI on a line of its own is the paper's.
    """
    short = [line for line in lines if len(line) < _LONGEST_NOTE]
    appeared = [line for line in short if _APPEARED.search(line)]
    own = [line for line in short if line in appeared or _words("own_notes").search(line)]
    doi = next((found for line in appeared if (found := doi_in(line)) is not None), None)
    lone = (found for line in lines[:end] if _LONE_DOI.match(line) and (found := doi_in(line)) is not None)
    doi = doi or next(lone, None)
    return Identifiers(doi=doi, registry=own_registry_ids("\n".join(own)))


def own_identifiers(metadata: Metadata, head: Sequence[str], study: str = "") -> Identifiers:
    """The identifiers of the page's own study: its metadata's, those of `head` (the lines about the paper itself), and
    the registry numbers in its abstract `study`."""
    text = "\n".join(head)
    pmid = _PMID.search(text)
    doi = _doi(metadata, head)
    # On the line with the paper's own DOI all numbers are its own, however much that looks like a citation.
    of_paper = [line for line in head if doi and doi in line and len(line) < _LONGEST_NOTE]
    beside = [number for line in of_paper for number in registry_ids(line)]
    return Identifiers(
        pmid=metadata.first("citation_pmid", "ncbi_uidlist", "bepress_citation_pmid")
        or (next(filter(None, pmid.groups())) if pmid else None),
        pmcid=pmcid_in(metadata.first("citation_pmcid", "citation_pmc") or "")
        or pmcid_in(text)
        or _pmcid_of_address(metadata),
        doi=doi,
        registry=tuple(dict.fromkeys([*beside, *own_registry_ids(text + "\n" + study)])),
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
