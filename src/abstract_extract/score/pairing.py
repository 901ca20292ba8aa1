"""Which arm is which, which item is which, which study is which, between a gold page and a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .assign import assign
from .facts import Item, Study, Value, overlap
from .fields import LISTS, Field, ListFields, Mode
from .values import same, words

Arms = Mapping[str | None, str | None]
"""For each arm id of the record, the gold's id of the same arm; None is the whole trial."""

# A pair's weight: right values in the way that is scored, then right choices and values of the other ways, then
# values that only lie together. A step is more than any page's number of values, so that the first decides.
_FIRST, _SECOND = 10**10, 10**5


def match_arms(gold: Sequence[Item], found: Sequence[Item]) -> dict[str | None, str | None]:
    """The gold's arm for each arm of a record: by labels that overlap, else by words, else the only arm of a role."""
    pairs = dict(assign({
        (g, f): shared
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if (shared := _shared_label(one, other))
    }))  # fmt: skip
    for alike in (_same_label, _same_role):
        left = [g for g in range(len(gold)) if g not in pairs]
        right = [f for f in range(len(found)) if f not in pairs.values()]
        for g in left:
            candidates = [f for f in right if alike(gold[g], found[f])]
            rivals = [other for other in left if candidates and alike(gold[other], found[candidates[0]])]
            if len(candidates) == 1 and len(rivals) == 1:
                pairs[g] = candidates[0]
    return {None: None} | {found[f].id: gold[g].id for g, f in sorted(pairs.items())}


def arm_pairs(gold: Sequence[Item], found: Sequence[Item], arms: Arms) -> list[tuple[int, int]]:
    """The matched arms as pairs of indices."""
    places = {item.id: number for number, item in enumerate(gold)}
    return sorted((places[arms[item.id]], number) for number, item in enumerate(found) if item.id in arms)


def is_right(listing: ListFields, field: Field, gold: Item, found: Item, arms: Arms, mode: Mode) -> bool:
    """Whether a value that both items have is right in that way of scoring."""
    return not why_wrong(listing, field, gold, found, arms, mode)


def why_wrong(listing: ListFields, field: Field, gold: Item, found: Item, arms: Arms, mode: Mode) -> str:
    """What a value that both items have is wrong in, in that way of scoring; "" where it is right."""
    one, other = gold.values[field.key], found.values[field.key]
    if not same_value(field, one, other):
        return "value"
    guarded = listing.guard and (mode != "value" or listing.guards_value)
    if guarded and gold.choices.get(listing.guard or "") != found.choices.get(listing.guard or ""):
        return listing.guard or ""
    if mode == "value":
        return ""
    if listing.has_arm and not same_arm(gold, found, arms):
        return "arm"
    return "" if in_place(one, other, mode) else "place"


def in_place(gold: Value, found: Value, mode: Mode) -> bool:
    """Whether two values stand where that way of scoring wants them: at the same place, overlapping, or anywhere."""
    if mode == "value":
        return True
    return gold.same_place(found) if mode == "exact" else gold.overlaps(found)


def same_value(field: Field, gold: Value, found: Value) -> bool:
    """Whether two values of a field are the same, wherever they stand."""
    return same(gold.value, found.value, field.compare) and gold.unit == found.unit


def same_arm(gold: Item, found: Item, arms: Arms) -> bool:
    """Whether two items belong to the same arm, or both to the whole trial."""
    return found.arm in arms and arms[found.arm] == gold.arm


def pair_items(
    listing: ListFields, gold: Sequence[Item], found: Sequence[Item], arms: Arms, mode: Mode
) -> list[tuple[int, int]]:
    """Items of a list matched one to one so that the most values are right; items that share nothing stay alone."""
    weights = {
        (g, f): weight
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if (weight := _weight(listing, one, other, arms, mode))
    }
    return assign(weights)


def pair_studies(gold: Sequence[Study], found: Sequence[Study]) -> list[tuple[int, int]]:
    """Studies of the same role matched so that the most values agree, then in the order of the page."""
    weights = {
        (g, f): 1 + _SECOND * _agreement(one, other) + max(0, 100 - abs(g - f))
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if one.role == other.role
    }
    return assign(weights)


def _weight(listing: ListFields, gold: Item, found: Item, arms: Arms, mode: Mode) -> int:
    first = second = third = 0
    anchored = False
    for field in listing.fields:
        if field.is_choice:
            second += gold.choices.get(field.key) == found.choices.get(field.key) is not None
        elif field.key in gold.values and field.key in found.values:
            one, other = gold.values[field.key], found.values[field.key]
            equal, shares = same_value(field, one, other), overlap(one, other) > 0
            first += equal and is_right(listing, field, gold, found, arms, mode)
            second += sum(equal and is_right(listing, field, gold, found, arms, way) for way in ("exact", "value"))
            third += 2 * shares + 2 * equal
            anchored = anchored or equal or shares
    third += 3 * (listing.has_arm and same_arm(gold, found, arms))
    return _FIRST * first + _SECOND * second + third if anchored else 0


def _agreement(gold: Study, found: Study) -> int:
    """How many values of the one study have a value of the other in their place, or at least their like."""
    total = 0
    for listing in LISTS:
        for field in listing.fields:
            if field.is_choice:
                continue
            ones = [item.values[field.key] for item in gold.lists[listing.name] if field.key in item.values]
            others = [item.values[field.key] for item in found.lists[listing.name] if field.key in item.values]
            total += sum(2 * any(overlap(one, other) for other in others) for one in ones)
            total += sum(any(same_value(field, one, other) for other in others) for one in ones)
    return total


def _shared_label(gold: Item, found: Item) -> int:
    if "label" not in gold.values or "label" not in found.values:
        return 0
    return overlap(gold.values["label"], found.values["label"])


def _same_label(gold: Item, found: Item) -> bool:
    if "label" not in gold.values or "label" not in found.values:
        return False
    return words(str(gold.values["label"].value)) == words(str(found.values["label"].value))


def _same_role(gold: Item, found: Item) -> bool:
    return gold.choices.get("role") == found.choices.get("role") is not None
