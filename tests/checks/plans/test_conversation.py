"""What is asked of classes and functions: two objects in turn, with numbers that leave no guess a chance."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.conversation import ANY_SHAPES, GATE_ARRAYS, PLANS, plan
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Part, Role, Slope, Trial
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Raised
from tests.checks.one_cell import OneCell

GATE = Question("q", (), target="Gate", inputs={"x": (), "y": ()})
GATES = OneCell("""
class Gate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return self.y * dz, self.x * dz
""")
AFFINE = Question(
    "q",
    (),
    target="Affine",
    init={"W": ("D", "M"), "b": ("M",)},
    inputs={"x": ("N", "D")},
    gradients={"W": "dW", "b": "db"},
    options={"batch": "N"},
)
LAYERS = OneCell("""
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
    def backward(self, dout):
        self.dW, self.db = self.x.T @ dout, dout.sum(axis=0)
        return dout @ self.W.T
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask
    def backward(self, dout):
        return dout * self.mask
""")
RELU = Question("q", (), target="Relu", inputs={"x": ("N", "D")}, options={"arrays": "any", "batch": "N"})


def planned(question: Question, cell: OneCell, seed: bytes = b"tests") -> dict[str, Trial]:
    return {trial.name: trial for trial in plan(question, cell, Draw(seed, "q"))}


def with_arrays(question: Question, arrays: str) -> Question:
    return Question("q", (), target=question.target, inputs=question.inputs, options={"arrays": arrays})


def upstreams(trial: Trial) -> list[Any]:
    return [trial.probe.inputs[name] for name in trial.probe.inputs if name.startswith("upstream")]


def test_the_order_of_a_conversation() -> None:
    """The second object is called before the first goes back, and the third call is made on the first."""
    trials = planned(AFFINE, LAYERS)
    trial = trials["numbers 1"]
    called = [step for step in trial.steps if step.method]
    assert [(step.name, step.call, step.owner) for step in called] == [
        ("out_1", 1, "a"),
        ("out_2", 2, "b"),
        ("grad_1", 1, "a"),
        ("grad_2", 2, "b"),
        ("out_3", 3, "a"),
        ("grad_3", 3, "a"),
        ("grad_3_again", 3, "a"),
    ]
    assert [step.name for step in called if step.again] == ["grad_3_again"]
    assert [step.expression for step in trial.steps[:4]] == [
        "Affine(W_a, b_a)",
        "Affine(W_b, b_b)",
        "a.forward(x_1)",
        "b.forward(x_2)",
    ]
    assert trial.step("grad_2").expression == "b.backward(upstream_2)"
    assert trial.step("grad_2").given == {"W": "W_b", "b": "b_b", "x": "x_2"}
    assert trial.step("out_3").fresh == "Affine(W_a, b_a).forward(x_3)"
    assert trial.step("dW_2").expression == "b.dW"


def test_what_is_asked_in_turns_is_asked_of_single_objects_first() -> None:
    """The same calls with the same numbers; who leaks state is right in these and wrong in those."""
    trials = planned(AFFINE, LAYERS)
    alone, turns = trials["numbers 1 alone"], trials["numbers 1"]
    assert {name: id(alone.probe.inputs[name]) for name in turns.probe.inputs} == {
        name: id(value) for name, value in turns.probe.inputs.items()
    }
    called = [(step.name, step.owner, step.conditions) for step in alone.judged if step.method]
    row = (Condition.ONE_ROW,)
    assert called == [
        *(("out_1", "a", ()), ("grad_1", "a", ())),
        *(("out_2", "b", ()), ("grad_2", "b", ())),
        *(("out_3", "c", row), ("grad_3", "c", row)),
    ]
    conditions = {step.name: step.conditions for step in turns.judged}
    other = (Condition.SECOND_OBJECT,)
    assert [conditions[name] for name in ("out_1", "out_2", "grad_1", "dW_2")] == [other] * 4
    assert conditions["out_3"] == conditions["db_3"] == (Condition.SECOND_CALL, Condition.ONE_ROW)


def test_what_trials_ask_beside_the_substance() -> None:
    trials = planned(RELU, LAYERS)
    assert {name: trial.conditions for name, trial in trials.items() if trial.conditions} == {
        "whole numbers": (Condition.INTEGERS,),
        "square shapes": (Condition.SQUARE,),
        "arrays (4,)": (Condition.DIMENSIONS,),
        "arrays (2, 2, 3)": (Condition.DIMENSIONS,),
    }


def test_what_decides_the_sign_of_an_input_is_asked_as_substance() -> None:
    """A threshold taken from the data, whole parts that are compared: right in no side condition alone."""
    x = planned(RELU, LAYERS)["numbers 1 alone"].probe.inputs["x_2"]
    assert np.sum(x < 0) == 1
    assert np.any((x > 0) & (x < x.mean()))
    inputs = planned(GATE, GATES)["numbers 1 alone"].probe.inputs
    pairs = [(inputs[f"x_{turn}"], inputs[f"y_{turn}"]) for turn in (1, 2)]
    assert [np.floor(x) == np.floor(y) for x, y in pairs] == [True, True]
    assert {x < y for x, y in pairs} == {True, False}


def test_a_choice_from_one_is_asked_once_and_where_several_values_come_out_there_is_no_line() -> None:
    one = replace(RELU, init={"mode": ()}, draw={"mode": {"one_of": ("a",)}}, outputs=("y", "z"))
    cell = OneCell(
        "class Relu:\n    def __init__(self, mode):\n        pass\n    def forward(self, x):\n        return x, 2 * x"
    )
    trials = planned(one, cell)
    assert [*trials][:3] == ["numbers 1 alone", "numbers 1", "whole numbers"]
    assert [trial.line for trial in trials.values()] == [None] * len(trials)
    masked = planned(replace(RELU, draw={"x": {"mask": True}}, options={}), LAYERS)
    assert masked["numbers 1 alone"].line is None


def test_gradients_that_are_left_on_the_object_are_not_returned() -> None:
    trial = planned(AFFINE, LAYERS)["numbers 1"]
    law = Slope("Affine(W_b, b_b).forward(x_2)", "W_b", "upstream_2")
    assert trial.step("dW_2").parts == (Part(Role.GRADIENT, "W", law),)
    assert [part.name for part in trial.step("grad_1").parts] == ["x"]
    neuron = Question("q", (), target="Affine", init=AFFINE.init, inputs=AFFINE.inputs, backward=("W", "x"))
    trial = planned(neuron, LAYERS)["numbers 1"]
    assert [part.name for part in trial.step("grad_1").parts] == ["W", "x"]


def test_sizes_are_distinct_so_that_a_missing_transpose_cannot_pass() -> None:
    inputs = planned(AFFINE, LAYERS)["numbers 1"].probe.inputs
    n, d = inputs["x_1"].shape
    (m,) = inputs["b_a"].shape
    assert inputs["W_a"].shape == (d, m)
    assert len({n, d, m}) == 3
    assert min(n, d, m) > 1


def test_the_last_batch_is_one_and_only_where_there_is_a_batch() -> None:
    inputs = planned(AFFINE, LAYERS)["numbers 1"].probe.inputs
    assert inputs["x_1"].shape == inputs["x_2"].shape
    assert inputs["x_3"].shape == (1, inputs["x_1"].shape[1])
    assert inputs["upstream_3"].shape[0] == 1
    without = Question("q", (), target="Relu", inputs=RELU.inputs)
    inputs = planned(without, LAYERS)["numbers 1"].probe.inputs
    assert inputs["x_3"].shape == inputs["x_1"].shape


def test_square_shapes_and_whole_numbers_for_what_takes_arrays() -> None:
    trials = planned(AFFINE, LAYERS)
    assert [*trials] == ["numbers 1 alone", "numbers 1", "whole numbers", "square shapes"]
    assert {a.shape for a in trials["square shapes"].probe.inputs.values()} == {(3, 3), (3,)}
    whole = trials["whole numbers"]
    assert whole.whole
    assert not trials["numbers 1"].whole
    assert {whole.probe.inputs[name].dtype.kind for name in ("x_1", "x_2", "W_a", "b_b")} == {"i"}
    assert whole.probe.inputs["upstream_1"].dtype.kind == "f"


def test_two_conversations_and_whole_numbers_for_what_takes_numbers() -> None:
    trials = planned(GATE, GATES)
    assert [*trials] == ["numbers 1 alone", "numbers 1", "numbers 2 alone", "numbers 2", "whole numbers"]
    for name, kind in (("numbers 1", float), ("whole numbers", int)):
        inputs = trials[name].probe.inputs
        assert {type(inputs[f"{x}_{turn}"]) for x in "xy" for turn in (1, 2, 3)} == {kind}
    for turn in (1, 2, 3):
        inputs = trials["whole numbers"].probe.inputs
        assert inputs[f"x_{turn}"] != inputs[f"y_{turn}"]


def test_two_numbers_have_every_combination_of_signs_and_winners() -> None:
    trials = planned(GATE, GATES)
    inputs = [trials[name].probe.inputs for name in ("numbers 1", "numbers 2")]
    pairs = [(one[f"x_{turn}"], one[f"y_{turn}"]) for one in inputs for turn in (1, 2, 3)]
    assert {(x > 0, y > 0) for x, y in pairs} == {(True, True), (False, False), (True, False), (False, True)}
    for turn in (pairs[:3], pairs[3:]):
        assert {x < y for x, y in turn} == {True, False}


@pytest.mark.parametrize("seed", [b"1", b"2", b"3", b"4"])
@pytest.mark.parametrize(("question", "cell"), [(GATE, GATES), (AFFINE, LAYERS), (RELU, LAYERS)])
def test_an_upstream_gradient_is_never_one_nor_of_one_sign(
    question: Question, cell: OneCell, seed: bytes
) -> None:
    trials = planned(question, cell, seed)
    everywhere = [upstreams(trial) for trial in trials.values()]
    assert all(len(one) == 3 for one in everywhere)
    numbers = np.concatenate([np.ravel(upstream) for upstream in chain(*everywhere)])
    assert np.min(np.abs(numbers - 1.0)) > 1e-6
    assert np.min(np.abs(numbers)) > 0.2
    for one in (np.concatenate([np.ravel(u) for u in turn]) for turn in everywhere):
        assert np.any(one > 0)
        assert np.any(one < 0)
        assert len(set(one.tolist())) == len(one)


@pytest.mark.parametrize(
    ("arrays", "shapes", "optional"),
    [("any", ANY_SHAPES, False), ("required", GATE_ARRAYS, False), ("optional", GATE_ARRAYS, True)],
)
def test_arrays_where_the_course_says_so(
    arrays: str, shapes: tuple[tuple[int, ...], ...], optional: bool
) -> None:
    trials = planned(with_arrays(GATE, arrays), GATES)
    assert [*trials][5:] == [f"arrays {shape}" for shape in shapes]
    for shape in shapes:
        trial = trials[f"arrays {shape}"]
        assert trial.optional is optional
        x, y = trial.probe.inputs["x_1"], trial.probe.inputs["y_1"]
        assert x.shape == y.shape == trial.probe.inputs["upstream_3"].shape == shape
        assert np.min(np.abs(x - y)) > 1e-3
    assert not any(trials[name].optional for name in [*trials][:5])


def test_arrays_of_many_dimensions_have_a_mean_far_from_zero() -> None:
    """A threshold taken from the data (x > x.mean()) does not pass for x > 0."""
    x = planned(RELU, LAYERS)["arrays (2, 2, 3)"].probe.inputs["x_1"]
    assert np.sum(x < 0) == 1
    assert np.any((x > 0) & (x < x.mean()))
    assert np.any(planned(RELU, LAYERS)["arrays (4,)"].probe.inputs["x_1"] < 0)


def test_the_own_forward_is_asked_along_a_line_through_the_first_call() -> None:
    """Four points in the order of the weights of the central difference, on fresh objects."""
    trial = planned(AFFINE, LAYERS)["numbers 1 alone"]
    line, inputs = trial.line, trial.probe.inputs
    assert line is not None
    assert (line.forward, line.gradient, line.upstream) == ("out_1", "grad_1", "upstream_1")
    direction = inputs[line.directions["x"]]
    steps = [inputs[f"x_moved{i}"] - inputs["x_1"] for i in range(4)]
    for step, offset in zip(steps, (-2, -1, 1, 2), strict=True):
        assert step == pytest.approx(1e-3 * offset * direction)
    assert [trial.step(name).expression for name in line.moved] == [
        f"Affine(W_a, b_a).forward(x_moved{i})" for i in range(4)
    ]
    assert planned(AFFINE, LAYERS)["whole numbers"].line is None
    of_numbers = planned(GATE, GATES)["numbers 1 alone"].probe.inputs
    assert {type(of_numbers[f"{name}_moved{i}"]) for name in "xy" for i in range(4)} == {float}


def test_right_answers_come_from_the_answerer_and_state_does_not_leak() -> None:
    trial = planned(GATE, GATES)["numbers 1"]
    inputs = trial.probe.inputs
    for turn in (1, 2, 3):
        x, y, upstream = (inputs[f"{name}_{turn}"] for name in ("x", "y", "upstream"))
        assert trial.answer(f"out_{turn}") == x * y
        assert trial.answer(f"grad_{turn}") == (y * upstream, x * upstream)


def test_a_forward_that_raises_is_asked_all_the_same() -> None:
    """Who looks at the answers tells what is wrong."""
    broken = OneCell("class Gate:\n    def forward(self, x, y):\n        return 1 / 0")
    trial = planned(GATE, broken)["numbers 1"]
    assert np.ndim(trial.probe.inputs["upstream_1"]) == 0
    words = OneCell("class Gate:\n    def forward(self, x, y):\n        return 'z'")
    assert np.ndim(planned(GATE, words)["numbers 1"].probe.inputs["upstream_1"]) == 0


STAGED = Question(
    "q",
    (),
    target="staged",
    inputs={"x": (), "y": ()},
    returns=("f", "dx", "dy"),
    gradients={"x": "dx", "y": "dy"},
)
MATMUL = Question(
    "q",
    (),
    target="back",
    inputs={"W": ("D", "M"), "X": ("M", "N"), "dD": ("D", "N")},
    returns=("dW", "dX"),
    gradients={"W": "dW", "X": "dX"},
    forward="ahead",
    upstream=("dD",),
)


def test_a_function_is_called_thrice_with_two_draws() -> None:
    cell = OneCell("def staged(x, y):\n    return x * y, y, x")
    trial = planned(STAGED, cell)["numbers 1"]
    assert [(step.expression, step.call, step.owner) for step in trial.steps] == [
        ("staged(x_1, y_1)", 1, "a"),
        ("staged(x_2, y_2)", 2, "b"),
        ("staged(x_1, y_1)", 3, "a"),
    ]
    assert {step.method for step in trial.steps} == {"staged"}
    assert trial.steps[1].parts == (
        Part(Role.FORWARD, "f"),
        Part(Role.GRADIENT, "x", Slope("staged(x_2, y_2)", "x_2", "", 0)),
        Part(Role.GRADIENT, "y", Slope("staged(x_2, y_2)", "y_2", "", 0)),
    )


def test_both_draws_of_a_function_have_one_size() -> None:
    question = Question("q", (), target="f", inputs={"x": ("N",)}, returns=("y",), options={"batch": "N"})
    inputs = planned(question, OneCell("def f(x):\n    return x"))["numbers 1"].probe.inputs
    assert inputs["x_1"].shape == inputs["x_2"].shape == (3,)


def test_the_value_of_a_function_may_stand_anywhere_among_what_it_returns() -> None:
    question = Question(
        "q", (), target="staged", inputs={"x": ()}, returns=("dx", "f"), gradients={"x": "dx"}
    )
    trial = planned(question, OneCell("def staged(x):\n    return 2 * x, x * x"))["numbers 1"]
    assert trial.steps[0].parts[0].law == Slope("staged(x_1)", "x_1", "", 1)


def test_a_function_of_gradients_alone_is_proved_by_its_forward() -> None:
    cell = OneCell("def ahead(W, X):\n    return W @ X\ndef back(W, X, dD):\n    return dD @ X.T, W.T @ dD")
    trials = planned(MATMUL, cell)
    step = trials["numbers 1"].step("out_2")
    assert step.upstream == "dD_2"
    assert [part.law for part in step.parts] == [
        Slope("ahead(W_2, X_2)", "W_2", "dD_2"),
        Slope("ahead(W_2, X_2)", "X_2", "dD_2"),
    ]
    whole = trials["whole numbers"].probe.inputs
    assert (whole["W_1"].dtype.kind, whole["dD_1"].dtype.kind) == ("i", "f")


def test_functions_of_a_framework_are_called_with_variables_of_arrays() -> None:
    cell = OneCell("""
class Variable:
    def __init__(self, data):
        assert isinstance(data, np.ndarray)
        self.data = data
class Square:
    def __call__(self, v):
        self.x = v.data
        return Variable(np.asarray(self.x ** 2))
    def backward(self, gy):
        assert isinstance(gy, np.ndarray)
        return 2 * self.x * gy
""")
    question = Question(
        "q", (), target="Square", inputs={"x": ()}, options={"arrays": "required", "kind": "function"}
    )
    for trial in PLANS["function"](question, cell, Draw(b"tests", "q")):
        inputs = trial.probe.inputs
        assert trial.step("out_2").expression == "b(Variable(x_2)).data"
        assert trial.step("out_2").fresh == "Square()(Variable(x_2)).data"
        assert all(isinstance(value, np.ndarray) for value in inputs.values())
        assert not any(isinstance(one, Raised) for one in trial.answers)
        assert trial.answer("out_2") == pytest.approx(inputs["x_2"] ** 2)
        assert trial.answer("grad_3") == pytest.approx(2 * inputs["x_3"] * inputs["upstream_3"])
