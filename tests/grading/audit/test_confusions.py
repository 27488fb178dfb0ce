"""What each operator makes of an expression or a statement, as its text."""

from __future__ import annotations

import ast
import builtins

import numpy as np
import pytest

from autograder.grading.audit.confusions import (
    CONFUSED,
    NO_NUMBER,
    OF_SHAPE,
    REPLACEMENTS,
    Scope,
    caches,
    replacements,
    statements,
)

SCOPE = Scope("", ("a", "b"), ("x", "y"))


def texts(nodes: list[ast.AST]) -> list[str]:
    return [ast.unparse(ast.fix_missing_locations(node)) for node in nodes]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("a", ["b"]),
        ("c", []),
        ("a.T", ["a"]),
        ("np.exp", ["np.sqrt", "np.expm1"]),
        ("self.x", ["self.y", "x", "self"]),
        ("a.z", []),
        ("a / c", ["a + c", "a - c", "a * c", "a ** c", "a @ c", "a", "c", "c / a"]),
        ("a - b", ["a + b", "a * b", "a / b", "a ** b", "a @ b", "a", "b", "b - a", "np.subtract(a, b, out=a)"]),
        ("c - b", ["c + b", "c * b", "c / b", "c ** b", "c @ b", "c", "b", "b - c"]),
        ("-a", ["a"]),
        ("a if c else b", ["b if c else a", "a", "b"]),
        ("(a, b, c)", ["(b, a, c)", "(c, b, a)", "(a, c, b)", "(b, c)", "(a, c)", "(a, b)"]),
        ("(a, b)", ["(b, a)", "(b,)", "(a,)"]),
        ("[a]", []),
        ("{k: a, l: b}", ["{k: b, l: a}"]),
        ("a > b", ["a >= b", "a < b", "a <= b", "a == b", "a != b"]),
        ("a < b <= c", ["a > b", "a >= b", "a <= b", "a == b", "a != b"]),
        ("a < b is c", ["a > b", "a >= b", "a <= b", "a == b", "a != b"]),
        ("a is b", ["a is not b"]),
        ("a and b and c", ["a or b or c", "a", "b", "c"]),
        ("True", ["False"]),
        ("3", ["4", "2", "6", "0", "-3"]),
        ("0", ["1", "-1"]),
        ("0.5", ["1.5", "-0.5", "1.0", "0"]),
        ("None", ["0"]),
        ("'v'", ["'v_'"]),
        ("f(a, b, c)", ["a", "f(b, a, c)", "f(c, b, a)", "f(a, c, b)", "f(b, c)", "f(a, c)", "f(a, b)"]),
        ("a.f(b)", ["b", "a"]),
        ("np.f(a, axis=0)", ["a", "np.f(a)", "np.f(a, axis=None)"]),
        ("f(k=1)", ["f()"]),
    ],
)  # fmt: skip
def test_expressions(was: str, now: list[str]) -> None:
    node = ast.parse(was, mode="eval").body
    assert texts(list(REPLACEMENTS[type(node)](node, SCOPE))) == now


@pytest.mark.parametrize(
    ("statement", "some", "none"),
    [
        ("c = a", "-a", ""),
        ("c = f(a)", "-f(a)", "c.T"),
        ("c = f(a)", "f(a).T", "-c"),
        ("c = a + d", "-(a + d)", "-d"),
        ("c = a[0]", "-a[0]", "-0"),
        ("c = d.x", "-d.x", "-d"),
        ("c = d.z", "", "-d.z"),
        ("isinstance(a, b)", "b", "-a"),
        ("c = np.ones_like(a)", "a.T", "-a"),
        ("c = a is None", "b", "-a"),
        ("c = a is not None", "b", "0"),
        ("self.f(a)", "a", "-self.f(a)"),
        ("raise TypeError(f'{a}')", "", "f'{a}'"),
    ],
)
def test_what_nobody_could_tell_is_no_mistake(statement: str, some: str, none: str) -> None:
    tree = ast.parse(statement).body[0]
    made = [
        text
        for owner in ast.walk(tree)
        for node in ast.iter_child_nodes(owner)
        if isinstance(node, ast.expr)
        for text in texts(list(replacements(node, SCOPE, owner)))
    ]
    assert not some or some in made
    assert none not in made


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("f(a)", ["pass"]),
        ("return a", ["pass", "return"]),
        ("a += b", ["pass", "a = b", "a -= b", "a *= b"]),
        ("a -= b", ["pass", "a = b", "a += b", "a *= b"]),
        ("if a:\n    b", ["pass", "if not a:\n    b", "if True:\n    b"]),
        ("while a:\n    b", ["pass", "if a:\n    b"]),
    ],
)
def test_statements(was: str, now: list[str]) -> None:
    assert texts(list(statements(ast.parse(was).body[0]))) == now


@pytest.mark.parametrize(
    ("method", "was", "now"),
    [
        ("forward", "self.x = a", ["self.__dict__.setdefault('x', a)", "type(self).x = a"]),
        ("__init__", "self.x = a", ["type(self).x = a"]),
        ("forward", "self.x = 1", []),
        ("forward", "other.x = a", []),
        ("forward", "x = a", []),
    ],
)
def test_caches(method: str, was: str, now: list[str]) -> None:
    assert texts(list(caches(ast.parse(was).body[0], Scope(f"Layer.{method}", (), ())))) == now


def test_calls_that_yield_no_number_are_pythons_or_numpys_or_a_variable() -> None:
    known = {**vars(builtins), "np": np, "Variable": object}
    assert all(callable(eval(name, {}, known)) for name in NO_NUMBER | OF_SHAPE)


def test_what_is_taken_for_another_is_numpys() -> None:
    names = {*CONFUSED, *(other for others in CONFUSED.values() for other in others)}
    assert [name for name in names if not (hasattr(np, name) or hasattr(np.random, name))] == []
