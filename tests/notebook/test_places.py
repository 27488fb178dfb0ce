"""Where in a cell a question is answered."""

from __future__ import annotations

import pytest

from autograder.notebook.places import places

SOURCE = """import numpy as np

@decorated
class Gate:
    def forward(self, x):
        y = x
        return y

if True:
    f = 1
    y, z = 2, 3
f += 1
"""


@pytest.mark.parametrize(
    ("names", "lines"),
    [({"Gate"}, [3, 4, 5, 6]), ({"z"}, [8, 9, 10, 10]), ({"nothing"}, []), (set(), []), ({"forward"}, [])],
)
def test_the_statements_that_set_a_name(names: set[str], lines: list[int]) -> None:
    assert [line for part in places(SOURCE, names) for line in part] == lines


def test_no_python_has_no_places() -> None:
    assert list(places("class Gate(:\n    x = 1", {"Gate", "x"})) == []
