"""Golden pages: one small page a layout, and what its reader makes of it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from abstract_extract.page import Page, Role, Source
from abstract_extract.read import READERS, Layout, generic, read
from abstract_extract.read.citation import own_registry_ids
from abstract_extract.read.labels import is_over, label_for, section_for
from abstract_extract.read.language import language_of
from abstract_extract.read.titles import reads_like_title
from abstract_extract.resolve import kind_of, resolve

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(
    path
    for path in GOLDEN.glob("*/*.*")
    if path.suffix in {".html", ".txt", ".xml", ".json"} and not path.name.endswith(".expected.json")
)
SHARED = Path(__file__).parents[1] / ".." / "shared" / "pages"
STUDY = {Role.TITLE, Role.ABSTRACT, Role.BODY, Role.FIELD, Role.TABLE}
ABSTRACT = (
    "Cells for sore knees: a small trial\n\nBackground: Knees wear out. Methods: Twenty patients "
    "were given 2 x 10^6 cells. "
    "Results: Twelve patients improved. Conclusions: A larger trial is needed. "
) + "The patients were seen again after six months by a nurse who did not know the group. " * 20


def page_of(path: Path) -> Page:
    return read(Source("golden", path.name, path.read_text("utf-8"), "utf-8"))


def as_json(page: Page) -> dict[str, Any]:
    identifiers = {key: value for key, value in page.identifiers.model_dump(mode="json").items() if value}
    return {
        "reader": page.reader,
        "title": page.title,
        "journal": page.journal,
        "year": page.year,
        "language": page.language,
        "identifiers": identifiers,
        "is_registry": page.is_registry,
        "is_completed": page.is_completed,
        "is_site": page.is_site,
        "has_abstract": page.has_abstract,
        "publication_types": list(page.publication_types),
        "notes": [code for code, _ in page.notes],
        "blocks": [[block.role.value, block.label, block.text.string] for block in page.blocks],
    }


def squeezed(string: str) -> str:
    return "".join(string.replace("|", "").split())


def expected_of(path: Path) -> Path:
    return path.with_name(path.name + ".expected.json")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_golden_page(path: Path, request: pytest.FixtureRequest) -> None:
    found = as_json(page_of(path))
    expected = expected_of(path)
    if request.config.getoption("--rewrite-golden"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{expected.name} was written; run again without --rewrite-golden")
    assert found == json.loads(expected.read_text("utf-8"))


def test_every_golden_page_has_something_to_expect() -> None:
    assert PAGES
    for path in PAGES:
        expected = json.loads(expected_of(path).read_text("utf-8"))
        assert expected["reader"] and expected["blocks"], path
        assert any(role in {"abstract", "body", "field", "table", "title"} for role, _, _ in expected["blocks"]), path


def test_no_expected_file_is_without_its_page() -> None:
    pages = {expected_of(path) for path in PAGES}
    assert set(GOLDEN.glob("*/*.expected.json")) == pages


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_block_reads_back_in_the_source(path: Path) -> None:
    page = page_of(path)
    source = page.source.text
    kind = kind_of(source, path.name)
    for block in page.blocks:
        text = block.text
        for start, low, high in zip(text.starts, text.sources, text.ends, strict=True):
            following = min((s for s in text.starts if s > start), default=len(text.string))
            piece = text.string[start:following]
            if high - low == len(piece) and piece.strip():
                assert source[low:high] == piece
        if "^" not in text.string and " | " not in text.string:
            start, end = text.span(0, len(text))
            assert squeezed(resolve(source[start:end], kind)) == squeezed(resolve(text.string, "text"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_line_gets_lost(path: Path) -> None:
    page = page_of(path)
    covered: set[int] = set()
    for block in page.blocks:
        for low, high in zip(block.text.sources, block.text.ends, strict=True):
            covered.update(range(low, high))
    for line in Layout(page.source).lines if page.source.text.lstrip()[:1] not in "{[" else ():
        start, end = line.text.span(0, len(line.text))
        missing = "".join(page.source.text[i] for i in range(start, end) if i not in covered)
        assert sum(character.isalnum() for character in resolve(missing, kind_of(page.source.text, path.name))) == 0, (
            line.string
        )


def test_every_reader_but_the_last_declines_plain_text() -> None:
    layout = Layout(Source("0", "a.txt", ABSTRACT, "utf-8"))
    assert [reader.__module__ for reader in READERS if reader(layout) is not None] == [generic.__name__]


def test_declining_costs_little() -> None:
    """Half a millisecond over all readers for 2 kB of text, lines included; the fastest of some runs counts."""
    assert 1500 < len(ABSTRACT) < 3000

    def run() -> float:
        layout = Layout(Source("0", "a.txt", ABSTRACT, "utf-8"))
        start = time.perf_counter()
        for reader in READERS[:-1]:
            assert reader(layout) is None
        return time.perf_counter() - start

    assert min(run() for _ in range(20)) < 0.0005


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared pages are not beside this checkout")
@pytest.mark.parametrize(
    ("start", "reader", "title", "identifiers"),
    [
        ("000", "qxmd", "Safety and efficacy of Injection of Human Placenta", {}),
        ("001", "science_communicator", "Localized Administration of Mesenchymal Stem Cell-Derived Exosomes", {}),
        (
            "002",
            "vufind",
            "Evaluating the safety and efficacy",
            {"pmid": "36518984", "pmcid": "PMC9733972", "doi": "10.1093/gastro/goac075"},
        ),
        ("003", "ignite", "Clinical Trial Phase IIa on Amelioration", {"registry": ("NCT05871463",)}),
        ("004", "clinic_blog", "How to fully understand the safety", {}),
    ],
)
def test_shared_page(start: str, reader: str, title: str, identifiers: dict[str, Any]) -> None:
    page = page_of(next(SHARED.glob(f"{start}_*")))
    assert page.reader == reader
    assert page.title is not None and page.title.startswith(title)
    assert {key: value for key, value in page.identifiers.model_dump().items() if value} == identifiers
    assert sum(len(block.text) for block in page.blocks if block.role in STUDY) > 1000


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "ClinicalTrials.gov identifier: NCT03611577. A larger follow-on trial (NCT04998302) is recruiting.",
            ["NCT03611577"],
        ),
        ("A phase 2 study with 66 infants has been started (NCT01828957).", []),
        ("This trial was registered before the next phase 3 trial had started, as NCT00000001.", ["NCT00000001"]),
        ("In the earlier open trial (NCT00000002) nobody was harmed.", []),
        ("A pivotal trial (NCT00000004) is being prepared.", []),
        ("A controlled study with 25 treated is in print (NCT00000004).", []),
        ("An extension with 33 participants (NCT00000004) goes on.", []),
        ("ClinicalTrials.gov numbers, NCT00000005. The long-term follow-up is NCT00000004.", ["NCT00000005"]),
        ("This study (NCT00000005) was a long-term follow-up of 30 patients.", ["NCT00000005"]),
        ("Cells are prepared on site for the trial (NCT00000005).", ["NCT00000005"]),
        ("EudraCT 2010-021602-37; NCT01663116.", ["EUCTR2010-021602-37", "NCT01663116"]),
        ("A 120-patient study is planned (NCT00000003 is the present trial).", ["NCT00000003"]),
    ],
)
def test_own_registry_numbers(text: str, own: list[str]) -> None:
    assert list(own_registry_ids(text)) == own


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Enrollment:", "Enrollment"),
        ("Estimated Enrollment  i", "Estimated Enrollment"),
        ("Enrollment (Actual)", "Actual Enrollment"),
        ("样本总量 Total sample size", "Estimated Enrollment"),
        ("Target sample size", "Estimated Enrollment"),
        ("Total final enrolment", "Actual Enrollment"),
        ("RECRUITMENT STATUS", "Overall Status"),
        ("注册题目", "Brief Title"),
        ("Primary outcome(s)", "Primary Outcome Measure"),
        ("About this trial", "Brief Summary"),
        ("Trial Overview", "Brief Summary"),
        ("Who can join", "Eligibility Criteria"),
        ("What is measured", "Primary Outcome Measure"),
        ("About this site", None),
        ("Favourite colour", None),
        ("", None),
    ],
)
def test_labels(label: str, name: str | None) -> None:
    found = label_for(label)
    assert (found.name if found else None) == name


def test_a_label_may_mean_something_in_its_part_only() -> None:
    assert label_for("Measure") is None
    measure = label_for("Measure", "primary")
    assert measure is not None and measure.name == "Primary Outcome Measure"
    assert section_for("Arms and Interventions") == "arms"
    assert section_for("Arms were counted") is None


@pytest.mark.parametrize(
    ("status", "over"),
    [
        ("COMPLETED", True),
        ("Completed", True),
        ("Terminated", True),
        ("Recruiting", False),
        ("ACTIVE_NOT_RECRUITING", False),
        ("No longer recruiting", True),
        ("Recruitment complete", True),
        ("UNKNOWN", False),
        ("", None),
        ("maybe", None),
    ],
)
def test_status(status: str, over: bool | None) -> None:
    assert is_over(status) is over


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ten patients were given the cells and were followed for a year.", "en"),
        ("Zehn Patienten wurden mit den Zellen behandelt und nach einem Jahr untersucht.", "de"),
        ("Diez pacientes fueron tratados con las células y seguidos por un año.", "es"),
        ("Dez pacientes foram tratados com as células e não houve perda em um ano.", "pt"),
        ("十名患者接受了细胞输注。", "zh"),
        ("Десяти пацієнтам ввели клітини.", "uk"),
        ("12 34", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("string", "is_title"),
    [
        ("Allogeneic stem cells for large macular holes: a comparative series", True),
        ("异体脐带间充质干细胞移植治疗难治性红斑狼疮的多中心观察", True),
        ("Exosomes in wound care", True),
        ("Home > Research > Hematology", False),
        ("Sign in  Create account  Help", False),
        ("J Cell Ther. 2021 Mar;9(3):211-222.", False),
        ("Smith J, Jones AB, Brown C", False),
        ("METHODS AND RESULTS", False),
        ("A RANDOMISED STUDY OF CARDIAC STEM CELLS AFTER LARGE INFARCTION", True),
        ("SHARED CLINICAL TRIALS INFORMATION SYSTEM", False),
        ("34th Joint Meeting of the Danubian Societies of Haematology", False),
        ("Zeitschrift für Zelluläre Gastroenterologie", False),
        ("Rüdiger von der Aue-Schäßburg", False),
        ("You are on page 1 of 9, keep reading", False),
        ("Our English website is open for 1,204,511 papers", False),
        ("请登录后检索期刊和会议论文全文", False),
        ("Reprinted in this chapter of the book:", False),
    ],
)
def test_title_or_not(string: str, is_title: bool) -> None:
    assert reads_like_title(string) is is_title
