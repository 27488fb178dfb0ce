"""What rules are shown of an answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.diagnosis.case import LOST, Scene, WrongPart
from autograder.model.condition import Condition
from autograder.model.trial import Role
from autograder.sandbox.protocol import Raised
from tests.diagnosis.in_process import case_of


def test_an_array_given_to_a_gate_of_numbers_may_raise() -> None:
    case = case_of("max_gate", "self.x_wins = x > y if np.ndim(x) == 0 else {}[0]")
    arrays = [i for i, s in enumerate(case.book.spots) if case.book.trials[s.trial].optional]
    lost = [i for i in arrays if case.token(i) in LOST]
    assert lost == arrays
    assert case.required == tuple(i for i in range(len(case.book.spots)) if i not in lost)
    assert case.error is None


def test_the_exception_that_the_target_is_missing_for_is_the_cells_own() -> None:
    case = case_of("multiply_gate", "class MultiplyGate(Unknown):\n    pass")
    assert case.error is not None
    assert (case.error.name, case.error.cell) == ("Unknown", case.text.at)


def test_a_name_that_the_first_cell_lacks_is_what_raised_before_what_raised_in_the_answers() -> None:
    case = case_of("multiply_gate", "dx = first * dz")
    own = Raised("ValueError", "of the cell", case.text.at, 1)
    for cell, told in ((-1, "ValueError"), (0, "NameError"), (1, "NameError")):
        moved = tuple(
            replace(one, reply=replace(one.reply, observations=tuple(
                replace(o, cell=cell) if isinstance(o, Raised) else o for o in one.reply.observations
            )))
            for one in case.answered
        )  # fmt: skip
        error = replace(case, answered=moved, raised=(own,)).error
        assert error is not None
        assert error.type_name == told


def test_where_nothing_is_wrong_nothing_is_wrong_first() -> None:
    case = case_of("multiply_gate", "dx = dz * self.y")
    assert (case.first_wrong, case.error, case.failing, case.wrong) == (None, None, {}, {})
    wrong = case_of("multiply_gate", "dx = self.y")
    assert wrong.first_wrong == wrong.wrong[Role.GRADIENT, "x"][0]


def test_what_is_wrong_first_is_wrong_in_substance() -> None:
    """Where nothing is, it is the first of what is asked beside it."""
    case = case_of("multiply_gate", "dx = self.y")
    wrong = case.wrong[Role.GRADIENT, "x"]

    def first(beside: int) -> int | None:
        trials = (
            replace(trial, conditions=frozenset({Condition.ARRAYS}) if at < beside else trial.conditions)
            for at, trial in enumerate(case.book.trials)
        )
        return replace(case, book=replace(case.book, trials=tuple(trials))).first_wrong

    assert first(1) == next(i for i in wrong if case.book.spots[i].trial > 0 and not case.is_beside(i))
    assert first(len(case.book.trials)) == wrong[0]


def test_where_numbers_are_wrong_what_raised_beside_them_is_not_the_exception() -> None:
    case = case_of("multiply_gate", "dx = self.y if np.ndim(dz) == 0 else dz[()]['no']")
    assert case.error is None
    assert case.error_beside is not None
    beside = case_of("multiply_gate", "dx = self.y * dz if np.ndim(dz) == 0 else dz[()]['no']")
    assert beside.error == beside.error_beside is not None
    x = (Role.GRADIENT, "x")
    assert not any(case.token(i) in LOST for i in case.wrong[x])
    assert any(beside.token(i) in LOST for i in beside.wrong[x])


def test_the_first_exception_of_a_conversation_counts() -> None:
    case = case_of("multiply_gate", "dx = first * dz\ndy = second * dz")
    assert case.failure is not None
    assert case.failure.name == "first"


def test_wrong_parts_have_all_their_spots() -> None:
    case = case_of("multiply_gate", "dx = self.y")
    assert list(case.wrong) == [(Role.GRADIENT, "x")]
    where = tuple(i for i, spot in enumerate(case.book.spots) if spot.of == (Role.GRADIENT, "x"))
    assert case.wrong[Role.GRADIENT, "x"] == where
    assert list(case.failing) == [1]


def test_what_is_the_same_for_all_students_is_worked_out_once() -> None:
    """Of the stories of a casebook, as of any other."""
    case = case_of("multiply_gate", "dx = self.y")
    book, (item,) = case.book, case.failing.values()
    assert case.spots(item) is case.spots(item)
    for story in book.stories:
        known = [book.agrees(story, at) for at in range(len(book.spots))]
        assert known == [book.agrees(replace(story), at) for at in range(len(book.spots))]


def test_the_exception_for_which_an_item_has_nothing_to_be_judged_by() -> None:
    wrong = case_of("multiply_gate", "dx = self.y")
    assert [wrong.error_of(item) for item in wrong.book.question.rubric] == [None, None]
    case = case_of("multiply_gate", "dx = first * dz")
    forward, gradient = (case.error_of(item) for item in case.book.question.rubric)
    assert forward is None
    assert gradient is not None
    assert gradient.name == "first"


def test_what_is_lost_has_an_exception_and_a_number_has_none() -> None:
    forward = "def forward(self, x, y):\n    self.x, self.y = x, y\n    return first * y\n"
    case = case_of("multiply_gate", f"{forward}def backward(self, dz):\n    return [self.y, self.x]")
    errors = [case.error_of(item) for item in case.book.question.rubric]
    assert [error and error.name for error in errors] == ["first", None]
    assert [case.lost(item) for item in case.book.question.rubric] == [True, False]


def test_more_than_the_substance_is_asked_by_a_trial_or_by_a_step() -> None:
    case = case_of("staged", "dx = y")
    asked = {
        (bool(spot.step.conditions), bool(case.book.trials[spot.trial].conditions)): case.is_beside(at)
        for at, spot in enumerate(case.book.spots)
    }
    assert asked == {key: any(key) for key in asked}
    assert asked.keys() >= {(False, False), (True, False), (False, True)}


def test_the_exception_of_an_item_is_its_own_and_not_an_earlier_one() -> None:
    case = case_of(
        "multiply_gate",
        "def forward(self, x, y):\n    return first * x\ndef backward(self, dz):\n    return [second * dz, dz]",
    )
    assert [(one := case.error_of(item)) and one.name for item in case.book.question.rubric] == [
        "first",
        "second",
    ]


def test_what_a_rule_sees_around_a_spot() -> None:
    """The inputs, the upstream gradient and the right output of the call, the local gradient, the calls before it."""
    case = case_of("multiply_gate", "dx = self.y")
    seen = 0
    for at in case.wrong[Role.GRADIENT, "x"]:
        scene, spot = Scene(case, at), case.book.spots[at]
        inputs, number = case.book.trials[spot.trial].probe.inputs, spot.step.call
        x, y, dz = (np.asarray(inputs[f"{name}_{number}"], dtype=float) for name in ("x", "y", "upstream"))
        assert scene.spot is spot
        for found, right in (
            (scene.given("x"), x),
            (scene.given("y"), y),
            (scene.upstream, dz),
            (scene.right, y * dz),
            (scene.output, x * y),
            (scene.ones, y),
            (scene.other((Role.GRADIENT, "y")), x * dz),
        ):
            assert found is not None
            assert found == pytest.approx(right)
        assert scene.given("z") is None
        assert scene.other((Role.GRADIENT, "z")) is None
        assert scene.other((Role.FORWARD, "x")) is None
        seen += 1
    assert seen > 5


def test_the_calls_before_one() -> None:
    """Those on the same object; and all of a conversation that comes back to an object."""
    case = case_of("multiply_gate", "dx = self.y")
    places = {
        (case.book.trials[s.trial].name, s.step.call): at
        for at, s in enumerate(case.book.spots)
        if s.of == (Role.GRADIENT, "x") and not s.step.again
    }
    right = case.book.right.arrays
    one, two, three = (places["numbers 1", call] for call in (1, 2, 3))
    first, second, third = (Scene(case, at) for at in (one, two, three))
    assert [first.calls, second.calls, third.calls] == [
        [right[one]],
        [right[two]],
        [right[one], right[three]],
    ]
    assert third.all_calls == [right[one], right[two], right[three]]
    assert first.all_calls == [right[one]]
    alone = [places["numbers 1 alone", call] for call in (1, 2, 3)]
    assert [Scene(case, at).all_calls for at in alone] == [[right[at]] for at in alone]


def test_what_a_part_is() -> None:
    case = case_of("multiply_gate", 'def backward(self, dz):\n    return [self.y, "dy"]')
    parts = {of: WrongPart(case, of, where) for of, where in case.wrong.items()}
    x, y = parts[Role.GRADIENT, "x"], parts[Role.GRADIENT, "y"]
    assert (x.numeric, y.numeric) == (True, False)
    assert x.kin == y.kin == ((Role.GRADIENT, "x"), (Role.GRADIENT, "y"))
    assert not x.claim
    assert WrongPart(case, (Role.VALUE, "x"), ()).claim
    variables = case_of("addition", "f = 1")
    assert not any(WrongPart(variables, of, where).claim for of, where in variables.wrong.items())


def test_pairs_are_numbers_of_the_right_shape_alone() -> None:
    case = case_of("multiply_gate", 'def backward(self, dz):\n    return [self.y, "dy"]')
    x, y = case.wrong[Role.GRADIENT, "x"], case.wrong[Role.GRADIENT, "y"]
    pairs = case.pairs(x)
    assert pairs is not None
    assert [right.tolist() for _, right in pairs] == [
        right.tolist() for right in map(case.book.right.arrays.__getitem__, x) if right is not None
    ]
    assert case.pairs(y) is None
    assert case.pairs((*x, y[0])) is None
    turned = case_of("matmul_grad", "dW = X @ dD.T")
    assert turned.pairs(turned.wrong[Role.GRADIENT, "W"]) is None


@pytest.mark.parametrize(
    ("waived", "told"), [({"x", "y"}, False), ({"x", "y", "z"}, False), ({"x"}, True), (set(), True)]
)
def test_what_need_not_be_there_has_not_raised(waived: set[str], told: bool) -> None:
    case = case_of("multiply_gate", "dx = first * dz")
    answered = tuple(replace(one, waived=frozenset(waived)) for one in case.answered)
    error = replace(case, answered=answered).error
    assert (error is not None and error.name == "first") is told
