"""Difference rules: right at ordinary points, and clearly off at the points that tell them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.numbers.differences import CLEARLY, EACH, LONG, NOTHING, RULES, Rule, fails, off

ORDINARY = np.array([0.7, -1.2])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_right_at_an_ordinary_point(rule: Rule) -> None:
    """Of a step of one that is one where the function is straight."""
    upstream, straight = np.array([0.5, -2.0]), "step of one" in rule.name
    slopes = upstream if straight else 2 * ORDINARY * upstream
    for index, slope in np.ndenumerate(slopes):
        function = np.positive if straight else np.square
        assert rule(function, ORDINARY, upstream, index) == pytest.approx(slope, rel=1e-6)


def test_whole_numbers_and_lists_are_moved_as_floats() -> None:
    for at in ([3, -2], np.array([3, -2])):
        assert RULES[0](np.square, at, 1, (0,)) == pytest.approx(6.0)
    assert RULES[0](np.square, 3, 1, ()) == pytest.approx(6.0)
    assert RULES[0](lambda x: [x[0] ** 2, x[1]], [3, -2], 0.5, (0,)) == pytest.approx(3.0)


def test_alone_looks_at_the_entry_that_moves_and_not_at_the_sum() -> None:
    drowned = np.array([1e-3, 1e7])
    by_name = {rule.name: rule for rule in RULES}
    summed, alone = by_name["central, fixed step"], by_name["central, fixed step, entry by entry"]
    assert abs(summed(np.square, drowned, 1.0, (0,)) - 2e-3) > 1e-3
    assert alone(np.square, drowned, 1.0, (0,)) == pytest.approx(2e-3)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_fails_where_one_of_two_signs_overflows(rule: Rule) -> None:
    edge = np.sqrt(np.finfo(float).max) * (1 - 1e-9)
    assert any(fails(rule, np.square, np.array(x), 0.4, np.array(0.8 * x)) for x in (edge, -edge))


def test_a_rule_that_is_right_does_not_fail() -> None:
    rule = RULES[0]
    assert not fails(rule, lambda x: 3 * x, np.array(0.0), 1.0, np.array(3.0 + 3 * CLEARLY / 2))
    assert fails(rule, lambda x: 3 * x, np.array(0.0), 1.0, np.array(3.0 + 3 * CLEARLY * 2))


def test_off_is_of_each_entry_and_knows_no_number() -> None:
    right = np.array([1e-9, 1e9, 0.0, 1.0, 1.0])
    found = np.array([1e-9 * (1 + 2 * EACH), 1e9 * (1 + EACH / 2), NOTHING / 2, np.nan, np.inf])
    assert off(found, right).tolist() == [True, False, False, True, True]
    assert off((1.0, 2.0), [1.0, 3.0]).tolist() == [False, True]


def test_steps_of_rules_are_those_that_people_take() -> None:
    steps = {
        "central, fixed step": (1e-4, 1e-4), "central, relative step": (5e-5, 3e-2), "central, scaled step": (1e-4, 3e-2),
        "five points, fixed step": (1e-3, 1e-3), "five points, scaled step": (1e-3, 0.3),
        "forward, scaled step": (1e-7, 3e-5), "backward, scaled step": (1e-7, 3e-5), "forward, step of one": (1.0, 1.0),
        "twelve points, fixed step": (0.05, 0.05), "twelve points, relative step": (0.025, 15.0),
        "twelve points, scaled step": (0.05, 15.0),
    }  # fmt: skip
    both = {**steps, **{f"{name}, entry by entry": step for name, step in steps.items()}}
    assert {rule.name: (rule.step(0.5), rule.step(-300.0)) for rule in RULES} == {
        name: pytest.approx(step) for name, step in both.items()
    }
    assert [rule.step(7.0) for rule in LONG] == [0.5, 0.1, 0.01]
    points = {rule.name: len(rule.weights) for rule in RULES if not rule.alone}
    assert [*points.values()] == [2, 2, 2, 4, 4, 2, 2, 2, 12, 12, 12]


def test_a_scaled_step_grows_with_its_number_and_never_falls_below_its_share() -> None:
    step = {rule.name: rule.step for rule in RULES}["central, scaled step"]
    assert [step(x) for x in (0.0, 0.5, -300.0)] == pytest.approx([1e-4, 1e-4, 3e-2])


@pytest.mark.parametrize(("bend", "right"), [(0.005, 0), (0.05, 1), (0.3, 2), (0.7, 3)])
def test_long_steps_are_exact_up_to_a_bend_and_see_one_that_is_nearer(bend: float, right: int) -> None:
    def bent(x: Any) -> Any:
        return x**2 - 3 * x + (x > bend)

    assert sum(not fails(rule, bent, 0.0, 2.0, -6.0) for rule in LONG) == right
