"""The reference notebook, run once in the trusted process: the one source of right answers.

It answers the same probes through the same interpreter as a student's notebook does, each question in the namespace as
it was right after the question's own cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from threading import RLock
from typing import Any

import numpy as np

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Assignment
from autograder.notebook.cells import read_cells
from autograder.sandbox.interpreter import Interpreter, like, substitute
from autograder.sandbox.protocol import Asked, Observation, Probe, Raised, Reply


class Reference:
    """The reference notebook of an assignment. Raises CourseError when a cell of it raises or a question has none."""

    def __init__(self, assignment: Assignment, path: Path) -> None:
        self.path = path
        self.cells = tuple(cell for cell in read_cells(path) if not cell.locked)
        self.lock = RLock()
        self.interpreter = Interpreter(tuple(cell.source for cell in self.cells))
        self.interpreter.names["print"] = _silent
        self.asked = self._ranges(assignment)
        self.after: dict[str, dict[str, Any]] = {}
        self._run(assignment)

    def _ranges(self, assignment: Assignment) -> dict[str, Asked]:
        places = {cell.grade_id: at for at, cell in enumerate(self.cells) if cell.grade_id}
        asked, first = {}, 0
        for question in assignment.questions:
            if question.id not in places:
                message = (
                    f'no cell has the grade_id "{question.id}"; give the answer cell of that question this id'
                )
                raise CourseError(self.path, 0, message)
            at = places[question.id]
            asked[question.id] = Asked(question.id, min(first, at), at, tuple(question.given), ())
            first = at + 1
        return asked

    def _run(self, assignment: Assignment) -> None:
        for at, cell in enumerate(self.cells):
            for asked in self.asked.values():
                if asked.first == at and asked.given:
                    self.interpreter.snapshot(asked)
            for error in self.interpreter.run_cell(at):
                if error.type_name not in ("ModuleNotFoundError", "ImportError"):
                    raise CourseError(self.path, 0, self._told(cell, error))
            for question in assignment.questions:
                if self.asked[question.id].after == at:
                    self.after[question.id] = dict(self.interpreter.names)

    def _told(self, cell: Cell, error: Raised) -> str:
        return (
            f"cell {cell.index}, line {error.line}: the reference raises {error.type_name}: {error.message}"
        )

    def answer(self, question: str, probe: Probe) -> Reply:
        """The right reply to a probe of a question."""
        with self.lock, np.errstate(all="ignore"):
            self._restore(question)
            return self.interpreter.answer(self.asked[question], probe)

    def value(self, question: str, inputs: Mapping[str, Any], expression: str) -> Observation:
        """The value of one expression in the question's namespace. Raises CourseError when it raises."""
        (value,) = self.answer(question, Probe(inputs, (("value", expression),))).observations
        if isinstance(value, Raised):
            text = f"question {question}: {expression} raises {value.type_name}: {value.message}"
            raise CourseError(self.path, 0, text)
        return value

    def before(self, question: str) -> tuple[str, ...]:
        """The sources of the cells before the question's answer cell."""
        return tuple(cell.source for cell in self.cells[: self.asked[question].after])

    def source(self, question: str) -> str:
        """The source of the question's answer cell."""
        return self.cells[self.asked[question].after].source

    def names(self, question: str) -> frozenset[str]:
        """The names that stand in the notebook after the question's cells."""
        return frozenset(name for name in self.after[question] if not name.startswith("__"))

    def with_cell(self, question: str, source: str, probes: Iterable[Probe]) -> tuple[Reply, ...]:
        """What the notebook would reply to the probes of a question, if `source` stood in its answer cell."""
        asked, kept = self.asked[question], self.interpreter.cells
        cells = [cell.source for cell in self.cells]
        cells[asked.after] = source
        with self.lock, np.errstate(all="ignore"):
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

    def _names_before(self, asked: Asked) -> dict[str, Any]:
        """The names as the earlier questions left them."""
        earlier = [other for other in self.asked.values() if other.after < asked.first]
        if not earlier:
            return {**Interpreter(()).names, "print": _silent}
        return dict(self.after[max(earlier, key=lambda other: other.after).question])

    def moved(
        self, question: str, given: Mapping[str, Any], by: str, read: tuple[str, ...], move: Any
    ) -> tuple[Any, ...]:
        """Values of `read` after the question's cells have run at inputs `given`, with `move` added to variable `by`
        at the moment it is assigned (an input or an intermediate)."""
        fill = substitute(given, {})
        moved: set[str] = set()

        def hook(name: str, value: Any, top: bool | None) -> Any:
            value = fill(name, value, top)
            if name == by and name not in moved and top is not None:
                moved.add(name)
                value = like(np.asarray(value, dtype=float) + move, value)
                return value if isinstance(value, np.ndarray) and value.shape else _plain(value)
            return value

        with self.lock:
            self._restore(question)
            self.interpreter.rerun(self.asked[question], (), hook, (by,))
            values = tuple(self.interpreter.names.get(name) for name in read)
            self._restore(question)
        return values

    def _restore(self, question: str) -> None:
        self.interpreter.names.clear()
        self.interpreter.names.update(self.after[question])


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return float(value) if value.shape == () else value
    return value


def _silent(*_: object, **__: object) -> None:
    """What `print` does in the trusted process."""
