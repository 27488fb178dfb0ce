"""The cells that belong to a question are found among those that were run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model.question import Question, RubricItem
from autograder.selfcheck import examine
from autograder.selfcheck.history import cells_for, times_set
from tests.selfcheck.answers import ran

MINE = Question("mine", (RubricItem("value", 1.0, ("f",)),))


def test_the_cells_of_a_question_are_found_in_the_history() -> None:
    cells = [
        "x = 4",
        "y = 1",
        'check("other")',
        "x = 2",
        "helper = 3 * x",
        "f = helper",
        'check("mine")',
        "f = helper * 1",
    ]
    found = cells_for(replace(MINE, given={"x": 1}), cells)
    assert found == ["x = 2", "helper = 3 * x", "f = helper", "pass", "f = helper * 1"]
    assert times_set("f", found) == 2
    assert cells_for(MINE, ["get_ipython().run_line_magic('pwd', '')\nf = 1"]) == ["pass\nf = 1"]
    assert cells_for(MINE, ["글 = 1; check('mine'); f = 1"]) == ["글 = 1; pass; f = 1"]


WRONG = "class AddGate:\n    def forward(self, x, y):\n        return x + y\n    def backward(self, dz):\n        return [-dz, dz]"


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("class MultiplyGate:\n    def forward(self, x, y)\n        return x * y", "opposite sign"),
        ("class AddGate:\n    def forward(self, x, y)\n        return x + y", "line 2"),
        ("dz = (1", "line 1"),
    ],
)
def test_a_broken_cell_that_defines_something_else_condemns_no_answer(broken: str, said: str) -> None:
    """Where the client does not say which cell it runs, what a cell begins to define says whose it is."""
    scope = ran((None, WRONG), (None, broken))
    assert said in examine("add_gate", scope, "en").sentence
