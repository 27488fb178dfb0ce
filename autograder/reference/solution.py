"""The reference notebook, run once in the trusted process: the one source of right answers.

It answers the same probes through the same interpreter as a student's notebook does, each question in the namespace as
it was right after the question's own cell.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Assignment
from autograder.notebook.cells import read_cells
from autograder.notebook.code import code
from autograder.reference.answering import Answering
from autograder.reference.imports import as_in_sandbox
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.protocol import Asked, Probe, Raised, Reply


class Reference(Answering):
    """The reference notebook of an assignment. Raises CourseError when a cell of it raises or a question has none; where tests alone
    are asked, a cell may raise, as some show on purpose.

    `released` are all its cells of code (those of the file, where they are not told); those that students are not to
    change have the same text in their notebook. It imports `packages` beside what is there anyway.
    """

    def __init__(
        self,
        assignment: Assignment,
        path: Path,
        released: Sequence[Cell] = (),
        packages: Collection[str] = (),
    ) -> None:
        self.packages = packages
        self.released = tuple(released) or read_cells(path)
        cells = tuple(cell for cell in self.released if not cell.locked)
        super().__init__(path, tuple(cell.source for cell in cells))
        self.cells = cells
        self.interpreter.names["print"] = _silent
        self.asked = self._ranges(assignment)
        self.files = assignment.files
        self.folder = path.resolve().parent if assignment.files else None
        with self.alone(), numpy_restored():
            self._run(assignment)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else runs its code meanwhile, which imports what a student's can."""
        with super().alone(), as_in_sandbox(self.packages, self.files):
            yield

    def _ranges(self, assignment: Assignment) -> dict[str, Asked]:
        places = {cell.grade_id: at for at, cell in enumerate(self.cells) if cell.grade_id}
        places |= {
            question.id: max(sum(not cell.locked for cell in self.released[:at]) - 1, 0)
            for question in assignment.questions
            if question.tested and question.id not in places
            for at, cell in enumerate(self.released)
            if cell.grade_id in (question.id, question.tested[0].of[0])
        }
        asked, first = {}, 0
        for question in assignment.questions:
            if question.answer_cell not in places:
                message = f'no cell has the grade_id "{question.answer_cell}"; give the answer cell of that question this id'
                raise CourseError(self.path, 0, message)
            at = places[question.answer_cell]
            asked[question.id] = Asked(question.id, min(first, at), at, tuple(question.given), ())
            first = at + 1
        return asked

    def _run(self, assignment: Assignment) -> None:
        plain = {question.id for question in assignment.questions if question.target is None}
        tests_alone = all(question.tested for question in assignment.questions)  # and each is proved
        for at, cell in enumerate(self.cells):
            for asked in self.asked.values():
                if asked.first == at and asked.question in plain:
                    self._snapshot(asked)
            self._without_selfcheck()
            for error in self.interpreter.run_cell(at):
                missing = error.type_name in ("ModuleNotFoundError", "ImportError")
                if not missing and not tests_alone:
                    raise CourseError(self.path, 0, self._told(cell, error))
            for question in assignment.questions:
                if self.asked[question.id].after == at:
                    self.after[question.id] = dict(self.interpreter.names)

    def _without_selfcheck(self) -> None:
        """Nothing is checked or drawn here, where nobody reads it."""
        for name, value in self.interpreter.names.items():
            if getattr(value, "__module__", "") == "autograder.selfcheck":
                self.interpreter.names[name] = _silent

    def _snapshot(self, asked: Asked) -> None:
        """Remember what a question's cells stand on, and nothing that would be copied for nothing each time they run."""
        codes = [code(cell.source) for cell in self.cells[: asked.after + 1]]
        own = codes[asked.first :]
        used = frozenset(asked.given).union(*(one.loaded | one.stored for one in own))
        used = used.union(*(one.loaded for one in codes if one.blocks))
        self.interpreter.snapshot(asked)
        before = self.interpreter.before[asked.question]
        self.interpreter.before[asked.question] = {n: value for n, value in before.items() if n in used}

    def _told(self, cell: Cell, error: Raised) -> str:
        said = f": {error.message}" if error.message else ""
        return f"cell {cell.index}, line {error.line}: the reference raises {error.type_name}{said}"

    def before(self, question: str) -> tuple[str, ...]:
        """The sources of the cells before the question's answer cell."""
        return tuple(cell.source for cell in self.cells[: self.asked[question].after])

    def source(self, question: str) -> str:
        """The source of the question's answer cell."""
        return self.cells[self.asked[question].after].source

    def with_cell(self, question: str, source: str, probes: Iterable[Probe]) -> tuple[Reply, ...]:
        """What the notebook would reply to the probes of a question, if `source` stood in its answer cell."""
        asked, kept = self.asked[question], self.interpreter.cells
        cells = [cell.source for cell in self.cells]
        cells[asked.after] = source
        with self.alone(), numpy_restored(), np.errstate(all="ignore"):
            # In the notebook's own namespace: the functions of earlier cells look their names up there.
            self.interpreter.names.clear()
            self.interpreter.names.update(self._names_before(asked))
            self.interpreter.cells = tuple(cells)
            try:
                for index in range(asked.first, asked.after + 1):
                    self.interpreter.run_cell(index)
                return tuple(self.interpreter.answer(asked, probe) for probe in probes)
            finally:
                self.interpreter.cells = kept

    def _names_before(self, asked: Asked) -> dict[str, object]:
        """The names as the earlier questions left them."""
        earlier = [other for other in self.asked.values() if other.after < asked.first]
        if not earlier:
            return {**Interpreter(()).names, "print": _silent}
        return dict(self.after[max(earlier, key=lambda other: other.after).question])


@contextmanager
def numpy_restored() -> Iterator[None]:
    """What cells and tests put into numpy (`np.linalg.solve = None` forbids it) is taken out again: the grader calculates with it."""
    before = [(module, dict(vars(module))) for module in (np, np.linalg, np.random)]
    try:
        yield
    finally:
        for module, names in before:
            vars(module).update(names)


def _silent(*_: object, **__: object) -> None:
    """What `print` does in the trusted process."""
