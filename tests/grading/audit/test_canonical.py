"""The meaning of a short program as text: the same for the same in other words, another for anything else."""

from __future__ import annotations

import pytest

from autograder.grading.audit.canonical import canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f = x * y", "f = y * x"),
        ("d = 1 * z", "d = z"),
        ("q = x + y\nf = q * z", "f = z * (y + x)\nq = y + x"),
        ("f = -(x - y)", "f = y - x"),
        ("f = 1 if x > y else 0", "f = 1 if y <= x else 0"),
        ("f = x == y", "f = y == x"),
        ("f = x != y", "f = y != x"),
        ("f = x < y", "f = y > x"),
        ("f = x >= y", "f = y <= x"),
        ("def f(x):\n    y = 2 * x\n    return y", "def f(x):\n    return x * 2"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f = x - y", "f = y - x"),
        ("f = x > y", "f = y > x"),
        ("f = x == y", "f = x != y"),
        ("f = x < y < z", "f = z < y < x"),
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
