"""What the documents say of the code is so: rooms and their order, constants and their values, paths and commands."""

from __future__ import annotations

import ast
import functools
import importlib
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

import grimp
import pytest
from radon.complexity import cc_visit

from autograder.report.exports import FORMATS
from tests.conftest import ROOT

PACKAGE = ROOT / "autograder"
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "tests" / "README.md")
    if path.name != "CHANGELOG.md"
)
DEEPEST = 11
"""Modules in the longest chain of imports: it may become shorter, never longer."""
KNOT = 15
"""The cyclomatic complexity from which on a block is a knot; radon counts `and`, `or` and comprehensions, too."""
MOST_KNOTS = 3
MOST_ENTRIES = 20
ENDINGS = {"py", "yml", "yaml", "json", "csv", "db", "html", "css", "md", "ipynb"}
"""After which a name with a dot is a file, and no module with a part."""


def layers() -> list[str]:
    """The rooms of the layers contract, the highest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    found = next(contract["layers"] for contract in contracts if contract["id"] == "layers")
    return [room.strip() for layer in found for room in layer.split(":")]


def purpose(room: str) -> str:
    """The first line of a room's docstring."""
    path = PACKAGE / room / "__init__.py"
    tree = ast.parse((path if path.exists() else PACKAGE / f"{room}.py").read_text("utf-8"))
    return (ast.get_docstring(tree) or "").partition("\n")[0].rstrip(".")


def test_the_table_of_rooms_is_the_contract() -> None:
    rooms = [f"| `{room}` | {purpose(room)} |" for room in layers()]
    table = re.search(
        r"^\|---\|---\|\n((?:\| `\w+` \| .*\n)+)", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE
    )
    assert table
    assert table[1].splitlines() == rooms, "the table should be:\n" + "\n".join(rooms)


def test_every_room_is_in_the_contract_and_they_are_few() -> None:
    entries = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()} - {
        "__init__"
    }
    assert entries == set(layers())
    assert len(entries) <= MOST_ENTRIES


@functools.cache
def chains() -> dict[str, list[str]]:
    """By module of the package, the longest chain of imports that it begins."""
    graph = grimp.build_graph("autograder")
    known: dict[str, list[str]] = {}

    def chain(module: str) -> list[str]:
        if module not in known:
            known[module] = []  # a package and its modules may import each other
            below = [chain(one) for one in graph.find_modules_directly_imported_by(module)]
            known[module] = [module, *max(below, key=len, default=[])]
        return known[module]

    return {module: chain(module) for module in sorted(graph.modules)}


def depth() -> tuple[int, list[str]]:
    """The longest chain of imports between modules of the package, in modules."""
    longest = max(chains().values(), key=len)
    return len(longest), longest


ONE_THING = {
    "__init__",
    "__main__",
    "answer_key",
    "export",
    "feedback",
    "gradescope",
    "prairielearn",
    "record",
    "replay",
    "server",
}
"""Names of modules that stand for one thing on several floors: its type and its maker, its command and its work, its two ends."""


def test_modules_of_one_name_mean_one_thing() -> None:
    stems = Counter(
        path.stem for path in PACKAGE.rglob("*.py") if not {"skeletons", "template"} & {*path.parts}
    )
    assert {name for name, count in stems.items() if count > 1} == ONE_THING


def mirrors(path: Path) -> set[Path]:
    """Where the tests of a module stand: those of a package beside it or within."""
    place = ROOT / "tests" / path.relative_to(PACKAGE).parent
    if path.stem != "__init__":
        return {place / f"test_{path.stem}.py"}
    return {folder / f"test_{place.name}.py" for folder in (place, place.parent)}


def test_tests_mirror_modules() -> None:
    """Each module that has a function has tests of its own; those of the package itself are its face."""
    alone = []
    for path in PACKAGE.rglob("*.py"):
        if (
            {"skeletons", "template"} & {*path.parts}
            or path.stem == "__main__"
            or path == PACKAGE / "__init__.py"
        ):
            continue
        has_functions = re.search(r"^ *def ", path.read_text("utf-8"), re.MULTILINE)
        if has_functions and not any(map(Path.is_file, mirrors(path))):
            alone.append(str(path.relative_to(PACKAGE)))
    assert alone == []


def test_imports_are_not_deep() -> None:
    length, longest = depth()
    assert length <= DEEPEST, " > ".join(longest)


def test_there_is_a_floor_for_a_kind_that_stands_on_another() -> None:
    """As that of CONTRIBUTING.md does."""
    longest = max(
        (chains()[f"autograder.checks.{kind}"] for kind in ("forward", "gradient", "value")), key=len
    )
    assert len(longest) < DEEPEST, " > ".join(longest)


@pytest.mark.slow
def test_few_functions_are_knots() -> None:
    files = [one for one in PACKAGE.rglob("*.py") if "template" not in one.parts]
    knots = [
        f"{one.relative_to(PACKAGE)}: {block.fullname} ({block.complexity})"
        for one in files
        for block in cc_visit(one.read_text("utf-8"))
        if block.complexity >= KNOT
    ]
    assert len(knots) <= MOST_KNOTS, "\n".join(knots)


CONSTANTS = re.findall(
    r"^\| `([\w.]+)\.([A-Z_]+)` \| (\S+) \|",
    "".join((ROOT / "docs" / name).read_text("utf-8") for name in ("numerics.md", "sandbox.md")),
    re.MULTILINE,
)


@pytest.mark.parametrize(("module", "name", "value"), CONSTANTS, ids=[f"{m}.{n}" for m, n, _ in CONSTANTS])
def test_a_threshold_is_what_its_document_says(module: str, name: str, value: str) -> None:
    assert getattr(importlib.import_module(f"autograder.{module}"), name) == float(value)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_that_a_document_names_exist(document: Path) -> None:
    text = document.read_text("utf-8")
    links = [one for one in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in one]
    assert [one for one in links if not (document.parent / one).exists()] == []
    folders = "autograder|tests|bench|docs|solutions"
    paths = re.findall(rf"(?<![\w/.-])((?:{folders})/[\w./-]*[\w/])(?![\w<*{{…])", text)
    assert [one for one in paths if not (ROOT / one).exists()] == []


def stands(path: str) -> bool:
    """Whether there is such a path in the package, with or without its ending, or a name in such a module."""
    module, _, name = path.rpartition(".")
    source = PACKAGE / f"{module}.py"
    named = source.exists() and re.search(rf"\b{name}\b", source.read_text("utf-8")) is not None
    return named or (PACKAGE / path).exists() or (PACKAGE / f"{path}.py").exists()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_rooms_and_modules_that_a_document_names_exist(document: Path) -> None:
    named = re.findall(rf"`((?:{'|'.join(layers())})/[\w./]*)`", document.read_text("utf-8"))
    assert [one for one in named if not stands(one.rstrip("/"))] == []


def test_modules_and_their_parts_that_code_speaks_of_exist() -> None:
    """`folder/module`, `folder.module` and `module.part` in backticks."""
    files = [one for one in PACKAGE.rglob("*.py") if not {"skeletons", "template"} & {*one.parts}]
    texts = {one: one.read_text("utf-8") for one in files}
    there = (*PACKAGE.rglob("*"), *(ROOT / "student").glob("*.py"))
    within = {"/".join(one.with_suffix("").parts[-2:]) for one in there}
    parts = defaultdict[str, set[str]](set)
    for one, text in texts.items():
        parts[one.stem].update(re.findall(r"\w+", text))
    missing = []
    for one, text in texts.items():
        for first, name in re.findall(r"`([a-z_]+)[./](\w+)(?:\.py)?`", text):
            spoken = (first in parts or first in layers()) and name not in ENDINGS
            if spoken and name not in parts[first] and f"{first}/{name}" not in within:
                missing.append(f"{one.relative_to(ROOT)}: {first}.{name}")
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_make_targets_that_a_document_names_exist(document: Path) -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert (
        set(re.findall(r"\bmake (demo|test|check|mutation|fuzz|format|clean)\b", document.read_text("utf-8")))
        <= targets
    )


def test_every_export_has_its_place_in_the_document_of_exports() -> None:
    text = (ROOT / "docs" / "exporting.md").read_text("utf-8")
    assert [one for one in FORMATS if f"| `{one}` |" not in text and f"--to {one} " not in text] == []


SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?(?:\[(\w+)\])?`", SECURITY)))


@pytest.mark.parametrize("file", sorted({file for file, _, _ in NAMED}))
def test_a_test_that_a_promise_names_exists(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    tests = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    named = [(test, case) for one, test, case in NAMED if one == file]
    assert {test for test, _ in named if test} <= tests
    assert [case for _, case in named if case and not [*(ROOT / "tests" / "attacks").glob(f"{case}.*")]] == []


def test_every_promise_names_a_test() -> None:
    promises = SECURITY.partition("## Promises")[2].partition("## No promises")[0]
    every = re.split(r"^- ", promises, flags=re.MULTILINE)[1:]
    assert len(every) > 15
    assert [one for one in every if "`tests/" not in one] == []
