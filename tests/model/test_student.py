"""Who may be a student: names in lists, and ids that are names of folders on any system."""

from __future__ import annotations

import pytest

from autograder.model.student import COLUMNS, LONGEST, Student, is_id


@pytest.mark.parametrize(
    "text",
    [
        "ada",
        "S1",
        "a.b-c",
        "a_b",
        "김민수",
        "ada lee",
        "x" * LONGEST,
        "ada@example.edu",
        "com",
        "com10",
        "console",
        "1",
    ],
)
def test_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    ["", ".", ".ada", "-ada", " ada", "ada ", "a/b", "a\\b", "a:b", "a*b", "a?b", 'a"b', "a<b", "a>b", "a|b", "a\nb", "a\ud800",
     "x" * (LONGEST + 1), "é" * (LONGEST // 2 + 1), "con", "NUL", "prn.txt", "aux", "com1", "lpt9.x"],
)  # fmt: skip
def test_what_no_folder_may_be_called(text: str) -> None:
    assert not is_id(text)


def test_what_a_roster_may_say() -> None:
    assert (
        *(
            "student",
            "last_name",
            "first_name",
            "email",
            "section",
            "canvas_id",
            "sis_user_id",
            "sis_login_id",
        ),
        *("moodle_id", "username"),
    ) == COLUMNS
    assert [getattr(Student("s1"), name) for name in COLUMNS] == ["s1", *[""] * 9]


def test_a_name_as_lists_have_it() -> None:
    assert Student("s1", last_name="Lee", first_name="Ada").name == "Lee, Ada"
    assert Student("s1", last_name="Lee").name == "Lee"
    assert Student("s1").name == "s1"
