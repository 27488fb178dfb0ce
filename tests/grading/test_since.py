"""What changed since the scores were last told is remembered beside the records, and said until something changes again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.grading.since import FILE, seen_of, since_last
from tests.report.samples import rich_record


def told(folder: Path, *records: Any) -> Any:
    return since_last(folder, {record["student"]: seen_of(record) for record in records})


def record(student: str, **changed: Any) -> Any:
    return rich_record() | {"student": student} | changed


def test_who_changed_is_new_or_gone_is_said_until_something_changes_again(tmp_path: Path) -> None:
    ada, bob = record("ada"), record("bob")
    assert told(tmp_path, ada, bob) is None
    assert told(tmp_path, ada, bob) is None
    better = record("ada", final_score=5.0, submission={"sha256": "1", "handed_in": None})
    first = told(tmp_path, better, record("eve"))
    assert [(one.student, one.before, one.after, one.why) for one in first.changes] == [
        ("ada", 3.15, 5.0, ("handed in anew",))
    ]
    assert (first.new, first.gone) == (["eve"], ["bob"])
    assert told(tmp_path, better, record("eve")) == first
    second = told(tmp_path, better)
    assert (second.changes, second.gone, second.before) == ([], ["eve"], first.after)


def test_names_are_in_order(tmp_path: Path) -> None:
    names = [f"s{at}" for at in range(8)]
    told(tmp_path, *map(record, names), *map(record, ("y", "x")))
    since = told(
        tmp_path, *(record(name, final_score=1.0) for name in reversed(names)), *map(record, ("b", "a"))
    )
    assert [one.student for one in since.changes] == names
    assert (since.new, since.gone) == (["a", "b"], ["x", "y"])


def test_reasons_come_of_the_stamps(tmp_path: Path) -> None:
    told(tmp_path, record("ada"))
    stamps = {"grader": "g", "questions": {"multiply_gate": "other"}, "late": "l"}
    changed = record("ada", final_score=4.0, stamps=stamps)
    changed["questions"][0]["score"] = 2.0
    (one,) = told(tmp_path, changed).changes
    assert one.questions == (("multiply_gate", 1.0, 2.0),)
    assert one.why == ("changed in the course: multiply_gate",)


def test_a_file_that_cannot_be_read_is_forgotten_and_none_takes_much_room(tmp_path: Path) -> None:
    told(tmp_path, *(record(f"s{n:05}") for n in range(200)))
    assert (tmp_path / FILE).stat().st_size < 200 * 500
    for text in ("", "[]", '{"at": 1}', '{"stamps": [], "seen": {"a": {"stamps": 3}}}'):
        (tmp_path / FILE).write_text(text)
        assert told(tmp_path, record("ada")) is None
