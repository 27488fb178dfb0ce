"""One submission as a straight line: cells → fits → rounds of asking → results → diagnosis → Graded.

`Grader.grade` never raises for anything a student wrote; SandboxError alone comes out, and the caller records the
submission as ungraded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.checks.verdicts.quoting import repeatable
from autograder.fitting.borrowed import names_used
from autograder.fitting.fit import Fit, fit
from autograder.fitting.released import as_released
from autograder.grading.asking import Asking, Round, State, untouched
from autograder.grading.discreet import discreet
from autograder.grading.follow_through import with_right_leaves, with_supplied
from autograder.grading.judge import before, judge, nothing, supplied_alone, unfinished
from autograder.grading.rounds import (
    asked,
    asked_apart,
    asked_at_the_end,
    asked_on_leaves,
    asked_with_borrowed,
    chosen,
    examined,
)
from autograder.host.child import Heard
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question
from autograder.model.result import Diagnoses, Graded, QuestionResult
from autograder.model.trial import Reason
from autograder.notebook.cells import joined
from autograder.notebook.code import code
from autograder.notebook.reaching import reached
from autograder.notebook.signs import may_estimate
from autograder.sandbox.protocol import Raised, Reply, Skipped

LOST = {Outcome.TIMEOUT: "Timeout", Outcome.MEMORY: "MemoryError", Outcome.CRASHED: "Crashed"}
"""What stands in the place of an exception for a cell that was stopped, or that ended its process."""


class Grader:
    """Judges submissions of one assignment with one prober (one at a time); with a diagnosis, says which mistake it is."""

    def __init__(self, key: AnswerKey, prober: Prober, diagnosis: Diagnoses | None = None) -> None:
        self.key, self.prober, self.diagnosis = key, prober, diagnosis

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """Judge a submission's cells. Raises SandboxError when the sandbox itself fails."""
        released, spent = self.key.released, self.prober.spent
        with spent.on("fit"):
            cells = as_released(cells, released)
            asking = Asking(self.key, self.prober, fit(self.key.assignment.questions, cells, released))
        state = State()
        with spent.on("judge"), self.prober.submission():
            for round_ in ROUNDS:
                state = round_(asking, state)
        running = asking.fitted.cells
        with spent.on("diagnose"):
            results = tuple(self._diagnosed(result, running) for result in state.results.values())
        violations = tuple(
            f"cell {running[int(which)].index}" if kind == "cell" else f"question {which}"
            for kind, which in state.heard.forbidden
        )
        reaches = tuple(reached(cell.source for cell in running))
        errors = _cell_errors(state.heard, running)
        return Graded(results, errors, asking.cpu, violations, _skipped(cells), reaches)

    def _diagnosed(self, result: QuestionResult, cells: Sequence[Cell]) -> QuestionResult:
        """The result with the mistakes that explain its failing items."""
        if self.diagnosis is None or result.full or (result.cell is None and not result.question.target):
            return result  # of plain variables that are nowhere, no text can be blamed
        kinds = self.key.questions[result.question.id].kinds
        if result.question.tested or all(kinds[item.check].typed for item in result.question.rubric):
            return result  # what tests and choices are about, nobody but their author knows
        found = self.diagnosis.diagnose(result, result.answered, cells, result.cell_errors)
        if result.cell is None:  # a question that was left out altogether is no mistake
            found = {i: ids for i, ids in found.items() if ids[0] != "missing-variable"}
        verdicts = tuple(
            (
                item,
                replace(v, misconception=found[i][0], alternatives=found[i][1:])
                if found.get(i) and v.reason is not Reason.NUMERICAL
                else v,
            )
            for i, (item, v) in enumerate(result.verdicts)
        )
        return replace(result, verdicts=verdicts)


def judged(asking: Asking, state: State) -> State:
    """Every question's result, from what has been said so far; no process is started."""
    questions = asking.key.assignment.questions
    return replace(state, results={q.id: _result(q, asking, state) for q in questions})


ROUNDS: tuple[Round, ...] = (
    chosen,
    asked,
    asked_on_leaves,
    asked_at_the_end,
    asked_with_borrowed,
    asked_apart,
    examined,
    judged,
    with_right_leaves,
)
"""What happens to a submission, in order."""


def _result(question: Question, asking: Asking, state: State) -> QuestionResult:
    fit = state.fits.get(question.id)
    if fit is None:
        name = question.target or ", ".join(question.asked)
        return nothing(question, Outcome.MISSING, Message("target_missing", {"name": name}))
    cell, after = asking.fitted.cells[fit.place.after], fit.place.after
    idle = untouched(asking, fit)
    not_attempted = nothing(question, Outcome.NOT_ATTEMPTED, Message("not_attempted"), cell, after)
    if idle and not question.tested:
        return not_attempted
    replies = () if asking.key.questions[question.id].unasked else state.heard.replies.get(question.id)
    if replies is None:
        how = state.heard.silent.get(question.id, Outcome.CRASHED)
        message = unfinished(how, asking.key.course.limits.question_seconds)
        if question.id in state.heard.beyond:
            message = Message("timeout_submission")
        return nothing(question, how, message, cell, after)
    result = _of_replies(replies, fit, asking, state)
    return not_attempted if idle and not result.score else result


def _of_replies(replies: Sequence[Reply], fit: Fit, asking: Asking, state: State) -> QuestionResult:
    question, place, cells = fit.question, fit.place, asking.fitted.cells
    key = asking.key.questions[question.id]
    answered = asking.answered(fit, replies) + state.apart.get(question.id, ())
    cause = before(state.heard, place, tuple(cell.source for cell in cells))
    result = judge(key, asking.key.reference, answered, cause, asking.key.course.limits.cell_seconds)
    if question.id in state.lent:
        result = discreet(result)
    if any(
        isinstance(seen, Skipped)
        for one in state.apart.get(question.id, ())
        for seen in one.reply.observations
    ):
        result = replace(result, outcome=Outcome.TIMEOUT)
    for name in _alone(question, asking, state):
        result = supplied_alone(result, key, name)
    helpers = (*sorted(asking.fitted.supplied), *sorted(state.borrowed.get(question.id, ())))
    notes = with_supplied(result.notes, names_used(helpers, (cells[place.after].source,)))
    in_pieces = question.given and not place.ours
    cell = joined(cells[place.first : place.after + 1]) if in_pieces else cells[place.after]
    text = code(cells[place.after].source)
    estimates = result.estimates or bool(key.strained and may_estimate(text))
    return replace(
        result, cell=cell, at=place.after, notes=notes, cell_errors=cause.errors, estimates=estimates
    )


def _alone(question: Question, asking: Asking, state: State) -> Iterable[str]:
    """Helpers of the target's own name that were supplied, where a cell that answers nothing else uses them."""
    others = {fit.place.after for q, fit in state.fits.items() if q != question.id}
    own = tuple(cell.source for at, cell in enumerate(asking.fitted.cells) if at not in others)
    for name, function in asking.fitted.helpers.items():
        if function == str(question.target).lower() and names_used((name,), own):
            yield name.rpartition(".")[2]


def _cell_errors(heard: Heard, cells: Sequence[Cell]) -> tuple[tuple[Cell, Raised], ...]:
    """The exceptions of the cells that ran, and of those that were stopped, in the order of the file: what they say as far as
    it may be repeated, for every cell runs beside the hidden inputs."""
    sources = tuple(cell.source for cell in cells)
    errors = [(cells[i], repeatable(raised, sources)) for i, those in heard.cells.items() for raised in those]
    errors += [(cells[i], Raised(LOST[how])) for i, how in heard.lost.items() if 0 <= i < len(cells)]
    return tuple(sorted(errors, key=lambda error: error[0].index))


def _skipped(cells: Sequence[Cell]) -> tuple[tuple[Cell, str], ...]:
    """Cells that did not run as they stand, and why; not the release's own test cells, which the grader's questions
    take the place of."""
    locked = [(c, "locked") for c in cells if c.locked and not c.source.lstrip().startswith("check(")]
    return tuple(sorted([*locked, *((c, c.note) for c in cells if c.note)], key=lambda s: s[0].index))
