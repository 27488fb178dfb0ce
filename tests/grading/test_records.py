"""Records: whole or not at all, read back as written, with the penalty for lateness."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.records import (
    fingerprint,
    late_penalty,
    read_record,
    read_records,
    run_fingerprint,
    ungraded_record,
    write_record,
)
from autograder.grading.submissions import Submission
from autograder.model.question import Late
from autograder.reference.answer_key import AnswerKey

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
LATE = Late(0.1, 0.5)


def record(student: str, **more: Any) -> dict[str, Any]:
    return {"schema": 1, "student": student, "assignment": "ps1", **more}


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


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (timedelta(hours=-1), 0.0),
        (timedelta(0), 0.0),
        (timedelta(seconds=1), 1.0),
        (timedelta(days=1), 1.0),
        (timedelta(days=1, seconds=1), 2.0),
        (timedelta(days=30), 5.0),
    ],
)
def test_each_day_begun_costs(after: timedelta, lost: float) -> None:
    assert late_penalty(10.0, DUE, LATE, DUE + after) == lost


def test_without_a_due_date_or_a_time_stamp_nothing_is_lost() -> None:
    after = DUE + timedelta(days=3)
    assert late_penalty(10.0, None, LATE, after) == 0.0
    assert late_penalty(10.0, DUE, None, after) == 0.0
    assert late_penalty(10.0, DUE, LATE, None) == 0.0


def test_a_fingerprint_depends_on_the_submission_and_the_run(
    tmp_path: Path, key_of: Callable[[str], AnswerKey]
) -> None:
    path = tmp_path / "ada.py"
    path.write_text("x")
    ada = Submission("ada", (path,))
    key = key_of("ps1")
    runs = [run_fingerprint(key, seed, lang) for seed, lang in ((b"a", "en"), (b"b", "en"), (b"a", "ko"))]
    assert len(set(runs)) == 3
    assert run_fingerprint(key, b"a", "en") == runs[0]
    one = fingerprint(ada, runs[0])
    assert fingerprint(Submission("ada", (path,), handed_in=DUE), runs[0]) != one
    path.write_text("y")
    assert fingerprint(ada, runs[0]) != one


def test_an_ungraded_record_has_a_reason_and_no_score(key_of: Callable[[str], AnswerKey]) -> None:
    told = ungraded_record(Submission("ada", ()), key_of("ps1"), "bad\x1b[31m file " + "x" * 999, "f", "full")
    assert (told["status"], told["score"], told["final_score"], told["questions"]) == (
        "ungraded",
        None,
        None,
        [],
    )
    assert "\x1b" not in told["reason"]
    assert len(told["reason"]) <= 420
