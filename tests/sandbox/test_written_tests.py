"""Tests that students write, run in an order drawn from a seed."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest

from autograder.sandbox.written_tests import run_tests


def names(source: str) -> dict[str, Any]:
    """The namespace of a notebook."""
    made: dict[str, Any] = {"__name__": "__main__"}
    exec(textwrap.dedent(source), made)
    return made


UNITTEST = """
import unittest
class Gradients(unittest.TestCase):
    def setUp(self): self.x = 1
    def test_a(self): self.assertEqual(self.x, 1)
    def test_b(self): self.assertEqual(self.x, 2)
    def test_c(self): raise KeyError
"""


@pytest.mark.parametrize(
    ("source", "ran"),
    [
        ("def test_a(): assert 1\ndef test_b(): assert 0\ndef helper(): assert 0", (2, 1)),
        ("def test_a(x=1, *more, **named): pass\ndef test_b(x): pass", (1, 0)),
        (
            "class TestA:\n    def test_a(self): pass\n    def test_b(self): 1 / 0\n    def other(self): 1 / 0",
            (2, 1),
        ),
        ("class TestA:\n    def setup_method(self): self.x = 1\n    def test_a(self): assert self.x", (1, 0)),
        ("class Other:\n    def test_a(self): assert 0", (0, 0)),
        (
            UNITTEST,
            (3, 2),
        ),
        ("def test_a(): raise SystemExit\ndef test_b(): raise KeyboardInterrupt", (2, 2)),
        ("test_a = 5\ntest_b = print", (0, 0)),
        ("", (0, 0)),
    ],
)
def test_what_runs_and_what_fails(source: str, ran: tuple[int, int]) -> None:
    assert run_tests(names(source), 0) == ran


def test_classes_of_others_are_not_run() -> None:
    from unittest import TestCase

    class TestElsewhere(TestCase):
        """Of a module that the notebook imports."""

        def test_a(self) -> None:
            raise AssertionError

    assert run_tests({"TestElsewhere": TestElsewhere, "TestCase": TestCase}, 0) == (0, 0)


def test_their_order_is_drawn() -> None:
    """A test that stands on the one before passes in some order alone."""
    source = """
        seen = []
        def test_a(): seen.append("a")
        def test_b(): seen.append("b")
        def test_c(): seen.append("c")
    """
    orders = set()
    for seed in range(20):
        made = names(source)
        assert run_tests(made, seed) == (3, 0)
        orders.add("".join(made["seen"]))
    assert len(orders) > 3
    again = names(source)
    run_tests(again, 0)
    first = names(source)
    run_tests(first, 0)
    assert again["seen"] == first["seen"]
