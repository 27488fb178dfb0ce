"""A place where submissions are graded: what it insists on before the first one."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from autograder.grading import station as module
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.station import Station
from autograder.grading.store import record_text
from autograder.grading.task import Task
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.errors import CourseError, SandboxError
from autograder.model.question import Assignment, FollowThrough, Question
from autograder.model.record import Record
from tests.conftest import ROOT
from tests.host.mortal import servers
from tests.host.plain import Plain
from tests.own_course import SETUP, answer, cell, own_course, several_notebooks, write_notebook

RECIPE = Recipe(ROOT / "autograder" / "commands" / "template", "ps1", b"seed", "en")


def test_too_weak_a_sandbox_is_refused_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    class Weak(Plain):
        def close(self) -> None:
            closed.append(self)

    monkeypatch.setattr(module, "Prober", partial(Prober, opens=Weak))
    with pytest.raises(SandboxError, match="protection here is 'none'"):
        Station(RECIPE)
    assert len(closed) == 1


def test_a_wrong_course_leaves_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    before = servers()

    def refuse(*_: object) -> None:
        raise CourseError("course.yml", 1, "wrong")

    monkeypatch.setattr(module, "make_answer_key", refuse)
    with pytest.raises(CourseError, match="wrong"):
        Station(RECIPE)
    assert servers() == before


def test_the_reference_of_each_notebook_is_rehearsed_before_it_runs_here(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What would never end is found in a child, and not by the grader that it would take along."""
    seen: list[str] = []

    def refuse(course: object, part: Assignment, prober: object) -> None:
        seen.append(part.notebook)
        raise CourseError("course.yml", 1, "it never ends")

    monkeypatch.setattr(module, "Prober", lambda *_: SimpleNamespace(close=lambda: seen.append("closed")))
    monkeypatch.setattr(module, "rehearse", refuse)
    monkeypatch.setattr(module, "make_answer_key", lambda *_: seen.append("ran here"))
    with pytest.raises(CourseError, match="it never ends"):
        Station(Recipe(several_notebooks(tmp_path), "ps1", b"seed", "en"))
    assert seen == ["powers", "closed"]


TWO = """
- {id: a, given: {x: 2}, rubric: [{check: value, of: f, equals: 8, points: 1}]}
- {id: b, given: {y: 3}, rubric: [{check: value, of: g, equals: 9, points: 2}]}
"""
RIGHT, WRONG = ("f = x ** 3", "g = y ** 2"), ("f = x", "g = y")


def handed_in(folder: Path, name: str, f: str, g: str) -> Submission:
    """A notebook of our release with these answers; a script where its name says so."""
    sources = (f"x = 2\n{f}", f"y = 3\n{g}")
    if name.endswith(".py"):
        (folder / name).write_text("\n".join(sources))
    else:
        cells = [
            cell("setup", SETUP),
            *(cell(one, source) for one, source in zip("ab", sources, strict=True)),
        ]
        write_notebook(folder / name, cells)
    return Submission("ada", (folder / name,))


def scores(record: Record) -> dict[str, float]:
    return {one["id"]: one["score"] for one in record["questions"]}


@pytest.mark.usefixtures("at_hand")
def test_what_an_earlier_record_says_of_questions_that_are_kept_stays(tmp_path: Path) -> None:
    answers = [answer("a", RIGHT[0], "x = 2"), answer("b", RIGHT[1], "y = 3")]
    root = own_course(tmp_path / "course", [("setup", SETUP), *answers], TWO)
    earlier, kept = tmp_path / "ada.json", frozenset({"a"})
    with Station(Recipe(root, "ps1", b"seed", "en")) as station:
        first = station.grade(Task(handed_in(tmp_path, "right.ipynb", *RIGHT)))
        earlier.write_text(record_text(first))
        wrong = handed_in(tmp_path, "wrong.ipynb", *WRONG)
        script = handed_in(tmp_path, "wrong.py", *WRONG)
        found = [
            scores(station.grade(task))
            for task in (
                Task(wrong),
                Task(wrong, earlier, kept),
                Task(wrong, earlier, kept | {"b"}),
                Task(wrong, None, kept),
                Task(script, earlier, kept),  # nobody knows which cells are whose, so all is asked anew
                Task(script, earlier, kept | {"b"}),
            )
        ]
    right, nothing = {"a": 1.0, "b": 2.0}, {"a": 0.0, "b": 0.0}
    assert scores(first) == right
    assert found == [nothing, {"a": 1.0, "b": 0.0}, right, nothing, nothing, right]


@pytest.mark.parametrize(
    ("cells", "leaves", "apart"),
    [
        ((("first", "a"), ("second", "b")), (), True),
        ((("first", "a"), ("second", "b")), ("relu",), False),  # a network is worth what its layers are
        ((("first", "a"),), (), True),  # one that was not handed in
        ((("second", "a"), ("second", "b")), (), False),
        ((("first", "a"), ("second", "a"), (None, "b")), (), False),
        (((None, "a"), ("first", "b"), ("second", "b")), (), False),
    ],
)
def test_questions_are_judged_apart_where_no_other_counts_for_them(
    monkeypatch: pytest.MonkeyPatch,
    cells: tuple[tuple[str | None, str], ...],
    leaves: tuple[str, ...],
    apart: bool,
) -> None:
    def grader(name: str, sheet: str) -> Any:
        key = SimpleNamespace(released=(Cell("", 0, name),), assignment=SimpleNamespace(sheet=sheet))
        return SimpleNamespace(key=key)

    made = [Cell("", at, name, sheet=sheet) for at, (name, sheet) in enumerate(cells)]
    monkeypatch.setattr(module, "cells_of", lambda *_: made)
    graders = [grader("first", "a"), grader("second", "b")]
    network = Question("net", (), options={"follow_through": FollowThrough(leaves)})
    station = SimpleNamespace(assignment=Assignment("ps", "a", (network,)), graders=graders)
    assert Station._apart(cast("Station", station), Submission("ada", ())) is apart
