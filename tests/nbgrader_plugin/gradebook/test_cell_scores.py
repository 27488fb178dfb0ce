"""What a record gives each cell that nbgrader knows: points, none, or a person who looks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.cell_scores import marks_of, part_of, question_of, score_of
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell, checksum
from tests.report.samples import Record, item, rich_record


def with_tests() -> Record:
    """A record whose first question has two tests of its own, worth 1 and 3 points."""
    record = rich_record()
    items = [item("tests", ["first"], 1.0, 1.0, "Right."), item("tests", ["second"], 0.5, 3.0, "Partly.")]
    record["questions"][0] |= {"items": items, "score": 1.5}
    return record


def test_points_stand_in_the_test_cell_that_earned_them() -> None:
    record = with_tests()
    assert [score_of(record, name, 4.0) for name in ("first", "second", "affine_check")] == [1.0, 0.5, 2.5]
    second = question_of(record, "second")
    assert second is not None
    assert ([one["of"] for one in second["items"]], second["max_score"]) == ([["second"]], 3.0)
    assert question_of(record, "multiply_gate_check") is None


def test_what_is_excused_or_has_no_result_has_no_score() -> None:
    record = rich_record()
    record["questions"][0]["excused"] = True
    assert [score_of(record, f"{name}_check", 4.0) for name in ("multiply_gate", "affine")] == [None, 2.5]
    assert score_of(rich_record() | {"status": "ungraded"}, "affine_check", 4.0) is None


def test_what_a_person_gave_is_the_gradebooks_own() -> None:
    """The row has a column for it: the grader's points stand beside it."""
    record = rich_record()
    record["questions"][0] |= {"score": 4.0, "manual": {"score": 4.0, "comment": "", "automatic": 1.0}}
    assert score_of(record, "multiply_gate_check", 4.0) == 1.0


@pytest.mark.parametrize(
    ("sheet", "questions", "cells"), [("a", ["multiply_gate"], [4]), ("b", ["affine"], [])]
)
def test_a_part_has_what_stands_in_its_notebook(sheet: str, questions: list[str], cells: list[int]) -> None:
    record = rich_record()
    for question, name in zip(record["questions"], "ab", strict=True):
        question["notebook"] = name
    record["cells"][0]["notebook"] = "a"
    record["skipped"] = [{"index": 7, "reason": "%%bash", "notebook": "b"}]
    part = part_of(record, Assignment("ps2", sheet, (), sheet=sheet))
    assert [one["id"] for one in part["questions"]] == questions
    assert [one["index"] for one in part["cells"]] == cells
    assert len(part["skipped"]) == (sheet == "b")


ESSAY = KnownCell("essay", "markdown", False, "Why?", "", True, True, False, 5.0, "k1", "k2")
TASK = KnownCell("task", "markdown", False, "Do.", "", False, False, True, 2.0, "k3", "k3")
GATE = KnownCell("multiply_gate", "code", False, "stub", "", solution=True, comment_key="k4")
TEST = KnownCell("multiply_gate_check", "code", True, "check()", "", True, points=4.0, grade_key="k5")
TEXT = KnownCell("text_check", "markdown", True, "Read.", "", True, points=1.0, grade_key="k6")


def notebook(**sources: str) -> dict[str, Any]:
    """Cells by name."""
    return {
        "cells": [
            {"metadata": {"nbgrader": {"grade_id": name}}, "source": source}
            for name, source in sources.items()
        ]
    }


@pytest.mark.parametrize(("said", "score"), [("Why?", 0.0), ("Because.", None)])
def test_an_answer_for_people_is_zero_only_where_it_was_left_as_it_was(
    said: str, score: float | None
) -> None:
    cells = [replace(one, checksum=checksum(one.source, one)) for one in (ESSAY, TASK, GATE, TEST, TEXT)]
    found = marks_of(rich_record(), notebook(essay=said, multiply_gate="stub", task="Do."), None, cells)
    assert found.scores == {"essay": score, "task": None, "multiply_gate_check": 1.0, "text_check": None}
    assert found.silent == {"multiply_gate", *(["essay"] if score == 0 else [])}
    assert (found.student, found.sha256, found.idle) == ("ada", "0", frozenset())


def test_cells_of_what_is_excused_need_nobody() -> None:
    record = rich_record()
    record["questions"][0]["excused"] = True
    found = marks_of(record, notebook(), None, [GATE, TEST])
    assert found.idle == {"multiply_gate_check"}
    assert found.scores == {"multiply_gate_check": None}
