"""Expressions of course.yml: what they are made of, and how they are written anew."""

from __future__ import annotations

import pytest

from autograder.checks.plans.algebra import arguments, functions, inlined, parsed, written


def test_names_are_met_in_the_order_of_the_text() -> None:
    assert arguments("b * a + b") == ["b", "a"]
    assert arguments("c = a * b; exp(c) + c.relu()") == ["a", "b"]
    assert arguments("c = b * a; d + c") == ["b", "a", "d"]
    assert functions("c = a * b; exp(c) + square(c)") == ["exp", "square"]


def test_parts_are_renamed_and_inlined() -> None:
    text = "c = a * b; c ** 2 + f(a)"
    assert written(text, {"a": "a1", "b": "b1", "c": "c1", "": "end"}) == [
        ("c1", "a1 * b1"),
        ("end", "c1 ** 2 + f(a1)"),
    ]
    whole = inlined("c = a * b; c * c - a.relu()", {"a": "Value(a_1)", "b": "Value(b_1)"})
    numbers = {"Value": type("V", (float,), {"relu": lambda s: s * 2}), "a_1": 3.0, "b_1": 5.0}
    assert eval(whole, numbers) == 225 - 6


@pytest.mark.parametrize(
    "text",
    ["a + b", "a - b", "a * b", "a / b", "a ** 2", "a @ b", "-a", "+a", "a * 2.5", "f(a, 1)", "a.f(b, 2)", "(-a).relu()"],
)  # fmt: skip
def test_operators_signs_numbers_calls_and_names_are_an_expression(text: str) -> None:
    assert written(f" {text} ", {}) == [("", text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "a = b",
        "a; b",
        "a < b",
        "a[0]",
        "a.data",
        "a.__class__()",
        "f(x=a)",
        "(lambda: a)()",
        "a if b else a",
        "import os",
        "'text'",
        "[a, b]",
        "a, b = c; a",
        "True",
        "a // b",
        "not a",
        "a.f(*b)",
        "a[0] + b",
        "b + a[0]",
        "-a[0]",
        "a[0].relu()",
        "a.f(b, c[0])",
        "f(a[0])",
        "~a",
        "a; b + c",
    ],
)
def test_anything_else_is_no_expression(text: str) -> None:
    with pytest.raises(ValueError, match="an expression like"):
        parsed(text)
