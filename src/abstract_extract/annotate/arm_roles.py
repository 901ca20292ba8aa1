"""Which arm is tried and which it is held against, where the arms' own names do not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import Arms
from abstract_extract.page import Role
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_frame import Frame, FrameArm
from .arm_names import role_of
from .cell_mentions import find_mentions
from .hints import has_any

_LETTERED = re.compile(r"(?:group|arm|regimen)\b|[a-d]{2}$")
_SEQUENCE = re.compile(r"(?:sequence|order)\b|.{2,40} then |(?P<one>[a-d])(?!(?P=one))[a-d]$", re.IGNORECASE)
_LETTERED_OR_COHORT = re.compile(r"(?:group|arm|cohort|regimen)\b")
_GOT_COMPARATOR = re.compile(
    r"\s?[(,:]?\s?(?:n ?= ?\d+[,;)]? ?)?(?:[^().;]{0,30}\) ?)?(?!,? ?(?:or|and|versus|vs\.?) )(?:patients )?(?:\w+ ){0,3}?"
    r"(?:placebo|control|sham|standard|conventional|saline|no |only |best supportive|usual|observation)",
    re.IGNORECASE,
)
_PARALLEL_DOSE = re.compile(
    r"(?:low|mid|middle|medium|intermediate|high|higher|lower|highest|lowest|single|double)[- ]dose", re.IGNORECASE
)
_HELD = re.compile(
    r"\b(?:placebo|controls?|sham|vehicle|saline|standard|usual|conventional|no|not|observation|untreated|supportive|waiting|routine|comparison)\b",
    re.IGNORECASE,
)
_AFTER = 60


def settle_roles(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lettered groups are what the text says they got; doses drawn by lot are tried side by side; of two, one is held against."""
    settle_by_content(arms, sentences)
    if len(arms.candidates) == 2 and not arms.by_role("comparator") and not arms.by_role("cohort"):
        key = list(arms.candidates)[1]
        are_products = all(_names_product(str(arm.label.value)) for arm in arms.candidates.values())
        if not _LETTERED_OR_COHORT.match(key) and not are_products:
            arms.candidates[key] = replace(arms.candidates[key], role="comparator")


def settle_by_content(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lettered groups are what the text says they got; doses drawn by lot are tried side by side."""
    _lettered(arms, sentences)
    _by_content(arms, sentences)
    _numbered_levels(arms, sentences)
    _drawn_doses(arms, sentences)


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
_HELD_ALONE = re.compile(r"\b(?:only|alone|by itself)\s*\Z", re.IGNORECASE)


def _is_named_after_comparator(string: str, at: int) -> bool:
    """ "Chemotherapy only (group C)", "a sham procedure (group 2)": the letter follows what its people got."""
    match = _NAMED_BEFORE.search(string, max(0, at - 90), at)
    if match is None:
        return False
    got = match["got"]
    clause = _CLAUSE.search(string, max(0, at - 120), match.end("got"))
    if clause and _ADDED.search(clause.group()):
        return False
    return bool(_HELD.search(got) or _HELD_ALONE.search(got)) and not _ADDED.search(got)


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
    products = [_names_product(content) for content in got]
    title = _title(sentences)
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
    if any("random" in s.lower for s in sentences) or not any(has_any(s.lower, _RISES) for s in sentences):
        return
    for key in arms.by_role("experimental"):
        arms.candidates[key] = replace(arms.candidates[key], role="cohort")


_NUMBERED = re.compile(r"(?:group|arm) (?:\d|[a-e]|i{1,3}v?)\Z")
_RISES = ("escalat", "rising dose", "dose-finding", "dose finding", "ascending", "3 + 3", "3+3", "stepwise")


def _drawn_doses(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Low and high dose are levels where doses rise from one to the next, and arms where people are drawn to them."""
    levels = [key for key in arms.by_role("cohort") if _PARALLEL_DOSE.search(str(arms.candidates[key].label.value))]
    if not levels or any("escalat" in sentence.lower or "dose cohort" in sentence.lower for sentence in sentences):
        return
    if arms.by_role("comparator") or any("random" in sentence.lower for sentence in sentences):
        for key in levels:
            arms.candidates[key] = replace(arms.candidates[key], role="experimental")


def frame_roles(frame: Frame, sentences: Sequence[Sentence]) -> list[ArmRole]:
    """The role of each arm of a frame: by its name, by what it adds to the other, else by the order in which a title names them."""
    roles: list[ArmRole] = [_role_by_name(arm) for arm in frame.arms]
    if roles.count("comparator") == len(roles) and all("placebo" in arm.printed.lower() for arm in frame.arms):
        roles = ["experimental"] * len(roles)  # each drug with the other's placebo
    if any(arm.role for arm in frame.arms):
        return [arm.role or role for arm, role in zip(frame.arms, roles, strict=True)]
    if all(_SEQUENCE.match(arm.key) for arm in frame.arms):
        return ["experimental"] * len(roles)
    odd = _odd_one(frame) if "comparator" not in roles else None
    if odd is not None:
        roles[odd] = "comparator"
        return roles
    places = _places_in_title(frame, sentences)
    known = [place for place in places if place is not None]
    if len(roles) == len(known) == 2 and not any(_HELD.search(arm.printed) for arm in frame.arms):
        roles = ["experimental", "experimental"]
        if not all(map(_is_product, frame.arms)):
            roles[0 if known[1] < known[0] else 1] = "comparator"
        return roles
    if "comparator" in roles or "cohort" in roles:
        return roles
    if all(map(_is_product, frame.arms)) or any(_LETTERED.match(arm.key) for arm in frame.arms):
        return roles
    for index, arm in enumerate(frame.arms):
        if all(arm.words < other.words for other in frame.arms if other is not arm):
            roles[index] = "comparator"
            return roles
    if len(roles) == 2:
        roles[0 if places[0] is None and places[1] is not None else 1] = "comparator"
    return roles


def _odd_one(frame: Frame) -> int | None:
    """The number of the one arm that is held alone ("drilling only"), or of the one lettered group without a product."""
    alone = [bool(_HELD_ALONE.search(arm.printed) or any(map(_HELD_ALONE.search, arm.names))) for arm in frame.arms]
    products = [_names_product(arm.got) for arm in frame.arms]
    if sum(alone) == 1:
        return alone.index(True)
    if all(arm.got for arm in frame.arms) and any(products) and products.count(False) == 1:
        return products.index(False)
    return None


def _role_by_name(arm: FrameArm) -> ArmRole:
    role = role_of(arm.key, arm.printed)
    if role == "cohort" and _PARALLEL_DOSE.search(arm.printed):
        return "experimental"
    if role == "experimental" and any(role_of(name, name) == "comparator" for name in arm.names):
        return "comparator"
    return role


def _places_in_title(frame: Frame, sentences: Sequence[Sentence]) -> list[int | None]:
    """Where the title names each arm of the frame: what is tried comes first there."""
    title = _title(sentences)
    places: list[int | None] = []
    for arm in frame.arms:
        names = {arm.printed.lower(), *arm.names, *frame.own_words(arm)}
        places.append(min((at for name in names if (at := title.find(name)) >= 0), default=None))
    return places


def _title(sentences: Sequence[Sentence]) -> str:
    first = next((s for s in sentences if s.stretch.role is Role.TITLE), None) or next(iter(sentences), None)
    return first.lower if first else ""


def _is_product(arm: FrameArm) -> bool:
    return _names_product(arm.printed) or any(map(_names_product, sorted(arm.names)))


def _names_product(label: str) -> bool:
    return label.endswith(("cells", "cell")) or any(mention.kind != "tissue" for mention in find_mentions(label))
