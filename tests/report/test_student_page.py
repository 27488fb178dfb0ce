"""The feedback page: complete, safe, self-contained, and the same on every run."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.fitting.released import CHANGED, GONE
from autograder.grading.settling.facts import Facts, Mark
from autograder.grading.settling.settle import settled
from autograder.model.question import Assignment, Late, RubricItem
from autograder.report.student_page import write_feedback
from tests.report.samples import ASSIGNMENT, TITLES, Record, item, rich_record

VOID = {"meta", "br", "link", "img", "hr"}


def page(record: Record, path: Path, lang: str = "en", cells: dict[str, str] | None = None) -> str:
    target = path / "feedback" / "page.html"
    for question in record["questions"] if cells else ():
        question["source"] = (cells or {})[question["id"]]
    write_feedback(record, ASSIGNMENT, lang, target, course={"en": "Backpropagation"})
    return target.read_text(encoding="utf-8")


class WellFormed(HTMLParser):
    """Collects headings and scripts, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.headings: list[int] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(html: str) -> WellFormed:
    parser = WellFormed()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return parser


def test_everything_of_the_record_is_on_the_page(tmp_path: Path) -> None:
    html = page(rich_record(), tmp_path)
    for text in (
        "3.15",
        "of 8",
        "Score 3.5 − Late penalty 0.35 = Final score 3.15",
        "Backpropagation",
        "A multiply gate",
        "The two gradients are exchanged.",
        "if y is 10, how much does the output change",
        "d(xy)/dx = y",
        "It may also be this",
        "Note: forward changes the array x",
        "NameError",
        "line 13",
        "name &#39;y&#39; is not defined",
        "◐ partly right",
    ):
        assert text in html, text


def test_the_offending_line_is_marked_in_words_and_not_by_colour_alone(tmp_path: Path) -> None:
    html = page(rich_record(), tmp_path)
    marked = re.findall(r'<span class="line bad">.*?</span>\s*</span>|<span class="line bad">[^\n]*', html)
    assert len(marked) == 1
    assert "duot.sum" in marked[0]
    assert "← here: NameError" in marked[0]


def test_the_record_may_hold_the_source_itself(tmp_path: Path) -> None:
    record = rich_record()
    record["questions"][0]["source"] = "own = 'source'\n"
    record["questions"][0] |= {"first_line": 40, "error": {"type": "ValueError", "message": "", "line": 40}}
    html = page(record, tmp_path)
    assert '<span class="no">40</span>own = &#39;source&#39;<span class="why">← here: ValueError' in html


def test_arrays_stand_beside_each_other_with_their_differences_marked(tmp_path: Path) -> None:
    html = page(rich_record(), tmp_path)
    assert html.count('<table class="map">') == 2
    assert "≠ −0.33" in html
    assert "≠ 0.33" in html
    assert html.count("≠ ") == 4 + 1  # two pairs of entries, and the legend


def test_headings_are_in_order_and_there_is_no_script(tmp_path: Path) -> None:
    document = parsed(page(rich_record(), tmp_path))
    assert document.headings[0] == 1
    assert document.headings.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(document.headings, document.headings[1:], strict=False)
    )
    assert not document.tags & {"script", "img", "link", "iframe", "object"}


def test_nothing_is_fetched_from_anywhere(tmp_path: Path) -> None:
    html = page(rich_record(), tmp_path)
    assert not re.search(r"""src\s*=|href\s*=\s*"(?!#)|url\(|@import|https?:""", html)


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_names_its_language(tmp_path: Path, lang: str) -> None:
    html = page(rich_record(), tmp_path, lang)
    assert f'<html lang="{lang}">' in html
    assert ("곱셈 게이트" in html) == (lang == "ko")
    assert ("x가 1 커질 때" in html) == (lang == "ko")


HOSTILE = "</code></pre><script>alert(1)</script><img src=x onerror=alert(1)>\x1b[31m\u202e\ud800'\""


def test_whatever_a_student_wrote_is_only_text(tmp_path: Path) -> None:
    record = rich_record()
    record["student"] = record["questions"][0]["items"][0]["message"] = HOSTILE
    record["questions"][0]["items"][0]["of"] = [HOSTILE]
    record["questions"][0]["notes"] = [HOSTILE]
    record["questions"][1]["error"] = {"type": HOSTILE, "line": 1, "message": HOSTILE}
    record["questions"][1]["items"][2]["compare"]["name"] = HOSTILE
    record["cells"] = [{"index": 1, "error": {"type": HOSTILE, "message": HOSTILE, "line": None}}]
    html = page(record, tmp_path, cells=dict.fromkeys(TITLES, HOSTILE + "\n" + HOSTILE))
    assert not parsed(html).tags & {"script", "img"}
    assert "\x1b" not in html
    assert "\u202e" not in html


DUE = datetime(2027, 3, 26, 23, 59, tzinfo=timezone(timedelta(hours=9)))
LATE = Late(0.1, 0.5)


@pytest.mark.parametrize(
    ("assignment", "after", "words"),
    [
        (replace(ASSIGNMENT, due=DUE, late=LATE), timedelta(hours=-1), "In time: it was due 2027-03-26 23:59 (UTC+09:00)."),
        (replace(ASSIGNMENT, due=DUE, late=LATE), timedelta(minutes=1), "one day begun after that costs 10 % of the score."),
        (replace(ASSIGNMENT, due=DUE, late=LATE), timedelta(days=2), "2 days begun after that, each costs 10 % of the score, 50 % at"),
        (replace(ASSIGNMENT, due=DUE), timedelta(days=1), "being a day late costs nothing."),
        (replace(ASSIGNMENT, due=DUE), timedelta(days=9), "being 9 days late costs nothing."),
        (replace(ASSIGNMENT, due=DUE, late=Late(per_hour=0.01, at_most=0.5)), timedelta(hours=2), "each hour begun after that costs 1 % of the score, 50 % at"),
        (replace(ASSIGNMENT, due=DUE, late=Late(0.1, 0.5, grace_minutes=5)), timedelta(minutes=2), "a few minutes after that still count as in time"),
    ],
)  # fmt: skip
def test_when_it_was_handed_in_stands_beside_what_that_costs(
    assignment: Assignment, after: timedelta, words: str, tmp_path: Path
) -> None:
    record = rich_record()
    record["submission"]["handed_in"] = (DUE + after).astimezone(UTC).isoformat()
    write_feedback(settled(record, assignment), assignment, "en", tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert words in html
    assert f"handed in {DUE + after:%Y-%m-%d %H:%M} (UTC+09:00)" in html


def test_an_extension_and_free_days_are_told_to_whoever_has_them(tmp_path: Path) -> None:
    assignment = replace(ASSIGNMENT, due=DUE, late=LATE)
    record, day = rich_record(), timedelta(days=1)
    record["submission"]["handed_in"] = (DUE + 3 * day).isoformat()
    facts = Facts(due=DUE + day, free_days=1)
    write_feedback(settled(record, assignment, facts), assignment, "en", tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert (
        "It was due 2027-03-27 23:59 (UTC+09:00); 2 days begun after that. Each that is not free costs 10 %"
        in html
    )
    assert (
        "One of your free late days was used for that. That date is your own: you have an extension." in html
    )
    write_feedback(
        settled(record, assignment, Facts(due=DUE, free_days=5)), assignment, "ko", tmp_path / "page.html"
    )
    assert "지각 허용일 3일을 썼어요." in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_what_a_person_gave_said_and_excused_is_marked_as_theirs(tmp_path: Path) -> None:
    assignment = replace(ASSIGNMENT, by_hand={"essay": 5.0, "proof": 2.0})
    first, second = (question["id"] for question in rich_record()["questions"])
    marks = {
        f"{first}_check": Mark(3.0, comment="<b>I</b> like it.\n\nReally."),
        "essay": Mark(4.0, 0.5, "Well argued"),
    }
    facts = Facts(questions=frozenset([second]), marks=marks)
    write_feedback(settled(rich_record(), assignment, facts), assignment, "en", tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    for text in (
        "<p>Points given by a person: 3 of 4 (the grader gave 1)</p>",
        "<p>&lt;b&gt;I&lt;/b&gt; like it.</p>\n<p>Really.</p>",
        "You are excused from this question: it does not count.",
        "– excused",
        'essay <span class="points">4.5 of 5</span>',
        "Well argued",
        "no points have been given yet",
        "7.5 <small>of 11</small>",
    ):
        assert text in html, text
    assert parsed(html).headings.count(2) == 1 + 2 + 2 + 1  # contents, questions, cells of people, errors


def test_who_is_excused_from_all_of_it_is_told_no_score(tmp_path: Path) -> None:
    write_feedback(
        settled(rich_record(), ASSIGNMENT, Facts(excused=True)), ASSIGNMENT, "en", tmp_path / "page.html"
    )
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "You are excused from this assignment" in html
    assert "Final score" not in html


@pytest.mark.parametrize("stamp", [None, "", "yesterday", "2027-03-26T23:59:00"])
def test_a_time_that_is_not_known_is_not_told(stamp: str | None, tmp_path: Path) -> None:
    record = rich_record()
    record["submission"]["handed_in"] = stamp
    write_feedback(record, replace(ASSIGNMENT, due=DUE, late=LATE), "en", tmp_path / "page.html")
    assert "handed in" not in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_contents_lead_to_the_questions_with_their_marks(tmp_path: Path) -> None:
    html = page(rich_record(), tmp_path)
    contents = html[html.index("<nav") : html.index("</nav>")]
    assert re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', contents) == [
        ("question-1", "A multiply gate"),
        ("question-2", "The affine layer"),
    ]
    assert re.findall(r"◐ partly right</td><td class=\"number\">([^<]+)<", contents) == ["1 of 4", "2.5 of 4"]
    assert all(f'id="question-{number}"' in html for number in (1, 2))
    single = rich_record()
    single["questions"] = single["questions"][:1]
    assert "<nav" not in page(single, tmp_path / "single")


def test_an_ungraded_submission_is_told_that_it_is_not_a_zero(tmp_path: Path) -> None:
    record = rich_record() | {
        "status": "ungraded",
        "reason": "no notebook",
        "score": None,
        "final_score": None,
    }
    record["questions"] = []
    html = page(record, tmp_path)
    assert "not a score of zero" in html
    assert "no notebook" in html
    first = replace(ASSIGNMENT.questions[0], rubric=(RubricItem("forward", 4.0),))
    marks = {f"{first.id}_check": Mark(1.5), first.answer_cell: Mark(comment="I read it")}
    assignment = replace(ASSIGNMENT, questions=(first,))
    given = settled(record, assignment, Facts(marks=marks))
    write_feedback(given, assignment, "en", tmp_path / "page.html")
    html = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "not a score of zero" not in html
    assert all(text in html for text in ("no notebook", "I read it", f"<h2>{first.title['en']} "))


def test_the_smallest_record_is_enough(tmp_path: Path) -> None:
    question = {"id": "new", "score": 0.0, "max_score": 1.0, "outcome": "missing", "error": None}
    question |= {
        "items": [item("novel_check", ["q"], 0.0, 1.0, "Not yet.", misconception="unknown-id")],
        "misconceptions": [],
        "notes": [],
        "cell": None,
        "source": None,
        "first_line": 1,
    }
    record = rich_record() | {"questions": [question], "cells": []}
    html = page(record, tmp_path)
    assert "novel_check" in html
    assert "name not found" in html
    assert "Hint" not in html


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    assert page(rich_record(), tmp_path / "a") == page(rich_record(), tmp_path / "b")
    assert [path.name for path in (tmp_path / "a" / "feedback").iterdir()] == ["page.html"]


def test_a_hint_is_for_what_is_wrong(tmp_path: Path) -> None:
    record = rich_record()
    record["questions"][0]["items"][0]["misconception"] = "upstream-ignored"  # and yet it passed
    assert page(record, tmp_path / "a") == page(rich_record(), tmp_path / "b")


def test_a_read_only_cell_that_was_changed_is_told(tmp_path: Path) -> None:
    record = rich_record()
    record["skipped"] = [
        {"index": 2, "reason": CHANGED},
        {"index": 7, "reason": GONE},
        {"index": 8, "reason": "%%bash"},
    ]
    text = page(record, tmp_path)
    assert "Cell 2: was changed, and ran as it was handed out." in text
    assert "Cell 7: a read-only cell that belongs here was deleted" in text
    assert "Cell 8" not in text


def test_the_code_of_an_untouched_question_is_folded(tmp_path: Path) -> None:
    record = rich_record()
    for question in record["questions"]:
        question |= {"outcome": "not_attempted", "score": 0.0, "source": "raise NotImplementedError()"}
    assert page(record, tmp_path).count('<details><summary id="code-') == len(record["questions"])
