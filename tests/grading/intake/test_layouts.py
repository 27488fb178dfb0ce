"""Downloads as platforms write them: whose each file is, when it came, and that nothing disappears."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.grading.intake.archive import Unpacker
from autograder.grading.intake.find import Intake, take_in
from autograder.grading.intake.pick import newest, passed_over
from autograder.model.message import Told
from autograder.model.question import Assignment, Course
from autograder.model.student import Student
from autograder.words.messages import retold

PS2 = Assignment("ps2", "gates", ())
COURSE = Course("c", Path("/nowhere"), (Assignment("ps1", "graphs", ()), PS2))
ROSTER = {
    one.student: one
    for one in (
        Student("ada", "Lee", "Ada", "ada@x.edu", "A", "1001", "S1", "alee", "2001", "adalee"),
        Student("bo", "O'Neil, Jr.", "Bo", "bo@x.edu", "A", "1002", "S2", "boneil", "2002", "bo-n"),
        Student("minsu", "김", "민수", "minsu@x.kr", "B", "1003", "S3", "", "2003"),
        Student("ines", "García", "Inés", "", "B", "1004"),
        Student("kim1", "Kim", "Ji", "", "B", "1005"),
        Student("kim2", "Kim", "Ji", "", "B", "1006"),
    )
}
META = """\
submission_77:
  :submitters:
  - :name: Ada Lee
    :sid: S1
    :email: ada@x.edu
  :created_at: 2027-03-12 14:59:00.123456789 Z
  :score: 1.0
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests: []
submission_78:
  :submitters:
  - :name: Bo O'Neil
    :sid:
    :email: bo@x.edu
  - :name: Stranger
    :sid: S9
    :email: stranger@x.edu
  :created_at: 2027-03-12 08:00:00.000000000 -07:00
"""


LAUGHS = "\n".join(
    ["a: &a0 [x]"]
    + [f"b{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 20)]
    + ['submission_77: {":submitters": [{":name": *a19, ":sid": *a19}], ":created_at": *a19}']
)
"""Twenty lines that would be endless if they were written out."""


def put(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(META if name.endswith(".yml") else name)
    return root


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def intake(*paths: Path, roster: Mapping[str, Student] = {}, scratch: Path | None = None) -> Intake:
    return take_in(PS2, paths, COURSE, students=roster, unpacker=Unpacker(scratch) if scratch else None)


def whose(found: Intake) -> dict[str, str]:
    """What is taken of each student."""
    best = {student: newest(several) for student, several in found.hand_ins.items()}
    return {student: one.origin if one.submission.files else "nothing" for student, one in best.items()}


def why(found: Intake) -> dict[str, str]:
    assert all(isinstance(one.reason, Told) for one in found.left_out)  # so that it is said in any language
    return {one.origin: one.reason for one in found.left_out}


CANVAS = (
    "leeada_1001_5001_gates-1.ipynb",
    "oneiljrbo_LATE_1002_5002_gates.ipynb",
    "김민수_1003_5003_gates.ipynb",
    "garcíainés_1004_5004_my work.py",
)


class TestCanvas:
    def test_by_the_roster(self, tmp_path: Path) -> None:
        found = intake(put(tmp_path, *CANVAS), roster=ROSTER)
        assert whose(found) == dict(zip(["ada", "bo", "minsu", "ines"], CANVAS, strict=True))
        assert not found.left_out
        (bo,), (ines,) = found.hand_ins["bo"], found.hand_ins["ines"]
        assert (bo.late, bo.wanted, bo.platform, bo.order) == (True, True, "Canvas", (5002, 0))
        assert bo.submission.handed_in is None
        assert bo.submission.unsure == "Canvas marks it LATE, and does not say when it came"
        assert (ines.late, ines.wanted, ines.submission.unsure) == (False, False, "")
        assert found.hand_ins["ada"][0].order == (5001, 1)

    def test_what_the_platform_says_of_a_time(self, tmp_path: Path) -> None:
        put(tmp_path, "submission_metadata.yml", "submission_77/a/gates.ipynb", "submission_78/gates.ipynb")
        meta = tmp_path / "submission_metadata.yml"
        meta.write_text(META.replace("  :created_at: 2027-03-12 08:00:00.000000000 -07:00\n", ""))
        found = intake(tmp_path, roster=ROSTER).hand_ins
        ada, bo = found["ada"][0], found["bo"][0]
        assert (str(ada.submission.handed_in)[:10], ada.submission.unsure, ada.wanted) == (
            "2027-03-12",
            "",
            True,
        )
        assert bo.submission.handed_in is None
        assert bo.submission.unsure == "submission_metadata.yml does not say when"

    def test_without_one_by_the_name(self, tmp_path: Path) -> None:
        assert set(whose(intake(put(tmp_path, *CANVAS)))) == {"leeada", "oneiljrbo", "김민수", "garcíainés"}

    def test_small_numbers_in_a_students_name_are_none_of_canvas(self, tmp_path: Path) -> None:
        names = ["dezero_01_02_steps.py", "a__b__ch05_1_2_layers.ipynb", "late_1_2_x.ipynb"]
        assert set(whose(intake(put(tmp_path, *names)))) == {Path(name).stem for name in names}

    def test_the_latest_of_several(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            "leeada_1001_5001_gates.ipynb",
            "leeada_1001_900_gates-2.ipynb",
            "leeada_1001_6000_notes.ipynb",
        )
        assert whose(intake(tmp_path, roster=ROSTER)) == {"ada": "leeada_1001_5001_gates.ipynb"}

    def test_names_that_two_people_have(self, tmp_path: Path) -> None:
        put(tmp_path, "kimji_1005_5001_gates.ipynb", "kimji_1006_5002_gates.ipynb")
        assert whose(intake(tmp_path, roster=ROSTER)) == {
            "kim1": "kimji_1005_5001_gates.ipynb",
            "kim2": "kimji_1006_5002_gates.ipynb",
        }
        found = intake(tmp_path)
        assert whose(found) == {}
        assert why(found)["kimji_1006_5002_gates.ipynb"] == (
            'Canvas has several people called "kimji" (1005, 1006): a roster.csv says who is who'
        )
        put(
            tmp_path / "other",
            "kimji_7_508_gates.ipynb",
            "nobody_1_502_gates.ipynb",
            "leeada_1002_503_gates.ipynb",
        )
        assert why(intake(tmp_path / "other", roster=ROSTER)) == {
            "kimji_7_508_gates.ipynb": '"kimji" may be kim1, kim2: give each an id of the platform in roster.csv',
            "nobody_1_502_gates.ipynb": 'no line of the roster is "nobody" (canvas_id 1)',
            "leeada_1002_503_gates.ipynb": '1002 is bo in the roster, and the name "leeada" ada: say which in roster.csv',
        }

    def test_what_is_no_notebook_is_said_and_whose(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            "leeada_1001_text.html",
            "leeada_1001_5001_report.docx",
            "LATE_anon_aB3d_507_gates.ipynb",
        )
        found = intake(tmp_path, roster=ROSTER)
        assert whose(found) == {"ada": "nothing"}
        assert found.hand_ins["ada"][0].submission.others == ("leeada_1001_5001_report.docx",)
        assert why(found)["LATE_anon_aB3d_507_gates.ipynb"] == 'no line of the roster is "anon_aB3d"'

    def test_the_notebook_of_another_assignment(self, tmp_path: Path) -> None:
        found = intake(put(tmp_path, "leeada_1001_5001_graphs-2.ipynb"), roster=ROSTER)
        assert whose(found) == {"ada": "nothing"}
        assert set(why(found).values()) == {"the notebook of ps1"}

    def test_a_notebook_that_is_called_as_that_of_another_assignment(self, tmp_path: Path) -> None:
        course = replace(COURSE, assignments=(Assignment("ps1", "gates", ()), PS2))
        found = take_in(PS2, (put(tmp_path, "leeada_1001_5001_gates.ipynb"),), course, students=ROSTER)
        assert whose(found) == {"ada": "leeada_1001_5001_gates.ipynb"}


class TestMoodle:
    @pytest.mark.parametrize("form", ["{}_assignsubmission_file_gates.ipynb", "{}_assignsubmission_file_/gates.ipynb",
                                      "{}_assignsubmission_file/gates.ipynb", "Ps 2-7/{}_assignsubmission_file/gates.ipynb"])  # fmt: skip
    def test_files_and_folders(self, tmp_path: Path, form: str) -> None:
        put(
            tmp_path,
            *(form.format(name) for name in ("Ada Lee_2001", "김민수_2003", "Lee Ada_9", "Ji Kim_4")),
        )
        found = intake(tmp_path, roster=ROSTER)
        assert set(whose(found)) == {"ada", "minsu"}
        assert [one.reason for one in found.left_out] == [
            '"Ji Kim" may be kim1, kim2: give each an id of the platform in roster.csv',
            'Moodle has several people called "ada" (2001, 9): give each an id of the platform in roster.csv',
        ]
        if "{}_assignsubmission_file_" in form:
            (tmp_path / form.format("Lee Ada_9")).unlink()
            assert set(whose(intake(tmp_path))) == {"Ada Lee", "Ji Kim", "김민수"}

    def test_an_online_text_is_not_taken(self, tmp_path: Path) -> None:
        put(tmp_path, "Ada Lee_2001_assignsubmission_onlinetext/onlinetext.html")
        put(
            tmp_path,
            "Participant 5_2002_assignsubmission_file/gates.ipynb",
            "Bo_7_assignsubmission_file/gates.docx",
        )
        found = intake(tmp_path, roster=ROSTER)
        assert whose(found)["ada"] == "nothing"
        assert whose(found)["bo"].startswith("Participant 5")

    def test_a_stamp_of_the_students_own_is_none(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            *(f"Ada Lee_2001_assignsubmission_file/{name}" for name in ("gates.ipynb", "timestamp.txt")),
        )
        (tmp_path / "Ada Lee_2001_assignsubmission_file/timestamp.txt").write_text("2001-01-01 00:00 UTC")
        assert intake(tmp_path, roster=ROSTER).hand_ins["ada"][0].submission.handed_in is None


class TestGradescope:
    @pytest.mark.parametrize("around", ["", "assignment_12_export/", "x/assignment_12_export/"])
    def test_people_and_times(self, tmp_path: Path, around: str) -> None:
        put(tmp_path, *(f"{around}{name}" for name in ("submission_metadata.yml", "submission_77/gates.ipynb", "submission_78/hw/gates.ipynb",
                                                      "submission_79/gates.ipynb")))  # fmt: skip
        found = intake(tmp_path, roster=ROSTER)
        assert set(whose(found)) == {"ada", "bo"}
        assert found.hand_ins["ada"][0].submission.handed_in == datetime(2027, 3, 12, 14, 59, 0, 123456, UTC)
        assert found.hand_ins["bo"][0].submission.handed_in == datetime(2027, 3, 12, 15, tzinfo=UTC)
        assert why(found) == {
            f"{around}submission_78/hw/gates.ipynb": 'no line of the roster is "S9"',
            f"{around}submission_79/gates.ipynb": "nothing says whose it is: submission_metadata.yml is missing, or does not name it",
        }
        assert set(whose(intake(tmp_path))) == {"S1", "bo", "S9"}

    def test_a_time_that_is_not_said_is_a_reason_of_its_own(self, tmp_path: Path) -> None:
        put(tmp_path, "submission_metadata.yml", "submission_77/gates.ipynb")
        (tmp_path / "submission_metadata.yml").write_text(
            META.replace(":created_at: 2027", ":created_at: long ago 2027")
        )
        (one,) = intake(tmp_path, roster=ROSTER).hand_ins["ada"]
        assert (one.submission.handed_in, one.submission.unsure) == (
            None,
            "submission_metadata.yml does not say when",
        )
        assert retold(one.submission.unsure, "ko") != one.submission.unsure

    def test_without_its_metadata_nobody_knows(self, tmp_path: Path) -> None:
        found = intake(put(tmp_path, "submission_77/gates.ipynb", "bo.ipynb"))
        assert whose(found) == {"bo": "bo.ipynb"}
        assert why(found)["submission_77/gates.ipynb"].startswith("nothing says whose it is")

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "it names no folders"),
            ("[1, 2]", "it names no folders"),
            ("a: [", "parsing"),
            ('submission_77: {":submitters": 7, ":created_at": [1]}', ""),
            ("&a [*a]", "recursive"),
            ("a: *b", "undefined alias"),
            (LAUGHS, ""),
        ],
    )
    def test_any_metadata(self, tmp_path: Path, text: str, told: str) -> None:
        put(tmp_path, "submission_metadata.yml", "submission_77/gates.ipynb")
        (tmp_path / "submission_metadata.yml").write_text(text)
        found = intake(tmp_path, roster=ROSTER)
        assert whose(found) == {}
        reason = why(found).get("submission_metadata.yml", "")
        assert reason.startswith("not to be read (") is bool(told), reason
        assert told in reason
        assert "\n" not in reason


class TestOthers:
    def test_a_stamp_where_nbgrader_puts_it_counts_in_an_archive_too(self, tmp_path: Path) -> None:
        there, own = "2027-03-12 10:00:00 UTC", "2001-01-01 00:00 UTC"
        stamps = {"ada/ps2": there, "bo/ps2": "soon", "minsu": own}
        files = {
            f"{home}/{name}": text
            for home, stamp in stamps.items()
            for name, text in (("gates.ipynb", "{}"), ("timestamp.txt", stamp))
        }
        (tmp_path / "class.zip").write_bytes(zipped(files))
        (tmp_path / "scratch").mkdir()
        found = intake(tmp_path / "class.zip", scratch=tmp_path / "scratch").hand_ins
        seen = {student: one.submission for student, (one,) in found.items()}
        assert {student: one.handed_in for student, one in seen.items()} == {
            "ada": datetime(2027, 3, 12, 10, tzinfo=UTC),
            **dict.fromkeys(("bo", "minsu")),
        }
        assert seen["bo"].unsure.startswith('timestamp.txt says "soon"')

    def test_clones_of_github_classroom(self, tmp_path: Path) -> None:
        put(
            tmp_path,
            "ps2-submissions/ps2-adalee/gates.ipynb",
            "ps2-submissions/ps2-bo-n/.git/config",
            "ps2-submissions/ps2-bo-n/gates.ipynb",
        )
        assert set(whose(intake(tmp_path, roster=ROSTER))) == {"ada", "bo"}
        assert set(whose(intake(tmp_path))) == {"adalee", "bo-n"}
        put(tmp_path / "named", "backprop-hw-bo-n/gates.ipynb", "backprop-hw-bo-n/.git/HEAD")
        assert set(whose(intake(tmp_path / "named", roster=ROSTER))) == {"bo"}

    @pytest.mark.parametrize("names", [
        ["ada/gates.ipynb", "bo/gates (1).ipynb"], ["ada.ipynb", "bo_gates.ipynb"], ["ada/ps2/gates.ipynb", "bo/gates.ipynb"],
        ["week 3/ada.ipynb", "week 3/bo_4711_gates.ipynb"], ["ps2/ada/gates.ipynb", "ps2/bo/x/gates.ipynb"], ["a/b/c/ada.py", "a/b/c/bo.py"],
    ])  # fmt: skip
    def test_folders_and_files(self, tmp_path: Path, names: list[str]) -> None:
        found = intake(put(tmp_path, *names))
        assert set(whose(found)) == {"ada", "bo"}
        assert not found.left_out

    def test_a_folder_of_everything(self, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        put(tmp_path, "kimminsu_12345_67890_gates-1.ipynb", "Lee Ada_1002_assignsubmission_file_gates.ipynb", "gates.ipynb",
            "submission_123456/gates.ipynb", "notes.txt", ".DS_Store", "__MACOSX/._x", "ada/ps1/graphs.ipynb")  # fmt: skip
        (tmp_path / "park.zip").write_bytes(zipped({"hw/gates.ipynb": "{}", "hw/data.csv": ""}))
        found = intake(tmp_path, scratch=tmp_path_factory.mktemp("scratch"))
        assert whose(found) == {
            "kimminsu": "kimminsu_12345_67890_gates-1.ipynb",
            "Lee Ada": "Lee Ada_1002_assignsubmission_file_gates.ipynb",
            "park": "park.zip/hw/gates.ipynb",
        }
        assert why(found) == {
            "gates.ipynb": "its name does not say whose it is",
            "submission_123456/gates.ipynb": "nothing says whose it is: submission_metadata.yml is missing, or does not name it",
            "notes.txt": "no notebook or Python file",
            ".DS_Store": "hidden",
            "park.zip/hw/data.csv": "no notebook or Python file",
        }

    def test_another_assignments_folder_says_nothing_of_this_one(self, tmp_path: Path) -> None:
        found = intake(put(tmp_path, "ada/ps2/gates.ipynb", "eve/ps1/graphs.ipynb"))
        assert set(whose(found)) == {"ada"}
        assert not found.left_out

    def test_with_a_roster_strangers_are_said(self, tmp_path: Path) -> None:
        found = intake(
            put(
                tmp_path, "Ada.ipynb", "o'neil jr bo.ipynb", "guest.ipynb", "김민수.ipynb", "ines/gates.ipynb"
            ),
            roster=ROSTER,
        )
        assert set(whose(found)) == {"ada", "bo", "minsu", "ines"}
        assert why(found) == {"guest.ipynb": 'no line of the roster is "guest"'}

    def test_beside_the_notebook(self, tmp_path: Path) -> None:
        found = intake(
            put(
                tmp_path,
                "ada/ps2/gates.ipynb",
                "ada/ps2/old.ipynb",
                "ada/ps2/x.docx",
                "ada/ps2/timestamp.txt",
            )
        )
        assert why(found) == {
            "ada/ps2/old.ipynb": "beside gates.ipynb, which is taken",
            "ada/ps2/x.docx": "no notebook or Python file",
        }

    def test_what_the_assignment_gives_is_nothing_that_is_left_out(self, tmp_path: Path) -> None:
        given = replace(PS2, files={"data.csv": b""})
        names = [f"ada/ps2/{name}" for name in ("gates.ipynb", "data.csv", "more.csv")]
        assert list(why(take_in(given, [put(tmp_path, *names)]))) == names[2:]

    @pytest.mark.parametrize("inside", ["ada/ps2/gates.ipynb", "ps2/gates.ipynb", "leeada_1001_5001_gates.ipynb", "Ada Lee_2001_assignsubmission_file/gates.ipynb",
                                        "submission_77/gates.ipynb", "ps2-adalee/gates.ipynb", "ada.zip"])  # fmt: skip
    @pytest.mark.parametrize("students", [ROSTER, {}])
    def test_what_lies_in_ones_own_archive_is_ones_own(
        self,
        tmp_path: Path,
        tmp_path_factory: pytest.TempPathFactory,
        inside: str,
        students: dict[str, Student],
    ) -> None:
        content = zipped({"gates.ipynb": "{}"}) if inside == "ada.zip" else b"{}"
        own: dict[str, str | bytes] = {
            inside: content,
            "submission_metadata.yml": META,
            "ps2/timestamp.txt": "2001-01-01 00:00 UTC",
        }
        folder = put(tmp_path / "folder", "readme.txt")
        (folder / "bo.zip").write_bytes(zipped(own))
        (tmp_path / "class.zip").write_bytes(zipped({"bo.zip": zipped(own)}))
        for path in (folder, tmp_path / "class.zip"):
            found = intake(path, roster=students, scratch=tmp_path_factory.mktemp("scratch"))
            assert set(found.hand_ins) == {"bo"}
            assert found.hand_ins["bo"][0].submission.handed_in is None


def test_one_person_in_two_spellings(tmp_path: Path) -> None:
    found = intake(put(tmp_path, "ADA.ipynb", "ada.ipynb"), roster=ROSTER)
    assert whose(found) == {"ada": "ADA.ipynb"}
    assert passed_over(found.hand_ins["ada"][1], found.hand_ins["ada"][0]).reason.startswith(
        "another one, nothing says"
    )


@pytest.mark.parametrize(
    ("names", "students"),
    [
        (["my.ipynb", "helper.py"], {"class"}),
        (["gates.ipynb", "a.py", "b.py", "c.py"], {"class"}),
        (["ada.ipynb", "bo.ipynb", "eve.ipynb"], {"ada", "bo", "eve"}),
        (["leeada_1_502_gates.ipynb"], {"leeada"}),
        (["ada/gates.ipynb", "bo/gates.ipynb"], {"ada", "bo"}),
    ],
)
def test_a_folder_called_as_the_assignment(tmp_path: Path, names: list[str], students: set[str]) -> None:
    put(tmp_path / "class" / "ps2", *names)
    assert set(whose(intake(tmp_path / "class" / "ps2"))) == students


PARTS = tuple(Assignment("ps2", name, (), sheet=name) for name in ("gates", "layers"))
SEVERAL = Assignment("ps2", "gates", (), members=PARTS)


@pytest.mark.parametrize(
    ("files", "sheets", "left_out"),
    [
        (["leeada_1001_5001_gates.ipynb", "leeada_1001_5002_layers.ipynb"], ("gates", "layers"), []),
        (["leeada_1001_5001_gates-1.ipynb", "leeada_1001_5002_layers.ipynb"], ("gates", "layers"), []),
        (
            [f"Lee Ada_2001_assignsubmission_file_{name}.ipynb" for name in ("layers", "gates")],
            ("gates", "layers"),
            [],
        ),
        (["Lee Ada_2001_assignsubmission_file_/gates.ipynb"], ("gates",), []),
        (["ada_gates.ipynb", "ada_layers.ipynb", "ada_gates (1).ipynb"], ("gates", "layers"), ["ada_gates.ipynb"]),
        (["ada_gates.ipynb", "Lee Ada_layers.ipynb"], ("gates", "layers"), []),
        (["ada/gates.ipynb", "ada/deep/layers.ipynb"], ("gates", "layers"), []),
        (["ada/layers.ipynb", "ada/mine.ipynb", "ada/x.py"], ("gates", "layers"), ["ada/x.py"]),
        (["ada/mine.ipynb", "ada/more.ipynb"], (), ["ada/mine.ipynb", "ada/more.ipynb"]),
        (["ada/gates2.ipynb", "ada/my gates.ipynb"], (), ["ada/gates2.ipynb", "ada/my gates.ipynb"]),
        (["ada/Gates.ipynb", "ada/layers.py"], ("gates", "layers"), []),
        (["ada/ps2/gates (1).ipynb", "ada/ps2/a_gates.ipynb"], ("gates",), ["ada/ps2/a_gates.ipynb"]),
    ],
)  # fmt: skip
def test_files_of_several_notebooks_are_one_hand_in(
    tmp_path: Path, files: list[str], sheets: tuple[str, ...], left_out: list[str]
) -> None:
    course = Course("c", Path("/nowhere"), (SEVERAL,))
    found = take_in(SEVERAL, [put(tmp_path, *files)], course, students=ROSTER)
    ((one,),) = found.hand_ins.values()
    assert (one.submission.student, one.submission.sheets) == ("ada", sheets)
    assert len(one.submission.graded) == len(sheets)
    taken = [path.name for _, path in one.submission.graded]
    why = f"beside {taken[0]}, which is taken" if taken else "its name is none of gates.ipynb, layers.ipynb"
    why = why if len(taken) < 2 else f"beside {taken[0]}, {taken[1]}, which are taken"
    assert [(out.origin, out.reason) for out in found.left_out] == [(name, why) for name in left_out]


def test_two_students_files_are_two_hand_ins(tmp_path: Path) -> None:
    names = ["leeada_1001_5001_gates.ipynb", "oneil_1002_5002_layers.ipynb", "leeada_1001_5003_layers.ipynb"]
    course = Course("c", Path("/nowhere"), (SEVERAL,))
    found = take_in(SEVERAL, [put(tmp_path, *names)], course, students=ROSTER)
    there = {name: [one.submission.sheets for one in several] for name, several in found.hand_ins.items()}
    assert there == {"ada": [("gates", "layers")], "bo": [("layers",)]}


NUMBERED = tuple(Assignment("ps2", name, (), sheet=name) for name in ("part-1", "part-2", "과제"))


@pytest.mark.parametrize(
    ("files", "sheets"),
    [
        (["ada/ps2/part-1.ipynb", "ada/ps2/part-2.ipynb"], ("part-1", "part-2")),
        (["ada/ps2/part-1-1.ipynb", "ada/ps2/part-2 (3).ipynb"], ("part-1", "part-2")),
        (["ada/ps2/PART-1.ipynb", "ada/ps2/Part-2.ipynb"], ("part-1", "part-2")),
        (["ada_part-1.ipynb", "ada_Part-2.ipynb"], ("part-1", "part-2")),
        (["leeada_1001_5001_part-1-1.ipynb", "leeada_1001_5002_part-2.ipynb"], ("part-1", "part-2")),
        ([unicodedata.normalize("NFD", "ada/ps2/과제.ipynb"), "ada/ps2/part-2.ipynb"], ("part-2", "과제")),
        ([unicodedata.normalize("NFD", "leeada_1001_5001_과제.ipynb")], ("과제",)),
        (
            ["ada/ps2/part_1.ipynb", "ada/ps2/part 2.ipynb", "ada/ps2/과제_ada.ipynb"],
            ("part-1", "part-2", "과제"),
        ),
        (["leeada_1001_5001_Part1-1.ipynb", "leeada_1001_5002_ps2 part2 final.ipynb"], ("part-1", "part-2")),
    ],
)
def test_notebooks_whose_names_end_in_a_number_or_are_spelt_in_pieces(
    tmp_path: Path, files: list[str], sheets: tuple[str, ...]
) -> None:
    several = Assignment("ps2", "part-1", (), members=NUMBERED)
    found = take_in(several, [put(tmp_path, *files)], students=ROSTER)
    ((one,),) = found.hand_ins.values()
    assert (one.submission.student, one.submission.sheets) == ("ada", sheets)
    assert not found.left_out


@pytest.mark.parametrize("folder", ["ada/ps2", "ada"])
@pytest.mark.parametrize(
    ("names", "taken"),
    [
        (["a.ipynb", "gates (1).ipynb"], "gates (1).ipynb"),
        (["gates (1).ipynb", "gates (2).ipynb", "old_gates.ipynb"], "gates (2).ipynb"),
        (["gates.py", "other.ipynb"], "other.ipynb"),
    ],
)
def test_of_several_files_the_one_that_is_called_as_the_notebook(
    tmp_path: Path, folder: str, names: list[str], taken: str
) -> None:
    put(tmp_path, *(f"{folder}/{name}" for name in names), "bo/ps2/gates.ipynb")
    found = take_in(PS2, [tmp_path], students=ROSTER)
    assert whose(found)["ada"] == f"{folder}/{taken}"


def test_a_name_of_one_letter_stands_in_no_other(tmp_path: Path) -> None:
    parts = tuple(Assignment("ps2", name, (), sheet=name) for name in "ab")
    several = Assignment("ps2", "a", (), members=parts)
    for names in (["a.ipynb", "final.ipynb"], ["A .ipynb", "final.ipynb"]):
        found = take_in(several, [put(tmp_path / names[0], *(f"ada/ps2/{name}" for name in names))])
        ((one,),) = found.hand_ins.values()
        assert [path.name for _, path in one.submission.graded] == names


def test_one_notebook_whose_name_ends_in_a_number(tmp_path: Path) -> None:
    found = take_in(
        Assignment("ps2", "hw-1", ()), [put(tmp_path, "ada/hw.ipynb", "ada/hw-1.ipynb", "hw-1.ipynb")]
    )
    assert whose(found) == {"ada": "ada/hw-1.ipynb"}
    assert [out.origin for out in found.left_out] == ["ada/hw.ipynb", "hw-1.ipynb"]


def test_files_that_are_named_themselves_are_one_hand_in(tmp_path: Path) -> None:
    names = ["leeada_1001_5001_gates.ipynb", "oneil_1002_5003_layers.ipynb", "leeada_1001_5002_layers.ipynb"]
    files = [put(tmp_path, name) / name for name in [*names, "leeada_1001_5009_gates-1.ipynb"]]
    found = take_in(SEVERAL, files, students=ROSTER)
    assert {name: [one.submission.sheets for one in several] for name, several in found.hand_ins.items()} == {
        "ada": [("gates", "layers")],
        "bo": [("layers",)],
    }
    assert [out.origin for out in found.left_out] == [names[0]]
    assert whose(found) == {"ada": "leeada_1001_5009_gates-1.ipynb", "bo": names[1]}
