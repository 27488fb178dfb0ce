"""The records of a folder, as every command reads them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.commands.records import records_of
from autograder.grading.changes import Changes
from autograder.grading.store import read_record, record_path
from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course, Late
from autograder.model.record import Record
from tests.grading.made import write_record
from tests.report.samples import rich_record

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
PS2 = Assignment("ps2", "gates", (), due=DUE, late=Late(0.1, 0.5))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with the records of three, the last one two days late."""
    for student in ("bob", "ada", "ada-2"):
        record = rich_record() | {"student": student}
        late = timedelta(days=2 if student == "bob" else 0)
        record["submission"]["handed_in"] = (DUE + late).isoformat()
        write_record(record, tmp_path / "graded" / "ps2")
    return Course("c", tmp_path, (PS2,))


def found(course: Course, assignment: Assignment = PS2) -> dict[str, Record]:
    return {one["student"]: one for one in records_of(course, assignment, course.root / "graded" / "ps2")}


def test_all_records_of_the_assignment_by_student(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course.root / "graded" / "ps2"
    write_record(rich_record() | {"student": "eve", "assignment": "ps1"}, folder)
    assert list(found(course)) == ["ada", "ada-2", "bob"]
    assert capsys.readouterr().err == ""


def test_files_that_are_left_out_are_named_once(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    folder = course.root / "graded" / "ps2"
    shutil.copy(folder / "bob.json", folder / "copy of bob.json")
    (folder / "cut.json").write_text("{")
    ada = rich_record()
    del ada["questions"][0]["items"][0]["points"]
    write_record(ada, folder)
    for _ in range(2):
        assert list(found(course)) == ["ada-2", "bob"]
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(
        f"autograder: warning: {folder}: ada.json, copy of bob.json, cut.json left out: no record that this"
    )
    assert said.endswith("`autograder grade ps2` makes anew what is missing")


def test_they_are_settled_and_written_back(course: Course) -> None:
    path = record_path(course.root / "graded" / "ps2", "bob")
    assert found(course)["bob"]["late_penalty"] == 0.7
    assert read_record(path) == found(course)["bob"]
    before = path.stat().st_mtime_ns
    found(course)
    assert path.stat().st_mtime_ns == before
    assert found(course, replace(PS2, late=Late(0.2, 0.5)))["bob"]["late_penalty"] == 1.4
    (course.root / "extensions.csv").write_text("student,assignment,late_days\nbob,ps2,2\n")
    assert found(course)["bob"]["late_penalty"] == 0.0
    (course.root / "extensions.csv").write_text("student,assignment,late_days\nbob,ps3,2\n")
    with pytest.raises(CourseError, match=r"extensions\.csv:2"):
        found(course)


def test_whose_score_changed_and_why(course: Course) -> None:
    found(course)

    def told(course: Course, assignment: Assignment = PS2) -> list[tuple[str, float | None, tuple[str, ...]]]:
        changes = Changes()
        for _ in records_of(course, assignment, course.root / "graded" / "ps2", replaced=changes.add):
            pass
        return [(one.student, one.after, one.why) for one in changes.told]

    assert told(course) == []
    steeper = replace(PS2, late=Late(0.2, 0.5))
    assert told(course, steeper) == [("bob", 2.1, ("another due date or late policy",))]
    earlier = replace(steeper, due=DUE - timedelta(days=1))
    (bob,) = (one for one in told(course, earlier) if one[0] == "bob")
    assert bob == ("bob", 1.75, ("another due date or late policy",))
    assert told(replace(course, free_late_days=1, assignments=(PS2,)))[-1] == (
        "bob",
        3.15,
        ("another due date or late policy",),
    )
    assert told(replace(course, free_late_days=2)) == [("bob", 3.5, ("free late days",))]
    (course.root / "extensions.csv").write_text("student,assignment,late_days\nbob,ps2,1\n")
    assert told(course) == [("bob", 3.15, ("an extension",))]
    (course.root / "extensions.csv").write_text("student,assignment,excused\nada,*,yes\n")
    assert told(course)[0] == ("ada", None, ("excused: the whole assignment",))
    (course.root / "extensions.csv").unlink()
    assert told(course)[0] == ("ada", 3.5, ("no longer excused: the whole assignment",))
