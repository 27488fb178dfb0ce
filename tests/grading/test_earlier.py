"""A run makes what is missing or changed, and nothing else; what it remembers it never believes more than the files."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.grading import earlier as module
from autograder.grading.earlier import INDEX, Earlier
from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.grading.stamps import Stamps
from autograder.grading.store import read_record, record_path
from autograder.model.outcome import Outcome
from autograder.model.question import Assignment
from autograder.model.record import QuestionRecord
from autograder.model.result import Graded
from tests.grading.made import write_record

STAMPS = Stamps("grader", {"a": "1", "b": "2"})
OLD = 1_700_000_000


@pytest.fixture
def ada(tmp_path: Path) -> Submission:
    path = tmp_path / "in" / "ada.py"
    path.parent.mkdir()
    path.write_text("x = 1\n")
    os.utime(path, (OLD, OLD))
    return Submission("ada", (path,))


@pytest.fixture(autouse=True)
def nothing_is_young(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time stamp of a change of a file's entry cannot be set back."""
    monkeypatch.setattr(module, "YOUNG", -1e9)


def graded(submission: Submission, folder: Path, stamps: Stamps = STAMPS, status: str | None = None) -> None:
    result = status or Graded((), (), 0.1)
    record = make_record(
        submission, Assignment("ps1", "g", ()), result, lang="en", protection="full", stamps=stamps
    )
    record["questions"] = [question("a"), question("b")]
    write_record(record, folder)


def question(name: str) -> QuestionRecord:
    return {
        "id": name,
        "score": 1.0,
        "max_score": 1.0,
        "outcome": Outcome.ANSWERED,
        "error": None,
        "items": [],
        "misconceptions": [],
        "notes": [],
        "cell": None,
        "source": None,
        "first_line": 0,
    }


@pytest.mark.parametrize("indexed", [False, True])
@pytest.mark.parametrize(
    ("change", "known"),
    [
        (lambda path, record: None, True),
        (lambda path, record: path.write_text("x = 2\n"), False),
        (lambda path, record: path.unlink(), False),
        (lambda path, record: record.unlink(), False),
        (lambda path, record: record.write_text(record.read_text()[:50]), False),
        (
            lambda path, record: record.write_text(
                record.read_text().replace('"fingerprint": "', '"fingerprint": "0')
            ),
            False,
        ),
    ],
)
def test_a_record_counts_as_long_as_it_and_the_file_are_as_they_were(
    ada: Submission, tmp_path: Path, indexed: bool, change: Callable[[Path, Path], None], known: bool
) -> None:
    folder = tmp_path / "out"
    graded(ada, folder)
    if indexed:
        first = Earlier(folder, STAMPS)
        first.known(ada)
        first.remember([ada])
        assert (folder / INDEX).exists()
    change(ada.files[0], record_path(folder, "ada"))
    found = Earlier(folder, STAMPS).known(ada)
    assert (found is not None) == known
    if found:
        assert (found.status, found.reason) == ("graded", None)


@pytest.mark.parametrize("made_before", [True, False])
def test_what_is_remembered_need_not_be_read(
    ada: Submission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_before: bool
) -> None:
    folder = tmp_path / "out"
    for _ in range(made_before):
        graded(ada, folder)
    first = Earlier(folder, STAMPS)
    assert (first.known(ada) is not None) == made_before
    for _ in range(not made_before):
        graded(ada, folder)
    first.remember([ada])
    monkeypatch.setattr(module, "read_record", None)
    monkeypatch.setattr(Submission, "sha256", None)
    second = Earlier(folder, STAMPS)
    assert second.known(ada) is not None
    second.remember([ada])


@pytest.mark.parametrize("text", ["x = 22\n", "x\n"])
def test_a_file_that_changed_while_it_was_graded_is_not_remembered(
    ada: Submission, tmp_path: Path, text: str
) -> None:
    folder = tmp_path / "out"
    run = Earlier(folder, STAMPS)
    assert run.known(ada) is None
    graded(ada, folder)
    ada.files[0].write_text(text)
    run.remember([ada])
    assert Earlier(folder, STAMPS).index == {}
    assert Earlier(folder, STAMPS).known(ada) is None


@pytest.mark.parametrize("young", [1e9, 3600.0])  # by its text, or since it was put there with an old time
def test_nor_is_one_that_is_too_young(
    ada: Submission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, young: float
) -> None:
    monkeypatch.setattr(module, "YOUNG", young)
    graded(ada, tmp_path / "out")
    run = Earlier(tmp_path / "out", STAMPS)
    assert run.known(ada) is not None
    run.remember([ada])
    assert Earlier(tmp_path / "out", STAMPS).index == {}


@pytest.mark.parametrize("index", ["", "[", "[]", '{"ada": 3}', '{"ada": [1, 2]}', "\xff"])
def test_an_index_that_is_none_is_no_index(ada: Submission, tmp_path: Path, index: str) -> None:
    graded(ada, tmp_path / "out")
    (tmp_path / "out" / INDEX).write_text(index, encoding="latin-1")
    assert Earlier(tmp_path / "out", STAMPS).known(ada) is not None


@pytest.mark.parametrize(
    ("stamps", "kept"),
    [
        (Stamps("grader", {"a": "1", "b": "9"}), {"a"}),
        (Stamps("grader", {"a": "1", "b": "2", "c": "3"}), {"a", "b"}),
        (Stamps("grader", {"a": "8", "b": "9"}), set()),
        (Stamps("other", {"a": "1", "b": "2"}), set()),
    ],
)
def test_questions_that_nothing_has_changed_for_are_kept(
    ada: Submission, tmp_path: Path, stamps: Stamps, kept: set[str]
) -> None:
    graded(ada, tmp_path)
    task = Earlier(tmp_path, stamps).task(ada)
    assert task.kept == kept
    assert task.earlier == (record_path(tmp_path, "ada") if kept else None)


def test_nothing_is_kept_of_another_submission_or_of_no_result(ada: Submission, tmp_path: Path) -> None:
    changed = Stamps("grader", {"a": "1", "b": "9"})
    graded(ada, tmp_path, status="no notebook")
    assert Earlier(tmp_path, changed).task(ada).kept == set()
    graded(ada, tmp_path)
    ada.files[0].write_text("x = 2")
    assert Earlier(tmp_path, changed).task(ada).kept == set()
    assert read_record(record_path(tmp_path, "ada")) is not None
    assert Earlier(tmp_path / "none", changed).task(ada).kept == set()


def test_nothing_is_kept_of_a_record_that_does_not_say_what_it_was_made_with(
    ada: Submission, tmp_path: Path
) -> None:
    graded(ada, tmp_path)
    path = record_path(tmp_path, "ada")
    record = json.loads(path.read_text())
    for gone, known in (("stamps", True), ("fingerprint", False)):
        path.write_text(json.dumps({**record, gone: None}))
        assert (Earlier(tmp_path, STAMPS).known(ada) is not None) == known
        assert Earlier(tmp_path, STAMPS).task(ada).kept == set()


def test_nothing_is_kept_of_what_was_handed_in_at_another_time(ada: Submission, tmp_path: Path) -> None:
    graded(ada, tmp_path)
    later = replace(ada, handed_in=datetime(2027, 3, 26, tzinfo=UTC))
    assert Earlier(tmp_path, STAMPS).task(later).kept == set()
