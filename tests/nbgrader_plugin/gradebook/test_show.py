"""A record as the outputs of test cells, in the student's language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from nbformat import from_dict
from nbgrader.utils import determine_grade

from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.model.message import Message
from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.cell_scores import score_of
from autograder.nbgrader_plugin.gradebook.show import outputs, show, unjudged
from tests.nbgrader_plugin.gradebook.rendered import exported, shown
from tests.report.samples import ASSIGNMENT, Record, rich_record
from tests.report.test_student_page import HOSTILE, parsed


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_who_has_no_result_reads_so_in_the_language_of_the_course(lang: str) -> None:
    assignment = Assignment("ps1", "graphs", ())
    record = make_record(Submission("ada", ()), assignment, "no file", lang=lang, protection="full")
    (output,) = outputs(record, "q_check", 3.0, assignment)
    notebook: dict[str, Any] = {"cells": []}
    show(notebook, record, assignment, [])
    for text in (output["evalue"], notebook["cells"][0]["source"]):
        assert any("가" <= letter <= "힣" for letter in text) == (lang == "ko")
        assert "no file" in text


@pytest.mark.parametrize(
    ("score", "kinds", "points"),
    [
        (0.0, ["display_data", "error"], 0.0),
        (-1.0, ["display_data", "error"], 0.0),
        (1.5, ["execute_result"], 1.5),
        (1 / 3, ["execute_result"], 0.333333333),
        (4.0, ["display_data"], 4.0),
        (4.5, ["display_data"], 4.0),
    ],
)
def test_points_in_the_form_that_nbgrader_reads(score: float, kinds: list[str], points: float) -> None:
    """Zero is a report and one error, full a report alone, partial a report whose plain text is the number."""
    record = rich_record()
    record["questions"][0]["score"] = score
    outs = outputs(record, "multiply_gate_check", 4.0, ASSIGNMENT)
    assert [output["output_type"] for output in outs] == kinds
    assert score_of(record, "multiply_gate_check", 4.0) == points
    marks = {"grade": True, "solution": False, "points": 4, "grade_id": "multiply_gate_check"}
    cell = {"cell_type": "code", "source": "", "outputs": outs, "metadata": {"nbgrader": marks}}
    assert determine_grade(from_dict(cell)) == (points, 4.0)
    assert "The two gradients are exchanged." in outs[0]["data"]["text/html"]


def test_a_test_cell_of_no_question_is_left_to_people() -> None:
    (said,) = outputs(rich_record(), "other_check", 3.0, ASSIGNMENT)
    assert said["output_type"] == "stream"
    assert "a person grades it" in said["text"]
    assert score_of(rich_record(), "other_check", 3.0) is None


def test_test_cells_of_no_question_are_named() -> None:
    marks = {"grade": True, "solution": False, "points": 4}
    names = ("multiply_gate_check", "other_check", "essay")
    cells = [{"cell_type": "code", "metadata": {"nbgrader": marks | {"grade_id": name}}} for name in names]
    cells[2]["cell_type"] = "markdown"
    assert unjudged({"cells": cells}, rich_record()) == ["other_check"]


def told(record: Record, test_cell: str) -> str:
    """The report in a test cell's outputs."""
    html: str = outputs(record, test_cell, 4.0, ASSIGNMENT)[0]["data"]["text/html"]
    parsed(html)
    return html


def test_the_report_is_that_of_our_page() -> None:
    html = told(rich_record(), "affine_check")
    assert re.search(r"<h3 [^>]*>The affine layer <span class=\"earned\">2.5 of 4 points</span></h3>", html)
    assert "duot is not known on line 13" in html
    assert re.search(r'<div class="hint">\s*<h4>Hint</h4>', html)
    assert "<details><summary>Explain it to me</summary>" in html
    assert re.findall(r'class="no">(\d+)<', html) == ["9", "10", "11", "12", "13", "14"]
    assert "← here: NameError" in html


def test_right_numbers_of_hidden_inputs_are_never_in_it() -> None:
    html = told(rich_record(), "affine_check")
    assert html.count('<table class="map">') == 1
    assert "−0.33<" in html
    assert not re.search(r">(≠ )?0\.(1|33)<", html)


def test_the_style_comes_once_a_notebook() -> None:
    cells = [
        {"cell_type": "code", "source": "", "metadata": {"nbgrader": {"grade_id": f"{name}_check", "grade": True, "points": 4}}}
        for name in ("multiply_gate", "affine")
    ]  # fmt: skip
    notebook: dict[str, Any] = {"cells": cells}
    show(notebook, rich_record(), ASSIGNMENT, [])
    pages = [
        cell["outputs"][0]["data"]["text/html"] for cell in notebook["cells"] if cell["cell_type"] == "code"
    ]
    assert ["<style>" in page for page in pages] == [True, False]


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_whatever_a_student_wrote_is_only_text(lang: str) -> None:
    record = rich_record() | {"lang": lang}
    for question in record["questions"]:
        question["source"] = f"{HOSTILE}\n" * 20
        question["error"] = {"type": HOSTILE, "message": HOSTILE, "line": 3}
        question["notes"] = [HOSTILE]
        for one in question["items"]:
            one |= {"message": HOSTILE, "of": [HOSTILE]}
    record["questions"][1]["items"][2]["compare"]["name"] = HOSTILE
    for name in ("multiply_gate", "affine"):
        html = told(record, f"{name}_check")
        assert not parsed(html).tags & {"script", "img", "iframe", "a"}
        assert "&lt;script&gt;" in html
        assert "\x1b" not in html
        assert "\u202e" not in html


@pytest.mark.parametrize(
    "text",
    [
        "$\\href{javascript:x}{y}$",
        "&#36;&#92;href{x}{y}&#36;",
        "[a](javascript:x)",
        "<b>",
        "**x** `y` _z_",
        "a & b; $1 or $2",
    ],
)
def test_a_remark_says_itself(text: str) -> None:
    """A file's name may be anything, and stands in remarks."""
    notebook: dict[str, Any] = {"cells": []}
    show(notebook, rich_record(), ASSIGNMENT, [Message("nbgrader_copied", {"name": text})])
    (remarks,) = (cell["source"] for cell in notebook["cells"])
    page = shown(remarks)
    assert f"The cell {text} is there more than once;" in page.text
    assert page.bad == []
    # MathJax finds no formula: one that begins in an element ends there
    assert not re.search(r"\$[^<]*\$", exported(remarks))
