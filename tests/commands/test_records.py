"""The records of a folder, as every command reads them."""

from __future__ import annotations

from pathlib import Path

from autograder.commands.records import records_of
from autograder.grading.store import write_record
from autograder.model.question import Assignment, Course
from tests.report.samples import rich_record


def test_all_records_of_the_assignment_by_student(tmp_path: Path) -> None:
    assignment = Assignment("ps2", "gates", ())
    for student in ("bob", "ada", "ada-2"):
        write_record(rich_record() | {"student": student}, tmp_path)
    write_record(rich_record() | {"student": "eve", "assignment": "ps1"}, tmp_path)
    (tmp_path / "broken.json").write_text("{")
    found = records_of(Course("c", tmp_path, (assignment,)), assignment, tmp_path)
    assert [record["student"] for record in found] == ["ada", "ada-2", "bob"]
