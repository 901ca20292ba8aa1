"""Under which status a count of people stands, by the words around it."""

from __future__ import annotations

import json
import shutil

import pytest

from abstract_extract.annotate.learned import RoleModel
from abstract_extract.annotate.learned.statuses import FILE, STATUSES, StatusReader, side_of, signs_of
from abstract_extract.errors import ModelError
from abstract_extract.model import model_folder
from abstract_extract.proposals import NumberRole

SHIPPED = StatusReader.of_folder(model_folder())

# the sentence with the count in brackets, its side, its section, its status
CASES = [
    ("[Forty] patients were randomly assigned to cells or placebo.", "whole", "methods", "randomised"),
    ("[Eleven] patients received the cells.", "whole", "results", "treated"),
    ("In all, [19] patients completed the follow-up.", "whole", "results", "completed"),
    ("[Two] patients were lost to follow-up.", "apart", "results", "lost"),
    ("In this study [61] patients were screened and 23 enrolled.", "apart", "results", "screened"),
    ("Pain was better in 12 of [20] patients (60%).", "experimental", "results", "denominator"),
]


@pytest.mark.parametrize(("told", "side", "section", "status"), CASES)
def test_the_shipped_reader_reads_the_words_around(told, side, section, status):
    start, end = told.index("["), told.index("]") - 1
    string = told.replace("[", "").replace("]", "")
    likely = SHIPPED.likely(signs_of(string, start, end, side, section))
    assert max(likely, key=lambda name: likely[name]) == status
    assert sum(likely.values()) == pytest.approx(1.0)


def test_what_the_network_sees_is_heard_beside_the_words():
    reader = StatusReader({"<took": tuple(float(name == "treated") for name in STATUSES)}, (0.0,) * len(STATUSES))
    unsure = reader.likely({"<took"})
    seen = [3.0 * (name == "analysed") for name in STATUSES]
    assert max(unsure, key=lambda name: unsure[name]) == "treated"
    both = reader.likely({"<took"}, seen)
    assert max(both, key=lambda name: both[name]) == "analysed"
    assert both["treated"] > both["lost"]


def test_signs_are_of_the_words_not_of_other_numbers():
    assert signs_of("Of 50, 12 came.", 7, 9, "whole", None) == signs_of("Of 70, 13 came.", 7, 9, "whole", None)
    assert signs_of("Of 50, 12 came.", 7, 9, "whole", None) != signs_of("Of 50, 12 came.", 7, 9, "apart", None)


def test_people_apart_are_on_no_side():
    assert side_of(NumberRole(0, 0, 2, {"participants:apart": 0.6, "participants:whole": 0.3})) == "apart"
    assert side_of(NumberRole(0, 0, 2, {"participants:comparator": 0.6, "participants:whole": 0.3})) == "comparator"


def test_other_statuses_than_the_programs_are_refused(tmp_path):
    folder = shutil.copytree(model_folder(), tmp_path / "model")
    (folder / FILE).write_text(json.dumps({"statuses": STATUSES[:-1], "bias": [], "weights": {}}), "utf-8")
    with pytest.raises(ModelError, match="other statuses"):
        RoleModel.of_folder(folder)
