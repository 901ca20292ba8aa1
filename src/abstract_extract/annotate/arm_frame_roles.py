"""The role of each arm of a frame: which are tried, and which they are held against."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_frame import Frame, FrameArm
from .arm_names import role_of
from .arm_roles import HELD, HELD_ALONE, PARALLEL_DOSE, RISES, names_product, title_of
from .arm_ways import are_ways, is_amount, is_way
from .hints import has_any

_LETTERED = re.compile(r"(?:group|arm|regimen)\b|[a-d]{2}$")
_SEQUENCE = re.compile(r"(?:sequence|order)\b|.{2,40} then |(?P<one>[a-d])(?!(?P=one))[a-d]$", re.IGNORECASE)


def frame_roles(frame: Frame, sentences: Sequence[Sentence]) -> list[ArmRole]:
    """The role of each arm of a frame: by its name, by what it adds to the other, else by the order in which a title names them."""
    roles: list[ArmRole] = [_role_by_name(arm) for arm in frame.arms]
    if roles.count("comparator") == len(roles) and all("placebo" in arm.printed.lower() for arm in frame.arms):
        roles = ["experimental"] * len(roles)  # each drug with the other's placebo
    if any(arm.role for arm in frame.arms):
        return [_of_record(arm.role, role) for arm, role in zip(frame.arms, roles, strict=True)]
    if are_ways([arm.printed for arm in frame.arms]) or all(_SEQUENCE.match(arm.key) for arm in frame.arms):
        return ["experimental"] * len(roles)
    if _are_rising_amounts(frame, sentences):
        return ["cohort" if role != "comparator" else role for role in roles]
    roles = _held_without_product(frame, roles)
    odd = _odd_one(frame) if "comparator" not in roles else None
    if odd is not None:
        roles[odd] = "comparator"
        return roles
    return _by_order(frame, sentences, roles)


def _by_order(frame: Frame, sentences: Sequence[Sentence], roles: list[ArmRole]) -> list[ArmRole]:
    """Where names say nothing: of two arms the title's first is tried, of like names the one that adds to the other."""
    places = _places_in_title(frame, sentences)
    known = [place for place in places if place is not None]
    if len(roles) == len(known) == 2 and not any(HELD.search(arm.printed) for arm in frame.arms):
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


def _of_record(given: ArmRole | None, by_name: ArmRole) -> ArmRole:
    """The role that a record gives, but that its "experimental" step or cohort is one of several levels."""
    return by_name if given is None or (given == "experimental" and by_name == "cohort") else given


def _are_rising_amounts(frame: Frame, sentences: Sequence[Sentence]) -> bool:
    """Whether arms are called by amounts that rise from one group to the next, a placebo beside them or not."""
    tried = [arm for arm in frame.arms if _role_by_name(arm) != "comparator"]
    if len(tried) < 2 or not all(is_amount(arm.printed) for arm in tried):
        return False
    return any(has_any(sentence.lower, (*RISES, "ascending", "escalating")) for sentence in sentences)


def _held_without_product(frame: Frame, roles: list[ArmRole]) -> list[ArmRole]:
    """Of three arms and more, those whose names say another thing than a product are held against those of a product."""
    if len(roles) <= 2 or "comparator" in roles or not any(map(_is_product, frame.arms)):
        return roles
    return [
        "comparator" if role == "experimental" and _names_other_thing(arm) else role
        for arm, role in zip(frame.arms, roles, strict=True)
    ]


def _names_other_thing(arm: FrameArm) -> bool:
    says = [_WITHOUT.sub("", words) for words in (arm.printed, *arm.names, arm.got)]
    return not (
        any(map(names_product, says))
        or is_way(arm.printed)
        or is_amount(arm.printed)
        or _LETTERED.match(arm.key)
        or any(map(_SAYS_TRIED.search, says))
    )


_WITHOUT = re.compile(r"\b(?:cell|stem cell)s?[- ]free\b|\bwithout \S+", re.IGNORECASE)
_SAYS_TRIED = re.compile(
    r"\b(?:cell\w*|stem|graft\w*|transplant\w*|implant\w*|infus\w*|inject\w*|treat\w*|intervention|experimental|active|verum|test|combin\w+|both|dose\w*|plus|marrow|\w*some|secret\w+|[a-z]{2,8}-?\d+\w*)\b|\+",
    re.IGNORECASE,
)


def _odd_one(frame: Frame) -> int | None:
    """The number of the one arm that is held alone ("drilling only"), or of the one lettered group without a product."""
    alone = [bool(HELD_ALONE.search(arm.printed) or any(map(HELD_ALONE.search, arm.names))) for arm in frame.arms]
    products = [names_product(arm.got) for arm in frame.arms]
    if sum(alone) == 1:
        return alone.index(True)
    if all(arm.got for arm in frame.arms) and any(products) and products.count(False) == 1:
        return products.index(False)
    return None


def _role_by_name(arm: FrameArm) -> ArmRole:
    role = role_of(arm.key, arm.printed)
    if role == "cohort" and PARALLEL_DOSE.search(arm.printed):
        return "experimental"
    if role == "experimental" and any(role_of(name, name) == "comparator" for name in arm.names):
        return "comparator"
    return role


def _places_in_title(frame: Frame, sentences: Sequence[Sentence]) -> list[int | None]:
    """Where the title names each arm of the frame: what is tried comes first there."""
    title = title_of(sentences)
    places: list[int | None] = []
    for arm in frame.arms:
        names = {arm.printed.lower(), *arm.names, *frame.own_words(arm)}
        places.append(min((at for name in names if (at := title.find(name)) >= 0), default=None))
    return places


def _is_product(arm: FrameArm) -> bool:
    return names_product(arm.printed) or any(map(names_product, sorted(arm.names)))
