"""Sources of a course that nbgrader has: cells with its metadata, a folder with one assignment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def cell(source: str, grade_id: str = "", points: float | None = None, **marks: bool) -> dict[str, Any]:
    """A cell of code; with points a test cell unless it is a solution too."""
    metadata: dict[str, Any] = {}
    if grade_id:
        metadata = {"grade_id": grade_id, "grade": points is not None, "solution": points is None, **marks}
        metadata |= {"locked": False, "schema_version": 3} | ({} if points is None else {"points": points})
    return {
        "cell_type": "code",
        "metadata": {"nbgrader": metadata} if metadata else {},
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def assignment(folder: Path, *cells: dict[str, Any], name: str = "problem") -> Path:
    """A folder of sources with one assignment, hw1."""
    path = folder / "source" / "hw1" / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    return folder / "source"


DOUBLE = cell("def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION", "double")
