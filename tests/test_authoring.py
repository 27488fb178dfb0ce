"""The questions of docs/authoring.md are what it says: proved, and nothing slips through their rubrics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.commands.validate import validate
from autograder.course.load import load_course
from autograder.grading.audit.one_question import Effort
from autograder.grading.audit.variant import Fate
from autograder.grading.audit.whole_course import audit
from tests.conftest import ROOT
from tests.grading.audit.weak import course_of

TEXT = (ROOT / "docs" / "authoring.md").read_text(encoding="utf-8")
PAIR = re.compile(r"```python\n((?!# \w+:).*?)```.*?```yaml\n(id: (\w+)\n.*?)```", re.DOTALL)
QUESTIONS = {name: (entry, answer) for answer, entry, name in PAIR.findall(TEXT)}
TESTS = dict(re.findall(r"```python\n# (\w+):.*\n((?:.*\n)*?)```", TEXT))
"""Cells of tests, by the name that their first line says."""


def test_the_questions_that_are_told() -> None:
    assert list(QUESTIONS) == ["tanh", "dropout", "conv1d", "lstm_step", "clip"]
    assert list(TESTS) == ["clip_test", "clip_points"]


@pytest.mark.slow
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_of_the_page(name: str, tmp_path: Path) -> None:
    tests = {test: source for test, source in TESTS.items() if test in QUESTIONS[name][0]}
    course = load_course(course_of(tmp_path, *QUESTIONS[name], tests))
    wrong = [line for line, right in validate(course, course.assignments[0]) if not right]
    assert all("run autograder release ps1" in line for line in wrong), wrong
    (found,) = audit(course, course.assignments, Effort(30), 1)
    assert not found.findings
    assert found.count(Fate.CAUGHT) > 25
    assert found.count(Fate.KEPT) >= 3
