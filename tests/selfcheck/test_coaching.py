"""Beside a result stands something to think about, the first step of a hint, or a way to go on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.message import say
from autograder.model.question import Question, RubricItem
from autograder.selfcheck.coaching import Coach
from autograder.selfcheck.display import Report
from autograder.selfcheck.exercise import FILE, Exercise, find, known, public
from autograder.words import hints
from autograder.words.catalogue import languages, misconceptions, texts
from tests.selfcheck.answers import ROOT, SPECIMENS, answered


def wrong(question: str, mistake: str) -> Report:
    return answered(question, (SPECIMENS / question / f"{mistake}.py").read_text("utf-8"))


def test_after_a_right_answer_there_is_a_question_of_its_own() -> None:
    report = Coach().coached(answered("multiply_gate"), find("multiply_gate"))
    assert repr(report).endswith(
        "\n  Think about it: What would change if the same x were used twice, as in x · x?"
    )
    assert "<em>Think about it:" in report._repr_html_()


def test_a_question_without_one_gets_that_of_a_check_kind() -> None:
    exercise = find("multiply_gate")
    assert exercise is not None
    other = replace(exercise, question=replace(exercise.question, id="own"))
    report = Coach().coached(replace(answered("multiply_gate"), lang="ko"), other)
    assert report.thought == "생각해 보기: 같은 입력을 두 번 쓰면 무엇이 달라질까요?"


def test_the_first_mistake_gets_the_nudge_and_a_second_one_a_way_to_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    coach, gate = Coach(), find("multiply_gate")
    first = coach.coached(wrong("multiply_gate", "upstream-ignored"), gate)
    assert first.thought == "Think about it: Make dz twice as large: does your answer change?"
    assert coach.coached(wrong("multiply_gate", "upstream-ignored"), gate).thought == first.thought
    second = coach.coached(wrong("multiply_gate", "not-swapped"), gate)
    assert second.thought.startswith("d(xy)/dx = y and d(xy)/dy = x")
    monkeypatch.setattr(
        "autograder.selfcheck.coaching.load_hints",
        lambda *_, **__: {
            name: replace(hint, explanation="") for name, hint in hints.known_hints("en").items()
        },
    )
    students = coach.coached(wrong("multiply_gate", "not-swapped"), gate)
    assert students.thought.startswith("What arrives says how the result reacts to the output.")
    monkeypatch.setattr("autograder.selfcheck.coaching.misconceptions", dict)
    students = coach.coached(wrong("multiply_gate", "not-swapped"), gate)
    assert students.thought.startswith("Two different tries were not right yet.")
    assert students.thought.endswith('draw("multiply_gate") shows your own numbers in the graph.')
    assert (
        Coach()
        .coached(wrong("add_gate", "upstream-ignored"), find("add_gate"))
        .thought.startswith("Think about it: Make")
    )


@pytest.mark.parametrize("lang", languages())
def test_every_idea_is_that_of_known_mistakes_and_has_words_without_a_formula(lang: str) -> None:
    ideas = {known["idea"] for known in misconceptions().values() if "idea" in known}
    assert {f"idea_{idea}" for idea in ideas} == {key for key in texts(lang) if key.startswith("idea_")}
    for idea in ideas:
        said = texts(lang)[f"idea_{idea}"]
        assert not set("=*@/") & set(said), said


def test_a_course_turns_it_off_with_one_line(tmp_path: Path) -> None:
    course = replace(load_course(ROOT), coaching=False)
    (tmp_path / FILE).write_bytes(public(course, course.assignment("ps2")))
    assert json.loads((tmp_path / FILE).read_text("utf-8"))["coaching"] is False
    gate = next(one for one in known(tmp_path / FILE) if one.question.id == "multiply_gate")
    for report in (answered("multiply_gate"), wrong("multiply_gate", "not-swapped")):
        assert Coach().coached(report, gate).thought == ""


@pytest.mark.parametrize("lang", languages())
def test_each_question_of_the_course_has_one(lang: str) -> None:
    course = load_course(ROOT)
    questions = {question.id for assignment in course.assignments for question in assignment.questions}
    kinds = {"derivative", "gradient", "network", "expression", "autodiff", "student_tests"}
    own = {key.removeprefix("think_") for key in texts(lang) if key.startswith("think_")}
    assert own == questions | {f"by_{kind}" for kind in kinds}
    assert all("?" in texts(lang)[f"think_{name}"] for name in own)


def test_what_is_asked_of_the_question_value_is_not_asked_of_a_check_of_values() -> None:
    items = (RubricItem("value", 1.0, ("f",), {}), RubricItem("derivative", 1.0, ("dfdx",), {}))
    cube = Exercise(Question("cube", items, given={"x": 2}))
    report = Report("cube", (), say("all_right_plain"))
    assert Coach().coached(report, cube).thought.endswith(texts("en")["think_by_derivative"])
    alone = replace(cube, question=replace(cube.question, rubric=items[:1]))
    assert not Coach().coached(report, alone).thought
