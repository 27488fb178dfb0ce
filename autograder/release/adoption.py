"""An nbgrader course as one of ours: its notebooks stay as they are, and course.yml says which of their test cells are run.

Each test cell is tried as it will be used: against stand-ins of what its own solution defines. What does not pass so is left
to people, and said.
"""

import json
import multiprocessing
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import yaml

from autograder.course.allowed import THERE, installed
from autograder.model.cell import Cell
from autograder.model.errors import AutograderError
from autograder.model.question import TESTS
from autograder.model.record import Json
from autograder.notebook.cells import read_cells
from autograder.notebook.marks import as_written, is_by_hand, is_test, marks_of, points_of
from autograder.reference.imports import STANDING, TESTS_HAVE, imported
from autograder.reference.proved_exam import tried
from autograder.sandbox.modules import module_names

_OUT_OF_REACH = {
    re.compile(pattern, re.MULTILINE): why
    for pattern, why in (
        (r"^[ \t]*+### +(?:HASHED )?AUTOTEST\b", "nbgrader makes its text when it is released (AUTOTEST)"),
        (
            r"^[ \t]*+(?:del[ \t]+(?:np|numpy)\.[\w.]+|(?:np|numpy)\.[\w.]+[ \t]*=(?!=))",
            "it takes something out of numpy, which students would keep",
        ),
    )
}
"""What stands in tests that cannot be run here, and why."""


@dataclass
class Sheet:
    """A notebook: the points of the test cells that are run, by the answer cell they stand behind, and those that are `left` to
    people, each with the reason; the `ids` of cells that have points or answers, the `packages` that it imports and that are
    installed here, the data `files` that it speaks of."""

    path: Path
    questions: dict[str, dict[str, float]] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    packages: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)


@dataclass
class Adopted:
    """One assignment: its notebooks whose tests are run, test cells `left` to people, each with the reason, and other `notes`."""

    id: str
    sheets: list[Sheet] = field(default_factory=list)
    left: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def questions(self) -> dict[str, dict[str, float]]:
        """The points of all test cells that are run, by the answer cell they stand behind."""
        return {answer: tests for one in self.sheets for answer, tests in one.questions.items()}

    @property
    def tests(self) -> int:
        """How many test cells are run."""
        return sum(map(len, self.questions.values()))

    @property
    def packages(self) -> list[str]:
        """What its notebooks import."""
        return sorted({name for one in self.sheets for name in one.packages})

    @property
    def files(self) -> list[str]:
        """What its notebooks speak of."""
        return list(dict.fromkeys(name for one in self.sheets for name in one.files))


def adopt(source: Path) -> list[Adopted]:
    """What becomes of each assignment of a folder of nbgrader's sources. Raises AutograderError where there is none.

    Each notebook is tried in a process of its own: a solution may forbid np.linalg.solve by overwriting it.
    """
    paths = sorted(path for path in source.glob("*/*.ipynb") if path.is_file())
    if not paths:
        raise AutograderError(f"{source} holds no assignment: a folder with notebooks for each is wanted")
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=spawn, max_tasks_per_child=1) as processes:
        sheets = processes.map(_sheet, paths)
        return [_assignment(folder, own) for folder, own in groupby(sheets, lambda one: one.path.parent.name)]


def _assignment(folder: str, sheets: Iterable[Sheet]) -> Adopted:
    """The notebooks of a folder together. Of one whose cells have the ids of others nothing is run: by these they are told apart."""
    found, owners = Adopted(folder), dict[str, str]()
    for one in sheets:
        found.notes += one.notes
        shared = sorted(one.ids & owners.keys())
        if shared and one.questions:
            where = f"{owners[shared[0]]} and {one.path.name}"
            what = f'the grade_id "{shared[0]}" stands in {where}; give one of the cells another'
            found.notes.append(f"{one.path.name}: {what} and adopt anew, or let people grade it")
            tests = [*one.left, *(test for tests in one.questions.values() for test in tests)]
            found.left |= {f"{one.path.stem}/{name}": f"it stands in {one.path.name}" for name in tests}
        elif one.questions:
            found.sheets.append(one)
            found.left |= one.left
            owners |= dict.fromkeys(one.ids, one.path.name)
        else:
            found.left |= {f"{one.path.stem}/{name}": why for name, why in one.left.items()}
    return found


def _sheet(path: Path) -> Sheet:
    """A notebook tried."""
    found, marked = Sheet(path), _marked(path)
    tests = [marks for marks in marked if is_test(marks) and marks["cell_type"] == "code"]
    by_hand = sum(is_by_hand(marks) for marks in marked)
    counts = (marks for marks in marked if marks.get("solution") or marks.get("grade") or marks.get("task"))
    found.ids = {str(marks.get("grade_id")) for marks in counts}
    if by_hand:
        found.notes.append(f"{path.name}: people grade {by_hand} written answers and tasks, as before")
    if tests and not any(map(points_of, tests)):
        found.notes.append(f"{path.name}: its test cells are worth no points, so nothing of them counts")
    elif tests:
        _take_over(path, tests, found)
    else:
        found.notes.append(f"{path.name}: no test cell")
    return found


def _take_over(path: Path, tests: Sequence[dict[str, object]], found: Sheet) -> None:
    """Try the tests of a notebook, and put those that pass under the answer cells before them."""
    points = {str(marks["grade_id"]): points_of(marks) for marks in tests}
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
    folder: Path, cells: tuple[Cell, ...], points: dict[str, float], found: Sheet
) -> dict[str, str]:
    """Why test cells cannot be run, by their names."""
    with chdir(folder):
        there = {name: Path(name).read_bytes() for name in found.files}
        said_of = tried(cells, points, there, packages=found.packages)
        why = {name: said for name, said in said_of.items() if said}
    sources = {cell.grade_id: cell.source for cell in cells if cell.locked}
    for pattern, said in _OUT_OF_REACH.items():
        why |= {name: said for name in points if pattern.search(sources.get(name, ""))}
    return {name: why[name] for name in points if name in why}


def _files(folder: Path, cells: Sequence[Cell]) -> list[str]:
    """The modules beside a notebook that its code imports, and the data files that it speaks of."""
    modules = _modules(folder, [cell.source for cell in cells])
    text = "\n".join(cell.source for cell in cells)
    there = (path for path in sorted(folder.rglob("*")) if path.is_file())
    data = (path for path in there if path.suffix not in (".ipynb", ".py"))
    names = (path.relative_to(folder).as_posix() for path in data)
    return [*modules, *(name for name in names if Path(name).name in text and not name.startswith("."))]


def _modules(folder: Path, sources: list[str]) -> list[str]:
    """The files of the modules that some code imports, and that these import."""
    found: dict[str, None] = {}
    for source in sources:  # which grows
        for name, _ in (one for one in imported(source) if one[0] not in THERE):
            paths = (folder / f"{name}.py", *sorted(folder.glob(f"{name}/**/*.py")))
            there = {path.relative_to(folder).as_posix(): path for path in paths if path.is_file()}
            new = {name: path for name, path in there.items() if name not in found}
            found.update(dict.fromkeys(new))
            sources += [path.read_text("utf-8", "replace") for path in new.values()]
    return list(found)


def _behind(cells: Sequence[Cell]) -> Iterator[tuple[str | None, str]]:
    """Each test cell with the answer cell that it stands behind."""
    answer: str | None = None
    for cell in cells:
        if cell.answer and cell.grade_id:
            answer = cell.grade_id
        elif cell.locked and cell.grade_id:
            yield answer, cell.grade_id


def _marked(path: Path) -> list[Json]:
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
    taken = [one for one in assignments if one.sheets]
    entries = []
    for one in taken:
        entry: dict[str, object] = {"id": one.id, **({"files": one.files} if one.files else {})}
        sheets = [_entry(sheet) for sheet in one.sheets]
        entries.append(entry | ({"notebooks": sheets} if sheets[1:] else sheets[0]))
    packages = sorted({package for one in taken for package in one.packages})
    head = "# Which test cells of the notebooks are run, and what they are worth. docs/course.md says what else may stand here.\n"
    return head + yaml.safe_dump(
        {"course": name, **({"packages": packages} if packages else {}), "assignments": entries},
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,
        width=110,
    )


def _entry(sheet: Sheet) -> dict[str, object]:
    """What course.yml says of a notebook."""
    return {
        "notebook": sheet.path.stem,
        **({"by_hand": [*sheet.left]} if sheet.left else {}),
        "questions": [
            {
                "id": answer,
                "rubric": [
                    {"check": TESTS, "of": test, "points": as_written(p)} for test, p in tests.items()
                ],
            }
            for answer, tests in sheet.questions.items()
        ],
    }
