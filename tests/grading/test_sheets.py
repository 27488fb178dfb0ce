"""An assignment of several notebooks: each judged by itself, all of them one record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.grading.sheets import Sheets
from autograder.host.prober import Budget, Prober
from autograder.model.cell import Cell
from autograder.model.record import Record
from autograder.model.result import Graded
from autograder.reference.answer_key import make_answer_key
from autograder.sandbox.protocol import Raised
from tests.conftest import ROOT, assert_valid
from tests.grading.made import grade_one
from tests.own_course import POWERS, SEVERAL, SUMS, hand_in, several_notebooks

Grades = Callable[[Path], Record]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, prober: Prober) -> Grades:
    """Grades a student's folder of that course."""
    course = load_course(several_notebooks(tmp_path_factory.mktemp("several")))
    (assignment,) = course.assignments

    parts = assignment.parts
    sheets = Sheets(prober, [(p, Grader(make_answer_key(course, p, b"seed"), prober)) for p in parts])

    def grade(folder: Path) -> Record:
        (submission,) = find_submissions(assignment, [folder], course=course)
        record = grade_one(Run(assignment, "en"), submission, sheets)
        assert_valid(record)
        return record

    return grade


def outcomes(record: Record) -> dict[str, tuple[float, str]]:
    return {one["id"]: (one["score"], one["outcome"]) for one in record["questions"]}


def test_the_example_of_the_documentation() -> None:
    text = (ROOT / "docs" / "authoring.md").read_text("utf-8")
    (example,) = [part for part in text.split("```yaml\n")[1:] if "notebooks:" in part]
    assert SEVERAL.endswith(example.partition("```")[0])


def test_all_notebooks_are_one_record(tmp_path: Path, graded: Grades) -> None:
    record = graded(hand_in(tmp_path / "ada" / "ps1", powers=POWERS, sums=SUMS))
    assert (record["score"], record["max_score"]) == (6.0, 6.0)
    assert [(one["id"], one["notebook"]) for one in record["questions"]] == [
        ("square", "powers"),
        ("double", "sums"),
    ]
    assert record["submission"]["files"] == ["powers.ipynb", "sums.ipynb"]


def test_what_one_notebook_defines_another_does_not_know(tmp_path: Path, graded: Grades) -> None:
    record = graded(hand_in(tmp_path / "ada" / "ps1", powers=f"{POWERS}\ntwo = 2", sums="f = two * x"))
    assert outcomes(record) == {"square": (3.0, "answered"), "double": (0.0, "error")}
    assert [(one["notebook"], one["index"]) for one in record["cells"]] == [("sums", 1)]


def test_a_notebook_that_is_missing_is_named(tmp_path: Path, graded: Grades) -> None:
    record = graded(hand_in(tmp_path / "ada" / "ps1", sums=SUMS))
    assert outcomes(record) == {"square": (0.0, "not_attempted"), "double": (3.0, "answered")}
    assert record["questions"][0]["items"][0]["message"].startswith("powers.ipynb was not handed in")


def test_answers_count_in_their_own_notebook_alone(tmp_path: Path, graded: Grades) -> None:
    """Both in one file, and the same file under both names: no point comes twice, none from elsewhere."""
    folder = hand_in(tmp_path / "ada" / "ps1", powers=POWERS, sums=SUMS)
    (folder / "powers.ipynb").write_bytes((folder / "sums.ipynb").read_bytes())
    record = graded(folder)
    assert outcomes(record)["double"] == (3.0, "answered")
    assert record["score"] == 3.0


def test_the_only_one_that_is_called_otherwise_is_the_one_that_is_left(
    tmp_path: Path, graded: Grades
) -> None:
    folder = hand_in(tmp_path / "ada" / "ps1", powers=POWERS, sums=SUMS)
    (folder / "sums.ipynb").rename(folder / "final version.ipynb")
    assert graded(folder)["score"] == 6.0
    (folder / "powers.ipynb").rename(folder / "another.ipynb")
    record = graded(folder)
    assert record["reason"] == (
        "none of powers.ipynb, sums.ipynb is there; found another.ipynb, final version.ipynb"
    )
    assert record["score"] is None


def test_one_that_cannot_be_read_leaves_all_ungraded(tmp_path: Path, graded: Grades) -> None:
    folder = hand_in(tmp_path / "ada" / "ps1", powers=POWERS)
    (folder / "sums.ipynb").write_text("{")
    record = graded(folder)
    assert record["score"] is None
    assert str(record["reason"]).startswith("sums.ipynb is no notebook")


def test_a_link_to_somebody_elses_notebook_is_not_followed(tmp_path: Path, graded: Grades) -> None:
    other = hand_in(tmp_path / "bob" / "ps1", sums=SUMS)
    folder = hand_in(tmp_path / "ada" / "ps1", powers=POWERS)
    (folder / "sums.ipynb").symlink_to(other / "sums.ipynb")
    assert outcomes(graded(folder.parent))["double"] == (0.0, "not_attempted")


def test_all_notebooks_share_one_budget(tmp_path: Path, prober: Prober) -> None:
    """What hangs in the first leaves the second its half; what the first leaves is the second's."""
    assignment = load_course(several_notebooks(tmp_path)).assignments[0]
    whole = Budget.of(prober.limits).seconds
    seen: list[float] = []

    class Hungry:
        def __init__(self, takes: float) -> None:
            self.takes = takes

        def grade(self, _: Sequence[Cell]) -> Graded:
            with prober.submission():
                assert prober.budget
                seen.append(prober.budget.seconds)
                prober.budget.spend(self.takes, 0)
            return Graded((), (), 0.0)

    cells = [Cell("", 0, sheet=part.sheet) for part in assignment.parts]
    for takes in (0, whole / 2):
        Sheets(prober, [(part, Hungry(takes)) for part in assignment.parts]).grade(cells)
    assert seen == pytest.approx([whole / 2, whole, whole / 2, whole / 2])
    assert prober.budget is None


def test_a_hash_tells_which_file_is_which_notebook(tmp_path: Path) -> None:
    course = load_course(several_notebooks(tmp_path / "course"))
    folder = hand_in(tmp_path / "ada" / "ps1", powers=POWERS, sums=SUMS)
    (one,) = find_submissions(course.assignments[0], [folder])
    assert one.sheets == ("powers", "sums")
    assert replace(one, sheets=("sums", "powers")).sha256() != one.sha256()
    assert replace(one, sheets=("powers",)).sha256() != one.sha256()


def test_a_hash_tells_where_one_file_ends_and_the_next_begins(tmp_path: Path) -> None:
    both, one = tmp_path / "both", tmp_path / "one"
    for folder, files in (
        (both, {"powers": "f = 1\n", "sums": "f = 2\n"}),
        (one, {"powers": "f = 1\nsums.pyf = 2\n"}),
    ):
        folder.mkdir()
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text)
    paths = (both / "powers.py", both / "sums.py"), (one / "powers.py",)
    hashes = {Submission("ada", files, sheets=("powers", "sums")[: len(files)]).sha256() for files in paths}
    assert len(hashes) == 2


def test_what_is_said_of_a_notebooks_cells_says_which_notebook_they_are_of(
    tmp_path: Path, prober: Prober
) -> None:
    assignment = load_course(several_notebooks(tmp_path)).assignments[0]
    raised, cell = Raised("NameError"), Cell("", 2)

    class Says:
        def grade(self, _: Sequence[Cell]) -> Graded:
            return Graded(
                (), ((cell, raised),), 0.5, ("cell 2", "question q"), ((cell, "put back"),), ("os",)
            )

    cells = [Cell("", 0, sheet=part.sheet) for part in assignment.parts]
    found = Sheets(prober, [(part, Says()) for part in assignment.parts]).grade(cells)
    powers, sums = (replace(cell, sheet=name) for name in ("powers", "sums"))
    assert found == Graded(
        (),
        ((powers, raised), (sums, raised)),
        1.0,
        ("powers: cell 2", "question q", "sums: cell 2", "question q"),
        ((powers, "put back"), (sums, "put back")),
        ("os",),
    )
    missing = Sheets(prober, [(part, Says()) for part in assignment.parts]).grade(cells[:1])
    assert (missing.cpu, missing.violations) == (0.5, ("powers: cell 2", "question q"))
    alone = replace(assignment.parts[0], sheet="")
    assert Sheets(prober, [(alone, Says())]).grade([]).violations == ("cell 2", "question q")
