"""What is exported, and whose it is: those who are asked for, in the order of records and roster."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from autograder.model.student import Student
from autograder.report.exports.parts.export import as_json, each
from tests.report.exports.samples import records, source


@pytest.mark.parametrize(
    ("pattern", "graded", "missing"),
    [("*", ["ada", "b=1+1", "chul", "dina", "emoji"], ["nobody"]), ("*d*", ["ada", "dina"], ["nobody"]), ("zoe", [], [])],
)  # fmt: skip
def test_the_students_that_are_asked_for_those_without_a_record_last(
    pattern: str, graded: list[str], missing: list[str]
) -> None:
    asked = source(pattern=pattern)
    assert [one["student"] for one in asked.chosen()] == graded
    everyone = list(asked.everyone())
    assert [one.student.student for one in everyone] == graded + missing
    assert [one.record is None for one in everyone] == [False] * len(graded) + [True] * len(missing)


def test_whom_the_roster_does_not_know_goes_by_the_id() -> None:
    asked = replace(source(), roster={"zoe": Student("zoe", "Park")})
    assert asked.student("ada") == Student("ada")
    assert list(asked.students(["ada", "zoe"])) == ["zoe", "ada"]
    assert [one.student for one in asked.without({"ada"})] == ["zoe"]


@pytest.mark.parametrize(("column", "title"), [("", "Gates"), ("Homework 2", "Homework 2")])
def test_an_assignment_is_called_as_is_asked_for_else_as_here(column: str, title: str) -> None:
    assert source(column=column).title == title


def test_each_student_has_a_file_in_a_folder_that_any_system_can_have() -> None:
    strange = records()[0] | {"student": "../a:b"}
    asked = replace(source(), records=lambda: iter([strange, *records()]), lang="ko")
    files = list(
        each(
            asked,
            lambda record, assignment, lang: {"who": record["student"], "of": assignment.id, "in": lang},
        )
    )
    assert json.loads(files[0].content) == {"who": "../a:b", "of": "ps2", "in": "ko"}
    assert files[0].name.count("/") == 1
    assert not files[0].name.startswith("..")
    assert files[1].name == "ada/results.json"


def test_json_is_readable_and_stands_for_numbers_alone() -> None:
    assert as_json({"a": "가\ud800"}) == '{\n "a": "가?"\n}\n'.encode()
    with pytest.raises(ValueError, match="JSON compliant"):
        as_json({"score": float("nan")})
