from __future__ import annotations

import pytest

from autograder.notebook.leftover import left_over


@pytest.mark.parametrize(
    ("source", "line", "names"),
    [
        ("t = 1\nt += q\nf = t * t\ng = 2", 2, "t f"),
        ("t = 1\nt += q\nt = 3\nf = t", 2, ""),
        ("d = [0, 0]\nfor i in range(3):\n    d[i] = w[i]\ns = d[0]", 3, "d i s"),
        ("def g(x):\n    return x.y\na = g(1)\nb = a", 2, "g a b"),
        ("a = 1\nd = {}\nd['k'] = q\nd['l'] += a\ne = a", 3, "d"),
        ("t = q\nt += 1\nn = 0\nn += t", 1, "t n"),
        ("a = 1", 2, "a"),
        ("a = 1", 0, ""),
        ("a = 1\na = q\nb = a", 2, "a b"),
        ("a = (", 1, ""),
        ("", 1, ""),
    ],
)
def test_what_a_statement_that_raised_leaves_as_it_was(source: str, line: int, names: str) -> None:
    assert left_over(source, line) == {*names.split()}
