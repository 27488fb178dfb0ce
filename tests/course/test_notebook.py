"""What course.yml may speak of in a reference notebook: words, definitions, ids, and the points of cells."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.course.notebook import names_of
from autograder.model.errors import CourseError


def cell(source: str, kind: str = "code", own: str = "", **marks: Any) -> dict[str, Any]:
    return {
        "cell_type": kind,
        "id": own,
        "source": source.splitlines(keepends=True),
        "metadata": {"nbgrader": marks} if marks else {},
    }


ANSWER: dict[str, Any] = {"grade": False, "solution": True, "locked": False}
TEST: dict[str, Any] = {"grade": True, "solution": False, "locked": True}
BY_HAND: dict[str, Any] = {"grade": True, "solution": True, "locked": False}


def read(tmp_path: Path, *cells: dict[str, Any]) -> Any:
    path = tmp_path / "nb.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
    return names_of(SimpleNamespace(), path)  # type: ignore[arg-type]


def test_names_are_those_of_cells_of_code(tmp_path: Path) -> None:
    names = read(
        tmp_path,
        cell("# words of a text", "markdown", "essay-cell", grade_id="essay", points=3, **BY_HAND),
        cell(
            "def gate(x):\n    return other.name\nclass Layer: pass", own="own-id", grade_id="gate", **ANSWER
        ),
        cell("check('gate')", own="tests", grade_id="gate_check", points=2, **TEST),
        cell("y = 1", grade_id="more", points=4, **BY_HAND),
    )
    assert {"gate", "other", "name", "Layer", "y"} <= names.words
    assert "text" not in names.words
    assert names.defined == {"gate", "Layer"}
    assert names.ids == {"gate", "own-id", "gate_check", "tests", "more"}
    assert names.by_hand == {"essay": 3.0, "more": 4.0}
    assert names.tests == {"gate_check": 2.0}


@pytest.mark.parametrize(
    ("question", "there"),
    [("gate", True), ("own_id", True), ("own-id", True), ("other", False), ("my_gate", False)],
)
def test_an_answer_cell_is_known_by_its_grade_id_or_its_own(
    tmp_path: Path, question: str, there: bool
) -> None:
    assert (
        read(tmp_path, cell("x = 1", own="own-id", grade_id="gate", **ANSWER)).has_answer(question) is there
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[1, 2]", "list indices must be integers"),
        ("{}", "no 'cells'"),
        ('{"cells": [{"cell_type": "code"}]}', "no 'source'"),
        ('{"cells": [1]}', "not subscriptable"),
        ("nothing", "Expecting value"),
    ],
)
def test_what_is_no_notebook_is_one_line(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "nb.ipynb").write_text(text)
    with pytest.raises(CourseError) as error:
        names_of(SimpleNamespace(), tmp_path / "nb.ipynb")  # type: ignore[arg-type]
    assert str(error.value).startswith(f"{tmp_path / 'nb.ipynb'}: this is no notebook (")
    assert why in str(error.value)
    assert str(error.value).endswith("; save it again from Jupyter")
