"""The examples of a text: what they know is green, and a formula that does not give them is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model.message import Message
from autograder.selfcheck.exercise import find
from tests.selfcheck.answers import answered, reference

GATE = """
class AddGate:
    def forward(self, x, y):
        return {forward}
    def backward(self, dz):
        return [{dx}, dz]
"""
SUM = "x = 4\ny = -3\nf = {f}\ndfdx = {dfdx}\ndfdy = 1"


@pytest.mark.parametrize(
    ("question", "source", "said"),
    [
        (
            "addition",
            SUM.format(f="x - y", dfdx=1).replace("dfdy = 1", "dfdy = -1"),
            "The forward pass computes another formula. In the text's example (x = 2, y = 5) f is 7; yours is -3.",
        ),
        (
            "addition",
            SUM.format(f="x + y / (x - 2)", dfdx=1),
            "(x = 2, y = 5) f is 7; your code stops there.",
        ),
        (
            "add_gate",
            GATE.format(forward="x - y", dx="dz").replace(", dz]", ", -dz]"),
            "In the text's example (x = 2, y = 5) forward returns 7; yours returns -3.",
        ),
        ("affine", "", ""),
    ],
)
def test_a_wrong_formula_is_told_though_its_gradients_agree(question: str, source: str, said: str) -> None:
    report = answered(question, source or None)
    assert report.passed is not bool(said)
    assert said in report.sentence
    assert report.state == ("wrong" if said else "ok")


CONSISTENT = {
    "l2_norm": {"q = W @ x": "q = W.T @ x", "dx = W.T @ dq": "dx = W @ dq", "dW = dq @ x.T": "dW = x @ dq.T"},
    "softmax_with_loss": {" / len(x)": "", " / len(self.t)": ""},
    "dropout": {"1 - self.p": "self.p"},
    "batch_norm": {".var(axis=0)": ".var()", ".mean(axis=0)": ".mean()"},
    "conv1d": {" + self.b": " - self.b", "self.db = dout": "self.db = -dout"},
    "lstm_step": {
        "np.split(a, 4, axis=1)": "[a[:, at::4] for at in range(4)]",
        "np.hstack([": "np.stack([",
        "dg * (1 - g**2)])": "dg * (1 - g**2)], axis=2).reshape(len(x), -1)",
    },
    "value": {"return self + -1 * other": "return other + -1 * self"},
}
"""Of the right answers what stands there, and what is written in its place: another formula, with a backward pass of its own."""


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(one, marks=[pytest.mark.slow] if one in ("conv1d", "lstm_step") else [])
        for one in CONSISTENT
    ],
)
def test_another_formula_with_its_own_backward_is_told(question: str) -> None:
    source = reference(question)[1].source
    for right, wrong in CONSISTENT[question].items():
        assert right in source
        source = source.replace(right, wrong)
    report = answered(question, source)
    assert report.state == "wrong"
    what, _, example = report.sentence.partition("In the text's example")
    assert what  # the slip, where it is known
    assert example
    assert "wrong" in [row.state for row in report.rows]


MUL = """
class MulLayer:
    def forward(self, x, y):
        self.x, self.y = x, y
        return {forward}
    def backward(self, dout):
        return dout * {dx}, dout * self.x
"""


def test_where_only_the_gradient_of_an_example_is_missed_it_is_the_forward_pass() -> None:
    report = answered("mul_layer", MUL.format(forward="x * y + (x - 100)", dx="(self.y + 1)"))
    assert report.sentence == (
        "The forward pass of MulLayer computes another value than the formula of the exercise. Put this right first, because every "
        "gradient depends on it. In the text's example (x = 100, y = 2, dout = 1.1) dx is 2.2; yours is 3.3."
    )
    assert [row.state for row in report.rows] == ["seen", "wrong", "own"]
    assert report.rows[1].difference == "–"


def test_what_is_not_finite_is_no_number_that_was_typed_in() -> None:
    report = answered("mul_layer", MUL.format(forward="float('inf') * x", dx="self.y"))
    assert report.sentence.startswith("out contains nan or inf.")
    assert [(row.state, row.difference) for row in report.rows] == [("wrong", "–"), *[("unknown", "–")] * 2]


def test_gradients_are_not_judged_by_a_forward_that_is_wrong() -> None:
    """1 / 1 + exp(-s) in the place of 1 / (1 + exp(-s)), and a backward for the right one."""
    source = """
class Neuron:
    def __init__(self, weights, bias):
        self.weights, self.bias = weights, bias
    def forward(self, inputs):
        self.inputs = inputs
        s = np.sum(inputs * self.weights) + self.bias
        self.rate = 1 / (1 + np.exp(-s))
        return 1 / 1 + np.exp(-s)
    def backward(self, dout):
        ds = dout * self.rate * (1 - self.rate)
        return ds * self.weights, ds * self.inputs, ds
"""
    report = answered("neuron", source)
    assert report.sentence.startswith("Parentheses are missing in 1 / (1 + exp(-x)). In the text's example")
    states = {row.name: row.state for row in report.rows}
    assert states == {"forward": "wrong", "dinputs": "unknown", "dweights": "unknown", "dbias": "unknown"}


@pytest.mark.parametrize(
    ("question", "asks", "said"),
    [("add_gate", "gradient", "own_forward"), ("addition", "derivative", "own_values")],
)
def test_gradients_alone_know_no_formula(
    question: str, asks: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a rubric asks for no value and the text has no example, nobody knows what they are the gradients of."""
    exercise = find(question)
    assert exercise is not None
    rubric = tuple(item for item in exercise.question.rubric if item.check == asks)
    bare = replace(exercise, question=replace(exercise.question, example=(), rubric=rubric))
    monkeypatch.setattr("autograder.selfcheck.find", lambda _: bare)
    report = answered(question)
    assert isinstance(report.hint, Message)
    assert (report.state, report.hint.key) == ("own", said)
    assert {row.state for row in report.rows} == {"own"}


def test_without_an_example_the_mark_is_no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = find("add_gate")
    assert exercise is not None
    bare = replace(exercise, question=replace(exercise.question, example=()))
    monkeypatch.setattr("autograder.selfcheck.find", lambda _: bare)
    report = answered("add_gate")
    assert report.passed
    assert report.state == "own"
    assert repr(report).startswith("· add_gate: agrees with your own forward\n")
    assert "✓" not in repr(report) + report._repr_html_()
    assert report.sentence.startswith(
        "Your gradients agree with your own forward pass. Whether that is the right"
    )


def test_the_value_of_an_expression_is_told_by_its_example() -> None:
    source = reference("value")[1].source.replace("return self + -1 * other", "return other + -1 * self")
    assert "(a = 2, b = -3) a - b is 5; yours is -5." in answered("value", source).sentence


def test_tests_of_ones_own_are_no_tick() -> None:
    report = answered("gradient_test", "def test_nothing():\n    assert True\n")
    assert report.state == "own"
    assert report.sentence.startswith("Your tests pass on your own code. How many faults they catch is seen")


NETWORK = reference("two_layer_net")[1].source
"""The network has an example like the others: parameters and a batch, the scores and the loss."""


def test_a_network_that_gives_the_example_is_right() -> None:
    assert answered("two_layer_net").state == "ok"


@pytest.mark.parametrize(
    "drawn", ["np.ones((input_size, hidden_size))", "np.random.randn(input_size, hidden_size)"]
)
def test_of_parameters_that_begin_otherwise_nothing_is_said_of_the_forward_pass(drawn: str) -> None:
    source = NETWORK.replace("weight_init_std * np.random.randn(input_size, hidden_size)", drawn)
    report = answered("two_layer_net", source)
    assert {row.name for row in report.rows if row.state == "wrong"} <= {"params", "spread"}
    assert report.sentence.startswith("The parameters of a new network are not what they should begin as")


def test_probabilities_in_the_place_of_scores_are_met() -> None:
    """As far as predict goes: the loss has to know of it."""
    scores = "self.second.forward(self.relu.forward(self.first.forward(x)))"
    probabilities = f"softmax({scores})"
    source = NETWORK.replace(scores, probabilities).replace(
        "self.last.forward(self.predict(x), t)", f"self.last.forward((self.predict(x), {scores})[1], t)"
    )
    rows = {row.name: row.state for row in answered("two_layer_net", source).rows}
    assert (rows["predict"], rows["loss"]) == ("ok", "ok")
    source = NETWORK.replace(scores, f"2 * {scores}")
    assert {row.name: row.state for row in answered("two_layer_net", source).rows}["predict"] == "wrong"
