"""Arms: the groups that a study compares, found by how they are named, and where each is mentioned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import ArmCandidate, ArmMention, Arms, Said
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

from .arm_mentions import COMPARATOR_HINTS, arm_mentions
from .arm_names import arm_key, role_of
from .cell_mentions import find_mentions
from .hints import has_any

_MOST_KEYS = 12
_GENERIC_EXPERIMENTAL = re.compile(
    r"^(?:treatment|treated|intervention|experimental|experiment|study|active|test|therapy|verum|investigational|trial|case|observation|transplantation|transplant|transplanted|injection|infusion|cell|cells|stem cell|stem cells|cell therapy|cell treated|active treatment)$"
)
_GENERIC_COMPARATOR = re.compile(r"^(?:control|controls|comparator|comparison|reference)$")
_LETTERED_KEY = re.compile(r"(?:group|arm|cohort|level|dose level)\b")
_GROUP_OR_ARM = re.compile(r"(?:group|arm)\b")
_GOT_COMPARATOR = re.compile(
    r"\s?[(,:]?\s?(?:n ?= ?\d+[,;)]? ?)?(?:patients )?(?:\w+ ){0,3}?(?:placebo|control|sham|standard|conventional|saline|no )",
    re.IGNORECASE,
)
_GROUP_ARM_OR_COHORT = re.compile(r"(?:group|arm|cohort)\b")


def find_arms(sentences: Sequence[Sentence]) -> Arms:
    """The arms that the sentences name, generic names joined to the particular ones where that is certain."""
    raw: list[tuple[Sentence, ArmMention, str]] = []
    for sentence in sentences:
        if sentence.section in ("background", "registration", "funding"):
            continue
        raw += [(sentence, mention, sentence.string[mention.start : mention.end]) for mention in arm_mentions(sentence)]
    merged = _merge_keys([mention.key for _, mention, _ in raw], [label for _, _, label in raw])
    arms = Arms()
    for sentence, mention, label in raw:
        key = merged.get(mention.key)
        if key is None:
            continue
        placed = ArmMention(key, mention.start, mention.end)
        if _SIZED.match(sentence.mask[mention.end :]):
            arms.sized.add(key)
        arms.mentions.setdefault(sentence.index, []).append(placed)
        if key not in arms.candidates:
            said = Said(label, sentence.start + mention.start, sentence.start + mention.end)
            arms.candidates[key] = ArmCandidate(key, said, role_of(key, label))
    _settle_roles(arms, sentences)
    _unnamed_experimental(arms, sentences)
    _recipients(arms, sentences)
    return arms


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


_SIZED = re.compile(
    r"(?: ?(?:groups?|arms?|cohorts?))?(?: ?[(\[](?:[^()\[\]№]{0,60}[,;] ?(?=[nN] ?=))?(?:[nN] ?[=:] ?)?№|, ?[nN] ?= ?№)"
)


def _merge_keys(keys: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """Each key's arm: "treatment" is the one experimental arm, "control" the one comparator, where there is but one."""
    order = list(dict.fromkeys(keys))
    counts = {key: keys.count(key) for key in order}
    label = dict(zip(reversed(keys), reversed(labels), strict=True))
    roles = {key: role_of(key, label[key]) for key in order}
    particular = [k for k in order if roles[k] != "comparator" and not _GENERIC_EXPERIMENTAL.match(k)]
    comparators = [k for k in order if roles[k] == "comparator" and not _GENERIC_COMPARATOR.match(k)]
    merged = _joined_by_words(order, counts, roles)
    for key in order:
        if _GENERIC_EXPERIMENTAL.match(key):
            wider = list(dict.fromkeys(merged[k] for k in particular if set(key.split()) < set(k.split())))
            if len(wider) == 1:
                merged[key] = wider[0]
                continue
            strongest = list(dict.fromkeys(merged[k] for k in particular if counts[k] >= 2)) or list(
                dict.fromkeys(merged[k] for k in particular)
            )
            if len(strongest) == 1:
                merged[key] = strongest[0]
            elif not particular:
                merged[key] = next(k for k in order if _GENERIC_EXPERIMENTAL.match(k))
        elif _GENERIC_COMPARATOR.match(key) and len(set(comparators)) == 1:
            merged[key] = comparators[0]
        elif _GENERIC_COMPARATOR.match(key) and not comparators:
            merged[key] = next(k for k in order if _GENERIC_COMPARATOR.match(k))
    return merged


def _joined_by_words(order: Sequence[str], counts: dict[str, int], roles: dict[str, ArmRole]) -> dict[str, str]:
    """ "implantation" is "pulp implantation": a key whose words all stand in one other key, and in no second."""
    merged = {key: key for key in order}
    if len(order) > _MOST_KEYS:
        return merged
    for key in order:
        words = set(key.split())
        if _LETTERED_KEY.match(key) or _GENERIC_EXPERIMENTAL.match(key) or _GENERIC_COMPARATOR.match(key):
            continue
        wider = [k for k in order if k != key and words < set(k.split()) and roles[k] == roles[key]]
        if len(wider) == 1:
            merged[key] = wider[0]
    return {key: merged[merged[key]] for key in order}


def _settle_roles(arms: Arms, sentences: Sequence[Sentence]) -> None:
    """Lettered groups are what the text says they got; of two unnamed ones the first is experimental."""
    by_index = {sentence.index: sentence for sentence in sentences}
    for key, arm in list(arms.candidates.items()):
        if arm.role != "experimental" or not _GROUP_OR_ARM.match(key):
            continue
        for index, mentions in arms.mentions.items():
            for mention in mentions:
                if mention.key == key:
                    after = by_index[index].string[mention.end : mention.end + 60]
                    if _GOT_COMPARATOR.match(after):
                        arms.candidates[key] = ArmCandidate(key, arm.label, "comparator")
    if len(arms.candidates) == 2 and not arms.by_role("comparator") and not arms.by_role("cohort"):
        key = list(arms.candidates)[1]
        arm = arms.candidates[key]
        if not _GROUP_ARM_OR_COHORT.match(key):
            arms.candidates[key] = ArmCandidate(key, arm.label, "comparator")
