"""A record as the outputs of test cells, in the student's language."""

from __future__ import annotations

import pytest

from autograder.grading.record import make_record
from autograder.grading.submissions import Submission
from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.show import _wrapped, outputs, show


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_who_has_no_result_reads_so_in_the_language_of_the_course(lang: str) -> None:
    assignment = Assignment("ps1", "graphs", ())
    record = make_record(Submission("ada", ()), assignment, "no file", lang=lang, protection="full")
    (output,) = outputs(record, "q_check", 3.0)
    notebook = {"cells": []}
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
    assert _wrapped(lines[0]) == [lines[0]]
