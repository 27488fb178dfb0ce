"""An nbgrader course as one of ours: its notebooks stay as they are, and course.yml says which of their test cells are run.

Each test cell is tried as it will be used: against stand-ins of what its own solution defines. What does not pass so is left
to people, and said.
"""

from __future__ import annotations

import json
import multiprocessing
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from autograder.course.allowed import THERE, installed
from autograder.model.cell import Cell
from autograder.model.errors import AutograderError
from autograder.model.question import TESTS
from autograder.notebook.cells import read_cells
from autograder.notebook.marks import as_written, is_by_hand, is_test, marks_of, points_of
from autograder.reference.exam import tried
from autograder.reference.imports import STANDING, TESTS_HAVE, imported
from autograder.sandbox.modules import module_names

_AUTOTEST = re.compile(r"^[ \t]*+### +(?:HASHED )?AUTOTEST\b", re.MULTILINE)


@dataclass
class Adopted:
    """One assignment: its notebook, the points of the test cells that are run, by the answer cell they stand behind, and those
    that are `left` to people, each with the reason; the `packages`
    that it imports and that are installed here, the data `files` that it speaks of."""

    id: str
    notebook: str = ""
    questions: dict[str, dict[str, float]] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @property
    def tests(self) -> int:
        """How many test cells are run."""
        return sum(map(len, self.questions.values()))


def adopt(source: Path) -> list[Adopted]:
    """What becomes of each assignment of a folder of nbgrader's sources. Raises AutograderError where there is none.

    Each is tried in a process of its own: a solution may forbid np.linalg.solve by overwriting it.
    """
    folders = sorted(path for path in source.iterdir() if path.is_dir() and any(path.glob("*.ipynb")))
    if not folders:
        raise AutograderError(f"{source} holds no assignment: a folder with notebooks for each is wanted")
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=spawn, max_tasks_per_child=1) as processes:
        return list(processes.map(_assignment, folders))


def _assignment(folder: Path) -> Adopted:
    found = Adopted(folder.name)
    for path in sorted(folder.glob("*.ipynb")):
        marked = _marked(path)
        tests = [marks for marks in marked if is_test(marks) and marks["cell_type"] == "code"]
        by_hand = sum(is_by_hand(marks) for marks in marked)
        if found.notebook:
            _leave(path, tests, found)
            continue
        if by_hand:
            found.notes.append(f"{path.name}: people grade {by_hand} written answers and tasks, as before")
        if tests and not any(map(points_of, tests)):
            found.notes.append(f"{path.name}: its test cells are worth no points, so nothing of them counts")
        elif tests:
            found.notebook = path.stem
            _take_over(path, tests, found)
        else:
            found.notes.append(f"{path.name}: no test cell")
    return found


def _leave(path: Path, tests: Sequence[dict[str, Any]], found: Adopted) -> None:
    """A further notebook: nobody runs it."""
    what = "nbgrader releases it and people grade it; of an assignment one notebook is run"
    found.notes.append(f"{path.name}: {what}")
    found.left |= {str(one.get("grade_id")): f"it stands in {path.name}" for one in tests}


def _take_over(path: Path, tests: Sequence[dict[str, Any]], found: Adopted) -> None:
    """Try the tests of a notebook, and put those that pass under the answer cells before them."""
    points = {str(marks["grade_id"]): points_of(marks) for marks in tests}
    found.known.update(points)
    cells = read_cells(path)
    found.files = _files(path.parent, cells)
    beside = module_names(dict.fromkeys(found.files, b""))
    elsewhere = {name for cell in cells for name, _ in imported(cell.source)}
    found.packages = sorted(filter(installed, elsewhere - beside - STANDING - TESTS_HAVE))
    why = _unusable(path.parent, cells, points, found)
    found.left |= why
    for answer, name in _behind(cells):
        if name in points and name not in why:
            found.questions.setdefault(answer or name, {})[name] = points[name]


def _unusable(
    folder: Path, cells: tuple[Cell, ...], points: dict[str, float], found: Adopted
) -> dict[str, str]:
    """Why test cells cannot be run, by their names."""
    with chdir(folder):
        there = {name: Path(name).read_bytes() for name in found.files}
        why = {
            name: said for name, said in tried(cells, points, there, packages=found.packages).items() if said
        }
    made = {cell.grade_id for cell in cells if cell.locked and _AUTOTEST.search(cell.source)}
    why |= {name: "nbgrader makes its text when it is released (AUTOTEST)" for name in points if name in made}
    return {name: why[name] for name in points if name in why}


def _files(folder: Path, cells: Sequence[Cell]) -> list[str]:
    """The modules beside a notebook that its code imports, and the data files that it speaks of."""
    modules = _modules(folder, [cell.source for cell in cells])
    text = "\n".join(cell.source for cell in cells)
    there = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in (".ipynb", ".py")
    )
    names = (path.relative_to(folder).as_posix() for path in there)
    return [*modules, *(name for name in names if Path(name).name in text and not name.startswith("."))]


def _modules(folder: Path, sources: list[str]) -> list[str]:
    """The files of the modules that some code imports, and that these import."""
    found: dict[str, None] = {}
    for source in sources:  # which grows
        for name, _ in (one for one in imported(source) if one[0] not in THERE):
            paths = [
                path
                for path in (folder / f"{name}.py", *sorted(folder.glob(f"{name}/**/*.py")))
                if path.is_file()
            ]
            new = [path for path in paths if path.relative_to(folder).as_posix() not in found]
            found.update(dict.fromkeys(path.relative_to(folder).as_posix() for path in new))
            sources += [path.read_text("utf-8", "replace") for path in new]
    return list(found)


def _behind(cells: Sequence[Cell]) -> Iterator[tuple[str | None, str]]:
    """Each test cell with the answer cell that it stands behind."""
    answer: str | None = None
    for cell in cells:
        if cell.answer and cell.grade_id:
            answer = cell.grade_id
        elif cell.locked and cell.grade_id:
            yield answer, cell.grade_id


def _marked(path: Path) -> list[dict[str, Any]]:
    """nbgrader's metadata of all cells that have any, with what kind of cell it is. Raises AutograderError."""
    try:
        notebook = json.loads(path.read_text("utf-8"))
        cells = [(cell["cell_type"], marks_of(cell)) for cell in notebook["cells"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise AutograderError(f"{path} is no notebook of version 4 ({error})") from None
    marked = [{**marks, "cell_type": kind} for kind, marks in cells if marks]
    if any((marks.get("schema_version") or 0) < SCHEMA for marks in marked):
        update = f"nbgrader update {path.parent.parent}"
        raise AutograderError(f"{path} was written with an older nbgrader; say first: {update}")
    return marked


SCHEMA = 3
"""nbgrader's form of its metadata, from version 0.6 on: it refuses older ones itself."""


def course_yml(name: str, assignments: Sequence[Adopted]) -> str:
    """The text of course.yml for what has been adopted."""
    entries = [
        {
            "id": one.id,
            "notebook": one.notebook,
            **({"files": one.files} if one.files else {}),
            **({"by_hand": by_hand} if (by_hand := [n for n in one.left if n in one.known]) else {}),
            "questions": [
                {
                    "id": answer,
                    "rubric": [
                        {"check": TESTS, "of": test, "points": as_written(p)} for test, p in tests.items()
                    ],
                }
                for answer, tests in one.questions.items()
            ],
        }
        for one in assignments
        if one.questions
    ]
    packages = sorted({package for one in assignments if one.questions for package in one.packages})
    head = "# Which test cells of the notebooks are run, and what they are worth. docs/course.md says what else may stand here.\n"
    return head + yaml.safe_dump(
        {"course": name, **({"packages": packages} if packages else {}), "assignments": entries},
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=110,
    )
