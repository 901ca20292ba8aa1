"""Arms: the groups that a study compares, found by how they are named, and where each is mentioned."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from abstract_extract.candidates import ArmCandidate, ArmMention, Arms, Said
from abstract_extract.study import Sentence

from .arm_contrasts import contrasts_of
from .arm_counted import counted_arms
from .arm_fields import field_arms
from .arm_frame import (
    Frame,
    FrameArm,
    frame_of,
    frame_of_fields,
    mentions_of,
    named_in,
    words_of,
)
from .arm_frame_names import learn_names
from .arm_frame_roles import frame_roles
from .arm_labels import Label
from .arm_letters import by_letter_alone, call_whole, defined_by_letter
from .arm_levels import add_levels
from .arm_mentions import COMPARATOR_HINTS, arm_mentions
from .arm_merge import GENERIC_COMPARATOR, GENERIC_EXPERIMENTAL, LETTERED, SIZED, merge_keys
from .arm_names import arm_key, role_of
from .arm_nouns import mentions_by_noun
from .arm_roles import by_content, join_comparator, settle_by_content, settle_roles
from .arm_shortest import call_by_shortest
from .arm_standard import settle_by_standard
from .cell_mentions import find_mentions
from .hints import has_any

_Raw = tuple[Sentence, ArmMention, str]
_SURE = 4.0


def find_arms(sentences: Sequence[Sentence]) -> Arms:
    """The arms that the sentences name, generic names joined to the particular ones where that is certain."""
    usable = [sentence for sentence in sentences if sentence.section not in ("background", "registration", "funding")]
    raw = [
        (sentence, mention, sentence.string[mention.start : mention.end])
        for sentence in usable
        for mention in arm_mentions(sentence)
    ]
    raw += _by_noun(usable, raw)
    raw += defined_by_letter(usable, [mention.key for _, mention, _ in raw])
    contrasts = [contrast for sentence in usable for contrast in contrasts_of(sentence)]
    fields = field_arms(usable)
    frame = frame_of_fields(fields, contrasts) if fields else frame_of(contrasts)
    if frame is not None and all(len(arm.key) == 1 for arm in frame.arms):
        frame = None  # "27 to A, 26 to B and 28 to C": letters of groups that stand elsewhere
    if frame is not None and _is_borne_out(frame, raw):
        arms = _framed_arms(frame, raw, usable)
        if all(LETTERED.match(key) for key in arms.candidates):
            arms.candidates = _in_order(arms)
        settle_by_content(arms, sentences)
    else:
        arms = _unframed_arms(raw)
        if not (arms.by_role("experimental") and arms.by_role("comparator")) and len(arms.by_role("experimental")) < 2:
            arms = _with_counted(arms, raw, usable)
        _called_by_name(arms, usable)
        settle_roles(arms, sentences)
        join_comparator(arms)
    for sentence, mention in by_letter_alone(usable, list(arms.candidates)):
        _add(arms, sentence, mention)
    if not fields:
        call_whole(arms, usable)
        call_by_shortest(arms, usable)
    add_levels(arms, usable)
    settle_by_standard(arms, sentences)
    _unnamed_experimental(arms, sentences)
    _recipients(arms, sentences)
    return arms


def _by_noun(sentences: Sequence[Sentence], raw: Sequence[_Raw]) -> list[_Raw]:
    """Arms by other nouns, where no other name stands in their place."""
    taken = [(sentence.index, mention) for sentence, mention, _ in raw]
    return [
        (sentence, mention, sentence.string[mention.start : mention.end])
        for sentence, mention in mentions_by_noun(sentences)
        if not any(i == sentence.index and m.start < mention.end and mention.start < m.end for i, m in taken)
    ]


def _unframed_arms(raw: Sequence[_Raw], apart: Collection[str] = ()) -> Arms:
    """The arms by their names alone; those of the keys `apart` are joined to no other."""
    merged = merge_keys([mention.key for _, mention, _ in raw], [label for _, _, label in raw])
    merged |= {key: key for key in apart}
    counts = Counter(mention.key for _, mention, _ in raw)
    own = {mention.key: (sentence, mention, label) for sentence, mention, label in reversed(raw)}
    arms = Arms()
    for sentence, mention, label in raw:
        key = merged.get(mention.key)
        if key is None:
            continue
        placed = ArmMention(key, mention.start, mention.end)
        if SIZED.match(sentence.mask[mention.end :]):
            arms.sized.add(key)
        arms.mentions.setdefault(sentence.index, []).append(placed)
        if key not in arms.candidates:
            # A generic name may stand first: "as control … the sham knees".
            is_usual = counts[key] > counts[mention.key]
            place, first, name = own[key] if key in own and is_usual else (sentence, mention, label)
            said = Said(name, place.start + first.start, place.start + first.end)
            arms.candidates[key] = ArmCandidate(key, said, role_of(key, name))
    return arms


def _with_counted(arms: Arms, raw: Sequence[_Raw], sentences: Sequence[Sentence]) -> Arms:
    """The arms with those that are named only where they are counted; the others of the same sort give way to them."""
    counted = counted_arms(sentences)
    if not counted:
        return arms
    keys = {mention.key for _, mention in counted}
    kept = [
        (s, m, words)
        for s, m, words in raw
        if LETTERED.match(m.key) or m.key in keys or role_of(m.key, words) == "cohort"
    ]
    taken = {(s.index, m.start) for s, m, _ in kept}
    kept += [(s, m, s.string[m.start : m.end]) for s, m in counted if (s.index, m.start) not in taken]
    found = _unframed_arms(sorted(kept, key=lambda named: (named[0].index, named[1].start)), keys)
    found.compared |= keys & set(found.candidates)
    by_content(found, keys, sentences)
    return found


def _called_by_name(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Where two named arms have their sizes, each is called by its name alone too: "one standard recipient"."""
    named = [arm for arm in arms.candidates.values() if not (LETTERED.match(arm.key) or _is_generic(arm.key))]
    if len(named) != len(arms.candidates) or len(arms.sized & {arm.key for arm in named}) < 2:
        return
    places = {(s.start + m.start): (s, m) for s in sentences for m in arms.of(s)}
    found = [(arm, *places[arm.label.start]) for arm in named if arm.label.start in places]
    labels = tuple(Label(mention.start, mention.end) for _, _, mention in found)
    frame = Frame(
        [
            FrameArm(arm.key, sentence, label, words_of(str(arm.label.value)))
            for (arm, sentence, _), label in zip(found, labels, strict=True)
        ],
        0.0,
        False,
        max(sentence.index for _, sentence, _ in found),
    )
    pattern = named_in(frame)
    for sentence in sentences:
        if pattern is not None and sentence.index > frame.begins:
            for mention in mentions_of(frame, pattern, sentence):
                _add(arms, sentence, mention)


def _is_borne_out(frame: Frame, raw: Sequence[_Raw]) -> bool:
    """Whether the groups that the text counts are the frame's: two that are none of its arms have the better word."""
    if frame.strength >= _SURE:
        return True
    foreign = [
        (sentence, mention)
        for sentence, mention, label in raw
        if not _is_generic(mention.key) and frame.arm_of(label) is None
    ]
    sized = {mention.key for sentence, mention in foreign if SIZED.match(sentence.mask[mention.end :])}
    counts = Counter(mention.key for _, mention in foreign)
    return len(sized) < 2 and (frame.is_draw or sum(n >= 2 for n in counts.values()) < 2)


def _is_generic(key: str) -> bool:
    return bool(GENERIC_EXPERIMENTAL.match(key) or GENERIC_COMPARATOR.match(key))


def _is_new(key: str, frame: Frame) -> bool:
    """Whether a group's name says more than that it is one of the frame's: not "treatment", not "placebo" of two placebos."""
    return not _is_generic(key) and not any(set(key.split()) <= set(arm.key.split()) for arm in frame.arms)


def _framed_arms(frame: Frame, raw: Sequence[_Raw], sentences: Sequence[Sentence]) -> Arms:
    """The frame's arms, the groups beside them that the text counts, and where each is named."""
    learn_names(frame, sentences)
    arms = Arms()
    for arm, role in zip(frame.arms, frame_roles(frame, sentences), strict=True):
        start, end = arm.sentence.start + arm.label.start, arm.sentence.start + arm.label.end
        arms.candidates[arm.key] = ArmCandidate(arm.key, Said(arm.printed, start, end), role)
        arms.mentions.setdefault(arm.sentence.index, []).append(ArmMention(arm.key, arm.label.start, arm.label.end))
        arms.compared.add(arm.key)
        if arm.label.size is not None:
            arms.sized.add(arm.key)
            arms.sizes[arm.sentence.index, arm.label.size] = arm.key
        arms.sizes.update({(size[0].index, size[1]): arm.key for size in (arm.size, arm.actual) if size})
        for sentence in arm.descriptions:
            arms.mentions.setdefault(sentence.index, []).insert(0, ArmMention(arm.key, 0, 0))
    counts = Counter(mention.key for _, mention, _ in raw)
    for sentence, mention, label in raw:
        key = _key_in(frame, arms, mention.key, label)
        is_sized = bool(SIZED.match(sentence.mask[mention.end :]))
        if key is None and (LETTERED.match(mention.key) or (counts[mention.key] >= 2 and _is_new(mention.key, frame))):
            key = mention.key
            said = Said(label, sentence.start + mention.start, sentence.start + mention.end)
            arms.candidates.setdefault(key, ArmCandidate(key, said, role_of(key, label)))
        if key is not None:
            _add(arms, sentence, ArmMention(key, mention.start, mention.end))
            if is_sized:
                arms.sized.add(key)
    pattern = named_in(frame)
    for sentence in sentences if pattern else ():
        if sentence.index > frame.begins and pattern is not None:
            for mention in mentions_of(frame, pattern, sentence):
                _add(arms, sentence, mention)
    return arms


def _in_order(arms: Arms) -> dict[str, ArmCandidate]:
    """The arms in the order in which the page names them."""
    return {arm.key: arm for arm in sorted(arms.candidates.values(), key=lambda arm: arm.label.start)}


def _key_in(frame: Frame, arms: Arms, key: str, label: str) -> str | None:
    """The arm that a group's name is of: the frame's by its words, or the only one of the role that the name says."""
    arm = next((arm for arm in frame.arms if key in arm.names), None) or frame.arm_of(label)
    if arm is not None:
        return arm.key
    if key in arms.candidates:
        return key
    if GENERIC_EXPERIMENTAL.match(key):
        tried = [k for k in arms.by_role("experimental") if any(a.key == k for a in frame.arms)]
        return tried[0] if len(tried) == 1 else None
    if GENERIC_COMPARATOR.match(key) or role_of(key, label) == "comparator":
        held = [k for k in arms.by_role("comparator") if any(a.key == k for a in frame.arms)]
        return held[0] if len(held) == 1 else None
    return None


def _add(arms: Arms, sentence: Sentence, mention: ArmMention) -> None:
    mentions = arms.mentions.setdefault(sentence.index, [])
    if not any(m.start < mention.end and mention.start < m.end for m in mentions):
        mentions.append(mention)
        mentions.sort(key=lambda m: m.start)


_RECIPIENTS = re.compile(
    r"\b((?:stem[- ])?cells?|[A-Za-z-]{0,8}MSCs?|[A-Z]{1,4}SCs?|exosomes?|EVs?|vesicles?|treated|cell-treated|MSC-treated|exosome-treated|marrow-treated|injected)[- ](?:treated |injected )?(?:patients|recipients|knees|eyes|sides|ulcers|subjects|limbs|legs|hips|participants|children|infants|wounds|women|men|halves)\b",
    re.IGNORECASE,
)
_RECIPIENT_HINTS = (
    "cell", "sc ", "sc-", "scs ", "scs-", "exosome", "ev ", "ev-", "evs ", "evs-", "vesicle", "treated", "injected",
)  # fmt: skip


def _unnamed_experimental(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Where only the comparator has a name, what it is compared with is the product, by its first name in the methods."""
    if not arms.by_role("comparator") or arms.by_role("experimental") or arms.by_role("cohort"):
        return
    ranked = sorted(
        sentences, key=lambda s: (s.section not in ("methods", "interventions", "patients", "design"), s.index)
    )
    for sentence in ranked:
        if sentence.section in ("background", "registration", "funding") or not has_any(
            sentence.lower, COMPARATOR_HINTS
        ):
            continue
        products = [m for m in find_mentions(sentence.string) if m.kind != "tissue"]
        if products:
            first = products[0]
            said = Said(first.text, sentence.start + first.start, sentence.start + first.end)
            key = arm_key(first.text)
            arms.candidates = {key: ArmCandidate(key, said, "experimental"), **arms.candidates}
            return


def _recipients(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """ "Cell recipients", "exosome knees": the one experimental arm by what it got."""
    experimental = arms.by_role("experimental") + arms.by_role("cohort")
    if len(experimental) != 1:
        return
    for sentence in sentences:
        for match in _RECIPIENTS.finditer(sentence.string) if has_any(sentence.lower, _RECIPIENT_HINTS) else ():
            mentions = arms.mentions.setdefault(sentence.index, [])
            if not any(m.start < match.end() and match.start() < m.end for m in mentions):
                mentions.append(ArmMention(experimental[0], match.start(1), match.end()))
                mentions.sort(key=lambda m: m.start)
