"""What is made of the records, where one part of it fails."""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.commands.after_grading import write_outputs
from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import SQLITE, Database
from autograder.model.errors import AutograderError
from autograder.model.question import Course
from tests.conftest import ROOT
from tests.grading.made import write_record
from tests.nbgrader_plugin.conftest import record_of

SUBMISSIONS = [Submission(name, ()) for name in ("ada", "bob", "\udcff\udcfe bad", "two\nlines", "x" * 300)]


@pytest.fixture
def mine(course: Course, tmp_path: Path) -> Course:
    """A course with nbgrader and the records of a class."""
    shutil.copytree(ROOT / "assignments" / "ps2", tmp_path / "assignments" / "ps2")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    mine = replace(course, root=tmp_path)
    for submission in SUBMISSIONS:
        write_record(record_of(mine, submission), tmp_path / "graded" / "ps2")
    return mine


def written(mine: Course) -> list[str]:
    folder = mine.root / "graded" / "ps2"
    return write_outputs(mine, mine.assignment("ps2"), SUBMISSIONS, folder, lang="en", gradebook=True)


def test_a_broken_gradebook_costs_neither_records_nor_scores_nor_report(mine: Course) -> None:
    gradebook = mine.root / "gradebook.db"
    gradebook.write_text("no database, " * 200)
    for _ in range(2):  # the second time it is tried again
        with pytest.raises(AutograderError, match="file is not a database"):
            written(mine)
    assert len((mine.root / "graded" / "ps2" / "scores.csv").read_text("utf-8").splitlines()) == 1 + len(
        SUBMISSIONS
    )
    assert (mine.root / "graded" / "ps2" / "report.html").exists()
    assert len(list((mine.root / "graded" / "ps2").glob("*.json"))) == len(SUBMISSIONS)
    gradebook.unlink()
    assert any("2 submissions; left out: 3 whose names" in line for line in written(mine))


def test_without_what_pages_need_nothing_speaks_of_them(
    mine: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    _, here, missing, *_ = written(mine)
    assert "report.html" not in here
    assert "no report.html: pages need jinja2" in missing
    assert not (mine.root / "graded" / "ps2" / "report.html").exists()
    assert "nothing to do" in written(mine)[1]


def test_names_that_nbgrader_cannot_have_cost_nobody_else_a_row(mine: Course) -> None:
    assert any("gradebook.db and autograded/: 2 submissions; left out: 3" in line for line in written(mine))
    assert sorted(path.name for path in (mine.root / "autograded").iterdir()) == ["ada", "bob"]


GIVEN = (
    "UPDATE grade SET manual_score = 1.5 WHERE cell_id IN (SELECT id FROM base_cell WHERE name = 'add_gate_check') AND "
    "notebook_id IN (SELECT n.id FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id "
    "WHERE s.student_id = 'ada')"
)


def table(mine: Course) -> dict[str, dict[str, str]]:
    with (mine.root / "graded" / "ps2" / "scores.csv").open(encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def test_there_is_nothing_to_do_until_somebody_enters_something(mine: Course) -> None:
    def idle() -> bool:
        return "nothing to do" in written(mine)[1]

    assert [idle(), idle(), idle()] == [False, True, True]
    with Database(f"{SQLITE}{mine.root / 'gradebook.db'}") as book:
        book.run(GIVEN, [()])
    assert [idle(), idle()] == [False, True]
    assert (table(mine)["ada"]["add_gate"], table(mine)["ada"]["manual"]) == ("1.5", "1.5")
    assert table(mine)["bob"]["manual"] == ""
    (mine.root / "extensions.csv").write_text("student,assignment,excused\nbob,ps2,staged\n")
    assert [idle(), idle()] == [False, True]
    assert (table(mine)["bob"]["staged"], table(mine)["bob"]["max_score"]) == ("", "15")
    (mine.root / "roster.csv").write_text("student,last_name\nbob,Lee\n")
    assert [idle(), idle()] == [False, True]
    assert table(mine)["bob"]["last_name"] == "Lee"


def test_points_for_an_older_hand_in_stay_and_are_told(mine: Course) -> None:
    written(mine)
    with Database(f"{SQLITE}{mine.root / 'gradebook.db'}") as book:
        book.run(GIVEN, [()])
    assert not any("look again" in line for line in written(mine))
    folder = mine.root / "graded" / "ps2"
    anew = record_of(mine, SUBMISSIONS[0], 0.5)
    anew["submission"]["sha256"] = "another"
    for _ in range(2):  # before and after the gradebook knows of it
        write_record({**anew, "seconds": anew["seconds"] + 1}, folder)
        assert written(mine)[-1].endswith("another rubric, look again: ada")
        assert table(mine)["ada"]["add_gate"] == "1.5"


def test_one_student_alone_takes_nobody_out_of_the_table(mine: Course) -> None:
    written(mine)
    ps2 = mine.assignment("ps2")
    write_outputs(mine, ps2, SUBMISSIONS[:1], mine.root / "graded" / "ps2", lang="en", gradebook=True)
    assert len(table(mine)) == len(SUBMISSIONS)
