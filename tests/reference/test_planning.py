"""A question says which side conditions are tried; the others are asked neither of students nor of the reference."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Step, Trial
from autograder.reference.answer_key import make_answer_key
from autograder.reference.planning import planned, tried
from autograder.sandbox.protocol import Probe
from autograder.selfcheck.exercise import known, public
from tests.own_course import SETUP, answer, layer, own_course
from tests.reference.test_proving import LAYER, LINEAR

LOOPS = {
    **LINEAR,
    "backward": "self.dW = self.x.T @ dout\ndx = np.zeros_like(self.x)\ndx += dout @ self.W.T\nreturn dx",
}


def asked(folder: Path, tries: str, solution: dict[str, str] = LINEAR) -> tuple[Question, set[Condition]]:
    questions = LAYER.replace("  rubric:", f"  tries: {tries}\n  rubric:") if tries else LAYER
    course = load_course(own_course(folder, [("setup", SETUP), layer("q", **solution)], questions))
    key = make_answer_key(course, course.assignments[0], b"tests").questions["q"]
    found = {one for trial in key.trials for one in trial.conditions}
    found |= {one for trial in key.trials for step in trial.judged for one in step.conditions}
    (plan,) = key.plans
    assert plan.trials == key.trials
    return key.question, found


ALL = {
    Condition.INTEGERS,
    Condition.SQUARE,
    Condition.ONE_ROW,
    Condition.SECOND_OBJECT,
    Condition.SECOND_CALL,
}


@pytest.mark.parametrize(
    ("tries", "found"),
    [
        ("", ALL),
        ("[integers, square, batch, second object, second call, arrays]", ALL),
        ("[integers, square, one_row, second_object, second_call]", ALL),
        ("[integers, square, batch, second object, arrays]", ALL - {Condition.SECOND_CALL}),
        ("[integers]", {Condition.INTEGERS}),
        ("[second call]", {Condition.SECOND_CALL}),
        ("[batch]", {Condition.ONE_ROW}),
        ("[]", set()),
    ],
)
def test_what_is_tried(tmp_path: Path, tries: str, found: set[Condition]) -> None:
    assert asked(tmp_path, tries)[1] == found


def test_the_substance_is_always_asked(tmp_path: Path) -> None:
    questions = LAYER.replace("  rubric:", "  tries: []\n  rubric:")
    course = load_course(own_course(tmp_path, [("setup", SETUP), layer("q", **LINEAR)], questions))
    key = make_answer_key(course, course.assignments[0], b"tests")
    names = [trial.name for trial in planned(key.questions["q"].question, key.reference, b"tests")[0].trials]
    assert names == ["numbers 1 alone"]


def test_what_judges_its_answers_itself_is_asked_whatever_is_tried() -> None:
    alone = Trial("tests", (Step("ran", "run_tests(order)"),), Probe({}, ()), (None,))
    assert [trial.name for trial in tried((alone,), [])] == ["tests"]


def test_a_reference_may_be_untrue_for_what_is_not_tried(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="for whole numbers"):
        asked(tmp_path / "a", "", LOOPS)
    assert asked(tmp_path / "b", "[square, batch, second object]", LOOPS)[1]


@pytest.mark.parametrize("tries", ["[integer]", "[whole numbers]", "integers", "[3]"])
def test_what_is_no_condition_is_refused(tmp_path: Path, tries: str) -> None:
    with pytest.raises(CourseError, match=r"course\.yml:12: (unknown )?tries"):
        asked(tmp_path, tries)


@pytest.mark.parametrize("tries", ["", "[integers, batch]", "[]"])
def test_students_check_themselves_by_the_same(tmp_path: Path, tries: str) -> None:
    question, _ = asked(tmp_path, tries)
    course = load_course(tmp_path)
    file = tmp_path / "exercises.json"
    file.write_bytes(public(course, course.assignments[0]))
    (exercise,) = known(file)
    assert exercise.question.tries == question.tries
    assert question.tries is None or list(question.tries) == sorted(question.tries)  # records depend on it


SEVERAL = """
- id: q
  given: {x: 3}
  rubric:
    - {check: value, of: f, equals: 6, points: 1}
    - {check: choice, of: picked, equals: b, points: 1}
    - {check: derivative, of: dx, d: f, by: x, points: 1}
    - {check: bound, of: loss, at_most: 1, points: 1}
"""


def test_each_plan_asks_for_the_items_of_its_own_kinds(tmp_path: Path) -> None:
    """One question may have items of several kinds, and none is held against what another asks."""
    cell = answer("q", "f = 2 * x\npicked = 'b'\ndx = 2.0\nloss = 0.5", "x = 3.0")
    course = load_course(own_course(tmp_path, [("setup", SETUP), cell], SEVERAL))
    key = make_answer_key(course, course.assignments[0], b"tests").questions["q"]
    found = {plan.checks: [step.name for step in plan.trials[0].judged] for plan in key.plans}
    assert found == {
        frozenset({"value", "derivative"}): ["f", "dx"],
        frozenset({"choice"}): ["picked"],
        frozenset({"bound"}): ["loss"],
    }
