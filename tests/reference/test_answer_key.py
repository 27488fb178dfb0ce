"""The answer key of an assignment: trials drawn once a plan, proved on the reference."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.checks import KINDS
from autograder.course.load import load_course
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import CourseError
from autograder.model.question import Course, Limits, Question, RubricItem
from autograder.reference import answer_key, proving
from autograder.reference.answer_key import make_answer_key
from autograder.reference.planning import planned
from autograder.reference.solution import Reference
from tests.checks.one_cell import OneCell
from tests.own_course import SETUP, answer, cell, own_course

GATE = OneCell(
    "class Gate:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, d):\n        return 2 * d"
)
FORWARD, GRADIENT = RubricItem("forward", 1.0), RubricItem("gradient", 1.0, ("x",))
VALUE, SLOPE = RubricItem("value", 1.0, ("f",)), RubricItem("derivative", 1.0, ("d",), {"d": "f", "by": "x"})


@pytest.mark.parametrize(
    ("items", "checks"),
    [
        ((FORWARD, GRADIENT), [{"forward", "gradient"}]),
        ((GRADIENT, FORWARD, GRADIENT), [{"forward", "gradient"}]),
        ((VALUE, SLOPE), [{"value", "derivative"}]),
        ((FORWARD,), [{"forward"}]),
        ((FORWARD, RubricItem("numerical", 1.0)), [{"forward"}, {"numerical"}]),
    ],
)
def test_kinds_that_share_a_plan_share_its_trials(
    items: tuple[RubricItem, ...], checks: list[set[str]]
) -> None:
    question = Question(
        "q", items, target="Gate", inputs={"x": ()}, given={} if FORWARD in items else {"x": 2}
    )
    answerer = GATE if FORWARD in items else OneCell("x = 2\nf = x\nd = 1", ("x",))
    plans = planned(question, answerer, b"tests")
    assert [set(plan.checks) for plan in plans] == checks
    assert all(plan.trials and plan.apart is None for plan in plans)


def test_what_is_asked_apart_keeps_who_asks(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps4").questions["gradient_test"]
    assert key.trials == ()
    ((ask, trials),) = key.apart
    assert ask is KINDS["student_tests"].apart
    assert trials == key.of(key.question.rubric[0])


def test_the_seed_draws_the_inputs() -> None:
    question = Question("q", (FORWARD,), target="Gate", inputs={"x": ()})
    one, same, other = (planned(question, GATE, seed)[0].trials for seed in (b"1", b"1", b"2"))
    assert [trial.probe.inputs for trial in one] == [trial.probe.inputs for trial in same]
    assert [trial.probe.inputs for trial in one] != [trial.probe.inputs for trial in other]


def test_the_key_of_a_whole_assignment(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps2")
    assert [*key.questions] == [question.id for question in key.assignment.questions]
    gate = key.questions["multiply_gate"]
    assert len(gate.plans) == 1
    assert "SOLUTION" not in gate.stub
    assert "dx = self.y * dz" not in gate.stub
    assert "class MultiplyGate" in gate.stub
    assert gate.kinds is KINDS


def test_every_trial_is_proved(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A course that contradicts its reference is refused before anything is graded."""
    assignment = course.assignment("ps2")
    one = replace(assignment, questions=assignment.questions[:1])
    proved = []
    monkeypatch.setattr(proving, "prove", lambda question, trial, _: proved.append(trial))
    key = make_answer_key(course, one, b"tests")
    assert proved == [*key.questions["multiply_gate"].trials]
    monkeypatch.undo()
    swapped = replace(one, questions=(replace(one.questions[0], backward=("y", "x")),))
    with pytest.raises(CourseError, match="question multiply_gate: the gradient of y is not"):
        make_answer_key(course, swapped, b"tests")


@pytest.mark.parametrize(
    ("example", "says"),
    [
        ("", ""),
        ("{x: 3, f: 27}", ""),
        ("{x: 3, f: 28}", "the example says that f is 28 for x = 3, and the solution gives 27"),
    ],
)
def test_what_the_text_prints_is_proved_too(tmp_path: Path, example: str, says: str) -> None:
    line = f"  example: {example}\n" if example else ""
    questions = f"- id: q\n  given: {{x: 2}}\n{line}  rubric:\n    - {{check: value, of: f, points: 1}}\n"
    cells = [("setup", SETUP), answer("q", "f = x ** 3", "x = 2")]
    course = load_course(own_course(tmp_path, cells, questions))
    if not says:
        assert make_answer_key(course, course.assignments[0], b"tests").questions
        return
    with pytest.raises(CourseError) as caught:
        make_answer_key(course, course.assignments[0], b"tests")
    assert says in str(caught.value)


def test_answers_and_their_proof_have_a_time_each(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little students have, there are two seconds, and twelve times as many for the proof."""
    given: list[float] = []

    def within(seconds: float, _: object) -> AbstractContextManager[None]:
        given.append(seconds)
        return nullcontext()

    monkeypatch.setattr(answer_key, "within", within)
    assignment = course.assignment("ps2")
    one = replace(assignment, questions=assignment.questions[:1])
    for seconds in (0.5, 3.0):
        make_answer_key(replace(course, limits=Limits(question_seconds=seconds)), one, b"tests")
    assert given == [2.0, 24.0, 3.0, 36.0]


BY_TESTS = "- id: q\n  rubric: [{check: tests, of: q_test, points: 1}]\n"
BY_VALUE = "- id: {0}\n  rubric: [{{check: value, of: f, constant: true, points: 1}}]\n"


@pytest.mark.parametrize(
    ("questions", "refused"),
    [(BY_VALUE.format("q"), True), (BY_TESTS, False), (BY_TESTS + BY_VALUE.format("other"), True)],
)
def test_what_students_cannot_import_is_refused_where_not_all_is_asked_by_tests(
    tmp_path: Path, questions: str, refused: bool
) -> None:
    marks = {"grade": True, "solution": False, "locked": True, "points": 1}
    cells = [
        ("setup", SETUP),
        answer("q", "import no_such_one\nf = 3"),
        cell("q_test", "assert 1 == 1", **marks),
        answer("other", "f = 3"),
    ]
    course = load_course(own_course(tmp_path, cells, questions))
    told = pytest.raises(CourseError, match="no_such_one is not among the packages")
    with told if refused else nullcontext():
        assert make_answer_key(course, course.assignments[0], b"tests").exam


def test_a_reference_that_is_late_is_told_with_its_place(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps2")
    reference = Reference(key.assignment, key.course.solution_path(key.assignment))
    question = key.assignment.questions[0]
    error = answer_key._late(question, reference, 2.5, (3, 17))
    assert f"cell {reference.cells[3].index}, line 17: the reference runs longer than 2.5 s" in str(error)
    assert f"question {question.id}: " in str(error)
