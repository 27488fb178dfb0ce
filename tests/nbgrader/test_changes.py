"""What changes during a term: the course, a submission that was graded before, answers that wait for a person."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.release.generate import release
from tests.nbgrader.commands import nbgrader
from tests.nbgrader.conftest import Term, dump, fresh, hand_in, scores
from tests.nbgrader.students import NAME, cell_of, released, replace, right, without
from tests.nbgrader.test_round_trip import in_bulk


def test_a_wrong_reference_is_not_released(course: Path) -> None:
    """F10: it was, with exit code 0."""
    path = course / "solutions/ps2" / NAME
    notebook = json.loads(path.read_text("utf-8"))
    cell = cell_of(notebook, "multiply_gate")
    cell["source"] = "".join(cell["source"]).replace("self.y * dz", "self.x * dz")
    path.write_text(json.dumps(notebook))
    said = nbgrader("generate_assignment", "ps2", "--force", cwd=course)
    assert said.code == 1
    assert "multiply_gate" in said.log


def stock_test(name: str) -> dict[str, object]:
    """A test cell of an instructor's, which no question of course.yml belongs to."""
    marks = {"grade": True, "solution": False, "locked": True, "task": False, "schema_version": 3, "grade_id": name,
             "points": 2, "cell_type": "code"}  # fmt: skip
    return {
        "cell_type": "code", "id": "stock", "metadata": {"nbgrader": marks}, "source": "assert True", "outputs": [],
        "execution_count": None,
    }  # fmt: skip


def test_a_test_cell_that_nobody_grades_is_not_released(course: Path) -> None:
    path = course / "solutions/ps2" / NAME
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"].append(stock_test("mc_test"))
    path.write_text(json.dumps(notebook))
    said = nbgrader("generate_assignment", "ps2", "--force", cwd=course)
    assert said.code == 1
    assert 'the test cell "mc_test" belongs to no question of course.yml' in said.log


def test_a_test_cell_that_nobody_grades_waits_for_a_person(course: Path) -> None:
    path = course / "assignments/ps2" / NAME
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"].append(stock_test("mc_test"))
    path.chmod(0o644)
    path.write_text(json.dumps(notebook))
    shutil.rmtree(course / "autograded")
    handed_in = right()
    handed_in["cells"].append(stock_test("mc_test"))
    hand_in(course, "ida", handed_in)
    said = nbgrader("autograde", "ps2", cwd=course)
    assert said.code == 0
    assert scores(course)["ida"]["mc_test"] == (None, True)
    assert 'belongs to the test cell "mc_test": people grade it' in said.log


def test_the_course_may_change_during_the_term(course: Path) -> None:
    """F11: edited points had no effect before the next generate, and questions could never come or go."""
    text = (course / "course.yml").read_text("utf-8")
    first, gate = text.split("      - id: add_gate", 1)
    (course / "course.yml").write_text(
        f"{first}      - id: add_gate{gate.replace('points: 1}', 'points: 5}', 1)}"
    )
    assert nbgrader("autograde", "ps2", "--force", cwd=course).code == 0
    assert scores(course)["ada"]["add_gate_check"] == (6.0, False)

    solution = course / "solutions/ps2" / NAME
    solution.with_name("mistakes.py").unlink(missing_ok=True)  # it speaks of the question that goes
    whole = solution.read_bytes()
    start, end = text.index("      - id: matmul_grad"), text.find("\n  - id: ps3")
    (course / "course.yml").write_text(text[:start] + (text[end:] if end > 0 else ""))
    notebook = without(json.loads(whole), "matmul_grad", "matmul_grad_check")
    texts = ("matmul-grad-text", "matmul-grad-text-ko")
    notebook["cells"] = [cell for cell in notebook["cells"] if cell["id"] not in texts]
    solution.write_text(json.dumps(notebook))
    assert nbgrader("generate_assignment", "ps2", "--force", cwd=course).code == 0
    assert nbgrader("autograde", "ps2", "--force", cwd=course).code == 0
    assert sum(score or 0 for score, _ in scores(course)["ada"].values()) == 16.0

    (course / "course.yml").write_text(text)
    solution.write_bytes(whole)
    assert nbgrader("generate_assignment", "ps2", "--force", cwd=course).code == 0
    assert nbgrader("autograde", "ps2", "--force", cwd=course).code == 0
    assert sum(score or 0 for score, _ in scores(course)["ada"].values()) == 18.0


@pytest.mark.parametrize(("work", "expected"), [("dead", (0.0, False)), ("broken", (None, True))])
def test_no_old_score_survives(
    term: Term, tmp_path: Path, work: str, expected: tuple[float | None, bool]
) -> None:
    """F12: full marks stayed when the next version of a submission could not be graded."""
    course = fresh(term, tmp_path / "course")
    hand_in(course, "ida", right())
    nbgrader("autograde", "ps2", cwd=course)
    assert set(scores(course)["ida"].values()) != {expected}
    notebook = right()
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = ["import os; os._exit(0)\n"]
    hand_in(course, "ida", notebook if work == "dead" else b"{")
    assert nbgrader("autograde", "ps2", "--force", cwd=course).code == 0
    assert set(scores(course)["ida"].values()) == {expected}


def test_answers_for_people_to_grade(course: Path) -> None:
    """A written answer waits for a person; left as it was handed out it is 0 with "No response."; both ways alike."""
    solution = course / "solutions/ps2" / NAME
    notebook = json.loads(solution.read_text("utf-8"))
    marks = {"grade": True, "solution": True, "locked": False, "task": False, "schema_version": 3, "grade_id": "essay",
             "points": 2, "cell_type": "markdown"}  # fmt: skip
    essay = {"cell_type": "markdown", "id": "essay", "metadata": {"nbgrader": marks}, "source": ["Why?"]}
    notebook["cells"].append(essay)
    solution.write_text(json.dumps(notebook))
    shutil.rmtree(course / "autograded")
    assert nbgrader("generate_assignment", "ps2", "--force", cwd=course).code == 0
    read = load_course(course)
    assert release(read, read.assignment("ps2")) == [
        "solutions/ps2/gates.ipynb: points and cell metadata written"
    ]
    written = released(course)
    replace(written, "essay", "Because of the chain rule.")
    hand_in(course, "ada", written)
    hand_in(course, "ben", released(course))
    assert nbgrader("autograde", "ps2", cwd=course).code == 0
    found = scores(course)
    assert (found["ada"]["essay"], found["ben"]["essay"]) == ((None, True), (0.0, False))
    before = dump(course)
    assert ("ben", "essay", "No response.", None) in before
    in_bulk(course)
    assert dump(course) == before
