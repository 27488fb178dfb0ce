"""A record as the outputs of test cells, in the student's language."""

from __future__ import annotations

import pytest

from autograder.grading.record import make_record
from autograder.grading.submissions import Submission
from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.show import outputs, show


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
