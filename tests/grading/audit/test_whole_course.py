"""A course audited, question by question, in the hands of several sandboxes: what is said of one question is played here."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_course
from autograder.grading.audit import whole_course as module
from autograder.grading.audit.examine import Examiner
from autograder.grading.audit.one_question import Effort
from autograder.grading.audit.variant import Audited
from autograder.grading.audit.whole_course import audit
from autograder.model.question import Course, Limits
from tests.own_course import SETUP, answer, own_course

QUESTIONS = """
- {id: a, given: {x: 2}, rubric: [{check: value, of: f, equals: 8, points: 1}]}
- {id: b, given: {y: 3}, rubric: [{check: value, of: g, equals: 9, points: 2}]}
- {id: c, given: {z: 3}, rubric: [{check: value, of: h, equals: 6, points: 2}]}
"""
EFFORT = Effort(3)


class Prober:
    """One whose life is noted."""

    made: list[Prober]

    def __init__(self, limits: Limits, **how: Any) -> None:
        self.limits, self.how, self.open = limits, how, True
        Prober.made.append(self)

    def __enter__(self) -> Prober:
        return self

    def __exit__(self, *_: object) -> None:
        self.open = False


@pytest.fixture
def made(tmp_path: Path) -> Course:
    given = {"a": ("f = x ** 3", "x = 2"), "b": ("g = y ** 2", "y = 3"), "c": ("h = 2 * z", "z = 3")}
    cells: list[Any] = [("setup", SETUP), *(answer(name, *lines) for name, lines in given.items())]
    course = load_course(own_course(tmp_path, cells, QUESTIONS))
    return replace(course, limits=Limits(cell_seconds=1.0, question_seconds=9.0), packages=("pandas",))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """What each question was audited with; the sandboxes that are used at once."""
    noted: list[Any] = []
    busy: set[int] = set()
    lock = threading.Lock()

    def audited(examiner: Examiner, bank: Sequence[Any], effort: Effort) -> Audited:
        grader: Any = examiner.by(examiner.key)
        assert grader.key is examiner.key
        prober = id(grader.prober)
        with lock:
            assert prober not in busy
            busy.add(prober)
        try:
            if examiner.question.id == "b" and "fail" in noted:
                raise ValueError("the second")
            noted.append((examiner.question.id, tuple(bank), effort))
            return Audited("ps1", examiner.question.id)
        finally:
            busy.remove(prober)

    Prober.made = []
    monkeypatch.setattr(module, "Prober", Prober)
    monkeypatch.setattr(module, "rehearse", lambda course, part, prober: noted.append(("rehearsed", part.id)))
    monkeypatch.setattr(module, "audited", audited)
    yield noted
    assert not any(prober.open for prober in Prober.made)


@pytest.mark.parametrize("jobs", [1, 3])
def test_every_question_is_audited_once_in_the_courses_order(
    made: Course, seen: list[Any], jobs: int
) -> None:
    assert [one.question for one in audit(made, made.assignments, EFFORT, jobs)] == ["a", "b", "c"]
    assert seen[0] == ("rehearsed", "ps1")
    assert sorted(seen[1:]) == [("a", (), EFFORT), ("b", (), EFFORT), ("c", (), EFFORT)]
    assert len(Prober.made) == jobs


def test_one_question_alone_where_it_is_asked_for(made: Course, seen: list[Any]) -> None:
    assert [one.question for one in audit(made, made.assignments, EFFORT, only="b")] == ["b"]
    assert len(Prober.made) == 2


def test_mutants_that_never_end_are_given_two_seconds_and_what_the_course_gives_where_that_is_less(
    made: Course, seen: list[Any]
) -> None:
    list(audit(made, made.assignments, EFFORT, 1))
    (prober,) = Prober.made
    assert (prober.limits.cell_seconds, prober.limits.question_seconds) == (1.0, module.HASTY_SECONDS)
    assert prober.how == {"least": "none", "packages": ("pandas",)}


def test_a_question_that_fails_ends_the_audit_and_its_sandboxes(made: Course, seen: list[Any]) -> None:
    seen.append("fail")
    found = audit(made, made.assignments, EFFORT, 1)
    assert next(found).question == "a"
    with pytest.raises(ValueError, match="the second"):
        next(found)


def test_a_reference_that_would_not_end_is_said_before_anything_is_asked(
    made: Course, seen: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ValueError("it never ends")

    monkeypatch.setattr(module, "rehearse", refuse)
    with pytest.raises(ValueError, match="it never ends"):
        next(audit(made, made.assignments, EFFORT, 1))
    assert seen == []
