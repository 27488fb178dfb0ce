"""Hostile submissions to the multiply gate get no points and do no harm; benign ones that look strange get full marks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.grading.run import Run, grade_one
from autograder.grading.submissions import Submission
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.sandbox import libc
from tests.conftest import ROOT, headers

FILES = sorted((ROOT / "tests" / "attacks").glob("*.py"))
QUICK_LOOPS = {"loop_in_cell", "loop_in_forward"}
"""Of those that wait for the clock, the two that stand for all in `make test`."""

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")


def expected(path: Path) -> str:
    return headers(path.read_text(encoding="utf-8", errors="replace"))["expect"]


def waits(path: Path) -> bool:
    return path.stem.startswith(("loop_", "bomb_", "forge_endless")) and path.stem not in QUICK_LOOPS


CASES = [pytest.param(path, id=path.stem, marks=[pytest.mark.slow] if waits(path) else []) for path in FILES]


@pytest.mark.parametrize("path", CASES)
def test_attack(path: Path, key_of: Callable[[str], AnswerKey], prober: Prober) -> None:
    key = key_of("ps2")
    run = Run(key.assignment, "en")
    record = grade_one(run, Submission("mallory", (path,)), Grader(key, prober))
    assert record["status"] == "graded", record["reason"]
    points = {q["id"]: q["score"] for q in record["questions"]}
    assert points["multiply_gate"] == (4.0 if expected(path) == "full marks" else 0.0)
    assert sum(points.values()) == points["multiply_gate"]


def test_honest_work_is_graded_beside_them(
    key_of: Callable[[str], AnswerKey], prober: Prober, tmp_path: Path
) -> None:
    """After every attack of this worker, the same fork server still does its work."""
    grader = Grader(key_of("ps2"), prober)
    results = grader.grade(key_of("ps2").reference.cells).questions
    assert all(result.score == result.question.points for result in results)


def test_every_attack_says_what_it_expects() -> None:
    assert {expected(path) for path in FILES} == {"no points", "full marks"}
    assert len(FILES) > 130
