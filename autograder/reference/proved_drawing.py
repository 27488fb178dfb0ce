"""A drawing that does not lie: what the graph of a question gives at the inputs of its trials is what the reference gives."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from autograder.model.answer_key import Planned
from autograder.model.errors import CourseError
from autograder.model.formula import NEGATIVE, Graph, Node, graph_of
from autograder.model.question import Question
from autograder.model.trial import Role, Slope, Step, Trial
from autograder.numbers.compare import Array, as_array, compare
from autograder.reference.answering import Answering
from autograder.sandbox.observe import observe
from autograder.sandbox.protocol import FOUND


def _softmax(x: Array) -> Array:
    shifted: Array = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return np.asarray(shifted / np.sum(shifted, axis=-1, keepdims=True))


OPERATIONS: Mapping[str, Callable[..., object]] = {
    "+": np.add, "-": np.subtract, "*": np.multiply, "/": np.divide, "**": np.power, "@": np.matmul, NEGATIVE: np.negative,
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "tanh": np.tanh, "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "relu": lambda x: np.maximum(x, 0), "square": np.square, "abs": np.abs, "sum": np.sum, "mean": np.mean, "dot": np.dot,
    "max": lambda *x, **more: np.maximum(*x) if len(x) == 2 else np.max(*x, **more),
    "min": lambda *x, **more: np.minimum(*x) if len(x) == 2 else np.min(*x, **more),
    "softmax": _softmax, "part": lambda x, at, of: np.split(x, of, axis=-1)[at],
}  # fmt: skip
"""What operations of a formula are; functions of a notebook are not known."""


def worked_out(graph: Graph, inputs: Mapping[str, object]) -> list[object]:
    """The value of every node; None where it hangs on an input that is missing, or on a function that is not known.

    Raises ValueError, IndexError or TypeError where an operation does not take its operands.
    """
    values: list[object] = []
    with np.errstate(all="ignore"):
        for node in graph.nodes:
            values.append(_value(node, inputs, values))
    return values


def _value(node: Node, inputs: Mapping[str, object], values: Sequence[object]) -> object:
    if node.number is not None:
        return node.number
    if node.is_input:
        array = as_array(observe(inputs.get(node.name)))
        return array if array is None or node.entry is None else array[node.entry]
    operands = [values[one] for one in node.operands]
    if node.operation not in OPERATIONS or any(one is None for one in operands):
        return None
    return OPERATIONS[node.operation](*operands, **dict(node.keywords))


def prove_graph(question: Question, plans: Iterable[Planned], reference: Answering) -> None:
    """Raise CourseError where the graph of a question gives another value than the reference, at inputs that both know."""
    if not question.graph:
        return
    graph = graph_of(question.graph)
    for trial in (trial for plan in plans if plan.apart is None for trial in plan.trials):
        for inputs, wanted in _known(question, graph, trial, reference):
            try:
                values = worked_out(graph, inputs)
            except (ValueError, IndexError, TypeError) as error:
                _refuse(question, f"cannot be worked out at the inputs of the question ({error})")
            for at, want in wanted.items():
                if values[at] is not None and compare(observe(values[at]), want, 1e-8) is not None:
                    name = graph.nodes[at].name
                    _refuse(question, f"{name} is another one than in the reference, at the same inputs")


def _refuse(question: Question, what: str) -> None:
    raise CourseError("course.yml", question.line, f"question {question.id}: graph: {what}; mend the formula")


Known = tuple[Mapping[str, object], Mapping[int, object]]
"""Inputs by name, and what the reference gives there, by place in the graph."""


def _known(question: Question, graph: Graph, trial: Trial, reference: Answering) -> Iterator[Known]:
    """What a trial tells of the values of a graph."""
    names = {node.name: at for at, node in enumerate(graph.nodes) if node.operation}
    if FOUND in trial.places:
        found = trial.answer(FOUND)
        answers = {at: trial.answer(name) for name, at in names.items() if name in trial.places}
        yield (found if isinstance(found, dict) else {}) | dict(trial.probe.given or {}), answers
    for step in trial.steps:
        if step.given and step.parts:
            inputs = {name: trial.probe.inputs[slot] for name, slot in step.given.items()}
            yield inputs, dict(_results(question, graph, trial, step, reference))


def _results(
    question: Question, graph: Graph, trial: Trial, step: Step, reference: Answering
) -> Iterator[tuple[int, object]]:
    """What a step says of the results: an output of forward each, or what a gradient is taken of."""
    answer = trial.answer(step.name)
    names = {node.name: at for at, node in enumerate(graph.nodes) if node.operation}
    for at, part in enumerate(step.parts):
        place = names.get(part.name, graph.results[0])
        if part.role is Role.FORWARD and (part.name in names or len(graph.results) == 1):
            yield place, answer[at] if isinstance(answer, tuple) and len(step.parts) > 1 else answer
    laws = [part.law for part in step.parts if isinstance(part.law, Slope)]
    if question.forward and laws and len(graph.results) == 1:
        yield graph.results[0], reference.value(question.id, trial.probe.inputs, laws[0].expression)
