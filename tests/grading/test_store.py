"""Records as files: whole or not at all, read back as written."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from autograder.course.load import load_course
from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.grading.schema import record_schema
from autograder.grading.store import read_record, record_text
from autograder.model.record import SCHEMA, Record
from tests.grading.made import write_record
from tests.report.samples import rich_record

ROOT = Path(__file__).parents[2]
UNGRADED = make_record(Submission("ada", ()), load_course(ROOT).assignment("ps1"), "", "en", "full")


def record(student: str, **more: Any) -> Record:
    return {**UNGRADED, "student": student, **more}  # type: ignore[typeddict-item]


@pytest.mark.parametrize("student", ["ada", "김철수", "../../up", "a\nb", "\ud800", "x" * 500, "=cmd()"])
def test_records_of_strange_names_are_read_back(tmp_path: Path, student: str) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    path = write_record(record(student, score=1.5), folder)
    assert [p.parent for p in tmp_path.rglob("*.json")] == [folder]
    back = read_record(path)
    assert back is not None
    assert back["score"] == 1.5
    assert back["student"] == student.replace("\ud800", "?")


def test_a_record_is_replaced_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_record(record("ada", score=1), tmp_path)

    def broken(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="no space left"):
        write_record(record("ada", score=2), tmp_path)
    assert json.loads(path.read_text())["score"] == 1
    assert read_record(path) == record("ada", score=1)


def test_no_number_that_json_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        write_record(record("ada", score=math.nan), tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"schema": 2, "student": "a"}', '{"schema": 1}', "\xff"]
)
def test_files_that_are_no_records(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="latin-1")
    assert read_record(path) is None
    assert read_record(tmp_path / "missing.json") is None


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every object and list of a record, with every key or index of it."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)


def test_what_misses_a_key_or_has_a_value_of_another_kind_is_no_record(tmp_path: Path) -> None:
    path = write_record(rich_record(), tmp_path)
    whole = json.loads(path.read_text())
    assert read_record(path) == whole
    forms = record_schema()["$defs"].values()
    optional = {key for form in forms for key in form.get("properties", ()) if key not in form["required"]}
    names = set(whole["stamps"]["questions"])
    for holder, key in list(_places(whole)):
        was = holder[key]
        holder[key] = {"of another kind": 7}
        path.write_text(json.dumps(whole))
        assert read_record(path) is None, key
        if isinstance(holder, dict):
            del holder[key]
            path.write_text(json.dumps(whole))
            assert read_record(path) is None or key in optional | names, key
        holder[key] = was


def test_what_a_later_version_says_besides_is_let_be(tmp_path: Path) -> None:
    path = write_record(record("ada", mood="good"), tmp_path)
    assert read_record(path) == record("ada", mood="good")


def test_one_of_another_version_is_none(tmp_path: Path) -> None:
    for schema, known in ((SCHEMA, True), (SCHEMA - 1, False), (SCHEMA + 1, False)):
        assert (read_record(write_record(record("ada", schema=schema), tmp_path)) is not None) is known


def test_a_question_is_a_line(tmp_path: Path) -> None:
    told: Record = {"questions": [{"id": "a"}, {"id": "b"}], "cells": []}  # type: ignore[typeddict-item]
    assert record_text(told).splitlines()[1:] == [
        ' "questions": [',
        '  {"id": "a"},',
        '  {"id": "b"}',
        " ],",
        ' "cells": []',
        "}",
    ]


def test_a_list_of_several_has_a_line_each() -> None:
    made = cast("Record", {"a": ["é"], "b": [1, 2], "c": []})
    assert record_text(made) == '{\n "a": ["é"],\n "b": [\n  1,\n  2\n ],\n "c": []\n}\n'


@pytest.mark.parametrize(
    "changed",
    [
        {"questions": 5},
        {"questions": [5]},
        {"questions": None},
        {"student": 5},
        {"submission": None},
        {"stamps": 5},
        {"score": "18"},
        {"cells": {}},
    ],
    ids=str,
)
def test_what_somebody_has_changed_by_hand_is_no_record(tmp_path: Path, changed: dict[str, Any]) -> None:
    path = tmp_path / "ada.json"
    path.write_text(json.dumps({**record("ada", score=1.5, questions=[{"id": "q"}]), **changed}))
    assert read_record(path) is None
    path.write_text("[" * 100_000)
    assert read_record(path) is None


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "-1e999", "9" * 400, "9" * 5000])
def test_a_score_that_is_no_number_of_a_computer(tmp_path: Path, number: str) -> None:
    path = tmp_path / "ada.json"
    text = record_text(record("ada", score=1.5))
    assert text.count('"score": 1.5') == 1
    path.write_text(text.replace('"score": 1.5', f'"score": {number}'))
    assert read_record(path) is None
