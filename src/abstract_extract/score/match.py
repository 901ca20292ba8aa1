"""A gold page against its record: the verdict on each value, in each way of scoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .facts import Facts, Item, Study, Value
from .fields import IDENTIFIERS, LISTS, MODES, Field, ListFields, Mode, field_name
from .pairing import (
    Arms,
    arm_pairs,
    in_place,
    is_right,
    match_arms,
    pair_items,
    pair_studies,
    same_arm,
    same_value,
    why_wrong,
)
from .verdicts import Call, PageVerdicts, Verdict

WHOLE_TRIAL = "whole trial"
_NOTHING = Item({}, {})
_NO_STUDY = Study("", {listing.name: () for listing in LISTS})


def judge(gold: Facts, record: Facts | None) -> PageVerdicts:
    """All verdicts on one page; without a record everything is missing."""
    found = record or Facts(gold.id, gold.path)
    return PageVerdicts(
        page=gold.id or gold.stem,
        path=gold.path,
        encoding=gold.encoding or "utf-8",
        reader=found.reader or ("failed" if found.failure else "none"),
        report_type=gold.report_type or "unknown",
        language=gold.language or "unknown",
        has_record=record is not None and found.failure is None,
        verdicts={mode: tuple(_page(gold, found, mode)) for mode in MODES},
    )


def _page(gold: Facts, found: Facts, mode: Mode) -> Iterator[Verdict]:
    page = gold.id or gold.stem
    yield from _choice(page, "report_type", gold.report_type, found.report_type)
    for key in IDENTIFIERS:
        yield from _identifiers(page, key, gold.identifiers.get(key, ()), found.identifiers.get(key, ()))
    pairs = pair_studies(gold.studies, found.studies)
    partner = dict(pairs)
    for number, study in enumerate(gold.studies):
        other = found.studies[partner[number]] if number in partner else None
        same_role = Value(other.role) if other else None
        yield Verdict(page, "studies", "right" if other else "missing", Value(study.role), same_role, number)
        yield from _study(page, number, study, other or _NO_STUDY, mode)
    taken = {right for _, right in pairs}
    for number, study in enumerate(found.studies):
        if number not in taken:
            yield Verdict(page, "studies", "spurious", None, Value(study.role), number)
            yield from _study(page, number, _NO_STUDY, study, mode)


def _study(page: str, number: int, gold: Study, found: Study, mode: Mode) -> Iterator[Verdict]:
    arms = match_arms(gold.lists["arms"], found.lists["arms"])
    for listing in LISTS:
        ones, others = gold.lists[listing.name], found.lists[listing.name]
        pairs = (
            arm_pairs(ones, others, arms) if listing.name == "arms" else pair_items(listing, ones, others, arms, mode)
        )
        for left, right in _with_alone(pairs, len(ones), len(others)):
            one = _NOTHING if left is None else ones[left]
            other = _NOTHING if right is None else others[right]
            place = left if left is not None else right or 0
            both = left is not None and right is not None and listing.has_arm
            owners = _owners(gold, one, other, arms) if both else None
            for verdict in _item(listing, one, other, arms, mode):
                yield replace(verdict, page=page, study=number, item=place, arms=owners, confidence=other.confidence)


def _owners(study: Study, gold: Item, found: Item, arms: Arms) -> tuple[str, str]:
    """Whose the two items of a pair are: the whole trial's, an arm's of that role, another arm's, an unknown one's."""
    roles = {None: WHOLE_TRIAL} | {arm.id: arm.choices.get("role", "arm") for arm in study.lists["arms"]}
    owner = roles.get(gold.arm, "arm")
    if found.arm not in arms:
        return owner, "unknown arm"
    other = arms[found.arm]
    same_role = other != gold.arm and roles.get(other, "arm") == owner
    return owner, f"another {owner}" if same_role else roles.get(other, "arm")


def _with_alone(pairs: Sequence[tuple[int, int]], lefts: int, rights: int) -> Iterator[tuple[int | None, int | None]]:
    """The pairs, then those that have no partner, lefts in order first."""
    partner = dict(pairs)
    for left in range(lefts):
        yield left, partner.get(left)
    taken = set(partner.values())
    for right in range(rights):
        if right not in taken:
            yield None, right


def _item(listing: ListFields, gold: Item, found: Item, arms: Arms, mode: Mode) -> Iterator[Verdict]:
    if listing.whole:
        yield _whole(listing, gold, found, arms, mode)
    for field in listing.fields:
        name = field_name(listing, field.key)
        if field.is_choice:
            yield from _item_choice(listing, field, gold, found, arms, mode)
            continue
        one, other = gold.values.get(field.key), found.values.get(field.key)
        if one is None and other is None:
            continue
        why = why_wrong(listing, field, gold, found, arms, mode) if one and other else ""
        verdict = Verdict("", name, _call(one, other, why), one, other, why=why, note=_note(listing, gold, found))
        yield verdict
        if name == "participants":
            yield from _by_status(verdict, gold, found)


def _item_choice(
    listing: ListFields, field: Field, gold: Item, found: Item, arms: Arms, mode: Mode
) -> Iterator[Verdict]:
    """A choice is right where it is the same and the item is: one of its values is right but for that choice."""
    one, other = gold.choices.get(field.key), found.choices.get(field.key)
    name = field_name(listing, field.key)
    for verdict in _choice("", name, one, other):
        if verdict.call == "right" and listing.name != "arms" and not _is_anchored(listing, gold, found, arms, mode):
            yield replace(verdict, call="wrong", why="item")
        else:
            yield verdict


def _is_anchored(listing: ListFields, gold: Item, found: Item, arms: Arms, mode: Mode) -> bool:
    if mode != "value" and listing.has_arm and not same_arm(gold, found, arms):
        return False
    for field in listing.fields:
        one, other = gold.values.get(field.key), found.values.get(field.key)
        if one and other and same_value(field, one, other) and in_place(one, other, mode):
            return True
    return False


def _whole(listing: ListFields, gold: Item, found: Item, arms: Arms, mode: Mode) -> Verdict:
    one, other = _summary(listing, gold), _summary(listing, found)
    why = ""
    for key in listing.whole:
        if (key in gold.values) != (key in found.values):
            why = why or "value"
        elif key in gold.values and not is_right(listing, listing.field(key), gold, found, arms, mode):
            why = why or why_wrong(listing, listing.field(key), gold, found, arms, mode)
    return Verdict("", listing.name, _call(one, other, why if one and other else ""), one, other, why=why)


def _summary(listing: ListFields, item: Item) -> Value | None:
    if item is _NOTHING:
        return None
    words = [str(item.values[key]) for key in listing.whole if key in item.values]
    places = [span for key in listing.whole if key in item.values and (span := item.values[key].span)]
    start, end = min(places, default=(None, None)), max((span[1] for span in places), default=None)
    return Value(" · ".join(words), None, start[0], end)


def _by_status(verdict: Verdict, gold: Item, found: Item) -> Iterator[Verdict]:
    """The verdict on a count once more, under its status; under another status it is missing there, spurious here."""
    one, other = gold.choices.get("status"), found.choices.get("status")
    if verdict.gold and verdict.found and one != other:
        yield replace(verdict, field=f"participants.{one}", call="missing", found=None, why="")
        yield replace(verdict, field=f"participants.{other}", call="spurious", gold=None, why="")
    else:
        yield replace(verdict, field=f"participants.{one or other}")


def _note(listing: ListFields, gold: Item, found: Item) -> str:
    if not listing.guard:
        return ""
    one, other = gold.choices.get(listing.guard), found.choices.get(listing.guard)
    return f"{one} → {other}" if one and other and one != other else one or other or ""


def _choice(page: str, name: str, gold: str | None, found: str | None) -> Iterator[Verdict]:
    if gold is None and found is None:
        return
    one, other = Value(gold) if gold is not None else None, Value(found) if found is not None else None
    why = "value" if one and other and gold != found else ""
    yield Verdict(page, name, _call(one, other, why), one, other, why=why)


def _identifiers(page: str, key: str, gold: tuple[str, ...], found: tuple[str, ...]) -> Iterator[Verdict]:
    name = f"identifiers.{key}"
    if key != "registry":
        yield from _choice(page, name, gold[0] if gold else None, found[0] if found else None)
        return
    for number, one in enumerate(gold):
        right = one in found
        yield Verdict(
            page, name, "right" if right else "missing", Value(one), Value(one) if right else None, item=number
        )
    for number, other in enumerate(found):
        if other not in gold:
            yield Verdict(page, name, "spurious", None, Value(other), item=number)


def _call(gold: Value | None, found: Value | None, why: str) -> Call:
    if gold is None:
        return "spurious"
    if found is None:
        return "missing"
    return "wrong" if why else "right"
