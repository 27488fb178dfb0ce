"""A class whose names no format likes, and its records: right, partly, late, corrected by hand, ungraded, excused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from autograder.model.question import Course
from autograder.model.student import Student
from autograder.report.exports.parts.export import Export, Source
from tests.report.samples import ASSIGNMENT, rich_record

COURSE = Course("backprop", Path(), (ASSIGNMENT,), {"en": "Backpropagation"})

STUDENTS = (
    Student("ada", 'Lovelace, "Lady"', "Ada", "ada@example.edu", "A", "1001", "S1", "ada", "2001", "ada"),
    Student("b=1+1", "=1+1", "+cmd|' /C calc'!A0", "b@example.edu", "A", "1002", "S2", "b", "2002", "b"),
    Student("chul", "김", "철수", "chul@example.edu", "나; 반", "1003", "S3", "chul", "2003", "chul"),
    Student(
        "dina", "دينا", "\u202edina\u202c", "dina@example.edu", "B", "1004", "S4", "dina", "2004", "dina"
    ),
    Student("emoji", "👩‍🔬", "two\nlines", "emoji@example.edu", "B", "1005", "S5", "emoji", "2005", "emoji"),
    Student("nobody", "Nobody", "Nell", "nell@example.edu", "B", "1006", "S6", "nell", "2006", "nell"),
)
ROSTER = {student.student: student for student in STUDENTS}


def records() -> list[Any]:
    """By student name: late by a share that has no short form, by hand, ungraded, excused, all right; nell handed in nothing."""
    ada, bee, chul, dina, emoji = (dict(rich_record(), student=s.student) for s in STUDENTS[:5])
    ada["final_score"], ada["late_penalty"] = 3.15, 0.35
    bee["questions"][0].update(score=2.0, manual={"score": 2.0, "comment": "=well argued", "automatic": 1.0})
    bee.update(score=4.1, late_penalty=0.0, final_score=4.1 + 1e-13)
    chul.update(
        status="ungraded",
        reason="gates.ipynb is no notebook: its JSON is broken ("
        + "a long reason " * 20
        + "to its very end)",
        score=None,
        final_score=None,
        late_penalty=0.0,
        questions=[],
    )
    dina.update(excused=True)
    for question in emoji["questions"]:
        question["items"] = [dict(item, score=item["points"], passed=True) for item in question["items"]]
        question["score"] = question["max_score"]
    emoji.update(score=8.0, late_penalty=0.0, final_score=8.0)
    return [ada, bee, chul, dina, emoji]


def source(**more: Any) -> Source:
    """The class, ready to be exported."""
    return Source(COURSE, ASSIGNMENT, lambda: iter(records()), "en", ROSTER, **more)


def results_by_the_rules(export: Export, schema: dict[str, Any]) -> dict[str, Any]:
    """What a platform is given for each student, which its schema allows, and in which no right number of a hidden input is."""
    assert export.files
    found = {file.name: json.loads(file.content) for file in export.files(source())}
    for said in found.values():
        Draft202012Validator(schema).validate(said)
        assert "0.33" not in json.dumps(said), "a right number of a hidden input"
    return found
