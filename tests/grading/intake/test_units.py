"""Nobody hands in under another's name, or with a time of their own: whatever they call their files, folders and archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.intake import units as module
from autograder.grading.intake.find import take_in
from autograder.model.student import Student
from tests.grading.intake.test_layouts import META, ROSTER, SEVERAL, intake, put, whose, why, zipped

MOODLE = "Ada Lee_2001_assignsubmission_file_"
EARLY = "2001-01-01 00:00:00 UTC"
NAMES_ALONE = {
    name: Student(name, one.last_name, one.first_name, "", "", "", "", "", "", one.username)
    for name, one in ROSTER.items()
}


@pytest.mark.parametrize(
    "name",
    [
        f"{MOODLE}Bo_2002_assignsubmission_file_gates.ipynb",
        "leeada_1001_5001_Bo_2002_assignsubmission_file_gates.ipynb",
        f"{MOODLE}oneiljrbo_1002_5002_gates.ipynb",
    ],
)
def test_what_a_student_calls_a_file_says_nothing(tmp_path: Path, name: str) -> None:
    for students in (ROSTER, {}):
        assert not {"bo", "Bo", "oneiljrbo"} & set(intake(put(tmp_path, name), roster=students).hand_ins)
    assert set(whose(intake(tmp_path, roster=ROSTER))) == {"ada"}


@pytest.mark.parametrize("folder", [MOODLE, "submission_70", "ps2-adalee"])
def test_what_the_only_one_who_handed_in_calls_folders_says_nothing(tmp_path: Path, folder: str) -> None:
    put(tmp_path, *(f"{folder}/{one}/gates.ipynb" for one in ("Bo_2002_assignsubmission_file_", "minsu", "submission_78")))  # fmt: skip
    (tmp_path / folder / "submission_metadata.yml").write_text(META)
    assert set(whose(intake(tmp_path, roster=ROSTER))) <= {"ada"}
    assert set(whose(intake(tmp_path / folder, roster=ROSTER))) <= {"ada"}, (
        "and if the folder itself is named"
    )


def test_what_lies_in_a_repository_is_its_owners_whoever_that_is(tmp_path: Path) -> None:
    put(tmp_path, "hw-x/.git/HEAD", "hw-x/bo/gates.ipynb", "hw-x/minsu/gates.ipynb")
    assert whose(intake(tmp_path, roster=ROSTER)) == {}


@pytest.mark.parametrize("folder", [MOODLE, "submission_77", "ps2-adalee", "hw-adalee"])
def test_nor_does_a_folder_that_is_called_as_the_assignment(tmp_path: Path, folder: str) -> None:
    put(tmp_path, f"{folder}/ps2/gates.ipynb", f"{folder}/.git/HEAD", "submission_metadata.yml")
    (tmp_path / folder / "ps2" / "timestamp.txt").write_text(EARLY)
    found = intake(tmp_path, roster=ROSTER)
    assert set(whose(found)) == {"ada"}
    handed_in = found.hand_ins["ada"][0].submission.handed_in
    assert handed_in is None or handed_in.year == 2027


def test_an_archive_that_is_named_itself_is_its_owners(tmp_path: Path) -> None:
    inside = {"bo/ps2/gates.ipynb": "{}", "bo/ps2/timestamp.txt": EARLY, "minsu.ipynb": "{}"}
    for place, name in enumerate(
        ("ada.zip", "leeada_1001_5001_my work.zip", f"{MOODLE}x.zip", "Ada Lee.zip")
    ):
        (tmp_path / name).write_bytes(zipped(inside))
        scratch = tmp_path / str(place)
        scratch.mkdir()
        found = intake(tmp_path / name, roster=ROSTER, scratch=scratch)
        assert set(found.hand_ins) == {"ada"}
        assert found.hand_ins["ada"][0].submission.handed_in is None
        assert found.hand_ins["ada"][0].origin == f"{name}/bo/ps2/gates.ipynb"


def test_a_user_of_github_may_be_called_as_a_folder_around_all(tmp_path: Path) -> None:
    put(tmp_path, "ps2-x-submissions/bo/gates.ipynb", "ps2-adalee/gates.ipynb")
    assert set(whose(intake(tmp_path, roster=ROSTER))) == {"ada"}


@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (("leeada_7001_501_gates.ipynb", "leeada_7002_502_gates.ipynb"), set()),
        (("leeada_1001_501_gates.ipynb", "leeada_7002_502_gates.ipynb"), {"ada"}),
        (("Ada Lee_1_assignsubmission_file_/gates.ipynb", "Ada Lee_2_assignsubmission_file_/gates.ipynb"), set()),
        (("ps2-bo-n/gates.ipynb", "ps2-b-o/gates.ipynb"), {"bo"}),
    ],
)  # fmt: skip
def test_a_name_that_two_people_chose_is_nobodys(
    tmp_path: Path, names: tuple[str, ...], taken: set[str]
) -> None:
    put(tmp_path, *names)
    found = intake(tmp_path, roster=ROSTER if taken else NAMES_ALONE)
    assert set(whose(found)) == taken
    assert all(len(several) == 1 for several in found.hand_ins.values())
    assert "has several people called" in why(found)[names[-1]]


def test_an_address_elsewhere_with_the_same_name_is_not_the_rosters(tmp_path: Path) -> None:
    put(tmp_path, "submission_77/gates.ipynb")
    meta = (
        META.replace("Ada Lee", "Eve").replace(":sid: S1", ":sid:").replace("ada@x.edu", "bo@elsewhere.com")
    )
    (tmp_path / "submission_metadata.yml").write_text(meta)
    assert whose(intake(tmp_path, roster=ROSTER)) == {}
    assert set(whose(intake(tmp_path, roster=NAMES_ALONE))) == {"bo"}, "the roster has no address"


def test_metadata_of_a_students_own_is_not_even_read(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: Path) -> None:
        raise AssertionError(path)

    monkeypatch.setattr(module, "read_metadata", never)
    put(tmp_path, "submission_77/submission_metadata.yml", "submission_77/gates.ipynb", f"{MOODLE}/submission_metadata.yml")  # fmt: skip
    (tmp_path / "ada.zip").write_bytes(zipped({"gates.ipynb": "{}", "submission_metadata.yml": META}))
    assert set(whose(intake(tmp_path, roster=ROSTER, scratch=tmp_path_factory.mktemp("scratch")))) == {"ada"}


def test_metadata_in_the_folder_of_an_export_beside_other_work_is_read(tmp_path: Path) -> None:
    put(tmp_path, "assignment_1_export/submission_77/gates.ipynb", "bo/gates.ipynb")
    (tmp_path / "assignment_1_export" / "submission_metadata.yml").write_text(META)
    assert set(whose(intake(tmp_path, roster=ROSTER))) == {"ada", "bo"}


def test_of_whom_all_files_are_hidden_nothing_came(tmp_path: Path) -> None:
    (tmp_path / "in.zip").write_bytes(zipped({"ada/.gates.ipynb": "{}", "bo/gates.ipynb": "{}"}))
    (tmp_path / "scratch").mkdir()
    assert set(intake(tmp_path / "in.zip", roster=ROSTER, scratch=tmp_path / "scratch").hand_ins) == {"bo"}


def test_beside_nbgraders_folders_what_is_no_work_says_why(tmp_path: Path) -> None:
    put(tmp_path, "secret.ipynb", "in/minsu/ps2/gates.ipynb", "in/bo/gates.ipynb", "in/ada/ps9/a.ipynb")
    (tmp_path / "in/ada/ps9/b.ipynb").symlink_to(tmp_path / "secret.ipynb")
    told = why(intake(tmp_path / "in", roster=ROSTER))
    assert told["ada/ps9/a.ipynb"] == "not in ada/ps2/"
    assert "a link" in told["ada/ps9/b.ipynb"]


@pytest.mark.parametrize("name", ["ada/ps9/gates.ipynb", "ada/ps9/deep/gates.ipynb", "ada/ps0/gates.ipynb"])
def test_beside_nbgraders_folders_a_folder_of_a_student_is_another_assignments(
    tmp_path: Path, name: str
) -> None:
    found = intake(put(tmp_path, "minsu/ps2/gates.ipynb", "bo/gates.ipynb", name), roster=ROSTER)
    assert set(whose(found)) == {"minsu", "bo"}
    assert why(found) == {name: "not in ada/ps2/"}


@pytest.mark.parametrize(
    ("roster", "who"), [({**ROSTER, "ps2-x": Student("ps2-x")}, "ps2-x"), ({"minsu": Student("minsu"), "x": Student("x")}, "x"), ({}, "x")]
)  # fmt: skip
@pytest.mark.parametrize("beside", [("minsu/ps2/gates.ipynb",), ()])
def test_a_folder_called_as_a_repository_of_the_assignment_is_a_students_if_the_roster_says_so(
    tmp_path: Path, roster: dict[str, Student], who: str, beside: tuple[str, ...]
) -> None:
    found = intake(put(tmp_path, "ps2-x/ps2/gates.ipynb", *beside), roster=roster)
    assert set(whose(found)) == {who, *(["minsu"] if beside else [])}
    assert not found.left_out


@pytest.mark.parametrize(("roster", "who"), [(ROSTER, {"ada"}), ({}, set())])
def test_who_handed_in_what_is_no_work_is_told_so_where_the_roster_knows_him(
    tmp_path: Path, roster: dict[str, Student], who: set[str]
) -> None:
    found = intake(put(tmp_path, "ada/notes.txt"), roster=roster)
    assert set(found.hand_ins) == who
    assert all(one.submission.graded == () for several in found.hand_ins.values() for one in several)


def test_a_stamp_that_is_nobodys_is_not_worth_a_word(tmp_path: Path) -> None:
    put(tmp_path, "week 3/timestamp.txt")
    assert not why(intake(tmp_path))
    put(tmp_path, "week 3/gates.txt")
    assert list(why(intake(tmp_path))) == ["week 3/gates.txt"]


def test_of_several_notebooks_two_folders_of_a_student_are_two_hand_ins(tmp_path: Path) -> None:
    found = take_in(SEVERAL, [put(tmp_path, "ada/gates.ipynb", "Lee Ada/layers.ipynb")], students=ROSTER)
    assert sorted(one.submission.sheets for one in found.hand_ins["ada"]) == [("gates",), ("layers",)]
