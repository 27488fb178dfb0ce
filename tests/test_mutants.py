"""Reference answers with one mistake in them lose points: a sample of what `python -m bench.mutants` does in full."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable

import pytest

from autograder.course.load import load_course
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from bench.canonical import canonical
from bench.mutants import Equivalents, grader_of, meaning, survives, transposed
from bench.mutation import Mutant, mutants
from tests.conftest import ROOT

pytestmark = pytest.mark.no_cover

SAMPLE = 5
COURSE = load_course(ROOT)
QUESTIONS = [
    (assignment.id, question.id) for assignment in COURSE.assignments for question in assignment.questions
]

RELU = """
class Relu:
    def forward(self, x):
        ### BEGIN SOLUTION
        self.mask = x > 0
        return x * self.mask
        ### END SOLUTION
"""


@pytest.fixture(scope="module")
def listed() -> Equivalents:
    """The survivors that are known."""
    return Equivalents.read()


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "name"), QUESTIONS, ids=[name for _, name in QUESTIONS])
def test_a_mistake_costs_points(
    assignment: str, name: str, key_of: Callable[[str], AnswerKey], prober: Prober, listed: Equivalents
) -> None:
    key = key_of(assignment)
    question = key.assignment.question(name)
    source = key.reference.source(name)
    right, grader = meaning(question, source), grader_of(key, question, prober)
    assert survives(grader, question, Mutant("the reference", source))
    every = list(mutants(source))
    for mutant in random.Random(name).sample(every, min(SAMPLE, len(every))):
        if meaning(question, mutant.source) != right and survives(grader, question, mutant):
            known = listed.entry(name, mutant) or transposed(question, source, mutant)
            assert known, f"keeps full marks: {mutant.name}"


def test_mutants_stay_inside_the_solution() -> None:
    names = {mutant.name for mutant in mutants(RELU)}
    assert all(name.startswith("Relu.forward: ") for name in names)
    assert {
        "Relu.forward: self.mask = x > 0 -> (left out)",
        "Relu.forward: self.mask = x > 0 -> mask = x > 0",
        "Relu.forward: self.mask = x > 0 -> self.mask = x < 0",
        "Relu.forward: self.mask = x > 0 -> self.mask = x > 1",
        "Relu.forward: return x * self.mask -> return",
        "Relu.forward: return x * self.mask -> return x",
        "Relu.forward: return x * self.mask -> return x + self.mask",
        "Relu.forward: return x * self.mask -> return x * self.mask.T",
        "Relu.forward: return x * self.mask -> return -x * self.mask",
    } <= names


def test_mutants_are_python_and_leave_the_reference_alone() -> None:
    sources = [mutant.source for mutant in mutants(RELU)]
    assert len(sources) > 20
    for source in sources:
        ast.parse(source)
        assert ast.dump(ast.parse(source)) != ast.dump(ast.parse(RELU))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f = x * y", "f = y * x"),
        ("d = 1 * z", "d = z"),
        ("q = x + y\nf = q * z", "f = z * (y + x)\nq = y + x"),
        ("f = -(x - y)", "f = y - x"),
        ("f = 1 if x > y else 0", "f = 1 if y <= x else 0"),
        ("def f(x):\n    y = 2 * x\n    return y", "def f(x):\n    return x * 2"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f = x - y", "f = y - x"),
        ("f = x / y", "f = x * y"),
        ("f = a @ b", "f = b @ a"),
        ("f = x ** 2", "f = x * 2"),
        ("q = x + y\nf = q * z", "q = x + y\nf = q + z"),
        ("a = F()\nb = a.g(x)", "a = F()\nb = a.g(y)"),
        ("def f(x):\n    return x", "def f(x):\n    return -x"),
        ("d = a\nd += b", "d = a\nd = b"),
        ("def f(v):\n    while v:\n        v = v.next", "def f(v):\n    while v:\n        pass"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_only_what_is_asked_for_counts() -> None:
    asked = frozenset({"f"})
    assert canonical("q = x + y\nf = x * y", asked) == canonical("q = x - y\nf = x * y", asked)
