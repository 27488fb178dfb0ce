"""The committed sample class: what each of its students is, and the questions that lose points."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_course
from autograder.fitting.released import CHANGED
from autograder.grading.grader import Grader
from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.grading.stamps import Stamps
from autograder.host.prober import Prober
from autograder.model.question import Assignment, Course, Limits
from autograder.model.record import Record
from autograder.reference.answer_key import make_answer_key
from tests.conftest import assert_valid
from tests.grading.made import grade_one

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
COURSE = load_course(ROOT)

ALL = "all"
NO_RESULT = "no result"

# Questions that lose points, by student.
LOST: Mapping[str, Mapping[str, Any]] = {
    "ps1": {
        "s01-right": (),
        "s02-compact": (),
        "s04-not-swapped": ("product", "chain_rule", "matmul_steps"),
        "s05-upstream-ignored": ("product", "chain_rule", "l2_norm"),
        "s08-overwritten": ("chain_rule", "staged_steps"),
        "s10-untouched": ALL,
        "s11-half": (
            "chain_rule",
            "squared_sum",
            "sigmoid_neuron",
            "staged_steps",
            "matmul_steps",
            "l2_norm",
        ),
        "s15-colab": (),
    },
    "ps2": {
        "s01-right": (),
        "s02-compact": (),
        "s03-korean": (),
        "s04-not-swapped": ("multiply_gate", "max_gate"),
        "s05-upstream-ignored": ("multiply_gate", "add_gate", "neuron"),
        "s06-without-self": ("multiply_gate", "add_gate"),
        "s07-sigmoid-precedence": ("neuron", "staged"),
        "s08-overwritten": ("neuron", "staged"),
        "s09-transposed": ("max_gate", "matmul_grad"),
        "s10-untouched": ALL,
        "s11-half": ("max_gate", "neuron", "staged", "matmul_grad"),
        "s12-endless": ("max_gate",),
        "s13-hostile": ALL,
        "s14-broken-file": NO_RESULT,
        "s15-colab": (),
        "s16-script": (),
        "s17-numerical": ("add_gate", "staged"),
        "s18-wrong-file": NO_RESULT,
        "s19-too-much-memory": ("staged",),
    },
}


@pytest.fixture(scope="module")
def records() -> dict[str, dict[str, Any]]:
    """Records by assignment and student, graded with short limits: two students wait for the clock."""
    hasty = replace(COURSE, limits=Limits(cell_seconds=1.5, question_seconds=1.5))
    return {assignment.id: _graded(hasty, assignment) for assignment in map(hasty.assignment, LOST)}


def _graded(course: Course, assignment: Assignment) -> dict[str, Any]:
    """In two threads, as two of the students wait for the clock."""
    key = make_answer_key(course, assignment, b"sample class")
    run = Run(assignment, "en", Stamps("tests", {}))
    found = find_submissions(assignment, [ROOT / "submitted"])

    def some(submissions: list[Submission]) -> list[Record]:
        with Prober(course.limits) as prober:
            grader = Grader(key, prober)
            return [grade_one(run, submission, grader) for submission in submissions]

    with ThreadPoolExecutor(2) as pool:
        halves = pool.map(some, (found[::2], found[1::2]))
    return {record["student"]: dict(record) for half in halves for record in half}


@pytest.mark.parametrize("assignment", LOST)
def test_every_student_loses_points_where_something_is_wrong_and_nowhere_else(
    records: dict[str, dict[str, Any]], assignment: str
) -> None:
    lost: dict[str, Any] = {}
    for student, record in records[assignment].items():
        below = tuple(q["id"] for q in record["questions"] if q["score"] != q["max_score"])
        nothing = all(q["score"] == 0 for q in record["questions"])
        lost[student] = NO_RESULT if record["status"] == "ungraded" else ALL if nothing else below
    assert lost == LOST[assignment]


def test_every_record_has_the_published_form(records: dict[str, dict[str, Any]]) -> None:
    for record in (record for graded in records.values() for record in graded.values()):
        assert_valid(record)


def test_an_untouched_stub_is_not_attempted(records: dict[str, dict[str, Any]]) -> None:
    for assignment in ("ps1", "ps2"):
        outcomes = {q["outcome"] for q in records[assignment]["s10-untouched"]["questions"]}
        assert outcomes == {"not_attempted"}


def test_what_ran_out_is_named(records: dict[str, dict[str, Any]]) -> None:
    def outcome(student: str, question: str) -> str:
        return next(q["outcome"] for q in records["ps2"][student]["questions"] if q["id"] == question)

    assert outcome("s12-endless", "max_gate") == "timeout"
    assert outcome("s19-too-much-memory", "staged") == "memory"
    assert outcome("s13-hostile", "add_gate") == "crashed"


def test_a_file_that_cannot_be_read_has_a_reason_and_no_score(records: dict[str, dict[str, Any]]) -> None:
    for student, words in {"s14-broken-file": "JSON is broken", "s18-wrong-file": "found gates.docx"}.items():
        record = records["ps2"][student]
        assert (record["score"], words in record["reason"]) == (None, True)


def test_the_sample_class_is_a_class_of_different_files() -> None:
    files = [path for path in (ROOT / "submitted").glob("*/ps2/*") if path.is_file()]
    assert len({path.read_bytes() for path in files}) == len(files) >= 14
    assert all(path.parts[-3].startswith("s") for path in files)


def test_nobody_in_it_changed_a_read_only_cell(records: dict[str, dict[str, Any]]) -> None:
    """The class was handed the release that stands here."""
    changed = {
        (name, student)
        for name, graded in records.items()
        for student, record in graded.items()
        if any(one["reason"] == CHANGED for one in record.get("skipped", ()))
    }
    assert changed == set()
