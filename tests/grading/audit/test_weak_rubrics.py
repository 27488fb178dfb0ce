"""Rubrics that switch themselves off: each is named, by the course's proof or by its audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.commands.validate import validate
from autograder.course.load import load_course
from autograder.grading.audit.one_question import Effort
from autograder.grading.audit.whole_course import audit
from autograder.model.errors import CourseError
from tests.grading.audit.weak import course_of

WEAK = {
    "numbers typed in, without given": (
        """
        id: cube
        rubric:
          - {check: value, of: f, equals: 8, points: 1}
          - {check: value, of: dfdx, equals: 12, points: 2}
        """,
        """
        x = 2
        ### BEGIN SOLUTION
        f = x ** 3
        dfdx = 3 * x ** 2
        ### END SOLUTION
        """,
        "typed-in|given",
    ),
    "a gradient that is found nowhere": (
        """
        id: scale
        target: Scale
        init: {W: [M]}
        inputs: {x: [N, M]}
        rubric:
          - {check: forward, points: 1}
          - {check: gradient, of: x, points: 1}
          - {check: gradient, of: W, points: 1}
        """,
        """
        class Scale:
            def __init__(self, W):
                self.W = W

            def forward(self, x):
                ### BEGIN SOLUTION
                self.x = x
                return x * self.W
                ### END SOLUTION

            def backward(self, dout):
                ### BEGIN SOLUTION
                self.dW = (dout * self.x).sum(axis=0)
                return dout * self.W
                ### END SOLUTION
        """,
        "gradient of W|gradient W|found nowhere",
    ),
    "an answer outside the marks": (
        """
        id: cube
        given: {x: 2}
        rubric:
          - {check: value, of: f, equals: 8, points: 1}
          - {check: derivative, of: dfdx, d: f, by: x, equals: 12, points: 2}
        """,
        """
        x = 2
        f = x ** 3
        dfdx = 3 * x ** 2
        ### BEGIN SOLUTION
        done = True
        ### END SOLUTION
        """,
        "stub|outside",
    ),
    "the value of what is given": (
        """
        id: cube
        given: {x: 2}
        rubric:
          - {check: value, of: x, equals: 2, points: 3}
        """,
        """
        x = 2
        ### BEGIN SOLUTION
        f = x ** 3
        ### END SOLUTION
        """,
        "stub|given",
    ),
    "a wrapper in the student's own cell": (
        """
        id: value_class
        target: product_by_value
        inputs: {a: [], b: []}
        returns: [out, da, db]
        gradients: {a: da, b: db}
        rubric:
          - {check: forward, points: 1}
          - {check: gradient, of: [a, b], points: 3}
        """,
        """
        class Value:
            ### BEGIN SOLUTION
            def __init__(self, data, children=()):
                self.data, self.children, self.grad = data, children, 0.0

            def __mul__(self, other):
                return Value(self.data * other.data, (self, other))

            def backward(self):
                one, other = self.children
                one.grad += other.data
                other.grad += one.data
            ### END SOLUTION


        def product_by_value(a, b):
            one, other = Value(a), Value(b)
            out = one * other
            out.backward()
            return out.data, one.grad, other.grad
        """,
        "no class Value|read-only",
    ),
    "a softmax that overflows": (
        """
        id: softmax
        target: softmax
        inputs: {x: [N, D]}
        returns: [y]
        rubric:
          - {check: forward, points: 2}
        """,
        """
        def softmax(x):
            ### BEGIN SOLUTION
            exps = np.exp(x - x.max(axis=1, keepdims=True))
            return exps / exps.sum(axis=1, keepdims=True)
            ### END SOLUTION
        """,
        "overflow",
    ),
    "a backward that nothing asks for": (
        """
        id: tanh
        target: Tanh
        inputs: {x: [N, D]}
        rubric:
          - {check: forward, points: 1}
        """,
        """
        class Tanh:
            def forward(self, x):
                ### BEGIN SOLUTION
                self.y = np.tanh(x)
                return self.y
                ### END SOLUTION

            def backward(self, dout):
                ### BEGIN SOLUTION
                return dout * (1 - self.y ** 2)
                ### END SOLUTION
        """,
        "no item asks for dx|backward",
    ),
    "a gradient that is called a value": (
        """
        id: square
        target: square
        inputs: {x: [N]}
        returns: [y, dx]
        rubric:
          - {check: forward, points: 2}
        """,
        """
        def square(x):
            ### BEGIN SOLUTION
            return x ** 2, 3 * x
            ### END SOLUTION
        """,
        "dx",
    ),
    "a reference that cuts whole numbers": (
        """
        id: leaky
        target: leaky
        inputs: {x: [N, D]}
        returns: [y]
        rubric:
          - {check: forward, points: 3}
        """,
        """
        def leaky(x):
            ### BEGIN SOLUTION
            out = np.zeros_like(x)
            out[x > 0] = x[x > 0]
            out[x <= 0] = 0.1 * x[x <= 0]
            return out
            ### END SOLUTION
        """,
        "in other words|whole|integer",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WEAK)
def test_a_weak_rubric_is_named(name: str, tmp_path: Path) -> None:
    entry, answer, words = WEAK[name]
    said = "\n".join(complaints(course_of(tmp_path, entry, answer)))
    assert any(word in said for word in words.split("|")), said


def complaints(folder: Path) -> list[str]:
    """What the proof of a course and its audit find wrong, but for the release that is not there yet."""
    try:
        course = load_course(folder)
        wrong = [line for line, right in validate(course, course.assignments[0]) if not right]
        found = [
            f"{f.made}, {f.name}: {f.why}"
            for one in audit(course, course.assignments, Effort(15), 1)
            for f in one.findings
        ]
    except CourseError as error:
        return [str(error)]
    return [line for line in wrong if "autograder release" not in line] + found
