"""The house: who may import whom, how long a file may be, and that what is named in two places is named alike."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from abstract_extract import __version__
from abstract_extract.annotate import PIPES

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "abstract_extract"
FILES = sorted(SOURCE.rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
LONGEST_FILE = 300
LONGEST_FUNCTION = 60


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_imports_go_downwards_only():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_no_import_is_excepted():
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    assert [import_ for contract in contracts for import_ in contract.get("ignore_imports", [])] == []


@pytest.mark.parametrize("name", [str(path.relative_to(SOURCE)) for path in FILES])
def test_a_file_holds_one_idea(name):
    path = SOURCE / name
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE
    long = [f.name for f in functions(path) if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert long == []
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}


def test_spacy_is_told_of_every_pipe():
    named = PROJECT["project"]["entry-points"]["spacy_factories"]
    assert named == {name: f"abstract_extract.annotate.factories:{name}" for name, *_ in PIPES}


def test_the_version_is_the_same_everywhere():
    newest = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["project"]["version"] == __version__


def test_the_lock_names_no_host_and_hashes_everything():
    assert not re.search(r"https?:|file:|--(?:extra-)?index|--find-links", LOCK)
    pinned = re.findall(r"^[a-z0-9][\w.-]*==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", LOCK, re.MULTILINE)
    assert len(pinned) == len(re.findall(r"^[A-Za-z0-9]", LOCK, re.MULTILINE))


@pytest.mark.parametrize(
    "requirement",
    [
        requirement
        # What trains the model is installed by `make model` alone, in an environment of its own.
        for group in (
            PROJECT["project"]["dependencies"],
            *(wanted for extra, wanted in PROJECT["project"]["optional-dependencies"].items() if extra != "train"),
        )
        for requirement in group
        if not requirement.startswith(f"{PROJECT['project']['name']}[")
    ],
)
def test_the_lock_pins_what_the_project_asks_for(requirement):
    name = re.match(r"[\w-]+", requirement)
    assert name is not None
    assert re.search(rf"^{name[0].lower()}(?:\[\w+\])?==", LOCK, re.MULTILINE)


def test_a_typed_package_says_so():
    assert (SOURCE / "py.typed").is_file()


def test_nothing_is_built_at_import_but_constants():
    """Calls at a module's top level make patterns, types and tables; none reads a file or a page."""
    forbidden = {"open", "read_text", "read_bytes", "build_nlp", "blank", "load", "print"}
    for path in FILES:
        for statement in ast.parse(path.read_text("utf-8")).body:
            if isinstance(statement, ast.Assign | ast.AnnAssign | ast.Expr):
                called = {
                    n.func.id if isinstance(n.func, ast.Name) else getattr(n.func, "attr", "")
                    for n in ast.walk(statement)
                    if isinstance(n, ast.Call)
                }
                assert not called & forbidden, f"{path.name}:{statement.lineno}"


def test_a_pattern_has_a_name():
    """A rule's patterns are constants: what stands within a function would be compiled, or looked up, at each call."""
    used = {"search", "match", "fullmatch", "sub", "split", "findall", "finditer"}
    for path in sorted((SOURCE / "annotate").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re":
                assert node.attr not in used, f"{path.name}:{node.lineno}"
