"""A mistake's lines in the place of those of the reference that do the same."""

from __future__ import annotations

import ast
import textwrap

import pytest

from autograder.reference.splice import assigned, splice

CELL = """
class Gate:
    def forward(self, x):
        self.x = x
        y = 2 * x
        return y
    def backward(self, d):
        return d

class Other:
    def forward(self, x):
        return x

def f(x):
    return x
a = 1
b = a
a += 2
"""


def body(text: str) -> str:
    return ast.unparse(ast.parse(textwrap.dedent(text)))


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        ("y = 3 * x", "        y = 2 * x\n", "        y = 3 * x\n"),
        ("self.x = -x", "        self.x = x\n", "        self.x = -x\n"),
        ("a = 5", "a = 1\nb = a\na += 2\n", "b = a\na = 5\n"),  # in the last place, and nowhere else
        ("c = 4\nb = c", "b = a\n", "c = 4\nb = c\n"),  # what comes before goes along
        ("b = 2\nc = 3", "b = a\na += 2\n", "b = 2\na += 2\nc = 3\n"),
        ("c = 4", "a += 2\n", "a += 2\nc = 4\n"),
        ("b, c = 1, 2", "b = a\n", "b, c = 1, 2\n"),
        ("def f(x): return 2 * x", "    return x\na = 1", "    return 2 * x\na = 1"),
        ("def g(x): return 2 * x", "a += 2\n", "a += 2\ndef g(x): return 2 * x\n"),
        ("class Gate(Gate): pass", "", ""),
    ],
)
def test_lines_take_the_place_of_lines(change: str, old: str, new: str) -> None:
    made = splice(CELL, change, "Gate")
    if change.startswith("class"):
        assert made == f"{CELL}\n{change}\n"
    else:
        assert CELL.count(old) == 1
        assert made == body(CELL.replace(old, new))


def methods(source: str, name: str) -> dict[str, str]:
    (one,) = (n for n in ast.parse(source).body if isinstance(n, ast.ClassDef) and n.name == name)
    return {n.name: ast.unparse(n.body[0]) for n in one.body if isinstance(n, ast.FunctionDef)}


def test_a_method_goes_to_the_target_that_has_it_else_to_those_that_have_it_else_to_the_target() -> None:
    change = "def forward(self, x): return 7"
    both = splice(CELL, change, "Missing")
    assert methods(both, "Gate")["forward"] == methods(both, "Other")["forward"] == "return 7"
    one = splice(CELL, change, "Gate")
    # in its place, since `__radd__ = __add__` may stand below it
    assert list(methods(one, "Gate").items()) == [("forward", "return 7"), ("backward", "return d")]
    assert methods(one, "Other") == {"forward": "return x"}
    only = splice(CELL, "def backward(self, d): return 8", "Other")
    assert methods(only, "Gate")["backward"] == "return 8"
    assert methods(only, "Other") == {"forward": "return x"}
    new = splice(CELL, "def update(self): return 9", "Other")
    assert methods(new, "Other") == {"forward": "return x", "update": "return 9"}
    assert "update" not in methods(new, "Gate")
    assert "def staged(x)" in splice(CELL, "def staged(x): return x", "Gate")


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("a = b = 1", ["b", "a"]),
        ("(a, [self.x, c]) = 1", ["c", "self.x", "a"]),
        ("a += 1", ["a"]),
        ("a: int = 1", ["a"]),
        ("f(a)", []),
        ("x[0] = 1", ["x[0]"]),
    ],
)
def test_what_a_statement_assigns(statement: str, names: list[str]) -> None:
    assert sorted(assigned(ast.parse(statement).body[0])) == sorted(names)


def test_an_assignment_with_a_type_is_one() -> None:
    assert splice("a: int = 1\nb = 2", "a = 3") == "a = 3\nb = 2"
