"""Cell sources: what was given to the patients of this study, weighed over its title, aims, methods and results.

A background speaks of many cells, and exosomes have a mother cell; what counts is the product that title, aims and
methods give. Every mention votes with the weight of its place; the words of the first mention of what wins are shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from abstract_extract.read import Role

from .candidates import CellSourceCandidate, Said
from .cell_mentions import HINTS, Mention, find_mentions
from .hints import has_any
from .sentences import Sentence

_GIVEN = re.compile(
    r"transplant|inject|infus|implant|administ|therap|treat|receiv|\bgiven\b|graft|deliver|instil|vaccin|inhal|nebuli|topical|applied|application|inoculat|intra[a-z]+ |transfer|immuni[sz]|safety|efficacy|dos(?:e|ing)|patients|soaked|packed|\bshots?\b|seeded|\bput\b|placed|laid|sprayed|\bgot\b|revive|repair|filling|loaded|delivery|sheets?\b|spheroids?\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|animals?|preclinical|in vitro|in vivo|previous(?:ly)?|earlier (?:studies|work|trials)|has been (?:shown|reported|demonstrated)|have been (?:shown|used|reported|demonstrated|widely)|has shown|have shown|such as|in general|potential of|future|unlike|free from)\b",
    re.IGNORECASE,
)
_WEIGHTS = {"background": 0.4, "objective": 4.0, "design": 3.0, "setting": 2.0, "patients": 3.0, "interventions": 5.0, "measures": 1.0, "methods": 4.0, "results": 2.0, "conclusion": 2.0, "registration": 0.0, "funding": 0.0}
_TITLE_WEIGHT = 7.0
_FIELDS = re.compile(r"title|intervention|arm|product|treatment|keyword|scientific|public|\bname\b", re.IGNORECASE)
_FROM = re.compile(r"(?:were|was|are|is|had been|,)?\s?(?:\([^()]{0,40}\) )?(?:cells |tissue |which were |that were |which are )?(?:derived|obtained|isolated|harvested|taken|expanded|separated|prepared|sourced|cultured|extracted|collected|generated|originating|secreted|released|produced|from|of|out of)\b", re.IGNORECASE)
_DONOR = re.compile(r"\b(autologous(?:ly)?|auto(?=-)|(?:patients?'?s? |their )own(?= (?:bone|cells|adipose|fat|marrow|blood|stem|MSC|tissue|skin|muscle))|allogene?ic(?:ally)?|allogenous|third[- ]party|unrelated donors?|healthy donors?|donor[- ]derived|(?:unrelated|related|haploidentical|matched|sibling|haplo-identical) donors?|off-the-shelf|homologous|haploidentical|xeno(?:geneic|genic))\b", re.IGNORECASE)
_DONOR_VALUES = (("auto", "autologous"), ("own", "autologous"), ("xeno", "xenogeneic"))
_SPECIES = re.compile(r"\b(human|porcine|bovine|murine|canine|equine|ovine|rat|mouse)\b(?=[ -](?:[\w'-]+[ -]){0,4}?\Z)", re.IGNORECASE)
_SPECIES_VALUES = {"porcine": "pig", "bovine": "cattle", "murine": "mouse", "canine": "dog", "equine": "horse", "ovine": "sheep"}
_GENERIC = {"stem cell", "T cell", "lymphocyte", "epithelial cell", "monocyte", "macrophage", "fibroblast", "platelet"}
_NAMELESS = "stem cell"
_OF_STROMA = frozenset({"adipose tissue", "dental pulp", "deciduous tooth", "umbilical cord", "Wharton's jelly", "placenta", "menstrual blood", "endometrium", "amnion", "periodontal ligament"})
_ALTERNATIVE = re.compile(r"\b(?:versus|vs\.?|or|compared|and|plus|with|,)\b|[/&]", re.IGNORECASE)
PRODUCT_HINTS = ("stem", "stromal", "exosom", "vesicle", "msc", "mnc", "mononuclear", "lymphocyte", "cyte ", "cytes", "blast", "car-t", "car t", "islet", "secretome", "conditioned", "killer", "nk cell", "dendritic", "t cell", "t-cell", "progenitor", "leucel", "cd34", "cd133", "lysate", "mitochondri", "pigment epith", "limbal", "svf", "macrophage", "sevs", "cell therap", "muse cell", "marrow", "cord blood", "cell infusion", "cell transplant", "cell injection", "cell graft", "cell suspension", "cell sheet", "cells were", "cells/kg", "autologous", "allogeneic")
"""Words of which a page that gives cells or what is made of them has at least one."""
PRODUCT_LETTERS = ("EVs", "EPC", "DPSC", "ADSC", "ASCs", "RPE", "TIL", "PLX", "Treg", "VST", "SHED", "iPSC", "ADRC")
"""Abbreviations that say the same, in their own capitals."""
_LEAST = 1.4
_LEAST_DONOR = 0.7


@dataclass(frozen=True, slots=True)
class _Vote:
    mention: Mention
    sentence: Sentence
    weight: float

    @property
    def said(self) -> Said:
        return Said(self.mention.name, self.sentence.start + self.mention.start, self.sentence.start + self.mention.end)


def find_cell_sources(sentences: Sequence[Sentence], abbreviations: Mapping[str, str] | None = None) -> list[CellSourceCandidate]:
    """The products given, best supported first; none where no product is given.

    `abbreviations` are short forms that the page defines, with their long forms.
    """
    aliases = _aliases(abbreviations or {})
    votes: dict[str, list[_Vote]] = defaultdict(list)
    attached: dict[str, list[_Vote]] = defaultdict(list)
    for sentence in sentences:
        mentions = find_mentions(sentence.string) if has_any(sentence.lower, HINTS) else ()
        if aliases:
            mentions = _with_aliases(sentence.string, mentions, aliases)
        if not mentions:
            continue
        weight = _weight(sentence)
        for mention in mentions:
            if mention.kind == "cell_type" and not mention.specific and not (_is_given(sentence.string, mention) or (mention.name == "stem cell" and sentence.stretch.role is Role.TITLE)):
                continue
            votes[mention.kind].append(_Vote(mention, sentence, weight))
        for tissue, cell in _pairs(sentence.string, mentions):
            attached[cell.name].append(_Vote(tissue, sentence, weight))
    if _NAMELESS in {v.mention.name for v in votes["cell_type"]} and any(v.mention.name in _OF_STROMA for v in attached.get(_NAMELESS, ())):
        votes["cell_type"] = [_as_stromal(v) for v in votes["cell_type"]]
        attached["MSC"] += attached.pop(_NAMELESS)
    cells = _ranked(votes["cell_type"])
    products = _ranked(votes["product"])
    if not cells and not products:
        return []
    main_cells = _distinct_cells(cells, votes["cell_type"])
    product = _product(products, votes, main_cells)
    if product is None and not main_cells:
        return []
    donor = _donor(sentences)
    return [source for cell in main_cells or [None] for source in _sources(cell, product, votes, attached, donor, sentences)]


def _aliases(abbreviations: Mapping[str, str]) -> dict[str, tuple[Mention, ...]]:
    """Short forms that the lexicon does not know, with what their long forms mention."""
    found: dict[str, tuple[Mention, ...]] = {}
    for short, long_form in abbreviations.items():
        if any(m.kind != "tissue" for m in find_mentions(short)):
            continue
        mentions = tuple(m for m in find_mentions(long_form) if m.kind != "cell_type" or m.specific)
        if any(m.kind != "tissue" for m in mentions):
            found[short] = mentions
    return found


def _with_aliases(string: str, mentions: Sequence[Mention], aliases: Mapping[str, tuple[Mention, ...]]) -> tuple[Mention, ...]:
    added: list[Mention] = []
    for short, meant in aliases.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?![\w])", string):
            if not any(m.start < match.end() and match.start() < m.end for m in mentions):
                added += [replace(m, start=match.start(), end=match.end(), text=match.group()) for m in meant]
    return tuple(sorted([*mentions, *added], key=lambda m: (m.start, -m.end)))


def _as_stromal(vote: _Vote) -> _Vote:
    """ "Stem cells" of fat, pulp or cord are mesenchymal: those tissues give no others."""
    if vote.mention.name != _NAMELESS:
        return vote
    return _Vote(replace(vote.mention, name="MSC", id="CL:0000134", specific=True), vote.sentence, vote.weight)


def _weight(sentence: Sentence) -> float:
    stretch = sentence.stretch
    if stretch.role is Role.TITLE:
        return _TITLE_WEIGHT
    if stretch.role is Role.FIELD:
        return _TITLE_WEIGHT if stretch.label and _FIELDS.search(stretch.label) else 1.0
    weight = _WEIGHTS.get(stretch.name or "", 1.5 if sentence.position < 3 else 2.5)
    if _ELSEWHERE.search(sentence.string):
        weight *= 0.2
    return weight if _GIVEN.search(sentence.string) else weight * 0.5


def _is_given(string: str, mention: Mention) -> bool:
    before, after = string[max(0, mention.start - 40) : mention.start], string[mention.end : mention.end + 40]
    return bool(
        re.match(r"s?[ -]?(?:\([^()]{1,20}\) ?)?(?:-?based )?(?:infusions?|injections?|transplant\w*|therap\w+|implant\w*|vaccin\w*|graft\w*|treatment|suspension|sheets?|transfer|product|-loaded|derived (?:exo|extra)|lysate|were (?:infused|given|injected|transplanted|administered|implanted))", after, re.IGNORECASE)
        or re.search(r"\b(?:infusions?|injections?|transplant\w*|implant\w*|graft\w*|administration|administered|received|receive|dose|inject\w*|infus\w+|cultured|expanded|autologous|allogeneic|vaccin\w+|delivery|therapy with|treated with|cells/kg|\d)(?: (?:of|with|the|ex vivo|cultured|expanded|activated|autologous|allogeneic|donor|[\w+/-]+)){0,4} ?\Z", before, re.IGNORECASE)
    )


def _pairs(string: str, mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Tissues with the cells (or vesicles) that come from them, by the words between."""
    pairs: list[tuple[Mention, Mention]] = []
    cells = [m for m in mentions if m.kind != "tissue"]
    for tissue in (m for m in mentions if m.kind == "tissue"):
        inside = [c for c in cells if c.start <= tissue.start < c.end]
        after = [c for c in cells if 0 <= c.start - tissue.end <= 45 and not re.search(r"[,;.)]|\b(?:and|or|into|to|of)\b", string[tissue.end : c.start])]
        before = [c for c in cells if 0 <= tissue.start - c.end <= 80 and _FROM.match(string[c.end :].lstrip(" s"))]
        # "MSCs (UC-MSCs)", "bone marrow or adipose MSCs": the nearest cell that a list or bracket leads to.
        listed = [c for c in cells if 0 <= c.start - tissue.end <= 60 and re.fullmatch(r"[- ]?(?:derived)?[- ]?(?:tissue)?,? ?(?:or|and|versus|vs\.?) [\w -]{3,40}", string[tissue.end : c.start])]
        for found in (inside, after, before, listed):
            if found:
                pairs.append((tissue, found[0]))
                break
    return pairs


def _ranked(votes: Sequence[_Vote]) -> list[tuple[str, float]]:
    scores: dict[str, float] = defaultdict(float)
    for vote in votes:
        scores[vote.mention.name] += vote.weight
    return sorted(((name, score) for name, score in scores.items() if score >= _LEAST), key=lambda pair: -pair[1])


def _distinct_cells(ranked: list[tuple[str, float]], votes: Sequence[_Vote]) -> list[str]:
    """The main cell type, and others that stand beside it as alternatives in title or methods."""
    names = [name for name, _ in ranked]
    specific = [name for name in names if name not in _GENERIC]
    names = specific or names[:1]
    if not names:
        return []
    main = names[0]
    best = dict(ranked)[main]
    others = [n for n in names[1:] if dict(ranked)[n] >= 0.5 * best and dict(ranked)[n] >= 8 and _beside(main, n, votes)]
    return [main, *others[:2]]


def _beside(main: str, other: str, votes: Sequence[_Vote]) -> bool:
    for vote in votes:
        if vote.mention.name != other or vote.weight < 3:
            continue
        for twin in votes:
            if twin.mention.name == main and twin.sentence is vote.sentence:
                low, high = sorted((twin.mention, vote.mention), key=lambda m: m.start)
                between = vote.sentence.string[low.end : high.start]
                if len(between) < 60 and _ALTERNATIVE.search(between):
                    return True
    return False


def _product(products: list[tuple[str, float]], votes: dict[str, list[_Vote]], cells: list[str]) -> str | None:
    """What of the cells was given: vesicles, secretome … where title, aims or methods give them, else cells (None)."""
    if not products:
        return None
    strong = [v for v in votes["product"] if v.weight >= _TITLE_WEIGHT]
    if strong:
        titles = _ranked(strong)
        return titles[0][0] if titles else None
    name, score = products[0]
    of_cells = sum(v.weight for v in votes["cell_type"] if v.weight >= _TITLE_WEIGHT)
    if not cells or (not of_cells and score >= 6):
        return name
    return None


def _sources(
    cell: str | None,
    product: str | None,
    votes: dict[str, list[_Vote]],
    attached: dict[str, list[_Vote]],
    donor: Said | None,
    sentences: Sequence[Sentence],
) -> list[CellSourceCandidate]:
    cell_votes = [v for v in votes["cell_type"] if v.mention.name == cell]
    product_votes = [v for v in votes["product"] if v.mention.name == product]
    tissues = _tissues(cell, product, votes, attached)
    first_cell = _first(cell_votes)
    first_product = _first(product_votes) if product else None
    shown = first_product.said if first_product else (_cells(first_cell) if first_cell else None)
    anchor = first_product or first_cell
    species = _species(cell_votes + product_votes + [v for v in votes["tissue"] if v.mention.name in {t.mention.name for t in tissues}])
    if anchor is None:
        return []
    return [
        CellSourceCandidate(
            tissue=tissue.said if tissue else None,
            cell_type=first_cell.said if first_cell else None,
            product=shown,
            donor=donor,
            species=species,
            tissue_id=tissue.mention.id if tissue else None,
            cell_type_id=first_cell.mention.id if first_cell else None,
        )
        for tissue in tissues or [None]
    ]


def _cells(vote: _Vote) -> Said:
    """The product where it is the cells themselves: the word "cells" of the name, or all of an abbreviation."""
    word = re.search(r"\b(?:cells?|lymphocytes?|[a-z]+cytes?|[a-z]+blasts?|fraction)\Z", vote.mention.text, re.IGNORECASE)
    return Said("cells", vote.said.start + (word.start() if word else 0), vote.said.end)


def _first(votes: Sequence[_Vote]) -> _Vote | None:
    counted = [v for v in votes if v.weight >= 1.0] or list(votes)
    return min(counted, key=lambda v: (v.sentence.start, v.mention.start), default=None)


def _tissues(cell: str | None, product: str | None, votes: dict[str, list[_Vote]], attached: dict[str, list[_Vote]]) -> list[_Vote]:
    own = attached.get(cell or "", []) + (attached.get(product, []) if product else [])
    ranked = _ranked(own) or ([max(((v.mention.name, v.weight) for v in own), key=lambda p: p[1])] if own else [])
    loose = [v for v in votes["tissue"] if v.weight >= 2.0]
    if not ranked and loose:
        ranked = _ranked(loose)[:1]
    if not ranked:
        return []
    best = ranked[0][1]
    chosen = [ranked[0][0]]
    for name, score in ranked[1:3]:
        if score >= max(0.5 * best, 7.0) and not _is_part(name, chosen[0]):
            chosen.append(name)
    pool = own if _ranked(own) or own else loose
    found = [_first([v for v in pool if v.mention.name == name]) for name in chosen]
    return [vote for vote in found if vote is not None]


def _is_part(name: str, of: str) -> bool:
    pair = {name, of}
    return pair in ({"umbilical cord", "Wharton's jelly"}, {"umbilical cord", "umbilical cord blood"}, {"bone marrow", "peripheral blood"}, {"amnion", "placenta"})


def _donor(sentences: Sequence[Sentence]) -> Said | None:
    best: tuple[float, int, Said] | None = None
    for sentence in sentences:
        for match in _DONOR.finditer(sentence.string):
            word = match[1].lower()
            value = next((v for sign, v in _DONOR_VALUES if sign in word), "allogeneic")
            weight = _weight(sentence)
            if weight < _LEAST_DONOR:
                continue
            said = Said(value, sentence.start + match.start(1), sentence.start + match.end(1))
            if best is None or weight > best[0] + 3:
                best = (weight, said.start, said)
    return best[2] if best else None


def _species(votes: Sequence[_Vote]) -> Said | None:
    for vote in sorted(votes, key=lambda v: (v.sentence.start, v.mention.start)):
        match = _SPECIES.search(vote.sentence.string[: vote.mention.start])
        if match and vote.weight >= 1.0 and vote.mention.start - match.end() < 40:
            word = match[1].lower()
            return Said(_SPECIES_VALUES.get(word, word), vote.sentence.start + match.start(1), vote.sentence.start + match.end(1))
    return None
