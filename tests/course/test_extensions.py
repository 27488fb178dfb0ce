"""extensions.csv: what it grants, and one line for each slip."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from autograder.course.extensions import Extension, Extensions, read_extensions
from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course, Question, RubricItem

DUE = datetime(2027, 3, 26, 14, 59, tzinfo=UTC)
QUESTIONS = tuple(Question(name, (RubricItem("forward", 1.0),)) for name in ("affine", "relu"))
PS2, PS3 = Assignment("ps2", "gates", QUESTIONS, due=DUE), Assignment("ps3", "layers", QUESTIONS)
HEAD = "student,assignment,due,late_days,excused,note\n"


def course(root: Path, rows: str) -> Course:
    (root / "extensions.csv").write_text(HEAD + rows, encoding="utf-8")
    return Course("c", root, (PS2, PS3), zone=ZoneInfo("Asia/Seoul"))


def test_without_a_file_nothing_is_granted(tmp_path: Path) -> None:
    assert read_extensions(Course("c", tmp_path, (PS2,))).of("ada", PS2) == Extension()


def test_what_gives_most_counts(tmp_path: Path) -> None:
    rows = "ada,ps2,2027-03-28 23:59,,,ill\nada,*,,1,,\nbob,ps2,,2.5,affine;relu,\n*,ps2,,0.5,,\neve,ps3,,,yes,\nzoe,*,,,no,x\n"
    granted = read_extensions(course(tmp_path, rows))
    assert granted.of("ada", PS2).due_of(PS2) == datetime(2027, 3, 28, 14, 59, tzinfo=UTC)
    assert granted.of("bob", PS2) == Extension(None, 2.5, questions=("affine", "relu"))
    assert granted.of("bob", PS2).due_of(PS2) == DUE + timedelta(days=2.5)
    assert granted.of("eve", PS2).due_of(PS2) == DUE + timedelta(days=0.5)
    assert granted.of("eve", PS3).excused
    assert granted.of("eve", PS3).due_of(PS3) is None
    assert not granted.of("zoe", PS3).excused
    assert read_extensions(course(tmp_path, "bob,*,,2,,\n")).latest(PS2, DUE) == DUE + timedelta(days=2)


@pytest.mark.parametrize(
    ("own", "all_", "both"),
    [
        (",,yes", ",1,", Extension(days=1, excused=True)),
        (",1,", ",,yes", Extension(days=1, excused=True)),
        (",,relu", ",,affine", Extension(questions=("affine", "relu"))),
        ("2027-03-28T14:59Z,,", ",,relu", Extension(DUE + timedelta(days=2), questions=("relu",))),
    ],
)
def test_what_one_has_and_all_have_counts_together(
    own: str, all_: str, both: Extension, tmp_path: Path
) -> None:
    granted = read_extensions(course(tmp_path, f"ada,ps2,{own},\n*,ps2,{all_},\n"))
    assert granted.of("ada", PS2) == both


def test_who_is_excused_of_what(tmp_path: Path) -> None:
    rows = 'ada,ps2,,,All,\nbob,ps2,,,relu affine,\neve,ps2,,,"relu, affine;relu",\nzoe,ps2,,1000,NO,\n'
    granted = read_extensions(course(tmp_path, rows))
    assert granted.of("ada", PS2) == Extension(excused=True)
    assert granted.of("bob", PS2) == granted.of("eve", PS2) == Extension(questions=("affine", "relu"))
    assert granted.of("zoe", PS2) == Extension(days=1000)


@pytest.mark.parametrize("rows", ["ada,ps2,,,yes,\nada,*,,2,,\n", "ada,ps2,,2,,\nada,*,,,yes,\n"])
def test_who_is_excused_in_one_row_is_excused(rows: str, tmp_path: Path) -> None:
    assert read_extensions(course(tmp_path, rows)).of("ada", PS2) == Extension(days=2, excused=True)


def test_when_an_assignment_is_due_for_whoever_has_most_time(tmp_path: Path) -> None:
    granted = read_extensions(course(tmp_path, "ada,ps2,,2,,\nbob,*,,3,,\neve,ps3,,,yes,\n"))
    assert granted.latest(PS2, DUE) == DUE + timedelta(days=3)
    assert granted.latest(PS3, DUE) == DUE
    assert read_extensions(course(tmp_path, "ada,ps3,,,yes,\n")).latest(PS2, DUE) == DUE
    later = Extensions({("ada", "ps1"): Extension(days=5)})  # of another one
    assert later.latest(PS2, DUE) == DUE


def test_a_date_with_a_zone_of_its_own_keeps_it(tmp_path: Path) -> None:
    granted = read_extensions(course(tmp_path, "ada,ps2,2027-03-28T23:59-05:00,,,\n"))
    assert granted.of("ada", PS2).due_of(PS2) == datetime(2027, 3, 29, 4, 59, tzinfo=UTC)


def test_a_date_that_is_earlier_takes_nothing_away(tmp_path: Path) -> None:
    granted = read_extensions(course(tmp_path, "ada,ps2,2027-03-01T00:00+09:00,,,\n"))
    assert granted.of("ada", PS2).due_of(PS2) == DUE


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("ada,,,1,,", 'this row has no "assignment"; write one, or * for all of them'),
        ("ada,ps22,,1,,", 'no assignment "ps22" in course.yml; did you mean "ps2"?'),
        ("ada,ps2,,,,why", "this row grants nothing; fill in due, late_days or excused, or take it out"),
        ("ada,ps2,2027-03-28 23:59,1,,", "due and late_days stand together; keep one"),
        (
            "ada,*,2027-03-28 23:59,,,",
            "a due date is for one assignment; name it, or write late_days in the place of 2027-03-28 23:59",
        ),
        ("ada,ps3,,1,,", "ps3 has no due date to be late for; give it one in course.yml"),
        ("ada,ps3,2027-03-28 23:59,,,", "ps3 has no due date to be late for; give it one in course.yml"),
        (
            "ada,ps2,3/28/2027,,,",
            'due "3/28/2027" is no date and time; write it like 2027-03-28 23:59, or with a zone, 2027-03-28T23:59+09:00',
        ),
        (
            "ada,ps2,2027-03-28,,,",
            "has no time of day; write it like 2027-03-28 23:59, or with a zone, 2027-03-28T23:59+09:00",
        ),
        ("ada,ps2,,two,,", 'late_days "two" is no number of days; write one like 2'),
        ("ada,ps2,,-1,,", 'late_days "-1" is no number of days; write one like 2'),
        ("ada,ps2,,0,,", 'late_days "0" is no number of days; write one like 2'),
        ("ada,ps2,,1001,,", 'late_days "1001" is no number of days; write one like 2'),
        ("ada,ps2,,nan,,", 'late_days "nan" is no number of days; write one like 2'),
        ("ada,ps2,,,afine,", 'excused "afine" is no question of ps2; did you mean "affine"?'),
        ("ada,ps2,,,true,", "write yes, or ids of questions"),
        ("bob,ps2,,2,,", "bob stands for ps2 in line 2 too; keep one"),
    ],
)
def test_a_slip_is_one_line(row: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(CourseError) as error:
        read_extensions(course(tmp_path, f"bob,ps2,,1,,\n{row}\n"))
    assert error.value.line == 3
    assert str(error.value).endswith(message)


def test_a_row_of_nobody_is_told_with_the_name_that_is_near(tmp_path: Path) -> None:
    granted = read_extensions(course(tmp_path, "adda,ps2,,2,,\nbob,*,,1,,\n*,ps2,,1,,\nzzz,ps2,,,yes,\n"))
    assert list(granted.of_nobody({"ada", "bob"})) == [
        'extensions.csv:2: neither roster.csv nor a submission is of "adda"; did you mean "ada"?',
        'extensions.csv:5: neither roster.csv nor a submission is of "zzz"; it grants nothing so far',
    ]
    assert list(granted.of_nobody({"adda", "bob", "zzz"})) == []
