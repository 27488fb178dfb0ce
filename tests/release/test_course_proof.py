"""What validate finds, release refuses and writes nothing; before the first release nothing is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder import cli
from autograder.course.load import load_course
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell as ModelCell
from autograder.model.question import Assignment, Course
from autograder.reference.answer_key import make_answer_key
from autograder.release import course_proof
from tests.own_course import SETUP, Cell, answer, cell, layer, own_course

VALUE = """
- id: q
  given: {x: 2}
  rubric:
    - {check: value, of: f, equals: 8, points: 1}
    - {check: derivative, of: dfdx, d: f, by: x, points: 2}
"""
BASE = """
- id: q
  target: Twice
  inputs: {x: [N]}
  rubric:
    - {check: forward, points: 1}
    - {check: gradient, of: x, points: 1}
"""
TWICE = """class Function:
    ### BEGIN SOLUTION
    def forward(self, x):
        raise NotImplementedError()

    def backward(self, dout):
        raise NotImplementedError
    ### END SOLUTION


class Twice(Function):
    ### BEGIN SOLUTION
    def forward(self, x):
        return 2 * x

    def backward(self, dout):
        return 2 * dout
    ### END SOLUTION"""
CUBE = "f = x ** 3\ndfdx = 3 * x ** 2"


def made(folder: Path, one: Cell, questions: str = VALUE) -> Path:
    return own_course(folder / "course", [("setup", SETUP), one], questions)


def test_two_draws_are_proved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = []

    def make(course: Course, assignment: Assignment, seed: bytes, cells: Sequence[ModelCell]) -> AnswerKey:
        seeds.append(seed)
        return make_answer_key(course, assignment, seed, cells)

    monkeypatch.setattr(course_proof, "make_answer_key", make)
    course = load_course(made(tmp_path, answer("q", CUBE, "x = 2")))
    course_proof.proved(course, course.assignments[0])
    assert len(set(seeds)) == 2


def files(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("one", "questions"),
    [
        (answer("q", CUBE, "x = 2"), VALUE),
        (cell("q", f"x = 2\n# BEGIN SOLUTION\n{CUBE}\n# END SOLUTION"), VALUE),
        (cell("q", f"x = 2\n{CUBE}"), VALUE),
        (cell("q", TWICE), BASE),
    ],
    ids=["three #", "one #", "no markers", "a base class that raises"],
)
def test_a_right_course_is_proved_before_the_first_release_and_then_released(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], one: Cell, questions: str
) -> None:
    folder = made(tmp_path, one, questions)
    before = files(folder)
    assert cli.main(["validate", "--course", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "not released yet; run autograder release ps1" in said
    assert "missing" not in said
    assert {name: digest for name, digest in files(folder).items() if "secret" not in name} == before
    assert cli.main(["release", "ps1", "--course", str(folder)]) == 0
    assert "assignments/ps1/nb.ipynb written" in capsys.readouterr().out
    assert cli.main(["validate", "--course", str(folder)]) == 0
    assert "the release is fresh and leaks nothing" in capsys.readouterr().out


WRONG = {
    "raises": (answer("q", f"{CUBE}\n1 / 0", "x = 2"), VALUE, "the reference raises ZeroDivisionError"),
    "random": (answer("q", "f = x ** 3 + np.random.rand()\ndfdx = 12", "x = 2"), VALUE, "the reference is random"),
    "a wrong gradient": (answer("q", "f = x ** 3\ndfdx = 2 * x ** 2", "x = 2"), VALUE, "is not the derivative"),
    "nothing asked": (layer("q", "return 2 * x", "self.dW = 0\nreturn 2 * dout", "self.dW = 0", ", W"), BASE.replace("Twice", "Layer").replace("[N]}", "[N]}\n  init: {W: []}").replace("of: x", "of: W"), "gradient of W: nothing says where it is found"),
    "outside the markers": (cell("q", f"x = 2\n{CUBE}\n### BEGIN SOLUTION\ny = 1\n### END SOLUTION"), VALUE, "nb.ipynb: ps1: "),
    "half outside": (cell("q", "x = 2\nf = x ** 3\n### BEGIN SOLUTION\ndfdx = 3 * x ** 2\n### END SOLUTION"), VALUE, "nb.ipynb: ps1: "),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("what", WRONG)
def test_release_refuses_what_validate_refuses_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    one, questions, words = WRONG[what]
    folder = made(tmp_path, one, questions)
    before = files(folder)
    assert cli.main(["validate", "--course", str(folder)]) in (1, 2)
    capsys.readouterr()
    assert cli.main(["release", "ps1", "--course", str(folder)]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert {name: digest for name, digest in files(folder).items() if "secret" not in name} == before
