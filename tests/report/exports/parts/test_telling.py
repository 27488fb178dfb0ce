"""A record in a few lines of plain text: every number to its last digit, each mistake once, nothing of what is excused."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.exports.parts.telling import (
    LONGEST,
    by_a_person,
    comment,
    item_names,
    item_title,
    number,
    question_title,
    standing,
    told_of_item,
)
from tests.report.exports.samples import records
from tests.report.samples import ASSIGNMENT, item, rich_record


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (0.0, "0.0"),
        (3.15, "3.15"),
        (4.1 + 1e-13, "4.1000000000001"),
        (1e-7, "0.0000001"),
        (7, "7.0"),
    ],
)
def test_a_score_to_the_last_digit_without_an_exponent(value: float | None, said: str) -> None:
    assert number(value) == said


def test_no_two_items_of_a_question_are_called_alike() -> None:
    items = [("forward", []), ("gradient", ["x", "y"]), ("gradient", ["x", "y"]), ("forward", [])]
    names = ["forward", "gradient of x, y", "gradient of x, y (2)", "forward (2)"]
    assert item_names(items) == names


@pytest.mark.parametrize(("lang", "title"), [("en", "Gradient: x, y"), ("ko", "기울기: x, y")])
def test_people_read_titles_in_their_language(lang: str, title: str) -> None:
    assert item_title(item("gradient", ["x", "y"], 0.0, 1.0, ""), lang) == title


def test_a_question_that_left_the_course_goes_by_its_id() -> None:
    assert question_title(ASSIGNMENT, "affine", "ko") == "어파인 계층"
    assert question_title(ASSIGNMENT, "gone", "ko") == "gone"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Score: 3.5 · Late penalty: -0.35 · Final score: 3.15 of 8"),
        ({"late_penalty": 0.0, "final_score": 3.5}, "Score: 3.5 of 8"),
        ({"excused": True}, "excused"),
        ({"final_score": None, "reason": "no file"}, "(no file)"),
        ({"final_score": None, "reason": None}, "(ungraded)"),
        ({"final_score": None, "reason": "x" * 5000}, "…)"),
    ],
)
def test_where_a_student_stands_is_one_line(change: dict[str, Any], said: str) -> None:
    line = standing(rich_record() | change, "en")
    assert said in line
    assert "\n" not in line
    assert len(line) < LONGEST + 200


def test_a_hint_follows_a_mistake_that_is_known() -> None:
    question = rich_record()["questions"][0]
    right, swapped = question["items"]
    assert told_of_item(right, question, ASSIGNMENT, "en") == "Right."
    said = told_of_item(swapped, question, ASSIGNMENT, "en")
    assert said.startswith("The two gradients are exchanged.\nHint: ")
    for unknown in ("of-no-table", None):
        swapped["misconception"] = unknown
        assert told_of_item(swapped, question, ASSIGNMENT, "en") == "The two gradients are exchanged."


def test_what_a_person_said_is_told_with_and_without_points() -> None:
    question = rich_record()["questions"][0]
    assert by_a_person(question, "en") == ""
    question["manual"] = {"score": None, "comment": "See me.\n", "automatic": 1.0}
    assert by_a_person(question, "en") == "See me.\\n"
    question["manual"]["score"] = 1.0
    assert by_a_person(question, "en") == "points given by a person: 1 of 4\nSee me.\\n"


def test_a_comment_names_each_mistake_once_and_nothing_that_is_right() -> None:
    record = rich_record()
    first, second = record["questions"]
    first["items"].append(dict(first["items"][1], of=["z"]))
    second["outcome"] = "not_attempted"
    lines = comment(record, ASSIGNMENT, "en").splitlines()
    assert lines[1:3] == [
        "A multiply gate: 1 / 4",
        "- Gradient: x, y; Gradient: z: The two gradients are exchanged.",
    ]
    assert lines[-2:] == ["The affine layer: 2.5 / 4", "not attempted"]
    second["excused"] = True
    assert comment(record, ASSIGNMENT, "en").splitlines()[-1] == "The affine layer: excused"


def test_a_comment_of_all_that_is_right_is_the_score_and_the_questions() -> None:
    said = comment(records()[4], ASSIGNMENT, "en").splitlines()
    assert said == ["Score: 8 of 8", "A multiply gate: 4 / 4", "The affine layer: 4 / 4"]
