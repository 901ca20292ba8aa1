"""Votes for what was given: each mention of a cell, tissue or product, with the weight of the place where it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from abstract_extract.candidates import Said
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_mentions import Mention, find_mentions

_GIVEN = re.compile(
    r"transplant|inject|infus|implant|administ|therap|treat|receiv|\bgiven\b|graft|deliver|instil|vaccin|inhal|nebuli|topical|applied|application|inoculat|intra[a-z]+ |transfer|immuni[sz]|safety|efficacy|dos(?:e|ing)|patients|soaked|packed|\bshots?\b|seeded|\bput\b|placed|laid|sprayed|\bgot\b|revive|repair|filling|loaded|delivery|\bmade of\b|consist|compos|compris|sheets?\b|spheroids?\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|animals?|preclinical|in vitro|in vivo|previous(?:ly)?|earlier (?:studies|work|trials)|has been (?:shown|reported|demonstrated)|have been (?:shown|used|reported|demonstrated|widely)|has shown|have shown|such as|in general|potential of|future|unlike|free from)\b",
    re.IGNORECASE,
)
_WEIGHTS = {
    "background": 0.4, "objective": 4.0, "design": 3.0, "setting": 2.0, "patients": 3.0, "interventions": 5.0,
    "measures": 1.0, "methods": 4.0, "results": 2.0, "conclusion": 2.0, "registration": 0.0, "funding": 0.0,
}  # fmt: skip
TITLE_WEIGHT = 7.0
_FIELDS = re.compile(r"title|intervention|arm|product|treatment|keyword|scientific|public|\bname\b", re.IGNORECASE)
_FROM = re.compile(
    r"(?:/ ?kg |/m\^?2 |per (?:kg|kilogram) )?(?:were|was|are|is|had been|came|come|,|which|that)*\s?(?:\([^()]{0,40}\),? )?(?:(?:directed|specific|targeted|expanded|engineered|transduced|selected|enriched|depleted) [\w ]{2,40}, )?(?:cells |tissue |which were |that were |which are |had been |first )?(?:derived|made|grown|raised|manufactured|came|come|differentiated|selected|concentrated|taken|dissociated|obtained|isolated|harvested|taken|expanded|separated|prepared|sourced|cultured|extracted|collected|mobili[sz]ed|grown|plucked|generated|originating|secreted|released|produced|from|of|out of)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:[\w'’-]+ ){1,16}?(?:were|was|are|is|had) not (?:been )?(?:used|given|infused|available|included|tested|needed)\b"
)
NAMELESS = "stem cell"
_LEAST = 1.4
_GIVEN_AFTER = re.compile(
    r"s?[ -]?(?:\([^()]{1,20}\) ?)?(?:-?based )?(?:infusions?|injections?|transplant\w*|(?:immuno)?therap\w+|implant\w*|vaccin\w*|"
    r"(?:auto|allo)?graft\w*|treatment|suspension|sheets?|transfer|product|-loaded|spray|patch\w*|spheroids?|pulsed|loaded|"
    r"derived (?:exo|extra)|lysate|(?:[\w-]+ ){0,6}?(?:were|was|are|is) (?:then |each |[a-z]+ly )?(?:re-?)?(?:infused|given|injected|"
    r"transplanted|administered|implanted|returned|laid|sprayed|placed|put|grafted|seeded|delivered|instilled|packed|dropped|applied|inhaled))",
    re.IGNORECASE,
)
_GIVEN_BEFORE = re.compile(
    r"\b(?:infusions?|injections?|(?:auto|allo|xeno)?transplant\w*|implant\w*|graft\w*|administration|administered|received?|receiving|"
    r"doses?|inject\w*|(?:re)?infus\w+|cultured|expanded|autologous|allogeneic|vaccin\w+|delivery|therapy with|treat(?:ed|ment) (?:with|by)|"
    r"cells/kg|given|gave|got|had|covered with|randomi[sz]ed to|assigned to|allocated to|allotted to|instil\w*|laid|sprayed|spray|seeded|placed|"
    r"put|suspension|sheets?|patch|bearing|containing|carrying|holding|donor|cultivated|dressings?|adding|addition|safety|efficacy|"
    r"million|billion|\d)\b"
    r"(?:[ ,(-]+(?!(?:for|to|on|by|that|which|while|whereas|were|was|is|are|if|than|lower|higher|fewer|less|low|high|"
    r"reduced|increased|decreased|improved|measured|counts?|levels?|from|in|at|until|because|using|against|showed)\b)"
    r"[\w+./×^%*'’-]+){0,10}[ ,(-]*\Z",
    re.IGNORECASE,
)
_MEASURED_AFTER = re.compile(
    r"s?[ -]?(?:\([^()]{1,20}\) ?)?(?:counts?|levels?|numbers?|express\w+|prolifer\w+|functions?|responses?|activit\w+|subsets?|"
    r"percentages?|frequenc\w+|infiltrat\w+|activation|depletion|markers?|antigens?|receptors?|deficien\w+|dysfunction|dystroph\w+|"
    r"disease|lymphoma|leuk\w+|carcinoma|malignan\w+|aggregation|"
    r"(?:[\w-]+ ){0,4}(?:were|was) (?:measured|counted|isolated|assayed|analy[sz]ed|assessed|stained|quantified|determined|unchanged|"
    r"increased|decreased|reduced|elevated|lower|higher))",
    re.IGNORECASE,
)
_MEASURED_BEFORE = re.compile(
    r"\b(?:counts?|levels?|numbers?|express\w+|proliferation|percentages?|proportions?|frequenc\w+|detect\w*|infiltrat\w+|circulating|"
    r"antibod\w+|against|anti|activated|effects? on|in vitro|isolated|depleti\w+|loss) (?:of |the |in |by |from |on |and |their |[\w+-]+ ){0,3}\Z",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"\b(?:on|in|by|against|of|from|after|induced|effects?|reduces?|improves?|inhibits?|and)\b", re.IGNORECASE
)
_MEDIUM_BEFORE = re.compile(
    r"\b(?:expan\w+|cultur\w+|supplement\w+|puls\w+|load\w+|grown|propagat\w+|stimulat\w+|medium)\b[^.;,()]{0,40}\Z",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(
    r"s?(?: \([^()]{1,30}\))?,? (?:for|in|versus|vs\.?|or|and|to|as|after|plus|with|on|against)\b", re.IGNORECASE
)
_JOINED = re.compile(
    r"s?(?: \([^()]{1,40}\))?,? ?(?:and|or|with|versus|vs\.?|plus|&|/|\+|,) ?(?:[\w-]+ ){0,3}", re.IGNORECASE
)
_PARTS_TISSUE_FROM_CELL = re.compile(r"[,;.)]|\b(?:and|or|into|to|of)\b")
_NEW_CLAUSE = re.compile(r"[;:]|\. |\b(?:were|was) (?:injected|infused|given|implanted)")
_LISTED_TISSUE = re.compile(r"[- ]?(?:derived)?[- ]?(?:tissue)?,? ?(?:or|and|versus|vs\.?) [\w -]{3,40}")


@dataclass(frozen=True, slots=True)
class Vote:
    """A mention in its sentence, and how much it counts."""

    mention: Mention
    sentence: Sentence
    weight: float

    @property
    def said(self) -> Said:
        """The mention's name at its place in the study text."""
        return Said(self.mention.name, self.sentence.start + self.mention.start, self.sentence.start + self.mention.end)


def aliases_of(abbreviations: Mapping[str, str]) -> dict[str, tuple[Mention, ...]]:
    """Short forms that the lexicon does not know, with what their long forms mention."""
    found: dict[str, tuple[Mention, ...]] = {}
    for short, long_form in abbreviations.items():
        if any(m.kind != "tissue" for m in find_mentions(short)):
            continue
        mentions = tuple(m for m in find_mentions(long_form) if m.kind != "cell_type" or m.specific)
        if any(m.kind != "tissue" for m in mentions):
            found[short] = mentions
    return found


def with_mentions_by_alias(
    string: str, mentions: Sequence[Mention], aliases: Mapping[str, tuple[Mention, ...]]
) -> tuple[Mention, ...]:
    """The mentions with what the short forms of `aliases` mean, where no mention stands already; in order."""
    added: list[Mention] = []
    for short, meant in aliases.items():
        for match in _whole_word(short).finditer(string):
            if not any(m.start < match.end() and match.start() < m.end for m in mentions):
                added += [replace(m, start=match.start(), end=match.end(), text=match.group()) for m in meant]
    return tuple(sorted([*mentions, *added], key=lambda m: (m.start, -m.end)))


@lru_cache(maxsize=512)
def _whole_word(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w])")


def as_stromal(vote: Vote) -> Vote:
    """ "Stem cells" of fat, pulp or cord are mesenchymal: those tissues give no others."""
    if vote.mention.name != NAMELESS:
        return vote
    return Vote(replace(vote.mention, name="MSC", id="CL:0000134", specific=True), vote.sentence, vote.weight)


def weight_of(sentence: Sentence) -> float:
    """How much a mention in this sentence counts: most in a title or the interventions, least in a background."""
    stretch = sentence.stretch
    if stretch.role is Role.TITLE:
        return TITLE_WEIGHT
    if stretch.role is Role.FIELD:
        return TITLE_WEIGHT if stretch.label and _FIELDS.search(stretch.label) else 1.0
    weight = _WEIGHTS.get(stretch.name or "", 1.5 if sentence.position < 3 else 2.5)
    if _ELSEWHERE.search(sentence.string):
        weight *= 0.2
    return weight if _GIVEN.search(sentence.string) else weight * 0.5


def denied_part(string: str) -> tuple[int, int]:
    """Where a sentence says of what it names that it was not used; an empty place where it does not.

    >>> text = "In this trial, donor cells were not used; their own were."
    >>> text[slice(*denied_part(text))]
    'donor cells were not used'
    """
    match = _DENIED.search(string) if " not " in string else None
    return match.span() if match else (0, 0)


def is_medium(string: str, mention: Mention) -> bool:
    """Whether a product's words say that cells were grown in it or loaded with it, not that it was given."""
    return bool(_MEDIUM_BEFORE.search(string, max(0, mention.start - 60), mention.start))


def is_measured(string: str, mention: Mention) -> bool:
    """Whether the words beside the mention say that such cells are counted or looked at, not given."""
    before = string[max(0, mention.start - 60) : mention.start]
    return bool(_MEASURED_AFTER.match(string, mention.end) or _MEASURED_BEFORE.search(before))


def is_given(string: str, mention: Mention) -> bool:
    """Whether the words beside the mention say that it is given to someone, and not that it is measured."""
    if is_measured(string, mention):
        return False
    before, after = string[max(0, mention.start - 110) : mention.start], string[mention.end : mention.end + 90]
    return bool(_GIVEN_AFTER.match(after) or _GIVEN_BEFORE.search(before))


def is_subject_of_title(title: str, mention: Mention) -> bool:
    """Whether a title is about the cell as a treatment: its first words, and what it is for or in whom behind them."""
    return not _NO_SUBJECT.search(title, 0, mention.start) and bool(_FOR_WHOM.match(title, mention.end))


def are_joined(string: str, one: Mention, other: Mention) -> bool:
    """Whether a list or comparison joins two mentions: "fibroblasts and keratinocytes"."""
    low, high = sorted((one, other), key=lambda m: m.start)
    return bool(_JOINED.fullmatch(string, low.end, high.start))


def tissues_of_cells(
    string: str, mentions: Sequence[Mention], origins: Sequence[Mention] = ()
) -> list[tuple[Mention, Mention]]:
    """Tissues with the cells (or vesicles) that come from them, by the words between.

    `origins` are tissues by words that mean them only where a cell comes from them.
    """
    pairs: list[tuple[Mention, Mention]] = []
    cells = [m for m in mentions if m.kind != "tissue"]
    for tissue in [m for m in mentions if m.kind == "tissue"] + list(origins):
        owner = _owner(string, tissue, cells)
        if owner is not None:
            pairs.append((tissue, owner))
            pairs += [
                (tissue, c)
                for c in cells
                if c.kind == owner.kind and c.end <= owner.start and are_joined(string, c, owner)
            ]
    return pairs


def _owner(string: str, tissue: Mention, cells: Sequence[Mention]) -> Mention | None:
    """The cell or product that comes from a tissue, by the words between."""
    inside = [c for c in cells if c.start <= tissue.start < c.end]
    after = [
        c
        for c in cells
        if 0 <= c.start - tissue.end <= 45 and not _PARTS_TISSUE_FROM_CELL.search(string[tissue.end : c.start])
    ]
    before = [
        c
        for c in cells
        if 0 <= tissue.start - c.end <= 80
        and not _NEW_CLAUSE.search(string[c.end : tissue.start])
        and _FROM.match(string[c.end :].lstrip(" s"))
    ]
    # "MSCs (UC-MSCs)", "bone marrow or adipose MSCs": the nearest cell that a list or bracket leads to.
    listed = [
        c for c in cells if 0 <= c.start - tissue.end <= 60 and _LISTED_TISSUE.fullmatch(string[tissue.end : c.start])
    ]
    return next((found[0] for found in (inside, after, before[::-1], listed) if found), None)


def ranked_names(votes: Sequence[Vote]) -> list[tuple[str, float]]:
    """The names with votes enough, and the sum of their weights; the strongest first."""
    scores: dict[str, float] = defaultdict(float)
    for vote in votes:
        scores[vote.mention.name] += vote.weight
    return sorted(((name, score) for name, score in scores.items() if score >= _LEAST), key=lambda pair: -pair[1])


def first_vote(votes: Sequence[Vote]) -> Vote | None:
    """The first in the text of the votes that count fully, or of all where none does."""
    counted = [v for v in votes if v.weight >= 1.0] or list(votes)
    return min(counted, key=lambda v: (v.sentence.start, v.mention.start), default=None)
