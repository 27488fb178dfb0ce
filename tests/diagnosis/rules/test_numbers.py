"""What predictions are made of, where something is missing or does not fit."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.case import Case, WrongPart
from autograder.diagnosis.rule import Ids
from autograder.diagnosis.rules import CHOICE
from autograder.diagnosis.rules.numbers import PARTS, _both, _loses_fractions, _rounded, _sum
from tests.diagnosis.in_process import case_of

ONE, TWO = np.array([1.0, 2.0]), np.array([10.0, 20.0])


@pytest.mark.parametrize(
    ("values", "total"),
    [([ONE], ONE), ([ONE, TWO], ONE + TWO), ([ONE, None], None), ([ONE, np.array(1.0)], None), ([ONE, np.ones(3)], None)],
)  # fmt: skip
def test_calls_are_added_up_where_all_are_known_and_alike(
    values: list[np.ndarray | None], total: np.ndarray | None
) -> None:
    found = _sum(values)
    assert (found is None) if total is None else np.array_equal(found, total)


def test_two_are_put_together_where_both_are_known_and_alike() -> None:
    assert np.array_equal(_both(np.subtract, TWO, ONE), [9.0, 18.0])
    for one, other in ((None, ONE), (ONE, None), (ONE, np.array(1.0)), (np.ones(3), ONE)):
        assert _both(np.subtract, one, other) is None


def test_single_precision_is_near_the_right_numbers_on_both_sides() -> None:
    right = np.array([1.0, 0.1])
    assert _rounded(right.astype(np.float32).astype(float), right)
    assert not _rounded(right - 0.5, right)
    assert not _rounded(np.array([1.0, -0.5]), right)
    assert not _rounded(np.array([1.0, 0.625]), right)
    assert _rounded(np.array([1.23, 4.57]), np.array([1.2345, 4.5678]))


@pytest.mark.parametrize(
    ("question", "change", "told"),
    [
        ("multiply_gate", "dx = -self.y\ndy = -self.x", {1: ("upstream-ignored", "sign-flipped")}),
        ("multiply_gate", "dx = -self.y + 1\ndy = -self.x", {}),
        ("matmul_grad", "dW = -X @ dD.T", {0: ("grad-transposed", "sign-flipped")}),
        ("matmul_grad", "dW = -(dD @ X.T) / len(dD)", {0: ("grad-averaged", "sign-flipped")}),
    ],
)
def test_two_general_mistakes_in_one_number(question: str, change: str, told: dict[int, Ids]) -> None:
    """Where there is no bank."""
    case = case_of(question, change)
    general = tuple(story for story in case.book.stories if story.general)
    assert CHOICE.on_top_of_another(replace(case, book=replace(case.book, stories=general))) == told


def sure_of(case: Case, mistake: str) -> bool:
    parts = [WrongPart(case, of, where) for of, where in case.wrong.items()]
    return any(rule.when(part) for part in parts for rule in PARTS if rule.id == mistake)


MAXIMUM = "def forward(self, x, y):\n    self.x, self.x_wins = x, x > y\n    self.out = np.maximum(x, y)\n    return self.out\n"


@pytest.mark.parametrize(
    ("question", "change", "mistake", "told"),
    [
        ("multiply_gate", "dx = np.ravel(self.y * dz)", "shape-lost", True),
        ("multiply_gate", "dx = self.x * self.y", "mul-output-as-local", True),
        (
            "max_gate",
            f"{MAXIMUM}def backward(self, dz):\n    return self.out * dz, self.out",
            "mul-output-as-local",
            False,
        ),
        (
            "max_gate",
            f"{MAXIMUM}def backward(self, dz):\n    return self.x * dz, 0",
            "mul-not-swapped",
            False,
        ),
        *(
            ("matmul_grad", f"dW = dD @ X.T / {n}", "grad-averaged", True)
            for n in ("len(dD)", "dD.shape[1]", "dD.size")
        ),
        ("matmul_grad", "dW = dD @ X.T / X.shape[0]", "grad-averaged", False),
        ("multiply_gate", "dx = self.x * dz\ndy = self.y * dz", "returns-swapped-order", True),
        ("multiply_gate", "dx = self.x * dz\ndy = 1.7 * self.x * dz", "returns-swapped-order", False),
        ("chain_rule", "dfdx = 1 * dfdq", "another-gradient", False),
        ("chain_rule", "dfdx = 1 * dfdz", "another-gradient", True),
        ("chain_rule", "dfdx = 1 * f", "another-gradient", False),
        ("chain_rule", "dfdx = np.array([0.25, 0.75]) * dfdq", "bias-grad-not-summed", False),
    ],
)
def test_what_numbers_are_told_to_be(question: str, change: str, mistake: str, told: bool) -> None:
    assert sure_of(case_of(question, change), mistake) is told


def test_a_prediction_is_held_against_an_answer_as_the_answer_is_against_the_right_one() -> None:
    case = case_of("multiply_gate", "dx = -1.01 * self.y * dz")
    spots = tuple(replace(spot, tolerance=0.1) for spot in case.book.spots)
    assert not sure_of(case, "sign-flipped")
    assert sure_of(replace(case, book=replace(case.book, spots=spots)), "sign-flipped")


def test_gradients_that_no_item_names_are_gradients_too() -> None:
    case = case_of("multiply_gate", "dx = self.x * dz\ndy = self.y * dz")
    rubric = tuple(replace(item, of=()) for item in case.book.question.rubric)
    question = replace(case.book.question, rubric=rubric)
    assert sure_of(replace(case, book=replace(case.book, question=question)), "returns-swapped-order")


@pytest.mark.parametrize(
    ("pairs", "whole", "cut"),
    [
        ([(1.0, 1.7)], (False,), True),
        ([(-1.0, -1.7), (2.0, 2.0)], (False, False), True),
        ([(1.7, 1.0)], (False,), False),
        ([(0.0, 0.7)], (False,), False),
        ([(0.0, 0.7)], (True,), True),
        ([(3.0, 1.7)], (True,), True),
        ([(3.0, 1.7)], (False,), False),
        ([(3.0, 2.0)], (True,), False),
        ([(2.5, 1.7)], (True,), False),
        ([([3.0, 2.0], [1.7, 2.0])], (True,), True),
        ([([3.0, 2.5], [1.7, 2.5])], (True,), False),
        ([([0.0, 2.0], [0.5, 2.5])], (False,), True),
        ([([0.5, 2.0], [0.5, 2.5])], (False,), False),
        ([(1.7, 1.7), (3.0, 1.7)], (False, True), True),
        ([(1.5, 1.7), (3.0, 1.7)], (False, True), False),
        (None, (True,), False),
    ],
)
def test_numbers_are_cut_off(pairs: list[Any] | None, whole: tuple[bool, ...], cut: bool) -> None:
    known = pairs and [(np.array(a), np.array(b)) for a, b in pairs]
    spots = [SimpleNamespace(trial=trial) for trial in range(len(whole))]
    book = SimpleNamespace(spots=spots, trials=[SimpleNamespace(whole=one) for one in whole])
    part: Any = SimpleNamespace(
        case=SimpleNamespace(book=book, pairs=lambda _: known), where=tuple(range(len(whole)))
    )
    assert _loses_fractions(part) is cut
