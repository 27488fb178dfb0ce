"""Where a rerun's hooks are put."""

from __future__ import annotations

import ast

import pytest

from autograder.sandbox.rewrite import HOOK, hooked, is_constant


def calls(source: str, *names: str) -> list[tuple[str, object, bool]]:
    """The calls of the hook when a cell is run: name, value, whether at top level."""
    seen: list[tuple[str, object, bool]] = []

    def hook(name: str, value: object, top: bool) -> object:
        seen.append((name, value, top))
        return value

    exec(hooked(ast.parse(source), names, set(), "<cell 0>"), {HOOK: hook})
    return seen


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("x = 1", [("x", 1, True)]),
        ("x = 1\nx = 2", [("x", 1, True), ("x", 2, True)]),
        ("x = 1\nx = x + 1", [("x", 1, True)]),
        ("a = 1\nx = a + 1", [("x", 2, True)]),
        ("x: int = 1\nx: int", [("x", 1, True)]),
        ("(x, [y, _]) = 1, (2, 3)", [("x", 1, True), ("y", 2, True)]),
        ("x = y = 3", [("x", 3, True), ("y", 3, True)]),
        ("def f():\n    x = 1\nf()", [("x", 1, False)]),
        ("def f(a):\n    x = a\nf(1)", []),
        ("try:\n    x = 1\nfinally:\n    y = 2", [("x", 1, True), ("y", 2, True)]),
        ("if False:\n    pass\nelse:\n    x = 1", [("x", 1, True)]),
        ("for _ in range(2):\n    x = 1", [("x", 1, False), ("x", 1, False)]),
        ("z = 1\nz.real", []),
        ("d = {}\nd['x'] = 1", []),
    ],
)
def test_hooks(source: str, wanted: list[tuple[str, object, bool]]) -> None:
    assert calls(source, "x", "y") == wanted


def test_line_numbers_stay() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        exec(hooked(ast.parse("x = 1\ny = 2\n1 / 0"), ("x", "y"), set(), "cell"), {HOOK: lambda _n, v, _t: v})
    assert caught.traceback[-1].lineno == 2  # from 0


@pytest.mark.parametrize(
    "text",
    ["1", "-2.5", "[1, [2, 3]]", "(1, -2)", "np.array([1, 2])", "float(3)", "list((1, 2))", "np.float64(1)"],
)
def test_constants(text: str) -> None:
    assert is_constant(ast.parse(text, mode="eval").body)


@pytest.mark.parametrize(
    "text", ["x", "True", "'1'", "1 + 1", "f(1)", "np.array(x)", "[1, x]", "None", "float()", "f[0](1)"]
)
def test_other_expressions(text: str) -> None:
    assert not is_constant(ast.parse(text, mode="eval").body)
