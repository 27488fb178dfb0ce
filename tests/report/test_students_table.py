"""The table students by questions: what a field says, and who is in it."""

from __future__ import annotations

import re

import pytest

from autograder.report.beside import Beside
from autograder.report.statistics import tally
from autograder.report.students_table import WEAKEST, WHOLE, Sheet, colour, sheet
from tests.report.samples import Record, class_of, rich_record

QUESTIONS = [("multiply_gate", "Multiply"), ("affine", "Affine"), ("gone", "Nobody's")]


def table(records: list[Record], beside: Beside, *, links: bool = True) -> Sheet:
    return sheet(tally(records), QUESTIONS, beside, lambda who: beside.names.get(who, who), "en", links=links)


@pytest.fixture
def mixed() -> Sheet:
    """ada is late, has points by hand and is excused from a question; of bob people graded an essay; zoe handed in nothing."""
    record = rich_record()
    lateness = {"due": "", "seconds": 90000, "days": 2, "free_days": 0, "extension": None}
    record["questions"][0]["manual"] = {"score": 1.0, "comment": "", "automatic": 0.0}
    record["questions"][1]["excused"] = True
    essay = {"essay": {"score": 2.5, "comment": "", "points": 5.0}}
    other = rich_record() | {"student": "bob", "by_hand": essay}
    pages = {"ada": "../../feedback/ada/ps2/gates.html"}.get
    beside = Beside({"ada": "Lee, <Ada>"}, ("zoe",), pages)
    return table([other, record | {"lateness": lateness}, *class_of(9)], beside)


def line(found: Sheet, name: str) -> str:
    return next(one for one in str(found.lines).splitlines() if name in one)


def test_the_table_marks_what_is_late_excused_missing_and_given_by_hand(mixed: Sheet) -> None:
    ada = line(mixed, "Ada")
    assert '<a href="../../feedback/ada/ps2/gates.html">Lee, &lt;Ada&gt;</a>' in ada
    assert "<td class=late>+2&nbsp;d" in ada
    assert '<td class=l>1<i title="points given by a person">✎</i>' in ada
    assert "<td class=u>excused" in ada
    assert ada.endswith("<td></td></tr>"), "a question that she was never asked"
    assert "<td class=late></td><td class=h>2.5</td>" in line(mixed, "bob")
    assert re.search(r"<th scope=row>zoe</th><td colspan=6 class=soft>not handed in", str(mixed.lines))
    assert "<th scope=row>student0007</th><td class=number>ungraded" in line(mixed, "student0007")
    assert (mixed.by_hand, mixed.shown, mixed.students) == (True, 12, 12)


def test_students_stand_by_id_and_those_without_work_last(mixed: Sheet) -> None:
    names = re.findall(r"<th scope=row>(?:<a[^>]*>)?([^<]+)", str(mixed.lines))
    assert names == ["Lee, &lt;Ada&gt;", "bob", *(f"student{n:04}" for n in range(9)), "zoe"]


def test_without_links_nobody_is_led_to_a_page() -> None:
    beside = Beside(page_of=lambda student: f"{student}.html")
    assert "<a" in str(table([rich_record()], beside).lines)
    assert "<a" not in str(table([rich_record()], beside, links=False).lines)


def test_of_a_larger_class_the_weakest_are_shown_the_ungraded_after_them() -> None:
    one = rich_record() | {"questions": []}
    many = [one | {"student": f"s{n:04}", "final_score": float(n)} for n in range(WHOLE)]
    assert table(many, Beside()).shown == WHOLE
    found = table(many, Beside(missing=("zoe",)))
    assert (found.shown, found.students) == (WEAKEST, WHOLE + 1)
    assert str(found.lines).startswith("<tr><th scope=row>s0000<")
    assert "zoe" not in str(found.lines)
    ungraded = {"status": "ungraded", "reason": "no file", "score": None, "final_score": None}
    few = [one | {"student": f"a{n:04}"} | ungraded for n in range(WHOLE)]
    mostly = table([*few, *many[: WEAKEST - 1]], Beside())
    assert str(mostly.lines).count("ungraded") == 1


@pytest.mark.parametrize(
    ("share", "shade"),
    [(0.0, "z"), (0.01, "l"), (0.49, "l"), (0.5, "h"), (0.99, "h"), (1.0, "f"), (1.2, "f")],
)
def test_colours_part_nothing_less_than_half_and_all(share: float, shade: str) -> None:
    assert colour(share) == shade


def test_an_answer_left_as_it_was_has_a_dash_and_no_zero() -> None:
    record = rich_record()
    record["questions"][0] |= {"outcome": "not_attempted", "score": 0.0}
    assert "<td class=u>–</td>" in line(table([record], Beside()), "ada")
