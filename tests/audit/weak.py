"""Courses of one question: a notebook and an entry written for a test."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import dedent, indent

COURSE = """\
course: own
title: {en: Own}
assignments:
  - id: ps1
    notebook: own
    questions:
"""


def course_of(folder: Path, entry: str, answer: str, setup: str = "") -> Path:
    """A course in `folder` whose one question has this entry (from `id:` on) and this reference cell."""
    entry = indent(dedent(entry).strip(), "        ")
    (folder / "course.yml").write_text(f"{COURSE}      - {entry.strip()}\n", encoding="utf-8")
    question = entry.split("id:")[1].split()[0].rstrip(",")
    setup = f"import numpy as np\nfrom autograder.selfcheck import check\n{dedent(setup)}"
    cells = [
        cell(setup, "setup", locked=True),
        cell(dedent(answer).strip(), question, solution=True),
        cell(f'check("{question}")', f"{question}_check", locked=True, points=1),
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path = folder / "solutions" / "ps1" / "own.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return folder


def cell(
    source: str, grade_id: str, *, locked: bool = False, solution: bool = False, points: int | None = None
) -> dict[str, object]:
    """A code cell with nbgrader's metadata."""
    of = {"grade_id": grade_id, "locked": locked, "solution": solution, "grade": points is not None}
    of |= {"schema_version": 3, "task": False, "cell_type": "code"}
    if points is not None:
        of["points"] = points
    metadata = {"nbgrader": of}
    return {
        "cell_type": "code",
        "id": grade_id,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }
