"""What stands when rules and the learned stage propose, on which side, and how sure it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from abstract_extract.assemble.confidence import confidence_of
from abstract_extract.assemble.decide import decide
from abstract_extract.assemble.facts import Facts
from abstract_extract.candidates import (
    ArmCandidate,
    Arms,
    CellSourceCandidate,
    DoseCandidate,
    OutcomeCandidate,
    ParticipantsCandidate,
    Said,
)
from abstract_extract.proposals import Confidence, NumberRole, Proposals

# Half sure where the model is half sure; a rule adds as much as twice the logarithm of the odds of 0.73.
PLAIN = Confidence(slope=1.0, rule=2.0, bias=0.0, threshold=0.5, unread=0.8)
CONFIDENCE = dict.fromkeys(("participants", "events", "percent", "dose"), PLAIN)
CELLS = ArmCandidate("cells", Said("cells", 0, 5), "experimental")
PLACEBO = ArmCandidate("placebo", Said("placebo", 10, 17), "comparator")
CELL_SOURCE = CellSourceCandidate(None, Said("MSC", 0, 3), None, None, None, None, None)
ARMS = Arms({"cells": CELLS, "placebo": PLACEBO})


def role(start, **likely):
    return NumberRole(0, start, start + 2, {name.replace("_", ":"): chance for name, chance in likely.items()})


def people(start, rule="verb", arm=None, value=20, score=None, status="enrolled"):
    return ParticipantsCandidate(Said(value, start, start + 2), status, "patients", arm, rule, score)


def outcome(events=None, percent=None, arm=None, rule="tally-h", score=None):
    return OutcomeCandidate(
        label=Said("healed", 90, 96),
        kind="efficacy",
        events=Said(5, events, events + 2) if events is not None else None,
        denominator=None,
        percent=Said(25, percent, percent + 2) if percent is not None else None,
        unit="patients",
        arm=arm,
        time_point=None,
        rule=rule,
        score=score,
    )


def decided(facts, *roles, arms=ARMS, **proposed):
    return decide(facts, arms, Proposals(CONFIDENCE, roles, **proposed))


def test_without_proposals_the_rules_stand_without_a_confidence():
    facts = Facts(participants=[people(20)])
    assert decide(facts, ARMS, None) == (facts, ARMS)


# the model's probability, whether the rule's count stands, its confidence
RULED = [(0.9, True, 0.985), (0.5, True, 0.881), (0.05, True, 0.28), (0.04, False, None), (0.01, False, None)]


@pytest.mark.parametrize(("chance", "stands", "confidence"), RULED)
def test_a_rule_stands_where_the_model_does_not_deny_it(chance, stands, confidence):
    facts = Facts(participants=[people(20, arm="cells")], cell_sources=[CELL_SOURCE])
    found, _ = decided(facts, role(20, participants_experimental=chance, other=1 - chance))
    assert [round(p.score, 3) for p in found.participants] == ([confidence] if stands else [])


@pytest.mark.parametrize(
    ("chance", "stands", "confidence"), [(0.9, True, 0.985), (0.5, True, 0.881), (0.49, False, None)]
)
def test_without_cells_the_model_has_to_say_so_by_itself(chance, stands, confidence):
    facts = Facts(participants=[people(20, arm="cells")])
    found, _ = decided(facts, role(20, participants_experimental=chance, other=1 - chance))
    assert [round(p.score, 3) for p in found.participants] == ([confidence] if stands else [])


@pytest.mark.parametrize(("chance", "stands"), [(0.9, True), (0.5, True), (0.49, False), (0.1, False)])
def test_the_model_alone_has_to_be_surer(chance, stands):
    found, _ = decided(
        Facts(),
        role(20, participants_whole=chance, other=1 - chance),
        participants=(people(20, "learned", score=chance),),
    )
    assert bool(found.participants) is stands


# the arm and the rule of a count, whether it is asked for where no cells are given
ASKED = [(None, "verb", False), ("cells", "verb", True), (None, "table", True)]


@pytest.mark.parametrize(("arm", "rule", "is_asked"), ASKED)
def test_without_cells_the_whole_trials_people_are_the_models(arm, rule, is_asked):
    told = role(20, participants_experimental=1.0) if arm else role(20, participants_whole=1.0)
    found, _ = decided(Facts(participants=[people(20, rule, arm)]), told)
    assert len(found.participants) == is_asked


def test_a_number_that_both_propose_is_there_once_in_the_rules_words():
    found, _ = decided(
        Facts(participants=[people(20)], cell_sources=[CELL_SOURCE]),
        role(20, participants_whole=0.9),
        participants=(people(20, "learned", score=0.9, status="unspecified"),),
    )
    assert [(p.status, p.rule) for p in found.participants] == [("enrolled", "verb")]


@pytest.mark.parametrize("rule", ["table", "registry-field"])
def test_rows_and_fields_are_the_rules_alone(rule):
    found, _ = decided(Facts(participants=[people(20, rule)]), role(20, other=1.0))
    assert [p.score for p in found.participants] == [0.8]


# the rule's arm, the model's probabilities for the sides, the arm that stands
SIDES = [
    (None, {"participants_comparator": 0.9, "participants_whole": 0.1}, "placebo"),
    (None, {"participants_experimental": 0.9, "participants_whole": 0.1}, "cells"),
    ("cells", {"participants_comparator": 0.9, "participants_experimental": 0.1}, "placebo"),
    ("cells", {"participants_comparator": 0.55, "participants_experimental": 0.45}, "cells"),
    ("cells", {"participants_whole": 0.9, "participants_experimental": 0.1}, None),
    ("cells", {"participants_experimental": 1.0}, "cells"),
    (None, {"participants_whole": 1.0}, None),
]


@pytest.mark.parametrize(("arm", "likely", "wanted"), SIDES)
def test_the_side_is_the_models_where_it_is_sure(arm, likely, wanted):
    sources = [] if arm else [CELL_SOURCE]
    found, _ = decided(Facts(participants=[people(20, arm=arm)], cell_sources=sources), role(20, **likely))
    assert [p.arm for p in found.participants] == [wanted]


def test_an_arm_that_words_name_stands_where_cells_are_given():
    facts = Facts(participants=[people(20, arm="cells")], cell_sources=[CELL_SOURCE])
    found, _ = decided(facts, role(20, participants_comparator=1.0))
    assert [p.arm for p in found.participants] == ["cells"]


def test_one_number_for_every_arm_keeps_its_arms():
    facts = Facts(participants=[people(20, "each-arm", "cells"), people(20, "each-arm", "placebo")])
    found, _ = decided(facts, role(20, participants_whole=1.0))
    assert [p.arm for p in found.participants] == ["cells", "placebo"]


def test_an_arm_is_made_where_no_rule_found_one():
    made = ArmCandidate("learned comparator", Said("usual care", 40, 50), "comparator")
    found, arms = decide(
        Facts(participants=[people(20)], cell_sources=[CELL_SOURCE]),
        Arms(),
        Proposals(CONFIDENCE, (role(20, participants_comparator=1.0),), {"comparator": made}),
    )
    assert [p.arm for p in found.participants] == ["learned comparator"]
    assert list(arms.candidates) == ["learned comparator"]


def test_those_treated_where_nobody_is_compared_are_the_whole_trial():
    made = ArmCandidate("learned experimental", Said("UC-MSCs", 40, 47), "experimental")
    facts = Facts(participants=[people(20)], outcomes=[outcome(30)], cell_sources=[CELL_SOURCE])
    roles = (role(20, participants_experimental=1.0), role(30, events_experimental=1.0))
    found, arms = decide(facts, Arms(), Proposals(CONFIDENCE, roles, {"experimental": made}))
    assert [item.arm for item in (*found.participants, *found.outcomes)] == [None, None]
    assert not arms.candidates


def test_those_treated_beside_others_are_an_arm():
    made = ArmCandidate("learned experimental", Said("UC-MSCs", 40, 47), "experimental")
    roles = (role(20, participants_experimental=1.0),)
    facts = Facts(participants=[people(20)], cell_sources=[CELL_SOURCE])
    found, arms = decide(facts, Arms({"placebo": PLACEBO}), Proposals(CONFIDENCE, roles, {"experimental": made}))
    assert [p.arm for p in found.participants] == ["learned experimental"]
    assert sorted(arms.candidates) == ["learned experimental", "placebo"]


def test_of_more_than_two_arms_the_model_takes_none_away():
    low = ArmCandidate("low dose", Said("low dose", 20, 28), "experimental")
    arms = Arms({"cells": CELLS, "low dose": low, "placebo": PLACEBO})
    found, _ = decided(
        Facts(participants=[people(20, arm="low dose")], cell_sources=[CELL_SOURCE]),
        role(20, participants_whole=1.0),
        arms=arms,
    )
    assert [p.arm for p in found.participants] == ["low dose"]


def test_an_outcome_loses_the_number_that_is_something_else():
    found, _ = decided(
        Facts(outcomes=[outcome(20, 30)], cell_sources=[CELL_SOURCE]),
        role(20, other=1.0),
        role(30, percent_whole=0.9, other=0.1),
    )
    ((only,),) = (found.outcomes,)
    assert (only.events, only.percent.start) == (None, 30)


def test_an_outcome_without_numbers_left_is_gone():
    found, _ = decided(Facts(outcomes=[outcome(20, 30)]), role(20, other=1.0), role(30, other=1.0))
    assert found.outcomes == []


@pytest.mark.parametrize(
    ("given", "rule", "is_asked"),
    [(True, "tally-h", True), (False, "tally-h", False), (False, "table", True)],
)
def test_without_cells_results_are_the_models(given, rule, is_asked):
    facts = Facts(outcomes=[outcome(20, rule=rule)], cell_sources=[CELL_SOURCE] if given else [])
    found, _ = decided(facts, role(20, events_whole=1.0))
    assert bool(found.outcomes) is is_asked


def test_a_learned_outcome_with_a_number_that_a_rule_has_is_not_there_again():
    roles = (role(20, events_whole=0.9, other=0.1), role(30, percent_whole=0.9, other=0.1))
    found, _ = decided(
        Facts(outcomes=[outcome(20)], cell_sources=[CELL_SOURCE]),
        *roles,
        outcomes=(outcome(20, 30, rule="learned", score=0.9),),
    )
    assert [(o.events.start, o.percent, o.rule) for o in found.outcomes] == [(20, None, "tally-h")]


def test_a_learned_outcome_counts_no_participants_again():
    roles = (role(20, events_whole=0.5, participants_whole=0.5),)
    facts = Facts(participants=[people(20)], cell_sources=[CELL_SOURCE])
    found, _ = decided(facts, *roles, outcomes=(outcome(20, rule="learned", score=0.5),))
    assert (len(found.participants), len(found.outcomes)) == (1, 0)


def test_a_count_is_as_sure_as_its_role_and_its_status_together():
    told = ParticipantsCandidate(Said(20, 20, 22), "treated", "patients", None, "learned", 0.9, sure_of_status=0.5)
    found, _ = decided(Facts(cell_sources=[CELL_SOURCE]), role(20, participants_whole=0.9), participants=(told,))
    assert [(p.status, round(p.score, 3)) for p in found.participants] == [("treated", 0.45)]


@pytest.mark.parametrize(
    ("status", "chance", "kind", "stands"),
    [
        ("lost", 0.9, "efficacy", False),
        ("lost", 0.9, "adverse_event", False),
        ("lost", 0.9, "withdrawal", True),
        ("lost", 0.9, None, True),
        ("treated", 0.9, "efficacy", True),
        ("lost", 0.3, None, False),
    ],
)
def test_who_got_better_has_not_left(status, chance, kind, stands):
    told = [] if kind is None else [replace(outcome(events=60), kind=kind)]
    proposals = Proposals(
        CONFIDENCE,
        (role(60, participants_apart=chance, other=1 - chance),),
        participants=(people(60, "learned", score=chance, status=status),),
    )
    facts, _ = decide(Facts(outcomes=told, cell_sources=[CELL_SOURCE]), ARMS, proposals)
    assert [p.count.start for p in facts.participants] == [60] * stands


@pytest.mark.parametrize(("apart", "kind", "stands"), [(0.9, "withdrawal", True), (0.9, "efficacy", False)])
def test_who_left_is_a_result_too_where_the_model_calls_them_people(apart, kind, stands):
    told = [replace(outcome(events=60), kind=kind)]
    proposals = Proposals(CONFIDENCE, (role(60, participants_apart=apart, other=1 - apart),))
    facts, _ = decide(Facts(outcomes=told, cell_sources=[CELL_SOURCE]), ARMS, proposals)
    assert [o.events.start for o in facts.outcomes] == [60] * stands


def test_a_result_of_some_people_stands_where_the_model_calls_them_people_apart():
    told = replace(outcome(events=60), denominator=Said(11, 40, 42))
    found, _ = decided(Facts(outcomes=[told], cell_sources=[CELL_SOURCE]), role(60, participants_apart=0.9, other=0.1))
    assert [o.events.start for o in found.outcomes] == [60]


# the unit and the status of a count that the model has for nothing, whether it stands where cells are given
SITES = [("tracts", "treated", True), ("patients", "treated", False), ("tracts", "enrolled", False)]


@pytest.mark.parametrize(("unit", "status", "stands"), SITES)
def test_sites_that_were_treated_are_the_rules_to_tell(unit, status, stands):
    told = replace(people(20, status=status), unit=unit)
    found, _ = decided(Facts(participants=[told], cell_sources=[CELL_SOURCE]), role(20, other=0.99))
    assert len(found.participants) == stands


def test_none_of_the_patients_has_no_number_to_weigh():
    found, _ = decided(Facts(outcomes=[outcome(20)], cell_sources=[CELL_SOURCE]))
    assert [o.score for o in found.outcomes] == [0.8]
    assert not decided(Facts(outcomes=[outcome(20)]))[0].outcomes
    assert decided(Facts(outcomes=[outcome(20, rule="table")]))[0].outcomes


def test_doses_are_the_models_only_where_there_is_no_product_of_cells():
    dose = DoseCandidate(Said(50, 60, 62), unit="mg", score=0.9)
    assert len(decided(Facts(), doses=(dose,))[0].doses) == 1
    assert len(decided(Facts(cell_sources=[CELL_SOURCE]), doses=(dose,))[0].doses) == 0
    retold, _ = decide(Facts(), ARMS, Proposals(CONFIDENCE, doses=(dose,)), is_retold=True)
    assert not retold.doses


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_confidence_grows_with_the_probability_and_with_a_rule(one, other, is_rule):
    low, high = sorted((one, other))
    assert 0 <= confidence_of(PLAIN, low, is_rule=is_rule) <= confidence_of(PLAIN, high, is_rule=is_rule) <= 1
    assert confidence_of(PLAIN, one, is_rule=False) < confidence_of(PLAIN, one, is_rule=True)


@pytest.mark.parametrize(("place", "retold", "count"), [(100, True, 2), (100, False, 1), (300, True, 1)])
def test_two_groups_of_a_retold_list_may_be_of_one_size(place, retold, count):
    roles = (role(60, participants=0.9), role(place, participants=0.9))
    told = tuple(people(start, "learned", score=0.9, status="treated") for start in (60, place))
    facts, _ = decide(Facts(), ARMS, Proposals(CONFIDENCE, roles, participants=told), is_retold=retold)
    assert len(facts.participants) == count
