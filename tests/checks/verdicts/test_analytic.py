"""Is a gradient an analytic one? What finite differences earn, and what else may be off where they fail."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks import KINDS
from autograder.checks.verdicts.analytic import NUMERICAL, TRACE, _overflows, analytic, with_the_rest
from autograder.model.answer_key import QuestionKey
from autograder.model.condition import Condition
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Answered, Derivative, Part, Role, Slope, Step, Verdict
from autograder.sandbox.protocol import Raised
from tests.checks.verdicts.test_parts import answered

STEPS = (Step("a", "f(x)"), Step("out", "g(a)", (Part(Role.FORWARD, "out"),)))
HUGE, BEYOND = np.array([1e300, 2.0]), np.array([np.inf, 2.0])


@pytest.mark.parametrize(
    ("right", "got", "overflows"),
    [
        ((HUGE, HUGE), (HUGE, BEYOND), True),
        ((HUGE, HUGE), (BEYOND, HUGE), True),
        ((HUGE, HUGE), (HUGE, -HUGE), False),
        ((HUGE, BEYOND), (HUGE, BEYOND), False),
        ((1.0, 2.0), (1.0, np.nan), True),
        ((1.0, 2.0), ("text", None), False),
    ],
)
def test_an_output_beyond_the_range_of_floats(right: Any, got: Any, overflows: bool) -> None:
    assert _overflows(answered(STEPS, right, got)) is overflows
    gradient = Step("grad", "h(a)", (Part(Role.GRADIENT, "x"),))
    assert not _overflows(answered((gradient,), right[:1], (BEYOND,)))


LAW = Slope("f(x)", "x")
ITEM = RubricItem("gradient", 1, ("x",))
QUESTION = Question("q", (ITEM,), target="Gate", inputs={"x": ()})
DIFFERENT = Verdict(0.5, Message("numerical_gradient", {"name": "dx"}), misconception=NUMERICAL)
RIGHT_X = np.array([1.0, -2.0])


def key(numerical: float = 0.5) -> QuestionKey:
    return QuestionKey(QUESTION, (), KINDS, "", numerical=numerical)


def gradients(got: Any, right: Any = RIGHT_X, law: Any = LAW, out: Any = 1.0, **more: Any) -> Answered:
    """A forward of 1, and a gradient by x."""
    steps = (
        Step("out", "a.forward(x)", (Part(Role.FORWARD, "out"),)),
        Step("grad", "a.backward(1)", (Part(Role.GRADIENT, "x", law),)),
    )
    return answered(steps, (1.0, right), (out, got), **more)


def strained(got: Any, **more: Any) -> Answered:
    return gradients(got, strained=True, tolerance=1e-11, floor=1e-300, **more)


NEAR = RIGHT_X * (1 + 1e-9)


def test_what_is_right_to_the_last_digits_at_strained_points_is_analytic() -> None:
    assert analytic(key(), ITEM, RIGHT, [gradients(RIGHT_X)], [strained(RIGHT_X)]) is RIGHT


@pytest.mark.parametrize(("numerical", "share"), [(0.5, 0.5), (0.0, 0.0), (1.0, 0.75)])
def test_differences_earn_what_the_course_gives_for_them_and_no_more_than_was_earned(
    numerical: float, share: float
) -> None:
    told = Verdict(0.75, Message("right"), compare={"name": "x"}, conditions=(Condition.INTEGERS,))
    found = analytic(key(numerical), ITEM, told, [], [strained(RIGHT_X), strained(NEAR)])
    assert found == Verdict(share, DIFFERENT.message, misconception=NUMERICAL)


def test_what_lost_points_elsewhere_and_raises_at_a_strained_point_is_told_by_what_it_raises() -> None:
    error = Raised("ValueError", "", 0, 3)
    told = Verdict(0.75, Message("right_but_for"), conditions=(Condition.INTEGERS,))
    found = analytic(key(), ITEM, told, [], [strained(error)])
    assert (found.share, found.misconception, found.message.key) == (0.5, None, "raised")
    assert analytic(key(), ITEM, RIGHT, [], [strained(error)]) == DIFFERENT


def test_what_is_wrong_already_is_not_called_a_difference() -> None:
    wrong = Verdict(0.0, Message("gradient_wrong"))
    assert analytic(key(), ITEM, wrong, [], [strained(NEAR)]) is wrong


def test_only_what_must_be_a_derivative_is_taken_for_a_difference() -> None:
    assert analytic(key(), ITEM, RIGHT, [], [strained(NEAR, law=None)]) is RIGHT
    assert analytic(key(), ITEM, RIGHT, [], [strained(NEAR, law=Derivative("L", "x"))]) == DIFFERENT


def test_every_part_and_every_point_is_looked_at_behind_one_that_is_excused() -> None:
    own = [gradients(RIGHT_X)]
    excused = strained(NEAR, traced=frozenset("x"))
    assert analytic(key(), ITEM, RIGHT, own, [excused]) is RIGHT
    bent = frozenset("w")  # another gradient is, so this one should be exact
    assert analytic(key(), ITEM, RIGHT, own, [excused, strained(NEAR, traced=bent)]) == DIFFERENT


@pytest.mark.parametrize(
    ("ordinary", "traced", "out", "is_rounding"),
    [
        (RIGHT_X, "x", 1.0, True),
        (RIGHT_X * (1 + TRACE / 2), "x", 1.0, True),
        (RIGHT_X * (1 + 10 * TRACE), "x", 1.0, False),
        (RIGHT_X, "", 1.0, False),
        (RIGHT_X, "", np.inf, False),
        (RIGHT_X, "w", 1.0, False),
        (RIGHT_X, "w", np.inf, True),
        (None, "x", 1.0, False),
        (np.ones(3), "x", 1.0, False),
    ],
)
def test_rounding_of_another_formula_leaves_no_trace_at_ordinary_inputs(
    ordinary: Any, traced: str, out: Any, is_rounding: bool
) -> None:
    point = strained(NEAR, traced=frozenset(traced), out=out)
    found = analytic(key(), ITEM, RIGHT, [gradients(ordinary)], [point])
    assert found == (RIGHT if is_rounding else DIFFERENT)


def test_most_of_the_ordinary_answers_say_whether_there_is_a_trace() -> None:
    """One of them may be at a bend of the function, where rounding is large."""
    off, exact = gradients(RIGHT_X * (1 + 1e-12)), gradients(RIGHT_X)
    nothing = gradients(np.zeros(2), np.zeros(2))
    point = [strained(NEAR, traced=frozenset("x"))]
    assert analytic(key(), ITEM, RIGHT, [exact, off, nothing], point) is RIGHT
    assert analytic(key(), ITEM, RIGHT, [exact, off, off], point) == DIFFERENT
    assert analytic(key(), ITEM, RIGHT, [], point) == DIFFERENT


def test_the_trace_is_a_share_of_the_largest_entry() -> None:
    want = np.array([-1e6, 1.0])
    point = [strained(NEAR, traced=frozenset("x"))]
    assert analytic(key(), ITEM, RIGHT, [gradients(want + np.array([0, 1e-9]), want)], point) is RIGHT
    assert analytic(key(), ITEM, RIGHT, [gradients(want + np.array([0, 1e-7]), want)], point) == DIFFERENT
    alike = gradients(np.array([1 + 2 * TRACE, 1.0, 1.0]), np.ones(3))
    assert analytic(key(), ITEM, RIGHT, [alike], point) == DIFFERENT


def test_traces_of_another_gradient_are_its_own() -> None:
    steps = tuple(Step(name, f"a.{name}", (Part(Role.GRADIENT, name, LAW),)) for name in "xw")
    own = answered(steps, (RIGHT_X, RIGHT_X), (RIGHT_X, RIGHT_X * (1 + 1e-12)))
    for name, is_rounding in (("x", True), ("w", False)):
        step = Step("grad", "a.backward(1)", (Part(Role.GRADIENT, name, LAW),))
        point = answered((step,), (RIGHT_X,), (NEAR,), strained=True, tolerance=1e-11, traced=frozenset(name))
        found = analytic(key(), RubricItem("gradient", 1, ("x", "w")), RIGHT, [own], [point])
        assert (found is RIGHT) is is_rounding


PLAIN = tuple(RubricItem("derivative", 1, (name,), {"by": "x"}) for name in ("da", "db", "dc"))
CLAIMED = Verdict(0.0, DIFFERENT.message, misconception=NUMERICAL)
WRONG = Verdict(0.0, Message("value_wrong"))


@pytest.mark.parametrize(
    ("verdicts", "source", "shares"),
    [
        ((CLAIMED, CLAIMED, RIGHT), "dc = (f(c + h) - f(c)) / h", (0, 0, 0.5)),
        ((CLAIMED, CLAIMED, RIGHT), "dc = slope(c)", (0, 0, 0.5)),
        ((CLAIMED, CLAIMED, RIGHT), "dc = 2 * a", (0, 0, 1)),
        ((CLAIMED, RIGHT, RIGHT), "db = dc = f(a)", (0, 1, 1)),
        ((CLAIMED, WRONG, RIGHT), "dc = f(a)", (0, 0, 1)),
        ((CLAIMED, CLAIMED, WRONG), "dc = f(a)", (0, 0, 0)),
        ((CLAIMED, RIGHT, RIGHT), "da = slope(f, a)\ndb = slope(f, b)\ndc = 2 * f(a)", (0, 0.5, 1)),
        ((CLAIMED, RIGHT, RIGHT), "v = f(a)\nda = f(a + h) - f(a)\ndb = f(a)\ndc = abs(a)", (0, 1, 1)),
        ((CLAIMED, WRONG, RIGHT), "da = slope(f, a)\ndb = slope(f, b)\ndc = slope(f, c)", (0, 0, 0.5)),
    ],
    ids=[
        "divided",
        "called",
        "a formula",
        "no more than half",
        "one each",
        "wrong anyway",
        "the same function",
        "a function of values",
        "the same function, one of them wrong",
    ],
)
def test_where_most_are_differences_so_is_what_is_called_or_divided_for(
    verdicts: tuple[Verdict, ...], source: str, shares: tuple[float, ...]
) -> None:
    given = tuple(zip(PLAIN, verdicts, strict=True))
    after = with_the_rest(key(), given, ["dc = f(a)", source])
    assert tuple(verdict.share for _, verdict in after) == shares
    assert [item for item, _ in after] == [*PLAIN]


def test_the_rest_of_a_question_is_left_alone() -> None:
    other = RubricItem("value", 1, ("dc",))
    given = tuple(zip((*PLAIN[:2], other), (CLAIMED, CLAIMED, RIGHT), strict=True))
    assert with_the_rest(key(), given, ["dc = f(a)"]) == given
    assert with_the_rest(key(), given, []) == given
