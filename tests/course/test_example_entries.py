"""`example:` of course.yml: what it may say, and the one line for whatever is wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.errors import CourseError
from autograder.model.question import Question
from tests.conftest import ROOT
from tests.own_course import SETUP, answer, cell, own_course

NOTEBOOK = [
    cell("setup", SETUP),
    answer("q", "f = x * y\ndfdx = y", "x = 2\ny = [1.0, 2.0]"),
    answer("p", "class Gate:\n    dW = 1\ndef double(x):\n    return 2 * x"),
]
GIVEN = """
- id: q
  given: {{x: 2, y: [1.0, 2.0]}}
  example: {example}
  rubric:
    - {{check: value, of: f, points: 1}}
    - {{check: derivative, of: dfdx, d: f, by: x, points: 1}}
"""
GATE = """
- id: p
  target: Gate
  init: {{W: [D, M], p: []}}
  inputs: {{x: [N, D], mask: [N, D]}}
  draw: {{mask: mask}}
  gradients: {{W: dW}}
  example: {example}
  rubric:
    - {{check: forward, points: 1}}
    - {{check: gradient, of: [x, W], points: 1}}
"""


def read(folder: Path, entry: str, example: str) -> Question:
    course = load_course(own_course(folder, NOTEBOOK, entry.format(example=example)))
    return course.assignments[0].questions[0]


def test_one_example_or_several(tmp_path: Path) -> None:
    one = read(tmp_path, GIVEN, "{x: 2, y: [1, 2], f: [2, 4.5]}")
    assert one.example == ({"x": 2, "y": (1, 2), "f": (2, 4.5)},)
    assert one.example_line == 8
    text = (
        "{W: [[1], [2]], p: 0.5, x: [[1, 2]], mask: [[true, false]], dout: [[1]], out: [[5]], dx: [[1, 2]]}"
    )
    two = read(tmp_path, GATE, f"[{text}, {text}]").example
    assert len(two) == 2
    assert two[0]["mask"] == ((True, False),)
    both = GATE.replace("W: [D, M]", "W: [D + M, M]")
    assert read(tmp_path, both, text.replace("[1], [2]", "[1], [2], [3]")).example[0]["W"] == (
        (1,),
        (2,),
        (3,),
    )


def test_whatever_one_of_several_is(tmp_path: Path) -> None:
    entry = GATE.replace("mask: [N, D]", "mode: []").replace(
        "{{mask: mask}}", "{{mode: {{one_of: [slow, fast]}}}}"
    )
    example = "{W: [[1], [2]], p: 0.5, x: [[1, 2]], mode: fast, out: [[5]]}"
    assert read(tmp_path, entry, example).example[0]["mode"] == "fast"


SUM = """
- id: p
  target: Gate
  inputs: {{x: [], y: []}}
  arrays: {arrays}
  example: {example}
  rubric:
    - {{check: gradient, of: [x, y], points: 1}}
"""


def test_arrays_where_numbers_are_asked_that_must_take_arrays(tmp_path: Path) -> None:
    """A forward that sums its array is told from one that goes element by element by such an example alone."""
    entry = SUM.replace("{arrays}", "required")
    assert read(tmp_path, entry, "{x: [1, 2], y: [3, 4], out: [4, 6]}").example[0]["x"] == (1, 2)
    made = entry.replace("  inputs", "  init: {{p: []}}\n  inputs")
    assert read(tmp_path, made, "{p: [5, 6], x: [1, 2], y: [3, 4], out: [4, 6]}").example[0]["p"] == (5, 6)
    said = "x is an array of shape (2,) in the example, and a number in the question"
    for wrong, example in (
        (entry, "{x: [1, 2], y: 3, out: [4, 6]}"),
        (SUM.replace("{arrays}", "optional"), "{x: [1, 2], y: [3, 4], out: [4, 6]}"),
    ):
        with pytest.raises(CourseError, match=re.escape(said) + "$"):
            read(tmp_path, wrong, example)


PRODUCTS = """
- id: p
  target: Gate
  inputs: {{a: [], b: [], c: []}}
  example: {example}
  rubric:
    - {{check: expression, of: ["a * b", "a * c"], points: 1}}
"""
OF_ANOTHER = "c does not occur in that expression, so there is no dc; leave it out"
WRONG = [
    (PRODUCTS, '{a: 2, b: 3, "a * b": 6, dc: 0}', OF_ANOTHER),
    (PRODUCTS, '{a: 2, b: 3, c: 4, "a * b": 6, dc: 0}', OF_ANOTHER),
    (
        PRODUCTS,
        "{a: 2, c: 4, dc: 2}",
        "gradients are those of one expression; give each expression an example of its own",
    ),
    (GIVEN, "{x: 2, y: [1, 2], z: 3}", 'unknown key "z" in the example; write one of x, y, f, dfdx'),
    (GIVEN, "{x: 2, y: [1, 2]}", "the example states no outcome; add one of f, dfdx"),
    (GIVEN, "{x: 2, f: 3}", 'the example leaves out y, which its outcomes come of; add "y: …"'),
    (GIVEN, "{x: 2, y: 1, f: 3}", "y is a number in the example, and an array of shape (2,) in given"),
    (
        GIVEN,
        "{x: 2, y: [1], f: 3}",
        "y is an array of shape (1,) in the example, and an array of shape (2,) in given",
    ),
    (GIVEN, "[]", "example is empty; it needs at least one entry"),
    (GIVEN, "7", 'the example must be a mapping (key: value), not "7"'),
    (GIVEN, "{x: two, y: [1, 2], f: 3}", 'x must be a finite number, not "two"'),
    (
        GATE,
        "{W: [[1], [2]], p: 0.5, x: [[1, 2]], mask: [[true, false]], dx: [[1, 2]]}",
        'the example leaves out dout, which its outcomes come of; add "dout: …"',
    ),
    (
        GATE,
        "{W: [[1, 2]], p: 0.5, x: [[1, 2]], mask: [[true, false]], out: [[1]]}",
        "x is an array of shape (1, 2) in the example, and [N, D] in the question, where D is 1",
    ),
    (
        GATE,
        "{W: [1, 2], p: 0.5, x: [[1, 2]], mask: [[true, false]], out: [[1]]}",
        "W is an array of shape (2,) in the example, and [D, M] in the question",
    ),
    (
        GATE,
        "{W: [[1], [2]], p: 0.5, x: [[1, 2]], mask: [[1, 0]], out: [[1]]}",
        'mask[0][0] must be true or false, not "1"',
    ),
    (
        GATE.replace("W: [D, M]", "W: [2*D, M]"),
        "{W: [[1], [2], [3]], p: 0.5, x: [[1]], mask: [[true]], out: [[1]]}",
        "W is an array of shape (3, 1) in the example, and [2*D, M] in the question, where 2*D is 2",
    ),
    (
        GATE,
        "{W: [[1], [2]], p: 0.5, x: [[1, 2]], mask: [[true, false]], dout: [[1]], dx: [1, 2]}",
        "dx is an array of shape (2,) in the example, and x an array of shape (1, 2); a gradient has the shape of its variable",
    ),
]


@pytest.mark.parametrize(("entry", "example", "said"), WRONG)
def test_what_is_wrong_is_one_line(entry: str, example: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        read(tmp_path, entry, example)
    assert str(caught.value).endswith(said)
    assert str(caught.value).startswith(f"{tmp_path / 'course.yml'}:")
    assert "\n" not in str(caught.value)


def test_a_question_without_inputs_has_no_example(tmp_path: Path) -> None:
    entry = "- id: q\n  target: double\n  kind: variable\n  example: {{x: 1}}\n  rubric:\n    - {{check: autodiff, of: data, points: 1}}\n"
    with pytest.raises(CourseError, match=r"nothing here has any; write it in the text alone$"):
        read(tmp_path, entry, "")


def test_every_question_of_the_course_that_can_have_one_has_an_example() -> None:
    questions = [one for assignment in load_course(ROOT).assignments for one in assignment.questions]
    without = {one.id for one in questions if not one.example}
    assert without == {
        "variable", "function", "numerical_diff", "define_by_run", "backward", "functional",
        "gradient_test",
    }  # fmt: skip
