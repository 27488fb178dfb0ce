"""What a forward gives: one value or several, each with an upstream gradient of its own.

A law speaks of one array: where there are several outputs, of all of them as one (`flat`), and of their upstream gradients
as one, which the conversation holds beside those that backward is handed.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from autograder.checks.plans.arguments import Arguments
from autograder.checks.plans.script import Script
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Part, Role
from autograder.numbers.compare import Array, as_array, parts


def whole(question: Question, forward: str) -> str:
    """The expression of all that a forward gives, as one array where it is several."""
    return f"as_one_row({forward})" if question.outputs else forward


def judged(question: Question, fresh: str) -> list[Part]:
    """What is judged of a forward; the same call on an object of its own gives the same."""
    if not question.outputs:
        return [Part(Role.FORWARD, "out", fresh)]
    return [Part(Role.FORWARD, name, f"{fresh}[{at}]") for at, name in enumerate(question.outputs)]


def handed(question: Question, at: str) -> list[str]:
    """The inputs that backward is handed in a call."""
    return [f"upstream_{name}_{at}" for name in question.outputs] or [f"upstream_{at}"]


def tell_upstream(
    script: Script, answerer: Answerer, arguments: Arguments, forward: str, at: int, share: float = 1.0
) -> None:
    """Draw the upstream gradients of a call, times `share`."""
    question = arguments.question
    shapes = _shapes(answerer, question, script, forward)
    drawn = [arguments.calling.number(share * arguments.upstream(shape, at - 1)) for shape in shapes]
    script.inputs.update(zip(handed(question, str(at)), drawn, strict=True))
    if question.outputs:
        script.inputs[f"upstream_{at}"] = flat(drawn)


def flat(values: Iterable[ArrayLike]) -> Array:
    """Several arrays as one row."""
    return np.concatenate([np.ravel(value) for value in values])


def _shapes(
    answerer: Answerer, question: Question, script: Script, forward: str
) -> Sequence[tuple[int, ...]]:
    """The shapes of what forward gives; those of numbers where it gives none (the answers tell then what it gives)."""
    count = len(question.outputs) or 1
    try:
        given = parts(answerer.value(question.id, script.inputs, forward), count) or ()
    except CourseError:
        given = ()
    arrays = map(as_array, given)
    return [() if array is None else array.shape for array in arrays] or [()] * count
