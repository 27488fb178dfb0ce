"""Which of the cells that were run answers a question of plain variables, where many questions use the same names.

Of those that may, it is the nearest before a check of the question whose values are those of the text's example; else the nearest.
What another question's check found stands for that question, however often it is run again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from autograder.checks.plans.example_trials import outcomes
from autograder.model.question import Question
from autograder.selfcheck.history import Scope, checked
from autograder.selfcheck.own import Own
from autograder.selfcheck.runs import Run
from autograder.selfcheck.standing import answers, foreign, nearest


def read(question: Question, scope: Scope, *, asked: bool = True) -> Scope | None:
    """The scope as the question's own cells leave it; None where it is not tried yet. It runs the student's code.

    `asked`: the student wants to know of this question; one that was never checked is else tried where its example is met.
    """
    stands = scope.of(question)
    if not question.given or not scope.cells:
        return stands
    history = _History(question, stands)
    before = list(history.before_checks())
    if asked and before and not before[0].answer.cell:
        return before[0].scope  # a cell without an id may be one that was edited
    several = history.elsewhere(known=bool(before))
    met = (one.scope for one in (*before, *several) if _meets_example(question, one.scope))
    wanted = asked or history.was_checked or not question.example
    nearest = next((one.scope for one in (*before, *history.begun()) if wanted), None)
    return next(met, nearest)


def read_to_draw(question: Question, scope: Scope, others: Sequence[Question]) -> Scope | None:
    """The same for a drawing, which may come before any check: not from cells that give the values of the example of another question."""
    found = read(question, scope, asked=False)
    if found is None and (found := read(question, scope)) is not None:
        rivals = [one for one in others if one.id != question.id and one.example]
        if any({*question.asked} <= {*one.asked} and _meets_example(one, found) for one in rivals):
            return None
    return found


def _meets_example(question: Question, scope: Scope) -> bool:
    """The values, not the derivatives, are those of the examples, as far as they are stated."""
    if scope.failure and not scope.late:
        return False
    values = {name for item in question.rubric if "by" not in item.options for name in item.of}
    said = [one for one in outcomes(question, Own(question, scope)) if one.stated in values]
    return bool(said) and all(one.met for one in said)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A run that may answer the question, and the scope that ends with it."""

    answer: Run
    scope: Scope


class _History:
    """The runs so far as one question sees them."""

    def __init__(self, question: Question, stands: Scope) -> None:
        self.question, self.stands = question, stands
        self.runs = stands.runs or tuple(map(Run, stands.cells))
        self.checked = [checked(run.source) for run in self.runs]
        self.was_checked = any(question.id in names for names in self.checked)
        self.foreign = foreign(self.runs, question, self.checked)
        self.cells = tuple("" if other else c for c, other in zip(stands.cells, self.foreign, strict=True))

    def before_checks(self) -> Iterator[_Attempt]:
        """What was run last before now, and before each check of the question, latest first."""
        ends = [at for at, names in enumerate(self.checked) if self.question.id in names]
        for end in dict.fromkeys((len(self.runs), *reversed(ends))):
            at = nearest(self.question, self.cells, end, self.checked, frozenset({self.question.id}))
            if at is not None:
                yield self._attempt(at, self.cells[:end])

    def elsewhere(self, *, known: bool) -> Iterator[_Attempt]:
        """Each single cell that makes all that is asked for: latest first, then those that answer another question. `known`: of a
        client that says which cell it runs."""
        for other in (False, True):
            for at in reversed(range(len(self.runs))):
                all_of_it = {*self.question.asked} <= self._made(at)
                if self.foreign[at] is other and all_of_it and (self.runs[at].cell or not known):
                    yield self._attempt(at, (*self.cells[:at], self.stands.cells[at]))

    def begun(self) -> Iterator[_Attempt]:
        """Each single cell that makes something of what is asked for and answers no other question, latest first."""
        for at in reversed(range(len(self.runs))):
            if not self.foreign[at] and {*self.question.asked} & self._made(at):
                yield self._attempt(at, self.cells[: at + 1])

    def _made(self, at: int) -> frozenset[str]:
        return answers(self.question, self.stands.cells[at])

    def _attempt(self, at: int, cells: tuple[str, ...]) -> _Attempt:
        ended = replace(self.stands, cells=cells).ended(self.question, self.runs[at])
        return _Attempt(self.runs[at], ended)
