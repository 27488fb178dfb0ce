"""The summary on the terminal and scores.csv."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autograder.model.student import Student
from autograder.report.statistics import tally
from autograder.report.summary import guarded, scores_csv, summary, summary_text
from tests.report.samples import class_of, rich_record


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_the_summary_has_the_class_and_every_question() -> None:
    console = Console(file=io.StringIO(), width=100, record=True)
    console.print(summary(class_of(30)))
    text = console.export_text()
    assert "Students 30 · graded 29 · ungraded 1" in text
    assert "question_0 │       100 %" in text


def test_the_plain_summary_lines_up() -> None:
    lines = summary_text(class_of(30), "en").splitlines()
    assert lines[0].startswith("Students 30")
    assert len({len(line) for line in lines[1:]}) == 1


def test_the_plain_summary_lines_up_in_letters_that_are_wider_than_others() -> None:
    _, heading, *rows = summary_text(class_of(30), "ko").splitlines()
    assert heading.split() == ["문제", "만점", "평균", "배점"]
    wide = sum(unicodedata.east_asian_width(letter) == "W" for letter in heading)
    assert {len(row) for row in rows} == {len(heading) + wide}
    assert rows[0].split() == ["question_0", "100", "%", "4.00", "4"]


def test_a_class_without_records_has_a_summary() -> None:
    assert summary_text([]).startswith("Students 0 · graded 0 · ungraded 0\n")
    assert len(summary_text([]).splitlines()) == 2


def test_markup_of_a_student_is_not_obeyed() -> None:
    record = rich_record()
    record["questions"][0]["id"] = "[red]\x1b[31mq"
    console = Console(file=io.StringIO(), width=100, record=True)
    console.print(summary([record]))
    assert "[red]\\x1b[31mq" in console.export_text()


def test_scores_have_a_column_for_every_question(tmp_path: Path) -> None:
    path = tmp_path / "graded" / "scores.csv"
    scores_csv(class_of(10), path)
    table = rows(path)
    assert list(table[0])[:6] == ["student", "status", "score", "late_penalty", "final_score", "max_score"]
    assert list(table[0])[6:] == [f"question_{number}" for number in range(8)] + [
        "protection",
        "handed_in",
        "days_late",
        "manual",
    ]
    assert [row["student"] for row in table] == [f"student{number:04d}" for number in range(10)]
    assert table[7]["status"] == "ungraded"
    assert table[7]["score"] == table[7]["question_0"] == ""
    assert [child.name for child in path.parent.iterdir()] == ["scores.csv"]


def test_who_was_graded_by_a_person_alone_is_graded(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    *_, broken = class_of(8)
    broken |= {"score": 1.5, "final_score": 1.5, "questions": []}
    broken["by_hand"] = {"q_check": {"score": 1.5, "comment": "", "points": 2.0}}
    scores_csv([broken], path)
    assert "by_hand" not in rows(path)[0], "the course has no cells of people"
    assert [(row["status"], row["final_score"]) for row in rows(path)] == [("graded", "1.5")]


def test_what_people_gave_and_excused_and_who_they_are(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    first, second, third = class_of(3)
    essay = {"essay": {"score": 4.5, "comment": "", "points": 5.0}}
    first["questions"][0] |= {"excused": True}
    second["questions"][0]["manual"] = {"score": 2.0, "comment": "", "automatic": 1.0}
    second |= {
        "by_hand": essay,
        "lateness": {"due": "", "seconds": 9.0, "days": 1, "free_days": 0, "extension": None},
    }
    roster = {"student0001": Student("student0001", last_name="=Lee", first_name="A, B", section="1")}
    scores_csv([second, first, third | {"excused": True, "score": None, "final_score": None}], path, roster)
    one, two, three = rows(path)
    assert (one["question_0"], one["manual"], one["by_hand"], one["last_name"]) == ("", "", "", "")
    assert (two["manual"], two["by_hand"], two["by_hand_max"], two["days_late"]) == ("6.5", "4.5", "5.0", "1")
    assert (two["last_name"], two["first_name"], two["section"]) == ("'=Lee", "A, B", "1")
    assert (three["status"], three["score"], three["final_score"]) == ("excused", "", "")
    assert (three["late_penalty"], three["question_0"]) == ("", "")
    assert [*one][-9:] == [
        *("by_hand", "by_hand_max", "protection", "handed_in", "days_late", "manual"),
        *("last_name", "first_name", "section"),
    ]


@pytest.mark.parametrize(
    "student", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)", '=HYPERLINK("x")\n,2']
)
def test_a_text_never_becomes_a_formula(tmp_path: Path, student: str) -> None:
    scores_csv([rich_record() | {"student": student}], tmp_path / "scores.csv")
    (row,) = rows(tmp_path / "scores.csv")
    assert row["student"].startswith("'")


@pytest.mark.parametrize("cell", [-1.5, 3, None])
def test_numbers_stay_numbers(cell: Any) -> None:
    assert guarded(cell) == cell


def test_a_surrogate_does_not_stop_the_file(tmp_path: Path) -> None:
    scores_csv([rich_record() | {"student": "\ud800"}], tmp_path / "scores.csv")
    assert rows(tmp_path / "scores.csv")[0]["student"] == "\\ud800"


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.mkdir()
    with pytest.raises(OSError, match=r"scores\.csv"):
        scores_csv([rich_record()], path)
    assert [child.name for child in tmp_path.iterdir()] == ["scores.csv"]


def test_scores_go_by_student_whatever_the_order_of_the_records(tmp_path: Path) -> None:
    scores_csv(reversed(list(class_of(10))), tmp_path / "a.csv")
    scores_csv(tally(class_of(10)), tmp_path / "b.csv")
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text()
