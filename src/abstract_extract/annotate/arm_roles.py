"""Which arm is tried and which it is held against, where the arms' own names do not say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from abstract_extract.candidates import Arms
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .arm_ways import are_ways, is_way
from .cell_mentions import find_mentions
from .hints import has_any

_LETTERED = re.compile(r"(?:group|arm|regimen)\b|[a-d]{2}$")
_LETTERED_OR_COHORT = re.compile(r"(?:group|arm|cohort|regimen)\b")
_GOT_COMPARATOR = re.compile(
    r"\s?[(,:]?\s?(?:n ?= ?\d+[,;)]? ?)?(?:[^().;]{0,30}\) ?)?(?!,? ?(?:or|and|versus|vs\.?|but|than|while|whereas|as) )(?:patients )?(?:\w+ ){0,3}?"
    r"(?:placebo|control|sham|standard|conventional|saline|no |only |best supportive|usual|observation)",
    re.IGNORECASE,
)
PARALLEL_DOSE = re.compile(
    r"(?:low|mid|middle|medium|intermediate|high|higher|lower|highest|lowest|single|double)[- ]dose", re.IGNORECASE
)
HELD = re.compile(
    r"\b(?:placebo|controls?|sham|vehicle|saline|standard|usual|conventional|no|not|observation|untreated|supportive|waiting|routine|comparison)\b",
    re.IGNORECASE,
)
_AFTER = 60


def settle_roles(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lettered groups are what the text says they got; doses drawn by lot are tried side by side; of two, one is held against."""
    settle_by_content(arms, sentences)
    if len(arms.candidates) == 2 and not arms.by_role("comparator") and not arms.by_role("cohort"):
        key = list(arms.candidates)[1]
        are_products = all(names_product(str(arm.label.value)) for arm in arms.candidates.values())
        labels = [str(arm.label.value) for arm in arms.candidates.values()]
        if not _LETTERED_OR_COHORT.match(key) and not are_products and not are_ways(labels):
            arms.candidates[key] = replace(arms.candidates[key], role="comparator")


def settle_by_content(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lettered groups are what the text says they got; doses drawn by lot are tried side by side."""
    _lettered(arms, sentences)
    _by_content(arms, sentences)
    _numbered_levels(arms, sentences)
    _drawn_doses(arms, sentences)


def by_content(arms: Arms, keys: Collection[str], sentences: Sequence[Sentence]) -> None:
    """Of named arms that none is held against, those without a product are, where others have one."""
    own = [key for key in arms.candidates if key in keys]
    if any(arms.candidates[key].role == "comparator" for key in own):
        return
    products = {key: is_way(key) or _is_of_product(key, arms, sentences) for key in own}
    if any(products.values()):
        for key in own:
            if not products[key]:
                arms.candidates[key] = replace(arms.candidates[key], role="comparator")


_CELLS = re.compile(r"\b(?:cells?(?![- ]free)|exosomes?|vesicles|secretome|\w+SCs?)\b")


def _is_of_product(key: str, arms: Arms, sentences: Sequence[Sentence]) -> bool:
    """Whether a name is of a product, or stands in a bracket behind one: "dental pulp cells on a sponge (DPSC, 25 clefts)"."""
    label = str(arms.candidates[key].label.value)
    if names_product(label):
        return True
    before = re.compile(rf"(?P<got>[^,;:()]{{2,110}})[(\[]{re.escape(label)}\b")
    found = next((m for s in sentences if label in s.string and (m := before.search(s.string))), None)
    return found is not None and bool(_CELLS.search(found["got"]) or names_product(found["got"]))


def join_comparator(arms: Arms) -> None:
    """Where groups have letters, "saline" is the one of them that got it."""
    lettered = [key for key in arms.candidates if _LETTERED.match(key)]
    held = [key for key in lettered if arms.candidates[key].role == "comparator"]
    others = [key for key in arms.by_role("comparator") if key not in lettered]
    if len(lettered) < 2 or len(held) != 1 or not others or len(lettered) + len(others) < len(arms.candidates):
        return
    counts = Counter(mention.key for mentions in arms.mentions.values() for mention in mentions)
    kept = max([held[0], *others], key=lambda key: (counts[key], key == held[0]))
    gone = {held[0], *others} - {kept}
    for index, mentions in arms.mentions.items():
        arms.mentions[index] = [replace(m, key=kept) if m.key in gone else m for m in mentions]
    for key in gone:
        del arms.candidates[key]


def _lettered(arms: Arms, sentences: Sequence[Sentence]) -> None:
    by_index = {sentence.index: sentence for sentence in sentences}
    for key, arm in list(arms.candidates.items()):
        if arm.role != "experimental" or not _LETTERED.match(key):
            continue
        for index, mentions in arms.mentions.items():
            for mention in mentions:
                if mention.key == key:
                    string = by_index[index].string
                    after = string[mention.end : mention.end + _AFTER]
                    if _GOT_COMPARATOR.match(after) or _is_named_after_comparator(string, mention.start):
                        arms.candidates[key] = replace(arm, role="comparator")


_NAMED_BEFORE = re.compile(
    r"(?:\b(?:to|or|and|versus|vs\.?|received|either|with|of|got|for)\b|[,;:])(?P<got>(?:(?!\b(?:or|versus|vs)\b)[^,;:()]){2,60}) ?[(\[](?:n ?= ?\d+[,;] ?)?\Z",
    re.IGNORECASE,
)
HELD_ALONE = re.compile(r"\b(?:only|alone|by itself)\s*\Z", re.IGNORECASE)


def _is_named_after_comparator(string: str, at: int) -> bool:
    """ "Chemotherapy only (group C)", "a sham procedure (group 2)": the letter follows what its people got."""
    match = _NAMED_BEFORE.search(string, max(0, at - 90), at)
    if match is None:
        return False
    got = match["got"]
    clause = _CLAUSE.search(string, max(0, at - 120), match.end("got"))
    if clause and _ADDED.search(clause.group()):
        return False
    return bool(HELD.search(got) or HELD_ALONE.search(got)) and not _ADDED.search(got)


_CLAUSE = re.compile(r"(?:(?!\b(?:or|versus|vs)\b)[^,;:(])*\Z", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:plus|\+|followed|together|combined|added|cells?|exosomes?|MSCs?)\b", re.IGNORECASE)


def _by_content(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Of two lettered groups, the one that got what the title names, or a product, is tried; the other held against it."""
    pair = [key for key in arms.candidates if _LETTERED.match(key)]
    if not 2 <= len(pair) <= _MOST_LETTERED or len(arms.candidates) != len(pair):
        return
    if arms.by_role("comparator") or arms.by_role("cohort"):
        return
    got = [_content_before(key, arms, sentences) or _content(key, arms, sentences) for key in pair]
    if not all(got):
        return
    products = [names_product(content) for content in got]
    title = title_of(sentences)
    named = [any(word in title for word in _CONTENT_WORD.findall(content.lower())) for content in got]
    tried = products if any(products) else named
    if tried.count(False) == 1:
        held = pair[tried.index(False)]
        arms.candidates[held] = replace(arms.candidates[held], role="comparator")


_MOST_LETTERED = 4


def _content_before(key: str, arms: Arms, sentences: Sequence[Sentence]) -> str:
    """What a lettered group got, by the words that its letter stands behind: "open flap surgery (group F)"."""
    for sentence in sentences:
        for mention in arms.of(sentence):
            if mention.key == key:
                match = _NAMED_BEFORE.search(sentence.string, max(0, mention.start - 90), mention.start)
                if match:
                    return match["got"].strip()
    return ""


def _content(key: str, arms: Arms, sentences: Sequence[Sentence]) -> str:
    """What a lettered group got, by the words after its first mention that says so."""
    for sentence in sentences:
        for mention in arms.of(sentence):
            if mention.key != key:
                continue
            following = min((m.start for m in arms.of(sentence) if m.start > mention.end), default=len(sentence.string))
            match = _GOT.match(sentence.string[mention.end : min(following, mention.end + _CONTENT)])
            if match:
                return match[1]
    return ""


_CONTENT = 160
_GOT = re.compile(
    r"\s?(?:[(\[][^()\[\]]{0,40}[)\]],? ?)?(?:[(:,] ?|(?:which |who )?(?:had|received|got|were given|was given|underwent|consisted of|were treated with|was treated with)\b)(.{4,})",
    re.IGNORECASE,
)
_CONTENT_WORD = re.compile(r"[a-z]{6,}")


def _numbered_levels(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """ "Group 1", "group 2" of rising doses without a draw are levels."""
    if not all(map(_NUMBERED.match, arms.candidates)) or arms.by_role("comparator"):
        return
    if any("random" in s.lower for s in sentences) or not any(has_any(s.lower, RISES) for s in sentences):
        return
    for key in arms.by_role("experimental"):
        arms.candidates[key] = replace(arms.candidates[key], role="cohort")


_NUMBERED = re.compile(r"(?:group|arm) (?:\d|[a-e]|i{1,3}v?)\Z")
RISES = ("escalat", "rising dose", "dose-finding", "dose finding", "ascending", "3 + 3", "3+3", "stepwise")


def _drawn_doses(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Low and high dose are levels where doses rise from one to the next, and arms where people are drawn to them."""
    levels = [key for key in arms.by_role("cohort") if PARALLEL_DOSE.search(str(arms.candidates[key].label.value))]
    if not levels or any("escalat" in sentence.lower or "dose cohort" in sentence.lower for sentence in sentences):
        return
    if arms.by_role("comparator") or any("random" in sentence.lower for sentence in sentences):
        for key in levels:
            arms.candidates[key] = replace(arms.candidates[key], role="experimental")


def title_of(sentences: Sequence[Sentence]) -> str:
    """The title in lower case, or what stands in its place."""
    first = next((s for s in sentences if s.stretch.role is Role.TITLE), None) or next(iter(sentences), None)
    return first.lower if first else ""


def names_product(label: str) -> bool:
    """Whether a name is of a product, or of cells.

    >>> names_product("MSC"), names_product("saline")
    (True, False)
    """
    return label.endswith(("cells", "cell")) or any(mention.kind != "tissue" for mention in find_mentions(label))
