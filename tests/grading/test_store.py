"""Records as files: whole or not at all, read back as written."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.store import read_record, read_records, write_record
from autograder.model.record import Record


def record(student: str, **more: Any) -> Record:
    return {"schema": 1, "student": student, "assignment": "ps1", **more}  # type: ignore[typeddict-item]


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
    assert read_records(tmp_path) == [record("ada", score=1)]


def test_no_number_that_json_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        write_record(record("ada", score=math.nan), tmp_path)
    assert read_records(tmp_path) == []


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", '{"schema": 2, "student": "a"}', '{"schema": 1}', "\xff"]
)
def test_files_that_are_no_records(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="latin-1")
    assert read_record(path) is None
    assert read_record(tmp_path / "missing.json") is None


def test_records_come_by_student(tmp_path: Path) -> None:
    for student in ("eve", "ada", "김"):
        write_record(record(student), tmp_path)
    (tmp_path / "other.json").write_text("{}")
    assert [r["student"] for r in read_records(tmp_path)] == ["ada", "eve", "김"]


def test_a_question_is_a_line(tmp_path: Path) -> None:
    lines = (
        write_record(record("ada", questions=[{"id": "a"}, {"id": "b"}], cells=[]), tmp_path)
        .read_text()
        .splitlines()
    )
    assert lines[4:] == [' "questions": [', '  {"id": "a"},', '  {"id": "b"}', " ],", ' "cells": []', "}"]


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
