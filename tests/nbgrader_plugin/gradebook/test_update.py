"""The gradebook of a class: streamed into it, and left alone where nothing changed."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.files import write_whole
from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import SQLITE, Database
from autograder.model.question import Course
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook import update as module
from autograder.nbgrader_plugin.gradebook.update import update
from tests.conftest import ROOT
from tests.nbgrader_plugin.conftest import record_of, rows

STUDENTS = ("ada", "bob", "eve")


@pytest.fixture
def mine(ps2: Course, tmp_path: Path) -> Course:
    """A course folder with a class of three, who came by nbgrader's exchange."""
    root = tmp_path / "course"
    shutil.copytree(ROOT / "assignments" / "ps2", root / "assignments" / "ps2")
    shutil.copy(ROOT / "nbgrader_config.py", root)
    for student in STUDENTS:
        shutil.copytree(root / "assignments" / "ps2", root / "submitted" / student / "ps2")
        (root / "submitted" / student / "ps2" / "timestamp.txt").write_text("2027-03-13 01:00:00 UTC")
    return replace(ps2, root=root)


@pytest.fixture
def rewritten(mine: Course, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Updates the gradebook; says whose notebooks were written."""
    written: list[str] = []

    def watched(path: Path, data: str, mode: int | None = None, *, lasting: bool) -> None:
        written.extend(path.parts[-3:-2] if path.suffix == ".ipynb" else [])
        write_whole(path, data, mode, lasting=lasting)

    monkeypatch.setattr(module, "write_whole", watched)

    def run(change: Callable[[Record], Record] = lambda record: record) -> list[str]:
        written.clear()
        submissions = find_submissions(mine.assignment("ps2"), [mine.root / "submitted"])
        records = (change(record_of(mine, submission)) for submission in submissions)
        said = update(mine, mine.assignment("ps2"), records, submissions)
        assert said == "gradebook.db and autograded/: 3 submissions"
        return sorted(written)

    return run


def handed(mine: Course, student: str) -> Path:
    return mine.root / "autograded" / student / "ps2" / "gates.ipynb"


def book(mine: Course) -> Database:
    return Database(f"{SQLITE}{mine.root / 'gradebook.db'}")


def penalties(mine: Course) -> list[object]:
    with book(mine) as opened:
        return [lost for (lost,) in opened.rows("SELECT late_submission_penalty FROM submitted_notebook")]


def test_the_first_time_all_is_written_and_then_nothing(
    mine: Course, rewritten: Callable[..., list[str]]
) -> None:
    assert rewritten() == list(STUDENTS)
    cells = json.loads(handed(mine, "ada").read_text("utf-8"))["cells"]
    assert sum(bool(cell.get("outputs")) for cell in cells) == len(mine.assignment("ps2").questions)
    assert handed(mine, "ada").with_name("timestamp.txt").is_file()
    assert penalties(mine) == [1.8] * 3
    assert rewritten() == []
    assert penalties(mine) == [1.8] * 3


@pytest.mark.parametrize("key", ["fingerprint", "seconds", "cpu_seconds"])
def test_another_record_is_written(rewritten: Callable[..., list[str]], key: str) -> None:
    rewritten()
    other: object = "g" if key == "fingerprint" else 7.5

    def change(record: Record) -> Record:
        return {**record, key: other} if record["student"] == "bob" else record  # type: ignore[misc]

    assert rewritten(change) == ["bob"]
    assert rewritten(change) == []


def test_a_record_that_depends_on_who_knows_what_is_always_written(
    rewritten: Callable[..., list[str]],
) -> None:
    for _ in range(2):
        assert rewritten(lambda record: {**record, "fingerprint": ""}) == list(STUDENTS)


def _lose(mine: Course) -> None:
    handed(mine, "eve").unlink()


def _cut(mine: Course) -> None:
    """As after a power cut."""
    handed(mine, "eve").chmod(0o644)
    handed(mine, "eve").write_text("")


def _late(mine: Course) -> None:
    (mine.root / "submitted/eve/ps2/timestamp.txt").write_text("2027-03-14 01:00:00 UTC")


def _secret(mine: Course) -> None:
    (mine.root / "submitted/eve/ps2/submission_secret.txt").write_text("s")


@pytest.mark.parametrize("happens", [_lose, _cut, _late, _secret])
def test_whose_files_changed_is_written_again(
    mine: Course, rewritten: Callable[..., list[str]], happens: Callable[[Course], None]
) -> None:
    rewritten()
    happens(mine)
    assert rewritten() == ["eve"]
    assert handed(mine, "eve").stat().st_size > 1000
    assert rewritten() == []


def test_another_gradebook_and_other_cells_are_written_anew(
    mine: Course, rewritten: Callable[..., list[str]]
) -> None:
    rewritten()
    (mine.root / "gradebook.db").unlink()
    assert rewritten() == list(STUDENTS)
    released = mine.root / "assignments/ps2/gates.ipynb"
    content = json.loads(released.read_text("utf-8"))
    extra = {"cell_type": "markdown", "source": ["Why?"], "id": "why", "metadata": {}}
    marks = {"grade_id": "why", "grade": True, "solution": True, "locked": False, "points": 1}
    content["cells"].append(extra | {"metadata": {"nbgrader": marks}})
    released.write_text(json.dumps(content))
    assert rewritten() == list(STUDENTS)
    assert rewritten() == []


def test_extensions_count_although_nothing_is_graded_anew(
    mine: Course, rewritten: Callable[..., list[str]]
) -> None:
    rewritten()
    with book(mine) as opened:
        opened.run(
            "UPDATE submitted_assignment SET extension = ? WHERE student_id = ?",
            [("1970-01-03 00:00:00.000000", "ada")],
        )
    assert rewritten() == []
    assert sorted(map(str, penalties(mine))) == ["1.8", "1.8", "None"]


def test_killed_on_the_way_the_rest_is_done_the_next_time(
    mine: Course, rewritten: Callable[..., list[str]]
) -> None:
    def dies(record: Record) -> Record:
        if record["student"] == "eve":
            raise KeyboardInterrupt
        return record

    with pytest.raises(KeyboardInterrupt):
        rewritten(dies)
    with book(mine) as opened:
        assert opened.rows("SELECT * FROM grade") == []
    assert rewritten() == list(STUDENTS)


def test_the_gradebook_is_free_while_records_come(mine: Course) -> None:
    """Grading a class takes minutes, in which somebody may be at work in the web pages."""
    submissions = find_submissions(mine.assignment("ps2"), [mine.root / "submitted"])

    def records() -> Iterator[Record]:
        for submission in submissions:
            with book(mine) as opened:
                opened.insert("student", "id", [(f"new-{submission.student}",)])
            yield record_of(mine, submission)

    update(mine, mine.assignment("ps2"), records(), submissions)
    with book(mine) as opened:
        assert len(opened.rows("SELECT id FROM student")) == 6


STRANGE = (
    "..",
    ".",
    "a/b",
    "",
    "\udcff\udcfe bad",
    "x" * 256,
    "뷁" * 86,
    "two\nlines",
    "bell\x07",
    "\u202eada",
    "nul\0",
)


@pytest.mark.parametrize("student", STRANGE)
def test_a_name_that_is_no_folder_or_row_stays_out(mine: Course, student: str) -> None:
    submissions = [Submission(student, ()), Submission("ada", ())]
    records = [record_of(mine, submission) for submission in submissions]
    said = update(mine, mine.assignment("ps2"), records, submissions)
    assert said.endswith(": 1 submissions; left out: 1 whose names no folder of nbgrader's can have")
    assert [path.name for path in (mine.root / "autograded").iterdir()] == ["ada"]
    with book(mine) as opened:
        assert opened.rows("SELECT id FROM student") == [("ada",)]


def test_names_that_are_nearly_the_same_have_rows_of_their_own(mine: Course) -> None:
    names = {
        "Ada",
        "ada",
        unicodedata.normalize("NFC", "zoë"),
        unicodedata.normalize("NFD", "zoë"),
        "x" * 255,
        " ada",
    }
    submissions = [Submission(name, ()) for name in sorted(names)]
    records = [record_of(mine, submission) for submission in submissions]
    said = update(mine, mine.assignment("ps2"), records, submissions)
    assert said.endswith(": 6 submissions")
    with book(mine) as opened:
        assert {name for (name,) in opened.rows("SELECT student_id FROM submitted_assignment")} == names
    assert {path.name for path in (mine.root / "autograded").iterdir()} == names


def test_of_links_beside_a_notebook_nothing_is_copied(
    mine: Course, rewritten: Callable[..., list[str]]
) -> None:
    """Nor of a file that became one, or grew, after it was found."""
    (mine.root / "private").write_text("2027-03-13 02:00:00 UTC, and more that is nobody's business")
    for student, name in (("ada", "timestamp.txt"), ("bob", "submission_secret.txt")):
        beside = mine.root / "submitted" / student / "ps2" / name
        beside.unlink(missing_ok=True)
        beside.symlink_to(mine.root / "private")
    (mine.root / "submitted" / "eve" / "ps2" / "submission_secret.txt").write_text("x" * 1_000_000)
    submissions = find_submissions(mine.assignment("ps2"), [mine.root / "submitted"])
    assert [one.handed_in is None for one in submissions] == [True, False, False]
    assert rewritten() == list(STUDENTS)
    copied = {
        (path.parts[-3], path.name): path.stat().st_size for path in (mine.root / "autograded").rglob("*.txt")
    }
    assert copied == {
        ("bob", "timestamp.txt"): 23,
        ("eve", "timestamp.txt"): 23,
        ("eve", "submission_secret.txt"): 10_000,
    }
    swapped = mine.root / "submitted" / "eve" / "ps2" / "timestamp.txt"
    eve = next(one for one in submissions if one.student == "eve")
    swapped.unlink()
    swapped.symlink_to(mine.root / "private")
    update(mine, mine.assignment("ps2"), [record_of(mine, eve)], [eve])
    assert "nobody" not in "".join(path.read_text() for path in (mine.root / "autograded").rglob("*.txt"))


def test_students_are_called_as_the_roster_says(mine: Course, rewritten: Callable[..., list[str]]) -> None:
    roster = mine.root / "roster.csv"
    roster.write_text(
        "student,last_name,first_name,email\nada,Lovelace,Ada,ada@example.edu\neve,이,,\n", "utf-8"
    )
    rewritten()
    names = "SELECT id, last_name, first_name, email FROM student ORDER BY id"
    url = f"{SQLITE}{mine.root / 'gradebook.db'}"
    first = [
        ("ada", "Lovelace", "Ada", "ada@example.edu"),
        ("bob", None, None, None),
        ("eve", "이", None, None),
    ]
    assert rows(url, names) == first
    roster.write_text("student,last_name,email\nada,King,\n", "utf-8")
    rewritten()
    assert rows(url, names) == [("ada", "King", "Ada", "ada@example.edu"), *first[1:]]
