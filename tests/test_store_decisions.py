"""People's decisions: apart from what is extracted, never overwritten, and found again by later readings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from abstract_extract.errors import DecisionError
from abstract_extract.record import Arm, Derived, Dose, Grounded, Outcome, Participants, Record, Study, Volume
from abstract_extract.store import add_fact, decide, decided_records, open_database, save
from abstract_extract.store.decide import page_as_decided
from abstract_extract.store.history import history_of
from abstract_extract.store.query import ask
from test_store import record, said

ARMS = (
    Arm(id="arm-1", label=said("exosomes", "exosomes", 0), role="experimental"),
    Arm(id="arm-2", label=said("placebo", "placebo", 10), role="comparator"),
)
OUTCOME = Outcome(
    label=said("closure", "closure", 130), kind="efficacy", events=said(11, "11", 140), denominator=said(20, "20", 145)
)
STUDY = Study(
    role="reported",
    arms=ARMS,
    participants=(
        Participants(count=said(23, "Twenty-three", 30), status="enrolled"),
        Participants(count=said(12, "12", 50), status="randomised", arm="arm-1"),
        Participants(count=said(11, "11", 60), status="randomised", arm="arm-2"),
    ),
    doses=(Dose(amount=said(2e7, "2 × 10^7", 70), unit="{cells}", volume=Volume(amount=said(5, "5", 80), unit="mL")),),
    outcomes=(OUTCOME,),
)


def page(study: Study = STUDY, key: str = "aaaa", path: str = "a.html") -> Record:
    return record(key, path).model_copy(update={"studies": (study,), "checks": ()})


class Reviewed:
    """A review with one page, read and decided on."""

    def __init__(self, name):
        self.name = name
        save(name, [page()])

    def key(self, fact, position=0):
        with open_database(self.name, read_only=True) as engine, engine.connect() as connection:
            slots = [slot for slot in page_as_decided(connection, "a.html").board.slots if slot.name == fact]
            return slots[position].key

    def decide(self, action, fact, position=0, **wishes):
        return decide(self.name, action, self.key(fact, position), by="Ada", **wishes)

    def read_anew(self, **lists):
        """A later version reads the page otherwise."""
        save(self.name, [page(STUDY.model_copy(update=lists))])

    def study(self):
        with open_database(self.name, read_only=True) as engine, engine.connect() as connection:
            (found,) = decided_records(connection)
            return found.record.studies[0]

    def ask(self, question):
        with ask(self.name, question) as answer:
            return list(answer.rows)

    def doubts(self):
        return [message for (message,) in self.ask("SELECT message FROM doubts WHERE fact_key IS NOT NULL")]

    def states(self):
        return [state for (state,) in self.ask("SELECT state FROM decision_states ORDER BY decision_id")]


@pytest.fixture
def reviewed(database):
    return Reviewed(database)


def counted(count, status="enrolled", **rest):
    return Participants(count=count, status=status, **rest)


def test_without_decisions_a_record_passes_through(reviewed):
    with open_database(reviewed.name, read_only=True) as engine, engine.connect() as connection:
        (found,) = decided_records(connection)
    assert (found.page_key, found.record, found.decisions) == ("aaaa", page(), ())


def test_a_correction_stands_in_the_views_and_not_in_the_facts(reviewed):
    reviewed.decide("correct", "participants", field="count", value=24, reason="table 1")
    assert reviewed.ask("SELECT sample_size, sample_size_count, decisions FROM study_rows") == [("24 enrolled", 24, 1)]
    assert reviewed.ask("SELECT count FROM participants ORDER BY position") == [(23,), (12,), (11,)]
    assert reviewed.study().participants[0].count == Derived(value=24, derived="corrected by Ada")
    (row,) = reviewed.ask("SELECT value, decision, decided_value, decided_by FROM evidence WHERE decision IS NOT NULL")
    assert row == ("23", "correct", "24", "Ada")


def test_a_correction_can_say_where_the_page_has_it(reviewed):
    value = {"value": 24, "text": "24", "start": 500, "end": 502}
    reviewed.decide("correct", "participants", field="count", value=value)
    assert reviewed.study().participants[0].count == Grounded(value=24, text="24", start=500, end=502)


def test_outcome_rows_and_study_rows_show_what_was_decided(reviewed):
    reviewed.decide("correct", "outcomes", field="events", value=13)
    assert reviewed.ask("SELECT outcome, events, denominator FROM outcome_rows") == [("closure", 13, 20)]
    assert reviewed.ask("SELECT outcomes FROM study_rows") == [("closure: 13/20",)]
    assert reviewed.ask("SELECT events FROM outcomes") == [(11,)]


def test_a_rejected_fact_is_gone_and_comes_back_when_accepted(reviewed):
    reviewed.decide("reject", "outcomes", reason="of another study")
    assert reviewed.study().outcomes == ()
    assert reviewed.ask("SELECT count(*) FROM outcome_rows") == [(0,)]
    reviewed.decide("accept", "outcomes")
    assert reviewed.study().outcomes == STUDY.outcomes
    assert reviewed.states() == ["replaced", "stands"]


def test_a_rejected_field_is_nothing(reviewed):
    reviewed.decide("reject", "outcomes", field="denominator")
    assert reviewed.study().outcomes[0] == OUTCOME.model_copy(update={"denominator": None})


def test_an_added_fact_is_in_its_list_and_arm(reviewed):
    fact = {"label": "fever", "kind": "adverse_event", "events": 0, "arm": "placebo"}
    decision = add_fact(reviewed.name, "a.html", "outcomes", fact, by="Ben")
    added = reviewed.study().outcomes[1]
    assert (added.label.value, added.events, added.arm) == ("fever", Derived(value=0, derived="added by Ben"), "arm-2")
    assert ("fever", "placebo", 0) in reviewed.ask("SELECT outcome, arm, events FROM outcome_rows")
    decide(reviewed.name, "correct", decision.fact_key, field="events", value=1, by="Ben")
    assert reviewed.study().outcomes[1].events.value == 1
    decide(reviewed.name, "reject", decision.fact_key, by="Ben")
    assert reviewed.study().outcomes == STUDY.outcomes


def test_a_page_without_studies_can_be_given_one(database):
    save(database, [page().model_copy(update={"studies": ()})])
    add_fact(database, "a.html", "participants", {"count": 5, "status": "lost"}, by="Ada")
    with ask(database, "SELECT sample_size FROM study_rows") as answer:
        assert list(answer.rows) == [("5 lost",)]


def test_no_run_overwrites_what_was_accepted(reviewed):
    reviewed.decide("accept", "participants")
    reviewed.read_anew(participants=(counted(said(32, "Twenty-three", 30)), *STUDY.participants[1:]))
    assert reviewed.study().participants[0].count.value == 23
    assert reviewed.doubts() == ["count: accepted by Ada as 23, the newest reading says 32"]
    assert reviewed.states() == ["disagrees"]
    assert reviewed.ask("SELECT count FROM participants WHERE position = 0") == [(32,)]
    reviewed.read_anew()
    assert reviewed.doubts() == []


def test_the_reading_that_was_corrected_is_no_news_and_another_one_is(reviewed):
    reviewed.decide("correct", "participants", field="count", value=24)
    reviewed.read_anew(doses=())
    assert reviewed.doubts() == []
    reviewed.read_anew(participants=(counted(said(25, "Twenty-three", 30)), *STUDY.participants[1:]))
    assert reviewed.doubts() == ["count: corrected by Ada as 24, the newest reading says 25"]
    reviewed.read_anew(participants=(counted(said(24, "Twenty-three", 30)), *STUDY.participants[1:]))
    assert reviewed.doubts() == []
    assert reviewed.study().participants[0].count == said(24, "Twenty-three", 30)


def test_a_decision_finds_its_fact_when_status_arm_and_neighbours_change(reviewed):
    reviewed.decide("accept", "participants", 1)
    arms = (ARMS[1].model_copy(update={"id": "arm-1"}), ARMS[0].model_copy(update={"id": "arm-2"}))
    reviewed.read_anew(arms=arms, participants=(counted(said(12, "12", 50), "treated", arm="arm-2"),))
    assert reviewed.doubts() == ["status: accepted by Ada as randomised, the newest reading says treated"]
    (kept,) = reviewed.study().participants
    assert (kept.status, kept.arm) == ("randomised", "arm-2")


def test_an_arm_that_is_read_no_more_comes_with_its_fact(reviewed):
    reviewed.decide("accept", "participants", 1)
    reviewed.read_anew(arms=(), participants=())
    study = reviewed.study()
    assert [arm.label.value for arm in study.arms] == ["exosomes"]
    assert study.participants[0].arm == study.arms[0].id


def test_a_fact_that_is_read_no_more_stays_and_is_told(reviewed):
    reviewed.decide("accept", "outcomes")
    reviewed.read_anew(outcomes=())
    assert reviewed.study().outcomes == STUDY.outcomes
    assert reviewed.doubts() == ["closure: accepted by Ada, not found in the newest reading"]
    assert reviewed.states() == ["not found"]
    assert reviewed.ask("SELECT outcome, events FROM outcome_rows") == [("closure", 11)]


def test_a_rejection_is_of_what_was_rejected_only(reviewed):
    reviewed.decide("reject", "participants")
    reviewed.read_anew(participants=(counted(said(32, "Twenty-three", 30)),))
    assert [item.count.value for item in reviewed.study().participants] == [32]
    assert reviewed.doubts() == ["rejected as 23, read as 32 now: nobody has judged that"]


def test_what_is_near_is_not_the_same(reviewed):
    """Another count of the same number, at another place and of another status, is not the fact decided on."""
    reviewed.decide("accept", "participants")
    reviewed.read_anew(participants=(counted(said(23, "23", 300), "analysed"),))
    assert sorted(item.status for item in reviewed.study().participants) == ["analysed", "enrolled"]
    assert reviewed.states() == ["not found"]


def test_an_added_fact_that_is_then_found_is_there_once(reviewed):
    add_fact(reviewed.name, "a.html", "participants", {"count": 5, "status": "lost"}, by="Ada")
    reviewed.read_anew(participants=(*STUDY.participants, counted(said(5, "five", 90), "lost")))
    assert [item.count.value for item in reviewed.study().participants] == [23, 12, 11, 5]
    assert reviewed.study().participants[3].count == said(5, "five", 90)
    assert reviewed.doubts() == []


def test_a_page_saved_anew_keeps_its_decisions(reviewed):
    """Other bytes at the same path: places have moved, and those of the old page are not claimed of the new one."""
    reviewed.decide("accept", "outcomes")
    reviewed.decide("correct", "participants", field="count", value=24)
    moved = OUTCOME.model_copy(update={"label": said("Closure", "Closure", 999), "events": said(9, "9", 1010)})
    save(reviewed.name, [page(STUDY.model_copy(update={"outcomes": (moved,)}), key="bbbb")])
    study = reviewed.study()
    assert study.outcomes[0].label == moved.label
    assert study.outcomes[0].events == Derived(value=11, derived="accepted by Ada")
    assert study.participants[0].count.value == 24
    assert reviewed.doubts() == ["events: accepted by Ada as 11, the newest reading says 9"]
    save(reviewed.name, [page()])
    assert reviewed.doubts() == []


def test_a_decision_outlives_its_page(reviewed):
    reviewed.decide("accept", "outcomes")
    save(reviewed.name, [record("cccc", "b.html")])
    with open_database(reviewed.name) as engine, engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM pages WHERE page_key = 'aaaa'")
    assert reviewed.ask("SELECT count(*) FROM decisions") == [(1,)]
    with open_database(reviewed.name, read_only=True) as engine, engine.connect() as connection:
        assert [state for _, state in history_of(connection)] == [""]
    save(reviewed.name, [page()])
    assert reviewed.states() == ["stands"]


def test_checks_are_those_of_what_stands(reviewed):
    reviewed.decide("correct", "outcomes", field="events", value=21)
    assert [message for (message,) in reviewed.ask("SELECT message FROM doubts")] == []
    reviewed.read_anew(participants=())
    fact = {"label": "fever", "kind": "adverse_event", "events": 3, "denominator": 2}
    add_fact(reviewed.name, "a.html", "outcomes", fact, by="Ben")
    assert reviewed.ask("SELECT count(*) FROM doubts WHERE code = 'events_over_denominator'") == [(0,)]


def test_a_doubt_that_a_correction_raises_beside_untouched_facts_is_shown(reviewed):
    add_fact(reviewed.name, "a.html", "participants", {"count": 30, "status": "completed"}, by="Ada")
    assert reviewed.ask("SELECT code, message FROM doubts") == [
        ("completed_over_enrolled", "30 completed, but 23 enrolled")
    ]
    assert reviewed.ask("SELECT checks, doubts FROM study_rows") == [(1, "30 completed, but 23 enrolled")]


def test_decisions_in_any_order_of_fields_rule_their_fields(reviewed):
    reviewed.decide("correct", "outcomes", field="events", value=13)
    reviewed.decide("correct", "outcomes", field="denominator", value=22)
    reviewed.decide("correct", "outcomes", field="events", value=14)
    outcome = reviewed.study().outcomes[0]
    assert (outcome.events.value, outcome.denominator.value) == (14, 22)
    assert reviewed.states() == ["replaced", "stands", "stands"]
    assert len(reviewed.ask("SELECT 1 FROM decisions")) == 3


def test_parts_of_a_volume_and_arms_can_be_corrected(reviewed):
    reviewed.decide("correct", "doses", field="volume.amount", value=6)
    reviewed.decide("correct", "participants", 1, field="arm", value="placebo")
    study = reviewed.study()
    assert (study.doses[0].volume.amount.value, study.doses[0].volume.unit) == (6, "mL")
    assert study.participants[1].arm == "arm-2"


WRONG = [
    ({"action": "correct", "field": "status", "value": "gone"}, "status: gone cannot stand there"),
    ({"action": "correct", "field": "colour", "value": "red"}, "no field 'colour'"),
    ({"action": "correct", "field": "count", "value": "lots"}, "count: a number"),
    ({"action": "correct", "field": "count", "value": True}, "count: a number"),
    ({"action": "correct", "field": "count", "value": None}, "count: nothing cannot stand there"),
    (
        {"action": "correct", "field": "arm", "value": "sham"},
        "no arm 'sham' in this study (there are: exosomes, placebo)",
    ),
    ({"action": "correct"}, "correct needs a field"),
    ({"action": "reject", "field": "count"}, "count: nothing cannot stand there"),
    ({"action": "forget"}, "no decision 'forget'"),
    ({"action": "accept", "by": "  "}, "who decides"),
]


@pytest.mark.parametrize(("wishes", "says"), WRONG)
def test_what_cannot_be_decided_says_why_and_leaves_nothing(reviewed, wishes, says):
    given = {"by": "Ada"} | wishes
    with pytest.raises(DecisionError) as caught:
        decide(reviewed.name, fact_key=reviewed.key("participants"), **given)
    assert says in str(caught.value)
    assert reviewed.ask("SELECT count(*) FROM decisions") == [(0,)]


@pytest.mark.parametrize(
    ("where", "fact", "value", "says"),
    [
        ("gone.html", "participants", {"count": 1, "status": "lost"}, "no page gone.html"),
        ("a.html", "people", {"count": 1}, "no list 'people'"),
        ("a.html", "participants", {"count": 1}, "status: "),
        ("a.html", "participants", {"number": 1}, "no field 'number'"),
        ("a.html", "participants", {"count": 1, "status": "lost", "arm": "x"}, "no arm 'x'"),
        (
            "a.html",
            "outcomes",
            {"label": "x", "kind": "death", "time_point": "a year"},
            "time_point: an ISO 8601 duration",
        ),
    ],
)
def test_what_cannot_be_added_says_why(reviewed, where, fact, value, says):
    with pytest.raises(DecisionError) as caught:
        add_fact(reviewed.name, where, fact, value, by="Ada")
    assert says in str(caught.value)


def test_a_key_that_nobody_has_says_where_keys_are(reviewed):
    with pytest.raises(DecisionError, match="db decide facts PAGE"):
        decide(reviewed.name, "accept", "0123456789abcdef", by="Ada")


def test_a_decision_that_a_later_version_has_no_place_for_stops_no_run(reviewed):
    decision = reviewed.decide("accept", "participants")
    with open_database(reviewed.name) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE decisions SET fact_then = '{\"old_field\": 1}', fact_key = 'old'")
    reviewed.read_anew(outcomes=())
    assert len(reviewed.study().participants) == 3
    (message,) = reviewed.doubts()
    assert message.startswith("cannot be put to the newest reading")
    assert replace(decision, fact_key="old").fact_key == "old"


def test_the_same_decisions_give_the_same_record(reviewed):
    reviewed.decide("reject", "participants", 2)
    reviewed.decide("correct", "outcomes", field="label", value="fistula closed")
    first = reviewed.study().model_dump_json()
    save(reviewed.name, [page()])
    assert reviewed.study().model_dump_json() == first
