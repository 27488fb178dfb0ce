"""An example that the solution does not give is refused, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.errors import CourseError
from autograder.reference.answer_key import make_answer_key
from tests.own_course import SETUP, answer, cell, layer, own_course

ENTRIES = """
- id: q
  given: {x: 2}
  example: {x: 3, f: 27.0, dfdx: 27}
  rubric:
    - {check: value, of: f, points: 1}
    - {check: derivative, of: dfdx, d: f, by: x, points: 2}
- id: p
  target: Layer
  init: {W: [D, M]}
  inputs: {x: [N, D]}
  gradients: {W: dW}
  example:
    - {W: [[1], [2]], x: [[3, 4]], dout: [[2]], out: [[11]], dx: [[2, 4]], dW: [[6], [8]]}
  rubric:
    - {check: forward, points: 1}
    - {check: gradient, of: [x, W], points: 2}
"""


def proved(folder: Path, entries: str) -> None:
    linear = layer(
        "p",
        init="self.W = W",
        arguments=", W",
        forward="self.x = x\nreturn x @ self.W",
        backward="self.dW = self.x.T @ dout\nreturn dout @ self.W.T",
    )
    cells = [cell("setup", SETUP), answer("q", "f = x ** 3\ndfdx = 3 * x ** 2", "x = 2"), linear]
    course = load_course(own_course(folder, cells, entries))
    make_answer_key(course, course.assignments[0], b"seed")


def test_a_right_example_is_proved(tmp_path: Path) -> None:
    proved(tmp_path, ENTRIES)


@pytest.mark.parametrize(
    ("stated", "wrong", "said"),
    [
        ("dfdx: 27}", "dfdx: 26}", ":8: question q: the example says that dfdx is 26 for x = 3, and the solution gives 27"),
        ("dx: [[2, 4]]", "dx: [[4, 2]]", ":18: question p: the example says that dx is [[4, 2]] for W = [[1], [2]], x = [[3, 4]]"),
        ("out: [[11]]", "out: [11]", "and the solution gives [[11]]"),
        ("dfdx: 27}", f"dfdx: [{', '.join(['10'] * 15)}]}}", f"dfdx is [{', '.join(['10'] * 15)}] for x"),
        ("dfdx: 27}", f"dfdx: [{', '.join(['10'] * 16)}]}}", f"dfdx is [{'10, ' * 14}10… for x"),
    ],
)  # fmt: skip
def test_a_wrong_example_is_one_line(stated: str, wrong: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        proved(tmp_path, ENTRIES.replace(stated, wrong))
    assert said in str(caught.value)
    assert str(caught.value).startswith("course.yml:")


def test_an_example_at_which_the_solution_raises(tmp_path: Path) -> None:
    cells = [cell("setup", SETUP), answer("q", "f = x ** 3 if x != 3 else [][3]\ndfdx = 3 * x ** 2", "x = 2")]
    course = load_course(own_course(tmp_path, cells, ENTRIES.partition("- id: p")[0]))
    with pytest.raises(CourseError, match="says that f is 27 for x = 3, and the solution raises IndexError"):
        make_answer_key(course, course.assignments[0], b"seed")
