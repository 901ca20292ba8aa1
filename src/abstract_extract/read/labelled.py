"""Numbers of a paper or a trial that stand behind a label of their own, on its line or on the next: "PubMed ID".

Databases, catalogues and repositories put them below the abstract, beside counters and other papers; the label says
that they are the page's own.

>>> found = labelled_identifiers(["Abstract", "Cells were given.", "PMID: NLM35772290.", "DOI", "10.1016/j.str.2022.1"])
>>> found.pmid, found.doi
('35772290', '10.1016/j.str.2022.1')
>>> labelled_identifiers(["Registro del ensayo: NCT01560845", "Related: NCT03370874"]).registry
('NCT01560845',)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from abstract_extract.record import Identifiers

from .chrome import is_end_heading, is_reference, tells_of_others
from .identifiers import doi_in, registry_ids

_LONGEST = 160
_PARTS = re.compile(r"\s+[|·•/;]\s+|\s*\|\s*|[\s\u00a0]{3,}|\u3000+|;\s+(?=[A-Z])")
_PMID = re.compile(r"\W*(?:NLM|PMID:? ?|mdl-)?([1-9]\d{6,7})\W*(?:\[[^\]]{3,30}\]\W*)?\Z", re.IGNORECASE)
_PMID_SAID = re.compile(
    r"(?:[?&;]id=pmid:|\binfo:pmid/)(\d{7,8})\b|\bmdl-(\d{7,8})\b|\(pubmed\) ?(\d{7,8})\b", re.IGNORECASE
)
_DOI = re.compile(
    r"\W*(?:https?://(?:\w+\.){0,2}doi\.org/|https?://\S{0,40}?/(?=10\.))?(?:doi\W{0,3})?10\.\d{4,9}/\S{3,100}\Z",
    re.IGNORECASE,
)
_THIS_ONE = re.compile(r"\W{0,3}\((?:this|the present) (?:article|paper|trial|study|record|report)\)", re.IGNORECASE)
_ID_WORDS = re.compile(
    r"[\W_]*(?:\(?(?:NTR|EudraCT|NCT|EUCTR|CRIS|CTRI|clinicaltrials\.gov|and|und|y|et|e|i|и|та)\)?[\W_]*){0,3}\Z",
    re.IGNORECASE,
)
_REGISTRY = re.compile(r"[A-Za-z]{2,10}[-/ ]?[A-Za-z]{0,4}-?\d[\dN/-]{3,22}|\d{4}-\d{6}-\d{2}")


@cache
def labels(name: str) -> re.Pattern[str]:
    """The labels of a kind: pmid and doi for a whole label, what says registers (registered, of_others) within one."""
    data = tomllib.loads(files("abstract_extract.read").joinpath("labelled.toml").read_text("utf-8"))
    words = f"(?:{'|'.join(data[name])})"
    return re.compile(rf"\W*{words}\W*\Z" if name in ("pmid", "doi") else words, re.IGNORECASE)


def labelled_identifiers(lines: Sequence[str]) -> Identifiers:
    """What lines with a label and a number, and nothing else, say of the page's own paper and trial."""
    pmid: str | None = None
    dois: dict[str, None] = {}
    registry: dict[str, None] = {}
    for label, value, is_after in _labelled(lines):
        if pmid is None:
            pmid = _pmid(label, value)
        if labels("doi").match(label) and _DOI.match(value) and (found := doi_in(value)):
            dois[found] = None
        if not is_after or labels("registered").search(label):
            registry.update(dict.fromkeys(_registered(label, value)))
    return Identifiers(pmid=pmid, doi=next(iter(dois)) if len(dois) == 1 else None, registry=tuple(registry))


def _labelled(lines: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """Labels with their values, on one line or on two; whether they stand below the heading of a list of papers."""
    is_after = False
    before = ""
    for line in lines:
        is_after = is_after or is_end_heading(line)
        if (
            len(line) <= _LONGEST
            and any(map(str.isdigit, line))
            and not tells_of_others(line)
            and not is_reference(line)
        ):
            for part in filter(None, _PARTS.split(line)):
                yield before, part, is_after
                for sign in (":", "：", " "):
                    label, found, value = part.partition(sign)
                    if found and value.strip() and not value.startswith("//"):
                        yield label, value.strip(), is_after
                before = part if len(part) < _LONGEST // 3 else ""
        before = line if len(line) < _LONGEST // 3 else ""


def _pmid(label: str, value: str) -> str | None:
    found = _PMID.match(value)
    if found and labels("pmid").match(label):
        return found[1]
    said = _PMID_SAID.search(value)
    return next(filter(None, said.groups())) if said else None


def _registered(label: str, value: str) -> tuple[str, ...]:
    """The registry numbers of a value that has nothing else, behind a label of registers; or called this paper's."""
    found = registry_ids(value)
    if not found:
        return ()
    this_one = [match for match in _REGISTRY.finditer(value) if _THIS_ONE.match(value, match.end())]
    if this_one:
        return registry_ids(this_one[0].group())
    if not labels("registered").search(label) or labels("of_others").search(label) or tells_of_others(label):
        return ()
    return found if _ID_WORDS.match(_REGISTRY.sub("", value)) else ()
