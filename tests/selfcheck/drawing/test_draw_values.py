"""The student's own numbers: from the question's own cells, from the own class at the public example, or none."""

from __future__ import annotations

from typing import Any

from autograder.model.formula import graph_of
from autograder.selfcheck.drawing.pictured import values_of
from autograder.selfcheck.history import Scope
from tests.selfcheck.drawing.pictures import DRAWN

OF = {question.id: question for question in DRAWN}
GATE = """\
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return [self.y * dz, self.x * dz]
"""


def ran(question: str, *cells: str) -> tuple[Any, Any]:
    names: dict[str, Any] = {}
    for cell in cells:
        exec(cell, names)
    return values_of(OF[question], graph_of(OF[question].graph), Scope(names, cells))


def test_variables_as_the_cells_of_the_question_leave_them() -> None:
    """Other questions have the same names; what was not set there is not known."""
    cell = "x = -2\ny = 5\nz = -4\nq = x + y\nf = q * z\ndfdq = z"
    known, note = ran("chain_rule", "dfdx = 7", 'check = print\ncheck("product")', cell)
    assert {name: known[name] for name in ("x", "q", "f", "dfdq")} == {"x": -2, "q": 3, "f": -12, "dfdq": -4}
    assert known["dfdx"] != 7
    assert {"dfdx", "dfdy", "dfdz"} <= known.keys()
    assert note is None


def test_variables_of_a_script_stand_as_they_are() -> None:
    scope = Scope({"x": 4, "y": -3, "f": -12})
    known, _ = values_of(OF["product"], graph_of(OF["product"].graph), scope)
    assert known == {"x": 4, "y": -3, "f": -12, "dfdx": None, "dfdy": None}


def test_steps_that_nobody_asks_for_are_known_where_they_are_there() -> None:
    cells = (
        "apple = 100\napple_num = 2\norange = 150\norange_num = 3\ntax = 1.1\napple_price = 200\nprice = 715"
    )
    known, _ = ran("shopping", cells)
    assert known["apple_price"] == 200
    assert "fruit_price" not in known
    assert "dtax" in known


def test_a_class_at_the_public_example() -> None:
    known, note = ran("multiply_gate", GATE)
    assert known == {"x": 2, "y": 5, "dout": 3, "out": 10, "dx": 15, "dy": 6}
    assert note is None


def test_what_python_said_is_repeated_and_the_rest_is_there() -> None:
    known, note = ran("multiply_gate", GATE.replace("self.y * dz", "yy * dz"))
    assert known["out"] == 10
    assert note is not None
    assert (note.key, note.values["type"]) == ("python_said", "NameError")


def test_a_stub_says_nothing_more() -> None:
    stub = "class MultiplyGate:\n    def forward(self, x, y):\n        raise NotImplementedError()\n"
    known, note = ran("multiply_gate", stub)
    assert known["x"] == 2
    assert note is None


def test_a_question_without_an_example_knows_nothing() -> None:
    assert values_of(OF["backward"], graph_of(OF["backward"].graph), Scope({})) == ({}, None)


def test_gradients_need_an_upstream_gradient_in_the_example() -> None:
    known, _ = ran("lstm_step", "")
    assert {"x", "next_h", "next_c"} <= known.keys()
    assert "dx" not in known
