"""Which files of the package are the students' part: whatever `check` imports, and the words that it says."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).parent
TREE = HERE.parent
PACKAGE = TREE / "autograder"
ROOTS = ("selfcheck/*.py", "commands/check.py", "cli.py", "checks/*.py")
"""Where imports begin; check kinds are found by their file's name, so nobody imports them."""
DATA = (
    "selfcheck/exercises.json", "selfcheck/known_mistakes.json", "checks/verdicts/sentences.txt", "words/misconceptions.yaml",
    *(f"words/*/{name}.yaml" for name in ("messages", "selfcheck", "coaching", "misconceptions")),
)  # fmt: skip
"""… but no explanations.yaml: the second step of a hint is the grader's to give."""
INSTEAD = {"autograder/checks/plans/accepted.py": HERE / "accepted.py"}
"""What stands here in the place of formulas of the exercises."""


class Part(BuildHookInterface[Any]):
    """Puts the students' part of the package into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Name the files, each with its place in the wheel."""
        build_data["force_include"].update({str(file): name for name, file in files().items()})


def files() -> dict[str, Path]:
    """The files of the part, by their name in the wheel."""
    data = (path for pattern in DATA for path in PACKAGE.glob(pattern))
    names = sorted(path.relative_to(TREE).as_posix() for path in (*modules(), *data))
    return {name: INSTEAD.get(name, TREE / name) for name in names}


def modules() -> set[Path]:
    """The modules at the ROOTS and all that they import, packages on the way included."""
    found: set[Path] = set()
    todo = [path for pattern in ROOTS for path in PACKAGE.glob(pattern)]
    while todo:
        path = todo.pop()
        if path not in found:
            found.add(path)
            todo += [path.parent / "__init__.py"] if path.parent.is_relative_to(PACKAGE) else []
            todo += [one for name in _imported(path) for one in _files_of(name)]
    return found


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def _files_of(name: str) -> Iterator[Path]:
    """The files of a module of this package, if it is one, and of the packages that it is in."""
    parts = name.split(".")
    if parts[0] == PACKAGE.name:
        for count in range(1, len(parts) + 1):
            place = TREE.joinpath(*parts[:count])
            yield from (one for one in (place / "__init__.py", place.with_suffix(".py")) if one.is_file())
