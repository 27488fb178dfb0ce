"""The cells that belong to a question are found among those that were run."""

from __future__ import annotations

from autograder.selfcheck.history import cells_for, times_set


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
    found = cells_for("mine", cells, ["f"], ["x"])
    assert found == ["x = 2", "helper = 3 * x", "f = helper", "pass", "f = helper * 1"]
    assert times_set("f", found) == 2
    assert cells_for("mine", ["get_ipython().run_line_magic('pwd', '')\nf = 1"], ["f"], []) == ["pass\nf = 1"]
    assert cells_for("mine", ["글 = 1; check('mine'); f = 1"], ["f"], []) == ["글 = 1; pass; f = 1"]
