"""Whose a file is, by what its name says and what the roster knows."""

from __future__ import annotations

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
