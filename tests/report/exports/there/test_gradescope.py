"""On Gradescope: the score with its own due date, whatever its metadata say."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.report.exports import gradescope_archive
from autograder.report.exports.there.__main__ import main
from autograder.report.exports.there.gradescope import due_date
from tests.report.exports.archives import METADATA, put, results, source_of, unpack


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("said", [json.dumps(METADATA), "no JSON", "[]"])
def test_it_gets_a_score_with_its_own_due_date(course: Path, tmp_path: Path, said: str) -> None:
    unpack(gradescope_archive.EXPORT, source_of(course, "ps1"), tmp_path / "source", program=False)
    put(tmp_path, course / "solutions" / "ps1" / "first_steps.ipynb", folder="hw1/mine")
    (tmp_path / "submission_metadata.json").write_text(said)
    assert main("gradescope", tmp_path) == 0
    found = results(tmp_path)
    late = said.startswith("{")
    whole = sum(test["max_score"] for test in found["tests"])
    assert found["score"] == pytest.approx(whole * (0.9 if late else 1.0), abs=1e-9)
    assert ("Late penalty" in found["output"]) == late
    assert found["extra_data"]["protection"] in ("full", "strong")


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({}, None),
        ({"assignment": {"due_date": "2027-03-26T23:00:00-07:00"}}, "2027-03-26T23:00:00-07:00"),
        ({"assignment": {"due_date": "2027-03-26T23:00:00-07:00"}, "users": [{"assignment": {"due_date": "2027-03-28T23:00:00-07:00"}}, {}]}, "2027-03-28T23:00:00-07:00"),
        ({"assignment": {"due_date": 7}, "users": None}, None),
        ({"assignment": "2027", "users": [{"assignment": {"due_date": "soon"}}]}, None),
    ],
)  # fmt: skip
def test_of_several_who_hand_in_together_the_latest_date_counts(
    said: dict[str, Any], due: str | None
) -> None:
    assert due_date(said) == (due and datetime.fromisoformat(due))
