"""A reference that contradicts its laws is refused; what the laws say of a student's own forward is right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks.plans import proof, variables
from autograder.checks.plans.conversation import plan
from autograder.checks.plans.script import Script
from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Part, Role, Slope, Trial
from autograder.numbers.compare import numerical_vjp
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Raised, Skipped
from tests.checks.one_cell import OneCell

LAYER = Question(
    "q",
    (),
    target="Layer",
    init={"W": ("D", "M")},
    inputs={"x": ("N", "D")},
    gradients={"W": "dW"},
    options={"batch": "N"},
)
SOURCE = """
class Layer:
    def __init__(self, W):
        self.W = W
    def forward(self, x):
        self.x = x
        return np.sin(x @ self.W)
    def backward(self, dout):
        dout = dout * np.cos(self.x @ self.W)
        self.dW = self.x.T @ dout
        return dout @ self.W.T
"""
CALLED = Question("q", (), target="f")


def conversation(source: str) -> tuple[tuple[Trial, ...], OneCell]:
    cell = OneCell(source)
    return tuple(plan(LAYER, cell, Draw(b"tests", "q"))), cell


def prove_all(trials: tuple[Trial, ...], cell: OneCell, question: Question = LAYER) -> None:
    for trial in trials:
        proof.prove(question, trial, cell)


def one_step(
    source: str, *parts: Part, expression: str = "f(x)", x: Any = 0.5, **more: Any
) -> tuple[Trial, OneCell]:
    """A trial that asks for one expression at x, upstream 3."""
    script, cell = Script({"x": x, "g": 3.0}), OneCell(source)
    script.say("out", expression, *parts, **more.pop("step", {}))
    return script.trial("t", CALLED, cell, **more), cell


def test_a_reference_that_obeys_its_laws() -> None:
    prove_all(*conversation(SOURCE))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("return dout @", "return 1.001 * dout @"), "gradient of x is not the numerical gradient"),
        (("self.dW = ", "self.dW = 2 * "), "gradient of W is not the numerical gradient"),
        (("self.dW = ", "self.dV = "), "a.dW raises AttributeError: 'Layer' object has no attribute 'dW'"),
        (("return dout @ self.W.T", "return None"), "gives None in the reference, and no number"),
        (("return dout @ self.W.T", "return 'dx'"), "gives text in the reference, and no number"),
        (("return np.sin", "return 'out' if False else np.cos"), "gradient of x is not"),
        (
            ("self.x = x", "self.x = x; 1 / 0"),
            "forward.x_1. raises ZeroDivisionError: division by zero, cell 0, line 6",
        ),
    ],
)
def test_a_reference_that_does_not_is_refused(change: tuple[str, str], says: str) -> None:
    with pytest.raises(CourseError, match=says) as caught:
        prove_all(*conversation(SOURCE.replace(*change)))
    assert "question q" in str(caught.value)
    assert str(caught.value).startswith("reference.ipynb: ")


@pytest.mark.parametrize(
    ("conditions", "asked"),
    [
        ((), "of the forward"),
        ((Condition.SQUARE,), r"of the forward \(asked with square\)"),
        (
            (Condition.INTEGERS,),
            r"of the forward \(asked with integers\); some of them are alike; .* tries: \[second object, second call\]",
        ),
    ],
)
def test_what_is_asked_beside_the_substance_is_said(conditions: tuple[Condition, ...], asked: str) -> None:
    trials, cell = conversation(SOURCE.replace("return dout @", "return 2 * dout @"))
    with pytest.raises(CourseError, match=rf"x is not the numerical gradient {asked}$"):
        proof.prove(LAYER, replace(trials[0], conditions=conditions), cell)


def test_every_way_in_which_a_reference_can_fail_is_named() -> None:
    trial, cell = one_step("f = abs", Part(Role.VALUE, "claim", "abs(x)"))
    for answer, says in (
        (Raised("ValueError", "no"), "raises ValueError: no"),
        (Skipped(), "cannot be asked"),
    ):
        with pytest.raises(CourseError, match=rf"f\(x\) {says}"):
            proof.prove(CALLED, replace(trial, answers=(answer,)), cell)


@pytest.mark.parametrize("forward", ["'text'", "[1, [2, 3]]"])
def test_a_forward_without_numbers_has_no_gradient_to_prove(forward: str) -> None:
    part = Part(Role.GRADIENT, "x", Slope(f"f({forward})", "x"))
    says = r"the gradient of x cannot be found, for the forward gives no numbers \(.+\)"
    with pytest.raises(CourseError, match=says):
        proof.prove(CALLED, *one_step("f = lambda x: x", part))


@pytest.mark.parametrize(
    ("function", "at", "slope", "room"),
    [
        (lambda x: 1e8 + 3 * x, 0.5, 3.0, 4e-16 / 1e-3 * 1e8 / 3),  # the difference of large outputs
        (lambda x: np.array([1e8, 1e8]) + 3 * x, 0.5, 3.0, 4e-16 / 1e-3 * 2e8 / 3),
        (lambda x: 0 * x, np.array([2e9, -3e9]), np.zeros(2), 4e-16 / 1e-3 * 3e9),  # a step from large inputs
        (lambda x: 0.0, 0.0, 0.0, 0.0),
    ],
)
def test_a_slope_is_near_as_far_as_rounding_lets_it_be_found(
    function: Any, at: Any, slope: Any, room: float
) -> None:
    size = max(1.0, float(np.max(slope)))
    for share, near in ((0.95, True), (1.05, False)):
        right = slope + size * share * (1e-9 + room)
        assert proof._near((1e-3, slope), function, at, 1.0, right, 1e-9) is near
    assert proof._near((1e-4, slope), function, at, 1.0, slope + size * 5 * room, 1e-9)


def test_steps_of_differences_are_those_that_were_made() -> None:
    """The last joins two of them, and rounds as the shorter does."""
    slopes = list(proof._slopes(lambda x: x**2, 3.0, 1.0))
    assert [step for step, _ in slopes] == [1e-3, 1e-3 / 8, 1e-3 / 8]
    assert [float(found) for _, found in slopes] == pytest.approx([6.0] * 3)


def test_a_slope_with_a_bend_is_found_from_two_steps() -> None:
    """What a difference misses is as long as its step: here half of it."""
    slopes = [float(one) for _, one in proof._slopes(lambda x: x * np.abs(x) / 2 + x, 0.0, 1.0)]
    missed = [abs(one - 1) for one in slopes]
    assert missed[0] > 1e-5
    assert missed[1] == pytest.approx(missed[0] / 8)
    assert missed[2] < 1e-12


def test_a_claim_that_breaks_its_law_is_refused() -> None:
    claim = Part(Role.VALUE, "claim", "x ** 2")
    proof.prove(CALLED, *one_step("f = lambda x: x * x", claim))
    with pytest.raises(CourseError, match=r"claim: f\(x\) is not x \*\* 2"):
        proof.prove(CALLED, *one_step("f = lambda x: x * x + 1e-6", claim))
    proof.prove(CALLED, *one_step("f = lambda x: x * x + 1e-6", claim, tolerance=1e-4))


def test_a_kind_may_bring_a_law_that_works_the_answer_out() -> None:
    """It refuses a reference, and says what is right of a student's own: nothing, where there is no number."""

    def law(question: str, trial: Trial, answerer: Any) -> Any:
        return answerer.value(question, dict(trial.probe.inputs), "half(x)") * 2

    claim = Part(Role.VALUE, "claim", law)
    trial, cell = one_step("f = half = lambda x: x", claim, expression="2 * f(x)")
    proof.prove(CALLED, trial, cell)
    assert proof.lawful(CALLED, trial, cell, lambda *_: True).trial.answers == (1.0,)
    trial, cell = one_step("f = half = lambda x: x", claim)
    with pytest.raises(CourseError, match=r"claim: f\(x\) is not what its law finds"):
        proof.prove(CALLED, trial, cell)
    lawful = proof.lawful(CALLED, *one_step("f = lambda x: x", claim), lambda *_: True)
    assert lawful.unknown == {("out", 0)}


def test_a_value_that_cannot_be_parted_is_refused() -> None:
    pair = Part(Role.FORWARD, "a"), Part(Role.FORWARD, "b")
    proof.prove(CALLED, *one_step("f = lambda x: (x, x)", *pair))
    with pytest.raises(CourseError, match=r"f\(x\) gives 0\.5, not 2 values"):
        proof.prove(CALLED, *one_step("f = lambda x: x", *pair))


@pytest.mark.parametrize(("call", "proved"), [(0, True), (2, True), (3, False)])
def test_gradients_of_calls_that_repeat_are_not_proved_again(call: int, proved: bool) -> None:
    trial, cell = one_step(
        "f = lambda x: x", Part(Role.GRADIENT, "x", Slope("f(x)", "x")), step={"call": call}
    )
    if proved:
        with pytest.raises(CourseError, match="gradient of x"):
            proof.prove(CALLED, trial, cell)
    else:
        proof.prove(CALLED, trial, cell)


@pytest.mark.parametrize(
    ("slope", "right"),
    [
        (Slope("x ** 3", "x"), 0.75),
        (Slope("x ** 3", "x", "g"), 2.25),
        (Slope("(x, x ** 3)", "x", part=1), 0.75),
        (Slope("x * g", "g"), 0.5),
    ],
)
def test_the_derivative_that_a_slope_speaks_of(slope: Slope, right: float) -> None:
    trial, cell = one_step("f = abs")
    found = numerical_vjp(*proof.differentiated(CALLED, trial, slope, cell))
    assert found == pytest.approx(right, rel=1e-10)


def test_a_slope_has_a_tolerance_of_its_own() -> None:
    near = "f = lambda x: 3 * x ** 2 + 1e-8"
    part = Part(Role.GRADIENT, "x", Slope("x ** 3", "x"))
    with pytest.raises(CourseError, match="gradient of x"):
        proof.prove(CALLED, *one_step(near, part))
    loose = Part(Role.GRADIENT, "x", Slope("x ** 3", "x", tolerance=1e-7))
    proof.prove(CALLED, *one_step(near, loose))


GIVEN = Question(
    "q",
    (
        RubricItem("derivative", 1.0, ("dfdq",), {"d": "f", "by": "q"}),
        RubricItem("derivative", 1.0, ("dx",), {"d": "q", "by": "x", "upstream": "dfdq"}),
    ),
    given={"x": 2, "y": -3.0},
)


def test_variables_are_proved_by_moving_what_they_are_derived_by() -> None:
    right = "x = 2\ny = -3.0\nq = x * y\nf = q ** 2\ndfdq = 2 * q\ndx = dfdq * y"
    cell = OneCell(right, GIVEN.given)
    prove_all(variables.plan(GIVEN, cell, Draw(b"tests", "q")), cell, GIVEN)
    for wrong, says in (
        ("dfdq = q", "dfdq of the reference is not the derivative of f by q found numerically"),
        ("dx = dfdq", "dx of the reference is not the derivative of q by x"),
    ):
        cell = OneCell(f"{right}\n{wrong}", GIVEN.given)
        trials = tuple(variables.plan(GIVEN, cell, Draw(b"tests", "q")))
        with pytest.raises(CourseError, match=says):
            prove_all(trials, cell, GIVEN)


def always(*_: Any) -> bool:
    return True


def lawful(source: str, *parts: Part, knowable: proof.Knowable = always, **more: Any) -> proof.Lawful:
    trial, cell = one_step(source, *parts, **more)
    return proof.lawful(CALLED, trial, cell, knowable)


GRADIENT = Part(Role.GRADIENT, "x", Slope("f.forward(x)", "x"))
SQUARE = "class f:\n    forward = staticmethod(lambda x: {})\n    backward = staticmethod(lambda x: {})"


class TestLawful:
    """What is right for a notebook whose right answers nobody knows."""

    def test_a_gradient_is_that_of_the_own_forward(self) -> None:
        found = lawful(SQUARE.format("x ** 2", "7.0"), GRADIENT, expression="f.backward(x)")
        assert found.unknown == frozenset()
        assert found.trial.answers == (pytest.approx(1.0, rel=1e-9),)

    @pytest.mark.parametrize(
        "forward",
        ["max(x, 0.5003)", "abs(x - 0.5003)", "float(x > 0.5)", "np.inf * x", "None", "'a'", "1 / 0"],
    )
    def test_at_a_bend_or_without_a_number_nothing_is_known(self, forward: str) -> None:
        found = lawful(SQUARE.format(forward, "7.0"), GRADIENT, expression="f.backward(x)")
        assert found.unknown == {("out", 0)}
        assert found.trial.answers == (7.0,)

    @pytest.mark.parametrize(
        ("forward", "known"), [("np.sum(x * x)", True), ("np.sum(np.abs(x - 0.5003))", False)]
    )
    def test_of_arrays_too(self, forward: str, known: bool) -> None:
        x = np.array([0.5, -1.5])
        source = SQUARE.format(forward, "np.ones(2)")
        found = lawful(source, GRADIENT, expression="f.backward(x)", x=x)
        assert found.unknown == (frozenset() if known else {("out", 0)})
        assert found.trial.answers[0] == pytest.approx(2 * x if known else np.ones(2), rel=1e-7)

    def test_who_asks_has_the_last_say(self) -> None:
        asked = []

        def never(law: Any, right: Any) -> bool:
            asked.append((law, float(right)))
            return False

        found = lawful(SQUARE.format("x ** 2", "7.0"), GRADIENT, knowable=never, expression="f.backward(x)")
        assert asked == [(GRADIENT.law, pytest.approx(1.0))]
        assert (found.unknown, found.trial.answers) == ({("out", 0)}, (7.0,))

    def test_a_claim_is_the_value_of_its_law(self) -> None:
        found = lawful("f = lambda x: 9.0", Part(Role.VALUE, "claim", "x ** 2"))
        assert (found.unknown, found.trial.answers) == (frozenset(), (0.25,))

    def test_what_raised_and_what_was_not_reached_stay_what_they_are(self) -> None:
        script, cell = Script({"x": 0.5, "g": 3.0}), OneCell("f = lambda x: 1 / 0")
        script.say("out", "f(x)", Part(Role.FORWARD, "x"))
        script.say("later", "out + 1", Part(Role.FORWARD, "x"))
        found = proof.lawful(CALLED, script.trial("t", CALLED, cell), cell, always)
        assert [type(one) for one in found.trial.answers] == [Raised, Skipped]

    @pytest.mark.parametrize("dx", ["dfdq * y", "7.0"])
    def test_a_variable_in_a_hurry_is_the_slope_by_what_it_is_derived_by(self, dx: str) -> None:
        cell = OneCell(f"x = 2\ny = -3.0\nq = x * y\nf = q ** 2\ndfdq = 2 * q\ndx = {dx}", GIVEN.given)
        for trial in variables.plan(GIVEN, cell, Draw(b"tests", "q")):
            found = proof.lawful(GIVEN, trial, cell, always, hurried=True)
            given = {**GIVEN.given, **(trial.probe.given or {})}
            assert found.unknown == frozenset()
            assert found.trial.answer("dx") == pytest.approx(2 * given["x"] * given["y"] ** 2)

    @pytest.mark.parametrize(
        ("forward", "backward", "call", "answer", "known"),
        [
            ("x ** 2", "1.0", 1, 1.0, True),
            ("x ** 2", "7.0", 1, 1.0, True),  # the slope of its own forward is right
            ("x ** 2", "7.0", 0, 1.0, True),
            ("x ** 2", "7.0", 2, 7.0, False),  # the first call alone
            ("x ** 2", "np.ones(2)", 1, None, False),
            ("'a'", "7.0", 1, 7.0, False),
            ("np.inf * x", "7.0", 1, 7.0, False),
            ("x ** 2", "'a'", 1, 0.0, False),
        ],
    )
    def test_in_a_hurry_one_direction_is_looked_at(
        self, forward: str, backward: str, call: int, answer: float | None, known: bool
    ) -> None:
        trial, cell = one_step(
            SQUARE.format(forward, backward), GRADIENT, expression="f.backward(x)", step={"call": call}
        )
        found = proof.lawful(CALLED, trial, cell, always, hurried=True)
        assert found.unknown == (frozenset() if known else {("out", 0)})
        if answer is not None:
            assert found.trial.answers == (pytest.approx(answer, rel=1e-7),)

    def test_in_a_hurry_a_right_array_stays_as_it_is_and_a_wrong_one_is_mended_along_the_direction(
        self,
    ) -> None:
        """To the last bit the first; the other has the right slope along the direction, whatever it is beside it."""
        right, wrong = np.array([2.0, 4.0]), np.array([5.0, 4.0])
        script, direction = Script({"x": np.array([1.0, 2.0])}), np.cos([1.0, 2.0])
        script.say("out", "f.backward(x)", GRADIENT, call=1)
        for own in (right, wrong):
            cell = OneCell(SQUARE.format("x ** 2", f"np.array({own.tolist()})"))
            (answer,) = proof.lawful(
                CALLED, script.trial("t", CALLED, cell), cell, always, hurried=True
            ).trial.answers
            assert np.array_equal(answer, own) is (own is right)
            assert np.sum(answer * direction) == pytest.approx(np.sum(right * direction))

    def test_a_claim_of_none(self) -> None:
        found = lawful("f = lambda x: 9.0", Part(Role.VALUE, "claim", "None"))
        assert (found.unknown, found.trial.answers) == (frozenset(), (None,))

    @pytest.mark.parametrize(
        ("own", "right"), [("9.0", 9.0), ("np.inf", 0.0), ("'text'", 0.0), ("None", 0.0)]
    )
    def test_without_a_law_any_finite_number_is_right(self, own: str, right: float) -> None:
        found = lawful(f"f = lambda x: {own}", Part(Role.FORWARD, "out"))
        assert (found.unknown, found.trial.answers) == ({("out", 0)}, (right,))

    def test_an_error_stays_an_error(self) -> None:
        found = lawful("f = lambda x: 1 / 0", Part(Role.FORWARD, "out"))
        assert isinstance(found.trial.answers[0], Raised)

    def test_part_by_part(self) -> None:
        parts = (
            Part(Role.FORWARD, "out"),
            Part(Role.GRADIENT, "x", Slope("x ** 2", "x")),
            Part(Role.GRADIENT, "y"),
        )
        found = lawful("f = lambda x: (3.0, 4.0, 5.0)", *parts)
        assert found.trial.answers == ((3.0, pytest.approx(1.0), 5.0),)
        assert found.unknown == {("out", 0), ("out", 2)}
        whole = lawful("f = lambda x: 3.0", *parts)
        assert whole.trial.answers == ((3.0, pytest.approx(1.0), 3.0),)

    def test_what_is_not_judged_stays(self) -> None:
        found = lawful("f = lambda x: 3.0")
        assert (found.unknown, found.trial.answers) == (frozenset(), (3.0,))

    @pytest.mark.parametrize(
        ("more", "tolerance"),
        [
            ({}, proof.NUMERICAL),
            ({"also": {"out": 2.0}}, proof.CONVENTIONS),
            ({"tolerance": 1e-3}, 1e-3),
            ({"tolerance": 1e-3, "also": {"out": 2.0}}, 1e-3),
        ],
    )
    def test_the_tolerance_is_that_of_numerical_derivatives_and_conventions(
        self, more: dict[str, Any], tolerance: float
    ) -> None:
        found = lawful("f = lambda x: 3.0", Part(Role.FORWARD, "out"), **more).trial
        assert (found.tolerance, found.also) == (tolerance, {})
        assert found.floor == proof.NUMERICAL / 10

    def test_numerical_is_wider_than_the_error_of_the_difference_and_narrower_than_a_mistake(self) -> None:
        assert 1e-9 <= proof.NUMERICAL <= 1e-7
        assert 1e-7 < proof.CONVENTIONS <= 1e-5
        assert np.isclose(proof.NUMERICAL, 2e-8)
