"""Structured formats: what their readers make of them, how files of many are divided, and what is refused."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from abstract_extract.errors import MalformedPage
from abstract_extract.page import Page, Role, Source
from abstract_extract.read import entries, read
from abstract_extract.read.database import registry_numbers, says_no_abstract, unwrapped
from abstract_extract.read.identifiers import registry_ids
from abstract_extract.read.json_tree import Leaf, parse_json
from abstract_extract.read.medline import fields_of
from abstract_extract.resolve import kind_of, resolve
from abstract_extract.text import Text

GOLDEN = Path(__file__).parent / "golden_formats"
FILES = sorted(path for path in GOLDEN.glob("*/*.*") if not path.name.endswith(".expected.json"))
ABSTRACTS = Path(__file__).parents[1] / ".." / "shared" / "data" / "abstracts.unlabelled.jsonl"


def source(text: str, path: str = "page.txt") -> Source:
    return Source("0", path, text, "utf-8")


def sources_of(path: Path) -> list[Source]:
    return list(entries(source(path.read_bytes().decode("utf-8"), path.name)))


def as_json(page: Page) -> dict[str, Any]:
    return {
        "entry": page.source.entry,
        "reader": page.reader,
        "title": page.title,
        "journal": page.journal,
        "year": page.year,
        "language": page.language,
        "identifiers": {key: value for key, value in page.identifiers.model_dump(mode="json").items() if value},
        "is_registry": page.is_registry,
        "is_completed": page.is_completed,
        "has_abstract": page.has_abstract,
        "publication_types": list(page.publication_types),
        "notes": [code for code, _ in (*page.source.notes, *page.notes)],
        "blocks": [[block.role.value, block.label, block.text.string] for block in page.blocks],
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_golden_file(path: Path, request: pytest.FixtureRequest) -> None:
    found = [as_json(read(entry)) for entry in sources_of(path)]
    expected = path.with_name(path.name + ".expected.json")
    if request.config.getoption("--rewrite-golden"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"{expected.name} was written; run again without --rewrite-golden")
    assert found == json.loads(expected.read_text("utf-8"))


def test_each_format_has_a_golden_file() -> None:
    readers = {
        page["reader"]
        for path in FILES
        for page in json.loads(path.with_name(path.name + ".expected.json").read_text("utf-8"))
    }
    assert readers == {
        "medline",
        "ris",
        "refworks",
        "cord",
        "pubmed_xml",
        "jats",
        "clinicaltrials_json",
        "json_lines",
        "pubmed_text",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_run_reads_back_in_its_entry(path: Path) -> None:
    for entry in sources_of(path):
        kind = kind_of(entry.text, path.name)
        for block in read(entry).blocks:
            text = block.text
            stops = [*text.starts[1:], len(text.string)]
            for start, stop, low, high in zip(text.starts, stops, text.sources, text.ends, strict=True):
                if high - low == stop - start and high > low and not text.string[start:stop].isspace():
                    assert entry.text[low:high] == text.string[start:stop]
            if (
                block.role in (Role.TITLE, Role.ABSTRACT, Role.FIELD)
                and "\\(10" not in entry.text[slice(*text.span(0, len(text)))]
            ):
                low, high = text.span(0, len(text))
                assert "".join(resolve(entry.text[low:high], kind).split()) == "".join(
                    resolve(text.string, "text").split()
                )


# What a file of many is divided into: the first characters of each part, None where it is one page.
PARTS: tuple[tuple[str, list[str]], ...] = (
    ('{"a": 1}\n{"a": 2}\n', ['{"a": 1}', '{"a": 2}']),
    ('\ufeff{"a": 1}\r\n\r\n{"a": 2}', ['{"a": 1}', '{"a": 2}']),
    ('{"a": 1}\n{"a": br\n{"a": 3}', ['{"a": 1}', '{"a": br', '{"a": 3}']),
    ('{"a": br\n{"a": 2}', ['{"a": br', '{"a": 2}']),
    ('[{"a": 1},\n {"a": [{}]}]', ['{"a": 1}', '{"a": [{}]}']),
    ('{"n": 2, "studies": [{"a": 1}, {"a": 2}], "next": "x"}', ['{"a": 1}', '{"a": 2}']),
    ('{"resultList": {"result": [{"a": 1}, {"a": 2}]}}', ['{"a": 1}', '{"a": 2}']),
    ("PMID- 1\nTI  - A\nAB  - B\n\nPMID- 2\nTI  - C\n\n", ["PMID- 1\nTI  - A\nAB  - B", "PMID- 2\nTI  - C"]),
    ("TY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\nER  - \n", ["TY  - JOUR\nTI  - A", "TY  - JOUR\nTI  - B\nER  -"]),
    (
        "TY  - JOUR\nTI  - A\nER  - \nstray\nTY  - RPRT\nTI  - B\n",
        ["TY  - JOUR\nTI  - A\nER  - \nstray", "TY  - RPRT\nTI  - B"],
    ),
    (
        "<articles><article><front>1</front></article><article><front>2</front></article></articles>",
        ["<article><front>1</front></article>", "<article><front>2</front></article>"],
    ),
    (
        "1. J A. 2020;1:2.\n\nT.\n\nPMID: 1\n\n\n2. J B. 2021;1:2.\n\nU.\n\nPMID: 2",
        ["1. J A. 2020;1:2.\n\nT.\n\nPMID: 1", "2. J B. 2021;1:2.\n\nU.\n\nPMID: 2"],
    ),
)
WHOLE: tuple[str, ...] = (
    '{"title": "one"}\n',
    '{\n  "title": "one",\n  "abstract": "x"\n}',
    '[{"title": "one"}]',
    '{"title": "A", "references": [{"title": "B"}, {"title": "C"}]}',
    '{"title": "A", "results": [{"x": 1}, {"x": 2}]}',
    "PMID- 1\nTI  - A\nAB  - B\n",
    "TY  - JOUR\nTI  - A\nER  - \n",
    "<PubmedArticleSet><PubmedArticle><PMID>1</PMID></PubmedArticle></PubmedArticleSet>",
    "<PubmedArticleSet></PubmedArticleSet>",
    "1. We gave cells.\n\n2. We waited until 2020.\n\nPMID: 3",
    "Just a page about 2020.",
)


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_file_of_many(text: str, parts: list[str]) -> None:
    found = list(entries(source(text)))
    assert [entry.text for entry in found] == parts
    assert [entry.entry for entry in found] == list(range(1, len(parts) + 1))


@pytest.mark.parametrize("text", WHOLE)
def test_file_of_one(text: str) -> None:
    whole = source(text)
    assert list(entries(whole)) == [whole]


ARTICLE = "<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>"
# A file of many that breaks off: so many citations are given, and then these words are the reason.
BROKEN: tuple[tuple[str, int, str], ...] = (
    (f"<PubmedArticleSet>\n{ARTICLE}\n{ARTICLE}\n{ARTICLE[:40]}", 2, "line 4, column 40"),
    (f"<PubmedArticleSet>{ARTICLE}<PubmedArticle><b></PubmedArticle></PubmedArticleSet>", 1, "mismatched tag"),
    (f"<PubmedArticleSet>{ARTICLE}{ARTICLE}", 2, "no element found"),
    ('[{"a": 1}, {"a": 2}, {"a": "x', 2, "line 1, column 28"),
    ('[{"a": 1}', 1, "after an object of its list"),
    ('[{"a": 1} {"a": 2}]', 1, "after an object of its list"),
    ('[{"a": ' + "[" * 100_000, 0, "nested too deep"),
)


@pytest.mark.parametrize(("text", "complete", "reason"), BROKEN, ids=lambda value: str(value)[:30])
def test_what_stands_before_a_break_is_given(text: str, complete: int, reason: str) -> None:
    found: list[Source] = []

    def collect() -> None:
        for entry in entries(source(text)):
            found.append(entry)  # noqa: PERF402 - what came before the error is wanted

    with pytest.raises(MalformedPage, match=reason):
        collect()
    assert [entry.entry for entry in found] == list(range(1, complete + 1))


# A page that is refused, and words of the reason.
REFUSED: tuple[tuple[str, str], ...] = (
    (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><PubmedArticle>&d;</PubmedArticle>',
        "declares entities",
    ),
    (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><trial>&b;</trial>',
        "declares entities",
    ),
    ('<?xml version="1.0"?>\n<article><front>\n<article-meta>', "line 3, column 15"),
    ("<PubmedArticleSet></PubmedArticleSet>", "holds no citation"),
    ("<PubmedArticleSet><DeleteCitation><PMID>1</PMID></DeleteCitation></PubmedArticleSet>", "only 1 to delete"),
    ("<PubmedArticle>" + "<b>" * 20_000 + "</b>" * 20_000 + "</PubmedArticle>", "nested deeper"),
    (
        '<?xml version="1.0"?><article><front>' + "<sec>" * 20_000 + "</sec>" * 20_000 + "</front></article>",
        "nested deeper",
    ),
    ('{"abstract": ' * 20_000, "nested deeper"),
    ('{"title": "a", "abstract": "b', "line 1, column 28: it breaks off"),
    ('{"title": "a",\n "abstract" "b"}', "line 2"),
    ('{"title": "a"} and more', "after its end"),
)


@pytest.mark.parametrize(("text", "reason"), REFUSED, ids=lambda value: str(value)[:30])
def test_refused_with_a_reason_at_once(text: str, reason: str) -> None:
    start = time.perf_counter()
    with pytest.raises(MalformedPage, match=reason):
        for entry in entries(source(text)):
            read(entry)
    assert time.perf_counter() - start < 1


def test_deep_unknown_xml_is_read_at_once() -> None:
    start = time.perf_counter()
    page = read(source('<?xml version="1.0"?>' + "<b>" * 20_000 + "Ten patients." + "</b>" * 20_000))
    assert any("Ten patients." in block.text.string for block in page.blocks)
    assert time.perf_counter() - start < 1


# Text pages that are of no format here, though they look a little like one.
NEAR_MISSES: tuple[str, ...] = (
    "PMID- 12345678 is the number of the paper. Ten patients were treated with cells.",
    "TY for reading. TI - a titanium implant was given to ten patients.",
    "RT - PCR was done in ten patients. T1 - weighted images were taken.",
    "key: value authors: none. Ten patients were treated.",
    "1. Ten patients were treated in 2020.\n\n2. Nine improved.",
    "IL - 6 and AB - blood groups were measured in ten patients.",
)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_go_to_other_readers(text: str) -> None:
    assert read(source(text)).reader not in {"medline", "ris", "refworks", "cord", "pubmed_text", "pubmed_xml", "jats"}


@pytest.mark.parametrize(
    ("string", "is_none"),
    [
        ("[No abstract available]", True),
        ("No abstract available.", True),
        ("N/A", True),
        (" \n", True),
        ("Abstract available from the publisher.", True),
        ("None of the 12 patients died.", False),
        ("No abstract thought was needed to treat ten patients.", False),
    ],
)
def test_words_in_place_of_an_abstract(string: str, is_none: bool) -> None:
    assert says_no_abstract(string) is is_none


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        ("a double-\n      blind trial", "a double-blind trial"),
        ("low-\nand high-dose", "low- and high-dose"),
        ("10 -\n20 patients", "10 - 20 patients"),
        ("one\r\n      two \n\n three", "one two three"),
        ("2020-\n2021", "2020-2021"),
    ],
)
def test_wrapped_lines(wrapped: str, joined: str) -> None:
    assert unwrapped(Text.of(wrapped)).string == joined


@pytest.mark.parametrize(
    ("study", "stated", "own"),
    [
        ("Registered: NCT01144962.", [], ("NCT01144962",)),
        ("A phase 3 trial is under way (NCT03370874).", ["ClinicalTrials.gov/NCT03370874"], ()),
        ("Ten patients.", ["EudraCT/2009-016816-20", "GENBANK/AB123456"], ("EUCTR2009-016816-20",)),
        ("PROSPERO registration: CRD42021287745.", [], ()),
    ],
)
def test_own_registry_numbers(study: str, stated: list[str], own: tuple[str, ...]) -> None:
    assert registry_numbers(study, stated) == own


@pytest.mark.parametrize(
    ("string", "found"),
    [
        ("nct05871463 and ChiCTR2000029990", ("NCT05871463", "ChiCTR2000029990")),
        ("control 12345678, electrical 12345678", ()),
        ("NTR 1234; RBR-6xx4qd; PER-012-10; SLCTR/2010/003", ("NTR1234", "RBR-6xx4qd", "PER-012-10", "SLCTR/2010/003")),
        ("EudraCT number: 2004-123456-12; EUCTR2004-123456-12-DE", ("EUCTR2004-123456-12",)),
        ("irct20080901001165n34 CTRI/2010/091/000123", ("IRCT20080901001165N34", "CTRI/2010/091/000123")),
        ("XNCT05871463 NCT058714631", ()),
        ("x" * 3000 + " jRCTs051180200 " + "y" * 3000 + " DRKS00012345", ("jRCTs051180200", "DRKS00012345")),
    ],
)
def test_registry_numbers_in_text(string: str, found: tuple[str, ...]) -> None:
    assert registry_ids(string) == found


# Values as databases write them: no line breaks within words, no tags at line beginnings.
WORDS = st.lists(
    st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=12), min_size=1, max_size=40
)
VALUES = WORDS.map(" ".join).filter(lambda value: not says_no_abstract(value))


@given(
    title=VALUES,
    abstract=VALUES,
    year=st.integers(1950, 2049),
    ending=st.sampled_from(["\n", "\r\n"]),
    bom=st.sampled_from(["", "\ufeff"]),
)
@settings(max_examples=60, deadline=None)
def test_ris_as_rispy_writes_it(title: str, abstract: str, year: int, ending: str, bom: str) -> None:
    written = rispy.dumps(
        [{"type_of_reference": "JOUR", "title": title, "abstract": abstract, "year": str(year), "doi": "10.1234/a.b"}]
        * 2
    )
    oracle = rispy.load(io.StringIO(written))
    pages = [read(entry) for entry in entries(source(bom + written.replace("\n", ending)))]
    assert len(pages) == len(oracle) == 2
    for page, entry in zip(pages, oracle, strict=True):
        assert (page.reader, page.title, page.year, page.identifiers.doi) == (
            "ris",
            entry["title"],
            year,
            "10.1234/a.b",
        )
        assert [block.text.string for block in page.blocks if block.role is Role.ABSTRACT] == [entry["abstract"]]


@given(
    values=st.lists(st.tuples(st.sampled_from(["TI", "AB", "AU", "PT"]), VALUES), min_size=3, max_size=12),
    width=st.integers(10, 80),
)
@settings(max_examples=60, deadline=None)
def test_medline_as_it_is_wrapped(values: list[tuple[str, str]], width: int) -> None:
    text = "PMID- 123\n" + "".join(f"{tag:<4}- {wrap(value, width)}\n" for tag, value in values)
    fields = fields_of(text)
    assert [(field.tag, field.text.string) for field in fields] == [("PMID", "123"), *values]
    for field in fields:
        low, high = field.text.span(0, len(field.text))
        assert text[low:high].split() == field.text.string.split()


def wrap(value: str, width: int) -> str:
    """Breaks at blanks, as MEDLINE does."""
    lines = [""]
    for word in value.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return "\n      ".join(lines)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def plain(node: Any) -> Any:
    if isinstance(node, Leaf):
        return node.value
    return (
        {key: plain(value) for key, value in node.items()}
        if isinstance(node, dict)
        else [plain(value) for value in node]
    )


@given(value=JSON, indent=st.sampled_from([None, 1]), ascii_only=st.booleans())
@settings(max_examples=150, deadline=None)
def test_json_reads_back(value: Any, indent: int | None, ascii_only: bool) -> None:
    assert plain(parse_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only))) == value


@given(text=st.text(st.characters(codec="utf-8", exclude_characters="\x00")))
@settings(max_examples=100, deadline=None)
def test_strings_of_json_know_their_places(text: str) -> None:
    written = json.dumps({"a": text})
    found = parse_json(written)["a"].text
    assert found.string == text
    for place, character in enumerate(text):
        low, high = found.span(place, place + 1)
        assert json.loads(f'"{written[low:high]}"') == character


@given(st.text(st.sampled_from(list("{}[]\",:\\ab1 \n'"))))
@settings(max_examples=200, deadline=None)
def test_whatever_looks_like_json_is_read_or_refused(text: str) -> None:
    try:
        for entry in entries(source("{" + text)):
            read(entry)
    except MalformedPage as error:
        assert error.reason


WHOLE_FILES = [path.read_bytes().decode("utf-8") for path in FILES]
PIECES = [
    "<",
    ">",
    "&",
    '"',
    "'",
    "{",
    "]",
    ",",
    "\\",
    "\n",
    "\r\n\r\n",
    "03",
    "<b>",
    "]]>",
    "<!--",
    "TY  - JOUR\n",
    "ER  - \n",
    "PMID- 3\n",
    "key: cord-",
    "RT - ",
]


@given(whole=st.sampled_from(WHOLE_FILES), at=st.floats(0, 1), to=st.floats(0, 1), piece=st.sampled_from(PIECES))
@settings(max_examples=100, deadline=None)
def test_damaged_files_are_read_or_refused(whole: str, at: float, to: float, piece: str) -> None:
    start, end = sorted((int(at * len(whole)), int(to * len(whole))))
    for damaged in (whole[:end], whole[:start] + whole[end:], whole[:start] + piece + whole[start:]):
        try:
            found = [read(entry) for entry in entries(source(damaged))]
            assert found
        except MalformedPage as error:
            assert error.reason


@pytest.mark.parametrize(
    ("text", "abstract", "body"),
    [
        ("BACKGROUND: Nothing. CONCLUSION: It works.", "BACKGROUND: Nothing. CONCLUSION: It works.", []),
        ("It works. Introduction Once.", "It works.", ["Once."]),
        ("Ten patients. " * 400, None, ["Ten patients. " * 399 + "Ten patients."]),
        ("No abstract available.", None, []),
    ],
    ids=["structured", "with full text", "long and undivided", "none"],
)
def test_where_the_abstract_of_a_cord_file_ends(text: str, abstract: str | None, body: list[str]) -> None:
    page = read(source(f"key: cord-1 title: Cells date: 2020-01-01 cord_uid: a {text}"))
    assert page.reader == "cord"
    assert [block.text.string for block in page.blocks if block.role is Role.ABSTRACT] == (
        [abstract] if abstract else []
    )
    assert [block.text.string for block in page.blocks if block.role is Role.BODY] == body


@pytest.mark.skipif(not ABSTRACTS.is_file(), reason="the shared abstracts are not beside this checkout")
def test_a_json_line_costs_little() -> None:
    """0.2 ms for a line with an abstract of 2 kB, and twice as much again for a busy machine; the fastest of some runs counts."""
    with ABSTRACTS.open(encoding="utf-8") as lines:
        text = "".join(line for line in lines if 1900 < len(line) < 2300)[:200_000].rpartition("\n")[0]

    def run() -> float:
        start = time.perf_counter()
        count = sum(read(entry).reader == "json_lines" for entry in entries(source(text)))
        return (time.perf_counter() - start) / count

    assert min(run() for _ in range(8)) < 0.0006
