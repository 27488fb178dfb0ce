"""Whoever answers probes in the trusted process: one interpreter, and the names as they stand at each question.

The reference notebook and, in the self-check, the student's own notebook answer through the same code as a student's
process does.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, chdir, contextmanager
from pathlib import Path
from threading import RLock
from typing import Literal

import numpy as np

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.notebook.solutions import stub_of
from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.modules import importable
from autograder.sandbox.protocol import Asked, Observation, Probe, Raised, Reply
from autograder.sandbox.values import like, substitute


class Answering:
    """Answers probes of questions: `asked` says after which cells, `after` which names stand there.

    `standing` are inputs that no cell of the question assigns: they are moved where they stand.
    """

    _lock = RLock()
    """One for all of a process, whose folder, modules and builtins they change meanwhile."""

    def __init__(self, path: Path, cells: tuple[str, ...]) -> None:
        self.path = path
        self.interpreter = Interpreter(cells)
        self.cells = tuple(Cell(source, at) for at, source in enumerate(cells))
        self.asked: dict[str, Asked] = {}
        self.after: dict[str, dict[str, object]] = {}
        self.standing: frozenset[str] = frozenset()
        self.folder: Path | None = None
        self.files: Mapping[str, bytes] = {}

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else runs its code meanwhile; relative paths and modules are those of its folder, where it has one."""
        with self._lock, ExitStack() as around:
            if self.folder:
                around.enter_context(chdir(self.folder))
                around.enter_context(importable(self.files))
            yield

    def answer(self, question: str, probe: Probe, *, strict: bool = False) -> Reply:
        """The reply to a probe of a question; `strict`: an overflow, or anything else that is no number, raises."""
        floats: Literal["raise", "ignore"] = "raise" if strict else "ignore"
        with self.alone(), np.errstate(over=floats, divide=floats, invalid=floats, under="ignore"):
            self._restore(question)
            return self.interpreter.answer(self.asked[question], probe)

    def value(self, question: str, inputs: Mapping[str, object], expression: str) -> Observation:
        """The value of one expression in the question's namespace. Raises CourseError when it raises."""
        # not by an answer of whoever else answers, which may count what it is asked
        (value,) = Answering.answer(self, question, Probe(inputs, ((expression, expression),))).observations
        if isinstance(value, Raised):
            text = f"question {question}: {expression} raises {value.type_name}: {value.message}"
            raise CourseError(self.path, 0, text)
        return value

    def names(self, question: str) -> frozenset[str]:
        """The names that stand in the notebook after the question's cells."""
        return frozenset(name for name in self.after[question] if not name.startswith("__"))

    def before(self, _: str) -> tuple[str, ...]:
        """The sources of the cells before the question's own: none, where what was run before stands in the names."""
        return ()

    def source(self, _: str) -> str:
        """The source of the cells that answer the question."""
        return "\n".join(cell.source for cell in self.cells)

    def shown(self, question: str) -> tuple[str, ...]:
        """The sources of the question's cells as students are handed them."""
        asked = self.asked[question]
        return tuple(stub_of(cell.source) for cell in self.cells[asked.first : asked.after + 1])

    def place(self, question: str, line: int) -> str:
        """A line of the question's answer cell, for messages."""
        return f"cell {self.cells[self.asked[question].after].index}, line {line}"

    def with_cell(self, _question: str, _source: str, _probes: Iterable[Probe]) -> tuple[Reply, ...]:
        """What it would reply with another answer cell: nothing, where there is no bank of mistakes."""
        return ()

    def moved(
        self, question: str, given: Mapping[str, object], by: str, read: tuple[str, ...], move: object
    ) -> tuple[object, ...]:
        """Values of `read` after the question's cells have run at inputs `given`, with `move` added to variable `by`
        at the moment it is assigned (an input or an intermediate)."""
        fill = substitute(given, {})
        moved: set[str] = set()

        def hook(name: str, value: object, top: bool | None) -> object:
            value = fill(name, value, top)
            if name == by and name not in moved and (top is not None or name in self.standing):
                moved.add(name)
                value = like(np.asarray(value, dtype=float) + move, value)
                return float(value) if isinstance(value, np.ndarray) and not value.shape else value
            return value

        with self.alone(), np.errstate(all="ignore"):
            self._restore(question)
            self.interpreter.rerun(self.asked[question], (), hook, (by,))
            return tuple(self.interpreter.names.get(name) for name in read)

    def _restore(self, question: str) -> None:
        self.interpreter.names.clear()
        self.interpreter.names.update(self.after[question])
