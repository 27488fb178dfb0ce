"""What the inputs and outcomes of a question are called where its text speaks of them, as examples do."""

from collections.abc import Collection, Iterable, Mapping

from autograder.checks.plans.algebra import arguments
from autograder.model.question import Form, Question
from autograder.model.trial import Role
from autograder.numbers.kinds import PLAIN, has_gradient

OUT, UPSTREAM = "out", "dout"
"""What one output, and its upstream gradient, is called."""


NETWORK = {"W1": ("I", "H"), "b1": ("H",), "W2": ("H", "O"), "b2": ("O",)}
"""The parameters of a network and their shapes: input, hidden and output size."""
BATCH = {"x": ("N", "I"), "t": ("N", "O")}
"""What a network is asked with: inputs and one-hot answers."""


def inputs_of(question: Question) -> tuple[str, ...]:
    """The inputs, without upstream gradients that backward is handed."""
    network = (*NETWORK, *BATCH) if question.form is Form.NETWORK else ()
    return (*question.given, *question.init, *question.inputs, *network)


def upstream_of(question: Question) -> tuple[str, ...]:
    """What the upstream gradients are called that backward is handed; none where there is no backward, or that of a loss."""
    if question.form is not Form.CALLS or question.kind == "loss":
        return ()
    return tuple(f"d{name}" for name in question.outputs) or (UPSTREAM,)


def outcomes_of(question: Question) -> Mapping[str, tuple[Role, str]]:
    """What comes of the inputs, by the names that students know, and which part of an answer it is."""
    return _OUTCOMES[question.form](question) if question.form else {}


def _of_variables(question: Question) -> dict[str, tuple[Role, str]]:
    return {name: (Role.VALUE, name) for name in question.asked}


def _of_function(question: Question) -> dict[str, tuple[Role, str]]:
    of = {place: name for name, place in question.gradients.items()}
    parts = {name: (Role.GRADIENT, of[name]) for name in question.returns if name in of}
    return {name: parts.get(name, (Role.FORWARD, name)) for name in question.returns}


def _of_expressions(question: Question) -> dict[str, tuple[Role, str]]:
    texts = {text: (Role.VALUE, value_of(text)) for text in question.asked}
    return {**texts, **_gradients(question, question.inputs)}


def _of_calls(question: Question) -> dict[str, tuple[Role, str]]:
    forward = {name: (Role.FORWARD, name) for name in question.outputs}
    one = {OUT: (Role.FORWARD, "loss" if question.kind == "loss" else OUT)}
    return {**(forward or one), **_gradients(question, (*handed_back(question), *question.gradients))}


def _of_network(_: Question) -> dict[str, tuple[Role, str]]:
    gradients = {f"d{name}": (Role.GRADIENT, name) for name in NETWORK}
    return {"predict": (Role.FORWARD, "predict"), "loss": (Role.FORWARD, "loss"), **gradients}


_OUTCOMES = {
    Form.VARIABLES: _of_variables,
    Form.FUNCTION: _of_function,
    Form.EXPRESSIONS: _of_expressions,
    Form.CALLS: _of_calls,
    Form.NETWORK: _of_network,
}


def _gradients(question: Question, names: Iterable[str]) -> dict[str, tuple[Role, str]]:
    return {question.called(name): (Role.GRADIENT, name) for name in names}


def value_of(text: str) -> str:
    """What the value of an expression is called."""
    return f"({text}).data"


def needs(question: Question, stated: Collection[str]) -> list[str]:
    """The inputs, upstream gradients among them, that some outcomes come of."""
    inputs: Iterable[str] = inputs_of(question)
    if question.form is Form.EXPRESSIONS:
        inputs = dict.fromkeys(name for text in stated if text in question.asked for name in arguments(text))
    known = outcomes_of(question)
    backward = any(known[name][0] is Role.GRADIENT for name in stated)
    return [*inputs, *(upstream_of(question) if backward else ())]


def differentiable(question: Question, names: Iterable[str]) -> tuple[str, ...]:
    """Those of some arguments by which there is a gradient."""
    return tuple(name for name in names if has_gradient(question.draw.get(name, PLAIN)))


def handed_back(question: Question) -> tuple[str, ...]:
    """The arguments whose gradients backward returns, in order; a loss has none but that of its scores."""
    if question.kind == "loss":
        return ("x",)
    own = (name for name in question.inputs if name not in question.gradients)
    return question.backward or differentiable(question, own)
