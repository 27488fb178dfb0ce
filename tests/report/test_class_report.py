"""The class report: right numbers, any size of class, names only where wanted."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from autograder.report.class_report import write_report
from autograder.report.statistics import ClassTally, Tally, tally
from tests.report.samples import Record, class_of, item, rich_record
from tests.report.test_student_page import parsed

TITLES = {f"question_{number}": {"en": f"Question {number}", "ko": f"문제 {number}"} for number in range(8)}


def page(records: list[Record], path: Path, lang: str = "en", *, hide_names: bool = False) -> str:
    target = path / "report.html"
    write_report(
        iter(records), {"en": "Layers", "ko": "계층"}, TITLES, target, lang=lang, hide_names=hide_names
    )
    return target.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def class_of_30() -> list[Record]:
    return list(class_of(30))


def test_the_report_says_who_has_which_misconception(class_of_30: list[Record], tmp_path: Path) -> None:
    html = page(class_of_30, tmp_path)
    wanted = {
        record["student"]
        for record in class_of_30
        if any(q["id"] == "question_2" and "sign-flipped" in q["misconceptions"] for q in record["questions"])
    }
    section = html[html.index(">Question 2 ") : html.index(">Question 3 ")]
    row = section[section.index("A gradient has the opposite sign") :].split("</tr>")[0]
    assert set(re.findall(r"student\d+", row)) == wanted
    assert f">{len(wanted)} (" in row


def test_what_everybody_and_nobody_solved(class_of_30: list[Record], tmp_path: Path) -> None:
    html = page(class_of_30, tmp_path)
    assert "<li>Question 0: solved by everybody</li>" in html
    assert "<li>Question 1: solved by nobody</li>" in html
    assert "<li>Question 2:" not in html


def test_submissions_for_a_person_are_listed(class_of_30: list[Record], tmp_path: Path) -> None:
    hostile = rich_record() | {"student": "mallory", "violations": ["opened a socket"]}
    crashed = rich_record() | {"student": "carol"}
    crashed["questions"][1]["outcome"] = "crashed"
    html = page([*class_of_30, hostile, crashed], tmp_path)
    assert "the file is no notebook" in html
    assert "opened a socket" in html
    assert "Python died (1)" in html


def test_who_attacks_or_crashes_the_grader_has_no_misconception() -> None:
    honest = rich_record()
    hostile = rich_record() | {"student": "mallory", "violations": ["opened a socket"]}
    crashed = rich_record() | {"student": "carol"}
    crashed["questions"][1]["outcome"] = "crashed"
    counts = tally([honest, hostile, crashed])
    told = [who for one in counts.questions.values() for who in one.misconceptions.values()]
    assert told
    assert set(map(tuple, told)) == {(honest["student"],)}
    assert all(one.answers == 3 for one in counts.questions.values())


def test_names_can_be_hidden(class_of_30: list[Record], tmp_path: Path) -> None:
    html = page(class_of_30, tmp_path, hide_names=True)
    assert "student0" not in html
    assert "submission 8" in html  # student0007 is the eighth


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_plots_are_inline_and_named(class_of_30: list[Record], tmp_path: Path, lang: str) -> None:
    html = page(class_of_30, tmp_path, lang)
    assert len(re.findall(r'<svg role="img" aria-label="[^"]+"', html)) == 3
    assert "currentColor" in html
    assert not re.search(r"""\ssrc=|url\((?!#)|href="(?!#)|@import""", html)
    identifiers = re.findall(r'\sid="([^"]*)"', html)
    assert len(identifiers) == len(set(identifiers))


def test_the_same_class_gives_the_same_bytes(class_of_30: list[Record], tmp_path: Path) -> None:
    assert page(class_of_30, tmp_path / "a") == page(class_of_30, tmp_path / "b")


@pytest.mark.slow
def test_a_class_of_5000_is_quick_and_small(tmp_path: Path) -> None:
    records = list(class_of(5000))
    started = time.perf_counter()
    html = page(records, tmp_path)
    assert time.perf_counter() - started < 10.0
    assert len(html) < 2_000_000
    assert "<details><summary>show names" in html
    parsed_headings = re.findall(r"<h(\d)", html)
    assert parsed_headings[0] == "1"


def test_student_names_are_only_text(tmp_path: Path) -> None:
    record = rich_record() | {
        "student": "<script>alert(1)</script>\u202e",
        "status": "ungraded",
        "reason": "<b>",
    }
    html = page([record], tmp_path)
    assert "<script" not in html
    assert "<b>" not in html
    assert "\u202e" not in html


def test_a_class_without_records(tmp_path: Path) -> None:
    html = page([], tmp_path)
    assert "Nothing is graded yet." in html
    assert parsed(html).headings[0] == 1


def test_the_tally_of_a_small_class() -> None:
    right = rich_record()
    late = rich_record() | {"student": "bob", "final_score": 1.0}
    broken = rich_record() | {"student": "eve", "status": "ungraded", "final_score": None}
    counts = tally([right, late, broken])
    assert (counts.students, counts.graded, counts.max_score) == (3, 2, 8.0)
    assert counts.mean == pytest.approx((3.15 + 1.0) / 2)
    assert counts.median == counts.mean
    question = counts.questions["multiply_gate"]
    assert (question.answers, question.passed, question.mean) == (2, 0, 1.0)
    assert question.commonest[0] == ("mul-not-swapped", ["ada", "bob"])
    assert [shown.pass_rate for shown in question.items.values()] == [1.0, 0.0]


def test_medians() -> None:
    assert ClassTally().median is None
    assert ClassTally(scores=[3.0, 1.0, 2.0]).median == 2.0
    assert Tally().mean == Tally().pass_rate == 0.0


def test_items_with_the_same_name_are_told_apart() -> None:
    record = rich_record()
    record["questions"] = record["questions"][:1]
    record["questions"][0]["items"] = [item("value", ["q"], 1.0, 1.0, ""), item("value", ["q"], 0.0, 1.0, "")]
    assert len(tally([record]).questions["multiply_gate"].items) == 2
