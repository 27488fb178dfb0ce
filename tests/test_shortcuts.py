"""Ways to points without the work: each earns what it says, which is what is honestly done beside it, mostly nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.grader import Grader
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Run
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.sandbox import libc
from tests.conftest import ROOT, headers
from tests.grading.made import grade_one

FILES = sorted((ROOT / "tests" / "shortcuts").glob("*.py"))

# what these run is covered where it is tested for itself; traced, it takes three times as long
pytestmark = [
    pytest.mark.no_cover,
    pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone"),
]


def as_notebook(text: str) -> dict[str, Any]:
    """The cells of a file, parted by `# %% id`; whatever the release had locked is unlocked."""
    parts = re.split(r"^# %%(.*)\n", text, flags=re.MULTILINE)[1:]
    cells: list[dict[str, Any]] = []
    for name, source in zip(parts[::2], parts[1::2], strict=True):
        marks = {"grade_id": name.strip(), "grade": False, "solution": True, "locked": False}
        metadata = {"nbgrader": marks} if name.strip() else {}
        cells += [{"cell_type": "code", "metadata": metadata, "source": source, "outputs": []}]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shortcut(path: Path, key_of: Callable[[str], AnswerKey], prober: Prober, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = headers(text)
    file = tmp_path / "work.ipynb"
    file.write_text(json.dumps(as_notebook(text)), encoding="utf-8")
    key = key_of(said["assignment"])
    run = Run(key.assignment, "en")
    record = grade_one(run, Submission("quick", (file,)), Grader(key, prober))
    assert record["status"] == "graded", record["reason"]
    points = {q["id"]: q["score"] for q in record["questions"] if q["score"]}
    assert sum(points.values()) == pytest.approx(float(said["earns"])), points
    if "skipped" in said:
        assert said["skipped"] in [one["reason"] for one in record["skipped"]]


def test_there_are_twenty() -> None:
    assert len(FILES) >= 20
