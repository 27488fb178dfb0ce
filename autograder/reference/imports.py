"""A reference notebook imports nothing that its students cannot: what is not there while grading is told by its name, and what
is stood in for there is stood in for here, whatever is installed on this machine."""

import ast
import builtins
import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from autograder.course.allowed import THERE
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course
from autograder.notebook.code import code
from autograder.sandbox.modules import module_names
from autograder.sandbox.plotstub import PACKAGES, stand_in


def only_packages(course: Course, assignment: Assignment, cells: Iterable[Cell]) -> None:
    """Raise CourseError for an import of what is neither Python's, numpy's, a stand-in's nor one of the course's packages or the
    assignment's files.

    What a `try` imports may be missing.
    """
    known = {*course.packages, *module_names(assignment.files)}
    of_cells = ((f"cell {cell.index} of the reference", name, line) for cell, name, line in wanted(cells))
    for place, name, line in (*of_cells, *_of_modules(assignment)):
        if name not in known:
            beside = (course.solution_path(assignment).parent / f"{name}.py").is_file()
            more = f"files: [{name}.py]" if beside else f"packages: [{', '.join((*course.packages, name))}]"
            remedy = f"write {more} in it, or take the import out"
            what = f"{name} is not among the packages of course.yml, so it cannot be imported while grading"
            raise CourseError("course.yml", 0, f"{place}, line {line}: {what}; {remedy}")


def _of_modules(assignment: Assignment) -> Iterator[tuple[str, str, int]]:
    """What the modules beside the notebook import that is not there anyway."""
    for file, content in assignment.files.items():
        for name, line in imported(content.decode("utf-8", "replace")) if file.endswith(".py") else ():
            if name not in STANDING:
                yield file, name, line


def wanted(cells: Iterable[Cell]) -> Iterator[tuple[Cell, str, int]]:
    """The packages that cells import and that are not there anyway, each with its cell and line. Tests are written with more."""
    for cell in cells:
        for name, line in () if cell.locked else imported(cell.source):
            if name not in STANDING:
                yield cell, name, line


STANDING = frozenset((*THERE, *PACKAGES))
"""What is there anyway, or stood in for."""
TESTS_HAVE = frozenset(("pytest", "nose"))
"""What there is beside for tests."""


@contextlib.contextmanager
def as_in_sandbox(packages: Collection[str], files: Iterable[str]) -> Iterator[None]:
    """Meanwhile cells, tests and the modules of `files` import what they would in the sandbox, and find nothing else."""
    before, made = builtins.__import__, dict[str, ModuleType]()

    Names = Mapping[str, object] | None

    def found(
        name: str, names: Names = None, local: Names = None, wanted: Sequence[str] = (), level: int = 0
    ) -> ModuleType:
        whole, own = name.partition(".")[0], module_names(dict.fromkeys(files, b""))
        who = str(names.get("__name__")) if names and not level else ""
        if who != "__main__" and who.partition(".")[0] not in own:
            return before(name, names, local, wanted, level)
        if whole in PACKAGES:
            module = stand_in(name, made)
            return module if wanted else made[whole]
        if whole not in {*THERE, *TESTS_HAVE, *packages, *own}:
            why = f"No module named {whole!r}: it is not among the packages of course.yml"
            raise ModuleNotFoundError(why, name=whole)
        return before(name, names, local, wanted, level)

    vars(builtins)["__import__"] = found
    try:
        yield
    finally:
        vars(builtins)["__import__"] = before


def imported(source: str) -> Iterator[tuple[str, int]]:
    """The packages that a cell imports, each with its line."""
    nodes = code(source).nodes
    tried = {id(one) for node in nodes if isinstance(node, ast.Try) for one in ast.walk(node)}
    for node in nodes:
        if id(node) in tried:
            continue
        if isinstance(node, ast.Import):
            yield from ((one.name.partition(".")[0], node.lineno) for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno
