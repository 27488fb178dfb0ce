"""The student's own notebook as the one who answers: the third answerer, after the reference and the sandboxed student.

It holds no answer. What is right of a gradient is the numerical derivative of the student's own forward.
"""

import time
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import CodeType

import numpy as np

from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.reference.answering import Answering
from autograder.sandbox.probe_code import compiled
from autograder.sandbox.protocol import Asked, Observation, Probe, Reply, Skipped
from autograder.selfcheck.history import Scope, cells_for
from autograder.selfcheck.place import own_frames
from autograder.selfcheck.quiet import Clock, OutOfTimeError

SLOW = 0.002
"""Seconds a step of the first conversation, from which on the hundreds of calls of numerical derivatives take too long."""

WAITS = 20
"""How many times as long as it computes a call may take where the machine has other things to do: what takes longer, waits."""

HICCUP = 0.5
"""Seconds that the machine may have been busy once: what takes no longer is measured again."""


class Own(Answering):
    """Answers from copies of the student's names; plain variables by running the cells of the question again."""

    def __init__(self, question: Question, scope: Scope, clock: Clock | None = None) -> None:
        sources = cells_for(question, scope.cells) if question.given else []
        super().__init__(Path("your notebook"), tuple(sources))
        self.interpreter.where = place
        self.clock = clock or Clock(0.0)
        self.pause, self.known = 0.0, False
        self.asking = True
        self.left_out: list[Probe] = []
        self.worked_out: dict[tuple[object, ...], Observation] = {}
        self.with_names: Mapping[str, object] = {}
        own = next((name for name in question.aliases if name in scope.names), None)
        aliases = ((str(question.target), own),) if own and question.target not in scope.names else ()
        last = max(len(sources) - 1, 0)
        self.asked = {question.id: Asked(question.id, 0, last, tuple(question.given), (), aliases)}
        self.after = {question.id: dict(scope.names)}
        # What the cells stand on: not what is asked for, nor anything that would be copied for nothing.
        used = frozenset().union(*(code(source).loaded | code(source).stored for source in sources))
        self.standing = frozenset(question.given).difference(*(code(source).stored for source in sources))
        stands = used.difference(question.asked).union(("__builtins__",))
        self.interpreter.before = {question.id: {n: scope.names[n] for n in stands if n in scope.names}}

    @property
    def hurried(self) -> bool:
        """Its calls take so long that less is asked."""
        return self.pause > SLOW

    def answer(self, question: str, probe: Probe, *, strict: bool = False) -> Reply:
        """The reply to a probe; while it is asked what is planned, nothing more after a first conversation that was slow."""
        if self.hurried and self.asking:
            self.left_out.append(probe)
            return Reply(tuple(Skipped() for _ in probe.steps))
        self.clock.again()
        took, reply = self._measured(question, probe, strict)
        if not self.known:
            doubtful = took > SLOW and took * len(probe.steps) < HICCUP
            again = self._measured(question, probe, strict)[0] if doubtful else took
            self.pause, self.known = min(took, again), True
        return reply

    def _measured(self, question: str, probe: Probe, strict: bool) -> tuple[float, Reply]:
        began, busy = time.monotonic(), time.process_time()
        reply = super().answer(question, probe, strict=strict)
        took, busy = time.monotonic() - began, time.process_time() - busy
        return min(took, max(busy, took / WAITS)) / max(len(probe.steps), 1), reply

    def value(self, question: str, inputs: Mapping[str, object], expression: str) -> Observation:
        """The value of one expression, which has all the time again; none while more is planned than is asked."""
        if self.hurried and self.asking:
            raise CourseError(self.path, 0, "left out")
        if self.with_names is not self.after[question]:  # a change is tried, or was
            self.worked_out, self.with_names = {}, self.after[question]
        key = (expression, *_used(expression, inputs))
        if key not in self.worked_out:
            self.clock.again()
            self.worked_out[key] = super().value(question, inputs, expression)
        return self.worked_out[key]

    def moved(
        self, question: str, given: Mapping[str, object], by: str, read: tuple[str, ...], move: object
    ) -> tuple[object, ...]:
        """The cells run once more, and have all the time again."""
        self.clock.again()
        return super().moved(question, given, by, read, move)


def _used(expression: str, inputs: Mapping[str, object]) -> Iterator[object]:
    """The inputs that an expression speaks of, as something that tells one from another: slopes for other upstream gradients are
    those of the same values."""
    for name in names_of(compiled(expression)):
        if name in inputs:
            value = inputs[name]
            yield (value.shape, value.dtype.char, value.tobytes()) if isinstance(value, np.ndarray) else value


@cache
def names_of(expression: CodeType) -> tuple[str, ...]:
    """The names that an expression reads, those of a lambda in it too."""
    within = (name for one in expression.co_consts if isinstance(one, CodeType) for name in names_of(one))
    return (*expression.co_names, *within)


def place(error: BaseException) -> tuple[int, int]:
    """(0, line) of the innermost frame that is neither ours nor a library's; (-1, 0) where there is none.

    Raises the error itself where it is no answer of the student's code: Ctrl-C, or the end of the time.
    """
    if isinstance(error, KeyboardInterrupt | OutOfTimeError):
        raise error
    lines = [line for _, line in own_frames(error)]
    return (0, lines[-1]) if lines and lines[-1] else (-1, 0)
