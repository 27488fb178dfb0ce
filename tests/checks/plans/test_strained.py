"""Points at which finite differences fail: found for functions of every kind, and asked of nobody where none is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from autograder.checks.plans.strained import _laws
from autograder.model.answer_key import AnswerKey
from autograder.model.trial import RAN_AGAIN, Derivative, Slope
from autograder.numbers.differences import EACH
from autograder.reference.planning import strained_points
from autograder.reference.solution import Reference

KeyOf = Callable[[str], AnswerKey]


@pytest.mark.parametrize(
    ("assignment", "name", "tells"),
    [
        ("ps1", "chain_rule", lambda given: max(map(abs, given.values())) > 1e300),
        ("ps2", "multiply_gate", lambda given: max(map(abs, given.values())) > 1e300),
        ("ps4", "square", lambda given: abs(float(given["x_1"])) > 1e153),
        ("ps4", "exp", lambda given: float(given["x_1"]) > 709.7),
        ("ps3", "sigmoid", lambda given: 8 < np.max(given["x_1"]) < 11),
        ("ps3", "affine", lambda given: np.ptp(np.log10(np.abs(given["W_a"]))) > 17),
        ("ps2", "staged", lambda given: abs(given["x_1"]) >= 256),
    ],
)
def test_each_kind_of_function_has_its_points(
    assignment: str, name: str, tells: Callable[[dict[str, float]], bool], key_of: KeyOf
) -> None:
    trials = key_of(assignment).questions[name].strained
    given = [trial.probe.given or trial.probe.inputs for trial in trials]
    assert 1 <= len(trials) <= 4
    assert any(tells(dict(one)) for one in given)


@pytest.mark.parametrize("name", ["variable", "function", "numerical_diff", "define_by_run", "gradient_test"])
def test_where_no_gradient_is_asked_for_nothing_is_strained(name: str, key_of: KeyOf) -> None:
    assert key_of("ps4").questions[name].strained == ()


def test_right_answers_there_are_finite_and_compared_entry_by_entry(key_of: KeyOf) -> None:
    for assignment in ("ps1", "ps2", "ps3", "ps4", "ps5"):
        for key in key_of(assignment).questions.values():
            for trial in key.strained:
                assert trial.strained
                assert trial.tolerance == EACH
                for part, right in _laws(trial):
                    assert isinstance(part.law, Slope | Derivative)
                    assert np.all(np.isfinite(np.asarray(right, dtype=float)))


def test_the_same_seed_gives_the_same_points(key_of: KeyOf) -> None:
    key = key_of("ps2")
    question = key.assignment.question("neuron")
    reference = Reference(key.assignment, key.course.solution_path(key.assignment))
    one, same, other = (strained_points(question, reference, seed) for seed in (b"1", b"1", b"2"))
    inputs = [repr([trial.probe.inputs for trial in trials]) for trials in (one, same, other)]
    assert inputs[0] == inputs[1] != inputs[2]


def test_how_often_backward_runs_forward_is_asked_at_last_of_what_is_chosen(key_of: KeyOf) -> None:
    for trial in key_of("ps2").questions["neuron"].strained:
        assert trial.steps[-1].name == RAN_AGAIN
        assert trial.probe.steps[-1][0] == RAN_AGAIN
        assert trial.answer(RAN_AGAIN) == 0
