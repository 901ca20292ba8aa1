"""The shipped model: small, quick to load, the same in whatever company, and clear about what is missing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from abstract_extract import extract
from abstract_extract.annotate import build_nlp
from abstract_extract.annotate.learned import RoleModel, shipped_model
from abstract_extract.errors import ModelError
from abstract_extract.model import model_folder
from abstract_extract.proposals import ROLES
from abstract_extract.study import numbers_of

TEXT = (
    "Mesenchymal stem cells for knee pain. Forty patients were randomised to cells (n = 21) or placebo (n = 19). "
    "At 6 months 12 (57%) of 21 patients in the cell group and 5 (26%) of 19 in the placebo group had no pain."
)
BEFORE = {"trial_sentences", "trial_arms", "trial_counts"}
READER = build_nlp({name for name in build_nlp().pipe_names if name not in BEFORE})


def read(text):
    doc = READER(text)
    return shipped_model().read(doc._.trial_sentences, len(text), counts_all=True)


def test_it_is_at_most_40_megabytes():
    assert sum(path.stat().st_size for path in model_folder().iterdir()) <= 40_000_000


def test_its_roles_are_those_that_the_program_knows():
    assert tuple(json.loads((model_folder() / "chain.json").read_text("utf-8"))["roles"]) == ROLES


def test_it_loads_in_under_two_seconds_without_a_network():
    code = (
        "import socket, time\n"
        "def refused(*_): raise OSError('no network')\n"
        "socket.socket.connect = refused\n"
        "from abstract_extract.annotate.learned import shipped_model\n"
        "began = time.process_time(); shipped_model(); print(time.process_time() - began)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 2


def test_every_number_has_a_role_and_its_probabilities_sum_to_one():
    roles = read(TEXT).roles
    assert [TEXT[role.start : role.end] for role in roles if role.family("participants") > 0.01][:3] == [
        "Forty",
        "21",
        "19",
    ]
    for role in roles:
        assert sum(role.likely.values()) == pytest.approx(1.0)


def test_the_same_text_reads_the_same_after_others():
    first = read(TEXT)
    read("Something else with 12 numbers, 13 of them large. " * 30)
    again = read(TEXT)
    assert (again.roles, again.names, again.confidence) == (first.roles, first.names, first.confidence)
    assert first.statuses is not None and again.statuses is not None
    sentence, number = numbers_of(READER(TEXT)._.trial_sentences)[0]
    place = (sentence, number.start, number.end, first.roles[0])
    assert again.statuses(*place) == first.statuses(*place)


def test_a_text_without_numbers_asks_no_model():
    assert read("Nobody came.").roles == ()


def test_facts_carry_their_confidence():
    (study,) = extract(TEXT).studies
    assert study.participants
    assert all(item.confidence is not None and 0 < item.confidence < 1 for item in study.participants)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"chain\.json"):
        RoleModel.of_folder(tmp_path)


@pytest.mark.parametrize("name", ["encoder.onnx", "numbers.onnx", "chain.json"])
def test_a_broken_file_is_named(tmp_path, name):
    folder = shutil.copytree(model_folder(), tmp_path / "model")
    (folder / name).write_bytes(b"{}")
    with pytest.raises(ModelError, match=r"cannot load the model"):
        RoleModel.of_folder(folder)


@pytest.mark.parametrize(("more", "amounts"), [("", [0.005, 0.5]), (" Beta cells were counted.", [])])
def test_amounts_of_a_page_that_speaks_of_cells_are_not_the_models(more, amounts):
    text = (
        "Latanoprost once daily or timolol in glaucoma: a randomised trial. METHODS: Patients were randomly assigned to "
        "latanoprost 0.005% once daily (n = 61) or timolol 0.5% twice daily (n = 59) for 24 weeks. RESULTS: Hyperaemia was "
        f"seen in 4 patients (7%) with latanoprost and in 3 (5%) with timolol.{more}"
    )
    assert [dose.amount.value for study in extract(text).studies for dose in study.doses] == amounts
