"""Whose cells were given: the patients' own, another person's, an animal's; and of which species they are.

>>> [(word.value, string[word.start : word.end]) for string in ["cells of their own fat"] for word in find_donors(string)]
[('autologous', 'own')]
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from abstract_extract.candidates import Said
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_votes import Vote, denied_part, weight_of
from .hints import has_any

_TISSUE = (
    r"(?:bone|cells?|adipose|fat|marrow|blood|stem|MSCs?|tissue|skin|muscle|cartilage|cord|T|platelets?|serum|"
    r"mesenchymal|gluteal|healthy|abdominal|iliac|limb(?:us|al)|chondrocytes|fibroblasts|keratinocytes|melanocytes|"
    r"deciduous|milk|tooth|teeth|pulp|nasal|oral|nose|mouth|thigh|disc|hair|patellar|rectus|liver|tumou?r|unaffected|"
    r"expanded|cultured|CD ?\d{1,3}\+?|NK|cord|umbilical|banked|marrow-derived|adipose-derived|peripheral|mononuclear|lymphocytes|islets|concentrated|mitochondria)"
)
_DONOR = re.compile(
    r"\b(?:"
    r"(autologous(?:ly)?|auto(?=-)|autólog[oa]s?|autolog[oe]?[nrs]?\b|autologues?|(?<=epidermal )autografts?|(?<=epithelial )autografts?|(?<=cell )autografts?|(?<=keratinocyte )autografts?|autologn\w+|аутологичн\w+|аутологічн\w+)"
    r"|(?:from|of) (?:the |each )?(patients?['’]s?)(?= (?:bone )?(?:marrow|fat|skin|blood|muscle|thigh|iliac|abdom\w+|limbus|tooth|teeth|nose)\b)"
    rf"|(?:their|his|her|patients?['’]?s?['’]?|child(?:ren)?['’]s?|person['’]s|recipients?['’]?s?|participants?['’]?s?|one['’]s|each|the|of|[a-z]+['’]s?)\s(own)(?=,? (?:[\w-]+ ){{0,2}}?{_TISSUE}\b)"
    r"|\b(?:of|from) (?:their|his|her|the patients?['’]?s?|each patient['’]?s) (own)\b"
    r"|(allogene?ic(?:ally)?|allogenous|alogénic[oa]s?|alogênic[oa]s?|allogene[nrs]?\b|allogéniques?|alogenn\w+|"
    r"аллогенн\w+|алогенн\w+|third[- ]party|off-the-shelf|homologous|haploidentical|haplo-identical)"
    r"|(unrelated|donated)(?=[ -](?:[\w-]+ ){0,3}?(?:cord|umbilical|bone|marrow|blood|placent\w+|fat|fat-derived|adipose|cells|tissue|"
    r"stem|eyes?|corneas?|MSCs?|donors?|islets?|livers?|pancreas\w*|platelets?)\b)"
    r"|(?:(?:un)?related|healthy|haploidentical|matched|mismatched|sibling|living|deceased|cadaveric|volunteer|adult|young|different|single|"
    r"screened|other|one|two|three|four|six|eight|HLA-matched|human|organ|blood|universal|screened) (donors?\b(?! (?:sites?|areas?|skin sites?)))"
    r"|(donors?)['’]?(?= (?:cells?|bone marrow|marrow|cords?|cord blood|lymphocytes?|platelets?|skin|corneas?|"
    r"eyes?|tissue|fat|adipose|placentas?|umbilical|discs?|islets?|MSCs?|stem|stromal|mesenchymal|NK|T|wharton|amnio\w*|limb(?:us|al)|pulp|synov\w+|exosomes?|vesicles|stool|chondrocytes|corneal|hepat\w+|myo\w+|nasal|neural|iPSC|CAR|Tregs?|granulocytes?|macrophages?|regulatory|dendritic|natural|fibroblasts|keratinocytes)\b)"
    r"|(donor)(?=[- ]derived)|from (?:a |the )?(?:[\w-]+ ){0,2}(donors?)\b"
    r"|(HLA[- ]matched(?= (?:sibling|donor|relative|unrelated|family))|(?:living |HLA-identical )?siblings?(?= (?:donors?|transplant|marrow))|relatives?(?= (?:gave|donated)))"
    r"|(xeno(?:geneic|genic)|porcine(?= (?:islets?|cells?|hepatocytes?|neural)))"
    r")",
    re.IGNORECASE,
)
_CJK_DONOR = re.compile(
    "(自体|自身(?=[\u4e00-\u9fff]{0,6}(?:细胞|骨髓|脂肪|血))|自體)|(同种异体|异体|異體|供者|捐献|同種異體)"
)
_VALUES = ("autologous",) * 4 + ("allogeneic",) * 7 + ("xenogeneic",)
_HINTS = (
    "auto", "own", "allo", "alog", "third", "donor", "donated", "shelf", "homolog", "haplo", "unrelated", "xeno", "sibling",
    "relative", "porcine", "patient", "аутол", "алло", "алог", "autó", "hla",
)  # fmt: skip
_OF_OTHERS = re.compile(
    r"(?:\b(?:mobili[sz]ed|organ|serum|plasma|albumin|AB|blood bank|kidney|renal|liver graft|heart|lung) \Z)|"
    r"\b(?:unlike|instead of|rather than|not|without|no|than) (?:an? |the )?(?:[\w-]+ )?\Z",
    re.IGNORECASE,
)
_NO_PRODUCT_AFTER = re.compile(
    r"[- ](?:(?:human |platelet-rich )?(?:serum|plasma|albumin|bone graft|blood patch|fibrin|saline|crest|transfusion|"
    r"tumou?r lysate|lysate-loaded)|(?:ha?ematopoietic )?(?:stem[- ]cell |bone marrow )?transplant(?:ation)? recipients)\b",
    re.IGNORECASE,
)
_SPECIES = re.compile(
    r"\b(human|porcine|bovine|murine|canine|equine|ovine|rat|mouse)\b(?=[ -](?:[\w'-]+[ -]){0,4}?\Z)", re.IGNORECASE
)
_SPECIES_VALUES = {
    "porcine": "pig",
    "bovine": "cattle",
    "murine": "mouse",
    "canine": "dog",
    "equine": "horse",
    "ovine": "sheep",
}
_COMPARED = re.compile(
    r"(?:-derived)?(?: [\w-]+){0,8}? ?,? ?(?:or|and|versus|vs\.?|against|compared with)(?: [\w-]+){0,4}? ",
    re.IGNORECASE,
)
_LEAST = 0.7
_NEAR = 90


def find_donors(string: str) -> list[Said]:
    """The words of a sentence that say whose the cells are, each at its place in the sentence."""
    found: list[Said] = []
    low, high = denied_part(string)
    if has_any(string.lower(), _HINTS):
        for match in _DONOR.finditer(string):
            group = match.lastindex or 1
            start, end = match.span(group)
            is_denied = low <= start < high
            if (
                not is_denied
                and not _OF_OTHERS.search(string, max(0, start - 40), start)
                and not _NO_PRODUCT_AFTER.match(string, end)
            ):
                found.append(Said(_VALUES[group - 1], start, end))
    for match in _CJK_DONOR.finditer(string):
        found.append(Said("autologous" if match[1] else "allogeneic", *match.span()))
    return found


def donor_of(sentences: Sequence[Sentence], cell_votes: Sequence[Vote], *, is_only: bool) -> Said | None:
    """Whose a product's cells are: by the words beside its name, else by the page's best word.

    Shown is the first word of that meaning: the page's, where it gives one product alone, else the one beside the name.
    """
    beside = [
        (vote.weight, _placed(word, vote.sentence))
        for vote in cell_votes
        if vote.weight >= _LEAST and (word := _nearest(vote)) is not None
    ]
    if not beside:
        return _best(sentences)
    weights: dict[object, float] = defaultdict(float)
    for weight, said in beside:
        weights[said.value] += weight
    value = max(weights, key=lambda name: weights[name])
    if not is_only:
        return min((said for _, said in beside if said.value == value), key=lambda said: said.start)
    return _best([s for s in sentences if any(word.value == value for word in find_donors(s.string))], value)


def compared_donors(sentences: Sequence[Sentence]) -> tuple[Said, Said] | None:
    """The words of a title that compares one product of two kinds of donors: "allogeneic versus autologous stromal cells"."""
    for sentence in sentences:
        if sentence.stretch.role is not Role.TITLE:
            continue
        words = find_donors(sentence.string)
        for one, two in pairwise(words):
            if one.value != two.value and _COMPARED.fullmatch(sentence.string, one.end, two.start):
                return _placed(one, sentence), _placed(two, sentence)
    return None


def _nearest(vote: Vote) -> Said | None:
    """The word nearest to a product's name; what a stop or semicolon parts from it is farther than all else."""
    string, mention = vote.sentence.string, vote.mention
    found: list[tuple[bool, int, Said]] = []
    for word in find_donors(string):
        low, high = min(word.end, mention.end), max(word.start, mention.start)
        if high - low <= _NEAR:
            found.append((";" in string[low:high], max(high - low, 0), word))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _placed(word: Said, sentence: Sentence) -> Said:
    return Said(word.value, sentence.start + word.start, sentence.start + word.end)


def _best(sentences: Sequence[Sentence], value: object = None) -> Said | None:
    best: tuple[float, Said] | None = None
    for sentence in sentences:
        words = [word for word in find_donors(sentence.string) if value is None or word.value == value]
        if not words or (weight := weight_of(sentence)) < _LEAST:
            continue
        if best is None or weight > best[0] + 3:
            best = (weight, _placed(words[0], sentence))
    return best[1] if best else None


def species_of(votes: Sequence[Vote]) -> Said | None:
    """The species, where its word stands with the product: "human placenta MSC"."""
    for vote in sorted(votes, key=lambda v: (v.sentence.start, v.mention.start)):
        match = _SPECIES.search(vote.sentence.string[: vote.mention.start])
        if match and vote.weight >= 1.0 and vote.mention.start - match.end() < 40:
            word = match[1].lower()
            return Said(
                _SPECIES_VALUES.get(word, word),
                vote.sentence.start + match.start(1),
                vote.sentence.start + match.end(1),
            )
    return None
