"""The scorer's parts: same values, same places, who is matched with whom, figures, files, floors and the command."""

from __future__ import annotations

import copy
import itertools
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from test_score_pages import perfect_page, tallies
from typer.testing import CliRunner

from abstract_extract.errors import GoldError
from abstract_extract.score.assign import assign
from abstract_extract.score.command import score_command
from abstract_extract.score.counts import intervals, score
from abstract_extract.score.facts import Value, read_facts
from abstract_extract.score.fields import MODES
from abstract_extract.score.floors import check_floors, pin_floors
from abstract_extract.score.gains import compare
from abstract_extract.score.load import fingerprints, in_split, load, pair_pages, split_of
from abstract_extract.score.scoring import judge_all, score_files
from abstract_extract.score.values import same

SAME = [
    (20, 20.0, "number", True),
    (0.1 + 0.2, 0.3, "number", True),
    (20, 21, "number", False),
    (20, "20", "number", False),
    ("P12M", "P1Y", "duration", True),
    ("P4W", "P28D", "duration", True),
    ("P1.5Y", "P18M", "duration", True),
    ("PT48H", "P2D", "duration", True),
    ("P1M", "P30D", "duration", False),
    ("P6M", "PT6M", "duration", False),
    ("P1M, P3M, P12M", "P1M,P3M,P1Y", "duration", True),
    ("P1M, P3M", "P3M, P1M", "duration", False),
    ("long term", "Long-term", "duration", True),
    ("bone marrow", "Bone  marrow", "term", True),
    ("CD34+ cell", "CD34 cell", "term", False),
    ("T cell", "B cell", "term", False),
]


@pytest.mark.parametrize(("first", "second", "compare_as", "expected"), SAME)
def test_same_values(first: Any, second: Any, compare_as: Any, expected: bool) -> None:
    """Numbers as numbers, durations as lengths, words as words; both ways round."""
    assert same(first, second, compare_as) is expected
    assert same(second, first, compare_as) is expected


def test_neighbours_do_not_overlap() -> None:
    """Places are half-open: where one ends the next may begin."""
    one = Value(1, "1", 10, 12)
    assert not one.overlaps(Value(1, "1", 12, 14))
    assert not one.overlaps(Value(1, "1", 8, 10))
    assert one.overlaps(Value(1, "1", 11, 12))
    assert not one.overlaps(Value(1, derived="all"))
    assert Value(1, derived="all").overlaps(Value(1, derived="half"))


@given(st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 6), max_size=12))
def test_assignment_is_the_best(weights: dict[tuple[int, int], int]) -> None:
    """No other one-to-one matching weighs more."""
    pairs = assign(weights)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    best = max(sum(weights.get((left, right), 0) for left, right in enumerate(order)) for order in itertools.permutations(range(4)))
    assert sum(weights[pair] for pair in pairs) == best


def test_arms_are_found_by_words_then_by_role() -> None:
    """A label elsewhere on the page still names its arm; a lone comparator is the comparator."""
    gold, record = perfect_page(), perfect_page()
    arms = record["studies"][0]["arms"]
    for arm in arms:
        arm["label"] |= {"start": arm["label"]["start"] + 5000, "end": arm["label"]["end"] + 5000}
    arms[2]["label"]["value"] = "controls"
    found = tallies([gold], [record], "exact")
    assert found["arms.role"] == (3, 3, 3)
    assert found["arms.label"] == (0, 3, 3)
    assert found["participants"] == (10, 10, 10)
    assert tallies([gold], [record], "value")["arms.label"] == (2, 3, 3)


def test_an_arm_of_the_same_role_is_not_guessed_among_two() -> None:
    """Two unknown arms of one role stay unknown."""
    gold, record = perfect_page(), perfect_page()
    for number, arm in enumerate(record["studies"][0]["arms"]):
        arm["label"] = {"value": f"other {number}", "derived": "a guess"}
    assert tallies([gold], [record], "exact")["arms.role"] == (1, 3, 3)


def test_cited_studies_are_matched_by_what_they_hold() -> None:
    """The order of cited studies does not matter."""
    gold = perfect_page()
    first = gold["studies"][0] | {"role": "cited"}
    second = json.loads(json.dumps(first).replace('"start": ', '"start": 7').replace('"end": ', '"end": 7'))
    third = first | {"participants": first["participants"][:1], "arms": [], "doses": [], "outcomes": [], "cell_sources": []}
    gold["studies"] = [third, second, first]
    record = gold | {"studies": [first, third, second]}
    for mode in MODES:
        assert all(right == there == found for right, there, found in tallies([gold], [record], mode).values())


def test_pages_meet_by_id_then_by_file_name() -> None:
    """A record of other bytes with the same name is that page's record."""
    gold = [read_facts(perfect_page(1), "gold"), read_facts(perfect_page(2), "gold"), read_facts(perfect_page(3), "gold")]
    one, two = perfect_page(1), perfect_page(2)
    one["page"]["path"] = "elsewhere/other.txt"
    two["page"] |= {"id": "f" * 16, "path": "C:\\pages\\page-2.htm"}
    records = [read_facts(page, "records") for page in (two, one)]
    assert [found and found.id for _, found in pair_pages(gold, records)] == [one["page"]["id"], "f" * 16, None]


def test_intervals_bound_the_figure_and_repeat() -> None:
    """Seeded: the same numbers twice; narrow where pages are alike, around the figure where they are not."""
    counts = np.zeros((40, 2, 3), dtype=np.int64)
    counts[:, 0] = (3, 4, 4)
    counts[:, 1, 1:] = 4
    counts[::2, 1, 0] = 4
    low, high = intervals(counts, 2000, 1)
    assert low[0] == high[0] == 0.75
    assert 0.3 < low[1] < 0.4
    assert 0.6 < high[1] < 0.7
    again = intervals(counts, 2000, 1)
    assert (again[0] == low).all()
    assert (again[1] == high).all()


def test_macro_is_the_mean_over_pages_that_have_the_field() -> None:
    """A page with neither gold nor record values of a field has no say."""
    gold, empty = perfect_page(1), perfect_page(2)
    empty["studies"] = []
    half = copy.deepcopy(gold)
    half["studies"][0]["doses"] = []
    pages = judge_all([read_facts(page, "") for page in (gold, empty)], [read_facts(page, "") for page in (half, empty)])
    figures = score(pages, resamples=0).fields
    assert figures["doses.amount"]["exact"].macro == 0
    assert figures["participants"]["exact"].macro == 1
    assert figures["doses.amount"]["exact"].precision is None


def test_gains_and_losses() -> None:
    """A fact right before and not now is lost; the other way round it is gained."""
    gold, now, before = perfect_page(), perfect_page(), perfect_page()
    now["studies"][0]["participants"][3]["count"]["value"] = 1
    before["studies"][0]["outcomes"][2]["percent"] = None
    facts = [[read_facts(page, "")] for page in (gold, now, before)]
    change = compare(judge_all(facts[0], facts[1]), judge_all(facts[0], facts[2]), "exact")
    assert [(verdict.field, str(verdict.gold)) for verdict in change.lost] == [("participants", "130")]
    assert [(verdict.field, str(verdict.gold)) for verdict in change.gained] == [("outcomes.percent", "12.5")]
    assert (change.spurious_now, change.spurious_before) == (1, 0)


BAD = [
    ("[]", "not a record"),
    ('{"studies": []}', 'no "page"'),
    ("{", "not JSON"),
    ('{"page": {"id": "a"}, "studies": [{"participants": [{"count": 3}]}]}', "page a"),
    ('{"page": {"id": "a"}, "studies": [{"participants": [{"count": {"value": 3, "start": 1}}]}]}', "half a place"),
    ('{"page": {"id": "a"}, "studies": [{"participants": [{"count": {"value": true}}]}]}', "no value"),
]


@pytest.mark.parametrize(("line", "message"), BAD)
def test_bad_records_say_where(tmp_path: Path, line: str, message: str) -> None:
    """The message names file and line."""
    file = tmp_path / "records.jsonl"
    file.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(GoldError, match=message) as error:
        load(file)
    assert "records.jsonl:2" in str(error.value)


def test_records_may_hold_any_line_separator(tmp_path: Path) -> None:
    """Only a line feed ends a line of JSON Lines."""
    page = perfect_page()
    page["page"]["title"] = "one\u2028two\x85three"
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(page, ensure_ascii=False) + "\n", "utf-8")
    assert len(load(file)) == 1


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of twelve pages."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for number in range(12):
        page = perfect_page(number)
        (folder / f"{page['page']['id']}.json").write_text(json.dumps(page), "utf-8")
    return folder


def records_of(folder: Path, *, spoil: int = 0) -> Path:
    """Records like the gold's, some counts of each page dropped."""
    out = folder.parent / f"records-{spoil}.jsonl"
    pages = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("0*.json"))]
    for page in pages:
        del page["studies"][0]["participants"][:spoil]
    random.Random(1).shuffle(pages)
    out.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    return out


def test_splits_follow_the_rule_or_the_list(gold: Path) -> None:
    """Without splits.json the rule of ids holds; with it, what it lists."""
    pages = load(gold)
    assert {page.id for page in in_split(pages, "dev", gold)} == {page.id for page in pages if split_of(page.id) == "dev"}
    assert len(in_split(pages, "dev", gold)) + len(in_split(pages, "test", gold)) == 12
    (gold / "splits.json").write_text(json.dumps({"dev": [pages[0].id], "test": []}), "utf-8")
    assert [page.id for page in in_split(load(gold), "dev", gold)] == [pages[0].id]


def test_the_fingerprint_sees_every_byte(gold: Path) -> None:
    """A changed page changes its own split's fingerprint."""
    before = fingerprints(gold)
    page = next(path for path in sorted(gold.glob("*.json")) if split_of(path.stem) == "dev")
    page.write_bytes(page.read_bytes() + b"\n")
    after = fingerprints(gold)
    assert before["dev"] != after["dev"]
    assert before["test"] == after["test"]


def test_floors_hold_what_was_reached(gold: Path) -> None:
    """A fall is named; floors rise freely and sink only on demand; another gold needs new floors."""
    good = score_files(gold, records_of(gold), resamples=0).scores
    worse = score_files(gold, records_of(gold, spoil=2), resamples=0).scores
    floors = pin_floors(good, {}, "dev", "print")
    assert check_floors(good, floors, "dev", "print") == []
    falls = {(fall.field, fall.mode): str(fall) for fall in check_floors(worse, floors, "dev", "print")}
    assert falls["participants", "exact"] == "dev: participants (exact): 0.889, floor 1.000"
    assert ("doses.amount", "exact") not in falls
    with pytest.raises(GoldError, match="--lower-floors"):
        pin_floors(worse, floors, "dev", "print")
    lowered = pin_floors(worse, floors, "dev", "print", lower=True)
    assert lowered["dev"]["f1"]["participants"]["exact"] == 0.888
    assert check_floors(worse, lowered, "dev", "print") == []
    with pytest.raises(GoldError, match="gold has changed"):
        check_floors(good, floors, "dev", "another print")
    with pytest.raises(GoldError, match="no floors"):
        check_floors(good, floors, "test", "print")


def command(*given: object) -> Any:
    """The command's result."""
    app = typer.Typer()
    app.command()(score_command)
    return CliRunner().invoke(app, [str(one) for one in given], env={"COLUMNS": "100"})


def test_the_table_fits_a_terminal(gold: Path) -> None:
    """No line is wider than 100 columns, and none is folded or cut."""
    output = command(gold, records_of(gold, spoil=2)).output
    row = next(line for line in output.splitlines() if line.startswith("participants "))
    assert row.split()[:5] == ["participants", "120", "1.000", "0.800", "0.889"]
    assert max(map(len, output.splitlines())) <= 100
    assert "…" not in output


def test_the_command_speaks_json_and_lists_changes(gold: Path) -> None:
    """--json carries the figures, the groups and what changed against older records."""
    found = json.loads(command(gold, records_of(gold, spoil=1), "--against", records_of(gold), "--json").output)
    assert found["fields"]["participants"]["exact"]["right"] == 108
    assert found["by"]["reader"]["pubmed"]["pages"] == 12
    assert len(found["against"][0]["lost"]) == 12
    text = command(gold, records_of(gold, spoil=1), "--against", records_of(gold)).output
    assert "exact: 0 gained, 12 lost" in text


def test_one_page_is_shown_value_by_value(gold: Path) -> None:
    """--page takes an id or a file name."""
    records = records_of(gold, spoil=1)
    by_name, by_id = command(gold, records, "--page", "page-3").output, command(gold, records, "--page", f"{3:016x}").output
    assert by_name == by_id
    assert "missing" in by_name


def test_floors_from_the_command_line(gold: Path) -> None:
    """Pinned, kept, broken with exit code 1 and the facts that were lost."""
    good, worse = records_of(gold), records_of(gold, spoil=1)
    assert command(gold, good, "--raise-floors").exit_code == 0
    assert command(gold, good, "--check-floors").exit_code == 0
    broken = command(gold, worse, "--check-floors", "--against", good)
    assert broken.exit_code == 1
    assert "fell: dev: participants (exact)" in broken.output
    assert "lost (exact): " in broken.output
    assert isinstance(command(gold, worse, "--raise-floors").exception, GoldError)
    assert command(gold, worse, "--raise-floors", "--lower-floors").exit_code == 0
    assert command(gold, worse, "--check-floors").exit_code == 0
