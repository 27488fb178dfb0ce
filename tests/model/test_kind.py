"""A check kind is a file: a new one is found by its name, and course.yml understands what it declares."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder.checks import KINDS
from autograder.model.kind import Kind, Names
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Role

SHAPE = '''
"""`shape`: the right shape."""
from autograder.checks.plans import variables
from autograder.model.kind import Kind, Names, Reads
from autograder.model.trial import RIGHT, Role

KIND = Kind(
    plans={"": variables.plan},
    judge=lambda item, question, answered, answerer: RIGHT,
    about=lambda item: (Role.VALUE, item.of),
    options={"axis": Reads.NUMBERS, "near": Reads.SHARE},
    needs=("of", "axis"),
    of=Names.NOTEBOOK,
    question=("wide",),
)
'''
COURSE = """\
course: one
assignments:
  - id: ps1
    notebook: first
    questions:
      - id: product
        given: {x: 1}
        wide: true
        rubric:
          - {check: shape, of: f, axis: [1, 2], near: 0.25, points: 1}
"""
SCRIPT = """
import json, pathlib, sys
from autograder.checks import KINDS
from autograder.course.load import load_course
from autograder.model.errors import CourseError
said = [sorted(KINDS)]
for text in json.load(sys.stdin):
    pathlib.Path("course/course.yml").write_text(text)
    try:
        question = load_course(pathlib.Path("course")).assignments[0].questions[0]
        said.append([dict(question.options), dict(question.rubric[0].options)])
    except CourseError as error:
        said.append(str(error))
print(json.dumps(said))
"""


def test_a_new_module_is_a_new_kind_with_words_of_its_own_in_course_yml(tmp_path: Path) -> None:
    """In a copy of the package with one more file; nothing else is touched."""
    package = tmp_path / "autograder"
    shutil.copytree(Path(autograder.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "checks" / "shape.py").write_text(SHAPE, encoding="utf-8")
    solution = tmp_path / "course" / "solutions" / "ps1" / "first.ipynb"
    solution.parent.mkdir(parents=True)
    solution.write_text(
        json.dumps({"cells": [{"cell_type": "code", "id": "product", "source": "x = 1\nf = x"}]})
    )
    courses = [
        COURSE,
        COURSE.replace("near:", "nearly:"),
        COURSE.replace("axis: [1, 2], ", ""),
        COURSE.replace("of: f, ", ""),
        COURSE.replace("near: 0.25", "near: 2"),
        COURSE.replace("of: f", "of: g"),
        COURSE.replace("wide", "wild"),
        COURSE.replace("check: shape", "check: shapes"),
    ]
    ran = subprocess.run(
        [sys.executable, "-B", "-c", SCRIPT],
        input=json.dumps(courses), capture_output=True, text=True, cwd=tmp_path, check=True,
        env={"PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    kinds, read, *refused = json.loads(ran.stdout)
    assert kinds == sorted([*KINDS, "shape"])
    assert read == [{"wide": True}, {"axis": [1, 2], "near": 0.25}]
    for said, words in zip(
        refused,
        (
            'unknown key "nearly"',
            '"axis"',
            '"of"',
            "near is 2; write 0% to 100%",
            '"g" does not occur',
            '"wild"',
            '"shapes"',
        ),
        strict=True,
    ):
        assert "course.yml:" in said
        assert words in said


def test_the_plan_is_chosen_by_the_kind_of_the_question() -> None:
    def one(*_: object) -> tuple[()]:
        return ()

    def other(*_: object) -> tuple[()]:
        return ()

    kind = Kind({"": one, "loss": other}, lambda *_: RIGHT, lambda _: (Role.VALUE, None))
    assert kind.plan(Question("q", ())) is one
    assert kind.plan(Question("q", (), options={"kind": "loss"})) is other
    with pytest.raises(KeyError):
        kind.plan(Question("q", (), options={"kind": "lost"}))
    assert (kind.of, kind.target, kind.apart, kind.needs) == (Names.CLAIMS, False, None, ())


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_says_what_it_needs_in_keys_that_it_has(name: str) -> None:
    kind = KINDS[name]
    assert set(kind.needs) <= {"of", *kind.options}
    role, names = kind.about(RubricItem(name, 1.0, ("x",)))
    assert role in Role
    assert names is None or all("x" in one for one in names)  # of an expression, its gradients
    if not kind.needs:
        assert kind.about(RubricItem(name, 1.0))[1] is None
