"""The public side of an exercise: complete, and without an answer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_course
from autograder.model.condition import COSTS, Condition
from autograder.selfcheck import examine
from autograder.selfcheck.drawing.pictured import drawn
from autograder.selfcheck.exercise import (
    FILE,
    MISTAKES,
    PACKAGED,
    find,
    language_here,
    public,
    together_with,
    unknown,
)
from autograder.selfcheck.history import Scope
from autograder.selfcheck.overview import summary
from autograder.words.messages import render
from tests.own_course import several_notebooks
from tests.selfcheck.answers import ROOT, SPECIMENS, answered


def test_the_packaged_exercises_are_those_of_the_course_and_tell_no_answer() -> None:
    course = load_course(ROOT)
    assert PACKAGED.read_bytes() == public(course, *course.assignments)
    for path in (PACKAGED, *ROOT.glob(f"assignments/*/{FILE}")):
        text = path.read_text("utf-8")
        assert "equals" not in text
        assert not [
            item for one in json.loads(text)["exercises"] for item in one["items"] if "points" in item
        ]
        assert "0.7310585" not in text


def test_points_and_titles_are_public() -> None:
    gates = load_course(ROOT).assignment("ps2")
    there = together_with(["add_gate"], ROOT / "assignments" / "ps2")
    assert [(one.question.title, one.points) for one in there] == [
        (q.title, q.points) for q in gates.questions
    ]


def test_a_notebook_alone_is_of_the_assignments_whose_questions_it_asks(tmp_path: Path) -> None:
    assert {one.assignment for one in together_with(["add_gate", "nothing"], tmp_path)} == {"ps2"}
    assert together_with(["nothing"], tmp_path) == ()


def test_exercises_beside_the_notebook_come_first(tmp_path: Path) -> None:
    entry = {"id": "product", "given": {"a": 1}, "items": [{"check": "value", "of": ["b"]}]}
    (tmp_path / FILE).write_text(json.dumps({"language": "ko", "exercises": [entry]}))
    own = find("product", tmp_path)
    assert own
    assert (own.question.asked, own.language) == (("b",), "ko")
    packaged = find("addition", tmp_path)
    assert packaged
    assert packaged.question.asked == ("f", "dfdx", "dfdy")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / FILE).write_text("{")
    assert find("product", tmp_path / "broken") == find("product", ROOT)
    assert find("nothing", tmp_path) is None


def test_what_side_conditions_cost_is_known_where_the_course_says_otherwise(tmp_path: Path) -> None:
    course = load_course(ROOT)
    ps2 = course.assignment("ps2")
    first = replace(ps2.questions[0], conditions={**COSTS, Condition.ARRAYS: 0.1})
    changed = replace(ps2, questions=(first, *ps2.questions[1:]))
    (tmp_path / FILE).write_bytes(public(course, changed))
    own, other = find("multiply_gate", tmp_path), find("add_gate", tmp_path)
    assert own is not None
    assert other is not None
    assert (own.question.conditions, other.question.conditions) == (first.conditions, COSTS)


def test_what_costs_nothing_is_no_cross_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """A gate for numbers alone, where arrays cost nothing: right, with every row right."""
    source = (SPECIMENS / "multiply_gate" / "floats-only.py").read_text("utf-8")
    exercise = find("multiply_gate")
    assert exercise is not None
    free = replace(exercise.question, conditions={**COSTS, Condition.ARRAYS: 0.0})
    monkeypatch.setattr("autograder.selfcheck.find", lambda _: replace(exercise, question=free))
    report = answered("multiply_gate", source)
    assert report.passed
    assert {row.state for row in report.rows} == {"ok"}


def test_a_misspelt_exercise_is_told_in_the_language_of_the_course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert render(unknown("prodct"), "en").startswith(
        'There is no exercise "prodct" here. Do you mean "product"? The file'
    )
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "C")
    (tmp_path / FILE).write_text(
        PACKAGED.read_text("utf-8").replace('"language": "en"', '"language": "ko"'), "utf-8"
    )
    assert language_here() == "ko"
    assert (
        examine("add_gat", Scope({})).sentence
        == '"add_gat"이라는 문제가 없어요. "add_gate"를 쓰려던 것인가요?'
    )
    assert "문제가 없어요" in repr(drawn("add_gat", Scope({})))


def test_of_several_notebooks_each_has_its_own(tmp_path: Path) -> None:
    course = load_course(several_notebooks(tmp_path))
    (tmp_path / FILE).write_bytes(public(course, *course.assignments))

    def beside(*questions: str) -> list[str]:
        return [one.question.id for one in together_with(questions, tmp_path)]

    assert (beside("square"), beside("double")) == (["square"], ["double"])
    assert beside() == beside("square", "double") == ["square", "double"]


GATES = ROOT / "assignments" / "ps2"


def _release(folder: Path, mistakes: str, exercises: str = "") -> None:
    (folder / FILE).write_text(exercises or (GATES / FILE).read_text("utf-8"), "utf-8")
    (folder / MISTAKES).write_text(mistakes, "utf-8")


def _bank(rows: Any) -> str:
    return json.dumps({"mistakes": {"multiply_gate": rows}})


PARTS = {"gradient x": "d82b52b0"}
ODD = {
    "nothing": "",
    "broken": '{"mistakes": {"multip',
    "deep": "[" * 100_000,
    "no rows": _bank(3),
    "no pairs": _bank([["mul-not-swapped", [1], ""]]),
    "lists in the place of hashes": _bank([["mul-not-swapped", {"gradient x": [1]}, ""]]),
    "a mistake of a newer package": _bank([["no-such-mistake", PARTS, ""]]),
    "a number in the place of a name": _bank([[3, PARTS, ""]]),
    "a list in the place of a name": _bank([[[], PARTS, ""]]),
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
def test_whatever_lies_beside_the_exercises_the_check_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    _release(tmp_path, content)
    monkeypatch.chdir(tmp_path)
    wrong = (SPECIMENS / "multiply_gate" / "adds.py").read_text("utf-8")
    assert not answered("multiply_gate", wrong).passed


def test_of_a_newer_release_the_mistakes_that_have_words_are_known(tmp_path: Path) -> None:
    _release(tmp_path, _bank([["no-such-mistake", PARTS, ""], ["mul-not-swapped", PARTS, ""]]))
    gate = find("multiply_gate", tmp_path)
    assert gate
    assert gate.mistakes == [("mul-not-swapped", PARTS, "")]


def test_exercises_of_a_newer_package_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for content in (
        "[" * 100_000,
        (GATES / FILE).read_text("utf-8").replace('"check": "forward"', '"check": "newer"'),
    ):
        _release(tmp_path, "", content)
        assert "pip install --upgrade" in render(unknown("cube"), "en")
        assert summary((), {}, "en", tmp_path).packaged
        assert find("multiply_gate", tmp_path) == find("multiply_gate", ROOT)


def test_a_file_that_is_put_beside_the_notebook_later_counts(tmp_path: Path) -> None:
    entry = {"id": "cube", "given": {"x": 2}, "items": [{"check": "value", "of": ["f"]}]}
    assert find("cube", tmp_path) is None
    (tmp_path / FILE).write_text(json.dumps({"language": "en", "exercises": [entry]}))
    assert find("cube", tmp_path) is not None


def test_beside_the_exercises_of_another_assignment_a_notebook_has_its_own(tmp_path: Path) -> None:
    """Two assignments in one folder: the file of the second has taken the place of that of the first."""
    course = load_course(ROOT)
    (tmp_path / FILE).write_bytes(public(course, course.assignment("ps3")))
    gates = together_with(["add_gate"], tmp_path)
    assert {one.assignment for one in gates} == {"ps2"}
    assert summary(gates, {}, "en", tmp_path).packaged
    layers = together_with(["relu"], tmp_path)
    assert {one.assignment for one in layers} == {"ps3"}
    assert not summary(layers, {}, "en", tmp_path).packaged
