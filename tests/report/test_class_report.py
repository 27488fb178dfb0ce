"""The class report: right numbers, any size of class, names only where wanted."""

from __future__ import annotations

import base64
import hashlib
import random
import re
import subprocess
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from autograder.model.question import Assignment, Question
from autograder.report.class_report import SEARCH, SEARCH_MISCONCEPTION, histogram, write_report
from autograder.report.statistics import tally
from autograder.report.students_table import WEAKEST
from tests.grading.made import write_record
from tests.report.samples import Record, class_of, rich_record
from tests.report.test_student_page import parsed

TITLES = {f"question_{number}": {"en": f"Question {number}", "ko": f"문제 {number}"} for number in range(8)}
QUESTIONS = tuple(Question(name, (), title) for name, title in TITLES.items())
LAYERS = Assignment("layers", "layers", QUESTIONS, {"en": "Layers", "ko": "계층"})


def page(records: list[Record], path: Path, lang: str = "en", *, hide_names: bool = False) -> str:
    target = path / "report.html"
    write_report(iter(records), LAYERS, target, lang=lang, hide_names=hide_names)
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
    section = html[html.index(">Question 2 <") : html.index(">Question 3 <")]
    belief = section[section.index("A gradient has the opposite sign") :].split("<code>sign-flipped")[0]
    assert set(re.findall(r"student\d+", belief)) == wanted
    assert f"· {len(wanted)} (" in belief


def test_what_everybody_and_nobody_solved(class_of_30: list[Record], tmp_path: Path) -> None:
    html = page(class_of_30, tmp_path)
    assert "<li>Question 0: solved by everybody</li>" in html
    assert "<li>Question 1: solved by nobody</li>" in html
    assert "<li>Question 2: solved" not in html


def test_submissions_for_a_person_are_listed(class_of_30: list[Record], tmp_path: Path) -> None:
    hostile = rich_record() | {
        "student": "mallory",
        "violations": ["opened a socket"],
        "reaches": ["subprocess.run"],
    }
    crashed = rich_record() | {"student": "carol"}
    crashed["questions"][1]["outcome"] = "crashed"
    reaching = rich_record() | {"student": "trent", "reaches": ["os.fork", "socket.socket"]}
    html = page([*class_of_30, hostile, crashed, reaching], tmp_path)
    assert "the file is no notebook" in html
    assert "opened a socket" in html
    assert "Python died (1)" in html
    assert "os.fork, socket.socket" in html
    assert "opened a socket, subprocess.run" in html


def test_names_can_be_hidden(class_of_30: list[Record], tmp_path: Path) -> None:
    named = rich_record() | {
        "student": "student0050",
        "status": "ungraded",
        "final_score": None,
        "score": None,
    }
    html = page([*class_of_30, named | {"reason": "found student0050.docx"}], tmp_path, hide_names=True)
    assert "student0" not in html
    assert "submission 8" in html  # student0007 is the eighth


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_graphics_are_tables_with_names_and_nothing_is_loaded(
    class_of_30: list[Record], tmp_path: Path, lang: str
) -> None:
    html = page(class_of_30, tmp_path, lang)
    assert len(re.findall(r'<table class="columns">\s*<caption>[^<]+', html)) == 2
    assert not re.search(r"""\ssrc=|url\((?!#)|href="(?!#)|@import""", html)
    identifiers = re.findall(r'\sid="([^"]*)"', html)
    assert len(identifiers) == len(set(identifiers))


def test_the_same_class_gives_the_same_bytes(class_of_30: list[Record], tmp_path: Path) -> None:
    assert page(class_of_30, tmp_path / "a") == page(class_of_30, tmp_path / "b")


@pytest.fixture(scope="module")
def thousands() -> list[Record]:
    """A class of 1,300; some attack and have long names, some estimate, some crash, of some something is in doubt."""
    records = list(class_of(1300))
    for number, record in enumerate(records[:60]):
        record["student"] = f"{'x' * 75}{number:05d}"
        record["violations"] = ["opened a socket"] if record["status"] == "graded" else []
    for record in records[60:120]:
        for question in record["questions"]:
            question["estimates"] = True
    for record in records[240:300]:
        record["reaches"] = ["subprocess.run"] if record["status"] == "graded" else []
    for record in records[120:180]:
        for question in record["questions"]:
            question["outcome"] = "crashed"
    _doubtful(records)
    return records


def _doubtful(records: list[Record]) -> None:
    """Of some, the points that a person gave, or the time, are in doubt."""
    for record in records[180:240]:
        for question in record["questions"]:
            question["manual"] = {"score": None, "comment": "", "automatic": 0.0, "older": True}
    for record in (one for one in records[300:360] if one["status"] == "graded"):
        record["submission"]["undated"] = "timestamp.txt says nothing"


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_of_a_huge_class_is_small_and_says_how_many_there_are(
    thousands: list[Record], tmp_path: Path, lang: str
) -> None:
    html = page(thousands, tmp_path, lang)
    assert len(html.encode()) < 200_000
    assert 'class="sheet"' in html
    assert html.count("<th scope=row>") == WEAKEST
    assert max(map(len, re.findall(r"<ul class=\"names\">.*?</ul>", html))) < 40 * 100
    counts = tally(thousands)
    for question in counts.questions.values():
        for students in question.misconceptions.values():
            assert re.search(rf"(>|· ){len(students)} \(", html)
            more = f"and {len(students) - 40:,} more" if lang == "en" else f"외 {len(students) - 40:,}명"
            assert (more in html) == (len(students) > 40)
    assert parsed(html).headings[0] == 1
    assert page(thousands[:400], tmp_path / "400").count("grep") == 0


@pytest.mark.slow
def test_whose_names_are_not_shown_are_found_as_the_page_says(
    thousands: list[Record], tmp_path: Path
) -> None:
    """The commands on the page, run beside it, list the records of all."""
    html = page(thousands, tmp_path)
    for record in thousands:
        write_record(record, tmp_path)
    commands = {unescape(command) for command in re.findall(r"<code>(grep [^<]*)</code>", html)}
    counts = tally(thousands)
    wanted: dict[str, set[str]] = {}
    for entry in counts.needs_person:
        wanted.setdefault(SEARCH[entry.reason], set()).add(entry.student)
    assert set(wanted) == set(SEARCH.values())
    assert set(wanted) < commands
    for one in counts.questions.values():
        for misconception in one.misconceptions:
            who = {
                r["student"]
                for r in thousands
                for q in r["questions"]
                if misconception in q["misconceptions"]
            }
            wanted[SEARCH_MISCONCEPTION.format(misconception)] = who
    assert commands <= set(wanted)
    for command in commands:
        said = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=True)
        assert {Path(line).stem for line in said.stdout.splitlines()} == wanted[command]


def test_the_order_of_the_records_makes_no_difference(class_of_30: list[Record], tmp_path: Path) -> None:
    shuffled = random.Random(1).sample(class_of_30, 30)
    assert page(shuffled, tmp_path / "a") == page(class_of_30, tmp_path / "b")


def test_what_is_counted_already_is_not_counted_again(class_of_30: list[Record], tmp_path: Path) -> None:
    counts = tally(iter(class_of_30))
    assert tally(counts) is counts
    write_report(counts, LAYERS, tmp_path / "report.html")
    assert (tmp_path / "report.html").read_text("utf-8") == page(class_of_30, tmp_path / "b")


def test_student_names_are_only_text(tmp_path: Path) -> None:
    record = rich_record() | {
        "student": "<script>alert(1)</script>\u202e",
        "status": "ungraded",
        "reason": "<b>",
    }
    html = page([record], tmp_path)
    assert html.count("<script") == 1
    assert "alert(1)<" not in html
    assert "<b>" not in html
    assert "\u202e" not in html


def test_a_class_without_records(tmp_path: Path) -> None:
    html = page([], tmp_path)
    assert "Nothing is graded yet." in html
    assert parsed(html).headings[0] == 1


def test_values_fall_into_equal_parts() -> None:
    made = histogram([0, 1.9, 2, 2, 9.99, 10], 10)
    assert made == [("0–2", 2), ("2–4", 2), ("4–6", 0), ("6–8", 0), ("8–10", 2)]


@pytest.mark.parametrize("high", [18, 24, 7.5, 0.37, 1300])
@pytest.mark.parametrize("students", [3, 40, 400])
def test_a_bar_stands_between_two_ticks(high: float, students: int) -> None:
    made = histogram([high * k / students for k in range(students + 1)], high)
    edges = [part.split("–") for part, _ in made]
    assert all(before[1] == after[0] for before, after in pairwise(edges))
    assert float(edges[-1][1]) >= high
    assert sum(count for _, count in made) == students + 1
    assert made[-1][1] > 0


def test_a_bar_begins_at_its_value_whatever_the_last_digit() -> None:
    made = histogram([k / 10 for k in range(10)] * 10, 1.0)
    assert [count for _, count in made] == [10] * 10


@pytest.mark.parametrize(("values", "bars"), [([], 5), ([3.0], 3), ([1.0] * 49, 5), ([1.0] * 4000, 10)])
def test_more_values_have_more_bars(values: list[float], bars: int) -> None:
    made = histogram(values)
    assert (len(made), sum(count for _, count in made)) == (bars, len(values))


def test_a_bar_is_as_high_as_its_number_and_the_graphic_is_a_table(tmp_path: Path) -> None:
    points = {"ada": 1.0, "bob": 1.0, "eve": 9.0}
    records = [
        rich_record() | {"student": who, "final_score": n, "max_score": 10.0} for who, n in points.items()
    ]
    drawn = page(records, tmp_path).partition('<table class="columns">')[2].partition("</table>")[0]
    heights = [float(height) for height in re.findall(r'style="height: ([\d.]+)em"', drawn)]
    assert heights == [7, 0, 0, 0, 3.5]
    assert re.findall(r"</span>(\d+)</td>", drawn) == ["2", "0", "0", "0", "1"]
    assert re.findall(r'<th scope="col">([^<]+)<', drawn) == ["0–2", "2–4", "4–6", "6–8", "8–10"]


def test_shares_are_as_long_as_their_numbers(tmp_path: Path) -> None:
    records = [rich_record() | {"student": f"s{number}"} for number in range(8)]
    for record, score in zip(records, (4.0,) * 5 + (0.0,) * 2, strict=False):
        record["questions"][0]["score"] = score
    records[-1]["questions"][0] |= {"outcome": "not_attempted", "score": 0.0}
    drawn = page(records, tmp_path).partition('class="shares"')[2].partition("</td>")[0]
    assert re.findall(r'class="(\w)" style="flex-grow: (\d)"', drawn) == [*zip("fhzu", "5021", strict=True)]


def test_only_our_script_may_run(class_of_30: list[Record], tmp_path: Path) -> None:
    html = page(class_of_30, tmp_path)
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
    assert (len(scripts), f"script-src 'sha256-{digest}'" in html) == (1, True)
