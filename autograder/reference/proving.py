"""Tries a reference like a student, before anybody is graded by it: what it says twice must be the same, whole numbers are
floats, and every item of the rubric must ask something that who typed in a number, or did nothing, would get wrong.

Raises CourseError, one line each, with the place in course.yml or in the reference notebook.
"""

import ast
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

import numpy as np

from autograder.checks.plans import variables
from autograder.checks.plans.proof import prove, refuse, where
from autograder.model.answer_key import Planned
from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.kind import Kind, Names
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Role, Trial
from autograder.notebook.code import code
from autograder.numbers.compare import compare, kind_of
from autograder.numbers.kinds import PLAIN, is_free
from autograder.reference.answering import Answering
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import FOUND, Observation, Raised, Skipped

_FILE = "course.yml"


def check_target(question: Question, kinds: Sequence[Kind], reference: Answering) -> None:
    """Raise CourseError where the target is no class although it is asked like one, or the other way round."""
    if not question.target or question.partner or not any(kind.target for kind in kinds):
        return
    target = reference.after[question.id].get(question.target)
    if isinstance(target, type) and question.returns:
        _say(question, f'{question.target} is a class in the reference; leave "returns" out')
    if callable(target) and not isinstance(target, type) and not question.returns:
        what = 'is a function in the reference; say what it returns, like "returns: [y]"'
        _say(question, f"{question.target} {what}")
    if not callable(target):
        what = "is no class or function where the question is asked; define it up to its answer cell"
        _say(question, f"{question.target} {what}")


def prove_question(
    question: Question,
    plans: Sequence[Planned],
    kinds: Mapping[str, Kind],
    reference: Answering,
    again: Answering,
) -> None:
    """Raise CourseError unless the reference answers, twice the same, what the rubric speaks of, and obeys every law.

    `again` is the same notebook, run a second time.
    """
    trials = {check: plan.trials for plan in plans for check in plan.checks}
    for item in question.rubric:
        _is_asked(question, item, kinds[item.check], trials[item.check])
    for plan in plans:
        for trial in plan.trials if plan.apart is None and not plan.tests else ():
            _prove_trial(question, trial, reference, again)
    for item in question.rubric:
        _is_worked_out(question, item, kinds[item.check], trials[item.check], reference)


def _prove_trial(question: Question, trial: Trial, reference: Answering, again: Answering) -> None:
    """The reference answers a trial twice the same, as course.yml says, with floats too, and as every law wants it."""
    _is_steady(question, trial, again)
    if trial.name == variables.STANDS:
        _stands_as_given(question, trial, reference)
        variables.check_stated(question, trial)
    if Condition.INTEGERS in trial.conditions:
        _is_alike_for_floats(question, trial, reference)
    prove(question, trial, reference)


def _is_worked_out(
    question: Question, item: RubricItem, kind: Kind, trials: Sequence[Trial], reference: Answering
) -> None:
    """An item asks for what somebody must work out: nobody passes it by a number that is typed in."""
    if kind.of is Names.NOTEBOOK and not kind.typed:
        _is_no_constant(question, item, trials, reference)
    elif kind.target:
        _is_no_constant_forward(question, item, kind, trials)


def _say(question: Question, what: str, item: RubricItem | None = None) -> NoReturn:
    raise CourseError(_FILE, item.line if item else question.line, f"question {question.id}: {what}")


def _is_asked(question: Question, item: RubricItem, kind: Kind, trials: Sequence[Trial]) -> None:
    """Every name of an item is asked for somewhere: else the others would be judged in its place."""
    role, names = kind.about(item)
    parts = [part for trial in trials for step in trial.judged for part in step.parts]
    known = dict.fromkeys(part.name for part in parts if part.role is role)
    for name in names or ():
        if name not in known:
            _say(question, f"{item.check} of {name}: {_found_where(question, name, known, role)}", item)
    if names is None and parts and not known:
        _say(question, f"{item.check}: nothing that is asked is of this kind; leave it out", item)


def _found_where(question: Question, name: str, known: Iterable[str], role: Role) -> str:
    if role is not Role.GRADIENT or name not in (*question.inputs, *question.init):
        return f"there is no such thing; write one of {', '.join(known)}"
    if question.returns:
        return f"nothing says where it is found; write gradients: {{{name}: …}} with a name among returns"
    if question.kind:
        return f"this kind asks for the gradients of {', '.join(known)} alone"
    order = ", ".join(dict.fromkeys((*question.inputs, name)))
    return f"nothing says where it is found; write gradients: {{{name}: d{name}}}, or backward: [{order}]"


def _is_steady(question: Question, trial: Trial, again: Answering) -> None:
    """The same question has the same answer in a second run of the notebook."""
    if trial.name == variables.STANDS and any(map(variables.is_shape, question.given.values())):
        return  # inputs that the cell itself draws
    reply = again.answer(question.id, trial.probe)
    first: dict[str, Observation] = {}
    for step, other in zip(trial.steps, reply.observations, strict=True):
        one = trial.answer(step.name)
        if step.method == question.target and not _same(first.setdefault(step.expression, one), one, trial):
            what = f"{step.expression} is {_short(first[step.expression])} at first and {_short(one)} when it is called again"
            refuse(question, again, f"{what}; keep nothing from one call to the next")
        if step.parts and not _same(one, other, trial):
            what = f"{step.name} is {_short(one)} and then {_short(other)} for the same inputs"
            remedy = "take random numbers as an input, or draw them with a fixed seed of their own"
            refuse(question, again, f"the reference is random: {what}; {remedy}")


def _same(one: Observation, other: Observation, trial: Trial) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return all(_same(a, b, trial) for a, b in zip(one, other, strict=True))
    if isinstance(one, Raised | Skipped) or isinstance(other, Raised | Skipped):
        return type(one) is type(other)
    difference = compare(other, one, trial.tolerance)
    return difference is None or difference.kind == "finite"


def _short(value: Observation) -> str:
    text = kind_of(value) if isinstance(value, Opaque) else repr(value)
    text = value.type_name if isinstance(value, Raised) else text
    return text[:60]


_FRACTIONS = ("zeros_like", "ones_like", "empty_like", "full_like", "copy")
"""What makes an array of the type of another, where fractions are cut off if that holds whole numbers."""


def _is_alike_for_floats(question: Question, trial: Trial, reference: Answering) -> None:
    """Whole numbers as inputs have the answers of the same numbers as floats."""
    kinds = {at: question.draw.get(name, PLAIN) for step in trial.steps for name, at in step.given.items()}
    inputs = {n: _as_floats(v) if is_free(kinds.get(n, PLAIN)) else v for n, v in trial.probe.inputs.items()}
    floats = replace(trial.probe, inputs=inputs)
    reply = reference.answer(question.id, floats)
    for step, right in zip(trial.steps, reply.observations, strict=True):
        got = trial.answer(step.name)
        if step.parts and not isinstance(right, Raised | Skipped) and not _same(right, got, trial):
            raised = isinstance(got, Raised | Skipped)
            gives = where(trial, step, reference) if raised else f"gives {_short(got)}"
            line = _line_of_fractions(reference.source(question.id))
            place = f"{reference.place(question.id, line)}: " if line else ""
            what = f"{step.expression} {gives}, and for the same numbers as floats {_short(right)}"
            floats_in = "have its arrays hold floats (np.zeros_like(x, dtype=float), x.astype(float))"
            remedy = f'{floats_in}, or leave "integers" out of the question\'s "tries"'
            refuse(question, reference, f"{place}for whole numbers {what}; {remedy}")


def _as_floats(value: object) -> object:
    if isinstance(value, np.ndarray) and value.dtype.kind == "i":
        return value.astype(float)
    return float(value) if type(value) is int else value


def _line_of_fractions(source: str) -> int:
    """The line that makes an array of another's type; 0 where none does."""
    calls = (node for node in code(source).nodes if isinstance(node, ast.Call))
    for call in calls:
        made = isinstance(call.func, ast.Attribute) and call.func.attr in _FRACTIONS
        if made and not any(word.arg == "dtype" for word in call.keywords):
            return call.lineno
    return 0


def _stands_as_given(question: Question, stands: Trial, reference: Answering) -> None:
    """Every given input is a variable of the cells, with the value that course.yml says."""
    found = stands.answer(FOUND)
    for name, given in question.given.items():
        value = found.get(name) if isinstance(found, dict) else None
        if value is None:
            others = [n for n in _inputs(question, reference) if n not in question.given]
            hint = f"did you mean {', '.join(others)}?" if others else "leave it out, or set it in the cell"
            _say(question, f"given names {name}, which no cell of the question sets; {hint}")
        wanted = given["shape"] if variables.is_shape(given) else np.asarray(given).shape
        if (shape := np.shape(value)) != tuple(wanted):
            _say(question, f"given says that {name} is {_form(wanted)}, and in the cell it is {_form(shape)}")
        if not variables.is_shape(given) and compare(value, given) is not None:
            what = f"given says that {name} is {given}, and the cell sets it to {_short(value)}"
            _say(question, f"{what}; write the same in both")


def _form(shape: Sequence[int]) -> str:
    return f"an array of shape {tuple(shape)}" if len(shape) else "a number"


def _inputs(question: Question, reference: Answering) -> list[str]:
    """Variables that the question's cells set to a number that is written there, outside of the solution: its inputs."""
    sources = reference.shown(question.id)
    return [name for source in sources for name, value in code(source).constants.items() if value is not None]


def _is_no_constant(
    question: Question, item: RubricItem, trials: Sequence[Trial], reference: Answering
) -> None:
    """A number that is typed in is wrong at other inputs: it changes with one that is given."""
    name, first = item.of[0], trials[0].answer(item.of[0])
    changes = any(compare(trial.answer(name), first) is not None for trial in trials[1:])
    if changes or item.options.get("constant"):
        return
    moves = [one for one in _inputs(question, reference) if _moves(question, one, name, reference)]
    if moves:
        what = (
            f"is the same at all inputs that are given, and changes with {moves[0]}; add {moves[0]} to given"
        )
        _say(question, f"{item.check} of {name} {what}", item)
    if "by" not in item.options:
        what = f'{_short(first)} {TYPED_IN}; say "constant: true" if that is what you want'
        _say(question, f"{item.check} of {name} is {what}", item)


TYPED_IN = "whatever the inputs are, so a number that is typed in passes"


def _is_no_constant_forward(
    question: Question, item: RubricItem, kind: Kind, trials: Sequence[Trial]
) -> None:
    """What forward gives changes with its inputs: else a constant passes."""
    if kind.about(item)[0] is not Role.FORWARD:
        return
    steps = ((trial, step) for trial in trials for step in trial.judged)
    given = [trial.answer(step.name) for trial, step in steps if step.parts[0].role is Role.FORWARD]
    if len(given) > 1 and all(compare(one, given[0]) is None for one in given):
        what = f"{_short(given[0])} {TYPED_IN}; ask for what changes with its inputs"
        _say(question, f"{item.check} is {what}", item)


def _moves(question: Question, by: str, name: str, reference: Answering) -> bool:
    """Whether a variable changes when an input of the cell is moved."""
    try:
        one, other = (reference.moved(question.id, {}, by, (name,), move)[0] for move in (0.0, 0.7))
        return compare(one, other) is not None
    except (TypeError, ValueError):
        return False
