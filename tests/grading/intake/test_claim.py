"""What names say: whose a file is, which notebook it is, what the student called it."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest

from autograder.grading.intake.claim import (
    Claim,
    base_of,
    claims,
    is_around,
    is_platforms,
    notebook_of,
    own_name,
    rank,
    sheets_first,
)
from autograder.grading.intake.piece import Folder, Found, Person
from autograder.model.question import Assignment

PS2 = Assignment("ps2", "gates", ())


def claimed(name: str, found: Found | None = None, apart: int = 0) -> list[Claim]:
    return list(claims(PurePosixPath(name).parts, PS2, found or Found(), apart))


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("leeada_1001_5001_gates-2.ipynb", Claim(("leeada",), ("leeada_1001_5001_gates-2.ipynb",), "Canvas", "canvas_id", "1001", "", 5001, 2)),
        ("leeada_LATE_1001_5001_gates.ipynb", Claim(("leeada",), ("leeada_LATE_1001_5001_gates.ipynb",), "Canvas", "canvas_id", "1001", "", 5001, 0, True)),
        ("anon_aB3d_507_gates.ipynb", Claim(("anon_aB3d",), ("anon_aB3d_507_gates.ipynb",), "Canvas", "", "anon_aB3d", "", 507)),
        ("Lee Ada_2001_assignsubmission_file_gates-1.ipynb", Claim(("Lee Ada",), ("Lee Ada_2001_assignsubmission_file_gates-1.ipynb",), "Moodle", "moodle_id", "2001", again=1)),
        ("Lee Ada_2001_assignsubmission_file_/a.py", Claim(("Lee Ada",), ("Lee Ada_2001_assignsubmission_file_",), "Moodle", "moodle_id", "2001")),
        ("submission_77/gates.ipynb", Claim((), ("submission_77",), "Gradescope")),
        ("PS2-ada-lee/gates.ipynb", Claim(("ada-lee",), ("PS2-ada-lee",), "GitHub")),
        ("ada/ps2/gates.ipynb", Claim(("ada",), ("ada", "ps2"))),
        ("ada/ps3/gates.ipynb", Claim(("ada",), ("ada",))),
        ("ps2/ada/gates.ipynb", Claim(("ada",), ("ps2", "ada"))),
        ("ada.zip/ps2/gates.ipynb", Claim(("ada",), ("ada.zip",))),
        ("ada.ZIP/gates.ipynb", Claim(("ada",), ("ada.ZIP",))),
        ("ada_gates (3).ipynb", Claim(("ada",), ("ada_gates (3)",), again=3)),
        ("Ada_7_Gates.ipynb", Claim(("Ada",), ("Ada_7_Gates",), "the download", "", "7")),
        ("ada.ipynb", Claim(("ada",), ("ada",))),
        ("submission_77.ipynb", Claim(("submission_77",), ("submission_77",))),
        ("ps2-ada.ipynb", Claim(("ps2-ada",), ("ps2-ada",))),
        ("ps2/ada.ipynb", Claim(("ada",), ("ps2", "ada"))),
        ("ps2/ada_gates.ipynb", Claim(("ada",), ("ps2", "ada_gates"))),
        ("dezero_01_02_steps.py", Claim(("dezero_01_02_steps",), ("dezero_01_02_steps",))),
        ("ASSIGNMENT_12_EXPORT/ada/gates.ipynb", Claim(("ada",), ("ASSIGNMENT_12_EXPORT", "ada"))),
    ],
)  # fmt: skip
def test_whose_a_file_is_and_what_it_shares_with_the_other_files_of_its_hand_in(
    name: str, claim: Claim
) -> None:
    assert claimed(name) == [claim]


def test_a_notebook_by_its_own_name_is_nobodys() -> None:
    assert claimed("gates.ipynb") == claimed("gates-1.ipynb") == claimed("_gates.ipynb") == []


def test_the_first_names_may_be_nobodys() -> None:
    assert claimed("download/ada/gates.ipynb", apart=1)[0].names == ("ada",)
    assert claimed("download/ada/gates.ipynb")[0].names == ("download",)
    assert claimed("download/ada/ps2/gates.ipynb", apart=1)[0].unit == ("download", "ada", "ps2")


def test_of_a_repository_by_another_name_whatever_follows_a_dash_may_be_the_owner() -> None:
    (one,) = claimed("hw-ada-lee/gates.ipynb", Found(repositories={("hw-ada-lee",)}))
    assert (one.names, one.platform, one.unit) == (
        ("hw-ada-lee", "ada-lee", "lee"),
        "GitHub",
        ("hw-ada-lee",),
    )


def test_what_gradescope_says_of_a_folder_is_a_claim_a_person() -> None:
    people = (Person("Ada Lee", "S1", "ada@x.edu"), Person("Bo", "", "Bo@X.edu"), Person("Cy", "", ""))
    found = Found(metadata={(): {"submission_77": Folder(people, None)}})
    made = claimed("submission_77/hw/gates.ipynb", found)
    assert [one.names for one in made] == [("S1", "ada", "Ada Lee"), ("Bo", "Bo"), ("Cy",)]
    assert {(one.unit, one.platform, one.kind) for one in made} == {(("submission_77",), "Gradescope", "sid")}
    assert [one.who for one in made] == [("Gradescope", "S1"), ("Gradescope", "bo@x.edu"), ("Gradescope", "")]
    assert claimed("submission_77", found)[0].platform == ""  # a file of that name is none of its folders


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("ps2-ada/gates.ipynb", ("GitHub", "ps2-ada")),
        ("ps2-submissions/ps2-ada/gates.ipynb", ("GitHub", "ps2-ada")),
        ("leeada_1001_5001_gates.ipynb", ("Canvas", "1001")),
        ("ada.py", ("", "")),
    ],
)
def test_a_platform_tells_people_apart_by_a_number_or_a_repository(name: str, who: tuple[str, str]) -> None:
    assert claimed(name)[0].who == who


@pytest.mark.parametrize(
    ("name", "notebooks", "base"),
    [
        ("gates-1.ipynb", ("gates",), ("gates", 1)),
        ("gates (12).ipynb", ("gates",), ("gates", 12)),
        ("gates(2).ipynb", ("gates",), ("gates", 2)),
        ("gates-1.ipynb", ("gates-1",), ("gates-1", 0)),
        ("ada_gates-1.ipynb", ("gates-1",), ("ada_gates-1", 0)),
        ("gates-1234.ipynb", ("gates",), ("gates-1234", 0)),
        ("gates.ipynb", ("gates",), ("gates", 0)),
        (unicodedata.normalize("NFD", "각-1.ipynb"), ("각",), ("각", 1)),
    ],
)
def test_what_platforms_and_browsers_add_to_a_name_is_a_number(
    name: str, notebooks: tuple[str, ...], base: tuple[str, int]
) -> None:
    assert base_of(name, notebooks) == base


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("leeada_1001_5001_gates.ipynb", "gates.ipynb"),
        ("Lee_2001_assignsubmission_file_a_1_555_b.py", "a_1_555_b.py"),
        ("a_1_555_b_2_assignsubmission_file_c.py", "b_2_assignsubmission_file_c.py"),
        ("Lee Ada_2001_assignsubmission_file_", "Lee Ada_2001_assignsubmission_file_"),
        ("gates.ipynb", "gates.ipynb"),
    ],
)
def test_the_platform_that_put_its_mark_first_is_the_one(name: str, own: str) -> None:
    assert own_name(name) == own


def test_files_are_ranked_by_notebook_then_by_number_then_scripts() -> None:
    names = ["a.py", "b.ipynb", "Gates.ipynb", "gates-2.ipynb", "gates.py", "x_1_500_gates-3.ipynb"]
    assert sorted(names, key=lambda name: rank(name, ("gates",))) == [
        "x_1_500_gates-3.ipynb",
        "gates-2.ipynb",
        "Gates.ipynb",
        "b.ipynb",
        "a.py",
        "gates.py",
    ]
    assert notebook_of("x_1_500_GATES-3.ipynb", ("other", "gates")) == "gates"
    assert notebook_of("ada_gates.ipynb", ("gates",)) == ""


def test_folders_that_stand_around_everybodys() -> None:
    found = Found(repositories={("ps2-submissions",)})
    for names, around in [
        (("assignment_12_export", "a"), True), (("ps2", "a"), True), (("PS2", "a"), False), (("assignment_12", "a"), False),
        (("hw-submissions", "HW-ada"), True), (("hw-submissions", "other"), False), (("hw-submissions",), False),
        (("ps2-submissions", "ps2-ada"), False),
    ]:  # fmt: skip
        assert is_around(names, 0, "ps2", found) is around, names
        assert (
            is_around(("ps2", *names), 1, "ps2", Found(repositories={("ps2", "ps2-submissions")})) is around
        )


@pytest.mark.parametrize(
    ("name", "assignment", "platforms"),
    [("PS2-ada", "ps2", True), ("ps2-ada", "", False), ("ps2", "ps2", False), ("submission_7", "", True),
     ("A_1_assignsubmission_file", "ps2", True), ("submission_7x", "ps2", False), ("-ada", "", False)],
)  # fmt: skip
def test_a_platforms_name_of_one_persons_folder(name: str, assignment: str, platforms: bool) -> None:
    assert is_platforms(name, assignment) is platforms


SEVERAL = Assignment(
    "ps2",
    "gates",
    (),
    members=tuple(Assignment("ps2", one, ()) for one in ("gates", "layers", "nn")),
)


@pytest.mark.parametrize(
    ("files", "first", "sheets"),
    [
        ("a.py layers.ipynb gates-1.ipynb", "gates-1.ipynb layers.ipynb a.py", "gates layers"),
        ("gates-1.ipynb gates.ipynb", "gates-1.ipynb gates.ipynb", "gates"),
        ("gatesbill_1_500_x.ipynb", "gatesbill_1_500_x.ipynb", ""),
        ("ada_1_500_Layers.ipynb", "ada_1_500_Layers.ipynb", "layers"),
        ("myGates2.ipynb x.ipynb", "myGates2.ipynb x.ipynb", "gates"),
        ("myGates2.ipynb Gates3.ipynb", "myGates2.ipynb Gates3.ipynb", ""),
        ("mygates.ipynb gates.ipynb", "gates.ipynb mygates.ipynb", "gates"),
        ("mygates.py", "mygates.py", ""),
        ("my nn.ipynb nn.py", "nn.py my nn.ipynb", "nn"),
        ("mynn.ipynb", "mynn.ipynb", ""),
        ("gates.ipynb layers.ipynb x.ipynb", "gates.ipynb layers.ipynb x.ipynb", "gates layers nn"),
        (
            "gates.ipynb layers.ipynb x.ipynb y.ipynb",
            "gates.ipynb layers.ipynb x.ipynb y.ipynb",
            "gates layers",
        ),
        ("gates.ipynb x.ipynb", "gates.ipynb x.ipynb", "gates"),
        ("gates-layers.ipynb", "gates-layers.ipynb", "layers"),
    ],
)
def test_which_file_is_which_of_several_notebooks(files: str, first: str, sheets: str) -> None:
    """By its own name, then by a name that has the notebook's inside, then the one that is left."""
    names = files.replace("my nn", "my\0nn").split()
    names = [name.replace("\0", " ") for name in names]
    found, there = sheets_first(SEVERAL, names, str)
    assert (" ".join(found), " ".join(there)) == (first, sheets)


@pytest.mark.parametrize(
    ("name", "sheets"),
    [("bo_a_gates.ipynb", ("a_gates",)), ("bo_gates.ipynb", ("gates",)), ("myq1.ipynb", ())],
)
def test_the_longest_name_is_meant_and_two_letters_stand_in_any(name: str, sheets: tuple[str, ...]) -> None:
    members = tuple(Assignment("ps2", one, ()) for one in ("gates", "a_gates", "q_1"))
    assert sheets_first(Assignment("ps2", "gates", (), members=members), [name], str) == ([name], sheets)


def test_of_a_single_notebook_the_first_file_is_taken_whatever_it_is_called() -> None:
    assert sheets_first(PS2, ["b.py", "gates.ipynb"], str) == (["b.py", "gates.ipynb"], ("",))
