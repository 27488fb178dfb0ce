"""Hostile submissions get no points and do no harm; strange ones that are honest get full marks.

After each the machine is looked at, and an honest submission is graded on the same server: it gets what it gets alone.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import UsageError
from autograder.model.record import Record
from autograder.sandbox import libc
from tests.conftest import ROOT, assert_valid, headers
from tests.grading.made import grade_one
from tests.intake import hand_in
from tests.leaked import leaked, secrets_of
from tests.machine import look, orphans_kept, whose

FAMILIES = ("forging", "stealing", "denial", "escape", "injection", "intake", "honest")
FILES = sorted(path for path in (ROOT / "tests" / "attacks").iterdir() if path.is_file())
HONEST = ROOT / "solutions" / "ps2" / "gates.ipynb"

# what these run is covered where it is tested for itself; traced, it takes three times as long
pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone"),
]


def said(path: Path) -> dict[str, str]:
    return headers(path.read_text(encoding="utf-8", errors="replace"))


@pytest.fixture(scope="module", autouse=True)
def _nothing_gets_out_of_sight() -> Iterator[None]:
    with orphans_kept():
        yield


@pytest.fixture(scope="module")
def grader_of(key_of: Callable[[str], AnswerKey], prober: Prober) -> Callable[[str], Grader]:
    def make(assignment: str) -> Grader:
        key = key_of(assignment)
        return Grader(key, prober, make_diagnosis(key))

    return functools.cache(make)


@pytest.fixture(scope="module")
def secrets_in(key_of: Callable[[str], AnswerKey]) -> Callable[[str], frozenset[str]]:
    return functools.cache(lambda assignment: secrets_of(key_of(assignment)))


@pytest.fixture(scope="module")
def alone(grader_of: Callable[[str], Grader]) -> dict[str, Any]:
    """The record of an honest submission before any attack."""
    return honest(grader_of("ps2"))


def honest(grader: Grader) -> dict[str, Any]:
    """The record of an honest submission, without the time that it took."""
    record = grade_one(Run(grader.key.assignment, "en"), Submission("ada", (HONEST,)), grader)
    assert record["score"] == record["max_score"]
    return {key: value for key, value in record.items() if "seconds" not in key}


def graded(path: Path, submitted: Path, grader: Grader) -> Record | None:
    """The record of what an attack hands in; None where nothing is found."""
    assignment = grader.key.assignment
    hand_in(path, submitted, assignment.id)
    try:
        (submission,) = find_submissions(assignment, [submitted])
    except UsageError:
        return None
    return grade_one(Run(assignment, "en"), submission, grader)


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_attack(
    path: Path,
    grader_of: Callable[[str], Grader],
    secrets_in: Callable[[str], frozenset[str]],
    prober: Prober,
    alone: dict[str, Any],
    tmp_path: Path,
) -> None:
    told = said(path)
    grader = grader_of(told.get("assignment", "ps2"))
    text, user = path.read_text("utf-8", "replace"), whose()
    before = look(user, text)
    record = graded(path, tmp_path / "submitted", grader)
    after = look(user, text)
    assert after.beside(before) == []
    check(told, record, grader)
    assert record is None or leaked(record, secrets_in(grader.key.assignment.id)) == []
    assert honest(grader_of("ps2")) == alone


def check(told: dict[str, str], record: Record | None, grader: Grader) -> None:
    """Hold a record against what an attack's headers say."""
    expect, _, reason = told["expect"].partition(": ")
    if expect == "not found":
        assert record is None
        return
    assert record is not None
    assert_valid(record)
    if expect == "ungraded":
        assert (record["status"], record["score"]) == ("ungraded", None)
        assert reason in str(record["reason"])
        assert "please report" not in str(record["reason"])
        return
    assert record["status"] == "graded", record["reason"]
    points = {q["id"]: q["score"] for q in record["questions"]}
    if told.get("question") == "all":
        assert expect == "full marks"
        assert record["score"] == record["max_score"], points
    else:
        question = told.get("question", "multiply_gate")
        full = grader.key.questions[question].question.points
        assert points.pop(question) == {"full marks": full, "no points": 0.0}.get(expect, number(expect))
        assert set(points.values()) <= {0.0}


def number(expect: str) -> float:
    """`0.5 points`."""
    return float(expect.removesuffix(" points")) if expect[0].isdigit() else 0.0


def test_every_attack_says_what_it_expects() -> None:
    assert {path.stem.partition("_")[0] for path in FILES} == set(FAMILIES)
    for path in FILES:
        told = said(path)
        known = ("no points", "full marks", "ungraded", "not found")
        assert told["expect"].partition(":")[0] in known or number(told["expect"]), path
        assert told["why"], path
        assert path.stem.startswith("honest_") == (told["expect"] == "full marks"), path
    assert len(FILES) > 200
