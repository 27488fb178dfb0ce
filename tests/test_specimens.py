"""Right and wrong solutions of every question, graded for real: full marks for the right ones, and for no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.result import QuestionResult
from autograder.notebook.cells import runnable
from autograder.reference.answer_key import AnswerKey
from autograder.words.messages import render
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "specimens"
QUESTIONS = [(a.id, q.id) for a in load_course(ROOT).assignments for q in a.questions]


def headers(text: str) -> dict[str, str]:
    """The `# name: value` lines at the beginning of a specimen."""
    return dict(re.findall(r"^# (\w+): (.*)$", text.partition("\n\n")[0], re.MULTILINE))


def graded(path: Path, question: str, key: AnswerKey, prober: Prober) -> QuestionResult:
    """A specimen in the place of a student's answer cell, after the cells that it needs."""
    text = path.read_text(encoding="utf-8")
    own = {cell.grade_id: cell for cell in key.reference.cells if cell.grade_id}
    before = [name for name in re.split(r"[, ]+", headers(text).get("before", "")) if name]
    cells = [own["setup"], *(own[name] for name in before), runnable(Cell(text, 99, question))]
    results = Grader(key, prober).grade(cells).questions
    return next(result for result in results if result.question.id == question)


def told(path: Path, result: QuestionResult) -> str:
    lines = [
        f"{path.parent.name}/{path.name}: {result.score:g} of {result.question.points:g}, {result.outcome}"
    ]
    lines += [f"    {i.check} {i.of}: {v.share:g} {render(v.message, 'en')}" for i, v in result.verdicts]
    return "\n".join(lines)


@pytest.mark.parametrize(("assignment", "question"), QUESTIONS, ids=[q for _, q in QUESTIONS])
def test_full_marks_for_the_right_ones_and_for_no_others(
    assignment: str, question: str, key_of: Callable[[str], AnswerKey], patient: Prober
) -> None:
    paths = sorted((FOLDER / question).glob("*.py"))
    expected = {path: headers(path.read_text(encoding="utf-8"))["expect"] for path in paths}
    assert set(expected.values()) <= {"right", "wrong"}
    assert list(expected.values()).count("right") >= 4
    assert list(expected.values()).count("wrong") >= 8
    surprises = []
    for path, expect in expected.items():
        result = graded(path, question, key_of(assignment), patient)
        if (result.score == pytest.approx(result.question.points)) != (expect == "right"):
            surprises.append(told(path, result))
    assert surprises == [], "\n".join(surprises)
