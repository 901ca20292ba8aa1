"""What becomes of the roles of a text's numbers: facts, with the arms that rules name."""

from __future__ import annotations

import re

import pytest

from abstract_extract.annotate import annotate
from abstract_extract.annotate.counted import count_sentences
from abstract_extract.annotate.learned import first_sentences, propose
from abstract_extract.candidates import Arms
from abstract_extract.normalise import study_text
from abstract_extract.page import Source, page_id
from abstract_extract.pipeline import LEARNED, pipeline
from abstract_extract.proposals import NumberRole, Proposals, Reading
from abstract_extract.read import read
from abstract_extract.study import numbers_of

_MARKED = re.compile(r"\[([^]|]+)\|([^]]+)]")
_SHORT = {
    "p": "participants",
    "e": "events",
    "%": "percent",
    "w": "whole",
    "a": "apart",
    "x": "experimental",
    "c": "comparator",
}


def likely_of(spec: str) -> dict[str, float]:
    """`px 0.7 pc 0.2`: a count of people, rather those that are tried; the rest is "other"."""
    words = spec.split()
    likely = {
        f"{_SHORT[name[0]]}:{_SHORT[name[1]]}": float(chance)
        for name, chance in zip(words[::2], words[1::2], strict=True)
    }
    return {"other": 1.0 - sum(likely.values()), **likely}


def proposed(marked: str) -> tuple[Proposals, Arms]:
    """What is proposed of a text whose numbers are marked, `[866|pw 0.9]`; the others are "other"."""
    told: dict[int, dict[str, float]] = {}
    text = ""
    end = 0
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        told[len(text)] = likely_of(match[2])
        text += match[1]
        end = match.end()
    text += marked[end:]
    study = study_text(read(Source(page_id(text.encode()), "page.txt", text, "utf-8")))
    doc = annotate(pipeline(LEARNED), study)
    sentences = first_sentences(doc._.trial_sentences)
    roles = []
    for sentence, number in numbers_of(sentences):
        start, stop = sentence.start + number.start, sentence.start + number.end
        roles.append(NumberRole(sentence.index, start, stop, told.get(study.text.span(start, stop)[0], {"other": 1.0})))
    arms = doc._.trial_arms or Arms()
    return propose(Reading(tuple(roles)), count_sentences(sentences, arms), sentences, arms), arms


# a text, the counts that are people with their status
PEOPLE = [
    pytest.param("Of [866|pw 0.98] patients randomised, [857|pw 0.97] (99%) were assessed.", {866: "randomised", 857: None}, id="whose result opens the sentence"),
    pytest.param("The drug helped [325|pw 0.9] of [334|pw 0.98] randomised patients.", {325: None, 334: None}, id="taken in, behind a result"),
    pytest.param("Pain was better in [24|ew 0.9] of [89|pw 0.9] patients.", {}, id="near miss: what a result is counted of"),
    pytest.param("Pain was better in [24|ex 0.9] of [89|px 0.4 ex 0.2] randomised patients.", {}, id="near miss: hardly people"),
    pytest.param("With a 24-week blinded extension period, [432|pw 0.99] patients were randomised to the drug or placebo.", {432: "randomised"}, id="a later part of the same trial"),
    pytest.param("In the trial [180|pw 0.98] patients were assessed.", {180: "unspecified"}, id="a visit"),
    pytest.param("In the trial [180|pa 0.98] patients were assessed for eligibility.", {180: "screened"}, id="near miss: people apart"),
    pytest.param("In [1998|pw 0.98], we started a trial of CALGB [9342|pw 0.9] in [340|pw 0.98] women.", {340: None}, id="a year and a code are nobody"),
    pytest.param("Allocated were 1920 to the drug and [1944|pw 0.98] to placebo.", {1944: None}, id="near miss: as many people"),
    pytest.param("We randomised women to drug A or drug B. Response was alike with drug A (n = [102|ex 0.9]) and drug B (n = [103|ec 0.9]).", {102: "allocated", 103: "allocated"}, id="sizes in passing"),
    pytest.param("We randomised women to drug A or drug B. Rashes were as rare with drug A (n = [9|ex 0.9]) and drug B (n = [12|ec 0.9]).", {}, id="near miss: few are events"),
    pytest.param("The cycles given in both arms were [699|px 0.9] (mean 3.5, range 0-12) and [917|pc 0.9] (mean 4.6).", {}, id="what has a mean is no people"),
    pytest.param("Taken in were [699|pw 0.98] (mean age 35 years).", {699: None}, id="near miss: their mean age"),
    pytest.param("We randomised women to a low-fat diet (40%; n = [195|px 0.04]) or their usual diet (60%; n = [292|pc 0.9]).", {195: None, 292: None}, id="sizes with their share"),
    pytest.param("The patients ([25|px 0.95] cases who got the drug and [20|pc 0.96 pa 0.02] controls) were compared.", {25: None, 20: None}, id="a side is no people apart"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "wanted"), PEOPLE)
def test_people(marked, wanted):
    found = {p.count.value: p.status for p in proposed(marked)[0].participants}
    assert set(found) == set(wanted)
    assert {value: status for value, status in found.items() if wanted[value]} == {v: s for v, s in wanted.items() if s}


# a text, the events with what they are counted of
COUNTED_OF = [
    pytest.param("Of the 28 deaths ([17|ex 0.9] drug, [11|ec 0.9] placebo), few were sudden.", {17: None, 11: None}, id="what both make together"),
    pytest.param("In 11 patients, an infection developed, [3|ex 0.9] (5.8%) of the drug group and [8|ec 0.9] (15.4%) of the placebo group.", {3: None, 8: None}, id="the same, with percentages of others"),
    pytest.param("Of the 28 deaths ([17|ex 0.9] drug, [11|ec 0.9] placebo), [three|ex 0.9] were sudden.", {17: None, 11: None, 3: None}, id="and some of them"),
    pytest.param("Of the 28 patients, [17|ex 0.9] had pain and [9|ex 0.9] had fever.", {17: 28, 9: 28}, id="near miss: two results of the same people"),
    pytest.param("Of the 28 patients, [17|ex 0.9] improved and [11|ex 0.9] did not.", {17: 28, 11: 28}, id="near miss: parts of one side"),
    pytest.param("Pain was seen in [17|ex 0.9] of 28 patients.", {17: 28}, id="near miss: one result"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "wanted"), COUNTED_OF)
def test_what_results_are_counted_of(marked, wanted):
    found = {o.events.value: o.denominator.value if o.denominator else None for o in proposed(marked)[0].outcomes}
    assert found == wanted


# a text, the arms of its events: whether each has one
SUMS = [
    pytest.param("Falls befell [14|ex 0.9] of 89 patients ([7|ex 0.9] of 41 in the drug group and [7|ec 0.9] of 48 in the placebo group).", {(14, 89): False, (7, 41): True, (7, 48): True}, id="a result and its two parts"),
    pytest.param("In the drug group [14|ex 0.9] of 89 patients fell, and [7|ex 0.9] of 41 with pain and [8|ec 0.9] of 48 on placebo.", {(14, 89): True, (7, 41): True, (8, 48): True}, id="near miss: no sum"),
]  # fmt: skip


# a text, of each event or percentage whether it has an arm
TOLD_BY_SIDE = [
    pytest.param("[Twelve|ex 0.9] patients had pain ([10|ex 0.9] in the drug group and [two|ec 0.9] in the placebo group).", {12: False, 10: True, 2: True}, id="people"),
    pytest.param("Remission was seen in [66%|%x 0.9] of the patients ([65%|%x 0.9] on the drug versus [67%|%c 0.9] on placebo).", {66: False, 65: True, 67: True}, id="percentages"),
    pytest.param("Pain was rarer with the drug, [60%|%x 0.9] (at one year [65%|%x 0.9] versus [67%|%c 0.9] on placebo).", {60: True, 65: True, 67: True}, id="near miss: outside of both"),
    pytest.param("Pain was seen in [ten|ex 0.9] patients on the drug (in [six|ex 0.9] patients at rest and [four|ex 0.9] when walking).", {10: True, 6: True, 4: True}, id="near miss: parts of one side"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "wanted"), TOLD_BY_SIDE)
def test_what_a_bracket_tells_of_each_side_is_of_none(marked, wanted):
    found = proposed("A trial of a drug or placebo. " + marked)[0].outcomes
    assert {(o.events or o.percent).value: o.arm is not None for o in found} == wanted


@pytest.mark.parametrize(("marked", "wanted"), SUMS)
def test_what_two_arms_make_together_is_of_none(marked, wanted):
    found = proposed("A trial of a drug or placebo. " + marked)[0].outcomes
    assert {(o.events.value, o.denominator.value): o.arm is not None for o in found} == wanted


GROUPS = (
    "Early or late exercise after surgery: a randomised trial. Women were assigned to an early group (n = [40|{0}]) or a late "
    "group (n = [37|{1}]). Seroma was found in [12|{2}] of 40 in the early group and [9|{3}] of 37 in the late group."
)
# the roles of four numbers, two of each group; the comparator's label
ORIENTED = [
    (("px 0.8 pc 0.2", "pc 0.8 px 0.2", "ex 0.8 ec 0.2", "ec 0.8 ex 0.2"), "late"),
    (("pc 0.8 px 0.2", "px 0.8 pc 0.2", "ec 0.8 ex 0.2", "ex 0.8 ec 0.2"), "early"),
    # One number of four the wrong way round is outvoted.
    (("px 0.8 pc 0.2", "pc 0.8 px 0.2", "ex 0.6 ec 0.4", "ex 0.6 ec 0.4"), "late"),
]


@pytest.mark.parametrize(("roles", "comparator"), ORIENTED)
def test_what_is_compared_is_told_by_all_numbers_together(roles, comparator):
    found, arms = proposed(GROUPS.format(*roles))
    held = [key for key, role in found.roles_of_arms.items() if role == "comparator"]
    assert [arms.candidates[key].label.value for key in held] == [comparator]
    sides = {o.events.value: o.arm for o in found.outcomes if o.events}
    assert (sides[12] in held) is (comparator == "early")
    assert (sides[9] in held) is (comparator == "late")


# a text that the model reads the wrong way round, the comparator, and the value of its percentage
BETWEEN = "A randomised trial of {0} or {1}. Infection was as frequent in the {1} and {0} groups ([15%|%x 0.93 %c 0.07] vs [13.4%|%c 0.93 %x 0.07])."
TOLD_BY_NAME = [
    pytest.param(BETWEEN.format("cefazolin", "placebo"), "placebo", 15, id="placebo"),
    pytest.param(BETWEEN.format("drainage", "no drainage"), "no drainage", 15, id="nothing"),
    pytest.param(BETWEEN.format("cefazolin", "penicillin").replace("0.93", "0.999").replace("0.07", "0.001"), "cefazolin", 13.4, id="near miss: two names that say nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "comparator", "value"), TOLD_BY_NAME)
def test_a_name_that_says_it_is_held_against_the_other_is_believed(marked, comparator, value):
    found, arms = proposed(marked)
    held = [key for key, role in found.roles_of_arms.items() if role == "comparator"]
    assert [arms.candidates[key].label.value for key in held] == [comparator]
    assert [o.percent.value for o in found.outcomes if o.percent and o.arm in held] == [value]


def test_hundreds_of_numbers_of_one_mind_are_heard():
    rows = "".join(
        f" In week {week}, pain was seen in [9|ec 1.0] of 37 in the early group and in [12|ex 1.0] of 40 in the late group."
        for week in range(1, 200)
    )
    found, arms = proposed(GROUPS.format("pc 0.8", "px 0.8", "ec 0.8", "ex 0.8") + rows)
    assert [arms.candidates[key].label.value for key, role in found.roles_of_arms.items() if role == "comparator"] == [
        "early"
    ]


def test_numbers_without_a_name_beside_them_keep_their_sides():
    found, _ = proposed("A randomised trial. Pain was better in [20%|%x 0.7 %c 0.3] versus [35%|%c 0.6 %x 0.4].")
    told = [role.likely for role in found.roles if role.likely.get("other", 0.0) < 0.5]
    assert [round(likely["percent:comparator"], 2) for likely in told] == [0.3, 0.6]


# a text without other names, the name of the comparator
BESIDE = [
    ("A trial of two schedules. Responses were seen in [29%|%x 0.8] on arm A and [31%|%c 0.8] on arm B.", "arm B"),
    ("A trial of two schedules. Survival was [84%|%x 0.8] for patients treated with palbociclib and [80%|%c 0.8] for those treated with fulvestrant.", "fulvestrant"),
    ("A trial of two schedules. Responses were seen in [29%|%x 0.8] and [31%|%c 0.8].", None),
    ("A trial of two schedules. Responses were seen in [29%|%x 0.8] and [31%|%c 0.8] of the patients.", None),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), BESIDE)
def test_a_side_without_a_name_has_the_one_beside_its_numbers(marked, name):
    found, arms = proposed(marked)
    if arms.by_role("comparator"):
        names = [arms.candidates[key].label.value for key in arms.by_role("comparator")]
    else:
        names = [arm.label.value for role, arm in found.arms.items() if role == "comparator"]
        names += [arms.candidates[key].label.value for key, role in found.roles_of_arms.items() if role == "comparator"]
    assert names == ([name] if name else [])
