"""Rules and the learned stage propose; here it is decided what stands, on which side, and how sure it is.

A number that rules claim, or that the model gives a role, becomes a fact where its confidence reaches the model's
threshold for that family of facts. The confidence joins both: the model's probability, and whether a rule says so too;
where no cells are given the threshold is to be reached by the first alone.
What rules find in the rows of a results table stands as they say, and so does a result without a number ("none of the
patients"), where the page tells of cells; elsewhere those results are asked for that a trial compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from abstract_extract.candidates import ArmCandidate, Arms, OutcomeCandidate, ParticipantsCandidate, Said
from abstract_extract.proposals import Family, NumberRole, Proposals, Side, likeliest_side
from abstract_extract.record import ArmRole

from .confidence import confidence_of, confidence_of_fact
from .facts import Facts

OWN_ARMS = frozenset({"each-arm", "part"})
"""Rules that know the arms themselves: one number for every arm ("20 in each group"), a total broken down by arm."""
RULES_ALONE = frozenset({"table", "registry-field", "foreign"})
"""Rules that read what a model of English sentences does not: the form of a page, rows and fields; other languages."""
SAID_SURELY = frozenset({"lost"})
"""Statuses whose words leave no doubt: "could not be traced" is said of nothing else, in however odd a sentence."""
BEFORE_ARMS = frozenset({"screened"})
"""Statuses of people who are in no arm yet."""
LENIENCE = 0.5
"""The part of the threshold that what rules claim has to reach where cells are given."""
SURE_OF_SIDE = 0.6
"""Probability from which the model's side overrules that of the rules."""
TWO_ARMS = 2
"""Arms up to which the model is heard where it takes a number of an arm for one of the whole trial."""
APART = 80
"""Characters between two equal sizes of a retold list: "three had 10 million, three 50 million"."""
PLACE_GAIN = 0.2
"""Of two places that say the same, the later is taken only where it is surer by this much."""


def decide(facts: Facts, arms: Arms, proposals: Proposals | None, *, is_retold: bool = False) -> tuple[Facts, Arms]:
    """The facts that stand, with their confidence as `score`, and the arms, those made for them among them.

    Without proposals the facts of the rules stand as they are. Of what somebody retells (`is_retold`) results without a
    number are heard too.
    """
    if proposals is None:
        return facts, arms
    arms = arms.with_roles(proposals.roles_of_arms)
    deciding = _Deciding(proposals, arms, gives_cells=bool(facts.cell_sources), is_retold=is_retold)
    ruled = [person for person in facts.participants if deciding.asks_rules(person)]
    participants = deciding.participants(ruled, facts.outcomes)
    outcomes = deciding.outcomes([item for item in facts.outcomes if deciding.asks_rules_of(item)], participants)
    doses = facts.doses
    if not (facts.cell_sources or doses or is_retold):
        # The model has learned doses of drugs. Of what is retold the amounts are of cells, and the rules' alone.
        doses = [
            replace(dose, score=deciding.confidence("dose", dose.score or 0.0, is_rule=False))
            for dose in proposals.doses
            if deciding.stands("dose", dose.score or 0.0, is_rule=False)
        ]
    used = {item.arm for item in participants} | {item.arm for item in outcomes}
    made: dict[str, ArmCandidate] = {arm.key: arm for arm in proposals.arms.values() if arm.key in used}
    if not arms.candidates and [arm.role for arm in made.values()] == ["experimental"]:
        # Those treated, where nobody else was compared, are the whole trial.
        participants = _once([replace(item, arm=None) for item in participants])
        outcomes = [replace(item, arm=None) for item in outcomes]
        made = {}
    confidence = proposals.confidence
    participants = [replace(p, score=confidence_of_fact(confidence["participants"], p.score)) for p in participants]
    outcomes = [replace(o, score=confidence_of_fact(confidence["events"], o.score)) for o in outcomes]
    all_arms = Arms(_in_order({**arms.candidates, **made}), arms.mentions, arms.sized) if made else arms
    return replace(facts, participants=participants, outcomes=outcomes, doses=doses), all_arms


def _in_order(candidates: Mapping[str, ArmCandidate]) -> dict[str, ArmCandidate]:
    return dict(sorted(candidates.items(), key=lambda item: item[1].label.start))


@dataclass(slots=True)
class _Deciding:
    proposals: Proposals
    arms: Arms
    gives_cells: bool
    """Whether the page tells of a product of cells: there every result counts, not those alone that are compared."""
    is_retold: bool = False

    def asks_rules(self, people: ParticipantsCandidate) -> bool:
        """Whether a count of the rules is asked for: where no cells are given, the model alone tells the whole trial's
        better, while of the sizes of arms the rules know some that it does not."""
        return people.arm is not None or self.asks_rules_of(people)

    def asks_rules_of(self, candidate: ParticipantsCandidate | OutcomeCandidate) -> bool:
        """Whether the rules are asked at all: where no cells are given, the model alone tells things better."""
        return self.gives_cells or self.is_retold or candidate.rule in RULES_ALONE

    def confidence(self, family: Family, chance: float, *, is_rule: bool) -> float:
        return confidence_of(self.proposals.confidence[family], chance, is_rule=is_rule)

    def unread(self, family: Family) -> float:
        """The confidence of what rules alone read."""
        return self.proposals.confidence[family].unread

    def stands(self, family: Family, chance: float, *, is_rule: bool) -> bool:
        """Whether a number is of the family surely enough; where no cells are given, by the model's word alone."""
        threshold = self.proposals.confidence[family].threshold
        is_heard = is_rule and self.gives_cells
        if is_heard:
            # A fact that is missing has to be found in the page, one too many is struck out: the first costs more.
            threshold *= LENIENCE
        return self.confidence(family, chance, is_rule=is_heard) >= threshold

    def participants(
        self, ruled: Sequence[ParticipantsCandidate], outcomes: Sequence[OutcomeCandidate]
    ) -> list[ParticipantsCandidate]:
        """Those of the rules and those of the model, each place once, in the order of the text."""
        # Those who left are lost participants too; who got better or was harmed is so where words say what became of
        # them, and else counted as a result alone.
        results = {said.start for outcome in outcomes if outcome.kind != "withdrawal" for said in _counts(outcome)}
        found: list[ParticipantsCandidate] = []
        claimed: set[int] = set()
        for candidate in ruled:
            role = self.proposals.role_of(candidate.count)
            if role is None or candidate.rule in RULES_ALONE:
                found.append(replace(candidate, score=self.unread("participants")))
                continue
            claimed.add(role.start)
            chance = role.family("participants")
            if self._is_said_surely(candidate) or self.stands("participants", chance, is_rule=True):
                arm = candidate.arm if candidate.rule in OWN_ARMS else self._arm("participants", [role], candidate.arm)
                arm = None if candidate.status in BEFORE_ARMS else arm
                found.append(replace(candidate, arm=arm, score=self.confidence("participants", chance, is_rule=True)))
        for candidate in self.proposals.participants:
            chance = candidate.score or 0.0
            is_result = candidate.status == "lost" and candidate.count.start in results
            if is_result or candidate.count.start in claimed or not self.stands("participants", chance, is_rule=False):
                continue
            sure = self.confidence("participants", chance, is_rule=False) * candidate.sure_of_status
            arm = None if candidate.status in BEFORE_ARMS else candidate.arm
            found.append(replace(candidate, arm=arm, score=sure))
        return _once(found, apart=APART if self.is_retold else None)

    def _is_said_surely(self, people: ParticipantsCandidate) -> bool:
        """Whether words leave no doubt; the model knows people alone, not the tracts or eyes that were given cells."""
        is_site = self.gives_cells and people.unit != "patients" and people.status == "treated"
        return is_site or people.status in SAID_SURELY

    def outcomes(
        self, ruled: Sequence[OutcomeCandidate], participants: Sequence[ParticipantsCandidate]
    ) -> list[OutcomeCandidate]:
        """Those of the rules, without the numbers that the model has for something else, and those of the model.

        The model's are those whose numbers no rule has for an outcome, and that count no participants.
        """
        said_of = [said for candidate in ruled for said in _counts(candidate)]
        claimed = {said.start for said in said_of} | {
            role.start for said in said_of if (role := self.proposals.role_of(said)) is not None
        }
        claimed |= {c.denominator.start for c in ruled if isinstance(c.denominator, Said)}
        claimed |= {person.count.start for person in participants}
        found = [kept for candidate in ruled if (kept := self._weighed(candidate, is_rule=True)) is not None]
        for candidate in self.proposals.outcomes:
            if any(said.start in claimed for said in _counts(candidate)):
                continue
            kept = self._weighed(candidate, is_rule=False)
            if kept is not None:
                found.append(kept)
        return sorted(found, key=_place)

    def _weighed(self, candidate: OutcomeCandidate, *, is_rule: bool) -> OutcomeCandidate | None:
        """The outcome with those of its numbers that stand; None where it has numbers and none stands."""
        unread = self.unread("events")
        if candidate.rule in RULES_ALONE:
            return replace(candidate, score=unread)
        roles: list[tuple[Family, NumberRole]] = []
        scores: list[float] = []
        fallen: list[str] = []
        families: tuple[Family, Family] = ("events", "percent")
        for family, said in zip(families, (candidate.events, candidate.percent), strict=True):
            role = self.proposals.role_of(said) if isinstance(said, Said) else None
            if role is None or (isinstance(said, Said) and _is_part(role, said)):
                continue
            # "60% of them" and "12 of them" are one thing to the reader of a sentence, and near it to the model. Those
            # who left are people and a result at once, and it has to call them one or the other.
            chance = role.family("events") + role.family("percent")
            is_of_some = candidate.kind == "withdrawal" or isinstance(candidate.denominator, Said)
            if is_of_some and (self.gives_cells or self.is_retold):
                chance += role.likely.get("participants:apart", 0.0)
            if self.stands(family, chance, is_rule=is_rule):
                roles.append((family, role))
                scores.append(self.confidence(family, chance, is_rule=is_rule))
            else:
                fallen.append(family)
        if not roles:
            is_heard = self.gives_cells or self.is_retold
            return replace(candidate, score=unread) if is_heard and not fallen else None
        arm = self._arm(roles[0][0], [role for _, role in roles], candidate.arm) if is_rule else candidate.arm
        return replace(
            candidate,
            events=None if "events" in fallen else candidate.events,
            percent=None if "percent" in fallen else candidate.percent,
            arm=arm,
            score=max(scores),
        )

    def _arm(self, family: Family, roles: Iterable[NumberRole], arm: str | None) -> str | None:
        """The arm that the rules gave, unless the model is sure of another side.

        Of what the rules give to an arm the model tells no more than that it may be the whole trial's: words name the
        arm, and it does not know several arms of one side apart.
        """
        total: dict[Side, float] = {}
        for role in roles:
            own: Family = family
            if family in ("events", "percent"):
                own = "events" if role.family("events") >= role.family("percent") else "percent"
            for side, chance in role.sides(own).items():
                total[side] = total.get(side, 0.0) + chance
        whole = sum(total.values()) or 1.0
        side = likeliest_side(total)
        here = self._side(arm)
        if side == here or total.get(side, 0.0) / whole < SURE_OF_SIDE:
            return arm
        if self.gives_cells and arm is not None and (side != "whole" or len(self.arms.candidates) > TWO_ARMS):
            return arm
        return self._of_side(side)

    def _side(self, arm: str | None) -> str:
        if arm is None or arm not in self.arms.candidates:
            return "whole"
        return "comparator" if self.arms.candidates[arm].role == "comparator" else "experimental"

    def _of_side(self, side: str) -> str | None:
        if side == "whole":
            return None
        if keys := self.arms.on_side(comparator=side == "comparator"):
            return keys[0]
        made: ArmRole = "comparator" if side == "comparator" else "experimental"
        return self.proposals.arms[made].key if made in self.proposals.arms else None


def _is_part(role: NumberRole, said: Said) -> bool:
    """Whether a number is a part of what was counted: the two of "two thirds of the 12" tells nothing of the eight."""
    return said.start < role.start or role.end < said.end


def _counts(outcome: OutcomeCandidate) -> list[Said]:
    """The words for its events and its percentage."""
    return [said for said in (outcome.events, outcome.percent) if isinstance(said, Said)]


def _place(outcome: OutcomeCandidate) -> int:
    return min((said.start for said in _counts(outcome)), default=outcome.label.start)


def _once(found: Sequence[ParticipantsCandidate], apart: int | None = None) -> list[ParticipantsCandidate]:
    """Each count under one status, arm and unit once: at its first place, unless a later one is clearly surer.

    Within `apart` characters of each other, where nobody says whose they are, two are two groups of a list.
    """
    best: dict[tuple[object, ...], ParticipantsCandidate] = {}
    listed: list[ParticipantsCandidate] = []
    for candidate in sorted(found, key=lambda c: c.count.start):
        key = (candidate.count.value, candidate.status, candidate.arm, candidate.unit)
        held = best.get(key)
        if held is not None and apart is not None and candidate.count.start - held.count.end <= apart:
            listed.append(held)
            best[key] = candidate
        elif held is None or (candidate.score or 0.0) > (held.score or 0.0) + PLACE_GAIN:
            best[key] = candidate
    return sorted([*listed, *best.values()], key=lambda c: c.count.start)
