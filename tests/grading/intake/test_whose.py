"""Whose a file is, by what its name says and what the roster knows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.grading.intake.claim import Claim
from autograder.grading.intake.whose import Whose
from autograder.model.message import Told
from autograder.model.student import Student

ADA = Student(
    "ada", "Lee", "Ada", "Ada@Example.edu", sis_user_id="S-1", sis_login_id="ada.l", username="AdaLee"
)
BOB = Student("bob", "Kim", "Bob", "bob@example.edu", sis_user_id="S-2")


@pytest.mark.parametrize(
    "name", ["ada", "ADA", "adalee", "ADALEE", "Ada.L", "s-1", "ADA@example.EDU", "Lee Ada", "ada lee"]
)
def test_a_person_is_known_by_any_login_in_any_case(name: str) -> None:
    whose = Whose({"ada": ADA, "bob": BOB})
    assert whose.of(Claim((name,), ("hand-in",))) == ("ada", "")


def test_a_name_that_nobody_has_is_nobodys() -> None:
    student, why = Whose({"ada": ADA, "bob": BOB}).of(Claim(("eve",), ("hand-in",)))
    assert (student, why) == ("", 'no line of the roster is "eve"')
    assert isinstance(why, Told)


def test_without_a_roster_a_name_is_a_student_where_it_can_be_an_id() -> None:
    whose = Whose({})
    assert whose.of(Claim(("", "eve"), ("hand-in",))) == ("eve", "")
    student, why = whose.of(Claim(("../eve",), ("hand-in",)))
    assert (student, why) == ("", '"../eve" can be no id of a student')
    assert isinstance(why, Told)
    student, why = whose.of(Claim((), ("hand-in",)))
    assert (student, why) == (
        "",
        "nothing says whose it is: submission_metadata.yml is missing, or does not name it",
    )
    assert isinstance(why, Told)


CY = Student("cy", "Kím", "Bo-b", canvas_id="7")


@pytest.mark.parametrize(
    ("claim", "student", "why"),
    [
        (Claim(("nobody", "bob"), ()), "bob", ""),
        (Claim(("bob",), (), "Canvas", "canvas_id", "7"), "", '7 is cy in the roster, and the name "bob" bob: say which in roster.csv'),
        (Claim(("bob",), (), "Canvas", "canvas_id", "8"), "bob", ""),
        (Claim(("kimbob",), ()), "", '"kimbob" may be bob, cy: give each an id of the platform in roster.csv'),
        (Claim(("kimbob",), (), "Canvas", "canvas_id", "7"), "cy", ""),
        (Claim(("eve",), (), "Canvas", "canvas_id", "8"), "", 'no line of the roster is "eve" (canvas_id 8)'),
        (Claim(("eve",), (), "Gradescope", "sid", "8"), "", 'no line of the roster is "eve"'),
        (Claim(("eve",), (), "the download", "", "8"), "", 'no line of the roster is "eve"'),
        (Claim((), (), "Canvas", "canvas_id", "8"), "", 'no line of the roster is "8" (canvas_id 8)'),
        (Claim((), (), "Gradescope", "sid", "", "eve@x.edu"), "", 'no line of the roster is "?"'),
        (Claim((), (), "Gradescope", "sid", "s-1"), "ada", ""),
        (Claim(("eve",), (), "Gradescope", "sid", "", "BOB@example.edu"), "bob", ""),
        (Claim(("ada", "Bob"), (), "Gradescope", "sid", "", "ada@other.edu"), "bob", ""),
        (Claim(("ada",), (), "Gradescope", "sid", "", "bob@example.edu"), "", 'bob@example.edu is bob in the roster, and the name "ada" ada: say which in roster.csv'),
    ],
)  # fmt: skip
def test_a_platforms_number_and_name_are_held_against_the_roster(
    claim: Claim, student: str, why: str
) -> None:
    assert Whose({"ada": ADA, "bob": BOB, "cy": CY}).of(claim) == (student, why)


def test_an_address_that_two_share_is_nobodys() -> None:
    both = Whose({"bob": BOB, "dan": replace(BOB, student="dan", last_name="Lee", sis_user_id="")})
    student, why = both.of(Claim(("eve",), (), "Gradescope", "sid", "", "bob@example.edu"))
    assert (student, why) == ("", '"eve" may be bob, dan: give each an id of the platform in roster.csv')


def test_a_name_that_several_people_of_a_platform_have_is_nobodys() -> None:
    def made(name: str, number: str, platform: str = "Canvas", kind: str = "canvas_id") -> Claim:
        return Claim((name,), (name,), platform, kind, number)

    whose = Whose({"ada": ADA, "cy": CY})
    two = [(made("cy", number), "cy") for number in ("7", "8", "9", "10", "11")]
    others = [(made("cy", "7", "Moodle"), "cy"), (made("ada", "5"), "ada"), (Claim(("ada",), ("x",)), "ada")]
    others.append((made("ada", ""), "ada"))  # no number tells that from the other
    said = whose.alone([*two, *others])
    why = (
        'Canvas has several people called "cy" (10, 11, 7, 8): give each an id of the platform in roster.csv'
    )
    assert said == {("cy", ("Canvas", number)): why for number in ("8", "9", "10", "11")}
    long = [(made("x", number), "a" * 70) for number in "12"]
    assert f'called "{"a" * 59}…"' in Whose({}).alone(long)["a" * 70, ("Canvas", "1")]
    (first, *_) = Whose({}).alone(two).values()
    for told in (first, said["cy", ("Canvas", "8")]):
        assert isinstance(told, Told)
        assert isinstance(told.values["where"], Told), "so that all of it is said in any language"
    assert first == 'Canvas has several people called "cy" (10, 11, 7, 8): a roster.csv says who is who'


@pytest.mark.parametrize("login", ["AdaLee", "Ada"])
def test_of_two_repositories_that_of_a_login_is_the_students(login: str) -> None:
    repositories = [Claim((name,), (f"ps2-{name}",), "GitHub") for name in (login, "ada-l")]
    said = Whose({"ada": ADA}).alone([(one, "ada") for one in repositories])
    assert [who for _, who in said] == [("GitHub", "ps2-ada-l")]
