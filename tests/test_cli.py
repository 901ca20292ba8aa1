"""The command line as people meet it: what it writes, what it says, which status it ends with."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from abstract_extract.cli import main
from abstract_extract.cli.marks import STYLES, marked, marks_of, readable, stretches
from abstract_extract.cli.table import StudyTable
from abstract_extract.errors import StageFailed
from abstract_extract.page import Source
from abstract_extract.record import (
    Arm,
    CellSource,
    Check,
    Dose,
    FollowUp,
    Grounded,
    Outcome,
    PageInfo,
    Participants,
    Record,
    Section,
    Study,
)
from fake_extract import count_numbers

TEXT = "Ten patients got 2 × 10^6 allogeneic cells. After 6 months, 7 of 10 had closed fistulas [see Fig. 1]."


def value_in(text: str, words: str, value: float | str, after: int = 0) -> Grounded:
    start = text.index(words, after)
    return Grounded(value=value, text=words, start=start, end=start + len(words))


def full_record(text: str = TEXT, path: str = "page.txt") -> Record:
    study = Study(
        role="reported",
        arms=(Arm(id="a", label=value_in(text, "cells", "cells"), role="experimental"),),
        participants=(Participants(count=value_in(text, "Ten", 10), status="enrolled"),),
        cell_sources=(CellSource(donor=value_in(text, "allogeneic", "allogeneic")),),
        doses=(Dose(amount=value_in(text, "2 × 10", 2e6), unit="{cells}"),),
        follow_ups=(FollowUp(duration=value_in(text, "6 months", "P6M", text.index("After"))),),
        outcomes=(
            Outcome(
                label=value_in(text, "closed fistulas", "closed fistulas"),
                kind="efficacy",
                events=value_in(text, "7", 7),
                denominator=value_in(text, "10", 10, text.index("7 of")),
                arm="a",
            ),
        ),
    )
    page = PageInfo(
        id="0",
        path=path,
        reader="generic",
        encoding="utf-8",
        title="Ten patients",
        report_type="trial_report",
        sections=(Section(label="", start=text.index("Ten"), end=text.index(" [see")),),
    )
    doubt = Check(code="denominator", severity="warning", message="Ten is not ten.", facts=("/studies/0/outcomes/0",))
    return Record(page=page, studies=(study,), checks=(doubt,))


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """These tests are of the command line: the pipeline counts numbers, as fast as can be."""
    module = types.ModuleType("abstract_extract.pipeline")
    module.record = count_numbers  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "abstract_extract.pipeline", module)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("12 patients")
    (folder / "b.txt.gz").write_bytes(gzip.compress(b"13 patients"))
    return folder


Captured = pytest.CaptureFixture[str]

WRONG = [
    ("run", "missing argument 'PATH…'"),
    ("run x.html", "no such file: x.html (give a file, a folder, or - for standard input)"),
    ("run pages x.html", "no such file: x.html"),
    ("run pages --workers 0", "--workers"),
    ("run pages --workers many", "--workers"),
    ("run pages --nonsense", "no such option: --nonsense"),
    ("run pages --db a.db --no-db", "--db and --no-db exclude each other"),
    ("run pages --jsonl nowhere/x.jsonl", "cannot write nowhere/x.jsonl: No such file or directory"),
    ("run pages --jsonl pages", "cannot write pages: Is a directory"),
    ("run empty", "no pages in empty"),
    ("rnu", "no such command 'rnu'"),
    ("show", "missing argument 'PAGE'"),
    ("show gone.txt", "no such file: gone.txt"),
    ("show pages", "pages is a folder"),
    ("show pages/a.txt --entry 2", "fewer than 2 citations"),
]


@pytest.mark.usefixtures("pages")
@pytest.mark.parametrize(("arguments", "said"), WRONG)
def test_wrong_arguments_are_one_line(arguments: str, said: str, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "empty").mkdir()
    assert main(arguments.split()) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("abstract-extract: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("url", ["nowhere/x.db", "pages/a.txt", "nonsense://x"])
def test_an_unusable_database_is_status_3(pages: Path, url: str, capsys: Captured) -> None:
    (pages / "a.txt").write_text("12 patients " * 100)
    assert main(["run", "pages/b.txt.gz", "--db", url, "--jsonl", "out.jsonl"]) == 3
    assert capsys.readouterr().err.count("\n") == 1
    assert not Path("out.jsonl").exists()
    assert not Path("out.jsonl.part").exists()


@pytest.mark.usefixtures("pages")
class TestRun:
    def test_writes_review_db_here(self, capsys: Captured) -> None:
        assert main(["run", "pages"]) == 0
        with sqlite3.connect("review.db") as connection:
            assert connection.execute("SELECT path, sample_size FROM study_rows ORDER BY path").fetchall() == [
                ("pages/a.txt", "12 enrolled"),
                ("pages/b.txt.gz", "13 enrolled"),
            ]
        assert "review.db: 2 written (8 rows), 0 unchanged" in capsys.readouterr().out
        assert main(["run", "pages"]) == 0
        assert "review.db: 0 written (0 rows), 2 unchanged" in capsys.readouterr().out

    def test_jsonl_alone_writes_no_database(self) -> None:
        assert main(["run", "pages", "--jsonl", "out.jsonl", "--quiet"]) == 0
        lines = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
        assert [line["page"]["path"] for line in lines] == ["pages/a.txt", "pages/b.txt.gz"]
        assert [line["studies"][0]["participants"][0]["count"]["value"] for line in lines] == [12, 13]
        assert not list(Path().glob("review.db*"))

    def test_jsonl_keeps_the_order_of_the_record(self) -> None:
        main(["run", "pages/a.txt", "--jsonl", "out.jsonl", "-q"])
        (line,) = Path("out.jsonl").read_text().splitlines()
        assert list(json.loads(line)) == ["schema_version", "page", "studies", "checks"]
        assert ": " not in line

    def test_both_when_both_are_asked_for(self) -> None:
        assert main(["run", "pages", "--jsonl", "out.jsonl", "--db", "sqlite:///mine.db", "-q"]) == 0
        assert Path("out.jsonl").exists()
        assert Path("mine.db").exists()

    def test_standard_output_is_json_lines_alone(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        assert main(["run", "pages", "--jsonl", "-", "--table"]) == 0
        captured = capfdbinary.readouterr()
        assert [json.loads(line)["schema_version"] for line in captured.out.splitlines()] == ["1", "1"]
        assert b"2 enrolled" not in captured.out
        assert b"12 enrolled" in captured.err
        assert b"pages in" in captured.err

    def test_failures_are_told_and_are_status_1(self, pages: Path, capsys: Captured) -> None:
        for number in range(5):
            (pages / f"empty{number}.txt").write_text("")
        (pages / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        (pages / "large.txt").write_bytes(b"a" * 21 * 1024 * 1024)
        assert main(["run", "pages", "--no-db", "--jsonl", "out.jsonl"]) == 1
        said = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        assert "7  failures" in said
        reason = said.index("5    the file is empty")
        assert said[reason + 1].strip() == "pages/empty0.txt, pages/empty1.txt, pages/empty2.txt, …"
        assert len(Path("out.jsonl").read_text().splitlines()) == 9

    def test_quiet_says_nothing(self, capsys: Captured) -> None:
        assert main(["run", "pages", "--quiet"]) == 0
        assert capsys.readouterr() == ("", "")

    def test_its_own_outputs_are_no_pages(self) -> None:
        arguments = ["run", ".", "--jsonl", "pages/out.jsonl", "--db", "review.db", "-q"]
        assert main(arguments) == 0
        first = Path("pages/out.jsonl").read_bytes()
        assert main(arguments) == 0
        assert Path("pages/out.jsonl").read_bytes() == first

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"14 patients")))
        assert main(["run", "-", "--jsonl", "out.jsonl", "-q"]) == 0
        assert json.loads(Path("out.jsonl").read_text())["page"]["path"] == "-"

    def test_ctrl_c_keeps_what_was_finished(self, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
        def interrupted(*_: object, **__: object) -> Iterator[Record]:
            yield full_record()
            raise KeyboardInterrupt

        monkeypatch.setattr("abstract_extract.cli.run.extract_all", interrupted)
        Path("out.jsonl").write_text("as it was before")
        assert main(["run", "pages", "--jsonl", "out.jsonl", "--db", "review.db"]) == 130
        said = "abstract-extract: interrupted: 1 page finished, kept in review.db and out.jsonl.part\n"
        assert capsys.readouterr() == ("", said)
        assert Path("out.jsonl").read_text() == "as it was before"
        assert len(Path("out.jsonl.part").read_text().splitlines()) == 1
        with sqlite3.connect("review.db") as connection:
            assert connection.execute("SELECT count(*) FROM pages").fetchone() == (1,)


class TestShow:
    @pytest.fixture(autouse=True)
    def one_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("abstract_extract.cli.show.pipeline_record", lambda: self.read)
        Path("page.txt").write_text(TEXT)
        Path("page.txt.gz").write_bytes(gzip.compress(TEXT.encode()))

    @staticmethod
    def read(source: Source) -> Record:
        if "FAIL" in source.text:
            raise StageFailed("the page says so", stage="annotate")
        return full_record(source.text, source.path)

    @pytest.mark.parametrize("page", ["page.txt", "page.txt.gz"])
    def test_values_in_brackets_where_there_is_no_colour(self, page: str, capsys: Captured) -> None:
        assert main(["show", page]) == 0
        lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        assert lines[:2] == ["Ten patients", "trial report"]
        assert "[participants: Ten] patients got [dose: 2 × 10]^6 [cell source: allogeneic] [arm: cells]." in lines[4]
        assert "[outcome: 7] of [outcome: 10] had [outcome: closed fistulas] [see Fig. 1]." in " ".join(lines[4:6])
        assert any(line.split() == ["participants", "10", "enrolled", "Ten", "0–3"] for line in lines)
        assert lines[-1].strip() == "warning: Ten is not ten. (denominator)"

    def test_a_page_without_record(self, capsys: Captured) -> None:
        Path("fail.txt").write_text("FAIL")
        Path("empty.txt").write_text("")
        assert main(["show", "fail.txt"]) == 1
        assert main(["show", "empty.txt"]) == 1
        assert capsys.readouterr() == (
            "",
            """abstract-extract: fail.txt: no record: the page says so (stage: annotate)
abstract-extract: empty.txt: no record: the file is empty (stage: read)
""",
        )

    def test_one_citation_of_many(self, capsys: Captured) -> None:
        Path("refs.jsonl").write_text(
            "\n".join(json.dumps({"text": TEXT + str(n)}, ensure_ascii=False) for n in range(3))
        )
        assert main(["show", "refs.jsonl", "--entry", "2"]) == 0
        said = capsys.readouterr().out
        assert "[see Fig. 1].1" in said
        assert "Citation 2 of a file of many" in said


HTML = (
    "<html><head><style>p {color: red}</style></head><body><nav>Menu: Ten studies</nav><div><p>Ten patients got "
    "2 × 10<sup>6</sup> allogeneic cells.</p><p>After 6 months, 7 of 10 had closed fistulas [see Fig. 1].</p></div>"
)


def test_markup_is_dropped_and_only_what_matters_is_shown() -> None:
    start = HTML.index("Ten patients")
    record = full_record(HTML)
    record = record.model_copy(
        update={"page": record.page.model_copy(update={"sections": (Section(label="", start=start, end=len(HTML)),)})}
    )
    marks = [mark for mark in marks_of(record) if mark.start >= start]
    shown = marked(HTML, stretches(HTML, record, marks), marks, colour=False).plain
    assert shown.startswith("Ten patients got [dose: 2 × 10]^6 [cell source: allogeneic] [arm: cells].")
    assert "Menu" not in shown


def test_a_value_outside_all_sections_is_shown_with_its_paragraph() -> None:
    record = full_record(HTML)
    record = record.model_copy(update={"page": record.page.model_copy(update={"sections": ()})})
    shown = marked(HTML, stretches(HTML, record, marks_of(record)), marks_of(record), colour=False).plain
    assert "After [follow-up: 6 months], [outcome: 7] of" in shown
    assert "color" not in shown


def test_colours_are_those_of_the_lists() -> None:
    record = full_record()
    text = marked(TEXT, stretches(TEXT, record, marks_of(record)), marks_of(record), colour=True)
    assert text.plain == TEXT
    assert {str(span.style) for span in text.spans} == set(STYLES.values())


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("1&#215;10<sup class='x'>6</sup>", "1×10^6"),
        ("<p>a</p><p>b</p>", "\na\n\nb\n"),
        ("<script>var x = '<p>';</script>c", " c"),
        ("p < 0.05 and n > 3", "p < 0.05 and n > 3"),
        ("<td>3</td><td>4</td>", "3  4  "),
    ],
)
def test_readable(markup: str, words: str) -> None:
    assert readable(markup) == words


@pytest.mark.parametrize("width", [80, 100, 160])
def test_the_table_fits_its_width(width: int) -> None:
    table = StudyTable()
    for number in range(3):
        table.note(full_record(path=f"some/folder/a-page-with-quite-a-long-name-{number}.html"))
    console = Console(width=width, file=io.StringIO())
    console.print(table.render(width))
    said = console.file.getvalue()  # type: ignore[attr-defined]
    assert max(map(len, said.splitlines())) <= width
    for words in ("enrolled", "allogeneic", "2 × 10^6", "months", "fistulas", "7/10", "Ten is"):
        assert words in said


def test_schema_is_of_records_and_failures(capsys: Captured) -> None:
    assert main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert [part["$ref"] for part in schema["anyOf"]] == ["#/$defs/Record", "#/$defs/Failure"]
    assert "participants" in schema["$defs"]["Study"]["properties"]


def test_version_and_help(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("abstract-extract 0.")
    assert main(["run", "--help"]) == 0
    assert "--jsonl" in capsys.readouterr().out
    assert main([]) == 2


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from abstract_extract.cli import main; main(['--help']);"
        "print([name for name in ('spacy', 'sqlalchemy', 'numpy', 'pydantic') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_a_closed_pipe_is_quiet(pages: Path) -> None:
    (pages / "many.jsonl").write_text("\n".join(json.dumps({"text": "12 patients " * 100}) for _ in range(300)))
    script = (
        "import sys, types; from fake_extract import count_numbers; module = types.ModuleType('p');"
        "module.record = count_numbers; sys.modules['abstract_extract.pipeline'] = module;"
        "from abstract_extract.cli import main; sys.exit(main(['run', 'pages', '--jsonl', '-', '--workers', '1']))"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"PYTHONPATH": str(Path(__file__).parent)}
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(10) == b'{"schema_v'
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
