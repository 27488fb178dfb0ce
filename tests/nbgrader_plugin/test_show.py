"""A record as the outputs of test cells, in the student's language."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.grading.record import make_record
from autograder.grading.submissions import Submission
from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.show import _wrapped, outputs, score_of, show
from tests.report.samples import rich_record


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_who_has_no_result_reads_so_in_the_language_of_the_course(lang: str) -> None:
    assignment = Assignment("ps1", "graphs", ())
    record = make_record(Submission("ada", ()), assignment, "no file", lang=lang, protection="full")
    (output,) = outputs(record, "q_check", 3.0)
    notebook: dict[str, Any] = {"cells": []}
    show(notebook, record, assignment, [])
    for text in (output["evalue"], notebook["cells"][0]["source"]):
        assert any("가" <= letter <= "힣" for letter in text) == (lang == "ko")
        assert "no file" in text


@pytest.mark.parametrize(
    ("text", "widest"), [("a gradient " * 30, 96), ("기울기가 " * 30, 56), ("勾配が " * 30, 56)]
)
def test_lines_fit_the_page_in_the_letters_of_any_language(text: str, widest: int) -> None:
    lines = _wrapped(text.strip())
    assert len(lines) > 1
    assert widest - 12 < max(map(len, lines)) <= widest
    assert _wrapped(lines[0]) == (lines[0],)


@pytest.mark.parametrize(
    ("score", "kinds", "points"),
    [
        (0.0, ["error"], 0.0),
        (-1.0, ["error"], 0.0),
        (1.5, ["stream", "execute_result"], 1.5),
        (1 / 3, ["stream", "execute_result"], 0.333333),
        (4.0, ["stream"], 4.0),
        (4.5, ["stream"], 4.0),
    ],
)
def test_points_in_the_form_that_nbgrader_reads(score: float, kinds: list[str], points: float) -> None:
    """Zero is exactly one error, full a report alone, partial a report and then the number."""
    record = rich_record()
    record["questions"][0]["score"] = score
    shown = outputs(record, "multiply_gate_check", 4.0)
    assert [output["output_type"] for output in shown] == kinds
    assert score_of(record, "multiply_gate_check", 4.0) == points
    if kinds[-1] == "execute_result":
        assert shown[-1]["data"] == {"text/plain": f"{points:.6g}"}


def test_a_test_cell_of_no_question_is_left_to_people() -> None:
    (said,) = outputs(rich_record(), "other_check", 3.0)
    assert said["output_type"] == "stream"
    assert "a person grades it" in said["text"]
    assert score_of(rich_record(), "other_check", 3.0) is None
