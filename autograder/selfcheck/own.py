"""The student's own notebook as the one who answers: the third answerer, after the reference and the sandboxed student.

It holds no answer. What is right of a gradient is the numerical derivative of the student's own forward.
"""

from __future__ import annotations

from pathlib import Path

from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.reference.answering import Answering
from autograder.sandbox.protocol import Asked
from autograder.selfcheck.history import Scope, cells_for
from autograder.selfcheck.place import is_own
from autograder.selfcheck.quiet import OutOfTimeError


class Own(Answering):
    """Answers from copies of the student's names; plain variables by running the cells of the question again."""

    def __init__(self, question: Question, scope: Scope) -> None:
        sources = (
            cells_for(question.id, scope.cells, question.asked, question.given) if question.given else []
        )
        super().__init__(Path("your notebook"), tuple(sources))
        self.interpreter.where = place
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


def place(error: BaseException) -> tuple[int, int]:
    """(0, line) of the innermost frame that is neither ours nor a library's; (-1, 0) where there is none.

    Raises the error itself where it is no answer of the student's code: Ctrl-C, or the end of the time.
    """
    if isinstance(error, KeyboardInterrupt | OutOfTimeError):
        raise error
    line, traceback = 0, error.__traceback__
    while traceback is not None:
        if is_own(traceback.tb_frame.f_code.co_filename):
            line = traceback.tb_lineno or 0
        traceback = traceback.tb_next
    return (0, line) if line else (-1, 0)
