"""From downloads to submitted/: what counts is put there, what stood there is kept, and the same command twice changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from autograder.grading.intake import nbgraders
from autograder.grading.intake.collecting import Step, carry_out, missing, plan
from autograder.grading.intake.find import take_in
from autograder.grading.intake.pick import Take, counting, in_time
from autograder.model.message import Told
from autograder.model.question import Assignment, Course

DUE = datetime(2027, 3, 12, 14, 59, tzinfo=UTC)
PS2 = Assignment("ps2", "gates", (), due=DUE)
EARLY, EARLIER, TOO_LATE = "2027-03-12 10:00 UTC", "2027-03-11 10:00 UTC", "2027-03-13 10:00 UTC"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course("c", tmp_path / "course", (PS2,))


def handed_in(folder: Path, student: str, text: str, stamp: str = "") -> Path:
    home = folder / student / "ps2"
    home.mkdir(parents=True)
    (home / "gates.ipynb").write_text(text)
    if stamp:
        (home / "timestamp.txt").write_text(stamp)
    return folder


def collect(course: Course, *paths: Path, take: Take = "latest-in-time") -> dict[str, str]:
    intake = take_in(PS2, paths, course)
    steps: list[Step] = list(plan(course, PS2, intake, partial(counting, take=take, due=DUE)))
    for step in steps:
        carry_out(course, PS2, step)
    assert all(isinstance(one.reason, Told) for one in intake.left_out)  # to be said in other languages, too
    return {step.taken.submission.student: step.what for step in steps} | {
        one.origin: one.reason for one in intake.left_out
    }


def there(course: Course, student: str = "ada") -> dict[str, str]:
    files = (course.root / "submitted" / student / "ps2").iterdir()
    return {file.name: file.read_text() for file in files}


def everything(course: Course) -> dict[str, tuple[str, int]]:
    files = [file for file in course.root.rglob("*") if file.is_file()]
    return {str(file): (file.read_text(), file.stat().st_mtime_ns) for file in files}


def test_what_is_new_and_the_same_again(course: Course, tmp_path: Path) -> None:
    inbox = handed_in(tmp_path / "in", "ada", "1", EARLY)
    (inbox / "leebo_LATE_7_508_gates-1.py").write_text("2")
    assert collect(course, inbox) == {"ada": "new", "leebo": "new"}
    assert there(course) == {"gates.ipynb": "1", "timestamp.txt": "2027-03-12 10:00:00.000000 UTC\n"}
    assert there(course, "leebo") == {
        "gates.py": "2",
        "late.txt": "Canvas marks it LATE, and does not say when it came\n",
    }
    again = nbgraders.read_folder(course.root / "submitted" / "leebo", PS2, UTC)
    assert again.unsure.startswith("late.txt says that it came late, and not when")
    before = everything(course)
    assert collect(course, inbox) == {"ada": "as before", "leebo": "as before"}
    assert everything(course) == before


def test_what_has_a_time_is_not_late_without_one(course: Course, tmp_path: Path) -> None:
    (tmp_path / "late").mkdir()
    for name in ("ada_LATE_7_508_gates", "bo_LATE_8_509_gates"):
        (tmp_path / "late" / f"{name}.ipynb").write_text("1")
    collect(course, handed_in(tmp_path / "in", "ada", "1", TOO_LATE))
    assert collect(course, tmp_path / "late") == {"ada": "as before", "bo": "new"}
    assert there(course).keys() == {"gates.ipynb", "timestamp.txt"}


def test_that_it_came_late_goes_with_what_came_late(course: Course, tmp_path: Path) -> None:
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "ada_LATE_7_508_gates.ipynb").write_text("1")
    collect(course, tmp_path / "late")
    assert collect(course, handed_in(tmp_path / "in", "ada", "2", EARLY)) == {"ada": "replaces"}
    assert there(course).keys() == {"gates.ipynb", "timestamp.txt"}
    kept = course.root / "replaced/ps2/ada/1"
    assert {path.name for path in kept.iterdir()} == {"gates.ipynb", "late.txt"}


def test_a_later_one_takes_the_place_and_the_older_is_kept(course: Course, tmp_path: Path) -> None:
    first = handed_in(tmp_path / "1", "ada", "1", EARLIER)
    second = handed_in(tmp_path / "2", "ada", "2", EARLY)
    collect(course, first)
    assert collect(course, second) == {"ada": "replaces"}
    assert there(course)["gates.ipynb"] == "2"
    kept = course.root / "replaced/ps2/ada/1"
    assert (kept / "gates.ipynb").read_text() == "1"
    assert (kept / "timestamp.txt").read_text().startswith("2027-03-11")
    before = everything(course)
    assert collect(course, first)["ada"] == "stays"
    assert collect(course, second) == {"ada": "as before"}
    assert everything(course) == before
    (kept.parent / "about.txt").write_text("not ours")
    collect(course, handed_in(tmp_path / "3", "ada", "3", "2027-03-12 11:00 UTC"))
    assert (kept.parent / "2" / "gates.ipynb").read_text() == "2"
    assert (kept.parent / "2" / "gates.ipynb").read_text() == "2"
    again = handed_in(tmp_path / "4", "ada", "1", "2027-03-12 11:30 UTC")
    assert collect(course, again)["ada"] == "replaces", "its time says that it came once more"


def test_without_times_what_was_replaced_does_not_come_back(course: Course, tmp_path: Path) -> None:
    first, second = (handed_in(tmp_path / text, "ada", text) for text in "12")
    collect(course, first)
    assert collect(course, second) == {"ada": "replaces"}
    told = collect(course, first)
    assert told == {
        "ada": "stays",
        "ada/ps2/gates.ipynb": "was collected before, and a later one took its place",
    }
    assert there(course) == {"gates.ipynb": "2"}


def test_nor_does_any_file_of_what_was_replaced(course: Course, tmp_path: Path) -> None:
    home = course.root / "replaced/ps2/ada/1"
    home.mkdir(parents=True)
    for name, text in (("gates.ipynb", "1"), ("gates.py", "2")):
        (home / name).write_text(text)
    (tmp_path / "ada.py").write_text("2")
    assert collect(course, tmp_path / "ada.py") == {
        "ada.py": "was collected before, and a later one took its place"
    }
    (tmp_path / "ada.py").write_text("3")
    assert collect(course, tmp_path / "ada.py") == {"ada": "new"}


@pytest.mark.parametrize(("take", "text"), [("latest-in-time", "2"), ("latest", "3")])
def test_which_of_several(course: Course, tmp_path: Path, take: Take, text: str) -> None:
    paths = [
        handed_in(tmp_path / "1", "ada", "1", EARLIER),
        handed_in(tmp_path / "3", "ada", "3", TOO_LATE),
        handed_in(tmp_path / "2", "ada", "2", EARLY),
    ]
    told = collect(course, *paths, take=take)
    assert there(course)["gates.ipynb"] == text
    assert told["1/ada/ps2/gates.ipynb"] == f"an older one: {text}/ada/ps2/gates.ipynb is taken"
    if take == "latest-in-time":
        assert told["3/ada/ps2/gates.ipynb"].startswith("a later one")


@pytest.mark.parametrize(("take", "text"), [("latest-in-time", "1"), ("latest", "2")])
def test_what_a_platform_marks_as_late_is_not_in_time(
    course: Course, tmp_path: Path, take: Take, text: str
) -> None:
    (tmp_path / "lee_7_501_gates.ipynb").write_text("1")
    (tmp_path / "lee_LATE_7_502_gates-1.ipynb").write_text("2")
    collect(course, tmp_path, take=take)
    assert there(course, "lee")["gates.ipynb"] == text


def test_late_all_the_same_where_nothing_came_in_time(course: Course, tmp_path: Path) -> None:
    collect(course, handed_in(tmp_path / "3", "ada", "3", TOO_LATE))
    assert there(course)["gates.ipynb"] == "3"
    (one,) = take_in(PS2, [tmp_path / "3"], course).hand_ins["ada"]
    assert not in_time(one, DUE)


def test_what_holds_no_notebook_changes_nothing(course: Course, tmp_path: Path) -> None:
    collect(course, handed_in(tmp_path / "1", "ada", "1"))
    (tmp_path / "2").mkdir()
    (tmp_path / "2" / "ada_1_502_report.docx").write_text("x")
    assert collect(course, tmp_path / "2")["ada"] == "stays"
    assert there(course) == {"gates.ipynb": "1"}
    assert missing(course, PS2, ["ada", "bo"], []) == ["bo"]


def test_links_are_copied_by_nobody(course: Course, tmp_path: Path) -> None:
    (tmp_path / "secret.ipynb").write_text("answer")
    (tmp_path / "in" / "eve").mkdir(parents=True)
    (tmp_path / "in" / "eve" / "gates.ipynb").symlink_to(tmp_path / "secret.ipynb")
    (tmp_path / "in" / "bo.ipynb").symlink_to("../secret.ipynb")
    told = collect(course, tmp_path / "in")
    assert told["eve"] == told["bo"] == "nothing"
    assert "a link" in told["eve/gates.ipynb"]
    assert not course.root.exists()


@pytest.mark.parametrize(("link", "to"), [("ada", "elsewhere"), ("ada/ps2", "elsewhere/ps2")])
def test_a_folder_of_submitted_that_is_a_link_is_not_written_through(
    course: Course, tmp_path: Path, link: str, to: str
) -> None:
    (tmp_path / "elsewhere" / "ps2").mkdir(parents=True)
    (course.root / "submitted" / link).parent.mkdir(parents=True)
    (course.root / "submitted" / link).symlink_to(tmp_path / to)
    told = collect(course, handed_in(tmp_path / "in", "ada", "1"))
    assert told == {"ada/ps2/gates.ipynb": "submitted/ada is a link; nothing is written through it"}
    assert not list((tmp_path / "elsewhere" / "ps2").iterdir())


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("...ipynb", ".."),
        ("..ipynb", "."),
        (" .py", " "),
        ("-rf.ipynb", "-rf"),
        (f"-{'x' * 70}.py", f"-{'x' * 58}…"),
    ],
)
def test_nothing_is_put_outside_by_a_files_name(
    course: Course, tmp_path: Path, name: str, shown: str
) -> None:
    (tmp_path / name).write_text("{}")
    assert collect(course, tmp_path / name)[name] == f'"{shown}" can be no id of a student'
    assert not course.root.exists()
