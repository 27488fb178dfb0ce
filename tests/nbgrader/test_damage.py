"""What students do to notebooks, and what instructors met with (F1 to F14 of the study of nbgrader): all of it is graded."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.nbgrader.commands import nbgrader
from tests.nbgrader.conftest import Grade, Graded, Term
from tests.nbgrader.students import (
    Notebook,
    bare,
    cell_of,
    doubled,
    grade_id,
    prepend,
    released,
    renamed,
    replace,
    right,
    without,
)


def split() -> Notebook:
    """An answer in two cells with the same metadata, as Jupyter's "split cell" leaves them."""
    notebook = doubled(right(), "neuron")
    source = "".join(cell_of(notebook, "neuron")["source"])
    first, second = (cell for cell in notebook["cells"] if grade_id(cell) == "neuron")
    first["source"], second["source"] = ["def sigmoid(s):\n", "    return 1 / (1 + np.exp(-s))\n"], [source]
    return notebook


def elsewhere() -> Notebook:
    """All answers in one cell at the end, the answer cells emptied."""
    notebook = untouched_above()
    for cell in notebook["cells"][:-1]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = []
    return notebook


def untouched_above() -> Notebook:
    """All answers in one cell at the end, the answer cells as they were handed out."""
    notebook, solved = released(), right()
    text = "\n\n".join(
        "".join(c["source"]) for c in solved["cells"] if c["metadata"].get("nbgrader", {}).get("solution")
    )
    notebook["cells"].append(
        {"cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
    )
    return notebook


def in_test_cell() -> Notebook:
    """A test cell that was edited by hand."""
    return replace(right(), "add_gate_check", "check = lambda *_: 'full'\ncheck('add_gate')")


def script() -> bytes:
    cells = [cell for cell in right()["cells"] if cell["cell_type"] == "code"]
    return "\n\n".join(
        "".join(cell["source"]) for cell in cells if not cell["metadata"].get("nbgrader", {}).get("grade")
    ).encode()


def in_another_format() -> bytes:
    """nbformat 3, as old tools save it."""
    cells = [
        {
            "cell_type": cell["cell_type"],
            "input": cell["source"],
            "metadata": cell["metadata"],
            "outputs": [],
            "language": "python",
        }
        for cell in right()["cells"]
        if cell["cell_type"] == "code"
    ]
    return json.dumps(
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}
    ).encode()


def odd_metadata() -> Notebook:
    """Metadata of every wrong kind."""
    notebook = right()
    wrong: tuple[Any, ...] = ({}, [], "x", None, {"grade_id": 3}, {"grade_id": ["x"]})
    for cell, marks in zip(notebook["cells"], wrong, strict=False):
        cell["metadata"]["nbgrader"] = marks
    return notebook


WHOLE: dict[str, object] = {
    "f1-answer-copied": lambda: doubled(right(), "multiply_gate"),
    "f1-test-copied": lambda: doubled(right(), "multiply_gate_check"),
    "f1-split": split,
    "f2-warns": lambda: prepend(
        right(), "neuron", "import sys, warnings; print('!', file=sys.stderr); warnings.warn('?')"
    ),
    "f4-colab": lambda: bare(right()),
    "f5-renamed": lambda: {"gates (final).ipynb": json.dumps(right()).encode()},
    "f5-script": lambda: {"gates.py": script()},
    "f6-other-id": lambda: renamed(right(), "neuron", "neuron_2"),
    "f6-swapped-ids": lambda: renamed(renamed(right(), "add_gate", "x"), "add_gate_check", "add_gate"),
    "f7-test-deleted": lambda: without(right(), "staged_check"),
    "f7-all-tests-deleted": lambda: without(
        right(), *(f"{q}_check" for q in ("multiply_gate", "add_gate", "max_gate"))
    ),
    "f16-asks": lambda: prepend(
        right(), "neuron", "try:\n    name = input('?')\nexcept Exception:\n    pass"
    ),
    "setup-deleted": lambda: without(prepend(right(), "multiply_gate", "import numpy as np"), "setup"),
    "nbformat-3": in_another_format,
    "bom": lambda: b"\xef\xbb\xbf" + json.dumps(right()).encode(),
    "odd-metadata": odd_metadata,
    "test-edited": in_test_cell,
    "elsewhere": elsewhere,
}
PART: dict[str, tuple[object, float]] = {
    "f7-answer-deleted": (lambda: without(right(), "neuron"), 14.0),
    "no-cells": (lambda: {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, 0.0),
    "untouched-above": (untouched_above, 18.0),
    "surrogate": (lambda: replace(right(), "staged", "x = '\udc80'"), 15.0),
}
NONE: dict[str, object] = {
    "f5-broken-json": lambda: json.dumps(right()).encode()[:3000],
    "empty-file": lambda: b"",
    "wrong-file": lambda: {"thesis.docx": b"PK"},
    "picture": lambda: b"\x89PNG\r\n\x1a\n\x00",
}


def build(make: object) -> object:
    assert callable(make)
    return make()


@pytest.fixture(scope="module")
def damaged(grade: Grade) -> Graded:
    works = {**WHOLE, **{name: make for name, (make, _) in PART.items()}, **NONE}
    return grade({name: build(make) for name, make in works.items()})  # type: ignore[misc]


def test_nobody_stops_the_others(damaged: Graded) -> None:
    assert damaged.said.code == 0
    assert set(damaged.scores) == {*WHOLE, *PART, *NONE}


@pytest.mark.parametrize("student", WHOLE)
def test_what_is_right_gets_all_points(damaged: Graded, student: str) -> None:
    assert damaged.total(student) == 18.0
    assert not any(manual for _, manual in damaged.scores[student].values())


@pytest.mark.parametrize(
    "student",
    list(PART),
)
def test_what_is_there_gets_its_points(damaged: Graded, student: str) -> None:
    assert damaged.total(student) == PART[student][1]


@pytest.mark.parametrize("student", NONE)
def test_what_cannot_be_read_waits_for_a_person(damaged: Graded, student: str) -> None:
    assert set(damaged.scores[student].values()) == {(None, True)}
    assert "Not graded: " in damaged.text(student)


@pytest.mark.parametrize(
    ("student", "told"),
    [
        ("f1-answer-copied", "The cell multiply\\\\_gate is there more than once"),
        ("f1-test-copied", "The cell multiply\\\\_gate\\\\_check is there more than once"),
        ("f4-colab", "The cell neuron had lost its name"),
        ("f5-renamed", "There was no gates.ipynb; gates (final).ipynb was graded"),
        ("f5-script", "There was no gates.ipynb; gates.py was graded"),
        ("f6-other-id", "The cell neuron had lost its name"),
        ("f7-test-deleted", "The cell staged\\\\_check was missing"),
        ("f7-answer-deleted", "The cell neuron was missing"),
        ("wrong-file", "found thesis.docx"),
    ],
)
def test_every_repair_is_told(damaged: Graded, student: str, told: str) -> None:
    assert told in damaged.text(student)


def test_the_pages_work_for_all_of_them(damaged: Graded) -> None:
    said = nbgrader("generate_feedback", "ps2", cwd=damaged.course)
    assert said.code == 0
    assert len(list((damaged.course / "feedback").rglob("gates.html"))) == len(damaged.scores)


def test_the_log_holds_no_false_alarm(term: Term) -> None:
    """F14: eight warnings of changed checksums for every honest student."""
    assert "has changed!" not in term.said["autograde ps2"][1]
