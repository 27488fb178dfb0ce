"""Whose files are whose, in every layout that is understood."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.intake.find import find_submissions, newest_of, take_in
from autograder.grading.intake.piece import METADATA, LeftOut
from autograder.grading.intake.submission import NBGRADERS, Submission, file_name
from autograder.grading.intake.walk import LINK
from autograder.model.errors import UsageError
from autograder.model.question import Assignment

PS1 = Assignment("ps1", "graphs", ())


def put(root: Path, *names: str, text: str = "x") -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def students(*paths: Path, pattern: str = "*") -> dict[str, list[str]]:
    return {s.student: [path.name for path in s.files] for s in find_submissions(PS1, paths, pattern)}


def test_a_file_that_is_called_as_a_folder_of_gradescope_has_no_time_of_it(tmp_path: Path) -> None:
    put(tmp_path, "submission_77.ipynb", "submission_78/graphs.ipynb")
    put(tmp_path, METADATA, text="submission_77:\n  :created_at: 2027-03-12 14:59:00 Z\n")
    (one,) = take_in(PS1, [tmp_path]).hand_ins["submission_77"]
    assert one.submission.handed_in is None


class TestLayouts:
    def test_nbgraders_folders(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            "ada/ps1/graphs.ipynb",
            "bob/ps1/graphs.ipynb",
            "bob/ps2/gates.ipynb",
            "eve/ps2/gates.ipynb",
        )
        assert students(tmp_path) == {"ada": ["graphs.ipynb"], "bob": ["graphs.ipynb"]}

    def test_a_flat_folder(self, tmp_path: Path) -> None:
        put(tmp_path, "ada.ipynb", "bob.py", "notes.txt", ".hidden.ipynb", "eve.py", "eve.ipynb")
        assert students(tmp_path) == {"ada": ["ada.ipynb"], "bob": ["bob.py"], "eve": ["eve.ipynb", "eve.py"]}

    def test_one_file(self, tmp_path: Path) -> None:
        assert students(put(tmp_path, "ada.ipynb") / "ada.ipynb") == {"ada": ["ada.ipynb"]}

    def test_one_student_and_one_assignment_of_hers(self, tmp_path: Path) -> None:
        put(tmp_path, "ada/ps1/graphs.ipynb")
        assert students(tmp_path / "ada") == students(tmp_path / "ada" / "ps1") == {"ada": ["graphs.ipynb"]}

    def test_several_paths_the_first_counts(self, tmp_path: Path) -> None:
        put(tmp_path, "one/ada.ipynb", "two/ada.py", "two/bob.py")
        assert students(tmp_path / "one", tmp_path / "two") == {"ada": ["ada.ipynb"], "bob": ["bob.py"]}

    def test_a_file_that_is_called_as_the_notebook_comes_before_others(self, tmp_path: Path) -> None:
        put(tmp_path, "one/ada/ps1/mine.ipynb", "two/ada/ps1/graphs.ipynb", "two/ada/ps1/x.py")
        assert students(tmp_path / "one", tmp_path / "two") == {"ada": ["graphs.ipynb", "x.py"]}

    def test_the_number_of_a_file_says_which_is_newer(self, tmp_path: Path) -> None:
        put(tmp_path, "one/ada/graphs.ipynb", "two/ada/graphs-1.ipynb")
        assert students(tmp_path / "one", tmp_path / "two") == {"ada": ["graphs-1.ipynb"]}

    def test_what_another_one_is_taken_for_is_said(self, tmp_path: Path) -> None:
        put(tmp_path, "one/ada.ipynb", "two/ada.ipynb", "two/bob.py")
        paths = [tmp_path / "one", tmp_path / "two"]
        intake = take_in(PS1, paths)
        assert [one.student for one in newest_of(PS1, intake, paths)] == ["ada", "bob"]
        why = "another one, nothing says which is newer: one/ada.ipynb is taken"
        assert intake.left_out == [LeftOut("two/ada.ipynb", why, "ada")]

    def test_the_assignments_own_notebook_comes_first(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            *(
                f"ada/ps1/{name}"
                for name in ("a.ipynb", "graphs.ipynb", "b.py", ".x.ipynb", "data.csv", "timestamp.txt")
            ),
        )
        (submission,) = find_submissions(PS1, [tmp_path])
        assert [path.name for path in submission.files] == ["graphs.ipynb", "a.ipynb", "b.py"]
        assert submission.others == ("data.csv",)

    def test_a_folder_without_a_fit_file_is_a_submission(self, tmp_path: Path) -> None:
        (submission,) = find_submissions(PS1, [put(tmp_path, "ada/ps1/report.docx")])
        assert (submission.files, submission.others) == ((), ("report.docx",))

    def test_some_students_only(self, tmp_path: Path) -> None:
        put(tmp_path, "ada.py", "bob.py", "abe.py")
        assert list(students(tmp_path, pattern="a*")) == ["abe", "ada"]

    def test_nothing_there(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="does not exist; name a file"):
            students(tmp_path / "missing")
        with pytest.raises(UsageError, match="no submission to ps1 in"):
            students(tmp_path)
        put(tmp_path, *(f"week/{name}.txt" for name in "abcd"))
        with pytest.raises(UsageError) as caught:
            students(tmp_path)
        assert str(caught.value) == (
            f"no submission to ps1 in {tmp_path}; expected STUDENT/ps1/…, a download of an LMS, or .ipynb or .py files"
            + "".join(f"; week/{name}.txt: no notebook or Python file" for name in "abc")
        )
        with pytest.raises(
            UsageError, match="no student matches 'z' among 1 submissions in ".replace("z", "z[*]")
        ):
            students(put(tmp_path, "ada.py"), pattern="z*")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("2027-03-12 23:59:00.000000 UTC", 0),
        ("2027-03-12 23:59:00 +0900", 9),
        ("2027-03-12T23:59:00+09:00", 9),
        ("2027-03-12 23:59 Asia/Seoul", 9),
        ("2027-03-12 23:59:00", 0),
        ("2027-03-12 23:59:00 Z", 0),
        ("2027-03-12 23:59:00 KST", 9),
    ],
)
def test_time_stamps(tmp_path: Path, text: str, hours: int) -> None:
    put(tmp_path, "ada/ps1/graphs.ipynb")
    put(tmp_path, "ada/ps1/timestamp.txt", text=text)
    (submission,) = find_submissions(PS1, [tmp_path])
    assert submission.handed_in == datetime(2027, 3, 12, 23, 59, tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2027-13-45 99:99", "9999", "0001-01-01 00:00 +1400", "9999-12-31 23:59 -1400", "２０２７-03-12 23:59"],
)  # fmt: skip
def test_time_stamps_that_are_none(tmp_path: Path, text: str) -> None:
    put(tmp_path, "ada/ps1/graphs.ipynb")
    put(tmp_path, "ada/ps1/timestamp.txt", text=text)
    (submission,) = find_submissions(PS1, [tmp_path])
    assert submission.handed_in is None
    assert submission.unsure.startswith("timestamp.txt")


def test_the_hash_is_of_the_graded_file(tmp_path: Path) -> None:
    put(tmp_path, "ada.py", "bob.py", "ada.ipynb")
    put(tmp_path, "eve.py", text="y")
    ada, bob, eve = find_submissions(PS1, [tmp_path])
    assert len({ada.sha256(), bob.sha256(), eve.sha256()}) == 3
    before = bob.sha256()
    (tmp_path / "bob.py").unlink()
    assert bob.sha256() != before


@pytest.mark.parametrize("student", ["ada", "2027-12345", "a.b@c.kr", "김철수", "Ada Lovelace", "x+y", "O_o"])
def test_plain_names_stay(student: str) -> None:
    assert file_name(student) == student


@pytest.mark.parametrize(
    "student",
    [
        "../../etc/passwd",
        "a/b",
        "..",
        ".",
        "",
        ".hidden",
        "a" * 300,
        "김" * 90,
        "a\nb",
        "nul\0",
        "dot.",
        "a:b",
        "\ud800",
        "-rf",
    ],
)
def test_other_names_stay_in_their_folder(student: str, tmp_path: Path) -> None:
    name = file_name(student)
    path = tmp_path / f"{name}.json"
    path.write_text("x")
    assert path.resolve().parent == tmp_path.resolve()
    assert name != file_name(student + "'")


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(exclude_categories=())))
def test_different_students_have_different_files(one: str, other: str) -> None:
    assert (one == other) == (file_name(one) == file_name(other))
    for name in (file_name(one), file_name(other)):
        assert 0 < len(name.encode()) <= 200
        assert "/" not in name
        assert "\0" not in name


def test_of_a_time_stamp_no_more_is_read_than_it_has(tmp_path: Path) -> None:
    put(tmp_path, "ada/ps1/graphs.ipynb")
    stamp = put(tmp_path, "ada/ps1/timestamp.txt", text="2027-03-12 23:59:00 UTC\n") / "ada/ps1/timestamp.txt"
    with stamp.open("ab") as file:
        file.truncate(6_000_000_000)
    (submission,) = find_submissions(PS1, [tmp_path])
    assert submission.handed_in == datetime(2027, 3, 12, 23, 59, tzinfo=UTC)


def test_a_large_file_is_not_hashed(tmp_path: Path) -> None:
    path = put(tmp_path, "ada.ipynb") / "ada.ipynb"
    before = find_submissions(PS1, [tmp_path])[0].sha256()
    with path.open("wb") as file:
        file.truncate(6_000_000_000)
    after = find_submissions(PS1, [tmp_path])[0].sha256()
    path.unlink()
    assert after == Submission("ada", (path,)).sha256() != before


@pytest.mark.parametrize("where", ["eve", "eve/ps1", "eve/ps1/gates.ipynb"])
def test_a_link_in_a_circle_stops_nobody(where: str, tmp_path: Path) -> None:
    for student in ("ada", "eve"):
        (tmp_path / student / "ps1").mkdir(parents=True)
    (tmp_path / "ada" / "ps1" / "gates.ipynb").write_text("{}")
    link = tmp_path / where
    if link.is_dir():
        shutil.rmtree(link)
    link.symlink_to(link)
    found = {s.student: len(s.files) for s in find_submissions(PS1, [tmp_path])}
    assert found in ({"ada": 1}, {"ada": 1, "eve": 0})


@pytest.mark.skipif(os.geteuid() == 0, reason="to root nothing is closed")
@pytest.mark.parametrize("where", ["eve", "eve/ps1"])
def test_a_folder_that_is_closed_stops_nobody(where: str, tmp_path: Path) -> None:
    for student in ("ada", "eve"):
        (tmp_path / student / "ps1").mkdir(parents=True)
        (tmp_path / student / "ps1" / "gates.ipynb").write_text("{}")
    (tmp_path / where).chmod(0)
    found = {s.student: len(s.files) for s in find_submissions(PS1, [tmp_path])}
    (tmp_path / where).chmod(0o700)
    assert found == {"ada": 1, "eve": 0}


class TestLinks:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        return put(
            tmp_path,
            "solutions/ps1/graphs.ipynb",
            "solutions/ps1/timestamp.txt",
            "submitted/ada/ps1/graphs.ipynb",
        )

    def told(self, *paths: Path) -> dict[str, tuple[int, tuple[str, ...]]]:
        return {one.student: (len(one.files), one.others) for one in find_submissions(PS1, paths)}

    def test_a_students_folder_that_is_one(self, root: Path) -> None:
        (root / "submitted" / "eve").symlink_to("../solutions")
        (root / "submitted" / "bob").symlink_to("ada")
        out = (f"graphs.ipynb, {LINK}", f"timestamp.txt, {LINK}")
        assert self.told(root / "submitted") == {"ada": (1, ()), "bob": (0, out[:1]), "eve": (0, out)}
        for path in (root / "submitted" / "eve", root / "submitted" / "eve" / "ps1"):
            assert self.told(path) == {"eve": (0, out)}
            assert find_submissions(PS1, [path])[0].handed_in is None

    def test_in_a_flat_folder(self, root: Path) -> None:
        put(root, "flat/ada.ipynb")
        (root / "flat" / "eve.ipynb").symlink_to("../solutions/ps1/graphs.ipynb")
        (root / "flat" / "bob.ipynb").symlink_to("ada.ipynb")
        assert self.told(root / "flat") == {
            "ada": (1, ()),
            "bob": (1, ()),
            "eve": (0, (f"eve.ipynb, {LINK}",)),
        }

    def test_the_instructors_own_are_followed(self, root: Path) -> None:
        (root / "class").symlink_to("submitted")
        assert self.told(root / "class") == {"ada": (1, ())}

    def test_of_nbgraders_own_files(self, root: Path) -> None:
        put(root, "private.txt", text="2027-03-12 23:59:00 UTC")
        for name in NBGRADERS:
            (root / "submitted" / "ada" / "ps1" / name).symlink_to("../../../private.txt")
        (ada,) = find_submissions(PS1, [root / "submitted"])
        assert (ada.handed_in, ada.beside) == (None, ())

    @pytest.mark.parametrize("name", [".", ".."])
    def test_where_one_stands(self, root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(root / "submitted" / "ada" / ("ps1" if name == ".." else ""))
        assert self.told(Path(name)) == {"ada": (1, ())}
