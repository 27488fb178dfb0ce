"""What is known of a class: extensions.csv, the gradebook, and free late days in the order of due dates."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.grading.settling.database import SQLITE, Database
from autograder.grading.settling.facts import Mark
from autograder.grading.settling.of_class import class_facts
from autograder.grading.store import read_record
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course, Late
from tests.conftest import ROOT
from tests.grading.made import write_record
from tests.report.samples import rich_record

DUE = datetime(2027, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ASSIGNMENTS = tuple(
    Assignment(f"ps{week}", "gates", (), due=DUE + week * 7 * DAY, late=Late(0.1, 0.5)) for week in (3, 1, 2)
)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    return Course("c", tmp_path, ASSIGNMENTS, free_late_days=3)


def hand_in(course: Course, assignment: str, late: timedelta, student: str = "ada") -> None:
    """A record of work that came so late."""
    due = course.assignment(assignment).due
    assert due
    record = rich_record() | {"student": student, "assignment": assignment}
    record["submission"]["handed_in"] = (due + late).isoformat()
    write_record(record, course.root / "graded" / assignment)


def free(course: Course, assignment: str, late: timedelta, student: str = "ada") -> tuple[int, int]:
    """The free late days that are spent by work that comes so late, and the days of it."""
    one = course.assignment(assignment)
    record = rich_record() | {"student": student}
    assert one.due
    record["submission"]["handed_in"] = (one.due + late).isoformat()
    lateness = class_facts(course, one).settled(record)["lateness"]
    return lateness["free_days"], lateness["days"]


@pytest.mark.parametrize("due", [None, DUE])
def test_an_assignment_that_takes_no_late_work_spends_none(course: Course, due: datetime | None) -> None:
    one = Assignment("ps4", "gates", (), due=due)
    facts = class_facts(replace(course, assignments=(*ASSIGNMENTS, one)), one)
    assert facts.of("ada", DUE + DAY).free_days == (3 if due else 0)
    assert facts.of("ada", DUE + DAY).free_days == (3 if due else 0)
    assert facts.of("ada", DUE).free_days == 0, "who is in time spends none"
    other = course.assignment("ps2")
    assert other.due
    assert replace(facts, assignment=other).of("ada", other.due + DAY).free_days == 3


def test_free_days_are_spent_in_the_order_of_due_dates(course: Course) -> None:
    assert free(course, "ps3", 2 * DAY) == (2, 2)
    hand_in(course, "ps1", 2 * DAY)
    hand_in(course, "ps2", 2 * DAY)
    hand_in(course, "ps3", 2 * DAY)
    assert free(course, "ps1", 2 * DAY) == (2, 2)
    assert free(course, "ps2", 2 * DAY) == (1, 2)
    assert free(course, "ps3", 2 * DAY) == (0, 2)
    assert free(course, "ps3", 2 * DAY, "bob") == (2, 2)
    record = read_record(course.root / "graded" / "ps1" / "ada.json")
    assert record
    write_record(record | {"assignment": "ps9"}, course.root / "graded" / "ps1")
    assert free(course, "ps2", 2 * DAY) == (2, 2), "a record of another assignment says nothing"
    hand_in(course, "ps1", -DAY)  # that one was in time after all
    assert free(course, "ps2", 2 * DAY) == (2, 2)
    assert free(course, "ps3", 2 * DAY) == (1, 2)


def test_what_is_granted_spends_none(course: Course) -> None:
    hand_in(course, "ps1", 2 * DAY)
    (course.root / "extensions.csv").write_text(
        "student,assignment,late_days,excused\nada,ps1,1,\nbob,*,,yes\n"
    )
    assert free(course, "ps2", 3 * DAY) == (2, 3)
    (course.root / "extensions.csv").write_text("student,assignment,excused\nada,ps1,yes\n")
    assert free(course, "ps2", 3 * DAY) == (3, 3)


def test_whoever_has_no_record_handed_in_when_the_gradebook_says(
    course: Course, book: Callable[..., None]
) -> None:
    due = course.assignment("ps1").due
    assert due
    book("INSERT INTO assignment VALUES ('b', 'ps1', NULL, 'c')")
    book(
        "INSERT INTO submitted_assignment VALUES ('t', 'b', 'ada', ?, NULL)",
        f"{due + 2 * DAY:%Y-%m-%d %H:%M:%S.%f}",
    )
    assert free(course, "ps2", 5 * DAY) == (1, 3)  # two days more by the gradebook


@pytest.fixture
def book(course: Course) -> Callable[..., None]:
    """A gradebook with ada's ps2; a statement more."""

    def say(sql: str, *values: object) -> None:
        with Database(f"{SQLITE}{course.root / 'gradebook.db'}") as opened:
            opened.run(sql, [values])

    for sql in (
        "INSERT INTO assignment VALUES ('a', 'ps2', NULL, 'c')",
        "INSERT INTO notebook VALUES ('n', 'gates', 'a', '')",
        "INSERT INTO notebook VALUES ('o', 'other', 'a', '')",
        "INSERT INTO base_cell VALUES ('1', 'gate_check', 'n', 'GradeCell')",
        "INSERT INTO base_cell VALUES ('2', 'gate', 'n', 'SolutionCell')",
        "INSERT INTO base_cell VALUES ('3', 'task', 'o', 'TaskCell')",
        "INSERT INTO task_cells VALUES ('3', 2.5, 'markdown')",
        "INSERT INTO submitted_assignment VALUES ('s', 'a', 'ada', NULL, '1970-01-03 00:00:00.000000')",
        "INSERT INTO submitted_notebook VALUES ('p', 's', 'n', 0, NULL)",
        "INSERT INTO submitted_notebook VALUES ('q', 's', 'o', 0, NULL)",
        "INSERT INTO grade VALUES ('g', 'p', '1', 1.0, 2.0, 0.5, 0)",
        "INSERT INTO grade VALUES ('h', 'q', '3', NULL, 1.0, NULL, 1)",
        "INSERT INTO comment VALUES ('c', 'p', '2', NULL, 'well done')",
    ):
        say(sql)
    return say


def test_the_gradebook_is_read(course: Course, book: Callable[..., None]) -> None:
    ps2 = course.assignment("ps2")
    known = class_facts(course, ps2).of("ada", None)
    assert ps2.due
    assert known.due == ps2.due + 2 * DAY
    assert known.marks == {
        "gate_check": Mark(2.0, 0.5, "", 1.0),
        "gate": Mark(comment="well done"),
        "other/task": Mark(1.0, again=True),
    }
    assert (known.beside, known.marked) == ({"other/task": 2.5}, None)
    assert class_facts(course, ps2, "ada").of("ada", None) == known
    assert not class_facts(course, ps2, "bob").entered.marks
    book("INSERT INTO comment VALUES ('d', 'p', '1', NULL, 'half of it')")
    assert class_facts(course, ps2).of("ada", None).marks["gate_check"] == Mark(2.0, 0.5, "half of it", 1.0)
    book("CREATE TABLE autograder_written (id VARCHAR(32), stamp VARCHAR(64))")
    book("INSERT INTO autograder_written VALUES ('p', ?)", "f" * 64)
    assert class_facts(course, ps2).of("ada", None).marked == "f" * 32


@pytest.mark.usefixtures("book")
def test_whoever_has_most_time_may_have_it_from_either_side(course: Course) -> None:
    ps1, ps2 = course.assignment("ps1"), course.assignment("ps2")
    assert ps1.due
    assert ps2.due
    assert class_facts(course, ps2).last_due(ps2.due) == ps2.due + 2 * DAY  # nbgrader's own extension
    assert class_facts(course, ps1).last_due(ps1.due) == ps1.due
    (course.root / "extensions.csv").write_text("student,assignment,late_days\nbob,*,3\n")
    assert class_facts(course, ps2).last_due(ps2.due) == ps2.due + 3 * DAY
    (course.root / "extensions.csv").write_text("student,assignment,late_days\nbob,*,1\n")
    assert class_facts(course, ps2).last_due(ps2.due) == ps2.due + 2 * DAY


def test_the_state_tells_when_anything_is_another(course: Course, book: Callable[..., None]) -> None:
    ps2 = course.assignment("ps2")

    def state() -> str:
        return class_facts(course, ps2).state()

    seen = [state()]
    assert state() == seen[0]
    book("UPDATE grade SET manual_score = 1.5 WHERE id = 'g'")
    seen.append(state())
    (course.root / "extensions.csv").write_text("student,assignment,excused\nada,*,yes\n")
    seen.append(state())
    hand_in(course, "ps1", DAY)
    seen.append(state())
    hand_in(course, "ps3", DAY)
    assert state() == seen[-1]
    seen.append(class_facts(replace(course, free_late_days=4), ps2).state())
    seen.append(class_facts(course, replace(ps2, late=None)).state())
    assert len(set(seen)) == 6
    assert class_facts(course, replace(ps2, id="ps9", due=None)).state()


def test_what_people_entered_is_told_from_what_we_wrote_beside_it(
    course: Course, book: Callable[..., None]
) -> None:
    def granted() -> object:
        return class_facts(course, course.assignment("ps2")).granted()

    seen = [granted()]
    book("UPDATE grade SET auto_score = 0.25")
    assert granted() == seen[0]
    for change in ("manual_score = 1.25", "extra_credit = 0.75"):
        book(f"UPDATE grade SET {change} WHERE id = 'g'")
        seen.append(granted())
    book("UPDATE comment SET manual_comment = 'so so'")
    seen.append(granted())
    (course.root / "extensions.csv").write_text("student,assignment,excused\nada,*,yes\n")
    seen.append(granted())
    assert all(one not in seen[:at] for at, one in enumerate(seen))


def test_a_gradebook_that_is_none_is_said_and_none_is_made(course: Course) -> None:
    ps2 = course.assignment("ps2")
    class_facts(course, ps2)
    assert not (course.root / "gradebook.db").exists()
    (course.root / "gradebook.db").write_text("no database, " * 200)
    with pytest.raises(AutograderError, match="not a database"):
        class_facts(course, ps2)
    (course.root / "nbgrader_config.py").unlink()
    assert not class_facts(course, ps2).entered.marks
