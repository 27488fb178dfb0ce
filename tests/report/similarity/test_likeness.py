"""The form of an answer stays the same under other names, comments and blanks, and whatever it is given it ends."""

from __future__ import annotations

import pytest

from autograder.report.similarity.likeness import LONGEST, form_of
from tests.report.test_tokens import ODD

GATE = """class Gate:
    '''A gate.'''
    def forward(self, x, y):
        self.x, self.y = x, y  # remember them both
        return np.maximum(
            x, y)
"""
DISGUISED = """class Gate:
    def forward(self,a,b):
        self.p, self.q=a,b

        return np.maximum(a, b)
"""


def lines(source: str) -> list[str]:
    return [line.form for line in form_of(source).lines]


def test_names_comments_and_blanks_make_no_difference() -> None:
    assert lines(GATE) == lines(DISGUISED)
    assert lines("a = b * c") == lines("x=y*z")
    assert lines("a = b * b") != lines("a = b * c")
    assert lines("y = np.exp(x)") != lines("y = np.log(x)")


def test_a_line_knows_where_it_stands() -> None:
    assert [(line.at, line.lines) for line in form_of(GATE).lines] == [(0, 1), (2, 1), (3, 1), (4, 2)]


def test_comments_and_typed_numbers_are_personal() -> None:
    form = form_of("x = 0.2689  # My OWN idea!\ny = 1.0  # ok\nz = 10")
    assert form.comments == {"my own idea"}
    assert form.numbers == {"0.2689"}


@pytest.mark.parametrize("source", ODD)
def test_whatever_it_is_a_form_comes_of_it(source: str) -> None:
    assert len(form_of(source).lines) <= LONGEST + 1
